"""The usual ways a number, date or yes/no goes wrong on its way out of a spreadsheet, and the words to mend each."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from yangguang.core.dates import parse_date
from yangguang.core.issues import Text
from yangguang.core.money import parse_amount
from yangguang.door.schema.capitals import capital_amount

_PLAIN = {
    "number": Text(
        "请写半角数字，最多两位小数，不写千分位和单位，例如 1200.00",
        "Write digits with at most two decimals, no separators or units, such as 1200.00",
    ),
    "integer": Text("请写半角数字的整数，例如 12", "Write digits only, such as 12"),
    "date": Text("请写成 2015-01-09 的样子", "Write it like 2015-01-09"),
    "boolean": Text("是写 true，否写 false", "Write true for yes, false for no"),
}
_NOTHING = {
    "-", "—", "–", "－", "——", "--", "/", "无", "n/a", "null", "none", "nan", "nil", "…", "...", "―", "零", "〇", "○",
    "没有", "暂无", "未发生", "没有发生", "未取得", "待定", "不详", "未知",
}  # fmt: skip
_YES = {"是", "√", "✓", "有", "y", "yes", "1", "真", "t", "true"}
_NO = {"否", "×", "✗", "无", "n", "no", "0", "假", "f", "false"}
_UNIT = re.compile(r"[0-9]\s*(百|千|万|亿)\s*元?$")
_CURRENCY = re.compile(r"^(?:人民币|RMB|CNY|[¥￥]):?|(?:[元圆]整?|块钱?|整|[(\[【]元[)\]】]|[¥￥])$", re.IGNORECASE)
_AROUND = re.compile(r"^[“”\"‘']+|[“”\"’'。;,、]+$")  # quotes, and the sign that ends a sentence
_COINS = re.compile(r"(-?[0-9]+)元(?:([0-9])角)?(?:([0-9]{1,2})分)?")
_COUNTED = re.compile(r"(?<=[0-9万])\s*(?:人次|人|名|位|次|户|家|个|件|辆|台|批次|批|天|票|场)$")
_TEXT_MARK = re.compile(r"'([^']+)|=?\"([^\"]*)\"")  # how a spreadsheet marks a number that was made text
_PARENTHESES = re.compile(r"\((.*)\)")
_SCALED = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)\s*(百万|千万|十万|百|千|万|亿)")
_SCALES = {
    "百": 100, "千": 1_000, "万": 10_000, "十万": 100_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000,
}  # fmt: skip
_DECIMALS = re.compile(r"-?[0-9]+\.[0-9]{3,}")
_WEEKDAY = re.compile(r"\s*[(]?(?:星期|周)[一二三四五六日天][)]?$")
_DAY = re.compile(r"([0-9]{4})[-/.年_—–−‐]([0-9]{1,2})[-/.月_—–−‐]([0-9]{1,2})(?:[日号]|[T ].*)?")
_SPACED_DAY = re.compile(r"([0-9]{4})\s+([0-9]{1,2})\s+([0-9]{1,2})")
_ENGLISH_DAY = re.compile(
    r"(?P<d>[0-9]{1,2})[- ](?P<m>[A-Za-z]{3,9})[-, ]+(?P<y>[0-9]{4})|"
    r"(?P<m2>[A-Za-z]{3,9})\.? (?P<d2>[0-9]{1,2}),? (?P<y2>[0-9]{4})"
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_QUARTER_MONTHS = re.compile(r"([12][0-9]{3})年?(?:0?(1)-0?3|0?(4)-0?6|0?(7)-0?9|(10)-12)月")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([12][0-9]{3})")
_HAN_DAY = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]"
)
_HAN = {han: at for at, han in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_QUARTER = re.compile(r"([12][0-9]{3})(?:年|-|/|\.)?(?:第?([1-4一二三四])季|[Qq]([1-4]))")
_MONTH = re.compile(r"([12][0-9]{3})(?:[年/.-](0?[1-9]|1[0-2])月?|(0[1-9]|1[0-2]))")
_ZERO_LOST = re.compile(r"([12][0-9]{3})\.1")
_LETTERS = str.maketrans("OoQIl|", "000111")
_LETTERED = re.compile(r"(?=.*[0-9])(?=.*[OoQIl|])-?[0-9OoQIl|]+(?:\.[0-9OoQIl|]{1,2})?")
_COMPACT_DAY = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])")
_LONGEST = 60
_NO_DIGITS = {"No", "Nl"}  # ① ² ½ Ⅳ: a number, or the mark of a note beside one
# What a cell is taken for of which nobody but its author knows the value, and what to write.
_DOUBTS = tuple((re.compile(pattern), said) for pattern, said in (
    (r"[+-]?[0-9,]{14,}(?:\.[0-9]{1,2})?", Text(
        "整数部分最多 13 位，请核对是否多写了数字、写错了单位",
        "At most 13 digits before the point: check for a digit too many or a wrong unit",
    )),
    (r"(?:US|HK|A|NT)?[$€£].*|.*(?:[$€£]|USD|HKD|EUR|[美欧港日]元)", Text(
        "写的是外币，请核对；换算成元以后只写数字", "It names another currency; check it, and write the number of yuan alone",
    )),
    (r"[+-]?[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]+", Text(
        "被表格软件改成了科学计数，请设为数值格式后重新填写",
        "A spreadsheet made it scientific notation; enter it again as a number",
    )),
    (r"=.*", Text("请把公式算出的结果“粘贴为数值”", "Paste the result of the formula as a value")),
    (r"-?[0-9]+\.[0-9]{3,}", Text("请四舍五入到两位小数", "Round it to two decimals")),
    (r"[△▲].*", Text(
        "△▲ 有的表示负数，有的表示增加：是负数请写半角负号，如 -12.00",
        "△ or ▲ is a minus to some and a rise to others: write a plain minus sign for a negative number",
    )),
    (r".*%", Text("这里写数额，不写百分比", "Write the number itself, no percentage")),
    (r"(?:约|近|超|大约).*|.*[0-9万](?:余|多|左右|以上|\+).*", Text(
        "请写账册或记录上的确数，例如 1200.00", "Write the exact number of the books or records",
    )),
    (r"[0-9]{4}[-/.年][0-9]{1,2}(?:[-/.月][0-9]{1,2})?[月日]?", Text("这是日期，请写这一栏要的数", "That is a date")),
    (r"[0-9.]+(?:[-+~*/至][0-9.]+)+", Text("请写算出的结果，或分行填报", "Write the result, or a row for each")),
))  # fmt: skip
_NO_DAYS = tuple((re.compile(pattern), said) for pattern, said in (
    (r"[2-6][0-9]{4}(?:\.[0-9]+)?", Text(
        "这是 Excel 的日期序号，请把该列设为日期格式（yyyy-mm-dd）后再保存",
        "This is Excel's serial number of a day; format the column as yyyy-mm-dd and save again",
    )),
    (r"[12][0-9]{3}[-/.年](?:0?[1-9]|1[0-2])月?", Text(
        "缺日：请写到哪一天，例如 2015-01-09", "The day is missing: write it like 2015-01-09",
    )),
    (r"[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}[-/.][0-9]{1,2}", Text(
        "缺年份：请写成 2015-01-09 的样子", "The year is missing: write it like 2015-01-09",
    )),
    (r"[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?|[0-9]{1,2}-[A-Za-z]{3,9}-[0-9]{2}", Text(
        "年份请写四位，例如 2015-01-09", "Write the year with four digits, such as 2015-01-09",
    )),
    (r"(.*[0-9日])\s*(?:至|到|~|—|--)\s*.+", Text(
        "只写一天：开始的那天写在这里，结束的写在结束日期一栏", "Write the first day here, the last as the end date",
    )),
))  # fmt: skip


def certain(kind: str, text: str) -> str | None:
    """What `text`, which is not of `kind`, certainly says, as it must be written; None where there is any doubt."""
    if len(text) > _LONGEST or any(unicodedata.category(char) in _NO_DIGITS and char != "〇" for char in text):
        return None
    plain = unicodedata.normalize("NFKC", text).strip()
    if marked := _TEXT_MARK.fullmatch(plain):
        plain = (marked[1] or marked[2] or "").strip()
    if kind == "boolean":
        return "true" if plain.lower() in _YES else "false" if plain.lower() in _NO else None
    if kind == "date":
        return _day(plain)
    return _number(kind, text, plain)


def repair(kind: str, text: str) -> Text:
    """What to write instead of `text`, which is not of `kind`; the plain rule where nothing better is known."""
    if len(text) > _LONGEST:
        return _PLAIN[kind]
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.startswith("#"):
        return Text("公式出错，请改正公式后粘贴为数值", "A formula failed; mend it and paste its result as a value")
    if kind in {"number", "integer"} and (plain.lower() in _NOTHING or text in _NOTHING):
        return Text(
            "金额为零写 0，不知道则留空；不要用符号代替",
            "Write 0 for zero and leave unknown empty; no marks for either",
        )
    if found := certain(kind, text):
        return Text(f"应写 {found}", f"Write {found}")
    return _doubt(kind, plain)


def period(text: str) -> str | None:
    """The month or quarter that `text` certainly names, as it must be written; None where there is any doubt."""
    plain = re.sub(r"\s|度|份", "", unicodedata.normalize("NFKC", text)) if len(text) <= _LONGEST else ""
    if zero_lost(plain):
        return None
    if quarter := _QUARTER.fullmatch(plain):
        return f"{quarter[1]}-Q{_HAN.get(quarter[2], quarter[2] or quarter[3])}"
    if months := _QUARTER_MONTHS.fullmatch(re.sub("[~—–至到]", "-", plain)):
        return f"{months[1]}-Q{(int(next(filter(None, months.groups()[1:]))) + 2) // 3}"
    month = _MONTH.fullmatch(plain)
    return f"{month[1]}-{int(month[2] or month[3]):02}" if month else None


def zero_lost(text: str) -> Text | None:
    """What to do about 2025.1, which is how a spreadsheet writes 2025.10, too; None for any other text."""
    found = _ZERO_LOST.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None:
        return None
    january, october = f"{found[1]}-01", f"{found[1]}-10"
    return Text(
        f"分不清是1月还是10月（表格软件会去掉末尾的 0）：1月写 {january}，10月写 {october}",
        f"It may be January or October, whose last 0 a spreadsheet drops: write {january} or {october}",
    )


def _doubt(kind: str, plain: str) -> Text:
    if kind == "date":
        return _no_day(plain)
    if kind == "boolean":
        return _PLAIN["boolean"]
    if unit := _UNIT.search(plain):
        return Text(
            f"单元格含单位“{unit.group(1)}”，请换算后只写数字（例如以元计）",
            f"The cell holds the unit “{unit.group(1)}”; convert it and write the number alone (in yuan, say)",
        )
    if _LETTERED.fullmatch(plain):
        digits = plain.translate(_LETTERS)
        return Text(
            f"其中有字母，请核对，是否应为 {digits}？", f"There are letters among the digits: should it be {digits}?"
        )
    return next((said for pattern, said in _DOUBTS if pattern.fullmatch(plain)), _PLAIN[kind])


def _number(kind: str, text: str, plain: str) -> str | None:
    plain = re.sub(r"(\.[0-9]{2})0+$", r"\1", plain)
    if plain.lower() in _NOTHING or text in _NOTHING or _DECIMALS.fullmatch(plain):
        return None
    if kind == "number" and (capital := capital_amount(plain)) is not None:
        return f"{capital:f}"
    bare = re.sub(r"^负\s*(?=[0-9])", "-", _AROUND.sub("", plain).replace("−", "-"))
    if kind == "number" and (coins := _COINS.fullmatch(bare)) and (coins[2] or coins[3]):
        bare = f"{coins[1]}.{int(coins[2] or 0) * 10 + int(coins[3] or 0):02}"
    bare = re.sub(r"(?<=[0-9])。(?=[0-9]{1,2}$)", ".", _CURRENCY.sub("", bare).strip())
    if kind == "integer":
        bare = _COUNTED.sub("", bare)
    if negative := _PARENTHESES.fullmatch(bare):
        bare = f"-{negative.group(1)}"
    bare = re.sub(r"(?<=[0-9])[,'’ ](?=[0-9]{3}(?:\D|$))", "", bare)
    if bare.endswith("-"):
        bare = f"-{bare[:-1]}"
    if kind != "boolean" and (scaled := _SCALED.fullmatch(bare)):
        bare = f"{(Decimal(scaled[1]) * _SCALES[scaled[2]]).normalize():f}"
    digits = re.sub(r"^\+?(-?)0+(?=[0-9])", r"\1", bare).removeprefix("+").removesuffix(".")
    if kind == "integer":
        digits = re.sub(r"\.0+$", "", digits)
    fits = digits != text and parse_amount(digits) is not None and (kind == "number" or digits.isdigit())
    return digits if fits else None


def _day(plain: str) -> str | None:
    plain = re.sub(r"^([0-9]{8})\.0$", r"\1", _WEEKDAY.sub("", plain)).rstrip(".。").replace("年元月", "年1月")
    if (english := _ENGLISH_DAY.fullmatch(plain)) and (named := _month_called(english["m"] or english["m2"])):
        plain = f"{english['y'] or english['y2']}-{named}-{english['d'] or english['d2']}"
    if han := _HAN_DAY.fullmatch(plain):
        year = "".join(str(_HAN[char]) for char in han[1])
        plain = f"{year}-{_han_number(han[2])}-{_han_number(han[3])}"
    if (last := _YEAR_LAST.fullmatch(plain)) and len(days := _readings(*last.groups())) == 1:
        return days[0]
    squeezed = re.sub(r"(?<=[0-9年月])\s+(?=[0-9年月日])", "", plain)
    found = next(filter(None, (_DAY.fullmatch(plain), _DAY.fullmatch(squeezed), _COMPACT_DAY.fullmatch(plain),
                               _SPACED_DAY.fullmatch(plain))), None)  # fmt: skip
    day = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else ""
    return day if parse_date(day) else None


def _month_called(name: str) -> int | None:
    return next((at for at, month in enumerate(_MONTHS, 1) if name.lower() in {month, month[:3], month[:4]}), None)


def _han_number(said: str) -> int:
    """十二 is 12, 三十 is 30, 二十一 is 21."""
    tens, ten, ones = said.rpartition("十")
    return (_HAN[tens[-1]] if tens else 1) * 10 * bool(ten) + (_HAN[ones[-1]] if ones else 0)


def _readings(one: str, other: str, year: str) -> list[str]:
    """The days that a date with its year last may be: month first, or day first."""
    written = dict.fromkeys(f"{year}-{int(month):02}-{int(day):02}" for month, day in ((one, other), (other, one)))
    return [day for day in written if parse_date(day)]


def _no_day(plain: str) -> Text:
    if (digits := plain.translate(_LETTERS)) != plain and (day := _day(digits)):
        return Text(f"其中有字母，请核对，是否应为 {day}？", f"There are letters among the digits: should it be {day}?")
    if last := _YEAR_LAST.fullmatch(plain):
        days = _readings(*last.groups())
        if len(days) > 1:
            return Text(
                f"分不清哪个是月：请写成 2015-01-09 的样子，是 {days[0]} 还是 {days[1]}",
                f"Which is the month? Write {days[0]} or {days[1]}",
            )
    found = _DAY.fullmatch(plain) or _COMPACT_DAY.fullmatch(plain)
    if found:
        day = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
        return Text(f"没有 {day} 这一天，请核对", f"There is no {day}; check the day")
    return next((said for pattern, said in _NO_DAYS if pattern.fullmatch(plain)), _PLAIN["date"])
