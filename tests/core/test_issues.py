"""Problems as the public JSON names them, and columns as spreadsheets do."""

import pytest

from yangguang.core.issues import Issue, Place, Severity, Text, column_letter


@pytest.mark.parametrize(
    ("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_lettered_as_in_a_spreadsheet(index, letter):
    assert column_letter(index) == letter


def test_a_problem_has_every_field_of_the_contract_and_null_where_none_applies():
    issue = Issue(
        code="schema.type-error", severity=Severity.ERROR, message=Text("不是金额", "not an amount"),
        hint=Text("写 1200.00", "write 1200.00"), place=Place(file="a.csv", row=7, cell="E7"),
    )  # fmt: skip
    assert issue.as_json("en") == {
        "code": "schema.type-error", "severity": "error", "message": "not an amount", "hint": "write 1200.00",
        "file": "a.csv", "row": 7, "line": None, "column": None, "cell": "E7", "value": None, "clause": None,
    }  # fmt: skip
    assert issue.as_json()["message"] == "不是金额"
    assert issue.is_error
