"""A federation to which things happen, one a commit: its files, the day, and what its history should make visitors see."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.builders import DISTRICT, ROOT, SCHOOL, SHOP, UNION, YEAR, as_csv, last_year, package_files, portal
from tests.repositories import commit, git
from yangguang.pipeline.withdraw import withdraw

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Key = tuple[str, int]
FILES = {
    (UNION, YEAR - 1): last_year(),
    (UNION, YEAR): package_files(),
    (SHOP, YEAR): package_files(SHOP),
    (SCHOOL, YEAR): package_files(SCHOOL),
}
OTHER = "110102"


class Life:
    """The federation and the dice. `day` is today; `withdrawn` are the years withdrawn, with the reason."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.data, self.dice, self.day = portal(folder / "data", FILES), random.Random(seed), date(2026, 4, 1)
        self.withdrawn: dict[Key, str] = {}
        self.told: list[tuple[str, Key]] = []
        districts = [{"district_id": DISTRICT, "name": "示范区"}, {"district_id": OTHER, "name": "别的区"}]
        (self.data / "registry" / "districts.csv").write_bytes(as_csv("districts", districts))
        git(folder, "init", "-q", "-b", "main")
        self.save("the beginning")

    def step(self) -> None:
        """Something happens, and is committed on its day."""
        what, key = self.dice.choice(self.happens()), self.dice.choice([*FILES])
        self.day += timedelta(days=self.dice.randrange(1, 40))
        self.told.append((what.__name__, key))
        what(key)
        self.save(json.dumps(self.told[-1]))

    def happens(self) -> tuple[Callable[[Key], None], ...]:
        """All that may."""
        return (
            self.report, self.report, self.correct, self.correct, self.slip, self.delete, self.draft, self.withdraw,
            self.rename_an_account, self.put_the_account_right, self.raise_a_tier, self.raise_a_tier_from_today,
            self.move, self.rename_a_union, self.dissolve, self.merge, self.leave_the_register, self.let_deadlines_pass,
        )  # fmt: skip

    def save(self, message: str) -> None:
        commit(self.data.parent, message, GIT_COMMITTER_DATE=f"{self.day}T12:00:00+0800")

    def folder(self, key: Key) -> Path:
        return self.data / "unions" / self.district(key[0]) / key[0] / str(key[1])

    def report(self, key: Key) -> None:
        shutil.rmtree(self.folder(key), ignore_errors=True)
        self.folder(key).mkdir(parents=True)
        for name, content in FILES[key].items():
            (self.folder(key) / name).write_bytes(content)

    def correct(self, key: Key) -> None:
        if (self.folder(key) / "overview.csv").exists():
            members = self.dice.randrange(1000, 1500)
            self.report(key)
            overview = self.folder(key) / "overview.csv"
            overview.write_text(overview.read_text().replace("1500,1400", f"1500,{members}"))

    def slip(self, key: Key) -> None:
        """What the door refuses is committed all the same."""
        if self.folder(key).exists():
            (self.folder(key) / "dues.csv").write_text("slip\n")

    def delete(self, key: Key) -> None:
        shutil.rmtree(self.folder(key), ignore_errors=True)

    def draft(self, key: Key) -> None:
        """A branch that is merged with another state than it had on its way."""
        git(self.data, "switch", "-q", "-c", f"pr{len(self.told)}")
        self.report(key)
        self.save("draft")
        self.slip(key)
        self.save("slip")
        git(self.data, "switch", "-q", "main")
        at = f"{self.day}T12:00:00+0800"
        arguments = ("merge", "-q", "--no-ff", "-X", "theirs", "-m", "merge", f"pr{len(self.told)}")
        git(self.data, *arguments, GIT_COMMITTER_DATE=at)

    def withdraw(self, key: Key) -> None:
        if self.folder(key).exists() and self.union(key[0]) and key not in self.withdrawn:
            self.withdrawn[key] = self.dice.choice(["merged", "personal_data", "other"])
            withdraw(self.data, *key, since=self.day, today=self.day, reason=self.withdrawn[key])

    def rename_an_account(self, _: Key) -> None:
        path, name = self.data / "policy" / "chart_of_accounts.csv", f"职工教育费{self.dice.randrange(9)}"
        text = path.read_text(encoding="utf-8").replace("2009,50101,职工教育费,", f"2009,50101,{name},")
        path.write_text(text, encoding="utf-8", newline="")

    def put_the_account_right(self, _: Key) -> None:
        shutil.copy(ROOT / "data" / "policy" / "chart_of_accounts.csv", self.data / "policy")

    def raise_a_tier(self, _: Key) -> None:
        """For all the past too, as nobody should: what was published stays."""
        self.register(SHOP, tier="standard")

    def raise_a_tier_from_today(self, _: Key) -> None:
        self.change(SHOP, "tier", self.dice.choice(["basic", "standard", "full"]))

    def move(self, key: Key) -> None:
        """A union goes to the other district, with all its folders."""
        was = self.data / "unions" / self.district(key[0]) / key[0]
        if self.change(key[0], "district", OTHER if self.district(key[0]) == DISTRICT else DISTRICT) and was.exists():
            now = self.data / "unions" / self.district(key[0]) / key[0]
            now.parent.mkdir(exist_ok=True)
            shutil.move(was, now)

    def rename_a_union(self, key: Key) -> None:
        self.change(key[0], "name", f"改名后的第{self.dice.randrange(100)}工会")

    def dissolve(self, _: Key) -> None:
        self.register(SHOP, dissolved_on=str(self.day))

    def merge(self, _: Key) -> None:
        if self.change(SHOP, "successor_id", SCHOOL):
            self.dissolve(_)

    def leave_the_register(self, _: Key) -> None:
        """A row is taken out, as nobody should: its published years stay, and it owes nothing."""
        for table in ("unions", "union_changes"):
            if rows := self.rows(table):
                self.write(table, [row for row in rows if SHOP not in {row["union_id"], row.get("value")}])

    def let_deadlines_pass(self, _: Key) -> None:
        self.day += timedelta(days=150)

    def rows(self, table: str) -> list[dict[str, str]]:
        """The rows of a table of the register."""
        path = self.data / "registry" / f"{table}.csv"
        return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))) if path.exists() else []

    def write(self, table: str, rows: list[dict[str, str]]) -> None:
        (self.data / "registry" / f"{table}.csv").write_bytes(as_csv(table, rows))
        path = self.data / "registry" / "datapackage.json"
        facts = json.loads(path.read_text(encoding="utf-8"))
        if table not in {one["name"] for one in facts["resources"]}:
            facts["resources"].append({"name": table, "path": f"{table}.csv"})
            path.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")

    def union(self, union_id: str) -> dict[str, str] | None:
        """Its row of unions.csv, where it has one."""
        return next((row for row in self.rows("unions") if row["union_id"] == union_id), None)

    def district(self, union_id: str) -> str:
        """Where its folder lies today."""
        said = [
            one for one in self.rows("union_changes") if one["union_id"] == union_id and one["column"] == "district"
        ]
        return said[-1]["value"] if said else DISTRICT

    def register(self, union_id: str, **cells: str) -> None:
        self.write("unions", [row | (cells if row["union_id"] == union_id else {}) for row in self.rows("unions")])

    def change(self, union_id: str, column: str, value: str) -> bool:
        """A row of union_changes from today on, while the union is there and lives."""
        row = self.union(union_id)
        if row is None or row["dissolved_on"]:
            return False
        said = {"union_id": union_id, "from": str(self.day), "column": column, "value": value}
        self.write("union_changes", [*self.rows("union_changes"), said])
        return True
