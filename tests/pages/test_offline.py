"""The page of a union-year as one file: it asks for nothing, says where it is from, and is small enough to send."""

import re

from tests.minted import told
from tests.pages.builders import edition, finding, judged_year, package, report, verdict
from yangguang.pages.offline import OFFLINE_BYTES, offline_edition
from yangguang.pages.union_year import union_year_page
from yangguang.views.model import Download

ARCHIVE = Download(path="api/v1/unions/bj-hongxing/2025.zip", content=b"zip", title="zip")


def offline(given=None, **facts):
    made, law = edition(**facts), (verdict(),)
    shown = told(report(given=given) if given else report(), law)

    def page_of(most):
        return union_year_page(made, judged_year(shown, law), (), downloads=(ARCHIVE,), most_bytes=most)

    (found,) = offline_edition(made, shown, (ARCHIVE,), page_of)
    return found


def links(html):
    return re.findall(r'href="([^"]*)"', html.partition("</style>")[2])


def test_it_needs_nothing_beside_it():
    html = offline(site_url="https://gonghui.example/").content.decode()
    assert not re.search(r"<script|<link(?! rel=\"canonical\")|<img| src=|@import|url\((?!data:)", html)
    assert "default-src 'none'" in html
    assert "unsafe" not in html


def test_it_says_where_it_is_from_and_its_links_lead_there():
    found = offline(site_url="https://gonghui.example/")
    html = found.content.decode()
    assert found.path == "unions/bj-hongxing/2025/offline.html"
    assert '<link rel="canonical" href="https://gonghui.example/unions/bj-hongxing/2025/">' in html
    assert 'href="https://gonghui.example/unions/bj-hongxing/2025/evidence/#clause-2-5-8"' in html
    assert re.search(r"数据包SHA-256：<code>[0-9a-f]{64}</code>", html)
    assert "本站数据为虚构" in html
    assert all(re.match(r"#|https:|tel:", link) for link in links(html))


def test_where_the_site_is_unknown_what_led_there_is_words():
    html = offline().content.decode()
    assert all(link[0] == "#" or link.startswith(("tel:", "https:")) for link in links(html))


def test_it_is_never_larger_than_can_be_sent():
    rows = tuple(finding(f"F{n}", description="为会员和职工开展普惠性服务与活动" * 12, row=n + 2) for n in range(2000))
    found = offline(package(findings=rows), site_url=f"https://{'x' * 200}.example/")
    assert 100_000 < len(found.content) <= OFFLINE_BYTES


def test_of_a_year_without_a_package_there_is_none():
    assert offline_edition(edition(), report(), (), lambda most: None) == ()
