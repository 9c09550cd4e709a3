"""Files as they come from an office -> sheets: workbooks through calamine, CSV in any encoding and with any separator.

Nothing in a file is run or followed, and its size is looked at before it is unpacked.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from yangguang.core.issues import Issue, Text
from yangguang.door.bytes.csv_text import read_text, separator_used
from yangguang.door.bytes.mojibake import find_mojibake
from yangguang.importer.model import Sheet
from yangguang.importer.workbook import is_workbook, read_workbook

if TYPE_CHECKING:
    from yangguang.importer.model import Log

MAX_BYTES, MAX_ROWS, MAX_COLUMNS, MAX_LINE = 20_000_000, 200_000, 200, 65_536
_HEAD = 20  # lines among which the separator and the signs of a wrong encoding are looked for
_JUNK = re.compile(r"[~.]|Thumbs\.db$|desktop\.ini$", re.IGNORECASE)
_COPY = re.compile(r"副本|\(\d+\)(?=\.[^.]+$)")
_TEXT_NAMES = (".csv", ".txt", ".tsv", ".tab")
_NO_BOOK = Text("内容不是工作簿", "it holds no workbook")
_NO_TEXT = frozenset({"gate.not-csv", "gate.encoding"})
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_SEPARATOR = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # a line that Excel writes and reads


def read_file(name: str, data: bytes, log: Log) -> list[Sheet]:
    """The sheets of a file called `name`; what cannot be read is told, and gives none."""
    place = Sheet(file=name, name="", rows=()).place()
    if _JUNK.match(name):
        log.tell("import.junk", place)
        return []
    if _COPY.search(name):
        log.tell("import.copy", place)
    if len(data) > MAX_BYTES:
        log.tell("import.too-large", place, problem=Text(f"{len(data)} 字节", f"{len(data)} bytes"))
        return []
    is_text = name.lower().endswith(_TEXT_NAMES)
    if is_workbook(data):
        if is_text:
            log.tell("import.renamed", place)
            return []
        sheets = read_workbook(name, data, log)
    else:
        sheets = _read_csv(name, data, log)
    return [sheet for sheet in sheets if _fits(sheet, log)]


def _fits(sheet: Sheet, log: Log) -> bool:
    rows, columns = len(sheet.rows), max(map(len, sheet.rows), default=0)
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        problem = Text(f"{rows} 行、{columns} 列", f"{rows} rows, {columns} columns")
        log.tell("import.too-large", sheet.place(), problem=problem)
    return rows <= MAX_ROWS and columns <= MAX_COLUMNS


def _read_csv(name: str, data: bytes, log: Log) -> list[Sheet]:
    text = _decoded(name, data, log)
    if text is None:
        return []
    place = Sheet(file=name, name="", rows=()).place()
    separator, text = _separator(text)
    if separator is None:
        log.tell("import.separator", place)
        return []
    if separator != ",":
        used = separator_used(separator)
        log.tell("import.other-separator", place, found=used[1] if used else Text(separator, separator))
    if any(len(line) > MAX_LINE for line in text.splitlines()):
        log.tell("import.too-large", place, problem=Text("有一行超过 64 KB", "a line is over 64 kB"))
        return []
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for row in reader:
            rows.append(_without_blank_end(row))
            line = reader.line_num + 1
    except csv.Error:
        log.tell("import.quote", Sheet(file=name, name="", rows=()).place(line - 1), line=line)
        return []
    return [Sheet(file=name, name="", rows=rows)]


def _without_blank_end(row: list[str]) -> list[str]:
    """A thousand trailing commas are no cells."""
    while row and not row[-1].strip():
        row.pop()
    return row


def _decoded(name: str, data: bytes, log: Log) -> str | None:
    """The text of a file; strictly, for a character that is replaced is a character lost."""
    place = Sheet(file=name, name="", rows=()).place()
    encoding, is_text = _UTF16.get(data[:2]), name.lower().endswith(_TEXT_NAMES)
    try:
        text = data[2:].decode(encoding) if encoding else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding = "gb18030"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            log.tell("import.mojibake" if is_text else "import.unreadable", place, problem=_NO_BOOK)
            return None
    checked = read_text(text.encode(errors="surrogatepass"), place.file or "")
    if isinstance(checked, Issue):  # a merge conflict, an LFS pointer, a PDF, a picture
        if checked.code in _NO_TEXT and not is_text:  # a web page, a picture that is called .xls
            log.tell("import.unreadable", place, problem=_NO_BOOK)
        else:
            log.issues.append(checked)
        return None
    head = "\n".join(checked.splitlines()[:_HEAD])
    if "\0" in checked and not is_text:
        log.tell("import.unreadable", place, problem=_NO_BOOK)
        return None
    if "\0" in checked or "\ufffd" in checked or find_mojibake(head) or _has_garbled_cell(head):
        log.tell("import.mojibake", place)
        return None
    if encoding == "gb18030":
        log.tell("import.gb18030", place)
    elif encoding:
        log.tell("import.utf-16", place)
    return checked


def _has_garbled_cell(head: str) -> bool:
    return any(find_mojibake(cell) for cell in re.split(r"[,;\t|\n]", head) if cell)


def _separator(text: str) -> tuple[str | None, str]:
    """What separates the columns, None where only full-width commas do, and the text without Excel's `sep=` line."""
    first, _, rest = text.partition("\n")
    if said := _SEPARATOR.fullmatch(first):
        return said[1], rest
    head = [re.sub(r'"[^"]*"', "", line) for line in text.splitlines()[:_HEAD]]
    most = {char: max((line.count(char) for line in head), default=0) for char in ",\t;|，"}
    best = max(most, key=lambda char: most[char])
    return (None if best == "，" and most[best] > 1 else best if best != "，" else ","), text
