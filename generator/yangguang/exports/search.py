"""What the page of full-text search finds: unions, clauses, audit findings and what years have disclosed, a record each.

Chinese is not written in words. A dictionary cuts a text and a query into different ones, so a run of Hanzi is indexed as its
pairs of neighbours: a phrase of pairs is found wherever it stands, and nothing else is. Pagefind would cut pairs by its own
dictionary, so each Hanzi is spelt in four Latin letters, its number to the base 26. `search.js` cuts and spells alike.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.address import Address
from yangguang.core.language import load_language
from yangguang.records.codes import code_title
from yangguang.rules.catalogue import SUPPLEMENTARY, supplementary_clause, switches
from yangguang.views.findings import findings_of_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from yangguang.ledger.model import UnionYear
    from yangguang.records.package import Package
    from yangguang.views.model import Edition, Summary

KINDS = ("union", "clause", "finding", "document")  # an index each, in the order in which a reader sees them
# Where a year's own words and the numbers of its documents stand; findings are records of their own.
TOLD = {
    "projects": ("name", "purpose", "plan_item"),
    "matters": ("title", "note"),
    "procurement": ("name", "supplier", "method_reason"),
    "procurement_awards": ("supplier", "document_no", "reason"),
    "assets": ("asset_name", "counterparty"),
    "regulations": ("title", "document_no"),
    "activities": ("outcome", "document_no"),
    "filings": ("body", "document_no"),
    "inspections": ("outcome", "document_no"),
    "audits": ("report_no", "auditor_name"),
    "transfers": ("document_no",),
    "explanations": ("text",),
    "venues": ("name",),
}
_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORDS = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_ALONE = re.compile(rf"[{_HAN}]")


class Record(NamedTuple):
    """Something that is found: where it leads, what it is called, its text (a fact a line), and what it is filtered by.

    It is the same in every language, or a site in another one would have other addresses; `title_en` is for who reads English.
    """

    url: str
    title: str
    text: str
    filters: Mapping[str, str] = {}
    title_en: str = ""

    @property
    def words(self) -> str:
        """Titles and text as they are indexed."""
        return words(f"{self.title}\n{self.title_en}\n{self.text}")


def words(text: str) -> str:
    """`text` as words between blanks: runs of Latin letters and digits, pairs of neighbouring Hanzi, a run's last one alone."""
    return " ".join(chain.from_iterable(map(_cut, _WORDS.findall(unicodedata.normalize("NFKC", text).lower()))))


def _cut(run: str) -> Iterable[str]:
    if not _ALONE.match(run):
        return (run,)
    spelt = [_spelt(one) for one in run]
    return map("".join, zip(spelt, [*spelt[1:], ""], strict=True))


@cache
def _spelt(letter: str) -> str:
    number = ord(letter)
    return "".join(chr(ord("a") + number // 26**place % 26) for place in (3, 2, 1, 0))


def told(years: Mapping[int, UnionYear]) -> bytes:
    """What a union's years have in their own words, a JSON line each; nothing of a year that was withdrawn."""
    lines = (
        [report.union.union_id, year, list(_told(report.package))]
        for year, report in sorted(years.items())
        if report.package and not report.is_withdrawn
    )
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode()


def _told(package: Package) -> Iterator[str]:
    seen = set()
    for table, columns in TOLD.items():
        for row in package.table(table) or ():
            line = " ".join(str(value) for column in columns if (value := getattr(row, column)))
            if line and line not in seen:
                seen.add(line)
                yield line


def records(
    edition: Edition, summaries: Sequence[Summary], lines: Iterable[bytes]
) -> Iterator[tuple[str, Iterator[Record]]]:
    """By kind what is to be found; `lines` are those of `told`."""
    made = (_unions(edition), _clauses(edition), _findings(edition, summaries), _documents(edition, lines))
    yield from zip(KINDS, made, strict=True)


def _unions(edition: Edition) -> Iterator[Record]:
    for one in edition.registry.unions.values():
        district = _district(edition, one.union_id)
        facts = (one.short_name, _titles("union_kind", one.kind), one.uscc, one.union_id, district["district"])
        yield Record(Address(one.union_id).page, one.name, "\n".join(filter(None, facts)), district)


def _clauses(edition: Edition) -> Iterator[Record]:
    beside = (
        supplementary_clause(rule, rows[-1]) for rule in SUPPLEMENTARY if (rows := switches(edition.policy, rule))
    )
    titles = {rule.clause_id: rule.title for rule in (*edition.rules, *SUPPLEMENTARY)}
    english = load_language("en")
    for one in (*edition.policy.clauses.values(), *beside):
        title = titles.get(one.clause_id, "")
        names = (f"{one.clause_id} {name}".strip() for name in (title, english.gettext(title) if title else ""))
        yield Record(f"clauses/{one.clause_id}/", next(names), f"{one.text}\n{one.section}", {}, next(names))


def _findings(edition: Edition, summaries: Sequence[Summary]) -> Iterator[Record]:
    for one in findings_of_all(edition, summaries):
        finding, short = one.finding, edition.registry.unions[one.union_id].short_name or ""
        text = "\n".join(
            (
                _year(edition, one.union_id, one.year),
                *(_titles("finding_category", code) for code in finding.categories),
                _titles("rectification_status", one.status),
                f"{short} {finding.finding_id} {finding.audit_id}".strip(),
            )
        )
        place = f"{Address(one.union_id, one.year).page}#{one.fragment}"
        yield Record(place, finding.description, text, _filters(edition, one.union_id, one.year))


def _documents(edition: Edition, lines: Iterable[bytes]) -> Iterator[Record]:
    for line in lines:
        union_id, year, told_of = json.loads(line)
        if told_of:
            title, text = _year(edition, union_id, year), "\n".join(told_of)
            yield Record(Address(union_id, year).page, title, text, _filters(edition, union_id, year))


def _year(edition: Edition, union_id: str, year: int) -> str:
    return f"{edition.registry.unions[union_id].name} {year}"


def _titles(codes: str, code: str) -> str:
    return f"{code_title(codes, code)} {code_title(codes, code, 'en')}"


def _district(edition: Edition, union_id: str) -> dict[str, str]:
    return {"district": edition.registry.districts[edition.registry.unions[union_id].district].name}


def _filters(edition: Edition, union_id: str, year: int) -> dict[str, str]:
    return {**_district(edition, union_id), "year": str(year)}
