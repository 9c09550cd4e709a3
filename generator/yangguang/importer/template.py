"""The workbook an accountant fills in: a sheet a table, codes to choose from, last year's figures beside."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from yangguang.core.dates import parse_date
from yangguang.core.fiscal import CALENDAR, FiscalYears
from yangguang.core.issues import column_letter
from yangguang.importer.columns import choice
from yangguang.importer.prefill import known_rows
from yangguang.records.codes import CODE_LISTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from yangguang.door.model import TextTable
    from yangguang.importer.model import Sheet
    from yangguang.records.declare import Column, Table
    from yangguang.records.policy import ChartAccount
    from yangguang.records.registry import TradeUnion

GUIDE, CODES, TO_DO = "填表说明", "代码", "修改清单"  # sheets of ours that hold no table
SIGN = "阳光填报模板"
STATE, NOTHING, SOMETHING = "本年情况", "未发生", "有"
STAGES = {"budget": "预算", "midyear": "年中", "final": "决算"}
LAST = "last:"
STATE_ROW, TITLE_ROW, NAME_ROW, FIRST_ROW = 1, 2, 3, 4
_SPARE = 300  # rows below the last that still have their formats and lists
MADE = datetime(2015, 1, 1)  # noqa: DTZ001 (the workbook's date of making: a constant, so that its bytes are)
_UNITS = {"yuan": "（元）", "square_metres": "（平方米）"}
_KINDS = {"number": "#,##0.00", "integer": "0", "date": "yyyy-mm-dd"}
ORIGIN = date(1900, 3, 1)  # before it Excel counts a day that never was


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a template is made for. `present` are the tables the year already has, `last` those of the year before."""

    union: TradeUnion
    year: int
    stage: str
    chart: Mapping[str, ChartAccount]
    tables: Sequence[Table]
    fiscal: FiscalYears = CALENDAR
    present: Mapping[str, TextTable] = field(default_factory=dict)
    last: Mapping[str, TextTable] = field(default_factory=dict)


def template(order: Order) -> bytes:
    """The workbook as .xlsx; the same order gives the same bytes."""
    import xlsxwriter  # noqa: PLC0415 (42 modules, which no import of a workbook needs)

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"{SIGN} {order.union.union_id} {order.year}", "created": MADE})
    formats = _formats(book)
    _guide(book.add_worksheet(GUIDE), order, formats)
    sheets = [(table, book.add_worksheet(table.title_zh)) for table in order.tables]
    lists = write_codes(book.add_worksheet(CODES), order.tables, formats)
    for table, sheet in sheets:
        _table(sheet, table, order, lists, formats)
    book.close()
    return out.getvalue()


def _formats(book: Any) -> dict[str, Any]:  # noqa: ANN401 (xlsxwriter has no types)
    base = {"font_name": "宋体", "font_size": 11}
    made = {kind: book.add_format({**base, "num_format": number}) for kind, number in _KINDS.items()}
    made["text"] = book.add_format({**base, "num_format": "@"})
    made["title"] = book.add_format({**base, "bold": True, "font_size": 14})
    made["plain"] = book.add_format({**base, "text_wrap": True, "valign": "top"})
    made["key"] = book.add_format({**base, "bold": True, "bg_color": "#FCE4D6", "border": 1, "text_wrap": True})
    made["head"] = book.add_format({**base, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})
    made["name"] = book.add_format({**base, "font_size": 9, "font_color": "#595959", "border": 1})
    made["last"] = book.add_format({**base, "font_color": "#595959", "bg_color": "#F2F2F2", "num_format": "#,##0.00"})
    made["choice"] = book.add_format({**base, "bg_color": "#FFF2CC", "border": 1})
    return made


def _guide(sheet: Worksheet, order: Order, formats: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, SIGN, formats["title"])
    facts = (
        ("工会编码", order.union.union_id), ("工会名称", order.union.name), ("年度", str(order.year)),
        ("阶段", STAGES[order.stage]),
    )  # fmt: skip
    for at, (name, value) in enumerate(facts, 1):
        sheet.write_string(at, 0, name, formats["head"])
        sheet.write_string(at, 1, value, formats["choice"] if name == "阶段" else formats["text"])
    sheet.data_validation(4, 1, 4, 1, {"validate": "list", "source": list(STAGES.values())})
    steps = (
        "每张表一个工作表；从第 5 行开始填，不要改动第 3、4 行的列名。橙色的列必填。",
        "金额一律以元计，最多两位小数。没有发生填 0，不知道就留空；空白不等于 0。",
        "代码、类别从下拉列表里选；编码、期间、文号是文本格式，直接输入即可。日期写成 2025-01-09。",
        "一张表一行都没有时，在第 2 行“本年情况”选“未发生”；不选，就当作没有报这张表。",
        "灰色的列是上年的数，供对照，不会导入。科目表已列好，用不到的科目不填金额即可。",
        "不要填写任何人的姓名、身份证号、手机号、银行卡号、住址。银行账户只填后四位。",
        "填好后先试：yangguang import 文件名 工会编码 年度 --dry-run，逐格列出问题和改动，不写入任何东西。",
        "加上 --annotate 批注.xlsx，可以得到标好颜色、写好批注的同一份工作簿，照“修改清单”逐条改。",
        "没有问题后去掉 --dry-run 再运行一次，数据包就写好了；再提交给上级或发起合并请求。",
        "合计行不必填，系统会自己算。各代码的含义见“代码”工作表。",
    )
    for at, step in enumerate(steps, 1):
        sheet.write_string(5 + at, 0, f"{at}.", formats["plain"])
        sheet.write_string(5 + at, 1, step, formats["plain"])


def write_codes(sheet: Worksheet, tables: Sequence[Table], formats: Mapping[str, Any]) -> dict[str, str]:
    """Every code list the tables use, one below another in columns; what a drop-down refers to for each."""
    lists = list(dict.fromkeys(column.codes for table in tables for column in table.columns if column.codes))
    ranges: dict[str, str] = {}
    sheet.set_column(0, 2 * len(lists) + 1, 18)
    for number, name in enumerate(lists):
        left = 2 * number
        sheet.write_string(0, left, name, formats["head"])
        sheet.write_string(0, left + 1, "代码", formats["head"])
        for at, code in enumerate(CODE_LISTS[name], 1):
            sheet.write_string(at, left, choice(name, code.code), formats["text"])
            sheet.write_string(at, left + 1, code.code, formats["text"])
        ranges[name] = f"='{CODES}'!{_range(left, len(CODE_LISTS[name]))}"
    return ranges


def _range(column: int, count: int) -> str:
    letters = column_letter(column)
    return f"${letters}$2:${letters}${count + 1}"


def _table(sheet: Worksheet, table: Table, order: Order, lists: Mapping[str, str], formats: Mapping[str, Any]) -> None:
    rows, last = known_rows(
        table, order.chart, order.present.get(table.name), order.last.get(table.name), order.fiscal.months(order.year)
    )
    sheet.write_string(
        0, 0, f"{order.union.name} {order.year}年 {table.title_zh} {table.name}（单位：元）", formats["title"]
    )
    sheet.write_string(STATE_ROW, 0, STATE, formats["head"])
    has_table = table.name in order.present
    state = "" if not has_table else SOMETHING if order.present[table.name].rows else NOTHING
    sheet.write_string(STATE_ROW, 1, state, formats["choice"])
    add_choices(sheet, table, lists, FIRST_ROW + len(rows))
    for index, column in enumerate(table.columns):
        head = formats["head" if column.need == "no" else "key"]
        sheet.write_string(TITLE_ROW, index, column.title_zh + _UNITS.get(column.unit or "", ""), head)
        sheet.write_string(NAME_ROW, index, column.name, formats["name"])
        sheet.set_column(index, index, _width(column), formats[column.kind if column.kind in _KINDS else "text"])
    shown = [column for column in table.columns if last and column.kind in {"number", "integer"}]
    for index, column in enumerate(shown, len(table.columns)):
        title = f"上年{column.title_zh}（{order.year - 1}）"
        sheet.write_string(TITLE_ROW, index, title, formats["last"])
        sheet.write_string(NAME_ROW, index, f"{LAST}{column.name}", formats["last"])
        sheet.set_column(index, index, 16)
    for at, row in enumerate(rows, FIRST_ROW):
        for index, column in enumerate(table.columns):
            _write(sheet, at, index, column, row.get(column.name, ""), formats)
        before = last.get(tuple(row.get(name, "") for name in table.key), {})
        for index, column in enumerate(shown, len(table.columns)):
            _write(sheet, at, index, column, before.get(column.name, ""), {column.kind: formats["last"]})
    sheet.freeze_panes(FIRST_ROW, min(2, len(table.key)))


def add_choices(sheet: Worksheet, table: Table, lists: Mapping[str, str], rows: int) -> None:
    """The drop-downs of a table's sheet of `rows` rows, and of some below."""
    sheet.data_validation(STATE_ROW, 1, STATE_ROW, 1, {"validate": "list", "source": [SOMETHING, NOTHING]})
    for index, column in enumerate(table.columns):
        if source := _choices(column, lists):
            sheet.data_validation(FIRST_ROW, index, rows + _SPARE, index, {"validate": "list", "source": source})


def is_template(sheet: Sheet) -> bool:
    """Whether a sheet that was read is one that a template has for a table."""
    row = sheet.rows[STATE_ROW] if len(sheet.rows) > STATE_ROW else ()
    return len(row) > 0 and row[0] == STATE


def _choices(column: Column, lists: Mapping[str, str]) -> str | list[str] | None:
    return ["是", "否"] if column.kind == "boolean" else lists.get(column.codes or "")


def _width(column: Column) -> int:
    return 36 if column.prose else 24 if column.is_free else 16


def _write(sheet: Worksheet, row: int, index: int, column: Column, text: str, formats: Mapping[str, Any]) -> None:
    """A cell of a package, as a spreadsheet holds it: numbers and days as such, codes by their titles."""
    if not text:
        return
    day = parse_date(text) if column.kind == "date" else None
    if column.kind in {"number", "integer"} and _is_exact(text):
        sheet.write_number(row, index, float(text), formats[column.kind])
    elif day and day >= ORIGIN:
        sheet.write_datetime(row, index, datetime(day.year, day.month, day.day), formats["date"])  # noqa: DTZ001 (a day)
    else:
        sheet.write_string(row, index, _said(column, text), formats.get("text"))


def _said(column: Column, text: str) -> str:
    if column.kind == "boolean":
        return {"true": "是", "false": "否"}.get(text, text)
    if column.codes and any(text == code.code for code in CODE_LISTS[column.codes]):
        return choice(column.codes, text)
    return text


def _is_exact(text: str) -> bool:
    """Whether a binary float holds the amount: up to fifteen digits."""
    return text.replace(".", "").replace("-", "").isdigit() and len(text.lstrip("-0.").replace(".", "")) <= 15


def stage_called(title: str) -> str | None:
    """The stage of a template's first sheet."""
    return next((stage for stage, said in STAGES.items() if said == title.strip()), None)
