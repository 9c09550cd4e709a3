"""Judging is work in proportion to the rows of the books, also where each row must be held against another table."""

from datetime import date
from decimal import Decimal

import pytest

from tests.counted import lines_run
from tests.rules.build import YEAR, asset, audit, bought, case, filing, finding, matter, meeting, package, target
from yangguang.records.contributions import Transfer
from yangguang.rules.judge.verdicts import judge

MAY = date(YEAR, 5, 1)


def transfer(number, direction, other, amount="5"):
    return Transfer(
        transfer_id=f"{direction}{number}", direction=direction, kind="subsidy", counterparty_id=other,
        period=f"期{number}", amount=Decimal(amount), date=MAY,
    )  # fmt: skip


def approval(number, subject, **facts):
    return filing("superior_approval", MAY, subject, subject_id=f"{number}", document_no=f"资{number}号", **facts)


# Tables that are joined with one another, each with as many rows as is asked.
BOOKS = {
    "assets and their approvals": lambda n: (
        package(
            assets=[asset(asset_id=f"{i}", asset_name=f"楼{i}", start_on=MAY) for i in n],
            filings=[approval(i, "asset_matter", body_id="city") for i in n],
        ),
        package("city", filings=[approval(i, "asset_matter", body_id="qu") for i in n]),
    ),
    "contracts in a row": lambda n: (
        package(assets=[asset(asset_id=f"{i}", start_on=MAY, end_on=date(YEAR, 12, 31)) for i in n]),
    ),
    "audits, targets and publications": lambda n: (
        package(
            audits=[audit(f"P{i}", MAY, audit_id=f"A{i}") for i in n],
            audit_targets=[target(f"P{i}", "project") for i in n],
            disclosures=[meeting(subject="audit_result", subject_id=f"A{i}") for i in n],
        ),
    ),
    "targets that nobody audited": lambda n: (package(audit_targets=[target(f"P{i}", "project") for i in n]),),
    "findings and their rectification": lambda n: (
        package(
            audits=[audit(f"P{i}", MAY, audit_id=f"A{i}") for i in n],
            findings=[finding(f"W{i}", f"A{i}") for i in n],
            filings=[approval(f"W{i}", "rectification") for i in n],
        ),
    ),
    "transfers that the other end books otherwise": lambda n: (
        package(transfers=[transfer(i, "sent", "city") for i in n]),
        package("city", transfers=[transfer(i, "received", "qu", "6") for i in n]),
    ),
    "annual reports and who was told of each": lambda n: (
        package(
            audits=[audit(report_on=MAY, audit_id=f"A{i}") for i in n],
            filings=[filing("report", MAY, "audit_notice", filing_id=f"T{i}", subject_id=f"A{i}") for i in n],
        ),
    ),
    "tenders and matters": lambda n: (
        package(
            procurement=[bought(f"采购{i}", procurement_id=f"C{i}") for i in n],
            matters=[matter(f"M{i}") for i in n],
            filings=[approval(f"C{i}", "procurement") for i in n] + [approval(f"M{i}", "major_matter") for i in n],
        ),
    ),
}


def work(books, n):
    """Lines of our code run by all rules together."""
    judged = case(*books(range(n)))
    return lines_run(lambda: judge(judged))


@pytest.mark.parametrize("books", BOOKS.values(), ids=BOOKS)
def test_twice_the_rows_are_twice_the_work(books):
    few, many, most = (work(books, n) for n in (0, 150, 300))
    assert most - few <= 2.2 * (many - few)
