"""The year of a merger, by hand: west and east went on as new on 1 July, and all three keep books of what was theirs of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.ledger.test_survey import move, one
from tests.rules.build import CITY, OVERVIEW, account, case, decide, package, policy, registry, report, spent, union
from yangguang.core.language import ZH
from yangguang.ledger.between.survey import survey
from yangguang.ledger.figures.compared import as_long, changes, peers
from yangguang.ledger.model import Neighbours, Peers
from yangguang.rules.judge.model import Status

WEST, EAST = (union(name, "city", dissolved_on=date(2025, 6, 30)) for name in ("west", "east"))
NEW = union("new", "city", founded_on=date(2025, 7, 1))
WHOLE = [union(f"u{n}", "city") for n in range(5)]
MERGED = registry(CITY, WEST, EAST, NEW, *WHOLE)
HALVES = {"west": ("60", "50"), "east": ("40", "30"), "new": ("110", "90")}
HEADS = {"west": "300", "east": "200", "new": "490"}


def books(year=2025, **more):
    handed = {"west": (move("sent", "new", "8"),), "new": (move("received", "west", "8"),)}
    return [
        one(name, year, income, spending, totals={"members": HEADS[name]}, transfers=handed.get(name), **more)
        for name, (income, spending) in HALVES.items()
    ]


def seen(*digests, who=MERGED):
    return survey(digests, who, policy())


def test_halves_add_up_what_was_handed_over_is_counted_once_and_heads_once():
    whole = seen(*books()).subtrees["city", 2025]
    assert (whole.totals["income_total"], whole.totals["expenditure_total"]) == (210 - 8, 170 - 8)
    assert (whole.totals["members"], whole.disclosed["members"]) == (490, 1)
    assert whole.disclosed["income_total"] == 3


@pytest.mark.parametrize(("ended", "heads"), [("2025-12-31", 990), ("2025-12-30", 490), ("2026-01-01", 990)])
def test_whoever_saw_the_last_day_of_the_year_is_counted_in_it(ended, heads):
    unions = (replace(one, dissolved_on=date.fromisoformat(ended)) for one in (WEST, EAST))
    assert seen(*books(), who=registry(CITY, *unions, NEW)).subtrees["city", 2025].totals["members"] == heads


def test_in_a_running_year_whoever_is_there_on_the_day_is_counted():
    on = [replace(MERGED, today=date.fromisoformat(day)) for day in ("2025-05-01", "2025-09-01")]
    assert [seen(*books(), who=who).subtrees["city", 2025].totals["members"] for who in on] == [990, 490]


def test_what_is_usual_is_so_in_whole_years_and_rates_are_of_all():
    more = [one(it.union_id, 2025, "100", totals={"dues_rate": "0.5"}) for it in WHOLE]
    halves = [replace(it, totals={**it.totals, "dues_rate": Decimal("0.9")}) for it in books()]
    found = seen(*halves, *more).neighbours("u0", 2025).peers
    assert {name: (it.median, it.n) for name, it in found.items()} == {
        "income_total": (100, 5),
        "dues_rate": (Decimal("0.5"), 8),
    }


def told(who, year, actual="90", budget="100"):
    given = package(who.union_id, year, accounts=[account("501", budget, actual=actual)])
    return report(who, year, given)


def test_a_short_year_and_a_whole_one_have_no_difference():
    short, whole, next_ = (told(NEW, year) for year in (2025, 2026, 2027))
    assert (short.is_short, whole.is_short, told(WEST, 2025).is_short) == (True, False, True)
    assert [as_long(whole, short), as_long(next_, whole), as_long(short, None)] == [False, True, False]
    assert list(changes(whole, short)) == []
    assert "expenditure_total/change" in {name for name, *_ in changes(next_, whole)}


def test_of_a_short_year_only_rates_stand_beside_what_is_usual():
    usual = {name: Peers(name=name, median=Decimal(1), n=5) for name in ("per_member_expenditure", "execution_rate")}
    figures = [
        {name for name, *_ in peers(it, Neighbours(peers=usual)) if name.startswith("peer_median")}
        for it in (with_heads(NEW), with_heads(CITY))
    ]
    assert figures == [{"peer_median_execution_rate"}, {f"peer_median_{name}" for name in usual}]


def with_heads(who):
    given = package(who.union_id, 2025, accounts=[account("501")], overview=[OVERVIEW])
    return report(who, 2025, given)


class TestTheNextYear:
    """Twice as much in twice as long is no rise."""

    def answer(self, clause, year=2026, who=NEW, before=("50", "45"), now=("100", "90")):
        given = [
            package(
                who.union_id, at, three_public=[spent(initial=of[0], actual=of[1])],
                accounts=[account("501", "1000", actual="900"), account("50602", *of[:1], actual=of[1])],
            )
            for at, of in ((year - 1, before), (year, now))
        ]  # fmt: skip
        return decide(
            clause, case(*given, union_id=who.union_id, year=year, unions=(CITY, who), as_of=date(2029, 1, 1))
        )

    @pytest.mark.parametrize("clause", ["2-5-6", "2-5-8", "2-5-9"])
    def test_the_year_of_founding_is_no_measure(self, clause):
        answer = self.answer(clause)
        assert answer.status is Status.NOT_APPLICABLE
        assert answer.reason.text(ZH) == "工会于2025年7月1日成立，2025年不满一年，不可比"
        assert self.answer(clause, year=2027).status is Status.BREACHED

    def test_less_in_half_a_year_is_no_merit_and_more_is_a_rise(self):
        less, more = (self.answer("2-5-6", 2025, WEST, ("100", "90"), ("100", spent)) for spent in ("50", "91"))
        assert (less.status, more.status) == (Status.NOT_APPLICABLE, Status.BREACHED)
        assert less.reason.text(ZH).endswith("工会于2025年6月30日撤销，当年不满一年，不可比")
