"""Bytes of a CSV file -> rows of text, strictly: UTF-8, comma, RFC 4180; the first thing wrong ends the reading."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from yangguang.core.issues import Place, Text
from yangguang.door.messages.catalogue import issue
from yangguang.door.model import TextRow

if TYPE_CHECKING:
    from yangguang.core.issues import Issue

MAX_BYTES = 5_000_000
MAX_ROWS = 50_000
MAX_CELL = 4_000

_FIELD = r'(?:"[^"]*+(?:""[^"]*+)*+"|[^",\r\n]*+)'
# Possessive throughout: one pass, no backtracking, no recursion, whatever the bytes are. The group is the last cell.
_WELL_QUOTED = re.compile(rf"{_FIELD}(?:(?:,|\r\n|\r|\n)({_FIELD}))*+")
_LINE_END = re.compile(r"\r\n|\r|\n")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |\r?$)", re.MULTILINE)
_LFS = b"version https://git-lfs.github.com/spec/"

_SAVE_AS = Text(
    "请用 Excel 或 WPS 打开，选“另存为”，类型选“CSV UTF-8（逗号分隔）(*.csv)”",
    "Open it in Excel or WPS and choose Save As, type “CSV UTF-8 (comma delimited) (*.csv)”",
)
_RESAVE = Text(f"{_SAVE_AS.zh}，覆盖原文件", f"{_SAVE_AS.en}, and replace the file")
_WRONG_FILE = Text(
    "请换成正确的 CSV 文件；佐证材料放入 documents/", "Put the right CSV here; evidence belongs in documents/"
)
# Against the first bytes, BOM and white space removed, in lower case.
_MAGIC: tuple[tuple[bytes, Text, Text], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Text("旧版 Excel/WPS 工作簿（.xls/.et）", "an old Excel or WPS workbook"),
        _SAVE_AS,
    ),
    (b"pk\x03\x04", Text("Excel 工作簿（.xlsx）或压缩包", "an Excel workbook (.xlsx) or a zip archive"), _SAVE_AS),
    (b"%pdf", Text("PDF 文件", "a PDF"), _WRONG_FILE),
    (b"\x1f\x8b", Text("压缩文件（gzip）", "a gzip archive"), _WRONG_FILE),
    (b"rar!", Text("压缩文件（rar）", "a rar archive"), _WRONG_FILE),
    *((tag, Text("网页或 XML 文件", "a web page or XML file"), _SAVE_AS) for tag in (b"<!doctype", b"<html", b"<?xml")),
    (b"7z\xbc\xaf", Text("压缩文件（7z）", "a 7z archive"), _WRONG_FILE),
    (b"\xff\xd8\xff", Text("图片", "a picture"), _WRONG_FILE),
    (b"\x89png", Text("图片", "a picture"), _WRONG_FILE),
)
_UTF16 = Text("是 UTF-16（Excel 的“Unicode 文本”）", "it is UTF-16 (Excel's “Unicode Text”)")
_GB = Text(
    "疑似 GBK/GB18030（中文 Excel 的普通“CSV”）", "it looks like GBK/GB18030 (the plain “CSV” of a Chinese Excel)"
)


def read_text(data: bytes, file: str) -> str | Issue:
    """The text of a CSV file without its byte order mark, or the reason why it is none."""
    place = Place(file=file)
    if data.startswith(_LFS):
        return issue("gate.lfs-pointer", place)
    start = data[:16].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for magic, found, remedy in _MAGIC:
        if start.startswith(magic):
            return issue("gate.not-csv", place, found=found, remedy=remedy)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data.count(b"\0") > len(data) // 4:
        return issue("gate.encoding", place, found=_UTF16, remedy=_RESAVE)
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start, file)
    if conflict := _CONFLICT.search(text):
        line = _line_of(text, conflict.start())
        return issue("gate.conflict-marker", Place(file=file, row=line, line=line), value=conflict.group().strip())
    return text


def read_rows(text: str, file: str) -> list[TextRow] | Issue:
    """All records, the header first; empty lines keep their place as rows of no cells."""
    if '"' in text:
        good = _WELL_QUOTED.match(text)
        if good and good.end() < len(text):
            return _misquoted(text, max(good.start(1), 0), good.end(), file)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[TextRow] = []
    line = 1
    try:
        for row, cells in enumerate(reader, 1):
            rows.append(TextRow(row, line, tuple(cells)))
            line = reader.line_num + 1
            if row > MAX_ROWS + 1:
                return issue("gate.too-many-rows", Place(file=file, row=row, line=line), cap=MAX_ROWS)
    except csv.Error:  # strict RFC 4180 was held above: what is left is the module's own cap on a field
        place = Place(file=file, row=len(rows) + 1, line=line)
        return issue("gate.cell-too-long", place, found=f"> {csv.field_size_limit()}", cap=MAX_CELL)
    if not any(row.cells for row in rows):
        return issue("gate.empty-file", Place(file=file))
    return rows


def separator_used(first: str) -> tuple[str, Text, Text] | None:
    """What separates the columns of a first line without a comma: the character, its name, the remedy."""
    names = {
        "\t": Text("制表符", "tabs"),
        ";": Text("分号（;）", "semicolons (;)"),
        "，": Text("全角逗号（，）", "full-width commas (，)"),
        "；": Text("全角分号（；）", "full-width semicolons (；)"),
        "|": Text("竖线（|）", "vertical bars (|)"),
        "、": Text("顿号（、）", "enumeration commas (、)"),
    }
    if "," in first:
        return None
    char = max(names, key=first.count)
    if not first.count(char):
        return None
    replace = Text(
        "请在英文输入法下重新输入逗号，或用 Excel 另存为“CSV UTF-8（逗号分隔）”",
        "Type commas with a Latin keyboard, or save from Excel as “CSV UTF-8 (comma delimited)”",
    )
    return char, names[char], _SAVE_AS if char in "\t;|" else replace


def _not_utf8(data: bytes, position: int, file: str) -> Issue:
    line = len(_LINE_END.findall(data[:position].decode("latin-1"))) + 1
    place = Place(file=file, row=line, line=line)
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        bad = f"0x{data[position]:02X}"
        found = Text(
            f"第{line}行有无法识别的字节 {bad}", f"line {line} holds the byte {bad}, which UTF-8 does not allow there"
        )
        return issue("gate.encoding", place, found=found, remedy=_RESAVE)
    return issue("gate.encoding", place, found=_GB, remedy=_RESAVE)


def _misquoted(text: str, start: int, end: int, file: str) -> Issue:
    """`end` is the first character that cannot be part of a well-formed file, `start` where its cell begins."""
    first, last = _line_of(text, start), _line_of(text, end)
    if start == end:
        problem = Text(f"第{first}行的双引号没有闭合", f"The quote opened in line {first} is never closed")
    elif text[end] == '"':
        problem = Text(
            f"第{first}行有一格，引号不在开头", f"Line {first} has a cell with a quote that is not at its start"
        )
    elif first == last:
        problem = Text(
            f"第{first}行有一格，引号闭合后还有文字", f"Line {first} has a cell with text after its closing quote"
        )
    else:
        problem = Text(
            f"第{first}行的双引号没有闭合，直到第{last}行才遇到下一个引号",
            f"The quote opened in line {first} is not closed before line {last}",
        )
    return issue("gate.quote", Place(file=file, line=first), problem=problem)


def _line_of(text: str, position: int) -> int:
    return len(_LINE_END.findall(text, 0, position)) + 1
