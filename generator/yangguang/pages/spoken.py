"""What codes, periods and figure keys are called when they are read aloud."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from yangguang.core.address import row_values, taken_apart, within_year
from yangguang.core.sentence import say
from yangguang.records.codes import CODE_LISTS, code_title
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from yangguang.core.figures import Figure
    from yangguang.core.language import Language
    from yangguang.records.declare import Column, Table

_QUARTER = re.compile(r"(?<![0-9])(\d{4})-Q([1-4])(?![0-9])")
_CLAUSE = re.compile(r"(?<![0-9A-Za-z.-])\d-\d{1,2}-\d{1,2}[a-z]?(?![0-9A-Za-z-])")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")
_FULL_WIDTH = str.maketrans("()", "（）")
_DERIVED = {
    "income_total": say("收入合计"), "expenditure_total": say("支出合计"), "surplus": say("当年收支结余"),
    "execution_rate": say("预算执行率"), "three_public_total": say("三公经费合计"),
    "admin_non_personnel": say("除人员经费以外的行政支出"), "member_service_share": say("服务职工支出占比"),
    "dues_rate": say("拨缴比例"), "per_member_expenditure": say("人均支出"),
    "audit_coverage/units": say("应审单位覆盖率"), "audit_coverage/projects": say("应审项目覆盖率"),
    "rectification_rate_count": say("按问题数整改率"), "rectification_rate_amount": say("按金额整改率"),
    "findings": say("审计问题"), "findings_open": say("未整改问题"),
}  # fmt: skip
_COLUMNS = {
    "budget_initial": say("年初预算数"), "budget_adjusted": say("调整后预算数"), "actual_h1": say("上半年执行数"),
}  # fmt: skip


@cache
def title_of(codes: str, code: str, lang: str) -> str:
    """A code's title as it is set in print: in Chinese with Chinese brackets."""
    title = code_title(codes, code, lang)
    return title.translate(_FULL_WIDTH) if lang == "zh" else title


def period(text: str, language: Language) -> str:
    """A period as readers say it: 2025年第一季度, 2025年3月, 2025年; what is no period stays as it is."""
    if found := _QUARTER.fullmatch(text):
        year, quarter = found.groups()
        return f"{year}年第{'一二三四'[int(quarter) - 1]}季度" if language.code == "zh" else f"Q{quarter} {year}"
    if language.code == "zh" and (found := _MONTH.fullmatch(text)):
        return f"{found[1]}年{int(found[2])}月"
    return f"{text}年" if language.code == "zh" and _YEAR.fullmatch(text) else text


def spoken(text: str, language: Language) -> Markup:
    """A reason as a page tells it: 上解经费2025-Q1 is 上解经费2025年第一季度, and a clause's number stays in one line."""
    said = _QUARTER.sub(lambda found: period(found[0], language), text) if "-Q" in text else text
    whole = escape(said)
    return Markup(_CLAUSE.sub(r'<span class="yg-whole">\g<0></span>', str(whole))) if "-" in said else whole  # noqa: S704 (escaped)


def written(column: Column, value: str, language: Language) -> str:
    """A text cell as it is read: codes by their titles, periods in words, an audit of the union itself as such."""
    if column.name == "target_id" and value == "self":
        return title_of("audit_target_kind", "self", language.code)
    if column.codes:
        return title_of(column.codes, value, language.code)
    return period(value, language) if column.time == "period" else value


def figure_name(figure: Figure, union_id: str, year: int, language: Language, name_of: Callable[[str], str]) -> str:
    """A figure in words on a page of `union_id` and `year`; one of another union or year says whose. `name_of` names unions."""
    owner, of_year, rest = taken_apart(figure.key)
    whose = name_of(owner) if owner != union_id else ""
    when = period(of_year, language) if of_year != str(year) else ""
    name = _derived(rest[1:], language) or figure.formula if rest.startswith("@") else _cell(rest, language)
    return " ".join(part for part in (whose, when, name or rest) if part)


def subject_name(subject: str, union_id: str, year: int, rules: Mapping[str, str], language: Language) -> str:
    """What an explanation is about, in words: a clause by what it asks, a figure, a table; `rules` are titles by clause."""
    if subject in rules:
        return f"{language.gettext(rules[subject])} {subject}"
    rest = within_year(subject, union_id, year)
    if rest.startswith("@"):
        return _derived(rest[1:], language) or subject
    return _cell(rest, language) or subject


def _derived(name: str, language: Language) -> str:
    stem, _, last = name.rpartition("/")
    column = _COLUMNS.get(last)
    stem = stem if column else name
    kind, _, item = stem.partition("/")
    if known := _DERIVED.get(stem):
        title = known.text(language)
    elif kind == "three_public" and item in {one.code for one in CODE_LISTS["three_public_item"]}:
        title = title_of("three_public_item", item, language.code)
    else:
        return ""
    return f"{title} {column.text(language)}" if column else title


def _cell(rest: str, language: Language) -> str:
    name, *parts = rest.split("/")
    table = BY_NAME.get(name)
    if table is None:
        return ""
    english = language.code == "en"
    columns = {one.name: one.title_en if english else one.title_zh for one in table.columns}
    column = columns.get(parts[-1], "") if parts else ""
    row = "" if not parts or (column and len(parts) == 1) else _row(table, parts[0], language)
    return " ".join(part for part in (table.title_en if english else table.title_zh, row, column) if part)


def _row(table: Table, key: str, language: Language) -> str:
    values = row_values(key)
    names = table.key if len(values) == len(table.key) else (*table.key, *table.parts)
    if key == table.name or len(values) != len(names):
        return "" if key == table.name else key
    shown = []
    for name, value in zip(names, values, strict=True):
        column = table.column(name)
        known = not column.codes or value in {one.code for one in CODE_LISTS[column.codes]}
        shown.append(written(column, value, language) if known else value)
    return " · ".join(shown)
