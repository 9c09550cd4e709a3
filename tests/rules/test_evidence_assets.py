"""The law of evidence on asset matters and tenders: refused, without an end, of a great value, hardly watched."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.rules.asset_matters import step
from tests.rules.build import YEAR, asset, bought
from tests.rules.evidence_small import above, books, lawless

MILLIONS = Decimal(5_000_000)
LONG = {"start_on": date(YEAR, 7, 1), "end_on": date(YEAR + 10, 6, 30)}
SHORT = {"start_on": date(YEAR, 7, 1), "end_on": date(YEAR + 1, 6, 30)}
LEASES = [asset(**SHORT, appraised_value=Decimal(1)), asset(asset_id="ZC2", matter="transfer", **SHORT)]
PRICE = Decimal(290_000)
UNDATED = dict.fromkeys(["announced_on", "bid_deadline", "reviewed_on", "notice_start", "notice_end"])
NO_END = {"end_on": None, "open_ended": True}
REFUSED = [step(outcome="returned")]
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
    "refused, without an end": ("2-6-5", [books(assets=[asset(**NO_END)], filings=REFUSED), above()]),
    "refused, long by an option": (
        "2-6-5",
        [
            books(assets=[asset(**(LONG | {"end_on": date(YEAR + 4, 6, 30)}), renewal_years=2)], filings=REFUSED),
            above(),
        ],
    ),
    "tendered as it should be": ("2-6-8", [books(procurement=[bought(award_amount=PRICE, contract_amount=PRICE)])]),
    "too few bidders": ("2-6-8", [books(procurement=[bought(bidders=2, method="invited_tender")])]),
    "too few bidders, of one known day": ("2-6-8", [books(procurement=[bought(bidders=2, **UNDATED)])]),
    "too few bidders, of no known day": (
        "2-6-8",
        [books(procurement=[bought(bidders=2, **(UNDATED | {"contract_on": None}))])],
    ),
    "watched by nobody named": ("2-6-8", [books(procurement=[bought(supervised_by=None)])]),
    "watched by nobody": ("2-6-8", [books(procurement=[bought(supervised_by=None, supervised_on=None)])]),
    "above its budget": ("2-6-8", [books(procurement=[bought(award_amount=2 * PRICE)])]),
}


@pytest.mark.parametrize(("clause", "given"), CASES.values(), ids=CASES)
def test_what_is_listed_moves_the_verdict_and_nothing_else_does(clause, given):
    assert lawless(clause, given) == {}
