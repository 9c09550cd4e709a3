"""What a union owes the public on a given day, and which of its tables are missing since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.address import derived_key
from yangguang.core.figures import Figure, Unit
from yangguang.core.sentence import say
from yangguang.records.duties import STAGES, required_tables

if TYPE_CHECKING:
    from datetime import date

    from yangguang.core.fiscal import FiscalYears
    from yangguang.policy.law import Policy
    from yangguang.records.duties import Stage
    from yangguang.records.federation import Registry
    from yangguang.records.package import Package
    from yangguang.records.registry import TradeUnion

_LATE = say("判定日−报送期限").msgid
_MONTH = 31  # days


class Debt(NamedTuple):
    """The last stage owed (None before the first deadline), its deadline, and the tables owed but not given."""

    stage: Stage | None = None
    since: date | None = None
    missing: tuple[str, ...] = ()


def exists_in(union: TradeUnion, year: int, fiscal: FiscalYears) -> bool:
    """Whether the union existed on any day of `year`: the years in which it was founded or dissolved are short ones."""
    founded, dissolved = union.founded_on, union.dissolved_on
    return (founded is None or founded <= fiscal.last_day(year)) and (
        dissolved is None or dissolved >= fiscal.first_day(year)
    )


def days_in(union: TradeUnion, year: int, fiscal: FiscalYears) -> int:
    """How many days of `year` the union existed, from its foundation to the day it was dissolved; below 1 for none."""
    first, last = fiscal.first_day(year), fiscal.last_day(year)
    return (min(union.dissolved_on or last, last) - max(union.founded_on or first, first)).days + 1


def is_whole(union: TradeUnion, year: int, fiscal: FiscalYears) -> bool:
    """Whether the union existed all of `year` but a month at most: only then do its amounts compare with other years'."""
    return (fiscal.last_day(year) - fiscal.first_day(year)).days + 1 - days_in(union, year, fiscal) <= _MONTH


def exists_half_of(union: TradeUnion, year: int, fiscal: FiscalYears) -> bool:
    """Whether the union existed for at least as many days of `year` as its first half has: enough for what is due once."""
    return days_in(union, year, fiscal) >= (fiscal.second_half(year) - fiscal.first_day(year)).days


def stage_deadline(policy: Policy, stage: str, year: int) -> date | None:
    """The last day for the tables of `stage`; None where no parameter in force sets one."""
    return policy.stage_deadline(stage, year)


def deadlines_passed(policy: Policy, year: int, as_of: date) -> bool:
    """Whether any deadline of `year` has passed at the end of `as_of`."""
    deadlines = (stage_deadline(policy, stage, year) for stage in STAGES)
    return any(deadline is not None and deadline < as_of for deadline in deadlines)


def should_report(union: TradeUnion, year: int, policy: Policy) -> bool:
    """Whether anything of `year` is asked of `union`: some deadline finds it alive, or none is set and it existed."""
    if not exists_in(union, year, policy.fiscal):
        return False
    deadlines = [day for stage in STAGES if (day := stage_deadline(policy, stage, year))]
    return not deadlines or any(binds(union, day) for day in deadlines)


def owes(union: TradeUnion, table: str, year: int, policy: Policy) -> bool:
    """Whether `table` of `year` is asked of `union`: of its tier, and while it exists. What is not asked may never come."""
    due = stage_deadline(policy, "final", year) or policy.fiscal.last_day(year)
    return exists_in(union, year, policy.fiscal) and binds(union, due) and table in required_tables(union.tier, "final")


def debt(
    union: TradeUnion, year: int, package: Package | None, policy: Policy, as_of: date, registry: Registry | None = None
) -> Debt:
    """What `union` owes for `year` at the end of `as_of`.

    A deadline binds a union that exists on that day. On the deadline itself nothing is overdue yet. A package that
    claims an earlier stage than the one owed lacks `accounts`: the column of that stage is not in it. The tier is the one
    that `registry` gives the union on the deadline, so that a tier raised later asks for nothing before.
    """
    if not exists_in(union, year, policy.fiscal):
        return Debt()
    owed: Debt = Debt()
    for stage in STAGES:
        deadline = stage_deadline(policy, stage, year)
        if deadline is not None and deadline < as_of and binds(union, deadline):
            owed = Debt(stage, deadline)
    if owed.stage is None:
        return owed
    bound = registry.on(union.union_id, policy.duty_day(owed.stage, year)) if registry else union
    required = required_tables(bound.tier, owed.stage)
    if package is None:
        return owed._replace(missing=required)
    behind = STAGES.index(owed.stage) > [*STAGES].index(package.descriptor.stage)  # type: ignore[arg-type]  # the door checked the stage
    missing = (name for name in required if package.table(name) is None or (behind and name == "accounts"))
    return owed._replace(missing=tuple(missing))


def days_overdue(union_id: str, year: int, since: date, as_of: date) -> Figure:
    """Days from the deadline missed, `since`, to `as_of`: the one number of the site that is another one each day."""
    inputs = ("./datapackage", f"_policy/{year}/stage_deadline_*")
    return Figure(derived_key(union_id, year, "days_overdue"), (as_of - since).days, Unit.DAYS, _LATE, inputs)


def binds(union: TradeUnion, deadline: date) -> bool:
    """Whether a deadline finds the union alive: founded by then, and not dissolved before."""
    founded, dissolved = union.founded_on, union.dissolved_on
    return (founded is None or founded <= deadline) and (dissolved is None or deadline <= dissolved)
