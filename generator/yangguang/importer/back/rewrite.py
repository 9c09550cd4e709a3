"""The workbook comes back: the same cells, each problem coloured, with a comment, and in a list to tick off."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from yangguang.importer.back.said import (
    COLOURS,
    HEAD,
    WIDTHS,
    WRITTEN_ANEW,
    comment,
    lines_of,
    problems,
    spot_of_issue,
    worst,
)
from yangguang.importer.back.todo import wide
from yangguang.importer.model import Spot
from yangguang.importer.template import CODES, FIRST_ROW, MADE, ORIGIN, TO_DO, add_choices, is_template, write_codes
from yangguang.records.tables import PACKAGE_TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from yangguang.core.issues import Issue
    from yangguang.importer.model import Look, Raw, Sheet, Style
    from yangguang.importer.package import Imported

_INVALID = re.compile(r"[\[\]:*?/\\']")
_WIDEST, _LOOKED_AT = 40, 200  # characters of a column; rows that are measured


def rewritten(imported: Imported) -> bytes:
    """The sheets of an import as one new .xlsx, as they looked where they came as one.

    Formulas come back as the values they showed; pictures, charts and conditional formats do not, which the list says.
    """
    import xlsxwriter  # noqa: PLC0415 (42 modules; an .xlsx is marked in place without them)

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": TO_DO, "created": MADE})
    formats = _formats(book)

    @cache
    def styled(style: tuple[tuple[str, str | int | float | bool], ...]) -> Any:  # noqa: ANN401 (as below)
        return book.add_format(dict(style))

    issues = problems(imported.issues)
    names = _names([sheet for sheet in imported.sheets if sheet.name not in {CODES, TO_DO}])
    _list(
        book.add_worksheet(TO_DO),
        issues,
        {sheet.title: name for sheet, name in names},
        formats,
        has_look=any(sheet.name for sheet, _ in names),
    )
    written = [(sheet, book.add_worksheet(name)) for sheet, name in names]
    lists: Mapping[str, str] = {}
    if any(is_template(sheet) for sheet, _ in names):
        lists = write_codes(book.add_worksheet(CODES), PACKAGE_TABLES, formats)
    for sheet, target in written:
        _sheet(target, sheet, [issue for issue in issues if issue.place.file == sheet.title], styled)
        table = next((one for one in PACKAGE_TABLES if one.title_zh == sheet.name), None)
        if table is not None and is_template(sheet):
            add_choices(target, table, lists, len(sheet.rows))
            target.freeze_panes(FIRST_ROW, min(2, len(table.key)))
    book.close()
    return out.getvalue()


def _formats(book: Any) -> dict[str, Any]:  # noqa: ANN401 (xlsxwriter has no types)
    made = {
        "text": book.add_format({"num_format": "@"}),
        "head": book.add_format({"bold": True, "bg_color": "#DDEBF7"}),
    }
    made["wrap"] = book.add_format({"text_wrap": True, "valign": "top"})
    made["link"] = book.add_format({"font_color": "#0563C1", "underline": 1, "valign": "top", "text_wrap": True})
    for severity, colour in COLOURS.items():
        made[severity.value] = book.add_format({"bg_color": colour})
    return made


def _names(sheets: Sequence[Sheet]) -> list[tuple[Sheet, str]]:
    """A name for each sheet: its own, or its file's, made fit for a workbook and different from the others."""
    taken = {TO_DO, CODES}
    found: list[tuple[Sheet, str]] = []
    for sheet in sheets:
        wanted = _INVALID.sub("_", sheet.name or sheet.file.rpartition(".")[0])[:31] or "表"
        name, number = wanted, 2
        while name.casefold() in {one.casefold() for one in taken}:
            name, number = f"{wanted[:27]}_{number}", number + 1
        taken.add(name)
        found.append((sheet, name))
    return found


def _list(
    target: Any,  # noqa: ANN401 (as above)
    issues: Sequence[Issue],
    names: Mapping[str, str],
    formats: Mapping[str, Any],
    *,
    has_look: bool,
) -> None:
    for column, (title, width) in enumerate(zip(HEAD, WIDTHS, strict=True)):
        target.set_column(column, column, width)
        target.write_string(0, column, title, formats["head"])
    for at, issue in enumerate(issues, 1):
        place, texts = issue.place, lines_of(at, issue)
        target.write_string(at, 0, texts[0], formats["wrap"])
        target.write_number(at, 1, at, formats["wrap"])
        target.write_string(at, 2, texts[2], formats[issue.severity.value])
        if name := names.get(place.file or ""):
            cell = place.cell or f"A{place.row or 1}"
            target.write_url(at, 3, f"internal:'{name}'!{cell}", formats["link"], texts[3])
        else:
            target.write_string(at, 3, texts[3], formats["wrap"])
        for column, text in enumerate(texts[4:], 4):
            target.write_string(at, column, text, formats["wrap"])
    if has_look:
        target.write_string(len(issues) + 2, 5, WRITTEN_ANEW, formats["wrap"])
    if not issues:
        target.write_string(1, 3, "没有问题", formats["wrap"])
    target.data_validation(1, 0, len(issues) + 1, 0, {"validate": "list", "source": ["☐", "☑"]})
    target.freeze_panes(1, 0)
    target.autofilter(0, 0, max(len(issues), 1), len(HEAD) - 1)


def _sheet(target: Any, sheet: Sheet, issues: Sequence[Issue], styled: Callable[..., Any]) -> None:  # noqa: ANN401 (as above)
    look = sheet.look()
    by_spot: dict[Spot, list[Issue]] = {}
    for issue in issues:
        if (spot := spot_of_issue(issue, sheet)) is not None:
            by_spot.setdefault(spot, []).append(issue)
    colours = {spot: COLOURS[worst(found)] for spot, found in by_spot.items()}
    _lay_out(target, sheet, look)
    for at, row in enumerate(sheet.rows):
        for column, raw in enumerate(row):
            spot = Spot(at, column)
            style = look.styles.get(spot, {}) | ({"bg_color": colours[spot]} if spot in colours else {})
            _write(target, spot, sheet.errors.get(spot, raw), style, styled)
    for spot, found in by_spot.items():
        if spot.row >= len(sheet.rows) or spot.column >= len(sheet.rows[spot.row]):
            _write(target, spot, "", {"bg_color": colours[spot]}, styled)
        lines = [comment(issue) for issue in found]
        options = {"author": "阳光", "x_scale": 2.5, "y_scale": min(1 + len(lines), 4)}
        target.write_comment(spot.row, spot.column, "\n\n".join(lines)[:32_000], options)


def _lay_out(target: Any, sheet: Sheet, look: Look) -> None:  # noqa: ANN401 (as above)
    """Merged cells, heights, widths and panes, as they were; columns of unknown width as wide as what they hold."""
    for begin, end in sheet.merged:
        if begin != end:
            target.merge_range(begin.row, begin.column, end.row, end.column, "")
    for at, height in look.heights.items():
        target.set_row(at, height)
    if look.frozen:
        target.freeze_panes(*look.frozen)
    for column in range(max(map(len, sheet.rows), default=0)):
        texts = [str(row[column]).partition("\n")[0] for row in sheet.rows[:_LOOKED_AT] if column < len(row)]
        width = look.widths.get(column) or min(max((wide(one[: _WIDEST * 2]) for one in texts), default=8) + 2, _WIDEST)
        target.set_column(column, column, width)


def _write(target: Any, spot: Spot, raw: Raw, look: Style, styled: Callable[..., Any]) -> None:  # noqa: ANN401 (as above)
    style = styled(tuple(sorted(look.items()))) if look else None
    match raw:
        case "":
            if style:
                target.write_blank(*spot, None, style)
        case bool():
            target.write_boolean(*spot, raw, style)
        case int() | float():
            target.write_number(*spot, raw, style)
        case date():
            moment = raw if isinstance(raw, datetime) else datetime(raw.year, raw.month, raw.day)  # noqa: DTZ001 (a day)
            if moment.date() >= ORIGIN:
                target.write_datetime(
                    *spot, moment, styled(tuple(sorted(({"num_format": "yyyy-mm-dd"} | look).items())))
                )
            else:
                target.write_string(*spot, moment.date().isoformat(), style)
        case _:
            target.write_string(*spot, raw, styled(tuple(sorted(({"num_format": "@"} | look).items()))))
