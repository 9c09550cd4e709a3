"""A branch as a submission, in a real repository: one union's packages and nothing else, figures before and after."""

import json
import shutil
from html import unescape
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from tests.built import AS_OF, DATA
from tests.repositories import commit, git
from yangguang.cli import main

UNION, OTHER = "chenxi-qingfeng-yunfan", "chenxi-qingfeng-louyu"
HOME = f"data/unions/chenxi/{UNION}/2025"


@pytest.fixture
def top(tmp_path):
    """A portal of two unions, merged, and a branch on which nothing has happened yet."""
    for part in ("registry", "policy", f"unions/chenxi/{UNION}", f"unions/chenxi/{OTHER}"):
        shutil.copytree(DATA / part, tmp_path / "data" / part)
    put(tmp_path, ".github/CODEOWNERS", "* @code\n/data/ @city\n/data/unions/chenxi/ @chenxi\n")
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    git(tmp_path, "checkout", "-q", "-b", "submission")
    return tmp_path


REASON = (
    "explanation_id,subject,kind,text,date\nG1,overview/overview/members,restatement_clerical,会员数录错,2026-05-01\n"
)


def put(top, path, text="x\n"):
    (top / path).parent.mkdir(parents=True, exist_ok=True)
    (top / path).write_text(text, encoding="utf-8")


def members(top, count):
    table = top / HOME / "overview.csv"
    head, row = table.read_text(encoding="utf-8").splitlines()
    cells = row.split(",")
    cells[1] = str(count)
    put(top, f"{HOME}/overview.csv", f"{head}\n{','.join(cells)}\n")
    put(top, f"{HOME}/explanations.csv", REASON)
    descriptor = json.loads((top / HOME / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["version"] = "1.0.1"
    descriptor["resources"].append({"name": "explanations", "path": "explanations.csv"})
    put(top, f"{HOME}/datapackage.json", json.dumps(descriptor, ensure_ascii=False, indent=2))


def judged(top, *more, code):
    commit(top)
    arguments = ["submit-check", str(top / "data"), "--base", "main", "--as-of", AS_OF, *more]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code in ((0, 1) if code is None else (code,)), done.output
    return done.stdout


def told(top, *more, code):
    return json.loads(judged(top, "--format", "json", *more, code=code))


def test_a_submission_of_one_union_may_be_merged_and_its_figures_are_told(top):
    members(top, 400)
    found = told(top, code=0)
    assert (found["status"], found["unions"], found["trespasses"]) == ("accepted", [UNION], [])
    (figure,) = found["figures"]
    assert figure["key"] == f"{UNION}/2025/overview/members"
    assert (figure["after"], int(figure["difference"])) == ("400", 400 - int(figure["before"]))
    assert "400.00|2.00|" in unescape(judged(top, "--format", "markdown", code=0))


@pytest.mark.parametrize(
    ("path", "owners"),
    [
        (".github/workflows/publish.yml", ["@code"]),
        (".GitHub/workflows/publish.yml", ["@code"]),
        (".gitlab-ci.yml", ["@code"]),
        ("generator/x.py", ["@code"]),
        ("data/policy/notes.txt", ["@city"]),
        ("data/Registry/unions.csv", ["@city"]),
        ("Data/unions/chenxi/x.csv", ["@code"]),
        (f"data/unions/chenxi/{OTHER}/2025/overview.csv", ["@chenxi"]),
    ],
)
def test_a_submission_may_touch_nothing_else(top, path, owners):
    members(top, 400)
    put(top, path)
    found = told(top, "--union", UNION, code=1)
    assert [(one["path"], one["owners"]) for one in found["trespasses"]] == [(path, owners)]


@pytest.mark.parametrize("form", ["text", "markdown", "json", "junit", "code-quality", "github"])
def test_of_several_unions_none_is_taken_for_the_one_that_submits(top, form):
    """Nobody says whose the branch is: what the first of them by name reports is no more in order than the rest."""
    members(top, 400)
    there = f"data/unions/chenxi/{OTHER}/2025/overview.csv"
    put(top, there, (top / there).read_text(encoding="utf-8").rstrip("\n"))
    said = unescape(judged(top, "--format", form, code=1)).replace("\\", "")
    assert all(path in said for path in (there, f"{HOME}/datapackage.json"))
    assert told(top, code=1)["unions"] == [OTHER, UNION]


def test_a_path_that_only_its_case_tells_from_the_real_one_is_refused_whoever_proposes_it(top):
    put(top, f"Data/unions/chenxi/{UNION}/2025/dues.csv")
    assert [one["path"] for one in told(top, code=1)["trespasses"]] == [f"Data/unions/chenxi/{UNION}/2025/dues.csv"]


def test_a_file_that_moves_from_one_union_to_another_touches_both(top):
    git(top, "mv", f"data/unions/chenxi/{OTHER}/2025/overview.csv", f"{HOME}/overview_2.csv")
    assert len(told(top, "--union", UNION, code=1)["trespasses"]) == 1


def test_what_the_door_refuses_must_not_be_merged(top):
    members(top, "many")
    found = told(top, code=1)
    assert found["trespasses"] == []
    assert found["summary"]["errors"] == 1


def test_a_change_of_code_alone_is_no_submission(top):
    put(top, "generator/x.py")
    assert told(top, code=0)["unions"] == []
    assert told(top, "--union", UNION, code=1)["trespasses"]


def test_workflows_that_change_are_named_with_who_decides_though_no_union_submits(top):
    workflows = {".github/workflows/x.yml", ".GitLab-CI.yml", ".gitea/workflows/x.yml", ".woodpecker.yml"}
    for path in (*workflows, "data/registry/README.md"):
        put(top, path)
    found = told(top, code=None)
    assert {one["path"]: one["owners"] for one in found["workflows"]} == {path: ["@code"] for path in workflows}
    assert "改动了自动流程" in judged(top, "--format", "markdown", code=None)
    members(top, 400)
    found = told(top, code=1)
    assert found["workflows"] == []  # they are among what a submission may not touch
    assert {one["path"] for one in found["trespasses"]} == {*workflows, "data/registry/README.md"}


def test_a_reference_that_names_nothing_is_misuse(top):
    done = CliRunner().invoke(main, ["submit-check", str(top / "data"), "--base", "nowhere"])
    assert done.exit_code == 2


def test_a_correction_is_told_with_its_reason_and_with_the_verdicts_it_changes(top):
    members(top, 400)
    found = told(top, code=0)
    assert found["figures"][0]["reason"]["text"] == "会员数录错"
    assert UNION in found["judged"]
    assert found["not_compared"] is None
    assert "会员数录错" in judged(top, code=0)


def test_verdicts_that_change_are_told_before_and_after(top):
    """A year without any activity: what was met by its trainings and meetings is breached."""
    head = (top / HOME / "activities.csv").read_text(encoding="utf-8").splitlines()[0]
    put(top, f"{HOME}/activities.csv", f"{head}\n")
    found = told(top, code=None)
    moves = [(one["before"], one["after"]) for one in found["verdicts"]]
    assert moves
    assert all(before != after for before, after in moves)
    assert {(one["union_id"], one["year"]) for one in found["verdicts"]} == {(UNION, 2025)}
    assert f"变动的判定 {len(moves)} 条" in judged(top, code=None)
    assert "Verdicts that change" in judged(top, "--lang", "en", code=None)


def test_a_change_of_the_policy_says_which_years_it_would_alter(top):
    chart = top / "data" / "policy" / "chart_of_accounts.csv"
    lines = chart.read_text(encoding="utf-8").splitlines()
    used = (top / HOME / "accounts.csv").read_text(encoding="utf-8").splitlines()[-1].split(",")[0]
    kept = [line for line in lines if not line.startswith(f"2021,{used},")]
    assert len(kept) < len(lines)
    put(top, "data/policy/chart_of_accounts.csv", "\n".join(kept) + "\n")
    found = told(top, code=None)
    assert found["unions"] == []
    altered = {(one["union_id"], one["year"]) for one in found["standings"]}
    assert (UNION, 2025) in altered
    assert "显示状态会变的年度 4 个：已公开 → 已公开（按今天的要求会退回） 4" in judged(top, code=None)


def test_a_register_with_an_error_must_not_be_merged_and_the_one_before_holds(top):
    put(top, "data/registry/unions.csv", "union_id\nx\n")
    found = told(top, code=1)
    assert (found["not_compared"], found["verdicts"], found["standings"]) == (None, [], [])


def test_the_formats_of_forges_name_the_same_findings(top):
    """JUnit is XML that counts right, code quality is GitLab's, annotations name files as the repository does."""
    members(top, "<many> & 11010119900307\x01")
    put(top, "generator/x.py")
    suites = ET.fromstring(judged(top, "--format", "junit", code=1))
    cases = suites.findall("testsuite/testcase/failure")
    assert suites.get("failures") == str(len(cases))
    assert {one.get("type") for one in cases} >= {"submit.trespass"}
    report = json.loads(judged(top, "--format", "code-quality", code=1))
    assert report == json.loads(judged(top, "--format", "code-quality", code=1))
    assert len({one["fingerprint"] for one in report}) == len(report)
    assert {one["severity"] for one in report} <= {"info", "minor", "major", "critical", "blocker"}
    assert "generator/x.py" in {one["location"]["path"] for one in report}
    assert all(one["location"]["lines"]["begin"] >= 1 for one in report)
    github = judged(top, "--format", "github", code=1)
    assert github.startswith("::error file=generator/x.py,title=submit.trespass")
    assert f"::error file={HOME}/overview.csv" in github
    assert {one.get("type") for one in cases} == {one["check_name"] for one in report if one["severity"] == "critical"}


@pytest.mark.parametrize("form", ["text", "markdown", "json", "junit", "code-quality", "github"])
def test_no_format_quotes_a_private_number(top, form):
    number = "11010519491231002X"
    descriptor = top / HOME / "activities.csv"
    put(top, f"{HOME}/activities.csv", descriptor.read_text(encoding="utf-8").replace("征求会员代表意见", number))
    put(top, f"{HOME}/{number}.csv", f"{number}\n1\n")
    put(top, f"data/unions/chenxi/{number}/2025/{number}.csv", number)
    assert number not in judged(top, "--format", form, code=1)
    assert number not in judged(top, "--format", form, "--union", UNION, code=1)


def test_a_preview_has_the_pages_that_change_and_no_others(top, tmp_path_factory):
    folder = tmp_path_factory.mktemp("preview") / "预览"
    members(top, 400)
    judged(top, "--preview", str(folder), code=0)
    pages = {page.parent.relative_to(folder).as_posix() for page in folder.glob("unions/**/index.html")}
    assert f"unions/{UNION}/2025" in pages
    assert not any(page.startswith(f"unions/{OTHER}") for page in pages)
    assert f"unions/{UNION}/2023" not in pages
    assert f'href="unions/{UNION}/2025/"' in (folder / "index.html").read_text(encoding="utf-8")
    assert sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) < 15_000_000
    done = CliRunner().invoke(
        main, ["submit-check", str(top / "data"), "--base", "main", "--as-of", AS_OF, "--preview", str(folder)]
    )
    assert done.exit_code == 2


@pytest.mark.parametrize("where", ["message", "name", "mail"])
def test_what_commits_say_beside_their_files_is_looked_at_and_not_repeated(top, where):
    members(top, 400)
    number = "13800138000"
    said = {"message": "改会员数", "name": "财务部", "mail": "cw@example.org"}
    said[where] = {"message": f"改会员数，联系{number}", "name": f"财务 {number}", "mail": f"{number}@139.com"}[where]
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", said["message"], f"--author={said['name']} <{said['mail']}>")
    for form in ("json", "markdown", "text"):
        done = CliRunner().invoke(
            main, ["submit-check", str(top / "data"), "--base", "main", "--as-of", AS_OF, "--format", form]
        )
        assert (done.exit_code, "提交" in done.stdout or "commit" in done.stdout) == (1, True), done.stdout
        assert number not in done.stdout
