"""The table of budget and actual: accounts as a tree, income first, each side with its total, beside last year's actual."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from yangguang.core.figures import Figure, Unit, cell_key
from yangguang.core.sentence import say
from yangguang.ledger.figures.basis import has_budget
from yangguang.pages.press import ink

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from yangguang.ledger.model import UnionYear
    from yangguang.records.finances import Account
    from yangguang.records.package import Package
    from yangguang.views.model import Edition

SIDES = (("income", say("收入合计")), ("expenditure", say("支出合计")))
NOT_ADJUSTED, NOT_CLOSED = say("未调整"), say("未决算")
_NOTHING = Markup()


class Line(NamedTuple):
    """One row, an account or a total. `cells` are initial and adjusted budget, actual, rate and last year's actual."""

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


def budget_table(edition: Edition, report: UnionYear, last: UnionYear | None) -> tuple[Side, ...]:
    """Both sides of the accounts of `report`; empty where no accounts were given."""
    package = report.package
    if package is None or package.accounts is None:
        return ()
    chart = edition.policy.chart(package.descriptor.chart)
    given = {row.account_code for row in package.accounts}
    before = _comparable(last, package.descriptor.chart)
    by_side: dict[str, list[tuple[tuple[str, ...], Account]]] = {"income": [], "expenditure": []}
    for row in package.accounts:
        node = chart.nodes[row.account_code]
        above = (code for code in reversed(node.ancestors) if code in given)
        by_side[node.side].append(((*above, row.account_code), row))
    return tuple(
        Side(
            name=side,
            lines=tuple(
                _line(edition, report, row, len(path) - 1, before)
                for path, row in sorted(by_side[side], key=lambda item: item[0])
            ),
            total=_total(edition, report, last, side, title.text(edition.language)),
        )
        for side, title in SIDES
    )


def executed(package: Package) -> str:
    """The column that says what was carried out by the stage the package claims."""
    return "actual_h1" if package.descriptor.stage == "midyear" else "actual"


def _comparable(last: UnionYear | None, chart: str) -> dict[str, Account]:
    """Last year's accounts by code; none where it was kept in another chart: the same code meant something else there."""
    package = last.package if last else None
    if package is None or package.descriptor.chart != chart:
        return {}
    return {row.account_code: row for row in package.accounts or ()}


def _line(edition: Edition, report: UnionYear, row: Account, depth: int, before: Mapping[str, Account]) -> Line:
    assert report.package is not None, "lines are made from a package"
    column = executed(report.package)
    code, union_id, year = row.account_code, report.union.union_id, report.year
    was = before.get(code)

    def cell(value: Decimal | None, column: str, of: int = year) -> Figure | None:
        if value is None:
            return None
        return Figure(cell_key(union_id, of, "accounts", code, column), value, Unit.YUAN)

    cells = _cells(
        edition,
        report,
        cell(row.budget_initial, "budget_initial"),
        cell(row.budget_adjusted, "budget_adjusted"),
        cell(getattr(row, column), column),
        report.figures.get(f"execution_rate/{code}"),
        cell(was.actual, "actual", year - 1) if was else None,
    )
    return Line(code=code, name=row.account_name, depth=min(depth, 3), cells=cells, note=row.note)


def _total(edition: Edition, report: UnionYear, last: UnionYear | None, side: str, title: str) -> Line:
    figures = report.figures
    midyear = report.package is not None and executed(report.package) == "actual_h1"
    cells = _cells(
        edition,
        report,
        figures.get(f"{side}_total/budget_initial"),
        figures.get(f"{side}_total/budget_adjusted"),
        figures.get(f"{side}_total/actual_h1" if midyear else f"{side}_total"),
        figures.get("execution_rate") if side == "expenditure" else None,
        last.figures.get(f"{side}_total") if last else None,
    )
    return Line(code="", name=title, depth=0, cells=cells)


def _cells(
    edition: Edition,
    report: UnionYear,
    initial: Figure | None,
    adjusted: Figure | None,
    actual: Figure | None,
    rate: Figure | None,
    before: Figure | None,
) -> Markup:
    """What is not told has its own word: a budget that was not adjusted, an actual that is not due, nothing to compare.

    A union without any budget has no columns for it.
    """
    write = ink(edition)
    unknown = actual is None or actual.value is None
    early = report.package is not None and report.package.descriptor.stage != "final"
    done = write.word(NOT_CLOSED) if unknown and early else actual
    if report.package is not None and not has_budget(report.package):
        return write.cells((done, before or _NOTHING), bare=True)
    rated = rate if rate and rate.value is not None else _NOTHING
    return write.cells((initial, adjusted or write.word(NOT_ADJUSTED), done, rated, before or _NOTHING), bare=True)
