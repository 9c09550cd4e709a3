"""The three layouts in which government offices publish 三公经费: a matrix, a list by year, a list by fund."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from yangguang.door.bytes.strays import is_footer
from yangguang.importer.cells import Refusal, amount, numbers_columns, shown_number, written
from yangguang.importer.items import OUTSIDE, PARTS, TOTAL, item_of
from yangguang.importer.labels import read_label
from yangguang.importer.model import Draft, DraftRow, Spot
from yangguang.importer.preface import texts_around, units_around
from yangguang.importer.three_public_sums import FUNDS, labels_of, verify_items, verify_rows
from yangguang.importer.units import FOREIGN, NAMES, unit_said
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yangguang.importer.model import Log, Sheet
    from yangguang.importer.preface import Asked

_TABLE = BY_NAME["three_public"]
_HEAD = 15
# Headings of the figures, and the column each is; what is left out is worked out from the others.
_BY_YEAR = {"本年决算数": "actual", "本年预算数": "budget_initial", "上年决算数": ""}
_ITEM = ("项目", "支出项目", "项目名称")
_MATRIX = {
    "预算数": "budget_initial",
    "决算数": "actual",
    "年初预算数": "budget_initial",
    "调整预算数": "budget_adjusted",
}


class _Figure(NamedTuple):
    """A figure of an item (or a sum of items) for a column of the table."""

    item: str
    column: str
    spot: Spot


def read_three_public(sheet: Sheet, asked: Asked, log: Log) -> Draft | None:
    """The draft of a sheet in one of the layouts, None where it is in none of them."""
    found = _matrix(sheet, asked, log) or _list(sheet, asked.year, log)
    if found is None:
        return None
    first, figures = found
    factor = _factor(sheet, first, asked, log)
    source = fund_source(sheet, first, asked, log)
    if factor is None or source is None:
        return Draft(table=_TABLE, sheet=sheet, columns={}, rows=())
    values: dict[tuple[str, str], tuple[Decimal, Spot]] = {}
    for item, column, spot in figures:
        raw = sheet.rows[spot.row][spot.column] if spot.column < len(sheet.rows[spot.row]) else ""
        value = amount(raw, factor)
        if raw == "" or (isinstance(value, str) and not value):
            log.tell("import.blank", sheet.place(*spot, column))
        elif isinstance(value, Refusal):
            log.tell(
                "import.cell",
                sheet.place(*spot, column),
                value=shown_number(raw),
                problem=value.problem,
                remedy=value.remedy,
            )
        elif value.text:
            values[item, column] = Decimal(value.text), spot
            if value.why:
                log.change(sheet.place(*spot, column), shown_number(raw), value.text, value.why)
        else:
            log.tell("import.blank", sheet.place(*spot, column))
    verify_items(sheet, values, factor, log)
    verify_rows(sheet, first, asked.year, factor, log)
    return _draft(sheet, values, source)


def _draft(sheet: Sheet, values: Mapping[tuple[str, str], tuple[Decimal, Spot]], source: str) -> Draft:
    rows: list[DraftRow] = []
    columns: dict[str, int] = {}
    for item in PARTS[TOTAL]:
        own = {column: found for (name, column), found in values.items() if name == item}
        if own:
            at = {column: spot.column for column, (_, spot) in own.items()}
            cells = {"item": item, "fund_source": source} | {
                column: written(value) for column, (value, _) in own.items()
            }
            rows.append(DraftRow(next(iter(own.values()))[1].row, cells, at))
            columns |= at
    columns |= {"item": 0, "fund_source": 0}
    return Draft(table=_TABLE, sheet=sheet, columns=columns, rows=rows)


def _matrix(sheet: Sheet, asked: Asked, log: Log) -> tuple[int, list[_Figure]] | None:
    """Layout A: each item a column, split into budget and actual; one row of figures below up to three of headings."""
    for last in range(1, min(_HEAD, len(sheet.rows))):
        row = sheet.rows[last]
        columns = {at: read_label(cell).text for at, cell in enumerate(row) if isinstance(cell, str) and cell.strip()}
        kinds = {at: _MATRIX[text] for at, text in columns.items() if text in _MATRIX}
        if len(kinds) < len(columns) or len(kinds) < 6:
            continue
        above = _filled(sheet, last)
        figures = [(item_of(above.get(at, "")), column, at) for at, column in kinds.items()]
        if {"abroad", "reception"} <= {item for item, _, _ in figures}:
            below = [at for at in range(last + 1, len(sheet.rows)) if _has_number(sheet, at)]
            data = next((at for at in below if not (numbers_columns(sheet.rows[at]) and at != below[-1])), None)
            if data is not None:
                _check_alone(sheet, data, asked, log)
                first = next(at for at in range(last + 1) if any(item_of(str(cell)) for cell in sheet.rows[at]))
                return first, [
                    _Figure(item, column, Spot(data, at)) for item, column, at in figures if item and item != OUTSIDE
                ]
    return None


def _check_alone(sheet: Sheet, data: int, asked: Asked, log: Log) -> None:
    """The matrix has one row of figures, that of this union."""
    rows = [at for at in range(data, len(sheet.rows)) if _has_number(sheet, at)]
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
        log.tell("import.other-union", sheet.place(data), said=names[0], union=asked.union.name)


def _filled(sheet: Sheet, last: int) -> dict[int, str]:
    """For each column the lowest heading above row `last`; a heading reaches over the blank cells to its right."""
    found: dict[int, str] = {}
    for row in range(max(0, last - 2), last):
        reaching, groups = "", dict(found)
        cells = sheet.rows[row]
        for column in range(max(map(len, sheet.rows[: last + 1]))):
            text = str(cells[column]).strip() if column < len(cells) else ""
            above = groups.get(column, "")
            if text:
                reaching = _under(above, text)
            elif above and above != groups.get(column - 1):
                reaching = ""  # another group begins above: what stood left does not reach into it
            if reaching and item_of(_under("", reaching)):
                found[column] = reaching
    return found


def _under(above: str, text: str) -> str:
    """小计 is the sum of the group it stands under."""
    return above if "".join(text.split()) == "小计" and above else text


def _has_number(sheet: Sheet, row: int) -> bool:
    numbers = [cell for cell in sheet.rows[row] if cell != ""]
    readable = [cell for cell in numbers if not isinstance(amount(cell), Refusal)]
    return bool(numbers) and len(readable) * 2 >= len(numbers)


def _list(sheet: Sheet, year: int, log: Log) -> tuple[int, list[_Figure]] | None:
    """Layouts B and C: each item a row; columns are years, or the funds that paid."""
    for at, row in enumerate(sheet.rows[:_HEAD]):
        labels = labels_of(row, year)
        above = labels_of(sheet.rows[at - 1], year) if at else {}
        if labels and not set(labels.values()) & {column for name, column in above.items() if name in _ITEM}:
            labels = {name: above[name] for name in _ITEM if name in above} | labels  # merged with the row above
        item = next((labels[name] for name in _ITEM if name in labels), None)
        if item is None:
            continue
        years = {name: labels[name] for name in _BY_YEAR if name in labels}
        funds = [labels[name] for name in FUNDS if name in labels]
        if {"上年决算数", "本年决算数"} <= set(years):
            return at, list(
                _listed(sheet, at, item, {years[name]: _BY_YEAR[name] for name in years if _BY_YEAR[name]}, log)
            )
        if funds and "合计" in labels:
            return at, list(_listed(sheet, at, item, {labels["合计"]: "budget_initial"}, log))
    return None


def _listed(sheet: Sheet, heading: int, item: int, columns: Mapping[int, str], log: Log) -> Iterator[_Figure]:
    for at in range(heading + 1, len(sheet.rows)):
        row = sheet.rows[at]
        name = str(row[item]).strip() if item < len(row) else ""
        if is_footer(row):
            log.tell("import.footer", sheet.place(at))
        elif name and any(column < len(row) and row[column] != "" for column in columns):
            found = item_of(name)
            if found == OUTSIDE:
                log.tell("import.item-left-out", sheet.place(at, item), value=name)
            elif found is None:
                log.tell("import.no-item", sheet.place(at, item), value=name)
            else:
                yield from (_Figure(found, name_, Spot(at, column)) for column, name_ in columns.items())
        elif name and item_of(name) in PARTS[TOTAL]:
            for column, name_ in columns.items():
                log.tell("import.blank", sheet.place(at, column, name_))


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


def fund_source(sheet: Sheet, first: int, asked: Asked, log: Log) -> str | None:
    """Which funds paid: as the command says, or the title; a layout by funds of the treasury is the treasury's."""
    text = "".join(texts_around(sheet, first)) + "".join(
        str(cell) for row in sheet.rows[first : first + 2] for cell in row
    )
    said = {code for word, code in (("财政拨款", "fiscal"), ("一般公共预算", "fiscal"), ("行政补助", "administrative"),
                                    ("工会经费", "union")) if word in text}  # fmt: skip
    if asked.fund_source:
        said.add(asked.fund_source)
    if len(said) == 1:
        return said.pop()
    log.tell("import.fund-source", sheet.place(first))
    return None
