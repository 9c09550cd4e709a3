"""Rows that lead to others, codes that mean other accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.builders import SHOP, YEAR, accepted, admit, last_year, package_files, policy, registry, rows
from tests.door.identities import explained, told
from tests.healthy import HEALTHY
from yangguang.door.identities import check as identities
from yangguang.door.identities.references import BESIDE
from yangguang.ledger.figures.derived import derive
from yangguang.records.policy import Parameter
from yangguang.rules.catalogue import SUPPLEMENTARY

if TYPE_CHECKING:
    from yangguang.records.package import Package


@pytest.fixture(scope="module")
def before() -> Package:
    return accepted(last_year(), year=YEAR - 1)


# Links between rows and years


def test_a_finding_that_repeats_one_of_last_year(before: Package) -> None:
    assert told(package_files(findings=rows("findings", "FI2", repeat_of="FI1")), before) == []


def test_a_finding_that_repeats_none(before: Package) -> None:
    files = package_files(findings=rows("findings", "FI2", repeat_of="FI-2019-7"))
    assert told(files, before) == [("foreign-key", "error", "S3")]
    assert told(files) == [("foreign-key", "warning", "S3")]  # it may lie before the portal's first year


def test_an_audit_that_follows_up_one_of_last_year(before: Package) -> None:
    files = package_files(audits=rows("audits", "AU2", original_audit_id="AU9"))
    assert told(files, before) == [("foreign-key", "error", "M3")]


def test_findings_that_were_not_given_are_not_counted() -> None:
    assert "findings-count" not in [code for code, _, _ in told(package_files(findings=None))]


# Order of numbers and days


@pytest.mark.parametrize(
    ("table", "key", "cells"),
    [
        ("filings", "F1", {"present_count": "15"}),
        ("filings", "F1", {"votes_for": "13", "votes_against": "", "votes_abstain": "1"}),
        ("assets", "AS1", {"end_on": "2025-01-01"}),
        ("procurement", "PR1", {"contract_on": "2025-05-01"}),  # wrong, and what the rules are there to judge
        ("matters", "M1", {"decided_on": "2025-07-01"}),
        ("findings", "FI1", {"rectified_on": "2026-02-01"}),  # put right while the auditors were still there
    ],
)
def test_what_can_be_true_is_not_refused(table: str, key: str, cells: dict[str, str]) -> None:
    assert told(package_files(**{table: rows(table, key, **cells)})) == []


# The package as a whole


def test_nothing_occurred_when_it_is_said() -> None:
    zeros = [row | {"budget_initial": "0", "actual_h1": "0", "actual": "0"} for row in HEALTHY["accounts"][:1]]
    files = package_files(SHOP, accounts=zeros, dues=[], activities=HEALTHY["activities"][:1])
    assert told(files, union_id=SHOP) == [("all-zero", "error", None)]
    said = files | package_files(SHOP, accounts=zeros, dues=[], activities=HEALTHY["activities"][:1],
                                 explanations=explained("accounts", "no_occurrence"))  # fmt: skip
    assert told(said, union_id=SHOP) == []


def test_last_years_file_again() -> None:
    again = accepted(package_files(year=YEAR - 1), year=YEAR - 1)
    assert ("copied", "warning", None) in told(package_files(), again)


def test_three_figures_may_repeat() -> None:
    small = {"accounts": [{"account_code": "401", "account_name": "会费收入", "budget_initial": "9", "actual": "9"}]}
    again = accepted(package_files(SHOP, YEAR - 1, **small, dues=[]), union_id=SHOP, year=YEAR - 1)
    files = package_files(SHOP, **small, dues=[], activities=[])
    assert told(files, again, union_id=SHOP) == []


LAW = (("2009", date(2010, 1, 1), date(2021, 12, 31)), ("2021", date(2022, 1, 1), None))


@pytest.mark.parametrize(
    ("chart", "year", "warned"),
    [("2009", 2021, False), ("2021", 2022, False), ("2021", 2021, True), ("2009", 2022, True), ("2009", 2009, False)],
)
def test_the_chart_in_force_in_the_year(chart: str, year: int, warned: bool) -> None:
    rows_ = tuple(
        Parameter(
            name="chart_of_accounts", effective_from=start, effective_to=end, value=value, unit="code", basis="制度",
            nature="statute",
        )
        for value, start, end in LAW
    )  # fmt: skip
    package = accepted(package_files())
    package = replace(package, descriptor=replace(package.descriptor, chart=chart, year=year), accounts=None)
    found = identities.check(package, {}, registry(), replace(policy(), parameters=rows_), {})
    told_ = [issue for issue in found if issue.code == "identity.chart-not-in-force"]
    assert len(told_) == warned
    assert all(not issue.is_error and f"{year} 年" in issue.message.zh for issue in told_)


def test_every_identity_is_called() -> None:
    names = {check.__name__ for check in identities.IDENTITIES}
    modules = (
        identities.accounts, identities.balances, identities.codes, identities.links, identities.magnitudes, identities.order,
        identities.procurement, identities.references,
        identities.whole,
    )  # fmt: skip
    defined = {name for module in modules for name in vars(module) if name.startswith("check_")}
    assert names == defined


@pytest.mark.parametrize(
    ("subject", "right"),
    [
        ("2002/3/3", "2-3-3"), ("2002-03-03", "2-3-3"), ("2002年3月3日", "2-3-3"), ("37318", "2-3-3"), ("二（三）3", "2-3-3"), ("2.3.3", "2-3-3"),
        ("2-3-33", "2-3-3"), ("accounts/402/acutal", "accounts/402/actual"), ("account/402/actual", "accounts/402/actual"),
         ("acounts", "accounts"), ("2002/3/3 0:00:00", "2-3-3"), ("projects/PI/actuals", "projects/P1/actual"),
        ("三公经费", "three_public"), ("三公经费/reception+union/决算", "three_public/reception+union/actual"), ("dues/2025-Ql/paid", "dues/2025-Q1/paid"),
        ("overview/member", "overview/members"), ("balances/surplus/openning", "balances/surplus/opening"),
        ("bj-demo/2025/@surpluss", "bj-demo/2025/@surplus"), ("bj-demo/2025/@executionrate/402", "@execution_rate"),
        ("P3", "projects/P3"), ("402/actual", "accounts/402/actual"), ("402", "accounts/402"), ("X-99", "条款编号"), ("x-3", "X-3"),
    ],
)  # fmt: skip
def test_what_an_explanation_speaks_of_is_there_or_the_remedy_says_what_was_meant(subject: str, right: str) -> None:
    """Case 12: a subject that a spreadsheet made a date of was accepted, and the union's words were shown nowhere."""
    (found,) = admit(package_files(explanations=[explanation(subject)])).issues
    assert (found.code, found.place.cell, found.is_error) == ("identity.foreign-key", "B2", True)
    assert right in found.hint.zh


@pytest.mark.parametrize(
    "subject",
    [
        "2-3-3", "2-3-3a", "2-4-10", "X-2", "accounts/402/actual", "bj-demo/2025/accounts/402/actual", "balances/surplus/opening", "balances",
        "three_public/reception+union/actual", "overview/members", "accounts/402", "bj-demo/2025/@surplus", "bj-demo/2025/@execution_rate/402", "dues/2025-Q1/paid",
        "venues/V9/name",
    ],
)  # fmt: skip
def test_clauses_figures_rows_and_tables_can_be_explained(subject: str) -> None:
    assert admit(package_files(explanations=[explanation(subject)])).issues == ()


def test_every_figure_that_is_worked_out_of_a_year_can_be_explained() -> None:
    names = {name.split("/")[0] for name in derive(accepted(package_files()), policy(), date(YEAR + 1, 11, 1))}
    for name in sorted(names):
        assert admit(package_files(explanations=[explanation(f"bj-demo/2025/@{name}")])).issues == (), name


def test_the_rules_beside_the_plan_are_known_by_name() -> None:
    assert {one.clause_id for one in SUPPLEMENTARY} == BESIDE


def explanation(subject: str) -> dict[str, object]:
    return {"explanation_id": "SM1", "subject": subject, "kind": "variance", "text": "有原因", "date": "2026-02-01"}


@pytest.mark.parametrize(
    ("table", "key", "cells", "right"),
    [
        ("findings", "FI2", {"repeat_of": "fi1"}, "FI1"),
        ("filings", "F4", {"subject_id": "AU-1"}, "AU1"),
        ("audits", "AU2", {"original_audit_id": "AU11"}, "AU1"),
        ("findings", "FI1", {"audit_id": "ＡＵ１0"}, "AU1"),
    ],
)
def test_a_reference_that_leads_nowhere_is_given_the_nearest(
    table: str, key: str, cells: dict[str, str], right: str
) -> None:
    found = [
        one
        for one in admit(package_files(**{table: rows(table, key, **cells)})).issues
        if one.code == "identity.foreign-key"
    ]
    assert [right in one.hint.zh for one in found] == [True]


def test_an_audit_may_be_called_by_the_number_of_its_report() -> None:
    assert admit(package_files(filings=rows("filings", "F4", subject_id="示审〔2026〕1号"))).issues == ()


def with_account(code: str, **cells: str) -> dict[str, bytes]:
    return package_files(accounts=rows("accounts", code, **cells))


@pytest.mark.parametrize(
    ("code", "name"), [("5102", "50102"), ("501.02", "50102"), ("50109", "50102"), ("0102", "50102")]
)
def test_a_wrong_code_is_told_at_its_cell_with_the_one_that_bears_the_name_and_nothing_follows(
    code: str, name: str
) -> None:
    found = [
        one
        for one in admit(with_account("50102", account_code=code)).issues
        if not one.code.startswith("schema.foreign")
    ]
    assert [(one.code, one.place.cell) for one in found] == [("identity.foreign-key", "A8")]
    assert name in found[0].hint.zh


def test_a_code_that_belongs_to_another_account_names_the_code_of_the_name() -> None:
    (found,) = admit(with_account("502", account_code="506")).issues[:1]
    assert found.code in {"identity.account-name", "schema.primary-key"}
    changed = [row for row in rows("accounts", "502", account_code="507") if row["account_code"] != "50205"]
    projects = [row for row in HEALTHY["projects"] if row["project_id"] != "P4"]
    issues = admit(package_files(accounts=changed, projects=projects)).issues
    named = [one for one in issues if one.code == "identity.account-name"]
    assert ["502" in one.hint.zh for one in named] == [True]


def test_a_row_of_totals_is_recognised() -> None:
    total = {"account_code": "合计", "account_name": "合计", "budget_initial": "125000", "actual": "120000"}
    (found,) = admit(package_files(accounts=[*rows("accounts"), total])).issues
    assert "合计行" in found.hint.zh


def test_the_wrong_chart_is_one_issue_before_all_that_follows_from_it() -> None:
    issues = admit(package_files(descriptor={"chart": "2021"})).issues
    assert [one.code for one in issues if one.is_error] == ["identity.chart-declared"]
    assert "2009" in issues[0].hint.zh


@pytest.mark.parametrize("stage", ["midyear", "final"])
def test_a_stage_without_any_of_its_figures_is_refused(stage: str) -> None:
    column = {"midyear": "actual_h1", "final": "actual"}[stage]
    files = package_files(stage=stage, accounts=rows("accounts", None, **{column: ""}))
    (found,) = [one for one in admit(files).issues if one.code == "identity.stage-figures"]
    assert found.is_error
    assert "stage" in found.hint.zh


def remedies(files: dict[str, bytes], *before: Package) -> list[tuple[str, str]]:
    return [(issue.code, issue.hint.zh) for issue in admit(files, *before).issues]


def test_a_target_is_looked_for_where_its_kind_belongs() -> None:
    """The nearest match is never the very word that was refused."""

    def hint(target_id: str) -> str:
        target = HEALTHY["audit_targets"][0] | {"target_id": target_id, "kind": "child_union"}
        found = remedies(package_files(audit_targets=[target]))
        return next(hint for code, hint in found if code == "identity.foreign-key")

    assert "P1" not in hint("P1")
    assert "bj-demo-school" in hint("bj-demo-schol")


@pytest.mark.parametrize("text", ["Jan-25", "1.1E+17", "3月1日"])
def test_a_reference_that_a_spreadsheet_changed_is_told_once(text: str, before: Package) -> None:
    files = package_files(findings=rows("findings", "FI2", repeat_of=text))
    assert [code for code, _ in remedies(files, before)] == ["schema.identifier"]


def test_a_reference_that_became_the_number_of_a_day_gets_the_month_back(before: Package) -> None:
    ((code, hint),) = remedies(package_files(findings=rows("findings", "FI2", repeat_of="45658")), before)
    assert code == "identity.foreign-key"
    assert "文本" in hint
    assert "2025-01" in hint


@pytest.mark.parametrize(("table", "said"), [("filings", "BD-1"), ("disclosures", "M-1")])
def test_a_number_of_whatever_subject_that_leads_nowhere_is_asked_about(table, said):
    """A union may number its budgets itself: a warning, with what is nearest."""
    lines = [row | {"subject": "budget", "subject_id": said} for row in rows(table)[:1]]
    told = [one for one in admit(package_files(**{table: lines})).issues if one.place.column == "subject_id"]
    assert [(one.code, one.is_error) for one in told] == [("identity.foreign-key", False)]
