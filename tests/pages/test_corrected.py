"""A corrected figure carries a badge where it stands, what is made from it a mark; all years of a union are on its page."""

import re
from datetime import date

from tests.minted import told
from tests.pages.builders import PARTY, account, edition, judged_year, package, report
from yangguang.history.restatements import revise
from yangguang.pages.union import union_page
from yangguang.pages.union_year import union_year_page
from yangguang.sources.provenance import Provenance

FIRST = Provenance(commit="a" * 40, committed_on=date(2026, 4, 1))
SECOND = Provenance(commit="b" * 40, committed_on=date(2026, 5, 1))


def books(salaries):
    return package(
        accounts=(
            account("402", "1000000", "1000000"),
            account("501", "300000", salaries),
            account("502", "9000", "9000"),
        )
    )


BEFORE, AFTER = books("280000"), books("281000")
REVISION = revise(BEFORE, AFTER, FIRST, SECOND)


def marks(body):
    """The marked figures: by key, the words of the mark."""
    found = re.findall(
        r'data-figure="([^"]+)"[^>]*>[^<]*</data>(?:<span[^>]*>[^<]*</span>)?\s*<a class="yg-restated"[^>]*>([^<]+)',
        body,
    )
    return {key.removeprefix(f"{PARTY.union_id}/2025/"): word for key, word in found}


def year_page(revisions):
    shown = told(report(given=AFTER), (), revisions=revisions)
    return union_year_page(edition(), judged_year(shown, revisions=revisions), ()).body


def page_of_union(revisions):
    shown = told(report(given=AFTER), (), revisions=revisions)
    return union_page(edition(), PARTY, {2025: judged_year(shown, revisions=revisions)}, ()).body


def test_what_is_made_from_a_corrected_figure_is_marked_and_nothing_else():
    found = marks(year_page([REVISION]))
    assert found["accounts/501/actual"] == "更正过"
    assert {found[name] for name in ("@expenditure_total", "@surplus", "@execution_rate")} == {"※"}
    assert (
        not {"@income_total", "accounts/402/actual", "accounts/502/actual", "accounts/501/budget_initial"}
        & found.keys()
    )
    assert "标有※的数由更正过的数算出" in year_page([REVISION])


def test_without_corrections_nothing_is_marked():
    assert marks(year_page([])) == {}
    assert "※" not in year_page([])


def test_the_page_of_a_union_has_the_corrections_of_all_its_years():
    body = page_of_union([REVISION])
    section = body.split('id="changes"')[1].split("</section>")[0]
    assert 'href="../../unions/bj-hongxing/2025/#changes"' in section
    assert "2026年5月1日" in section
    assert "没有说明理由" in section
    assert marks(body)["@expenditure_total"] == "※"
    assert 'id="changes"' not in page_of_union([])
