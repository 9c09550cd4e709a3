"""Why a cell was put right or refused, in both languages."""

from __future__ import annotations

from yangguang.core.issues import Text

# What was put right.
HALF_WIDTH = Text("全角换成半角，去掉空白", "full-width characters and spaces")
NO_CURRENCY = Text("去掉货币符号", "the currency is the column's")
MINUS = Text("换成半角负号", "a plain minus sign")
NO_PLUS = Text("去掉正号", "no plus sign")
NO_GROUPS = Text("去掉千分位", "no thousands separators")
SCIENTIFIC = Text("科学计数写成数字", "scientific notation written out")
DUST = Text("去掉浮点尾差", "the dust of binary fractions")
ISO_DAY = Text("日期写成 YYYY-MM-DD", "the day as YYYY-MM-DD")
TRUTH = Text("是否写成 true 或 false", "yes or no as true or false")
SPACES = Text("去掉多余的空白和看不见的字符", "without spaces around it and characters that cannot be seen")
CODE = Text("换成代码", "the code of this title")
PADDED = Text("补回丢失的前导 0", "leading zeros put back")
APOSTROPHE = Text("去掉文本标记", "without the mark that made it text")
CODE_ALONE = Text("科目编码去掉后面的名称", "the account code without the name behind it")
DOTTED = Text("科目编码去掉分隔符", "the account code without separators")
CHART_NAME = Text("按科目表写名称", "the name as the chart has it")
PERIOD = Text("期间写成标准形式", "the period in its standard form")
UNMERGED = Text("合并单元格的内容填到每一行", "what stands in a merged cell, in each of its rows")

# Why a cell cannot be taken.
NOT_A_NUMBER = Text("不是能确定的数值", "it is no number of which one can be sure")
CAPITALS = Text("是大写金额", "it is an amount in capital numerals")
NOT_WHOLE = Text("不是整数", "it is no whole number")
TOO_FINE = Text("超过两位小数", "it has more than two decimals")
NOT_ZERO = Text("空白或符号不能代表 0", "a blank or a mark does not stand for 0")
FORMULA_FAILED = Text("公式出错", "a formula failed")
FORMULA = Text("是公式而不是数值", "it is a formula, not a value")
TRIANGLE = Text("△▲ 不能代表负号", "△ or ▲ does not stand for a minus sign")
UNCERTAIN_SIGN = Text("正负号不能确定", "its sign is uncertain")
NOT_A_DAY = Text("不是能确定的日期", "it is no day of which one can be sure")
NOT_A_TRUTH = Text("既不是“是”也不是“否”", "it is neither yes nor no")
NOT_TEXT = Text("应当是文字", "it should be text")
LOST_DIGITS = Text("超过 15 位，末尾数字已被表格软件改掉", "beyond 15 digits the spreadsheet has changed the last ones")
NOT_COMPUTED = Text("公式没有保存算出的结果", "the formula was saved without its result")
MADE_A_DAY = Text("是编号，被表格软件改成了日期", "it is an identifier that a spreadsheet made a date")
PERCENT = Text("在表里显示为百分比", "the sheet shows it as a percentage")
NOT_A_PERIOD = Text("不是能确定的期间", "it is no period of which one can be sure")

# What to write instead.
SAVE_AGAIN = Text(
    "请用 Excel 或 WPS 打开，保存一次再导入，或“粘贴为数值”",
    "Open the file in Excel or WPS and save it, or paste the result as a value",
)
TO_THE_CENT = Text("请核对到分：换算成元以后最多两位小数", "Check it to the cent: in yuan it has at most two decimals")
NO_PERCENT = Text("请写金额本身，并把单元格设为数值格式", "Write the amount itself and format the cell as a number")
WRITE_TRUTH = Text("请写“是”或“否”", "Write 是 or 否")
WRITE_ZERO = Text("没有发生请填 0，不知道请留空", "Write 0 where nothing occurred, leave it empty where it is unknown")
PASTE_VALUE = Text("请改正公式，“粘贴为数值”后再导入", "Mend the formula and paste its result as a value")
WRITE_MINUS = Text("负数请用半角负号写在前面，如 -12.00", "Write a plain minus sign in front, such as -12.00")
AS_TEXT = Text("请把单元格设为文本格式，重新输入", "Format the cell as text and type it again")

TRUTHS = {
    "true": frozenset({"是", "√", "✓", "✔", "有", "y", "yes", "1", "真", "t"}),
    "false": frozenset({"否", "×", "✗", "✘", "x", "无", "n", "no", "0", "假", "f"}),
}
