"""`findings.csv`: every audit finding of the portal with how it stands today, a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.spreadsheet import csv_bytes
from yangguang.records.codes import code_title
from yangguang.views.findings import findings_of_all
from yangguang.views.model import Download

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.views.model import Edition, Summary

_HEADER = (
    "union_id", "union", "year", "finding_id", "description", "category", "category_title", "risk", "amount", "status",
    "status_title", "found_on", "due_on", "rectified_on",
)  # fmt: skip


def findings_csv(edition: Edition, summaries: Sequence[Summary]) -> Download:
    """The rows of `/audits/` in its order; categories are cut by semicolons, `amount` is in whole currency."""
    lang, unions = edition.language.code, edition.registry.unions
    rows = (
        (
            one.union_id, unions[one.union_id].name, one.year, row.finding_id, row.description, ";".join(row.categories),
            ";".join(code_title("finding_category", code, lang) for code in row.categories), row.risk, row.amount,
            one.status, code_title("rectification_status", one.status, lang), one.found_on, row.due_on, row.rectified_on,
        )
        for one in findings_of_all(edition, summaries)
        for row in (one.finding,)
    )  # fmt: skip
    return Download(path="api/v1/findings.csv", content="\ufeff".encode() + csv_bytes([_HEADER, *rows]))
