"""二（三）规范工会经费拨缴: what other authorities collect for the unions"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from yangguang.core.money import added, ratio, round_half_up
from yangguang.core.sentence import Percent, Sentence, say
from yangguang.ledger.standing import owes
from yangguang.records.codes import code_text
from yangguang.rules.forms.names import some
from yangguang.rules.forms.shapes import broken, done_this_year, in_full, too_few, undisclosed, unfinished
from yangguang.rules.judge.answers import (
    attested,
    awaiting,
    breached,
    cells,
    cells_of,
    met,
    no_data,
    not_applicable,
    proofs,
    register_cells,
)
from yangguang.rules.judge.model import Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised
from yangguang.rules.plan.dues.periods import no_periods, of_the_year, periods_of, unsettled

if TYPE_CHECKING:
    from yangguang.ledger.model import Digest
    from yangguang.records.contributions import Collection, Transfer
    from yangguang.records.package import Package
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer

_DISTRICT = frozenset({"district", "development_zone"})
_COLLECTING = _DISTRICT | {"municipal"}
_GRASSROOTS = frozenset({"grassroots", "joint_grassroots", "directly_managed", "affiliated_unit"})
_RETURN = ("direction", "kind", "counterparty_id", "amount")
_FISCAL = frozenset({"government", "fully_funded_institution"})


def cooperation_with_authorities(case: Case) -> Answer:
    """各区县总工会要深化与地税、财政部门的协作机制: at least one meeting or document in the year, with its number or a link."""
    if case.union.kind not in _DISTRICT:
        return not_applicable(say("本条适用于区县总工会"))
    package = case.package
    if package is None or package.activities is None:
        return undisclosed(case, "activities")
    rows = done_this_year(case, "collection_cooperation")
    least = case.parameter("cooperation_records_per_year")
    if few := too_few(case, rows, "cooperation_records_per_year", say("与税务、财政部门协作")):
        return few
    shown: tuple[Evidence, ...] = (
        *cells(package, "activities", rows, "kind", "date"),
        *proofs(package, "activities", rows),
        least,
    )
    proven = [row for row in rows if row.document_no or row.document_url]
    if not proven or len(proven) < int(least.value):
        reason = say("与税务、财政部门协作 {n} 次，没有文号或佐证", n=len(rows) - len(proven))
        return unfinished(case, reason, *shown) or no_data(reason, *shown)
    last = proven[-1]
    return attested(
        say("与税务、财政部门协作 {n} 次，最近为{day}“{subject}”", n=len(proven), day=last.date, subject=last.subject),
        *shown,
        *cells(package, "activities", [last], "subject"),
    )


def collected_in_order(case: Case) -> Answer:
    """积极稳妥、规范有序地推进工会经费税务代收工作: collected is returned, retained or fee; it is returned in time.

    The coverage is shown, no more. What is returned is confirmed where the receivers' own books have as much. These do not
    tell by which channel it was collected: compared is what all channels returned. Of two sums that differ neither is
    wrong until something shows it.
    """
    if case.union.kind not in _COLLECTING:
        return not_applicable(say("本条适用于市和区县总工会"))
    package = case.package
    if package is None or package.collections is None:
        return undisclosed(case, "collections")
    rows = [row for row in package.collections if row.channel == "tax"]
    if not rows:
        return in_full(case, not_applicable(say("没有发生税务代收")))
    row = rows[0]
    shown: tuple[Evidence, ...] = (
        *cells(
            package, "collections", rows, "units_due", "units_collected", "collected", "fee", "returned", "retained"
        ),
        case.parameter("collection_tolerance"),
    )
    share = ratio(row.units_collected, row.units_due)
    covered = say("应代收 {due} 户，代收 {n} 户", due=row.units_due, n=row.units_collected)
    if share is not None:
        covered = say("{covered}，覆盖率 {share}", covered=covered, share=Percent(share))
    gap = row.collected - row.returned - row.retained - row.fee
    if abs(gap) > case.number("collection_tolerance"):
        reason = say("{covered}；代收额与返还、留存、手续费之和相差 {gap} 元", covered=covered, gap=gap)
        return unfinished(case, reason, *shown) or breached(reason, *shown)
    shown = (*shown, *cells(package, "collections", rows, "last_returned_on"), case.parameter("collection_return_days"))
    return _returned_late(case, row, covered, *shown) or _returned(case, package, package.collections, covered, *shown)


def fiscal_dues_paid_in_full(case: Case) -> Answer:
    """机关和全额拨款事业单位的工会经费要通过财政代缴方式足额计提: by the finance authority, and due is not below the rate.

    The whole year must be shown. Periods refunded, or deferred with the superior's leave, do not count.
    """
    if case.union.kind not in _GRASSROOTS:
        return not_applicable(say("本条适用于机关和全额拨款事业单位的基层工会"))
    nature = case.union.employer_nature
    registered = register_cells(case.union, "employer_nature")
    if nature is None:
        return no_data(say("工会名录没有登记单位性质，无法判断是否应财政代缴"), *registered)
    if nature not in _FISCAL:
        reason = say("单位性质为{nature}，不要求财政代缴", nature=code_text("employer_nature", nature))
        return not_applicable(reason, *registered)
    package = case.package
    if package is None or package.dues is None:
        return undisclosed(case, "dues")
    rate, tolerance = case.number("dues_rate"), case.number("dues_tolerance")
    rules = (case.parameter("dues_rate"), case.parameter("dues_tolerance"), case.parameter("dues_year_deadline"))
    rows = of_the_year(case, package.dues)
    if not rows:
        nothing, lacking = say("没有应计提的期间"), say("没有拨缴记录，无法核查是否由财政代缴")
        return no_periods(case, package, nothing, lacking, *rules)
    judged, _, _, leave = periods_of(case, rows)
    told: tuple[Evidence, ...] = (
        *cells(package, "dues", judged, "channel"),
        *cells(package, "dues", rows, "status"),
        *leave,
        *registered,
        *rules,
    )
    due = case.deadline("dues_year_deadline")
    if elsewhere := [row for row in judged if row.channel != "fiscal"]:
        reason = say("{periods}没有通过财政代缴", periods=some([row.period for row in elsewhere]))
        return broken(case, due, reason, *cells(package, "dues", elsewhere, "period"), *told)
    told = (*cells(package, "dues", judged, "payroll", "due"), *told)
    if short := [row for row in judged if row.due < round_half_up(row.payroll * rate) - tolerance]:
        reason = say(
            "{periods}的计提额低于工资总额的 {rate}", periods=some([row.period for row in short]), rate=Percent(rate)
        )
        return broken(case, due, reason, *cells(package, "dues", short, "period"), *told)
    shown = (*cells(package, "dues", rows, "period"), *told)
    if not judged:
        reason = say("全部期间均已退费或经批准缓交")
        return unsettled(case, rows, reason, *shown) or not_applicable(reason, *shown)
    total = added(row.due for row in judged)
    reason = say("{n} 期均由财政代缴，计提 {total} 元，已足额", n=len(judged), total=total)
    return unsettled(case, rows, reason, *shown) or met(reason, *shown)


def _returned_late(case: Case, row: Collection, covered: Sentence, *shown: Evidence) -> Answer | None:
    """The last return did not come within the days after the end of the year; None where it did or nothing is owed."""
    if not row.returned:
        return None
    due = case.last_day + timedelta(days=int(case.number("collection_return_days")))
    day = row.last_returned_on
    if day is None:
        unsaid = say("{covered}；没有填写最后返还日期", covered=covered)
        return unfinished(case, unsaid, *shown) or no_data(unsaid, *shown)
    if day <= min(due, case.as_of):
        return None
    return broken(case, due, say("{covered}；最后返还日期为{day}", covered=covered, day=day), *shown)


def _returned(
    case: Case, package: Package, rows: tuple[Collection, ...], covered: Sentence, *shown: Evidence
) -> Answer:
    """What others received of the amounts returned; where nobody who could confirm it is asked to, the own books attest."""
    returned = added(row.returned for row in rows)
    theirs = [(one, row) for one in _receivers(case) for row in one.transfers or () if _is_returned(case, row)]
    received = added(row.amount for _, row in theirs)
    words = say("{covered}；返还 {returned} 元", covered=covered, returned=returned)
    if len(rows) > 1:
        words = say("{covered}；各代收渠道共返还 {returned} 元", covered=covered, returned=returned)
        shown = (*shown, *cells(package, "collections", rows, "returned"))
    for one, row in theirs:
        shown = (*shown, *cells_of(case, one.union_id, one.year, "transfers", [row], *_RETURN))
    reason = say("{returned}，下级账上收到 {received} 元", returned=words, received=received)
    if open_ := unfinished(case, reason, *shown):
        return open_
    gap = abs(returned - received)
    if gap <= case.number("collection_tolerance"):
        return met(reason, *shown)
    children, given = case.registry.children(case.union.union_id), _receivers(case)
    silent = {one.union_id for one in children} - {one.union_id for one in given if one.transfers is not None}
    asked = any(one.union_id in silent and owes(one, "transfers", case.year, case.policy) for one in children)
    if len(silent) == len(children) and not theirs and not asked:
        return attested(say("{returned}；下级都不要求报送往来，只有本会的记录", returned=words), *shown)
    if silent and not asked and received < returned:
        rest = say("{reason}；其余的下级不要求报送往来，只有本会的记录", reason=reason)
        return attested(rest, *shown)
    return awaiting(say("{reason}，相差 {gap} 元，待双方核对", reason=reason, gap=gap), *shown)


def _receivers(case: Case) -> list[Digest]:
    """The judged year's books of those who may have received some of it: subordinates, and others that its rows name."""
    named = [years[case.year] for years in case.neighbours.books.values() if case.year in years]
    return [*case.neighbours.subordinates, *named]


def _is_returned(case: Case, row: Transfer) -> bool:
    return (row.direction, row.kind, row.counterparty_id) == ("received", "dues_returned", case.union.union_id)


RULES = (
    Rule(
        clause_id="2-3-5",
        version="1.2",
        history=revised(
            "没有佐证的，全年数据报送前由缺数据改为未到期；要求多次的，每次都须有佐证",
            (TRIED_ANEW, "成立或撤销的当年存在不足半年的，没有做到的由不符合改为不适用"),
        ),
        title="与税务、财政部门的协作机制",
        method="查当年与税务、财政部门协作的会议或文件，须有文号或佐证",
        applies_to="区县总工会",
        weight=Weight.INDICATOR,
        decide=cooperation_with_authorities,
    ),
    Rule(
        clause_id="2-3-6",
        version="1.2",
        history=revised(
            "数据只报到年初或半年的，没有代收不再判为不适用，没有填写返还日期改为未到期；"
            "按各渠道返还合计核对，下级账上多于返还额的由不符合改为待核对",
            (TRIED_ANEW, "与收到的数不符，而有的下级不要求报送往来的，由待上级确认改为有佐证"),
        ),
        title="税务代收规范有序",
        method="显示代收覆盖率，核对代收额等于返还、留存与手续费之和，查最后返还是否在规定日数内，并与下级账上收到的返还经费核对",
        applies_to="市总工会和区县总工会",
        weight=Weight.WARNING,
        decide=collected_in_order,
    ),
    Rule(
        clause_id="2-3-7",
        version="1.4",
        history=revised(
            "全年各期没有列全、没有拨缴记录的，改为缺数据；只标为缓交、没有批准的照算",
            (TRIED_ANEW, "上级工会已经退回的缓交照算欠缴"),
            (TRIED_ANEW, "本会的审批报送没有公开的，缓交待上级确认"),
            (TRIED_ANEW, "其他年度的期间不再计入"),
        ),
        title="机关和全额拨款事业单位通过财政代缴足额计提",
        method="查各期缴费渠道是否为财政代缴，计提额是否不低于工资总额乘以比例；全年各期须列全；退费的和上级批准缓交的期间不计",
        applies_to="单位性质为机关或全额拨款事业单位的基层工会",
        weight=Weight.HARD,
        decide=fiscal_dues_paid_in_full,
    ),
)
