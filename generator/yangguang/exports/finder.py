"""The lists that the finder searches in the reader's browser: names, how they are said, and codes of every union."""

from __future__ import annotations

import json
import unicodedata
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING

from yangguang.records.codes import CODE_LISTS
from yangguang.records.names import full_name
from yangguang.views.model import Download

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from yangguang.records.registry import TradeUnion
    from yangguang.views.model import Edition

# Place names whose everyday reading is not the dictionary's; a union's own reading stands in the register.
_PLACES = {
    "朝阳": [["cháo"], ["yáng"]],
    "大栅栏": [["dà"], ["shí"], ["làn"]],
    "西什库": [["xī"], ["shí"], ["kù"]],
    "行政": [["xíng"], ["zhèng"]],
    "总工会": [["zǒng"], ["gōng"], ["huì"]],
}


_UMLAUT = str.maketrans(dict.fromkeys("üǖǘǚǜ", "v"))
_LISTED = 1000  # unions in one list, some 20 kB compressed: results show from the first list on


def finder_json(edition: Edition) -> Download:
    """`api/v1/finder.json`: one array per union: id, name, short name, pinyin, initials, credit code, district."""
    districts = edition.registry.districts
    rows = [
        [
            union.union_id,
            union.name,
            union.short_name or "",
            *readings(union),
            union.uscc or "",
            districts[union.district].name,
        ]
        for union in edition.registry.unions.values()
    ]
    return _json("api/v1/finder.json", rows)


def finder_lists(edition: Edition) -> Iterator[Download]:
    """What the finder of a page reads: `api/v1/finder-lists.json` names the lists, a district's unions or a part of them.

    A union is an array: id, name, short name, kind, the syllables of both names; in an English edition its English name,
    where it has one. Syllables are told only where `readings`,
    a reading for every character, does not give them. Credit codes, in which nothing repeats, are lists of their own in
    the same order: they are read once digits are typed. `letters` names the lists that have a character, by their numbers,
    where those are at most half of the lists, and always for others than Hanzi; the rest may be anywhere. A new union
    changes the lists of its own district alone, and `letters` where its name brings a new one.
    """
    registry, language = edition.registry, edition.language.code
    by_district: dict[str, list[TradeUnion]] = {}
    for union in registry.unions.values():
        by_district.setdefault(union.district, []).append(union)
    lists: list[dict[str, str]] = []
    having: dict[str, list[int]] = {}
    for district_id, unions in by_district.items():
        name = full_name(registry.districts[district_id], language)
        for start in range(0, len(unions), _LISTED):
            part, rows = f"{district_id}.{start // _LISTED + 1}", unions[start : start + _LISTED]
            path, codes = f"finder/{part}.json", f"finder/{part}.codes.json"
            for letter in sorted({letter for union in rows for letter in _letters(union, language)}):
                having.setdefault(letter, []).append(len(lists))
            lists.append({"path": path, "codes": codes, "district": name, "said": " ".join(_said(name))})
            yield _json(f"api/v1/{path}", [_row(union, language) for union in rows])
            yield _json(f"api/v1/{codes}", [union.uscc or "" for union in rows])
    few = {
        letter: at
        for letter, at in sorted(having.items())
        if len(at) * 2 <= len(lists)
        or _reading(letter) == letter  # no Hanzi: it has no reading to tell that it is anywhere
    }
    letters = sorted({letter for one in registry.unions.values() for letter in one.name + (one.short_name or "")})
    kinds = {one.code: one.title(language) for one in CODE_LISTS["union_kind"]}
    known = {letter: _reading(letter) for letter in letters if _reading(letter) != letter}
    yield _json("api/v1/finder-lists.json", {"kinds": kinds, "readings": known, "letters": few, "lists": lists})


def readings(union: TradeUnion) -> tuple[str, str]:
    """How the name is typed without Chinese input: its syllables run together, and their initials."""
    syllables = _syllables(union)
    return "".join(syllables), "".join(part[:1] for part in syllables)


def _row(union: TradeUnion, lang: str) -> list[str]:
    short = union.short_name or ""
    said, short_said = _told(union.name, _syllables(union)), _told(short, _said(short))
    row = [union.union_id, union.name, short, union.kind, said, short_said, _english(union, lang)]
    while not row[-1]:
        row.pop()
    return row


def _english(union: TradeUnion, lang: str) -> str:
    return (union.name_en or "") if lang == "en" else ""


def _letters(union: TradeUnion, lang: str) -> Iterable[str]:
    """The characters of its names and the initials of how they are said, as the finder compares what is typed."""
    short = union.short_name or ""
    said = (part[0] for part in (*_syllables(union), *_said(short)))
    plain = unicodedata.normalize("NFKC", f"{union.name}{short}{_english(union, lang)}").lower().translate(_UMLAUT)
    return chain(said, (one for one in unicodedata.normalize("NFD", plain) if not unicodedata.combining(one)))


def _told(text: str, syllables: list[str]) -> str:
    """The syllables, or nothing where reading character by character gives the same."""
    return "" if syllables == [_reading(letter) for letter in text] else " ".join(syllables)


@cache
def _reading(letter: str) -> str:
    return "".join(_said(letter))


def _syllables(union: TradeUnion) -> list[str]:
    return union.pinyin.lower().split() if union.pinyin else _said(union.name)


def _said(text: str) -> list[str]:
    return " ".join(_speaker()(text)).lower().split()


@cache
def _speaker() -> Callable[[str], list[str]]:
    from pypinyin import Style, lazy_pinyin, load_phrases_dict  # noqa: PLC0415 (its dictionaries, where no store has the lists)

    load_phrases_dict(_PLACES)
    return partial(lazy_pinyin, style=Style.NORMAL)


def _json(path: str, content: object) -> Download:
    return Download(path=path, content=json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
