"""The table of budget and actual: accounts as a tree, income first, each side with its total, beside last year's actual."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from yangguang.core.sentence import say
from yangguang.ledger.figures.basis import has_budget
from yangguang.ledger.figures.reported import cell_figure
from yangguang.pages.press import ink
from yangguang.records.names import account_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from yangguang.core.figures import Figure
    from yangguang.ledger.model import UnionYear
    from yangguang.policy.law import Policy
    from yangguang.records.finances import Account
    from yangguang.records.package import Package
    from yangguang.views.model import Edition

    _Figures = Mapping[str, Figure | None]

SIDES = (("income", say("收入合计")), ("expenditure", say("支出合计")))
NOT_ADJUSTED, NOT_CLOSED = say("未调整"), say("未决算")
GAP = "budget_gap_shown"  # the parameter: how far from its budget an account is told with the reason
FAR, MOST = Decimal("0.1"), 4  # where the policy has no such row; accounts that are listed
_NOTHING = Markup()
_TITLES = {
    "budget_initial": say("年初预算数"), "budget_adjusted": say("调整后预算数"), "actual": say("决算数"),
    "actual_h1": say("上半年执行数"), "rate": say("执行率"), "before": say("上年决算数"),
}  # fmt: skip
_EXECUTED = frozenset({"actual", "actual_h1"})
_KEYS = _EXECUTED | {"rate"}


class Column(NamedTuple):
    """A column of figures: its title, and whether a phone keeps it beside the account's name."""

    title: str
    is_key: bool

    @property
    def mark(self) -> str:
        """What its heading's class says more."""
        return " key" if self.is_key else ""


class Line(NamedTuple):
    """One row, an account or a total; `cells` are those of the table's columns."""

    code: str
    name: str
    depth: int
    cells: Markup
    note: str | None = None


class Side(NamedTuple):
    """Income or expenditure: its lines in tree order and the total beneath."""

    name: str
    lines: tuple[Line, ...]
    total: Line


class Budget(NamedTuple):
    """The whole table. `keys` is how many columns a phone keeps beside an account's name."""

    columns: tuple[Column, ...]
    sides: tuple[Side, ...]

    @property
    def keys(self) -> int:
        """How many columns a phone keeps beside an account's name."""
        return sum(one.is_key for one in self.columns)


class Gap(NamedTuple):
    """An account whose actual is far from its budget, and what the union says about it."""

    name: str
    planned: Figure
    actual: Figure
    rate: Figure | None
    reasons: tuple[str, ...]


def far(policy: Policy, year: int) -> Decimal:
    """The share of its budget from which on an account's difference is told."""
    return policy.number(GAP, year) if policy.in_force(GAP, year) else FAR


def gaps(edition: Edition, report: UnionYear, least: Decimal) -> tuple[Gap, ...]:
    """The accounts off by `least` or more of their budget, the largest difference first; none before the year is closed.

    Of accounts one above the other only the lower one is told, where it is off itself.
    """
    package = report.package
    if package is None or package.descriptor.stage != "final":
        return ()
    named = partial(account_name, chart=edition.policy.charts[package.descriptor.chart], lang=edition.language.code)
    found: list[tuple[Decimal, str, Gap]] = []
    for row in package.accounts or ():
        column = "budget_initial" if row.budget_adjusted is None else "budget_adjusted"
        planned: Decimal | None = getattr(row, column)
        if not planned or row.actual is None or abs(row.actual - planned) < least * abs(planned):
            continue
        subjects = {f"accounts/{row.account_code}", f"accounts/{row.account_code}/actual"}
        said = (one.text for one in package.explanations or () if one.subject in subjects)
        gap = Gap(
            named(row),
            cell_figure(package, "accounts", row, column),
            cell_figure(package, "accounts", row, "actual"),
            report.figures.get(f"execution_rate/{row.account_code}"),
            tuple(one for one in (*said, row.note) if one),
        )
        found.append((abs(row.actual - planned), row.account_code, gap))
    codes = [code for _, code, _ in found]
    lowest = [one for one in found if not any(code != one[1] and code.startswith(one[1]) for code in codes)]
    return tuple(gap for _, _, gap in sorted(lowest, key=lambda one: (-one[0], one[1]))[:MOST])


def budget_table(edition: Edition, report: UnionYear, last: UnionYear | None) -> Budget | None:
    """Both sides of the accounts of `report`; None where no accounts were given.

    A union without any budget has no columns for it, one that adjusted nothing none for adjusted budgets.
    """
    package = report.package
    if package is None or package.accounts is None:
        return None
    chart = edition.policy.chart(package.descriptor.chart)
    given = {row.account_code for row in package.accounts}
    before = _comparable(last, package.descriptor.chart)
    by_side: dict[str, list[tuple[tuple[str, ...], Account]]] = {"income": [], "expenditure": []}
    for row in package.accounts:
        node = chart.nodes[row.account_code]
        above = (code for code in reversed(node.ancestors) if code in given)
        by_side[node.side].append(((*above, row.account_code), row))
    names = _columns(package)
    write = partial(_cells, edition, report, names)
    named = partial(account_name, chart=edition.policy.charts[package.descriptor.chart], lang=edition.language.code)
    sides = tuple(
        Side(
            name=side,
            lines=tuple(
                _line(report, row, named(row), len(path) - 1, before, write)
                for path, row in sorted(by_side[side], key=lambda item: item[0])
            ),
            total=_total(report, last, side, title.text(edition.language), write),
        )
        for side, title in SIDES
    )
    return Budget(tuple(Column(_TITLES[name].text(edition.language), name in _KEYS) for name in names), sides)


def _columns(package: Package) -> tuple[str, ...]:
    """The names of the columns that say something in this year."""
    columns = [executed(package), "before"]
    if has_budget(package):
        adjusted = any(row.budget_adjusted not in {None, row.budget_initial} for row in package.accounts or ())
        columns[1:1] = ["rate"]
        columns[:0] = ["budget_initial", "budget_adjusted"] if adjusted else ["budget_initial"]
    return tuple(columns)


def executed(package: Package) -> str:
    """The column that says what was carried out by the stage the package claims."""
    return "actual_h1" if package.descriptor.stage == "midyear" else "actual"


def _comparable(last: UnionYear | None, chart: str) -> dict[str, Figure]:
    """Last year's actuals by code; none where it was kept in another chart: the same code meant something else there."""
    package = last.package if last else None
    if package is None or package.descriptor.chart != chart:
        return {}
    return {
        row.account_code: cell_figure(package, "accounts", row, "actual")
        for row in package.accounts or ()
        if row.actual is not None
    }


def _line(
    report: UnionYear,
    row: Account,
    name: str,
    depth: int,
    before: Mapping[str, Figure],
    write: Callable[[_Figures], Markup],
) -> Line:
    assert report.package is not None, "lines are made from a package"
    column = executed(report.package)
    code, package = row.account_code, report.package

    def cell(column: str) -> Figure | None:
        return cell_figure(package, "accounts", row, column) if getattr(row, column) is not None else None

    figures = {
        "budget_initial": cell("budget_initial"),
        "budget_adjusted": cell("budget_adjusted"),
        column: cell(column),
        "rate": report.figures.get(f"execution_rate/{code}"),
        "before": before.get(code),
    }
    return Line(code=code, name=name, depth=min(depth, 3), cells=write(figures), note=row.note)


def _total(
    report: UnionYear, last: UnionYear | None, side: str, title: str, write: Callable[[_Figures], Markup]
) -> Line:
    figures = report.figures
    midyear = report.package is not None and executed(report.package) == "actual_h1"
    executed_name = "actual_h1" if midyear else "actual"
    cells = write(
        {
            "budget_initial": figures.get(f"{side}_total/budget_initial"),
            "budget_adjusted": figures.get(f"{side}_total/budget_adjusted"),
            executed_name: figures.get(f"{side}_total/actual_h1" if midyear else f"{side}_total"),
            "rate": figures.get("execution_rate") if side == "expenditure" else None,
            "before": last.figures.get(f"{side}_total") if last else None,
        }
    )
    return Line(code="", name=title, depth=0, cells=cells)


def _cells(edition: Edition, report: UnionYear, names: Sequence[str], figures: _Figures) -> Markup:
    """What is not told has its own word: a budget that was not adjusted, an actual that is not due, nothing to compare."""
    write = ink(edition)
    early = report.package is not None and report.package.descriptor.stage != "final"
    shown: list[Figure | Markup | None] = []
    for name in names:
        one = figures[name]
        unknown = one is None or one.value is None
        if name == "budget_adjusted":
            shown.append(one or write.word(NOT_ADJUSTED))
        elif name in _EXECUTED:
            shown.append(write.word(NOT_CLOSED) if unknown and early else one)
        elif name == "budget_initial":
            shown.append(one)
        else:
            shown.append(_NOTHING if unknown else one)
    titles = [_TITLES[name].text(edition.language) for name in names]
    keys = [n for n, name in enumerate(names) if name in _KEYS]
    return write.cells(shown, titles, keys=keys, bare=True)
