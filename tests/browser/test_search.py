"""Full-text search as somebody types: projects, clauses, findings, numbers of documents, in the browser alone."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import RUN, axe  # noqa: F401 (a fixture)
from yangguang.site import pagefind

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not pagefind.program(), reason="`make site` has not fetched Pagefind"),
]
LONG = 20_000  # ms, for a busy machine: what is told at the end comes when all bundles are read
FOUND, TOLD = ".yg-search section:not([hidden]) li", ".yg-search__told"


@pytest.fixture
def search(visit):
    def open_page(**how):
        visited = visit("search", **how)
        expect(visited.page.locator("#yg-query")).to_be_visible()
        return visited

    return open_page


def typed(page, text):
    page.locator("#yg-query").press_sequentially(text)
    expect(page.locator(TOLD).filter(has_text="找到")).to_be_visible(timeout=LONG)


@pytest.mark.parametrize(
    ("text", "kind", "held"),
    [
        ("金秋", "document", "金秋助学"),
        ("助学", "document", "助学"),
        ("秋助", "document", "金秋助学"),
        ("金秋 晨曦", "document", "晨曦"),
        ("云帆", "union", "云帆"),
        ("帆", "union", "云帆"),
        ("总工会", "union", "总工会"),
        ("81990001mc0000047", "union", "云帆"),
        ("2-5-8", "clause", "2-5-8"),
        ("不得高于上年", "clause", "不得高于上年"),
        ("票据要素", "finding", "票据要素"),
        ("〔2025〕", "document", "2025"),
    ],
)
def test_what_stands_there_is_found_in_its_kind_and_nothing_else_is(search, text, kind, held):
    page = search().page
    typed(page, text)
    entries = page.locator(f"section[data-kind={kind}] li")
    expect(entries.first).to_be_visible()
    assert all(held in one.replace("\n", " ") for one in entries.all_inner_texts())


def test_a_year_and_a_district_narrow_it(search):
    page = search().page
    typed(page, "金秋")
    for name, choice in (("year", "2024"), ("district", "晨曦区")):
        page.locator(f"select[name={name}]").select_option(choice)
    expect(page.locator(FOUND).first).to_contain_text("2024")
    expect(page.locator(TOLD).filter(has_text="找到")).to_be_visible(timeout=LONG)
    assert all("2024" in one and "晨曦" in one for one in page.locator(f"{FOUND} > a").all_inner_texts())


def test_the_keyboard_alone_leads_to_a_finding(search):
    page = search().page
    page.locator("select[name=kind]").select_option("finding")
    typed(page, "票据要素")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('section').dataset.kind") == "finding"
    page.keyboard.press("Enter")
    page.wait_for_url("**/unions/**")
    assert page.evaluate("document.querySelector(location.hash).textContent.includes('票据要素')")


def test_a_link_can_hold_a_query_and_escape_begins_again(search):
    page = search().page
    page.goto(f"{page.url}#q={quote('金秋')}")
    page.reload()
    expect(page.locator(TOLD).filter(has_text="找到")).to_be_visible(timeout=LONG)
    page.locator("#yg-query").press("Escape")
    expect(page.locator(FOUND)).to_have_count(0)
    assert page.evaluate("location.hash") == ""


@pytest.mark.parametrize("text", ["zzzzqqq", "龘龘", "<img src=x onerror=alert(1)>", '"', "(.*", "工 zzzzqqq"])
def test_nothing_found_is_said_and_typing_is_only_text(search, text):
    visited = search()
    visited.page.locator("#yg-query").fill(text)
    told = visited.page.locator(TOLD)
    if text != '"' and text != "(.*":
        expect(told).to_contain_text("没有找到", timeout=LONG)
    expect(visited.page.locator(FOUND)).to_have_count(0)
    assert (visited.console, visited.page.evaluate("window.violations")) == ([], [])


def test_a_lost_connection_is_said_and_mended_by_typing_on(search):
    page = search().page
    page.route("**/search/index/**", lambda route: route.abort())
    page.locator("#yg-query").fill("金秋")
    expect(page.locator(TOLD)).to_contain_text("没有载入", timeout=20_000)
    page.unroute("**/search/index/**")
    page.locator("#yg-query").fill("金秋助")
    expect(page.locator(FOUND).first).to_contain_text("金秋助学", timeout=20_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_fit_a_phone_and_axe_finds_nothing(search, axe, scheme):  # noqa: F811 (the fixture)
    visited = search(width=320, scheme=scheme)
    page = visited.page
    typed(page, "总工会")
    expect(page.locator(FOUND).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert all(box["height"] >= 24 for one in page.locator(f"{FOUND} > a").all() if (box := one.bounding_box()))
    page.evaluate(axe)
    assert page.evaluate(RUN) == []
    assert (visited.console, visited.foreign, visited.failed, page.evaluate("window.violations")) == ([], [], [], [])


def test_without_a_worker_it_is_said_that_nothing_was_loaded(search):
    page = search().page
    page.route("**/pagefind-worker.js", lambda route: route.abort())
    page.locator("#yg-query").fill("金秋")
    expect(page.locator(TOLD)).to_contain_text("没有载入", timeout=20_000)
    page.unroute("**/pagefind-worker.js")


def test_without_javascript_the_page_leads_on(visit):
    page = visit("search", javascript=False).page
    expect(page.locator("#yg-query")).to_be_hidden()
    for address in ("../unions/", "../clauses/", "../audits/"):
        expect(page.locator(f".yg-notice a[href='{address}']")).to_be_visible()


def test_the_first_result_is_a_light_one(search):
    page = search().page
    sizes = []
    page.on("requestfinished", lambda one: sizes.append(one.sizes()["responseBodySize"]))  # nothing of what is cached
    page.locator("select[name=kind]").select_option("document")
    typed(page, "金秋")
    assert 0 < sum(sizes) <= 500_000
