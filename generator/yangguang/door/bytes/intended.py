"""What the value of a descriptor is meant to be that is not written as it must be, as JSON; and where JSON went wrong."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from yangguang.core.issues import Text
from yangguang.door.schema.repairs import certain

if TYPE_CHECKING:
    from collections.abc import Collection

_STAGES = {
    "预算": "budget",
    "年初预算": "budget",
    "年中": "midyear",
    "上半年": "midyear",
    "半年": "midyear",
    "决算": "final",
}
_VERSION = re.compile(r"[vV版]?\s*([0-9]{1,6})(?:\.([0-9]{1,6}))?(?:\.([0-9]{1,6}))?")
_WIDE = dict(zip("“”＂‘’'：，、｛｝［］【】", '"""""":,,{}[][]', strict=True))  # by what Chinese typing makes of it
_QUOTES = frozenset("“”＂‘’")
_LONGEST = 40


def code_meant(value: object, codes: Collection[str]) -> str | None:
    """One of `codes`: in capitals, with spaces, as a number, by its Chinese name, with 版 behind it."""
    said = str(value).strip().lower()[:_LONGEST] if isinstance(value, (str, int)) else ""
    found = next((one for one in (said, said.removesuffix("版"), _STAGES.get(said, "")) if one in codes), None)
    return found and json.dumps(found)


def version_meant(value: object) -> str | None:
    """A version of three numbers: 1 is 1.0.0, v1.2 is 1.2.0."""
    found = _VERSION.fullmatch(str(value).strip()[:_LONGEST]) if isinstance(value, (str, int, float)) else None
    return found and json.dumps(".".join(str(int(part or 0)) for part in found.groups()))


def day_meant(value: object) -> str | None:
    """A day as it must be written."""
    found = certain("date", value) if isinstance(value, str) else None
    return found and json.dumps(found)


def why_no_json(text: str, error: json.JSONDecodeError) -> Text:
    """What stands at the place where a text stops being JSON: a character of Chinese typing, a comma too many or few."""
    line, column, at = error.lineno, error.colno, error.pos
    here, before = text[at : at + 1], text[:at].rstrip()[-1:]
    where, at_en = f"第{line}行第{column}个字符处", f"line {line}, character {column}"
    if here in _QUOTES:
        return Text(f'{where}起，本行的“ ”都应为半角的 "', f'{at_en} and on: “ ” should be "')
    if wide := _WIDE.get(here):
        return Text(f"{where}的“{here}”应为半角的 {wide}", f"{at_en}: “{here}” should be {wide}")
    if here in {"}", "]"} and before == ",":
        return Text(f"{where}的 {here} 前面多了一个逗号", f"{at_en}: there is a comma too many before {here}")
    if here in {'"', "{", "["} and "','" in error.msg:
        return Text(f"{where}前面少了一个逗号", f"{at_en}: a comma is missing before it")
    if here in {"/", "#"}:
        return Text(f"{where}是注释，JSON 里没有注释，请删去", f"{at_en}: JSON has no comments, take it out")
    return Text(f"{where}不合语法", at_en)
