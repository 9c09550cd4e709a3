"""What a coded cell may say, as types: a comparison with a code that its list does not have is an error of types.

One for each list of codes.csv; a test holds them against it.
"""

from __future__ import annotations

from typing import Literal

Tier = Literal["full", "standard", "basic"]
UnionKind = Literal[
    "municipal", "district", "development_zone", "industrial", "bureau", "corporate_group", "university",
    "directly_managed", "affiliated_unit", "street", "township", "park", "sector", "grassroots", "joint_grassroots",
]  # fmt: skip
AffiliateKind = Literal["enterprise", "institution", "association", "foundation"]
EmployerNature = Literal[
    "government", "fully_funded_institution", "partially_funded_institution", "self_funded_institution", "state_owned",
    "private", "social_organisation", "joint",
]  # fmt: skip
ClauseNature = Literal["checkable", "attested", "indicator", "declaratory"]
ParameterUnit = Literal["ratio", "yuan", "years", "days", "working_days", "month_day", "count", "switch", "code"]
ParameterNature = Literal["plan", "statute", "default"]
Side = Literal["income", "expenditure"]
AccountClass = Literal[
    "personnel", "admin_non_personnel", "member_service", "operations", "capital", "transfer_down", "transfer_in", "dues",
    "subsidy", "other",
]  # fmt: skip
ResponsibleRole = Literal["chair", "acting_vice_chair"]
ThreePublicItem = Literal["abroad", "reception", "vehicle_purchase", "vehicle_operation"]
FundSource = Literal["union", "fiscal", "administrative", "other"]
BalanceItem = Literal[
    "cash", "receivable_parent", "receivable_child", "other_receivables", "inventory", "investments", "construction",
    "fixed_assets", "intangible_assets", "other_assets", "payroll_payable", "payable_parent", "payable_child",
    "other_payables", "custody_funds", "other_liabilities", "asset_funds", "special_funds", "carryover", "surplus",
    "reserve",
]  # fmt: skip
DuesChannel = Literal["direct", "tax", "fiscal"]
DuesStatus = Literal["normal", "deferred", "refunded"]
TransferDirection = Literal["sent", "received"]
TransferKind = Literal["dues_remitted", "dues_returned", "preparatory_funds", "subsidy", "other"]
BankAccountNature = Literal["basic", "general", "special"]
BankAccountStatus = Literal["active", "closed"]
RegulationClass = Literal[
    "finance", "budget", "assets", "procurement", "audit", "audit_disclosure", "disclosure", "integrity",
    "integrity_education", "worker_liaison", "supervision",
]  # fmt: skip
ActivityKind = Literal[
    "integrity_training", "policy_study", "member_activity", "leader_reception", "consultation", "self_inspection",
    "standardisation", "platform", "collection_cooperation",
]  # fmt: skip
FilingSubject = Literal[
    "budget", "budget_adjustment", "midyear_execution", "final_accounts", "integrity_plan", "disclosure_report",
    "audit_report", "asset_matter", "performance_assessment", "audit_notice", "union_election", "funds_committee_election",
    "dues_deferral",
]  # fmt: skip
FilingStep = Literal[
    "committee_review", "funds_committee_review", "submission", "superior_approval", "record_filing", "issue", "report",
    "superior_receipt", "congress_vote",
]  # fmt: skip
FilingOutcome = Literal["passed", "rejected", "approved", "returned", "filed", "received", "issued", "reported"]
InspectionKind = Literal["full_integrity", "project_review", "guidance", "dues_check"]
DisclosureSubject = Literal[
    "final_accounts", "budget", "major_matter", "audit_result", "rectification", "procurement", "asset"
]
Channel = Literal[
    "website", "bulletin_board", "congress", "committee_meeting", "intranet", "wechat", "booklet", "other"
]
Audience = Literal["all_members", "representatives", "committee", "public"]
MatterKind = Literal["major", "special"]
AssetKind = Literal["land", "building", "vehicle", "equipment", "equity", "intangible", "other"]
AssetMatter = Literal[
    "use", "lease_out", "lend", "contract_operation", "joint_venture", "entrusted_operation", "investment", "mortgage",
    "transfer", "exchange", "allocation", "scrapping", "expropriation",
]  # fmt: skip
ProcurementCategory = Literal["works", "goods", "services"]
ProcurementMethod = Literal[
    "open_tender", "invited_tender", "competitive_negotiation", "inquiry", "single_source", "competitive_consultation",
    "selection", "framework", "other",
]  # fmt: skip
AuditTargetKind = Literal["self", "child_union", "enterprise", "institution", "association", "foundation", "project"]
AuditKind = Literal[
    "budget_review", "midyear_review", "annual_execution", "final_accounts_review", "accountability", "special_fund",
    "construction", "asset", "affiliate", "association_foundation", "child_union", "follow_up", "liquidation", "other",
]  # fmt: skip
AuditorKind = Literal["own_committee", "superior_committee", "third_party"]
AuditOpinion = Literal["unqualified", "qualified", "adverse", "disclaimer", "reviewed", "returned"]
FindingCategory = Literal[
    "A", "A1", "A2", "A3", "B", "B1", "B2", "B3", "B4", "B5", "C", "C1", "C2", "C3", "C4", "C5", "D", "D1", "D2", "D3",
    "D4", "D5", "D6", "D7", "E", "E1", "E2", "E3", "E4", "E5", "F", "F1", "F2", "F3", "F4", "G", "G1", "G2", "G3", "G4",
    "G5", "H", "H1", "H2", "H3", "H4", "H5", "I", "J", "K", "Z",
]  # fmt: skip
Risk = Literal["high", "medium", "low"]
RectificationRequirement = Literal["immediate", "phased", "ongoing"]
RectificationStatus = Literal["not_due", "in_progress", "partial", "rectified", "ongoing", "overdue"]
RevisitMethod = Literal["on_site", "written", "telephone"]
AppealChannel = Literal["hotline", "mailbox", "visit", "online", "congress", "other"]
AppealCategory = Literal["wages", "labour_relations", "safety", "hardship", "activities", "finances", "other"]
ExplanationKind = Literal[
    "variance", "restatement_material", "restatement_clerical", "no_occurrence", "not_applicable", "superior_pending",
    "other",
]  # fmt: skip
WithdrawalReason = Literal["merged", "published_in_error", "personal_data", "duplicate", "other"]
UnionColumn = Literal[
    "name", "short_name", "kind", "tier", "parent_id", "district", "employer_nature", "responsible_body", "predecessor_id",
    "successor_id", "name_en",
]  # fmt: skip
AwardEvent = Literal["awarded", "amended", "paid", "failed", "terminated"]
