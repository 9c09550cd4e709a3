"""Whether a branch may be merged as a submission: who may touch which folder, what the door says, which figures change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.address import UNIONS, Address, Folder, row_name
from yangguang.core.issues import NOWHERE, Text
from yangguang.core.money import parse_amount
from yangguang.door.bytes.gate import read_table
from yangguang.door.messages.catalogue import issue
from yangguang.door.privacy.shown import shown
from yangguang.pipeline.authors import private_parts
from yangguang.pipeline.check import check
from yangguang.pipeline.compare import compare
from yangguang.pipeline.owner_map import owners_of, read_owner_map
from yangguang.pipeline.questions import MisuseError
from yangguang.records.parts import row_key, shared_keys
from yangguang.records.tables import BY_NAME
from yangguang.sources.proposal import Proposal, open_proposal
from yangguang.sources.repository import NothingToCompareError
from yangguang.told.proposed import FigureChange, Proposed, Trespass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from yangguang.core.issues import Issue
    from yangguang.pipeline.owner_map import Owned
    from yangguang.pipeline.progress import Reporter
    from yangguang.records.oversight import Explanation
    from yangguang.sources.tree import Tree

_MOST = 200  # commits of a submission whose words are looked at
_WORKFLOWS = (
    ".github/",
    ".gitlab-ci",
    ".gitlab/",
    ".gitee/",
    ".workflow/",
    ".pre-commit-config",
    ".circleci/",
    "jenkinsfile",
    ".gitea/",
    ".forgejo/",
    ".woodpecker",
    ".drone.",
    ".travis.",
    ".buildkite/",
    ".husky/",
    "azure-pipelines",
    "bitbucket-pipelines",
)
_OWNERS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS", ".gitee/CODEOWNERS")
_KINDS = {
    "registry": Text("工会名录", "the register"),
    "policy": Text("规则参数", "the policy"),
    "code": Text("程序或文档", "code or documents"),
    "workflow": Text("自动流程", "a workflow"),
    "other": Text("数据目录里别的文件", "another file of DATA"),
    "disguise": Text("与真正的路径只有大小写不同", "a path that differs from the real one in case alone"),
}


def submit_check(
    data: Tree | Path, reference: str, as_of: date, reporter: Reporter, *, union_id: str | None = None
) -> Proposed:
    """Judge what HEAD has since `reference`. A branch that touches a union's package is a submission: that union's alone.

    With `union_id` it is one in any case, and of that union. Where it touches several and nobody says whose it is, it is
    nobody's, and every file is told. Raises MisuseError.
    """
    try:
        proposal = open_proposal(data, reference)
    except NothingToCompareError as error:
        raise MisuseError(str(error)) from None
    kinds = {path: _kind(path, proposal.checkout.prefix) for path in proposal.paths}
    unions = tuple(sorted({kind for kind in kinds.values() if kind not in _KINDS}))
    owners = _owners(proposal)
    own = union_id or (unions[0] if len(unions) == 1 else None)
    told = {path: _foreign(path, kind, owners, is_known=own is not None) for path, kind in sorted(kinds.items())}
    is_submission = bool(union_id or unions)
    foreign = [told[path] for path in told if (is_submission and kinds[path] != own) or kinds[path] == "disguise"]
    workflows = [told[path] for path in told if not is_submission and kinds[path] == "workflow"]
    checked = check(data, as_of, reporter, changed_since=reference)
    found = compare(data, proposal, unions, as_of, everything=not {"registry", "policy"}.isdisjoint(kinds.values()))
    return Proposed(
        unions=unions, paths=proposal.paths, trespasses=tuple(foreign), workflows=tuple(workflows),
        figures=tuple(_figures(proposal, found.reasons)), admissions=checked.admissions,
        registry=(*checked.registry, *_commits(proposal)),
        compared=found.compared, prefix=proposal.checkout.prefix,
    )  # fmt: skip


def _foreign(path: str, kind: str, owners: tuple[Owned, ...], *, is_known: bool) -> Trespass:
    of_union = "另一个工会（{}）的数据", "another union's data ({})"
    if not is_known:
        of_union = "同时改动了几个工会，这是其中“{}”的数据", "data of “{}”, one of several unions at once"
    why = _KINDS.get(kind) or Text(*(said.format(shown(kind)) for said in of_union))
    return Trespass(path=path, why=why, owners=owners_of(path, owners))


def _kind(path: str, prefix: str) -> str:
    """The union whose package the path belongs to, or one of the other kinds."""
    low = path.casefold()
    if low.startswith(_WORKFLOWS):
        return "workflow"
    if not low.startswith(prefix.casefold()):
        return "code"
    inside = path[len(prefix) :]
    package = Folder.within(inside)
    if path.startswith(prefix) and package and package[1]:
        return package[0].union_id
    for name in ("registry", "policy"):
        if path.startswith(prefix) and inside.startswith(f"{name}/"):
            return name
    known = (f"{UNIONS}/", "registry/", "policy/")
    is_real = path.startswith(prefix) and inside.startswith(known)
    return "disguise" if low[len(prefix) :].startswith(known) and not is_real else "other"


def _owners(proposal: Proposal) -> tuple[Owned, ...]:
    """The owner map of the base, which the branch itself cannot change."""
    text = next((found for path in _OWNERS if (found := proposal.before(path))), b"")
    return read_owner_map(text.decode(errors="replace"))


def _commits(proposal: Proposal) -> Iterator[Issue]:
    """Persons' numbers in what the commits of a submission say beside their files."""
    new = proposal.checkout.ask("rev-list", "--reverse", f"--max-count={_MOST}", proposal.tip, f"^{proposal.base}")
    for commit in new.decode("ascii").split():
        for part in private_parts(proposal.checkout, commit):
            yield issue("privacy.commit", NOWHERE, commit=commit[:12], part=part)


def _figures(proposal: Proposal, reasons: Mapping[tuple[tuple[str, int], str], Explanation]) -> Iterator[FigureChange]:
    """Every amount and count of a package that differs, by its key."""
    for path in sorted(path for path in proposal.paths if path.startswith(proposal.checkout.prefix)):
        package = Folder.within(proposal.checkout.inside(path))
        name = package[1].removesuffix(".csv") if package else ""
        if package is None or name not in BY_NAME or BY_NAME[name].scope != "package":
            continue
        before, after = (_cells(name, read(path)) for read in (proposal.before, proposal.after))
        for key in sorted({*before, *after}):
            if before.get(key) != after.get(key):
                _, union_id, year = package[0]
                own = key if "/" in key else f"{name}/{key}"
                yield FigureChange(
                    key=Address(union_id, year, name, key).key, before=before.get(key), after=after.get(key),
                    reason=reasons.get(((union_id, year), f"{name}/{own}")),
                )  # fmt: skip


def _cells(name: str, data: bytes | None) -> dict[str, Decimal]:
    table, _ = read_table(BY_NAME[name], data, name) if data else (None, [])
    found: dict[str, Decimal] = {}
    rows = [dict(zip(table.header, row.cells, strict=True)) for row in table.rows] if table else []
    shared = shared_keys(BY_NAME[name], rows)
    for cells in rows:
        key = row_name(row_key(BY_NAME[name], cells, shared))
        for column in BY_NAME[name].columns:
            value = parse_amount(cells.get(column.name, "")) if column.kind in {"number", "integer"} else None
            if value is not None:
                found[f"{key}/{column.name}" if key else column.name] = value
    return found
