"""Pages over the whole federation: everyone is there, nothing is ranked, what is unknown is called so."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.minted import told
from tests.pages.boards import board_of
from tests.pages.builders import (  # fmt: skip
    PARTY,
    ROOT,
    edition,
    finding,
    judged_year,
    judged_years,
    last_year,
    neighbours,
    package,
    policy,
    refusal,
    report,
    text,
    union,
    verdict,
)
from yangguang.door.messages.catalogue import CATALOGUE
from yangguang.ledger.between.digest import digest
from yangguang.ledger.between.survey import survey
from yangguang.ledger.model import Digest, Standing
from yangguang.pages import overview
from yangguang.pages.board import focus_year, gravest, progress
from yangguang.pages.press import linker
from yangguang.pages.reference import data_page
from yangguang.pages.summary import summarise
from yangguang.pages.tallies import count
from yangguang.pages.union import union_page
from yangguang.records.registry import AllowedNumber
from yangguang.rules.judge.model import Status, Weight
from yangguang.site.audit import audit
from yangguang.site.store import Entry

SILENT = union(
    "bj-jing", name="北京静默印刷厂工会", short_name=None, tier="basic", uscc=None, uscc_absent_reason="正在办理"
)


def silent(**facts):
    owed = {"owed_stage": "final", "missing": ("overview", "accounts"), "missing_since": date(2026, 6, 30)}
    return report(given=None, of=SILENT, **owed | facts)


FILES = [Entry("api/v1/figures.csv", 1234567, "f" * 64), Entry("api/v1/unions.json", 8, "0" * 64)]


@pytest.fixture
def made():
    return edition(unions=(ROOT, PARTY, SILENT))


@pytest.fixture
def pages(made):
    refused = report(given=None, of=ROOT, standing=Standing.REFUSED, refusal=refusal())
    shown = report(given=package(findings=(finding(), finding("F2", status="overdue"))))
    reports = (last_year(), shown, silent(), refused)
    verdicts = {PARTY.union_id: (verdict(status=Status.BREACHED), verdict("2-5-9", Status.NO_DATA))}
    summaries = [
        summarise(judged_year(one, verdicts.get(one.union.union_id, ()) if one.year == 2025 else ())) for one in reports
    ]
    view = survey([digest(one) for one in reports], made.registry, made.policy)
    return {
        page.url: page
        for page in (
            *overview.boards(made, summaries, view, count(made, summaries)),
            *overview.clauses(made, summaries),
            data_page(made, FILES),
        )
    }


def text_of(page):
    return text(page.body)


def test_every_page_of_the_contract_is_made(pages):
    wanted = {
        "",
        "unions/",
        "audits/",
        "overdue/",
        "changes/",
        "clauses/",
        "districts/",
        "districts/110105/",
        "data/",
        "guide/codes/",
        "explore/",
    }
    assert wanted | {f"clauses/{name}/" for name in policy().clauses} == set(pages)


def test_the_page_of_downloads_says_how_large_the_files_are_and_how_they_are_cited(pages):
    body = pages["data/"].body
    for path, size, sha256 in FILES:
        row = body[body.index(path) :].split("</tr>")[0]
        assert f"{size:,}" in row
        assert sha256 in row
    assert "引用： 示范工会阳光公开。全部数据，" in text_of(pages["data/"])


def test_every_page_is_safe_and_its_links_are_relative(pages):
    for url, page in pages.items():
        audit(url, page.body)
        for link in re.findall(r'href="([^"]*)"', page.body):
            assert not link.startswith(("/", "http")), (url, link)
        assert page.title
        assert page.description


def test_every_registered_union_is_listed(pages):
    for name in (ROOT.name, PARTY.name, SILENT.name):
        assert name in pages["unions/"].body
        assert name in pages["districts/110105/"].body


def test_the_overdue_board_says_who_owes_what_since_when(pages):
    told = text_of(pages["overdue/"])
    assert "北京静默印刷厂工会 2025 决算 2026年6月30日 全部（2张）" in told
    assert "报送未通过" in told
    assert "科目501的下级合计与本级不符" in told


def test_the_findings_board_counts_and_never_ranks(pages):
    told = text_of(pages["audits/"])
    assert "问题2项，未整改1项，其中逾期1项" in told
    assert "发现问题多不等于管得差" in told


def test_home_speaks_of_the_latest_year_whose_accounts_are_due(made, pages):
    assert "2025年度" in pages[""].body
    assert focus_year(made, [summarise(judged_year(silent()))]) == 2025
    assert focus_year(made, []) == 2025


def test_a_silent_union_has_a_page_that_says_what_it_owes(made):
    page = union_page(made, SILENT, judged_years({2025: silent()}, {}, neighbours()), ())
    told = text_of(page)
    assert "尚未公开任何收支数据" in told
    assert "期限2026年6月30日" in told
    assert "收支预决算" in told
    assert "010-60000000" in told
    assert "正在办理" in told


def test_unions_with_a_breach_are_told_by_the_gravest_of_them(made):
    def summary(year, *verdicts):
        return summarise(judged_year(report(year), verdicts))

    warned = verdict(status=Status.BREACHED, weight=Weight.WARNING)
    hard = verdict("2-5-9", Status.BREACHED)
    assert [gravest(summary(2025, *all_)) for all_ in ((), (warned,), (warned, hard))] == [
        None,
        Weight.WARNING,
        Weight.HARD,
    ]
    some = [summary(2025, warned, hard)]
    view = survey([], made.registry, made.policy)
    home = text(overview.home_page(made, progress(some, "_federation", 2025, 1), 2025, view, None).body)
    assert "1 家 违反硬性要求" in home
    index = text(next(iter(overview.clauses(made, some))).body)
    assert "违反硬性要求 1家 北京红星机械厂工会 2条" in index


def test_a_union_that_owes_nothing_yet_has_a_page_too(made):
    assert "尚未公开任何收支数据" in union_page(made, SILENT, {}, ()).body


def test_a_union_lists_its_years_latest_first(made):
    page = union_page(
        made,
        PARTY,
        judged_years({2024: last_year(), 2025: told(report(), (verdict(),))}, {2025: (verdict(),)}, neighbours()),
        (),
    )
    lists = (page.body.split('class="yg-years"')[1].split("</p>")[0], page.body.split('id="years"')[1])
    for listed in lists:
        assert re.findall(r'href="\.\./\.\./unions/bj-hongxing/(\d{4})/"', listed) == ["2025", "2024"]


def test_a_unions_page_opens_with_its_latest_closed_year(made):
    open_year = report(2026, given=package(2026, stage="budget", accounts=()))
    closed = told(report(), (verdict(),))
    page = union_page(
        made,
        PARTY,
        judged_years({2024: last_year(), 2025: closed, 2026: open_year}, {2025: (verdict(),)}, neighbours()),
        (),
    )
    first = text_of(page).split("历年")[0]
    assert "红星工会 2025年度" in first
    assert "收入 96.37 万元" in first
    assert 'href="2025/#clauses"' in page.body
    assert "bj-hongxing" not in first, "no slug on the first screen"


def test_a_union_shows_which_levels_up_to_the_top_have_disclosed_the_year(made):
    def chain(**books):
        near = neighbours(books=books)
        body = union_page(
            made, PARTY, judged_years({2025: told(report(), (verdict(),))}, {2025: (verdict(),)}, near), ()
        ).body
        return text(re.search(r'<ol class="yg-chain">.*?</ol>', body, re.DOTALL)[0])

    above = Digest(union_id=ROOT.union_id, year=2025, stage="final", standing=Standing.PUBLISHED, totals={})
    assert chain(**{ROOT.union_id: {2025: above}}) == f"红星工会 已公开 {ROOT.name} 已公开"
    silent_above = replace(above, standing=Standing.SILENT, stage=None)
    assert chain(**{ROOT.union_id: {2025: silent_above}}) != chain(**{ROOT.union_id: {2025: above}})
    assert chain().endswith(f"{ROOT.name} 缺数据")


def test_every_issue_code_is_explained(pages):

    body = pages["guide/codes/"].body
    assert [one.code for one in CATALOGUE if f'id="{one.code}"' not in body] == []
    assert not re.search(r"\{\w+\}", text_of(pages["guide/codes/"]))


@pytest.mark.parametrize(
    ("page", "path", "link"),
    [
        ("", "unions/", "unions/"),
        ("", "", "./"),
        ("data/", "", "../"),
        ("unions/a/2025/", "unions/a/", "../../../unions/a/"),
    ],
)
def test_links_lead_from_where_the_page_is(page, path, link):
    assert linker(page)(path) == link


def test_a_federation_without_a_plan_shows_no_scorecard():
    law = policy(clauses={}, parameters=())
    made = edition(law=law, rules=())
    view = survey([digest(report())], made.registry, made.policy)
    home = next(iter(overview.boards(made, [summarise(judged_year(report()))], view, {})))
    assert "逐条对照</h2>" not in home.body


def test_small_numbers_that_the_register_allows_are_published_with_their_reason():
    row = AllowedNumber(
        union_id=PARTY.union_id,
        year=2025,
        table_="appeals",
        row_="hardship",
        column_="received",
        reason="本人<书面>同意",
    )
    made = edition()
    assert 'id="allowed"' not in data_page(made, FILES).body
    said = data_page(replace(made, registry=replace(made.registry, allowed=(row,))), FILES).body
    shown = said[said.index('id="allowed"') :]
    assert all(words in shown for words in (PARTY.name, "2025", "hardship", "本人&lt;书面&gt;同意"))


def test_the_page_to_explore_sets_districts_and_kinds_side_by_side_with_a_table_for_each_picture(made, pages):
    page = pages["explore/"]
    body, keys = page.body, {one.key: one.value for one in page.figures}
    for owner, unions in (("_district/110105", 3), ("_kind/grassroots", 2), ("_kind/municipal", 1)):
        assert keys[f"{owner}/2025/@unions"] == unions
    for name in ("示范区", "基层工会", "市总工会"):
        assert body.count(f"{name}<") >= 2, "a picture and a row of the table"
    shown = set(re.findall(r'data-figure="([^"]+)"', body))
    assert shown <= keys.keys()


def test_the_overdue_board_counts_by_level_and_stays_readable_where_many_owe(made, pages, monkeypatch):
    assert "市总工会 1 0" in text_of(pages["overdue/"])
    monkeypatch.setattr("yangguang.pages.overview.LISTED", 1)
    many = board_of(
        edition(unions=(ROOT, PARTY, SILENT)),
        silent(),
        report(given=None, of=ROOT, owed_stage="final", missing=("accounts",), missing_since=date(2026, 6, 30)),
    )
    assert many["overdue/"].body.count('<th scope="rowgroup"') == 1
    assert "只列出1家" in text_of(many["overdue/"])


def test_of_unions_that_report_no_findings_it_is_not_told_that_there_are_none(made):
    page = board_of(made, report(), report(given=package(of=ROOT, findings=None), of=ROOT))["explore/"]
    keys = {one.key for one in page.figures}
    assert "_kind/grassroots/2025/@findings_open" in keys
    assert "_kind/municipal/2025/@findings_open" not in keys
    assert "_kind/municipal/2025/@findings_open" not in page.body
