"""Figures of projects that stand on several accounts: what such a project comes to in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core import money
from yangguang.core.figures import Unit
from yangguang.core.sentence import say
from yangguang.ledger.figures.reported import row_key
from yangguang.ledger.figures.totals import BUDGETED, column_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yangguang.core.figures import Named
    from yangguang.records.finances import Project

_ADDED = say("该项目在各科目上的数相加").msgid


def of_projects(rows: Iterable[Project]) -> Iterator[Named]:
    """By project and column the sum over its accounts, unknown where a part is; on one account its row says it already."""
    for project_id, parts in by_project(row for row in rows if row.shares_key).items():
        for suffix, column in BUDGETED:
            cells = tuple(f"./projects/{row_key('projects', one)}/{column_of(one, suffix)}" for one in parts)
            yield f"project/{project_id}{suffix}", money.total(map(column, parts)), Unit.YUAN, _ADDED, cells


def by_project(rows: Iterable[Project]) -> dict[str, list[Project]]:
    """The rows of each project, in their order."""
    found: dict[str, list[Project]] = {}
    for row in rows:
        found.setdefault(row.project_id, []).append(row)
    return found
