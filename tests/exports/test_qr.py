"""The code on the notice board leads to the union's page, and to no other."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pages.builders import PARTY, edition
from tests.qr import read_svg
from yangguang.exports import catalogue as exports
from yangguang.exports.qr import qr_svg
from yangguang.pages.union import union_page

SITE = "https://portal.example/gonghui/"


def files(**facts):
    return {one.path: one.content for one in exports.union(edition(**facts), PARTY, {}, ())}


def page(**facts):
    return union_page(edition(**facts), PARTY, {}, []).body


def test_a_union_has_a_code_that_leads_to_its_page():
    for site in (SITE, SITE.rstrip("/")):
        assert read_svg(files(site_url=site)["unions/bj-hongxing/qr.svg"]) == [
            "https://portal.example/gonghui/unions/bj-hongxing/"
        ]


def test_the_page_shows_code_and_address():
    assert 'src="qr.svg"' in page(site_url=SITE)
    assert "https://portal.example/gonghui/unions/bj-hongxing/" in page(site_url=SITE)


def test_where_nobody_knows_the_address_there_is_no_code():
    assert [path for path in files() if path.endswith(".svg")] == []
    assert "qr.svg" not in page()


@given(path=st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=100))
@settings(max_examples=60)
def test_whatever_the_address_a_phone_reads_it(path):
    assert read_svg(qr_svg(f"{SITE}unions/{path}/")) == [f"{SITE}unions/{path}/"]
