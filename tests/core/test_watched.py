"""A watched day answers as any day does, and knows which other days would have answered alike."""

import operator
import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguang.core.watched import Span, Watched, narrowest

NOW, DEADLINE = date(2026, 11, 23), date(2026, 5, 15)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
COMPARED = [operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne]


def test_a_deadline_passes_at_the_end_of_its_day():
    late, early = Watched.of(NOW), Watched.of(date(2026, 2, 1))
    assert late > DEADLINE
    assert late.span == Span(since=date(2026, 5, 16))
    assert not early > DEADLINE
    assert early.span == Span(until=DEADLINE)


def test_the_nearest_days_on_both_sides_are_remembered():
    day = Watched.of(NOW)
    for other in (DEADLINE, date(2026, 3, 1), date(2027, 3, 31), date(2028, 1, 1)):
        assert (other < day) == (other < NOW)
    assert day.span == Span(date(2026, 5, 16), date(2027, 3, 31))


@given(DAYS, st.lists(st.tuples(st.sampled_from(COMPARED), DAYS, st.booleans()), max_size=6), DAYS)
def test_any_day_of_the_span_gives_the_same_answers(day, asked, other):
    watched = Watched.of(day)

    def answers(on):
        return [compare(other, on) if turned else compare(on, other) for compare, other, turned in asked]

    assert answers(watched) == answers(day)
    if other in watched.span:
        assert answers(other) == answers(day)


@given(DAYS, DAYS)
def test_a_year_holds_as_long_as_it_does(day, other):
    watched = Watched.of(day)
    assert watched.year == day.year
    assert (other in watched.span) == (other.year == day.year)


EXACT = {
    "its text": str, "a form": "{:%Y}".format, "iso": lambda day: day.isoformat(), "a difference": lambda day: day - DEADLINE,
    "a difference from another": lambda day: DEADLINE - day, "a later day": lambda day: day + timedelta(1), "a key": hash,
    "its day": lambda day: day.day, "a weekday": lambda day: day.weekday(), "a copy": lambda day: day.replace(year=2000),
    "a pickle": lambda day: pickle.loads(pickle.dumps(day)), "what shows it": repr, "a number": lambda day: day.toordinal(),
}  # fmt: skip


@pytest.mark.parametrize("ask", EXACT.values(), ids=EXACT)
def test_whatever_else_is_asked_holds_on_this_day_alone(ask):
    watched = Watched.of(NOW)
    assert ask(watched) == ask(NOW)
    assert watched.span == Span(NOW, NOW)


def test_the_narrowest_of_several_spans():
    assert narrowest([Span(since=DEADLINE), Span(until=NOW)]) == Span(DEADLINE, NOW)
    assert narrowest([]) == Span()
    assert (Span().begins, Span().ends, Span(NOW, NOW).begins, Span(NOW, NOW).ends) == (False, False, True, True)
