"""Forms that recur: a table not given, a year not over, a deadline not passed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from yangguang.core.sentence import Sentence, say
from yangguang.ledger.model import Standing
from yangguang.ledger.standing import binds, exists_in, stage_deadline
from yangguang.records.duties import STAGES, required_tables
from yangguang.records.tables import BY_NAME
from yangguang.rules.forms.filings import seen_cells
from yangguang.rules.forms.lifetime import outlived, short_year
from yangguang.rules.judge.answers import (
    answer,
    attested,
    awaiting,
    breached,
    cells,
    late,
    met,
    no_data,
    not_applicable,
    not_due,
    proofs,
)
from yangguang.rules.judge.model import Status
from yangguang.rules.judge.rule import FIRST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.records.conduct import Activity, Regulation
    from yangguang.rules.forms.filings import Seen
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell, Weight

REFUSED = frozenset({"rejected", "returned"})  # outcomes of a filing that did not succeed
_SETTLED = frozenset({Status.MET, Status.ATTESTED, Status.NOT_APPLICABLE})


def undisclosed(case: Case, *tables: str, beyond: bool = False) -> Answer:
    """The answer where a table the rule needs was not given: not due yet, or no data.

    The reason tells the cases apart: asked for and overdue, refused at the door, not asked of the union's tier, due when
    the union existed no more, unless the rule looks `beyond` its end.
    """
    name = next(name for name in tables if case.package is None or case.package.table(name) is None)
    title = BY_NAME[name].title
    stages = [stage for stage in STAGES if name in required_tables(case.union.tier, stage)]
    if not stages:
        reason = say("没有“{table}”表，该工会的填报档次不要求报送，无法核查", table=title)
        return answer(Status.NO_DATA, reason, asked=False)
    deadlines = [stage_deadline(case.policy, stage, case.year) for stage in stages]
    due = next((due for due in deadlines if due is None or binds(case.union, due)), deadlines[-1])
    if not beyond and case.package is None and due is not None and not binds(case.union, due):
        return outlived(case, say("“{table}”表期限为{due}", table=title, due=due))
    if due is not None and not late(case, due):
        return not_due(say("“{table}”表尚未公开，期限为{due}", table=title, due=due))
    if case.report.standing is Standing.REFUSED:
        return no_data(say("报送的数据有错误，未被接受，“{table}”表无法核查", table=title))
    if due is None:
        return no_data(say("“{table}”表没有公开", table=title))
    return no_data(say("“{table}”表应于{due}前公开，至今没有公开", table=title, due=due))


def unstated(case: Case, table: str, reason: Sentence, *evidence: Evidence) -> Answer:
    """The answer where a table was given, but a cell that the rule needs is empty: not due yet, or no data."""
    stages = (stage for stage in STAGES if table in required_tables(case.union.tier, stage))
    due = next((stage_deadline(case.policy, stage, case.year) for stage in stages), None)
    if due is not None and not late(case, due):
        return not_due(say("{reason}；期限为{due}，尚未到期", reason=reason, due=due), *evidence)
    return no_data(reason, *evidence)


def unfinished(case: Case, so_far: Sentence, *evidence: Evidence) -> Answer | None:
    """The answer where the year is not over or not reported to its end; None where what did not happen can be blamed."""
    if not late(case, case.last_day):
        return not_due(say("{so_far}；{year}年尚未结束", so_far=so_far, year=case.year), *evidence)
    if case.package is not None and case.package.descriptor.stage == "final":
        return None
    due = stage_deadline(case.policy, "final", case.year)
    if due is not None and not binds(case.union, due):
        return outlived(case, say("{so_far}；全年数据的报送期限为{due}", so_far=so_far, due=due))
    if due is not None and not late(case, due):
        return not_due(say("{so_far}；全年数据的报送期限为{due}", so_far=so_far, due=due), *evidence)
    return no_data(say("{so_far}；全年数据至今没有公开", so_far=so_far), *evidence)


def tells(case: Case, year: int, table: str, until: date = date.max) -> bool:
    """Whether the year's books show in `table` all that happened by `until`: what is not there then did not happen.

    Final ones tell of the year and of what followed, midyear ones of the first half where the table is owed at that
    stage, a budget of nothing yet: more may have come after it.
    """
    package = case.history[year].package if year in case.history else None
    if package is None or package.table(table) is None:
        return False
    stage = package.descriptor.stage
    return stage == "final" or (stage == "midyear" and is_owed_halfway(case, table, year, until))


def has_books(case: Case, year: int) -> bool:
    """Whether there can be books of the year: the union existed, and the clauses bound."""
    return year >= FIRST[0].first_year and exists_in(case.union, year, case.policy.fiscal)


def is_owed_halfway(case: Case, table: str, year: int, until: date) -> bool:
    """Whether the union's tier owes the table with the figures of the first half of `year`, in which `until` lies."""
    return until < case.policy.fiscal.second_half(year) and table in required_tables(case.union.tier, "midyear")


def in_part(case: Case, so_far: Sentence, *evidence: Evidence) -> Answer | None:
    """The answer where the year was reported only in part, so that it is not as it will be; None where it was to its end."""
    if case.package is not None and case.package.descriptor.stage == "final":
        return None
    return unfinished(case, so_far, *evidence)


def in_full(case: Case, told: Answer) -> Answer:
    """`told`, once the year is reported to its end: books in part keep nothing, and excuse nothing, of the whole year."""
    if told.status not in _SETTLED:
        return told
    return in_part(case, told.reason, *told.figures, *told.cells, *told.parameters) or told


def elsewhere(
    case: Case, table: str, reason: Sentence, *evidence: Evidence, since: int = FIRST[0].first_year
) -> Answer | None:
    """The answer where what is not found may stand in books, from the year `since` on, that were never disclosed; else None.

    Years before the union was founded, and before the clauses bound, have none. Not due as long as this year's may come.
    """
    silent = [year for year in range(since, case.year + 1) if has_books(case, year) and not tells(case, year, table)]
    if not silent:
        return None
    due = stage_deadline(case.policy, "final", case.year)
    if case.year in silent and due is not None and not late(case, due):
        return not_due(say("{so_far}；全年数据的报送期限为{due}", so_far=reason, due=due), *evidence)
    return no_data(say("{reason}；{years}年的数据没有公开，无法核查", reason=reason, years=tuple(silent)), *evidence)


def broken(case: Case, due: date, reason: Sentence, *evidence: Evidence, weight: Weight | None = None) -> Answer:
    """Breached once `due` has passed, until then not due with the same reason; either names the day."""
    if late(case, due):
        return breached(missed(reason, due), *evidence, weight=weight)
    if _names(reason, due):
        return not_due(say("{reason}；尚未到期", reason=reason), *evidence)
    return not_due(say("{reason}；期限为{due}，尚未到期", reason=reason, due=due), *evidence)


def missed(reason: Sentence, due: date) -> Sentence:
    """`reason` with the day that was missed, where its words do not name it."""
    return reason if _names(reason, due) else say("{reason}；期限为{due}，已过", reason=reason, due=due)


def _names(value: object, day: date) -> bool:
    parts = value.values.values() if isinstance(value, Sentence) else value if isinstance(value, tuple) else ()
    return value == day or any(_names(one, day) for one in parts)


def working_days_after(case: Case, day: date, count: int) -> date:
    """The `count`-th working day after `day`. A reason that rests on it is said through `weekends_only`."""
    return case.policy.working_days_after(day, count)


def weekends_only(case: Case, reason: Sentence, first: date, last: date) -> Sentence:
    """`reason`, with the years between two days whose calendar is not given: there only weekends were left out."""
    years = [year for year in range(first.year, last.year + 1) if not case.policy.has_calendar(year)]
    if not years:
        return reason
    return say("{reason}（{years}年没有节假日表，仅按周末计算）", reason=reason, years=tuple(years))


def state_day(case: Case) -> date:
    """The day on which a state is judged: the last of the year, the day of judgement before that."""
    return min(case.as_of, case.last_day)


def done_this_year(case: Case, kind: str) -> list[Activity]:
    """The year's entries of one kind in the record of work up to the day of judgement, earliest first."""
    rows = case.package.activities if case.package and case.package.activities else ()
    found = [row for row in rows if row.kind == kind and case.year_of(row.date) == case.year and row.date <= case.as_of]
    return sorted(found, key=lambda row: (row.date, row.activity_id))


def too_few(case: Case, rows: Sequence[object], least: str, what: Sentence) -> Answer | None:
    """Breached where the year ended with fewer `rows` than the parameter `least` asks for; None where there are enough.

    A parameter of 0 asks for nothing: without any row there is nothing to judge. Nor is there of a union there too short.
    """
    needed = case.parameter(least)
    if not rows and not case.number(least):
        return not_applicable(say("{year}年不要求{what}", year=case.year, what=what), needed)
    if len(rows) >= case.number(least):
        return None
    so_far = say("{year}年{what} {n} 次，应至少 {least} 次", year=case.year, what=what, n=len(rows), least=needed.value)
    return unfinished(case, so_far, needed) or short_year(case, so_far, needed) or breached(so_far, needed)


def rules_studied(case: Case) -> Answer:
    """Enough sessions in the year to study the rules on conduct, with evidence: attested, what was learnt stays unknown."""
    package = case.package
    if package is None or package.activities is None:
        return undisclosed(case, "activities")
    held = done_this_year(case, "policy_study")
    if absent := too_few(case, held, "studies_per_year", say("开展规定学习")):
        return absent
    needed = case.parameter("studies_per_year")
    shown: tuple[Evidence, ...] = (
        *cells(package, "activities", held, "kind", "date"),
        *proofs(package, "activities", held),
        needed,
    )
    proven = [row for row in held if row.document_no or row.document_url]
    if proven and len(proven) >= case.number("studies_per_year"):
        return attested(say("{year}年开展规定学习 {n} 次，有佐证", year=case.year, n=len(proven)), *shown)
    unproven = say("{year}年开展规定学习 {n} 次，但没有佐证", year=case.year, n=len(held) - len(proven))
    return unfinished(case, unproven, *shown) or no_data(unproven, *shown)


def in_force(case: Case, class_: str) -> list[Regulation]:
    """The regulations of a class that were adopted and not repealed on the day of the state, in the order of the table."""
    day = state_day(case)
    rows = case.package.regulations if case.package and case.package.regulations else ()
    return [
        row
        for row in rows
        if row.class_ == class_ and row.adopted_on <= day and (row.repealed_on is None or row.repealed_on > day)
    ]


def out_of_force(case: Case, *classes: str) -> tuple[Cell, ...]:
    """Why no regulation of these classes is in force on the day of the state: each is repealed, or still to come."""
    package, day = case.package, state_day(case)
    assert package is not None, "only rules of a table that is there ask"
    rows = [row for row in package.regulations or () if row.class_ in classes]
    return tuple(
        cell
        for row in rows
        for cell in cells(
            package, "regulations", [row], "class", "adopted_on" if row.adopted_on > day else "repealed_on"
        )
    )


def regulation_in_force(case: Case, class_: str, what: Sentence) -> Answer:
    """A regulation of the class is in force and carries a document number: attested, its content no machine can check.

    Books in part do not tell whether it was repealed in the rest of the year.
    """
    package = case.package
    if package is None or package.regulations is None:
        return undisclosed(case, "regulations")
    rows = in_force(case, class_)
    if not rows:
        nothing, lapsed = say("没有现行有效的{what}", what=what), out_of_force(case, class_)
        return unfinished(case, nothing, *lapsed) or breached(nothing, *lapsed)
    named = [row for row in rows if row.document_no]
    columns = ("class", "title", "document_no", "adopted_on", "repealed_on")
    if not named:
        unsaid = say("有{what}《{title}》，但没有文号，无法佐证", what=what, title=min(row.title for row in rows))
        return unstated(case, "regulations", unsaid, *cells(package, "regulations", rows, *columns))
    last = max(named, key=lambda row: (row.adopted_on, row.regulation_id))
    reason = say(
        "现行{what}：《{title}》（{number}），{day}通过",
        what=what, title=last.title, number=last.document_no, day=last.adopted_on,
    )  # fmt: skip
    return in_full(case, attested(reason, *cells(package, "regulations", [last], *columns)))


def confirmed_by_superior(
    case: Case, claim: Sentence, sent: date | None, seen: Sequence[Seen], *shown: Evidence
) -> Answer | None:
    """What the superior's rows `seen` (earliest first) make of what was `sent` to it; None where neither side shows any.

    Confirmed is met, returned is breached. A record older than what was sent is about something else, or one of the two
    is wrong: nothing shows which, so it stays to be confirmed, as does what the superior does not mention.
    """
    if not seen:
        return awaiting(say("{claim}，上级工会的数据中还没有记录", claim=claim), *shown) if sent else None
    last = seen[-1].filing
    shown = (*shown, *seen_cells(case, seen[-1]))
    if last.outcome in REFUSED:
        return breached(say("{claim}；上级工会于{day}退回", claim=claim, day=last.date), *shown)
    if sent and last.date < sent:
        reason = say("{claim}；上级工会记录的日期为{day}，早于本会报送，待双方核对", claim=claim, day=last.date)
        return awaiting(reason, *shown)
    return met(say("{claim}；上级工会{day}已有记录", claim=claim, day=last.date), *shown)
