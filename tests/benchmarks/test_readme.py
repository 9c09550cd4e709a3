"""The READMEs quote what was measured, not what somebody remembers."""

import json

import pytest

from benchmarks.readme import READMES, filled, section

RESULTS = json.loads(READMES["en"].with_name("benchmarks").joinpath("results.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", READMES)
def test_the_readme_says_what_was_measured(lang):
    assert section(RESULTS, lang) in READMES[lang].read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", READMES)
def test_new_figures_take_the_place_of_the_old_ones(lang):
    text = "before\n<!-- bench -->\n(none yet)\n<!-- /bench -->\nafter\n"
    now = filled(text, RESULTS, lang)
    assert "(none yet)" not in now
    assert filled(now, RESULTS, lang) == now
    assert now.startswith("before\n<!-- bench -->\n")
    assert now.endswith("<!-- /bench -->\nafter\n")
