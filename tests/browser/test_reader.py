"""What a reader does to a page: larger type, a visit inside WeChat, the keyboard alone."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
WECHAT = (
    "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.47"
)


@pytest.mark.parametrize("name", ["home", "union", "union-year", "evidence", "clause", "audits"])
def test_larger_type_fits_a_small_phone_and_is_remembered(visit, name):
    page = visit(name, width=320).page
    before = page.evaluate("parseFloat(getComputedStyle(document.querySelector('#yg-main')).fontSize)")
    page.get_by_role("button", name="大字").click()
    page.reload()
    expect(page.get_by_role("button", name="大字")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('#yg-main')).fontSize)") >= 1.25 * before
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_wechat_is_told_how_to_download_and_others_are_not(visit, browser):
    seen = visit("union-year")
    expect(seen.page.locator(".yg-wechat")).to_have_count(0)
    context = browser.new_context(user_agent=WECHAT, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(seen.page.url)
    expect(page.locator(".yg-wechat").first).to_contain_text("在浏览器打开")
    context.close()


def test_the_keyboard_alone_reaches_the_first_screen_and_shows_where_it_is(visit):
    page = visit("union-year", width=360).page
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                """() => { const at = document.activeElement, style = getComputedStyle(at);
                return [at.closest('.yg-glance') !== null, style.outlineStyle !== 'none' || style.boxShadow !== 'none']; }"""
            )
        )
    inside = [ring for within, ring in reached if within]
    assert inside, "the first screen is reached"
    assert all(inside), "and the ring is seen on each"
