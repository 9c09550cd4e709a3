"""No spreadsheet runs a cell of a download: hostile text is inert, numbers and ordinary text stay what they are."""

import csv
import io
import re
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import yangguang
from yangguang.core.spreadsheet import SIGNS, csv_bytes, formula_in, inert

FAMILY = "=+-@＝＋－＠\t\r\n"
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
RUNS = [
    "=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "-1", "@SUM(A1:A9)", "＝1", "＋1", "－1", "＠某", "﹣1", "−1+2",
    " =1", "\u3000=1", "\u00a0-1", "\u200b=1", "\ufeff@a", "\ufe0f+1", "\u3164=1", "\u2800=1", "-", "--", "-工会经费",
    "甲;=1", '甲; "-2+3', "甲\n@SUM(A1)", "甲\r\n  =1", "甲\t+1",
]  # fmt: skip
ORDINARY = [
    "", "工会", "2025", "a=b", "2025-01-09", "“-2℃”", "气温 -2℃", "·一项", "——说明", "电话 +86 10 6512", "'=1",
    "甲；-1", "甲;乙", "甲\n乙", "《通知》", "（一）=1", "a@b.example", '"=1"',
]  # fmt: skip


def opened(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def parts(cell: str) -> list[str]:
    """What begins a cell anywhere in the world: the whole, and what follows a semicolon or a line break. Only ink counts."""
    blank = re.compile(r"^(?:\s|[\u115f\u1160\u2800\u3164\uffa0])+")
    pieces = [cell, *(piece.lstrip('"') for piece in re.split(r"[;\t\r\n]", cell)[1:])]
    return [blank.sub("", "".join(char for char in one if unicodedata.category(char)[0] not in "CM")) for one in pieces]


@pytest.mark.parametrize("text", RUNS)
def test_a_text_that_would_run_is_found_and_written_with_an_apostrophe(text):
    found = formula_in(text)
    assert found
    assert text.endswith(found)
    assert found[0] in SIGNS
    assert inert(text) == f"{text.removesuffix(found)}'{found}"
    assert formula_in(inert(text)) is None


@pytest.mark.parametrize("text", ["\t甲", "\r甲", "\n甲"])
def test_a_text_never_begins_with_a_tab_or_a_line_break(text):
    assert opened(csv_bytes([["1", text]])) == [["1", f"'{text}"]]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_stays_as_it_is(text):
    assert formula_in(text) is None
    assert opened(csv_bytes([["1", text]])) == [["1", text]]


def test_numbers_and_dates_stay_what_they_are_whoever_stands_beside_them():
    row = [Decimal("-12.00"), "-12.00", -3, "-0.5", date(2025, 1, 9), None, True, "=1"]
    assert opened(csv_bytes([row])) == [["-12.00", "-12.00", "-3", "-0.5", "2025-01-09", "", "True", "'=1"]]
    assert csv_bytes([["甲", Decimal("-12.00")]], end="\n") == "甲,-12.00\n".encode()


@pytest.mark.parametrize("text", ["甲\r乙", "甲\r\n乙", "甲\n乙", "\r"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_break_of_any_system_stays_inside_its_cell(text, end):
    assert opened(csv_bytes([[text, 1], ["乙", None]], end)) == [[inert(text), "1"], ["乙", ""]]


def test_the_signs_are_all_that_unicode_folds_to_them():
    folded = {sign: unicodedata.normalize("NFKC", sign)[:1] for sign in map(chr, range(0x20000))}
    assert {sign for sign, first in folded.items() if first and first in "=+-@−"} == SIGNS


HOSTILE = st.text(
    st.one_of(st.sampled_from(f"{FAMILY};,\"' −0１.甲\u200b\u3000\ufe0f\u3164\u2800"), st.characters(codec="utf-8"))
)
CELLS = st.one_of(HOSTILE, st.decimals(places=2, allow_nan=False, allow_infinity=False), st.integers(), st.dates())


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=4), st.sampled_from(["\n", "\r\n"]))
def test_whatever_is_written_no_cell_begins_a_formula_and_nothing_is_lost(rows, end):
    for row, read in zip(rows, opened(csv_bytes(rows, end)), strict=True):
        for cell, text in zip(row, read, strict=True):
            assert text.replace("'", "") == str(cell).replace("'", "")
            assert isinstance(cell, str) or text == str(cell)
            if isinstance(cell, str) and not NUMBER.fullmatch(text):
                assert text[:1] not in set("\t\r\n")
                assert not any(part[:1] in SIGNS for part in parts(text) if part)


def test_nothing_else_writes_csv():
    """But for what becomes a package or a row of the register: the door, which refuses a formula, reads it next."""
    sources = Path(yangguang.__file__).parent.rglob("*.py")
    writers = [
        one.name for one in sources if re.search(r"csv\.(writer|DictWriter)|to_csv", one.read_text(encoding="utf-8"))
    ]
    assert sorted(writers) == ["compose.py", "spreadsheet.py", "withdraw.py"]
