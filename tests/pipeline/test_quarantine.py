"""What still goes wrong with one union stays with it: the others are published, and it is said where, without its words."""

import json
import re
import shutil
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner

from tests.bare import bare_site
from tests.builders import CITY, DISTRICT, SCHOOL, SHOP, UNION, YEAR, last_year, package_files, portal
from yangguang.charts import catalogue as charts
from yangguang.cli import main
from yangguang.core.quarantine import Fault, quarantined
from yangguang.door.schema import reference
from yangguang.exports import catalogue as exports
from yangguang.exports import tables
from yangguang.ledger.between.quarantine import surveyed, unread
from yangguang.ledger.model import Standing
from yangguang.pages import overview
from yangguang.pipeline import agreement, books, lists, reading, union_years
from yangguang.pipeline import build as pipeline
from yangguang.pipeline import check as checking
from yangguang.pipeline import passes as publishing
from yangguang.pipeline import submissions as submitting
from yangguang.pipeline.progress import Reporter
from yangguang.rules.judge import verdicts as judging

AS_OF = date(2026, 11, 25)
SECRET = "13800138000"
OTHERS = [CITY, SCHOOL, SHOP]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    packages = {(union_id, YEAR): package_files(union_id) for union_id in (CITY, UNION, SCHOOL, SHOP)}
    return portal(tmp_path_factory.mktemp("portal"), packages | {(UNION, YEAR - 1): last_year()})


def build(data, site, workers=1):
    return bare_site(data, site, AS_OF, workers)


def files(site):
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def healthy(data, tmp_path_factory):
    site = tmp_path_factory.mktemp("healthy") / "site"
    built = build(data, site)
    assert built.count(Standing.PUBLISHED) == 5
    assert built.faults == ()
    return files(site)


def about(value):
    """The union that a value of any room is about."""
    for name in ("union_id", "union", "report"):
        found = getattr(value, name, None)
        if found is not None:
            return found if isinstance(found, str) else about(found)
    return value.partition("/")[2].partition("/")[0] if isinstance(value, str) and value.startswith("unions/") else None


def break_for(monkeypatch, where, name, error):
    """`where.name` fails for one union and works for all others."""
    works = getattr(where, name)

    def fails(*values, **named):
        if UNION in {about(value) for value in (*values, *named.values())} | {
            value for value in values if isinstance(value, str)
        }:
            raise error(f"联系人 {SECRET}")
        return works(*values, **named)

    monkeypatch.setattr(where, name, fails)


STEPS = {
    "the folder is read": (submitting, "read_folder", "read", YEAR - 1),
    "the door admits": (submitting, "admit", "read", YEAR - 1),
    "the year is put together": (union_years, "union_year", "figures", YEAR - 1),
    "the digest is made": (reading, "digest", "digest", None),
    "a rule judges": (judging, "judge", "judge", YEAR - 1),
    "JSON is written": (exports, "union_year_json", "files", YEAR - 1),
    "the archive is packed": (exports, "package_zip", "files", YEAR - 1),
    "charts of the year are drawn": (charts, "union_year_charts", "charts", YEAR - 1),
    "the year's page is made": (publishing, "union_year_page", "page", YEAR - 1),
    "the union's page is made": (publishing, "union_page", "page", None),
    "the year is summarised": (publishing, "summarise", "rows", None),
    "the finished page is looked at": (publishing, "audit", "audit", None),
}


@pytest.mark.parametrize(("where", "name", "step", "year"), STEPS.values(), ids=STEPS)
def test_a_fault_at_any_step_takes_one_union_and_no_other(
    data, healthy, tmp_path, monkeypatch, where, name, step, year
):
    break_for(monkeypatch, where, name, ValueError)
    built = build(data, tmp_path / "site")
    assert [(one.union_id, one.step, one.year, one.error) for one in built.faults] == [
        (UNION, step, year, "ValueError")
    ]
    assert re.fullmatch(r"yangguang(\.[a-z_]+)+:[0-9]+", built.faults[0].place)
    assert (built.count(Standing.FAULTED), built.count(Standing.PUBLISHED)) == (3, 3)
    site = files(tmp_path / "site")
    assert not [path for path, content in site.items() if SECRET.encode() in content]
    assert json.loads(site["api/v1/build.json"])["faults"] == [built.faults[0].as_json()]
    assert json.loads(site["api/v1/build.json"])["counts"]["standing"] == {"faulted": 3, "published": 3, "silent": 6}
    for path in (f"unions/{UNION}/", f"unions/{UNION}/{YEAR - 1}/", f"unions/{UNION}/{YEAR}/"):
        page = site[f"{path}index.html"].decode()
        assert "本页这次没有能够生成" in page
        assert "不是该工会的问题" in page
        assert not re.search("未报送|未通过|未公开|缺数据", page)
    mine = {path for path in healthy if f"unions/{UNION}/" in path or path.endswith(f"/{UNION}.json")}
    gone = healthy.keys() - site.keys()
    assert {
        path for path in gone if not path.startswith("search/index/")
    } == {  # its files are named by what is in them
        path for path in mine if path.endswith((".zip", ".csv", ".xlsx", "changes.json"))
    }
    same = [path for path in healthy if re.search(f"unions/({SCHOOL}|{SHOP})/{YEAR}[./]", path)]
    assert len(same) > 5
    assert f"{UNION}," not in site["api/v1/verdicts.csv"].decode()
    assert f"{UNION}/{YEAR}/" not in site["api/v1/figures.csv"].decode()


@pytest.mark.parametrize("error", [MemoryError, RecursionError, AssertionError, UnicodeDecodeError])
def test_a_fault_of_any_kind_is_one(error):
    def work():
        raise error(*(("utf-8", b"", 0, 1, "") if error is UnicodeDecodeError else ()))

    found = quarantined(UNION, "read", work)
    assert (found.union_id, found.step, found.error) == (UNION, "read", error.__name__)


def test_a_function_that_calls_itself_for_ever_is_a_fault():
    def work():
        return work()

    assert quarantined(UNION, "judge", work).error == "RecursionError"


@pytest.mark.parametrize("workers", [1, 2])
def test_what_other_unions_pages_say_of_their_own_books_stays_as_it_was(data, healthy, tmp_path, monkeypatch, workers):
    monkeypatch.setattr(pipeline, "CHUNK", 1)
    break_for(monkeypatch, charts, "union_year_charts", ValueError)
    built = build(data, tmp_path / "site", workers)
    assert [one.union_id for one in built.faults] == [UNION]
    site = files(tmp_path / "site")
    own = [path for path in healthy if re.search(f"unions/({CITY}|{SCHOOL}|{SHOP})[./]", path)]
    assert len(own) > 10
    assert [path for path in own if site[path] != healthy[path]] == []


def test_a_faulted_union_is_neither_silent_nor_overdue_on_any_list(data, healthy, tmp_path, monkeypatch):
    break_for(monkeypatch, submitting, "admit", ValueError)
    build(data, tmp_path / "site")
    site = files(tmp_path / "site")
    row = next(line for line in site["unions/index.html"].decode().splitlines() if f"unions/{UNION}/" in line)
    assert "生成出错" in row
    assert "未报送" not in row
    assert f"unions/{UNION}/" not in site["overdue/index.html"].decode()


@pytest.mark.parametrize("union_id", [CITY, UNION, SHOP])
def test_a_digest_that_breaks_the_survey_takes_its_union_and_no_other(data, tmp_path, monkeypatch, union_id):
    works = pipeline.survey

    def breaks(digests, *law):
        if any(one.union_id == union_id and one.standing is not Standing.FAULTED for one in digests):
            raise OverflowError
        return works(digests, *law)

    monkeypatch.setattr(pipeline, "survey", breaks)
    built = build(data, tmp_path / "site")
    assert [(one.union_id, one.step, one.error) for one in built.faults] == [(union_id, "survey", "OverflowError")]
    assert built.count(Standing.PUBLISHED) == (3 if union_id == UNION else 4)


@pytest.mark.parametrize(
    ("workers", "where", "name"),
    [(1, overview, "boards"), (2, lists, "findings_csv"), (1, tables, "overdue_rows"), (1, lists, "build_facts")],
)
def test_a_summary_that_breaks_a_list_takes_its_union_and_no_other(data, tmp_path, monkeypatch, workers, where, name):
    works = getattr(where, name)

    def breaks(edition, summaries, *more):
        if any(one.union_id == UNION and one.standing is not Standing.FAULTED for one in summaries):
            raise OverflowError(SECRET)
        return works(edition, summaries, *more)

    monkeypatch.setattr(where, name, breaks)
    monkeypatch.setattr(pipeline, "CHUNK", 2)
    built = build(data, tmp_path / "site", workers)
    assert [(one.union_id, one.step, one.error) for one in built.faults] == [(UNION, "lists", "OverflowError")]
    assert (built.count(Standing.FAULTED), built.count(Standing.PUBLISHED)) == (3, 3)
    site = files(tmp_path / "site")
    assert {one.path for one in built.entries} == site.keys()
    assert not [path for path, content in site.items() if SECRET.encode() in content]
    assert "本页这次没有能够生成" in site[f"unions/{UNION}/{YEAR}/index.html"].decode()
    assert f"{UNION}," not in site["api/v1/verdicts.csv"].decode()
    assert f"{SCHOOL}," in site["api/v1/verdicts.csv"].decode()


@pytest.mark.parametrize("error", [ZeroDivisionError, OSError])
def test_a_list_that_fails_by_itself_is_nobodys(data, tmp_path, monkeypatch, error):
    def breaks(*_):
        raise error

    monkeypatch.setattr(overview, "boards", breaks)
    with pytest.raises(error):
        build(data, tmp_path / "site")


def test_several_culprits_are_found_and_a_survey_that_fails_by_itself_is_nobodys():
    digests = [replace(unread(one, year), stage="final") for one in "abcdefg" for year in (2024, 2025)]

    def make(some):
        if {one.union_id for one in some if one.stage} & {"b", "f"}:
            raise ZeroDivisionError
        return len(some)

    view, faults = surveyed(digests, make)
    assert view == len(digests)
    assert [one.union_id for one in faults] == ["b", "f"]
    for broken in (lambda some: 1 / 0, lambda some: len(some) and 1 / 0):
        with pytest.raises(ZeroDivisionError):
            surveyed(digests, broken)


def test_an_unreadable_folder_is_a_fault_of_ours_and_not_silence(data, tmp_path, monkeypatch):
    opened = books.open_books(data, AS_OF)
    shut = opened.closed | {UNION}
    monkeypatch.setattr(pipeline, "open_books", lambda *_: replace(opened, closed=shut))
    built = build(data, tmp_path / "site")
    assert [(one.union_id, one.error) for one in built.faults] == [(UNION, "UnreadableFolderError")]


def test_check_tells_the_fault_at_the_package_and_goes_on(data, monkeypatch):
    break_for(monkeypatch, submitting, "admit", RecursionError)
    result = checking.check(data, AS_OF, Reporter())
    told = {(one.union_id, one.year): [issue.code for issue in one.issues] for one in result.admissions}
    assert told == {
        (CITY, YEAR): [], (SCHOOL, YEAR): [], (SHOP, YEAR): [], (UNION, YEAR): ["gate.fault"], (UNION, YEAR - 1): ["gate.fault"],
    }  # fmt: skip
    assert result.has_errors
    (issue,) = next(one.issues for one in result.admissions if one.union_id == UNION)
    assert "RecursionError" in issue.message.zh
    assert SECRET not in issue.message.zh + issue.message.en


def test_what_fails_while_packages_are_judged_together_is_found_at_its_own(data, monkeypatch):
    """Asked of all at once, frictionless fails; then each is asked about alone, and it fails at one."""

    asked = reference.frictionless_faults

    def fails_at_one(tables, sources):
        if any(f"/{UNION}/" in table.file for table in tables.values()):
            raise RecursionError(SECRET)
        return asked(tables, sources)

    monkeypatch.setattr(agreement, "doubtful", lambda packages: 1 / 0)
    monkeypatch.setattr(reference, "frictionless_faults", fails_at_one)
    result = checking.check(data, AS_OF, Reporter())
    told = {(one.union_id, one.year): [issue.code for issue in one.issues] for one in result.admissions}
    assert told == {
        (CITY, YEAR): [], (SCHOOL, YEAR): [], (SHOP, YEAR): [], (UNION, YEAR): ["gate.fault"], (UNION, YEAR - 1): ["gate.fault"],
    }  # fmt: skip


def test_judge_goes_on_and_says_whom_it_failed_at(data, monkeypatch):
    break_for(monkeypatch, judging, "judge", ValueError)
    faults = []
    verdicts = checking.judge_unions(data, AS_OF, failed=faults.append)
    assert [(one.union_id, one.step) for one in faults] == [(UNION, "judge")]
    assert {one.union_id for one in verdicts} == {CITY, SCHOOL, SHOP}


def test_whoever_stops_us_is_no_fault():
    def stopped():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        quarantined("x", "read", stopped)
    assert quarantined("x", "read", lambda: 1) == 1
    assert isinstance(quarantined("x", "read", lambda: 1 / 0), Fault)


def run(*arguments, code):
    done = CliRunner().invoke(main, [*map(str, arguments), "--as-of", AS_OF.isoformat()])
    assert done.exit_code == code, done.output
    return done


def test_the_commands_say_so_and_end_with_3(data, tmp_path, monkeypatch):
    break_for(monkeypatch, charts, "union_year_charts", ValueError)
    told = run("build", data, "--site", tmp_path / "site", "--workers", 1, code=3)
    assert "published 3, " in told.output
    assert "故障 faulted 1" in told.output
    assert re.search(
        rf"fault: {UNION} {YEAR - 1}: charts: ValueError \(yangguang\.pipeline\.passes:[0-9]+\)", told.output
    )
    assert SECRET not in told.output
    assert (tmp_path / "site" / "unions" / UNION / "index.html").is_file()
    break_for(monkeypatch, judging, "judge", ValueError)
    told = json.loads(run("judge", data, "--format", "json", code=3).stdout)
    assert [(one["union_id"], one["step"]) for one in told["faults"]] == [(UNION, "judge")]
    assert {one["union_id"] for one in told["verdicts"]} == {CITY, SCHOOL, SHOP}


def test_a_package_of_the_year_9999_is_refused_at_its_cell_and_the_others_are_published(data, tmp_path):
    sick = shutil.copytree(data, tmp_path / "data")
    dues = sick / "unions" / DISTRICT / UNION / str(YEAR) / "dues.csv"
    dues.write_text(dues.read_text(encoding="utf-8").replace("2025-Q1,", "9999-12,", 1), encoding="utf-8")
    told = run("check", sick, "--union", UNION, "--year", YEAR, code=1)
    assert "dues.csv 第2行“期间”(A2)" in told.output
    assert "refused 1" in run("build", sick, "--site", tmp_path / "site", code=0).output
