"""Charts as a phone shows them."""

import pytest

pytestmark = pytest.mark.browser
LEAST = 12  # px
SIZES = """[...document.querySelectorAll("main svg.yg-chart text, main svg.yg-chart tspan")]
    .map(e => [parseFloat(getComputedStyle(e).fontSize) * e.ownerSVGElement.getScreenCTM().a, e.textContent])"""


@pytest.mark.parametrize("name", ["union-year", "clause", "district"])
def test_on_a_phone_every_word_of_a_chart_is_large_enough(visit, name):
    page = visit(name, width=360).page
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    texts = page.evaluate(SIZES)
    assert texts
    assert [text for text in texts if text[0] < LEAST - 0.01] == []
