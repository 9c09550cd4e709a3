"""How values look on a page: amounts, rates, dates and changes as safe HTML, in the site's language and display unit.

Missing is written out as missing, never as zero; an amount too small for the display unit is shown in whole currency.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from html import escape as plain  # keys end up in joined strings: half the cost of making each one Markup
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from yangguang.charts.display import LEAST, Display
from yangguang.core.dates import format_date
from yangguang.core.figures import Figure, Unit
from yangguang.core.money import format_amount, format_percent, round_half_up
from yangguang.core.sentence import Sentence, say

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from datetime import date

    from yangguang.core.language import Language
    from yangguang.ledger.model import Change
    from yangguang.records.federation import Settings


@cache
def _marks(titles: tuple[str, ...], keys: tuple[int, ...]) -> tuple[str, ...]:
    """What the cells of a row carry; the same for every row of a table, so made once."""
    return tuple(
        'class="num key"' if n in keys else f'class="num" data-label="{plain(title)}"' for n, title in enumerate(titles)
    )


_UNITS = {
    Unit.COUNT: None, Unit.PERSONS: say("人"), Unit.DAYS: say("天"), Unit.SQUARE_METRES: say("平方米"),
}  # fmt: skip
_OF_ONE = "per_member_expenditure"  # what one person's share is, in whole currency always
_TO_DEFICIT, _TO_SURPLUS = say("由盈转亏"), say("由亏转盈")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """One portal's way of writing values. `unit` is what amounts are shown in, `currency` the plain unit, after a `gap`."""

    language: Language
    settings: Settings
    currency: str = field(init=False)
    unit: str = field(init=False)
    missing: Markup = field(init=False)
    _scale: int = field(init=False)
    gap: str = field(init=False)
    _missing_word: Markup = field(init=False)
    _units: dict[Unit, Markup] = field(init=False)
    _marked: dict[str, str] = field(default_factory=dict, init=False)
    _corrected: str = field(init=False)
    _following: str = field(init=False)

    def __post_init__(self) -> None:
        display = Display.of(self.settings, self.language)
        missing = escape(say("缺数据").text(self.language))
        units = {kind: escape(word.text(self.language)) if word else Markup() for kind, word in _UNITS.items()}
        object.__setattr__(self, "currency", display.currency)
        object.__setattr__(self, "unit", display.unit)
        object.__setattr__(self, "_scale", display.scale)
        object.__setattr__(self, "gap", "" if self.language.code == "zh" else " ")
        object.__setattr__(self, "missing", Markup('<span class="yg-missing">{}</span>').format(missing))
        object.__setattr__(self, "_missing_word", missing)
        object.__setattr__(self, "_units", units)
        for name, said, short in (("_corrected", say("更正过"), ""), ("_following", say("由更正过的数算出"), "※")):
            word = said.text(self.language)
            mark = Markup(' <a class="yg-restated" href="#changes" title="{}">{}</a>').format(word, short or word)
            object.__setattr__(self, name, str(mark))

    @contextmanager
    def marking(self, corrected: Iterable[str], following: Iterable[str] = ()) -> Iterator[None]:
        """Within the block figures with these keys carry a mark that leads to the page's log: corrected, or made from such."""
        self._marked.update(dict.fromkeys(following, self._following) | dict.fromkeys(corrected, self._corrected))
        try:
            yield
        finally:
            self._marked.clear()

    def say(self, sentence: Sentence) -> str:
        """A sentence in the site's language (text, to be escaped by the template)."""
        return sentence.text(self.language)

    def word(self, sentence: Sentence) -> Markup:
        """A quiet word that stands where a number is not told."""
        return Markup('<span class="yg-same">{}</span>').format(sentence.text(self.language))

    def date(self, day: date | None) -> str | Markup:
        """A day as readers write it."""
        return self.missing if day is None else format_date(day, self.language.code)

    def figure(self, figure: Figure | None, *, bare: bool = False, unit: str | None = None) -> Markup:
        """A figure with key, exact value and unit; `bare` leaves the unit to the table's caption, `unit` names another."""
        return Markup(self._figure(figure, bare, unit))  # noqa: S704 (keys are escaped, the rest are numbers)

    def amount(self, key: str, value: Decimal | int | None, *, bare: bool = False) -> Markup:
        """An amount in the display unit; its exact value in whole currency is the tooltip and the `value`."""
        return Markup(self._amount(key, value, bare))  # noqa: S704 (keys are escaped, the rest are numbers)

    def whole(self, figure: Figure) -> Markup:
        """An amount in whole currency, to the cent, whatever the portal shows others in: a sum that a reader can check."""
        return Markup(
            '<data class="yg-figure" data-figure="{}" value="{}">{}</data>{}<span class="unit">{}</span>'
        ).format(figure.key, figure.value, format_amount(Decimal(figure.value or 0)), self.gap, self.currency)

    def exact(self, figure: Figure) -> Markup:
        """A figure as it was reported, amounts to the cent in whole currency, without its unit; one that was not, as none."""
        if figure.value is None:
            return self.word(say("（无）"))
        kind = "" if figure.unit is Unit.YUAN else Markup(' data-unit="{}"').format(figure.unit)
        shown = format_amount(Decimal(figure.value)) if figure.unit is Unit.YUAN else f"{figure.value:,}"
        return Markup('<data class="yg-figure" data-figure="{}"{} value="{}">{}</data>').format(
            figure.key, kind, figure.value, shown
        )

    def cells(
        self,
        figures: Iterable[Figure | Markup | Sentence | None],
        titles: Sequence[str],
        *,
        keys: Container[int] = (),
        bare: bool = False,
    ) -> Markup:
        """Table cells of figures, made in one go: a page has hundreds. Markup among them is a cell's words.

        A phone folds a row: the columns that `keys` numbers stay beside its name, each other cell says its title itself.
        """
        words = (self.word(one) if isinstance(one, Sentence) else one for one in figures)
        shown = (one if isinstance(one, Markup) else self._figure(one, bare, None) for one in words)
        marks = _marks(tuple(titles), tuple(n for n in range(len(titles)) if n in keys))
        return Markup("".join([f"<td {mark}>{one}</td>" for mark, one in zip(marks, shown, strict=False)]))  # noqa: S704 (as above)

    def change(
        self, now: Figure | None, before: Figure | None, change: Change, *, brief: bool = False, balance: bool = False
    ) -> Markup:
        """How a figure moved since the year before: amount and percentage, or that it cannot be said. `brief`: percentage.

        What remains of two large sums has no percentage (+9,480.0 % of nearly nothing): a `balance` says in words where it
        changed sides. The change is a figure of its own, `<key>/change`: now less before.
        """
        amount = change.amount
        if now is None or before is None or amount is None:
            return self.missing
        note = self._sides(change) if balance else self._percent(change)
        if brief and note and not balance:
            text = note
        else:
            shown, word = self._scaled(amount)
            sign = "+" if amount > 0 else ""
            text = f'{sign}{shown}{self.gap}<span class="unit">{word}</span>' + (f" ({note})" if note else "")
        return Markup(  # noqa: S704 (keys are escaped, the rest are numbers and our own words)
            f'<data class="yg-figure yg-change" data-figure="{escape(now.key)}/change" value="{amount}">{text}</data>'
        )

    def _sides(self, change: Change) -> str:
        now, before = change.now or 0, change.before or 0
        word = _TO_DEFICIT if before > 0 > now else _TO_SURPLUS if now > 0 > before else None
        return escape(word.text(self.language)) if word else ""

    def _percent(self, change: Change) -> str:
        rate = change.ratio
        return f"{'+' if rate >= 0 else ''}{format_percent(rate)}" if rate is not None else ""

    def moved(self, change: Figure) -> Markup:
        """A change of a count with its sign: +3, −2."""
        value = int(change.value or 0)
        shown = f"+{value}" if value > 0 else f"−{-value}"
        counted = f'data-figure="{plain(change.key)}" data-unit="{change.unit}" value="{value}"'
        return Markup(f'<data class="yg-figure" {counted}>{shown}</data>')  # noqa: S704 (the key is escaped)

    def plain(self, value: Decimal) -> str:
        """An amount with its unit as text, for descriptions."""
        shown, word = self._scaled(value)
        return f"{shown}{self.gap}{word}"

    def per_hundred(self, share: Decimal) -> str:
        """How much of each 100 a share is, two decimals."""
        return str(round_half_up(share * 100))

    def _figure(self, figure: Figure | None, bare: bool, unit: str | None) -> str:
        if figure is None:
            return self.missing
        if figure.unit is Unit.YUAN:
            return self._amount(figure.key, figure.value, bare)
        key, value = plain(figure.key), figure.value
        if value is None:
            return self._absent(key)
        if figure.unit is Unit.RATIO:
            return (
                f'<data class="yg-figure" data-figure="{key}" data-unit="ratio" value="{value}">'
                f"{format_percent(Decimal(value))}</data>{self._marked.get(figure.key, '')}"
            )
        word = plain(unit) if unit is not None else self._units[figure.unit]
        suffix = f'<span class="unit">{word}</span>' if word and not bare else ""
        counted = f'data-figure="{key}" data-unit="{figure.unit}" value="{value}"'
        return f'<data class="yg-figure" {counted}>{value:,}</data>{suffix}{self._marked.get(figure.key, "")}'

    def _amount(self, key: str, value: Decimal | int | None, bare: bool) -> str:
        safe = plain(key)
        if value is None:
            return self._absent(safe)
        value = Decimal(value)
        shown, word = (format_amount(value), self.currency) if safe.endswith(_OF_ONE) else self._scaled(value)
        exact = f' title="{value:,} {self.currency}"' if word is not self.currency else ""
        suffix = "" if bare and word is self.unit else f'{self.gap}<span class="unit">{word}</span>'
        mark = self._marked.get(key, "")
        return f'<data class="yg-figure" data-figure="{safe}" value="{value}"{exact}>{shown}</data>{suffix}{mark}'

    def _scaled(self, value: Decimal) -> tuple[str, str]:
        scale = self._scale
        if scale > 1 and value and abs(value) < LEAST:
            return format_amount(value), self.currency
        return format_amount(value, display_unit=scale), self.unit

    def _absent(self, key: str) -> str:
        return f'<data class="yg-figure yg-missing" data-figure="{key}" value="">{self._missing_word}</data>'
