"""The accountant's page: a workbook checked in the browser by the portal's own Python, as the command line checks it."""

import csv
import io
import json
import os
import time
import zipfile
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import REMEMBER_VIOLATIONS, Visit
from tests.browser.test_pages import CONTRASTS
from tests.built import AS_OF, DATA
from tests.importer.office import UNION, workbook
from yangguang.browser import check, judge
from yangguang.pipeline.importing import make_template
from yangguang.records.tables import BY_NAME
from yangguang.site.engine import RUNTIME

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not RUNTIME.is_dir(), reason="`make engine` has not fetched Python for the browser"),
]
YEAR, COLD, WARM = 2025, 15, 3
HOME = next(DATA.glob(f"unions/*/{UNION}/{YEAR}"))
SECRET = "11010519491231002X"  # an identity number that is nobody's
STATE, RESULT, JUDGED = "[data-part=state]", "[data-part=result]:not([hidden])", "[data-part=judged]:not([hidden])"


@dataclass(kw_only=True)
class Desk:
    """The page, loaded; `requests` are what it has asked for since the last look."""

    visit: Visit
    cold: float = 0.0  # from opening the page to its first answer
    seconds: float = 0.0  # of the latest answer
    requests: list[str] = field(default_factory=list)

    def bring(self, *files: tuple[str, bytes]) -> list[tuple[str, str, str]]:
        """Check the files: severity, code and place of every issue that the page shows."""
        page, begun = self.visit.page, time.perf_counter()
        page.set_input_files("#yg-files", [{"name": name, "mimeType": "", "buffer": data} for name, data in files])
        page.click("[type=submit]")
        page.wait_for_selector(RESULT, timeout=60_000)
        self.seconds = time.perf_counter() - begun
        return page.evaluate(
            """[...document.querySelectorAll("[data-part=issues] .yg-issue")].map(one => [
                 one.className.split("--")[1], one.querySelector(".yg-code").textContent,
                 one.querySelector(".yg-issue__where").textContent])"""
        )

    def download(self, name: str) -> bytes:
        with self.visit.page.expect_download() as got:
            self.visit.page.click(f"[data-part=downloads] a[download$='{name}']")
        return got.value.path().read_bytes()


def others() -> float:
    """By how much everything takes longer because others use this machine too."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)) if hasattr(os, "getloadavg") else 1.0


def opened(browser, base, **more):
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN", **more)
    context.add_init_script(REMEMBER_VIOLATIONS)
    visit = Visit(page=context.new_page())
    visit.listen(urlsplit(base).netloc)
    visit.page.clock.set_fixed_time(f"{AS_OF}T12:00:00+08:00")
    return visit


def loaded(visit, base, union=UNION):
    page = visit.page
    page.goto(f"{base}guide/check/?union={union}&year={YEAR}")
    page.wait_for_selector("[type=submit]:enabled", timeout=60_000)
    expect(page.locator(STATE)).to_contain_text("断开网络", timeout=60_000)


@pytest.fixture(scope="module")
def clean():
    return make_template(DATA, UNION, YEAR, date.fromisoformat(AS_OF))


@pytest.fixture(scope="module")
def desk(browser, base, clean):
    """Loaded and asked once, then cut off: whatever follows happens without a network."""
    visit = opened(browser, base)
    made, begun = Desk(visit=visit), time.perf_counter()
    loaded(visit, base)
    assert made.bring(("填报.xlsx", clean)) == []
    made.cold = time.perf_counter() - begun
    visit.page.context.set_offline(True)
    visit.page.on("request", lambda request: request.url.startswith("blob:") or made.requests.append(request.url))
    yield made
    assert (made.requests, visit.console, visit.foreign, visit.failed) == ([], [], [], [])
    assert visit.page.evaluate("window.violations") == []
    visit.page.context.close()


def question(lang="zh"):
    return json.dumps({"union": UNION, "year": YEAR, "as_of": AS_OF, "lang": lang})


def expected(name, data, lang="zh"):
    """What the command line says of the same file (tests/test_browser.py holds the two together)."""
    told = json.loads(check(str(DATA), [(name, data)], question(lang)).told)
    order = ["error", "warning", "info"]
    lines = [[one["severity"], one["code"], one["where"]] for one in told["issues"]]
    return sorted(lines, key=lambda one: order.index(one[0]))


def tables(package):
    """What the tables of a package say; a column that is empty may stand there or not."""
    with zipfile.ZipFile(io.BytesIO(package)) as packed:
        read = {name: packed.read(name).decode() for name in packed.namelist() if name.endswith(".csv")}
    return {name: [{key: cell for key, cell in row.items() if cell} for row in csv.DictReader(io.StringIO(text))]
            for name, text in read.items()}  # fmt: skip


def broken(table=None, row=1, column="", value="", *, twice=False):
    """The union's tables as a workbook with Chinese headings, one cell of it (a row below the headings, from 1) mistyped."""
    sheets = []
    for path in sorted(HOME.glob("*.csv")):
        rows = [list(cells) for cells in csv.reader(io.StringIO(path.read_text(encoding="utf-8")))]
        declared = BY_NAME[path.stem]
        if path.stem == table:
            rows[row][rows[0].index(column)] = value
            rows += [rows[row]] * twice
        titles = {one.name: one.title_zh for one in declared.columns}
        sheets.append((declared.title_zh, [[titles[name] for name in rows[0]], *rows[1:]]))
    return workbook(*sheets)


def test_a_clean_workbook_is_ready_within_seconds_and_needs_no_network(desk, clean):
    assert desk.bring(("填报.xlsx", clean)) == []
    assert desk.cold <= COLD * others()
    assert desk.seconds <= WARM * others()
    page = desk.visit.page
    page.wait_for_selector(JUDGED, timeout=30_000)
    answer = check(str(DATA), [("填报.xlsx", clean)], question())
    package = desk.download("数据包.zip")
    assert tables(package) == tables(answer.files["package.zip"])
    shown = page.evaluate(
        """[...document.querySelectorAll("[data-part=verdicts] tr")].map(row =>
             [row.cells[0].textContent.split(" ")[0], row.cells[1].textContent, row.cells[2].textContent])"""
    )
    told = json.loads(judge(str(DATA), json.loads(answer.told)["folder"], package, question()).told)
    assert shown == [[one["clause"], one["status"], one["message"]] for one in told["verdicts"]]
    assert page.locator("[data-part=preview] .yg-glance .yg-headline").count() == 3
    assert UNION in page.locator("[data-part=mail]").get_attribute("href")


FAULTS = {
    "an amount in 10,000 yuan": ("accounts", 1, "budget_initial", "1.2万"),
    "an accountant's minus": ("accounts", 2, "actual", "△5"),
    "a letter for a digit": ("accounts", 3, "account_code", "4O3"),
    "a sum that does not hold": ("accounts", 4, "actual", "308264.73"),
    "a month that is none": ("dues", 2, "period", "2025-13"),
    "a day that may be another": ("filings", 1, "date", "1/9/2025"),
    "a word for a number": ("overview", 1, "members", "约400"),
    "a code that is none": ("findings", 1, "status", "快好了"),
    "a thing that is missing": ("projects", 1, "account_code", ""),
}


@pytest.mark.parametrize("fault", [*FAULTS.values(), None], ids=[*FAULTS, "a row that stands twice"])
def test_what_is_wrong_is_told_as_on_the_command_line_to_the_cell(desk, fault):
    data = broken(*fault) if fault else broken("accounts", 1, "account_name", "会费收入", twice=True)
    told = desk.bring(("报表.xlsx", data))
    assert told == expected("报表.xlsx", data)
    assert any(severity == "error" and "(" in where for severity, _, where in told)
    assert desk.visit.page.locator("[data-part=submit]").is_hidden()
    with zipfile.ZipFile(io.BytesIO(desk.download("批注.xlsx"))) as annotated:
        assert any(name.startswith("xl/comments") for name in annotated.namelist())


@pytest.mark.parametrize("cell", [SECRET, f"由{SECRET}签收"])
def test_a_private_number_is_never_shown(desk, cell):
    told = desk.bring(("报表.xlsx", broken("findings", 1, "description", cell)))
    assert [one for one in told if one[1].startswith("privacy.") and one[0] == "error"]
    assert SECRET[:-4] not in desk.visit.page.content()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_answer_fits_and_can_be_read(desk, width, scheme):
    page = desk.visit.page
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.querySelectorAll('.yg-check details').forEach(one => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    texts = page.evaluate(CONTRASTS)
    assert [text for text in texts if not text["enough"]] == []


def test_without_a_mouse_and_in_english(browser, base):
    visit = opened(browser, base)
    page = visit.page
    page.route("**/guide/check/*", lambda route: route.fulfill(
        body=route.fetch().text().replace('data-lang="zh"', 'data-lang="en"'), content_type="text/html"
    ))  # fmt: skip
    loaded(visit, base, union="")
    page.focus("#yg-union")
    page.keyboard.type(UNION)
    page.keyboard.press("Tab")
    expect(page.locator(STATE)).to_contain_text("断开网络", timeout=30_000)
    data = broken("accounts", 1, "budget_initial", "1.2万")
    page.set_input_files("#yg-files", [{"name": "x.xlsx", "mimeType": "", "buffer": data}])
    page.focus("[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector(RESULT, timeout=30_000)
    shown = page.locator("[data-part=issues] .yg-issue__where").all_text_contents()
    assert shown == [where for _, _, where in expected("x.xlsx", data, "en")]
    assert page.evaluate("document.activeElement.dataset.part") == "result"
    with page.expect_download() as got:
        page.click("[data-part=template]")
    assert got.value.suggested_filename == f"{UNION}-{YEAR}-填报模板.xlsx"
    page.context.close()


def test_cut_off_before_a_union_was_chosen_it_still_checks_and_says_what_it_lacks(browser, base):
    visit = opened(browser, base)
    page = visit.page
    page.goto(f"{base}guide/check/")
    page.wait_for_selector("[type=submit]:enabled", timeout=60_000)
    page.context.set_offline(True)
    page.fill("#yg-union", UNION)
    page.fill("#yg-year", str(YEAR))
    data = broken("accounts", 1, "budget_initial", "1.2万")
    page.set_input_files("#yg-files", [{"name": "x.xlsx", "mimeType": "", "buffer": data}])
    page.click("[type=submit]")
    page.wait_for_selector(RESULT, timeout=30_000)
    assert "(C2)" in page.locator("[data-part=issues]").inner_text()
    expect(page.locator(STATE)).to_contain_text("没有读到")
    page.context.close()


def test_without_javascript_it_says_what_to_do(browser, base):
    visit = opened(browser, base, java_script_enabled=False)
    visit.page.goto(f"{base}guide/check/")
    assert "yangguang import" in visit.page.locator("main").inner_text()
    assert visit.page.locator(".yg-check form").is_hidden()
    visit.page.context.close()
