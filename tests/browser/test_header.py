"""What pages of numbers have in place of the theme's script: colours that are remembered, the page's name, the way up, paper."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser
SCHEME = "document.body.getAttribute('data-md-color-scheme')"


@pytest.mark.parametrize(("device", "other"), [("light", "slate"), ("dark", "default")])
def test_the_readers_colours_go_before_the_devices_and_hold_on_pages_of_both_kinds(visit, device, other):
    page = visit("union-year", scheme=device).page
    assert page.evaluate(SCHEME) != other
    page.locator("[data-md-component=palette] label:visible").click()
    assert page.evaluate(SCHEME) == other
    page.goto(page.url.split("unions/")[0] + "about/")  # by hand: with the theme's own script
    assert page.evaluate(SCHEME) == other
    page.locator("[data-md-component=palette] label:visible").click()
    page.go_back()
    page.reload()
    assert page.evaluate(SCHEME) != other


def test_the_keyboard_changes_the_colours_too(visit):
    page = visit("clause").page
    page.locator("[name=__palette]:checked").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(SCHEME) == "slate"
    page.keyboard.press("Enter")
    assert page.evaluate(SCHEME) == "default"


def test_the_header_names_the_page_once_its_heading_is_gone_and_offers_the_way_up_to_who_goes_back(visit):
    page = visit("union-year", width=360).page
    named, up = page.locator(".md-header__title--active"), page.locator(".md-top:not([hidden])")
    for y, is_named, is_offered in [(0, 0, 0), (2000, 1, 0), (1500, 1, 1), (1800, 1, 0)]:
        page.evaluate("y => scrollTo(0, y)", y)
        expect(named).to_have_count(is_named)
        expect(up).to_have_count(is_offered)
    page.evaluate("scrollTo(0, 900)")
    up.click()
    expect(named).to_have_count(0)
    assert page.evaluate("scrollY") == 0


def test_what_paper_shows_of_folded_parts_is_folded_again_afterwards(visit):
    page = visit("union-year").page
    accounts = page.locator(".yg-accounts > :not(summary)").first
    code = accounts.locator(".yg-account").last.text_content()
    paper = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages)
    assert code in paper
    expect(accounts).to_be_hidden()
