"""Status badges: JSON for a badge service (the endpoint schema of shields.io), for every union and for the portal.

A union's badge speaks of its latest year, the portal's of the latest year that anybody owes something of.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from yangguang.core.address import Address
from yangguang.core.sentence import say
from yangguang.ledger.model import Standing
from yangguang.rules.judge.model import Status
from yangguang.views.model import Download
from yangguang.views.words import STANDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.core.sentence import Sentence
    from yangguang.views.model import Edition, Summary

_SHOWN = frozenset({Standing.PUBLISHED, Standing.SUPERSEDED})
_GREY, _GREEN, _YELLOW, _ORANGE, _RED = "lightgrey", "brightgreen", "yellow", "orange", "red"
_MOST = 0.9  # of the unions: from here on the portal's badge is yellow, below orange


def badges(edition: Edition, summaries: Sequence[Summary]) -> Iterator[Download]:
    """`unions/<id>/badge.json` for every union of the register, then `badge.json`."""
    by_union = {
        union_id: list(found)
        for union_id, found in groupby(sorted(summaries, key=lambda one: one.union_id), lambda one: one.union_id)
    }
    for union_id in edition.registry.unions:
        found = by_union.get(union_id, [])
        latest = max(found, key=lambda one: one.year, default=None)
        year = latest.year if latest else None
        yield _badge(edition, f"{Address(union_id).stem}/badge.json", year, *_of_union(latest))
    owed = [one for one in summaries if one.owed_stage]
    year = max((one.year for one in owed or summaries), default=None)
    of_year = [one for one in owed or summaries if one.year == year]
    yield _badge(edition, "badge.json", year, *_of_portal(of_year))


def _of_union(latest: Summary | None) -> tuple[Sentence, str]:
    if latest is None:
        return say("尚无数据"), _GREY
    breached, met = (
        sum(status == wanted for status in latest.statuses.values()) for wanted in (Status.BREACHED, Status.MET)
    )
    if latest.standing not in _SHOWN:
        is_late = latest.standing is Standing.REFUSED or bool(latest.missing)
        return STANDINGS[latest.standing], _RED if is_late else _GREY
    if latest.missing:
        return say("缺 {n} 张表", n=len(latest.missing)), _RED
    if breached:
        return say("符合 {met}，不符合 {breached}", met=met, breached=breached), _ORANGE
    return say("符合 {met}", met=met), _YELLOW if latest.standing is Standing.SUPERSEDED else _GREEN


def _of_portal(of_year: Sequence[Summary]) -> tuple[Sentence, str]:
    if not of_year:
        return say("尚无数据"), _GREY
    shown = sum(one.standing in _SHOWN for one in of_year)
    color = _GREEN if shown == len(of_year) else _YELLOW if shown >= _MOST * len(of_year) else _ORANGE
    return say("{shown}/{all} 家已公开", shown=shown, all=len(of_year)), color


def _badge(edition: Edition, path: str, year: int | None, message: Sentence, color: str) -> Download:
    label = say("财务公开 {year}", year=year) if year else say("财务公开")
    told = {
        "schemaVersion": 1, "label": label.text(edition.language), "message": message.text(edition.language),
        "color": color, "isError": False,
    }  # fmt: skip
    return Download(path=f"api/v1/{path}", content=json.dumps(told, ensure_ascii=False).encode() + b"\n")
