"""The policy that the portal ships, read without the door."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from yangguang.policy.law import Policy
from yangguang.records.policy import ChartAccount, Clause, Parameter

POLICY_FOLDER = Path(__file__).parents[2] / "data" / "policy"


@cache
def policy() -> Policy:
    """Clauses, parameters and charts of accounts."""
    charts: dict[str, dict[str, ChartAccount]] = {}
    for row in _rows("chart_of_accounts"):
        account = ChartAccount(
            chart=row["chart"], account_code=row["account_code"], name=row["name"], side=row["side"],
            parent_code=row["parent_code"] or None, class_=row["class"] or None, verified=row["verified"] == "true",
        )  # fmt: skip
        charts.setdefault(account.chart, {})[account.account_code] = account
    return Policy(
        clauses={row["clause_id"]: Clause(**row) for row in _rows("clauses")},
        parameters=tuple(
            Parameter(
                name=row["name"], value=row["value"], unit=row["unit"], basis=row["basis"], nature=row["nature"],
                effective_from=date.fromisoformat(row["effective_from"]),
                effective_to=date.fromisoformat(row["effective_to"]) if row["effective_to"] else None,
            )
            for row in _rows("parameters")
        ),
        charts=charts,
    )  # fmt: skip


def _rows(name: str) -> list[dict[str, Any]]:
    with (POLICY_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
