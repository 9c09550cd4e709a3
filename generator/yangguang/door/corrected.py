"""Since when a rule's parameter is what it is: verdicts of past years follow a corrected one, and readers are told the day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yangguang.door.then import MAX_VERSIONS, policy_at
from yangguang.policy.law import Corrected
from yangguang.sources.git import GitError

if TYPE_CHECKING:
    from datetime import date

    from yangguang.policy.law import Policy
    from yangguang.records.policy import Parameter
    from yangguang.sources.git import Checkout
    from yangguang.sources.publications import MainHistory

_Key = tuple[str, "date"]


def with_corrections(policy: Policy, checkout: Checkout | None, history: MainHistory, as_of: date) -> Policy:
    """`policy` with the day since which each row of its parameters says what it says, where main once said otherwise.

    What the last of them was before stands beside it. A row that differs from main's has no such day yet, and a parameter
    of a new name corrects nothing.
    """
    known: dict[_Key, Parameter] = {}
    found: dict[_Key, Corrected] = {}
    moments = history.parameters[-MAX_VERSIONS:] if checkout and len(history.parameters) > 1 else ()
    for moment in moments:
        try:
            rows = policy_at(checkout, moment, as_of) if checkout else None
        except GitError:
            continue
        names = {name for name, _ in known}
        for row in rows.parameters if rows else ():
            key = row.name, row.effective_from
            before = known.get(key)
            if row.name in names and (before is None or _law(before) != _law(row)):
                found[key] = Corrected(on=moment.day, commit=moment.commit, before=before)
            known[key] = row
    now = {(row.name, row.effective_from): row for row in policy.parameters}
    told = {key: one for key, one in found.items() if key in now and _law(now[key]) == _law(known[key])}
    return replace(policy, corrected=told) if told else policy


def _law(row: Parameter) -> tuple[str, str, date | None]:
    """What decides: another basis or nature changes no verdict."""
    return row.value, row.unit, row.effective_to
