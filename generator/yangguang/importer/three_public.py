"""The three public expenses in the layouts of government offices: a matrix, a list by year, a list by fund, or turned round."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.core.issues import Text, column_letter
from yangguang.door.bytes.strays import is_footer
from yangguang.importer.cells import Clean, Refusal, amount, shown_number, written
from yangguang.importer.doubt import doubt_of, seen
from yangguang.importer.grid import has_number, read_grid
from yangguang.importer.items import OUTSIDE, PARTS, TOTAL, is_part
from yangguang.importer.labels import read_label
from yangguang.importer.model import Draft, DraftRow
from yangguang.importer.preface import texts_around, units_around
from yangguang.importer.three_public_sums import verify_across, verify_items
from yangguang.importer.units import FOREIGN, NAMES, unit_said
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.importer.grid import Figure, Grid, Name
    from yangguang.importer.model import Log, Sheet
    from yangguang.importer.preface import Asked
    from yangguang.importer.three_public_sums import Values

_TABLE = BY_NAME["three_public"]
_ALWAYS = {"item": 0, "fund_source": 0}  # what a layout says without a column of its own
_COLUMNS = frozenset(column.name for column in _TABLE.columns)


def read_three_public(sheet: Sheet, asked: Asked, log: Log) -> Draft | None:
    """The draft of a sheet in one of the layouts, None where it is in none of them."""
    grid = read_grid(sheet, asked.year)
    if grid is None:
        return None
    factor = _factor(sheet, grid.first, asked, log)
    source = fund_source(sheet, grid.first, asked, log, among=grid.texts)
    if factor is None:
        return Draft(table=_TABLE, sheet=sheet, columns=_ALWAYS, rows=())
    _check_alone(sheet, grid, asked, log)
    values: Values = {}
    for figure in _understood(sheet, grid, log):
        _read(sheet, figure, factor, values, log)
    verify_items(sheet, {key: found for key, found in values.items() if key[1] in _COLUMNS}, factor, log)
    verify_across(sheet, values, factor, log)
    return _draft(sheet, values, source or "")


def _understood(sheet: Sheet, grid: Grid, log: Log) -> Iterator[Figure]:
    """The figures of the three; rows that are none of them, or only a part of one, are told and left out."""
    are_items = not any(name.item for name in grid.columns.values())
    known = {one.spot.row for one in grid.figures()}
    rows: dict[int, Name] = {}
    for at, name in grid.rows.items():
        row = sheet.rows[at]
        is_blank = not any(column < len(row) and row[column] != "" for column in grid.columns)
        is_blank &= not any(spot.row == at for spot in sheet.errors)
        if is_footer(row):
            log.tell("import.footer", sheet.place(at))
        elif is_blank and not (are_items and name.item in PARTS[TOTAL]):
            continue
        elif at not in known and name.item != OUTSIDE:
            log.tell("import.no-item", sheet.place(at, grid.at), value=name.text)
        elif name.item == OUTSIDE or (is_part(name.text) and name.item in {one.item for one in rows.values()}):
            log.tell("import.item-left-out", sheet.place(at, grid.at), value=name.text)
        else:
            rows[at] = name
    yield from (one for one in grid._replace(rows=rows).figures() if one.item != OUTSIDE and one.kind)


def _read(sheet: Sheet, figure: Figure, factor: int, values: Values, log: Log) -> None:
    """One figure in yuan; what is no figure of the package only verifies others, and is read where it can be."""
    item, kind, spot = figure
    raw = sheet.rows[spot.row][spot.column] if spot.column < len(sheet.rows[spot.row]) else ""
    found = doubt_of(sheet, spot, is_money=True) or amount(raw, factor)
    place = sheet.place(*spot, kind)
    if kind not in _COLUMNS:
        if isinstance(found, Clean) and found.text:
            values[item, kind] = Decimal(found.text), spot
    elif isinstance(found, Refusal):
        log.tell("import.cell", place, value=seen(sheet, spot), problem=found.problem, remedy=found.remedy)
    elif not found.text:
        log.tell("import.blank", place)
    elif (item, kind) in values and values[item, kind][0] != Decimal(found.text):
        there, other = values[item, kind]
        column = _TABLE.column(kind)
        log.tell(
            "import.disagree", place, here=found.text, there=written(there), other=sheet.place(*other).cell,
            column=Text(column.title_zh, column.title_en),
        )  # fmt: skip
    else:
        values[item, kind] = Decimal(found.text), spot
        if found.why:
            log.change(place, shown_number(raw), found.text, found.why)


def _draft(sheet: Sheet, values: Values, source: str) -> Draft:
    rows: list[DraftRow] = []
    columns: dict[str, int] = {}
    for item in PARTS[TOTAL]:
        own = {column: found for (name, column), found in values.items() if name == item and column in _COLUMNS}
        if own:
            at = {column: spot.column for column, (_, spot) in own.items()}
            cells = {"item": item, "fund_source": source} | {
                column: written(value) for column, (value, _) in own.items()
            }
            rows.append(DraftRow(next(iter(own.values()))[1].row, cells, at))
            columns |= at
    return Draft(table=_TABLE, sheet=sheet, columns=columns | _ALWAYS, rows=rows)


def _check_alone(sheet: Sheet, grid: Grid, asked: Asked, log: Log) -> None:
    """A matrix has one line of figures, that of this union."""
    if len(grid.columns) > 1 and all(name.says_all for name in grid.rows.values()):
        second = sorted(grid.columns)[1]
        shown = "、".join(name.text or f"{column_letter(at)}列" for at, name in sorted(grid.columns.items()))
        log.tell("import.several-unions", sheet.place(grid.first, second), names=shown)
    if not all(name.says_all for name in grid.columns.values()):
        return
    rows = [at for at in grid.rows if has_number(sheet, at)]
    names = [
        str(cell)
        for at in rows
        for cell in sheet.rows[at][:2]
        if isinstance(cell, str) and isinstance(amount(cell), Refusal)
    ]
    if len(rows) > 1:
        shown = "、".join(names) or "、".join(f"第{at + 1}行" for at in rows)
        log.tell("import.several-unions", sheet.place(rows[1]), names=shown)
    elif names and names[0] not in {asked.union.name, asked.union.short_name}:
        log.tell("import.other-union", sheet.place(rows[0]), said=names[0], union=asked.union.name)


def _factor(sheet: Sheet, first: int, asked: Asked, log: Log) -> int | None:
    said = {asked.factor} if asked.factor else set()
    notes = [cell for row in sheet.rows[first:] for cell in row if isinstance(cell, str) and "单位" in cell]
    for text in units_around(sheet, first) + notes:
        said |= unit_said(text)
    said |= {label.factor for row in sheet.rows[first : first + 3] for cell in row
             if isinstance(cell, str) and (label := read_label(cell)).factor}  # fmt: skip
    if len(said) == 1 and FOREIGN not in said:
        factor = next(iter(said))
        if factor != 1:
            log.tell("import.unit-converted", sheet.place(), unit=NAMES[factor], factor=factor)
        return factor
    units = "、".join(NAMES[factor] for factor in sorted(said))
    log.tell(*(("import.unit-conflict" if said else "import.unit-unknown"), sheet.place(first)), units=units)
    return None


def fund_source(sheet: Sheet, first: int, asked: Asked, log: Log, among: Sequence[str] = ()) -> str | None:
    """Which funds paid: as the command says, or the title, or what stands `among` the headings.

    A layout by funds of the treasury is the treasury's.
    """
    text = "".join((*texts_around(sheet, first), *among))
    said = {code for word, code in (("财政拨款", "fiscal"), ("一般公共预算", "fiscal"), ("行政补助", "administrative"),
                                    ("工会经费", "union")) if word in text}  # fmt: skip
    if asked.fund_source:
        said.add(asked.fund_source)
    if len(said) == 1:
        return said.pop()
    log.tell("import.fund-source", sheet.place(first))
    return None
