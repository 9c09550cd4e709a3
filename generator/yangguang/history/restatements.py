"""The restatement ledger: which figures of a union-year changed from one publication to the next, and the reason given.

A figure is a reported number. Order, encoding, wording and 元 written as 元.00 change none, so they make no entry; a
figure that stands for the first time and one that is no longer reported are entries too, and so what was published and
the ledger together give what is published next.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from yangguang.core.address import row_name, row_values, within_year
from yangguang.ledger.figures.reported import TABLES, reported, row_key
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from yangguang.ledger.figures.reported import Reported
    from yangguang.records.declare import Record, Table
    from yangguang.records.oversight import Explanation
    from yangguang.records.package import Package
    from yangguang.sources.provenance import Provenance

STAGES = ("budget", "midyear", "final")
_RESTATES = "restatement_"  # how codes of explanations begin that give the reason of a correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Restatement:
    """One figure before and after: None where it was not reported. `reason` is what the union says of the change."""

    table: str
    row: str
    column: str
    before: Decimal | int | None
    after: Decimal | int | None
    unit: str
    reason: Explanation | None = None

    @property
    def key(self) -> str:
        """The figure's key within its union-year: accounts/402/actual."""
        return f"{self.table}/{self.row}/{self.column}"

    @property
    def difference(self) -> Decimal | int | None:
        """After less before; None where either is unknown."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def is_correction(self) -> bool:
        """Whether readers had seen another number: a figure that is new takes nothing back."""
        return self.before is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A publication that replaced another: what main showed from `made` on, and the figures that it changed.

    `versions` and `stages` are those of the package before and after.
    """

    union_id: str
    year: int
    made: Provenance
    replaced: Provenance
    versions: tuple[str, str]
    stages: tuple[str, str]
    restatements: tuple[Restatement, ...]

    @property
    def corrections(self) -> tuple[Restatement, ...]:
        """The figures that readers had seen otherwise."""
        return tuple(one for one in self.restatements if one.is_correction)

    @property
    def is_next_stage(self) -> bool:
        """Whether the package reports a later stage of its year, so that it says more than the one before."""
        return is_next_stage(*self.stages)


def is_next_stage(before: str, after: str) -> bool:
    """Whether `after` is a later stage than `before`."""
    return STAGES.index(after) > STAGES.index(before)


def restated(before: Package, after: Package) -> tuple[Restatement, ...]:
    """Every figure that differs, table by table, in the order of the rows; what is gone comes last."""
    alike = _alike(before, after)
    names = _renamed(before, after, alike)
    old = {(one.table, names.get((one.table, one.row), one.row), one.column): one for one in reported(before, alike)}
    new = {(one.table, one.row, one.column): one for one in reported(after, alike)}
    fresh = _fresh(before.explanations or (), after.explanations or ())
    keys = sorted(_changed(old, new), key=lambda key: TABLES.index(key[0]))
    return tuple(
        Restatement(
            table=key[0], row=key[1], column=key[2], before=old[key].value if key in old else None,
            after=new[key].value if key in new else None, unit=(new.get(key) or old[key]).unit,
            reason=_reason(key, fresh, after),
        )
        for key in keys
    )  # fmt: skip


def _alike(before: Package, after: Package) -> frozenset[str]:
    """The tables whose files have the same bytes in both, so that nothing in them changed."""
    files = [{(one.path.rpartition("/")[2], one.sha256) for one in package.sources} for package in (before, after)]
    return frozenset(name.removesuffix(".csv") for name, _ in files[0] & files[1])


def _renamed(before: Package, after: Package, alike: frozenset[str]) -> dict[tuple[str, str], str]:
    """Rows that are called otherwise than before: by table and old name, the new one.

    Rows that only their number tells apart from one of before; and the row of a project that stood on one account and now
    on several, or the other way round.

    A number that a union gives (`project_id`) may be given anew; an account's code or a period is what the figure is of.
    """
    names: dict[tuple[str, str], str] = {}
    for table in TABLES:
        key = BY_NAME[table].key
        if table not in alike and len(key) == 1 and key[0].endswith("_id"):
            old, new = ({row_key(table, row): row for row in one.table(table) or ()} for one in (before, after))
            parts = _moved(BY_NAME[table], old, new)
            names |= {(table, was): now for was, now in parts.items()}
            left = _by_content(key[0], [row for name, row in old.items() if name not in new and name not in parts])
            came = _by_content(key[0], [row for name, row in new.items() if name not in {*old, *parts.values()}])
            for content, rows in left.items():
                if len(rows) == len(came.get(content, ())):
                    pairs = zip(rows, came[content], strict=True)
                    names |= {(table, row_key(table, was)): row_key(table, now) for was, now in pairs}
    return names


def _moved(table: Table, old: dict[str, Record], new: dict[str, Record]) -> dict[str, str]:
    """New names by old ones, where a row stood alone under its key and now is one of several, or the other way round."""
    if not table.parts:
        return {}
    part = attrgetter(*table.key, *table.parts)
    now = {part(row): name for name, row in new.items()}
    return {was: now[part(row)] for was, row in old.items() if now.get(part(row), was) != was}


def _by_content(key: str, rows: list[Record]) -> dict[Record, list[Record]]:
    """The rows by all that they say but their number."""
    unnamed: dict[str, Any] = {key: ""}
    found: dict[Record, list[Record]] = {}
    for row in rows:
        found.setdefault(replace(row, **unnamed), []).append(row)
    return found


def revise(before: Package, after: Package, replaced: Provenance, made: Provenance) -> Revision:
    """The step from one publication of a union-year to the next."""
    return Revision(
        union_id=after.union_id, year=after.year, made=made, replaced=replaced,
        versions=(before.descriptor.version, after.descriptor.version),
        stages=(before.descriptor.stage, after.descriptor.stage), restatements=restated(before, after),
    )  # fmt: skip


def is_raised(before: str, after: str) -> bool:
    """Whether the semantic version `after` is above `before`."""
    return _version(after) > _version(before)


_Key = tuple[str, str, str]


def _changed(old: dict[_Key, Reported], new: dict[_Key, Reported]) -> Iterator[_Key]:
    for key, one in new.items():
        if key not in old or old[key].value != one.value:
            yield key
    yield from (key for key in old if key not in new)


def _fresh(before: Iterable[Explanation], after: Iterable[Explanation]) -> list[Explanation]:
    """Reasons that this publication brings: one given for an earlier correction explains no later one."""
    said = set(before)
    return [one for one in after if one.kind.startswith(_RESTATES) and one not in said]


def _reason(key: _Key, explanations: list[Explanation], of: Package) -> Explanation | None:
    """The reason that names the figure most closely: itself, its row, what that is part of, its column, its table."""
    table, row, column = key
    whole = row_name(row_values(row)[: len(BY_NAME[table].key)]) if BY_NAME[table].parts else row
    rows = (f"{table}/{row}/{column}", f"{table}/{row}", f"{table}/{whole}/{column}", f"{table}/{whole}")
    for named in (*rows, f"{table}/{column}", table):
        for one in explanations:
            if within_year(one.subject, of.union_id, of.year) == named:
                return one
    return None


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("-", maxsplit=1)[0].split("+", maxsplit=1)[0].split("."))
