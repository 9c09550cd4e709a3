"""The finder as somebody types: characters, pinyin, initials, a credit code, or nonsense."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
UNION = "阳光市云帆食品有限公司工会委员会"


@pytest.fixture
def finder(visit):
    page = visit("home").page
    box = page.get_by_role("combobox")
    expect(box).to_be_visible()
    return box


@pytest.mark.parametrize(
    "typed",
    ["云帆", "云帆 食品", "yunfan", "YunFan", "yun fan", "yfspyxgs", "81990001MC0000047M"],
    ids=["hanzi", "hanzi with a blank", "pinyin", "capitals", "syllables", "initials", "credit code"],
)
def test_a_union_is_found_however_its_name_is_typed(finder, typed):
    finder.press_sequentially(typed)
    expect(finder.page.get_by_role("option").filter(has_text=UNION)).to_be_visible()


def test_the_best_match_is_opened_by_the_keyboard_alone(finder):
    finder.press_sequentially("yunfan")
    expect(finder.page.get_by_role("option").first).to_be_visible()
    finder.press("ArrowDown")
    finder.press("Enter")
    finder.page.wait_for_url("**/unions/chenxi-qingfeng-yunfan/")
    expect(finder.page.locator("h1")).to_contain_text("云帆")


def test_nothing_found_is_said(finder):
    finder.press_sequentially("not a union")
    expect(finder.page.locator("[role=listbox]")).to_contain_text("没有找到")


def test_escape_begins_again(finder):
    finder.press_sequentially("yunfan")
    expect(finder.page.get_by_role("option").first).to_be_visible()
    finder.press("Escape")
    expect(finder).to_have_value("")
    expect(finder.page.get_by_role("option")).to_have_count(0)


@pytest.mark.parametrize("typed", ["<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "${alert(1)}", "\\"])
def test_hostile_typing_is_only_text(finder, typed):
    said = []
    finder.page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    finder.press_sequentially(typed)
    expect(finder.page.locator("[role=listbox] li").first).to_be_visible()
    assert finder.page.locator("[role=listbox] img, [role=listbox] script").count() == 0
    assert (said, finder.page.evaluate("window.violations")) == ([], [])
