"""Every kind of page of the site, also the rare ones: for every reader, on every screen, with the keyboard, without scripts."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kinds import IN_TROUBLE, KINDS, OTHERS, address_of, troubled_site, within
from tests.browser.test_axe import ALIKE, COLOURS, OPEN, RUN, axe  # noqa: F401 (a fixture)
from tests.browser.test_charts import LEAST, SIZES
from tests.built import AS_OF

pytestmark = pytest.mark.browser
TARGET = 24  # pixels

# What can be pressed or focused, and can be seen; of radio buttons one stands for all, and the theme's way up is beside the scroll.
REACHABLE = """[...document.querySelectorAll('a[href], button, summary, input, select, textarea, [tabindex="0"]')]
    .filter(e => !e.matches("[type=radio]:not(:checked), .md-top") && e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0 && e.getClientRects().length)"""
SMALL = f"""() => {REACHABLE}.filter(e => e.closest("main, .md-footer") && !e.matches(".yg-scroll"))
    .map(e => [e.outerHTML.slice(0, 90), ...[e.getBoundingClientRect()].flatMap(box => [box.width, box.height])])
    .filter(([_, width, height]) => Math.min(width, height) < {TARGET} - 0.1)"""
# Each focused in turn as the Tab key would; what shows no ring of two pixels or more.
WITHOUT_RING = f"""() => {REACHABLE}.filter(e => {{
    e.focus();
    const style = getComputedStyle(e), ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return document.activeElement !== e || !e.matches(":focus-visible") || !(ring || style.boxShadow !== "none");
}}).map(e => e.outerHTML.slice(0, 120))"""
OUT_OF_ORDER = (
    "[...document.querySelectorAll('[tabindex]')].filter(e => e.tabIndex > 0).map(e => e.outerHTML.slice(0, 90))"
)
OUTSIDE = """[...document.querySelectorAll("main :is(td, tbody th)")]
    .filter(e => e.getBoundingClientRect().width > 0 && e.getBoundingClientRect().right > innerWidth)
    .slice(0, 5).map(e => e.closest("table").innerText.slice(0, 60))"""
# Rows and lines are alike, too.
MORE_ALIKE = "document.querySelectorAll('main :is(tr, .yg-line):nth-of-type(n + 9)').forEach(one => one.remove())"
# The page's own part without what scripts put there to press, unfolded; then its words.
LAID_OUT = """() => {
    document.querySelectorAll(".yg-large, .yg-explorable__bar, .yg-explorable__told, .yg-finder, [data-yg-explained]").forEach(e => e.remove());
    document.querySelectorAll("details").forEach(e => { e.open = true; });
}"""
WORDS = "document.querySelector('main').innerText.split(/\\s+/).filter(Boolean)"


def words(page: Page) -> list[str]:
    page.evaluate(LAID_OUT)
    page.screenshot()  # which lays everything out
    return page.evaluate(WORDS)


@pytest.fixture(scope="session")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of IN_TROUBLE without their theme."""
    with pytest.MonkeyPatch.context() as patch:
        site = troubled_site(tmp_path_factory.mktemp("troubled"), date.fromisoformat(AS_OF), patch)
    return {
        kind: (site / address / "index.html").read_text(encoding="utf-8") for kind, (address, _) in IN_TROUBLE.items()
    }


@pytest.fixture
def open_kind(browser: Browser, base: str, demo_site: Path, bodies: dict[str, str]) -> Iterator[Callable[..., Page]]:
    """Opens the page of a kind on a phone: `open_kind("a refused year", javascript=False)`."""
    contexts = []

    def open_page(kind: str, *, width: int = 360, javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=javascript, reduced_motion="reduce",
            locale="zh-CN",
        )  # fmt: skip
        contexts.append(context)
        page, address = context.new_page(), address_of(kind)
        if kind in IN_TROUBLE:
            themed = (demo_site / address / "index.html").read_text(encoding="utf-8")
            page.route(
                base + address, lambda route: route.fulfill(body=within(themed, bodies[kind]), content_type="text/html")
            )
        page.goto(base + address, wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("kind", OTHERS)
def test_the_rarer_kinds_too_fit_the_smallest_phone_and_axe_finds_nothing(open_kind, axe, kind):  # noqa: F811 (a fixture)
    page = open_kind(kind, width=320)
    for script in (OPEN, ALIKE, MORE_ALIKE, axe):
        page.evaluate(script)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(OUTSIDE) == []
    found = [page.evaluate(RUN)]
    # The markup is the same in the dark, the colours are not.
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    page.set_viewport_size({"width": 1280, "height": 800})
    found.append(page.evaluate(COLOURS))
    assert found == [[], []]


@pytest.mark.parametrize("kind", KINDS)
def test_a_finger_and_the_keyboard_reach_everything_and_see_where_they_are(open_kind, kind):
    page = open_kind(kind)
    page.evaluate(OPEN)
    assert page.evaluate(SMALL)[:8] == []
    assert [text for text in page.evaluate(SIZES) if text[0] < LEAST - 0.01] == []
    page.keyboard.press("Tab")  # from now on the browser takes the reader for one who uses the keyboard
    assert page.evaluate(WITHOUT_RING)[:8] == []
    assert page.evaluate(OUT_OF_ORDER) == []


@pytest.mark.parametrize("kind", ["home", "audits", "a small union's year"])
def test_the_tab_key_goes_through_the_whole_page_and_out_of_it(open_kind, kind):
    page = open_kind(kind, width=1280)
    wanted = page.evaluate(f"(window.wanted = {REACHABLE}).length")
    reached = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("wanted.indexOf(document.activeElement)"))
    assert set(range(wanted)) - reached == set()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "the check"])
def test_without_javascript_no_fact_is_lost(open_kind, kind):
    with_scripts = words(open_kind(kind))
    shown = set(words(open_kind(kind, javascript=False)))
    assert len(with_scripts) > 10
    assert [word for word in with_scripts if word not in shown] == []
