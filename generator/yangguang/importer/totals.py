"""Rows that sum others: recognised, held against the rows they sum, then left out; a package has no totals."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.core.money import added, format_amount
from yangguang.importer.items import PARTS, VEHICLES
from yangguang.importer.units import unit_of_label
from yangguang.policy.chart import ancestors, nearest
from yangguang.records.finances import ASSETS, LIABILITIES, NET_ASSETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from yangguang.importer.model import Log, Sheet
    from yangguang.records.policy import ChartAccount

_TOTAL = re.compile(
    r"(?:本页|本年|本期|全年|收入|支出|经费|项目|总)*(?:合计|小计|总计|累计)(?:收入|支出)?|"
    r"(?:资产|负债|净资产|负债[和及与]净资产)(?:合计|总计|总额)|本年(?:合计)?(?:收入|支出)(?:合计)?|(?:收入|支出)(?:合计|总计)|"
    r"(?:本年)?收支(?:结余|差额|相抵)|本年结余|上年(?:末滚存)?结余|本年收回投资|本年投资|"
    r"本年提取后备金|(?:期末|年末|本年)?滚存结余"
)
_NUMBERING = re.compile(r"^(?:[(][一二三四五六七八九十0-9]+[)]|[一二三四五六七八九十0-9]+[.、])")
_PSEUDO = re.compile(r"[45]B[A-Z]+|5QM[0-9]", re.IGNORECASE)
_CODES = {"4BNHJSR": "收入合计", "5BNHJZC": "支出合计", "5QM1": "本年结余", "5QM6": "期末滚存结余"}
# What a total sums, by the word in its name; the longer words first.
_SIDES = {
    "收入": "income", "支出": "expenditure", "负债和净": "liabilities net", "负债及净": "liabilities net",
    "负债与净": "liabilities net", "净资产": "net", "负债": "liabilities", "资产": "assets", "用车": "vehicles",
}  # fmt: skip
_ITEMS = {"assets": ASSETS, "liabilities": LIABILITIES, "net": NET_ASSETS, "vehicles": PARTS[VEHICLES]}
_SIDE_OF_ITEM = {item: side for side, items in _ITEMS.items() for item in items}
_CARRY = ("上年结余", "本年收回投资", "本年投资", "本年提取后备金")


def total_name(code: str, name: str) -> str | None:
    """What a row sums, None for a row that is no total. `code` and `name` are its first two texts, '' where blank."""
    code = "".join(unicodedata.normalize("NFKC", code).split())
    name = _NUMBERING.sub("", "".join(unicodedata.normalize("NFKC", name).split())).strip(":：")
    if _PSEUDO.fullmatch(code):
        return name if _TOTAL.fullmatch(name) else _CODES.get(code.upper()) or name or code
    name, code = (unit_of_label(text)[0] for text in (name, code))  # 收入合计（元）
    for text in (name, code):
        if _TOTAL.fullmatch(text) and (text is code or not code or _TOTAL.fullmatch(code)):
            return text
    return None


class Totals:
    """The totals of one sheet, held against its rows as they go by."""

    def __init__(self, sheet: Sheet, chart: Mapping[str, ChartAccount] | None, tolerance: Decimal, log: Log) -> None:
        self._sheet, self._chart, self._log = sheet, chart, log
        self._waiting: list[
            tuple[int, str, Mapping[str, tuple[int, Decimal]]]
        ] = []  # totals that stand above their rows
        self._tolerance = tolerance  # yuan a sum of rounded figures may be off, for each figure and the sum itself
        self._rows: list[tuple[str, Mapping[str, Decimal]]] = []
        self._section = 0  # the first row that no subtotal has summed yet
        self._named: dict[str, Mapping[str, Decimal]] = {}
        self._unsure: set[str] = set()  # columns with a figure that was refused: no sum of them can be right

    def row(self, code: str, amounts: Mapping[str, Decimal], refused: Iterable[str]) -> None:
        """A row of data: its account code (or ''), what it adds in each column, and the columns that were refused in it."""
        self._unsure.update(refused)
        self._rows.append((code, amounts))

    def total(self, at: int, name: str, amounts: Mapping[str, tuple[int, Decimal]]) -> None:
        """A total in row `at`: each column's place in the sheet and figure. What it sums is verified and told."""
        if not amounts:
            return
        self._named[name] = {column: value for column, (_, value) in amounts.items()}
        if name not in _CARRY and not any(count for column in amounts for _, count in self._candidates(name, column)):
            self._waiting.append((at, name, amounts))  # none of its rows has come yet
        else:
            self._verify(at, name, amounts)
        if "小计" in name or "本页" in name:
            self._section = len(self._rows)

    def finish(self) -> None:
        """Verify the totals that stood above the rows they sum."""
        self._section = 0
        for waiting in self._waiting:
            self._verify(*waiting)

    def _verify(self, at: int, name: str, amounts: Mapping[str, tuple[int, Decimal]]) -> None:
        is_right = not self._unsure.issuperset(amounts)
        for column, (place, stated) in amounts.items():
            if (
                name in _CARRY or column in self._unsure
            ):  # nothing in this sheet to hold it against: the carry-over needs it
                continue
            sums = list(self._candidates(name, column))
            if not sums or not self._rows:
                self._log.tell("import.total-unread", self._sheet.place(at), name=name)
                return
            if not any(abs(stated - one) <= self._tolerance * (count + 1) for one, count in sums):
                is_right, computed = False, sums[0][0]
                self._log.tell(
                    "import.total-differs", self._sheet.place(at, place), name=name, stated=format_amount(stated),
                    computed=format_amount(computed), difference=format_amount(stated - computed),
                )  # fmt: skip
        if is_right:
            self._log.tell("import.total", self._sheet.place(at), name=name)

    def _candidates(self, name: str, column: str) -> Iterator[tuple[Decimal, int]]:
        """What the total may be, with the number of figures summed; the first is what its name says."""
        if "结余" in name or "收支" in name:
            yield from self._carried(name, column)
            return
        side = next((side for word, side in _SIDES.items() if word in name), None)
        yield self._sum(self._rows, column, side)
        if side is None:
            yield self._sum(self._rows[self._section :], column, None)
            if self._chart is not None:
                yield self._sum(self._rows, column, "income")
                yield self._sum(self._rows, column, "expenditure")

    def _carried(self, name: str, column: str) -> Iterator[tuple[Decimal, int]]:
        income, one = self._sum(self._rows, column, "income")
        spent, two = self._sum(self._rows, column, "expenditure")
        if name == "本年结余" or "收支" in name:
            yield income - spent, one + two
        elif "滚存" in name and all(column in self._named.get(part, {}) for part in _CARRY):
            before, back, out, reserve = (self._named[part][column] for part in _CARRY)
            yield income - spent + before + back - out - reserve, one + two + 4

    def _sum(
        self, rows: Sequence[tuple[str, Mapping[str, Decimal]]], column: str, sides: str | None
    ) -> tuple[Decimal, int]:
        given = {code for code, _ in rows}
        parts = [
            amounts[column]
            for code, amounts in rows
            if column in amounts and self._is_top(code, given) and (sides is None or self._side(code) in sides.split())
        ]
        return added(parts), len(parts)

    def _side(self, code: str) -> str | None:
        account = (self._chart or {}).get(code)
        return account.side if account else _SIDE_OF_ITEM.get(code)

    def _is_top(self, code: str, given: set[str]) -> bool:
        """Whether no account above it is given, too: both together would be counted twice."""
        return nearest(ancestors(self._chart or {}, code), given) is None


def tolerance_of(factor: int) -> Decimal:
    """How far a figure in units of `factor` yuan, rounded to two decimals, may be from what it stands for; 0 in yuan."""
    return Decimal("0.005") * factor if factor > 1 else Decimal(0)
