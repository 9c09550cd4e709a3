"""A question that finds nothing to look at is no clean answer."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.builders import SHOP, UNION, portal
from yangguang.cli import main

if TYPE_CHECKING:
    from pathlib import Path


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
    assert result.exit_code == 1
    assert f"unions/{UNION}" in result.output


def test_the_report_is_saved_as_a_page_to_print(tmp_path: Path) -> None:
    page = tmp_path / "报告.html"
    asked = ["check", str(portal(tmp_path / "data")), "--as-of", "2026-11-25", "--html", str(page)]
    assert CliRunner().invoke(main, asked).exit_code == 0
    assert "<h1>校验报告</h1>" in page.read_text(encoding="utf-8")
