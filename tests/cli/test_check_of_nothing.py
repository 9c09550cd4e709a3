"""A question that finds nothing to look at is no clean answer."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.builders import SHOP, UNION, package_files, portal
from tests.repositories import commit, git
from yangguang.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.mark.parametrize(
    "asked", [["--union", UNION, "--year", "2031"], ["--year", "2031"], ["--union", SHOP], ["--union", "bj-dmo"]]
)
def test_a_check_of_nothing_is_misuse_in_a_sentence(tmp_path: Path, asked: list[str]) -> None:
    result = CliRunner().invoke(main, ["check", str(portal(tmp_path)), "--as-of", "2026-11-25", *asked])
    assert result.exit_code == 2
    assert "错误 0 条" not in result.output
    assert asked[-1] in result.output


def test_a_check_of_what_is_there_is_none(tmp_path: Path) -> None:
    asked = ["--as-of", "2026-11-25", "--union", UNION]
    assert CliRunner().invoke(main, ["check", str(portal(tmp_path)), *asked]).exit_code == 0


def test_a_portal_without_any_package_is_said_to_have_none(tmp_path: Path) -> None:
    data = portal(tmp_path)
    shutil.rmtree(data / "unions")
    result = CliRunner().invoke(main, ["check", str(data), "--as-of", "2026-11-25"])
    assert result.exit_code == 2
    assert "unions/<district>/<union_id>/<year>/" in result.output


def test_a_package_one_folder_too_high_is_named_and_not_praised(tmp_path: Path) -> None:
    data = portal(tmp_path)
    (home,) = data.glob(f"unions/*/{UNION}")
    home.rename(data / "unions" / UNION)
    result = CliRunner().invoke(main, ["check", str(data), "--as-of", "2026-11-25"])
    assert result.exit_code == 2
    assert f"unions/{UNION}" in result.output


def test_the_report_is_saved_as_a_page_to_print(tmp_path: Path) -> None:
    page = tmp_path / "报告.html"
    asked = ["check", str(portal(tmp_path / "data")), "--as-of", "2026-11-25", "--html", str(page)]
    assert CliRunner().invoke(main, asked).exit_code == 0
    assert "<h1>校验报告</h1>" in page.read_text(encoding="utf-8")


def asked(*options: str) -> Result:
    return CliRunner().invoke(main, ["check", *options, "--as-of", "2026-11-25"])


@pytest.mark.parametrize(("typed", "meant"), [
    ("bj-demp", UNION), ("BJ-DEMO", UNION), (f"unions/110101/{UNION}/", UNION), ("示范区总工会", UNION), ("示范商店", SHOP),
])  # fmt: skip
def test_a_typo_in_the_union_is_answered_with_the_nearest(tmp_path: Path, typed: str, meant: str) -> None:
    result = asked(str(portal(tmp_path)), "--union", typed)
    assert result.exit_code == 2
    assert f"是否应为 {meant}，" in result.output


@pytest.mark.parametrize(("below", "command"), [
    ("unions", ""), ("registry", ""), (f"unions/110101/{UNION}", f" --union {UNION}"),
    (f"unions/110101/{UNION}/2025", f" --union {UNION} --year 2025"),
])  # fmt: skip
def test_a_folder_within_data_is_answered_with_the_command_that_was_meant(
    tmp_path: Path, below: str, command: str
) -> None:
    data = portal(tmp_path / "data")
    result = asked(str(data / below))
    assert result.exit_code == 2
    assert f"请运行 yangguang check {os.path.relpath(data)}{command} /" in result.output


def test_the_folder_above_data_is_answered_with_data(tmp_path: Path) -> None:
    data = portal(tmp_path / "data")
    result = asked(str(tmp_path))
    assert result.exit_code == 2
    assert f"请运行 yangguang check {os.path.relpath(data)} /" in result.output


@pytest.mark.parametrize("command", ["check", "judge", "build", "template", "import"])
def test_an_empty_folder_is_no_data(tmp_path: Path, command: str) -> None:
    sheet = tmp_path / "a.csv"
    sheet.touch()
    empty = tmp_path / "empty"
    empty.mkdir()
    words = {
        "check": [str(empty)], "judge": [str(empty)], "build": [str(empty), "--site", str(tmp_path / "site")],
        "template": [UNION, "2025", "--data", str(empty), "-o", "x.xlsx"],
        "import": [str(sheet), UNION, "2025", "--data", str(empty)],
    }  # fmt: skip
    result = CliRunner().invoke(main, [command, *words[command]])
    assert result.exit_code == 2
    assert "不是数据目录" in result.output


_HOME = f"unions/110101/{UNION}"


@pytest.mark.parametrize(("moved", "to", "told"), [
    (f"{_HOME}/2025", _HOME, _HOME),  # no folder of the year
    (f"{_HOME}/2025", "unions/110101", "unions/110101"),  # none of the union either
    (f"{_HOME}/2025", "unions", "unions"),
    (f"{_HOME}/2025", "unions/110101/2025", "unions/110101/2025"),
    (_HOME, f"unions/{UNION}", f"unions/{UNION}"),
])  # fmt: skip
def test_a_package_too_high_is_one_error_that_names_the_folder_it_belongs_into(
    tmp_path: Path, moved: str, to: str, told: str
) -> None:
    data = portal(tmp_path / "data", {(UNION, 2025): package_files()})
    aside = (data / moved).rename(tmp_path / "aside")
    (data / to).mkdir(parents=True, exist_ok=True)
    for path in aside.iterdir():
        path.rename(data / to / path.name)
    result = asked(str(data), "--format", "json")
    report = json.loads(result.stdout)
    assert [(one["code"], one["file"]) for one in report["registry"]] == [("registry.package-place", told)]
    assert _HOME in report["registry"][0]["hint"]
    assert f"yangguang check --union {UNION}" in report["registry"][0]["hint"]
    assert (report["packages"], result.exit_code) == ([], 2)
    assert told in result.stderr


def test_a_package_one_folder_too_deep_is_one_error(tmp_path: Path) -> None:
    data = portal(tmp_path / "data", {(UNION, 2025): package_files()})
    aside = (data / _HOME / "2025").rename(tmp_path / "aside")
    (data / _HOME / "2025").mkdir()
    aside.rename(data / _HOME / "2025" / "2025")
    (package,) = json.loads(asked(str(data), "--format", "json").stdout)["packages"]
    assert [one["code"] for one in package["issues"]] == ["registry.package-place"]


def test_a_package_too_high_beside_a_sound_one_is_an_error(tmp_path: Path) -> None:
    data = portal(tmp_path / "data", {(UNION, 2025): package_files(), (SHOP, 2025): package_files(SHOP)})
    (data / f"unions/110101/{SHOP}/2025/datapackage.json").rename(data / f"unions/110101/{SHOP}/datapackage.json")
    result = asked(str(data))
    assert result.exit_code == 1
    assert f"unions/110101/{SHOP}/2025" in result.output


def test_what_lies_too_high_is_looked_through_for_personal_data(tmp_path: Path) -> None:
    data = portal(tmp_path / "data", {(UNION, 2025): package_files()})
    (data / _HOME / "matters.csv").write_text("matter_id,title\n1,联系13800138000\n", encoding="utf-8")
    codes = [one["code"] for one in json.loads(asked(str(data), "--format", "json").stdout)["registry"]]
    assert codes == ["registry.package-place", "privacy.mobile-number"]


def test_data_that_are_a_submodule_not_fetched_yet(tmp_path: Path) -> None:
    """A portal whose DATA are a repository of their own, cloned without --recurse-submodules."""
    for folder in (portal(tmp_path / "data"), tmp_path / "whole"):
        git(tmp_path, "init", "-q", "-b", "main", folder)
    commit(tmp_path / "data")
    git(
        tmp_path / "whole",
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        f"{tmp_path}/data",
        "data",
    )
    commit(tmp_path / "whole")
    git(tmp_path, "clone", "-q", "whole", "clone")
    told = CliRunner().invoke(main, ["check", str(tmp_path / "clone" / "data")])
    assert told.exit_code == 2
    assert "git submodule update --init" in told.output
