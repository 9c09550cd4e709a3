"""The law of evidence on small cases: every cell that a verdict lists moves it, none that it does not list does.

What whole union-years (`test_evidence`) seldom hold: matters refused, terms without an end, findings of two kinds, rows that count for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from tests.rules.asset_matters import step
from tests.rules.audit_follow_up import follow, notice
from tests.rules.build import (
    CITY,
    LATER,
    QU,
    SHOP,
    STREET,
    YEAR,
    asset,
    audit,
    case,
    channel,
    dues,
    filing,
    finding,
    package,
    registry,
    regulation,
    target,
    training,
    vote,
    whole_year,
    work,
)
from tests.rules.evidence import Said, tried
from tests.rules.test_audit_openness import published, report
from yangguang.records.contributions import BankAccount
from yangguang.records.tables import PACKAGE_TABLES
from yangguang.rules.catalogue import BY_CLAUSE
from yangguang.rules.judge.verdicts import judge


@dataclass(kw_only=True)
class SmallJudge:
    """One rule's verdict on QU amid a few packages, again and again with one of them replaced."""

    clause: str
    packages: tuple
    union_id: str = "qu"
    federation: SimpleNamespace = field(init=False)

    def __post_init__(self):
        self.packages = tuple(map(numbered, self.packages))
        self.federation = SimpleNamespace(
            registry=registry(CITY, QU, STREET, SHOP), packages={(one.union_id, one.year): one for one in self.packages}
        )

    def said(self, changed=None):
        """As `tests.rules.evidence.Judge` says it."""
        of = None if changed is None else (changed.union_id, changed.year)
        given = [changed if (one.union_id, one.year) == of else one for one in self.packages]
        verdicts = judge(case(*given, as_of=LATER), (BY_CLAUSE[self.clause],))
        return {one.rule.clause_id: Said.of(one) for one in verdicts}


def numbered(package):
    """The package with its rows where a file would have them."""
    tables = {table.name: package.table(table.name) or () for table in PACKAGE_TABLES}
    rows = {name: tuple(replace(row, row=at) for at, row in enumerate(of, 2)) for name, of in tables.items() if of}
    return replace(package, **rows)


def books(**tables):
    return package(overview=(), **tables)


def above(*filings):
    return package("city", overview=(), filings=filings)


MILLIONS = Decimal(5_000_000)
LONG = {"start_on": date(YEAR, 7, 1), "end_on": date(YEAR + 10, 6, 30)}
SHORT = {"start_on": date(YEAR, 7, 1), "end_on": date(YEAR + 1, 6, 30)}
LEASES = [asset(**SHORT, appraised_value=Decimal(1)), asset(asset_id="ZC2", matter="transfer", **SHORT)]
DONE = {"status": "rectified", "rectified_on": date(YEAR + 1, 3, 5)}
ACCOUNT = BankAccount(
    account_tail="1234", nature="basic", holder_name="QU团委", bank="行", opened_on=date(2010, 1, 1), status="active",
    independence_confirmed_on=date(YEAR, 12, 1),
)  # fmt: skip
RED = report(report_no="3号")
CASES = {
    "a long lease that nobody approved": ("2-6-5", [books(assets=[asset()])]),
    "a longer one, by an option to renew": ("2-6-5", [books(assets=[asset(renewal_years=1)])]),
    "ten years, refused": ("2-6-5", [books(assets=[asset(**LONG)], filings=[step(outcome="returned")]), above()]),
    "ten years, approved": ("2-6-5", [books(assets=[asset(**LONG)], filings=[step()]), above(step(subject_id="ZC1"))]),
    "without an end": ("2-6-5", [books(assets=[asset(end_on=None, open_ended=True)], filings=[step()]), above(step())]),
    "five years, approved, of a great value": (
        "2-6-5",
        [books(assets=[asset(contract_amount=2 * MILLIONS)], filings=[step()]), above(step())],
    ),
    "a short lease and a sale, by term": ("2-6-5", [books(assets=LEASES)]),
    "a short lease and a sale, by value": ("2-6-4", [books(assets=LEASES)]),
    "no land": ("2-6-3", [books(assets=LEASES)]),
    "land sold": ("2-6-3", [books(assets=[asset(is_land_disposal=True)], filings=[step()]), above(step())]),
    "a great value that nobody approved": (
        "2-6-4",
        [books(assets=[asset(**SHORT, appraised_value=MILLIONS), asset(asset_id="ZC2", contract_amount=MILLIONS)])],
    ),
    "a great value approved, without an appraisal": (
        "2-6-4",
        [
            books(
                assets=[asset(**(SHORT | {"end_on": date(YEAR + 9, 12, 31)}), contract_amount=MILLIONS)],
                filings=[step()],
            ),
            above(step()),
        ],
    ),
    "nearly ten years, of a great value": (
        "2-6-4",
        [
            books(
                assets=[asset(**(LONG | {"end_on": date(YEAR + 9, 12, 31)}), contract_amount=MILLIONS)],
                filings=[step()],
            ),
            above(step()),
        ],
    ),
    "long and of a great value": (
        "2-6-5",
        [books(assets=[asset(**LONG, contract_amount=2 * MILLIONS)], filings=[step()]), above(step())],
    ),
    "two great values": (
        "2-6-5",
        [books(assets=[asset(contract_amount=2 * MILLIONS, book_value=2 * MILLIONS)], filings=[step()]), above(step())],
    ),
    "every matter approved": ("2-6-1", [books(assets=[asset(**SHORT)], filings=[step()]), above(step())]),
    "findings of two kinds, nobody warned": (
        "2-7-5",
        [
            books(audits=[audit()], findings=[finding(risk="high"), finding("W2", repeat_of="W0")]),
            books(year=YEAR - 1, findings=[finding("W0", "x")]),
        ],
    ),
    "a finding put right and one not": (
        "2-7-7",
        [books(audits=[audit()], findings=[finding(**DONE), finding("W2", rectified_on=date(YEAR + 1, 4, 1))])],
    ),
    "visited": ("2-7-7", [books(audits=[audit()], findings=[finding(**DONE, revisited_on=date(YEAR + 1, 3, 20))])]),
    "visited before the report": (
        "2-7-7",
        [books(audits=[audit()], findings=[finding(**DONE, revisited_on=date(YEAR + 1, 2, 20))])],
    ),
    "followed up before the report": (
        "2-7-4",
        [books(audits=[audit(), follow(date(YEAR + 1, 2, 1))], findings=[finding()])],
    ),
    "passed on, naming the report": ("2-7-6", [books(audits=[audit()], filings=[notice()])]),
    "passed on, naming the year": (
        "2-7-6",
        [books(audits=[audit()], filings=[notice(subject_id=None, period_covered=str(YEAR))])],
    ),
    "published before the report": (
        "2-7-8",
        [
            books(
                audits=[RED],
                disclosures=[published(date(YEAR + 1, 3, 1))],
                regulations=[regulation("audit_disclosure")],
            )
        ],
    ),
    "published": (
        "2-7-8",
        [books(audits=[RED], disclosures=[published()], regulations=[regulation("audit_disclosure")])],
    ),
    "published, naming the year": ("2-7-9", [books(audits=[RED], disclosures=[published(subject_id=None)])]),
    "regulations lacking, one of them repealed": (
        "2-1-3",
        [
            books(
                regulations=[
                    regulation("finance"),
                    regulation("budget", repealed_on=date(YEAR, 5, 1)),
                    regulation("audit", adopted_on=date(YEAR + 1, 5, 1)),
                ]
            )
        ],
    ),
    "a training that half came to": ("2-1-6", [package(activities=[training(attended_count=10)])]),
    "two trainings, of which one has its evidence": (
        "2-1-6",
        [
            package(
                activities=[
                    training(attended_count=10),
                    training(date(YEAR, 6, 1), activity_id="A2", attended_count=15, document_no="1"),
                ]
            )
        ],
    ),
    "one channel open, one closed, one to come": (
        "2-2-7",
        [
            books(
                channels=[
                    channel(),
                    channel("mailbox", closed_on=date(YEAR, 3, 1)),
                    channel("visit", since=date(2026, 1, 1)),
                ]
            )
        ],
    ),
    "an account in the name of the youth league": ("2-3-2", [books(bank_accounts=[ACCOUNT])]),
    "dues short, deferred, refunded": (
        "2-3-3",
        [
            books(
                dues=[
                    dues(paid="1000"),
                    dues("2025-02", paid_on=date(YEAR, 3, 1)),
                    dues("2025-03", status="deferred", paid="0"),
                    dues("2025-04", status="refunded"),
                ]
            )
        ],
    ),
    "dues that are not the payroll times the rate": ("2-3-3", [books(dues=[dues(due="1999"), dues("2025-02")])]),
    "dues without a day": ("2-3-3a", [books(dues=whole_year(dues()))]),
    "a vote without a quorum": (
        "2-4-9",
        [
            books(
                filings=[
                    vote(present_count=17, votes_for=17),
                    vote("funds_committee_review", date(YEAR, 1, 15)),
                    filing("submission", date(YEAR, 1, 20)),
                ]
            )
        ],
    ),
    "a vote lost": (
        "2-4-9",
        [books(filings=[vote(), vote("funds_committee_review", date(YEAR, 1, 15), outcome="rejected")])],
    ),
    "audited too late": ("2-4-7", [books(audits=[audit(report_on=date(YEAR + 1, 7, 2))])]),
    "one target audited, one not": (
        "2-7-2",
        [books(audit_targets=[target(), target("street", "child_union")], audits=[audit()])],
    ),
    "inspected itself, without the numbers": (
        "3-2-1",
        [books(activities=[work("self_inspection", document_no="1"), work("self_inspection", cases_received=3)])],
    ),
    "late, and still owed": (
        "2-3-3a",
        [
            books(
                dues=[dues(paid_on=date(YEAR, 3, 1)), dues("2025-02", paid="0"), dues("2025-03", payroll="0", due="0")]
            )
        ],
    ),
    "reviewed too late, and reported too late": (
        "2-7-3",
        [
            books(
                filings=[
                    vote("funds_committee_review", date(YEAR, 1, 18)),
                    filing("funds_committee_review", date(YEAR, 10, 1), "midyear_execution"),
                ],
                audits=[audit(report_on=date(YEAR + 1, 7, 1))],
            )
        ],
    ),
}


@pytest.mark.parametrize(("clause", "given"), CASES.values(), ids=CASES)
def test_what_is_listed_moves_the_verdict_and_nothing_else_does(clause, given):
    trial = tried(SmallJudge(clause=clause, packages=tuple(given)))
    assert (trial.idle, trial.unlisted) == ({}, {})
