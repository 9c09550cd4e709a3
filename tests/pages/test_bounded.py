"""However many unions there are, no page grows beyond what a phone can load, and none of them is left out."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.minted import told
from tests.pages.builders import (
    PARTY,
    ROOT,
    account,
    edition,
    finding,
    judged_year,
    package,
    refusal,
    report,
    union,
    verdict,
)
from yangguang.history.restatements import revise
from yangguang.ledger.between.survey import survey
from yangguang.ledger.model import Standing
from yangguang.pages import overview
from yangguang.pages.summary import summarise
from yangguang.pages.tallies import count
from yangguang.pages.union import union_page
from yangguang.pages.union_year import union_year_page
from yangguang.rules.judge.model import Status, Weight
from yangguang.site.audit import audit
from yangguang.sources.provenance import Provenance
from yangguang.views.model import Revised

MOST = 1_000_000 - 100_000  # bytes of a body; the theme around it brings the rest
N = 3000
CODES = ("401", "402", "403", "501", "502", "503", "504", "505", "506")
OLD, NEW = (Provenance(commit=letter * 40, committed_on=date(2026, month, 1)) for letter, month in (("a", 4), ("b", 5)))
MANY = tuple(
    union(f"bj-lianhe-{n:04}", name=f"北京市示范区第{n}联合基层工会委员会", short_name=None, uscc=None, uscc_absent_reason="正在办理")
    for n in range(N)
)  # fmt: skip
LATE = {"owed_stage": "final", "missing": ("overview", "accounts", "findings"), "missing_since": date(2026, 6, 30)}


@pytest.fixture(scope="module")
def made():
    return edition(unions=(ROOT, *MANY))


@pytest.fixture(scope="module")
def pages(made):
    """A district where every union broke a clause, has findings open, corrected figures, and owes or was refused nine years."""
    shown = summarise(
        judged_year(
            report(given=package(findings=(finding("F1", status="overdue", rectified_on=None),)), of=MANY[0], **LATE),
            (verdict(status=Status.BREACHED), verdict("2-5-9", Status.BREACHED, weight=Weight.WARNING)),
        )
    )
    refused = summarise(
        judged_year(report(given=None, of=MANY[0], standing=Standing.REFUSED, refusal=refusal(), **LATE))
    )
    wrong = refused.refusal * 200
    revisions = (Revised(day=date(2026, 3, 1), commit="a" * 40, corrections=3, unexplained=1),) * 2
    summaries = [
        replace(shown, union_id=one.union_id, revisions=revisions) for one in MANY
    ] + [
        replace(refused, union_id=one.union_id, year=year, refusal=wrong) for one in MANY for year in range(2016, 2025)
    ]  # fmt: skip
    view = survey([], made.registry, made.policy)
    made_pages = (*overview.boards(made, summaries, view, count(made, summaries)), *overview.clauses(made, summaries))
    return {page.url: page for page in made_pages}


def test_no_page_over_the_federation_is_too_large(pages):
    assert {url: len(page.body.encode()) for url, page in pages.items() if len(page.body.encode()) > MOST} == {}
    audit("districts/110105/2/", pages["districts/110105/2/"].body)


def test_every_union_of_a_large_district_stands_on_one_of_its_pages(pages):
    mine = [url for url in pages if url.startswith("districts/110105/")]
    assert len(mine) == 1 + N // overview.PAGE_UNIONS
    bodies = "".join(pages[url].body for url in mine)
    assert re.findall(r"/unions/(bj-lianhe-\d{4})/\"", bodies) == [one.union_id for one in MANY], (
        "in the order of the register"
    )
    assert 'href="../../../districts/110105/3/"' in pages["districts/110105/2/"].body
    assert len({pages[url].title for url in mine}) == len(mine)
    assert pages["districts/110105/2/"].figures == (), "each figure has one home"


def test_every_correction_stands_on_one_page(pages):
    bodies = "".join(page.body for url, page in pages.items() if url.startswith("changes/"))
    assert len(re.findall(r"/unions/(bj-lianhe-\d{4})/2025/#changes\"", bodies)) == 2 * N


def test_a_union_with_very_many_below_it_names_the_first_and_says_where_the_others_are(made):
    body = union_page(made, ROOT, {}, ()).body
    assert len(body.encode()) <= MOST
    assert "只列出200家" in body
    assert 'href="../../districts/110105/"' in body


def test_a_union_with_few_below_it_names_them_all():
    body = union_page(edition(unions=(ROOT, PARTY)), ROOT, {}, ()).body
    assert PARTY.name in body
    assert "只列出" not in body


def year_page(given, revisions=(), **facts):
    shown = told(report(given=given), (), revisions=revisions)
    return union_year_page(edition(), judged_year(shown, revisions=revisions), (), **facts).body


def test_however_heavy_a_years_page_is_every_section_shows_its_first_rows():
    many = tuple(finding(f"F{n}") for n in range(30))
    body = year_page(package(findings=many), most_bytes=1)
    assert body.count('class="yg-finding') - body.count('class="yg-finding__') - 1 == 2
    assert "只列出2行，共30行" in body


def test_what_a_year_corrected_gives_way_before_what_it_is_about():
    """373 corrections of one publication took the room of findings and projects: the largest five stay, the rest is a download."""
    before = package(accounts=tuple(account(code, "1000") for code in CODES))
    after = package(accounts=tuple(account(code, f"{1000 + n}") for n, code in enumerate(CODES, 1)))
    heavy, light = (year_page(after, [revise(before, after, OLD, NEW)], most_bytes=most) for most in (1, 300_000))
    assert light.count("没有说明理由") == 9
    assert heavy.count("没有说明理由") == 5
    assert "只列出变动最大的5个" in heavy
    assert "9.00" in heavy.split('id="changes"')[1], "the largest first"
