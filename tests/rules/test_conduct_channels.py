"""2-2, further: channels to the leaders, and issues that stay outstanding."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import CITY, LATER, QU, SHOP, STREET, YEAR, appeals, case, channel, decide, package  # fmt: skip
from tests.rules.conduct import EVE
from yangguang.core.language import ZH
from yangguang.rules.catalogue import BY_CLAUSE
from yangguang.rules.judge.model import Status, Weight

# Channels.

CHANNELS = {
    "two kinds": ([channel(), channel("mailbox")], Status.MET, None),
    "two of one kind": ([channel(), channel(channel_id="2")], Status.MET, Weight.INDICATOR),
    "one": ([channel()], Status.MET, Weight.INDICATOR),
    "open since the last day": ([channel(), channel("mailbox", since=EVE)], Status.MET, None),
    "not open yet": ([channel(), channel("mailbox", since=date(YEAR + 1, 1, 1))], Status.MET, Weight.INDICATOR),
    "no opening day": ([channel(), channel("mailbox", since=None)], Status.MET, None),
    "closed on the last day": ([channel(), channel("mailbox", closed_on=EVE)], Status.MET, Weight.INDICATOR),
    "closed after it": ([channel(), channel("mailbox", closed_on=date(YEAR + 1, 1, 1))], Status.MET, None),
    "all closed": ([channel(closed_on=EVE)], Status.BREACHED, Weight.HARD),
    "none": ([], Status.BREACHED, Weight.HARD),
    "table missing": (None, Status.NO_DATA, None),
}


@pytest.mark.parametrize(("rows", "status", "weight"), CHANNELS.values(), ids=CHANNELS)
def test_channels(rows, status, weight):
    answer = decide("2-2-7", case(package(channels=rows)))
    assert (answer.status, answer.weight) == (status, weight)


def test_a_channel_may_still_open_this_year():
    given = package(channels=[channel(since=date(YEAR, 6, 1))])
    assert decide("2-2-7", case(given, as_of=date(YEAR, 5, 31))).status is Status.NOT_DUE
    assert decide("2-2-7", case(given, as_of=date(YEAR, 6, 1))).status is Status.MET


def test_a_table_at_its_cap_is_read_once():
    """Each of 20,000 channels held against all others took minutes."""
    rows = [channel(channel_id=str(n), closed_on=EVE if n % 2 else None) for n in range(20_000)]
    begun = time.process_time()
    assert decide("2-2-7", case(package(channels=rows))).status is Status.MET
    assert time.process_time() - begun < 5


# Outstanding issues.


# A ledger that counts by category tells of an issue what is true of all appeals of its category.


def issue(day=date(YEAR, 11, 30), received=2, resolved=0, **facts):
    return appeals(received=received, resolved=resolved, outstanding_issue="班车", due_on=day, **facts)


ISSUES = {
    "all of its category settled": ([issue(resolved=2)], Status.MET, None),
    "settled without a deadline": ([issue(None, resolved=2)], Status.MET, None),
    "open on its deadline": ([issue(LATER)], Status.NOT_DUE, None),
    "open on its deadline, some of its category settled": ([issue(LATER, resolved=1)], Status.NOT_DUE, None),
    "open the day after, none of its category settled": ([issue()], Status.BREACHED, Weight.WARNING),
    "open the day after, some of its category settled": ([issue(resolved=1)], Status.NO_DATA, None),
    "no appeal of its category this year": ([issue(received=0)], Status.NO_DATA, None),
    "due after the year": ([issue(date(YEAR + 1, 7, 14))], Status.BREACHED, Weight.WARNING),
    "open without a deadline": ([issue(None)], Status.NO_DATA, None),
    "one overdue, one without a deadline": ([issue(), issue(None, category="safety")], Status.BREACHED, Weight.WARNING),
    "one overdue, one that nobody can tell": (
        [issue(), issue(category="safety", resolved=1)],
        Status.BREACHED,
        Weight.WARNING,
    ),
    "one open in time, one without a deadline": (
        [issue(date(2026, 8, 1)), issue(None, category="safety")],
        Status.NO_DATA,
        None,
    ),
    "open, but not outstanding": ([appeals(due_on=date(2026, 1, 1))], Status.NOT_APPLICABLE, None),
    "none": ([], Status.NOT_APPLICABLE, None),
    "table missing": (None, Status.NO_DATA, None),
}


@pytest.mark.parametrize(("rows", "status", "weight"), ISSUES.values(), ids=ISSUES)
def test_outstanding_issues(rows, status, weight):
    answer = decide("2-2-8", case(package(appeals=rows), unions=(CITY, QU, STREET, SHOP)))
    assert (answer.status, answer.weight) == (status, weight)


def test_outstanding_issues_are_counted():
    rows = [issue(date(2026, 9, 1)), issue(date(2026, 8, 1), category="safety"), issue(resolved=2, category="other")]
    text = decide("2-2-8", case(package(appeals=rows))).reason.text(ZH)
    assert text == "突出问题 3 项，所属类别的诉求全部办结的 1 项；其余最早于2026年8月1日到期"


def test_issues_without_a_deadline_are_named():
    rows = [issue(date(2026, 9, 1)), replace(issue(None, category="safety"), outstanding_issue="通风")]
    answer = decide("2-2-8", case(package(appeals=rows)))
    assert answer.reason.text(ZH).endswith("；没有填写解决期限：通风")


@pytest.mark.parametrize("rows", [[issue()], [issue(resolved=1)], [issue(None)]], ids=["none", "some", "undated"])
def test_the_rest_of_the_year_may_settle_an_issue(rows):
    for day in (EVE, date(YEAR + 1, 6, 30)):
        assert decide("2-2-8", case(package(appeals=rows, stage="midyear"), as_of=day)).status is Status.NOT_DUE
    assert decide("2-2-8", case(package(appeals=rows, stage="midyear"))).status is Status.NO_DATA


KEPT_SO_FAR = {
    "2-2-6": {"appeals": [appeals()]},
    "2-2-6 without appeals": {"appeals": []},
    "2-2-7": {"channels": [channel(), channel("mailbox")]},
    "2-2-8": {"appeals": [issue(resolved=2)]},
    "2-2-8 without an issue": {"appeals": []},
}


@pytest.mark.parametrize(("clause", "tables"), KEPT_SO_FAR.items(), ids=KEPT_SO_FAR)
def test_a_year_reported_in_part_keeps_nothing_yet(clause, tables):
    clause = clause[:5]
    assert decide(clause, case(package(**tables))).status in {Status.MET, Status.NOT_APPLICABLE}
    given = package(stage="midyear", **tables)
    assert decide(clause, case(given, as_of=date(YEAR, 9, 1))).status is Status.NOT_DUE
    assert decide(clause, case(given)).status is Status.NO_DATA


WEIGHTS = {
    "2-2-1": Weight.INDICATOR,
    "2-2-3": Weight.WARNING,
    "2-2-4": Weight.WARNING,
    "2-2-5": Weight.WARNING,
    "2-2-6": Weight.INDICATOR,
    "2-2-7": Weight.WARNING,
    "2-2-8": Weight.INDICATOR,
}


@pytest.mark.parametrize(("clause_id", "weight"), WEIGHTS.items())
def test_conduct_weighs_softly_and_needs_a_package(clause_id, weight):
    assert BY_CLAUSE[clause_id].weight is weight
    assert decide(clause_id, case()).status is Status.NO_DATA
