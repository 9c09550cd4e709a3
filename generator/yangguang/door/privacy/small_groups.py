"""Help given to fewer than five persons: with the date and the place, colleagues know who they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yangguang.core.issues import Severity, Text
from yangguang.door.messages.catalogue import issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from yangguang.core.issues import Issue
    from yangguang.door.model import TextTable
    from yangguang.records.federation import Registry

# What a row is about, and how many persons were helped; what may be done where there are too few of them.
COUNTS = {"activities": ("subject", ("attended_count", "due_count")), "appeals": ("category", ("received",))}
_REMEDY = {
    "activities": Text(
        "请与其他慰问帮扶合并成一行、人数写合计，或者把人数留空",
        "Join the row with other help and write the sum, or leave the count empty",
    ),
    "appeals": Text(
        "请把这一行的各数并入“其他”（other）一行，再删去这一行",
        "Add the numbers of this row to those of the row “other”, then take this row out",
    ),
}
_SMALL = frozenset("1234")
_WELFARE = re.compile("困难|帮扶|慰问|救助|大病|住院|医疗|送温暖|丧|残疾|特困")
# Those who attend these are the union's own people, not those who are helped.
_AMONG_US = frozenset({
    "integrity_training", "policy_study", "self_inspection", "standardisation", "platform", "collection_cooperation",
})  # fmt: skip


def small_groups(table: TextTable) -> Iterator[Issue]:
    """The counts of fewer than five helped persons in a table; the number itself is not told."""
    about, counts = COUNTS.get(table.table.name, ("", ()))
    if about not in table.header:
        return
    subject = table.header.index(about)
    kind = table.header.index("kind") if "kind" in table.header else None
    for name in counts:
        if name in table.header:
            number = table.header.index(name)
            for row in table.rows:
                if row.cells[number] in _SMALL and _is_help(row.cells[subject]):
                    ours = kind is not None and row.cells[kind] in _AMONG_US
                    yield issue(
                        "privacy.small-group", table.place(row, name), remedy=_REMEDY[table.table.name],
                        severity=Severity.WARNING if ours else None,
                    )  # fmt: skip


def without_allowed(
    issues: Iterable[Issue], tables: Mapping[str, TextTable], registry: Registry, union_id: str, year: int
) -> list[Issue]:
    """`issues` without the small numbers of a union's year that the register allows to be shown."""
    return [one for one in issues if not _is_allowed(one, tables, registry, union_id, year)]


def _is_allowed(problem: Issue, tables: Mapping[str, TextTable], registry: Registry, union_id: str, year: int) -> bool:
    if problem.code != "privacy.small-group" or not registry.allowed:
        return False
    name = (problem.place.file or "").rpartition("/")[2].removesuffix(".csv")
    table = tables[name]
    cells = next(row.cells for row in table.rows if row.row == problem.place.row)
    key = "+".join(cells[table.header.index(column)] for column in table.table.key if column in table.header)
    return registry.allows(union_id, year, name, key, problem.place.column or "")


def _is_help(said: str) -> bool:
    return said == "hardship" or _WELFARE.search(said) is not None
