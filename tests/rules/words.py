"""How a sentence of a verdict is written, whatever it is about: whole, without stray blanks, English that is English."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from yangguang.core.language import ZH, load_language
from yangguang.core.sentence import Percent, Sentence

CHINESE = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”]"
STRAY = re.compile(rf"{CHINESE} {CHINESE}")  # a blank stands beside a number, or a word of another script, alone
SEVERAL = re.compile(r"(?<![\d,.-])1 (?!yuan|is|was|has|does)[a-z]*s\b.*")
_YEARS = 1900  # whole numbers from here on are years, not counts
_SPANS = {"days", "cycle", "years"}  # what parameters or deadlines set: more than one
SAID: set[str] = set()  # what any case said, by its template


def well_said(reason: Sentence) -> None:
    """Fails where the sentence, or one within it, is not written as it should be, whoever and whatever it names."""
    texts = reason.text(ZH), reason.text(load_language("en"))
    assert "{" not in "".join(texts)
    for one in sentences(reason):
        SAID.add(one.msgid)
        plain = replace(one, values={name: 1 if is_number(value) else "某" for name, value in one.values.items()})
        assert not STRAY.search(plain.text(ZH)), plain.text(ZH)
    assert counted(reason) == []


def sentences(value: object):
    """The sentence and those it is made of."""
    if isinstance(value, Sentence):
        yield value
        for one in value.values.values():
            yield from sentences(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from sentences(one)


def is_number(value: object) -> bool:
    """Whether a reader sees a number: an amount, a count, a share, a value of a parameter."""
    return isinstance(value, int | Decimal | Percent) or (
        isinstance(value, str) and bool(re.fullmatch(r"[\d.]+(/\d+)?", value))
    )


def counted(reason: Sentence) -> list[str]:
    """The English sentences in which a count of one would stand before several: 1 inspections."""
    english, found = load_language("en"), []
    for one in sentences(reason):
        counts = {name for name, value in one.values.items() if isinstance(value, int) and value < _YEARS} - _SPANS
        single = {name: 1 if name in counts else "X" for name in one.values}
        found += SEVERAL.findall(replace(one, values=single).text(english))
    return found
