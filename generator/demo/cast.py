"""The hand-written part of the fictional federation, `cast.csv`: unions of every kind, and those who go their own way."""

from __future__ import annotations

import csv
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Quirk(StrEnum):
    """What a union does differently in the last full year; everyone else keeps the plan."""

    SILENT = "silent"  # never submits
    OLD_ONLY = "old_only"  # submitted the first year and nothing since
    DISSOLVED = "dissolved"  # dissolved at the end of the year before the last
    BUDGET_STAGE = "budget_stage"  # in the running year no further than the budget
    RESTATED = "restated"  # corrected a figure of the year before the last
    TRANSFER_DIFFERS = "transfer_differs"  # books another amount than its superior
    NO_TRAINING = "no_training"  # 2-1-6
    UNCOUNTED = "uncounted"  # 2-1-6: a record of the training, but no head count
    DUES_SHORT = "dues_short"  # 2-3-3
    NOT_BY_PROJECT = "not_by_project"  # 2-4-2
    NO_BUDGET_REVIEW = "no_budget_review"  # 2-4-5
    VOTED_DOWN = "voted_down"  # 2-4-9
    UNCONFIRMED = "unconfirmed"  # 2-4-10: its superior's books do not show the approval
    THREE_PUBLIC_UP = "three_public_up"  # 2-5-8
    ADMIN_UP = "admin_up"  # 2-5-9
    LEASE_APPROVED = "lease_approved"  # 2-6-5, kept
    LEASE_UNAPPROVED = "lease_unapproved"  # 2-6-5
    AUDIT_GAP = "audit_gap"  # 2-7-2
    UNINSPECTED = "uninspected"  # 3-2-4: its own superior never came
    TERM_OVER = "term_over"  # its term of three years has ended
    NOT_REPORTED = "not_reported"  # 3-3-1


class Role(NamedTuple):
    """One union of the cast. `employees` also scales its money; `nature` is its employer's."""

    union_id: str
    parent_id: str | None
    kind: str
    tier: str
    district: str
    name: str
    short_name: str
    employees: int
    nature: str | None = None
    quirks: tuple[Quirk, ...] = ()


DISTRICTS: tuple[tuple[str, str], ...] = (
    ("shizhi", "阳光市（市直）"),
    ("chenxi", "晨曦区"),
    ("hefeng", "和风区"),
    ("bibo", "碧波区"),
    ("kaifaqu", "阳光经济技术开发区"),
    ("caihong", "彩虹区"),
    ("jinsui", "金穗区"),
    ("xinghe", "星河区"),
)


def _read() -> tuple[Role, ...]:
    with (Path(__file__).parent / "cast.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Role(
                union_id=row["union_id"],
                parent_id=row["parent_id"] or None,
                kind=row["kind"],
                tier=row["tier"],
                district=row["district"],
                name=row["name"],
                short_name=row["short_name"],
                employees=int(row["employees"]),
                nature=row["nature"] or None,
                quirks=tuple(map(Quirk, row["quirks"].split())),
            )
            for row in csv.DictReader(file)
        )


CAST: tuple[Role, ...] = _read()
