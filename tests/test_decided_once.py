"""What was decided in several places is decided in one: nothing else in the program spells it, and who asks gets one answer."""

import ast
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.door.submissions import registry
from yangguang.core.money import added, total
from yangguang.door.identities.books import amount, open_books
from yangguang.importer.totals import Totals
from yangguang.ledger.figures.totals import column_of, effective_budget, top_accounts
from yangguang.policy.chart import chart_tree
from yangguang.policy.law import Policy
from yangguang.records.finances import Account, Project
from yangguang.records.policy import ChartAccount
from yangguang.rules.judge.model import TALLIES, TALLY_TITLES, WORST_FIRST, Status

SOURCES = Path(__file__).parent.parent / "generator" / "yangguang"


@cache
def parsed() -> dict[str, ast.Module]:
    paths = (path for path in SOURCES.rglob("*.py") if path.relative_to(SOURCES).parts[0] != "demo")
    return {path.relative_to(SOURCES).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def where(found: Callable[[ast.AST], bool]) -> set[str]:
    return {name for name, tree in parsed().items() if any(map(found, ast.walk(tree)))}


def reads(attribute: str) -> Callable[[ast.AST], bool]:
    return lambda node: isinstance(node, ast.Attribute) and node.attr == attribute


def compares(text: str) -> Callable[[ast.AST], bool]:
    def found(node: ast.AST) -> bool:
        sides = (node.left, *node.comparators) if isinstance(node, ast.Compare) else ()
        return any(isinstance(one, ast.Constant) and one.value == text for one in sides)

    return found


def calls(name: str, *given: object, least: int = 0) -> Callable[[ast.AST], bool]:
    def found(node: ast.AST) -> bool:
        if not isinstance(node, ast.Call) or len(node.args) < least:
            return False
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        values = [one.value for one in node.args if isinstance(one, ast.Constant)]
        return called == name and all(one in values for one in given)

    return found


ONCE = {
    "a sum of amounts": (calls("sum", least=2), {"core/money.py", "pages/clauses.py", "pages/explore.py", "ledger/figures/counts.py"}),  # the others: of counters
    "the chapter of a clause": (calls("rpartition", "-"), {"core/clause_number.py"}),
    "an amount as its digits": (calls("format", "f"), {"core/money.py"}),
    "whether a finding is put right": (compares("rectified"), {"door/identities/order.py"}),  # on no day: as it is stated
    "what contains an account": (
        reads("parent_code"),
        {"policy/chart.py", "door/register.py", "door/identities/accounts.py"},  # the chart itself; who stands in whom
    ),
    "how bad a problem is": (
        lambda node: isinstance(node, ast.Dict) and any(isinstance(one, ast.Constant) and one.value == 0 for one in node.values)
        and any(isinstance(key, ast.Attribute) and key.attr == "ERROR" for key in node.keys),
        set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", ONCE)
def test_it_is_decided_in_one_place(what):
    found, places = ONCE[what]
    assert where(found) == places


def test_the_titles_of_statuses_stand_with_the_statuses():
    titles = {*TALLY_TITLES.values()} - {TALLY_TITLES[Status.NO_DATA]}  # also what a missing amount is called
    assert where(lambda node: isinstance(node, ast.Constant) and node.value in titles) == {"rules/judge/model.py"}
    assert set(TALLY_TITLES) == set(TALLIES)


def test_the_order_of_statuses_is_one_list_of_all():
    assert sorted(WORST_FIRST) == sorted(Status)

    def lists_them(node: ast.AST) -> bool:
        named = [one.attr for one in getattr(node, "elts", ()) if isinstance(one, ast.Attribute)]
        return {"BREACHED", "NO_DATA", "NOT_DUE", "MET"} <= set(named)

    assert where(lists_them) == {"rules/judge/model.py"}


def test_of_nothing_a_sum_is_zero_and_of_something_unknown_none_unless_only_the_known_are_asked_for():
    assert (total([]), added([])) == (0, 0)
    assert (total([Decimal(1), None]), added([Decimal(1), None])) == (None, 1)


CODES = ["501", "50101", "5010101", "502", "50201", "401", "40101"]
CHART = {
    code: ChartAccount(
        chart="2009", account_code=code, name=code, verified=True, side="income" if code[0] == "4" else "expenditure",
        parent_code=code[:-2] if len(code) > 3 else None,
    )
    for code in CODES
}  # fmt: skip


@given(st.lists(st.sampled_from(CODES), unique=True, min_size=1))
def test_every_room_has_the_same_top_accounts_of_a_side(codes):
    rows = [Account(account_code=code, account_name=code, actual=Decimal(2) ** CODES.index(code)) for code in codes]
    ledger = top_accounts(rows, chart_tree(CHART))
    policy = Policy(clauses={}, parameters=(), charts={"2009": CHART})
    door = open_books(_Package(rows), {}, registry(), policy, {})
    for side in ("income", "expenditure"):
        assert list(door.top_level(side)) == ledger[side]
        assert _summed(rows, side) == added(one.actual for one in ledger[side])


class _Package:
    """As much of a package as the books of the door look at."""

    def __init__(self, accounts: list[Account]) -> None:
        self.accounts, self.descriptor = accounts, type("_", (), {"chart": "2009"})


def _summed(rows: list[Account], side: str) -> Decimal:
    sheet = Totals(sheet=None, chart=CHART, tolerance=Decimal(0), log=None)
    for row in rows:
        sheet.row(row.account_code, {"actual": row.actual}, ())
    return sheet._sum(sheet._rows, "actual", side)[0]


def _budgets() -> Iterator[Account | Project]:
    for initial in (None, Decimal(1)):
        for adjusted in (None, Decimal(0), Decimal(2)):
            given = {"budget_initial": initial, "budget_adjusted": adjusted}
            yield Account(account_code="501", account_name="x", **given)


@pytest.mark.parametrize("row", [*_budgets()])
def test_the_budget_in_force_is_the_same_for_door_and_ledger(row):
    assert amount(row, "budget_adjusted") == effective_budget(row) == getattr(row, column_of(row, "/budget_adjusted"))
