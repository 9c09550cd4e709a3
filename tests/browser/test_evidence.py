"""The evidence of a verdict: in its place where scripts run, on its own page where they do not."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_it_opens_and_closes_in_its_place_and_its_links_still_lead_somewhere(visit):
    seen = visit("union-year")
    line = seen.page.locator(".yg-line:visible").first
    title = line.locator(".yg-line__title")
    title.focus()
    seen.page.keyboard.press("Enter")
    expect(line.locator(".yg-quote")).to_be_visible()
    assert title.get_attribute("aria-expanded") == "true"
    links = line.locator(".yg-verdict__body a").evaluate_all("all => all.map(one => one.href)")
    assert links
    assert all("/evidence/" not in one for one in links), "they are relative to the page they came from"
    title.click()
    expect(line.locator(".yg-verdict__body")).to_have_count(0)
    assert (seen.console, seen.failed, seen.page.evaluate("window.violations")) == ([], [], [])


def test_without_javascript_the_line_leads_to_the_page_that_holds_it(visit):
    page = visit("union-year", javascript=False).page
    title = page.locator(".yg-line__title:visible").first
    anchor = title.get_attribute("href").split("#")[1]
    title.click()
    page.wait_for_url(f"**/evidence/#{anchor}")
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
