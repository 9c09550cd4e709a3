"""How a submitted value is quoted in a message: short, on one line, with nothing that could act on its surroundings."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 60
_DIGITS = re.compile(r"\d(?:[\s-]?\d){8,}")


def shown(value: str) -> str:
    """`value` cut to 60 characters; controls, invisible and private characters are written as U+XXXX."""
    cut = value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
    if cut.isascii() and cut.isprintable():
        return cut
    return "".join(char if _is_plain(char) else f"[U+{ord(char):04X}]" for char in cut)


def shown_label(label: str) -> str:
    """What may be a person's number where none belongs (a header, a file name): nine digits and more are hidden."""
    return shown(without_numbers(label))


def without_numbers(text: str) -> str:
    """`text` with every run of nine digits or more replaced: they may identify somebody."""
    return _DIGITS.sub("***", text)


def _is_plain(char: str) -> bool:
    return char == " " or unicodedata.category(char)[0] not in "CZ"
