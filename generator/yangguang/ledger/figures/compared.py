"""Figures of one union-year that others take part in: changes since last year, peers, subordinates, transfers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.address import UNIONS, cell_key, derived_key, every_union
from yangguang.core.figures import Unit
from yangguang.core.sentence import say
from yangguang.ledger.figures.basis import basis
from yangguang.ledger.figures.counts import CHANGE
from yangguang.ledger.model import Change, MatchState, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.core.figures import Named
    from yangguang.ledger.model import Neighbours, TransferMatch, UnionYear
    from yangguang.records.package import Package

CHANGED = ("income_total", "expenditure_total", "surplus")
PEERED = ("per_member_expenditure", "member_service_share", "execution_rate", "dues_rate")
DISCLOSED = frozenset({Standing.PUBLISHED, Standing.SUPERSEDED})
CONSOLIDATED = ("income_total", "expenditure_total")

_MEDIAN = say("同类工会（组织类型与填报档次相同、已公开该指标）的中位数").msgid
_PEERS = say("已公开该指标的同类工会家数").msgid
_SUBTREE = say("本级与全部下级相加，减去相互间的补助").msgid
_OWN = say("本工会账上同一对方、方向、类别、期间的往来相加").msgid
_MATCHED = say("双方账上相符的往来，逐笔计数").msgid
_LEVELS = say("本会和各级上级工会，逐级计数").msgid
_LEVELS_DISCLOSED = say("其中公开了本年度收支的，逐级计数").msgid
_OTHER = say("对方账上与之对应的往来").msgid


def comparable(report: UnionYear, last: UnionYear | None) -> bool:
    """Whether verdicts may be counted against those of `last`: a running year's not, as long as more of it is to come."""
    return not report.is_running or last is None or last.is_running


def as_long(report: UnionYear, last: UnionYear | None) -> bool:
    """Whether amounts may be held against those of `last`: not where one of them is a part of a year."""
    return not report.is_short and (last is None or not last.is_short)


def changes(report: UnionYear, last: UnionYear | None) -> Iterator[Named]:
    """What moved since `last`, in the totals that a page begins with, on the year's basis; of two whole years alone."""
    column = basis(report.package)
    for name in CHANGED if last and as_long(report, last) else ():
        whole = name + column
        moved = Change(report.value(whole), last.value(whole) if last else None).amount
        if moved is not None:
            before = derived_key(report.union.union_id, report.year - 1, whole)
            yield f"{whole}/change", moved, Unit.YUAN, CHANGE, (f"./@{whole}", before)


def peers(report: UnionYear, neighbours: Neighbours) -> Iterator[Named]:
    """Medians of what the union discloses itself, and of how many unions they are; of a short year rates alone."""
    group = f"_peers/{report.union.kind}+{report.union.tier}"
    for name in PEERED:
        own, found = report.figures.get(name), neighbours.peers.get(name)
        if own and own.value is not None and found and not (report.is_short and own.unit is Unit.YUAN):
            inputs = (every_union(group, report.year, f"@{name}"),)
            yield f"peer_median_{name}", found.median, own.unit, _MEDIAN, inputs
            yield f"peer_count_{name}", found.n, Unit.COUNT, _PEERS, inputs


def subtree(report: UnionYear, neighbours: Neighbours) -> Iterator[Named]:
    """Consolidated income and expenditure of the union and all below it; only where it has subordinates."""
    if not neighbours.subordinates:
        return
    group, year = f"_subtree/{report.union.union_id}", report.year
    for name in CONSOLIDATED:
        if name in neighbours.subtree:
            inputs = (every_union(group, year, f"@{name}"), every_union(group, year, "transfers/*/amount"))
            yield f"subtree/{name}", neighbours.subtree[name], Unit.YUAN, _SUBTREE, inputs


def levels(report: UnionYear, above: Sequence[str], neighbours: Neighbours) -> Iterator[Named]:
    """How many levels there are from the union to the topmost, `above` those over it, and how many disclosed the year."""
    if not above:
        return
    year = report.year
    books = [neighbours.books_of(one).get(year) for one in above]
    standings = [report.standing, *(one.standing for one in books if one)]
    packages = ("./datapackage", every_union(f"_chain/{report.union.union_id}", year, "datapackage"))
    yield "chain/levels", len(above) + 1, Unit.COUNT, _LEVELS, (f"_registry/{UNIONS}/*",)
    yield "chain/disclosed", sum(one in DISCLOSED for one in standings), Unit.COUNT, _LEVELS_DISCLOSED, packages


def transfers(report: UnionYear, neighbours: Neighbours) -> Iterator[Named]:
    """Each transfer between levels as both books state it."""
    if not neighbours.transfers:
        return
    rows = _by_match(report.package)
    matched = sum(one.state is MatchState.MATCHED for one in neighbours.transfers)
    yield "transfers_matched", matched, Unit.COUNT, _MATCHED, ("./transfers/*/amount",)
    for match in neighbours.transfers:
        name = transfer_name(match)
        yield name, match.own_amount, Unit.YUAN, _OWN, tuple(rows.get(name, ()))
        if match.other_amount is not None:
            theirs = (cell_key(match.counterparty_id, match.year, "transfers", "*", "amount"),)
            yield f"{name}/other", match.other_amount, Unit.YUAN, _OTHER, theirs


def transfer_name(match: TransferMatch) -> str:
    """The name of a matched transfer's figures."""
    return _name(match.counterparty_id, match.direction, match.kind, match.period)


def _name(counterparty: str, direction: str, kind: str, period: str | None) -> str:
    return f"transfers/{counterparty}+{direction}+{kind}+{period or ''}"


def _by_match(package: Package | None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in (package and package.transfers) or ():
        name = _name(row.counterparty_id, row.direction, row.kind, row.period)
        found.setdefault(name, []).append(f"./transfers/{row.transfer_id}/amount")
    return found
