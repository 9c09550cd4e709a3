"""The hand-written part of the fictional federation, `cast.csv`: unions of every kind, and those who go their own way."""

from __future__ import annotations

import csv
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Quirk(StrEnum):
    """What a union does differently in the last full year, where its other tables follow; `lapses.csv` holds the rest."""

    SILENT = "silent"  # never submits
    OLD_ONLY = "old_only"  # submitted the first year and nothing since
    YOUNG = "young"  # founded at the beginning of the first of three years: whatever it did stands in its books
    DISSOLVED = "dissolved"  # dissolved at the end of the year before the last
    BUDGET_STAGE = "budget_stage"  # in the running year no further than the budget
    RESTATED = "restated"  # corrected a figure of the year before the last
    TRANSFER_DIFFERS = "transfer_differs"  # 2-3-4: books another amount than its superior; both wait
    NO_TRAINING = "no_training"  # 2-1-6
    DUES_SHORT = "dues_short"  # 2-3-3 and 2-3-3a
    THREE_PUBLIC_UP = "three_public_up"  # 2-5-8 and 2-5-6
    ADMIN_UP = "admin_up"  # 2-5-9 and 2-5-6
    LESS_SERVICE = "less_service"  # 2-5-5
    TWO_ACCOUNTS = "two_accounts"  # one project stands on two accounts
    TERM_OVER = "term_over"  # its term of three years has ended


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
    name_en: str | None = None


DISTRICTS: tuple[tuple[str, str, str], ...] = (
    ("shizhi", "阳光市（市直）", "Sunshine City (municipal)"),
    ("chenxi", "晨曦区", "Chenxi District"),
    ("hefeng", "和风区", "Hefeng District"),
    ("bibo", "碧波区", "Bibo District"),
    ("kaifaqu", "阳光经济技术开发区", "Sunshine Development Zone"),
    ("caihong", "彩虹区", "Caihong District"),
    ("jinsui", "金穗区", "Jinsui District"),
    ("xinghe", "星河区", "Xinghe District"),
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
                name_en=row["name_en"],
            )
            for row in csv.DictReader(file)
        )


CAST: tuple[Role, ...] = _read()
