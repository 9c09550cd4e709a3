"""An asset matter on its way up: which levels must decide, in what order, and what the books of each of them say of it.

The chain goes through the registry's ancestors, from the immediate superior to the final level. The final level counts
from the top of the register: 1 is the topmost union. Bodies above it, which no package can show, are asked for by count.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.sentence import say
from yangguang.records.names import name_text
from yangguang.rules.forms.filings import filing_at, has_filings, own_filings, record_cells
from yangguang.rules.forms.names import listed
from yangguang.rules.forms.several import undone
from yangguang.rules.forms.shapes import broken, unstated
from yangguang.rules.judge.answers import attested, awaiting, breached, cells, cells_of, met
from yangguang.rules.judge.index import rows_with
from yangguang.rules.judge.model import Status, Weight
from yangguang.rules.plan.assets.terms import effective_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from yangguang.core.issues import Text
    from yangguang.core.sentence import Sentence
    from yangguang.records.assets import AssetMatter
    from yangguang.records.oversight import Filing
    from yangguang.records.package import Package
    from yangguang.rules.forms.filings import Seen
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell

_DECIDED = {"superior_approval": "approved", "record_filing": "filed", "committee_review": "passed"}
_APPROVAL = ("superior_approval",)
_EITHER = ("superior_approval", "record_filing")
_OWN = ("committee_review",)  # the final level decides for itself
_SEEN = ("subject", "subject_id", "step", "date", "body_id", "outcome", "document_no")
_KEPT = frozenset({Status.MET, Status.ATTESTED})
_CARRIED = frozenset({Status.MET, Status.AWAITING_SUPERIOR})


class _Step(NamedTuple):
    """A decision in favour as the union's own books state it, and the package that does."""

    package: Package
    filing: Filing


class _Level(NamedTuple):
    """One body of the chain: its decision by the union's own books, and the last that its own books say of the matter."""

    union_id: str
    own: Filing | None
    seen: Seen | None

    @property
    def decided(self) -> Filing | None:
        """The decision: the body's own books suffice where the union's leave it out. Whether it agreed is asked before."""
        return self.own or (self.seen.filing if self.seen else None)

    @property
    def refused_on(self) -> date | None:
        """The day on which the body did not agree, by its own books, which decide what it decided."""
        if self.seen is None or self.seen.filing.outcome == _DECIDED[self.seen.filing.step]:
            return None
        return self.seen.filing.date


def approved_to_the_top(
    case: Case, package: Package, row: AssetMatter, why: Sentence, *, beyond_register: bool
) -> Answer:
    """Every level up to the final one has approved, from below upwards, before the matter takes effect.

    `beyond_register`: bodies above the register must approve too; the plan does not name them, so that their lacking is
    the softer half.
    """
    final = int(case.number("asset_final_level"))
    levels = [one.union_id for one in reversed(case.registry.ancestors(case.union.union_id)[final - 1 :])]
    kinds = _APPROVAL if levels else (*_APPROVAL, *_OWN)
    steps = _steps(case, row, *kinds)
    chain = [_level(case, row, level, steps, _APPROVAL) for level in levels]
    result = _judged(case, package, row, steps, chain, why, say("批准"), kinds, outside=beyond_register)
    if not beyond_register:
        return result
    effective = effective_day(case, row)
    above = [
        one
        for _, one in steps
        if one.step in _APPROVAL and one.body_id not in case.registry.unions and one.date <= effective
    ]
    if len(above) >= case.number("asset_outside_levels"):
        words = say("{told}；门户以外上级的批准只有本会的记录", told=result.reason)
        return replace(result, reason=words) if above and result.status in _KEPT else result
    if result.status is Status.ATTESTED:
        reason = say("“{asset}”{why}，还应报上级批准；上级不在本门户，无法核对", asset=row.asset_name, why=why)
        return awaiting(reason, *result.cells)
    if result.status not in _CARRIED:
        return result
    reason = say("“{asset}”{why}，还应报门户以外的上级批准，没有记录", asset=row.asset_name, why=why)
    return broken(case, effective, reason, *result.cells, weight=Weight.WARNING)


def approved_or_filed(case: Case, package: Package, row: AssetMatter, why: Sentence) -> Answer:
    """The immediate superior has approved or put on file, and whoever decided above it left no level out."""
    levels = [one.union_id for one in reversed(case.registry.ancestors(case.union.union_id))]
    kinds = _EITHER if levels else (*_EITHER, *_OWN)
    steps = _steps(case, row, *kinds)
    chain = [_level(case, row, level, steps, _EITHER) for level in levels]
    reached = max((at for at, one in enumerate(chain) if one.own or one.seen), default=0)
    of_why = cells(package, "assets", [row], "matter")
    return _judged(case, package, row, steps, chain[: reached + 1], why, say("审批或备案"), kinds, *of_why)


def _steps(case: Case, row: AssetMatter, *steps: str) -> list[_Step]:
    """The decisions in favour in the union's own books, by their days."""
    found = [
        _Step(book, one)
        for book in _books(case, row)
        for step in steps
        for one in own_filings(case, "asset_matter", step, row.asset_id, package=book)
        if one.outcome == _DECIDED[step]
    ]
    return sorted(found, key=lambda one: (one.filing.date, one.package.year, one.filing.filing_id))


def _books(case: Case, row: AssetMatter) -> Iterator[Package]:
    """The judged year's books, and earlier ones: a matter is often decided before the year in which it takes effect.

    Earlier books that use its number for another matter speak of that one.
    """
    for year, report in case.history.items():
        book = report.package
        if book is not None and year <= case.year:
            namesakes = rows_with(case, book, "assets", asset_id=row.asset_id)
            if all(one.start_on == row.start_on for one in namesakes):
                yield book


def _level(case: Case, row: AssetMatter, level: str, steps: list[_Step], kinds: tuple[str, ...]) -> _Level:
    """The first decision of a body that the union's books state, and the body's own record of it.

    That record is known by the decision's number, else by the matter's where it names the union.
    """
    own = next((one for _, one in steps if one.body_id == level), None)
    seen = filing_at(
        case, level, "asset_matter", (own.step,) if own else kinds,
        document_no=own.document_no if own else None, subject_id=row.asset_id,
    )  # fmt: skip
    return _Level(level, own, seen)


def _judged(
    case: Case,
    package: Package,
    row: AssetMatter,
    steps: list[_Step],
    chain: list[_Level],
    why: Sentence,
    what: Sentence,
    kinds: tuple[str, ...],
    *of_why: Cell,
    outside: bool = False,
) -> Answer:
    """The decisions `what` of the whole `chain`, upwards and in time; where there is none above, its own counts.

    `outside`: what bodies above the register decided is looked at as well.
    """
    used = [one for one in steps if not chain or _is_of(case, one.filing, chain, outside=outside)]
    shown = (*cells(package, "assets", [row], "asset_name", "start_on"), *_shown(case, row, used, chain))
    effective = effective_day(case, row)
    decided = [one for level in chain if (one := level.decided)] if chain else [step.filing for step in steps]
    if refused := _refused(case, row, chain):
        return broken(case, effective, refused, *shown)
    if lacking := _lacking(case, row, chain, decided, why, what):
        if open_ := _of_no_matter(case, chain, kinds):
            days = listed(sorted({one.date for one in open_}))
            unsaid = say("{reason}；{days}的{what}记录没有写明是哪一事项", reason=lacking, days=days, what=what)
            named = record_cells(case, package, open_, "subject_id", "body_id", "outcome")
            return unstated(case, "filings", unsaid, *named, *shown, *of_why)
        return undone(case, "filings", effective, lacking, *shown, *of_why)
    if any(above.date < below.date for below, above in pairwise(decided)):
        unordered = say("“{asset}”的{what}没有逐级进行", asset=row.asset_name, what=what)
        return broken(case, effective, unordered, *shown)
    last = decided[-1].date
    if last > effective:
        reason = say(
            "“{asset}”于{start}生效，{day}才{what}", asset=row.asset_name, start=effective, day=last, what=what
        )
        return breached(reason, *shown)
    if unnumbered := [one.body for one in decided if not one.document_no]:
        unsaid = say("“{asset}”{names}的{what}没有文号", asset=row.asset_name, names=tuple(unnumbered), what=what)
        return unstated(case, "filings", unsaid, *shown, *_body_cells(used, decided))
    if not chain:
        reason = say("“{asset}”有{what}的记录；本会即终审级别，没有别的数据可以核对", asset=row.asset_name, what=what)
        return attested(reason, *shown)
    return _confirmed(case, row, chain, what, *shown)


def _refused(case: Case, row: AssetMatter, chain: list[_Level]) -> Sentence | None:
    """How a level did not agree."""
    for level in chain:
        if day := level.refused_on:
            return say("“{asset}”：{name}记录于{day}退回", asset=row.asset_name, name=_name(case, level), day=day)
    return None


def _lacking(
    case: Case, row: AssetMatter, chain: list[_Level], decided: list[Filing], why: Sentence, what: Sentence
) -> Sentence | None:
    """Which levels are left out, as far as books tell."""
    lacking = tuple(_name(case, level) for level in chain if level.decided is None)
    if decided and not lacking:
        return None
    names = lacking or say("上级工会")
    return say("“{asset}”{why}，没有{names}的{what}", asset=row.asset_name, why=why, names=names, what=what)


def _of_no_matter(case: Case, chain: list[_Level], kinds: tuple[str, ...]) -> list[Filing]:
    """Decisions in favour of bodies that are left out, in the year's own books, that name no matter: one may be of this."""
    left_out = {level.union_id for level in chain if level.decided is None}
    return [
        one
        for step in kinds
        for one in own_filings(case, "asset_matter", step)
        if one.subject_id is None and one.outcome == _DECIDED[step] and (not chain or one.body_id in left_out)
    ]


def _is_of(case: Case, filing: Filing, chain: list[_Level], *, outside: bool) -> bool:
    """Whether the decision is that of a level, or one from above the register that is asked for."""
    beyond = outside and filing.body_id not in case.registry.unions
    return beyond or any(level.own is filing for level in chain)


def _shown(case: Case, row: AssetMatter, steps: list[_Step], chain: list[_Level]) -> Iterator[Cell]:
    """The decisions, each in the books that state it, and what tells there that they are of this matter."""
    for book, one in steps:
        yield from record_cells(case, book, [one], "subject_id", "body_id", "outcome", "document_no")
        yield from cells(book, "assets", rows_with(case, book, "assets", asset_id=row.asset_id), "start_on")
    for level in chain:
        if level.seen:
            year, one = level.seen
            yield from cells_of(case, level.union_id, year, "filings", [one], *_SEEN)


def _body_cells(steps: list[_Step], decided: list[Filing]) -> Iterator[Cell]:
    """What the bodies are called that decided without a number."""
    for book, one in steps:
        if not one.document_no and any(one is other for other in decided):
            yield from cells(book, "filings", [one], "body")


def _confirmed(case: Case, row: AssetMatter, chain: list[_Level], what: Sentence, *shown: Cell) -> Answer:
    """What the own books of every body that decided make of it: the last one's count as much as the first one's."""
    told = []
    for level in chain:
        own, seen, name = level.own, level.seen, _name(case, level)
        if seen is None:
            assert own is not None, "a body that neither book mentions is lacking"
            known = has_filings(case, level.union_id, case.year_of(own.date), case.year)
            told.append(say("{name}的数据中还没有", name=name) if known else say("{name}的数据没有公开", name=name))
        elif own and own.date != seen.filing.date:
            told.append(
                say("本会记录{own}{what}，{name}记录{day}", own=own.date, what=what, name=name, day=seen.filing.date)
            )
    if told:
        reason = say(
            "“{asset}”有逐级{what}的记录，待各方核对：{told}", asset=row.asset_name, what=what, told=tuple(told)
        )
        return awaiting(reason, *shown)
    names = tuple(_name(case, level) for level in chain)
    return met(
        say("“{asset}”已逐级{what}，{names}的数据与之相符", asset=row.asset_name, what=what, names=names), *shown
    )


def _name(case: Case, level: _Level) -> Text:
    return name_text(case.registry.unions[level.union_id])
