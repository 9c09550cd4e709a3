"""A portal of real commits with two years of a union, of which one is to go; the commands as a treasurer runs them."""

from __future__ import annotations

import json
import shutil
from datetime import date
from typing import TYPE_CHECKING

from click.testing import CliRunner

from tests.builders import DISTRICT, SHOP, UNION, YEAR, last_year, package_files, portal
from tests.repositories import commit, git
from yangguang.cli import main
from yangguang.pipeline.books import open_books
from yangguang.pipeline.union_years import read_union

if TYPE_CHECKING:
    from pathlib import Path

    from yangguang.ledger.model import UnionYear

AS_OF = date(2026, 11, 25)
HOME = f"unions/{DISTRICT}/{UNION}"


def two_years(top: Path) -> Path:
    """A repository in `top` whose first commit, of April 2026, has the union's last year and the one before; its DATA."""
    packages = {(UNION, YEAR - 1): last_year(), (UNION, YEAR): package_files(), (SHOP, YEAR): package_files(SHOP)}
    data = portal(top / "data", packages)
    git(top, "init", "-q", "-b", "main")
    on(data, "2026-04-15")
    return data


def on(data: Path, day: str, message: str = "data") -> str:
    """Commit all on that day; the commit's id."""
    return commit(data.parent, message, GIT_COMMITTER_DATE=f"{day}T12:00:00+0800")


def seen(data: Path, year: int = YEAR - 1, union_id: str = UNION) -> UnionYear:
    """A year as visitors see it."""
    return read_union(open_books(data, AS_OF), union_id)[year]


def run(*arguments: object, code: int = 0) -> str:
    """What the command says; it ends with `code`."""
    done = CliRunner().invoke(main, [str(one) for one in arguments])
    assert done.exit_code == code, done.output
    return done.stdout or done.stderr


def check(data: Path, *options: str, code: int = 0) -> dict[tuple[str, int], set[str]]:
    """The refused packages and the codes of what is said of each."""
    told = json.loads(run("check", data, "--as-of", AS_OF, "--format", "json", *options, code=code))
    packages = {(one["union_id"], one["year"]): one for one in told["packages"]}
    return {
        key: {issue["code"] for issue in one["issues"]} for key, one in packages.items() if one["status"] == "refused"
    }


def withdraw(data: Path, reason: str, *options: str, year: int = YEAR - 1, code: int = 0) -> str:
    """Withdraw a year of the union, on the first of September."""
    return run(
        "withdraw", UNION, year, "--data", data, "--reason", reason, "--since", "2026-09-01", *options, code=code
    )


def delete(data: Path) -> None:
    """The folder is removed by hand."""
    shutil.rmtree(data / HOME / str(YEAR - 1))


def rename(data: Path) -> None:
    """The folder is called after another year."""
    (data / HOME / str(YEAR - 1)).rename(data / HOME / "2023")
