"""The workbook comes back: each problem coloured, with a comment, and in a list to tick off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.importer.back.in_place import Marks, marked
from yangguang.importer.back.rewrite import rewritten
from yangguang.importer.back.said import COLOURS, HEAD, WIDTHS, comment, lines_of, problems, spot_of_issue, worst
from yangguang.importer.back.styles import CannotChangeError
from yangguang.importer.back.todo import Line, Todo
from yangguang.importer.template import TO_DO

if TYPE_CHECKING:
    from yangguang.core.issues import Issue
    from yangguang.importer.model import Sheet, Spot
    from yangguang.importer.package import Imported

_COLOURS = {severity: colour.removeprefix("#") for severity, colour in COLOURS.items()}
_NOTE, _PLACE = 32_000, 3  # characters of a comment; the column of the list that leads to the cells


def annotate(imported: Imported) -> bytes:
    """The office's own .xlsx with its problems marked; anything else, or several files, written anew as one .xlsx."""
    books = {sheet.book for sheet in imported.sheets}
    if len(books) == 1 and (book := books.pop()):
        try:
            return _in_place(book, imported)
        except (CannotChangeError, LookupError, ValueError):  # (no spreadsheet that people use writes such a file)
            pass
    return rewritten(imported)


def _in_place(book: bytes, imported: Imported) -> bytes:
    issues = problems(imported.issues)
    sheets = {sheet.title: sheet for sheet in imported.sheets if sheet.name != TO_DO}
    lines = [
        Line(_COLOURS[issue.severity], lines_of(number, issue), _target(issue, sheets.get(issue.place.file or "")))
        for number, issue in enumerate(issues, 1)
    ]
    todo = Todo(TO_DO, HEAD, WIDTHS, lines, _PLACE, () if lines else ("没有问题",))
    marks = {
        sheet.name: _marks(sheet, [one for one in issues if one.place.file == title]) for title, sheet in sheets.items()
    }
    return marked(book, marks, todo, frozenset(_COLOURS.values()))


def _marks(sheet: Sheet, issues: list[Issue]) -> Marks:
    by_spot: dict[Spot, list[Issue]] = {}
    for issue in issues:
        if (spot := spot_of_issue(issue, sheet)) is not None:
            by_spot.setdefault(spot, []).append(issue)
    return Marks(
        {spot: _COLOURS[worst(found)] for spot, found in by_spot.items()},
        {spot: "\n\n".join(map(comment, found))[:_NOTE] for spot, found in by_spot.items()},
    )


def _target(issue: Issue, sheet: Sheet | None) -> str:
    if sheet is None:
        return ""
    name = sheet.name.replace("'", "''")
    return f"'{name}'!{issue.place.cell or f'A{issue.place.row or 1}'}"
