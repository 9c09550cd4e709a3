"""What a cell means that is not written as declared: spellings that are taken, and repairs that leave no doubt."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from yangguang.door.schema.identifiers import misread
from yangguang.door.schema.repairs import certain
from yangguang.records.codes import CODE_LISTS

if TYPE_CHECKING:
    from yangguang.records.declare import Column

_BOOLEANS = {"是": "true", "否": "false", "TRUE": "true", "FALSE": "false", "True": "true", "False": "false"}


def spelled(column: Column, text: str) -> str | None:
    """The canonical form of a spelling that the door takes: the Chinese title of a code, 是, 否, TRUE and FALSE."""
    if column.codes:
        return _titles(column.codes).get(text)
    return _BOOLEANS.get(text) if column.kind == "boolean" else None


def mended(column: Column, text: str) -> str | None:
    """What a refused cell certainly should have been; None where only its author knows. Nothing is ever accepted as this:

    it lets the other problems of a file be told in the same round, and keeps quiet what only follows from this one.
    """
    if column.kind != "string":
        return certain(column.kind, text)
    if column.codes:
        return _loose(column.codes).get(unicodedata.normalize("NFKC", text).strip().lower())
    found = misread(text, column)
    return found.value if found else None


@cache
def _titles(codes: str) -> dict[str, str]:
    titles = [code.title_zh for code in CODE_LISTS[codes]]
    return {code.title_zh: code.code for code in CODE_LISTS[codes] if titles.count(code.title_zh) == 1}


@cache
def _loose(codes: str) -> dict[str, str]:
    return {word.lower(): code.code for code in CODE_LISTS[codes] for word in (code.title_en, code.code)}
