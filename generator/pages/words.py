"""What the portal's own codes are called: statuses, standings, stages, parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.sentence import say
from generator.ledger.model import MatchState, Standing
from generator.rules.model import NOT_ASKED, TALLY_TITLES, WEIGHT_TITLES, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.core.language import Language
    from generator.core.sentence import Sentence

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
STANDINGS: Mapping[str, Sentence] = {
    Standing.PUBLISHED: say("已公开"),
    Standing.SUPERSEDED: say("最新报送未通过，显示上一版"),
    Standing.REFUSED: say("报送未通过"),
    Standing.SILENT: say("未报送"),
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
}


def words(language: Language) -> dict[str, dict[str, str]]:
    """Every word list in `language`, for templates: `words.status[...]`."""
    lists = {
        "status": STATUSES, "status_meaning": STATUS_MEANINGS, "weight": WEIGHTS, "standing": STANDINGS,
        "stage": STAGES, "severity": SEVERITIES, "match": MATCHES, "parameter": PARAMETERS,
    }  # fmt: skip
    return {name: {code: word.text(language) for code, word in entries.items()} for name, entries in lists.items()}
