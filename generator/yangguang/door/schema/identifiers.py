"""Identifiers that a spreadsheet turned into something else: dates, decimals, scientific notation.

It happens again each time the file is opened and saved, so the remedy is to make the column text first; and where what was
typed can be told, to write that.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.issues import Severity, Text
from yangguang.door.messages.catalogue import issue
from yangguang.door.schema.grammar import REFUSED, cell_parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yangguang.core.issues import Issue
    from yangguang.door.model import TextTable
    from yangguang.records.declare import Column

_MONTHS = {name: at for at, name in enumerate(("jan feb mar apr may jun jul aug sep oct nov dec").split(" "), 1)}  # noqa: SIM905 (a line)
_NAMED = "|".join(_MONTHS)
_FORMS = "|".join((
    rf"(?P<month>{_NAMED})[a-z]*[-/ ](?P<year>\d\d(?:\d\d)?)",  # Jan-25
    rf"(?P<first>\d{{1,2}})[-/ ](?P<month2>{_NAMED})[a-z]*(?:[-/ ](?P<year2>\d\d(?:\d\d)?))?",  # 1-Mar, 1-Mar-25
    r"(?P<m3>\d{1,2})月(?P<d3>\d{1,2})日",
    r"(?P<y4>\d{4})年(?P<m4>\d{1,2})月(?:(?P<d4>\d{1,2})日)?",
    r"(?P<y5>\d{4})/(?P<m5>\d{1,2})(?:/(?P<d5>\d{1,2}))?(?: 0?0:00(?::00)?)?",
    r"(?P<y6>\d{4})-(?P<m6>\d\d)-(?P<d6>\d\d)[ T]0?0:00(?::00)?(?:\.0+)?Z?",
))  # fmt: skip
_DATE = re.compile(_FORMS, re.IGNORECASE)
_SERIAL = re.compile(r"[2-5]\d{4}")
_DAY_0 = date(1899, 12, 30)  # of Excel, WPS and LibreOffice
_CODE = re.compile(r"[A-Za-z0-9._-]+")
_FLOAT = re.compile(r"(\d+)\.0+")
_SCIENTIFIC = re.compile(r"-?\d+(?:\.\d+)?E[+-]?\d+", re.IGNORECASE)
_MAY_BE = re.compile(r"[/月.+\uff10-\uff5e]|[a-z]{3}|E\d|\d[A-Za-z]|00:00", re.IGNORECASE)
_AS_TEXT = Text(
    "请先把这一列设为文本格式（从 CSV 打开时用“数据—自文本/CSV”导入，类型选文本），再",
    "Format the column as text first (to open a CSV import it with the column as text), then ",
)
# Also where any words will do: both ends of a transfer are matched by it.
_PERIODS = frozenset({"period", "period_covered"})
_SPOKEN = re.compile(r"\d{4}年\d{1,2}月")  # a month as people write it
_OUR_TIME = (2010, 2039)
# Of five digits as they are, or told elsewhere.
_NUMBERED = frozenset({"account_code", "account_tail", "target_id", *_PERIODS})
_NAMES = frozenset({"repeat_of", "also_repeats", "plan_item", "account_tail", *_PERIODS})
_DOCUMENTS = frozenset({"document_no", "report_no"})  # numbered by others, in any form


class Misread(NamedTuple):
    """What became of an identifier; `value` is what was certainly typed, None where it cannot be told."""

    problem: Text
    remedy: Text
    value: str | None


def is_identifier(column: Column) -> bool:
    """Whether a column names something: a key, a code, a number of a document, a reference to any of these."""
    if column.kind != "string" or column.codes or column.check:
        return False
    return column.need == "key" or bool(column.references) or column.name in _NAMES or column.name.endswith(
        ("_id", "_code", "_no")
    )  # fmt: skip


def misread(text: str, column: Column) -> Misread | None:
    """What a spreadsheet made of the identifier `text`; None where it looks like one that somebody typed."""
    if column.name in _PERIODS and (day := day_of_serial(text)):
        problem = Text("是日期的序号", "it is a spreadsheet's serial number of a day")
        return Misread(problem, written(f"{day:%Y-%m}"), f"{day:%Y-%m}" if day.day == 1 else None)
    if not _MAY_BE.search(text):
        return None
    plain = unicodedata.normalize("NFKC", text).strip()
    if found := _DATE.fullmatch(plain):
        return _date(found, column)
    return _number(plain) or _full_width(text, plain, column)


def _number(plain: str) -> Misread | None:
    if found := _FLOAT.fullmatch(plain):
        problem = Text("被表格软件改成了小数", "a spreadsheet made it a number with decimals")
        return Misread(problem, written(found[1]), found[1])
    if _SCIENTIFIC.fullmatch(plain) and not plain.isalnum():
        problem = Text(
            "被表格软件改成了科学计数，后面的数字已经丢失", "a spreadsheet made it scientific, digits are lost"
        )
        return Misread(problem, _then(Text("照原件重新填写", "type it again from the original")), None)
    return None


def _full_width(text: str, plain: str, column: Column) -> Misread | None:
    if plain == text or text.strip() != text or column.name == "plan_item" or not _CODE.fullmatch(plain):
        return None
    return Misread(
        Text("用了全角字符", "it is written with full-width characters"), written(plain, as_text=False), plain
    )


def identifier_issues(table: TextTable) -> Iterator[Issue]:
    """Cells of identifiers that a spreadsheet has changed and that their column would take all the same."""
    for index, name in enumerate(table.header):
        column = table.table.column(name)
        if not is_identifier(column):
            continue
        parse, title = cell_parser(column), Text(column.title_zh, column.title_en)
        is_free = (column.need == "key" or name in _DOCUMENTS) and name not in _NUMBERED
        for row in table.rows:
            cell = row.cells[index]
            if is_free and _is_whole_month(cell):
                yield issue("schema.identifier", table.place(row, name), value=cell, column=title,
                            problem=_SERIAL_NUMBER, remedy=_perhaps(cell), severity=Severity.WARNING)  # fmt: skip
            elif (
                (name in _PERIODS or _MAY_BE.search(cell))
                and (found := misread(cell, column))
                and parse(cell) is not REFUSED
                and not (name in _PERIODS and _SPOKEN.fullmatch(cell))
            ):
                severity = Severity.WARNING if name in {*_DOCUMENTS, "plan_item"} and not found.value else None
                yield issue("schema.identifier", table.place(row, name), value=cell, column=title,
                            problem=found.problem, remedy=found.remedy, severity=severity)  # fmt: skip


def _date(found: re.Match[str], column: Column) -> Misread:
    said = found.groupdict()
    month = _month(said["month"] or said["month2"]) or int(said["m3"] or said["m4"] or said["m5"] or said["m6"])
    day = said["first"] or said["d3"] or said["d4"] or said["d5"] or said["d6"]
    year = said["year"] or said["year2"] or said["y4"] or said["y5"] or said["y6"]
    year = f"20{year}" if year and len(year) == 2 else year
    problem = Text("被表格软件改成了日期", "a spreadsheet made it a date")
    if column.name in _PERIODS:
        period = f"{year}-{month:02}" if year and 1 <= month <= 12 else None
        certain = period if period and (day is None or int(day) == 1) else None
        return Misread(problem, written(certain) if certain else _then(_PERIOD), certain)
    likely = [f"{year}-{month:02}"] if year and (day is None or int(day) == 1) else []
    if year and day:
        likely.append(
            f"{int(year) % 100}-{month}-{int(day)}" if year.startswith("20") else f"{year}-{month}-{int(day)}"
        )
    elif not year and day:
        likely.append(f"{month}-{int(day)}")
    zh, en = " 或 ".join(likely), " or ".join(likely)
    return Misread(
        problem, _then(Text(f"写回原来的编号，例如 {zh}", f"write the identifier as it was, such as {en}")), None
    )


_PERIOD = Text("月份写成 2025-03 的样子，季度写 2025-Q1", "write a month as 2025-03, a quarter as 2025-Q1")


def _month(name: str | None) -> int | None:
    return _MONTHS[name[:3].lower()] if name else None


def _then(what: Text) -> Text:
    return Text(_AS_TEXT.zh + what.zh, _AS_TEXT.en + what.en)


def written(value: str, *, as_text: bool = True) -> Text:
    """The remedy where it is known what was typed: to write that, in a column that is text."""
    if not as_text:
        return Text(f"应写 {value}", f"Write {value}")
    return Text(f"{_AS_TEXT.zh.removesuffix('再')}应写 {value}", f"{_AS_TEXT.en}write {value}")


_SERIAL_NUMBER = Text("像是日期的序号", "it looks like a spreadsheet's serial number of a day")


def _is_whole_month(text: str) -> bool:
    """Whether a number is what 2025-01 becomes once it is a date and then a number: the first day of a month of our time."""
    day = day_of_serial(text)
    return day is not None and day.day == 1 and _OUR_TIME[0] <= day.year <= _OUR_TIME[1]


def _perhaps(text: str) -> Text:
    day = day_of_serial(text)
    assert day is not None, "it is a whole month"
    return _then(Text(f"写回原来的编号，例如 {day:%Y-%m}；编号本来如此的，不用改",
                      f"write the identifier as it was, such as {day:%Y-%m}; leave one that is no day"))  # fmt: skip


def day_of_serial(text: str) -> date | None:
    """The day that a five-digit number of a spreadsheet counts to (45658 is 1 January 2025), None for another number."""
    return _DAY_0 + timedelta(days=int(text)) if _SERIAL.fullmatch(text) else None


def misread_day(text: str) -> date | None:
    """The day that a spreadsheet made of an identifier, such as 2002/3/3 or 2002年3月3日; None where it made none."""
    found = _DATE.fullmatch(text)
    said = found.groupdict() if found else {}
    parts = [next((said[f"{part}{n}"] for n in (4, 5, 6) if said.get(f"{part}{n}")), None) for part in "ymd"]
    try:
        return date(*(int(part) for part in parts if part)) if all(parts) else None
    except ValueError:
        return None
