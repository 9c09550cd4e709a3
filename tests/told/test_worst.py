"""The order in which problems are shown where only ten can be."""

from __future__ import annotations

import random

from yangguang.core.issues import Issue, Place, Severity, Text
from yangguang.told.worst import worst_first

WORST = [
    "privacy.id-number", "gate.encoding", "schema.missing-label", "identity.parent-sum", "schema.type-error", "gate.blank-row",
    "gate.formula",
]  # fmt: skip


def problem(code: str, file: str = "a.csv", severity: Severity = Severity.ERROR, **place: object) -> Issue:
    said = Text("问题", "problem")
    return Issue(code=code, severity=severity, message=said, hint=said, place=Place(file=file, **place))


def order(issues: list[Issue]) -> list[str]:
    return [group[0].code for group in worst_first(issues)]


def test_persons_come_before_files_before_sums_before_cells() -> None:
    issues = [problem(code) for code in WORST]
    for seed in range(20):
        random.Random(seed).shuffle(issues)
        found = order(issues)
        assert (found[0], set(found[1:3]), found[3]) == (WORST[0], set(WORST[1:3]), WORST[3])
        assert set(found[4:]) == set(WORST[4:])


def test_an_error_in_a_cell_comes_before_a_warning_about_a_person() -> None:
    assert order([problem("privacy.person-name", severity=Severity.WARNING), problem("gate.formula")]) == [
        "gate.formula", "privacy.person-name",
    ]  # fmt: skip


def test_other_kinds_come_before_the_second_file_with_the_same() -> None:
    issues = [problem("schema.type-error", f"{n}.csv") for n in range(20)] + [
        problem("gate.mojibake"),
        problem("gate.formula"),
    ]
    assert set(order(issues)[:3]) == {"schema.type-error", "gate.mojibake", "gate.formula"}


def test_the_same_in_one_column_is_one_group_in_the_order_of_its_rows_and_nothing_is_lost() -> None:
    issues = [problem("schema.type-error", row=row, column="actual") for row in range(2, 52)]
    issues += [problem("schema.type-error", row=3, column="budget_initial")]
    groups = worst_first(issues)
    assert [len(group) for group in groups] == [50, 1]
    assert [issue.place.row for issue in groups[0]] == list(range(2, 52))
