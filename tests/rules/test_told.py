"""Many reports and many records that may be of any of them cost what rows cost: none is held against all others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.counted import lines_run
from tests.rules.build import OVERVIEW, YEAR, YUAN, audit, case, filing, matter, package, regulation
from yangguang.records.oversight import Disclosure
from yangguang.rules.catalogue import BY_ID
from yangguang.rules.judge.model import Status

FEW, MANY = 30, 120
DAY = date(YEAR + 1, 3, 2)


def reports(count, **facts):
    facts = {"report_no": "3号", "report_on": DAY} | facts
    return [audit(audit_id=f"A{at}", **facts) for at in range(count)]


def notices(count, day, **facts):
    return [
        filing("report", day + timedelta(days=at % 7), "audit_notice", filing_id=f"F{at}", body="市总工会", **facts)
        for at in range(count)
    ]


def published(count, subject="audit_result", day=DAY, **facts):
    facts = {"fiscal_year": YEAR, "channel": "website", "audience": "public"} | facts
    days = (day + timedelta(days=at % 7) for at in range(count))
    return [Disclosure(disclosure_id=f"G{at}", subject=subject, date=day, **facts) for at, day in enumerate(days)]


def passed_on(count, less=0, day=DAY, **facts):
    return package(audits=reports(count), filings=notices(count - less, day, **facts))


def out(count, less=0, **facts):
    rules = [regulation("audit_disclosure")]
    return package(audits=reports(count), disclosures=published(count - less, **facts), regulations=rules)


def matters(count):
    some = [matter(f"M{at}", occurred_on=DAY - timedelta(days=300 + at % 7)) for at in range(count)]
    overview = [OVERVIEW.__class__(major_matter_threshold=YUAN(1))]
    return package(matters=some, disclosures=published(count, "major_matter"), overview=overview)


OF_THE_YEAR = {"period_covered": str(YEAR)}
CROWDS = {
    "each notice names the number that all reports have": ("2-7-6", Status.MET, lambda n: passed_on(n, subject_id="3号")),
    "and all are earlier": ("2-7-6", Status.BREACHED, lambda n: passed_on(n, day=date(YEAR + 1, 1, 1), subject_id="3号")),
    "each notice names the year": ("2-7-6", Status.MET, lambda n: passed_on(n, **OF_THE_YEAR)),
    "and one report has none": ("2-7-6", Status.NO_DATA, lambda n: passed_on(n, 1, **OF_THE_YEAR)),
    "each publication names the number": ("2-7-8", Status.MET, lambda n: out(n, subject_id="3号")),
    "and all are before the reports": (
        "2-7-8", Status.BREACHED, lambda n: out(n, day=date(YEAR + 1, 1, 1), subject_id="3号")
    ),
    "each publication names the year": ("2-7-8", Status.MET, out),
    "and one report is not published": ("2-7-8", Status.NO_DATA, lambda n: out(n, 1)),
    "shown without a mark": ("2-7-9", Status.ATTESTED, lambda n: out(n, 1)),
    "no publication names its matter": ("3-3-2", Status.NO_DATA, matters),
}  # fmt: skip


@pytest.mark.parametrize("crowd", CROWDS)
def test_records_that_may_be_of_many_are_not_held_against_each(crowd):
    clause_id, status, make = CROWDS[crowd]
    spent = {}
    for count in (FEW, MANY):
        judged = case(make(count), as_of=date(YEAR + 2, 7, 15))
        assert BY_ID[clause_id].decide(judged).status is status
        judged = case(make(count), as_of=date(YEAR + 2, 7, 15))  # nothing is remembered
        spent[count] = lines_run(lambda judged=judged: BY_ID[clause_id].decide(judged))
    assert spent[MANY] < 5 * spent[FEW]  # four times the rows
