"""The restatement ledger for machines: one CSV of the portal, a union's rows at a time, and JSON for each union."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from yangguang.core.address import Address
from yangguang.core.spreadsheet import csv_bytes
from yangguang.told.changes import HEADER, change_rows, changes_json
from yangguang.views.model import Download

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yangguang.history.restatements import Revision

CHANGES_HEADER = "\ufeff".encode() + csv_bytes([HEADER])


def union_change_rows(revisions: Iterable[Revision]) -> bytes:
    """A union's rows of `changes.csv`, without header."""
    return csv_bytes(change_rows(revisions))


def union_changes(union_id: str, revisions: Iterable[Revision]) -> Download:
    """`unions/<id>/changes.json`: every publication that changed a figure, oldest first."""
    told = {"union_id": union_id, "revisions": changes_json(one for one in revisions if one.restatements)}
    content = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return Download(path=Address(union_id).beside("changes.json"), content=content)
