"""Lots, several suppliers, changes of contracts and payments: they sum to what the procurement says."""

import pytest

from tests.builders import admit, package_files, rows

SUM, PAID, LINK = "identity.awards-sum", "identity.paid-beyond-contract", "identity.foreign-key"


def row(number, event, amount="", lot="1", procurement_id="PR1", date="2025-06-20"):
    return {
        "award_id": f"CJ{number}", "procurement_id": procurement_id, "lot": lot, "event": event, "date": date,
        "supplier": "" if event == "failed" else f"第{lot}包供应商", "amount": amount,
    }  # fmt: skip


def told(*awards, earlier=(), year=None, **tables):
    files = package_files(procurement=rows("procurement"), procurement_awards=list(awards), **tables)
    admission = admit(files, *earlier)
    return [
        issue.code
        for issue in admission.issues
        if issue.place.file.endswith(("procurement_awards.csv", "procurement.csv"))
    ]


def test_lots_of_several_suppliers_changed_and_paid_are_taken():
    assert told(
        row(1, "failed", date="2025-05-30"), row(2, "awarded", "5000"), row(3, "awarded", "3000", lot="2"),
        row(4, "amended", "-500", lot="2"), row(5, "paid", "5000"), row(6, "paid", "2500", lot="2"), row(7, "terminated", lot="2"),
    ) == []  # fmt: skip


@pytest.mark.parametrize(
    ("awards", "code"),
    [
        ((row(1, "awarded", "5000"), row(2, "awarded", "2999.99", lot="2")), SUM),
        ((row(1, "awarded", "8000"), row(2, "paid", "8000.01")), PAID),
        ((row(1, "awarded", "8000"), row(2, "amended", "-1"), row(3, "paid", "8000")), PAID),
        ((row(1, "awarded", "8000", procurement_id="PR9"),), LINK),
    ],
)
def test_what_does_not_sum_or_leads_nowhere_is_told(awards, code):
    assert told(*awards) == [code]


@pytest.mark.parametrize(
    "awards",
    [(row(1, "awarded", "5000"), row(2, "awarded", "", lot="2")), (row(1, "paid", "9000"),), (row(1, "failed"),)],
)
def test_of_what_is_unknown_nothing_is_said(awards):
    assert told(*awards) == []


def test_the_table_is_asked_of_nobody_and_may_be_empty():
    admission = admit(package_files(procurement=rows("procurement"), procurement_awards=[]))
    assert admission.accepted
    assert admission.package.procurement_awards == ()
