"""One bad row of the register, or of the policy, must not stop three hundred unions: the last accepted one holds, marked."""

import json
from datetime import date

import pytest

from tests.bare import bare_site
from tests.builders import CITY, DISTRICT, SHOP, UNION, YEAR, portal
from tests.repositories import commit, git
from yangguang.pipeline.books import UnbuildableError, open_books
from yangguang.pipeline.changes import changes_since
from yangguang.pipeline.check import check
from yangguang.pipeline.progress import silent

AS_OF = date(2026, 11, 25)


@pytest.fixture
def data(tmp_path):
    found = portal(tmp_path / "data")
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    return found


def spoil(data, table="registry/unions.csv"):
    path = data / table
    path.write_text(path.read_text(encoding="utf-8") + "一行不成样子的字\n", encoding="utf-8")


@pytest.mark.parametrize("is_merged", [True, False])
@pytest.mark.parametrize("table", ["registry/unions.csv", "registry/districts.csv", "policy/parameters.csv"])
def test_the_last_accepted_one_holds(data, table, is_merged):
    before = open_books(data, AS_OF)
    spoil(data, table)
    if is_merged:
        commit(data.parent)
    books = open_books(data, AS_OF)
    assert books.registry.unions == before.registry.unions
    assert books.policy.parameters == before.policy.parameters
    assert [problem.is_error for problem in books.issues].count(True) >= 1
    (told,) = books.held
    assert "2026-03-01" in told.zh
    assert "holds" in told.en


def test_the_check_refuses_the_bad_one_and_goes_on_with_the_packages(data):
    spoil(data)
    found = check(data, AS_OF, silent())
    assert found.has_errors
    assert {(one.union_id, one.accepted) for one in found.admissions} == {(UNION, True)}


def test_the_site_is_built_and_says_so(data, tmp_path):
    spoil(data)
    bare_site(data, tmp_path / "site", AS_OF)
    assert (tmp_path / "site" / "unions" / UNION / str(YEAR) / "index.html").is_file()
    assert "没有采用；沿用 2026-03-01 的版本" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    build = json.loads((tmp_path / "site" / "api/v1/build.json").read_text(encoding="utf-8"))
    assert build["held"]
    assert build["registry_issues"]


def test_a_union_that_only_the_bad_one_knows_waits(data):
    path = data / "registry" / "unions.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    row = next(line for line in lines if line.startswith(f"{SHOP},"))
    path.write_text("\n".join([*lines, row.replace(SHOP, "bj-new"), "x"]) + "\n", encoding="utf-8")
    assert open_books(data, AS_OF).registry.unions.keys() >= {CITY, SHOP}
    assert "bj-new" not in open_books(data, AS_OF).registry.unions


def test_without_a_history_there_is_nothing_to_hold(tmp_path):
    data = portal(tmp_path / "data")
    spoil(data)
    with pytest.raises(UnbuildableError):
        open_books(data, AS_OF)


def test_what_came_while_an_older_register_held_was_published_all_the_same(data):
    """The site was built with the register that held; the ledger took the correction for one that nobody had seen."""
    spoil(data)
    commit(data.parent)
    overview = data / "unions" / DISTRICT / UNION / str(YEAR) / "overview.csv"
    overview.write_text(overview.read_text().replace("1500,1400", "1500,1401"))
    corrected = commit(data.parent)
    books = open_books(data, AS_OF)
    assert [one.made.commit for one in changes_since(books, UNION)] == [corrected]
