"""What stands above and below a table: unit, year and union, held against what the import was asked for."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yangguang.core.fiscal import CALENDAR, FiscalYears
from yangguang.door.bytes.strays import holds_figure
from yangguang.importer.cells import CHINESE_DIGITS
from yangguang.importer.units import FOREIGN, NAMES, unit_said

if TYPE_CHECKING:
    from yangguang.importer.model import Log, Sheet
    from yangguang.importer.recognise import Heading
    from yangguang.records.registry import TradeUnion

_YEAR = re.compile(r"((?:19|20)[0-9]{2})年(?!(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月)")
_YEAR_NAMED = re.compile(r"年度[:：]((?:19|20)[0-9]{2})(?![0-9])")
_HAN_YEAR = re.compile(r"[〇零○一二三四五六七八九]{4}(?=年)")
_UNION = re.compile(r"(?:编制单位|填报单位|单位名称|编报单位)[:：]\s*(?:[(（](?:公章|盖章)[)）])?\s*([^\s:：]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an import was asked for: the union, its fiscal year, and what was said of figures where a sheet does not say it.

    `factor` is the yuan of the unit given by `--unit`, `fund_source` the code given by `--fund-source`.
    """

    union: TradeUnion
    year: int
    fiscal: FiscalYears = CALENDAR
    factor: int | None = None
    fund_source: str | None = None


def texts_around(sheet: Sheet, first: int) -> list[str]:
    """The texts above row `first`, and the sheet's name."""
    return [sheet.name, *(str(cell) for row in sheet.rows[:first] for cell in row if isinstance(cell, str) and cell)]


def units_around(sheet: Sheet, first: int) -> list[str]:
    """Where a unit may be declared above row `first`: each text, what the cells of a row say together, the names."""
    rows = ["".join(str(cell) for cell in row if isinstance(cell, str)) for row in sheet.rows[:first]]
    return [*texts_around(sheet, first), *rows, sheet.file.rpartition(".")[0]]


def check_preface(sheet: Sheet, first: int, asked: Asked, log: Log, *, is_ours: bool = False) -> None:
    """Year and union of the rows above the headings agree with what was asked for."""
    texts = texts_around(sheet, first)
    joined = "\n".join(texts)
    squeezed = "".join(unicodedata.normalize("NFKC", joined).split(" "))
    squeezed = _HAN_YEAR.sub(lambda found: "".join(str(CHINESE_DIGITS[char]) for char in found[0]), squeezed)
    years = {int(year) for year in (*_YEAR.findall(squeezed), *_YEAR_NAMED.findall(squeezed))}
    if years and asked.year not in years:
        said = "、".join(str(year) for year in sorted(years))
        log.tell("import.other-year", sheet.place(), said=said, year=asked.year)
    if union := _UNION.search(joined):
        names = {_plain(name) for name in (asked.union.name, asked.union.short_name) if name}
        if _plain(union[1]) not in names and not any(_plain(union[1]).startswith(name) for name in names):
            log.tell("import.other-union", sheet.place(), said=union[1], union=asked.union.name)
    if not is_ours and any(any(cell != "" for cell in row) for row in sheet.rows[:first]):
        log.tell("import.preface", sheet.place(), rows=first)


def factors(sheet: Sheet, heading: Heading, asked: Asked, log: Log) -> dict[str, int] | None:
    """The yuan of the unit that each column of money counts in; None where that is uncertain, which is told.

    Headings go with the preface or stand alone. Where nobody says a unit, columns under the contract's own names count
    yuan, as the contract says; for any others it is asked.
    """
    said: set[int] = set()
    for text in units_around(sheet, heading.first) + _below(sheet, heading.last, among_figures=False):
        said |= unit_said(text)
    noted = {unit for text in _below(sheet, heading.last, among_figures=True) for unit in unit_said(text)}
    money = [name for name in heading.columns if _is_money(heading, name)]
    found: dict[str, int] = {}
    for name in money:
        stated = said | ({heading.factors[name]} if name in heading.factors else set())
        if asked.factor:
            stated |= {asked.factor}
        if len(stated) > 1 or FOREIGN in stated or noted - (stated or {1}):
            units = "、".join(NAMES[factor] for factor in sorted(stated | noted | ({1} if noted else set())))
            log.tell("import.unit-conflict", sheet.place(heading.last, heading.columns[name], name), units=units)
            return None
        if not stated and name not in heading.exact:
            log.tell("import.unit-unknown", sheet.place(heading.last, heading.columns[name], name))
            return None
        found[name] = stated.pop() if stated else 1
    for factor in sorted(set(found.values()) - {1}):
        log.tell("import.unit-converted", sheet.place(), unit=NAMES[factor], factor=factor)
    return found


def _below(sheet: Sheet, last: int, *, among_figures: bool) -> list[str]:
    """Texts below the headings that may declare a unit: in rows of data, where they only may contradict, or in others."""
    return [
        cell
        for row in sheet.rows[last + 1 :]
        for cell in row
        if isinstance(cell, str)
        and "单位" in cell
        and any(holds_figure(one) for one in row if one != "") is among_figures
    ]


def _is_money(heading: Heading, name: str) -> bool:
    if name.startswith("@"):
        return name not in {"@union", "@execution_rate"}
    return heading.table.column(name).unit == "yuan"


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())
