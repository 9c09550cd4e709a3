"""The restatement ledger: which figures changed between two publications, and why."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.build import account, package, project, training
from yangguang.history.restatements import is_next_stage, is_raised, restated
from yangguang.ledger.figures.reported import reported
from yangguang.records.oversight import Explanation

BEFORE = package(accounts=[account("402", "500", actual="510"), account("501", "300", actual="280")])


def why(subject, kind="restatement_material", day=date(2026, 5, 1), name="E1"):
    return Explanation(explanation_id=name, subject=subject, kind=kind, text="原报漏列一张凭证", date=day)


def told(before, after):
    return [(one.key, one.before, one.after) for one in restated(before, after)]


def test_a_corrected_figure_is_told_with_its_reason():
    accounts = [account("402", "500", actual="520.50"), account("501", "300", actual="280")]
    (one,) = restated(BEFORE, package(accounts=accounts, explanations=[why("accounts/402/actual")]))
    assert (one.key, one.before, one.after, one.difference) == (
        "accounts/402/actual",
        510,
        Decimal("520.50"),
        Decimal("10.50"),
    )
    assert one.reason == why("accounts/402/actual")
    assert one.is_correction


def test_formatting_alone_gives_an_empty_ledger():
    accounts = [account("501", "300.00", actual="280.0"), account("402", "500.00", actual="510.00")]
    assert restated(BEFORE, package(accounts=accounts)) == ()


def test_what_is_told_for_the_first_time_takes_nothing_back():
    before = package(accounts=[account("402", "500", actual=None)], stage="budget")
    after = package(accounts=[account("402", "500", actual="510")], stage="final")
    (one,) = restated(before, after)
    assert (one.key, one.before, one.difference, one.is_correction) == ("accounts/402/actual", None, None, False)


def test_a_row_that_is_gone_is_told_and_so_is_a_new_one():
    after = package(accounts=[account("402", "500", actual="510"), account("502", "300", actual="280")])
    assert told(BEFORE, after) == [
        ("accounts/502/budget_initial", None, 300),
        ("accounts/502/actual", None, 280),
        ("accounts/501/budget_initial", 300, None),
        ("accounts/501/actual", 280, None),
    ]


def test_a_row_that_got_another_number_is_the_same_row():
    before = package(projects=[project(project_id="2025-01"), project("502", "7", project_id="2025-02")])
    after = package(projects=[project(project_id="P2501"), project("502", "8", project_id="P2502")])
    assert told(before, after) == [
        ("projects/P2502/budget_initial", None, 8),
        ("projects/2025-02/budget_initial", 7, None),
    ]


def test_the_closest_reason_is_the_figures_own():
    accounts = [account("402", "500", actual="511"), account("501", "300", actual="281")]
    said = [why("accounts", name="E1"), why("accounts/402/actual", "restatement_clerical", name="E2")]
    reasons = {one.row: one.reason for one in restated(BEFORE, package(accounts=accounts, explanations=said))}
    assert (reasons["402"].explanation_id, reasons["501"].explanation_id) == ("E2", "E1")


def test_a_reason_given_for_an_earlier_correction_explains_no_later_one():
    once = replace(BEFORE, explanations=(why("accounts/402/actual"),))
    again = package(accounts=[account("402", "500", actual="530"), account("501", "300", actual="280")])
    (one,) = restated(once, replace(again, explanations=once.explanations))
    assert one.reason is None


def test_only_a_restatement_is_a_reason():
    accounts = [account("402", "500", actual="511"), account("501", "300", actual="280")]
    said = [why("accounts/402/actual", "variance")]
    (one,) = restated(BEFORE, package(accounts=accounts, explanations=said))
    assert one.reason is None


def test_versions_are_compared_as_numbers():
    assert is_raised("1.9.0", "1.10.0")
    assert not is_raised("1.0.0", "1.0.0")
    assert not is_raised("2.0.0", "1.9.9")


def test_stages_come_in_their_order():
    assert is_next_stage("budget", "final")
    assert not is_next_stage("final", "final")
    assert not is_next_stage("final", "midyear")


AMOUNT = st.sampled_from([None, "0", "1.00", "1", "2.50"])
STATES = st.dictionaries(st.sampled_from(["402", "403", "501", "502"]), st.tuples(st.sampled_from(["1", "3"]), AMOUNT))


def state(package):
    return {one.key: one.value for one in reported(package)}


@given(st.lists(STATES, min_size=2, max_size=5), st.integers(0, 3))
def test_what_was_published_and_the_ledger_give_what_is_published_next(chain, members):
    packages = [
        package(accounts=[account(code, initial, actual=actual) for code, (initial, actual) in rows.items()],
                activities=[training() for _ in range(members % 2)])
        for rows in chain
    ]  # fmt: skip
    held = state(packages[0])
    for before, after in pairwise(packages):
        for one in restated(before, after):
            assert held.get(one.key) == one.before
            held[one.key] = one.after
        held = {key: value for key, value in held.items() if value is not None}
        assert held == state(after)
