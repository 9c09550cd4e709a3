"""Laws that hold for every rule, over a whole federation of the demo with all its lapses."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from datetime import date
from random import Random

import pytest

from tests.pages.builders import judged_year
from tests.rules.federation import TODAY, changed, whole_cast
from yangguang.ledger.figures.findings import CLOSED
from yangguang.pages.summary import summarise
from yangguang.records.declare import Record
from yangguang.records.tables import PACKAGE_TABLES
from yangguang.rules.judge.model import Status

KNOWN = {Status.MET, Status.BREACHED}
# The register alone tells whether a term has ended: no package is needed for it.
BY_REGISTER = {"X-3"}
# What had not happened made nothing due; a later matter, a channel closed later, a term that ended opens the question anew.
ASKED_ANEW = {"2-2-7", "3-3-2", "X-3"}
# Nothing declared is nothing spent, and nothing spent is no increase.
NOTHING_IS_KEPT = {"2-5-6", "2-5-8"}


@pytest.fixture(scope="module")
def federation():
    return whole_cast()


@pytest.fixture(scope="module")
def verdicts(federation):
    return federation.judged()


def emptied(package):
    return replace(package, **{table.name: () for table in PACKAGE_TABLES})


def test_the_federation_shows_every_status_and_most_breaches(verdicts):
    assert {one.status for one in verdicts.values()} == {*Status}
    assert len({key[2] for key, one in verdicts.items() if one.status is Status.BREACHED}) > 25


# Who else is there


@pytest.mark.parametrize("seed", range(5))
def test_an_unrelated_union_changes_no_verdict(federation, verdicts, seed):
    unions = federation.registry.unions
    gone = Random(seed).choice(sorted({*unions} - {one.parent_id for one in unions.values()}))
    others = federation.without(gone).judged()
    related = {gone, unions[gone].parent_id}
    assert [one for one in changed(verdicts, others) if one[0] not in related] == []


# The day of judgement

DAYS = [date(2024, 1, 1), *(date(year, *day) for year in (2025, 2026) for day in ((3, 31), (4, 1), (7, 1), (12, 31)))]


def test_time_never_makes_a_breach_not_due_again(federation):
    before, back = {}, Counter()
    for day in DAYS:
        now = federation.judged(day)
        for key, one in now.items():
            if one.status is Status.NOT_DUE and key in before and before[key].status in KNOWN:
                back[before[key].status, key[2]] += 1
        before = now
    assert {clause for status, clause in back if status is Status.BREACHED} == set()
    assert {clause for status, clause in back if status is Status.MET} <= ASKED_ANEW


# What was known on a day

MADE = {
    "budget": (0, 3, 25),
    "midyear": (0, 9, 20),
    "final": (1, 6, 10),
}  # from when on the demo's books are of a stage
# By which day a row happened; what its other days say is a plan, or came later than the row.
HAPPENED = {
    "filings": "date",
    "disclosures": "date",
    "activities": "date",
    "inspections": "date",
    "transfers": "date",
    "explanations": "date",
    "dues": "paid_on",
    "audits": "report_on",
    "matters": "occurred_on",
    "procurement": "announced_on",
    "assets": "start_on",
    "regulations": "adopted_on",
    "channels": "since",
    "bank_accounts": "opened_on",
}
PLANNED = {"due_on", "end_on", "bid_deadline"}
AT_THE_END = {"accounts": "actual", "projects": "actual", "three_public": "actual", "balances": "closing"}
CUTS = [date(2024, 3, 26), date(2024, 8, 1), date(2025, 2, 1), date(2025, 4, 10), date(2025, 9, 21), date(2026, 6, 12)]


def known_on(package, day):
    """The package as it would have been made on `day`: at the stage of that day, without what had not happened."""
    stages = [stage for stage, (years, *rest) in MADE.items() if date(package.year + years, *rest) <= day]
    if not stages:
        return None
    own = [*MADE].index(package.descriptor.stage)
    stage = stages[min(own, len(stages) - 1)]
    secret = {row.audit_id for row in package.audits or () if row.report_on and row.report_on > day}
    tables = {
        table.name: tuple(
            row_known_on(table.name, row, day, stage)
            for row in package.table(table.name)
            if ((when := getattr(row, HAPPENED.get(table.name, ""), None)) is None or when <= day)
            and not (table.name == "findings" and row.audit_id in secret)
        )
        for table in PACKAGE_TABLES
        if package.table(table.name) is not None
    }
    return replace(package, descriptor=replace(package.descriptor, stage=stage), **tables)


def row_known_on(table, row, day, stage):
    """The row without the days after `day` and without the amounts that its stage cannot know."""
    later = {
        one.name: None
        for one in fields(row)
        if isinstance(value := getattr(row, one.name), date) and value > day and one.name not in PLANNED
    }
    if "rectified_on" in later:
        later |= {"status": "in_progress", "rectified_amount": None}
    if stage != "final" and table in AT_THE_END:
        later[AT_THE_END[table]] = None
    if stage == "budget":
        later |= {one.name: None for one in fields(row) if one.name in {"budget_adjusted", "actual_h1"}}
    return replace(row, **later) if later else row


# A term that has not ended is kept until it does; the register alone tells.
OF_ITS_DAY = {"X-3"}


@pytest.mark.parametrize("day", CUTS, ids=str)
def test_what_was_known_on_a_day_claims_nothing_that_the_whole_books_deny(federation, verdicts, day):
    """Judged on that day, and much later if nothing ever followed: claims may only fall to not due, no data, awaiting."""
    packages = {key: known for key, one in federation.packages.items() if (known := known_on(one, day))}
    cut = federation.having(packages)
    alike = {
        Status.MET: {Status.MET, Status.ATTESTED},
        Status.ATTESTED: {Status.MET, Status.ATTESTED},
        Status.BREACHED: {Status.BREACHED},
        Status.NOT_APPLICABLE: {Status.NOT_APPLICABLE},
    }
    for as_of, kept in ((day, OF_ITS_DAY), (TODAY, set())):
        denied = [
            (*key, one.status.value, verdicts[key].status.value)
            for key, one in cut.judged(as_of).items()
            if key[2] not in kept and verdicts[key].status not in alike.get(one.status, {*Status})
        ]
        assert denied == []


# Honest silence


@pytest.mark.parametrize(
    "day", [date(2023, 12, 31), date(2025, 6, 30), date(2028, 12, 31)], ids=["early", "on", "late"]
)
def test_without_any_package_nothing_is_known(federation, day):
    known = {
        key[2] for key, one in federation.having({}).judged(day).items() if one.status in {*KNOWN, Status.ATTESTED}
    }
    assert known <= BY_REGISTER


def test_what_did_not_happen_before_the_year_began_breaks_nothing(federation):
    empty = federation.having({key: emptied(one) for key, one in federation.packages.items()})
    early = {key[2]: one for key, one in empty.judged(date(2023, 12, 31)).items() if one.status in KNOWN}
    # 2-5-3 asks whether subordinates have published here, and they have: header-only tables are published
    assert early.keys() <= BY_REGISTER | NOTHING_IS_KEPT | {"2-5-3"}
    assert {one.status for one in early.values()} <= {Status.MET}


def test_what_did_not_happen_keeps_nothing_that_was_to_be_done(federation):
    empty = federation.having({key: emptied(one) for key, one in federation.packages.items()})
    kept = {key[2] for key, one in empty.judged(date(2029, 1, 1)).items() if one.status is Status.MET}
    assert kept <= BY_REGISTER | NOTHING_IS_KEPT | {"2-5-3", "2-5-4"}  # both ask whether tables are there, and they are


def test_the_silence_of_all_others_proves_nothing(federation, verdicts):
    for union_id in federation.registry.unions:
        alone = federation.having({key: one for key, one in federation.packages.items() if key[0] == union_id})
        now = alone.judged(only=union_id)
        assert [one for one in changed(verdicts, now) if now[one[:3]].status in KNOWN] == []


# Findings


def test_findings_are_closed_or_open(federation):
    for years in federation.reports(TODAY).values():
        for report in years.values():
            rows = report.package.findings if report.package else None
            one = summarise(judged_year(report))
            if rows is None:
                assert (one.open_findings, one.overdue_findings, one.findings) == (None, None, ())
                continue
            closed = sum(row.status in CLOSED for row in rows)
            assert sum(found.count for found in one.findings) == len(rows) == closed + one.open_findings
            assert one.overdue_findings <= one.open_findings


def test_findings_opened_are_closed_or_carried_over(federation):
    reports = carrying(federation).reports(TODAY)
    carried_over = 0
    for years in reports.values():
        known, opened, closed, carried = set(), 0, 0, 0
        for report in years.values():
            if report.package is None or report.package.findings is None:
                continue
            ids = {row.finding_id for row in report.package.findings}
            one = summarise(judged_year(report))
            opened += len(ids - known)
            closed += sum(found.count for found in one.findings) - one.open_findings
            carried = one.open_findings
            known |= ids
            carried_over += carried
            assert opened == closed + carried
    assert carried_over > 0


def carrying(federation):
    """The federation with each open finding repeated in the next year's table, every other one closed there."""
    packages = {}
    for (union_id, year), package in sorted(federation.packages.items()):
        before = packages.get((union_id, year - 1))
        rows = package.findings
        if before and before.findings and rows is not None:
            left = [row for row in before.findings if row.status not in CLOSED]
            rows += tuple(replace(row, status="rectified") if at % 2 else row for at, row in enumerate(left))
        packages[union_id, year] = replace(package, findings=rows)
    return federation.having(packages)


def test_records_keep_what_permuting_changes():
    assert {one.name for one in fields(Record)} == {"row", "line"}
