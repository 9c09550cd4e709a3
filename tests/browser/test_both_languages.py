"""What English words, which are longer, must not break: on small phones and wide screens, whatever the kind of page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.served import served
from tests.browser.browsing import PAGES
from tests.browser.kinds import BESIDES, address_of
from tests.browser.test_every_kind import OUTSIDE, SMALL

pytestmark = pytest.mark.browser
SHOWN = (*PAGES, *BESIDES)
# Words of one picture that lie on each other or reach out of it; a pixel is forgiven.
COLLIDING = """[...document.querySelectorAll("main svg.yg-chart")].flatMap(svg => {
    const edge = svg.getBoundingClientRect();
    const words = [...svg.querySelectorAll("text")].map(e => [e.textContent, e.getBoundingClientRect()]).filter(([_, box]) => box.width);
    const apart = (a, b) => a.right < b.left + 1 || b.right < a.left + 1 || a.bottom < b.top + 3 || b.bottom < a.top + 3;
    return words.flatMap(([text, box], n) => [
        ...(box.left < edge.left - 1 || box.right > edge.right + 1 ? [`${text} |`] : []),
        ...words.slice(n + 1).filter(([_, other]) => !apart(box, other)).map(([other]) => `${text} ${other}`)]);
})"""
# Tables that even a wide screen cannot hold, of more than eleven columns, scroll within themselves there.
CUT = """[...document.querySelectorAll("main .yg-scroll")].filter(e => e.scrollWidth > e.clientWidth + 1)
    .filter(e => e.querySelectorAll("thead th").length <= 11)
    .map(e => e.getAttribute("aria-label") || e.innerText.slice(0, 60))"""
UNFOLD = """document.querySelectorAll("details").forEach(e => { e.open = true; })"""


@pytest.fixture
def open_page(browser: Browser, demo_site: Path, english_site: Path) -> Iterator[Callable[..., Page]]:
    """Opens a kind of page of the demo site in a language, unfolded: `open_page("home", 320, "en")`."""
    with served(demo_site) as zh, served(english_site) as en:
        contexts = []

        def open_page(kind: str, width: int, language: str) -> Page:
            context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
            contexts.append(context)
            page = context.new_page()
            page.goto({"zh": zh, "en": en}[language] + address_of(kind), wait_until="load")
            page.evaluate(UNFOLD)
            return page

        yield open_page
        for context in contexts:
            context.close()


@pytest.mark.parametrize("kind", SHOWN)
def test_on_the_smallest_phone_english_is_on_the_screen_and_all_can_be_pressed(open_page, kind):
    page = open_page(kind, 320, "en")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert (page.evaluate(OUTSIDE), page.evaluate(SMALL)) == ([], [])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", SHOWN)
def test_on_a_wide_screen_no_table_is_cut_and_no_words_of_a_picture_collide(open_page, kind, language):
    page = open_page(kind, 1280, language)
    assert (page.evaluate(CUT), page.evaluate(COLLIDING)) == ([], [])


def test_on_a_phone_a_unions_state_stands_in_its_own_line_of_the_register(open_page):
    page = open_page("unions", 360, "zh")
    for row in page.locator(".yg-unions li:has(.yg-unions__state)").all():
        line, state = row.bounding_box(), row.locator(".yg-unions__state").bounding_box()
        assert line["y"] <= state["y"]
        assert state["y"] + state["height"] <= line["y"] + line["height"]
