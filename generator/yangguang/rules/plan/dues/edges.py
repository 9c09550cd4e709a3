"""二（三）规范工会经费拨缴: the money that went between two unions, as the books of each end state it"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.money import ZERO, added
from yangguang.core.sentence import Sentence, say
from yangguang.records.codes import code_text
from yangguang.records.names import name_text
from yangguang.rules.judge.answers import cells, cells_of
from yangguang.rules.judge.index import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from yangguang.core.issues import Text
    from yangguang.ledger.model import Digest, TransferMatch
    from yangguang.records.contributions import Transfer
    from yangguang.records.package import Package
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Cell

_FLOW = ("direction", "kind", "counterparty_id", "period", "amount")


class Edge(NamedTuple):
    """What two unions state of the same money: one transfer, or several that could only be compared as one."""

    match: TransferMatch
    own: Decimal
    other: Decimal | None
    along: tuple[TransferMatch, ...] = ()  # the other matches that were compared together with it


def book_of(case: Case, union_id: str) -> Digest | None:
    """The judged year's books of the other end, its rows that name this union at least."""
    below = (one for one in case.neighbours.subordinates if one.union_id == union_id)
    return next(below, None) or case.neighbours.books_of(union_id).get(case.year)


def edges_of(case: Case, rows: list[Transfer]) -> list[Edge]:
    """The matches of what had been booked by the day of judgement, those compared together once."""
    known = {(row.direction, row.counterparty_id, row.kind, row.period) for row in rows}
    found: dict[object, Edge] = {}
    for one in case.neighbours.transfers:
        lane = (one.direction, one.counterparty_id, one.kind)
        if (*lane, one.period) in known:
            own, other = one.together or (one.own_amount, one.other_amount)
            key = (*lane, one.together or one.period)
            first = found.get(key)
            found[key] = first._replace(along=(*first.along, one)) if first else Edge(one, own, other)
    return list(found.values())


def own_cells(package: Package, rows: list[Transfer]) -> tuple[Cell, ...]:
    """What the union states of its own transfers: of what it sent also what was due."""
    sent = [row for row in rows if row.direction == "sent"]
    return (*cells(package, "transfers", rows, *_FLOW, "date"), *cells(package, "transfers", sent, "due"))


def their_cells(case: Case, edges: list[Edge]) -> list[Cell]:
    """What the other ends state in their own books: first of `edges`, in their order, then of what was compared with them."""
    shown: list[Cell] = []
    matches = dict.fromkeys(one for edge in edges for one in (edge.match, *edge.along))
    for match in matches:
        if other := book_of(case, match.counterparty_id):
            back = "received" if match.direction == "sent" else "sent"
            theirs = _theirs(case, other, back, match)
            columns = (*_FLOW, "due") if back == "received" else _FLOW
            shown += cells_of(case, other.union_id, other.year, "transfers", theirs, *columns)
    return shown


def claimed_cells(case: Case) -> list[Cell]:
    """What only the other end states."""
    shown: list[Cell] = []
    for one in case.neighbours.claims:
        if book := book_of(case, one.union_id):
            rows = _flows(case, book).get((one.direction, case.union.union_id, one.kind, one.period), ())
            shown += cells_of(case, book.union_id, book.year, "transfers", rows, *_FLOW)
    return shown


def expected(case: Case, edge: Edge) -> Decimal:
    """What the other end says is due of money sent, where that is plainly more than it was; else nothing."""
    match, other = edge.match, book_of(case, edge.match.counterparty_id)
    rows = _theirs(case, other, "received", match) if other else ()
    due = added(row.due for row in rows)
    return due if due - edge.own > case.number("transfer_tolerance") else ZERO


def _theirs(case: Case, other: Digest, direction: str, match: TransferMatch) -> Sequence[Transfer]:
    """The rows of the other end's books on the flow of `match`."""
    return _flows(case, other).get((direction, match.union_id, match.kind, match.period), ())


def _flows(case: Case, book: Digest) -> dict[tuple[str, str, str, str | None], list[Transfer]]:
    return remembered(case, ("flows", book.union_id, book.year), lambda: _by_flow(book.transfers or ()))


def _by_flow(rows: Iterable[Transfer]) -> dict[tuple[str, str, str, str | None], list[Transfer]]:
    flows: dict[tuple[str, str, str, str | None], list[Transfer]] = {}
    for row in rows:
        flows.setdefault((row.direction, row.counterparty_id, row.kind, row.period), []).append(row)
    return flows


def lane_of(case: Case, one: Transfer | TransferMatch) -> Sentence:
    """With whom, for what, of which period: as the union states it."""
    return lane(case, one.counterparty_id, one.kind, one.period)


def lane_claimed(case: Case, one: TransferMatch) -> Sentence:
    """The same of what only the other end states."""
    return lane(case, one.union_id, one.kind, one.period)


def name_of(case: Case, union_id: str) -> Text | str:
    """What a union is called; by its id where the register does not list it."""
    union = case.registry.unions.get(union_id)
    return name_text(union) if union else union_id


def lane(case: Case, other: str, kind: str, period: str | None) -> Sentence:
    """With whom, for what, of which period."""
    title, name = code_text("transfer_kind", kind), name_of(case, other)
    if period is None:
        return say("{name}{kind}", name=name, kind=title)
    return say("{name}{kind}{period}", name=name, kind=title, period=period)
