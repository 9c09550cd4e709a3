"""Both sides of every transfer between unions, brought together by pair, kind and period."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from yangguang.core.money import ZERO
from yangguang.ledger.between.settlement import Flow, Lane, Outcome, Terms
from yangguang.ledger.model import MatchState, TransferMatch
from yangguang.policy.law import NoSuchParameterError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from yangguang.ledger.model import Digest
    from yangguang.policy.law import Policy
    from yangguang.records.contributions import Transfer

_EXACT = Terms(ZERO, 0)  # before anything is in force that says otherwise


@dataclass(slots=True)
class Flows:
    """Amounts by flow as the senders' and as the receivers' books state them, and the flows of each union-year.

    `outcomes` hold what became of a flow on either side, where it is not plainly the same amount in both books;
    `unmentioned` by union-year the flows that another union's books state and its own do not.
    """

    sent: dict[Flow, Decimal] = field(default_factory=dict)
    received: dict[Flow, Decimal] = field(default_factory=dict)
    of: dict[tuple[str, int], list[tuple[str, Flow]]] = field(default_factory=dict)
    outcomes: dict[tuple[str, Flow], Outcome] = field(default_factory=dict)
    unmentioned: dict[tuple[str, int], list[tuple[str, Flow]]] = field(default_factory=dict)

    def matches(self, union_id: str, year: int) -> tuple[TransferMatch, ...]:
        """Each flow that the union's books state, in their order, beside what the other side states."""
        return tuple(self._match(*entry) for entry in self.of.get((union_id, year), ()))

    def claims(self, union_id: str, year: int) -> tuple[TransferMatch, ...]:
        """Each flow that another union's books state of this one, and its own do not, seen from the other union."""
        return tuple(self._match(*entry) for entry in self.unmentioned.get((union_id, year), ()))

    def _match(self, direction: str, flow: Flow) -> TransferMatch:
        own, other = (self.sent, self.received) if direction == "sent" else (self.received, self.sent)
        outcome = self.outcomes.get((direction, flow)) or Outcome(MatchState.MATCHED, other[flow])
        return TransferMatch(
            union_id=flow.sender if direction == "sent" else flow.receiver,
            year=flow.year,
            counterparty_id=flow.receiver if direction == "sent" else flow.sender,
            direction=direction,
            kind=flow.kind,
            period=flow.period or None,
            own_amount=own[flow],
            other_amount=outcome.other,
            state=outcome.state,
            together=outcome.together,
        )


def collect(digests: Iterable[Digest], policy: Policy) -> Flows:
    """The flows that the digests state, settled lane by lane under the terms of `policy`."""
    flows = Flows()
    by_key: dict[tuple[str, int], Digest] = {}
    paid: dict[Flow, date] = {}
    for one in digests:
        by_key[one.union_id, one.year] = one
        stated: dict[tuple[str, Flow], None] = {}
        for row in one.transfers or ():
            flow = _flow(one, row)
            side = flows.sent if row.direction == "sent" else flows.received
            side[flow] = side.get(flow, ZERO) + row.amount
            stated[row.direction, flow] = None
            if row.direction == "sent":
                paid[flow] = max(row.date, paid.get(flow, row.date))
        if stated:
            flows.of[one.union_id, one.year] = list(stated)
    _settle(flows, policy)
    for entry, outcome in flows.outcomes.items():
        if outcome.state is MatchState.OTHER_SILENT:
            direction, flow = entry
            if direction == "sent" and _is_in_transit(flow, paid[flow], by_key, policy):
                flows.outcomes[entry] = outcome._replace(state=MatchState.IN_TRANSIT)
            else:
                other = flow.receiver if direction == "sent" else flow.sender
                flows.unmentioned.setdefault((other, flow.year), []).append(entry)
    return flows


def _settle(flows: Flows, policy: Policy) -> None:
    """Settle every lane in which some flow is not plainly the same amount in both books."""
    lanes: dict[tuple[str, str], dict[tuple[str, Flow], Decimal]] = {}
    odd: dict[tuple[str, str], None] = {}
    for direction, own, other in (("sent", flows.sent, flows.received), ("received", flows.received, flows.sent)):
        for flow, amount in own.items():
            lanes.setdefault((flow.sender, flow.receiver), {})[direction, flow] = amount
            if other.get(flow) != amount:
                odd[flow.sender, flow.receiver] = None

    @cache
    def terms(year: int) -> Terms:
        return _terms(policy, year)

    for lane in odd:
        amounts = lanes[lane]
        for entry, outcome in Lane(amounts, terms, policy.fiscal).settle().items():
            direction, flow = entry
            plain = flows.received if direction == "sent" else flows.sent
            if outcome != Outcome(MatchState.MATCHED, plain.get(flow)):
                flows.outcomes[entry] = outcome


def _is_in_transit(flow: Flow, paid: date, digests: dict[tuple[str, int], Digest], policy: Policy) -> bool:
    """Whether the receiver reports its transfers, but has not closed the year in which a payment should arrive."""
    year = digests.get((flow.receiver, flow.year))
    if year is None or year.transfers is None:
        return False
    try:
        arrives = paid + timedelta(days=int(policy.number("transfer_transit_days", flow.year)))
    except NoSuchParameterError:
        arrives = paid
    closing = digests.get((flow.receiver, max(policy.fiscal.year_of(arrives), flow.year)))
    return closing is None or closing.transfers is None or closing.stage != "final"


def _flow(one: Digest, row: Transfer) -> Flow:
    sender, receiver = one.union_id, row.counterparty_id
    if row.direction == "received":
        sender, receiver = receiver, sender
    return Flow(one.year, sender, receiver, row.kind, row.period or "")


def _terms(policy: Policy, year: int) -> Terms:
    try:
        return Terms(policy.number("transfer_tolerance", year), int(policy.number("transfer_period_shift", year)))
    except NoSuchParameterError:
        return _EXACT
