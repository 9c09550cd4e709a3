"""Who exists: districts, unions, affiliated bodies; which published years were withdrawn, which small numbers allowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 (declare() reads the annotations)

from yangguang.records import code_types as code  # noqa: TC001 (declare() reads the annotations)
from yangguang.records.declare import Record, column


@dataclass(frozen=True, slots=True, kw_only=True)
class District(Record):
    """Districts (区域), one row."""

    district_id: str = column("区域代码", "District id", key=True, pattern=r"^[a-z0-9][a-z0-9-]{1,19}$")
    name: str = column("区域名称", "Name")
    position: int | None = column("排序", "Position", optional=True, minimum=0)
    name_en: str | None = column("英文名称", "English name", optional=True, note="used in an English edition")


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeUnion(Record):
    """Register of unions (工会名录), one row."""

    union_id: str = column(
        "组织编码",
        "Union id",
        key=True,
        pattern=r"^[a-z0-9][a-z0-9-]{1,39}$",
        note="portal identifier, also the folder name",
    )
    name: str = column("工会全称", "Name")
    short_name: str | None = column("简称", "Short name", optional=True, note="used on charts and posters")
    uscc: str | None = column(
        "统一社会信用代码",
        "Unified social credit code",
        optional=True,
        check="uscc",
        note="empty only with uscc_absent_reason",
    )
    uscc_absent_reason: str | None = column("无代码原因", "Why there is no credit code", optional=True)
    parent_id: str | None = column(
        "上级工会", "Parent id", optional=True, references="unions.union_id", note="empty only for the root"
    )
    kind: code.UnionKind = column("组织类型", "Kind", codes="union_kind")
    tier: code.Tier = column("填报档次", "Tier", codes="tier", note="decides which tables are required")
    employer_nature: code.EmployerNature | None = column(
        "单位性质",
        "Nature of the employer",
        optional=True,
        codes="employer_nature",
        note="grassroots only; decides the dues channel rule",
    )
    district: str = column(
        "所属区域",
        "District",
        references="districts.district_id",
        note="also the folder above the union's; municipal bodies use the city's own code",
    )
    pinyin: str | None = column("拼音", "Pinyin", optional=True, note="overrides the computed reading, e.g. of 大栅栏")
    founded_on: date | None = column("建会日期", "Founded on", optional=True)
    dissolved_on: date | None = column("撤销日期", "Dissolved on", optional=True)
    term_start: date | None = column("本届任期起", "Start of term", optional=True)
    term_end: date | None = column("本届任期止", "End of term", optional=True)
    contact_phone: str | None = column("办公电话", "Contact phone", optional=True, note="office line only")
    website: str | None = column("网站", "Website", optional=True)
    name_en: str | None = column("英文名称", "English name", optional=True, note="used in an English edition")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionChange(Record):
    """Changes of the register (名录变更), one row: from this day the column of the union has this value."""

    union_id: str = column("组织编码", "Union id", key=True, references="unions.union_id")
    from_: date = column("起始日期", "From", key=True, note="the first day with this value")
    column_: code.UnionColumn = column("变更项目", "Column", key=True, codes="union_column")
    value: str = column(
        "内容",
        "Value",
        part=True,
        note="as the column of unions.csv writes it; the id of a union for pre- and successor, of which there may be several",
    )
    document: str | None = column("依据文件", "Document", optional=True, note="the decision that made the change")


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliate(Record):
    """Affiliated bodies (所属单位), one row."""

    affiliate_id: str = column("所属单位编码", "Affiliate id", key=True, pattern=r"^[a-z0-9][a-z0-9-]{1,39}$")
    owner_id: str = column("主管工会", "Owner id", references="unions.union_id")
    name: str = column("单位名称", "Name")
    uscc: str | None = column("统一社会信用代码", "Unified social credit code", optional=True, check="uscc")
    kind: code.AffiliateKind = column("类别", "Kind", codes="affiliate_kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Record):
    """Withdrawn years (撤回登记), one row: the page stays, the reason is told, personal data is gone."""

    union_id: str = column("组织编码", "Union id", key=True, references="unions.union_id")
    year: int = column("年度", "Year", key=True, minimum=1900)
    since: date = column("撤回日期", "Withdrawn since")
    reason: code.WithdrawalReason = column(
        "撤回原因", "Reason", codes="withdrawal_reason", note="personal_data takes content and downloads away"
    )
    document: str | None = column("依据", "Document", optional=True, note="number or title of the decision")


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedNumber(Record):
    """Small numbers that are shown (小数公开登记), one row: a cell that may count fewer than five helped persons, and why."""

    union_id: str = column("组织编码", "Union id", key=True, references="unions.union_id")
    year: int = column("年度", "Year", key=True, minimum=1900)
    table_: str = column("表", "Table", key=True, note="activities or appeals")
    row_: str = column("行", "Row", key=True, note="the row's key: an activity_id, or the category of appeals")
    column_: str = column("列", "Column", key=True, note="attended_count, due_count or received")
    reason: str = column("理由", "Reason", note="published: why nobody is harmed by being recognised")
