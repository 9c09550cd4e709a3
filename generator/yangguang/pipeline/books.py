"""DATA opened: what all unions share, read once, their registry, policy and history in git."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from yangguang.core.address import overlaps, union_folder
from yangguang.core.dates import EARLIEST, LAST_DAY
from yangguang.core.issues import Text
from yangguang.door.bytes.root import root_issues
from yangguang.door.corrected import with_corrections
from yangguang.door.loader import load_policy, load_registry, timezone_of
from yangguang.door.packages import list_packages
from yangguang.door.then import last_accepted, policy_at, registry_at, with_former_accounts, with_former_unions
from yangguang.door.withdrawn import withdrawal_issues, withdrawals_that_hold
from yangguang.ledger.standing import deadlines_passed
from yangguang.pipeline.questions import registered
from yangguang.sources.repository import Repository, open_repository
from yangguang.sources.tree import OnDisk, tree_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from yangguang.core.issues import Issue
    from yangguang.policy.law import Policy
    from yangguang.records.federation import Registry
    from yangguang.sources.publications import Moment
    from yangguang.sources.tree import Tree


class UnbuildableError(Exception):
    """Registry or policy cannot be trusted, so nothing can be published; carries the problems."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        self.issues = issues
        first = next(issue for issue in issues if issue.is_error)
        super().__init__(f"{first.place.file or 'data'}: {first.message.zh} / {first.message.en}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """A federation's DATA on one day. `folders` lists each union's years that have a folder, earliest first.

    `policy` is what the court and the pages read: today's, and accounts that it no longer has but a published year may
    use; `door_policy` is today's alone. Likewise `registry` has unions that only the past knows, `door_registry` has not.
    `owed_years` are those of which some deadline has passed, from the first that anybody owes; `closed` are the unions
    whose folder, or one above it, cannot be read. `held` says that an earlier register or policy
    holds, as the latest has errors.
    """

    tree: Tree
    as_of: date
    registry: Registry
    door_registry: Registry
    policy: Policy
    door_policy: Policy
    repository: Repository
    folders: Mapping[str, tuple[tuple[str, int], ...]]
    owed_years: range
    issues: tuple[Issue, ...]
    closed: frozenset[str] = frozenset()
    held: tuple[Text, ...] = ()

    @property
    def data(self) -> Path:
        """The folder that the tree is. Whoever asks works on one."""
        assert isinstance(self.tree, OnDisk), "no folder"
        return Path(self.tree.top)

    @property
    def years(self) -> tuple[int, ...]:
        """Every year that is owed or that any union has a folder for, earliest first."""
        return tuple(sorted({*self.owed_years, *(year for found in self.folders.values() for _, year in found)}))


def open_books(data: Tree | Path, as_of: date, base: str | None = None) -> Books:
    """Read what every union shares. Where registry or policy has an error, the last one that main took holds, marked.

    Raises UnbuildableError where main never took any, or nobody knows.

    What is published is what main showed up to `base` (default: HEAD), and what is changed is what differs from there.
    What else lies in DATA's root is an error of the check, never of a build: main already has it, and nothing reads it.
    """
    tree = tree_of(data)
    repository = open_repository(tree, base, timezone_of(tree))
    if isinstance(tree, OnDisk):
        tree = replace(tree, modes=repository.modes)
    registry, registry_issues = load_registry(tree, as_of)
    policy, policy_issues = load_policy(tree, as_of=as_of)
    issues = (*registry_issues, *policy_issues, *root_issues(tree, may_be_top=not repository.holds_more))
    held: list[Text] = []
    checkout, history = repository.checkout, repository.history
    if registry is None and (before := last_accepted(registry_at, checkout, history.registry, as_of)):
        registry = replace(before[0], today=as_of).on_day(as_of)
        held.append(_held(Text("工会名录", "register"), registry_issues, before[1]))
    if policy is None and (law := last_accepted(policy_at, checkout, history.policy, as_of)):
        policy = law[0]
        held.append(_held(Text("规则参数", "policy"), policy_issues, law[1]))
    if registry is None or policy is None:
        raise UnbuildableError(issues)
    policy = replace(policy, fiscal=registry.settings.fiscal)
    packages, stray = list_packages(tree, registry, as_of)
    folders: dict[str, list[tuple[str, int]]] = {}
    for district, union_id, year in packages:
        folders.setdefault(union_id, []).append((district, year))
    reported = {year for found in folders.values() for _, year in found} | repository.history.all_years
    there = {(union_id, year) for union_id, found in folders.items() for _, year in found}
    kept = withdrawals_that_hold(registry, repository.checkout, repository.history, there)
    issues = (*issues, *withdrawal_issues(registry, kept))
    return Books(
        tree=tree,
        as_of=as_of,
        registry=with_former_unions(kept, repository.checkout, repository.history, as_of),
        door_registry=registry,
        policy=with_corrections(
            with_former_accounts(policy, repository.checkout, repository.history, as_of),
            repository.checkout,
            repository.history,
            as_of,
        ),
        door_policy=policy,
        repository=repository,
        folders={union_id: tuple(sorted(found, key=lambda item: item[1])) for union_id, found in folders.items()},
        owed_years=_owed_years(policy, registry.settings.reports_from or min(reported, default=None), as_of),
        issues=(*issues, *stray),
        closed=_closed(registry, stray),
        held=tuple(held),
    )


def _held(what: Text, issues: Sequence[Issue], taken: Moment) -> Text:
    """That the last accepted register or policy holds, and since when."""
    count, commit, day = sum(one.is_error for one in issues), taken.commit[:12], taken.day or "-"
    return Text(
        f"{what.zh}最新的改动有 {count} 处错误，没有采用；沿用 {day} 的版本（{commit}）",
        f"the latest {what.en} has {count} errors and is not used; the one of {day} holds ({commit})",
    )


def asked(books: Books, union_id: str | None) -> tuple[str, ...]:
    """The unions a question is about: all of them, or the one named. Raises MisuseError."""
    return tuple(books.registry.unions) if union_id is None else (registered(books.registry, union_id).union_id,)


def _owed_years(policy: Policy, first: int | None, as_of: date) -> range:
    """From `first` (None: nobody ever reported, and no setting says since when) to the last of which a deadline has passed."""
    if first is None:
        return range(0)
    first = max(first, EARLIEST.year)
    due = (year for year in range(min(as_of, LAST_DAY).year, first - 1, -1) if deadlines_passed(policy, year, as_of))
    return range(first, next(due, first - 1) + 1)


def _closed(registry: Registry, issues: Sequence[Issue]) -> frozenset[str]:
    """Unions of which a folder, their own or one above or below it, could not be read."""
    shut = [issue.place.file or "" for issue in issues if issue.code == "gate.unreadable"]
    homes = {one.union_id: union_folder(one.district, one.union_id) for one in registry.unions.values()} if shut else {}
    return frozenset(one for one, home in homes.items() if overlaps(home, shut))
