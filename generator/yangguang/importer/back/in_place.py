"""An office's own .xlsx with problems marked in it: everything that is not marked stays as it is, byte for byte.

Formulas, charts, pictures, theme, conditional formats, drop-downs, print settings and hidden columns are parts that nobody
touches. A workbook that is not as spreadsheets write it raises CannotChangeError, or KeyError, and is written anew.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from yangguang.importer.back.cells import restyled, unselected, with_notes
from yangguang.importer.back.notes import boxed, commented, safe
from yangguang.importer.back.styles import CannotChangeError, Styles
from yangguang.importer.failed import ATTRIBUTE, worksheets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.importer.back.todo import Todo
    from yangguang.importer.model import Spot

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BOOK, _STYLES, _CONTENT = "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"
_RELATION = re.compile(r"<Relationship\b[^>]*>")
_LEVEL = 6


class Marks(NamedTuple):
    """What is marked in one sheet: a colour (RRGGBB) and a note by cell."""

    colours: Mapping[Spot, str]
    notes: Mapping[Spot, str]


def marked(data: bytes, marks: Mapping[str, Marks], todo: Todo, ours: frozenset[str]) -> bytes:
    """The workbook with `marks` by the names of its sheets and the list `todo` before them; `ours` are our colours."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        entries = packed.infolist()
        files = {entry.filename: packed.read(entry) for entry in entries}
        sheets = dict(worksheets(packed, set(files)))
    if any("vbaProject" in name or "_xmlsignatures" in name for name in files) or b"purl.oclc.org" in files[_BOOK]:
        raise CannotChangeError(_BOOK)  # macros need another kind of file, a signature no longer holds
    book = _Book(files)
    styles = Styles(book.text(_STYLES))
    for number, (name, path) in enumerate(sheets.items(), 1):
        if name != todo.name:
            _mark(book, path, marks.get(name, Marks({}, {})), styles, ours, number)
    _list(book, sheets, todo, styles)
    book.write(_STYLES, styles.xml())
    book.files.pop("xl/calcChain.xml", None)  # (spreadsheets work it out again)
    book.forget("xl/calcChain.xml")
    out = io.BytesIO()
    dates = {entry.filename: entry.date_time for entry in entries}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as packed:
        for name, content in book.files.items():
            entry = zipfile.ZipInfo(name, dates.get(name, (1980, 1, 1, 0, 0, 0)))
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, content)
    return out.getvalue()


class _Book:
    """The parts of a workbook by path, with the relations between them and the kinds of each."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    def text(self, path: str) -> str:
        return self.files[path].decode("utf-8-sig")

    def write(self, path: str, text: str) -> None:
        self.files[path] = text.encode()

    def related(self, path: str, kind: str) -> str | None:
        """The part of a `kind` that the part at `path` has, None where it has none."""
        for one in _RELATION.findall(self._relations(path)):
            facts = dict(ATTRIBUTE.findall(one))
            if facts.get("Type", "").endswith(f"/{kind}"):
                target = facts["Target"]
                return (
                    target[1:] if target.startswith("/") else posixpath.normpath(f"{posixpath.dirname(path)}/{target}")
                )
        return None

    def relate(self, path: str, kind: str, target: str) -> str:
        """Give the part at `path` another: the name of the relation."""
        xml = self._relations(path)
        number = 1 + max((int(one) for one in re.findall(r'\bId="rId(\d+)"', xml)), default=0)
        one = f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="/{target}"/>'
        self.write(_relations_of(path), xml.replace("</Relationships>", f"{one}</Relationships>"))
        return f"rId{number}"

    def declare(self, path: str, kind: str) -> None:
        """Say of which kind a new part is."""
        xml = self.text(_CONTENT)
        if f'PartName="/{path}"' not in xml:
            one = f'<Override PartName="/{path}" ContentType="{kind}"/>'
            self.write(_CONTENT, xml.replace("</Types>", f"{one}</Types>"))

    def default(self, ending: str, kind: str) -> None:
        """Say of which kind parts of an `ending` are."""
        xml = self.text(_CONTENT)
        if f'Extension="{ending}"' not in xml:
            one = f'<Default Extension="{ending}" ContentType="{kind}"/>'
            self.write(_CONTENT, re.sub(r"(<Types\b[^>]*>)", lambda found: found[1] + one, xml, count=1))

    def forget(self, path: str) -> None:
        """Take a part that is no longer there out of the kinds and of the relations of the workbook."""
        self.write(_CONTENT, re.sub(rf'<Override\b[^>]*PartName="/{path}"[^>]*/>', "", self.text(_CONTENT)))
        name = posixpath.basename(path)
        relations = re.sub(rf'<Relationship\b[^>]*Target="[^"]*{name}"[^>]*/>', "", self._relations(_BOOK))
        self.write(_relations_of(_BOOK), relations)

    def _relations(self, path: str) -> str:
        found = self.files.get(_relations_of(path))
        return found.decode("utf-8-sig") if found else f'<Relationships xmlns="{_PACKAGE}"></Relationships>'


def _relations_of(path: str) -> str:
    folder, name = posixpath.split(path)
    return f"{folder}/_rels/{name}.rels"


def _mark(book: _Book, path: str, marks: Marks, styles: Styles, ours: frozenset[str], number: int) -> None:
    xml = unselected(book.text(path))
    xml = restyled(xml, marks.colours, styles.coloured, lambda one: styles.has_colour(one, ours))
    comments = book.related(path, "comments")
    if marks.notes or comments:
        boxes = book.related(path, "vmlDrawing") if "<legacyDrawing " in xml else None
        text, new, gone = commented(book.text(comments) if comments else None, marks.notes)
        vml = boxed(book.text(boxes) if boxes else None, new, gone, number)
        if not comments:
            comments = next(name for at in count(1) if (name := f"xl/comments{at}.xml") not in book.files)
            book.relate(path, "comments", comments)
            book.declare(comments, f"{_TYPES}.comments+xml")
        if not boxes:
            boxes = f"xl/drawings/yangguang-notes{number}.vml"
            xml = with_notes(xml, book.relate(path, "vmlDrawing", boxes))
            book.default("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
        book.write(comments, text)
        book.write(boxes, vml)
    book.write(path, xml)


def _list(book: _Book, sheets: Mapping[str, str], todo: Todo, styles: Styles) -> None:
    """The list as the first sheet; one of an earlier time gives it its place."""
    path = sheets.get(todo.name)
    xml = book.text(_BOOK)
    if path is None:
        path = "xl/worksheets/yangguang-list.xml"
        relation = book.relate(_BOOK, "worksheet", path)
        book.declare(path, f"{_TYPES}.worksheet+xml")
        number = 1 + max((int(one) for one in re.findall(r'\bsheetId="(\d+)"', xml)), default=0)
        first = f'<sheet name="{safe(todo.name)}" sheetId="{number}" xmlns:r="{_OFFICE}" r:id="{relation}"/>'
        xml = re.sub(r"(<sheets\b[^>]*>)", lambda found: found[1] + first, xml, count=1)
        xml = re.sub(r'\blocalSheetId="(\d+)"', lambda found: f'localSheetId="{int(found[1]) + 1}"', xml)
    xml = re.sub(r'(<workbookView\b[^>]*?)\s(?:activeTab|firstSheet)="\d+"', r"\1", xml)
    xml = re.sub(r'(<workbookView\b[^>]*?)\s(?:activeTab|firstSheet)="\d+"', r"\1", xml)
    book.write(_BOOK, xml)
    book.files.pop(_relations_of(path), None)
    book.write(path, todo.sheet(styles))
