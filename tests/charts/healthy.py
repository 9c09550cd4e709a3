"""One union with four healthy years, and its seven charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.charts.builders import HEALTHY, balance, finding, policy, report, verdict
from tests.minted import told
from yangguang.charts.catalogue import union_year_charts
from yangguang.core.language import ZH, Language
from yangguang.records.federation import Settings
from yangguang.rules.judge.model import Status

if TYPE_CHECKING:
    from yangguang.charts.model import Chart
    from yangguang.ledger.model import UnionYear
    from yangguang.rules.judge.rule import Verdict

SETTINGS = Settings(title="阳光", title_en="Yangguang")
_THREE_PUBLIC = {
    2022: ("150000.00", "140000.00"), 2023: ("140000.00", "131250.50"), 2024: ("128000.00", "99000.00"),
    2025: ("131000.00", "120400.00"),
}  # fmt: skip
_BALANCES = {
    2022: ("412000.50", "398000.00"), 2023: ("398000.00", "520500.00"), 2024: ("520500.00", "610000.00"),
    2025: ("610000.00", "564200.37"),
}  # fmt: skip
_FINDINGS = (
    ("rectified", "12000.00"), ("rectified", "3400.50"), ("rectified", None), ("partial", "80000.00"),
    ("in_progress", "5000.00"), ("ongoing", None), ("not_due", "900.00"), ("overdue", "45000.00"),
)  # fmt: skip
_STATUSES = {
    "2-3": "met met met no_data attested",
    "2-4": "met met met met breached breached awaiting_superior not_due attested not_applicable",
    "2-5": "met met not_applicable",
    "2-7": "no_data no_data no_data attested attested not_due",
    "3-3": "breached met met attested",
}


def history() -> dict[int, UnionYear]:
    return {
        year: report(
            year,
            figures={"three_public_total/budget_initial": budget, "three_public_total": actual},
            accounts=HEALTHY,
            balances=(balance("carryover", *_BALANCES[year]), balance("surplus", "1000.00", "1000.00")),
            findings=tuple(finding(number, *facts) for number, facts in enumerate(_FINDINGS)),
        )
        for year, (budget, actual) in _THREE_PUBLIC.items()
    }


def verdicts() -> list[Verdict]:
    return [
        verdict(f"{chapter}-{number}", Status(status))
        for chapter, statuses in _STATUSES.items()
        for number, status in enumerate(statuses.split(), start=1)
    ]


def charts(language: Language = ZH, settings: Settings = SETTINGS) -> dict[str, Chart]:
    years = history()
    drawn = union_year_charts(told(years[2025], verdicts()), years, policy(), verdicts(), settings, language)
    return {chart.name: chart for chart in drawn}
