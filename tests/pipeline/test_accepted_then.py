"""What main showed stays, whatever its register, policy, earlier years and checks become; what is new passes today's door."""

import json
import shutil
from datetime import date

import pytest
from click.testing import CliRunner

from tests.builders import DISTRICT, SCHOOL, SHOP, UNION, YEAR, last_year, package_files, portal, rows
from tests.repositories import commit, git
from yangguang.cli import main
from yangguang.door.messages import catalogue
from yangguang.ledger.model import Before, Standing
from yangguang.pipeline.books import open_books
from yangguang.pipeline.check import judge_unions
from yangguang.pipeline.union_years import read_union

AS_OF = date(2026, 11, 25)
FOLDER = f"unions/{DISTRICT}/{UNION}/{YEAR}"
UNIONS, CHART = "registry/unions.csv", "policy/chart_of_accounts.csv"


@pytest.fixture
def data(tmp_path):
    """Two years of one union and one of another, published on 15 April 2026."""
    packages = {(UNION, YEAR - 1): last_year(), (UNION, YEAR): package_files(), (SHOP, YEAR): package_files(SHOP)}
    data = portal(tmp_path / "data", packages)
    git(tmp_path, "init", "-q", "-b", "main")
    on(data, "2026-04-15")
    return data


def on(data, day, message="data"):
    return commit(data.parent, message, GIT_COMMITTER_DATE=f"{day}T12:00:00+0800")


def edit(data, path, old, new):
    text = (data / path).read_text(encoding="utf-8")
    assert old in text
    (data / path).write_text(text.replace(old, new), encoding="utf-8", newline="")


def seen(data, union_id=UNION, year=YEAR):
    return read_union(open_books(data, AS_OF), union_id)[year]


def check(data, *options, code=0):
    done = CliRunner().invoke(main, ["check", str(data), "--as-of", str(AS_OF), "--format", "json", *options])
    assert done.exit_code == code, done.output
    told = json.loads(done.stdout)
    return {(one["union_id"], one["year"]): one for one in told["packages"]}, told["registry"]


def codes(issues):
    return {issue["code"] if isinstance(issue, dict) else issue.code for issue in issues}


def rename_an_account(data):
    edit(data, CHART, "2009,50101,职工教育费,", "2009,50101,职工教育活动费,")


def test_an_account_that_is_renamed_unpublishes_nothing(data):
    before = seen(data)
    rename_an_account(data)
    on(data, "2026-09-01")
    after = seen(data)
    assert (after.standing, after.package, after.provenance) == (Standing.PUBLISHED, before.package, before.provenance)
    assert (codes(after.hints), after.refusal) == ({"identity.account-name"}, None)


def test_an_account_that_is_gone_still_counts_where_it_was_used(data):
    before = seen(data)
    lines = (data / CHART).read_text(encoding="utf-8").splitlines(keepends=True)
    (data / CHART).write_text("".join(line for line in lines if not line.startswith("2009,50101,")), encoding="utf-8")
    on(data, "2026-09-01")
    assert {name: one for name, one in seen(data).figures.items() if name != "hints"} == before.figures
    assert seen(data).hints
    failed = []
    assert judge_unions(data, AS_OF, union_id=UNION, year=YEAR, failed=failed.append)
    assert failed == []


def test_a_tier_that_is_raised_asks_for_more_from_now_on(data):
    edit(data, UNIONS, ",basic,", ",full,")
    on(data, "2026-09-01")
    assert seen(data, SHOP).standing is Standing.PUBLISHED
    assert codes(seen(data, SHOP).hints) == {"schema.missing-table"}


def change_last_year(data):
    for old, new in (
        ("cash,195500.50,200000", "cash,195500.50,201000"),
        ("surplus,185500.50,190000", "surplus,185500.50,191000"),
    ):
        edit(data, f"unions/{DISTRICT}/{UNION}/{YEAR - 1}/balances.csv", old, new)


def test_a_year_that_leans_on_a_changed_one_stays_and_is_told_in_the_pull_request(data):
    git(data, "switch", "-q", "-c", "submission")
    change_last_year(data)
    on(data, "2026-09-01")
    told, _ = check(data, "--changed-since", "main", code=1)  # the changed year owes a reason
    assert told.keys() == {(UNION, YEAR - 1), (UNION, YEAR)}
    hints = told[UNION, YEAR]["issues"]
    assert codes(hints) >= {"gate.accepted-then", "identity.opening-equals-last-closing"}
    assert {issue["severity"] for issue in hints} == {"info", "warning"}
    assert seen(data).standing is Standing.PUBLISHED


def test_a_change_of_the_chart_tells_whom_it_touches_and_how(data):
    git(data, "switch", "-q", "-c", "submission")
    rename_an_account(data)
    on(data, "2026-09-01")
    told, registry = check(data, "--changed-since", "main")
    touched = {key for key, one in told.items() if "gate.accepted-then" in codes(one["issues"])}
    assert touched == told.keys() == {(UNION, YEAR), (UNION, YEAR - 1), (SHOP, YEAR)}
    (whole,) = (issue for issue in registry if issue["code"] == "registry.accepted-then")
    assert whole["message"].startswith("3 ")
    assert f"{UNION}/{YEAR}" in whole["message"]


def test_what_is_new_passes_the_door_of_its_own_pull_request(data):
    """A branch that brings a package and then changes the chart under it has published nothing yet."""
    git(data, "switch", "-q", "-c", "submission")
    shutil.copytree(data / FOLDER, data / f"unions/{DISTRICT}/{SCHOOL}/{YEAR}")
    school = data / f"unions/{DISTRICT}/{SCHOOL}/{YEAR}"
    shutil.rmtree(school)
    school.mkdir()
    for name, content in package_files(SCHOOL).items():
        (school / name).write_bytes(content)
    on(data, "2026-09-01")
    check(data, "--changed-since", "main")
    rename_an_account(data)
    on(data, "2026-09-02")
    told, _ = check(data, "--changed-since", "main", code=1)
    assert told[SCHOOL, YEAR]["status"] == "refused"
    assert told[UNION, YEAR]["status"] == "accepted"


def test_what_is_not_committed_passes_todays_door(data):
    rename_an_account(data)
    on(data, "2026-09-01")
    edit(data, f"{FOLDER}/overview.csv", "1500,1400", "1500,1401")
    found = seen(data)
    assert (found.standing, found.package.overview[0].members) == (Standing.SUPERSEDED, 1400)
    since = found.refusal.since
    assert (since.dirty, since.commit, since.committed_on) == (True, None, None), (
        "no commit has it, so no day is its own"
    )


def test_what_lived_only_inside_a_branch_was_never_published(data):
    git(data, "switch", "-q", "-c", "submission")
    edit(data, f"{FOLDER}/overview.csv", "1500,1400", "1500,1399")
    on(data, "2026-05-01", "a draft")
    edit(data, f"{FOLDER}/overview.csv", "1500,1399", "1500,x")
    on(data, "2026-05-02", "a slip")
    git(data, "switch", "-q", "main")
    git(data, "merge", "-q", "--no-ff", "-m", "merge", "submission", GIT_COMMITTER_DATE="2026-11-10T08:00:00+0800")
    found = seen(data)
    assert (found.standing, found.package.overview[0].members) == (Standing.SUPERSEDED, 1400)
    assert str(found.provenance.committed_on) == "2026-04-15"
    assert str(found.refusal.since.committed_on) == "2026-11-10"


def test_a_version_is_published_by_the_change_that_put_it_right(data):
    """Refused when it came, taken when the chart was mended, and kept when the chart changed once more."""
    edit(data, f"{FOLDER}/accounts.csv", "职工教育费", "职工教育活动费")
    on(data, "2026-05-01")
    assert seen(data).standing is Standing.SUPERSEDED
    rename_an_account(data)
    on(data, "2026-06-01")
    assert seen(data).standing is Standing.PUBLISHED
    edit(data, CHART, "职工教育活动费", "教育活动费")
    on(data, "2026-07-01")
    found = seen(data)
    assert (found.standing, codes(found.hints)) == (Standing.PUBLISHED, {"identity.account-name"})
    assert found.package.accounts[5].account_name == "职工教育活动费"


def test_a_move_to_another_district_keeps_history_and_days(data):
    districts = data / "registry" / "districts.csv"
    here = districts.read_text(encoding="utf-8").splitlines()[1]
    edit(data, "registry/districts.csv", here, f"{here}\n{here.replace(DISTRICT, '110102').replace('示范区', '邻区')}")
    lines = [line.replace(DISTRICT, "110102") if line.startswith(UNION + ",") else line
             for line in (data / UNIONS).read_text(encoding="utf-8").splitlines()]  # fmt: skip
    (data / UNIONS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (data / "unions" / "110102").mkdir()
    (data / "unions" / DISTRICT / UNION).rename(data / "unions" / "110102" / UNION)
    on(data, "2026-09-01")
    edit(data, f"unions/110102/{UNION}/{YEAR}/overview.csv", "1500,1400", "1500,x")
    on(data, "2026-10-01")
    found = seen(data)
    assert (found.standing, str(found.provenance.committed_on)) == (Standing.SUPERSEDED, "2026-09-01")


def test_a_stricter_check_refuses_from_its_own_day_on(data, monkeypatch):
    edit(data, f"{FOLDER}/accounts.csv", "50101,职工教育费,10000", "50101,职工教育费,9000")
    monkeypatch.setitem(catalogue.ALL_CODES, "identity.parent-sum",
                        catalogue.ALL_CODES["identity.parent-sum"]._replace(since=date(2026, 8, 1)))  # fmt: skip
    monkeypatch.setitem(catalogue.ALL_CODES, "identity.project-sum",
                        catalogue.ALL_CODES["identity.project-sum"]._replace(since=date(2026, 8, 1)))  # fmt: skip
    on(data, "2026-07-31")
    assert seen(data).standing is Standing.PUBLISHED
    assert codes(seen(data).hints) == {"identity.parent-sum", "identity.project-sum"}
    edit(data, f"{FOLDER}/overview.csv", "1500,1400", "1500,1401")
    on(data, "2026-08-01")
    assert (seen(data).standing, seen(data).package.overview[0].members) == (Standing.SUPERSEDED, 1400)


def test_a_cell_that_is_refused_from_a_later_day_on_is_still_read(data, monkeypatch):
    """A check of the schema, too: the table keeps its rows."""
    edit(data, f"{FOLDER}/filings.csv", "F1,budget,,committee_review,2025", "F1,budget,,committee_review,1825")
    monkeypatch.setitem(catalogue.ALL_CODES, "schema.constraint-error",
                        catalogue.ALL_CODES["schema.constraint-error"]._replace(since=date(2026, 8, 1)))  # fmt: skip
    on(data, "2026-07-31")
    found = seen(data)
    assert (found.standing, len(found.package.filings)) == (Standing.PUBLISHED, len(rows("filings")))


def test_personal_data_is_withheld_whatever_the_door_said_then(data, monkeypatch):
    """A check of privacy that is new unpublishes: that is what it is for. The page says that something was there."""
    number = catalogue.ALL_CODES["privacy.id-number"]._replace(since=date(2026, 8, 1))
    monkeypatch.setitem(catalogue.ALL_CODES, "privacy.id-number", number)
    new = data / f"unions/{DISTRICT}/{SCHOOL}/{YEAR}"
    new.mkdir(parents=True)
    for name, content in package_files(SCHOOL).items():
        (new / name).write_bytes(content.replace("廉政教育培训".encode(), b"110101199003074477"))
    edit(data, f"{FOLDER}/activities.csv", "廉政教育培训", "110101199003074477")
    on(data, "2026-07-31")
    found = seen(data, SCHOOL)
    assert (found.standing, found.package, found.refusal.before) == (Standing.REFUSED, None, Before.WITHHELD)
    found = seen(data)
    assert (found.standing, str(found.provenance.committed_on)) == (Standing.SUPERSEDED, "2026-04-15")


def test_personal_data_that_was_never_published_is_not_told_to_be_withheld(data):
    new = data / f"unions/{DISTRICT}/{SCHOOL}/{YEAR}"
    new.mkdir(parents=True)
    for name, content in package_files(SCHOOL).items():
        (new / name).write_bytes(content.replace("廉政教育培训".encode(), b"110101199003074477"))
    on(data, "2026-07-31")
    assert (seen(data, SCHOOL).standing, seen(data, SCHOOL).refusal.before) == (Standing.REFUSED, Before.NOTHING)


def test_what_depends_on_the_tables_of_the_day_is_withheld_too(data, monkeypatch):
    rename_an_account(data)
    on(data, "2026-09-01")
    monkeypatch.setattr(catalogue, "_AT_ANY_TIME", (*catalogue._AT_ANY_TIME, "identity.account-name"))
    found = seen(data)
    assert (found.standing, found.package, found.refusal.before) == (Standing.REFUSED, None, Before.WITHHELD)


@pytest.mark.parametrize("history", [True, False])
def test_a_page_claims_only_what_the_history_shows(data, history):
    new = data / f"unions/{DISTRICT}/{SCHOOL}/{YEAR}"
    new.mkdir(parents=True)
    (new / "datapackage.json").write_text("{")
    on(data, "2026-09-01")
    if not history:
        shutil.rmtree(data.parent / ".git")
    found = seen(data, SCHOOL)
    assert (found.standing, found.refusal.before) == (Standing.REFUSED, Before.NOTHING if history else Before.UNKNOWN)
