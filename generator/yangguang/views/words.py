"""What the portal's own codes are called: statuses, standings, stages, parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.ledger.model import MatchState, Standing
from yangguang.rules.judge.model import BREACH_TITLES, NOT_ASKED, TALLY_TITLES, WEIGHT_TITLES, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.core.language import Language
    from yangguang.core.sentence import Sentence

STATUSES: Mapping[str, Sentence] = {tally: say(title) for tally, title in TALLY_TITLES.items()}
STATUS_MEANINGS: Mapping[str, Sentence] = {
    Status.MET: say("机器已核对，符合条款。"),
    Status.BREACHED: say("机器已核对，不符合条款，并列出依据的单元格。"),
    Status.NOT_DUE: say("期限尚未到。"),
    Status.NO_DATA: say("应公开而未公开所需数据。"),
    Status.AWAITING_SUPERIOR: say("本级已做，上级（或下级）的数据尚未印证。"),
    Status.ATTESTED: say("只有声明和佐证，机器无法再核对。"),
    Status.NOT_APPLICABLE: say("不适用于该工会，并说明原因。"),
    NOT_ASKED: say("该工会的填报档次不要求报送所需数据，无法核查，也不算逾期。"),
}
WEIGHTS: Mapping[str, Sentence] = {weight: say(title) for weight, title in WEIGHT_TITLES.items()}
BREACHES: Mapping[str, Sentence] = {weight: say(title) for weight, title in BREACH_TITLES.items()}
TALLIES: Mapping[str, Sentence] = {**STATUSES, **BREACHES}  # a breach by what it weighs
STANDINGS: Mapping[str, Sentence] = {
    Standing.PUBLISHED: say("已公开"),
    Standing.SUPERSEDED: say("最新报送未通过，显示上一版"),
    Standing.REFUSED: say("报送未通过"),
    Standing.SILENT: say("未报送"),
    Standing.WITHDRAWN: say("已撤下"),
    Standing.FAULTED: say("生成出错，暂不显示"),
}
STAGES: Mapping[str, Sentence] = {"budget": say("预算"), "midyear": say("半年"), "final": say("决算")}
SEVERITIES: Mapping[str, Sentence] = {"error": say("错误"), "warning": say("警告"), "info": say("提示")}
MATCHES: Mapping[str, Sentence] = {
    MatchState.MATCHED: say("相符"),
    MatchState.DIFFERENT: say("有差额"),
    MatchState.IN_TRANSIT: say("在途"),
    MatchState.OTHER_SILENT: say("对方未报"),
    MatchState.SCOPE_DIFFERS: say("口径不同"),
}
PARAMETERS: Mapping[str, Sentence] = {
    "stage_deadline_budget": say("预算报送期限"),
    "stage_deadline_midyear": say("半年报送期限"),
    "stage_deadline_final": say("决算报送期限"),
    "trainings_per_year": say("每年廉政教育次数"),
    "dues_rate": say("工会经费拨缴比例"),
    "dues_tolerance": say("拨缴计算容差"),
    "dues_year_deadline": say("全年经费拨缴期限"),
    "budget_approval_deadline": say("预算审批期限"),
    "quorum_share": say("会议到会比例"),
    "midyear_review_deadline": say("半年中期审查期限"),
    "annual_audit_deadline": say("年度审计期限"),
    "disclosure_report_deadline": say("财务公开情况报送期限"),
    "asset_amount_threshold": say("资产事项审批金额标准"),
    "asset_term_threshold": say("资产事项审批年限标准"),
    "full_inspection_min_age_days": say("全面检查起算天数"),
    "full_inspection_warn_share": say("全面检查任期提示比例"),
    "transfer_tolerance": say("往来核对容差"),
    "dues_payment_days": say("工会经费按期拨缴日数"),
    "dues_late_fee_rate": say("逾期拨缴每日滞纳金比例"),
    "transfer_deadline": say("上下级往来结清期限"),
    "transfer_period_shift": say("往来入账可相差的期间数"),
    "transfer_transit_days": say("往来在途天数"),
    "cooperation_records_per_year": say("每年代收协作次数"),
    "collection_tolerance": say("代收核对容差"),
    "collection_return_days": say("代收经费返还天数"),
    "studies_per_year": say("每年规定学习次数"),
    "member_activities_per_year": say("每年联系服务职工活动次数"),
    "member_activity_forms": say("联系服务职工活动形式数"),
    "reception_cycle_days": say("领导接访周期"),
    "appeal_channel_kinds": say("诉求渠道种类数"),
    "self_inspections_per_year": say("每年自查自纠次数"),
    "subordinate_inspections_per_year": say("每年检查指导次数"),
    "third_party_reviews_per_year": say("每年第三方评审次数"),
    "midyear_review_start": say("中期审查起始日期"),
    "assessment_deadline": say("经费管理考评期限"),
    "budget_gap_shown": say("实际与预算相差多少列出"),
    "member_service_fall_limit": say("服务职工支出占比降幅提示标准"),
    "asset_final_level": say("资产事项终审级别"),
    "asset_outside_levels": say("名录以外的审批级数"),
    "asset_outside_amount": say("报名录以外上级的金额标准"),
    "asset_outside_term": say("报名录以外上级的期限标准"),
    "asset_near_share_amount": say("接近金额标准的提示比例"),
    "asset_near_share_term": say("接近年限标准的提示比例"),
    "asset_adjacent_days": say("合同首尾相接的间隔天数"),
    "single_source_notice_days": say("单一来源公示日数"),
    "bidders_least": say("最少参加家数"),
    "tender_days_least": say("公告至截止最少日数"),
    "award_notice_days_least": say("中标公示最少日数"),
    "follow_up_days": say("后续审计期限天数"),
    "warning_days": say("风险警示期限天数"),
    "repeat_years": say("重复问题的年数"),
    "revisit_days": say("审计回访期限天数"),
    "audit_notice_days": say("审计通报期限天数"),
    "audit_publication_days": say("审计结果公开期限天数"),
    "audit_publication_grace": say("审计结果未公开的宽限天数"),
    "audit_report_submission_deadline": say("经审报告报送期限"),
    "major_matter_publication_days": say("重大事项公开期限天数"),
    "chart_of_accounts": say("施行的会计制度"),
    "accountability_review_days": say("经济责任审查期限天数"),
    "rectification_publication_days": say("整改情况公布期限天数"),
}


def words(language: Language) -> dict[str, dict[str, str]]:
    """Every word list in `language`, for templates: `words.status[...]`."""
    lists = {
        "status": STATUSES, "status_meaning": STATUS_MEANINGS, "weight": WEIGHTS, "breach": BREACHES, "tally": TALLIES,
        "standing": STANDINGS,
        "stage": STAGES, "severity": SEVERITIES, "match": MATCHES, "parameter": PARAMETERS,
    }  # fmt: skip
    return {name: {code: word.text(language) for code, word in entries.items()} for name, entries in lists.items()}
