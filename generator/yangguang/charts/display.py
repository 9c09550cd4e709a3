"""How a chart writes amounts: the portal's display unit, currency and language, and text that fits the picture."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from yangguang.core.figures import Figure, Unit
from yangguang.core.money import format_amount, format_percent
from yangguang.core.sentence import Sentence, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.core.language import Language
    from yangguang.records.federation import Settings

_CURRENCIES = {
    "CNY": say("元"), "USD": say("美元"), "EUR": say("欧元"), "GBP": say("英镑"), "JPY": say("日元"),
    "HKD": say("港元"), "KRW": say("韩元"),
}  # fmt: skip
_SCALES = {1: "{currency}", 1000: say("千{currency}").msgid, 10000: say("万{currency}").msgid}


LEAST = 100  # yuan; less would round to nothing where amounts are in thousands or ten thousands
MISSING = say("缺数据")  # the same word as on pages, never a zero or a dash


@dataclass(frozen=True)  # no slots: the two names are worked out once
class Display:
    """`scale` is 1, 1000 or 10000 of the currency; pictures use it, sentences and tooltips are always exact."""

    language: Language
    scale: int = 10000
    code: str = "CNY"

    @classmethod
    def of(cls, settings: Settings, language: Language) -> Display:
        """How a portal with these settings writes amounts in a language."""
        return cls(language, min(settings.display_unit, largest(language)), settings.currency)

    @cached_property
    def currency(self) -> str:
        """The plain unit: 元."""
        return self.text(_CURRENCIES[self.code]) if self.code in _CURRENCIES else self.code

    @cached_property
    def unit(self) -> str:
        """What amounts in the picture are in: 万元."""
        return self.language.gettext(_SCALES[self.scale]).format(currency=self.currency)

    def text(self, sentence: Sentence) -> str:
        """The sentence in the site's language."""
        return sentence.text(self.language)

    def amount(self, value: Decimal) -> str:
        """An amount in the display unit; one that would round to nothing there is written in plain currency."""
        if self.scale > 1 and value and abs(value) < LEAST:
            return self.text(self.money(value))
        return format_amount(value, display_unit=self.scale)

    def money(self, value: Decimal) -> Sentence:
        """The exact amount with its currency, for sentences: 1,234,567.00元."""
        return say("{amount}{currency}", amount=value, currency=self.currency)

    def known_amount(self, value: Decimal | None) -> str:
        """An amount in the display unit, or that there is none."""
        return self.text(MISSING) if value is None else self.amount(value)

    def tooltip(self, name: str, figure: Figure) -> str:
        """What a shape draws: its name and the exact figure."""
        return self.text(say("{name}：{value}", name=name, value=self.exact(figure)))

    def exact(self, figure: Figure) -> str:
        """A figure in full, with its unit where it is an amount."""
        value = known(figure)
        if figure.unit is Unit.YUAN:
            return self.text(self.money(value))
        return format_percent(value) if figure.unit is Unit.RATIO else f"{value:,}"

    def year(self, year: int) -> str:
        """The name of a year: 2025年."""
        return self.text(say("{year}年", year=year))


def largest(language: Language) -> int:
    """The largest scale that a language has a word for: 万 is ten thousand, English counts in thousands."""
    return 10000 if language.code == "zh" else 1000


def known(figure: Figure | None) -> Decimal:
    """The value of a figure that is drawn, and therefore known."""
    assert figure is not None
    assert figure.value is not None
    return Decimal(figure.value)


def text_width(text: str, size: float = 13) -> float:
    """About how wide a reader's browser sets `text`: a Chinese character is one em, any other about 0.56."""
    wide = 0 if text.isascii() else sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return size * (wide + 0.56 * (len(text) - wide))


def fit(text: str, width: float, size: float = 13) -> str:
    """`text`, cut with an ellipsis where it would be wider than `width`; the tooltip and the table have it whole."""
    if len(text) * size <= width or text_width(text, size) <= width:
        return text
    while text and text_width(text, size) > width - size:
        text = text[:-1]
    return text.rstrip() + "…"


def fit_all(texts: Sequence[str], widths: Sequence[float], size: float = 13) -> list[str]:
    """The texts of one picture, each within its width, cut so that two that differ still differ to a reader.

    A text is cut at its end; where what is left begins another text of the picture too, it is cut in the middle instead.
    """
    shown = []
    for text, width in zip(texts, widths, strict=True):
        cut = fit(text, width, size)
        stem = cut.removesuffix("…")
        alike = {other for other in texts if other != text and other.startswith(stem)} if cut != text else set()
        common = {_common(text, other) for other in alike}
        shown.append(_cut_before(text, common, width, size) if common else cut)
    return shown


def _common(text: str, other: str) -> int:
    """How many characters two texts that differ have in common at their beginning."""
    pairs = enumerate(zip(text, other, strict=False))
    return next((place for place, (one, another) in pairs if one != another), min(len(text), len(other)))


def _cut_before(text: str, differing: set[int], width: float, size: float) -> str:
    """The beginning of `text` and what follows one of the places where it begins to differ, as much as can be shown."""
    ends = [text[place:] for place in sorted(differing)]
    end = next((one for one in ends if text_width(one, size) <= width - size), None)
    if end is None:
        return "…" + fit(ends[-1], width - size, size)
    start = text[: len(text) - len(end)]
    while start and text_width(start + end, size) > width - size:
        start = start[:-1]
    return f"{start.rstrip()}…{end}"
