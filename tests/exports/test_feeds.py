"""Who follows a union, a district or the portal hears what is new, once, and in a form that every reader takes."""

import re
from datetime import date
from xml.etree import ElementTree as ET

from tests.pages.builders import PARTY, edition, finding, package, refusal, report, union
from yangguang.exports.feeds import ENTRIES, federation_feeds, union_feed
from yangguang.pages.summary import summarise
from yangguang.sources.provenance import Provenance
from yangguang.views.news import news_of

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://portal.example/"
LATE = date(2026, 11, 23)
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
    return [one for report_ in reports for one in news_of(report_, LATE)]


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
    assert [one.kind for one in news_of(WITH_FINDING, date(2026, 4, 30))] == ["published", "finding"]


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


def test_the_portal_and_each_district_have_the_latest_of_theirs():
    many = union("bj-many", name="多报工会", short_name=None)
    ids = [finding(f"F{number}", audit_id="A1") for number in range(7)]
    summaries = [
        summarise(one, (), (), news_of(one, LATE))
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
