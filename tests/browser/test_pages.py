"""The built demo site as a visitor's browser sees it."""

import pytest

from tests.browser.browsing import PAGES

pytestmark = pytest.mark.browser
WITH_CHARTS = ("union", "union-year")

# Every visible text of the page's own content with its WCAG contrast against what is painted behind it. Text inside
# charts lies on shapes, not on elements: tests/charts knows their colours.
CONTRASTS = """() => {
  const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const parse = text => (text.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const over = ([r, g, b, a = 1], under) => [r, g, b].map((c, i) => c * a + under[i] * (1 - a));
  const behind = element => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(parse(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255]);
  };
  const found = [];
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
    if (!walk.currentNode.textContent.trim() || !box.width || !box.height || style.visibility !== "visible") continue;
    if (style.opacity === "0" || element.closest("[hidden], .headerlink, svg")) continue;
    const under = behind(element);
    const ink = light(over(parse(style.color), under)), paper = light(under);
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    found.push({ ratio, enough: ratio >= (large ? 3 : 4.5), text: walk.currentNode.textContent.trim().slice(0, 40) });
  }
  return found;
}"""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_without_a_complaint_and_asks_nobody_else(visit, name):
    seen = visit(name)
    assert (seen.console, seen.foreign, seen.failed) == ([], [], [])
    assert seen.page.evaluate("window.violations") == []
    assert seen.page.locator("h1").count() == 1
    assert seen.page.title()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_phone(visit, name):
    page = visit(name, width=360).page
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360, page.evaluate(
        """[...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > 361)
           .slice(0, 5).map(e => `${e.tagName}.${e.className}`)"""
    )


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("name", PAGES)
def test_on_a_phone_every_cell_of_every_table_is_on_the_screen(visit, name, width):
    page = visit(name, width=width).page
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    outside = """[...document.querySelectorAll("main :is(td, tbody th)")]
        .filter(e => e.getBoundingClientRect().width > 0 && e.getBoundingClientRect().right > innerWidth)
        .slice(0, 5).map(e => e.closest("table").innerText.slice(0, 60))"""
    cut = """[...document.querySelectorAll("main .yg-scroll")].filter(e => e.scrollWidth > e.clientWidth + 1)
        .map(e => e.getAttribute("aria-label"))"""
    assert (page.evaluate(outside), page.evaluate(cut)) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_an_accounts_actual_and_rate_stand_beside_its_name_and_the_rest_below(visit):
    page = visit("union-year", width=360).page
    page.locator(".yg-accounts > summary").click()
    row = page.locator("#budget table.yg-table--budget .yg-side--expenditure tr").first
    name, *cells = (one.bounding_box() for one in row.locator("th, td").all())
    keys = [box for box, one in zip(cells, row.locator("td").all(), strict=True) if "key" in one.get_attribute("class")]
    rest = [box for box in cells if box not in keys]
    assert len(keys) == 2
    assert all(abs(box["y"] - name["y"]) < name["height"] for box in keys)
    assert all(box["y"] >= name["y"] + name["height"] - 1 for box in rest)
    assert row.locator("td:not(.key)").first.evaluate("e => getComputedStyle(e, '::before').content").strip('"')


def test_the_first_screen_of_a_phone_answers_a_member_of_any_union(visit, base, demo_site):
    page = visit("home", width=360).page
    heights = {}
    for union in sorted(path.parent.name for path in demo_site.glob("unions/*/index.html")):
        page.goto(f"{base}unions/{union}/", wait_until="load")
        notice = page.locator(".md-banner").bounding_box()["height"]
        if page.locator(".yg-glance").count():  # a union that has published nothing yet has none
            last = page.locator(".yg-glance > :last-child").bounding_box()
            heights[union] = last["y"] + last["height"] - notice
    assert len(heights) > 30
    assert {union: height for union, height in heights.items() if height > 740} == {}


@pytest.mark.parametrize("name", PAGES)
def test_every_column_of_every_table_is_on_the_paper(visit, name):
    page = visit(name, width=703).page  # A4 less its margins: 186 mm of 96 dots an inch
    page.emulate_media(media="print")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    cut = """[...document.querySelectorAll("main .yg-scroll, main .yg-plot")]
        .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.getAttribute("aria-label") || e.className)"""
    assert page.evaluate(cut) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 703


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_every_text_can_be_read(visit, name, scheme):
    texts = visit(name, scheme=scheme).page.evaluate(CONTRASTS)
    assert len(texts) > 10
    assert [text for text in texts if not text["enough"]] == []


def test_dark_is_dark_and_light_is_light(visit):
    paper = "getComputedStyle(document.body).backgroundColor"
    light, dark = (visit("home", scheme=scheme).page.evaluate(paper) for scheme in ("light", "dark"))
    assert light != dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", WITH_CHARTS)
def test_charts_are_there_and_have_a_size(visit, name, scheme):
    boxes = visit(name, scheme=scheme).page.evaluate(
        """[...document.querySelectorAll("main figure svg")].map(e => e.getBoundingClientRect())
           .map(box => [box.width, box.height])"""
    )
    assert boxes
    assert all(width > 150 and height > 40 for width, height in boxes), boxes


@pytest.mark.parametrize("name", WITH_CHARTS)
def test_a_chart_stands_with_its_sentence_and_its_table(visit, name):
    page = visit(name).page
    for figure in page.locator("main figure:has(svg)").all():
        assert figure.locator("figcaption").inner_text().strip()
        assert figure.locator("table").count() == 1


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_read_without_javascript(visit, name):
    seen = visit(name, javascript=False)
    assert seen.page.locator("h1").is_visible()
    assert (seen.foreign, seen.failed) == ([], [])
    assert all(table.is_visible() for table in seen.page.locator("main table:not(details table)").all())


def test_without_javascript_every_union_is_still_two_clicks_away(visit):
    page = visit("home", javascript=False).page
    page.click(".md-tabs a[href$='unions/'], nav a[href$='unions/'] >> visible=true")
    assert page.locator("main a[href]").count() > 20
