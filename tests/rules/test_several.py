"""Forms of clauses that ask something of several things: later books, the worst answer."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.build import LATER, YEAR, case, package
from yangguang.core.address import Sheet
from yangguang.core.language import ZH
from yangguang.core.sentence import say
from yangguang.rules.forms.several import undone, worst
from yangguang.rules.judge.answers import answer, attested, awaiting, breached, met, no_data, not_applicable, not_due
from yangguang.rules.judge.model import Cell, Status, Weight

NEXT = YEAR + 1
IN_THIS_YEARS_BOOKS, IN_THE_NEXT_ONES = date(NEXT, 6, 30), date(NEXT, 7, 1)
UNDONE = {
    "on the day itself": ([package()], IN_THIS_YEARS_BOOKS, IN_THIS_YEARS_BOOKS, Status.NOT_DUE),
    "a day later": ([package()], IN_THIS_YEARS_BOOKS, IN_THE_NEXT_ONES, Status.BREACHED),
    "next year's books may tell": ([package()], IN_THE_NEXT_ONES, date(NEXT, 12, 1), Status.NOT_DUE),
    "next year's books, on their day": ([package()], IN_THE_NEXT_ONES, date(NEXT + 1, 6, 30), Status.NOT_DUE),
    "next year's books never came": ([package()], IN_THE_NEXT_ONES, date(NEXT + 1, 7, 1), Status.NO_DATA),
    "next year's books tell": ([package(), package(year=NEXT)], IN_THE_NEXT_ONES, date(NEXT, 12, 1), Status.BREACHED),
    "next year's books are not final": (
        [package(), package(year=NEXT, stage="midyear")], IN_THE_NEXT_ONES, date(NEXT, 12, 1), Status.NOT_DUE,
    ),
    "next year's books lack the table": (
        [package(), package(year=NEXT, audits=None)], IN_THE_NEXT_ONES, date(NEXT + 1, 7, 1), Status.NO_DATA,
    ),
    "this year's own are not final": (
        [package(stage="midyear")], date(NEXT, 1, 1), date(NEXT, 6, 30), Status.NOT_DUE,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("given", "due", "as_of", "status"), UNDONE.values(), ids=UNDONE)
def test_what_is_due_may_stand_in_later_books(given, due, as_of, status):
    assert undone(case(*given, as_of=as_of), "audits", due, say("没有")).status is status


EASTER, ITS_EVE = date(YEAR, 4, 1), date(YEAR, 3, 31)
EARLY = {
    "midyear books tell of the spring": (package(stage="midyear"), EASTER, Status.BREACHED),
    "a budget's do not": (package(stage="budget"), EASTER, Status.NOT_DUE),
    "on the day by which midyear books are due": (package(stage="budget"), date(YEAR, 9, 30), Status.NOT_DUE),
    "midyear books never came": (package(stage="budget"), date(YEAR, 10, 1), Status.NO_DATA),
}


@pytest.mark.parametrize(("given", "as_of", "status"), EARLY.values(), ids=EARLY)
def test_what_is_due_in_spring_stands_in_the_midyear_books(given, as_of, status):
    assert undone(case(given, as_of=as_of), "filings", ITS_EVE, say("没有")).status is status
    assert undone(case(package(), as_of=as_of), "filings", ITS_EVE, say("没有")).status is Status.BREACHED


def test_which_books_tell_of_the_last_day_of_the_half_year_and_of_the_first_of_the_next():
    for due, as_of, status in (
        (date(YEAR, 6, 30), date(YEAR, 9, 30), Status.NOT_DUE),
        (date(YEAR, 6, 30), date(YEAR, 10, 1), Status.NO_DATA),
        (date(YEAR, 7, 1), IN_THIS_YEARS_BOOKS, Status.NOT_DUE),
        (date(YEAR, 7, 1), IN_THE_NEXT_ONES, Status.NO_DATA),
    ):
        assert undone(case(package(stage="budget"), as_of=as_of), "filings", due, say("没有")).status is status


def test_what_is_owed_only_at_the_end_is_not_blamed_on_midyear_books():
    for as_of, status in ((IN_THIS_YEARS_BOOKS, Status.NOT_DUE), (IN_THE_NEXT_ONES, Status.NO_DATA)):
        given = case(package(stage="midyear"), as_of=as_of)
        assert undone(given, "audits", ITS_EVE, say("没有")).status is status


def test_what_never_came_is_named():
    answer = undone(case(package(), as_of=date(NEXT + 1, 7, 1)), "audits", IN_THE_NEXT_ONES, say("没有"))
    assert answer.reason.text(ZH) == "没有；2026年的数据没有公开，无法核查"


def test_before_any_deadline_was_set_only_that_years_books_tell():
    day = date(2015, 3, 1)
    given = package(year=2014)
    assert undone(case(given, year=2014), "audits", day, say("没有")).status is Status.BREACHED
    assert undone(case(year=2014), "audits", day, say("没有")).status is Status.NO_DATA


def test_the_weight_is_kept_where_it_is_broken():
    answer = undone(case(package(), as_of=LATER), "audits", IN_THIS_YEARS_BOOKS, say("没有"), weight=Weight.HARD)
    assert answer.weight is Weight.HARD


FROM_WORST = [
    breached(say("a"), weight=Weight.HARD),
    breached(say("b")),
    breached(say("c"), weight=Weight.WARNING),
    no_data(say("d")),
    awaiting(say("e")),
    not_due(say("f"), weight=Weight.WARNING),
    not_due(say("g")),
    attested(say("h")),
    met(say("i"), weight=Weight.WARNING),
    met(say("j")),
    not_applicable(say("k")),
]


@pytest.mark.parametrize("first", range(len(FROM_WORST) - 1))
def test_the_worst_answers(first):
    answer = worst(FROM_WORST[: first - 1 if first else None : -1])
    assert (answer.status, answer.weight) == (FROM_WORST[first].status, FROM_WORST[first].weight)
    assert answer.reason == FROM_WORST[first].reason


def test_those_alike_are_counted_and_shown_first():
    def one(row):
        return breached(say("原因{row}", row=row), Cell(Sheet.of("registry/x.csv"), row=row, column="a"))

    other = breached(say("轻"), Cell(Sheet.of("registry/x.csv"), row=9, column="a"), weight=Weight.INDICATOR)
    answer = worst([one(2), met(say("好")), other, one(3), one(2)])
    assert answer.reason.text(ZH) == "原因2；另有 2 项情况相同"
    assert [cell.row for cell in answer.cells] == [2, 3, 9], "what decides comes first, then what else was looked at"
    assert worst([one(2)]).reason.text(ZH) == "原因2"
    assert worst([one(2), one(3)]).reason.text(ZH) == "原因2；另有 1 项情况相同"


def named(row, name):
    sheet = Sheet.of("registry/x.csv")
    return breached(say("{name}没有公开", name=name), Cell(sheet, row, "name"), Cell(sheet, row, "date"))


def test_of_several_alike_the_same_one_is_told_whatever_their_order():
    for rows in ([2, 3, 4], [4, 3, 2], [3, 2]):
        told = worst([named(row, f"礼堂{row}") for row in rows]).reason.text(ZH)
        assert told == f"礼堂2没有公开；另有 {len(rows) - 1} 项情况相同"


def test_by_its_name_only_the_matter_that_is_told_is_called():
    names = {Cell(Sheet.of("registry/x.csv"), row, "name") for row in (2, 3, 4)}
    answer = worst([named(3, "食堂"), named(2, "礼堂"), met(say("好"), *named(4, "会所").cells)], called=names)
    assert answer.reason.text(ZH) == "礼堂没有公开；另有 1 项情况相同"
    assert [(cell.row, cell.column) for cell in answer.cells] == [(3, "date"), (2, "name"), (2, "date"), (4, "date")]


@pytest.mark.parametrize(
    ("asked", "said"), [((False, False), False), ((False, True), True), ((True,), True)],
    ids=["nobody asks for any", "one is asked for", "asked for"],
)  # fmt: skip
def test_what_nobody_asks_for_stays_nobodys_debt(asked, said):
    lacking = [answer(Status.NO_DATA, say("d"), asked=one) for one in asked]
    assert worst([met(say("j")), *lacking]).asked is said
