"""axe-core finds nothing on any kind of page, light and dark, on a phone and on a screen, everything unfolded."""

from importlib.resources import files

import pytest

from tests.browser.browsing import PAGES

pytestmark = pytest.mark.browser
OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
# Seventy verdicts are alike, and axe takes a minute for all their tables: a dozen are looked at.
ALIKE = "[...document.querySelectorAll('.yg-verdict')].slice(12).forEach(one => one.remove())"
RUN = """async () => (await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], resultTypes: ["violations"],
})).violations.map(one => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 200)])"""

# The markup is the same in the dark: only what colours decide is looked at again.
COLOURS = RUN.replace('["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]', '["color-contrast", "link-in-text-block"]')


@pytest.fixture(scope="session")
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visit, axe, name, scheme):
    page = visit(name, width=360, scheme=scheme).page
    page.evaluate(axe)
    page.evaluate(OPEN)
    page.evaluate(ALIKE)
    found = {}
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found[width] = page.evaluate(RUN if scheme == "light" else COLOURS)
    assert found == {360: [], 1280: []}


def test_axe_would_tell(visit, axe):
    page = visit("about").page
    page.evaluate(axe)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<a href=\"#\"><img src=\"\"></a>')")
    assert "image-alt" in [rule for rule, *_ in page.evaluate(RUN)]
