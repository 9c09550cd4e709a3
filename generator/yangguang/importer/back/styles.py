"""The formats of an .xlsx with more of them: a cell's own with another colour, and those of the list."""

from __future__ import annotations

import re

_XF = re.compile(r"<xf\b[^>]*?/>|<xf\b[^>]*?[^/]>.*?</xf>", re.DOTALL)
_WRAP = '<alignment vertical="top" wrapText="1"/>'


class CannotChangeError(Exception):
    """A part of a workbook is not as every spreadsheet writes it."""


class Styles:
    """`xl/styles.xml`, to which formats are added; none that is there is changed."""

    def __init__(self, xml: str) -> None:
        self._xml = xml
        self._fonts, self._fills = (self._parts(part) for part in ("font", "fill"))
        self._xfs = _XF.findall(self._section("cellXfs"))
        self._made: dict[tuple[int, str], int] = {}

    def _section(self, name: str) -> str:
        found = re.search(rf"<{name}\b[^>]*>(.*?)</{name}>", self._xml, re.DOTALL)
        if found is None:
            raise CannotChangeError(name)
        return found[1]

    def _parts(self, name: str) -> list[str]:
        return re.findall(rf"<{name}\b[^>]*?/>|<{name}\b[^>]*?>.*?</{name}>", self._section(f"{name}s"), re.DOTALL)

    def coloured(self, base: int, colour: str) -> int:
        """The number of the format `base` with the background `colour` (RRGGBB), or with none where it is ''."""
        if (base, colour) not in self._made:
            xf = (
                self._xfs[base]
                if base < len(self._xfs)
                else '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
            )
            bare = re.sub(r'\s(?:fillId|applyFill)="[^"]*"', "", xf)
            fill = self._fill(colour) if colour else 0
            self._made[base, colour] = self._add(bare.replace("<xf", f'<xf fillId="{fill}" applyFill="1"', 1))
        return self._made[base, colour]

    def listed(self, colour: str = "", font: str = "") -> int:
        """The number of a format of the list: text that wraps, with a background and a font of its own."""
        fill = self._fill(colour) if colour else 0
        number = self._added(self._fonts, f'<font>{font}<sz val="11"/><name val="宋体"/></font>')
        return self._add(
            f'<xf numFmtId="0" fontId="{number}" fillId="{fill}" borderId="0" xfId="0" applyFont="1" applyFill="1"'
            f' applyAlignment="1">{_WRAP}</xf>'
        )

    def has_colour(self, number: int, colours: frozenset[str]) -> bool:
        """Whether the format `number` has one of the backgrounds (RRGGBB)."""
        found = re.search(r'\bfillId="(\d+)"', self._xfs[number]) if number < len(self._xfs) else None
        fill = self._fills[int(found[1])] if found and int(found[1]) < len(self._fills) else ""
        return any(f'rgb="FF{colour}"' in fill for colour in colours)

    def xml(self) -> str:
        """The part with all that was added."""
        xml = self._xml
        for name, parts in (("fonts", self._fonts), ("fills", self._fills), ("cellXfs", self._xfs)):
            inside = f'<{name} count="{len(parts)}">{"".join(parts)}</{name}>'
            old = re.search(rf"<{name}\b[^>]*>.*?</{name}>", xml, re.DOTALL)
            if old is None:
                raise CannotChangeError(name)
            xml = f"{xml[: old.start()]}{inside}{xml[old.end() :]}"
        return xml

    def _fill(self, colour: str) -> int:
        return self._added(
            self._fills,
            f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor indexed="64"/></patternFill></fill>',
        )

    def _add(self, xf: str) -> int:
        return self._added(self._xfs, xf)

    @staticmethod
    def _added(parts: list[str], one: str) -> int:
        if one not in parts:
            parts.append(one)
        return parts.index(one)
