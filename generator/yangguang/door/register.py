"""What must hold of the register and of the policy as wholes: one tree of unions, values that fit their units."""

from __future__ import annotations

import csv
import re
from datetime import date
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from yangguang.core.issues import Place, Text
from yangguang.core.paths import POLICY
from yangguang.door.messages.catalogue import issue
from yangguang.door.privacy.small_groups import COUNTS
from yangguang.records.tables import POLICY_TABLES, REGISTRY_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yangguang.core.issues import Issue
    from yangguang.records.declare import Record, Table
    from yangguang.records.policy import ChartAccount, Parameter
    from yangguang.records.registry import Affiliate, TradeUnion

_UNIONS = "registry/unions.csv"
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,12})(?:\.[0-9]{1,6})?")
_RATIO = re.compile(r"(?:0|[1-9][0-9]{0,3})(?:\.[0-9]{1,6}|/[1-9][0-9]{0,3})?")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,5}")
_SWITCH = re.compile(r"[01]")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
# Devices of Windows, whatever their case and ending; what leads up; and the ids that rules beside the plan have.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?|.*\.\..*", re.IGNORECASE)
_BESIDE = re.compile(r"x-[0-9]+", re.IGNORECASE)
_MONTH_DAY = re.compile(r"(?:\+1-)?([0-9]{2})-([0-9]{2})")
# The most that a rule may add to a day or ask for: a century, four years of working days counted one by one, a thousand times.
_MOST = {"days": 36_600, "working_days": 1_000, "years": 100, "count": 1_000}
_EXPECTED = {
    "ratio": Text(
        "0 至 1 之间的比率，形如 0.02 或 2/3（百分之二写 0.02）", "a ratio of 0 to 1 such as 0.02 or 2/3 (2% is 0.02)"
    ),
    "yuan": Text("不带千分位的数字", "a number without separators"),
    "code": Text("由字母、数字组成的代码", "a code of letters and digits"),
    "switch": Text("1（启用）或 0（不启用）", "1 (on) or 0 (off)"),
    "month_day": Text("形如 09-30 的月日，次年写 +1-06-30", "a month and day such as 09-30; in the next year +1-06-30"),
}
_EXPECTED |= {unit: Text(f"0 至 {most} 之间的整数", f"a whole number of 0 to {most}") for unit, most in _MOST.items()}


def registry_issues(tables: Mapping[str, Sequence[Record]]) -> Iterator[Issue]:
    """Problems of the register that no single cell shows."""
    yield from _id_issues(tables, REGISTRY_TABLES)
    rows: Mapping[str, Any] = tables
    for one in rows.get("privacy_allowed", ()):
        if one.column_ not in COUNTS.get(one.table_, ("", ()))[1]:
            place = Place(file="registry/privacy_allowed.csv", row=one.row, column="column")
            cells = "、".join(f"{name}.{column}" for name, (_, columns) in COUNTS.items() for column in columns)
            yield issue("registry.privacy-allowed", place, value=f"{one.table_}.{one.column_}", cells=cells)
    unions: dict[str, TradeUnion] = {union.union_id: union for union in rows.get("unions", ())}
    affiliates: Sequence[Affiliate] = rows.get("affiliates", ())
    roots = [union.union_id for union in unions.values() if not union.parent_id]
    if len(roots) != 1:
        yield issue("registry.root", Place(file=_UNIONS), found=len(roots), unions="、".join(roots[:5]) or "-")
    yield from _cycles(unions)
    codes: dict[str, str] = {}
    for union in unions.values():
        place = Place(file=_UNIONS, row=union.row, column="uscc")
        if union.uscc is None and not union.uscc_absent_reason:
            yield issue("registry.no-code", place, union=union.name)
        if union.uscc and codes.setdefault(union.uscc, union.name) != union.name:
            yield issue("registry.duplicate-code", place, value=union.uscc, other=codes[union.uscc])
    for body in affiliates:
        place = Place(file="registry/affiliates.csv", row=body.row)
        if body.affiliate_id in unions:
            yield issue("registry.duplicate-id", place, value=body.affiliate_id)
        if body.uscc and codes.setdefault(body.uscc, body.name) != body.name:
            yield issue("registry.duplicate-code", place, value=body.uscc, other=codes[body.uscc])


def policy_issues(tables: Mapping[str, Sequence[Record]]) -> Iterator[Issue]:
    """Parameters that do not fit their unit, accounts whose parent cannot be."""
    yield from _id_issues(tables, POLICY_TABLES)
    rows: Mapping[str, Any] = tables
    for parameter in rows.get("parameters", ()):
        yield from _parameter_issues(parameter)
    accounts: dict[tuple[str, str], ChartAccount] = {
        (account.chart, account.account_code): account for account in rows.get("chart_of_accounts", ())
    }
    for account in accounts.values():
        if account.parent_code:
            parent = accounts.get((account.chart, account.parent_code))
            problem = None
            if parent is None:
                problem = Text("不在本制度版本中", "is not in this chart")
            elif parent.side != account.side:
                problem = Text("收支方向不同", "stands on the other side")
            elif _is_own_ancestor(account, accounts):
                problem = Text("构成了环", "closes a circle")
            if problem:
                place = Place(file="policy/chart_of_accounts.csv", row=account.row, column="parent_code")
                yield issue(
                    "registry.chart-parent",
                    place,
                    value=account.account_code,
                    parent=account.parent_code,
                    problem=problem,
                )


def _id_issues(tables: Mapping[str, Sequence[Record]], declared: Sequence[Table]) -> Iterator[Issue]:
    """Ids of which a system or the site makes something else, and ids that are one and the same to some systems.

    Folders and addresses are made of them: on Windows `con` is a device, and `2-1a` and `2-1A` are one folder there.
    """
    for table in declared:
        for column in table.columns:
            if column.need != "key" or column.pattern is None:
                continue
            title = Text(column.title_zh, column.title_en)
            first: dict[str, str] = {}
            for row in tables.get(table.name, ()):
                value: str = getattr(row, column.name)
                place = Place(file=f"{table.scope}/{table.name}.csv", row=row.row, column=column.name)
                if _RESERVED.fullmatch(value) or (column.name == "clause_id" and _BESIDE.fullmatch(value)):
                    yield issue("registry.reserved-id", place, value=value, column=title)
                elif (other := first.setdefault(value.casefold(), value)) != value:
                    yield issue("registry.same-id", place, value=value, column=title, other=other)


def _cycles(unions: Mapping[str, TradeUnion]) -> Iterator[Issue]:
    """One issue a circle, at the first of its unions in the register."""
    settled: set[str] = set()
    for start in unions:
        chain: list[str] = []
        at: str | None = start
        while at and at in unions and at not in settled:
            if at in chain:
                circle = [*chain[chain.index(at) :], at]
                place = Place(file=_UNIONS, row=unions[at].row, column="parent_id")
                yield issue("registry.cycle", place, chain=" → ".join(circle[:8]))
                break
            chain.append(at)
            at = unions[at].parent_id
        settled.update(chain)


def _is_own_ancestor(account: ChartAccount, accounts: Mapping[tuple[str, str], ChartAccount]) -> bool:
    seen = set()
    at: ChartAccount | None = account
    while at and at.parent_code and at.account_code not in seen:
        seen.add(at.account_code)
        at = accounts.get((at.chart, at.parent_code))
    return at is not None and at.account_code == account.account_code and bool(seen)


def _parameter_issues(parameter: Parameter) -> Iterator[Issue]:
    place = Place(file="policy/parameters.csv", row=parameter.row, column="value")
    if not _fits(parameter.value, parameter.unit):
        yield issue(
            "registry.parameter-value", place, value=parameter.value, name=parameter.name, unit=parameter.unit,
            expected=_EXPECTED[parameter.unit],
        )  # fmt: skip
    read = _units_read().get(parameter.name, parameter.unit)
    if parameter.unit != read:
        place = Place(file="policy/parameters.csv", row=parameter.row, column="unit")
        yield issue("registry.parameter-unit", place, value=parameter.unit, name=parameter.name, expected=read)
    if parameter.effective_to and parameter.effective_to < parameter.effective_from:
        yield issue("registry.parameter-dates", place, name=parameter.name)


def _fits(value: str, unit: str) -> bool:
    if unit == "month_day":
        found = _MONTH_DAY.fullmatch(value)
        return found is not None and _is_day(int(found[1]), int(found[2]))
    pattern = {"ratio": _RATIO, "yuan": _NUMBER, "code": _CODE, "switch": _SWITCH}.get(unit, _WHOLE)
    if pattern.fullmatch(value) is None:
        return False
    if unit == "ratio":
        return Fraction(value) <= 1
    return unit not in _MOST or int(value) <= _MOST[unit]


@cache
def _units_read() -> dict[str, str]:
    """The unit in which the rules read each parameter they know, by its name: that of the policy we ship."""
    with (POLICY / "parameters.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["unit"] for row in csv.DictReader(file)}


def _is_day(month: int, day: int) -> bool:
    try:
        date(2015, month, day)  # 29 February is no deadline: most years do not have it
    except ValueError:
        return False
    return True
