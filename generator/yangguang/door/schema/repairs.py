"""The usual ways a number, date or yes/no goes wrong on its way out of a spreadsheet, and the words to mend each."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from yangguang.core.dates import parse_date
from yangguang.core.issues import Text
from yangguang.core.money import parse_amount

_PLAIN = {
    "number": Text(
        "请写半角数字，最多两位小数，不写千分位和单位，例如 1200.00",
        "Write digits with at most two decimals, no separators or units, such as 1200.00",
    ),
    "integer": Text("请写半角数字的整数，例如 12", "Write digits only, such as 12"),
    "date": Text("请写成 2015-01-09 的样子", "Write it like 2015-01-09"),
    "boolean": Text("是写 true，否写 false", "Write true for yes, false for no"),
}
_NOTHING = {"-", "—", "–", "－", "——", "--", "/", "无", "n/a", "null", "none", "nan", "nil", "…", "..."}
_YES = {"是", "√", "✓", "有", "y", "yes", "1", "真", "t", "true"}
_NO = {"否", "×", "✗", "无", "n", "no", "0", "假", "f", "false"}
_SCIENTIFIC = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]+")
_UNIT = re.compile(r"[0-9]\s*(百|千|万|亿)\s*元?$")
_CURRENCY = re.compile(r"^(?:RMB|CNY|[¥￥$])|元$", re.IGNORECASE)
_PARENTHESES = re.compile(r"\((.*)\)")
_SCALED = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)\s*(百万|千万|十万|百|千|万|亿)")
_SCALES = {
    "百": 100, "千": 1_000, "万": 10_000, "十万": 100_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000,
}  # fmt: skip
_DECIMALS = re.compile(r"-?[0-9]+\.[0-9]{3,}")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})(?:日|[T ].*)?")
_COMPACT_DAY = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])")
_SERIAL = re.compile(r"[2-6][0-9]{4}(?:\.[0-9]+)?")
_LONGEST = 60


def certain(kind: str, text: str) -> str | None:
    """What `text`, which is not of `kind`, certainly says, as it must be written; None where there is any doubt."""
    if len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).strip()
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
    if _SCIENTIFIC.fullmatch(plain):
        return Text(
            "被表格软件改成了科学计数，请设为数值格式后重新填写",
            "A spreadsheet made it scientific notation; enter it again as a number",
        )
    if kind == "number" and _DECIMALS.fullmatch(plain):
        return Text("请四舍五入到两位小数", "Round it to two decimals")
    return _PLAIN[kind]


def _number(kind: str, text: str, plain: str) -> str | None:
    plain = re.sub(r"(\.[0-9]{2})0+$", r"\1", plain)
    if plain.lower() in _NOTHING or text in _NOTHING or _DECIMALS.fullmatch(plain):
        return None
    bare = _CURRENCY.sub("", plain.replace("−", "-")).strip()
    if negative := _PARENTHESES.fullmatch(bare):
        bare = f"-{negative.group(1)}"
    bare = re.sub(r"(?<=[0-9])[,' ](?=[0-9]{3}(?:\D|$))", "", bare)
    if bare.endswith("-"):
        bare = f"-{bare[:-1]}"
    if kind == "number" and (scaled := _SCALED.fullmatch(bare)):
        bare = f"{(Decimal(scaled[1]) * _SCALES[scaled[2]]).normalize():f}"
    digits = re.sub(r"^\+?(-?)0+(?=[0-9])", r"\1", bare).removeprefix("+")
    if kind == "integer":
        digits = re.sub(r"\.0+$", "", digits)
    fits = digits != text and parse_amount(digits) is not None and (kind == "number" or digits.isdigit())
    return digits if fits else None


def _day(plain: str) -> str | None:
    squeezed = re.sub(r"(?<=[0-9年月])\s+(?=[0-9年月日])", "", plain)
    found = _DAY.fullmatch(plain) or _DAY.fullmatch(squeezed) or _COMPACT_DAY.fullmatch(plain)
    day = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else ""
    return day if parse_date(day) else None


def _no_day(plain: str) -> Text:
    found = _DAY.fullmatch(plain) or _COMPACT_DAY.fullmatch(plain)
    if found:
        day = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
        return Text(f"没有 {day} 这一天，请核对", f"There is no {day}; check the day")
    if _SERIAL.fullmatch(plain):
        return Text(
            "这是 Excel 的日期序号，请把该列设为日期格式（yyyy-mm-dd）后再保存",
            "This is Excel's serial number of a day; format the column as yyyy-mm-dd and save again",
        )
    return _PLAIN["date"]
