"""A year beside the one before."""

from __future__ import annotations

from decimal import Decimal

from tests.rules.build import QU, account, package, report
from yangguang.ledger.compare import account_changes, figure_changes


def year(y, *accounts, chart="2021"):
    return report(QU, y, package(year=y, accounts=accounts, chart=chart))


NOW = year(2025, account("503", actual="110"), account("505", actual="90"))
BEFORE = year(2024, account("503", actual="100"))


def test_figures_by_name():
    change = figure_changes(NOW, BEFORE)["expenditure_total"]
    assert (change.now, change.before, change.amount, change.ratio) == (200, 100, 100, 1)


def test_accounts_by_code():
    changes = account_changes(NOW, BEFORE)
    assert changes["503"].ratio == Decimal("0.1")
    assert (changes["505"].now, changes["505"].before, changes["505"].amount) == (90, None, None)


def test_another_column():
    assert account_changes(NOW, BEFORE, "/budget_initial")["503"].amount == 0


def test_in_the_year_the_chart_changes_classes_are_compared():
    old = year(2024, account("503", actual="60"), account("501", actual="40"), chart="2009")
    changes = account_changes(NOW, old)
    assert set(changes) == {"class/member_service", "class/operations"}
    assert changes["class/member_service"].amount == 70


def test_the_first_year_has_nothing_before():
    assert figure_changes(NOW, None)["income_total"].amount is None
    assert account_changes(NOW, None)["503"].before is None
