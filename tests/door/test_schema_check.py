"""Cells, keys and foreign keys: what is refused, what it is taken for, what would be right."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.door.submissions import codes, package, policy, registry
from yangguang.door.admit import admit
from yangguang.door.schema.explain import _code_remedy
from yangguang.door.schema.grammar import REFUSED, cell_parser
from yangguang.door.schema.repairs import repair
from yangguang.door.schema.uscc import check_character, is_uscc
from yangguang.records.codes import code_title
from yangguang.records.tables import BY_NAME, PACKAGE_TABLES

AMOUNT = BY_NAME["accounts"].column("actual")
COUNT = BY_NAME["overview"].column("members")
DAY = BY_NAME["overview"].column("responsible_since")
FLAG = BY_NAME["overview"].column("uses_parent_procurement_rules")
PERIOD = BY_NAME["dues"].column("period")


def issues_of(**tables):
    return admit(package(**tables), registry(), policy(), {}).issues


def accounts(amount: str) -> str:
    return f'account_code,account_name,budget_initial,actual\n401,会费收入,100.00,"{amount}"\n501,职工活动支出,90.00,80.25\n'


@pytest.mark.parametrize(
    "text", ["committee-review", "Committee Review", "COMMITTEE_REVIEW", "committee review.", "“committee_review”"]
)
def test_a_code_with_other_signs_between_its_words_is_that_code(text):
    """And not one of two that look like it: funds_committee_review holds it, too."""
    assert _code_remedy("filing_step", text).zh.startswith("请写代码 committee_review")


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("1200", 1200), ("-3.5", "-3.5"), ("0.01", "0.01"), ("9999999999999.99", "9999999999999.99")],
)
def test_amounts_are_exact(text, value):
    assert cell_parser(AMOUNT)(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["NaN", "INF", "-0", "1e5", "1e9999999", "1_000", "１２００", "١٢٠٠", "+1200", "0001200", "1,200", "1.005", "1.", ".5", "12345678901234", "1200元", " 1", "1\n", "--1", "=1+1"],
)  # fmt: skip
def test_what_looks_like_an_amount_and_is_none(text):
    assert cell_parser(AMOUNT)(text) is REFUSED


@pytest.mark.parametrize(
    ("column", "good", "bad"),
    [
        (COUNT, ["0", "12"], ["-1", "01", "1.0", "１", "1_0", "10000000000000000"]),
        (
            DAY,
            ["2015-01-09", "2024-02-29"],
            ["2015-1-9", "2015-02-30", "20150109", "2015-01-09T00:00:00", "２０１５-01-09"],
        ),
        (FLAG, ["true", "false"], ["True", "1", "是", "yes"]),
        (PERIOD, ["2025-01", "2025-Q4"], ["2025-13", "2025-Q5", "２０２５-01", "2025-01\n"]),
    ],
)
def test_the_grammar_of_other_cells(column, good, bad):
    parse = cell_parser(column)
    assert all(parse(text) is not REFUSED for text in good)
    assert [text for text in bad if parse(text) is not REFUSED] == []


def test_empty_is_unknown_never_zero():
    assert cell_parser(AMOUNT)("") is None
    assert cell_parser(BY_NAME["accounts"].column("budget_initial"))("") is None
    assert cell_parser(BY_NAME["balances"].column("opening"))("") is REFUSED


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("12,000.00", "应写 12000.00"),
        ("１２０．５", "应写 120.5"),
        ("1 200", "应写 1200"),
        ("￥1200", "应写 1200"),
        ("1200元", "应写 1200"),
        ("(1,234.00)", "应写 -1234.00"),
        ("−12", "应写 -12"),
        ("00120", "应写 120"),
        ("+5", "应写 5"),
        ("12万", "应写 120000"),
        ("1.2E+05", "科学计数"),
        ("0.30000000000000004", "四舍五入"),
        ("-", "零写 0"),
        ("—", "零写 0"),
        ("无", "零写 0"),
        ("#REF!", "公式出错"),
        ("123,4567", "例如 1200.00"),
        ("约一千", "例如 1200.00"),
    ],
)
def test_the_usual_repairs_of_amounts(text, remedy):
    assert remedy in repair("number", text).zh


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("2015/1/9", "应写 2015-01-09"),
        ("2015.1.9", "应写 2015-01-09"),
        ("2015年1月9日", "应写 2015-01-09"),
        ("2015 年1 月9 日", "应写 2015-01-09"),
        ("20150109", "应写 2015-01-09"),
        ("2015-01-09 00:00:00", "应写 2015-01-09"),
        ("2015/2/30", "没有 2015-02-30 这一天"),
        ("42013", "Excel"),
        ("1/9/2015", "2015-01-09 的样子"),
    ],
)
def test_the_usual_repairs_of_dates(text, remedy):
    assert remedy in repair("date", text).zh


def test_a_repair_proposed_is_one_the_grammar_takes():
    for text in ("12,000.00", "１２０．５", "(1,234.00)", "00120"):
        assert cell_parser(AMOUNT)(repair("number", text).zh.removeprefix("应写 ")) is not REFUSED


def test_an_issue_names_the_thing_the_value_and_the_expectation():
    (problem,) = issues_of(accounts=accounts("1,200"))
    assert problem.code == "schema.type-error"
    assert problem.place.cell == "D2"
    assert problem.value == "1,200"
    assert problem.message.zh == "“决算数”：“1,200”不是金额或数值"
    assert problem.hint.zh == "应写 1200"
    assert problem.message.en == "“Actual”: “1,200” is not an amount or number"


def test_a_month_that_may_be_january_or_october_is_no_one_months_remedy():
    (problem,) = issues_of(dues="period,payroll,due,paid,channel\n2025.1,1000.00,20.00,20.00,tax\n")
    assert problem.hint.zh.endswith("1月写 2025-01，10月写 2025-10")


@pytest.mark.parametrize("title", ["税务代收", "tax"])
def test_a_code_may_be_written_with_its_chinese_title(title):
    dues = f"period,payroll,due,paid,channel\n2025-01,1000.00,20.00,20.00,{title}\n"
    admission = admit(package(dues=dues), registry(), policy(), {})
    assert admission.package.dues[0].channel == "tax"


@pytest.mark.parametrize("word", ["是", "TRUE", "True", "true"])
def test_yes_may_be_written_as_people_and_spreadsheets_do(word):
    given = package(overview=f"members,employees,uses_parent_procurement_rules\n10,20,{word}\n")
    assert admit(given, registry(), policy(), {}).package.overview[0].uses_parent_procurement_rules is True


def test_the_same_key_in_two_spellings_is_still_the_same():
    balances = "item,opening,closing\ncash,1,1\n货币资金,1,1\nsurplus,2,2\n"
    title = code_title("balance_item", "cash")
    found = issues_of(balances=balances.replace("货币资金", title))
    assert codes(found) == ["schema.primary-key"]


def test_another_language_than_the_portals_is_told_the_code():
    (problem,) = issues_of(dues="period,payroll,due,paid,channel\n2025-01,1000.00,20.00,20.00,TAX\n")
    assert problem.hint.zh == "请写代码 tax（税务代收）"


def test_several_codes_that_a_word_may_mean_are_all_named():
    said = _code_remedy("employer_nature", "institution").zh
    assert all(
        code in said for code in ("fully_funded_institution", "partially_funded_institution", "self_funded_institution")
    )


def test_lost_leading_zeros_of_an_account_tail_are_recognised():
    table = "account_tail,bank,holder_name,nature,status\n12,某行,某工会,basic,open\n"
    problem = next(one for one in issues_of(bank_accounts=table) if one.place.column == "account_tail")
    assert "0012" in problem.hint.zh


def test_a_key_may_stand_once():
    rows = accounts("1.00") + "401,会费收入,1.00,1.00\n"
    problem = next(one for one in issues_of(accounts=rows) if one.code == "schema.primary-key")
    assert (problem.place.row, problem.value) == (4, "401")
    assert "第2行" in problem.message.zh


def test_overview_has_exactly_one_row():
    assert codes(issues_of(overview="members\n1\n2\n")) == ["schema.single-row"]
    assert codes(issues_of(overview="members\n")) == ["schema.single-row"]


def test_foreign_keys_into_the_package_and_the_registry():
    projects = "project_id,name,account_code,budget_initial\nP1,甲,501,90.00\nP2,乙,999,1.00\n"
    filings = (
        "filing_id,subject,step,date,body,outcome,body_id\nF1,budget_draft,adopted,2025-03-01,委员会,passed,bj-dem\n"
    )
    found = {
        one.place.column: one
        for one in issues_of(projects=projects, filings=filings)
        if one.code == "schema.foreign-key"
    }
    assert found["account_code"].place.row == 3
    assert "收支预决算" in found["account_code"].message.zh
    assert "bj-demo" in found["body_id"].hint.zh


def test_an_audit_may_be_of_the_union_itself():
    audits = "audit_id,kind,target_id,auditor_kind\nU1,budget_execution,self,own_committee\n"
    targets = "target_id,kind,name,due_year\nT1,unit,甲,2025\n"
    assert "schema.foreign-key" not in codes(issues_of(audits=audits, audit_targets=targets))
    assert "schema.foreign-key" in codes(issues_of(audits=audits.replace("self", "T9"), audit_targets=targets))


def test_nothing_is_looked_up_in_a_table_that_lost_rows():
    projects = "project_id,name,account_code,budget_initial\nP1,甲,501,90.00\n"
    broken = "account_code,account_name,budget_initial\n401,会费收入,1\n501,职工活动支出,1,2\n"
    found = codes(issues_of(projects=projects, accounts=broken))
    assert "gate.ragged-row" in found
    assert "schema.foreign-key" not in found


def test_a_table_the_tier_owes_is_missed_and_an_empty_one_is_not():
    assert codes(issues_of(dues=None)) == ["schema.missing-table"]
    assert issues_of(dues="period,payroll,due,paid,channel\n") == ()


def test_every_problem_is_told_at_once_in_order():
    found = issues_of(
        accounts=accounts("1,200").replace("100.00", "x"),
        activities="activity_id,kind,date,subject\n,y,2025/1/1,z\n",
        dues=None,
    )
    assert [(one.place.file.rpartition("/")[2], one.place.cell) for one in found] == [
        ("accounts.csv", "C2"), ("accounts.csv", "D2"), ("activities.csv", "A2"), ("activities.csv", "B2"),
        ("activities.csv", "C2"), ("dues.csv", None),
    ]  # fmt: skip


def test_evidence_that_is_named_must_be_there():
    rows = "activity_id,kind,date,subject,document_url\nA1,member_activity,2025-05-01,健步走,documents/a.pdf\n"
    assert codes(issues_of(activities=rows)) == ["schema.missing-document"]


@pytest.mark.parametrize("code", ["91110000101623741K", "911101066976941872", "91350100M000100Y43"])
def test_credit_codes_of_the_domain_reference_pass(code):
    assert is_uscc(code)


def test_a_sum_that_is_zero_mod_31_has_the_check_character_zero():
    assert check_character("0" * 17) == "0"


@given(st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"), st.integers(0, 17))
def test_one_wrong_character_of_a_credit_code_is_found(char, position):
    right = "91110000101623741K"
    wrong = right[:position] + char + right[position + 1 :]
    assert is_uscc(wrong) == (wrong == right)


def test_records_know_the_row_they_were_read_from():
    made = admit(package(), registry(), policy(), {}).package
    assert [one.row for one in made.accounts] == [2, 3]
    assert made.projects is None
    assert made.filings == ()


def test_every_column_has_a_parser():
    for table in PACKAGE_TABLES:
        for column in table.columns:
            assert cell_parser(column)("\x00") is REFUSED or column.kind == "string"
