"""Every sentence that a whole federation is told, on days in every stage of a year, is written as it should be."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.rules.federation import TODAY, whole_cast
from tests.rules.words import CHINESE, well_said
from yangguang.core.language import ZH, load_language

# A blank between characters, two blanks, a mark after a blank or after another mark.
AMISS_ZH = re.compile(rf"{CHINESE} {CHINESE}| {{2}}|\s[，。；、：）”]|[（“]\s|[，；、：]{{2}}|[，；、]$")
AMISS_EN = re.compile(r"\S {2}\S|\s[,;.:)](?!\S)|\(\s|[,;:]{2}|\.\.|[,;]$|[\u4e00-\u9fff](?=[a-z])")
DAYS = (date(2025, 2, 1), date(2025, 8, 20), date(2026, 3, 1), date(2026, 7, 20), TODAY)


@pytest.mark.parametrize("day", DAYS)
def test_what_a_federation_is_told_is_well_written(day):
    english = load_language("en")
    reasons = {one.answer.reason.text(ZH): one.answer.reason for one in whole_cast().judged(day).values()}
    assert len(reasons) > 500
    for chinese, reason in reasons.items():
        well_said(reason)
        assert not AMISS_ZH.search(chinese), chinese
        assert not AMISS_EN.search(reason.text(english)), reason.text(english)


def test_an_english_reason_begins_as_a_sentence_does():
    """With a capital letter, a number, a quotation mark or somebody's name."""
    english = load_language("en")
    told = {one.answer.reason.text(english) for day in DAYS for one in whole_cast().judged(day).values()}
    assert {reason for reason in told if reason[0].islower()} == set()
