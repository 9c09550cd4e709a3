"""Why a cell was refused, in words: what it is taken for, and what to write instead."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING

from yangguang.core.issues import Text
from yangguang.core.money import parse_amount
from yangguang.door.bytes.file_names import is_document
from yangguang.door.messages.catalogue import issue
from yangguang.door.privacy.shown import shown
from yangguang.door.schema.grammar import parse_integer
from yangguang.door.schema.identifiers import misread
from yangguang.door.schema.repairs import period, repair, zero_lost
from yangguang.door.schema.uscc import meant_uscc, why_not_uscc
from yangguang.records import ids
from yangguang.records.codes import CODE_LISTS

if TYPE_CHECKING:
    from yangguang.core.issues import Issue, Place
    from yangguang.records.declare import Column

_EXPECTED = {
    "number": Text("金额或数值", "an amount or number"),
    "integer": Text("整数", "a whole number"),
    "date": Text("日期", "a date"),
    "boolean": Text("true 或 false", "true or false"),
}
_LONGEST = 40
_WEB = re.compile(r"www\.[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[\w./?=&%-]*)?", re.ASCII)
_LOWER = Text(
    "只用小写字母、数字和连字符，以字母或数字开头",
    "Use lower-case letters, digits and hyphens, starting with a letter or digit",
)
_ID_REMEDIES = {
    ids.ID: Text(
        "只用字母、数字、连字符和下划线，不超过40个字符，首尾是字母或数字",
        "Use letters, digits, hyphens and underscores, at most 40, with a letter or digit at both ends",
    ),
    ids.IDS: Text(
        "多个编号用英文分号隔开，中间不空格，如 W2023-1;W2024-2",
        "Cut several ids by semicolons without spaces, such as W2023-1;W2024-2",
    ),
    ids.ACCOUNT: Text(
        "只用字母、数字、点、连字符和下划线，不超过40个字符，首尾是字母或数字",
        "Use letters, digits, dots, hyphens and underscores, at most 40, with a letter or digit at both ends",
    ),
    ids.PARAMETER: Text(
        "只用小写字母、数字和下划线，不超过64个字符，以字母开头",
        "Use lower-case letters, digits and underscores, at most 64, starting with a letter",
    ),
}

_EMPTY = Text("请填写；金额或数量为零时写 0", "Fill it in; an amount or count of zero is written 0")
_BLANK = Text("请填写", "Fill it in")
_CERTIFICATE = Text(
    "请对照登记证书核对全部18位；在表格中请把该列设为文本格式",
    "Compare all 18 characters with the certificate; format the column as text in the spreadsheet",
)
_CODES = Text(
    "只写数据字典中的代码，多个代码用英文分号隔开，中间不空格，如 A1;B2",
    "Write codes of the data dictionary, cut by semicolons without spaces, such as A1;B2",
)
_FORMS = {
    "period": Text("月份写 2025-03，季度写 2025-Q1", "Write a month as 2025-03, a quarter as 2025-Q1"),
    "other_opinions": _CODES,
    "other_categories": _CODES,
}


def refusal(column: Column, text: str, place: Place) -> Issue:
    """The issue of a cell that the parser of `column` refuses."""
    title = Text(column.title_zh, column.title_en)
    value = shown(text)
    if not text:
        problem = Text("不能为空", "must not be empty")
        remedy = _EMPTY if column.kind in {"number", "integer"} else _BLANK
    elif column.check == "uscc":
        meant = meant_uscc(text)
        remedy = Text(f"应写 {meant}", f"Write {meant}") if meant else _CERTIFICATE
        return issue("schema.check-digit", place, value=text, column=title, why=why_not_uscc(text), remedy=remedy)
    elif column.codes:
        problem = Text(f"“{value}”不在代码表中", f"“{value}” is not in the code list")
        remedy = _code_remedy(column.codes, text)
    elif column.pattern:
        problem = Text(f"“{value}”的写法不对", f"“{value}” is not in the right form")
        remedy = _pattern_remedy(column, text)
    elif _is_number(column, text):
        if column.maximum is None or text.startswith("-"):
            problem = Text(f"“{value}”小于 {column.minimum}", f"“{value}” is below {column.minimum}")
        else:
            least, most = column.minimum, column.maximum
            problem = Text(f"“{value}”不在 {least} 至 {most} 之间", f"“{value}” is not between {least} and {most}")
        remedy = Text("请核对正负号和数值", "Check the sign and the value")
    else:
        expected, remedy = _EXPECTED[column.kind], repair(column.kind, text)
        return issue("schema.type-error", place, value=text, column=title, expected=expected, remedy=remedy)
    return issue("schema.constraint-error", place, value=text, column=title, problem=problem, remedy=remedy)


def _is_number(column: Column, text: str) -> bool:
    """Whether `text` is a number at all: then only the bounds of `column` refuse it."""
    value = parse_amount(text) if column.kind == "number" else parse_integer(text.removeprefix("-"))
    return column.minimum is not None and value is not None


def _code_remedy(name: str, text: str) -> Text:
    codes = CODE_LISTS[name]
    text = unicodedata.normalize("NFKC", text)
    joined = re.sub(r"[-_\s]+", "_", text.strip(" .。、;；,，\"'“”").lower())  # committee-review, Committee Review.
    for code in codes:
        if text in {code.title_zh, code.title_en} or joined == code.code.lower():
            return Text(f"请写代码 {code.code}（{code.title_zh}）", f"Write the code {code.code} ({code.title_en})")
    known = {word: code for code in codes for word in (code.code, code.title_zh)}
    short = 1 < len(text.strip()) <= _LONGEST
    inside = [code for code in codes if text.strip().lower() in code.code or text.strip() in code.title_zh]
    near = inside or list(dict.fromkeys(known[word] for word in get_close_matches(text, list(known)))) if short else []
    if near:
        zh = " 或 ".join(f"{code.code}（{code.title_zh}）" for code in near)
        en = " or ".join(f"{code.code} ({code.title_en})" for code in near)
        return Text(f"是否应为 {zh}？", f"Should it be {en}?")
    zh = "、".join(f"{code.code}（{code.title_zh}）" for code in codes)
    return Text(f"可用代码：{zh}", f"Codes: {', '.join(code.code for code in codes)}")


def _pattern_remedy(column: Column, text: str) -> Text:
    if found := misread(text, column):
        return found.remedy
    if column.name == "period" and (meant := period(text)):
        return Text(f"应写 {meant}", f"Write {meant}")
    if column.name in _FORMS:
        return zero_lost(text) or _FORMS[column.name]
    if column.name == "account_tail":
        return _tail_remedy(text)
    if column.pattern and column.pattern.startswith(("http", "(http")):
        return _link_remedy(text, documents="documents" in column.pattern)
    return _ID_REMEDIES.get(column.pattern or "") or _lower_remedy(column.pattern or "", text)


def _lower_remedy(pattern: str, text: str) -> Text:
    """The id of a union or a district: with capitals, blanks or underscores it is still plain which is meant."""
    meant = re.sub(r"[\s_]+", "-", text.strip().lower())
    return Text(f"应写 {meant}", f"Write {meant}") if re.fullmatch(pattern, meant, re.ASCII) else _LOWER


def _tail_remedy(text: str) -> Text:
    if text.isascii() and text.isdigit() and len(text) < 4:
        tail = text.zfill(4)
        return Text(
            f"前面的 0 丢失了，应写 {tail}；请把该列设为文本格式",
            f"Leading zeros were lost: {tail}; format the column as text",
        )
    return Text("只写账号的后四位数字，不要写完整账号", "Write only the last four digits, never the whole number")


def _link_remedy(text: str, *, documents: bool) -> Text:
    if _WEB.fullmatch(text):
        return Text(f"应写 https://{text}", f"Write https://{text}")
    if documents and (name := re.split(r"[\\/]", text)[-1]) and is_document(name):
        return Text(
            f"请把文件放入 documents/，这里应写 documents/{name}",
            f"Put the file into documents/ and write documents/{name}",
        )
    return Text(
        "请写以 https:// 开头的链接" + ("，或 documents/文件名" if documents else ""),
        "Write a link starting with https://" + (" or documents/<file>" if documents else ""),
    )
