"""One year's accounts, projects and three public expenses of a union of the demo, adding up to the cent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from yangguang.core.money import ZERO, round_half_up
from yangguang.demo.cast import Quirk
from yangguang.demo.flows import dues
from yangguang.demo.plans import ADMINISTRATION, SPENDING, SUBSIDIES, project_names
from yangguang.records.finances import Account, Project, ThreePublicItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from yangguang.demo.flows import Federation
    from yangguang.demo.roster import Member

HUNDRED = Decimal(100)
_REVIEWED = Decimal(300_000)  # from here on a third party reviews a project before it starts


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """What a union planned and spent in a year. Accounts are complete: every amount column is filled."""

    year: int
    chart: str
    accounts: tuple[Account, ...]
    projects: tuple[Project, ...]
    three_public: tuple[ThreePublicItem, ...]

    def actual(self, prefix: str, *, below: bool = False) -> Decimal:
        """The sum of actual figures of top-level accounts that start with `prefix`; with `below` of detailed ones."""
        rows = (
            row for row in self.accounts if row.account_code.startswith(prefix) and (len(row.account_code) > 3) is below
        )
        return sum((row.actual or ZERO for row in rows), ZERO)

    def budget(self, prefix: str) -> Decimal:
        """The sum of initial budgets of top-level accounts that start with `prefix`."""
        rows = (row for row in self.accounts if row.account_code.startswith(prefix) and len(row.account_code) == 3)
        return total_budget(rows)

    @property
    def adjusted_spending(self) -> Decimal | None:
        """What may be spent after the mid-year adjustment, None where there was none."""
        rows = [row for row in self.accounts if row.account_code.startswith("5") and len(row.account_code) == 3]
        if all(row.budget_adjusted is None for row in rows):
            return None
        return sum((planned_for(row) if row.budget_adjusted is None else row.budget_adjusted for row in rows), ZERO)


def planned_for(row: Account | Project) -> Decimal:
    """The initial budget of a row; every row of the demo has one."""
    assert row.budget_initial is not None, "the demo states every budget"
    return row.budget_initial


def total_budget(rows: Iterable[Account]) -> Decimal:
    """The sum of initial budgets."""
    return sum(map(planned_for, rows), ZERO)


def books(fed: Federation, member: Member, year: int, names: Mapping[str, Mapping[str, str]]) -> Books:
    """The books of `member` in `year`. `names` are account names by chart and code."""
    chart = "2021" if year >= 2022 else "2009"
    dice = fed.dice(member, year, "books")
    income = dict(_income(fed, member, year))
    spending = _spending(fed, member, year, chart, sum(income.values(), ZERO))
    step = Decimal(1000) if member.employees > 300 else HUNDRED
    leaves = [
        Account(
            account_code=code,
            account_name=names[chart][code],
            actual=actual,
            budget_initial=fixed if fixed is not None else _up(actual * dice.share(*_MARGIN[code[0]]), step),
            actual_h1=round_half_up(actual * dice.share(0.38, 0.52)),
        )
        for code, (actual, fixed) in {**{c: (a, None) for c, a in income.items()}, **spending}.items()
    ]
    if dice.chance(0.3):
        leaves = _adjusted(leaves, dice.pick(["502", "504"]) if member.above_county else "501", step)
    leaves.sort(key=lambda row: row.account_code)
    three_public = tuple(_three_public(fed, member, year)) if member.union.tier == "full" else ()
    projects = tuple(_projects(fed, member, year, chart, leaves)) if member.union.tier != "basic" else ()
    if fed.is_off(member, Quirk.TWO_ACCOUNTS, year):
        projects = tuple(_furnished(projects))
    return Books(
        year=year,
        chart=chart,
        accounts=tuple(_with_parents(leaves, names[chart], detailed=member.union.tier != "basic")),
        projects=projects,
        three_public=three_public,
    )


_ROOM, _EQUIPMENT = "职工书屋建设", "办公设备购置"
_SERVICE = {"2021": ("501", "502", "503", "504"), "2009": ("501", "502")}
_MARGIN = {"4": (0.94, 1.03), "5": (1.03, 1.14)}


def _income(fed: Federation, member: Member, year: int) -> Iterator[tuple[str, Decimal]]:
    dice = fed.dice(member, year, "income")
    paid = sum((row.paid for row in dues(member, year, fed.last_year, fed.seed)), ZERO)
    received = sum((sum(fed.remitted[child.union_id, year], ZERO) for child in fed.active_children(member, year)), ZERO)
    parent = fed.parent(member)
    if not member.above_county:
        yield "401", HUNDRED * (member.employees * dice.count(50, 70) // 100)
    returned = fed.returned(member, year) - sum(
        (fed.returned(child, year) for child in fed.active_children(member, year)), ZERO
    )
    yield "402", paid + received + returned - (sum(fed.remitted[member.union_id, year], ZERO) if parent else ZERO)
    if parent and parent.above_county:
        yield "40302", fed.subsidy(member, year)
    if member.above_county:
        yield "404", HUNDRED * int(member.cadres * dice.share(1_950, 2_050))
    elif member.union.tier != "basic" and dice.chance(0.6):
        yield "405", HUNDRED * (member.employees * dice.count(70, 110) // 100)
    yield "407", round_half_up(member.employees * dice.share(2, 5))


def _spending(
    fed: Federation, member: Member, year: int, chart: str, income: Decimal
) -> dict[str, tuple[Decimal, Decimal | None]]:
    """Actual spending by account and, where it does not follow from it, the initial budget."""
    dice = fed.dice(member, year, "spending")
    lines: dict[str, tuple[Decimal, Decimal | None]] = {}
    if member.above_county:
        thrift = Decimal("0.985") ** (year - 2015)
        up = Decimal("1.09") if fed.is_off(member, Quirk.ADMIN_UP, year) else Decimal(1)
        for code, head, factor in zip(
            ADMINISTRATION[chart],
            (148_000, 46_000, 19_000, 6_000),
            (Decimal("0.99") ** (year - 2020), thrift * up, Decimal("0.99") ** (year - 2020), thrift),
            strict=True,
        ):
            budget = _down(member.cadres * head * factor, HUNDRED)
            lines[code] = (round_half_up(budget * dice.share(0.962, 0.968)), budget)
        granted = sum((fed.subsidy(child, year) for child in fed.active_children(member, year)), ZERO)
        if granted:
            lines[SUBSIDIES[chart]] = (granted, None)
    planned = sum((actual for actual, _ in lines.values()), ZERO)
    free = max(income * dice.share(0.88, 1.0) - planned, income * Decimal("0.1"))
    plan = SPENDING[chart, member.above_county]
    less = Decimal("0.5") if fed.is_off(member, Quirk.LESS_SERVICE, year) else Decimal(1)
    weights = {
        code: weight * dice.share(0.9, 1.1) * (less if code[:3] in _SERVICE[chart] else 1) for code, weight in plan
    }
    for code, weight in weights.items():
        lines[code] = (round_half_up(free * weight / sum(weights.values())), None)
    return lines


def _adjusted(leaves: list[Account], parent: str, step: Decimal) -> list[Account]:
    """The same accounts after a mid-year adjustment of one group: its first account gives to its last."""
    group = [row for row in leaves if row.account_code.startswith(parent)]
    moved = min(step * 2, _down(planned_for(group[0]) - (group[0].actual or ZERO), step))
    change = {group[0].account_code: -moved, group[-1].account_code: moved} if len(group) > 1 else {}
    return [
        replace(row, budget_adjusted=planned_for(row) + change.get(row.account_code, ZERO)) if row in group else row
        for row in leaves
    ]


def _with_parents(leaves: list[Account], names: Mapping[str, str], *, detailed: bool) -> Iterator[Account]:
    """Top-level accounts, each followed by its details; a simple return has top-level accounts only."""
    groups: dict[str, list[Account]] = {}
    for row in leaves:
        groups.setdefault(row.account_code[:3], []).append(row)
    for code, rows in groups.items():
        yield Account(
            account_code=code,
            account_name=names[code],
            budget_initial=total_budget(rows),
            budget_adjusted=_sum([row.budget_adjusted for row in rows]),
            actual_h1=_sum([row.actual_h1 for row in rows]),
            actual=_sum([row.actual for row in rows]),
        )
        if detailed:
            yield from (row for row in rows if row.account_code != code)


def _projects(fed: Federation, member: Member, year: int, chart: str, leaves: list[Account]) -> Iterator[Project]:
    dice = fed.dice(member, year, "projects")
    pay, _, benefits, _ = ADMINISTRATION[chart]
    without = {pay, benefits}
    planned = [row for row in leaves if row.account_code.startswith("5") and row.account_code not in without]
    limit = _REVIEWED
    if member.union.tier == "full":
        limit = min(limit, max(map(planned_for, planned)) / 4)
    serial = 0
    for row in planned:
        names = project_names(row.account_name)
        names = names[: 1 + (planned_for(row) > 60_000) + (planned_for(row) > 600_000)]
        share = dice.share(0.3, 0.6) if len(names) > 1 else Decimal(1)
        budgets = _split(row.budget_initial, len(names), share, HUNDRED)
        adjusted = _split(row.budget_adjusted, len(names), share, HUNDRED)
        actuals = _split(row.actual, len(names), share, Decimal("0.01"))
        for name, initial, later, actual in zip(names, budgets, adjusted, actuals, strict=True):
            serial += 1
            yield Project(
                project_id=f"P{year % 100:02d}{serial:02d}",
                name=name,
                account_code=row.account_code,
                plan_item=f"{year}年工作要点第{1 + serial % 9}条",
                budget_initial=initial or ZERO,
                budget_adjusted=later,
                actual=actual,
                third_party_reviewer="明镜会计师事务所" if initial and initial >= limit else None,
                third_party_conclusion="同意立项" if initial and initial >= limit else None,
            )


def _furnished(projects: Sequence[Project]) -> Iterator[Project]:
    """What was bought that year furnished the reading room: one project, built from one account, equipped from another."""
    room = next(row for row in projects if row.name == _ROOM)
    for row in projects:
        if row.name == _EQUIPMENT:
            yield replace(row, project_id=room.project_id, name=room.name, plan_item=room.plan_item)
        else:
            yield row


def _three_public(fed: Federation, member: Member, year: int) -> Iterator[ThreePublicItem]:
    share = fed.dice(member, fed.last_year, "three_public").share(
        0.62, 0.93
    )  # the same every year, so that less stays less
    thrift = Decimal("0.96") ** (year - 2015)
    up = Decimal("1.2") if fed.is_off(member, Quirk.THREE_PUBLIC_UP, year) else Decimal(1)
    vehicles = member.cadres // 20 if member.above_county else 0
    for item, source, base in (
        ("abroad", "union", ZERO),
        ("reception", "union", (900 if member.above_county else 150) * member.cadres * thrift * up),
        ("vehicle_purchase", "union", ZERO),
        ("vehicle_operation", "union", ZERO),
        *([("vehicle_operation", "fiscal", 28_000 * vehicles * thrift)] if vehicles else []),
    ):
        budget = _down(Decimal(base), HUNDRED)
        guests = int(budget / 100)
        yield ThreePublicItem(
            item=item,
            fund_source=source,
            budget_initial=budget,
            actual=round_half_up(budget * share),
            group_count={"abroad": 0, "reception": guests // 8}.get(item),
            person_count={"abroad": 0, "reception": guests}.get(item),
            vehicle_count={"vehicle_purchase": 0, "vehicle_operation": vehicles if source == "fiscal" else 0}.get(item),
        )


def _split(whole: Decimal | None, parts: int, share: Decimal, step: Decimal) -> list[Decimal | None]:
    """`whole` in `parts` pieces that sum to it exactly, each but the last a `share` of what is left."""
    if whole is None:
        return [None] * parts
    pieces: list[Decimal | None] = []
    for _ in range(parts - 1):
        piece = _down(whole * share, step)
        pieces.append(piece)
        whole -= piece
    return [*pieces, whole]


def _sum(amounts: list[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if len(known) == len(amounts) else None


def _up(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_CEILING) * step


def _down(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_FLOOR) * step
