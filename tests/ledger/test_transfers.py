"""Both sides of every transfer: five outcomes, and a withheld yuan that is found at its edge and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.build import policy, registry, union
from yangguang.ledger.between.settlement import position
from yangguang.ledger.between.survey import survey
from yangguang.ledger.model import Digest, MatchState, Standing
from yangguang.records.contributions import Transfer

MATCHED, DIFFERENT, TRANSIT, SILENT, SCOPE = (
    MatchState.MATCHED,
    MatchState.DIFFERENT,
    MatchState.IN_TRANSIT,
    MatchState.OTHER_SILENT,
    MatchState.SCOPE_DIFFERS,
)
PAIR = registry(union("city", None, "municipal"), union("qu", "city"))


def row(direction, amount, period="2025-Q1", kind="dues_remitted", day=date(2025, 4, 18), other=None):
    other = other or ("city" if direction == "sent" else "qu")
    return Transfer(
        transfer_id=f"{direction}-{other}-{period}-{kind}-{amount}-{day}", direction=direction, kind=kind,
        counterparty_id=other, period=period, amount=Decimal(amount), date=day,
    )  # fmt: skip


def sent(*amounts, **facts):
    return [row("sent", amount, f"2025-Q{n}", **facts) for n, amount in enumerate(amounts, 1) if amount]


def came(*amounts, first=1, **facts):
    return [row("received", amount, f"2025-Q{n}", **facts) for n, amount in enumerate(amounts, first) if amount]


def books(union_id, rows, year=2025, stage="final"):
    given_ = None if rows is None else tuple(rows)
    standing = Standing.SILENT if rows is None else Standing.PUBLISHED
    return Digest(union_id=union_id, year=year, stage=stage, standing=standing, totals={}, transfers=given_)


def states(own, others, *more, union_id="qu", year=2025):
    view = survey([books("qu", own), books("city", others), *more], PAIR, policy())
    return [match.state for match in view.neighbours(union_id, year).transfers]


AGREE = {
    "the same in the same quarter": (sent(100), came(100)),
    "a cent apart": (sent("100.01"), came(100)),
    "every quarter booked one later": (sent(100, 110, 120), came(100, 110, 120, first=2)),
    "booked one earlier": (sent(None, 100), came(100)),
    "two payments booked as one, late": (sent(100, 110), came(None, 210)),
    "one payment booked in two halves": (sent(None, 100), came(60, 40)),
    "months over the turn of the year": ([row("sent", 5, "2025-12")], [row("received", 5, "2026-01")]),
    "no period stated": ([row("sent", 5, None)], [row("received", 5, None)]),
}
NOT = {
    "two cents apart": (sent("100.02"), came(100), [DIFFERENT]),
    "one quarter of four": (sent(100, 110, 120, 130), came(100, 109, 120, 130), [MATCHED, DIFFERENT, MATCHED, MATCHED]),
    "two quarters late is too late": (sent(100), came(100, first=3), [SILENT]),
    "late and a yuan short is not the same money": (sent(100), came(99, first=2), [SILENT]),
    "another kind": (sent(100), came(100, kind="other"), [SCOPE]),
    "another kind and amount": (sent(100), came(99, kind="other"), [SILENT]),
    "another kind in another quarter": (sent(100), came(100, first=2, kind="other"), [SILENT]),
    "a year in one book, quarters in the other": (sent(100, 100), [row("received", 200, "2025")], [SCOPE, SCOPE]),
    "another kind, a cent apart": (sent("100.01"), came(100, kind="other"), [SCOPE]),
    "nothing in common": (sent(100), came(50, first=3, kind="other"), [SILENT]),
    "december in one book, the year in the other": (
        [row("sent", 100, "2025-12")],
        [row("received", 100, "2025")],
        [SCOPE],
    ),
    "no table": (sent(100), None, [SILENT]),
    "no such entry": (sent(100), [], [SILENT]),
}


@pytest.mark.parametrize(("own", "others"), AGREE.values(), ids=AGREE)
def test_both_books_agree(own, others):
    assert set(states(own, others)) == {MATCHED}
    assert set(states(own, others, union_id="city")) == {MATCHED}


@pytest.mark.parametrize(("own", "others", "found"), NOT.values(), ids=NOT)
def test_both_books_do_not_agree(own, others, found):
    assert states(own, others) == found


def test_the_next_years_books_may_hold_it():
    late = [row("sent", 100, "2025-Q4", day=date(2026, 1, 18))]
    assert states(late, [], books("city", [row("received", 100, "2026-Q1")], 2026)) == [MATCHED]
    assert states(late, [], books("city", [row("received", 100, "2025-Q4")], 2026)) == [MATCHED]


IN_TRANSIT = {
    "arrives in a year that is still open": (date(2025, 12, 1), [], TRANSIT),
    "arrives on the last day of a closed year": (date(2025, 11, 30), [], SILENT),
    "the receiver reports no transfers at all": (date(2025, 12, 31), None, SILENT),
}


@pytest.mark.parametrize(("day", "others", "found"), IN_TRANSIT.values(), ids=IN_TRANSIT)
def test_in_transit_over_the_end_of_the_year(day, others, found):
    assert states(sent(100, day=day), others) == [found]


@pytest.mark.parametrize(("stage", "found"), [("midyear", TRANSIT), ("final", SILENT)])
def test_in_transit_until_the_receiver_has_closed_its_books(stage, found):
    assert states(sent(100, day=date(2025, 12, 1)), [], books("city", [], 2026, stage)) == [found]


def test_what_was_received_is_never_in_transit():
    assert states([], came(100, day=date(2025, 12, 31)), union_id="city") == [SILENT]


def test_a_payment_that_only_one_side_states_is_shown_to_the_other():
    view = survey([books("qu", sent(100)), books("city", [])], PAIR, policy())
    (claim,) = view.neighbours("city", 2025).claims
    assert (claim.union_id, claim.counterparty_id, claim.own_amount) == ("qu", "city", 100)
    assert view.neighbours("qu", 2025).claims == ()


def test_both_ends_silent_on_each_other_stay_silent():
    own, others = sent(100), came(50, first=3, kind="other")
    assert states(own, others, union_id="city") == [SILENT]


def test_two_single_entries_carry_each_others_amount():
    view = survey([books("qu", sent(100)), books("city", came(99))], PAIR, policy())
    (match,) = view.neighbours("qu", 2025).transfers
    assert (match.own_amount, match.other_amount, match.together) == (100, 99, None)


def test_each_year_is_settled_by_its_own_terms():
    before = [one for one in policy().parameters if one.name != "transfer_period_shift"]
    (shift,) = (one for one in policy().parameters if one.name == "transfer_period_shift")
    law = replace(policy(), parameters=(*before, replace(shift, effective_from=date(2025, 1, 1))))

    def seen(year, own, others):
        view = survey([books("qu", own), books("city", others)], PAIR, law)
        return [one.state for one in view.neighbours("qu", 2025).transfers if one.period and str(year) in one.period]

    later = [row("sent", 7, "2025-Q1")], [row("received", 7, "2025-Q2")]
    assert seen(2025, *later) == [MATCHED]
    early = [row("sent", 5, "2024-Q1"), *later[0]], [row("received", 5, "2024-Q2"), *later[1]]
    assert (seen(2024, *early), seen(2025, *early)) == ([SILENT], [MATCHED])
    halves = [row("sent", 5, "2024-Q1"), row("sent", 6, "2024-Q2"), *later[0]], [row("received", 11, "2024-Q2")]
    assert MATCHED not in seen(2024, *halves)


def test_several_that_only_agree_together_carry_both_sums():
    view = survey([books("qu", sent(100, 110)), books("city", came(None, 210))], PAIR, policy())
    first, second = view.neighbours("qu", 2025).transfers
    assert (first.together, first.other_amount, second.together) == ((210, 210), None, (210, 210))


@pytest.mark.parametrize(
    ("period", "found"),
    [("2025", ("year", 2025)), ("2025-Q4", ("quarter", 8103)), ("2026-01", ("month", 24312)), ("", ("", 2024))],
)
def test_the_neighbour_of_a_december_is_a_january(period, found):
    assert position(period, 2024) == found


def test_before_any_terms_are_in_force_only_the_same_amount_in_the_same_period_matches():
    early = [row("sent", 100, "2012-Q1")], [row("received", 100, "2012-Q2")]
    assert states(*early) == [SILENT]


@settings(max_examples=60)
@given(st.data())
def test_a_withheld_yuan_is_found_at_its_edge_and_only_there(data):
    """A tree of unions whose books agree; one yuan less is booked at one edge, in one quarter, by either end."""
    parents = [None] + [data.draw(st.integers(0, n)) for n in range(data.draw(st.integers(1, 7)))]
    names = [f"u{n}" for n in range(len(parents))]
    who = registry(
        *(union(name, None if parent is None else names[parent]) for name, parent in zip(names, parents, strict=True))
    )
    rows = {name: [] for name in names}
    for name, parent in zip(names, parents, strict=True):
        if parent is None:
            continue
        for kind in ("dues_remitted", "subsidy"):
            giver, taker = (name, names[parent]) if kind == "dues_remitted" else (names[parent], name)
            for quarter in range(1, data.draw(st.integers(1, 4)) + 1):
                amount = data.draw(st.integers(2, 10**6))
                day = date(2025, 3 * quarter, 20)
                rows[giver].append(row("sent", amount, f"2025-Q{quarter}", kind, day, taker))
                rows[taker].append(row("received", amount, f"2025-Q{quarter}", kind, day, giver))
    edges = [(name, index) for name in names for index in range(len(rows[name]))]
    where, index = data.draw(st.sampled_from(edges))

    def odd(found):
        view = survey([books(name, found[name]) for name in names], who, policy())
        return [
            (match.union_id, match.counterparty_id, match.kind, match.period)
            for name in names
            for match in view.neighbours(name, 2025).transfers
            if match.state is not MATCHED
        ]

    assert odd(rows) == []
    entry = rows[where][index]
    short = row(entry.direction, entry.amount - 1, entry.period, entry.kind, entry.date, entry.counterparty_id)
    rows[where][index] = short
    here = (where, entry.counterparty_id, entry.kind, entry.period)
    there = (entry.counterparty_id, where, entry.kind, entry.period)
    assert sorted(odd(rows)) == sorted([here, there])
