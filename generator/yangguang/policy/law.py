"""Law with dates: parameters and charts of accounts of the judged year, and the days that are worked in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from yangguang.core.dates import add_working_days
from yangguang.core.fiscal import CALENDAR, FiscalYears
from yangguang.policy.chart import Chart, chart_tree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from yangguang.records.policy import ChartAccount, Clause, Parameter


class NoSuchParameterError(LookupError):
    """No row of `parameters.csv` gives this parameter a value in the year asked for."""

    def __init__(self, name: str, year: int) -> None:
        super().__init__(f"parameters.csv has no row for {name} in {year}")
        self.name = name
        self.year = year


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The commit of main since which a row of parameters.csv says what it says; `before` is None where the row is new."""

    on: date | None
    commit: str
    before: Parameter | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Clauses by id in the plan's order, every dated parameter row, charts of accounts by edition and code.

    `fiscal` cuts the years, as the registry's settings say. `corrected` are the rows that main did not have from the
    beginning, by name and first day.

    `holidays` maps a day off to False and a worked weekend day to True; a year without any of them has no calendar.
    """

    clauses: Mapping[str, Clause]
    parameters: tuple[Parameter, ...]
    charts: Mapping[str, Mapping[str, ChartAccount]]
    holidays: Mapping[date, bool] = field(default_factory=dict)
    fiscal: FiscalYears = CALENDAR
    corrected: Mapping[tuple[str, date], Corrected] = field(default_factory=dict)
    _calendars: frozenset[int] = field(init=False, repr=False, compare=False)
    _by_name: dict[str, tuple[Parameter, ...]] = field(init=False, repr=False, compare=False)
    _trees: dict[str, Chart] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names: dict[str, list[Parameter]] = {}
        for row in sorted(self.parameters, key=lambda row: row.effective_from, reverse=True):
            names.setdefault(row.name, []).append(row)
        object.__setattr__(self, "_by_name", {name: tuple(rows) for name, rows in names.items()})
        object.__setattr__(self, "_calendars", frozenset(day.year for day in self.holidays))
        object.__setattr__(self, "_trees", {name: chart_tree(accounts) for name, accounts in self.charts.items()})

    def parameter(self, name: str, year: int) -> Parameter:
        """The row of `name` in force on the last day of `year`. Raises NoSuchParameterError."""
        row = self.in_force(name, year)
        if row is None:
            raise NoSuchParameterError(name, year)
        return row

    def in_force(self, name: str, year: int) -> Parameter | None:
        """The row of `name` in force on the last day of `year`, None where there is none."""
        day = self.fiscal.last_day(year)
        for row in self._by_name.get(name, ()):
            if row.effective_from <= day and (row.effective_to is None or day <= row.effective_to):
                return row
        return None

    def correction(self, row: Parameter) -> Corrected | None:
        """Since when main has the row as it is; None where it always had, or the history is not known."""
        return self.corrected.get((row.name, row.effective_from))

    def history(self, name: str) -> tuple[Parameter, ...]:
        """Every row of the parameter `name`, earliest first; empty for one that no row names."""
        return tuple(reversed(self._by_name.get(name, ())))

    def number(self, name: str, year: int) -> Decimal:
        """The value of a ratio (2/3 to 28 digits), yuan, years, days, working_days or count parameter."""
        part, _, whole = self.parameter(name, year).value.partition("/")
        return Decimal(part) / Decimal(whole) if whole else Decimal(part)

    def share(self, name: str, year: int) -> Fraction:
        """The value of a ratio that no decimal writes exactly, such as a quorum of '2/3'."""
        return Fraction(self.parameter(name, year).value)

    def deadline(self, name: str, year: int) -> date:
        """The day that a month_day parameter means for `year`: '09-30' lies in it, '+1-06-30' in the next one."""
        value = self.parameter(name, year).value
        if value.startswith("+1-"):
            return self.fiscal.on(value[3:], year + 1)
        return self.fiscal.on(value, year)

    def stage_deadline(self, stage: str, year: int) -> date | None:
        """The last day for the tables of `stage`; None where no parameter in force sets one."""
        name = f"stage_deadline_{stage}"
        return self.deadline(name, year) if self.in_force(name, year) else None

    def duty_day(self, stage: str, year: int) -> date:
        """The day whose register says which tables of `stage` are owed: the deadline's, or the year's last before it."""
        end = self.fiscal.last_day(year)
        return min(self.stage_deadline(stage, year) or end, end)

    def working_days_after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; in a year without a calendar every Monday to Friday is one."""
        return add_working_days(day, count, self.holidays)

    def has_calendar(self, year: int) -> bool:
        """Whether the holidays of `year` are given."""
        return year in self._calendars

    def chart(self, edition: str) -> Chart:
        """The accounts of one edition as a tree. Raises KeyError for an edition that no row declares."""
        return self._trees[edition]

    def account_class(self, chart: str, code: str) -> str | None:
        """The class of an account in `chart`; a child inherits its nearest ancestor's."""
        node = self._trees[chart].nodes.get(code) if chart in self._trees else None
        return node.class_ if node else None
