"""A question that finds nothing to look at is no clean answer."""

from __future__ import annotations

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
