"""An asset matter on its way up: which levels must decide, in what order, and what the superior's books say of it.

The chain goes through the registry's ancestors, from the immediate superior to the final level. The final level counts
from the top of the register: 1 is the topmost union. Bodies above it, which no package can show, are asked for by count.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator.core.sentence import say
from generator.rules.answers import attested, awaiting, breached, cells, met, no_data, superior_cells
from generator.rules.asset_terms import effective_day
from generator.rules.filings import own_filings, superior_filings
from generator.rules.model import Status, Weight
from generator.rules.shapes import broken

if TYPE_CHECKING:
    from datetime import date

    from generator.core.sentence import Sentence
    from generator.records.assets import AssetMatter
    from generator.records.oversight import Filing
    from generator.records.package import Package
    from generator.rules.case import Case
    from generator.rules.model import Answer, Cell

_DECIDED = {"superior_approval": "approved", "record_filing": "filed", "committee_review": "passed"}
_OWN = ("committee_review",)  # the final level decides for itself
_CARRIED = frozenset({Status.MET, Status.AWAITING_SUPERIOR})


def approved_to_the_top(
    case: Case, package: Package, row: AssetMatter, why: Sentence, *, beyond_register: bool
) -> Answer:
    """Every level up to the final one has approved, from below upwards, before the matter takes effect.

    `beyond_register`: bodies above the register must approve too; the plan does not name them, so that their lacking is
    the softer half.
    """
    final = int(case.number("asset_final_level"))
    levels = [one.union_id for one in reversed(case.registry.ancestors(case.union.union_id)[final - 1 :])]
    steps = _steps(case, row, "superior_approval", *(() if levels else _OWN))
    result = _judged(case, package, row, steps, levels, why, say("批准"))
    if not beyond_register or result.status not in _CARRIED:
        return result
    effective = effective_day(case, row)
    above = [one for one in steps if one.body_id not in case.registry.unions and one.date <= effective]
    if len(above) >= case.number("asset_outside_levels"):
        return result
    reason = say("“{asset}”{why}，还应报门户以外的上级批准，没有记录", asset=row.asset_name, why=why)
    return broken(case, effective, reason, *result.cells, weight=Weight.WARNING)


def approved_or_filed(case: Case, package: Package, row: AssetMatter, why: Sentence) -> Answer:
    """The immediate superior has approved or put on file, and whoever decided above it left no level out."""
    levels = [one.union_id for one in reversed(case.registry.ancestors(case.union.union_id))]
    steps = _steps(case, row, "superior_approval", "record_filing", *(() if levels else _OWN))
    reached = max((levels.index(one.body_id) for one in steps if one.body_id in levels), default=0)
    return _judged(case, package, row, steps, levels[: reached + 1], why, say("审批或备案"))


def _steps(case: Case, row: AssetMatter, *steps: str) -> list[Filing]:
    """The decisions in favour, by their days."""
    found = [one for step in steps for one in own_filings(case, "asset_matter", step, row.asset_id)]
    return sorted((one for one in found if one.outcome == _DECIDED[one.step]), key=lambda one: (one.date, one.row))


def _judged(
    case: Case,
    package: Package,
    row: AssetMatter,
    steps: list[Filing],
    levels: list[str],
    why: Sentence,
    what: Sentence,
) -> Answer:
    """The decisions `what` of all `levels`, upwards and in time; where there are none above, its own counts."""
    by_level: dict[str | None, Filing] = {}
    for one in steps:
        by_level.setdefault(one.body_id, one)
    shown = (
        *cells(package, "assets", [row], "start_on", "end_on"),
        *cells(package, "filings", steps, "date", "body_id", "document_no"),
    )
    effective = effective_day(case, row)
    lacking = [case.registry.unions[level].name for level in levels if level not in by_level]
    if lacking or not steps:
        names = tuple(lacking) or say("上级工会")
        reason = say("“{asset}”{why}，没有{names}的{what}", asset=row.asset_name, why=why, names=names, what=what)
        return broken(case, effective, reason, *shown)
    chain = [by_level[level] for level in levels] or steps
    if any(above.date < below.date for below, above in pairwise(chain)):
        reason = say("“{asset}”的{what}没有逐级进行", asset=row.asset_name, what=what)
        return broken(case, effective, reason, *shown)
    last = chain[-1].date
    if last > effective:
        reason = say(
            "“{asset}”于{start}生效，{day}才{what}", asset=row.asset_name, start=effective, day=last, what=what
        )
        return breached(reason, *shown)
    if unnumbered := [one.body for one in chain if not one.document_no]:
        return no_data(
            say("“{asset}”{names}的{what}没有文号", asset=row.asset_name, names=tuple(unnumbered), what=what), *shown
        )
    if not levels:
        reason = say("“{asset}”有{what}的记录；本会即终审级别，没有别的数据可以核对", asset=row.asset_name, what=what)
        return attested(reason, *shown)
    return _confirmed(case, row, chain[0], effective, what, *shown)


def _confirmed(case: Case, row: AssetMatter, decision: Filing, effective: date, what: Sentence, *shown: Cell) -> Answer:
    """What the immediate superior's own books make of its decision."""
    told = superior_filings(case, "asset_matter", decision.step)
    seen = [one for one in told if one.filing.document_no == decision.document_no] or [
        one for one in told if one.filing.subject_id == row.asset_id
    ]
    if not seen:
        reason = say("“{asset}”有逐级{what}的记录，上级工会的数据中还没有", asset=row.asset_name, what=what)
        return awaiting(reason, *shown)
    year, last = seen[-1]
    shown = (*shown, *superior_cells(case, year, [last], "date", "outcome"))
    if last.outcome != _DECIDED[last.step]:
        reason = say("“{asset}”：上级工会记录于{day}退回", asset=row.asset_name, day=last.date)
        return broken(case, effective, reason, *shown)
    if last.date != decision.date:
        reason = say(
            "“{asset}”：本会记录{own}{what}，上级工会记录{day}，待双方核对",
            asset=row.asset_name, own=decision.date, what=what, day=last.date,
        )  # fmt: skip
        return awaiting(reason, *shown)
    return met(say("“{asset}”已逐级{what}，上级工会的数据与之相符", asset=row.asset_name, what=what), *shown)
