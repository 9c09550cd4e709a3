"""The engine of the page that checks in the browser, without a browser: the answers are those of the command line."""

import io
import json
import shutil
import subprocess
import sys
import zipfile
from datetime import date

import pytest

from tests.built import AS_OF, DATA, YANGGUANG
from tests.importer.office import UNION
from yangguang.browser import ANNOTATED, PACKAGE, TEMPLATE, check, judge, lay, template
from yangguang.core import zones
from yangguang.core.language import ZH
from yangguang.exports.archive import zipped
from yangguang.pipeline.check import judge_unions
from yangguang.pipeline.importing import make_template
from yangguang.site.engine import federation

YEAR, DAY = 2025, date.fromisoformat(AS_OF)
HOME = next(DATA.glob(f"unions/*/{UNION}"))
FOLDER = f"{HOME.relative_to(DATA).as_posix()}/{YEAR}"


def question(**more):
    return json.dumps({"union": UNION, "year": YEAR, "as_of": AS_OF, **more})


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The federation as the page lays it out: register and policy, the union's earlier years, not yet this one."""
    data = tmp_path_factory.mktemp("desk") / "data"
    lay(str(data), federation(DATA))
    shutil.copytree(HOME, data / HOME.relative_to(DATA), ignore=shutil.ignore_patterns(str(YEAR)))
    return data


@pytest.fixture(scope="module")
def filled():
    return make_template(DATA, UNION, YEAR, DAY)


def test_a_clean_workbook_becomes_the_package_it_came_from(desk, filled):
    answer = check(str(desk), [("填报.xlsx", filled)], question())
    told = json.loads(answer.told)
    assert (told["status"], told["summary"]["errors"], told["folder"]) == ("accepted", 0, FOLDER)
    with zipfile.ZipFile(io.BytesIO(answer.files[PACKAGE])) as made:
        assert set(made.namelist()) == {path.name for path in (HOME / str(YEAR)).iterdir() if path.is_file()}


def test_what_is_said_is_what_the_command_line_says_with_places_in_words(desk, tmp_path):
    bad = tmp_path / "accounts.csv"
    bad.write_text("科目编码,科目名称,年初预算数,决算数\n401,会费收入,1.2万,△5\n", encoding="utf-8")
    done = subprocess.run(
        [YANGGUANG, "import", bad, UNION, str(YEAR), "--data", desk, "--dry-run", "--format", "json", "--as-of", AS_OF],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    answer = check(str(desk), [(bad.name, memoryview(bad.read_bytes()))], question())
    told = json.loads(answer.told)
    said = json.loads(done.stdout)
    assert [{key: one[key] for key in said["issues"][0]} for one in told["issues"]] == said["issues"]
    assert {one["cell"] for one in said["issues"]} >= {"C2", "D2"}
    assert "第2行“年初预算数”(C2)" in told["issues"][0]["where"]
    assert set(answer.files) == {ANNOTATED}


def test_the_verdicts_are_those_that_the_command_line_gives(desk, filled, tmp_path):
    whole = tmp_path / "data"
    shutil.copytree(DATA, whole)
    package = check(str(desk), [("填报.xlsx", filled)], question()).files[PACKAGE]
    before = sorted(desk.rglob("*"))
    told = json.loads(judge(str(whole), FOLDER, package, question()).told)
    shutil.rmtree(whole / FOLDER)
    lay(str(whole), package, FOLDER)
    expected = judge_unions(whole, DAY, union_id=UNION, year=YEAR)
    assert [(one["clause"], one["tally"], one["message"]) for one in told["verdicts"]] == [
        (one.clause.clause_id, one.tally, one.answer.reason.text(ZH)) for one in expected
    ]
    assert 'class="yg-glance"' in told["preview"]
    assert sorted(desk.rglob("*")) == before


def test_a_template_is_the_one_that_the_command_writes(desk):
    made = template(str(desk), question(year=2026))
    assert made.files[TEMPLATE] == make_template(desk, UNION, 2026, DAY)


@pytest.mark.parametrize("ask", [template, lambda data, said: check(data, [], said)])
def test_a_question_that_is_off_is_answered_in_one_sentence(desk, ask):
    answer = ask(str(desk), question(union="nobody"))
    assert json.loads(answer.told)["status"] == "misuse"
    assert answer.files == {}


def test_an_archive_of_reports_is_opened_and_what_is_none_is_told(desk):
    head, row = "科目编码,科目名称,年初预算数,决算数\n", "401,会费收入,100,90\n"
    packed = zipped([("报送/accounts.csv", (head + row).encode()), ("报送/佐证.pdf", b"%PDF-1.7")])
    told = json.loads(check(str(desk), [("报送.zip", packed)], question()).told)
    assert told["tables"] == [{"name": "accounts", "rows": 1, "title": "收支预决算"}]
    assert [(one["code"], one["file"]) for one in told["issues"] if one["code"] == "import.member"] == [
        ("import.member", "报送.zip")
    ]


def test_a_browser_knows_no_time_zones_and_takes_one_by_its_form(monkeypatch):
    monkeypatch.setattr(zones, "ZoneInfo", lambda name: {}[name])  # (tzdata may be installed)
    monkeypatch.setattr(zones, "available_timezones", set)
    assert zones.is_zone("Asia/Shanghai")
    assert not zones.is_zone("../Asia")


def test_sums_are_told_beside_what_consent_is_asked_for(tmp_path):
    """All in one round: a published figure that changes is no cell that could not be read."""
    text = (HOME / str(YEAR) / "accounts.csv").read_text(encoding="utf-8").replace("308264.72", "308264.73")
    told = json.loads(check(str(DATA), [("accounts.csv", text.encode())], question()).told)
    assert [one["code"] for one in told["issues"]][:2] == ["identity.parent-sum", "import.would-destroy"]


def test_the_first_answer_waits_for_no_rules_pages_or_writer_of_workbooks():
    """Each module is compiled in the reader's browser before anything is told: a first answer of an .xlsx needs half of them."""
    told = "import sys, yangguang.browser; print(*{'.'.join(one.split('.')[:2]) for one in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True).stdout.split()
    assert {"yangguang.importer", "yangguang.door"} <= set(loaded)
    assert not {
        "yangguang.rules",
        "yangguang.pages",
        "yangguang.charts",
        "xlsxwriter",
        "jinja2",
        "urllib.request",
    } & set(loaded)
