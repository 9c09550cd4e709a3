"""Long tables are filtered and sorted in the browser; without the script every row is there."""

import pytest

pytestmark = pytest.mark.browser


def shown(page):
    return page.locator("#findings tbody tr:not([hidden])").count()


def test_findings_are_filtered_by_state_and_words_and_sorted_by_amount(visit):
    seen = visit("audits")
    page = seen.page
    everything = shown(page)
    page.get_by_label("整改状态").first.select_option("已整改")
    assert 0 < shown(page) < everything
    page.get_by_label("整改状态").first.select_option("")
    assert shown(page) == everything
    page.get_by_label("含有的字").first.fill("没有这样的问题")
    assert shown(page) == 0
    page.get_by_label("含有的字").first.fill("")
    page.get_by_role("button", name="金额").click()
    amounts = page.locator("#findings td.num data").evaluate_all("all => all.map(one => Number(one.value))")
    assert amounts == sorted(amounts, reverse=True)
    assert (seen.console, seen.failed, page.evaluate("window.violations")) == ([], [], [])


def test_without_the_script_every_finding_is_there(visit):
    page = visit("audits", javascript=False).page
    assert shown(page) > 100
    assert page.locator(".yg-explorable select").count() == 0


DEPTHS = """[...document.querySelectorAll("table.yg-table--budget tr")].map(row => [
    Number((/yg-depth--(\\d)/.exec(row.className) || [0, 0])[1]),
    Math.round(parseFloat(getComputedStyle(row.querySelector("th")).paddingLeft))])"""


@pytest.mark.parametrize(("width", "media"), [(360, "screen"), (1280, "screen"), (1280, "print")])
def test_what_lies_beneath_another_account_stands_further_in(visit, width, media):
    page = visit("union-year", width=width).page
    page.emulate_media(media=media)
    edges = dict(sorted(page.evaluate(DEPTHS)))
    assert len(edges) > 1
    assert list(edges.values()) == sorted(set(edges.values()))
