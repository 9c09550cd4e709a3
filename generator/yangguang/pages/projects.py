"""The projects of a union-year as its page lists them: each once, what it comes to, and its accounts beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yangguang.ledger.figures.projects import by_project
from yangguang.ledger.figures.reported import cell_figure
from yangguang.records.names import account_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from yangguang.core.figures import Figure
    from yangguang.ledger.model import UnionYear
    from yangguang.records.finances import Project
    from yangguang.views.model import Edition


class Line(NamedTuple):
    """A project: its first row, which has its name; budget and actual; what stands on each account, where it has several.

    `said` are its purpose and item of the plan as its rows tell them, each once; `reviews` the rows that name a reviewer.
    """

    row: Project
    budget: Figure
    actual: Figure
    parts: Sequence[tuple[str, Figure, Figure]]
    said: Sequence[str]
    reviews: Sequence[Project]


def dearest(projects: Iterable[Project]) -> list[Sequence[Project]]:
    """The rows of each project by what it cost, the dearest first; before there are actuals by its budget."""
    return sorted(by_project(projects).values(), key=lambda rows: -sum(_cost(row) for row in rows))


def project_line(edition: Edition, report: UnionYear, rows: Sequence[Project]) -> Line:
    """The line of one project of `report`, whose `rows` these are."""
    package = report.package
    assert package is not None, "the rows are of a package"
    budgets, actuals = (
        [cell_figure(package, "projects", row, column) for row in rows] for column in ("budget_initial", "actual")
    )
    said = [text for column in ("purpose", "plan_item") for row in rows if (text := getattr(row, column))]
    reviews = {(row.third_party_reviewer, row.third_party_conclusion): row for row in rows if row.third_party_reviewer}
    line = Line(rows[0], budgets[0], actuals[0], (), tuple(dict.fromkeys(said)), tuple(reviews.values()))
    if len(rows) == 1:
        return line
    chart, lang = edition.policy.charts[package.descriptor.chart], edition.language.code
    names = {row.account_code: account_name(row, chart, lang) for row in package.accounts or ()}
    accounts = [f"{row.account_code} {names.get(row.account_code, '')}".rstrip() for row in rows]
    whole = f"project/{rows[0].project_id}"
    return line._replace(
        budget=report.figures[f"{whole}/budget_initial"], actual=report.figures[whole],
        parts=tuple(zip(accounts, budgets, actuals, strict=True)),
    )  # fmt: skip


def _cost(row: Project) -> Decimal | int:
    return row.actual or row.budget_adjusted or row.budget_initial or 0
