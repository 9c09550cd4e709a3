"""One cell -> the text a package has for it: what is lossless and unambiguous is put right, everything else is refused.

Units, signs, codes and dates are never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.dates import parse_date
from yangguang.core.issues import Text
from yangguang.door.schema.repairs import repair
from yangguang.importer import words as w
from yangguang.importer.units import NAMES, as_counted, unit_in_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.importer.model import Raw


class Clean(NamedTuple):
    """The canonical text of a cell. `why` says what was put right; None where only the form of the cell differs."""

    text: str
    why: Text | None = None


class Refusal(NamedTuple):
    """Why a cell cannot be taken, and what to write instead."""

    problem: Text
    remedy: Text


_SPACES = re.compile("[\u00a0\u200b\ufeff\u3000\u00ad\u2000-\u200a\u202f\u205f\t]")
_BLANK = re.compile("[\u200b\ufeff\u00ad]")
_CENT = Decimal("0.01")
_COLUMN_NAMES = frozenset({"栏次", "行次", *"甲乙丙丁AB"})
_DIGITS = 20
_DUST = Decimal("0.000001")
_NOTHING = frozenset({
    "-", "—", "–", "——", "--", "/", "\\", "无", "n/a", "na", "null", "none", "nil", "…", "...", "……", "―", "- -",
    "没有", "暂无", "未发生", "没有发生", "未取得", "待定", "不详", "未知", "零", "〇", "○",
})  # fmt: skip
_ERROR = re.compile(r"#(?:REF|VALUE|DIV/0|NAME|N/A|NUM|NULL|SPILL|CALC)[!?]?|#{2,}", re.IGNORECASE)
TEXT_MARK = re.compile(r"[=＝]\s*[\"“]([^\"“”=]*)[\"”]|'([^']+)")  # how a spreadsheet marks a text: ="401", '401
_YUAN = re.compile(r"[元圆块¥]|RMB|CNY|人民币", re.IGNORECASE)
_SCALE = re.compile(r"[百千万亿仟佰萬億]")
_CURRENCY = re.compile(r"^(?:RMB|CNY|人民币|¥):?\s*|\s*(?:[元圆]整?|¥|RMB|CNY)$", re.IGNORECASE)
_GROUPED = re.compile(r"[0-9]{1,3}(?:([,' ’])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_SCIENTIFIC = re.compile(r"([0-9](?:\.[0-9]+)?)[eE]([+-]?[0-9]{1,2})")
_DAY = re.compile(
    r"([0-9]{4})([-/.年])([0-9]{1,2})([-/.月])([0-9]{1,2})日?(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
)
_COMPACT = re.compile(r"((?:19|20)[0-9]{6})(?:\.0)?")
_CHINESE_DAY = re.compile(
    r"([〇零○0一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
CHINESE_DIGITS = {char: digit for digit, chars in enumerate(("〇零○0", *"一二三四五六七八九")) for char in chars}


def plain(text: str) -> str:
    """`text` without the white space that cannot be seen, inside or around it; a line break stays one."""
    if text.isascii() and text == text.strip() and "\t" not in text:
        return text
    return _SPACES.sub(" ", _BLANK.sub("", text)).strip()


def shown_number(raw: Raw) -> str:
    """A cell as people see it: a whole number without the decimal that a spreadsheet's has."""
    return f"{raw:.0f}" if isinstance(raw, float) and raw.is_integer() else str(raw)


def numbers_columns(row: Sequence[Raw]) -> bool:
    """Whether a row says nothing but which column is which: 栏次, 甲, 乙, 1, 2, 3."""
    numbers = [text for cell in row if (text := plain(shown_number(cell))) and text not in _COLUMN_NAMES]
    return len(numbers) > 1 and numbers == [str(at + 1) for at in range(len(numbers))]


def amount(raw: Raw, factor: int = 1, *, whole: bool = False) -> Clean | Refusal:
    """An amount in yuan, at most two decimals, of a cell that counts in units of `factor` yuan; '' where it is empty.

    `whole` for a count.
    """
    if isinstance(raw, (bool, date)):
        return Refusal(w.NOT_A_NUMBER, repair("integer" if whole else "number", str(raw)))
    found: tuple[Decimal, Text | None] | Refusal | None
    found = (Decimal(repr(raw)), None) if isinstance(raw, (int, float)) else _number(raw, factor, whole=whole)
    if found is None:
        return Clean("")
    if isinstance(found, Refusal):
        return found
    value, why = found
    value *= factor
    is_sane = value.is_finite() and value.adjusted() < _DIGITS  # Decimal rounds no more than 28, an amount has 13
    rounded = value.quantize(Decimal(1) if whole else _CENT, rounding=ROUND_HALF_UP) if is_sane else None
    if rounded is None or abs(value - rounded) >= _DUST:
        fine = repair("integer" if whole else "number", str(raw)) if factor == 1 else w.TO_THE_CENT
        return Refusal(w.NOT_WHOLE if whole else w.TOO_FINE, fine)
    if value != rounded and not why:
        why = w.DUST
    if factor != 1 and rounded:
        why = Text(f"{NAMES[factor]}换算成元（乘以 {factor}）", f"converted from units of {factor} yuan to yuan")
    return Clean(written(rounded), why)


def written(value: Decimal) -> str:
    """An amount as packages have it: 1200, 1200.50."""
    value = value + 0  # minus zero is zero
    return f"{value:.0f}" if value == value.to_integral_value() else f"{value:.2f}"


def _number(raw: str, factor: int, *, whole: bool) -> tuple[Decimal, Text | None] | Refusal | None:
    kind = "integer" if whole else "number"
    text = unicodedata.normalize("NFKC", plain(raw)).strip()
    if marked := TEXT_MARK.fullmatch(text):
        text = (marked[1] or marked[2] or "").strip()
    if not text:
        return None
    if text.lower() in _NOTHING:
        return Refusal(w.NOT_ZERO, w.WRITE_ZERO)
    if any(unicodedata.category(char) in {"No", "Nl"} for char in raw):  # ① ² ½: no digits anybody counts with
        return Refusal(w.NOT_A_NUMBER, repair(kind, raw))
    if decided := _hopeless(text) or _own_unit(text, factor, whole=whole):
        return decided
    bare = _CURRENCY.sub("", _CURRENCY.sub("", text)).strip()
    why = w.NO_CURRENCY if bare != text else w.HALF_WIDTH if text != raw else None
    minus, bare, signed = _sign(bare)
    found = _digits_of(bare)
    if found is None:
        return Refusal(w.NOT_A_NUMBER, repair(kind, raw))
    digits, grouped = found
    return Decimal(f"{minus}{digits}"), signed or grouped or why


def _own_unit(text: str, factor: int, *, whole: bool) -> tuple[Decimal, Text] | Refusal | None:
    """What a cell says that names a unit itself: taken where it is its column's, and never multiplied otherwise."""
    own = None if whole else unit_in_cell(text)
    if own and not own.number:
        return Refusal(w.CAPITALS, as_counted(own.yuan, factor))
    if own and own.unit != NAMES[factor]:
        return Refusal(_other_unit(own.unit, factor), as_counted(own.yuan, factor))
    if own:
        return Decimal(own.number), w.NO_CURRENCY
    found = _SCALE.search(text) or (_YUAN.search(text) if factor > 1 else None)
    if found is None:
        return None
    kind = "integer" if whole else "number"
    name = NAMES[factor]
    remedy = (
        repair(kind, text)
        if factor == 1
        else Text(f"请换算成{name}，只写数字", f"Convert it to {factor} yuan, write the number alone")
    )
    return Refusal(w.NOT_A_NUMBER if whole else _other_unit(found[0], factor), remedy)


def _other_unit(unit: str, factor: int) -> Text:
    said = unit if unit == "元" else unit.removesuffix("元")
    return Text(
        f"单元格含“{said}”，本列单位为{NAMES[factor]}", f"the cell holds “{said}”, the column counts {factor} yuan"
    )


def _sign(text: str) -> tuple[str, str, Text | None]:
    """The sign that stands before an amount, what is left, and what was put right of it."""
    if text.startswith(("-", "−")):
        return "-", _CURRENCY.sub("", text[1:].strip()), w.MINUS if "−" in text else None
    if len(text) > 2 and text[0] == "(" and text[-1] == ")":
        return "-", _CURRENCY.sub("", text[1:-1].strip()), w.MINUS
    return ("", text[1:], w.NO_PLUS) if text.startswith("+") else ("", text, None)


def _digits_of(text: str) -> tuple[str, Text | None] | None:
    """The digits of an amount without separators of thousands, and what was put right of them; None for anything else."""
    if _GROUPED.fullmatch(text):
        return re.sub(r"[,' ’]", "", text), w.NO_GROUPS
    if scientific := _SCIENTIFIC.fullmatch(text):
        is_exact = len(scientific[1].replace(".", "")) <= 15 and abs(int(scientific[2])) <= 15
        return (text, w.SCIENTIFIC) if is_exact else None
    return (text, None) if _PLAIN.fullmatch(text) else None


def _hopeless(text: str) -> Refusal | None:
    if _ERROR.fullmatch(text):
        return Refusal(w.FORMULA_FAILED, w.PASTE_VALUE)
    if text.startswith(("=", "@")):  # (but for ="401", which is how a spreadsheet writes a text)
        return Refusal(w.FORMULA, w.PASTE_VALUE)
    if "△" in text or "▲" in text:
        return Refusal(w.TRIANGLE, w.WRITE_MINUS)
    if text.startswith(("—", "–")) or text.endswith(("-", "−", "—", "–")):
        return Refusal(w.UNCERTAIN_SIGN, w.WRITE_MINUS)
    return None


def day(raw: Raw) -> Clean | Refusal:
    """A day as YYYY-MM-DD; the order of day and month, a century and Excel's serial numbers are never guessed."""
    if isinstance(raw, datetime):
        return Clean(raw.date().isoformat(), w.ISO_DAY if raw.time() else None)
    if isinstance(raw, date):
        return Clean(raw.isoformat())
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = unicodedata.normalize("NFKC", plain(str(raw)))
    if not _DAY.fullmatch(text):
        text = re.sub(r"(?<=[0-9年月])\s+(?=[0-9年月日])", "", text)
    if not text:
        return Clean("")
    text = text.replace("年元月", "年1月").removesuffix("号") + "日" * text.endswith("号")
    found = _DAY.fullmatch(text)
    iso = ""
    if found and (found[2] == found[4] or found[2] + found[4] == "年月"):
        iso = f"{found[1]}-{int(found[3]):02}-{int(found[5]):02}"
    elif _COMPACT.fullmatch(text):  # (also as the number that a spreadsheet makes of it)
        iso = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    elif chinese := _CHINESE_DAY.fullmatch(text):
        year = "".join(str(CHINESE_DIGITS[char]) for char in chinese[1])
        iso = f"{year}-{_chinese_number(chinese[2]):02}-{_chinese_number(chinese[3]):02}"
    if not iso or parse_date(iso) is None:
        return _hopeless(text) or Refusal(w.NOT_A_DAY, repair("date", shown_number(raw)))
    return Clean(iso, None if iso == raw else w.ISO_DAY)


def _chinese_number(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    return (CHINESE_DIGITS.get(tens, 1) * 10 if ten else 0) + (CHINESE_DIGITS[ones] if ones else 0)


def truth(raw: Raw) -> Clean | Refusal:
    """Yes or no, as true or false."""
    if isinstance(raw, bool):
        return Clean(str(raw).lower())
    text = unicodedata.normalize("NFKC", plain(str(raw))).lower().removesuffix(".0")
    if text in {"", "true", "false"}:
        return Clean(text)
    answer = next((said for said, ways in w.TRUTHS.items() if text in ways), None)
    return Clean(answer, None if raw in {"是", "否"} else w.TRUTH) if answer else Refusal(w.NOT_A_TRUTH, w.WRITE_TRUTH)


def words(raw: Raw, *, is_prose: bool = False) -> Clean | Refusal:
    """A text as it is, but for white space around it and characters that cannot be seen.

    Within prose white space is what whoever wrote it chose: U+3000 stands between a title and its name.
    """
    if isinstance(raw, bool):
        return Refusal(w.NOT_TEXT, w.AS_TEXT)
    if isinstance(raw, date):
        return Clean(raw.date().isoformat() if isinstance(raw, datetime) else raw.isoformat())
    if isinstance(raw, (int, float)):
        return _digits(raw)
    text = _BLANK.sub("", raw).replace("\t", " ").strip() if is_prose else plain(raw)
    if _ERROR.fullmatch(text):
        return Refusal(w.FORMULA_FAILED, w.PASTE_VALUE)
    return Clean(text, w.SPACES if text != raw else None)


def _digits(raw: float) -> Clean | Refusal:
    """A code that a spreadsheet holds as a number: beyond 15 digits it has lost the last ones."""
    value = Decimal(repr(raw))
    if abs(value) >= 10**15:
        return Refusal(w.LOST_DIGITS, w.AS_TEXT)
    return Clean(f"{value:.0f}" if value == value.to_integral_value() else f"{value:f}")
