"""The board of audit findings: each once, in its own words, with a way to its place on the page of its year."""

import re

import pytest

from tests.pages.boards import board_of
from tests.pages.builders import PARTY, edition, finding, package, report, text  # fmt: skip


@pytest.fixture
def made():
    return edition()


def test_the_audits_board_lists_every_finding_by_its_own_words_where_it_stands_on_its_page(made):
    closed = finding("F1", description="两笔活动支出缺少签到表")
    late = finding("F2", description="采购未按规定询价", status="in_progress", rectified_on=None, risk="high")
    earlier = report(2024, given=package(2024, findings=(finding("E1", description="会费未按月入账"),)))
    body = board_of(made, earlier, report(given=package(findings=(closed, late))))["audits/"].body
    rows = body[body.index("yg-findings-table") :].split("</table>")[0].split("<tr>")[2:]
    assert [re.search(r">([^<]+)</a>", row)[1] for row in rows] == [
        late.description,
        closed.description,
        "会费未按月入账",
    ]
    assert f'href="../unions/{PARTY.union_id}/2025/#finding-F2"' in rows[0]
    assert f'href="../unions/{PARTY.union_id}/2024/#finding-E1"' in rows[2]
    assert "yg-rectification--overdue" in rows[0]
    assert "半年至一年" in text(rows[0])  # found on 2 April, still open on 23 November
    assert "半年以内" in text(rows[1])  # put right in May


def test_a_finding_that_two_years_list_stands_on_the_board_once(made):
    open_one = {"status": "in_progress", "rectified_on": None}
    years = [report(year, given=package(year, findings=(finding("F9", **open_one),))) for year in (2024, 2025)]
    body = board_of(made, *years)["audits/"].body
    assert body.count("#finding-F9") == 1
    assert "/2025/#finding-F9" in body


def test_many_findings_stand_on_several_pages_and_none_is_left_out(made, monkeypatch):
    monkeypatch.setattr("yangguang.pages.audits.PAGE_ROWS", 2)
    many = tuple(finding(f"F{n}", description=f"第{n}个问题") for n in range(1, 6))
    pages = board_of(made, report(given=package(findings=many)))
    assert [url for url in pages if url.startswith("audits/")] == ["audits/", "audits/2/", "audits/3/"]
    bodies = "".join(page.body for url, page in pages.items() if url.startswith("audits/"))
    assert all(bodies.count(f"第{n}个问题") == 1 for n in range(1, 6))
    assert 'href="../../audits/3/"' in pages["audits/2/"].body


def test_the_place_of_a_finding_is_not_told_where_the_page_of_its_year_shows_them_in_another_order(made):
    many = tuple(finding(f"F{n}") for n in range(30))
    assert "#audits" in board_of(made, report(given=package(findings=many)))["audits/"].body
