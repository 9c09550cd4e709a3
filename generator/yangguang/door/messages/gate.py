"""What the gate says (gate.*): files, bytes, descriptors and CSV form."""

from __future__ import annotations

from yangguang.core.issues import Severity
from yangguang.door.messages.message import STRICTER, Message

_E = Severity.ERROR

CATALOGUE: tuple[Message, ...] = (
    Message(
        "gate.unexpected-file", _E,
        "“{name}”不是这里应有的文件{why}", "“{name}” is not a file that belongs here{why}",
        "{remedy}", "{remedy}",
    ),
    Message(
        "gate.not-a-plain-file", _E,
        "“{name}”是{kind}，不是普通文件", "“{name}” is {kind}, not a plain file",
        "请删除它，把文件本身复制到此处再提交", "Delete it, copy the file itself here and commit that",
    ),
    Message(
        "gate.data-root", _E,
        "数据目录的根下不应有“{name}”（{kind}）{nearest}", "“{name}” ({kind}) does not belong in the root of the data{nearest}",
        "请把它移出数据目录或删除；这里只收 registry、policy、unions 三个文件夹，以及 README.md、LICENSE",
        "Move it out of the data or delete it; only the folders registry, policy and unions belong here, README.md and LICENSE",
    ),
    Message(
        "gate.too-large", _E,
        "“{name}”有 {size} 字节，上限是 {cap} 字节", "“{name}” has {size} bytes, the limit is {cap}",
        "请检查是否存错了文件；表格只存数据行，不存图片和空行",
        "Check that this is the right file; a table holds rows only, no pictures and no blank rows",
    ),
    Message(
        "gate.unreadable", _E,
        "“{name}”读不出来：{why}", "“{name}” cannot be read: {why}",
        "请检查文件和文件夹的权限（文件夹要可进入）、名称长短和磁盘，然后重新校验",
        "Check the permissions of file and folders (which one must be able to enter), the length of names and the disk",
    ),
    Message(
        "gate.fault", _E,
        "校验程序在此处出了故障（{step}，{error}，{place}），没有能够校验；这是程序的缺陷，不是填报错误",
        "The validator failed here ({step}, {error}, {place}) and could not check; this is a bug of ours, not of the data",
        "请把本条提示报告给门户维护人员", "Please report this message to the portal's maintainers",
    ),
    Message(
        "gate.missing-descriptor", _E,
        "缺少 datapackage.json", "datapackage.json is missing",
        "请在此文件夹中加入 datapackage.json，可从填报说明页复制样例",
        "Put a datapackage.json in this folder; the submission guide has one to copy",
    ),
    Message(
        "gate.descriptor-syntax", _E,
        "datapackage.json 不是正确的 JSON：{why}", "datapackage.json is not valid JSON: {why}",
        "请对照填报说明页的样例，检查引号、逗号和括号", "Compare with the guide's sample: quotes, commas, brackets",
    ),
    Message(
        "gate.descriptor-key", _E,
        "datapackage.json 中的“{key}”不是可用的键", "datapackage.json has a key “{key}” that is not allowed",
        "{remedy}", "{remedy}",
    ),
    Message(
        "gate.descriptor-value", _E,
        "datapackage.json 中“{key}”的值“{value}”不对", "datapackage.json has the wrong value “{value}” for “{key}”",
        "应为 {expected}{unquoted}", "It must be {expected}{unquoted}",
    ),
    Message(
        "gate.descriptor-missing", _E,
        "datapackage.json 缺少“{key}”", "datapackage.json has no “{key}”",
        "请加上“{key}”，值为 {expected}", "Add “{key}” with the value {expected}",
    ),
    Message(
        "gate.resource-without-file", _E,
        "datapackage.json 列出了“{name}”，但文件夹里没有 {name}.csv",
        "datapackage.json lists “{name}” but there is no {name}.csv",
        "请补交 {name}.csv，或从 resources 中删除这一项", "Add {name}.csv or take it out of resources",
    ),
    Message(
        "gate.file-without-resource", _E,
        "{name}.csv 没有列入 datapackage.json", "{name}.csv is not listed in datapackage.json",
        '请在 resources 中加上 {{"name": "{name}", "path": "{name}.csv"}}',
        'Add {{"name": "{name}", "path": "{name}.csv"}} to resources',
    ),
    Message(
        "gate.encoding", _E,
        "文件不是 UTF-8 编码：{found}", "The file is not UTF-8: {found}",
        "{remedy}", "{remedy}",
    ),
    Message(
        "gate.not-csv", _E,
        "扩展名是 .csv，内容却是{found}", "The name ends in .csv but the content is {found}",
        "{remedy}", "{remedy}",
    ),
    Message(
        "gate.separator", _E,
        "各列用{found}分隔，应当用半角逗号", "Columns are separated by {found}; they must be separated by commas",
        "{remedy}", "{remedy}",
    ),
    Message(
        "gate.quote", _E,
        "{problem}", "{problem}",
        "单元格里有逗号、引号或换行时，整格用半角双引号括起，格内的引号写成两个；用 Excel 或 WPS 另存会自动处理",
        "A cell with a comma, quote or line break is enclosed in double quotes, a quote inside is doubled; "
        "saving from Excel or WPS does this",
    ),
    Message(
        "gate.empty-file", _E,
        "文件是空的，连表头也没有", "The file is empty, it has not even a header",
        "如本年度未发生，请保留表头行、不填数据；如不填报此表，请删除文件",
        "If nothing occurred keep the header row alone; if the table is not reported delete the file",
    ),
    Message(
        "gate.preface", _E,
        "表头在第{row}行，前面还有标题行", "The header is in row {row}, title rows stand before it",
        "请把表头以上的 {before} 行（标题等说明文字）移出，让表头成为第1行；其中写明的单位不是元时，先换算金额",
        "Move the {before} title rows out so that the header is row 1; where they name a unit other than yuan, convert first",
    ),
    Message(
        "gate.unit", _E,
        "“{label}”表明金额以{unit}计，门户的金额以元计", "“{label}” says that amounts are in {unit}; the portal's are in yuan",
        "{remedy}", "{remedy}",
    ),
    Message(
        "gate.total-row", _E,
        "“{value}”这一行是各行之和", "This row (“{value}”) adds up others",
        "这是合计行，门户自己加总：请与各行之和核对一致后删去这一行；不一致的，先改正出错的那一行",
        "The portal adds up by itself: compare it with the sum of the rows, then take the row out; mend a wrong row first",
        since=STRICTER,
    ),
    Message(
        "gate.stray-row", _E,
        "这一行是{what}，不是数据", "This row is {what}, no data",
        "请删去这一行；要公开的说明写入“说明”列", "Take the row out; what is to be public goes into a note",
        since=STRICTER,
    ),
    Message(
        "gate.ragged-row", _E,
        "这一行有 {found} 格，表头有 {expected} 格", "This row has {found} cells, the header has {expected}",
        "{remedy}", "{remedy}",
    ),
    Message(
        "gate.blank-row", _E,
        "{rows}是空行{where}", "{rows}: nothing stands here{where}",
        "请在 Excel 或 WPS 中选中这些行的行号，右键“删除”整行（只按 Delete 键清除内容，空行还在），再保存",
        "In Excel or WPS mark the rows by their numbers and delete the rows (the Delete key clears contents alone), then save",
    ),
    Message(
        "gate.too-many-rows", _E,
        "超过 {cap} 行", "More than {cap} rows",
        "请检查末尾是否有大量空行，或是否存错了表", "Look for blank rows at the end, or another table saved here by mistake",
    ),
    Message(
        "gate.cell-too-long", _E,
        "单元格有 {found} 个字符，上限是 {cap} 个", "The cell has {found} characters, the limit is {cap}",
        "请精简文字；全文可作为佐证文件放入 documents/", "Shorten it; put the full text in documents/ as evidence",
    ),
    Message(
        "gate.unicode", _E,
        "单元格第{position}个字符是{kind}（{char}）", "Character {position} of the cell is {kind} ({char})",
        "{remedy}", "{remedy}",
    ),
    Message(
        "gate.too-many-documents", _E,
        "documents/ 里有 {count} 个文件、共 {size} MB，上限是 {most} 个、{cap} MB",
        "documents/ holds {count} files, {size} MB together; the limit is {most} files and {cap} MB",
        "请把同一事项的扫描件合并成一个 PDF，或降低扫描的分辨率",
        "Join the scans of one matter in one PDF, or scan at a lower resolution",
    ),
    Message(
        "gate.mojibake", _E,
        "单元格里有乱码“{value}”", "The cell holds garbled text “{value}”",
        "原文已损坏，请从原始表格重新另存为“CSV UTF-8”", "The text is damaged; save the original again as “CSV UTF-8”",
    ),
    Message(
        "gate.line-break", _E,
        "“{column}”里有换行", "“{column}” holds a line break",
        "名称、标题、编号写在一行里：请删去换行（Excel 中是 Alt+Enter），长的内容写在“说明”一类的列",
        "A name, title or id stands on one line: delete the break (Alt+Enter in Excel); what is long belongs into a note",
    ),
    Message(
        "gate.lost-text", _E,
        "“{value}”像是丢失的文字：某个程序写不出原来的字，用问号代替了",
        "“{value}” looks like lost text: a program that could not write the characters put question marks",
        "请从原始表格重新另存为“CSV UTF-8”；疑问句只写一个“？”，不知道的留空",
        "Save the original again as “CSV UTF-8”; end a question with one mark, leave unknown cells empty",
    ),
    Message(
        "gate.formula", _E,
        "“{value}”以“{char}”开头，表格软件会当作公式", "“{value}” starts with “{char}”: a spreadsheet takes it for a formula",
        "{remedy}", "{remedy}",
    ),
    Message(
        "gate.surrounding-space", _E,
        "“{value}”的前后有空格或换行", "“{value}” has spaces or line breaks around it",
        "请删去单元格首尾的空白", "Remove the white space at both ends of the cell",
    ),
    Message(
        "gate.conflict-marker", _E,
        "文件里有 git 合并冲突标记“{value}”", "The file holds the git conflict marker “{value}”",
        "请解决冲突，删去 <<<<<<<、=======、>>>>>>> 各行，只保留正确的数据",
        "Resolve the conflict: delete the <<<<<<<, ======= and >>>>>>> lines and keep the right rows",
    ),
    Message(
        "gate.more-issues", Severity.INFO,
        "这里的问题超过 {cap} 处，只列出前 {cap} 处", "There are more than {cap} problems here; the first {cap} are listed",
        "请先改正已列出的问题，再检查一次；同一列处处出错时，多半是整列的写法不对",
        "Correct these and check again; a whole column that fails usually has one cause",
    ),
    Message(
        "gate.lfs-pointer", _E,
        "这是 Git LFS 指针，不是文件内容", "This is a Git LFS pointer, not the file's content",
        "请对此文件停用 Git LFS，提交文件本身", "Take this file out of Git LFS and commit the file itself",
    ),
    Message(
        "gate.accepted-then", Severity.INFO,
        "这个版本已由主线公开（{day}，提交 {commit}），内容没有改动，继续公开；若是今天报送，有 {count} 处会被退回，列为提示",
        "Main published this version ({day}, commit {commit}) and it has not changed: it stays. Were it submitted today, "
        "{count} problems would refuse it; they are listed as warnings",
        "下次更正报送时一并改正；在那之前照常公开", "Mend them with the next correction; until then it stays published",
    ),
)  # fmt: skip
