"""A random life of a federation: whatever happens to its files, what was published stays, and what is said of it is true."""

import json
import random
import shutil
from datetime import date

import pytest

from tests.builders import DISTRICT, ROOT, SHOP, UNION, YEAR, last_year, package_files, portal
from tests.repositories import commit, git
from yangguang.ledger.model import Before, Standing
from yangguang.pipeline.books import UnbuildableError, open_books
from yangguang.pipeline.union_years import read_union
from yangguang.pipeline.withdraw import withdraw

AS_OF = date(2026, 11, 25)
YEARS = ((UNION, YEAR - 1), (UNION, YEAR), (SHOP, YEAR))
FILES = {(UNION, YEAR - 1): last_year(), (UNION, YEAR): package_files(), (SHOP, YEAR): package_files(SHOP)}


class Life:
    """The federation, the dice, and what visitors have seen: the last version shown of each year, and what was withdrawn."""

    def __init__(self, folder, seed):
        self.data, self.dice = portal(folder / "data", FILES), random.Random(seed)
        self.shown, self.withdrawn, self.told = {}, {}, []
        git(folder, "init", "-q", "-b", "main")

    def folder(self, key):
        return self.data / "unions" / DISTRICT / key[0] / str(key[1])

    def file(self, path, change):
        target = self.data / path
        target.write_text(change(target.read_text(encoding="utf-8")), encoding="utf-8", newline="")

    def report(self, key):
        shutil.rmtree(self.folder(key), ignore_errors=True)
        self.folder(key).mkdir(parents=True)
        for name, content in FILES[key].items():
            (self.folder(key) / name).write_bytes(content)

    def correct(self, key):
        if (self.folder(key) / "overview.csv").exists():
            members = self.dice.randrange(1000, 1500)
            self.report(key)
            overview = self.folder(key) / "overview.csv"
            overview.write_text(overview.read_text().replace("1500,1400", f"1500,{members}"))

    def slip(self, key):
        if self.folder(key).exists():
            (self.folder(key) / "dues.csv").write_text("slip\n")

    def delete(self, key):
        shutil.rmtree(self.folder(key), ignore_errors=True)

    def draft(self, key):
        """A branch that is merged with another state than it had on its way."""
        git(self.data, "switch", "-q", "-c", f"pr{len(self.told)}")
        self.report(key)
        commit(self.data.parent, "draft")
        self.slip(key)
        commit(self.data.parent, "slip")
        git(self.data, "switch", "-q", "main")
        git(self.data, "merge", "-q", "--no-ff", "-X", "theirs", "-m", "merge", f"pr{len(self.told)}")

    def rename_an_account(self, _):
        name = f"职工教育费{self.dice.randrange(9)}"
        self.file(
            "policy/chart_of_accounts.csv", lambda text: text.replace("2009,50101,职工教育费,", f"2009,50101,{name},")
        )

    def put_the_account_right(self, _):
        shutil.copy(ROOT / "data" / "policy" / "chart_of_accounts.csv", self.data / "policy")

    def raise_a_tier(self, _):
        self.file("registry/unions.csv", lambda text: text.replace(",basic,", ",standard,"))

    def leave_the_register(self, _):
        self.file("registry/unions.csv", lambda text: "".join(
            line for line in text.splitlines(keepends=True) if not line.startswith(f"{SHOP},")))  # fmt: skip

    def withdraw(self, key):
        listed = f"{key[0]}," in (self.data / "registry" / "unions.csv").read_text()
        if self.folder(key).exists() and listed and key not in self.withdrawn:
            self.withdrawn[key] = self.dice.choice(["merged", "personal_data", "other"])
            withdraw(self.data, *key, since=date(2026, 9, 1), today=AS_OF, reason=self.withdrawn[key])

    def step(self):
        happens = (
            self.report, self.report, self.correct, self.slip, self.delete, self.draft, self.rename_an_account,
            self.put_the_account_right, self.raise_a_tier, self.withdraw, self.leave_the_register,
        )  # fmt: skip
        what, key = self.dice.choice(happens), self.dice.choice(YEARS)
        self.told.append((what.__name__, key))
        what(key)
        commit(self.data.parent, json.dumps(self.told[-1]))

    def look(self):
        books = open_books(self.data, AS_OF)
        reports = {}
        for union_id in {union_id for union_id, _ in YEARS} & books.registry.unions.keys():
            reports |= {(union_id, year): report for year, report in read_union(books, union_id).items()}
        return reports


@pytest.mark.parametrize("seed", range(3))
def test_nothing_published_disappears_and_nothing_false_is_said(tmp_path, seed):
    life = Life(tmp_path, seed)
    commit(tmp_path)
    for _ in range(12):
        try:
            reports = life.look()
        except UnbuildableError:
            pytest.fail(f"no life makes the register unreadable: {life.told}")
        for key in life.shown:
            report = reports.get(key)
            assert report is not None, (key, life.told)
            gone = life.withdrawn.get(key) == "personal_data" and report.standing is Standing.WITHDRAWN
            assert gone or report.package is not None or key in life.withdrawn, (key, report.standing, life.told)
            if report.refusal and report.package is None and key not in life.withdrawn:
                assert report.refusal.before is not Before.NOTHING, (key, life.told)
            assert report.standing is not Standing.SILENT
        for key, report in reports.items():
            if report.package is not None:
                life.shown[key] = report.package.overview
            if report.standing is Standing.SUPERSEDED and key in life.shown:
                assert report.package.overview == life.shown[key], (key, life.told)
            if report.standing is Standing.WITHDRAWN:
                assert not report.missing
                assert (report.withdrawal.reason is None) == (key not in life.withdrawn), (key, life.told)
        life.step()
