"""The law of evidence on small cases: every cell that a verdict lists moves it, none that it does not list does.

What whole union-years (`test_evidence`) seldom hold: findings of two kinds, rows that count for nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.audit_follow_up import follow, notice
from tests.rules.build import (
    YEAR,
    YUAN,
    account,
    audit,
    channel,
    dues,
    filing,
    finding,
    package,
    project,
    regulation,
    spent,
    target,
    training,
    vote,
    whole_year,
    work,
)
from tests.rules.evidence_small import above, books, lawless
from tests.rules.remittances import paid
from tests.rules.test_audit_openness import published, report
from yangguang.records.contributions import BankAccount

DONE = {"status": "rectified", "rectified_on": date(YEAR + 1, 3, 5)}
ACCOUNT = BankAccount(
    account_tail="1234", nature="basic", holder_name="QU团委", bank="行", opened_on=date(2010, 1, 1), status="active",
    independence_confirmed_on=date(YEAR, 12, 1),
)  # fmt: skip
RED = report(report_no="3号")
FUNDS = vote("funds_committee_review", date(YEAR, 1, 15))
SENT = filing("submission", date(YEAR, 1, 20), amount=YUAN("100"), document_no="报1号")
APPROVED = filing("superior_approval", date(YEAR, 2, 10), amount=YUAN("100"), document_no="批1号")
BUDGET = {"accounts": [account()], "filings": [vote(), FUNDS, SENT, APPROVED]}


def approval(**facts):
    return above(
        filing(
            "superior_approval",
            date(YEAR, 2, 10),
            **({"subject_id": "qu", "amount": YUAN("100"), "document_no": "批1号"} | facts),
        )
    )


CASES = {
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
    "passed on twice, and announced before": (
        "2-7-6",
        [
            books(
                audits=[audit()],
                filings=[
                    notice(),
                    notice(day=date(YEAR + 1, 4, 2), filing_id="2"),
                    notice(day=date(YEAR + 1, 2, 1), filing_id="3"),
                ],
            )
        ],
    ),
    "passed on before the report": ("2-7-6", [books(audits=[audit()], filings=[notice(day=date(YEAR + 1, 2, 1))])]),
    "published, and announced before": (
        "2-7-8",
        [
            books(
                audits=[RED],
                disclosures=[published(), published(date(YEAR + 1, 2, 1))],
                regulations=[regulation("audit_disclosure")],
            )
        ],
    ),
    "one of two reports published, nobody knows which": (
        "2-7-8",
        [
            books(
                audits=[RED, report(audit_id="A2", report_no="4号")],
                disclosures=[published(subject_id=None), published(date(YEAR + 1, 2, 1))],
                regulations=[regulation("audit_disclosure")],
            )
        ],
    ),
    "published, naming the report": ("2-7-9", [books(audits=[RED], disclosures=[published()])]),
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
    "an account closed, one still to be opened": (
        "2-3-1",
        [
            books(
                bank_accounts=[
                    replace(ACCOUNT, status="closed"),
                    replace(ACCOUNT, account_tail="5678", opened_on=date(YEAR + 1, 1, 1)),
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
    "dues without a day": (
        "2-3-3a",
        [
            books(
                dues=whole_year(
                    dues(), dues("2025-Q2", status="refunded"), dues("2025-Q3", payroll="0", due="0", paid="0")
                )
            )
        ],
    ),
    "less sent than due, beside what was sent in full and what was due of nobody": (
        "2-3-4",
        [books(transfers=[paid("90", due="100"), paid("50", quarter=2, due="50"), paid("30", quarter=3)])],
    ),
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
                dues=[
                    dues(paid_on=date(YEAR, 3, 1)),
                    dues("2025-02", paid="0"),
                    dues("2025-03", payroll="0", due="0"),
                    dues("2025-04", paid="0", status="refunded"),
                    dues("2025-05", paid_on=date(YEAR, 6, 1)),
                ]
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
    "approved": ("2-4-10", [books(**BUDGET), approval()]),
    "approved, as only the union says": ("2-4-10", [books(**BUDGET), above()]),
    "approved under another number": ("2-4-10", [books(**BUDGET), approval(document_no="批2号")]),
    "sent back": ("2-4-10", [books(**BUDGET), approval(outcome="returned")]),
    "sent before the second review": (
        "2-4-9",
        [books(filings=[vote(), vote("funds_committee_review", date(YEAR, 1, 25)), SENT])],
    ),
    "sent before the first review": ("2-4-9", [books(filings=[vote(day=date(YEAR, 1, 25)), FUNDS, SENT])]),
    "half of the votes": ("2-4-9", [books(filings=[vote(due_count=26, present_count=26, votes_for=13), FUNDS])]),
    "projects that do not add up": (
        "2-4-2",
        [
            books(
                accounts=[account(), account("50502", "200"), account("50503", None), account("50504", "30")],
                projects=[
                    project(),
                    project("50502", "150", project_id="P2"),
                    project("50503", "5", project_id="P3"),
                    project("50504", None, project_id="P4"),
                ],
            )
        ],
    ),
    "three public expenses above budget": (
        "2-5-10",
        [books(three_public=[spent(actual="101"), spent("abroad", "50", adjusted="60", actual="40")])],
    ),
}


@pytest.mark.parametrize(("clause", "given"), CASES.values(), ids=CASES)
def test_what_is_listed_moves_the_verdict_and_nothing_else_does(clause, given):
    assert lawless(clause, given) == {}
