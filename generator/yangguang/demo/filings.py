"""The dated steps of the demo's budgets and reports through committees and superiors, on both sides."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from yangguang.records.oversight import Filing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from yangguang.demo.belongings import Decided
    from yangguang.demo.books import Books
    from yangguang.demo.csv_bytes import Facts
    from yangguang.demo.flows import Federation
    from yangguang.demo.roster import Member


def filings(
    fed: Federation, member: Member, books: Books, assets: Sequence[Decided], below: Iterator[Facts], until: date
) -> tuple[Filing, ...]:
    """The union's own steps as far as `until`, then its answers to its subordinates (`below`)."""
    own = (*_own(fed, member, books), *(step for asset in assets for step in _asset_steps(fed, member, asset)))
    year = books.year
    rows = sorted((facts for facts in (*own, *below) if _day(facts) <= until), key=_day)
    return tuple(Filing(filing_id=f"SP{year % 100:02d}{serial:03d}", **facts) for serial, facts in enumerate(rows, 1))


def _day(facts: Facts) -> date:
    day: date = facts["date"]
    return day


def _own(fed: Federation, member: Member, books: Books) -> Iterator[Facts]:
    parent, short = fed.parent(member), member.short
    year, budget = books.year, books.budget("5")
    yield from _reviews(fed, member, year, budget)
    yield _step(
        "midyear_execution", "funds_committee_review", date(year, 8, 20), "经费审查委员会", "passed", member.union_id
    )
    yield _step(
        "integrity_plan",
        "issue",
        date(year, 2, 20),
        short,
        "issued",
        member.union_id,
        document_no=f"{short}工〔{year}〕5号",
    )
    if books.adjusted_spending is not None:
        for step, body, day in (
            ("committee_review", "工会委员会", date(year, 7, 12)),
            ("funds_committee_review", "经费审查委员会", date(year, 7, 16)),
        ):
            amount = books.adjusted_spending
            yield _step("budget_adjustment", step, day, body, "passed", member.union_id, amount=amount)
    if member.union.tier != "basic":
        report = f"SJ{year}-03"
        yield _step(
            "audit_notice",
            "report",
            date(year + 1, 4, 12),
            "工会委员会",
            "reported",
            member.union_id,
            subject_id=report,
        )
    yield _step("final_accounts", "committee_review", date(year + 1, 3, 12), "工会委员会", "passed", member.union_id)
    yield _step(
        "final_accounts", "funds_committee_review", date(year + 1, 3, 14), "经费审查委员会", "passed", member.union_id
    )
    if not parent:
        filed = f"备〔{year}〕6号"
        yield _step("budget", "record_filing", date(year, 3, 6), "上一级工会", "filed", None, document_no=filed)
        return
    for subject, day, number in (
        ("disclosure_report", date(year + 1, 2, 18), 7),
        ("audit_report", date(year + 1, 4, 8), 9),
        ("final_accounts", date(year + 1, 3, 20), 8),
    ):
        yield _step(
            subject,
            "submission",
            day,
            short,
            "reported",
            member.union_id,
            document_no=f"{short}工〔{year + 1}〕{number}号",
            period_covered=str(year),
            subject_id=f"SJ{year}-03" if subject == "audit_report" and member.union.tier != "basic" else None,
        )
    yield from superior_answers(fed, member, year, budget)


def _reviews(fed: Federation, member: Member, year: int, budget: Decimal) -> Iterator[Facts]:
    dice, short = fed.dice(member, year, "meetings"), member.short
    size = 9 if member.union.tier == "basic" else 15 if member.union.tier == "standard" else 27
    for step, body, day, due in (
        ("committee_review", "工会委员会", date(year, 1, 14), size),
        ("funds_committee_review", "经费审查委员会", date(year, 1, 18), max(3, size // 3)),
    ):
        present = due - dice.count(0, due // 6)
        yield _step(
            "budget",
            step,
            day,
            body,
            "passed",
            member.union_id,
            due_count=due,
            present_count=present,
            votes_for=present,
            votes_against=0,
            votes_abstain=0,
            amount=budget,
            period_covered=str(year),
            document_no=f"{short}纪要〔{year}〕{1 if step == 'committee_review' else 2}号",
        )
    yield _step(
        "budget",
        "submission",
        date(year, 1, 22),
        short,
        "reported",
        member.union_id,
        document_no=f"{short}工〔{year}〕2号",
        amount=budget,
        period_covered=str(year),
    )


def superior_answers(fed: Federation, member: Member, year: int, budget: Decimal) -> Iterator[Facts]:
    """What the superior of `member` answered: the same facts stand in both unions' packages."""
    parent = fed.parent(member)
    if not parent:
        return
    short = parent.short
    number = 20 + [child.union_id for child in fed.children[parent.union_id]].index(member.union_id)
    lag = timedelta(days=fed.dice(member, year, "answers").count(0, 12))
    by = parent.union_id
    yield _step(
        "budget",
        "superior_approval",
        date(year, 2, 10) + lag,
        parent.union.name,
        "approved",
        by,
        document_no=f"{short}批〔{year}〕{number}号",
        amount=budget,
        period_covered=str(year),
    )
    yield _step(
        "budget",
        "record_filing",
        date(year, 2, 24) + lag,
        parent.union.name,
        "filed",
        by,
        document_no=f"{short}备〔{year}〕{number}号",
        period_covered=str(year),
    )
    yield _step(
        "integrity_plan",
        "record_filing",
        date(year, 3, 2) + lag,
        parent.union.name,
        "filed",
        by,
        document_no=f"{short}廉备〔{year}〕{number}号",
        period_covered=str(year),
    )
    yield assessment(fed, member, year, parent)
    for subject, day in (("disclosure_report", date(year + 1, 3, 1)), ("audit_report", date(year + 1, 4, 15))):
        yield _step(
            subject,
            "superior_receipt",
            day + lag,
            parent.union.name,
            "received",
            by,
            document_no=f"{short}收〔{year + 1}〕{number}号",
            period_covered=str(year),
        )


def assessment(fed: Federation, member: Member, year: int, parent: Member) -> Facts:
    """The year's assessment by the superior, which does not depend on what `member` submits."""
    number = 20 + [child.union_id for child in fed.children[parent.union_id]].index(member.union_id)
    return _step(
        "performance_assessment",
        "report",
        date(year + 1, 5, 8 + number % 12),
        parent.union.name,
        "reported",
        parent.union_id,
        document_no=f"{parent.short}考〔{year + 1}〕{number}号",
        period_covered=str(year),
    )


def _asset_steps(fed: Federation, member: Member, decided: Decided) -> Iterator[Facts]:
    asset = decided.matter
    start = asset.start_on
    assert start is not None
    reviewed = start - timedelta(days=75)  # the year's first two minutes are those of the budget
    yield _step(
        "asset_matter",
        "committee_review",
        reviewed,
        "工会委员会",
        "passed",
        member.union_id,
        subject_id=asset.asset_id,
        amount=asset.contract_amount,
        document_no=None if decided.decisions else f"{member.short}纪要〔{reviewed.year}〕{reviewed.month + 2}号",
    )
    for who in decided.decisions:
        yield from asset_answers(fed, decided, who[1])


def asset_answers(fed: Federation, decided: Decided, decider: str) -> Iterator[Facts]:
    """The decision of one body on the way up: the same facts stand in its package and in the union's."""
    asset, start = decided.matter, decided.matter.start_on
    assert start is not None
    for level, (how, who) in enumerate(decided.decisions):
        if who != decider:
            continue
        above = fed.by_id.get(who)
        step, word = ("superior_approval", "资批") if how == "approved" else ("record_filing", "资备")
        day = start - timedelta(days=45 - 15 * level)
        yield _step(
            "asset_matter",
            step,
            day,
            above.union.name if above else who,
            how,
            above.union_id if above else None,
            subject_id=asset.asset_id,
            amount=asset.contract_amount,
            document_no=f"{above.short if above else who}{word}〔{day.year}〕{day.month}号",
        )


def _step(subject: str, step: str, day: date, body: str, outcome: str, body_id: str | None, **more: object) -> Facts:
    return {"subject": subject, "step": step, "date": day, "body": body, "outcome": outcome, "body_id": body_id, **more}
