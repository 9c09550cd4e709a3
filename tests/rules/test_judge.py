"""A case before all rules: what holds for every verdict."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import yangguang.rules
from tests.rules.build import (
    CITY,
    LATER,
    QU,
    SHOP,
    STREET,
    YEAR,
    account,
    appeals,
    asset,
    audit,
    case,
    channel,
    dues,
    filing,
    inspection,
    matter,
    meeting,
    package,
    policy,
    project,
    regulation,
    spent,
    target,
    training,
    union,
    vote,
    work,
)  # fmt: skip
from yangguang.core.language import ZH
from yangguang.records.oversight import Explanation
from yangguang.rules.catalogue import BY_CLAUSE, RULES, not_yet_judged
from yangguang.rules.judge.model import STATUS_TITLES, WEIGHT_TITLES, Status, Weight
from yangguang.rules.judge.verdicts import judge
from yangguang.told.verdicts import judgement_json, judgement_text

FILINGS = [
    vote(),
    vote("funds_committee_review", date(YEAR, 1, 18)),
    filing("submission", date(YEAR, 1, 22)),
    filing("superior_approval", date(YEAR, 2, 1), body_id="city", document_no="1"),
    filing("issue", date(YEAR, 2, 20), "integrity_plan", document_no="2"),
    filing("submission", date(YEAR, 2, 27), "integrity_plan", document_no="3"),
    filing("submission", date(YEAR + 1, 2, 18), "disclosure_report", document_no="4"),
    filing("submission", date(YEAR + 1, 4, 8), "audit_report", document_no="5"),
]
TABLES = {
    "accounts": [account(), account("50602", "40"), account("402", "500")],
    "projects": [project(), project("50602", "40", "P2")],
    "three_public": [spent(), spent("abroad", "0")],
    "dues": [dues(), dues("2025-02", paid="1500"), dues("2025-03")],
    "activities": [
        training(),
        training(date(YEAR, 8, 1), attended_count=10),
        work("member_activity", subkind="文体"),
        work("member_activity", date(YEAR, 6, 1), subkind="帮扶"),
        work("leader_reception", date(YEAR, 2, 1), leader_role="主席"),
        work("leader_reception", date(YEAR, 8, 1), leader_role="副主席"),
        work("self_inspection", cases_received=2, cases_resolved=1),
        work("self_inspection", date(YEAR, 6, 1), cases_received=1, cases_resolved=1),
    ],
    "regulations": [
        regulation("finance"),
        regulation("worker_liaison"),
        regulation("worker_liaison", date(YEAR, 3, 1)),
    ],
    "channels": [channel(), channel("mailbox", closed_on=date(YEAR, 9, 1))],
    "appeals": [appeals(), appeals("safety", resolved=0, outstanding_issue="通风", due_on=date(YEAR, 9, 1))],
    "matters": [matter(), matter("M2", "80000"), matter("M3", occurred_on=date(YEAR, 9, 1))],
    "filings": FILINGS,
    "assets": [asset(), asset(asset_id="ZC2", end_on=date(YEAR + 1, 1, 1)), asset(asset_id="ZC3", end_on=None)],
    "audit_targets": [target(), target("street", "child_union"), target("P1", "project")],
    "audits": [audit(), audit("P1")],
    "inspections": [inspection("street"), inspection("shop")],
    "disclosures": [
        meeting(),
        meeting(date(YEAR, 9, 1), subject="budget"),
        meeting(date(YEAR, 6, 5), subject="major_matter", subject_id="M1", channel="website", audience="all_members"),
        meeting(date(YEAR, 9, 9), subject="major_matter", subject_id="M2", channel="website", audience="all_members"),
    ],
}
LAST = package(year=YEAR - 1, three_public=TABLES["three_public"], accounts=[account("50602", "40")])


def statuses(judged):
    return [(one.rule.clause_id, one.status, one.answer.weight) for one in judge(judged)]


def test_every_clause_with_a_rule_gets_one_verdict_in_the_order_of_the_plan():
    assert [one.rule.clause_id for one in judge(case(package(**TABLES), LAST))] == [rule.clause_id for rule in RULES]
    order = list(policy().clauses)
    assert [rule.clause_id for rule in RULES] == sorted(BY_CLAUSE, key=order.index)


def test_clauses_without_a_rule_are_not_yet_judged_and_never_declaratory():
    rest = not_yet_judged(policy().clauses.values())
    assert len(rest) + len(RULES) + 4 == len(policy().clauses)
    assert "2-1-2" not in {one.clause_id for one in rest}


def test_a_silent_union_has_no_data_once_everything_is_due_and_is_never_in_breach():
    of_the_year = {one.status for one in judge(case()) if one.rule.clause_id != "3-2-4"}
    assert of_the_year <= {Status.NO_DATA, Status.NOT_APPLICABLE}
    early = {one.status for one in judge(case(as_of=date(YEAR, 1, 1))) if one.answer.asked}
    assert early <= {Status.NOT_DUE, Status.NOT_APPLICABLE}


def test_a_union_that_did_not_exist_is_not_judged():
    later = replace(QU, founded_on=date(YEAR + 1, 1, 1))
    assert {one.status for one in judge(case(unions=(CITY, later)))} == {Status.NOT_APPLICABLE}
    gone = replace(QU, dissolved_on=date(YEAR - 1, 12, 31))
    assert {one.status for one in judge(case(unions=(CITY, gone)))} == {Status.NOT_APPLICABLE}


def test_a_year_before_the_plan_has_no_parameters():
    verdicts = judge(case(package(year=2013, **(TABLES | {"activities": []})), year=2013))
    assert {one.status for one in verdicts if one.rule.clause_id in {"2-1-6", "2-3-3"}} == {Status.NOT_APPLICABLE}


def test_a_clause_that_a_federation_does_not_list_is_no_part_of_a_whole_either():
    judged = case(package(**TABLES), LAST)
    fewer = {name: clause for name, clause in policy().clauses.items() if name != "2-4-3"}
    verdicts = judge(replace(judged, policy=replace(policy(), clauses=fewer)))
    assert "2-4-3" not in {one.rule.clause_id for one in verdicts}
    whole, less = (
        next(one for one in given if one.rule.clause_id == "2-4-1").answer.reason.values["count"].values["n"]
        for given in (judge(judged), verdicts)
    )
    assert less == whole - 1


def test_every_status_and_weight_of_a_verdict_has_a_title():
    for one in judge(case(package(**TABLES), LAST)):
        assert STATUS_TITLES[one.status]
        assert WEIGHT_TITLES[one.weight]
    assert (set(STATUS_TITLES), set(WEIGHT_TITLES)) == (set(Status), set(Weight))


def test_a_verdict_weighs_what_its_answer_says_and_else_what_its_rule_says():
    verdicts = judge(case(package(**TABLES), LAST))
    assert {one.weight for one in verdicts if one.answer.weight} >= {Weight.WARNING}
    for one in verdicts:
        assert one.weight is (one.rule.weight if one.answer.weight is None else one.answer.weight)


def test_what_a_tier_does_not_ask_for_is_counted_apart():
    tallies = {one.rule.clause_id: one.tally for one in judge(case(package("shop"), union_id="shop"))}
    assert (tallies["2-6-2"], tallies["2-3-3"]) == ("not_asked", "breached")


def test_the_unions_own_words_stand_beside_the_verdict_and_change_nothing():
    words = [Explanation(explanation_id="1", subject="2-3-3", kind="variance", text="二月缓缴", date=date(YEAR, 3, 1))]
    plain, said = judge(case(package(**TABLES), LAST)), judge(case(package(**TABLES, explanations=words), LAST))
    assert [one.status for one in plain] == [one.status for one in said]
    assert {one.rule.clause_id: one.explanations for one in said if one.explanations} == {"2-3-3": ("二月缓缴",)}


@settings(max_examples=20)
@given(st.data())
def test_the_order_of_rows_changes_no_verdict(data):
    shuffled = {name: data.draw(st.permutations(rows)) for name, rows in TABLES.items()}
    assert statuses(case(package(**shuffled), LAST)) == statuses(case(package(**TABLES), LAST))


@settings(max_examples=20)
@given(st.sampled_from(sorted(TABLES)), st.sampled_from(["city", "street", "shop"]), st.booleans())
def test_an_unrelated_union_changes_no_verdict(table, parent, silent):
    new = union("other", parent, "street")
    theirs = () if silent else (package("other", **{table: TABLES[table]}),)
    beside = (CITY, QU, STREET, SHOP, new)
    assert statuses(case(package(**TABLES), LAST, *theirs, unions=beside)) == statuses(case(package(**TABLES), LAST))


@settings(max_examples=20)
@given(st.dates(date(YEAR, 1, 1), date(YEAR + 3, 1, 1)), st.dates(date(YEAR, 1, 1), date(YEAR + 3, 1, 1)))
def test_time_never_turns_a_breach_back_into_not_due(one, other):
    before = judge(case(package(**TABLES), LAST, as_of=min(one, other)))
    after = judge(case(package(**TABLES), LAST, as_of=max(one, other)))
    for first, later in zip(before, after, strict=True):
        assert not (first.status is Status.BREACHED and later.status is Status.NOT_DUE)


def test_verdicts_travel_between_processes():
    verdicts = judge(case(package(**TABLES), LAST))
    assert pickle.loads(pickle.dumps(verdicts)) == verdicts


def test_the_public_json_is_exact_and_in_both_languages():
    result = judgement_json(judge(case(package(**TABLES), LAST)), LATER, ZH)
    assert result["as_of"] == "2026-07-15"
    one = next(item for item in result["verdicts"] if item["clause"] == "2-3-3")
    assert (one["status"], one["severity"]) == ("breached", "hard")
    assert (
        one["message"]
        == "应拨缴 6,000.00 元，实拨缴 5,500.00 元，欠缴 500.00 元，涉及2025-02；期限为2026年1月15日，已过"
    )
    assert one["cells"] == [
        {"file": "unions/d1/qu/2025/dues.csv", "row": 0, "column": column}
        for column in ("period", *("payroll",) * 3, *("due",) * 3, *("paid", "status") * 3)
    ]
    assert {row["name"]: row["value"] for row in one["parameters"]}["dues_rate"] == "0.02"
    assert json.loads(json.dumps(result)) == result


def test_the_text_names_union_clause_status_and_reason():
    text = judgement_text(judge(case(package(**TABLES), LAST)), LATER, ZH)
    assert text.splitlines()[0] == "qu 2025年，评价日期2026年7月15日"
    assert "2-3-3   [不符合] 按全部职工工资总额的2%足额拨缴工会经费：应拨缴 6,000.00 元" in text


@pytest.mark.parametrize("row", policy().parameters, ids=lambda row: row.name)
def test_every_parameter_has_a_basis(row):
    assert row.basis
    assert row.nature != "default" or "参照" in row.basis


def test_rules_are_written_without_numbers_that_belong_to_the_policy():
    text = "".join(path.read_text() for path in Path(yangguang.rules.__file__).parent.glob("*.py"))
    for number in ("0.02", "0.01", "5000000", "180", "0.8", "-06-30", "-03-31"):
        assert number not in text, number
