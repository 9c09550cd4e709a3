"""The four forms of a report: each says everything, and none lets data say more than it is."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from tests.builders import FOLDER, UNION, YEAR, accepted, admit, package_files, rows
from yangguang.core.issues import Issue, Place, Severity, Text
from yangguang.door.model import Admission
from yangguang.told.issues import SUMMARY_BYTES, render

DAY = date(2026, 11, 23)
HOSTILE = (
    "::error::x", "\n::set-output name=a::b", "\r\n::stop-commands::x", "##[add-path]/tmp", "%0A::warning::x", "a,line=9",
    "\x1b[2J\x1b[31m", "\u202egnp.exe", "\u2028::error::x", "|x|y|", "<img src=x onerror=alert(1)>", "[x](javascript:1)",
    "`code`", "@everyone", "https://evil.example", "\udce9.csv", "{values}", "*b*_i_~s~", "&lt;script&gt;",
)  # fmt: skip


def problem(words: str = "问题", severity: Severity = Severity.ERROR, **place: object) -> Issue:
    return Issue(
        code="schema.type-error", severity=severity, message=Text(words, words), hint=Text("改正", "correct it"),
        place=Place(**({"file": f"{FOLDER}/accounts.csv"} | place)), value=words,
    )  # fmt: skip


def refused(*issues: Issue) -> Admission:
    return Admission(union_id=UNION, year=YEAR, folder=FOLDER, package=None, issues=issues)


def healthy() -> Admission:
    return Admission(union_id=UNION, year=YEAR, folder=FOLDER, package=accepted(package_files()), issues=())


def test_text_is_grouped_by_package() -> None:
    admission = admit(package_files(matters=rows("matters", "M1", amount="2万")))
    (issue,) = admission.issues
    assert render([healthy(), admission], [problem(file="registry/unions.csv", row=3)], DAY, "text").splitlines() == [
        "工会名录与规则参数  拒收",
        "  错误  registry/unions.csv 第3行：问题",
        "        改正  [schema.type-error]",
        "",
        f"{FOLDER}  通过",
        f"{FOLDER}  拒收",
        f"  错误  matters.csv 第2行“金额”(D2)：{issue.message.zh}",
        f"        {issue.hint.zh}  [schema.type-error]",
        "",
        "通过 1 个数据包，拒收 1 个；错误 2 条，提示 0 条 (截至 2026-11-23)",
    ]


def test_text_is_worked_off_table_by_table_and_row_by_row_errors_first() -> None:
    """As an accountant does it: everything of one sheet together, from the top down."""
    found = (
        problem("b", row=9), problem("hm", Severity.WARNING, file=f"{FOLDER}/dues.csv", row=2),
        problem("c", file=f"{FOLDER}/dues.csv", row=4), problem("a", row=3),
    )  # fmt: skip
    lines = render([refused(*found)], (), DAY, "text").splitlines()
    heads = [line.strip() for line in lines if " 条  " in line and "第" not in line]
    assert heads == ["错误 2 条  收支预决算 accounts.csv"]
    told = [line.split("：")[1] for line in lines if line.startswith(("  错误  ", "  提示  "))]
    assert told == ["a", "b", "c", "hm"]
    assert lines[-1] == "通过 0 个数据包，拒收 1 个；错误 3 条，提示 1 条 (截至 2026-11-23)"


def test_text_in_english() -> None:
    report = render([refused(problem("bad", row=7, column="actual", cell="E7"))], (), DAY, "text", "en")
    assert "  error  accounts.csv row 7 “Actual” (E7): bad\n        correct it  [schema.type-error]" in report
    assert report.endswith("packages accepted: 0, refused: 1; errors: 1, warnings: 0 (as of 2026-11-23)\n")


def test_json_has_the_shape_of_the_contract() -> None:
    issue = problem(row=7, line=8, column="actual", cell="E7")
    warning = problem("登记", Severity.WARNING, file="registry/unions.csv")
    assert json.loads(render([healthy(), refused(issue)], [warning], DAY, "json")) == {
        "as_of": "2026-11-23",
        "packages": [
            {"union_id": UNION, "year": YEAR, "status": "accepted", "issues": []},
            {
                "union_id": UNION,
                "year": YEAR,
                "status": "refused",
                "issues": [
                    {
                        "code": "schema.type-error", "severity": "error", "message": "问题", "hint": "改正",
                        "file": f"{FOLDER}/accounts.csv", "row": 7, "line": 8, "column": "actual", "cell": "E7",
                        "value": "问题", "clause": None,
                    }
                ],
            },
        ],
        "registry": [warning.as_json()],
        "summary": {"accepted": 1, "refused": 1, "errors": 1, "warnings": 1},
    }  # fmt: skip


def test_an_annotation_stands_at_its_line() -> None:
    issue = problem("12,00 不是金额：50%", row=7, line=8, column="actual", cell="E7")
    first, *rest = render([refused(issue)], (), DAY, "github", prefix="data").splitlines()
    assert first == (
        f"::error file=data/{FOLDER}/accounts.csv,line=8,col=5,"
        f"title=schema.type-error {FOLDER}/accounts.csv 第7行“决算数”(E7)::12,00 不是金额：50%25%0A改正"
    )
    assert rest == ["通过 0 个数据包，拒收 1 个；错误 1 条，提示 0 条"]


def test_at_most_ten_annotations_worst_first() -> None:
    issues = [problem(f"提示{n}", Severity.WARNING, file=f"{n}.csv") for n in range(9)]
    issues += [problem(f"错误{n}", file=f"{n}{n}.csv") for n in range(3)]
    lines = render([refused(*issues)], (), DAY, "github").splitlines()
    commands = [line.split(" ")[0] for line in lines if line.startswith("::")]
    assert commands == ["::error"] * 3 + ["::warning"] * 7
    assert lines[-1] == "另有 2 条未在此列出，全部见作业摘要"


def test_a_problem_of_a_whole_column_is_one_annotation_that_counts_it() -> None:
    issues = [problem(f"错误{n}", row=n, column="actual") for n in range(2, 302)]
    first, total = render([refused(*issues)], (), DAY, "github").splitlines()
    assert "错误2%0A改正%0A同样的问题此处还有 299 个（行：3, 4, 5, 6, 7 ...）" in first
    assert total == "通过 0 个数据包，拒收 1 个；错误 300 条，提示 0 条"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_data_starts_no_command_of_the_runner(hostile: str) -> None:
    issue = problem(hostile, file=f"unions/{hostile}.csv", column=hostile, cell="C1")
    report = render([refused(issue)], (), DAY, "github")
    assert len(re.findall(r"(?m)^\s*::", report)) == 1
    assert report.count("\n") == 2
    assert "##[" not in report
    properties = report.split("::")[1].removeprefix("error ").split(",")
    assert [fact.split("=")[0] for fact in properties] == ["file", "col", "title"]
    report.encode()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_data_moves_no_terminal(hostile: str) -> None:
    report = render([refused(problem(hostile, file=f"unions/{hostile}.csv"))], (), DAY, "text")
    assert len(report.splitlines()) == 5
    assert all(char == "\n" or char.isprintable() for char in report)
    assert not re.search(r"(?m)^\s*::|##\[", report)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_data_is_no_markup_in_the_summary(hostile: str) -> None:
    report = render([refused(problem(hostile, column=hostile))], (), DAY, "markdown")
    row = report.splitlines()[-1]
    assert row.count("|") == 6
    assert not re.search(r"[<>`*_~@\[\]!]|&(?!#\d+;)", row)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_data_stays_itself_in_json(hostile: str) -> None:
    report = render([refused(problem(hostile))], (), DAY, "json")
    assert json.loads(report)["packages"][0]["issues"][0]["message"] == hostile
    report.encode()


def test_a_summary_is_never_longer_than_what_is_shown() -> None:
    issues = [problem("长" * 500) for _ in range(2000)]
    report = render([refused(*issues)], (), DAY, "markdown")
    assert SUMMARY_BYTES - 4000 < len(report.encode()) <= SUMMARY_BYTES
    shown = len(re.findall(r"(?m)^\|错误", report))
    assert report.endswith(f"\n只列出前 {shown} 条，共 2000 条\n")


def test_a_clean_check_is_one_line() -> None:
    assert render([healthy()], (), DAY, "markdown").count("\n") == 2
    assert render([healthy()], (), DAY, "github") == "通过 1 个数据包，拒收 0 个；错误 0 条，提示 0 条\n"
