"""The report to print: everything in its place, and nothing of a submission is more than text."""

import re
from html import unescape

from tests.builders import FOLDER, admit, package_files, rows
from tests.told.test_issues import DAY, HOSTILE, healthy, problem, refused
from yangguang.core.issues import Severity
from yangguang.told.paper import report_html

TAGS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "table", "caption", "thead", "tr", "th",
        "tbody", "td", "p", "strong"}  # fmt: skip


def test_errors_come_before_warnings_and_each_table_has_its_own_list():
    wrong = admit(package_files(matters=rows("matters", "M1", amount="2万")))
    warned = refused(problem("小事", Severity.WARNING), problem("大事"), problem("别处", file=f"{FOLDER}/dues.csv"))
    page = report_html([healthy(), wrong, warned], (), DAY)
    assert page.index("大事") < page.index("别处") < page.index("小事")
    assert f"<h2>{FOLDER} · 通过</h2>\n<p>没有问题</p>" in page
    assert "<caption>重大事项与特殊事项 matters.csv</caption>" in page
    assert "<td>☐</td><td>第2行“金额”(D2)</td>" in page
    assert re.search(r"<strong>通过 1 个数据包，拒收 2 个；错误 3 条，提示 1 条 \(截至 2026-11-23\)</strong>", page)


def test_the_register_has_its_section_and_english_its_words():
    page = report_html((), [problem(file="registry/unions.csv", row=3)], DAY, "en")
    assert "<h2>Register and policy · refused</h2>" in page
    assert '<html lang="en">' in page


def test_what_was_submitted_is_never_more_than_text():
    for words in HOSTILE:
        page = report_html([refused(problem(words, file=f"{words}.csv"))], (), DAY)
        assert set(re.findall(r"</?([a-z0-9]+)", page)) <= TAGS
        assert "\x1b" not in page
        assert "\u202e" not in unescape(page)
        page.encode()
