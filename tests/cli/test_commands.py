"""The commands as a user runs them: what they print, and how they end."""

import json
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from tests.built import AS_OF, DATA
from yangguang.cli import main
from yangguang.rules.catalogue import RULES


def run(*arguments, code=0):
    done = CliRunner().invoke(main, [str(one) for one in arguments])
    assert done.exit_code == code, done.output
    return done.output


def test_rules_lists_the_catalogue_of_the_portal_and_of_any_data(tmp_path):
    shipped = run("rules", "--data", tmp_path / "nowhere")
    assert shipped == run("rules", "--data", DATA)
    assert "2-5-8" in shipped
    listed = json.loads(run("rules", "--data", DATA, "--format", "json", "--lang", "en"))
    assert listed["summary"]["clauses"] == 74
    assert listed["clauses"][0]["clause"] == "2-1-1"


def test_rules_of_a_policy_that_cannot_be_trusted(tmp_path):
    (tmp_path / "policy").mkdir()
    assert "policy" in run("rules", "--data", tmp_path, code=2)


def test_explain_prints_the_rule_and_with_a_union_and_a_year_the_derivation():
    alone = run("explain", "2-3-3", "--data", DATA)
    whole = run("explain", "2-3-3", "bibo", 2025, "--data", DATA, "--as-of", AS_OF)
    assert whole.startswith(alone)
    assert "1. 依据的数：\n   bibo/2025/@dues_rate = 0.0" in whole
    assert "unions/bibo/bibo/2025/dues.csv 第2行 实拨缴：" in whole
    version = next(rule.version for rule in RULES if rule.clause_id == "2-3-3")
    assert f"判定：符合（硬性要求，规则版本{version}）" in whole


def test_explain_a_supplementary_rule():
    assert "supplementary_x3 = 1" in run("explain", "X-3", "--data", DATA)
    assert "registry/unions.csv" in run("explain", "X-3", "bibo", 2025, "--data", DATA, "--as-of", AS_OF)


MISUSE = {
    "an unknown rule": (("9-9-9",), "9-9-9"),
    "an unknown rule with a union": (("9-9-9", "bibo", 2025), "9-9-9"),
    "an unknown union": (("2-3-3", "nobody", 2025), "nobody"),
    "a year with nothing": (("2-3-3", "bibo", 1999), "1999"),
    "a union without a year": (("2-3-3", "bibo"), "year"),
    "a year that is none": (("2-3-3", "bibo", "last"), "last"),
    "a rule that is switched off": (("X-1", "bibo", 2025), "X-1"),
    "a sentence that nothing judges": (("2-1-2", "bibo", 2025), "2-1-2"),
}


@pytest.mark.parametrize(("arguments", "named"), MISUSE.values(), ids=MISUSE)
def test_explain_misuse_ends_in_two(arguments, named):
    assert named in run("explain", *arguments, "--data", DATA, "--as-of", AS_OF, code=2)


def test_explain_without_data_knows_the_rules_and_no_unions(tmp_path):
    assert run("explain", "2-5-8", "--data", tmp_path / "nowhere") == run("explain", "2-5-8", "--data", DATA)
    run("explain", "2-5-8", "bibo", 2025, "--data", tmp_path / "nowhere", code=2)


def test_judge_says_the_same_in_text_and_json():
    asked = ("judge", DATA, "--union", "bibo", "--year", 2025, "--as-of", AS_OF)
    told = json.loads(run(*asked, "--format", "json"))
    text = run(*asked)
    assert {one["union_id"] for one in told["verdicts"]} == {"bibo"}
    assert len(text.splitlines()) == len(told["verdicts"]) + 1
    for one in told["verdicts"]:
        assert one["message"] in text
        assert one["asked"] or one["status"] == "no_data"


def test_judge_one_union_among_many_reads_only_whom_its_rules_look_at(tmp_path):
    """What keeps the answer within a second: the work does not grow with the federation."""
    run("demo", tmp_path, "--unions", 150, "--years", 1)
    folders = sorted(path.name for path in tmp_path.glob("unions/*/*"))
    began = time.process_time()
    run("judge", tmp_path, "--union", folders[-1], "--as-of", AS_OF)
    assert time.process_time() - began < 2


def test_judging_one_union_does_without_what_a_whole_federation_needs():
    code = (
        "import yangguang.pipeline.check, sys; sys.exit(bool({'pandas', 'matplotlib', 'jinja2'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
