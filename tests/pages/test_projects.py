"""Projects on a union-year's page: each once, with what it comes to, and its accounts beneath."""

import re
from decimal import Decimal

from tests.pages.builders import package, report, text
from tests.pages.union_year import page
from yangguang.records.finances import Project
from yangguang.records.parts import told_apart
from yangguang.records.tables import BY_NAME


def project(name, code, actual, project_id="P1", **facts):
    actual = None if actual is None else Decimal(actual)
    return Project(
        project_id=project_id, name=name, account_code=code, budget_initial=Decimal(10_000), actual=actual, **facts
    )


def section(*projects):
    given = told_apart(BY_NAME["projects"], projects)
    body = page(report(given=package(projects=given))).body
    return re.search('<section class="yg-section" id="projects">.*?</section>', body, re.DOTALL)[0]


def rows(shown):
    return [text(row) for row in re.findall("<tr.*?</tr>", shown.split("<tbody>", 1)[1], re.DOTALL)]


def test_a_project_on_several_accounts_is_one_project_with_its_sum_and_its_accounts_beneath():
    shown = section(
        project("冬送温暖", "502", "20000", "P2"),
        project("职工运动会", "501", "15000"),
        project("职工运动会", "503", "12500", plan_item="二-3"),
    )
    assert shown.count("职工运动会") == 1
    lines = rows(shown)
    assert [line.split()[0] for line in lines] == ["职工运动会", "501", "503", "冬送温暖"]
    assert "2.75" in lines[0]
    assert "1.50" in lines[1]
    keys = re.findall('data-figure="[^"]*?/2025/([^"]*)"', shown)
    assert keys[:4] == [
        "@project/P1/budget_initial",
        "@project/P1",
        "projects/P1+501/budget_initial",
        "projects/P1+501/actual",
    ]
    assert keys[-1] == "projects/P2/actual"


def test_where_what_was_spent_on_one_account_is_unknown_the_sum_is():
    lines = rows(section(project("职工运动会", "501", "15000"), project("职工运动会", "503", None)))
    assert "1.50" not in lines[0]
    assert "1.50" in lines[1]


def test_a_project_on_one_account_is_told_as_ever():
    (line,) = rows(section(project("职工运动会", "501", "15000", purpose="场地")))
    assert line.split()[:2] == ["职工运动会", "场地"]
