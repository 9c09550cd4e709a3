"""What the union's own words speak of: a clause, a figure or a table, or else what it was meant to be."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from yangguang.core.address import derived_key, within_year
from yangguang.core.clause_number import clause_number
from yangguang.core.dates import parse_date
from yangguang.core.issues import Text
from yangguang.door.identities.books import LONGEST, title
from yangguang.door.messages.catalogue import issue
from yangguang.door.messages.message import STRICTER
from yangguang.door.schema.identifiers import day_of_serial, misread, misread_day
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yangguang.core.issues import Issue
    from yangguang.door.identities.books import Books
    from yangguang.records.declare import Table

BESIDE = frozenset({"X-1", "X-2", "X-3", "X-4", "X-5", "X-6", "X-7", "X-8"})  # rules beside the plan
_DERIVED = re.compile(r"@([a-z][a-z0-9_]*)(?:/.+)?")
# Figures that the site works out of a union's year, by the first part of their name.
WORKED_OUT = frozenset({
    "admin_non_personnel", "audit_coverage", "balance_sheet", "carryover_surplus", "chain", "changes", "class",
    "clauses", "days_overdue", "dues_rate", "execution_rate", "execution_rate_h1", "expenditure_share",
    "expenditure_total", "findings", "findings_amount", "findings_open", "findings_overdue", "hints", "income_share",
    "income_total", "member_service_share", "missing_tables", "per_member_expenditure", "project",
    "rectification_rate_amount", "rectification_rate_count", "refusal_issues", "rows", "subtree", "surplus",
    "surplus_to", "three_public", "three_public_total", "transfers", "transfers_matched", "verdict", "warnings",
})  # fmt: skip
PEERS = ("peer_median_", "peer_count_")
_COMPARED = 1_000
_ALIKE = str.maketrans({"o": "0", "l": "1", "i": "1"})


def check_subjects(books: Books) -> Iterator[Issue]:
    """An explanation speaks of a rule or of something in this package: else it is shown beside nothing."""
    for row in books.package.explanations or ():
        if not is_subject(books, row.subject):
            yield issue(
                "identity.foreign-key", books.place("explanations", row, "subject"), value=row.subject,
                column=title("explanations", "subject"),
                target=Text("条款编号和本数据包的数据项", "the clauses and the figures of this package"),
                remedy=_remedy(books, row.subject), since=STRICTER,
            )  # fmt: skip


def is_subject(books: Books, subject: str) -> bool:
    """Whether `subject` is a clause, a rule beside the plan, a table, a row or a column of one, or a figure."""
    if subject in books.policy.clauses or subject in BESIDE or not books.policy.clauses:
        return True
    parts = within_year(subject, books.package.union_id, books.package.year).split("/")
    if derived := _DERIVED.fullmatch("/".join(parts)):
        return derived[1] in WORKED_OUT or derived[1].startswith(PEERS)
    table = BY_NAME.get(parts[0])
    if table is None or table.scope != "package" or len(parts) > 3:
        return False
    if not table.key:
        return len(parts) == 1 or any(column.name == parts[-1] for column in table.columns)
    if len(parts) == 2 and any(column.name == parts[1] for column in table.columns):
        return True
    packages = (books.package, *books.earlier.values())
    has_row = (
        len(parts) < 2 or books.package.table(parts[0]) is None or parts[1] in books.memory.keys(parts[0], packages)
    )
    return has_row and (len(parts) < 3 or any(column.name == parts[2] for column in table.columns))


def _remedy(books: Books, subject: str) -> Text:
    near = _clauses_meant(books, subject) or books.memory.looked(
        lambda: (
            _figure_meant(books, subject)
            or get_close_matches(subject[:LONGEST], [*books.policy.clauses, *_titles()], n=1, cutoff=0.7)
        )
    )
    if near:
        return Text(f"请先把“对象”列设为文本格式，应写 {near[0]}", f"Format the column as text, then write {near[0]}")
    return Text(
        "请写条款编号（如 2-5-8），或“表名/编号/列名”（如 accounts/402/actual），或表名",
        "Write a clause (such as 2-5-8), or table/id/column (such as accounts/402/actual), or a table",
    )


def _clauses_meant(books: Books, subject: str) -> list[str]:
    """The clauses that a spreadsheet may have made this of, or that this is another way of writing."""
    plain = unicodedata.normalize("NFKC", subject).strip()
    by_number = {unicodedata.normalize("NFKC", clause_number(one)): one for one in books.policy.clauses}
    if plain in by_number:
        return [by_number[plain]]
    if plain.upper() in BESIDE:
        return [plain.upper()]
    day = parse_date(plain) or day_of_serial(plain) or misread_day(plain)
    if day is None:
        squeezed = re.sub(r"[.．、/_\s—–]+", "-", plain)
        return [squeezed] if squeezed in books.policy.clauses else []
    ids = (f"{day.year % 100}-{day.month}-{day.day}", f"{day.month}-{day.day}-{day.year % 100}")
    return [one for one in ids if one in books.policy.clauses][:1]


def _figure_meant(books: Books, subject: str) -> list[str]:
    """The table, row and column that were meant, each the nearest to what is written; nothing where one of them is in doubt."""
    within = within_year(subject, books.package.union_id, books.package.year)
    if found := _DERIVED.fullmatch(within):
        near = _nearest(found[1], sorted(WORKED_OUT))
        return [derived_key(books.package.union_id, books.package.year, one) for one in near]
    first, *rest = within.split("/")[:3]
    named = _nearest(first, sorted(_titles()))
    if not named:
        return _row_alone(books, first, within)
    table = BY_NAME[_titles()[named[0]]]
    columns = {called: one.name for one in table.columns for called in (one.title_zh, one.name)}
    keys = sorted(books.memory.keys(table.name, (books.package,)))[:_COMPARED] if table.key else [table.name]
    found_parts = [table.name]
    for at, part in enumerate(rest):
        near = _row_meant(part, table, keys) if at == 0 else []
        near = near or ([columns[one] for one in _nearest(part, columns)] if at == len(rest) - 1 else [])
        if not near:
            return []
        found_parts.append(near[0])
    meant = "/".join(found_parts)
    return [meant] if meant != within else []


def _row_alone(books: Books, key: str, within: str) -> list[str]:
    """The figure or row that was meant where its table was left out: one table alone has a row called `key`."""
    tables = [name for name, table in BY_NAME.items() if table.scope == "package" and table.key]
    found = [name for name in tables if key in books.memory.keys(name, (books.package,))]
    meant = f"{found[0]}/{within}" if len(found) == 1 else ""
    return [meant] if meant and is_subject(books, meant) else []


def _row_meant(text: str, table: Table, keys: list[str]) -> list[str]:
    eaten = misread(text, table.column(table.key[0])) if len(table.key) == 1 else None
    return [eaten.value] if eaten and eaten.value in keys else _nearest(text, keys)


@cache
def _titles() -> dict[str, str]:
    """The tables of a package by what they may be called: name and titles."""
    tables = [table for table in BY_NAME.values() if table.scope == "package"]
    return {called: one.name for one in tables for called in (one.title_en.casefold(), one.title_zh, one.name)}


def _nearest(word: str, known: Iterable[str]) -> list[str]:
    """The one that `word` is but for its letters' looks, else the one most like it."""
    plain = {_plain(one): one for one in known}
    near = (
        [_plain(word)] if _plain(word) in plain else get_close_matches(_plain(word)[:LONGEST], plain, n=1, cutoff=0.7)
    )
    return [plain[one] for one in near]


def _plain(text: str) -> str:
    """What is left of a text where letters and digits that look alike, and signs, make no difference."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
    return "".join(char for char in folded if char.isalnum())
