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
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from yangguang.core.address import Address
from yangguang.core.language import load_language
from yangguang.records.codes import code_title
from yangguang.records.names import full_name
from yangguang.rules.catalogue import SUPPLEMENTARY, supplementary_clause, switches
from yangguang.views.findings import findings_of_all
from yangguang.views.model import Download

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from yangguang.ledger.model import UnionYear
    from yangguang.records.package import Package
    from yangguang.records.registry import TradeUnion
    from yangguang.views.model import Edition, Summary

    Common = tuple[str, int]  # what records have in common: district, or "", and year, or 0

FOLDER = "search/index"  # of the site
FEW = 500  # records of a kind that are not cut up: each bundle is four files that a reader waits for
MOST = 2_000  # records of a bundle: Pagefind takes 0.2 MB for each
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
    title_en: str = ""
    filters: Mapping[str, str] = {}

    @property
    def words(self) -> str:
        """Titles and text as they are indexed."""
        return words(f"{self.title}\n{self.title_en}\n{self.text}")


class Bundle(NamedTuple):
    """What is indexed together: a kind's records of one district and one year, as far as it has those.

    Who narrows a search to a district or a year reads no other, and what a union changes makes one again. Where there are more
    than MOST they are dealt out by their addresses into 2, 4, 8 ... of them, `share` by share. A kind of FEW records is one
    bundle; its `district` and `year` are None where its records have several, and filters then.
    """

    kind: str
    district: str | None = ""
    year: int | None = 0
    share: int = 0

    @property
    def path(self) -> str:
        """Its folder within the index."""
        name = "/".join(filter(None, (self.kind, self.district, str(self.year or ""))))
        return f"{name}.{self.share}" if self.share else name


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
        [report.union.union_id, year, found]
        for year, report in sorted(years.items())
        if report.package and not report.is_withdrawn and (found := list(_told(report.package)))
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


def bundles(
    edition: Edition, summaries: Sequence[Summary], lines: Iterable[bytes]
) -> Iterator[tuple[Bundle, list[Record]]]:
    """All that is to be found, by kind, the latest year first, then in the register's order of districts.

    `lines` are those of `told`; records are made of them when their bundle comes.
    """
    place = {one: at for at, one in enumerate(("", *edition.registry.districts))}
    of = _unions(edition), _clauses(edition), _findings(edition, summaries), _documents(edition, lines)
    for kind, parts in zip(KINDS, of, strict=True):
        commons = sorted(parts, key=lambda one: (-one[1], place[one[0]]))
        records = ((common, record) for common in commons for record in parts[common])
        first = list(islice(records, FEW + 1))
        if len(first) > FEW:
            for common, some in groupby(chain(first, records), key=itemgetter(0)):
                yield from _dealt(Bundle(kind, *common), [record for _, record in some])
        elif first:
            district, year = (None if any(one) else one[0] for one in zip(*commons, strict=True))
            yield Bundle(kind, district, year), [_filtered(*one) for one in first]


def _dealt(bundle: Bundle, records: Sequence[Record]) -> Iterator[tuple[Bundle, list[Record]]]:
    shares = 1 << ((len(records) - 1) // MOST).bit_length()
    for share in range(shares):
        mine = [one for one in records if crc32(one.url.encode()) % shares == share]
        if mine:
            yield bundle._replace(share=share), mine


def _filtered(common: Common, record: Record) -> Record:
    district, year = common
    return record._replace(
        filters={name: value for name, value in (("district", district), ("year", str(year or ""))) if value}
    )


def letters(records: Iterable[Record]) -> set[str]:
    """The Hanzi that stand in some record."""
    text = "".join(chain.from_iterable((one.title, one.title_en, one.text) for one in records))
    return set(filter(_ALONE.match, set(unicodedata.normalize("NFKC", text))))


def contents(found: Mapping[Bundle, set[str]]) -> Download:
    """What a browser reads first: the bundles in their order, and which of a kind have a letter, where that is at most half."""
    kinds: dict[str, list[Bundle]] = {}
    for bundle in found:
        kinds.setdefault(bundle.kind, []).append(bundle)
    told = {}
    for kind, some in kinds.items():
        having: dict[str, list[int]] = {}
        for at, bundle in enumerate(some):
            for letter in sorted(found[bundle]):
                having.setdefault(letter, []).append(at)
        few = {letter: at for letter, at in sorted(having.items()) if len(at) * 2 <= len(some)}
        told[kind] = {"bundles": [[one.path, one.district, one.year] for one in some], "letters": few}
    return Download(
        path=f"{FOLDER}/contents.json", content=json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    )


def _unions(edition: Edition) -> Mapping[Common, Iterable[Record]]:
    mine: dict[Common, list[TradeUnion]] = {}
    for one in edition.registry.unions.values():
        mine.setdefault((one.district, 0), []).append(one)
    return {common: (_union(edition, one) for one in unions) for common, unions in mine.items()}


def _union(edition: Edition, one: TradeUnion) -> Record:
    district = edition.registry.districts[one.district].name
    facts = (one.short_name, one.name_en, _titles("union_kind", one.kind), one.uscc, one.union_id, district)
    return Record(Address(one.union_id).page, one.name, "\n".join(filter(None, facts)), one.name_en or "")


def _clauses(edition: Edition) -> Mapping[Common, Iterable[Record]]:
    beside = (
        supplementary_clause(rule, rows[-1]) for rule in SUPPLEMENTARY if (rows := switches(edition.policy, rule))
    )
    titles = {rule.clause_id: rule.title for rule in (*edition.rules, *SUPPLEMENTARY)}
    english = load_language("en")
    found = []
    for one in (*edition.policy.clauses.values(), *beside):
        title = titles.get(one.clause_id, "")
        names = (f"{one.clause_id} {name}".strip() for name in (title, english.gettext(title) if title else ""))
        found.append(Record(f"clauses/{one.clause_id}/", next(names), f"{one.text}\n{one.section}", next(names)))
    return {("", 0): found} if found else {}


def _findings(edition: Edition, summaries: Sequence[Summary]) -> Mapping[Common, Iterable[Record]]:
    mine: dict[Common, list[Record]] = {}
    for one in findings_of_all(edition, summaries):
        union, finding = edition.registry.unions[one.union_id], one.finding
        text = "\n".join(
            (
                f"{union.name} {one.year}",
                *(_titles("finding_category", code) for code in finding.categories),
                _titles("rectification_status", one.status),
                f"{union.short_name or ''} {finding.finding_id} {finding.audit_id}".strip(),
            )
        )
        place = f"{Address(one.union_id, one.year).page}#{one.fragment}"
        mine.setdefault((union.district, one.year), []).append(Record(place, finding.description, text))
    return mine


def _documents(edition: Edition, lines: Iterable[bytes]) -> Mapping[Common, Iterable[Record]]:
    mine: dict[Common, list[bytes]] = {}
    for line in lines:
        union_id, year, _ = line.split(b", ", 2)  # as `told` wrote it; texts stay bytes until their bundle comes
        district = edition.registry.unions[json.loads(union_id[1:])].district
        mine.setdefault((district, int(year)), []).append(line)
    return {common: _in_years(edition, some) for common, some in mine.items()}


def _in_years(edition: Edition, lines: Iterable[bytes]) -> Iterator[Record]:
    for union_id, year, told_of in map(json.loads, lines):
        title, title_en = (f"{full_name(edition.registry.unions[union_id], lang)} {year}" for lang in ("zh", "en"))
        yield Record(Address(union_id, year).page, title, "\n".join(told_of), title_en if title_en != title else "")


def _titles(codes: str, code: str) -> str:
    return f"{code_title(codes, code)} {code_title(codes, code, 'en')}"
