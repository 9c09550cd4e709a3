"""Verdicts as text and as JSON: what `judge` prints beside the verdicts themselves."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from tests.rules.build import LATER, account, case, package
from yangguang.core.language import ZH
from yangguang.rules.judge.verdicts import judge
from yangguang.told.verdicts import exact, judgement_json, judgement_text, verdict_json, with_cells


def test_each_union_year_is_named_once():
    verdicts = [*judge(case(package())), *judge(case(package("shop"), union_id="shop"))]
    lines = judgement_text(verdicts, LATER, ZH).splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == ["qu", "shop"]


@pytest.mark.parametrize(
    ("value", "told"),
    [(Decimal("1E+2"), "100"), (Decimal("0.10"), "0.10"), (5, 5), (None, None)],
    ids=["an amount", "a ratio", "a count", "unknown"],
)
def test_figures_are_told_by_the_digits_they_have_and_counts_as_numbers(value, told):
    assert exact(value) == told


def test_cells_that_are_written_out_are_those_of_the_dictionaries_with_files_named_as_the_folder_has_them():
    verdicts = judge(case(package(accounts=[account("501", actual=5), account("502", actual=7)])))
    folder = next(cell.file for one in verdicts for cell in one.answer.cells).rpartition("/")[0]
    text = json.dumps([verdict_json(one, ZH, 1) for one in verdicts], separators=(",", ":")).encode()
    told = json.loads(with_cells(text, verdicts, 1, folder))
    whole = judgement_json(verdicts, LATER, ZH)["verdicts"]
    assert [one["cells"] for one in json.loads(with_cells(text, verdicts, 999, None))] == [
        one["cells"] for one in whole
    ]
    assert any(len(one["cells"]) > 1 for one in whole)
    for one, all_of_it in zip(told, whole, strict=True):
        count = len(all_of_it["cells"])
        first = [cell["file"] for cell in all_of_it["cells"][:1]]
        assert [cell["file"] for cell in one["cells"]] == [file.replace(f"{folder}/", "./") for file in first]
        assert one.get("cells_total") == (count if count > 1 else None)
