"""Headings as people write them -> columns: synonyms, units in brackets, headings over two or three rows."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from yangguang.door.bytes.header import UNCLEAR_AMOUNTS
from yangguang.importer.units import unit_of_label
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_COUNTED = re.compile(r"[(\[](?:单位:?)?(?:人次?|名|个|件|次|批次?|家|户|份|场|台|辆|平方米|m2)[)\]]$")
_MARKS = re.compile(r"[*:：]+$")

# Other names that columns go by. A name that begins with @ is verified against the others and dropped, @ alone is dropped;
# one that begins with = counts yuan where nobody says a unit, as the table's own names do; `group_count of reception` is
# the column's cell in the row of that item.
_COMMON = {"备注": "note", "序号": "@", "单位名称": "@union"}
ALIASES: Mapping[str, Mapping[str, str]] = {
    "accounts": {
        "编码": "account_code", "科目代码": "account_code", "科目编号": "account_code", "科目号": "account_code",
        "会计科目编码": "account_code", "名称": "account_name", "科目": "account_name", "会计科目": "account_name",
        "本年预算数": "budget_initial", "本年预算": "budget_initial", "年初预算": "budget_initial",
        "年初预算金额": "budget_initial", "年初核定预算数": "budget_initial", "年初核定预算": "budget_initial",
        "核定年初预算数": "budget_initial", "调整后预算": "budget_adjusted", "调整后预算金额": "budget_adjusted",
        "上半年执行": "actual_h1", "半年执行数": "actual_h1", "上半年实际数": "actual_h1", "1-6月执行数": "actual_h1",
        "本年决算数": "actual", "决算": "actual", "本年决算": "actual", "决算金额": "actual",
        "核定预算数": "@approved", "核定预算": "@approved", "预算调整数": "@adjustment",
        "调整数": "@adjustment",
        "上年决算数": "@last_actual", "上年决算": "@last_actual", "完成决算(%)": "@execution_rate",
        "完成决算%": "@execution_rate", "完成预算(%)": "@execution_rate", "执行率(%)": "@execution_rate",
        "执行率": "@execution_rate", "与年初预算对比%": "@", "与年初预算对比(%)": "@",
    },
    "projects": {
        "核定年初预算数": "budget_initial", "年初核定预算数": "budget_initial", "已用额度": "actual",
        "科目编码": "account_code",
        "调增数": "@increase", "调减数": "@decrease", "核定预算数": "@approved", "未用额度": "@", "执行率(%)": "@",
        "预算部门": "@", "申报部门": "@", "核算单位": "@",
        "项目明细": "purpose", "项目编码": "project_id",
    },
    "three_public": {
        "项目名称": "item", "支出项目": "item", "科目": "item", "经费来源": "fund_source", "调整预算数": "=budget_adjusted",
        "本年预算数": "budget_initial", "预算数": "budget_initial", "本年决算数": "actual", "团组数/批次": "group_count",
        "上年决算数": "@last_actual", "增减金额": "@", "增减额": "@", "增减幅度(%)": "@", "增减幅度": "@", "增减%": "@",
        "项目编码": "@", "上年年初预算数": "@", "团组数": "group_count of abroad", "接待批次": "group_count of reception",
        "批次": "group_count of reception", "国内公务接待批次": "group_count of reception",
        "出国人次": "person_count of abroad",
        "接待人次": "person_count of reception", "国内公务接待人次": "person_count of reception",
        "因公出国(境)团组数": "group_count of abroad", "因公出国(境)人次": "person_count of abroad",
        "车辆购置数": "vehicle_count of vehicle_purchase", "公务用车购置数": "vehicle_count of vehicle_purchase",
        "车辆保有量": "vehicle_count of vehicle_operation", "公务用车保有量": "vehicle_count of vehicle_operation",
    },
    "balances": {
        "科目": "item", "科目名称": "item", "期初数": "opening", "年初余额": "opening", "期初余额": "opening",
        "期末数": "closing", "年末余额": "closing", "期末余额": "closing",
    },
    "dues": {
        "月份": "period", "所属期": "period", "所属期间": "period", "工资总额": "payroll", "职工工资总额": "payroll",
        "应缴": "due", "应拨缴数": "due", "应拨缴额": "due", "实缴": "paid", "实拨缴数": "paid", "实拨缴额": "paid",
        "缴款日期": "paid_on", "缴纳日期": "paid_on", "缴纳渠道": "channel",
    },
}  # fmt: skip
# Which columns show that a sheet is this table although others of it are missing: they may stand in another sheet.
PROOF: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "accounts": (
        frozenset({"account_code", "account_name"}),
        frozenset({"budget_initial", "budget_adjusted", "actual_h1", "actual", "@approved"}),
    ),
    "projects": (
        frozenset({"name", "account_code"}),
        frozenset({"budget_initial", "budget_adjusted", "actual", "@approved"}),
    ),
    "three_public": (frozenset({"item"}), frozenset({"budget_initial", "budget_adjusted", "actual"})),
}
# How a workbook that we publish calls a column of codes, beside which the words for them stand.
OF_CODES = ("(代码)", "(code)")
# Headings that name no column: which one is meant is not guessed.
UNCLEAR = UNCLEAR_AMOUNTS | {"日期", "时间"}
YEAR_LABELS = frozenset({"年度", "会计年度", "年份", "所属年度"})


class Label(NamedTuple):
    """A heading without spaces and unit; `factor` is the yuan of the unit it names, None where it names none."""

    text: str
    factor: int | None


@cache
def read_label(text: str) -> Label:
    """What a heading says."""
    bare = (
        _MARKS.sub("", "".join(unicodedata.normalize("NFKC", text).split())).replace("\u200b", "").replace("\ufeff", "")
    )
    return Label(*unit_of_label(_COUNTED.sub("", bare)))


_YEAR_GROUP = re.compile(r"(?:上年|去年|本年|今年|[0-9]{4}年)[度数]?")
_OF_YEAR = re.compile(r"([0-9]{4})年度?")
_LAST_YEAR = re.compile(r"上年|去年|上期|前年|[0-9]{4}年")


def is_year_group(text: str) -> bool:
    """Whether a heading names a year and nothing else: it says of which year the headings below it are."""
    return _YEAR_GROUP.fullmatch(read_label(text).text) is not None


def of_year(text: str, year: int) -> str:
    """A heading with `year` as 本年 and the year before as 上年; another year stays as it is."""
    found = _OF_YEAR.match(text)
    said = {year: "本年", year - 1: "上年"}.get(int(found[1])) if found else None
    return said + text[found.end() :] if said and found else re.sub(r"^(本年|上年)[度数](?=.|$)", r"\1", text)


def meaning(path: Sequence[str], known: Mapping[str, tuple[str, bool]]) -> str:
    """What a column is called, by its headings from above: two together (科目 over 编码), else the lowest that is known.

    A column of another year is never taken for one of this year, whatever stands below the year.
    """
    ways = [way for upper, lower in pairwise(["", *path]) for way in (lower, lower + upper, upper + lower)][::-1]
    if any(_LAST_YEAR.match(text) for text in path):
        ways = [text for text in ways if _LAST_YEAR.match(text)]
    ways = [way for text in ways for way in (text, text.removeprefix("本年"))]
    return next((text for text in ways if text in known), ways[0] if len(path) == 1 else path[-1])


@cache
def names_of(table: str) -> Mapping[str, tuple[str, bool]]:
    """Every heading that a column of `table` may have -> its name, and whether that is its name or title itself."""
    ways: dict[str, tuple[str, bool]] = {}
    columns = BY_NAME[table].columns
    for alias, said in (_COMMON | dict(ALIASES.get(table, {}))).items():
        name = said.removeprefix("=")
        if name.startswith("@") or any(column.name == name.partition(" of ")[0] for column in columns):
            ways[read_label(alias).text] = (name, name != said)
    for column in columns:
        ways[read_label(column.title_zh).text] = ways[column.name] = (column.name, True)
        ways.setdefault(read_label(column.title_en).text, (column.name, True))
        if column.codes or column.references:
            for title, of_codes in zip((column.title_zh, column.title_en), OF_CODES, strict=True):
                ways.setdefault(read_label(f"{title}{of_codes}").text, (column.name, True))
    return ways
