"""The strict grammar of cells: for each column one function from text to value, compiled once.

    number   -?(0|[1-9][0-9]{0,12})(.[0-9]{1,2})?      integer  0|[1-9][0-9]{0,12}
    date     YYYY-MM-DD, a day that exists             boolean  true|false

A Table Schema reader is laxer (1e5, NaN, 1_000, ００１, +1): such cells are ours alone to refuse.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from yangguang.core.dates import parse_date
from yangguang.core.money import parse_amount
from yangguang.door.schema.uscc import is_uscc
from yangguang.records.codes import CODE_LISTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from yangguang.records.declare import Column


class Refused:
    """The value of a cell that its column does not allow; there is one, REFUSED."""

    __slots__ = ()


REFUSED: Final = Refused()
_REMEMBERED = 512  # texts of a column, for some hundred columns
_INTEGER = re.compile(r"0|[1-9][0-9]{0,12}")
_BOOLEANS: dict[str, object] = {"true": True, "false": False}


@cache
def cell_parser(column: Column) -> Callable[[str], object]:
    """Text of a cell of `column` -> its value, None for an empty optional cell, REFUSED otherwise.

    Equal texts become one and the same value: rows have days, codes and names in common.
    """
    parse = _value_parser(column)
    empty = None if column.need == "no" else REFUSED
    return lru_cache(_REMEMBERED)(lambda text: parse(text) if text else empty)


def pattern_of(column: Column) -> re.Pattern[str] | None:
    """The column's pattern; digits are ASCII digits."""
    return re.compile(column.pattern, re.ASCII) if column.pattern else None


def parse_integer(text: str) -> int | None:
    """The count that `text` writes, or None."""
    return int(text) if _INTEGER.fullmatch(text) else None


def parse_boolean(text: str) -> object:
    """True for 'true', False for 'false', None for anything else."""
    return _BOOLEANS.get(text)


def _value_parser(column: Column) -> Callable[[str], object]:
    if column.kind == "string":
        return _string_parser(column)
    parse: Callable[[str], object] = {
        "number": parse_amount, "integer": parse_integer, "date": parse_date, "boolean": parse_boolean
    }[column.kind]  # fmt: skip
    least, most = column.minimum, column.maximum
    if most is not None:
        assert least is not None, "a column with a maximum has a minimum"
        return lambda text: (
            REFUSED if (value := parse(text)) is None or not least <= value <= most else value  # type: ignore[operator]  # numbers only
        )
    if least is None:
        return lambda text: REFUSED if (value := parse(text)) is None else value
    return lambda text: (
        REFUSED if (value := parse(text)) is None or value < least else value  # type: ignore[operator]  # numbers only
    )


def _string_parser(column: Column) -> Callable[[str], object]:
    if column.codes:
        codes = {code.code: code.code for code in CODE_LISTS[column.codes]}
        return lambda text: codes.get(text, REFUSED)
    if pattern := pattern_of(column):
        matches = pattern.fullmatch
        return lambda text: text if matches(text) else REFUSED
    if column.check == "uscc":
        return lambda text: text if is_uscc(text) else REFUSED
    return str
