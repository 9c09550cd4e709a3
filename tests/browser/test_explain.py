"""Every number explains itself where scripts run, and is read as it stands where they do not."""

import json
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
TOTAL = '.yg-figure[role=button][data-figure$="/@income_total"]'


def opened(visit, **how):
    seen = visit("union-year", **how)
    seen.page.locator(TOTAL).first.click()
    expect(seen.page.locator(".yg-explain h2")).to_be_visible()
    return seen


def test_a_total_lists_what_it_sums_and_leads_down_to_the_cell(visit):
    seen = opened(visit)
    box = seen.page.locator(".yg-explain")
    expect(box.locator("h2")).to_have_text(re.compile(r"^[\d,]+\.\d\d 元$"))
    expect(box).to_contain_text("万元")
    expect(box).to_contain_text("一级科目相加")
    expect(box).to_contain_text(re.compile(r"本年账目的审计： \d{4}年\d+月\d+日 \S+："))
    expect(box.locator(".yg-tick")).to_contain_text("✓ 相加等于")
    assert box.locator("textarea").input_value().count("/@income_total") == 2, "its key, and its address"
    addend = box.locator("li button").first
    addend.click()
    expect(box).to_contain_text(re.compile(r"unions/\S+/accounts\.csv，第\d+行，actual列"))
    box.get_by_role("button", name="返回").click()
    expect(box).to_contain_text("一级科目相加")
    assert (seen.console, seen.failed, seen.foreign, seen.page.evaluate("window.violations")) == ([], [], [], [])


def test_the_keyboard_opens_walks_and_closes_and_stands_where_it_stood(visit):
    page = visit("union-year").page
    figure = page.locator(TOTAL).first
    figure.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".yg-explain h2")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(".yg-explain")).to_be_hidden()
    expect(figure).to_be_focused()


def test_a_permalink_opens_its_number_and_a_strange_one_asks_for_nothing(visit):
    page = opened(visit).page
    link = page.url
    key = page.locator(TOTAL).first.get_attribute("data-figure")
    assert "#fig=" in link
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator(".yg-explain li button").first).to_be_visible()
    page.keyboard.press("Escape")
    asked = []
    page.on("request", lambda request: "/api/" in request.url and asked.append(request.url))
    page.evaluate("location.hash = '#fig=../../2025/x'")
    page.wait_for_timeout(100)
    assert (asked, page.locator(".yg-explain").is_visible()) == ([], False)
    page.evaluate("key => { location.hash = `#fig=${key}`; }", key)  # typed by hand, its slashes as they are
    expect(page.locator(".yg-explain h2")).to_be_visible()


def test_offline_it_says_so_and_the_next_press_tries_again(visit):
    page = visit("union-year").page
    page.context.set_offline(True)
    page.locator(TOTAL).first.click()
    expect(page.locator(".yg-explain")).to_contain_text("可能断网")
    page.context.set_offline(False)
    page.keyboard.press("Escape")
    page.locator(TOTAL).first.click()
    expect(page.locator(".yg-explain h2")).to_be_visible()


def test_what_a_union_writes_is_text(visit):
    page = visit("union-year").page
    evil = "<img src=x onerror=alert(1)>"

    def poisoned(route):
        told = route.fetch().json()
        told |= {"name": evil, "browse": "javascript:alert(1)"}
        for figure in told["figures"].values():
            figure["formula"] = evil
        route.fulfill(body=json.dumps(told), content_type="application/json")

    page.route(re.compile(r"/api/v1/unions/[^/]+/\d{4}\.json$"), poisoned)
    page.locator(TOTAL).first.click()
    expect(page.locator(".yg-explain")).to_contain_text(evil)
    page.locator(".yg-explain li button").first.click()
    expect(page.locator(".yg-explain")).to_contain_text("accounts.csv")
    assert page.locator(".yg-explain img, .yg-explain a[href^=javascript]").count() == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_it_fits_the_screen_and_fingers(visit, width):
    page = opened(visit, width=width).page
    box = page.locator(".yg-explain").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    heights = page.locator(".yg-explain button").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 24


def test_without_javascript_nothing_is_promised(visit):
    page = visit("union-year", javascript=False).page
    expect(page.locator(TOTAL.replace("[role=button]", "")).first).to_be_visible()
    expect(page.locator("[data-yg-explained]")).to_be_hidden()
    assert page.locator(".yg-explain").count() == 0
