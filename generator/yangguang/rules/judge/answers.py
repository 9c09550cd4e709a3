"""How a rule answers: one call per status, the reason first, then whatever shows it, in any order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.address import Folder, Sheet
from yangguang.core.figures import Figure
from yangguang.records.policy import Parameter
from yangguang.rules.judge.model import Answer, Cell, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from yangguang.core.sentence import Sentence
    from yangguang.records.conduct import Activity
    from yangguang.records.declare import Record
    from yangguang.records.oversight import Filing
    from yangguang.records.package import Package
    from yangguang.records.registry import TradeUnion
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Weight

    Evidence = Figure | Cell | Parameter | None


def answer(
    status: Status, reason: Sentence, *evidence: Evidence, weight: Weight | None = None, asked: bool = True
) -> Answer:
    """An answer; figures that do not exist (None) show nothing and are left out."""
    figures: list[Figure] = []
    cells: list[Cell] = []
    parameters: list[Parameter] = []
    for item in evidence:
        match item:
            case Cell():
                cells.append(item)
            case Figure():
                figures.append(item)
            case Parameter():
                parameters.append(item)
    return Answer(
        status=status,
        reason=reason,
        figures=tuple(figures),
        cells=tuple(cells),
        parameters=tuple(parameters),
        weight=weight,
        asked=asked,
    )


def met(reason: Sentence, *evidence: Evidence, weight: Weight | None = None) -> Answer:
    """Checked and kept; `weight` marks something that still deserves a look."""
    return answer(Status.MET, reason, *evidence, weight=weight)


def breached(reason: Sentence, *evidence: Evidence, weight: Weight | None = None) -> Answer:
    """Checked and broken."""
    return answer(Status.BREACHED, reason, *evidence, weight=weight)


def not_due(reason: Sentence, *evidence: Evidence, weight: Weight | None = None) -> Answer:
    """The deadline lies after the day of judgement, or on it."""
    return answer(Status.NOT_DUE, reason, *evidence, weight=weight)


def no_data(reason: Sentence, *evidence: Evidence) -> Answer:
    """What is needed was not disclosed, and is due."""
    return answer(Status.NO_DATA, reason, *evidence)


def awaiting(reason: Sentence, *evidence: Evidence) -> Answer:
    """The union's side is there, the other union's package does not confirm it yet."""
    return answer(Status.AWAITING_SUPERIOR, reason, *evidence)


def attested(reason: Sentence, *evidence: Evidence) -> Answer:
    """Only a statement with evidence; no machine can check more."""
    return answer(Status.ATTESTED, reason, *evidence)


def not_applicable(reason: Sentence, *evidence: Evidence) -> Answer:
    """The clause does not concern this union in this year."""
    return answer(Status.NOT_APPLICABLE, reason, *evidence)


def cells(package: Package, table: str, rows: Iterable[Record], *columns: str) -> tuple[Cell, ...]:
    """The named columns of each of `rows` in one table of `package`."""
    sheet = Sheet(package.home, table)
    return tuple([Cell(sheet, row.row, name) for row in rows for name in columns])


def together(package: Package, table: str, row: Record, *columns: str) -> tuple[Cell, ...]:
    """Columns that tell only together: all where all are given, else the one that alone is lacking; of several, none."""
    blank = [name for name in columns if getattr(row, name) is None]
    return cells(package, table, [row], *(blank or columns)) if len(blank) <= 1 else ()


def proofs(package: Package, table: str, rows: Iterable[Activity | Filing]) -> tuple[Cell, ...]:
    """What proves each of `rows`: the number of its document; where it has none, the link as well."""
    return tuple(
        cell
        for row in rows
        for cell in cells(package, table, [row], "document_no", *(() if row.document_no else ("document_url",)))
    )


def register_cells(union: TradeUnion, *columns: str) -> tuple[Cell, ...]:
    """The named columns of the union's row in the register."""
    return tuple(Cell(Sheet(None, "unions"), union.row, name) for name in columns)


def cells_of(
    case: Case, union_id: str, year: int, table: str, rows: Iterable[Record], *columns: str
) -> tuple[Cell, ...]:
    """The named columns of `rows` in one table of any union's year."""
    sheet = Sheet(Folder(case.registry.unions[union_id].district, union_id, year), table)
    return tuple([Cell(sheet, row.row, name) for row in rows for name in columns])


def superior_cells(
    case: Case, year: int, rows: Iterable[Record], *columns: str, table: str = "filings"
) -> tuple[Cell, ...]:
    """The named columns of `rows` in a table of the superior's `year`."""
    assert case.union.parent_id is not None, "only a union with a superior is shown its rows"
    return cells_of(case, case.union.parent_id, year, table, rows, *columns)


def late(case: Case, due: date) -> bool:
    """Whether `due` has passed; on the day itself nothing is late."""
    return case.as_of > due
