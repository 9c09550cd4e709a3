"""Amounts that look as if they counted ten thousands: compared with last year's, and with what a union of its size has."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.core.issues import Text
from yangguang.core.money import added, format_amount

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.importer.compose import Whole
    from yangguang.importer.model import Log
    from yangguang.records.package import Package

_TEN_THOUSAND = Decimal(10_000)
_NEAR = Decimal("0.2")
_MANY = 500  # members of a union that has more than ten thousand yuan a year
_COLUMNS = ("budget_initial", "actual")


def check_magnitude(wholes: Mapping[str, Whole], last: Package | None, log: Log) -> None:
    """Warn where the accounts are ten thousand times smaller or larger than last year's, or small for the members."""
    accounts = wholes.get("accounts")
    if accounts is None or not accounts.sources:
        return
    place = accounts.sources[0][0][0].sheet.place()
    before = {row.account_code: row for row in (last.accounts if last else None) or ()}
    for column in _COLUMNS:
        pairs = [
            (Decimal(row[column]), was)
            for row in accounts.rows
            if row.get(column) and (was := getattr(before.get(row["account_code"]), column, None))
        ]
        now, then = added(one for one, _ in pairs), added(was for _, was in pairs)
        for ratio in (then / now, now / then) if now and then else ():
            if abs(ratio / _TEN_THOUSAND - 1) <= _NEAR:
                problem = Text(f"本年 {format_amount(now)}，上年 {format_amount(then)}，相差约一万倍",
                               f"{format_amount(now)} this year, {format_amount(then)} last year")  # fmt: skip
                log.tell("import.unit-suspect", place, problem=problem)
                return
    amounts = [Decimal(row[column]) for row in accounts.rows for column in _COLUMNS if row.get(column)]
    members = _members(wholes, last)
    if amounts and any(amounts) and max(map(abs, amounts)) < _TEN_THOUSAND and members > _MANY:
        problem = Text(f"最大的一笔只有 {format_amount(max(amounts))}，会员却有 {members} 人",
                       f"the largest is {format_amount(max(amounts))} for {members} members")  # fmt: skip
        log.tell("import.unit-suspect", place, problem=problem)


def _members(wholes: Mapping[str, Whole], last: Package | None) -> int:
    """Members as the import says, else last year's; 0 where neither does."""
    rows = wholes["overview"].rows if "overview" in wholes else ()
    said = next((row["members"] for row in rows if row.get("members", "").isdigit()), "")
    known = next((row.members for row in last.overview or ()), None) if last else None
    return int(said or known or 0)
