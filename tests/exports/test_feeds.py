"""Who follows a union, a district or the portal hears what is new, once, and in a form that every reader takes."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

from tests.pages.builders import (
    PARTY,
    ROOT,
    account,
    edition,
    finding,
    judged_year,
    package,
    policy,
    refusal,
    report,
    rule,
    union,
    verdict,
)
from yangguang.core.language import ZH
from yangguang.exports.feeds import ENTRIES, clause_feeds, federation_feeds, union_feed
from yangguang.history.restatements import revise
from yangguang.pages.summary import summarise
from yangguang.rules.judge.model import Status
from yangguang.sources.provenance import Provenance
from yangguang.views.news import MOST, news_of

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://portal.example/"
LATE = date(2026, 11, 23)
RULES = (rule(), rule("2-5-9"))
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")


def feed(made):
    """The parsed feed, after what RFC 4287 asks of every feed was checked."""
    root = ET.fromstring(made.content)
    assert root.tag == f"{ATOM}feed"
    for one in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(one.findall(ATOM + name)) == 1, name
        assert INSTANT.fullmatch(one.findtext(f"{ATOM}updated"))
        assert one.findtext(f"{ATOM}id").startswith(SITE)
        assert all(link.get("href").startswith(SITE) for link in one.findall(f"{ATOM}link"))
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert [link.get("href") for link in root.findall(f"{ATOM}link[@rel='self']")] == [SITE + made.path]
    ids = [one.text for one in root.findall(f"{ATOM}entry/{ATOM}id")]
    assert len(ids) == len(set(ids))
    return root


def titles(root):
    return [
        f"{one.findtext(ATOM + 'updated')[:10]} {one.findtext(ATOM + 'title')}" for one in root.iter(f"{ATOM}entry")
    ]


def news(*reports):
    return [one for report_ in reports for one in news_of(judged_year(report_), LATE, ZH)]


def of_union(*reports, **facts):
    made = edition(site_url=SITE, as_of=LATE, **facts)
    return next(union_feed(made, PARTY, news(*reports)))


WITH_FINDING = report(given=package(findings=(finding(),)))


def test_a_union_tells_what_was_published_found_and_put_right_latest_first():
    assert titles(feed(of_union(WITH_FINDING))) == [
        "2026-05-12 北京红星机械厂工会 审计问题已整改（F1）",
        "2026-04-20 北京红星机械厂工会 2025年度决算数据已公开",
        "2026-04-02 北京红星机械厂工会 审计发现问题（F1）",
    ]


def test_a_refused_submission_is_news():
    refused = report(given=None, refusal=refusal(), provenance=Provenance())
    assert titles(feed(of_union(refused))) == ["2026-05-02 北京红星机械厂工会 2025年度报送未通过校验"]


def test_a_finding_that_two_years_hold_is_told_once():
    older = report(2024, given=package(2024, findings=(finding(status="in_progress", rectified_on=None),)))
    found = [title for title in titles(feed(of_union(WITH_FINDING, older))) if "审计" in title]
    assert found == [
        "2026-05-12 北京红星机械厂工会 审计问题已整改（F1）",
        "2026-04-02 北京红星机械厂工会 审计发现问题（F1）",
    ]


def test_what_lies_after_the_day_of_judgement_is_not_told():
    assert [one.kind for one in news_of(judged_year(WITH_FINDING), date(2026, 4, 30), ZH)] == ["published", "finding"]


def test_a_new_version_is_a_new_entry_and_the_same_version_the_same():
    again = report(provenance=Provenance(commit="a" * 40, committed_on=date(2026, 6, 1)))
    first, same, second = (
        {one.findtext(f"{ATOM}id") for one in feed(of_union(made)).iter(f"{ATOM}entry")}
        for made in (report(), report(), again)
    )
    assert first == same
    assert first != second
    assert of_union(WITH_FINDING) == of_union(WITH_FINDING)


def test_text_is_text_whatever_it_holds():
    hostile = report(given=package(findings=(finding(description="]]><b>&amp; \x0b\ufffe"),)))
    assert feed(of_union(hostile)).findall(f".//{ATOM}summary")[-1].text == "]]><b>&amp; "


def test_a_union_without_news_has_a_feed_because_its_page_points_there():
    assert titles(feed(of_union())) == []


def version(actual, day, commit):
    """The year as main showed it since `day`, and where that came from."""
    return package(accounts=(account("402", "100", actual),), findings=()), Provenance(
        commit=commit * 40, committed_on=day
    )


FIRST, SECOND = version("90", date(2026, 4, 1), "a"), version("95.5", date(2026, 6, 1), "b")
REVISED = revise(FIRST[0], SECOND[0], FIRST[1], SECOND[1])


def test_a_correction_is_told_with_before_and_after_and_so_is_every_version():
    shown = report(given=SECOND[0], provenance=SECOND[1])
    made = edition(site_url=SITE, as_of=LATE)
    root = feed(next(union_feed(made, PARTY, news_of(judged_year(shown, revisions=(REVISED,)), LATE, ZH))))
    assert titles(root) == [
        "2026-06-01 北京红星机械厂工会 2025年度决算数据已公开",
        "2026-06-01 北京红星机械厂工会 2025年度更正了已公开的1个数",
        "2026-04-01 北京红星机械厂工会 2025年度决算数据已公开",
    ]
    (told,) = [
        one.findtext(f"{ATOM}summary") for one in root.iter(f"{ATOM}entry") if "更正" in one.findtext(f"{ATOM}title")
    ]
    assert told == "收支预决算 402“决算数”：90.00 → 95.50；没有说明理由"


def test_many_corrections_are_told_as_the_first_and_how_many_more():
    before, after = (
        package(
            accounts=tuple(replace(account("402", "100", actual), account_code=f"{code}") for code in range(402, 432))
        )
        for actual in ("1", "2")
    )
    shown = report(given=SECOND[0], provenance=SECOND[1])
    (told,) = [
        one
        for one in news_of(judged_year(shown, revisions=(revise(before, after, FIRST[1], SECOND[1]),)), LATE, ZH)
        if one.kind == "restated"
    ]
    assert len(told.detail.splitlines()) == MOST + 1
    assert told.detail.endswith(f"另有 {30 - MOST} 个数更正")


def judged(year, **statuses):
    return tuple(verdict(name.replace("_", "-")[1:], status, year=year) for name, status in statuses.items())


KEPT, BROKEN = (
    judged(2024, _2_5_8=Status.MET, _2_5_9=Status.NO_DATA),
    judged(2025, _2_5_8=Status.BREACHED, _2_5_9=Status.BREACHED),
)


def test_verdicts_that_turned_against_the_year_before_are_told_and_nothing_that_was_undecided():
    (told,) = [one for one in news_of(judged_year(report(), BROKEN, KEPT), LATE, ZH) if one.kind == "verdicts"]
    assert told.headline.text(ZH) == "2025年度1条与上年判定不同"
    assert told.detail == "2-5-8 三公经费预算不高于上年：符合 → 不符合"
    assert [one for one in news_of(judged_year(report(), BROKEN), LATE, ZH) if one.kind == "verdicts"] == []
    unknown = report(provenance=Provenance())
    assert [one for one in news_of(judged_year(unknown, BROKEN, KEPT), LATE, ZH) if one.kind == "verdicts"] == []


def of_clauses(**facts):
    summaries = [
        summarise(judged_year(report(2024, given=package(2024)), KEPT)),
        summarise(judged_year(report(), BROKEN)),
    ]
    return {one.path: one for one in clause_feeds(edition(site_url=SITE, as_of=LATE, rules=RULES, **facts), summaries)}


def test_each_clause_with_a_rule_tells_where_its_verdict_turned_and_how_its_rule_changed():
    made = of_clauses()
    assert set(made) == {f"clauses/{name}/feed.xml" for name in policy().clauses}
    assert titles(feed(made["clauses/2-5-1/feed.xml"])) == []
    assert titles(feed(made["clauses/2-5-8/feed.xml"])) == [
        "2026-11-23 规则版本 1.0", "2026-04-20 北京红星机械厂工会 2025年度：符合 → 不符合",
    ]  # fmt: skip
    assert titles(feed(made["clauses/2-5-9/feed.xml"])) == ["2026-11-23 规则版本 1.0"]
    assert made == of_clauses()


def test_a_clause_feed_is_bounded():
    many = [union(f"bj-{n}") for n in range(ENTRIES + 20)]
    summaries = [
        summarise(
            judged_year(
                report(year, given=package(year, of=one), of=one),
                tuple(replace(each, union_id=one.union_id) for each in of_year),
            )
        )
        for one in many
        for year, of_year in ((2024, KEPT), (2025, BROKEN))
    ]
    made = edition(site_url=SITE, as_of=LATE, rules=RULES, unions=(ROOT, *many))
    assert len(titles(feed(next(clause_feeds(made, summaries))))) == ENTRIES


def test_the_portal_and_each_district_have_the_latest_of_theirs():
    many = union("bj-many", name="多报工会", short_name=None)
    ids = [finding(f"F{number}", audit_id="A1") for number in range(7)]
    summaries = [
        summarise(judged_year(one), news_of(judged_year(one), LATE, ZH))
        for one in [report(year, given=package(year, of=many, findings=tuple(ids)), of=many) for year in range(1, 30)]
    ]
    made = {
        one.path: feed(one)
        for one in federation_feeds(edition(unions=(PARTY, many), site_url=SITE, as_of=LATE), summaries)
    }
    assert set(made) == {"feed.xml", "districts/110105/feed.xml"}
    assert 0 < len(titles(made["feed.xml"])) <= ENTRIES


def test_where_nobody_knows_the_address_there_is_no_feed():
    made = edition()
    assert list(union_feed(made, PARTY, news(WITH_FINDING))) == []
    assert list(federation_feeds(made, [])) == []
    assert list(clause_feeds(made, [])) == []
