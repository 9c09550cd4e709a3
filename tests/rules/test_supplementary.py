"""X-1 to X-8: what the law beside the plan asks, off the scorecard, in force where parameters.csv switches it on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import (
    CITY,
    LATER,
    QU,
    SHOP,
    STREET,
    YEAR,
    YUAN,
    account,
    audit,
    case,
    decide,
    dues,
    filing,
    meeting,
    package,
    policy,
)  # fmt: skip
from yangguang.core.address import Sheet
from yangguang.core.fiscal import FiscalYears
from yangguang.core.issues import Issue, Place, Severity, Text
from yangguang.core.language import ZH
from yangguang.records.audits import Audit, AuditFinding
from yangguang.records.contributions import Transfer
from yangguang.records.finances import Balance, Overview
from yangguang.records.oversight import Explanation
from yangguang.records.policy import Parameter
from yangguang.rules.catalogue import BY_CLAUSE, SUPPLEMENTARY, SUPPLEMENTARY_SECTION
from yangguang.rules.judge.model import Cell, Status, Weight
from yangguang.rules.judge.verdicts import judge, judge_supplementary

RULES = {rule.clause_id: rule for rule in SUPPLEMENTARY}
LAST, NEXT = YEAR - 1, YEAR + 1


def of(union, **facts):
    """The federation with one union changed."""
    return tuple(replace(one, **facts) if one.union_id == union.union_id else one for one in (CITY, QU, STREET, SHOP))


# The switch


def switched(value, start=date(2016, 1, 1), end=None, name="supplementary_x8"):
    return Parameter(
        name=name,
        effective_from=start,
        effective_to=end,
        value=value,
        unit="switch",
        basis="《会计法》第十一条",
        nature="statute",
    )


def verdicts(*rows, **facts):
    judged = case(package(dues=[dues()], **facts))
    return judge_supplementary(replace(judged, policy=replace(policy(), parameters=rows)))


SWITCHES = {
    "no row": ((), []),
    "on": ((switched("1"),), ["X-8"]),
    "off": ((switched("0"),), []),
    "on from the day that ends the year": ((switched("1", date(YEAR, 12, 31)),), ["X-8"]),
    "on from next year": ((switched("1", date(NEXT, 1, 1)),), []),
    "off again before the year ended": ((switched("1", end=date(YEAR, 12, 30)),), []),
    "switched off later": ((switched("1", end=date(YEAR, 12, 31)), switched("0", date(NEXT, 1, 1))), ["X-8"]),
}


@pytest.mark.parametrize(("rows", "expected"), SWITCHES.values(), ids=SWITCHES)
def test_a_rule_judges_the_years_in_which_it_is_switched_on(rows, expected):
    assert [one.rule.clause_id for one in verdicts(*rows)] == expected


def test_a_verdict_quotes_the_basis_of_the_switch():
    (one,) = verdicts(switched("1"))
    assert (one.clause.text, one.clause.section) == ("《会计法》第十一条", SUPPLEMENTARY_SECTION)
    assert one.clause.clause_id == one.rule.clause_id == "X-8"


def test_what_the_union_says_stands_beside_the_verdict():
    said = Explanation(explanation_id="E1", subject="X-8", kind="other", text="系统更换", date=date(YEAR, 5, 1))
    (one,) = verdicts(switched("1"), explanations=[said])
    assert one.explanations == ("系统更换",)


def test_the_family_stands_apart_from_the_plan():
    assert [rule.clause_id for rule in SUPPLEMENTARY] == [f"X-{n}" for n in range(1, 9)]
    assert all(rule.supplementary and rule.switch == f"supplementary_x{rule.clause_id[2:]}" for rule in SUPPLEMENTARY)
    assert not any(rule.supplementary for rule in BY_CLAUSE.values())
    assert {one.rule.clause_id for one in judge(case(package()))}.isdisjoint(RULES)
    hard = {rule.clause_id for rule in SUPPLEMENTARY if rule.weight is Weight.HARD}
    assert hard == {"X-6", "X-8"}
    assert all(rule.weight is Weight.WARNING for rule in SUPPLEMENTARY if rule.clause_id not in hard)


def test_every_switch_is_a_row_of_the_portal_with_a_basis():
    for rule in SUPPLEMENTARY:
        rows = policy().history(rule.switch)
        assert rows
        assert all(row.unit == "switch" and row.value in {"0", "1"} and row.basis for row in rows)


def test_a_union_that_did_not_exist_is_judged_by_none():
    gone = case(unions=of(QU, dissolved_on=date(LAST, 12, 31)))
    assert {one.status for one in judge_supplementary(gone)} == {Status.NOT_APPLICABLE}


# the funds committee is elected by the congress

TERM = date(YEAR - 2, 1, 1)  # of the builder's unions


def vote(subject="funds_committee_election", day=date(YEAR, 3, 1), **facts):
    return filing("congress_vote", day, subject, **facts)


def term(*extra, missing=(), **tables):
    """The packages of the whole term, with accounts; `extra` filings in the judged year."""
    tables = {"accounts": [account()], "filings": extra} | tables
    return [
        package(year=year, **(tables if year == YEAR else {}))
        for year in range(TERM.year, YEAR + 1)
        if year not in missing
    ]


X1_KEPT = {
    "elected in the year": [vote()],
    "elected on the first day of the year the term began": [vote(day=date(YEAR - 2, 1, 1))],
    "the later of two votes": [vote(outcome="rejected", day=date(YEAR, 2, 1)), vote()],
}
X1_BROKEN = {
    "no record": [],
    "a vote that failed": [vote(outcome="rejected")],
    "before the term": [vote(day=date(YEAR - 3, 12, 31))],
    "not of the congress": [filing("committee_review", date(YEAR, 3, 1), "funds_committee_election")],
    "the union itself, not the committee": [vote("union_election")],
    "after the day of judgement": [vote(day=date(NEXT, 7, 16))],
}


@pytest.mark.parametrize("filings", X1_KEPT.values(), ids=X1_KEPT)
def test_x1_kept(filings):
    assert decide("X-1", case(*term(*filings))).status is Status.MET


@pytest.mark.parametrize("filings", X1_BROKEN.values(), ids=X1_BROKEN)
def test_x1_broken(filings):
    assert decide("X-1", case(*term(*filings))).status is Status.BREACHED
    assert decide("X-1", case(*term(*filings), as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE


def test_x1_neither():
    assert decide("X-1", case(*term(accounts=()))).status is Status.NOT_APPLICABLE
    assert decide("X-1", case(*term(), unions=of(QU, term_start=None))).status is Status.NO_DATA
    assert decide("X-1", case(*term(), unions=of(QU, term_start=date(NEXT, 1, 1)))).status is Status.NOT_APPLICABLE
    silent = decide("X-1", case(*term(missing=[LAST])))
    assert (silent.status, str(LAST) in silent.reason.text(ZH)) == (Status.NO_DATA, True)
    assert decide("X-1", case(*term(vote(), missing=[LAST]))).status is Status.MET
    assert decide("X-1", case(*term(filings=None))).status is Status.NO_DATA
    assert decide("X-1", case(*term(accounts=None))).status is Status.NO_DATA


def test_x1_and_x3_a_year_in_part_may_lack_the_vote():
    halfway = [*term()[:-1], package(accounts=[account()], stage="midyear")]
    for day, status in (
        (date(YEAR, 8, 1), Status.NOT_DUE),
        (date(NEXT, 6, 30), Status.NOT_DUE),
        (LATER, Status.NO_DATA),
    ):
        assert decide("X-1", case(*halfway, as_of=day)).status is status
        assert decide("X-3", case(*halfway, unions=EXPIRED, as_of=day)).status is status
    before = [*term(missing=[LAST]), package(year=LAST, stage="midyear")]
    assert decide("X-1", case(*before)).status is Status.NO_DATA
    none_of_its_own = case(package(accounts=[], stage="midyear"))
    assert decide("X-1", none_of_its_own).status is Status.NO_DATA


def test_x1_names_the_vote():
    votes = [replace(vote(day=date(YEAR, 4, 1)), row=2), replace(vote(), row=3)]
    answer = decide("X-1", case(*term(*votes)))
    assert "2025年4月1日" in answer.reason.text(ZH)
    assert {cell.column for cell in answer.cells} == {"subject", "date", "outcome", "term_start"}


def test_x1_a_term_that_begins_in_the_year_is_judged():
    begun = of(QU, term_start=date(YEAR, 1, 1))
    assert decide("X-1", case(*term(vote()), unions=begun)).status is Status.MET
    assert decide("X-1", case(*term(), unions=begun)).status is Status.BREACHED


def test_x1_a_vote_counts_from_its_own_day():
    assert decide("X-1", case(*term(vote(day=LATER)))).status is Status.MET


def test_x1_says_which_table_is_lacking():
    assert "审查审批备案报送" in decide("X-1", case(*term(filings=None))).reason.text(ZH)
    assert decide("X-1", case()).status is Status.NO_DATA


# a chair whose term ends is audited

TAKEN = date(YEAR, 3, 1)
DUE = date(YEAR, 8, 28)  # 180 days later


def arrived(since=TAKEN):
    return [Overview(members=180, responsible_role="chair", responsible_since=since)]


def accountability(day=DUE, target_id="self", kind="accountability"):
    return Audit(audit_id=f"S{day}", kind=kind, target_id=target_id, report_on=day, auditor_kind="own_committee")


X2_KEPT = {
    "on the last day": [accountability()],
    "before the change, within as many days": [accountability(date(YEAR - 1, 9, 2))],
    "one in time and one too late": [accountability(date(NEXT, 1, 1)), accountability()],
    "named by its own identifier": [accountability(target_id="qu")],
}
X2_BROKEN = {
    "none": [],
    "a day late": [accountability(date(YEAR, 8, 29))],
    "a day too early to be about this change": [accountability(date(YEAR - 1, 9, 1))],
    "another kind of audit": [accountability(kind="annual_execution")],
    "of a subordinate": [accountability(target_id="street")],
    "without a report": [accountability(None)],
}


@pytest.mark.parametrize("audits", X2_KEPT.values(), ids=X2_KEPT)
def test_x2_kept(audits):
    assert decide("X-2", case(package(overview=arrived(), audits=audits))).status is Status.MET


ABOVE_TELLS = package("city")  # the superior's books, without an audit of this union


@pytest.mark.parametrize("audits", X2_BROKEN.values(), ids=X2_BROKEN)
def test_x2_broken(audits):
    given = package(overview=arrived(), audits=audits)
    assert decide("X-2", case(given, ABOVE_TELLS)).status is Status.BREACHED


SILENT_ABOVE = {
    "no package": [],
    "no audits": [package("city", audits=None)],
    "half a year": [package("city", stage="midyear")],
    "another year": [package("city", year=LAST)],
}


@pytest.mark.parametrize("above", SILENT_ABOVE.values(), ids=SILENT_ABOVE)
def test_the_audit_may_stand_in_the_superiors_books(above):
    lacking = decide("X-2", case(package(overview=arrived()), *above))
    assert (lacking.status, "上级工会2025年的审计没有公开" in lacking.reason.text(ZH)) == (Status.NO_DATA, True)
    assert decide("X-7", case(package(), *above, unions=DISSOLVED)).status is Status.NO_DATA


def test_books_that_nobody_knows_of_tell_nothing_of_an_audit():
    given = case(package(overview=arrived()), ABOVE_TELLS)
    unknown = replace(given, neighbours=replace(given.neighbours, books={}))
    assert decide("X-2", given).status is Status.BREACHED
    assert decide("X-2", unknown).status is Status.NO_DATA


def test_x2_and_x7_of_the_topmost_union_have_nobody_else_to_ask():
    top = of(CITY, dissolved_on=date(YEAR, 9, 30))
    given = package("city", overview=arrived())
    assert decide("X-2", case(given, union_id="city")).status is Status.BREACHED
    assert decide("X-7", case(given, union_id="city", unions=top)).status is Status.BREACHED


def test_x2_and_x7_what_half_a_year_does_not_show_is_not_missed():
    early = package(overview=arrived(), stage="midyear")
    for day, status in ((date(NEXT, 6, 30), Status.NOT_DUE), (LATER, Status.NO_DATA)):
        assert decide("X-2", case(early, ABOVE_TELLS, as_of=day)).status is status
        assert decide("X-7", case(early, ABOVE_TELLS, unions=DISSOLVED, as_of=day)).status is status
    assert decide("X-2", case(package(stage="midyear"))).status is Status.NO_DATA


def test_x2_waits_for_the_day_and_for_the_year():
    changed = date(YEAR, 12, 1)
    given = package(overview=arrived(changed))
    due = date(NEXT, 5, 30)
    assert decide("X-2", case(given, as_of=due)).status is Status.NOT_DUE
    assert decide("X-2", case(given, ABOVE_TELLS, as_of=date(NEXT, 5, 31))).status is Status.BREACHED
    assert decide("X-2", case(package(overview=arrived()), as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE
    assert decide("X-2", case(given, as_of=date(YEAR, 11, 30))).status is Status.NOT_APPLICABLE
    assert decide("X-2", case(given, as_of=changed)).status is Status.NOT_DUE


def test_x2_the_end_of_the_term_is_a_change_too():
    ends = of(QU, term_end=date(YEAR, 6, 30))
    assert decide("X-2", case(package(), ABOVE_TELLS, unions=ends)).status is Status.BREACHED
    assert decide("X-2", case(package(audits=[accountability(date(YEAR, 12, 27))]), unions=ends)).status is Status.MET
    assert (
        decide("X-2", case(package(audits=[accountability(date(YEAR, 12, 28))]), unions=ends)).status is Status.BREACHED
    )


def test_x2_the_later_of_two_changes_is_judged():
    ends = of(QU, term_end=date(YEAR, 1, 31))
    answer = decide("X-2", case(package(overview=arrived(), audits=[accountability()]), unions=ends))
    assert (answer.status, "2025年3月1日" in answer.reason.text(ZH)) == (Status.MET, True)


def test_x2_the_superior_may_audit():
    above = package("city", audits=[accountability(target_id="qu")])
    answer = decide("X-2", case(package(overview=arrived()), above))
    assert answer.status is Status.MET
    assert answer.cells[-1].file == f"unions/d1/city/{YEAR}/audits.csv"


def test_x2_next_years_books_may_show_it():
    later = package(year=NEXT, audits=[accountability(date(NEXT, 5, 30))])
    assert decide("X-2", case(package(overview=arrived(date(YEAR, 12, 1))), later)).status is Status.MET


def test_x2_neither():
    assert decide("X-2", case(package())).status is Status.NOT_APPLICABLE
    assert decide("X-2", case(package(overview=arrived(date(LAST, 12, 31))))).status is Status.NOT_APPLICABLE
    founded = of(QU, founded_on=date(YEAR, 3, 1), term_start=None, term_end=None)
    assert decide("X-2", case(package(overview=arrived()), unions=founded)).status is Status.NOT_APPLICABLE
    assert decide("X-2", case(package(overview=arrived(), audits=None))).status is Status.NO_DATA
    assert decide("X-2", case(package(overview=None))).status is Status.NO_DATA


def test_x2_and_x7_name_the_table_that_is_missing():
    ended = package(overview=arrived(), audits=None)
    for rule, unions in (("X-2", (CITY, QU)), ("X-7", DISSOLVED)):
        answer = decide(rule, case(ended, ABOVE_TELLS, unions=unions))
        assert (answer.status, answer.reason.values["table"].zh) == (Status.NO_DATA, "审计项目")


def test_x2_says_what_is_wrong():
    def told(*audits):
        return decide("X-2", case(package(overview=arrived(), audits=audits))).reason.text(ZH)

    assert "经济责任审查报告于2025年8月29日出具，应不晚于2025年8月28日" in told(accountability(date(YEAR, 8, 29)))
    assert "没有经济责任审查的记录，应不晚于2025年8月28日" in told(accountability(date(LAST, 9, 1)))


def test_x2_a_report_counts_from_its_own_day():
    given = package(overview=arrived(date(YEAR, 12, 1)), audits=[accountability(date(NEXT, 2, 1))])
    assert decide("X-2", case(given, as_of=date(NEXT, 2, 1))).status is Status.MET
    assert decide("X-2", case(given, as_of=date(NEXT, 1, 31))).status is Status.NOT_DUE


ABOVE = {
    "another kind": accountability(target_id="qu", kind="child_union"),
    "without a report": accountability(None, "qu"),
    "of another union": accountability(target_id="street"),
}


@pytest.mark.parametrize("one", ABOVE.values(), ids=ABOVE)
def test_x2_only_the_superiors_accountability_audit_of_this_union_counts(one):
    given = (package(overview=arrived()), package("city", audits=[one]))
    assert decide("X-2", case(*given)).status is Status.BREACHED


def test_x2_the_superiors_report_counts_from_its_own_day():
    given = (
        package(overview=arrived(date(YEAR, 12, 1))),
        package("city", audits=[accountability(date(NEXT, 2, 1), "qu")]),
    )
    assert decide("X-2", case(*given, as_of=date(NEXT, 2, 1))).status is Status.MET
    assert decide("X-2", case(*given, as_of=date(NEXT, 1, 31))).status is Status.NOT_DUE


def test_x2_a_term_that_ended_another_year_and_a_union_of_unknown_age():
    assert decide("X-2", case(package(), unions=of(QU, term_end=date(LAST, 12, 31)))).status is Status.NOT_APPLICABLE
    ageless = of(QU, founded_on=None)
    assert decide("X-2", case(package(overview=arrived()), ABOVE_TELLS, unions=ageless)).status is Status.BREACHED
    assert decide("X-2", case()).status is Status.NO_DATA


# an election follows the end of each term

ENDED = date(YEAR, 6, 30)
EXPIRED = of(QU, term_end=ENDED)


def test_x3_kept():
    assert decide("X-3", case(*term())).status is Status.MET
    assert decide("X-3", case(*term(), unions=of(QU, term_end=date(NEXT, 1, 1)))).status is Status.MET
    assert decide("X-3", case(*term(), unions=EXPIRED, as_of=ENDED)).status is Status.MET
    elected = decide("X-3", case(*term(vote("union_election", date(YEAR, 7, 10))), unions=EXPIRED))
    assert (elected.status, "工会名录尚未更新" in elected.reason.text(ZH)) == (Status.MET, True)
    assert decide("X-3", case(*term(vote("union_election", date(YEAR - 2, 1, 2))), unions=EXPIRED)).status is Status.MET


X3_BROKEN = {
    "no record": [],
    "the election that began the term": [vote("union_election", TERM)],
    "an election that failed": [vote("union_election", outcome="rejected")],
    "of the funds committee": [vote()],
}


@pytest.mark.parametrize("filings", X3_BROKEN.values(), ids=X3_BROKEN)
def test_x3_broken(filings):
    assert decide("X-3", case(*term(*filings), unions=EXPIRED)).status is Status.BREACHED
    assert decide("X-3", case(*term(*filings), unions=EXPIRED, as_of=date(YEAR, 7, 1))).status is Status.BREACHED


def test_x3_the_last_day_of_the_year_lies_in_it():
    on_the_last_day = of(QU, term_end=date(YEAR, 12, 31))
    assert decide("X-3", case(*term(), unions=on_the_last_day)).status is Status.BREACHED
    assert decide("X-3", case(*term(), unions=on_the_last_day, as_of=date(YEAR, 12, 31))).status is Status.MET


def test_x3_neither():
    assert decide("X-3", case(*term(), unions=of(QU, term_end=None))).status is Status.NO_DATA
    assert decide("X-3", case(*term(), unions=of(QU, term_start=None))).status is Status.NO_DATA
    not_yet = of(QU, term_start=date(NEXT, 1, 1))
    assert decide("X-3", case(*term(), unions=not_yet)).status is Status.NOT_APPLICABLE
    assert decide("X-3", case(*term(missing=[LAST]), unions=EXPIRED)).status is Status.NO_DATA
    assert decide("X-3", case(*term(filings=None), unions=EXPIRED)).status is Status.NO_DATA


def test_x3_points_at_the_register():
    answer = decide("X-3", case(*term(), unions=EXPIRED))
    assert answer.cells == (
        Cell(Sheet.of("registry/unions.csv"), row=0, column="term_start"),
        Cell(Sheet.of("registry/unions.csv"), row=0, column="term_end"),
    )


def test_x3_a_term_that_begins_and_ends_in_the_year_is_judged():
    short = of(QU, term_start=date(YEAR, 1, 1), term_end=ENDED)
    assert decide("X-3", case(*term(), unions=short)).status is Status.BREACHED


def test_x3_an_election_in_a_later_years_books_is_that_years():
    later = package(year=NEXT, filings=[vote("union_election", date(YEAR, 7, 10))])
    assert decide("X-3", case(*term(), later, unions=EXPIRED)).status is Status.BREACHED


def test_x3_names_the_last_election():
    votes = [vote("union_election", date(YEAR, 7, 10)), vote("union_election", date(YEAR, 8, 1))]
    assert "2025年8月1日" in decide("X-3", case(*term(*votes), unions=EXPIRED)).reason.text(ZH)


# rectification is published


def finding(finding_id="F1", audit_id="A1", due_on=date(YEAR, 6, 30), status="rectified"):
    return AuditFinding(
        finding_id=finding_id, audit_id=audit_id, category="D1", description="超范围", risk="low",
        requirement="immediate", due_on=due_on, status=status,
    )  # fmt: skip


def published(day=date(YEAR, 9, 1), fiscal_year=YEAR, **facts):
    return meeting(day, fiscal_year, **({"subject": "rectification", "channel": "website"} | facts))


X4_KEPT = {
    "the audit named": [published(subject_id="A1")],
    "the year named": [published()],
    "late": [published(date(NEXT, 7, 15))],
    "another year's row that names the audit": [published(fiscal_year=None, subject_id="A1")],
}
X4_BROKEN = {
    "nothing": [],
    "another audit": [published(subject_id="A2")],
    "another year": [published(fiscal_year=LAST)],
    "no year at all": [published(fiscal_year=None)],
    "the accounts, not the rectification": [published(subject="final_accounts")],
    "after the day of judgement": [published(date(NEXT, 7, 16))],
}


@pytest.mark.parametrize("rows", X4_KEPT.values(), ids=X4_KEPT)
def test_x4_kept(rows):
    assert decide("X-4", case(package(findings=[finding()], disclosures=rows))).status is Status.MET


@pytest.mark.parametrize("rows", X4_BROKEN.values(), ids=X4_BROKEN)
def test_x4_broken(rows):
    given = package(findings=[finding()], disclosures=rows)
    assert decide("X-4", case(given)).status is Status.BREACHED
    assert decide("X-4", case(given, as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE


def test_what_was_found_at_another_union_is_its_own_to_publish():
    audits = [audit(audit_id="A1"), audit("street", audit_id="below")]
    below = finding("W2", audit_id="below", due_on=date(YEAR + 5, 1, 1))
    assert decide("X-4", case(package(audits=audits, findings=[below]))).status is Status.NOT_APPLICABLE
    done = {"audits": audits, "findings": [finding(due_on=date(YEAR, 3, 1)), below], "disclosures": [published()]}
    assert decide("X-4", case(package(**done))).status is Status.MET
    answer = decide("X-4", case(package(**(done | {"disclosures": []}))))
    assert answer.status is Status.BREACHED, "the deadline is that of its own findings"
    city = package("city", audits=[audit("qu", audit_id="up")], findings=[finding("W3", audit_id="up")])
    assert decide("X-4", case(package(), city)).status is Status.NOT_APPLICABLE, "a superior's audit it has not listed"


def test_x4_every_audit_with_findings_counts():
    two = [finding(), finding("F2", "A2")]
    answer = decide("X-4", case(package(findings=two, disclosures=[published(subject_id="A1")])))
    assert (answer.status, "A2" in answer.reason.text(ZH), "A1" in answer.reason.text(ZH)) == (
        Status.BREACHED,
        True,
        False,
    )
    both = [published(subject_id="A1"), published(subject_id="A2", day=date(YEAR, 9, 2))]
    assert decide("X-4", case(package(findings=two, disclosures=both))).status is Status.MET


def test_x4_sixty_days_after_the_last_finding_was_due():
    given = package(findings=[finding(due_on=date(YEAR, 6, 1)), finding("F2", due_on=date(NEXT, 5, 1))])
    last_day = date(NEXT, 6, 30)
    later = package(year=NEXT)
    assert decide("X-4", case(given, later, as_of=last_day)).status is Status.NOT_DUE
    assert decide("X-4", case(given, later, as_of=date(NEXT, 7, 1))).status is Status.BREACHED


def test_x4_next_years_books_may_show_it_and_until_they_are_due_nobody_is_blamed():
    given = package(findings=[finding(due_on=date(NEXT, 3, 1))])
    later = package(year=NEXT, disclosures=[published(date(NEXT, 4, 1))])
    assert decide("X-4", case(given, later)).status is Status.MET
    assert decide("X-4", case(given)).status is Status.NOT_DUE
    assert decide("X-4", case(given, package("city", year=NEXT))).status is Status.NOT_DUE
    assert decide("X-4", case(given, package(year=NEXT, disclosures=None))).status is Status.NOT_DUE
    assert decide("X-4", case(given, as_of=date(NEXT + 1, 6, 30))).status is Status.NOT_DUE
    assert decide("X-4", case(given, as_of=date(NEXT + 1, 7, 1))).status is Status.NO_DATA


def test_x4_a_year_in_part_may_lack_findings_and_publications():
    for tables in (
        {"findings": []},
        {"findings": [finding()], "disclosures": [published()]},
        {"findings": [finding()]},
    ):
        for day, status in ((date(NEXT, 6, 30), Status.NOT_DUE), (LATER, Status.NO_DATA)):
            assert decide("X-4", case(package(**tables, stage="midyear"), as_of=day)).status is status


def test_x4_neither():
    assert decide("X-4", case(package())).status is Status.NOT_APPLICABLE
    assert decide("X-4", case(package(findings=None))).status is Status.NO_DATA
    hidden = decide("X-4", case(package(findings=[finding()], disclosures=None)))
    assert (hidden.status, "“公开记录”表" in hidden.reason.text(ZH)) == (Status.NO_DATA, True)


def test_x4_silent_years_say_nothing():
    given = (package(findings=[finding()], disclosures=[published()]), package("city", year=LAST))
    assert decide("X-4", case(*given)).status is Status.MET
    assert decide("X-4", case()).status is Status.NO_DATA


def test_x4_findings_that_were_due_before_the_year_are_judged_by_the_years_own_books():
    old = package(findings=[finding(due_on=date(LAST, 3, 1))])
    assert decide("X-4", case(old)).status is Status.BREACHED


def test_x4_without_a_deadline_for_later_books_the_day_itself_decides():
    given = case(package(findings=[finding(due_on=date(NEXT, 3, 1))]), as_of=date(NEXT, 4, 30))
    rows = tuple(row for row in policy().parameters if row.name != "stage_deadline_final")
    free = replace(given, policy=replace(policy(), parameters=rows))
    assert decide("X-4", free).status is Status.NOT_DUE
    assert decide("X-4", replace(free, as_of=date(NEXT, 5, 1))).status is Status.NO_DATA


def test_x4_a_disclosure_counts_from_its_own_day():
    given = package(findings=[finding()], disclosures=[published(LATER)])
    assert decide("X-4", case(given)).status is Status.MET


# membership fees are recorded

FEES = {"accounts": [account("401", actual="1200")], "overview": [Overview(members=180)]}


def test_x5_is_attested_because_months_are_not_told():
    answer = decide("X-5", case(package(**FEES)))
    assert (answer.status, "1,200.00" in answer.reason.text(ZH)) == (Status.ATTESTED, True)
    assert [cell.column for cell in answer.cells] == ["actual", "members"]
    assert decide("X-5", case(package(chart="2009", **FEES))).status is Status.ATTESTED


X5_BROKEN = {"no such account": [account("402")], "zero": [account("401", actual="0")]}


@pytest.mark.parametrize("accounts", X5_BROKEN.values(), ids=X5_BROKEN)
def test_x5_broken(accounts):
    given = package(**(FEES | {"accounts": accounts}))
    assert decide("X-5", case(given)).status is Status.BREACHED
    assert decide("X-5", case(given, as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE
    early = package(stage="budget", **(FEES | {"accounts": accounts}))
    assert decide("X-5", case(early, as_of=date(NEXT, 6, 30))).status is Status.NOT_DUE


MEMBERS = {
    "nobody": ([Overview(members=0)], Status.NOT_APPLICABLE),
    "not said": ([Overview(members=None)], Status.NO_DATA),
    "an empty overview": ([], Status.NO_DATA),
}


@pytest.mark.parametrize(("overview", "status"), MEMBERS.values(), ids=MEMBERS)
def test_x5_only_a_union_that_has_no_members_needs_no_fees(overview, status):
    given = FEES | {"overview": overview}
    assert decide("X-5", case(package(**given))).status is status
    assert decide("X-5", case(package(**given, stage="midyear"))).status is Status.NO_DATA
    early = decide("X-5", case(package(**given), as_of=date(YEAR, 3, 31)))
    assert early.status is (Status.NOT_DUE if status is Status.NO_DATA else status)


def test_x5_what_is_not_filled_in_is_not_zero():
    rows = [account("401", actual=None)]
    given = package(**(FEES | {"accounts": rows}))
    answer = decide("X-5", case(given))
    assert (answer.status, answer.reason.text(ZH)) == (Status.NO_DATA, "会员 180 人，会费收入的决算没有填写")
    assert decide("X-5", case(given, as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE


def test_x5_neither():
    elsewhere = case(package(**FEES))
    elsewhere = replace(elsewhere, policy=replace(policy(), charts={"2021": {}}))
    assert decide("X-5", elsewhere).status is Status.NOT_APPLICABLE
    assert decide("X-5", case(package(**(FEES | {"accounts": None})))).status is Status.NO_DATA
    assert decide("X-5", case(package(**(FEES | {"overview": None})))).status is Status.NO_DATA
    early = package(**(FEES | {"accounts": [account("401", actual="5")]}))
    assert decide("X-5", case(early, as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE


def test_x5_a_silent_union():
    assert decide("X-5", case()).status is Status.NO_DATA
    assert decide("X-6", case()).status is Status.NO_DATA
    assert decide("X-8", case()).status is Status.NO_DATA


# the statements foot


SHEET = [Balance(item=item, opening=YUAN(10), closing=YUAN(20)) for item in ("cash", "surplus")]
UNFOUNDED = {
    "no balances": {"balances": []},
    "no accounts": {"accounts": []},
    "a closing balance left empty": {"balances": [SHEET[0], replace(SHEET[1], closing=None)]},
    "an actual amount left empty": {"accounts": [account(), account("50502", actual=None)]},
}


@pytest.mark.parametrize("tables", UNFOUNDED.values(), ids=UNFOUNDED)
def test_x6_statements_without_figures_agree_with_anything(tables):
    given = {"accounts": [account()], "balances": SHEET} | tables
    assert decide("X-6", case(package(**given))).status is Status.NO_DATA
    assert decide("X-6", case(package(**given), as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE


def test_x6_half_a_year_does_not_foot_yet():
    given = package(accounts=[account()], balances=SHEET, stage="midyear")
    for day, status in ((date(NEXT, 6, 30), Status.NOT_DUE), (LATER, Status.NO_DATA)):
        assert decide("X-6", case(given, as_of=day)).status is status


def warned(*codes, **facts):
    place = Place(**({"file": f"unions/d1/qu/{YEAR}/balances.csv", "row": 7, "column": "closing"} | facts))
    issues = tuple(
        Issue(code=code, severity=Severity.WARNING, place=place, message=Text("不符", "off"), hint=Text("", ""))
        for code in codes
    )
    judged = case(package(accounts=[account()], balances=SHEET))
    return replace(judged, report=replace(judged.report, warnings=issues))


@pytest.mark.parametrize(
    "code", ["identity.closing-carry", "identity.transfers-within-accounts", "identity.three-public-within-accounts"]
)
def test_x6_broken(code):
    answer = decide("X-6", warned(code, "identity.copied", code))
    assert (answer.status, "2 处" in answer.reason.text(ZH)) == (Status.BREACHED, True)
    assert answer.cells[0] == Cell(Sheet.of(f"unions/d1/qu/{YEAR}/balances.csv"), row=7, column="closing")
    assert len(answer.cells) == 2


def test_x6_kept():
    assert decide("X-6", warned()).status is Status.MET
    assert decide("X-6", warned("identity.copied", "identity.order", "privacy.person-name")).status is Status.MET


def test_x6_names_what_does_not_agree():
    text = decide("X-6", warned("identity.closing-carry")).reason.text(ZH)
    assert text == "数字不相符 1 处：结转结余的变动与收支差额不符"
    both = decide("X-6", warned("identity.closing-carry", "identity.three-public-within-accounts")).reason.text(ZH)
    assert both == "数字不相符 2 处：结转结余的变动与收支差额不符、三公经费大于所在科目"


@pytest.mark.parametrize("lacking", [{"file": None}, {"row": None}, {"column": None}])
def test_x6_points_only_at_whole_places(lacking):
    answer = decide("X-6", warned("identity.closing-carry", **lacking))
    assert (answer.status, answer.cells) == (Status.BREACHED, ())


@pytest.mark.parametrize("missing", ["accounts", "balances"])
def test_x6_missing_table(missing):
    assert decide("X-6", case(package(**{missing: None}))).status is Status.NO_DATA


def test_x6_is_not_asked_of_a_small_union():
    shop = package("shop", balances=None)
    answer = decide("X-6", case(shop, union_id="shop"))
    assert (answer.status, answer.asked) == (Status.NO_DATA, False)


# an audit precedes a dissolution

END = date(YEAR, 9, 30)
DISSOLVED = of(QU, dissolved_on=END)


def liquidation(day=END, target_id="self"):
    return accountability(day, target_id, "liquidation")


def test_x7_kept():
    assert decide("X-7", case(package(audits=[liquidation()]), unions=DISSOLVED)).status is Status.MET
    both = [liquidation(date(YEAR, 10, 1)), liquidation(date(YEAR, 3, 1))]
    assert decide("X-7", case(package(audits=both), unions=DISSOLVED)).status is Status.MET
    above = package("city", audits=[liquidation(target_id="qu")])
    assert decide("X-7", case(above, unions=DISSOLVED)).status is Status.MET


def test_x7_broken():
    late = decide("X-7", case(package(audits=[liquidation(date(YEAR, 10, 1))]), unions=DISSOLVED))
    assert (late.status, "2025年10月1日才出具" in late.reason.text(ZH)) == (Status.BREACHED, True)
    assert decide("X-7", case(package(), ABOVE_TELLS, unions=DISSOLVED)).status is Status.BREACHED
    other = package(audits=[accountability(END)])
    assert decide("X-7", case(other, ABOVE_TELLS, unions=DISSOLVED)).status is Status.BREACHED
    assert decide("X-7", case(package(), unions=DISSOLVED, as_of=END)).status is Status.NOT_DUE
    after = date(YEAR, 10, 1)
    assert decide("X-7", case(package(), ABOVE_TELLS, unions=DISSOLVED, as_of=after)).status is Status.BREACHED


def test_x7_neither():
    assert decide("X-7", case(package())).status is Status.NOT_APPLICABLE
    assert decide("X-7", case(package(), unions=of(QU, dissolved_on=date(NEXT, 1, 1)))).status is Status.NOT_APPLICABLE
    assert decide("X-7", case(unions=DISSOLVED)).status is Status.NO_DATA
    assert decide("X-7", case(package(audits=None), unions=DISSOLVED)).status is Status.NO_DATA


# the fiscal year is the calendar year


def moved(period=f"{YEAR}-12", day=date(NEXT, 1, 10)):
    return Transfer(
        transfer_id="T1", direction="sent", kind="dues_remitted", counterparty_id="city", period=period,
        amount=YUAN(5), date=day,
    )  # fmt: skip


X8_KEPT = {
    "periods of the year": {"dues": [dues(), dues(f"{YEAR}-Q4")]},
    "a transfer of the year settled in January": {"dues": [dues()], "transfers": [moved()]},
    "a transfer without a period, dated in the year": {"transfers": [moved(None, date(YEAR, 12, 31))]},
}
X8_BROKEN = {
    "a period of next year": {"dues": [dues(), dues(f"{NEXT}-01")]},
    "a period of last year": {"dues": [dues(f"{LAST}-12")]},
    "a transfer of last year's period": {"transfers": [moved(f"{LAST}-12")]},
    "a transfer without a period, dated next year": {"transfers": [moved(None)]},
}


@pytest.mark.parametrize("tables", X8_KEPT.values(), ids=X8_KEPT)
def test_x8_kept(tables):
    assert decide("X-8", case(package(**tables))).status is Status.MET


@pytest.mark.parametrize("tables", X8_BROKEN.values(), ids=X8_BROKEN)
def test_x8_broken(tables):
    answer = decide("X-8", case(package(**tables)))
    assert answer.status is Status.BREACHED
    assert answer.cells


def test_x8_is_broken_by_a_federation_whose_years_begin_on_another_day():
    given = case(package(dues=[dues()], transfers=[moved()]))
    answer = decide("X-8", replace(given, policy=replace(given.policy, fiscal=FiscalYears(7, 1))))
    assert (answer.status, answer.reason.text(ZH)) == (Status.BREACHED, "会计年度自2025年7月1日起，不是公历年度")


def test_x8_neither():
    assert decide("X-8", case(package())).status is Status.NOT_APPLICABLE
    assert decide("X-8", case(package(dues=[dues()], transfers=None))).status is Status.NO_DATA
    for rows, status in (([dues()], Status.MET), ([], Status.NOT_APPLICABLE)):
        small = case(package("shop", dues=rows, transfers=None), union_id="shop")
        assert decide("X-8", small).status is status
        for half in (package(dues=rows, stage="midyear"), package(dues=[], transfers=[moved()], stage="midyear")):
            assert decide("X-8", case(half)).status is Status.NO_DATA
            assert decide("X-8", case(half, as_of=date(NEXT, 6, 30))).status is Status.NOT_DUE
    assert decide("X-8", case(package(dues=None))).status is Status.NO_DATA
    assert decide("X-8", case(package(dues=None), as_of=date(NEXT, 6, 30))).status is Status.NOT_DUE


def test_x8_names_what_lies_outside_by_its_period_or_its_day():
    moves = [moved(f"{LAST}-12", date(YEAR, 1, 5)), moved(None, date(NEXT, 1, 10))]
    answer = decide("X-8", case(package(dues=[dues(f"{NEXT}-01")], transfers=moves)))
    assert answer.reason.text(ZH) == f"{NEXT}-01、{LAST}-12、2026年1月10日不在2025会计年度内"
