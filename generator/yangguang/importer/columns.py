"""One cell of a column -> its canonical text: which grammar a column has, codes by their titles, accounts by their chart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from yangguang.core.dates import parse_date
from yangguang.core.fiscal import CALENDAR, FiscalYears
from yangguang.core.issues import Text
from yangguang.core.spreadsheet import formula_in
from yangguang.door.schema.identifiers import is_identifier, misread
from yangguang.door.schema.repairs import zero_lost
from yangguang.importer import words as w
from yangguang.importer.cells import TEXT_MARK, Clean, Refusal, amount, day, plain, shown_number, truth, words
from yangguang.records.codes import CODE_LISTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.importer.model import Raw
    from yangguang.records.declare import Column
    from yangguang.records.policy import ChartAccount

_FIXED = re.compile(r"\^?(?:\\d|\[0-9\])\{(\d+)\}\$?")
_MONTH = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})月?(?:份)?")
_QUARTER = re.compile(r"(?:([0-9]{4})年?[-/]?)?(?:第?([一二三四1-4])季度?|Q([1-4]))", re.IGNORECASE)
_HAN_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_NAMED_MONTH = re.compile(r"(?:([0-9]{4})年)?(?:(0?[1-9]|1[0-2])|(十[一二]?|[一二三四五六七八九元]))月份?")
_QUARTER_MONTHS = re.compile(r"(?:([0-9]{4})年?)?0?(1|4|7|10)月?(?:[-~—至到])0?(3|6|9|12)月")
_COMPACT_MONTH = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])")
_LONGER = re.compile(
    r"(?:[0-9]{4}年?)?(?:[上下]半年度?|全年|年度|0?1月?[-~—至到](?:0?6|12)月|0?7月?[-~—至到]12月)|[0-9]{4}年度?"
)
_WHOLE_YEAR = re.compile(r"([0-9]{4})年度?")
_LATIN = str.maketrans("АВСЕНКМОРТХасеорхΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABCEHKMOPTXaceopxABEZHIKMNOPTYX")
_DIGITS = str.maketrans("OoIlS", "00115")
_SCIENTIFIC = re.compile(r"[0-9.]+[eE]\+?[0-9]+")
_MARKS = ("=", "'", "＝")
_CODE_AND_NAME = re.compile(r"([0-9]{3,})[-_:.、]?(\D+)")
_NAME_ENDS = re.compile(r"(?:支出|经费|费用|费|收入)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What cells are read by: the fiscal year, the package's chart, the units of each column (yuan a unit)."""

    year: int
    chart: Mapping[str, ChartAccount]
    fiscal: FiscalYears = CALENDAR
    factors: Mapping[str, int] = field(default_factory=dict)


def clean(raw: Raw, column: Column, context: Context) -> Clean | Refusal:
    """The canonical text of a cell of `column`."""
    if raw == "":
        return Clean("")
    if isinstance(raw, str) and raw.lstrip()[:1] in _MARKS and (marked := TEXT_MARK.fullmatch(plain(raw))):
        inside = marked[1] or marked[2] or ""
        if column.kind != "string" or not formula_in(inside):  # the apostrophe of '=1+1 keeps a text from being one
            bare = clean(inside, column, context)
            return bare if isinstance(bare, Refusal) else Clean(bare.text, w.APOSTROPHE)
    match column.kind:
        case "number":
            return amount(raw, context.factors.get(column.name, 1) if column.unit == "yuan" else 1)
        case "integer":
            found = _WHOLE_YEAR.fullmatch(plain(raw)) if column.time == "year" and isinstance(raw, str) else None
            return Clean(found[1], w.PERIOD) if found else amount(raw, whole=True)
        case "date" | "boolean":
            return day(raw) if column.kind == "date" else truth(raw)
    return _period(raw, column, context) if column.time == "period" else _text(raw, column, context)


def _text(raw: Raw, column: Column, context: Context) -> Clean | Refusal:
    if isinstance(raw, date) and is_identifier(column):
        return Refusal(w.MADE_A_DAY, w.AS_TEXT)
    is_code = not column.is_free or column.need == "key" or column.name.endswith(("_code", "_id"))
    found = words(raw, is_prose=not is_code)
    if isinstance(found, Refusal) or not found.text:
        return found
    if is_code and found.text.startswith(("=", "＝")):
        return Refusal(w.FORMULA, w.PASTE_VALUE)
    if is_code and (plain_form := unicodedata.normalize("NFKC", found.text)) != found.text:
        found = Clean(plain_form, w.HALF_WIDTH)
    if column.codes:
        return _code(found, column)
    if column.name == "account_code":
        return _account_code(found, context)
    return found if column.is_free else _formed(found, column)


def _formed(found: Clean, column: Column) -> Clean | Refusal:
    """A text that is held to a form: its zeros put back where the form has a width, refused where digits are lost."""
    if _SCIENTIFIC.fullmatch(found.text):
        return Refusal(w.LOST_DIGITS, w.AS_TEXT)
    if column.pattern and (fixed := _FIXED.fullmatch(column.pattern)):
        text = found.text.removesuffix(".0")
        padded = text.zfill(int(fixed[1])) if text.isascii() and text.isdigit() else text
        return Clean(padded, w.PADDED if padded != found.text else found.why)
    return found


@cache
def titles(codes: str) -> Mapping[str, str]:
    """Every way to write a code of the list: itself, and its titles where no other code has them."""
    ways: dict[str, str] = {}
    count: dict[str, int] = {}
    for code in CODE_LISTS[codes]:
        for title in (code.title_zh, code.title_en.casefold()):
            count[_bare(title)] = count.get(_bare(title), 0) + 1
    for code in CODE_LISTS[codes]:
        ways |= {_bare(title): code.code for title in (code.title_zh, code.title_en) if count[_bare(title)] == 1}
        ways |= {_bare(f"{code.code}{title}"): code.code for title in (code.title_zh, code.title_en)}
    return ways | {code.code: code.code for code in CODE_LISTS[codes]}


def choice(codes: str, code: str) -> str:
    """How a template writes `code`: its Chinese title, behind the code where another code has the same."""
    title = next(one.title_zh for one in CODE_LISTS[codes] if one.code == code)
    return title if titles(codes).get(_bare(title)) == code else f"{code} {title}"


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _code(found: Clean, column: Column) -> Clean | Refusal:
    ways = titles(column.codes or "")
    code = ways.get(found.text) or ways.get(_bare(found.text))
    if code:
        return Clean(code, None if code == found.text or found.text == choice(column.codes or "", code) else w.CODE)
    return _lookalike(found, ways) or found  # the door says which codes there are


def _account_code(found: Clean, context: Context) -> Clean | Refusal:
    text = re.sub(r"\.0*$", "", found.text.replace(" ", ""))
    code, name = (split[1], split[2]) if (split := _CODE_AND_NAME.fullmatch(text)) else ("", "")
    if code in context.chart and same_name(name, context.chart[code].name):
        return Clean(code, w.CODE_ALONE)
    if text in context.chart:
        return Clean(text, found.why if text == found.text.strip() else w.SPACES)
    joined = re.sub(r"[.\-\\/·_:—–。]", "", text)
    if joined in context.chart and joined != text:
        return Clean(joined, w.DOTTED)
    if _SCIENTIFIC.fullmatch(text):
        return Refusal(w.LOST_DIGITS, w.AS_TEXT)
    return _lookalike(found, context.chart) or Clean(text, found.why)


def _lookalike(found: Clean, known: Mapping[str, object]) -> Refusal | None:
    """A code that holds a letter for a digit, or one of another script: which was meant is not guessed, only said."""
    latin = found.text.translate(_LATIN)
    meant = next((one for one in (latin, latin.translate(_DIGITS)) if one in known and one != found.text), None)
    if meant is None:
        return None
    at = next(index for index, (a, b) in enumerate(zip(found.text, meant, strict=True)) if a != b)
    problem = Text(f"第{at + 1}个字符“{found.text[at]}”形似“{meant[at]}”",
                   f"character {at + 1}, “{found.text[at]}”, only looks like “{meant[at]}”")  # fmt: skip
    return Refusal(problem, Text(f"核对后请写 {meant}", f"Check it and write {meant}"))


def _period(raw: Raw, column: Column, context: Context) -> Clean | Refusal:
    if not isinstance(raw, (str, int, float)):
        moment: date = raw  # a spreadsheet makes a day of 2025-01
        iso = f"{moment:%Y-%m-%d}"
        return Clean(iso[:7], w.PERIOD) if iso.endswith("-01") else Refusal(w.NOT_A_PERIOD, _example(context.year))
    found = words(shown_number(raw) if isinstance(raw, float) else raw)
    if isinstance(found, Refusal) or not found.text:
        return found
    text = "".join(unicodedata.normalize("NFKC", found.text).split())
    if doubt := zero_lost(text):
        return Refusal(w.NOT_A_PERIOD, doubt)
    period = _standard(text, context)
    if period is None and column.pattern and not re.fullmatch(column.pattern, text, re.ASCII):
        return _no_period(found.text, column, context.year)
    if period is None or period == found.text:
        return found
    return Clean(period, w.PERIOD)


def _no_period(text: str, column: Column, year: int) -> Clean | Refusal:
    """The first day of a month is what a spreadsheet makes of the month; anything else is refused, with what it may be."""
    found = day(text)
    if not isinstance(found, Refusal) and found.text.endswith("-01"):
        return Clean(found.text[:7], w.PERIOD)
    if _LONGER.fullmatch("".join(unicodedata.normalize("NFKC", text).split())):
        return Refusal(w.NOT_A_PERIOD, _divided(year))
    known = misread(text, column)
    return Refusal(w.NOT_A_PERIOD, known.remedy if known and known.value else _example(year))


def _example(year: int) -> Text:
    return Text(f"请写成 {year}-01 或 {year}-Q1 的样子", f"Write it like {year}-01 or {year}-Q1")


def _divided(year: int) -> Text:
    return Text(
        f"这一列按月或按季：请分成几行，每行一个期间，如 {year}-Q1、{year}-Q2",
        f"The column counts months or quarters: give a row for each, such as {year}-Q1 and {year}-Q2",
    )


def _standard(text: str, context: Context) -> str | None:
    """2015-01, 2015-Q1 or 2015 for what says exactly that, None for anything else."""
    if whole := _WHOLE_YEAR.fullmatch(text):
        return whole[1]
    return _month(text, context) or _quarter(text, context)


def _month(text: str, context: Context) -> str | None:
    """2025年1月, 202501; 1月 alone is the one month of the fiscal year that is called so."""
    if month := _MONTH.fullmatch(text) or _COMPACT_MONTH.fullmatch(text):
        period = f"{month[1]}-{int(month[2]):02}"
        return period if parse_date(f"{period}-01") else None
    found = _NAMED_MONTH.fullmatch(text)
    if found is None:
        return None
    number = int(found[2]) if found[2] else _HAN_MONTHS.index(found[3].replace("元", "一")) + 1
    if found[1]:
        return f"{found[1]}-{number:02}"
    return next(month for month in context.fiscal.months(context.year) if month.endswith(f"-{number:02}"))


def _quarter(text: str, context: Context) -> str | None:
    """2025年第一季度, Q1, 1-3月; where the fiscal year is not the calendar's, it is not known whose first quarter is meant."""
    found, months = _QUARTER.fullmatch(text), _QUARTER_MONTHS.fullmatch(text)
    if found:
        year, number = found[1], found[3] or "一二三四".find(found[2]) + 1 or found[2]
    elif months and int(months[3]) - int(months[2]) == 2:
        year, number = months[1], int(months[3]) // 3
    else:
        return None
    return f"{year or context.year}-Q{number}" if year or context.fiscal.is_calendar else None


def same_name(name: str, chart_name: str) -> bool:
    """Whether a name is the chart's but for brackets, white space and its last word (职工教育支出, 职工教育费, 职工教育)."""
    return not _readings(name).isdisjoint(_readings(chart_name))


def _readings(name: str) -> set[str]:
    """A name with and without its last word: 拨缴经费 is all of 拨缴经费收入 but that."""
    bare = re.sub(r"^其中[:：]?", "", _bare(name))
    return {bare, _NAME_ENDS.sub("", bare)}
