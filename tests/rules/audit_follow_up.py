"""What the tests of audit follow up share."""

from __future__ import annotations

from datetime import date

from tests.rules.build import YEAR, audit, filing

NEXT = YEAR + 1


REPORT = date(NEXT, 3, 1)


SIXTY_DAYS_LATER = date(NEXT, 4, 30)


ENOUGH = date(NEXT + 1, 7, 1)  # the next year's books are due


def follow(day=date(NEXT, 11, 12), of="annual_execution-self", **facts):
    return audit(report_on=day, kind="follow_up", original_audit_id=of, **({"audit_id": "F1"} | facts))


def notice(subject="audit_notice", step="report", day=REPORT, **facts):
    facts = {"subject": subject, "subject_id": "annual_execution-self"} | facts
    return filing(step, day, **facts)
