"""The books as other rooms read them: one union-year, its comparisons, its neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from yangguang.core.address import derived_key
from yangguang.core.figures import Figure, Unit
from yangguang.core.money import ratio
from yangguang.core.watched import ALWAYS, Span
from yangguang.ledger.figures.basis import PLANNED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from yangguang.core.issues import Issue
    from yangguang.records.audits import Audit, AuditFinding, AuditTarget
    from yangguang.records.contributions import Transfer
    from yangguang.records.finances import Overview
    from yangguang.records.oversight import Filing, Inspection
    from yangguang.records.package import Package
    from yangguang.records.registry import TradeUnion
    from yangguang.sources.provenance import Provenance


class Standing(StrEnum):
    """How a union-year stands: what visitors see of it, and why."""

    PUBLISHED = "published"  # the submitted package was accepted
    SUPERSEDED = "superseded"  # the submitted package was refused; an earlier accepted version is shown
    REFUSED = "refused"  # refused, and no earlier version was ever accepted
    SILENT = "silent"  # nothing was ever submitted
    WITHDRAWN = "withdrawn"  # its folder is gone, or the register says that it was withdrawn; the page stays
    FAULTED = "faulted"  # the generator failed at it: nothing is known, and nothing is said of the union


class Before(StrEnum):
    """What main showed before a refused package, where nothing of it can be shown now."""

    NOTHING = "nothing"  # its history shows that no version was ever accepted
    WITHHELD = "withheld"  # a version was, and is not shown any more: personal data, or what harms a reader
    UNKNOWN = "unknown"  # the history is not there to say


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a submitted package is not what visitors see: since which commit and day, and what there was before it."""

    since: Provenance
    issues: tuple[Issue, ...]
    before: Before = Before.NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """That a published year was taken down: by which commit of main, and what the register says of it.

    `reason` is a code of `withdrawal_reason`, None where the register says nothing; then the last version is shown and
    counted as before.
    """

    removed: Provenance
    since: date | None = None
    reason: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A figure now and a year before; unknown stays unknown."""

    now: Decimal | None
    before: Decimal | None

    @property
    def amount(self) -> Decimal | None:
        """Now less before."""
        return None if self.now is None or self.before is None else self.now - self.before

    @property
    def ratio(self) -> Decimal | None:
        """The change as a share of the year before; None from zero."""
        return ratio(self.amount, abs(self.before) if self.before is not None else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionYear:
    """One union, one fiscal year, as published.

    `figures` are the derived ones by name, the part of their key after '@' (`income_total/actual`, `execution_rate/402`);
    `warnings` are what the door noted on the package shown, `hints` what today's register, policy and checks would refuse
    it for, had main not published it long ago; `missing` are tables that the tier owes at `owed_stage` (the
    last stage whose deadline has passed, None before the first) and the package lacks, `missing_since` that deadline;
    `stands` are the days of judgement on which all this, and every verdict on it, is so. `is_short` is a year of which
    more than a month lies before the union was founded or after it was dissolved: its amounts are no measure for whole years.
    """

    union: TradeUnion
    year: int
    standing: Standing
    package: Package | None
    provenance: Provenance
    figures: Mapping[str, Figure] = field(default_factory=dict)
    warnings: tuple[Issue, ...] = ()
    hints: tuple[Issue, ...] = ()
    refusal: Refusal | None = None
    withdrawal: Withdrawn | None = None
    owed_stage: str | None = None
    missing: tuple[str, ...] = ()
    missing_since: date | None = None
    is_short: bool = False
    stands: Span = ALWAYS

    def figure(self, name: str, unit: Unit) -> Figure:
        """The derived figure called `name`; where there is none, one whose value is unknown."""
        known = self.figures.get(name)
        return known or Figure(derived_key(self.union.union_id, self.year, name), None, unit)

    def value(self, name: str) -> Decimal | None:
        """The derived figure's value, None where it is unknown."""
        figure = self.figures.get(name)
        value = figure.value if figure else None
        return None if value is None else _decimal(value)

    @property
    def is_withdrawn(self) -> bool:
        """Whether the register withdraws it: what its page still shows counts nowhere else."""
        return self.withdrawal is not None and self.withdrawal.reason is not None

    @property
    def is_running(self) -> bool:
        """Whether more is to come in its time: it is not closed, and need not be yet."""
        closed = self.package is not None and self.package.descriptor.stage == "final"
        return not closed and self.owed_stage != "final"

    @property
    def is_overdue(self) -> bool:
        """Whether something owed at a passed deadline is missing."""
        return bool(self.missing)


def _decimal(value: Decimal | int) -> Decimal:
    from decimal import Decimal as Exact  # noqa: PLC0415 (keeps the module's types import-free)

    return Exact(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What other unions' pages and rules need of one union-year: totals and the rows that name another union.

    `totals` are derived figures by name, `members` and `employees`; `account_totals` are actual amounts by account class.
    Rows that concern nobody else stay at home, so that a federation of 30,000 unions fits in memory.
    """

    union_id: str
    year: int
    stage: str | None
    standing: Standing
    totals: Mapping[str, Decimal]
    planned: bool = False  # the year has a budget and no actuals yet
    overdue: bool = False
    missing_since: date | None = None
    chart: str | None = None
    transfers: tuple[Transfer, ...] | None = None
    filings: tuple[Filing, ...] | None = None
    inspections: tuple[Inspection, ...] | None = None
    audits: tuple[Audit, ...] | None = None
    audit_targets: tuple[AuditTarget, ...] | None = None
    findings: tuple[AuditFinding, ...] | None = None
    overview: tuple[Overview, ...] = ()  # where it states a limit for tenders, which a subordinate may adopt
    account_totals: Mapping[str, Decimal] = field(default_factory=dict)

    def total(self, name: str) -> Figure | None:
        """The total `name` on the year's basis; None where it is not disclosed."""
        of = f"{name}{PLANNED}" if self.planned else name
        value = self.totals.get(of)
        return None if value is None else Figure(derived_key(self.union_id, self.year, of), value, Unit.YUAN)


class MatchState(StrEnum):
    """How the two sides of a transfer stand."""

    MATCHED = "matched"
    DIFFERENT = "different"
    IN_TRANSIT = "in_transit"  # sent so late that it belongs into books of the counterparty that are not closed
    OTHER_SILENT = "other_silent"  # the counterparty gave no transfers table, or does not mention this one
    SCOPE_DIFFERS = "scope_differs"  # the counterparty calls it another kind, or divides the year otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferMatch:
    """One transfer seen from one union, and what the other side's books say. Amounts in yuan.

    `together` are both sides' sums (own, other) where several transfers could only be compared as one; then no single
    `other_amount` stands beside this one.
    """

    union_id: str
    year: int
    counterparty_id: str
    direction: str
    kind: str
    period: str | None
    own_amount: Decimal
    other_amount: Decimal | None
    state: MatchState
    together: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """The median of `name` over `n` unions of the same kind and tier that disclosed it; made only with n >= 5."""

    name: str
    median: Decimal
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """What one union's year may know of others: its superiors' and subordinates' digests, peers, matched transfers.

    `books` are those of every superior up to the root, and of unions that this one's rows name, by union and year: only
    rows that concern this union are kept. A year that a union did not report is not among them. `superior` is the
    immediate superior's year. `claims` are transfers that the superior or a subordinate states and this union does not,
    seen from there. `seen_inspections` are the days on which subordinates' own books show a full inspection, in any year.
    """

    superior: Digest | None = None
    subordinates: tuple[Digest, ...] = ()
    peers: Mapping[str, Peers] = field(default_factory=dict)
    transfers: tuple[TransferMatch, ...] = ()
    claims: tuple[TransferMatch, ...] = ()
    subtree: Mapping[str, Decimal] = field(default_factory=dict)  # consolidated totals, internal transfers eliminated
    books: Mapping[str, Mapping[int, Digest]] = field(default_factory=dict)
    seen_inspections: Mapping[str, frozenset[date]] = field(default_factory=dict)

    def books_of(self, union_id: str | None) -> Mapping[int, Digest]:
        """What one of them says by year; nothing of nobody, who is above the topmost union."""
        return self.books.get(union_id or "", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUp:
    """Unions of a district or a subtree in one year, consolidated.

    `totals` sum what is disclosed, transfers between the members eliminated; `disclosed` says by how many unions each
    sum is made. `classes` are actual amounts by account class, nothing eliminated.
    """

    unions: int
    standings: Mapping[Standing, int]
    overdue: int
    totals: Mapping[str, Decimal]
    disclosed: Mapping[str, int]
    classes: Mapping[str, Decimal]
