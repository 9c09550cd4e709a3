"""二（三）规范工会经费拨缴: the share of the dues it received that a union sends up, where the federation has set one.

`dues_share_<kind>` holds for one kind of union, `dues_share` for every other. Neither is shipped: the plan names no
shares, and how the federation's part is divided between its levels is not public.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.money import added, round_half_up
from yangguang.core.sentence import Percent, say
from yangguang.records.codes import CODE_LISTS
from yangguang.rules.forms.shapes import broken, unfinished
from yangguang.rules.judge.answers import cells
from yangguang.rules.judge.model import Weight

if TYPE_CHECKING:
    from yangguang.records.contributions import Transfer
    from yangguang.records.package import Package
    from yangguang.records.policy import Parameter
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer

_NAMES = {one.code: (f"dues_share_{one.code}", "dues_share") for one in CODE_LISTS["union_kind"]}


def share_of_dues(case: Case) -> Parameter | None:
    """The share in force for unions of this kind; None where none is set, and for the topmost union, which sends nothing up."""
    if case.union.parent_id is None:
        return None
    rows = (case.policy.in_force(name, case.year) for name in _NAMES[case.union.kind])
    return next((row for row in rows if row), None)


def short_of_share(case: Case, package: Package, rows: list[Transfer]) -> Answer | None:
    """Less was sent up than the share of what came in: own dues and what subordinates remitted, over the whole year.

    One tolerance a payment, for each was rounded. A share by analogy is the softer half. None where enough was sent.
    """
    share = share_of_dues(case)
    if share is None or package.dues is None:
        return None
    remitted = [row for row in rows if row.kind == "dues_remitted"]
    below = [row for row in remitted if row.direction == "received"]
    above = [row for row in remitted if row.direction == "sent"]
    base = added((*(row.paid for row in package.dues), *(row.amount for row in below)))
    due, sent = round_half_up(base * case.number(share.name)), added(row.amount for row in above)
    if sent >= due - case.number("transfer_tolerance") * len(above):
        return None
    reason = say(
        "收到经费 {base} 元，按 {share} 应上解 {due} 元，实上解 {sent} 元，少 {gap} 元",
        base=base, share=Percent(case.number(share.name)), due=due, sent=sent, gap=due - sent,
    )  # fmt: skip
    shown: tuple[Evidence, ...] = (
        *cells(package, "dues", package.dues, "paid"),
        *cells(package, "transfers", (*below, *above), "amount"),
        share,
        case.parameter("transfer_tolerance"),
        case.parameter("transfer_deadline"),
    )
    weight = Weight.WARNING if share.nature == "default" else None
    return unfinished(case, reason, *shown) or broken(
        case, case.deadline("transfer_deadline"), reason, *shown, weight=weight
    )


def share_cells(case: Case, package: Package) -> tuple[Evidence, ...]:
    """What the share was taken of, and the share; nothing where none is set."""
    share = share_of_dues(case)
    if share is None:
        return ()
    assert package.dues is not None, "without it nothing is settled"
    return (*cells(package, "dues", package.dues, "paid"), share)
