"""What unions are judged by: clauses, dated parameters, charts of accounts, public holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 (declare() reads the annotations)

from yangguang.records import code_types as code  # noqa: TC001 (declare() reads the annotations)
from yangguang.records.declare import Record, column
from yangguang.records.ids import ACCOUNT, ID, PARAMETER


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause(Record):
    """Clauses (条款), one row."""

    clause_id: str = column("条款编号", "Clause id", key=True, pattern=ID)
    section: str = column("章节", "Section")
    text: str = column("原文", "Text", prose=True, note="verbatim from the plan, or what the rule rests on")
    nature: code.ClauseNature = column("性质", "Nature", codes="clause_nature")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter(Record):
    """Rule parameters (规则参数), one row."""

    name: str = column("参数名", "Name", key=True, pattern=PARAMETER)
    effective_from: date = column("生效日期", "Effective from", key=True)
    effective_to: date | None = column("失效日期", "Effective to", optional=True)
    value: str = column("数值", "Value", typed_by="unit")
    unit: code.ParameterUnit = column("单位", "Unit", codes="parameter_unit")
    basis: str = column(
        "依据", "Basis", note="the plan's clause, a statute's article, or 'default, by analogy with ...'"
    )
    nature: code.ParameterNature = column("性质", "Nature", codes="parameter_nature")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartAccount(Record):
    """Chart of accounts (会计科目), one row."""

    chart: str = column("制度版本", "Chart", key=True, pattern=ID, note="2009 and 2021 for Chinese unions")
    account_code: str = column("科目编码", "Account code", key=True, pattern=ACCOUNT)
    name: str = column("科目名称", "Name")
    side: code.Side = column("收支方向", "Income or expenditure", codes="side")
    parent_code: str | None = column("上级科目", "Parent code", optional=True, pattern=ACCOUNT)
    class_: code.AccountClass | None = column(
        "归类",
        "Class",
        optional=True,
        codes="account_class",
        note="what derived figures sum over; a child inherits its parent's",
    )
    verified: bool = column(
        "已核对", "Verified", note="false where the code number still needs a finance officer's eye"
    )
    name_en: str | None = column("英文名称", "English name", optional=True, note="used in an English edition")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday(Record):
    """Public holidays (节假日), one row. A year of which no day is listed has no calendar."""

    day: date = column("日期", "Day", key=True)
    name: str = column("名称", "Name", note="the holiday, also of a weekend day that is worked for it")
    working: bool = column(
        "是否上班", "Working day", note="true for a Saturday or Sunday that is worked, false for a day off"
    )
