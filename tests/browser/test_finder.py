"""The finder as somebody types: characters, pinyin, initials, a credit code, or nonsense."""

import csv
import gzip
import re
from random import Random

import pytest
from playwright.sync_api import expect

from tests.built import DATA
from tests.pages.builders import edition, union
from yangguang.exports.finder import finder_lists
from yangguang.records.registry import District

pytestmark = pytest.mark.browser
UNION = "阳光市云帆食品有限公司工会委员会"
TYPED_AGAIN = """text => {
  const input = document.querySelector("#yg-finder"), start = performance.now();
  input.value = text;
  input.dispatchEvent(new Event("input"));
  return document.querySelector("a[role=option]").textContent.includes(text) ? performance.now() - start : Infinity;
}"""


@pytest.fixture
def finder(visit):
    page = visit("home").page
    box = page.get_by_role("combobox")
    expect(box).to_be_visible()
    return box


@pytest.mark.parametrize(
    "typed",
    [
        "云帆",
        "云帆 食品",
        "yunfan",
        "YunFan",
        "yun fan",
        "yfspyxgs",
        "yfsp",
        "shipin",
        "基层工会 云",
        "81990001MC0000047M",
        "0047M",
    ],
    ids=[
        "hanzi",
        "hanzi with a blank",
        "pinyin",
        "capitals",
        "syllables",
        "initials",
        "initials of the short name",
        "pinyin from the middle",
        "kind and a character",
        "credit code",
        "end of the code",
    ],
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


@pytest.mark.parametrize("typed", ["晨曦区", "chenxiqu", "cxq"])
def test_a_district_finds_all_its_unions(finder, typed):
    with (DATA / "registry" / "unions.csv").open(encoding="utf-8") as file:
        names = {row["name"] for row in csv.DictReader(file) if row["district"] == "chenxi"}
    finder.press_sequentially(typed)
    expect(finder.page.get_by_role("status").filter(has_text="找到")).to_be_visible()
    found = {text.removesuffix("晨曦区").strip() for text in finder.page.get_by_role("option").all_inner_texts()}
    assert names <= found


def test_the_first_keystroke_finds_and_what_is_not_listed_is_counted_and_comes_on_request(finder):
    finder.press_sequentially("工")
    links = finder.page.locator("a[role=option]")
    expect(links).to_have_count(12)
    said = finder.page.get_by_role("status").filter(has_text="找到")
    expect(said).to_be_visible()
    total = int(re.sub(r"\D", "", said.inner_text()))
    expect(finder.page.get_by_role("option").last).to_contain_text(f"还有{total - 12}家")
    finder.press("ArrowUp")
    finder.press("Enter")
    expect(links).to_have_count(min(total, 62))
    assert finder.get_attribute("aria-activedescendant") == "yg-found-12"


def test_the_open_list_has_options_alone_and_tells_which_is_chosen(finder):
    finder.press_sequentially("工")
    expect(finder.page.get_by_role("option").last).to_contain_text("还有")
    finder.press("ArrowDown")
    roles = finder.page.locator("[role=listbox] > *").evaluate_all("all => all.map(one => one.getAttribute('role'))")
    assert set(roles) <= {"option", "presentation"}
    chosen = finder.page.locator("[aria-selected=true]")
    assert chosen.get_attribute("id") == finder.get_attribute("aria-activedescendant")


def test_a_lost_connection_is_said_and_mended_by_typing_on(finder):
    finder.page.route("**/api/v1/finder/**", lambda route: route.abort())
    finder.press_sequentially("云")
    expect(finder.page.get_by_role("status").filter(has_text="名单没有读到")).to_be_visible()
    finder.page.unroute("**/api/v1/finder/**")
    finder.press_sequentially("帆")
    expect(finder.page.locator("a[role=option]").first).to_contain_text("云帆")


SIGNS = "云帆清风明德华兴宏达瑞祥金盛东方科信安康长远博大新成海天中国力源通泰和润丰盈光辉建业恒昌顺利佳美优品嘉禾江山永固百年"


@pytest.fixture(scope="module")
def lists():
    """The finder's lists of 30,000 unions with random ids by path, and how the unions are called."""
    districts = [District(district_id=f"d{n}", name=f"第{n}区", position=n) for n in range(16)]
    random = Random(30_000)
    names = ["".join(random.choices(SIGNS, k=4)) for _ in range(30_000)]
    names[12_345] = "龘云鑫鑫"
    unions = [
        union(
            f"{random.getrandbits(32):08x}", name=f"阳光市{name}有限公司工会委员会", short_name=name, district=f"d{n % 16}",
            uscc="8199" + "".join(random.choices("0123456789ABCDEFGH", k=14)),
        )
        for n, name in enumerate(names)
    ]  # fmt: skip
    return {one.path: one.content for one in finder_lists(edition(unions=unions, districts=districts))}, names


@pytest.fixture
def many(finder, lists):
    """A finder of these unions, how they are called, and the compressed bytes that were asked for."""
    files, names = lists
    read = []

    def answer(route):
        path = route.request.url[route.request.url.index("api/v1/") :]
        read.append(len(gzip.compress(files[path])))
        route.fulfill(body=files[path])

    finder.page.route("**/api/v1/finder*{,/*}", answer)
    finder.page.reload()
    return finder, names, read


def test_thirty_thousand_unions_are_searched_at_once(many):
    finder, names, _ = many
    finder.press_sequentially(names[-1])
    expect(finder.page.locator("a[role=option]").first).to_contain_text(names[-1], timeout=10_000)
    took = finder.page.evaluate(TYPED_AGAIN, names[-2])
    assert took < 1000


@pytest.mark.parametrize(
    ("key", "first"),
    [("工", ""), ("云", "云"), ("y", ""), ("龘", "龘"), ("第", ""), ("v", None), ("8", "第8区"), ("囧", None)],
)
def test_the_first_keystroke_among_thirty_thousand_stays_far_below_half_a_megabyte(many, key, first):
    finder, _, read = many
    finder.press_sequentially(key)
    if first is None:
        expect(finder.page.locator("[role=listbox]")).to_contain_text("没有找到", timeout=10_000)
    else:
        expect(finder.page.locator("a[role=option]").first).to_contain_text(first, timeout=10_000)
    finder.page.wait_for_timeout(300)
    assert sum(read) <= 320_000, sum(read)


def test_what_one_key_has_not_read_comes_with_the_next_or_on_request(many):
    finder, _, _ = many
    finder.press_sequentially("云")
    expect(finder.page.get_by_role("option").last).to_contain_text("还有更多")
    finder.press("ArrowUp")
    finder.press("Enter")
    expect(finder.page.locator("a[role=option]")).to_have_count(62)
    finder.fill("云龘")
    expect(finder.page.locator("[role=listbox]")).to_contain_text("没有找到", timeout=10_000)
    finder.fill("龘云")
    expect(finder.page.locator("a[role=option]").first).to_contain_text("龘云鑫鑫", timeout=10_000)


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
