"""A published year never just disappears: deleted or renamed it is an error, withdrawn it is told, for ever at its address."""

import json
import shutil

import pytest

from tests.bare import bare_site
from tests.builders import DISTRICT, SCHOOL, SHOP, UNION, YEAR
from tests.repositories import git
from tests.withdrawing import AS_OF, HOME, check, delete, on, rename, run, seen, two_years, withdraw
from yangguang.ledger.model import Standing
from yangguang.pipeline.books import open_books
from yangguang.pipeline.union_years import read_union


@pytest.fixture
def data(tmp_path):
    return two_years(tmp_path)


def build(data, site):
    bare_site(data, site, AS_OF)
    return site


def empty(data):
    for path in (data / HOME / str(YEAR - 1)).iterdir():
        path.unlink()
    (data / HOME / str(YEAR - 1)).rmdir()


@pytest.mark.parametrize("take", [delete, rename, empty])
def test_a_year_that_is_gone_is_an_error_and_stays_on_the_site(data, take):
    before = seen(data)
    git(data, "switch", "-q", "-c", "submission")
    take(data)
    assert check(data, "--changed-since", "main", code=1)[UNION, YEAR - 1] == {"registry.year-gone"}
    removed = on(data, "2026-09-01")
    assert check(data, "--changed-since", "main", code=1)[UNION, YEAR - 1] == {"registry.year-gone"}
    assert check(data, code=1)[UNION, YEAR - 1] == {"registry.year-gone"}
    after = seen(data)
    assert (after.standing, after.package, after.missing) == (Standing.WITHDRAWN, before.package, ())
    assert (after.withdrawal.reason, after.withdrawal.removed.commit) == (None, removed)
    assert not seen(data, YEAR).refusal


def test_a_later_pull_request_is_not_blamed_for_what_main_lost(data):
    delete(data)
    on(data, "2026-09-01")
    git(data, "switch", "-q", "-c", "submission")
    path = data / HOME / str(YEAR) / "overview.csv"
    path.write_text(path.read_text().replace("1500,1400", "1500,1401"))
    owed = {"history.version-not-raised", "history.change-without-reason"}
    assert check(data, "--changed-since", "main", code=1) == {(UNION, YEAR): owed}


def test_a_union_that_leaves_the_register_with_its_folder_takes_nothing_along(data):
    lines = (data / "registry" / "unions.csv").read_text().splitlines(keepends=True)
    (data / "registry" / "unions.csv").write_text("".join(line for line in lines if not line.startswith(f"{SHOP},")))
    shutil.rmtree(data / "unions" / DISTRICT / SHOP)
    assert check(data, "--changed-since", "HEAD", code=1)[SHOP, YEAR] == {"registry.year-gone"}
    on(data, "2026-09-01")
    assert seen(data, YEAR, SHOP).standing is Standing.WITHDRAWN
    assert list(read_union(open_books(data, AS_OF), SHOP)) == [YEAR], "it owes nothing"


def test_what_was_never_accepted_may_go(data):
    new = data / "unions" / DISTRICT / SCHOOL / str(YEAR)
    new.mkdir(parents=True)
    (new / "datapackage.json").write_text("{")
    on(data, "2026-08-01")
    shutil.rmtree(new)
    assert check(data, "--changed-since", "HEAD") == {}
    on(data, "2026-09-01")
    assert seen(data, YEAR, SCHOOL).standing is Standing.SILENT


def test_a_folder_in_the_wrong_district_is_told_once(data):
    (data / "registry" / "districts.csv").write_text(f"district_id,name\n{DISTRICT},示范区\n110102,邻区\n")
    (data / "registry" / "unions.csv").write_text(
        "".join(
            line.replace(DISTRICT, "110102") if line.startswith(f"{UNION},") else line
            for line in (data / "registry" / "unions.csv").read_text().splitlines(keepends=True)
        )
    )
    told = json.loads(run("check", data, "--as-of", AS_OF, "--format", "json", code=1))
    assert "registry.wrong-district" in {issue["code"] for issue in told["registry"]}
    assert {one["status"] for one in told["packages"]} == {"accepted"}
    assert seen(data).package is not None


@pytest.mark.parametrize("reason", ["merged", "published_in_error", "duplicate", "other"])
def test_a_withdrawn_year_is_told_and_counts_nowhere(data, reason, tmp_path):
    withdraw(data, reason, "--document", "示工发〔2026〕9号")
    assert check(data, "--changed-since", "main") == {}
    removed = on(data, "2026-09-01")
    assert check(data) == {}
    found = seen(data)
    assert (found.standing, found.withdrawal.reason, found.missing) == (Standing.WITHDRAWN, reason, ())
    assert (str(found.withdrawal.since), found.withdrawal.removed.commit) == ("2026-09-01", removed)
    assert found.package is not None
    site = build(data, tmp_path / "site")
    page = (site / "unions" / UNION / str(YEAR - 1) / "index.html").read_text()
    assert "示工发〔2026〕9号" in page
    assert removed[:12] in page
    assert f"unions/{UNION}/{YEAR - 1}/" not in (site / "overdue" / "index.html").read_text()
    rows = (site / "api/v1/verdicts.csv").read_text().splitlines()
    assert not [row for row in rows if row.startswith(f"{UNION},{YEAR - 1},")]


def test_of_personal_data_only_fact_and_day_remain(data, tmp_path):
    before = build(data, tmp_path / "before")
    assert (before / f"api/v1/unions/{UNION}/{YEAR - 1}.zip").exists()
    withdraw(data, "personal_data")
    on(data, "2026-09-01")
    found = seen(data)
    assert (found.package, dict(found.figures), found.withdrawal.reason) == (None, {}, "personal_data")
    site = build(data, tmp_path / "site")
    page = (site / "unions" / UNION / str(YEAR - 1) / "index.html").read_text()
    assert "含个人信息" in page
    assert not [id_ for id_ in ("clauses", "changes", "source") if f'id="{id_}"' in page], (
        "it was judged and corrected once"
    )
    assert not (site / f"api/v1/unions/{UNION}/{YEAR - 1}.zip").exists()
    told = json.loads((site / f"api/v1/unions/{UNION}/{YEAR - 1}.json").read_text())
    assert (told["standing"], told["withdrawn"]["since"], told["figures"]) == ("withdrawn", "2026-09-01", {})
    assert "tables" not in told
    for name in ("figures", "verdicts"):
        rows = (site / f"api/v1/{name}.csv").read_text().splitlines()
        assert not [row for row in rows if f"{UNION}/{YEAR - 1}" in row or row.startswith(f"{UNION},{YEAR - 1},")], name


def test_personal_data_stays_away_when_the_year_is_published_again_and_refused(data):
    """What is withdrawn is no 'last accepted version'; a clean package is judged as a new one."""
    folder = data / HOME / str(YEAR - 1)
    shutil.copytree(folder, data.parent / "kept")
    withdraw(data, "personal_data")
    on(data, "2026-09-01")
    shutil.copytree(data.parent / "kept", folder)
    on(data, "2026-10-01")
    assert check(data) == {}
    assert (seen(data).standing, str(seen(data).provenance.committed_on)) == (Standing.PUBLISHED, "2026-10-01")
    (folder / "overview.csv").write_text("x")
    on(data, "2026-10-02")
    assert str(seen(data).provenance.committed_on) == "2026-10-01"


def test_a_row_whose_folder_is_still_there_is_an_error(data):
    (data / "registry" / "withdrawals.csv").write_text(
        f"union_id,year,since,reason\n{UNION},{YEAR - 1},2026-09-01,personal_data\n"
    )
    described = data / "registry" / "datapackage.json"
    facts = json.loads(described.read_text())
    facts["resources"].append({"name": "withdrawals", "path": "withdrawals.csv"})
    described.write_text(json.dumps(facts))
    assert check(data, code=1)[UNION, YEAR - 1] == {"registry.withdrawn-and-there"}
    assert seen(data).package is None


def test_without_git_the_fact_and_the_day_are_told(data):
    withdraw(data, "merged")
    shutil.rmtree(data.parent / ".git")
    found = seen(data)
    assert (found.standing, found.package, str(found.withdrawal.since)) == (Standing.WITHDRAWN, None, "2026-09-01")
    assert found.withdrawal.removed.commit is None


def rows(data, *lines):
    (data / "registry" / "withdrawals.csv").write_text(
        "union_id,year,since,reason\n" + "".join(f"{one}\n" for one in lines)
    )
    described = data / "registry" / "datapackage.json"
    facts = json.loads(described.read_text())
    if not any(one["name"] == "withdrawals" for one in facts["resources"]):
        facts["resources"].append({"name": "withdrawals", "path": "withdrawals.csv"})
        described.write_text(json.dumps(facts))


def told_of_register(data, code=1):
    told = json.loads(run("check", data, "--as-of", AS_OF, "--format", "json", code=code))
    return [issue["code"] for issue in told["registry"] if issue["severity"] == "error"]


@pytest.mark.parametrize("left", [(), (f"{UNION},{YEAR - 1},2026-09-01,merged",)])
def test_personal_data_does_not_come_back_with_its_row_of_the_register(data, left):
    withdraw(data, "personal_data")
    on(data, "2026-09-01")
    rows(data, *left)
    assert told_of_register(data) == ["registry.withdrawal-lost"]
    on(data, "2026-09-02")
    assert told_of_register(data) == ["registry.withdrawal-lost"]
    assert (seen(data).package, seen(data).withdrawal.reason) == (None, "personal_data")


def test_a_row_written_by_mistake_can_be_taken_out_again(data):
    rows(data, f"{UNION},{YEAR - 1},2026-09-01,personal_data")
    on(data, "2026-09-01")
    rows(data)
    assert told_of_register(data, code=0) == []
    assert seen(data).standing is Standing.PUBLISHED


def test_what_nobody_reported_cannot_be_withdrawn_and_is_owed(data):
    rows(data, f"{SCHOOL},{YEAR - 1},2026-09-01,merged")
    assert told_of_register(data) == ["registry.withdrawn-unpublished"]
    on(data, "2026-09-01")
    found = seen(data, YEAR - 1, SCHOOL)
    assert (found.standing, found.is_overdue) == (Standing.SILENT, True)


def test_corrections_of_a_year_published_again_are_told_and_none_of_before(data):
    folder = data / HOME / str(YEAR - 1)
    shutil.copytree(folder, data.parent / "kept")
    withdraw(data, "personal_data")
    on(data, "2026-09-01")
    shutil.copytree(data.parent / "kept", folder)
    path = folder / "overview.csv"
    path.write_text(path.read_text().replace("1500,1400", "1500,1300"))
    assert check(data, "--changed-since", "HEAD") == {}, "it corrects nothing that may still be told"
    on(data, "2026-10-01")
    path.write_text(path.read_text().replace("1500,1300", "1500,1301"))
    assert "history.change-without-reason" in check(data, "--changed-since", "HEAD", code=1)[UNION, YEAR - 1]
    on(data, "2026-11-01")
    told = json.loads(run("changes", UNION, "--data", data, "--format", "json"))
    assert [(one["day"], [figure["before"] for figure in one["figures"]]) for one in told] == [("2026-11-01", [1300])]


def test_a_row_written_for_a_day_to_come_is_an_error(data):
    rows(data, f"{UNION},{YEAR - 1},2026-12-01,merged")
    delete(data)
    assert told_of_register(data) == ["registry.withdrawn-ahead"]


def test_the_fact_and_the_day_stay_when_the_history_was_cleared(data):
    """As the guide says: git filter-repo takes the folder out of every commit, and the row of the register stays."""
    withdraw(data, "personal_data")
    on(data, "2026-09-01")
    git(
        data.parent, "filter-branch", "-f", "--index-filter",
        f"git rm -r --cached --ignore-unmatch -q data/{HOME}/{YEAR - 1}", "HEAD",
    )  # fmt: skip
    assert told_of_register(data, code=0) == []
    found = seen(data)
    assert (found.standing, found.package, found.is_overdue) == (Standing.WITHDRAWN, None, False)
    assert (str(found.withdrawal.since), found.withdrawal.reason) == ("2026-09-01", "personal_data")


def test_a_new_row_for_personal_data_that_nobody_published_is_refused_and_silences_no_debt(data):
    rows(data, f"{SCHOOL},{YEAR - 1},2026-09-01,personal_data")
    assert told_of_register(data) == ["registry.withdrawn-unpublished"]
    assert seen(data, YEAR - 1, SCHOOL).is_overdue
