"""What main showed, version by version: one walk over the first parents of HEAD.

What lived only inside a merged branch was never shown. The walk follows a union's year wherever its folder lay: by the
ids of union and year, so that a move to another district keeps history and dates.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 (a field of what is pickled for the crew)
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.address import UNIONS, Folder
from yangguang.sources.git import PLAIN_MODES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yangguang.sources.git import Checkout

_CHARTS = "policy/chart_of_accounts.csv"
WITHDRAWALS, _PARAMETERS = "registry/withdrawals.csv", "policy/parameters.csv"


class Moment(NamedTuple):
    """A commit of main: its place in the walk (a later one has a larger number), its id and its committer's day.

    The day is None where it is none of the calendar.
    """

    number: int
    commit: str
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One version of a union's year as a commit of main brought it; `gone` where that commit took its last file away.

    `folder` (unions/<district>/<union>/<year>, relative to DATA) is where it lay from then on, or had lain. `made` is when
    its content came: earlier than `moment` where that commit only moved the folder.
    """

    union_id: str
    year: int
    moment: Moment
    folder: str
    gone: bool = False
    moved_from: Moment | None = None

    @property
    def made(self) -> Moment:
        """When its content came."""
        return self.moved_from or self.moment


@dataclass(frozen=True, slots=True, kw_only=True)
class MainHistory:
    """Every version of every union's year, and the moments at which register, policy or charts changed; oldest first."""

    publications: Mapping[str, Mapping[int, tuple[Publication, ...]]] = field(default_factory=dict)
    registry: tuple[Moment, ...] = ()
    policy: tuple[Moment, ...] = ()
    charts: tuple[Moment, ...] = ()  # of the policy: its charts of accounts
    parameters: tuple[Moment, ...] = ()  # of the policy: its parameters
    withdrawals: tuple[Moment, ...] = ()  # of the registry: what was withdrawn

    @property
    def last(self) -> int:
        """The number of the newest moment of all, 0 where there is none."""
        brought = (one.moment for years in self.publications.values() for found in years.values() for one in found)
        return max((one.number for one in (*brought, *self.registry, *self.policy)), default=0)

    def of(self, union_id: str, year: int) -> tuple[Publication, ...]:
        """The versions of one union's year, oldest first; none where main never had it."""
        return self.years(union_id).get(year, ())

    @property
    def all_years(self) -> set[int]:
        """Every year that main ever had of anybody."""
        return {year for years in self.publications.values() for year in years}

    def shared_by(self, room: str, number: int) -> Moment | None:
        """The last moment up to `number` that changed the `room`, registry or policy."""
        moments: tuple[Moment, ...] = getattr(self, room)
        at = bisect_right(moments, number, key=lambda one: one.number)
        return moments[at - 1] if at else None

    def shared_between(self, room: str, first: int, until: int) -> tuple[Moment, ...]:
        """The moments after `first` and up to `until` that changed the `room`, registry or policy."""
        moments: tuple[Moment, ...] = getattr(self, room)
        return tuple(one for one in moments if first < one.number <= until)

    def years(self, union_id: str) -> Mapping[int, tuple[Publication, ...]]:
        """The versions of each year that main ever had of a union."""
        return self.publications.get(union_id, {})


def walk(checkout: Checkout, tip: str = "HEAD") -> MainHistory:
    """The history of main up to `tip`, in two git calls however many packages there are. Raises GitError."""
    paths = [checkout.path(room) for room in (UNIONS, "registry", "policy")]
    publications: dict[str, dict[int, list[Publication]]] = {}
    changed: dict[str, dict[Moment, None]] = {
        "registry": {},
        "policy": {},
        _CHARTS: {},
        WITHDRAWALS: {},
        _PARAMETERS: {},
    }
    files: dict[Folder, int] = {}  # how many files each package's folder has
    for moment, changes in _commits(checkout, tip, paths):
        touched: dict[Folder, set[tuple[str, str]]] = {}  # which files, with which bytes, each folder gained or lost
        for path, added, blob in changes:
            for shared in {path.partition("/")[0], path} & changed.keys():
                changed[shared][moment] = None
            if (inside := Folder.within(path)) and inside[1]:
                folder, name = inside
                files[folder] = files.get(folder, 0) + added
                touched.setdefault(folder, set()).add((name, blob if added else ""))
        emptied = {folder[1:]: gone for folder, gone in touched.items() if not files[folder]}
        filled = {folder[1:] for folder in touched if files[folder]}
        for folder in sorted(touched):
            _, union_id, year = folder
            if not files[folder] and (union_id, year) in filled:
                continue  # it has moved to another district
            years = publications.setdefault(union_id, {}).setdefault(year, [])
            moved = bool(files[folder]) and emptied.get((union_id, year)) == touched[folder]
            one = Publication(
                union_id=union_id, year=year, moment=moment, folder=folder.path, gone=not files[folder],
                moved_from=years[-1].made if moved and years and not years[-1].gone else None,
            )  # fmt: skip
            years.append(one)
    return MainHistory(
        publications={
            union_id: {year: tuple(found) for year, found in years.items()} for union_id, years in publications.items()
        },
        registry=tuple(changed["registry"]), policy=tuple(changed["policy"]),
        charts=tuple(changed[_CHARTS]), withdrawals=tuple(changed[WITHDRAWALS]),
        parameters=tuple(changed[_PARAMETERS]),
    )  # fmt: skip


def _commits(checkout: Checkout, tip: str, paths: list[str]) -> Iterator[tuple[Moment, list[tuple[str, int, str]]]]:
    """Each commit that changed bytes below `paths`, oldest first: what changed, is it a file more or less, and its bytes."""
    parents = checkout.first_parents(tip, *paths)
    pairs = "".join(f"{commit} {parent}\n" if parent else f"{commit}\n" for commit, (parent, _) in parents.items())
    words = iter(
        checkout.words(
            "diff-tree", "--stdin", "-z", "-r", "--root", "--raw", "--no-renames", "--", *paths, stdin=pairs.encode()
        )
    )  # fmt: skip
    moment, changes, number = Moment(0, "", None), list[tuple[str, int, str]](), 0
    for word in words:
        if word.startswith(":"):  # the modes and objects of one path, which is the next word whatever it looks like
            old_mode, new_mode, old, new, status = word[1:].split(" ")
            path = checkout.inside(next(words))
            if old != new or not {old_mode, new_mode} <= PLAIN_MODES:
                changes.append((path, (status == "A") - (status == "D"), old if status == "D" else new))
        else:
            if changes:
                yield moment, changes
            number += 1
            moment, changes = Moment(number, word, parents[word][1]), []
    if changes:
        yield moment, changes
