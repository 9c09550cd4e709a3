"""Which problems to show where only a few can be: the worst first, each kind of a table's column once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.issues import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.core.issues import Issue

_SEVERITIES = list(Severity)
# Of the gate, what is wrong with a cell or a row; everything else keeps a file, or all of it, from being read.
_OF_CELLS = frozenset({
    "gate.unicode", "gate.mojibake", "gate.lost-text", "gate.formula", "gate.surrounding-space", "gate.line-break",
    "gate.cell-too-long", "gate.blank-row", "gate.ragged-row", "gate.total-row", "gate.more-issues",
})  # fmt: skip
_OF_HEADERS = ("schema.missing-table", "schema.single-row", "-label")


def worst_first(issues: Sequence[Issue]) -> list[tuple[Issue, ...]]:
    """`issues` in groups of one code in one column of one file, in their order; errors, and persons' data, come first.

    What concerns persons, then what cannot be read, then sums that are wrong, then cells; of these the kinds that have not
    been seen before the others, so that the first ten groups are as different as they can be.
    """
    groups: dict[tuple[str, str | None, str | None], list[Issue]] = {}
    for issue in issues:
        groups.setdefault((issue.code, issue.place.file, issue.place.column), []).append(issue)
    seen: dict[str, int] = {}
    ranked = []
    for position, group in enumerate(groups.values()):
        code = group[0].code
        seen[code] = seen.get(code, 0) + 1
        ranked.append((_SEVERITIES.index(group[0].severity), _family(code), seen[code], position, tuple(group)))
    return [group for *_, group in sorted(ranked, key=lambda one: one[:4])]


def _family(code: str) -> int:
    if code.startswith("privacy."):
        return 0
    if (code.startswith(("gate.", "registry.")) and code not in _OF_CELLS) or code.endswith(_OF_HEADERS):
        return 1
    return 2 if code.startswith("identity.") else 3
