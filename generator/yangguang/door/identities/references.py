"""What the union's own words speak of: a clause, a figure or a table, or else what it was meant to be."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from yangguang.core.address import within_year
from yangguang.core.clause_number import clause_number
from yangguang.core.dates import parse_date
from yangguang.core.issues import Text
from yangguang.door.identities.books import title
from yangguang.door.messages.catalogue import issue
from yangguang.door.messages.message import STRICTER
from yangguang.door.schema.identifiers import day_of_serial, misread_day
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yangguang.core.issues import Issue
    from yangguang.door.identities.books import Books

_BESIDE = re.compile(r"X-[0-9]+")  # rules beside the plan
_DERIVED = re.compile(r"@[a-z][a-z0-9_]*(?:/.+)?")
_FIGURES = {"accounts": ("actual", "budget_initial"), "balances": ("opening", "closing"), "projects": ("actual",)}
_COMPARED = 1_000


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
    if subject in books.policy.clauses or _BESIDE.fullmatch(subject) or not books.policy.clauses:
        return True
    parts = within_year(subject, books.package.union_id, books.package.year).split("/")
    if _DERIVED.fullmatch("/".join(parts)):
        return True
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
    near = _clauses_meant(books, subject) or books.memory.nearest(subject, lambda: _known(books), cutoff=0.7)
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
    day = parse_date(plain) or day_of_serial(plain) or misread_day(plain)
    if day is None:
        squeezed = re.sub(r"[.．、/_\s—–]+", "-", plain)
        return [squeezed] if squeezed in books.policy.clauses else []
    ids = (f"{day.year % 100}-{day.month}-{day.day}", f"{day.month}-{day.day}-{day.year % 100}")
    return [one for one in ids if one in books.policy.clauses][:1]


def _known(books: Books) -> list[str]:
    """What may be meant: clauses, tables, and the figures of the books, at most some thousands."""
    tables = [name for name, table in BY_NAME.items() if table.scope == "package"]
    figures = [
        f"{name}/{key}/{column}"
        for name, columns in _FIGURES.items()
        for key in sorted(books.memory.keys(name, (books.package,)))[:_COMPARED]
        for column in columns
    ]
    return [*books.policy.clauses, *tables, *figures]
