"""X-3 and X-4: terms end in an election, what audits found is published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import LATER, QU, YEAR, audit, case, decide, meeting, package, policy  # fmt: skip
from tests.rules.supplementary import ENDED, EXPIRED, LAST, NEXT, TERM, of, term, vote
from yangguang.core.address import Sheet
from yangguang.core.language import ZH
from yangguang.records.audits import AuditFinding
from yangguang.rules.judge.model import Cell, Status


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


def test_a_term_that_ran_beyond_the_year_may_have_ended_since():
    beyond = of(QU, term_end=date(NEXT, 3, 1))
    answer = decide("X-3", case(package(), unions=beyond))
    assert (answer.status, answer.reason.text(ZH)) == (Status.MET, "本届任期至2026年3月1日，2025年末尚未届满")
    within = of(QU, term_end=date(YEAR, 10, 1))
    early = decide("X-3", case(package(stage="budget"), unions=within, as_of=date(YEAR, 10, 1)))
    assert early.reason.text(ZH) == "本届任期至2025年10月1日，尚未届满"


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
    untold = package(audits=None, findings=[finding()])
    assert decide("X-4", case(untold)).status is Status.NO_DATA, "it may be of another union"


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
