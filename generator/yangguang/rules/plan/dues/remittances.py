"""二（三）规范工会经费拨缴: what moves between levels, seen from both ends"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from yangguang.core.money import ZERO, added
from yangguang.core.sentence import Sentence, say
from yangguang.ledger.model import MatchState
from yangguang.ledger.standing import owes
from yangguang.rules.forms.audited import findings_on_itself, repair_cells, still_open
from yangguang.rules.forms.names import listed, some, spelled
from yangguang.rules.forms.several import undone
from yangguang.rules.forms.shapes import in_full, undisclosed, unfinished
from yangguang.rules.judge.answers import attested, awaiting, breached, cells, late, met, not_applicable, not_due
from yangguang.rules.judge.model import Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised
from yangguang.rules.plan.dues.edges import (
    book_of,
    claimed_cells,
    edges_of,
    expected,
    lane,
    lane_claimed,
    lane_of,
    name_of,
    own_cells,
    their_cells,
)
from yangguang.rules.plan.dues.share import share_cells, share_of_dues, short_of_share

if TYPE_CHECKING:
    from yangguang.ledger.model import TransferMatch
    from yangguang.records.contributions import Transfer
    from yangguang.records.package import Package
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer
    from yangguang.rules.plan.dues.edges import Edge

_RETENTION = frozenset({"B3", "D5"})  # 截留, 挪用
_DEADLINE = "transfer_deadline"


def nothing_retained_or_diverted(case: Case) -> Answer:
    """杜绝截留、挪用工会经费情况的发生: what is due is sent in time, both ends book the same, no such finding is open.

    What both ends state is confirmed. Where they differ, or one does not mention it, neither is wrong until something
    shows it: both wait. A payment short of what the union itself says is due, or of the federation's share of what it
    received, shows the breach without the other end, as does an open finding on the union, whoever audited it. Of an end
    that is not asked for its transfers there will be no confirmation: then the own books attest.
    """
    package = case.package
    if package is None:
        return undisclosed(case, "transfers", "findings")
    if found := _found(case, package):
        return found
    if package.transfers is None:
        return undisclosed(case, "transfers")
    rows = [row for row in package.transfers if row.date <= case.as_of]
    more = len(rows) < len(package.transfers)
    wrong = _withheld(case, package, rows) or short_of_share(case, package, rows) or _late(case, package, rows)
    if wrong:
        return wrong
    edges = edges_of(case, rows)
    alone = [edge for edge in edges if _is_unasked(case, edge.match)]
    if open_edges := _unsettled(case, package, rows, [edge for edge in edges if not _is_unasked(case, edge.match)]):
        return open_edges
    for table in ("findings", *(("dues",) if share_of_dues(case) else ())):
        if package.table(table) is None:
            return replace(undisclosed(case, table), cells=own_cells(package, rows))
    if not rows:
        return in_full(case, not_applicable(say("没有发生上下级经费往来")))
    return _settled(case, package, rows, edges, alone, more=more)


def _settled(
    case: Case, package: Package, rows: list[Transfer], edges: list[Edge], alone: list[Edge], *, more: bool
) -> Answer:
    """Nothing is open: what both ends book alike is kept, what only the own books show is attested."""
    total = added(row.amount for row in rows)
    shown = (*own_cells(package, rows), *their_cells(case, edges), *share_cells(case, package), *_terms(case))
    if alone:
        where = some([lane_of(case, edge.match) for edge in alone])
        words = say("上下级经费往来 {n} 笔共 {total} 元，没有截留、挪用的审计问题", n=len(rows), total=total)
        reason = say("{so_far}；对方都不要求报送往来，只有本会的记录（{where}）", so_far=words, where=where)
        if len(alone) < len(edges):
            reason = say(
                "{so_far}；有的对方不要求报送往来，只有本会的记录（{where}），其余双方账上相符",
                so_far=words,
                where=where,
            )
        return _to_come(case, reason, *shown, more=more) or attested(reason, *shown)
    reason = say("上下级经费往来 {n} 笔共 {total} 元，双方账上相符，没有截留、挪用的审计问题", n=len(rows), total=total)
    return _to_come(case, reason, *shown, more=more) or met(reason, *shown)


def _found(case: Case, package: Package) -> Answer | None:
    """Retention or diversion found at the union and not put right; awaited where the books differ on whether it was."""
    found = [one for one in findings_on_itself(case, package) if not _RETENTION.isdisjoint(one.finding.categories)]
    open_, disputed = still_open(case, found)
    if not open_:
        return None
    if package.audits is None and all(one.audit is None for one in open_):
        return undisclosed(case, "audits")  # they may be findings on others
    shown = repair_cells(case, open_)
    names = some([one.finding.description for one in open_])
    if disputed:
        return awaiting(say("截留或挪用的审计问题，本会与审计方对是否已整改记载不一：{names}", names=names), *shown)
    return breached(say("截留或挪用的审计问题尚未整改：{names}", names=names), *shown)


def _withheld(case: Case, package: Package, rows: list[Transfer]) -> Answer | None:
    """Less was sent than the union itself says is due; what is due of several payments for one period adds up."""
    flows: dict[tuple[str, str, str | None], list[Transfer]] = {}
    for row in rows:
        if row.direction == "sent":
            flows.setdefault((row.counterparty_id, row.kind, row.period), []).append(row)
    gaps = {key: added((row.due or ZERO) - row.amount for row in own) for key, own in flows.items()}
    short = {key: gap for key, gap in gaps.items() if gap > case.number("transfer_tolerance")}
    if not short:
        return None
    where = [lane(case, *key) for key in short]
    reason = say("应付而少付 {short} 元：{where}", short=added(short.values()), where=some(where))
    lacking = [row for key in short for row in flows[key]]
    sent = [row for own in flows.values() for row in own]
    owed = [row for own in flows.values() if any(row.due for row in own) for row in own]
    compared = (*cells(package, "transfers", sent, "due"), *cells(package, "transfers", owed, "amount"))
    shown = (*own_cells(package, lacking), *compared, *_terms(case))
    due = min(case.deadline(_DEADLINE), case.union.dissolved_on or date.max)  # nothing is withheld beyond the end
    return undone(case, "transfers", due, reason, *shown)


def _to_come(case: Case, so_far: Sentence, *shown: Evidence, more: bool) -> Answer | None:
    """What is settled so far, as long as the year is not over, or its books hold `more` payments, of days to come."""
    due = case.deadline(_DEADLINE)
    if more and not late(case, due):
        return not_due(say("{so_far}；其余往来的结清期限为{due}", so_far=so_far, due=due), *shown)
    return unfinished(case, so_far, *shown)


def _late(case: Case, package: Package, rows: list[Transfer]) -> Answer | None:
    """Paid in full, but after the deadline: the softer half."""
    due = case.deadline(_DEADLINE)
    overdue = [row for row in rows if row.direction == "sent" and row.due and row.date > due]
    if not overdue:
        return None
    reason = say("{where}晚于{due}才付清", where=some([lane_of(case, row) for row in overdue]), due=due)
    return breached(reason, *own_cells(package, overdue), *_terms(case), weight=Weight.WARNING)


def _unsettled(case: Case, package: Package, rows: list[Transfer], edges: list[Edge]) -> Answer | None:
    """What the other end states otherwise, or does not state, or what only the other end states."""
    words = {
        MatchState.IN_TRANSIT: say("在途，对方该期尚未结账"),
        MatchState.OTHER_SILENT: say("对方没有记录"),
        MatchState.SCOPE_DIFFERS: say("对方记的类别或期间划分不同"),
    }
    differing = [_difference(case, edge) for edge in edges if edge.match.state is MatchState.DIFFERENT]
    said = sorted(differing, key=spelled)
    said += [
        say(
            "{n} 笔{state}（{where}）",
            n=len(group),
            state=word,
            where=some([lane_of(case, edge.match) for edge in group]),
        )
        for state, word in words.items()
        if (group := [edge for edge in edges if edge.match.state is state])
    ]
    agreed = [edge for edge in edges if edge.match.state is MatchState.MATCHED and edge.match.direction == "sent"]
    more = {edge: due for edge in agreed if (due := expected(case, edge))}
    said += [
        say(
            "{lane}本会付 {own} 元，{name}记应收 {due} 元",
            lane=lane_of(case, edge.match), own=edge.own,
            name=name_of(case, edge.match.counterparty_id), due=due,
        )
        for edge, due in more.items()
    ]  # fmt: skip
    claims = case.neighbours.claims
    if claims:
        said.append(
            say(
                "{n} 笔只有对方有记录（{where}）",
                n=len(claims),
                where=some([lane_claimed(case, one) for one in claims]),
            )
        )
    if not said:
        return None
    reason = say("往来待双方核对：{said}", said=listed(said))
    first = sorted(edges, key=lambda edge: edge.match.state is MatchState.MATCHED and edge not in more)
    order = {(one.direction, one.counterparty_id, one.kind, one.period): at for at, (one, *_) in enumerate(first)}
    own = sorted(
        rows, key=lambda row: order.get((row.direction, row.counterparty_id, row.kind, row.period), len(order))
    )
    theirs = (*claimed_cells(case), *their_cells(case, first))
    return awaiting(reason, *own_cells(package, own), *theirs, *_terms(case))


def _difference(case: Case, edge: Edge) -> Sentence:
    """Whose row says what. Nothing shows yet which of them is wrong."""
    assert edge.other is not None, "who states nothing does not differ"
    return say(
        "{lane}本会记 {own} 元，{name}记 {other} 元，相差 {gap} 元",
        lane=lane_of(case, edge.match), own=edge.own, name=name_of(case, edge.match.counterparty_id),
        other=edge.other, gap=abs(edge.own - edge.other),
    )  # fmt: skip


def _is_unasked(case: Case, match: TransferMatch) -> bool:
    """Whether the other end gave no transfers, and nobody asks it for them."""
    if match.state is not MatchState.OTHER_SILENT:
        return False
    if (book := book_of(case, match.counterparty_id)) and book.transfers is not None:
        return False
    other = case.registry.unions.get(match.counterparty_id)
    return other is None or not owes(other, "transfers", case.year, case.policy)


def _terms(case: Case) -> tuple[Evidence, ...]:
    return tuple(case.parameter(name) for name in ("transfer_tolerance", "transfer_period_shift", _DEADLINE))


RULES = (
    Rule(
        clause_id="2-3-4",
        version="1.4",
        history=revised(
            "双方账上金额不同的，由记得多的一方不符合改为双方待核对；查规定的上解比例；上级审计发现的问题归被审计的工会；对方不要求报送的为有佐证",
            "数据只报到年初或半年的，没有往来不再判为不适用，少付也不再判为不符合",
            (TRIED_ANEW, "撤销的工会少付的款项，以撤销之日为期限"),
            (TRIED_ANEW, "审计项目没有公开的，不再据以判定问题出在本会"),
        ),
        title="不截留、不挪用工会经费",
        method="查上解、下拨是否按期付足本会所记的应付数和参数规定的上解比例，逐笔按类别和期间与对方工会的账核对（容差和可相差的期间见参数），"
        "并查本会和上级审计在本会发现的截留、挪用问题是否都已整改；双方不一致时，没有别的记录表明谁错的，双方都待核对",
        applies_to="有上下级经费往来的工会",
        weight=Weight.HARD,
        decide=nothing_retained_or_diverted,
    ),
)
