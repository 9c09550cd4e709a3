"""Identifiers after a spreadsheet has had them: recognised in every column that names something, and told how to keep them."""

import pytest

from tests.builders import admit, package_files, rows
from tests.packages.test_invalid_packages import written
from yangguang.door.schema.identifiers import is_identifier, misread
from yangguang.records.tables import BY_NAME, PACKAGE_TABLES

PROJECT = BY_NAME["projects"].column("project_id")
PERIOD = BY_NAME["dues"].column("period")
EATEN = [
    "Jan-25", "25-Jan", "1-Mar", "Mar-2025", "1-Mar-25", "3月1日", "2025年1月", "2025年3月1日", "2002/3/3", "2025/1", "2002/3/3 0:00",
    "2025/1/1 00:00:00", "501.0", "501.00", "1.1E+17", "1E+05", "1.10105E+17", "２０２５", "Ｐ１", "2025-03-01 00:00:00", "JAN-25",
]  # fmt: skip
KEPT = [
    "P2501", "2025-01", "50101", "AU1", "bj-demo", "2025-03-01", "示工发〔2025〕1号", "1E5", "E12", "501.01", "X-1", "2025年工作要点第3条",
    "3月份计划", "A/1", "May", "march-2", "FI1", "45658", "二（五）8", "2-3-3", "1.2.3", "京总工（2025）3号",
]  # fmt: skip


@pytest.mark.parametrize("text", EATEN)
def test_what_a_spreadsheet_made_of_an_identifier_is_recognised_and_the_column_is_to_be_text(text):
    found = misread(text, PROJECT)
    assert found
    assert "文本" in found.remedy.zh or found.value
    assert found.value is None or misread(found.value, PROJECT) is None


@pytest.mark.parametrize("text", KEPT)
def test_what_people_type_is_left_alone(text):
    assert misread(text, PROJECT) is None


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Jan-25", "2025-01"),
        ("2025/1", "2025-01"),
        ("2025年1月", "2025-01"),
        ("2025/3/1", "2025-03"),
        ("45658", "2025-01"),
        ("Mar-2025", "2025-03"),
        ("３月１日", None),
    ],
)
def test_a_month_is_given_back_as_it_was(text, right):
    found = misread(text, PERIOD)
    assert (found.value, right or "2025-03" in found.remedy.zh) == (right, right or True)


@pytest.mark.parametrize(
    ("text", "likely"), [("2002/3/3", "2-3-3"), ("3月1日", "3-1"), ("Jan-25", "2025-01"), ("2015/2/8", "15-2-8")]
)
def test_the_likely_original_is_in_the_remedy(text, likely):
    assert likely in misread(text, PROJECT).remedy.zh


def test_every_key_code_and_reference_of_a_package_is_looked_at():
    names = {
        f"{table.name}.{column.name}" for table in PACKAGE_TABLES for column in table.columns if is_identifier(column)
    }
    assert {
        "accounts.account_code", "projects.project_id", "projects.account_code", "projects.plan_item", "dues.period", "filings.subject_id",
        "filings.body_id", "findings.repeat_of", "audits.report_no", "audits.original_audit_id", "transfers.counterparty_id",
        "activities.document_no", "inspections.project_id", "audit_targets.target_id", "bank_accounts.account_tail",
        "explanations.explanation_id",
    } <= names  # fmt: skip
    assert not {"projects.name", "explanations.text", "filings.outcome", "channels.contact"} & names


@pytest.mark.parametrize("cell", ["5.01E+04", "1937/03/01", "50101.0"])
def test_a_code_whose_digits_are_lost_is_told_once_with_the_code_of_its_name(cell):
    changed = [row | {"account_code": cell} if row["account_code"] == "50101" else row for row in rows("accounts")]
    (found,) = admit(package_files(accounts=changed)).issues
    assert (found.code, found.place.cell) == ("schema.identifier", "A7")
    assert "设为文本格式" in found.hint.zh
    assert found.hint.zh.endswith("应写 50101")


@pytest.mark.parametrize("cell", ["501.0", "501.00", "５０１", "501 ", "\u00a0501", "501\u200b"])
def test_a_code_that_was_changed_is_one_issue_and_nothing_follows(cell):
    """Case 18: no missing parents of 50101 and 50102, no sums, no accounts that projects cannot find."""
    changed = [row | {"account_code": cell} if row["account_code"] == "501" else row for row in rows("accounts")]
    (found,) = admit(package_files(accounts=changed)).issues
    assert found.place.cell == "A6"
    assert found.is_error


@pytest.mark.parametrize("cell", ["50102.0", "５０１０２"])
def test_the_projects_of_a_changed_code_are_not_told_whether_or_not_theirs_is_changed_too(cell):
    changed = [row | {"account_code": cell} if row["account_code"] == "50102" else row for row in rows("accounts")]
    assert [written(one) for one in admit(package_files(accounts=changed)).issues] == [
        "schema.identifier accounts.csv!A8"
    ]
    projects = [row | {"account_code": cell} if row["account_code"] == "50102" else row for row in rows("projects")]
    both = [written(one) for one in admit(package_files(accounts=changed, projects=projects)).issues]
    assert both == [
        "schema.identifier accounts.csv!A8",
        "schema.identifier projects.csv!C3",
        "schema.identifier projects.csv!C4",
    ]


def test_a_key_that_is_lost_is_told_and_what_refers_to_it_is_not():
    audits = rows("audits", "AU1", audit_id="1.1E+17")
    findings = rows("findings", None, audit_id="110105202601")
    told = [written(one) for one in admit(package_files(audits=audits, findings=findings)).issues]
    assert "schema.identifier audits.csv!A2" in told
    assert not [one for one in told if one.startswith("schema.foreign-key")]


def test_other_problems_of_the_table_are_told_in_the_same_round():
    changed = [
        row | {"account_code": "501.0"} if row["account_code"] == "501" else row
        for row in rows("accounts", "403", actual="19001")
    ]
    told = {written(one) for one in admit(package_files(accounts=changed)).issues}
    assert {"schema.identifier accounts.csv!A6", "identity.parent-sum accounts.csv!F4"} <= told


def test_a_number_that_may_be_a_month_is_asked_about_and_an_account_is_not():
    found = [
        (issue.place.column, issue.severity, "2025-01" in issue.hint.zh)
        for issue in admit(package_files(projects=rows("projects", "P1", project_id="45658"))).issues
    ]
    assert found == [("project_id", "warning", True)]
    assert [*admit(package_files(projects=rows("projects", "P1", project_id="45659"))).issues] == []


@pytest.mark.parametrize(
    ("table", "column"), [("transfers", "period"), ("audits", "period_covered"), ("filings", "period_covered")]
)
@pytest.mark.parametrize(
    ("eaten", "right"), [("Jan-25", "2025-01"), ("45658", "2025-01"), ("2025/1/1", "2025-01"), ("3月1日", "2025-03")]
)
def test_a_period_that_may_be_written_in_words_is_looked_at_too(table, column, eaten, right):
    """Both ends of a transfer are matched by it; Jan-25 named no year, and the other end waited for ever."""
    (told,) = [
        one
        for one in admit(package_files(**{table: rows(table, **{column: eaten})[:1]})).issues
        if one.place.column == column
    ]
    assert (told.code, told.is_error) == ("schema.identifier", True)
    assert right in told.hint.zh
    words = package_files(**{table: rows(table, **{column: "2025年1月"})})
    assert not [one for one in admit(words).issues if one.place.column == column]


@pytest.mark.parametrize(("table", "column"), [("audits", "report_no"), ("regulations", "document_no")])
def test_the_number_of_a_document_may_be_any_number_and_is_only_asked_about(table, column):
    told = [
        one
        for one in admit(package_files(**{table: rows(table, **{column: "45658"})})).issues
        if one.place.column == column
    ]
    assert told
    assert {(one.code, one.is_error) for one in told} == {("schema.identifier", False)}
