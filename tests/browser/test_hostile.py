"""A federation that types attacks wherever it may type text: the browser shows them, letter by letter, and does nothing else."""

import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.served import served
from tests.browser.browsing import REMEMBER_VIOLATIONS, Visit
from tests.built import YANGGUANG, build, once

pytestmark = pytest.mark.browser
ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "</title></textarea></script><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}${alert(1)}",
    "%%yg:body%%%%yg:csp%%",
    "[x](javascript:alert(1)){: onclick=alert(1)}",
    "javascript:alert(1)",
    "a&lt;b&amp;c ]]> <!-- -->",
)
TEXTS = {
    "accounts.csv": ["note"],
    "activities.csv": ["subkind", "subject"],
    "disclosures.csv": ["location"],
    "filings.csv": ["body"],
    "overview.csv": ["working_office"],
}
PAGES = (
    "",
    "unions/",
    "unions/u0/",
    "unions/u0/2025/",
    "districts/city/",
    "overdue/",
    "audits/",
    "clauses/2-4-9/",
    "data/",
)


def rewrite(table: Path, change: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> None:
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = change(list(csv.DictReader(file)))
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def names(register: list[dict[str, str]]) -> list[dict[str, str]]:
    """The top union, and under it one union per attack, named by it; the example's package goes to the first."""
    top, example = register
    return [
        top | {"name": f"总工会{ATTACKS[0]}"},
        *(
            example | {"union_id": f"u{n}", "name": f"{attack}工会", "short_name": attack}
            for n, attack in enumerate(ATTACKS)
        ),
    ]


def make(portal: Path) -> None:
    subprocess.run([YANGGUANG, "init", portal], check=True, capture_output=True)
    data = portal / "data"
    (data / "unions/city/first-union").rename(data / "unions/city/u0")
    package = data / "unions/city/u0/2025"
    for path, keys in ((package / "datapackage.json", {"union_id": "u0", "name": "u0-2025", "title": ATTACKS[2]}),
                       (data / "registry/datapackage.json", {"title": f"公开{ATTACKS[1]}", "contact": ATTACKS[3]})):  # fmt: skip
        path.write_text(
            json.dumps(json.loads(path.read_text(encoding="utf-8")) | keys, ensure_ascii=False), encoding="utf-8"
        )
    rewrite(data / "registry/unions.csv", names)
    rewrite(data / "registry/districts.csv", lambda rows: [row | {"name": f"{ATTACKS[4]}区"} for row in rows])
    for table, columns in TEXTS.items():
        rewrite(
            package / table,
            lambda rows, columns=columns: [
                row | {column: ATTACKS[(n + m) % len(ATTACKS)] for m, column in enumerate(columns)} | moved(row)
                for n, row in enumerate(rows)
            ],
        )
    build(data, portal / "site")


def moved(row: dict[str, str]) -> dict[str, str]:
    return {"body_id": "u0"} if row.get("body_id") == "first-union" else {}


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    with served(once(tmp_path_factory, "hostile", make) / "site") as address:
        yield address


@pytest.fixture
def visit(browser, hostile):
    context = browser.new_context(locale="zh-CN")
    context.add_init_script(REMEMBER_VIOLATIONS)

    def open_page(address: str) -> Visit:
        seen = Visit(page=context.new_page())
        seen.listen(urlsplit(hostile).netloc)
        seen.page.on("dialog", lambda dialog: (seen.console.append(f"dialog {dialog.message}"), dialog.dismiss()))
        seen.page.goto(hostile + address, wait_until="networkidle")
        return seen

    yield open_page
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_nothing_of_it_runs_or_loads(visit, address):
    seen = visit(address)
    assert (seen.console, seen.foreign, seen.failed) == ([], [], [])
    assert seen.page.evaluate("window.violations") == []


@pytest.mark.parametrize("number", range(len(ATTACKS)))
def test_a_name_is_shown_letter_by_letter(visit, number):
    page = visit(f"unions/u{number}/").page
    assert ATTACKS[number] in page.locator("h1").inner_text()
    assert f"{ATTACKS[number]}工会" in page.locator(".yg-head").inner_text()
    assert ATTACKS[number] in page.title()


def test_a_cell_is_shown_letter_by_letter(visit):
    shown = visit("unions/u0/2025/").page.locator("main").evaluate("element => element.textContent")
    assert all(attack in shown for attack in ATTACKS[:4])


def test_the_finder_shows_and_opens_it(visit):
    page = visit("").page
    page.get_by_role("combobox").press_sequentially("alert(1)")
    page.get_by_role("option").first.wait_for()
    texts = page.get_by_role("option").all_inner_texts()
    assert any("<script>alert(1)</script>工会" in text for text in texts)
    assert page.locator("[role=listbox] script, [role=listbox] img, [role=listbox] svg").count() == 0
