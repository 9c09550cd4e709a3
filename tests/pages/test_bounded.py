"""However many unions there are, no page grows beyond what a phone can load, and none of them is left out."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.pages.builders import PARTY, ROOT, edition, finding, neighbours, package, refusal, report, union, verdict
from yangguang.ledger.between.survey import survey
from yangguang.ledger.model import Standing
from yangguang.pages import overview
from yangguang.pages.summary import summarise
from yangguang.pages.union import union_page
from yangguang.rules.judge.model import Status, Weight
from yangguang.site.audit import audit
from yangguang.views.model import Revised

MOST = 1_000_000 - 100_000  # bytes of a body; the theme around it brings the rest
N = 3000
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
        report(given=package(findings=(finding("F1", status="overdue", rectified_on=None),)), of=MANY[0], **LATE),
        (verdict(status=Status.BREACHED), verdict("2-5-9", Status.BREACHED, weight=Weight.WARNING)),
    )
    refused = summarise(report(given=None, of=MANY[0], standing=Standing.REFUSED, refusal=refusal(), **LATE), ())
    wrong = refused.refusal * 200
    revisions = (Revised(day=date(2026, 3, 1), commit="a" * 40, corrections=3, unexplained=1),) * 2
    summaries = [
        replace(shown, union_id=one.union_id, revisions=revisions) for one in MANY
    ] + [
        replace(refused, union_id=one.union_id, year=year, refusal=wrong) for one in MANY for year in range(2016, 2025)
    ]  # fmt: skip
    view = survey([], made.registry, made.policy)
    made_pages = (*overview.boards(made, summaries, view), *overview.clauses(made, summaries))
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
    body = union_page(made, ROOT, {}, neighbours(), {}, ()).body
    assert len(body.encode()) <= MOST
    assert "只列出200家" in body
    assert 'href="../../districts/110105/"' in body


def test_a_union_with_few_below_it_names_them_all():
    body = union_page(edition(unions=(ROOT, PARTY)), ROOT, {}, neighbours(), {}, ()).body
    assert PARTY.name in body
    assert "只列出" not in body
