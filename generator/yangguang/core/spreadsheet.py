"""CSV that a spreadsheet opens without running any of it: what would be a formula, and the one writer of downloads.

A cell is a formula to Excel, WPS or LibreOffice when it begins with one of `SIGNS`; white space and what cannot be seen
before the sign do not help. Where the list separator is a semicolon, a text begins anew after each, and after a line break.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    Cell = str | int | Decimal | date | None

SIGNS = frozenset("=+-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋−⩵⩶﬩")  # all that Unicode folds (NFKC) to = + - @, and the minus sign
_BREAKS = frozenset(";\t\r\n")
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters or signs by their category, blank on every screen
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_OPENING = "“‘《〈「『（【"  # as a sentence may begin; ours begin with a quoted title on every page
# Where a cell, or a part of one, begins in CSV text with anything but a letter, a digit, an opening mark, a quote, nothing.
_HARMLESS = rf'[^\W{"".join(sorted(_FILLERS))}]|[{_OPENING}]|[,\r\n]|"(?![\r\n])|\Z'
_SUSPECT = re.compile(rf'[,;\t\r\n"](?!{_HARMLESS})')
_SUSPECT_TEXT = re.compile(rf'[,;\t\r\n"](?!{_HARMLESS}|(?<=,)-{_NUMBER.pattern[2:]}(?:[,\r\n]|\Z))')
_BLOCK = 10_000  # rows that are held at a time: a package may have a million figures


def formula_in(text: str) -> str | None:
    """The first part of `text` that a spreadsheet may run or take for a number, from its sign on."""
    return next((text[at:] for at in _starts(text)), None)


def may_hold_formula(csv_text: str) -> bool:
    """False where no cell of a CSV file can hold one: a search of the whole is far cheaper than a look at each cell."""
    return _SUSPECT.search(f"\n{csv_text}") is not None


def inert(text: str) -> str:
    """`text` with an apostrophe before each sign that would begin a formula, and a first tab or line break (OWASP)."""
    at = [*([0] if text[:1] in {"\t", "\r", "\n"} else []), *_starts(text)]
    return "'".join(text[begin:end] for begin, end in zip([0, *at], [*at, None], strict=True))


def csv_bytes(rows: Iterable[Sequence[Cell]], end: str = "\r\n") -> bytes:
    """Rows as UTF-8 CSV, lines ending with `end`; None is an empty cell, a number stays one, all other text is inert."""
    return b"".join(csv_blocks(rows, end))


def csv_blocks(rows: Iterable[Sequence[Cell]], end: str = "\r\n") -> Iterator[bytes]:
    """What `csv_bytes` gives, some thousand rows at a time: a package may have a million figures."""
    left = iter(rows)
    blocks = iter(lambda: list(islice(left, _BLOCK)), [])
    return (_block(rows, end) for rows in blocks)


def _block(rows: Sequence[Sequence[Cell]], end: str) -> bytes:
    text = _written(rows, end)
    if _SUSPECT_TEXT.search(f"\n{text}"):
        text = _written([[_inert_cell(cell) for cell in row] for row in rows], end)
    return text.encode()


def _written(rows: Sequence[Sequence[Cell]], end: str) -> str:
    buffer = StringIO()
    csv.writer(buffer, lineterminator=end).writerows(rows)
    if (
        "\r" in buffer.getvalue() and "\r" not in end
    ):  # Python before 3.13 would leave it outside quotes, as a line's end
        buffer = StringIO()
        csv.writer(buffer, lineterminator=end, quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    return buffer.getvalue()


def _inert_cell(cell: Cell) -> Cell:
    # Searched as it would be written in quotes: of ten thousand cells beside a suspicious one nearly all are harmless.
    if isinstance(cell, str) and _SUSPECT.search(f',"{cell}') and not _NUMBER.fullmatch(cell):
        return inert(cell)
    return cell


def _starts(text: str) -> Iterator[int]:
    """Where a spreadsheet may begin to read a formula."""
    fresh, broken = True, False
    for at, char in enumerate(text):
        if char in _BREAKS:
            fresh = broken = True
        elif fresh and not (_is_unseen(char) or (broken and char == '"')):
            fresh = False
            if char in SIGNS:
                yield at


def _is_unseen(char: str) -> bool:
    return char.isspace() or unicodedata.category(char)[0] in "CMZ" or char in _FILLERS
