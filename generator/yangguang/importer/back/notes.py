"""Comments of a worksheet: its own stay, ours of an earlier time go, new ones come; with the boxes that show them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yangguang.core.issues import column_letter
from yangguang.importer.failed import spot_of
from yangguang.importer.model import Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

AUTHOR = "阳光"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_EMPTY = f'<comments xmlns="{_MAIN}"><authors></authors><commentList></commentList></comments>'
_COMMENT = re.compile(r"<comment\b([^>]*)>(.*?)</comment>", re.DOTALL)
_REF, _BY = re.compile(r'\bref="([A-Z]{1,3})([0-9]{1,7})"'), re.compile(r'\bauthorId="([0-9]+)"')
_SHAPE = re.compile(r"<v:shape\b[^>]*>.*?</v:shape>", re.DOTALL)
_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>'
)
_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def safe(text: str) -> str:
    """A text as XML has it, without characters that it cannot have."""
    return _ILLEGAL.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def commented(xml: str | None, notes: Mapping[Spot, str]) -> tuple[str, set[Spot], set[Spot]]:
    """The comments with `notes`, the cells that need a new box, and those whose box goes."""
    xml = xml or _EMPTY
    authors = re.findall(r"<author\s*/>|<author\b[^>]*>(.*?)</author>", xml, re.DOTALL)
    ours = authors.index(AUTHOR) if AUTHOR in authors else len(authors)
    kept: list[str] = []
    left, gone = dict(notes), set[Spot]()
    for comment in _COMMENT.finditer(xml):
        at, by = _REF.search(comment[1]), _BY.search(comment[1])
        spot = spot_of(at[1], int(at[2])) if at else None
        if spot and by and int(by[1]) == ours:
            gone.add(spot)
        elif spot in left:  # what somebody wrote there stays, and ours stands below
            kept.append(comment[0].replace("</text>", f"{_run(chr(10) * 2 + left.pop(spot))}</text>", 1))
        else:
            kept.append(comment[0])
    new = [
        f'<comment ref="{column_letter(spot.column)}{spot.row + 1}" authorId="{ours}"><text>{_run(text)}</text></comment>'
        for spot, text in sorted(left.items())
    ]
    if ours == len(authors):
        xml = re.sub(r"<authors\s*/>|</authors>", lambda found: _with_author(found[0]), xml, count=1)
    inside = f"<commentList>{''.join(kept + new)}</commentList>"
    xml = re.sub(
        r"<commentList\s*/>|<commentList\b[^>]*>.*</commentList>", lambda _: inside, xml, count=1, flags=re.DOTALL
    )
    return xml, set(left), gone


def _with_author(end: str) -> str:
    author = f"<author>{AUTHOR}</author></authors>"
    return author if end == "</authors>" else f"<authors>{author}"


def _run(text: str) -> str:
    return f'<r><t xml:space="preserve">{safe(text)}</t></r>'


def boxed(vml: str | None, new: Iterable[Spot], gone: Iterable[Spot], number: int) -> str:
    """The drawing with a box for each `new` comment and none for those that are `gone`; `number` makes its names its own."""
    vml, old = vml or _VML, set(gone)
    vml = _SHAPE.sub(lambda shape: "" if _noted(shape[0]) in old else shape[0], vml)
    first = 1024 * (1000 + number)
    shapes = "".join(_box(spot, first + at) for at, spot in enumerate(sorted(new), 1))
    kind = "" if 'id="_x0000_t202"' in vml else _TYPE
    end = vml.rindex("</xml>")
    return f"{vml[:end]}{kind}{shapes}{vml[end:]}"


def _noted(shape: str) -> Spot | None:
    row, column = (re.search(rf"<x:{name}>\s*(\d+)\s*</x:{name}>", shape) for name in ("Row", "Column"))
    return Spot(int(row[1]), int(column[1])) if row and column and 'ObjectType="Note"' in shape else None


def _box(spot: Spot, number: int) -> str:
    row, column = spot
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;'
        'width:300pt;height:120pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{column + 1}, 15, {max(row - 1, 0)}, 10, {column + 5}, 15, {row + 7}, 4</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
