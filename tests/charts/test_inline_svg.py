"""The pictures are safe HTML: well-formed, no styles, scripts, colours or clashing ids, whatever a union calls itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.charts.builders import account, policy, report
from tests.charts.healthy import charts
from tests.charts.svg import SPACE, classes, parse
from yangguang.charts.display import Display, fit, text_width
from yangguang.charts.income import income
from yangguang.core.language import ZH
from yangguang.core.paths import SITE_TEMPLATES

GOLDEN = Path(__file__).parent.parent / "golden" / "charts"
STYLESHEET = (SITE_TEMPLATES / "assets" / "charts.css").read_text(encoding="utf-8")
HOSTILE = [
    "</svg><script>alert(1)</script>",
    "\x01\x00\ufffe",
    "\"' onload=alert(1) x='",
    "$\\frac{$",
    "&amp;<!--",
    "]]>",
    "甲" * 200,
]


@pytest.mark.parametrize("name", sorted(charts()))
def test_golden(name):
    path, drawn = GOLDEN / f"{name}.svg", charts()[name].svg.replace("><", ">\n<") + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8")


def test_another_process_draws_the_same_bytes():
    code = (
        "from tests.charts.healthy import charts; print(''.join(c.svg + c.sentence for c in charts().values()), end='')"
    )
    other = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=GOLDEN.parents[2],
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert other.stdout.decode() == "".join(chart.svg + chart.sentence for chart in charts().values())


def test_a_sheet_keeps_nothing_of_the_chart_before():
    before = charts()
    income(report(accounts=(account("402", "1", "1"),)), policy(), Display(ZH))
    assert charts() == before


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(name):
    chart = income(report(accounts=(account("402", "1", "1", name=name),)), policy(), Display(ZH))
    root = parse(chart.svg)
    assert {element.tag.removeprefix(SPACE) for element in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "path",
        "text",
        "tspan",
    }
    assert not any(attribute.startswith("on") for element in root.iter() for attribute in element.attrib)


@pytest.mark.parametrize("name", sorted(charts()))
def test_nothing_that_a_content_security_policy_forbids(name):
    svg = charts()[name].svg
    assert svg.startswith("<svg ")
    assert not re.search(
        r"<(style|script|defs|use|image|foreignObject|metadata)|style=|href|<\?|<!|#[0-9a-f]{3}|rgb|\d(px|pt)", svg
    )


def test_ids_never_clash_on_a_page():
    ids = re.findall(r' id="([^"]+)"', "".join(chart.svg for chart in charts().values()))
    assert len(ids) == len(set(ids)) == 14


def test_readers_hear_title_and_sentence():
    for chart in charts().values():
        root = parse(chart.svg)
        title, desc = root.find(f"{SPACE}title"), root.find(f"{SPACE}desc")
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
        assert (title.text, desc.text) == (chart.title, chart.sentence)


def test_every_class_is_painted():
    used = set().union(*(classes(chart.svg) for chart in charts().values()))
    of_their_own = {"name"} | {f"yg-chart-{name}" for name in charts()}  # for those who restyle the site
    assert not {name for name in used - of_their_own if not re.search(rf"\.{name}(?![\w-])", STYLESHEET)}


def test_texts_stay_inside_the_picture():
    for chart in charts().values():
        root = parse(chart.svg)
        for text in root.iter(f"{SPACE}text"):
            size = 13 if text.get("class") in {"name", "head"} else 12
            width = text_width("".join(text.itertext()), size)
            x = float(text.get("x"))
            left = {"end": x - width, "middle": x - width / 2}.get(text.get("text-anchor", "start"), x)
            assert left >= 0
            assert left + width <= 360


def test_long_names_are_cut_and_kept_whole_in_the_tooltip():
    assert fit("职工活动支出", 300) == "职工活动支出"
    assert fit("职工活动支出", 60) == "职工活…"
    chart = income(report(accounts=(account("402", "1", "1", name="甲" * 50),)), policy(), Display(ZH))
    assert "甲" * 50 + "：1.00元" in chart.svg
