"""Wrong account codes told as the cause, not as what follows: keys that stand twice, references that lead nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yangguang.core.issues import Text
from yangguang.door.identities.codes import are_swapped, plain
from yangguang.door.messages.catalogue import issue
from yangguang.door.schema.identifiers import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yangguang.core.issues import Issue
    from yangguang.door.model import TextRow, TextTable
    from yangguang.records.policy import ChartAccount

    _Wrong = Mapping[str, Sequence[tuple[TextRow, str]]]  # by the code that is written: rows, the code their name has

_TABLE, _CODE, _NAME = "accounts", "account_code", "account_name"


def causes_first(
    issues: Sequence[Issue], tables: Mapping[str, TextTable], edition: str, chart: Mapping[str, ChartAccount]
) -> list[Issue]:
    """`issues` with a wrong code in the place of the key that it repeats, without the references to the code it should be."""
    table = tables.get(_TABLE)
    if table is None or not chart or not {_CODE, _NAME} <= set(table.header):
        return list(issues)
    code, name = table.header.index(_CODE), table.header.index(_NAME)
    if table.rows and are_swapped(chart, [(row.cells[code], row.cells[name]) for row in table.rows]):
        codes = {row.cells[name] for row in table.rows}
        swapped = issue("identity.columns-swapped", table.place(table.rows[0], _CODE))
        return [swapped, *(one for one in issues if not (_leads_nowhere(one) and one.value in codes))]
    written = {row.cells[code] for row in table.rows}
    wrong: dict[str, list[tuple[TextRow, str]]] = {}
    for row in table.rows:
        known = chart.get(row.cells[code])
        if known is None or plain(known.name) != plain(row.cells[name]):
            meant = [one for one in _called(chart, row.cells[name]) if one not in written]
            if len(meant) == 1:
                wrong.setdefault(row.cells[code], []).append((row, meant[0]))
    return list(_told(issues, table, wrong, edition, chart))


def _told(
    issues: Sequence[Issue], table: TextTable, wrong: _Wrong, edition: str, chart: Mapping[str, ChartAccount]
) -> Iterator[Issue]:
    missing = {meant for rows in wrong.values() for _, meant in rows}
    for problem in issues:
        place, value = problem.place, problem.value or ""
        if _leads_nowhere(problem) and value in missing:
            continue
        if problem.code == "schema.primary-key" and place.file == table.file and value in wrong and value in chart:
            for row, meant in wrong[value]:
                name = row.cells[table.header.index(_NAME)]
                told = issue(
                    "identity.account-name", table.place(row, _CODE), value=name, code=value, chart=edition, other="",
                    expected=chart[value].name,
                )  # fmt: skip
                yield replace(told, value=value, hint=_code_is(meant, chart))
        elif problem.code == "schema.identifier" and place.file == table.file and value in wrong:
            ((_, meant), *more) = wrong[value]
            yield problem if more else replace(problem, hint=written(meant))
        elif problem.code == "schema.constraint-error" and place.file == table.file and not value:
            yield _filled(problem, table, wrong, chart)
        else:
            yield problem


def _leads_nowhere(problem: Issue) -> bool:
    return problem.code == "schema.foreign-key" and problem.place.column == _CODE


def _filled(problem: Issue, table: TextTable, wrong: _Wrong, chart: Mapping[str, ChartAccount]) -> Issue:
    """An empty code or name of an account, with what the chart has for the other of the two."""
    row = next(row for row in table.rows if row.row == problem.place.row)
    known = chart.get(row.cells[table.header.index(_CODE)])
    meant = next((meant for other, meant in wrong.get("", ()) if other is row), None)
    if problem.place.column == _NAME and known:
        return replace(problem, hint=Text(f"应写 {known.name}", f"Write {known.name}"))
    if problem.place.column == _CODE and meant:
        return replace(problem, hint=_code_is(meant, chart))
    return problem


def _code_is(code: str, chart: Mapping[str, ChartAccount]) -> Text:
    name = chart[code].name
    return Text(f"编码应为 {code}（{name}）", f"The code is {code} ({name})")


def _called(chart: Mapping[str, ChartAccount], name: str) -> list[str]:
    return [known.account_code for known in chart.values() if name and plain(known.name) == plain(name)]
