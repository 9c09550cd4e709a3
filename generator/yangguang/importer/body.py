"""The rows below the headings -> a draft of the table: cells put right or refused, totals verified and dropped."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from yangguang.core.issues import Text
from yangguang.core.money import round_half_up
from yangguang.door.bytes.strays import is_footer
from yangguang.importer import words as w
from yangguang.importer.cells import Clean, Refusal, amount, numbers_columns, plain, shown_number, words, written
from yangguang.importer.columns import Context, clean, same_name
from yangguang.importer.counted import counts_of
from yangguang.importer.doubt import doubt_of, seen
from yangguang.importer.items import VEHICLES, item_of
from yangguang.importer.model import Draft, DraftRow, Spot
from yangguang.importer.recognise import is_heading_again
from yangguang.importer.totals import Totals, tolerance_of, total_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yangguang.importer.model import Log, Raw, Sheet
    from yangguang.importer.preface import Asked
    from yangguang.importer.recognise import Heading

_KEPT_BLANK = frozenset({"account_code", "account_name", "item", "fund_source", "period"})  # a template fills them in
_COUNTS = frozenset({"栏次", "行次"})
_RATE = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,2})?")
_BUDGETS = frozenset({"budget_initial", "budget_adjusted"})  # red ink reverses what was booked, never what was planned


def read_body(sheet: Sheet, heading: Heading, asked: Asked, context: Context, log: Log) -> Draft:
    """The draft of `heading`'s table. Whatever is refused is told at its cell; its row goes on without it."""
    table = heading.table
    accounts = context.chart if table.name == "accounts" else None
    factor = max(context.factors.values(), default=1)
    totals = Totals(sheet, accounts, tolerance_of(factor), log)
    columns = {name: at for name, at in heading.columns.items() if at >= 0}
    texts = _text_columns(heading)
    rows: list[DraftRow] = []
    for at in range(heading.last + 1, len(sheet.rows)):
        row = sheet.rows[at]
        if (_is_blank(row) and not _failed(sheet, at, columns)) or (not rows and numbers_columns(row)):
            continue
        if isinstance(row[0] if row else "", str) and is_footer(row, below=bool(rows)):
            log.tell("import.footer", sheet.place(at))
            continue
        if all(isinstance(cell, str) for cell in row) and is_heading_again(sheet, at, heading, asked.year):
            log.tell("import.stacked", sheet.place(at))
            break
        if name := _sum_named(row, texts, heading):
            totals.total(at, name, _amounts(row, heading, context))
            continue
        _check_years(sheet, at, heading, asked, log)
        if not sheet.name and any(plain(str(cell)) for cell in row[heading.width :]):
            log.tell("import.ragged", sheet.place(at, heading.width), width=heading.width, found=len(row))
        told = len(log.issues)
        places = columns | counts_of(sheet, at, heading, log) if heading.counts else columns
        cells = {
            column: _cell(sheet, Spot(at, place), column, heading, context, log) for column, place in places.items()
        }
        if accounts is not None:
            _restore_name(sheet, at, cells, heading, context, log)
        if (
            table.name in {"accounts", "three_public", "balances", "dues"}
            and not set(filter(cells.get, cells)) - _KEPT_BLANK
        ):
            continue  # a row that the chart or the code list gave, and nobody filled in
        totals.row(cells.get("account_code" if accounts is not None else "item", ""),
                   {name: value for name, (_, value) in _amounts(row, heading, context).items()},
               [one.place.column for one in log.issues[told:] if one.is_error and one.place.column])  # fmt: skip
        rows.append(DraftRow(at, cells, places))
    totals.finish()
    return Draft(table=table, sheet=sheet, columns=columns, rows=rows, factor=factor)


def _is_blank(row: Sequence[Raw]) -> bool:
    """Whether a row holds nothing, or nothing but the numbers of the columns (栏次)."""
    return not any(not isinstance(cell, str) or plain(cell) for cell in row) or plain(str(row[0])) in _COUNTS


def _sum_named(row: Sequence[Raw], texts: Sequence[int], heading: Heading) -> str | None:
    """What a row sums, by its first two texts; None for a row of data."""
    first, second = [*(plain(str(row[column])) if column < len(row) else "" for column in texts[:2]), "", ""][:2]
    if heading.table.name == "three_public" and item_of(first) == VEHICLES:
        return "公务用车购置及运行费"
    return total_name(first, second)


def _text_columns(heading: Heading) -> list[int]:
    """Where codes and names stand, the first two of the table's own texts."""
    names = [
        column.name
        for column in heading.table.columns
        if column.kind == "string" and column.name in heading.columns and not column.prose
    ]
    return [heading.columns[name] for name in names]


def _cell(sheet: Sheet, spot: Spot, name: str, heading: Heading, context: Context, log: Log) -> str:
    row = sheet.rows[spot.row]
    raw: Raw = row[spot.column] if spot.column < len(row) else ""
    place = partial(sheet.place, spot.row, spot.column, name)
    doubt = doubt_of(sheet, spot, is_money=name in context.factors)
    if raw == "" and doubt is None:
        return ""
    found: Clean | Refusal | None = doubt
    if found is None:
        if name == "@execution_rate":
            found = _rate(raw, is_share=spot in sheet.percents)
        else:
            found = (
                _pseudo(raw, name, context) if name.startswith("@") else clean(raw, heading.table.column(name), context)
            )
    if isinstance(found, Refusal):
        log.tell("import.cell", place(), value=seen(sheet, spot), problem=found.problem, remedy=found.remedy)
        return ""
    if name in _BUDGETS and found.text.startswith("-"):
        log.tell("import.negative-budget", place(), value=found.text)
    if found.why and not name.startswith("@"):
        log.change(place(), shown_number(raw), found.text, found.why)
    return found.text


def _pseudo(raw: Raw, name: str, context: Context) -> Clean | Refusal:
    if name == "@union":
        return words(raw)
    return amount(raw, context.factors.get(name, 1))


def _rate(raw: Raw, *, is_share: bool) -> Clean | Refusal:
    """Per cent with two decimals; a sheet that shows a percentage holds the share itself."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return Clean(written(round_half_up(Decimal(repr(raw)) * (100 if is_share else 1))))
    text = unicodedata.normalize("NFKC", plain(str(raw))).removesuffix("%").strip()
    return amount(text) if _RATE.fullmatch(text) else Refusal(w.NOT_A_NUMBER, Text("请删去", "Delete it"))


def _failed(sheet: Sheet, row: int, columns: Mapping[str, int]) -> bool:
    return bool(sheet.errors) and any(Spot(row, column) in sheet.errors for column in columns.values())


def _amounts(row: Sequence[Raw], heading: Heading, context: Context) -> dict[str, tuple[int, Decimal]]:
    """Column and value of every figure of a row that can be read."""
    found: dict[str, tuple[int, Decimal]] = {}
    for name, place in heading.columns.items():
        is_number = name.startswith("@") or heading.table.column(name).kind in {"number", "integer"}
        if not is_number or name in {"@union", "@execution_rate"} or place >= len(row) or row[place] == "":
            continue
        value = amount(row[place], context.factors.get(name, 1))
        if not isinstance(value, Refusal) and value.text:
            found[name] = place, Decimal(value.text)
    return found


def _check_years(sheet: Sheet, at: int, heading: Heading, asked: Asked, log: Log) -> None:
    """A column that says the year of each row says this one."""
    for column in heading.years:
        cell = sheet.rows[at][column] if column < len(sheet.rows[at]) else ""
        said = re.match(r"\d{4}", plain(str(cell)))
        if said and int(said[0]) != asked.year:
            log.tell("import.other-year", sheet.place(at, column), said=said[0], year=asked.year)


def _restore_name(sheet: Sheet, at: int, cells: dict[str, str], heading: Heading, context: Context, log: Log) -> None:
    """The chart's name of an account, where the sheet has its code twice or another writing of the same name."""
    code, name = cells.get("account_code", ""), cells.get("account_name", "")
    column = heading.columns.get("account_name")
    raw = sheet.rows[at][heading.columns["account_code"]] if "account_code" in heading.columns else ""
    if not code and raw == "" and name and any(cells.get(one) for one in cells if one not in _KEPT_BLANK):
        log.tell("import.no-code", sheet.place(at, heading.columns.get("account_code"), "account_code"), name=name)
    known = context.chart.get(code)
    if known is None or name == known.name:
        return
    if name in {"", code, str(sheet.rows[at][heading.columns["account_code"]])} or same_name(name, known.name):
        log.change(sheet.place(at, column, "account_name"), name, known.name, w.CHART_NAME)
        cells["account_name"] = known.name
