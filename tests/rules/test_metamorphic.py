"""What happens to verdicts when books are withheld, a yuan is misstated, a record is forgotten or written twice, a day passes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import cycle

import pytest

from tests.rules.evidence import Judge
from tests.rules.federation import TODAY, whole_cast
from tests.rules.test_order import doubled
from yangguang.core.sentence import Sentence
from yangguang.core.watched import Watched
from yangguang.ledger.between.acquaintance import acquaintance
from yangguang.ledger.between.digest import digest
from yangguang.pipeline.union_years import judge_year
from yangguang.records.tables import PACKAGE_TABLES
from yangguang.rules.judge.evidence import Library
from yangguang.rules.judge.model import Status

YEAR = 2025
MIDDLE = "chenxi-qingfeng"  # a street: a district above it, units below
FALLEN = {
    Status.MET: {Status.ATTESTED, Status.AWAITING_SUPERIOR, Status.NO_DATA, Status.NOT_DUE},
    Status.ATTESTED: {Status.AWAITING_SUPERIOR, Status.NO_DATA, Status.NOT_DUE},
    Status.BREACHED: {Status.AWAITING_SUPERIOR, Status.NO_DATA, Status.NOT_DUE},
    Status.NOT_APPLICABLE: {Status.NO_DATA, Status.NOT_DUE},
    Status.AWAITING_SUPERIOR: {Status.NO_DATA, Status.NOT_DUE},
    Status.NOT_DUE: {Status.NO_DATA},
    Status.NO_DATA: {Status.NOT_DUE},
}
# What is recorded of an event: a second record of it is the same event again. A second matter, asset or audit is another.
OF_EVENTS = ("filings", "activities", "disclosures", "inspections", "regulations", "channels", "explanations")
# Chains of records of which none may be forgotten.
CHAINS = ("2-4-5", "2-4-9", "2-4-10", "2-5-2", "2-6-1", "2-6-3", "2-6-4", "2-6-5", "2-7-6", "3-1-5", "3-3-3", "3-3-4")


@cache
def judge(union_id, year=YEAR):
    return Judge(federation=whole_cast(), union_id=union_id, year=year)


@cache
def base(union_id, year=YEAR):
    return judge(union_id, year).said()


def status(said):
    return said.words[0]


def family(union_id):
    """The union, the one above it and those below it: whose books it may rest on."""
    registry = whole_cast().registry
    return [union_id, registry.unions[union_id].parent_id, *(one.union_id for one in registry.children(union_id))]


# Books withheld


@pytest.mark.parametrize("owner", family(MIDDLE))
def test_a_table_taken_away_proves_nothing_and_blames_nobody(owner):
    """Of any year, whoever's it is: a claim may only fall."""
    for (name, _), package in whole_cast().packages.items():
        if name != owner:
            continue
        for table in PACKAGE_TABLES:
            if package.table(table.name) is not None:
                now = judge(MIDDLE).said(replace(package, **{table.name: None}))
                assert risen(base(MIDDLE), now) == {}, (package.folder, table.name)


@pytest.mark.parametrize("owner", family(MIDDLE))
def test_a_package_taken_away_proves_nothing_and_blames_nobody(owner):
    federation = whole_cast()
    for key in [key for key in federation.packages if key[0] == owner]:
        rest = federation.having({name: one for name, one in federation.packages.items() if name != key})
        alone = Judge(federation=rest, union_id=MIDDLE, year=YEAR)
        assert risen(base(MIDDLE), alone.said()) == {}, key


def risen(before, after):
    """Clauses whose status says more, or something else, after something was taken away."""
    pairs = {clause: (status(said), status(after[clause])) for clause, said in before.items()}
    return {clause: (a, b) for clause, (a, b) in pairs.items() if a is not b and b not in FALLEN[a]}


# A yuan on an edge


@pytest.mark.parametrize("union_id", ["kaifaqu-kechuang", "chenxi", "yangguang"])
@pytest.mark.parametrize("yuan", [-1, 1])
def test_a_yuan_misstated_on_any_edge_keeps_both_ends_waiting(union_id, yuan):
    """With the difference in words; broken only of the payer whose own books say that more was due."""
    package = whole_cast().packages[union_id, YEAR]
    edges = {(row.direction, row.kind, row.counterparty_id): at for at, row in enumerate(package.transfers)}
    judged = 0
    for at in edges.values():
        row = package.transfers[at]
        rows = (*package.transfers[:at], replace(row, amount=row.amount + yuan), *package.transfers[at + 1 :])
        misstated = replace(package, transfers=rows)
        for end in (union_id, row.counterparty_id):
            if status(base(end)["2-3-4"]) not in {Status.MET, Status.ATTESTED} or no_counterpart(row.counterparty_id):
                continue
            told = judge(end).said(misstated)["2-3-4"]
            withheld = end == union_id and row.direction == "sent" and yuan < 0
            assert status(told) is (Status.BREACHED if withheld else Status.AWAITING_SUPERIOR), (end, row)
            assert "1.00 元" in told.words[3]
            judged += 1
    assert judged


def no_counterpart(union_id):
    given = whole_cast().packages.get((union_id, YEAR))
    return given is None or given.transfers is None


# A record forgotten, a record written twice


@pytest.mark.parametrize("union_id", ["kaifaqu-kechuang", MIDDLE, "gongjiao"])
def test_a_record_of_a_chain_forgotten_is_not_met_in_the_same_words(union_id):
    """Whoever's books it stood in. Where another record serves, the verdict points at that one."""
    packages = {package.folder: package for package in whole_cast().packages.values()}
    forgotten = 0
    for clause in CHAINS:
        said = base(union_id)[clause]
        if status(said) is not Status.MET:
            continue
        for file, number in sorted({(one.file, one.row) for one in said.cells if one.file.endswith("/filings.csv")}):
            package = packages[file.rpartition("/")[0]]
            rest = tuple(row for row in package.filings if row.row != number)
            now = judge(union_id).said(replace(package, filings=rest))[clause]
            assert now != said, (clause, file, number)
            assert status(now) is not Status.MET or {(one.file, one.row) for one in now.cells} != {
                (one.file, one.row) for one in said.cells
            }
            forgotten += 1
    assert forgotten > 10


def test_a_record_written_twice_changes_no_verdict():
    federation = whole_cast()
    twice = {
        key: replace(one, **{name: getattr(doubled(one), name) for name in OF_EVENTS})
        for key, one in federation.packages.items()
    }
    before, after = federation.judged(), federation.having(twice).judged()
    assert {
        key for key, one in before.items() if (one.status, one.weight) != (after[key].status, after[key].weight)
    } == set()


# Days that pass


@pytest.mark.parametrize("union_id", ["kaifaqu-kechuang-lianhe", "kaifaqu-kechuang-xinghuo"])
def test_from_day_to_day_a_verdict_changes_only_where_a_date_says_so(union_id):
    """Over two years: the day after one that the words name, the day of an event among the evidence, New Year's Day.

    A breach is left by an event alone.
    """
    federation, reports = whole_cast(), judge(union_id).reports
    digests = [digest(one) for years in reports.values() for one in years.values()]
    near = acquaintance(digests, federation.registry, federation.policy).neighbours(union_id, YEAR)
    library = Library(registry=federation.registry, history=reports[union_id], neighbours=near)
    before = {}
    for number in range(2 * 365):
        day = date(YEAR, 1, 1) + timedelta(days=number)
        after = judge_year(federation.registry, federation.policy, day, reports[union_id], YEAR, near)
        for one in after:
            was = before.get(one.rule.clause_id, one)
            if was.status is not one.status and not one.rule.parts:  # a composite changes when its parts do
                events = {seen.value for cell in was.answer.cells + one.answer.cells if (seen := library.look_up(cell))}
                told = {*dates(was.answer.reason), *dates(one.answer.reason)}
                known = day in events or day - timedelta(days=1) in events | told or (day.month, day.day) == (1, 1)
                assert known, (one.rule.clause_id, day, was, one)
                assert was.status is not Status.BREACHED or day in events, (one.rule.clause_id, day)
        before = {one.rule.clause_id: one for one in after}


def test_no_verdict_counts_days_from_the_day_of_judgement():
    """What is said holds on every day until a date passes: no page is another one each morning, none tells yesterday's count."""
    federation, reports = whole_cast(), judge(MIDDLE).reports
    digests = [digest(one) for years in reports.values() for one in years.values()]
    view = acquaintance(digests, federation.registry, federation.policy)
    for (union_id, years), day in zip(
        reports.items(), cycle([date(2026, 3, 8), TODAY, date(2029, 2, 3)]), strict=False
    ):
        near, watched = view.neighbours(union_id, YEAR), Watched.of(day)
        told = said(judge_year(federation.registry, federation.policy, watched, years, YEAR, near))
        since, until = watched.span
        assert watched.span == watched.compared, union_id
        assert day < until, union_id
        for other in (max(since, date(2014, 1, 1)), min(until, date(2040, 1, 1))):
            assert said(judge_year(federation.registry, federation.policy, other, years, YEAR, near)) == told


def said(verdicts):
    return [(one.rule.clause_id, one.answer) for one in verdicts]


def dates(value):
    """Every date that a sentence names, in whatever it is made of."""
    if isinstance(value, date):
        yield value
    elif isinstance(value, Sentence):
        for one in value.values.values():
            yield from dates(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from dates(one)
