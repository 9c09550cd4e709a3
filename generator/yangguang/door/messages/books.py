"""What the door says of personal data (privacy.*) and of books that do not add up (identity.*)."""

from __future__ import annotations

from yangguang.core.issues import Severity
from yangguang.door.messages.message import STRICTER, Message

_E, _W = Severity.ERROR, Severity.WARNING
_REMOVE_ZH = "请删除后重新提交；如已推送到服务器，再提交一次不能消除，请联系门户维护人员清除历史记录"
_REMOVE_EN = (
    "Delete it and commit again; once pushed, a new commit does not undo it: ask the maintainers to purge the history"
)


def _personal(kind: str, zh: str, en: str) -> Message:
    return Message(
        f"privacy.{kind}", _E,
        f"疑似{zh}（{{length}} 个字符）", f"This looks like {en} ({{length}} characters)", _REMOVE_ZH, _REMOVE_EN,
    )  # fmt: skip


_PRIVACY = (
    _personal("id-number", "居民身份证号", "an identity card number"),
    _personal("residence-permit", "外国人永久居留证号", "a foreigner's permanent residence number"),
    _personal("passport", "护照或通行证号", "a passport or travel permit number"),
    _personal("military-id", "军官证或警官证号", "a military or police card number"),
    _personal("mobile-number", "手机号", "a mobile telephone number"),
    _personal("bank-card", "银行卡号", "a bank card number"),
    _personal("messenger", "个人微信号或 QQ 号", "a personal messenger account"),
    _personal("membership-number", "社保、公积金、医保或会员卡号", "a social security, housing fund or membership number"),
    _personal("damaged-number", "被表格软件改成科学计数的证件号或账号", "an identity or account number in exponent form"),
    Message(
        "privacy.dense-digits", _E,
        "此处数字过密，无法逐一核对是否含有个人号码", "Too many digits stand here to be looked through for persons' numbers",
        "文字栏请写文字，号码清单请删除", "Write words where words belong; delete lists of numbers",
    ),
    Message(
        "privacy.email", _E,
        "疑似电子邮箱（{length} 个字符）", "This looks like an e-mail address ({length} characters)",
        "办公邮箱请填在诉求渠道表的“联系方式”；其他地方请删除",
        "Give an office address as a contact in the channels table; delete it elsewhere",
    ),
    _personal("home-landline", "家庭电话", "a home telephone number"),
    Message(
        "privacy.landline", _W,
        "疑似固定电话（{length} 个字符）", "This looks like a landline number ({length} characters)",
        "办公电话请填在诉求渠道表的“联系方式”；个人的请删除",
        "Give an office number as a contact in the channels table; delete a person's",
    ),
    Message(
        "privacy.suspect-number", _W,
        "这个编号的长度和写法与证件号、手机号或卡号相同（{length} 个字符）",
        "This number is as long as an identity, telephone or card number and written like one ({length} characters)",
        "确是许可证、合同、票据等的编号就不必改；是个人的请删除",
        "Leave it if it is a permit's, a contract's or an invoice's; delete it if it is a person's",
    ),
    Message(
        "privacy.bank-account", _E,
        "疑似完整银行账号（{length} 个字符）", "This looks like a whole bank account number ({length} characters)",
        "公开时只写账号后四位", "Publish the last four digits only",
    ),
    Message(
        "privacy.personal-column", _E,
        "表头含个人信息列（如姓名、身份证、手机、病种）",
        "The header has a column of personal data (name, identity number, telephone, illness ...)",
        "请删除整列；门户只公布职务和汇总数", "Delete the whole column; the portal publishes roles and totals only",
    ),
    Message(
        "privacy.more", _E,
        "此文件的个人信息问题只列出前 {listed} 条",
        "Only the first {listed} problems of personal data in this file are listed",
        "请检查是否误交了个人名单，清除后重新校验",
        "Check whether a list of persons was committed by mistake, clear it and check again",
    ),
    Message(
        "privacy.office-mobile", _W,
        "办公联系方式中是手机号（{length} 个字符）", "The office contact is a mobile number ({length} characters)",
        "请确认是单位配发的公务号码，而不是个人号码", "Make sure that it belongs to the office, not to a person",
    ),
    Message(
        "privacy.masked-number", _W,
        "疑似打码的证件号、手机号或卡号（{length} 个字符）",
        "This looks like a partly masked personal number ({length} characters)",
        "会员不多时，打码后仍可认出本人，请整个删除",
        "Among few members a masked number still identifies its owner; delete it",
    ),
    Message(
        "privacy.split-number", _W,
        "此格与相邻的格连起来疑似证件号、手机号或卡号（{length} 个字符）",
        "Joined with its neighbour this looks like an identity, telephone or card number ({length} characters)",
        "请核对这几格；是个人号码的请删除", "Look at these cells; delete them if they are a person's number",
    ),
    Message(
        "privacy.home-address", _W,
        "疑似家庭住址（{length} 个字符）", "This looks like a home address ({length} characters)",
        "是个人住址的请删除；办公地点写到街道或楼宇即可",
        "Delete a person's address; for an office the street or building is enough",
    ),
    Message(
        "privacy.licence-plate", _W,
        "疑似车牌号（{length} 个字符）", "This looks like a licence plate ({length} characters)",
        "个人车辆的请删除；公务用车请写编号或数量",
        "Delete it if the car is private; name official cars by number or count",
    ),
    Message(
        "privacy.person-name", _W,
        "疑似写出了个人姓名（{length} 个字符）", "This seems to name a person ({length} characters)",
        "请改写为“某职工”或职务", "Write “an employee” or the role instead",
    ),
    Message(
        "privacy.illness", _W,
        "写明了受助人的病情（{length} 个字符）", "It says what illness somebody has who was helped ({length} characters)",
        "请改写为“大病”或“因病”：和日期、金额连起来，可以认出本人",
        "Write “serious illness”: with day and amount it tells who it is",
    ),
    Message(
        "privacy.few-helped", _W,
        "文字写明帮扶慰问不足 5 人，可能被认出是谁",
        "The text tells of help to fewer than five persons: they may be recognised",
        "请写“若干名”，或与其他帮扶慰问合并写合计", "Write “several”, or join it with other help and write the sum",
    ),
    Message(
        "privacy.small-group", _E,
        "帮扶慰问的人数不足 5 人，可能被认出是谁", "Help to fewer than five persons: they may be recognised",
        "{remedy}；确需写明的，由上级工会在 registry/privacy_allowed.csv 登记理由，理由会公布",
        "{remedy}; where it must be shown, the superior enters the reason in registry/privacy_allowed.csv; it is published",
        since=STRICTER,
    ),
)  # fmt: skip

_IDENTITY = (
    Message(
        "identity.columns-swapped", _E,
        "“科目编码”一列写的是名称，“科目名称”一列写的是编码", "The column of codes holds names, that of names holds codes",
        "请把这两列的列名互换", "Let the headings of these two columns change places", since=STRICTER,
    ),
    Message(
        "identity.parent-sum", _E,
        "科目 {code}“{name}”的“{column}”为 {stated}（{cell}），下级科目之和为 {computed}（{cells}），相差 {difference}",
        "Account {code} “{name}”: “{column}” is {stated} ({cell}), "
        "its sub-accounts sum to {computed} ({cells}), difference {difference}",
        "请核对上级科目与各下级科目；列出下级科目时，两者必须相等",
        "Check the account and its sub-accounts: where these are given, they must sum to it",
    ),
    Message(
        "identity.parent-missing", _E,
        "列出了下级科目 {code}“{name}”，却没有它的上级科目 {parent}“{parent_name}”",
        "The sub-account {code} “{name}” is given without its parent {parent} “{parent_name}”",
        "请补上上级科目一行，金额为下级科目之和；否则合计会漏算",
        "Add the parent's row with the sum of its sub-accounts; totals would miss it otherwise",
    ),
    Message(
        "identity.account-name", _E,
        "科目 {code} 在“{chart}”科目表中是“{expected}”，这里写的是“{value}”",
        "Account {code} is “{expected}” in the chart “{chart}”, here it is called “{value}”",
        "请写科目表中的名称“{expected}”{other}", "Use the chart's name “{expected}”{other}",
    ),
    Message(
        "identity.chart-declared", _E,
        "声明的是“{chart}”科目表，科目编码和名称却是“{other}”科目表的",
        "The chart “{chart}” is declared, but codes and names of the accounts are those of “{other}”",
        "请把 datapackage.json 中的 chart 改为“{other}”；确实按“{chart}”核算的，请改正科目编码和名称",
        "Declare “{other}” as chart in datapackage.json; if the books are kept by “{chart}”, correct codes and names",
    ),
    Message(
        "identity.project-sum", _E,
        "科目 {code}“{name}”的“{column}”为 {stated}（{cell}），所属项目之和为 {computed}（{cells}），相差 {difference}",
        "Account {code} “{name}”: “{column}” is {stated} ({cell}), "
        "its projects sum to {computed} ({cells}), difference {difference}",
        "请核对项目表的“预算科目”和金额；同一科目的项目之和必须等于该科目",
        "Check the projects' accounts and amounts: the projects of an account must sum to it",
    ),
    Message(
        "identity.three-public-within-accounts", _W,
        "“{items}”的“{column}”为 {stated}（{cells}），超过了包含它的科目 {accounts} 的 {limit}，多出 {difference}",
        "{items}: “{column}” is {stated} ({cells}), "
        "more than the {limit} of the accounts that contain it ({accounts}), by {difference}",
        "请核对三公经费表与收支表是否口径一致", "Check that both tables count the same things",
    ),
    Message(
        "identity.balance-sheet", _E,
        "“{column}”不平：资产 {assets}，负债 {liabilities} 与净资产 {net} 之和 {computed}，相差 {difference}（{cells}）",
        "“{column}” does not balance: assets {assets}, "
        "liabilities {liabilities} and net assets {net} sum to {computed}, difference {difference} ({cells})",
        "请核对资产负债各项目；资产必须等于负债加净资产",
        "Check the balance items: assets must equal liabilities plus net assets",
    ),
    Message(
        "identity.opening-equals-last-closing", _E,
        "“{item}”的年初数为 {stated}（{cell}），{year} 年报送的年末数为 {before}（{cell_before}），相差 {difference}",
        "“{item}”: opening balance {stated} ({cell}), "
        "closing balance reported for {year} {before} ({cell_before}), difference {difference}",
        "请改正；确属更正上年数据的，在说明表中写一条“更正”，对象为 {subject}",
        "Correct it; if last year was restated, explain it in the explanations table with the subject {subject}",
    ),
    Message(
        "identity.closing-carry", _W,
        "结转结余的变动为 {stated}，按收入 {income} - 支出 {expenditure} "
        "- 投资增加 {investments} - 提取后备金 {reserve} 应为 {computed}，"
        "相差 {difference}（{cells}）",
        "Carry-over and surplus changed by {stated}; "
        "income {income} - expenditure {expenditure} - new investments {investments} - to reserve {reserve} "
        "gives {computed}, difference {difference} ({cells})",
        "请核对收支决算与年初、年末结转结余；确有其他变动的请在说明表中写明",
        "Check the accounts against opening and closing balances; explain any other change in the explanations table",
    ),
    Message(
        "identity.dues-due", _E,
        "{period} 的应拨缴为 {stated}（{cell}），工资总额 {payroll} × {rate} 应为 {computed}，相差 {difference}",
        "{period}: amount due is {stated} ({cell}), payroll {payroll} × {rate} gives {computed}, difference {difference}",
        "请核对工资总额和应拨缴；应拨缴按工资总额乘比例，四舍五入到分",
        "Check both: the amount due is payroll times the rate, rounded half up to the cent",
    ),
    Message(
        "identity.findings-count", _E,
        "“问题数”为 {stated}（{cell}），问题清单中这次审计有 {computed} 条，相差 {difference}",
        "“Findings count” is {stated} ({cell}), the findings table has {computed} of this audit, difference {difference}",
        "请补全问题清单，或改正问题数", "Complete the findings or correct the count",
    ),
    Message(
        "identity.undetermined-amount", _E,
        "“金额待定”为 true，却填了问题金额", "“Amount undetermined” is true, yet an amount is given",
        "金额已定的删去 true，未定的清空金额", "Take the true away where the amount is known, else empty the amount", STRICTER,
    ),
    Message(
        "identity.awards-sum", _E,
        "“中标金额”为 {stated}，各标段、各供应商的成交额合计 {computed}（{cells}），相差 {difference}",
        "“Award amount” is {stated}, the awards of all lots and suppliers sum to {computed} ({cells}), difference {difference}",
        "请补全采购成交与履约表中 event 为 awarded 的各行，或改正中标金额",
        "Complete the rows of procurement_awards whose event is awarded, or correct the award amount", STRICTER,
    ),
    Message(
        "identity.paid-beyond-contract", _W,
        "采购“{procurement}”历年付款合计 {paid}，超过成交和变更合计 {agreed}，多 {difference}",
        "Payments of procurement “{procurement}” sum to {paid}, more than awards and changes, {agreed}, by {difference}",
        "请核对付款，或补报合同变更（event 写 amended）", "Check the payments, or report the change (event amended)",
        STRICTER,
    ),
    Message(
        "identity.foreign-key", _E,
        "“{column}”：“{value}”在{target}中找不到", "“{column}”: “{value}” is not found in {target}",
        "{remedy}", "{remedy}",
    ),
    Message(
        "identity.order", _E,
        "“{low_column}”（{low}）{relation}“{high_column}”（{high}），相差 {difference}（{cells}）",
        "“{low_column}” ({low}) {relation} “{high_column}” ({high}), difference {difference} ({cells})",
        "请核对这几格", "Check these cells",
    ),
    Message(
        "identity.transfers-within-accounts", _W,
        "“{kind}”往来合计 {stated}，超过了科目 {accounts} 的决算数 {limit}，多出 {difference}",
        "Transfers of “{kind}” sum to {stated}, more than the actual {limit} of the accounts {accounts}, by {difference}",
        "请核对往来明细与收支决算", "Check the transfers against the accounts",
    ),
    Message(
        "identity.stage-figures", _W,
        "报送阶段已到“{stage}”，但“{column}”还有 {found} 个科目空白（{cells}）",
        "The stage is “{stage}”, but “{column}” is empty for {found} accounts ({cells})",
        "{remedy}", "{remedy}",
    ),
    Message(
        "identity.chart-not-in-force", _W,
        "采用的是“{chart}”科目表，{year} 年执行的是“{expected}”（{basis}）",
        "The accounts are kept by the chart “{chart}”; in force in {year} is “{expected}” ({basis})",
        "请改用当年执行的会计制度；尚未完成衔接的，在说明表中写明",
        "Use the chart in force in that year; if the change is not finished, say so in the explanations table",
    ),
    Message(
        "identity.magnitude", _W,
        "“{name}”为 {stated}，{basis}为 {other}，{times}：可能有一方不是以元计",
        "The {name} is {stated}, {basis} is {other}: {times}; one of them may not be in yuan",
        "请核对单位：以万元、千元编制的表，先把每个金额换算成元（这里差约 {factor} 倍）再提交；确实如此的不必改",
        "Check the unit: convert amounts in thousands or ten thousands to yuan (about {factor} times here); leave them if true",
    ),
    Message(
        "identity.all-zero", _E,
        "全部 {count} 个金额都是 0", "All {count} amounts are 0",
        "请填写实际金额；本年度确实没有收支的，在说明表中写一条“本年未发生”",
        "Give the real amounts; if nothing occurred in the year, say so in the explanations table (no_occurrence)",
    ),
    Message(
        "identity.copied", _W,
        "{count} 个非零金额中有 {same} 个与 {year} 年完全相同",
        "{same} of {count} amounts that are not zero equal those of {year}",
        "请确认不是误交了上年的文件", "Make sure that last year's files were not submitted again",
    ),
)  # fmt: skip

CATALOGUE: tuple[Message, ...] = _PRIVACY + _IDENTITY
