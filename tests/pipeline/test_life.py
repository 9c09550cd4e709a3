"""A random life of a federation: whatever happens to it, what was published stays, what is told is true, what is due is due."""

import os
from collections import defaultdict

import pytest

from tests.pipeline.life import Life
from yangguang.ledger.between.digest import digest
from yangguang.ledger.between.survey import survey
from yangguang.ledger.figures.reported import reported
from yangguang.ledger.model import Before, Standing
from yangguang.pipeline.books import UnbuildableError, open_books
from yangguang.pipeline.changes import changes_since
from yangguang.pipeline.union_years import read_union
from yangguang.records.duties import STAGES

SEEDS = range(
    int(os.environ.get("LIVES_FROM", "0")), int(os.environ.get("LIVES_FROM", "0")) + int(os.environ.get("LIVES", "3"))
)


class Visitors:
    """What they have seen: of each year what was first shown and what last."""

    def __init__(self):
        self.first, self.last = {}, {}

    def see(self, life):
        try:
            books = open_books(life.data, life.day)
        except UnbuildableError:
            pytest.fail(f"no life makes the register unreadable: {life.told}")
        reports = {
            (union_id, year): one
            for union_id in books.registry.unions
            for year, one in read_union(books, union_id).items()
        }
        self.nothing_disappears(life, reports)
        self.what_is_told_of_the_past_is_true(life, reports)
        self.the_ledger_leads_from_the_first_to_the_last(life, books, reports)
        what_is_due_is_due(life, books, reports)
        sums_are_conserved(life, books, reports)

    def nothing_disappears(self, life, reports):
        for key in self.last:
            report = reports.get(key)
            assert report is not None, (key, life.told)
            gone = life.withdrawn.get(key) == "personal_data" and report.standing is Standing.WITHDRAWN
            assert gone or report.package is not None or key in life.withdrawn, (key, report.standing, life.told)
            assert report.standing is not Standing.SILENT

    def what_is_told_of_the_past_is_true(self, life, reports):
        for key, report in reports.items():
            if report.refusal and report.package is None and key in self.last and key not in life.withdrawn:
                assert report.refusal.before is not Before.NOTHING, (key, life.told)
            if report.standing is Standing.SUPERSEDED and key in self.last:
                assert report.package.overview == self.last[key].overview, (key, life.told)
            if report.standing is Standing.WITHDRAWN:
                assert not report.missing
                assert (report.withdrawal.reason is None) == (key not in life.withdrawn), (key, life.told)
            if report.provenance and report.provenance.committed_on:
                assert report.provenance.committed_on <= life.day
            if report.package is not None:
                self.first.setdefault(key, report.package)
                self.last[key] = report.package

    def the_ledger_leads_from_the_first_to_the_last(self, life, books, reports):
        revisions = defaultdict(list)
        for union_id in {union_id for union_id, _ in self.first}:
            for one in changes_since(books, union_id):
                revisions[union_id, one.year].append(one)
        for key, first in self.first.items():
            if key in life.withdrawn or reports[key].package is None:
                continue
            state = {one.key: one.value for one in reported(first)}
            for one in (each for revision in revisions[key] for each in revision.restatements):
                assert state.pop(one.key, None) == one.before, (key, one, life.told)
                if one.after is not None:
                    state[one.key] = one.after
            assert state == {one.key: one.value for one in reported(reports[key].package)}, (key, life.told)


def what_is_due_is_due(life, books, reports):
    """Overdue is who is registered and alive on a deadline that has passed, and has not reported for it."""
    for union in books.door_registry.unions.values():
        for year in books.owed_years:
            due = [
                (stage, day) for stage in STAGES if (day := books.policy.stage_deadline(stage, year)) and day < life.day
            ]
            alive = [stage for stage, day in due if (union.founded_on or day) <= day <= (union.dissolved_on or day)]
            report = reports.get((union.union_id, year))
            is_told = report is not None and (report.package is not None or report.standing is Standing.WITHDRAWN)
            if alive and not is_told:
                assert report is not None, (union.union_id, year, life.told)
                assert report.is_overdue, (union.union_id, year, life.told)
            if not alive:
                assert report is None or not report.is_overdue, (union.union_id, year, life.told)


def sums_are_conserved(life, books, reports):
    """Consolidated income less expenditure is the sum of the surpluses, however transfers are eliminated."""
    view = survey([digest(one) for one in reports.values()], books.registry, books.policy)
    surpluses = defaultdict(int)
    for (union_id, year), report in reports.items():
        if report.package is not None and not report.is_withdrawn:
            register = books.registry.of_year(year)
            surpluses[register.unions[union_id].district, year] += report.value("surplus")
            for above in (union_id, *(one.union_id for one in register.ancestors(union_id))):
                surpluses[above, year] += report.value("surplus")
    for owner, rolled in (*view.subtrees.items(), *view.districts.items()):
        kept = rolled.totals.get("income_total", 0) - rolled.totals.get("expenditure_total", 0)
        assert kept == surpluses[owner], (owner, life.told)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_published_disappears_and_nothing_false_is_said(tmp_path, seed):
    life, visitors = Life(tmp_path, seed), Visitors()
    visitors.see(life)
    for _ in range(12):
        life.step()
        visitors.see(life)
