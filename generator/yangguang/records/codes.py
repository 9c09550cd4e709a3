"""Every code list: what a coded cell may say, with its titles, in the order people read them. The lists are `codes.csv`."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from yangguang.core.issues import Text


class Code(NamedTuple):
    """One permitted value and its titles."""

    code: str
    title_zh: str
    title_en: str

    def title(self, lang: str) -> str:
        """The title in 'zh' or 'en'."""
        return self.title_en if lang == "en" else self.title_zh


def _read() -> dict[str, tuple[Code, ...]]:
    lists: dict[str, list[Code]] = {}
    with (Path(__file__).parent / "codes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lists.setdefault(row["list"], []).append(Code(row["code"], row["title_zh"], row["title_en"]))
    return {name: tuple(codes) for name, codes in lists.items()}


CODE_LISTS: dict[str, tuple[Code, ...]] = _read()
_BY_CODE = {(name, code.code): code for name, codes in CODE_LISTS.items() for code in codes}


def code_text(codes: str, code: str) -> Text:
    """The title of `code` in both languages, as a value of a sentence."""
    found = _BY_CODE[codes, code]
    return Text(found.title_zh, found.title_en)


def code_title(codes: str, code: str, lang: str = "zh") -> str:
    """The title of `code` in the list `codes`; KeyError for a code the list does not have."""
    return _BY_CODE[codes, code].title(lang)
