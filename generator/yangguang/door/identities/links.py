"""What rows say of other rows: findings of audits, matters of filings, and what earlier years reported."""

from __future__ import annotations

import unicodedata
from operator import attrgetter
from typing import TYPE_CHECKING

from yangguang.core.issues import Severity, Text
from yangguang.door.identities.books import title
from yangguang.door.messages.catalogue import issue
from yangguang.door.schema.identifiers import day_of_serial, misread
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from yangguang.core.issues import Issue
    from yangguang.door.identities.books import Books
    from yangguang.records.audits import AuditTarget
    from yangguang.records.declare import Record

_MATTERS = {
    "asset_matter": ("assets",), "audit_report": ("audits",), "audit_notice": ("audits",),
    "audit_result": ("audits",), "rectification": ("audits", "findings"), "major_matter": ("matters",),
    "procurement": ("procurement",), "asset": ("assets",),
}  # fmt: skip
# What the number of any other subject may be of; a union may also number its budgets or reports itself.
_ANY = ("assets", "audits", "findings", "matters", "procurement", "projects")


def check_findings_count(books: Books) -> Iterator[Issue]:
    """An audit's count of findings is the number of rows that name it, where the findings are given."""
    if books.package.findings is None:
        return
    rows: dict[str, int] = {}
    for finding in books.package.findings:
        rows[finding.audit_id] = rows.get(finding.audit_id, 0) + 1
    for audit in books.package.audits or ():
        found = rows.get(audit.audit_id, 0)
        if audit.findings_count is not None and audit.findings_count != found:
            yield issue(
                "identity.findings-count", books.place("audits", audit, "findings_count"),
                stated=audit.findings_count, computed=found, difference=audit.findings_count - found,
                cell=books.cells("audits", [audit], "findings_count"),
            )  # fmt: skip


def check_links(books: Books) -> Iterator[Issue]:
    """What a row refers to was reported: in this package, in an earlier year, or in the registry.

    A finding's audit must be there. What may lie before the portal's first year is an error only where last year's table
    is there to look in, otherwise a warning. Of a table that is not given now nothing can be said.
    """
    known = _Known(books)
    yield from _audit_links(books, known)
    for table, rows in (("filings", books.package.filings), ("disclosures", books.package.disclosures)):
        for row in rows or ():
            told = _MATTERS.get(row.subject, _ANY)
            targets = tuple(name for name in told if books.package.table(name) is not None)
            if targets and row.subject_id and not known(row.subject_id, *targets):
                doubt = Severity.WARNING if told is _ANY else _doubt(books, *targets)
                yield from _dangling(books, known, table, row, "subject_id", targets, doubt)
    for award in books.package.procurement_awards or ():
        if books.package.procurement is not None and not known(award.procurement_id, "procurement"):
            doubt = _doubt(books, "procurement")
            yield from _dangling(books, known, "procurement_awards", award, "procurement_id", ("procurement",), doubt)
    for target in books.package.audit_targets or ():
        if not _is_target(books, known, target):
            where = ("projects",) if target.kind == "project" else ("unions", "affiliates")
            yield from _dangling(books, known, "audit_targets", target, "target_id", where)


_COMPARED = 1_000


class _Known:
    """The keys that a table had in this package or in an earlier one; each table is gone through once, not once a row."""

    def __init__(self, books: Books) -> None:
        self._packages = (books.package, *books.earlier.values())
        self._registry = books.registry
        self._keys: dict[str, frozenset[str]] = {}
        self._alike: dict[tuple[str, ...], dict[str, str]] = {}

    def __call__(self, value: str, *tables: str) -> bool:
        return any(value in self._of(table) for table in tables)

    def alike(self, tables: tuple[str, ...]) -> dict[str, str]:
        """Keys of `tables` by what they look like; a thousand at most, for what is nearest."""
        if tables not in self._alike:
            found = sorted({key for name in tables for key in self._of(name)})
            self._alike[tables] = {_alike(one): one for one in found[:_COMPARED]}
        return self._alike[tables]

    def _of(self, table: str) -> Collection[str]:
        if table == "unions":
            return self._registry.unions.keys()
        if table == "affiliates":
            return {one.affiliate_id for one in self._registry.affiliates}
        if table not in self._keys:
            key = attrgetter(BY_NAME[table].key[0])
            keys = {key(row) for package in self._packages for row in package.table(table) or ()}
            if table == "audits":  # an audit is called by the number of its report, too
                keys |= {row.report_no for package in self._packages for row in package.audits or () if row.report_no}
            self._keys[table] = frozenset(keys)
        return self._keys[table]


def _audit_links(books: Books, known: _Known) -> Iterator[Issue]:
    package = books.package
    for finding in package.findings or ():
        if package.audits is not None and not known(finding.audit_id, "audits"):
            yield from _dangling(books, known, "findings", finding, "audit_id", ("audits",))
        for column, said in (("repeat_of", finding.repeat_of), ("also_repeats", finding.also_repeats)):
            for one in (said or "").split(";"):
                if one and not known(one, "findings"):
                    yield from _dangling(
                        books, known, "findings", finding, column, ("findings",), _doubt(books, "findings"), one
                    )
    for audit in package.audits or ():
        if audit.original_audit_id and not known(audit.original_audit_id, "audits"):
            yield from _dangling(
                books, known, "audits", audit, "original_audit_id", ("audits",), _doubt(books, "audits")
            )


def _doubt(books: Books, *tables: str) -> Severity | None:
    """WARNING where this year's or last year's tables are not there to look in."""
    before = books.earlier.get(books.package.year - 1)
    years = [books.package, before]
    given = all(year is not None and all(year.table(table) is not None for table in tables) for year in years)
    return None if given else Severity.WARNING


def _is_target(books: Books, known: _Known, target: AuditTarget) -> bool:
    if target.kind == "project":
        return books.package.projects is None or known(target.target_id, "projects")
    if target.target_id == "self" or target.target_id in books.registry.unions:
        return True
    return books.registry.is_affiliate(target.target_id)


def _dangling(
    books: Books,
    known: _Known,
    table: str,
    row: Record,
    column: str,
    targets: tuple[str, ...],
    severity: Severity | None = None,
    value: str | None = None,
) -> Iterator[Issue]:
    """What leads nowhere; of what a spreadsheet has changed that is told by itself, and is the cause."""
    value = value or getattr(row, column)
    if misread(value or "", BY_NAME[table].column(column)):
        return
    zh = "、".join(f"“{BY_NAME[name].title_zh}”" for name in targets)
    en = ", ".join(f"“{BY_NAME[name].title_en}”" for name in targets)
    yield issue(
        "identity.foreign-key", books.place(table, row, column), value=value,
        column=title(table, column), target=Text(f"{zh}（含以前年度）", f"{en} (earlier years included)"), severity=severity,
        remedy=_nearest(books, value or "", known.alike(targets)),
    )  # fmt: skip


def _nearest(books: Books, value: str, alike: Mapping[str, str]) -> Text:
    """The key that was meant, as far as it can be told."""
    if day := day_of_serial(value):
        return Text(
            f"像是日期的序号：请先把这一列设为文本格式，再写回原来的编号，例如 {day:%Y-%m}",
            f"It looks like the number of a day: format the column as text, then write what it was, such as {day:%Y-%m}",
        )
    same = alike.get(_alike(value))
    near = [same] if same else books.memory.nearest(value, lambda: [*alike.values()])
    if near:
        return Text(f"请核对编号，是否应为 {near[0]}？", f"Check the identifier: should it be {near[0]}?")
    return Text("请核对编号，或先补报被引用的那一行", "Check the identifier, or report the row it refers to first")


def _alike(value: str) -> str:
    plain = unicodedata.normalize("NFKC", value).casefold()
    return "".join(char for char in plain if char.isalnum())
