"""What the import says, in the manner of the door's catalogue: Chinese and English, each with a remedy that works."""

from __future__ import annotations

from yangguang.core.issues import Severity
from yangguang.door.messages.message import Message

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

CATALOGUE: tuple[Message, ...] = (
    Message(
        "import.junk", _E, "这是表格软件的锁文件或操作系统留下的文件，不是报表",
        "A lock of an open spreadsheet or a file of the operating system, no report",
        "请先关闭表格，导入真正的文件", "Close the spreadsheet and import the file itself",
    ),
    Message(
        "import.member", _W,
        "压缩包里的“{name}”不是报表，没有读取", "“{name}” in the archive is no report and was not read",
        "佐证文件请直接放进数据包的 documents/ 文件夹；其他文件不必处理",
        "Put evidence into the package's folder documents/ yourself; else nothing to do",
    ),
    Message(
        "import.copy", _W, "文件名像是一份副本", "The file's name looks like a copy's",
        "请确认导入的是最新的一份", "Make sure that it is the latest one",
    ),
    Message(
        "import.too-large", _E,
        "文件太大：{problem}", "The file is too large: {problem}",
        "请只留报表本身，删去空行空列；上限 20 MB、20 万行、200 列",
        "Keep the report alone; at most 20 MB, 200,000 rows, 200 columns",
    ),
    Message(
        "import.renamed", _E,
        "这是工作簿，却用了文本文件的扩展名", "A workbook under the name of a text file",
        "请把扩展名改回 .xlsx、.xls 或 .ods 再导入，或另存为“CSV UTF-8”",
        "Give it back its ending .xlsx, .xls or .ods, or save it as “CSV UTF-8”",
    ),
    Message(
        "import.unreadable", _E,
        "读不了这个工作簿：{problem}", "The workbook cannot be read: {problem}",
        "请用 Excel 或 WPS 打开，另存为 .xlsx（不设密码）后再导入",
        "Open it in Excel or WPS and save it as .xlsx without a password",
    ),
    Message(
        "import.mojibake", _E,
        "疑似乱码：文字被用错的编码读过", "The text was read in a wrong encoding",
        "请回到最初的表格，用“CSV UTF-8”重新另存", "Go back to the original and save it as “CSV UTF-8”",
    ),
    Message(
        "import.gb18030", _I, "文件为 GB18030 编码，已自动转换", "The file is GB18030 and was converted",
        "不必改动", "Nothing to do",
    ),
    Message(
        "import.utf-16", _W,
        "检测到 Excel“Unicode 文本”（UTF-16），已自动转换", "Excel's “Unicode Text” (UTF-16) was converted",
        "不必改动", "Nothing to do",
    ),
    Message(
        "import.separator", _E,
        "列之间用的是全角逗号（，）", "The columns are separated by full-width commas",
        "请在英文输入法下重新输入逗号，或用 Excel 另存为“CSV UTF-8”",
        "Type commas with a Latin keyboard, or save as “CSV UTF-8”",
    ),
    Message(
        "import.other-separator", _W,
        "列之间用的是{found}，已按此读取", "The columns are separated by {found}, and were read so",
        "不必改动", "Nothing to do",
    ),
    Message(
        "import.quote", _E,
        "第{line}行的双引号未闭合，或位置不对", "The quote opened in line {line} is not closed, or out of place",
        "请补上或删去这个双引号", "Close or delete the quote",
    ),
    Message(
        "import.hidden-sheet", _W, "隐藏的工作表没有读取", "A hidden sheet was not read",
        "要导入它，请先取消隐藏", "Unhide it to import it",
    ),
    Message(
        "import.hidden-cells", _W, "隐藏的行、列也读取了：{cells}", "Hidden rows and columns were read, too: {cells}",
        "请取消隐藏，核对其中的内容；无误则不必改动", "Unhide them and check what they hold; else nothing to do",
    ),
    Message(
        "import.sheet-ignored", _W,
        "没有认出是哪张表，未导入", "Not recognised as any table, not imported",
        "要导入，请把工作表改名为表的中文名（如“收支预决算”），列名按模板写；不要导入则不必改动",
        "To import it, name the sheet as the table is called and its columns as in the template; else nothing to do",
    ),
    Message(
        "import.nothing", _E,
        "这个文件里没有认出任何一张表", "No table was recognised in the file",
        "请用 `yangguang template` 生成模板，把数据填进去，或按模板改写列名",
        "Fill in a template made by `yangguang template`, or name the columns as it does",
    ),
    Message(
        "import.ambiguous-sheet", _E,
        "这张表可能是：{tables}，不能确定", "The sheet may be any of: {tables}",
        "请把工作表（或 CSV 文件）改名为其中一张表的名称", "Name the sheet, or the CSV file, after one of them",
    ),
    Message(
        "import.preface", _W,
        "已跳过表头前 {rows} 行", "{rows} rows above the headings were passed over",
        "不必改动", "Nothing to do",
    ),
    Message(
        "import.unit-conflict", _E,
        "单位不一致：{units}", "The units disagree: {units}",
        "请核对金额究竟以什么计，只留一个单位", "Check what the amounts count and leave one unit",
    ),
    Message(
        "import.unit-unknown", _E,
        "没有写明金额单位", "Nothing says what the amounts count",
        "请在表头上方写“单位：元”或“单位：万元”，或在命令里加 --unit 元（或 --unit 万元）",
        "Write 单位：元 or 单位：万元 above the headings, or give --unit 元 or --unit 万元",
    ),
    Message(
        "import.unit-converted", _W,
        "金额以“{unit}”计，已乘以 {factor} 换算成元", "The amounts count “{unit}” and were multiplied by {factor}",
        "请核对换算后的金额", "Check the amounts in yuan",
    ),
    Message(
        "import.other-year", _E,
        "表里写的是 {said} 年，要导入的是 {year} 年", "The sheet says {said}, the import is for {year}",
        "请核对年度；一张表只放一个单位一个年度的数据", "Check the year; a sheet holds one union and one year",
    ),
    Message(
        "import.other-union", _W,
        "表里的单位名称“{said}”与名录中的“{union}”不同", "The sheet names “{said}”, the register “{union}”",
        "请确认是本单位的报表", "Make sure that it is this union's",
    ),
    Message(
        "import.other-package", _E,
        "这份模板是为“{said}”生成的，要导入的是“{wanted}”",
        "The template was made for “{said}”, the import is for “{wanted}”",
        "请换成对应的模板，或改正命令里的工会和年度",
        "Take the template of this union and year, or correct the command",
    ),
    Message(
        "import.label-extra", _W,
        "列“{label}”不属于这张表，未导入", "The column “{label}” is none of this table and was left out",
        "不必改动；若其中有要公开的数据，请改成模板里的列名",
        "Nothing to do, unless it holds what should be published: then name it as the template does",
    ),
    Message(
        "import.label-near", _E,
        "没有列“{label}”，是否应为“{near}”？", "There is no column “{label}”; should it be “{near}”?",
        "是则改为“{near}”；不是则把这一列移到别处", "Rename it to “{near}” if so; else keep the column elsewhere",
    ),
    Message(
        "import.label-unclear", _E,
        "列名“{label}”不明确", "The heading “{label}” is not clear",
        "请用“{titles}”中的一个", "Use one of “{titles}”",
    ),
    Message(
        "import.label-missing", _E,
        "缺少必填的列“{column}”", "The required column “{column}” is missing",
        "请补上这一列并填写，或同时导入有这一列的表",
        "Add the column, or import a sheet that has it along with this one",
    ),
    Message(
        "import.label-twice", _E,
        "列“{label}”出现了两次", "The column “{label}” stands there twice",
        "请改名其中一列；左右两栏并排的表，请把右栏接到左栏下面",
        "Rename one of them; where two lists stand side by side, move the right one below the left one",
    ),
    Message(
        "import.total", _I,
        "“{name}”已核对，未导入（数据包里没有合计行）",
        "The total “{name}” was verified and left out; a package has none",
        "不必改动", "Nothing to do",
    ),
    Message(
        "import.total-differs", _E,
        "“{name}”{stated} 与明细之和 {computed} 不符（差 {difference}）",
        "The total “{name}” is {stated}, its rows sum to {computed} (difference {difference})",
        "请核对明细和合计，改正错的一方", "Check both and correct the one that is wrong",
    ),
    Message(
        "import.total-unread", _E,
        "不知道“{name}”是哪些行的合计", "It is not known which rows “{name}” sums",
        "请删去这一行，数据包里不需要合计", "Delete the row; a package needs no totals",
    ),
    Message(
        "import.footer", _W,
        "已略去表尾的签名或备注行", "A row of signatures or notes was left out",
        "不必改动；姓名不会公开", "Nothing to do; names are not published",
    ),
    Message(
        "import.stacked", _E,
        "这里又出现了一次表头：一张工作表里有几张表", "The headings stand here again: several tables in one sheet",
        "一表一单位一年度：请把它们分到不同的工作表",
        "One table, one union, one year a sheet: put them on sheets of their own",
    ),
    Message(
        "import.ragged", _E,
        "这一行有 {found} 格，表头只有 {width} 列", "The row has {found} cells under {width} headings",
        "多半是数字里的千分位逗号没有加引号；请删去逗号，或用 Excel 另存为“CSV UTF-8”",
        "Most likely a thousands comma without quotes; delete it, or save from Excel as “CSV UTF-8”",
    ),
    Message(
        "import.merged", _E,
        "合并单元格里的一个数跨了几行，不知道每行各是多少",
        "One figure in a merged cell spans several rows: what is each row's is not known",
        "请取消合并，逐行填写", "Unmerge the cells and fill in each row",
    ),
    Message(
        "import.several-unions", _E,
        "表里有几个单位的数据：{names}", "The sheet holds several unions: {names}",
        "一表一单位一年度：请只留本单位的行", "Leave the rows of this union alone",
    ),
    Message(
        "import.cell", _E, "“{value}”{problem}", "“{value}”: {problem}",
        "{remedy}", "{remedy}",
    ),
    Message(
        "import.no-code", _E,
        "“{name}”有金额而没有科目编码", "“{name}” has amounts and no account code",
        "请填写科目编码；如果是合计行，请把名称写成“合计”或删去", "Give its code; call a total 合计 or delete it",
    ),
    Message(
        "import.negative-budget", _E,
        "预算数不能是负数：“{value}”", "A budget cannot be negative: “{value}”",
        "请核对正负号", "Check the sign",
    ),
    Message(
        "import.disagree", _E,
        "“{column}”在这里是 {here}，在 {other} 是 {there}", "“{column}” is {here} here and {there} in {other}",
        "请核对，让两处一致", "Check both and make them agree",
    ),
    Message(
        "import.derived", _E,
        "“{label}”{stated} 与算出的 {computed} 不符（差 {difference}）",
        "“{label}” is {stated}, computed it is {computed} (difference {difference})",
        "请核对这一行各列的数", "Check the figures of the row",
    ),
    Message(
        "import.last-year", _W,
        "“上年决算数”{stated} 与上年已公开的 {published} 不同（差 {difference}）",
        "Last year's actual is {stated} here, {published} as published (difference {difference})",
        "请核对；上年的数若要更正，请另行更正上年的数据包", "Check it; correct last year's package where that is wrong",
    ),
    Message(
        "import.fund-source", _E,
        "没有写明“三公”经费的资金来源", "Nothing says which funds paid the three public expenses",
        "请加一列“资金来源”，或在命令里加 --fund-source（union "
        "工会经费、fiscal 财政拨款、administrative 行政补助、other 其他）",
        "Add a column 资金来源, or give --fund-source union, fiscal, administrative or other",
    ),
    Message(
        "import.vehicles", _E,
        "公务用车费没有分成购置费和运行费", "Vehicles are not divided into purchase and operation",
        "请分两行填写“公务用车购置费”和“公务用车运行费”", "Give 公务用车购置费 and 公务用车运行费 in two rows",
    ),
    Message(
        "import.no-item", _E,
        "不知道“{value}”是哪一项三公经费", "“{value}” is none of the three public expenses",
        "请写因公出国(境)费、公务接待费、公务用车购置费或公务用车运行费",
        "Write 因公出国(境)费, 公务接待费, 公务用车购置费 or 公务用车运行费",
    ),
    Message(
        "import.item-left-out", _I,
        "“{value}”不是三公经费中单列的一项，未导入", "“{value}” is no item of its own and was left out",
        "不必改动", "Nothing to do",
    ),
    Message(
        "import.blank", _E,
        "空白不能代表 0", "A blank does not stand for 0",
        "没有发生请填 0", "Write 0 where nothing occurred",
    ),
    Message(
        "import.empty", _W,
        "“{title}”没有填写任何一行，未导入：这不表示“未发生”",
        "“{title}” has no rows and was not imported: that does not say that nothing occurred",
        "确实没有发生的，请在表上方的“本年情况”格里选“未发生”",
        "Where nothing occurred, choose 未发生 in the cell above the table",
    ),
    Message(
        "import.not-empty", _E,
        "“{title}”选了“未发生”，却有 {rows} 行数据", "“{title}” says that nothing occurred, and has {rows} rows",
        "请改成“有”，或删去这些行", "Choose 有, or delete the rows",
    ),
    Message(
        "import.approved", _W,
        "“核定预算数”记作“{column}”", "The approved budget was taken as “{column}”",
        "请核对；年度中调整过预算的，请同时导入调整表",
        "Check it; import the adjustment along with it where there was one",
    ),
    Message(
        "import.unit-suspect", _W,
        "金额疑似以万元计：{problem}", "The amounts seem to count 10,000 yuan: {problem}",
        "请核对单位；若是万元，请写明“单位：万元”再导入", "Check the unit; where it is 万元, say so in the sheet",
    ),
    Message(
        "import.would-destroy", _E,
        "会改掉已有数据包里的 {cells} 个单元格、去掉 {rows} 行、换掉 {files} 个读不全的文件",
        "{cells} cells of the present package would change, {rows} rows go, {files} unreadable files are replaced",
        "请核对上面列出的差异；确认无误，加 --replace 再运行一次",
        "Check the differences above; where they are right, run it again with --replace",
    ),
)  # fmt: skip
BY_CODE: dict[str, Message] = {message.code: message for message in CATALOGUE}
