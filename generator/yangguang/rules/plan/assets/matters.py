"""二（六）严格工会资产管理"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yangguang.core.money import ZERO, ratio
from yangguang.core.sentence import Percent, say
from yangguang.records.codes import code_text
from yangguang.rules.forms.names import some
from yangguang.rules.forms.several import worst
from yangguang.rules.forms.shapes import in_full, in_part, undisclosed, unstated
from yangguang.rules.judge.answers import breached, cells, met, no_data, not_applicable
from yangguang.rules.judge.model import Status, Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised
from yangguang.rules.plan.assets.chain import approved_or_filed, approved_to_the_top
from yangguang.rules.plan.assets.terms import (
    AMOUNTS,
    COOPERATION,
    TERM,
    is_long,
    must_go_beyond,
    value_at_stake,
    what_leads_beyond,
    what_makes_long,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from yangguang.core.sentence import Sentence
    from yangguang.records.assets import AssetMatter
    from yangguang.records.conduct import Venue
    from yangguang.records.package import Package
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer

# Their value is what an appraiser says, not what the books kept.
_APPRAISED = frozenset({"land", "building"})
_EVERY_LEVEL = "与作出决定的每一级工会的数据核对，不再只看直接上级；本会漏记而该级有记录的算数，上年的记录也算数"
_EVERY_LEVEL_AND_ABOVE = f"{_EVERY_LEVEL}；门户内最高一级的土地处置还须门户以外上级的批准，无法核对的待上级确认"

_UNNAMED = "审批或备案的记录没有写明是哪一事项的，由不符合改为缺数据"


def every_matter_approved_or_filed(case: Case) -> Answer:
    """资产使用、经营和处置事项，逐级进行审批或备案: each by the superior, with a document number, before it takes effect.

    Steps beyond the superior leave no level out and rise with time. Each body's own package must show its decision.
    """
    package = case.package
    if package is None or package.assets is None or package.filings is None:
        return undisclosed(case, "assets", "filings")
    if not package.assets:
        nothing = say("{year}年没有发生资产使用、经营和处置事项", year=case.year)
        return in_full(case, not_applicable(nothing))
    answers = [
        approved_or_filed(case, package, row, say("属于{matter}", matter=code_text("asset_matter", row.matter)))
        for row in package.assets
    ]
    return in_full(case, worst(answers, called=cells(package, "assets", package.assets, "asset_name", "matter")))


def venues_serve_workers(case: Case) -> Answer:
    """确保工会资产真正发挥服务职工的基本职能: the share of premises in own service use, which should not fall."""
    package = case.package
    if package is None or package.venues is None:
        return undisclosed(case, "venues")
    if not package.venues:
        return in_full(case, not_applicable(say("没有服务阵地")))
    shown = cells(package, "venues", package.venues, "service_area", "leased_area")
    share = _service_share(package.venues)
    if share is None:
        blank = any(None in {row.service_area, row.leased_area} for row in package.venues)
        unsaid = say("服务阵地没有填写自用服务面积或出租面积，无法核查")
        nil = say("服务阵地的自用服务面积和出租面积都是零，无法计算占比")
        return unstated(case, "venues", unsaid if blank else nil, *shown)
    now = say("服务用途面积占 {share}", share=Percent(share))
    previous, founded = case.previous, case.union.founded_on
    if founded and case.year_of(founded) >= case.year:
        return not_applicable(say("{now}；工会于{founded}成立，没有上年可比", now=now, founded=founded), *shown)
    if part := in_part(case, now, *shown):
        return part
    if previous is None or not previous.venues or (before := _service_share(previous.venues)) is None:
        return no_data(say("{now}；{year}年的面积没有公开，无法比较", now=now, year=case.year - 1), *shown)
    shown = (*shown, *cells(previous, "venues", previous.venues, "service_area", "leased_area"))
    reason = say("{now}；上年 {before}", now=now, before=Percent(before))
    return breached(reason, *shown, weight=Weight.WARNING) if share < before else met(reason, *shown)


def land_disposals_approved_level_by_level(case: Case) -> Answer:
    """凡涉及土地处置的全部事项，需逐级上报审批: whatever the amount; filing is not enough.

    Who above the register decides is not the plan's word but a default by analogy: its lacking is the softer half.
    """
    package = case.package
    if package is None or package.assets is None or package.filings is None:
        return undisclosed(case, "assets", "filings")
    matters = [row for row in package.assets if row.is_land_disposal]
    if not matters:
        shown = cells(package, "assets", package.assets, "is_land_disposal")
        return in_full(case, not_applicable(say("{year}年没有发生土地处置", year=case.year), *shown))
    why = say("涉及土地处置")
    answers = [
        _of_land(package, row, approved_to_the_top(case, package, row, why, beyond_register=True)) for row in matters
    ]
    rules = case.parameter("asset_outside_levels"), case.parameter("asset_final_level")
    return in_full(case, worst(answers, *rules, called=cells(package, "assets", matters, "asset_name")))


def large_matters_approved_level_by_level(case: Case) -> Answer:
    """资产金额在500万元（含）以上的，需逐级上报审批: the largest of appraised value, book value and contract amount.

    Exactly the threshold counts. Land and buildings are worth what they are appraised at: below the threshold without an
    appraisal nobody can tell, above it the appraisal is missed but changes nothing.
    """
    package = case.package
    if package is None or package.assets is None or package.filings is None:
        return undisclosed(case, "assets", "filings")
    threshold = case.parameter("asset_amount_threshold")
    limit = case.number("asset_amount_threshold")
    matters = [row for row in package.assets if row.matter in COOPERATION]
    answers: list[Answer] = []
    for row in matters:
        amount = value_at_stake(row)
        unappraised = row.asset_kind in _APPRAISED and row.appraised_value is None
        if amount is not None and amount >= limit:
            answers.append(_of_large(case, package, row, amount, unappraised=unappraised))
        elif amount is None or unappraised:
            reason = say("“{asset}”没有评估值等金额，是否达到 {limit} 元无法核查", asset=row.asset_name, limit=limit)
            shown = cells(package, "assets", [row], "asset_name", "matter", "asset_kind", *AMOUNTS)
            answers.append(unstated(case, "assets", reason, *shown))
    if not answers:
        nothing = say("没有资产金额达到 {limit} 元的合作事项", limit=limit)
        shown = (*cells(package, "assets", package.assets, "matter"), *cells(package, "assets", matters, *AMOUNTS))
        return in_full(case, not_applicable(nothing, *shown, threshold))
    names = cells(package, "assets", matters, "asset_name")
    return in_full(case, worst(answers, threshold, case.parameter("asset_final_level"), called=names))


def long_terms_approved_level_by_level(case: Case) -> Answer:
    """合作期限5年以上(含5年)的事项，需逐级上报审批: every level up to the top, from below upwards, before the term starts.

    A term lasts from its first to its last day with every option to renew; one without an end is long. From 29 February
    it is five years on 27 February. The own package of every level must show its approval.
    """
    package = case.package
    if package is None or package.assets is None or package.filings is None:
        return undisclosed(case, "assets", "filings")
    threshold = case.parameter("asset_term_threshold")
    matters = [row for row in package.assets if row.matter in COOPERATION]
    unknown = [row for row in matters if not row.open_ended and (row.start_on is None or row.end_on is None)]
    why = say("合作期限满 {years} 年", years=threshold.value)
    answers = [_of_long(case, package, row, why) for row in matters if is_long(row, int(threshold.value))]
    if unknown:
        reason = say("{names}没有填写起止日期，合作期限无法核查", names=some([row.asset_name for row in unknown]))
        shown = cells(package, "assets", unknown, "asset_name", "matter", *TERM)
        answers.append(unstated(case, "assets", reason, *shown))
    if not answers:
        nothing = say("没有合作期限 {years} 年以上的资产事项", years=threshold.value)
        shown = (*cells(package, "assets", package.assets, "matter"), *cells(package, "assets", matters, *TERM))
        return in_full(case, not_applicable(nothing, *shown, threshold))
    names = cells(package, "assets", matters, "asset_name")
    return in_full(case, worst(answers, threshold, case.parameter("asset_final_level"), called=names))


def _of_land(package: Package, row: AssetMatter, result: Answer) -> Answer:
    return replace(result, cells=(*cells(package, "assets", [row], "is_land_disposal"), *result.cells))


def _of_long(case: Case, package: Package, row: AssetMatter, why: Sentence) -> Answer:
    beyond = must_go_beyond(case, row)
    result = approved_to_the_top(case, package, row, why, beyond_register=beyond)
    looked = () if _is_refused(result) else what_leads_beyond(case, row)
    columns = dict.fromkeys((*what_makes_long(row, int(case.number("asset_term_threshold"))), *looked))
    return replace(result, cells=(*cells(package, "assets", [row], "matter", *columns), *result.cells))


def _is_refused(result: Answer) -> bool:
    """Whether it is broken within the register already, so that nobody asks who above it must approve."""
    return result.status is Status.BREACHED and result.weight is None


def _of_large(case: Case, package: Package, row: AssetMatter, amount: Decimal, *, unappraised: bool) -> Answer:
    why = say("资产金额 {amount} 元", amount=amount)
    result = approved_to_the_top(case, package, row, why, beyond_register=must_go_beyond(case, row))
    looked = () if _is_refused(result) else what_leads_beyond(case, row)
    kind = ("asset_kind",) if row.appraised_value is None and result.status is Status.MET else ()
    columns = dict.fromkeys((*AMOUNTS, "matter", *kind, *looked))
    shown = (*cells(package, "assets", [row], *columns), *result.cells)
    if not unappraised or result.status is not Status.MET:
        return replace(result, cells=shown)
    reason = say("{kept}；没有填写评估值", kept=result.reason)
    return replace(result, reason=reason, cells=shown, weight=Weight.WARNING)


def _service_share(venues: Iterable[Venue]) -> Decimal | None:
    service = leased = ZERO
    for row in venues:
        if row.service_area is None or row.leased_area is None:
            return None
        service += row.service_area
        leased += row.leased_area
    return ratio(service, service + leased)


RULES = (
    Rule(
        clause_id="2-6-1",
        version="1.4",
        history=revised(
            _EVERY_LEVEL,
            "数据只报到年初或半年的，不再判为符合或不适用，没有批准也不再判为不符合；没有文号的，数据报送期限以前为未到期",
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
            (TRIED_ANEW, _UNNAMED),
        ),
        title="资产使用、经营和处置事项逐级审批或备案",
        method="逐项查上级的批准或备案，是否有文号、不早于下一级、不晚于生效日、没有越级，并与作出决定的各级工会自己的记录核对",
        applies_to="有资产使用、经营、处置事项的工会",
        weight=Weight.HARD,
        decide=every_matter_approved_or_filed,
    ),
    Rule(
        clause_id="2-6-2",
        version="1.2",
        history=revised(
            "数据只报到半年的不与上年比较；当年成立的工会由缺数据改为不适用",
            (TRIED_ANEW, "上年的面积没有公开的，全年数据报送前由缺数据改为未到期"),
        ),
        title="工会资产用于服务职工",
        method="计算服务阵地自用服务面积占自用与出租面积之和的比例，与上年比较，下降的作提示",
        applies_to="有服务阵地的工会",
        weight=Weight.INDICATOR,
        decide=venues_serve_workers,
    ),
    Rule(
        clause_id="2-6-3",
        version="1.5",
        history=revised(
            _EVERY_LEVEL_AND_ABOVE,
            "数据只报到年初或半年的，不再判为符合或不适用，没有批准也不再判为不符合；没有文号的，数据报送期限以前为未到期",
            (TRIED_ANEW, "本级委员会的审议不再算作门户以外上级的批准"),
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
            (TRIED_ANEW, _UNNAMED),
        ),
        title="土地处置事项逐级上报审批",
        method="凡土地处置，不论金额，查上级至终审级别是否自下而上逐级批准（备案不算）、早于生效日，并与各级工会自己的记录核对；门户以外的上级按参照默认值作提示",
        applies_to="有土地处置事项的工会",
        weight=Weight.HARD,
        decide=land_disposals_approved_level_by_level,
    ),
    Rule(
        clause_id="2-6-4",
        version="1.5",
        history=revised(
            _EVERY_LEVEL,
            "数据只报到年初或半年的，不再判为符合或不适用，没有批准也不再判为不符合；没有文号的，数据报送期限以前为未到期",
            (TRIED_ANEW, "本级委员会的审议不再算作门户以外上级的批准"),
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
            (TRIED_ANEW, _UNNAMED),
        ),
        title="资产金额500万元以上的合作事项逐级上报审批",
        method="取评估值、账面原值、合同总价中最大的，达到规定金额（含）的，查上级至终审级别是否自下而上逐级批准、早于生效日，并与各级工会自己的记录核对",
        applies_to="有合资合作、承包、租赁等资产事项的工会",
        weight=Weight.HARD,
        decide=large_matters_approved_level_by_level,
    ),
    Rule(
        clause_id="2-6-5",
        version="1.5",
        history=revised(
            _EVERY_LEVEL,
            "数据只报到年初或半年的，不再判为符合或不适用，没有批准也不再判为不符合；没有填写的，数据报送期限以前为未到期",
            (TRIED_ANEW, "本级委员会的审议不再算作门户以外上级的批准"),
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
            (TRIED_ANEW, _UNNAMED),
        ),
        title="合作期限5年以上的资产事项逐级上报审批",
        method="起止日期加续期达到规定年限或无固定期限的合作事项，查上级至终审级别是否自下而上逐级批准、早于生效日，并与各级工会自己的记录核对",
        applies_to="有合资合作、承包、租赁等资产事项的工会",
        weight=Weight.HARD,
        decide=long_terms_approved_level_by_level,
    ),
)
