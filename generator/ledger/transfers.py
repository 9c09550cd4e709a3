"""Both sides of every transfer between unions, brought together by year, pair, kind and period."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from generator.core.money import ZERO
from generator.ledger.model import MatchState, TransferMatch
from generator.policy.law import NoSuchParameterError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from generator.ledger.model import Digest
    from generator.policy.law import Policy
    from generator.records.contributions import Transfer


class Flow(NamedTuple):
    """What one union sends another in a year, of one kind and for one period; several payments are one flow."""

    year: int
    sender: str
    receiver: str
    kind: str
    period: str


@dataclass(slots=True)
class Flows:
    """Amounts by flow as the senders' and as the receivers' books state them, and the flows of each union-year."""

    sent: dict[Flow, Decimal] = field(default_factory=dict)
    received: dict[Flow, Decimal] = field(default_factory=dict)
    of: dict[tuple[str, int], list[tuple[str, Flow]]] = field(default_factory=dict)

    def matches(self, union_id: str, year: int, policy: Policy) -> tuple[TransferMatch, ...]:
        """Each flow that the union's books state, in their order, beside what the other side states."""
        allowed = _tolerance(policy, year)
        return tuple(
            self._match(union_id, direction, flow, allowed) for direction, flow in self.of.get((union_id, year), ())
        )

    def _match(self, union_id: str, direction: str, flow: Flow, allowed: Decimal) -> TransferMatch:
        own, other = (self.sent, self.received) if direction == "sent" else (self.received, self.sent)
        theirs = other.get(flow)
        state = MatchState.OTHER_SILENT
        if theirs is not None:
            state = MatchState.MATCHED if abs(own[flow] - theirs) <= allowed else MatchState.DIFFERENT
        return TransferMatch(
            union_id=union_id,
            year=flow.year,
            counterparty_id=flow.receiver if direction == "sent" else flow.sender,
            direction=direction,
            kind=flow.kind,
            period=flow.period or None,
            own_amount=own[flow],
            other_amount=theirs,
            state=state,
        )


def collect(digests: Iterable[Digest]) -> Flows:
    """The flows that the digests state."""
    flows = Flows()
    for one in digests:
        stated: dict[tuple[str, Flow], None] = {}
        for row in one.transfers or ():
            flow = _flow(one, row)
            side = flows.sent if row.direction == "sent" else flows.received
            side[flow] = side.get(flow, ZERO) + row.amount
            stated[row.direction, flow] = None
        if stated:
            flows.of[one.union_id, one.year] = list(stated)
    return flows


def _flow(one: Digest, row: Transfer) -> Flow:
    sender, receiver = one.union_id, row.counterparty_id
    if row.direction == "received":
        sender, receiver = receiver, sender
    return Flow(one.year, sender, receiver, row.kind, row.period or "")


def _tolerance(policy: Policy, year: int) -> Decimal:
    try:
        return policy.number("transfer_tolerance", year)
    except NoSuchParameterError:
        return ZERO
