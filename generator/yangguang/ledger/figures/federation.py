"""Figures over many unions: how far disclosure has come, how verdicts stand, what districts come to, each made once.

`owner` says of whom: `_federation`, `_district/<id>` or `_kind/<code>`. What one is made from is the same figure of every
union of its owner: `_district/chenxi/*/2025/@income_total`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.address import UNIONS, derived_key, every_union
from yangguang.core.figures import Figure, Unit, counted
from yangguang.core.sentence import say
from yangguang.ledger.figures.counts import CHANGE, CLAUSES, PLAN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

_UNIONS = say("应报的工会家数").msgid
_REGISTERED = say("名录中的工会家数").msgid
_PUBLISHED = say("已公开的工会家数").msgid
_OVERDUE = say("逾期未报齐的工会家数").msgid
_REFUSED = say("报送未通过校验的工会家数").msgid
_BREACHED = say("有条款不符合的工会家数").msgid
_GRAVEST = say("最重的不符合为此的工会家数").msgid
_ADDED = say("各工会的数相加").msgid
_ROLLED_UP = say("各工会相加，减去相互间的补助").msgid
_DISCLOSED = say("已公开该数的工会家数").msgid
_STREAMED = say("上下级往来按付款方账载数相加，付款方未载的按收款方").msgid
_CLAUSE = say("判定为此的工会家数").msgid
_EXPLAINED = say("作了说明的工会家数").msgid
_PACKAGE, _REGISTER = "datapackage", f"_registry/{UNIONS}/*"

# By name: how it is made, and from what of each union.
_PROGRESS = {
    "unions": (_UNIONS, ""),
    "published": (_PUBLISHED, _PACKAGE),
    "overdue": (_OVERDUE, _PACKAGE),
    "refused": (_REFUSED, _PACKAGE),
    "breached": (_BREACHED, "@verdict/*"),
    "breached_hard": (_GRAVEST, "@verdict/*"),
    "breached_warning": (_GRAVEST, "@verdict/*"),
    "breached_indicator": (_GRAVEST, "@verdict/*"),
    "findings": (_ADDED, "@findings"),
    "findings_open": (_ADDED, "@findings_open"),
    "findings_overdue": (_ADDED, "@findings_overdue"),
}


def registered(year: int, number: int) -> Figure:
    """How many unions the register has."""
    return counted("_federation", year, "registered", number, _REGISTERED, (_REGISTER,))


def registered_in(district: str, year: int, number: int) -> Figure:
    """How many unions of the register belong to a district."""
    return counted(f"_district/{district}", year, "registered", number, _REGISTERED, (_REGISTER,))


def plan_figures(year: int, every: int, judged: int, declaratory: int) -> dict[str, Figure]:
    """How many clauses the plan has, how many a rule judges, how many are declaratory, how many wait for a rule."""
    numbers = {"clauses": every, "judged": judged, "declaratory": declaratory, "unjudged": every - judged - declaratory}
    return {name: counted("_federation", year, f"plan/{name}", n, CLAUSES, PLAN) for name, n in numbers.items()}


def progress_figures(owner: str, year: int, numbers: Mapping[str, int]) -> dict[str, Figure]:
    """Counts of unions and findings of one year by name."""
    return {name: _progress(owner, year, name, number) for name, number in numbers.items()}


def _progress(owner: str, year: int, name: str, number: int) -> Figure:
    formula, of = _PROGRESS[name]
    inputs = (every_union(owner, year, of),) if of else (_REGISTER, f"_policy/{year}/stage_deadline_*")
    return counted(owner, year, name, number, formula, inputs)


def findings_of(owner: str, year: int, status: str, number: int) -> Figure:
    """How many findings have a rectification status."""
    name = f"findings/{status}"
    return counted(owner, year, name, number, _ADDED, (every_union(owner, year, f"@{name}"),))


def rolled_up(owner: str, year: int, name: str, amount: Decimal, unions: int) -> tuple[Figure, Figure]:
    """A consolidated total, and of how many unions it is made."""
    inputs = (every_union(owner, year, f"@{name}"), every_union(owner, year, "transfers/*/amount"))
    return (
        Figure(derived_key(owner, year, name), amount, Unit.YUAN, _ROLLED_UP, inputs),
        counted(owner, year, f"disclosed/{name}", unions, _DISCLOSED, inputs[:1]),
    )


def streamed(year: int, name: str, amount: Decimal) -> Figure:
    """What passed between unions of two kinds, or between all levels, as far as both books agree or only one states it."""
    inputs = (every_union("_federation", year, "transfers/*/amount"),)
    return Figure(derived_key("_federation", year, f"flows/{name}"), amount, Unit.YUAN, _STREAMED, inputs)


def clause_count(owner: str, year: int, name: str, tally: str, number: int) -> Figure:
    """How many verdicts on a clause (`clause/2-5-8`), a chapter (`clauses/2-5`) or the plan (`clauses`) count as `tally`."""
    formula = _ADDED if name.startswith("clauses") else _CLAUSE
    return counted(owner, year, f"{name}/{tally}", number, formula, (_counted_in(owner, year, name, tally),))


def clause_change(owner: str, year: int, name: str, tally: str, number: int) -> Figure:
    """How many more they are than a year before."""
    inputs = (derived_key(owner, year, f"{name}/{tally}"), _counted_in(owner, year - 1, name, tally))
    return counted(owner, year, f"{name}/{tally}/change", number, CHANGE, inputs)


def clause_weight(year: int, clause_id: str, weight: str, number: int) -> Figure:
    """How many breaches of a clause weigh so much."""
    name = f"clause/{clause_id}"
    return counted(
        "_federation", year, f"{name}/weight/{weight}", number, _CLAUSE, (_verdicts("_federation", year, name),)
    )


def clause_explained(year: int, clause_id: str, number: int) -> Figure:
    """How many unions say something to a clause."""
    name = f"clause/{clause_id}"
    return counted(
        "_federation", year, f"{name}/explained", number, _EXPLAINED, (_verdicts("_federation", year, name),)
    )


def weighed_count(owner: str, year: int, name: str, weight: str, number: int) -> Figure:
    """How many breaches of a clause, a chapter or the plan (`name` as in `clause_count`) weigh so much."""
    return counted(owner, year, f"{name}/weight/{weight}", number, _CLAUSE, (_judged(owner, year, name),))


def weighed_change(owner: str, year: int, name: str, weight: str, number: int) -> Figure:
    """How many more they are than a year before."""
    inputs = (derived_key(owner, year, f"{name}/weight/{weight}"), _judged(owner, year - 1, name))
    return counted(owner, year, f"{name}/weight/{weight}/change", number, CHANGE, inputs)


def _judged(owner: str, year: int, name: str) -> str:
    """The verdicts on a clause, on those of a chapter, on all."""
    scope, _, which = name.partition("/")
    return _verdicts(owner, year, which if scope == "clause" else f"{which}-*" if which else "*")


def _counted_in(owner: str, year: int, name: str, tally: str) -> str:
    chapters = name.startswith("clauses")
    return every_union(owner, year, f"@{name}/{tally}") if chapters else _verdicts(owner, year, name)


def _verdicts(owner: str, year: int, name: str) -> str:
    return every_union(owner, year, f"@verdict/{name.removeprefix('clause/')}")
