"""A number of fewer than five helped persons is refused, unless the register says why it may be seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import FOLDER, UNION, YEAR, admit, package_files, policy, portal, registry
from tests.healthy import HEALTHY
from yangguang.door.admit import admit as door_admit
from yangguang.door.loader import load_registry
from yangguang.door.model import Admission, RawPackage
from yangguang.records.registry import AllowedNumber

VISIT = HEALTHY["activities"][0] | {
    "activity_id": "V1", "kind": "member_activity", "subject": "走访慰问困难职工", "due_count": "", "attended_count": "3",
}  # fmt: skip
APPEAL = {"category": "hardship", "received": "3", "resolved": "3", "overdue": "0"}
FEW = {"activities": [*HEALTHY["activities"], VISIT], "appeals": [APPEAL]}


def allowed(table: str, row: str, column: str, year: int = YEAR) -> AllowedNumber:
    return AllowedNumber(union_id=UNION, year=year, table_=table, row_=row, column_=column, reason="本人书面同意")


def admission(*allows: AllowedNumber, on: date = date(2026, 11, 25)) -> Admission:
    raw = RawPackage(district="110101", union_id=UNION, year=YEAR, folder=FOLDER, files=package_files(**FEW))
    return door_admit(raw, replace(registry(), allowed=allows), policy(), {}, date(2026, 11, 25), on)


def told(found: Admission) -> list[tuple[str, str | None, bool]]:
    return [
        (one.place.file.rpartition("/")[2], one.place.column, one.is_error)
        for one in found.issues if one.code == "privacy.small-group"
    ]  # fmt: skip


def test_small_numbers_are_refused_at_their_cells() -> None:
    assert told(admission()) == [("activities.csv", "attended_count", True), ("appeals.csv", "received", True)]
    assert not admission().accepted


def test_the_register_allows_the_very_cell_and_no_other() -> None:
    visit, appeal = allowed("activities", "V1", "attended_count"), allowed("appeals", "hardship", "received")
    assert admission(visit, appeal).accepted
    assert told(admission(visit)) == [("appeals.csv", "received", True)]
    assert told(admission(visit, replace(appeal, year=YEAR - 1))) == [("appeals.csv", "received", True)]
    assert told(admission(visit, replace(appeal, row_="wages"))) == [("appeals.csv", "received", True)]


def test_what_main_took_before_it_was_refused_stays() -> None:
    assert admission(on=date(2026, 5, 1)).accepted


def test_a_meeting_about_help_is_only_pointed_at() -> None:
    meeting = VISIT | {"kind": "policy_study", "subject": "学习困难职工帮扶办法"}
    found = admit(package_files(activities=[*HEALTHY["activities"], meeting]))
    assert told(found) == [("activities.csv", "attended_count", False)]


@pytest.mark.parametrize("remedied", [{"attended_count": ""}, {"attended_count": "8"}])
def test_the_remedies_are_accepted(remedied: dict[str, str]) -> None:
    assert told(admit(package_files(activities=[*HEALTHY["activities"], VISIT | remedied]))) == []


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        (f"{UNION},2025,appeals,hardship,received,本人书面同意", []),
        (f"{UNION},2025,appeals,hardship,resolved,本人书面同意", ["registry.privacy-allowed"]),
        (f"{UNION},2025,dues,2025-01,paid,本人书面同意", ["registry.privacy-allowed"]),
        (f"{UNION},2025,appeals,hardship,received,", ["schema.constraint-error"]),
        ("bj-nobody,2025,appeals,hardship,received,本人书面同意", ["schema.foreign-key"]),
    ],
)
def test_an_entry_needs_a_cell_and_a_reason(tmp_path, row: str, codes: list[str]) -> None:
    data = portal(tmp_path)
    (data / "registry/privacy_allowed.csv").write_text(f"union_id,year,table,row,column,reason\n{row}\n", "utf-8")
    facts = data / "registry/datapackage.json"
    facts.write_text(
        facts.read_text("utf-8").replace(
            '"resources": [', '"resources": [{"name": "privacy_allowed", "path": "privacy_allowed.csv"},'
        ),
        "utf-8",
    )
    _, issues = load_registry(data)
    assert [one.code for one in issues] == codes


@pytest.mark.parametrize(
    "text",
    [
        "慰问3户困难职工", "走访慰问困难职工家庭 2 户，发放2000元", "看望一位退休会员", "救助大病职工一名", "对两户受灾职工发放救助金",
        "春节送温暖慰问职工4人",
    ],
)  # fmt: skip
def test_few_who_were_helped_are_pointed_at_in_words_too(text: str) -> None:
    found = admit(package_files(matters=[HEALTHY["matters"][0] | {"note": text}]))
    assert [(one.place.column, one.is_error) for one in found.issues if one.code == "privacy.few-helped"] == [
        ("note", False)
    ]
    assert found.accepted


@pytest.mark.parametrize(
    "text",
    [
        "慰问若干名困难职工", "慰问34户困难职工", "慰问困难职工二十三户", "慰问困难职工4万元", "慰问3个分会的职工", "第3户困难职工家庭",
        "帮扶小组由3名委员组成", "慰问组3人走访职工", "一户一策帮扶困难职工", "慰问职工1,203人", "走访职工一人均300元",
    ],
)  # fmt: skip
def test_many_and_those_who_help_are_not(text: str) -> None:
    found = admit(package_files(matters=[HEALTHY["matters"][0] | {"note": text}]))
    assert "privacy.few-helped" not in {one.code for one in found.issues}


def test_appeals_joined_with_the_others_as_the_remedy_says_are_accepted() -> None:
    joined = {"category": "other", "received": "3", "resolved": "3", "overdue": "0"}
    assert admit(package_files(appeals=[joined])).accepted
