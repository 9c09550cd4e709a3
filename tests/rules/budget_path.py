"""What the tests of budget path share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.rules.build import YEAR, account, case, decide, filing, package, vote

COMMITTEE = vote()


FUNDS = vote("funds_committee_review", date(YEAR, 1, 18))


SENT = filing("submission", date(YEAR, 1, 22))


TOTAL = Decimal(100)


def approval(day: date = date(YEAR, 2, 10), **facts):
    return filing("superior_approval", day, **({"amount": TOTAL, "document_no": "市批1号", "body_id": "city"} | facts))


def filed(day: date = date(YEAR, 2, 24), **facts):
    return filing("record_filing", day, **({"document_no": "市备1号", "body_id": "city"} | facts))


def judged(clause: str, own, superior=(), as_of=date(2026, 7, 15), **facts):
    qu = package(**{"accounts": [account()]} | facts, filings=own)
    city = [] if superior is None else [package("city", filings=superior)]
    return decide(clause, case(qu, *city, as_of=as_of))


APPROVED_OWN = [COMMITTEE, FUNDS, SENT]
