"""A push to a git server, judged before it is stored: what `pre-receive` asks, while git holds the objects in quarantine.

Main only grows, and by nothing that the door refuses; another branch is a submission to it. Every commit that is new is
looked at for persons' numbers, its message too: what one commit brings and the next takes away would be stored as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yangguang.core.issues import Text
from yangguang.door.loader import timezone_of
from yangguang.pipeline.authors import private_parts
from yangguang.pipeline.check import check
from yangguang.pipeline.progress import silent
from yangguang.pipeline.questions import MisuseError
from yangguang.pipeline.submit import submit_check
from yangguang.pipeline.today import build_day
from yangguang.sources.borrowed import borrowed
from yangguang.sources.commits import Committed, Objects
from yangguang.sources.git import GitError, tip_of
from yangguang.told.machines import trespass_issue
from yangguang.told.received import Ruling

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from yangguang.core.issues import Issue
    from yangguang.sources.git import Checkout

_MOST = 50  # commits that one push may bring to a branch; each is looked at
_NO_PART = Text("", "")
_KEPT = Text("主分支不能删除", "main cannot be deleted")
_GROWS = Text(
    "主分支不能改写历史：请先 git pull --rebase，再推送，不要 --force",
    "main's history cannot be rewritten: git pull --rebase, then push without --force",
)
_FIRST = Text("服务器上还没有主分支，请先推送主分支", "the server has no main yet: push that first")
_OTHER = Text("只收分支和标签（refs/heads/、refs/tags/）", "only branches and tags are taken (refs/heads/, refs/tags/)")
_NO_COMMIT = Text("标签或分支要指向一个提交", "a tag or a branch must name a commit")
_TOO_MANY = Text(
    f"一次推送新增的提交不能超过 {_MOST} 个：请合并成一个（git rebase -i），或分几次推送",
    f"a push may bring at most {_MOST} commits: squash them (git rebase -i), or push in parts",
)
_PASSING = Text(
    "中间的提交 {commit} 里有个人信息，后来删掉也会留在历史里：请合并成一个提交（git rebase -i）再推送",
    "the commit {commit} in between holds personal data, which stay in the history: squash (git rebase -i)",
)
_WORDS = Text(
    "提交 {commit} 的{part}里有个人信息：请改写（git commit --amend --reset-author 或 git rebase -i）再推送",
    "the {part} of commit {commit} holds personal data: change it (git commit --amend --reset-author or git rebase -i)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What a push does to one ref: the objects it named and is to name, None where there is none."""

    ref: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """The repository that is pushed to: where its objects and those in quarantine lie, and what counts as main.

    `prefix` is DATA in the repository ('data/'), `union_id` the one union that whoever pushes may speak for, if any.
    """

    repository: Path
    objects: tuple[Path, ...]
    branch: str = "main"
    prefix: str = "data/"
    union_id: str | None = None
    as_of: date | None = None


def receive(server: Server, updates: Sequence[Update]) -> tuple[Ruling, ...]:
    """What is ruled of each update. Raises GitError where the repository itself gives no answer."""
    main = tip_of(server.repository, server.branch)
    ahead = next((one.new for one in updates if one.ref == f"refs/heads/{server.branch}"), None)
    names = [name for one in updates for name in (one.old, one.new) if name]
    with borrowed(server.objects, server.prefix, names[0]) as bench:
        return tuple(_ruling(server, bench, one, main, ahead) for one in updates)


def _ruling(server: Server, bench: Checkout, one: Update, main: str | None, ahead: str | None) -> Ruling:
    """`ahead` is what the same push makes of main: a tag or branch that lies on it brings nothing of its own."""
    is_main = one.ref == f"refs/heads/{server.branch}"
    commit = bench.commit(one.new) if one.new else None
    if refusal := _of_refs(one, main, commit, bench, is_main=is_main):
        return Ruling(ref=one.ref, refusals=(refusal,))
    if commit is None or any(
        bench.answers("merge-base", "--is-ancestor", commit, known) for known in (main, not is_main and ahead) if known
    ):
        return Ruling(ref=one.ref)
    base = main if main or is_main else ahead
    objects = Objects(bench)
    if passing := _passing(server, objects, commit, base):
        return Ruling(ref=one.ref, refusals=passing)
    return Ruling(ref=one.ref, issues=_judged(server, Committed(objects, commit), base, is_main=is_main))


def _of_refs(one: Update, main: str | None, commit: str | None, bench: Checkout, *, is_main: bool) -> Text | None:
    """Why git must not change the ref so, whatever the commit holds."""
    if not one.ref.startswith(("refs/heads/", "refs/tags/")):
        return _OTHER
    if one.new is None:
        return _KEPT if is_main else None
    if commit is None:
        return _NO_COMMIT
    if is_main and main and not bench.answers("merge-base", "--is-ancestor", main, commit):
        return _GROWS
    return None


def _passing(server: Server, objects: Objects, commit: str, base: str | None) -> tuple[Text, ...]:
    """Persons' numbers in the commits that lie between, and in every message; main's first push is taken as a whole."""
    if base is None:
        return ()
    bench = objects.checkout
    new = (
        bench.ask("rev-list", "--topo-order", "--reverse", f"--max-count={_MOST + 1}", commit, f"^{base}")
        .decode("ascii")
        .split()
    )
    if len(new) > _MOST:
        return (_TOO_MANY,)
    found = []
    for each in new:
        found += [_filled(_WORDS, each, part) for part in private_parts(bench, each)]
        if each != commit and any(
            one.code.startswith("privacy.") and one.code != "privacy.commit"
            for one in _judged(server, Committed(objects, each), base)
            if one.is_error
        ):
            found.append(_filled(_PASSING, each))
    return tuple(found)


def _judged(server: Server, tree: Committed, base: str | None, *, is_main: bool = True) -> tuple[Issue, ...]:
    """What is wrong with a commit that is to follow `base`: by itself, or as a submission of one union."""
    as_of = server.as_of or build_day(timezone_of(tree))
    try:
        if base and (server.union_id or not is_main):
            proposed = submit_check(tree, base, as_of, silent(), union_id=server.union_id)
            return (*map(trespass_issue, proposed.trespasses), *proposed.issues)
        checked = check(tree, as_of, silent(), changed_since=base)
    except MisuseError as off:
        raise GitError(str(off)) from None
    return (*checked.registry, *(issue for one in checked.admissions for issue in one.issues))


def _filled(text: Text, commit: str, part: Text = _NO_PART) -> Text:
    return Text(*(words.format(commit=commit[:12], part=said) for words, said in zip(text, part, strict=True)))
