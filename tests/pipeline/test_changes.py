"""What was published and then changed: told figure by figure, and refused where no reason is given."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from tests.builders import DISTRICT, SHOP, UNION, YEAR, last_year, package_files, portal, rows
from tests.repositories import commit, git
from yangguang.cli import main

AS_OF = "2026-11-25"
FOLDER = f"unions/{DISTRICT}/{UNION}/{YEAR}"


@pytest.fixture
def data(tmp_path):
    """Two years of one union and one of another, published on 15 April 2026."""
    packages = {(UNION, YEAR - 1): last_year(), (UNION, YEAR): package_files(), (SHOP, YEAR): package_files(SHOP)}
    data = portal(tmp_path / "data", packages)
    git(tmp_path, "init", "-q", "-b", "main")
    on(data, "2026-04-15")
    return data


def on(data, day):
    return commit(data.parent, "data", GIT_COMMITTER_DATE=f"{day}T12:00:00+0800")


def submit(data, version="1.0.0", reasons=(), dues="5001", stage="final", **tables):
    """The same year again, 401 budgeted with `dues`; `reasons` are subjects that an explanation is given of."""
    said = [
        {"explanation_id": f"G{number}", "subject": subject, "kind": "restatement_clerical", "text": "小数点录错", "date": "2026-06-01", "approved_by": "经费审查委员会"}
        for number, subject in enumerate(reasons, start=1)
    ]  # fmt: skip
    tables = {"accounts": rows("accounts", "401", budget_initial=dues), "explanations": said} | tables
    files = package_files(descriptor={"version": version, "stage": stage}, **tables)
    for name, content in files.items():
        (data / FOLDER / name).write_bytes(content)


def run(*arguments, code=0):
    done = CliRunner().invoke(main, [str(one) for one in arguments])
    assert code is None or done.exit_code == code, done.output
    return done.stdout


def check(data, *options, code=0, severity="error"):
    told = json.loads(run("check", data, "--as-of", AS_OF, "--format", "json", *options, code=code))
    return {
        issue["code"]: issue for one in told["packages"] for issue in one["issues"] if issue["severity"] == severity
    }


def changes(data, *options):
    return json.loads(run("changes", "--data", data, "--as-of", AS_OF, "--format", "json", *options))


KEY = f"{UNION}/{YEAR}/accounts/401/budget_initial"
OWED = {"history.version-not-raised", "history.change-without-reason"}


def test_a_correction_owes_a_version_and_a_reason(data):
    submit(data)
    found = check(data, "--changed-since", "HEAD", code=1)
    assert found.keys() == OWED
    assert "401 年初预算数 由 5,000.00 改为 5,001.00" in found["history.change-without-reason"]["message"]
    assert "1.0.1" in found["history.version-not-raised"]["hint"]


ASKED = pytest.mark.parametrize("options", [(), ("--changed-since", "HEAD")], ids=["plain", "since"])


@ASKED
def test_it_is_owed_in_a_working_tree_too(data, options):
    submit(data)
    assert check(data, *options, code=1).keys() == OWED


def test_a_cell_that_was_only_emptied_may_yet_be_filled(data):
    """Cases 20 and 23: an unknown budget may be left empty; whoever hands it in still says why the number is gone."""
    submit(data, dues="")
    assert check(data) == {}
    assert check(data, severity="warning").keys() >= OWED
    assert check(data, "--changed-since", "HEAD", code=1).keys() == OWED


@ASKED
def test_what_was_final_is_no_budget_again(data, options):
    submit(data, "1.0.1", stage="budget", dues="5000")
    found = check(data, *options, code=1)["history.stage-lowered"]
    assert ("final" in found["hint"], found["file"]) == (True, f"{FOLDER}/datapackage.json")
    submit(data, "1.0.1", stage="final", dues="5000")
    assert check(data, *options) == {}


@ASKED
def test_a_version_is_never_lowered(data, options):
    submit(data, "0.9.9", dues="5000")
    found = check(data, *options, code=1)
    assert found.keys() == {"history.version-lowered"}
    assert "1.0.1" in found["history.version-lowered"]["hint"]


@pytest.mark.parametrize(("published", "next_"), [("1.0.999999", "1.1.0"), ("1.999999.999999", "2.0.0")])
def test_the_next_version_is_one_that_the_door_takes(data, published, next_):
    submit(data, published, dues="5000")
    on(data, "2026-05-01")
    submit(data, published)
    assert f"如 {next_}" in check(data, code=1)["history.version-not-raised"]["hint"]
    submit(data, next_, ["accounts"])
    assert check(data) == {}


@pytest.mark.parametrize(
    ("changed", "subject"),
    [({"401": {"budget_initial": "5001"}}, "accounts/401/budget_initial"),
     ({"401": {"budget_initial": "5001", "actual": "5002"}}, "accounts/401"),
     ({"401": {"budget_initial": "5001"}, "402": {"budget_initial": "4001"}}, "accounts")],
    ids=["a figure", "a row", "a table"],
)  # fmt: skip
def test_one_explanation_as_the_remedy_has_it_is_enough(data, changed, subject):
    tables = {"accounts": [row | changed.get(row["account_code"], {}) for row in rows("accounts")]}
    submit(data, "1.0.1", **tables)
    assert f"subject 写 {subject}（" in check(data, code=1)["history.change-without-reason"]["hint"]
    submit(data, "1.0.1", [subject], **tables)
    assert "history.change-without-reason" not in check(data, code=None)


def test_it_is_owed_in_a_pull_request_too(data):
    git(data.parent, "checkout", "-q", "-b", "topic")
    submit(data)
    on(data, "2026-06-01")
    assert check(data, "--changed-since", "main", code=1).keys() == OWED


def test_the_remedies_are_enough(data):
    submit(data, "1.0.1", ["accounts/401/budget_initial"])
    assert check(data, "--changed-since", "HEAD") == {}


@pytest.mark.parametrize("subject", ["accounts", "accounts/401", "accounts/budget_initial"])
def test_a_reason_may_be_of_the_row_the_column_or_the_table(data, subject):
    submit(data, "1.1.0", [subject])
    assert check(data, "--changed-since", "HEAD") == {}


def test_the_remedy_for_a_row_that_is_gone_names_what_is_left(data):
    rest = [row for row in rows("accounts") if row["account_code"] != "401"]
    submit(data, "1.0.1", accounts=rest)
    hint = check(data, "--changed-since", "HEAD", code=1)["history.change-without-reason"]["hint"]
    assert "subject 写 accounts（" in hint
    submit(data, "1.0.1", ["accounts"], accounts=rest)
    assert "history.change-without-reason" not in check(data, "--changed-since", "HEAD", code=None)


@pytest.mark.parametrize("subject", ["dues", "accounts/402/budget_initial"])
def test_a_reason_of_something_else_is_none(data, subject):
    submit(data, "1.1.0", [subject])
    assert check(data, "--changed-since", "HEAD", code=1).keys() == {"history.change-without-reason"}


def test_writing_the_same_otherwise_owes_nothing_and_is_no_change(data):
    submit(data, accounts=list(reversed(rows("accounts", "401", budget_initial="5000.00"))))
    assert check(data, "--changed-since", "HEAD") == {}
    on(data, "2026-06-01")
    assert changes(data) == []


def test_what_was_published_without_a_reason_stays_and_is_told_so(data):
    submit(data)
    after = on(data, "2026-06-01")
    assert check(data) == {}, "it is main's own by now"
    (told,) = changes(data)
    assert (told["union_id"], told["year"], told["day"], told["commit"]) == (UNION, YEAR, "2026-06-01", after)
    assert told["figures"] == [
        {
            "key": KEY, "before": "5000", "after": "5001", "difference": "1", "unit": "yuan", "change": "changed",
            "reason": None,
        }
    ]  # fmt: skip


def test_a_chain_of_corrections_is_told_step_by_step(data):
    first = git(data.parent, "rev-parse", "HEAD")
    submit(data, "1.0.1", ["accounts"])
    second = on(data, "2026-06-01")
    submit(data, "1.0.2", ["accounts"], dues="4999")
    on(data, "2026-07-01")
    steps = [
        (one["day"], figure["before"], figure["after"], figure["reason"])
        for one in changes(data)
        for figure in one["figures"]
    ]
    assert [step[:3] for step in steps] == [("2026-06-01", "5000", "5001"), ("2026-07-01", "5001", "4999")]
    assert (steps[0][3]["text"], steps[0][3]["approved_by"]) == ("小数点录错", "经费审查委员会")
    assert steps[1][3] is None, "the reason of the first correction explains no second one"
    assert [one["day"] for one in changes(data, "--since", second)] == ["2026-07-01"]
    assert len(changes(data, "--since", first)) == 2


def test_a_draft_of_a_branch_was_never_published(data):
    git(data.parent, "checkout", "-q", "-b", "topic")
    submit(data, dues="7777")
    on(data, "2026-05-01")
    submit(data, "1.0.1", ["accounts"])
    on(data, "2026-05-02")
    git(data.parent, "checkout", "-q", "main")
    git(data.parent, "merge", "-q", "--no-ff", "-m", "merged", "topic", GIT_COMMITTER_DATE="2026-06-10T12:00:00+0800")
    (told,) = changes(data)
    assert (told["day"], told["figures"][0]["before"], told["figures"][0]["after"]) == ("2026-06-10", "5000", "5001")


def test_what_changed_before_the_portal_was_public_corrects_nothing(data):
    submit(data)
    on(data, "2026-06-01")
    path = data / "registry" / "datapackage.json"
    told = json.loads(path.read_text(encoding="utf-8")) | {"public_since": "2026-06-15"}
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    on(data, "2026-06-15")
    assert changes(data) == []
    submit(data, "1.0.1", ["accounts"], dues="5002")
    on(data, "2026-07-01")
    assert [figure["before"] for one in changes(data) for figure in one["figures"]] == ["5001"]


def test_one_union_or_one_year_may_be_asked_about(data):
    submit(data)
    on(data, "2026-06-01")
    told = [
        json.loads(run("changes", *of, "--data", data, "--format", "json"))
        for of in ([UNION], [UNION, YEAR], [SHOP], [UNION, YEAR - 1])
    ]
    assert [len(one) for one in told] == [1, 1, 0, 0]
    run("changes", "nobody", "--data", data, code=2)


@pytest.mark.parametrize(
    ("history", "why"),
    [("no repository", "数据不在 git 版本库中"), ("no commit", "还没有任何提交"), ("shallow", "git fetch --unshallow")],
)
def test_without_a_history_there_is_nothing_to_tell_and_why_is_said(data, tmp_path, history, why):
    other = tmp_path / "other"
    if history == "shallow":
        on(data, "2026-05-01")
        git(tmp_path, "clone", "-q", "--depth=1", f"file://{data.parent}", other)
    else:
        portal(other / "data")
    if history == "no commit":
        git(other, "init", "-q")
    if history == "no repository":
        (data.parent / ".git").rename(tmp_path / "away")
    said = CliRunner().invoke(main, ["changes", "--data", str(other / "data")])
    assert said.exit_code == 2
    assert why in said.stderr
    assert "Text(" not in said.stderr


def test_the_site_tells_it_where_people_look(data, tmp_path):
    submit(data, "1.0.1", ["accounts"])
    after = on(data, "2026-06-01")
    site = tmp_path / "site"
    run("build", data, "--site", site, "--as-of", AS_OF, "--workers", 1)
    page = (site / "unions" / UNION / str(YEAR) / "index.html").read_text(encoding="utf-8")
    section = page[page.index('id="changes"') :]
    for word in ("收支预决算 401“年初预算数”", "5,000.00", "5,001.00", "小数点录错（经费审查委员会批准）"):
        assert word in section
    assert f'data-figure="{KEY}" ' in page
    assert f"../unions/{UNION}/{YEAR}/#changes" in (site / "changes" / "index.html").read_text(encoding="utf-8")
    table = csv.DictReader(io.StringIO((site / "api/v1/changes.csv").read_text(encoding="utf-8-sig")))
    assert [(row["key"], row["before"], row["after"], row["commit"]) for row in table] == [(KEY, "5000", "5001", after)]
    told = json.loads((site / "api/v1/unions" / UNION / "changes.json").read_text(encoding="utf-8"))
    assert [one["commit"] for one in told["revisions"]] == [after]


def test_of_a_withdrawn_year_nothing_is_told(data, tmp_path):
    submit(data, "1.0.1", ["accounts"])
    on(data, "2026-06-01")
    assert len(changes(data)) == 1
    run("withdraw", UNION, YEAR, "--data", data, "--reason", "personal_data")
    on(data, "2026-07-01")
    assert changes(data) == []
    run("build", data, "--site", tmp_path / "site", "--as-of", AS_OF, "--workers", 1)
    assert "401" not in (tmp_path / "site/api/v1/changes.csv").read_text(encoding="utf-8")


def test_what_was_refused_and_became_acceptable_is_told_from_what_stood_before(data):
    """A chart that called an account otherwise refused the correction; put right, the correction is what main shows."""
    chart = data / "policy" / "chart_of_accounts.csv"
    right = chart.read_text(encoding="utf-8")
    chart.write_text(right.replace("2009,50101,职工教育费,", "2009,50101,职工培训费,"), encoding="utf-8")
    on(data, "2026-05-01")
    submit(data, "1.0.1", ["accounts/401/budget_initial"])
    corrected = on(data, "2026-05-02")
    assert changes(data) == []
    chart.write_text(right, encoding="utf-8")
    on(data, "2026-05-03")
    assert [(one["commit"], len(one["figures"])) for one in changes(data)] == [(corrected, 1)]
