"""What the schema check says (schema.*, named after frictionless' error types) and what the register's says (registry.*)."""

from __future__ import annotations

from yangguang.core.issues import Severity
from yangguang.door.messages.message import STRICTER, Message

_E = Severity.ERROR
_W = Severity.WARNING

CATALOGUE: tuple[Message, ...] = (
    Message(
        "schema.missing-label", _E,
        "缺少列“{column}”", "The column “{column}” is missing",
        "请加上这一列，表头写“{name}”或“{title}”", "Add it, headed “{name}” or “{title}”",
    ),
    Message(
        "schema.extra-label", _E,
        "“{label}”不是本表的列", "“{label}” is not a column of this table",
        "{remedy}", "{remedy}",
    ),
    Message(
        "schema.duplicate-label", _E,
        "列“{column}”出现了两次", "The column “{column}” stands twice",
        "请只保留一列", "Keep one of them",
    ),
    Message(
        "schema.blank-label", _E,
        "第{position}列没有列名", "Column {position} has no name",
        "{remedy}", "{remedy}",
    ),
    Message(
        "schema.mixed-labels", _E,
        "表头混用了中文列名和英文列名（如“{zh_label}”与“{en_label}”）",
        "The header mixes Chinese and English names (such as “{zh_label}” and “{en_label}”)",
        "列名要全用中文，或全用英文：请把{changes}", "Use one language throughout: {changes}",
    ),
    Message(
        "schema.missing-table", _E,
        "缺少“{title}”（{name}.csv）：{tier}档在{stage}阶段必须填报",
        "“{title}” ({name}.csv) is missing: tier {tier} owes it at stage {stage}",
        "请补交此表；本年度未发生的，只保留表头行", "Add the table; if nothing occurred in the year give the header row alone",
    ),
    Message(
        "schema.single-row", _E,
        "“{title}”有 {found} 行数据，应当正好一行", "“{title}” has {found} rows, it must have exactly one",
        "{remedy}", "{remedy}",
    ),
    Message(
        "schema.type-error", _E,
        "“{column}”：“{value}”不是{expected}", "“{column}”: “{value}” is not {expected}",
        "{remedy}", "{remedy}",
    ),
    Message(
        "schema.constraint-error", _E,
        "“{column}”：{problem}", "“{column}”: {problem}",
        "{remedy}", "{remedy}",
    ),
    Message(
        "schema.identifier", _E,
        "“{column}”：编号“{value}”{problem}", "“{column}”: the identifier “{value}” is not what was typed: {problem}",
        "{remedy}", "{remedy}", since=STRICTER,
    ),
    Message(
        "schema.check-digit", _E,
        "“{column}”：“{value}”不是有效的统一社会信用代码（{why}）",
        "“{column}”: “{value}” is not a valid unified social credit code ({why})",
        "{remedy}", "{remedy}",
    ),
    Message(
        "schema.primary-key", _E,
        "“{column}”重复：“{value}”已在第{first}行出现", "“{column}” is repeated: “{value}” already stands in row {first}",
        "{remedy}", "{remedy}",
    ),
    Message(
        "schema.foreign-key", _E,
        "“{column}”：“{value}”在“{target}”中找不到", "“{column}”: “{value}” is not found in “{target}”",
        "{remedy}", "{remedy}",
    ),
    Message(
        "schema.missing-document", _E,
        "“{column}”：佐证文件“{value}”不在数据包里", "“{column}”: the evidence file “{value}” is not in the package",
        "请把文件放入 documents/，或改正文件名（区分大小写）", "Put it in documents/ or correct its name (case matters)",
    ),
    Message(
        "schema.disagreement", _E,
        "两套校验程序对此处的判断不一致（{ours} / {reference}），这是门户程序的缺陷，不是填报错误",
        "The two validators disagree here ({ours} / {reference}); this is a bug of the portal, not of the data",
        "请把本条提示报告给门户维护人员", "Please report this message to the portal's maintainers",
    ),
    Message(
        "registry.unregistered-union", _E,
        "“{value}”没有列入工会名录", "“{value}” is not in the register of unions",
        "请核对文件夹名{nearest}，或请上级工会先在 registry/unions.csv 中登记",
        "Check the folder's name{nearest}, or have the union entered in registry/unions.csv first",
    ),
    Message(
        "registry.privacy-allowed", _E,
        "“{value}”不是可以登记的小数", "“{value}” is no small number that may be allowed",
        "表和列只能是 {cells}", "Table and column must be one of {cells}",
    ),
    Message(
        "registry.package-place", _E,
        "“{name}”放错了层：报送的文件放在 unions/<district>/<union_id>/<year>/ 里，不多一层也不少一层",
        "“{name}” is at the wrong level: a package lies in unions/<district>/<union_id>/<year>/, no level more or less",
        "{move}，再运行 {asked}", "{move}, then run {asked}",
    ),
    Message(
        "registry.unregistered-district", _E,
        "“{value}”没有列入区域表", "“{value}” is not in the list of districts",
        "请核对文件夹名{nearest}，或先在 registry/districts.csv 中登记",
        "Check the folder's name{nearest}, or enter it in registry/districts.csv first",
    ),
    Message(
        "registry.wrong-district", _E,
        "“{union}”的文件夹放在“{value}”下，名录登记的区域是“{expected}”",
        "The folder of “{union}” stands under “{value}”, the register says “{expected}”",
        "请移到 unions/{expected}/{union}/", "Move it to unions/{expected}/{union}/",
    ),
    Message(
        "registry.year-folder", _E,
        "“{value}”不是年度", "“{value}” is not a year",
        "年度文件夹用四位数字命名，例如 2025，不晚于判定日后50年",
        "A year's folder has four digits, such as 2025, and lies at most 50 years ahead",
    ),
    Message(
        "registry.missing-table", _E,
        "缺少“{title}”（{name}.csv）", "“{title}” ({name}.csv) is missing",
        "请补上此表；没有内容时只保留表头行", "Add the table; with nothing to list give the header row alone",
    ),
    Message(
        "registry.root", _E,
        "没有上级的工会有 {found} 个（{unions}），应当正好一个",
        "{found} unions have no superior ({unions}); exactly one must",
        "除最高一级工会外，每个工会都要填写上级工会", "Every union except the topmost names its superior",
    ),
    Message(
        "registry.cycle", _E,
        "上级关系成了环：{chain}", "The superiors form a circle: {chain}",
        "请改正其中一个工会的上级工会", "Correct the superior of one of them",
    ),
    Message(
        "registry.change-value", _E,
        "“{value}”不能作为“{column}”的内容", "“{value}” cannot be the value of “{column}”",
        "应为{expected}", "Give {expected}",
    ),
    Message(
        "registry.change-tree", _E,
        "自{day}起，这些工会不在唯一的最高一级工会之下：{unions}",
        "From {day} on these unions do not stand below the one topmost union: {unions}",
        "请改正这一天的上级工会，使每个工会最终都归到同一个最高一级工会",
        "Correct the superiors of that day: each union leads up to the same topmost one",
    ),
    Message(
        "registry.change-nothing", _W,
        "“{union}”的“{column}”前后都是“{value}”，没有变化",
        "The “{column}” of “{union}” is “{value}” before and after: nothing changes",
        "名录中写的是现在的内容时，请再加一行更早的起始日期（如建会日期）和原来的内容",
        "Where unions.csv has today's value, add a row with an earlier day, such as the founding, and the former value",
    ),
    Message(
        "registry.change-differs", _W,
        "名录写的“{union}”的“{column}”是“{value}”，按变更表自{day}起是“{now}”",
        "The register says that the “{column}” of “{union}” is “{value}”; by the changes it is “{now}” from {day} on",
        "以变更表为准；在名录中写上现在的内容，并在变更表中加一行更早的起始日期和原来的内容，两张表就一致了",
        "The changes hold; to make both agree, write today's value there and add a row with an earlier day and the former one",
    ),
    Message(
        "registry.no-code", _E,
        "“{union}”既没有统一社会信用代码，也没有写明原因",
        "“{union}” has neither a unified social credit code nor the reason for that",
        "请填写统一社会信用代码，或填写“无代码原因”", "Give the code, or why there is none",
    ),
    Message(
        "registry.duplicate-code", _E,
        "统一社会信用代码“{value}”已用于“{other}”", "The unified social credit code “{value}” already belongs to “{other}”",
        "一个代码只属于一个单位，请核对登记证书", "A code belongs to one body; compare with the certificates",
    ),
    Message(
        "registry.duplicate-id", _E,
        "所属单位编码“{value}”与一个工会的组织编码相同", "The affiliate id “{value}” is also the id of a union",
        "请为所属单位另取编码", "Give the affiliated body another id",
    ),
    Message(
        "registry.reserved-id", _E,
        "“{column}”不能是“{value}”：它另有用途", "“{column}” cannot be “{value}”: that means something else",
        "请换一个编号（con、nul、com1 之类是 Windows 的设备名，X-1 之类是附加规则的编号，不能有两个连着的点）",
        "Take another (con, nul or com1 are devices of Windows, X-1 is a rule beside the plan, no two dots in a row)",
    ),
    Message(
        "registry.same-id", _E,
        "“{column}”：“{value}”与“{other}”只有大小写不同", "“{column}”: “{value}” and “{other}” differ in case alone",
        "有些系统不分大小写，请改其中一个编号", "Some systems do not tell them apart; change one of them",
    ),
    Message(
        "registry.setting", _E,
        "门户设置“{key}”的值“{value}”不对", "The portal setting “{key}” has the wrong value “{value}”",
        "应为 {expected}{unquoted}", "It must be {expected}{unquoted}",
    ),
    Message(
        "registry.parameter-value", _E,
        "参数“{name}”的值“{value}”不符合单位“{unit}”",
        "The value “{value}” of parameter “{name}” does not fit its unit “{unit}”",
        "应为 {expected}", "It must be {expected}",
    ),
    Message(
        "registry.parameter-unit", _E,
        "参数“{name}”的单位写成了“{value}”，规则按“{expected}”读取",
        "The unit of parameter “{name}” is “{value}”, the rules read it as “{expected}”",
        "单位请写 {expected}，数值按此单位换算", "Write the unit {expected} and the value in it",
    ),
    Message(
        "registry.parameter-dates", _E,
        "参数“{name}”的失效日期早于生效日期", "The parameter “{name}” ends before it begins",
        "请改正其中一个日期", "Correct one of the dates",
    ),
    Message(
        "registry.chart-parent", _E,
        "科目“{value}”的上级科目“{parent}”{problem}", "The parent “{parent}” of account “{value}” {problem}",
        "上级科目应在同一制度版本、同一收支方向中", "A parent stands in the same chart, on the same side, above its children",
    ),
    Message(
        "registry.accepted-then", Severity.INFO,
        "{count} 个已公开的年度，按今天的名录、科目、上年数据或校验会被退回：{years}",
        "{count} published years would be refused by today's register, chart, earlier years or checks: {years}",
        "它们照常公开，各处列为提示；改动名录或制度的，请核对这正是想要的结果",
        "They stay published, each problem is a warning; whoever changes register or policy checks that this is meant",
    ),
    Message(
        "registry.year-gone", _E,
        "{union} {year}年度已经公开（{day}，提交 {commit}），名录所指的位置却没有它了：被删除或改名",
        "{union}: {year} is published ({day}, commit {commit}), and is no longer where the register says: deleted or renamed",
        "请恢复文件夹（和名录中的行；撤销的工会填撤销日期，不删行）；确需撤回的，运行 yangguang withdraw {union} {year} "
        "--reason 原因代码，与本次改动一起提交",
        "Put the folder back (and its row of the register: a dissolved union has a day, and stays); to withdraw it, run "
        "yangguang withdraw {union} {year} --reason CODE and commit that, too",
    ),
    Message(
        "registry.withdrawn-and-there", _E,
        "撤回登记写明{year}年度自 {day} 撤回，文件夹却还在",
        "The register withdraws {year} from {day}, yet its folder is there",
        "要撤回，请删去文件夹；不撤回，请删去 registry/withdrawals.csv 中的这一行",
        "To withdraw it, remove the folder; else take its row out of registry/withdrawals.csv",
    ),
    Message(
        "registry.withdrawal-lost", _E,
        "{union} {year}年度自 {day} 因含个人信息撤回，撤回登记里却没有了这一行，或原因已改",
        "{union}: {year} was withdrawn on {day} for personal data; that row of the register is gone or its reason changed",
        "请恢复 registry/withdrawals.csv 中的这一行：撤下的内容不会再显示，重新报送该年度时登记也保留",
        "Put the row of registry/withdrawals.csv back: what it took away is not shown again, and it stays when the year is "
        "reported anew", STRICTER,
    ),
    Message(
        "registry.withdrawn-unpublished", _E,
        "撤回登记写有 {union} {year}年度，这一年度却从未报送过：没有可撤回的",
        "The register withdraws {year} of {union}, which was never reported: there is nothing to withdraw",
        "请删去 registry/withdrawals.csv 中的这一行；该年度仍应报送",
        "Take the row out of registry/withdrawals.csv; the year is still owed", STRICTER,
    ),
    Message(
        "registry.withdrawn-ahead", _E,
        "撤回登记写明 {union} {year}年度自 {day} 撤回，这一天还没有到",
        "The register withdraws {year} of {union} on {day}, a day that lies ahead",
        "请写实际撤下的日期（一般是提交的当天）；到那一天才撤回的，届时再登记",
        "Write the day on which it is taken down, as a rule that of the commit; what is withdrawn later is put down then",
        STRICTER,
    ),
)  # fmt: skip
