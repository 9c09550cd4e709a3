"""二（三）规范工会经费拨缴: what moves between levels, seen from both ends"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.core.money import ZERO
from generator.core.sentence import Sentence, say
from generator.ledger.model import MatchState
from generator.records.codes import code_text
from generator.rules.answers import awaiting, breached, cells, met, not_applicable
from generator.rules.model import Cell, Rule, Weight
from generator.rules.shapes import broken, some, undisclosed, unfinished

if TYPE_CHECKING:
    from decimal import Decimal

    from generator.ledger.model import TransferMatch
    from generator.records.audits import AuditFinding
    from generator.records.contributions import Transfer
    from generator.records.package import Package
    from generator.rules.answers import Evidence
    from generator.rules.case import Case
    from generator.rules.model import Answer

_RETENTION = frozenset({"B3", "D5"})  # 截留, 挪用
_DEADLINE = "transfer_deadline"


class _Edge(NamedTuple):
    """What two unions state of the same money: one transfer, or several that could only be compared as one."""

    match: TransferMatch
    own: Decimal
    other: Decimal | None

    @property
    def over(self) -> Decimal:
        """How much more this end states than the other, where they differ."""
        assert self.other is not None, "who states nothing does not differ"
        return self.own - self.other


def nothing_retained_or_diverted(case: Case) -> Answer:
    """杜绝截留、挪用工会经费情况的发生: what is due is sent in time, both ends book the same, no such finding is open.

    What both ends state is confirmed. Where they differ, the union that states more than the other confirms is the one
    whose claim is contradicted; for the other it stays to be settled, as does what one end does not mention. An open
    finding or a payment short of what the union itself says is due shows the breach without the other end.
    """
    package = case.package
    if package is None:
        return undisclosed(case, "transfers", "findings")
    if open_ := _open_findings(case, package):
        names = some([row.description for row in open_])
        return breached(
            say("截留或挪用的审计问题尚未整改：{names}", names=names),
            *cells(package, "findings", open_, "category", "status", "rectified_on"),
        )
    if package.transfers is None:
        return undisclosed(case, "transfers")
    rows = [row for row in package.transfers if row.date <= case.as_of]
    edges = _edges(case, rows)
    wrong = _withheld(case, package, rows) or _claimed_alone(case, package, rows, edges) or _late(case, package, rows)
    if wrong:
        return wrong
    if package.findings is None:
        return undisclosed(case, "findings")
    if open_edges := _unsettled(case, package, rows, edges):
        return open_edges
    if not rows:
        return not_applicable(say("没有发生上下级经费往来"))
    total = sum((row.amount for row in rows), ZERO)
    reason = say("上下级经费往来 {n} 笔共 {total} 元，双方账上相符，没有截留、挪用的审计问题", n=len(rows), total=total)
    shown = (*cells(package, "transfers", rows, "amount"), *_terms(case))
    return unfinished(case, reason, *shown) or met(reason, *shown)


def _open_findings(case: Case, package: Package) -> list[AuditFinding]:
    """Retention or diversion reported by the day of judgement and not put right by then."""
    reported = {row.audit_id: row.report_on for row in package.audits or ()}
    return [
        row
        for row in package.findings or ()
        if row.category in _RETENTION
        and (day := reported.get(row.audit_id) or case.as_of) <= case.as_of
        and (row.status != "rectified" or (row.rectified_on or day) > case.as_of)
    ]


def _withheld(case: Case, package: Package, rows: list[Transfer]) -> Answer | None:
    """Less was sent than the union itself says is due; what is due of several payments for one period adds up."""
    flows: dict[tuple[str, str, str | None], list[Transfer]] = {}
    for row in rows:
        if row.direction == "sent":
            flows.setdefault((row.counterparty_id, row.kind, row.period), []).append(row)
    gaps = {key: sum(((row.due or ZERO) - row.amount for row in own), ZERO) for key, own in flows.items()}
    short = {key: gap for key, gap in gaps.items() if gap > case.number("transfer_tolerance")}
    if not short:
        return None
    where = [_lane(case, *key) for key in short]
    reason = say("应付而少付 {short} 元：{where}", short=sum(short.values(), ZERO), where=some(where))
    lacking = [row for key in short for row in flows[key]]
    shown = (*cells(package, "transfers", lacking, "due", "amount"), *_terms(case))
    return broken(case, case.deadline(_DEADLINE), reason, *shown)


def _claimed_alone(case: Case, package: Package, rows: list[Transfer], edges: list[_Edge]) -> Answer | None:
    """More is stated than the other end confirms."""
    alone = [edge for edge in edges if edge.match.state is MatchState.DIFFERENT and edge.over > ZERO]
    if not alone:
        return None
    said = [
        say("{lane}本会记 {own} 元，对方记 {other} 元", lane=_of(case, edge.match), own=edge.own, other=edge.other)
        for edge in alone
    ]
    reason = say("对方账上少 {over} 元：{said}", over=sum((edge.over for edge in alone), ZERO), said=some(said))
    return broken(case, case.deadline(_DEADLINE), reason, *_both(case, package, rows, alone), *_terms(case))


def _late(case: Case, package: Package, rows: list[Transfer]) -> Answer | None:
    """Paid in full, but after the deadline: the softer half."""
    due = case.deadline(_DEADLINE)
    late = [row for row in rows if row.direction == "sent" and row.due and row.date > due]
    if not late:
        return None
    reason = say("{where} 晚于{due}才付清", where=some([_of(case, row) for row in late]), due=due)
    return breached(reason, *cells(package, "transfers", late, "date"), *_terms(case), weight=Weight.WARNING)


def _unsettled(case: Case, package: Package, rows: list[Transfer], edges: list[_Edge]) -> Answer | None:
    """What the other end states otherwise, or does not state, or what only the other end states."""
    words = {
        MatchState.DIFFERENT: say("对方记的金额多于本会"),
        MatchState.IN_TRANSIT: say("在途，对方该期尚未结账"),
        MatchState.OTHER_SILENT: say("对方没有记录"),
        MatchState.SCOPE_DIFFERS: say("对方记的类别或期间划分不同"),
    }
    said = [
        say("{n} 笔{state}（{where}）", n=len(group), state=word, where=some([_of(case, edge.match) for edge in group]))
        for state, word in words.items()
        if (group := [edge for edge in edges if edge.match.state is state])
    ]
    claims = case.neighbours.claims
    if claims:
        said.append(
            say("{n} 笔只有对方有记录（{where}）", n=len(claims), where=some([_claim(case, one) for one in claims]))
        )
    if not said:
        return None
    open_ = [edge for edge in edges if edge.match.state is not MatchState.MATCHED]
    reason = say("往来待双方核对：{said}", said=tuple(said))
    return awaiting(reason, *_both(case, package, rows, open_), *_terms(case))


def _edges(case: Case, rows: list[Transfer]) -> list[_Edge]:
    """The matches of what had been booked by the day of judgement, those compared together once."""
    known = {(row.direction, row.counterparty_id, row.kind, row.period) for row in rows}
    found: dict[object, _Edge] = {}
    for one in case.neighbours.transfers:
        lane = (one.direction, one.counterparty_id, one.kind)
        if (*lane, one.period) in known:
            own, other = one.together or (one.own_amount, one.other_amount)
            found.setdefault((*lane, one.together or one.period), _Edge(one, own, other))
    return list(found.values())


def _both(case: Case, package: Package, rows: list[Transfer], edges: list[_Edge]) -> tuple[Cell, ...]:
    """The amounts of both ends; the other's rows stand in its own package."""
    shown: list[Cell] = []
    others = {one.union_id: one for one in (*case.neighbours.subordinates, case.neighbours.superior) if one}
    for match, _, _ in edges:
        own = (row for row in rows if _is_of(row, match.direction, match.counterparty_id, match))
        shown += cells(package, "transfers", own, "amount")
        if other := others.get(match.counterparty_id):
            folder = f"unions/{case.registry.unions[other.union_id].district}/{other.union_id}/{other.year}"
            back = "received" if match.direction == "sent" else "sent"
            shown += (
                Cell(file=f"{folder}/transfers.csv", row=row.row, column="amount")
                for row in other.transfers or ()
                if _is_of(row, back, match.union_id, match)
            )
    return tuple(shown)


def _is_of(row: Transfer, direction: str, counterparty: str, match: TransferMatch) -> bool:
    return (row.direction, row.counterparty_id, row.kind, row.period) == (
        direction, counterparty, match.kind, match.period,
    )  # fmt: skip


def _of(case: Case, one: Transfer | TransferMatch) -> Sentence:
    return _lane(case, one.counterparty_id, one.kind, one.period)


def _claim(case: Case, one: TransferMatch) -> Sentence:
    return _lane(case, one.union_id, one.kind, one.period)


def _lane(case: Case, other: str, kind: str, period: str | None) -> Sentence:
    title = code_text("transfer_kind", kind)
    name = case.registry.unions[other].name
    return say("{name}{kind}{period}", name=name, kind=title, period=period or "")


def _terms(case: Case) -> tuple[Evidence, ...]:
    return tuple(case.parameter(name) for name in ("transfer_tolerance", "transfer_period_shift", _DEADLINE))


RULES = (
    Rule(
        clause_id="2-3-4",
        version="1.0",
        title="不截留、不挪用工会经费",
        method="查上解、下拨是否按期付足本会所记的应付数，逐笔按类别和期间与对方工会的账核对（容差和可相差的期间见参数），"
        "并查截留、挪用的审计问题是否都已整改；双方不一致时，记得多而对方不认的一方为不符合，另一方待核对",
        applies_to="有上下级经费往来的工会",
        weight=Weight.HARD,
        decide=nothing_retained_or_diverted,
    ),
)
