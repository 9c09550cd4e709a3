"""The rows of a healthy package at stage final, table by table: whoever reads a test looks the figures up here."""

from __future__ import annotations

Row = dict[str, object]


def _rows(columns: str, *lines: str) -> list[Row]:
    names = columns.split(",")
    return [{name: cell for name, cell in zip(names, line.split(","), strict=True) if cell} for line in lines]


HEALTHY: dict[str, list[Row]] = {
    "overview": _rows(
        "employees,members,cadres,responsible_role,responsible_since,major_matter_threshold,major_matter_basis",
        "1500,1400,12,chair,2023-05-10,50000,示工发〔2023〕8号",
    ),
    "accounts": _rows(
        "account_code,account_name,budget_initial,budget_adjusted,actual_h1,actual",
        "401,会费收入,5000,,2500,5000",
        "402,拨缴经费收入,100000,,48000,96000",
        "403,上级补助收入,20000,,10000,19000",
        "40302,专项补助,20000,,10000,19000",
        "501,职工活动支出,30000,32000,12000,28000",
        "50101,职工教育费,10000,,4000,9000",
        "50102,文体活动费,20000,22000,8000,19000",
        "502,维权支出,10000,,3000,9500.50",
        "50205,送温暖费,10000,,3000,9500.50",
        "503,业务支出,12000,,4000,11000",
        "504,行政支出,40000,,20000,39000",
        "50401,工资福利支出,30000,,15000,30000",
        "50402,商品和服务支出,10000,,5000,9000",
        "505,资本性支出,10000,,0,8000",
        "50502,办公设备购置,10000,,0,8000",
        "506,补助下级支出,20000,,10000,20000",
    ),
    "projects": _rows(
        "project_id,name,account_code,budget_initial,budget_adjusted,actual,purpose",
        "P1,职工读书会,50101,10000,,9000,购书与讲座",
        "P2,职工运动会,50102,12000,14000,11000,场地与器材",
        "P3,摄影展,50102,8000,,8000,布展",
        "P4,冬送温暖,50205,10000,,9500.50,慰问困难职工",
        "P5,干部培训,503,12000,,11000,两期",
        "P6,日常办公,50402,10000,,9000,水电与耗材",
        "P7,电脑更新,50502,10000,,8000,两台",
        "P8,补助基层,506,20000,,20000,按会员人数",
    ),
    "three_public": _rows(
        "item,fund_source,budget_initial,actual,group_count,person_count,vehicle_count",
        "abroad,union,0,0,0,0,",
        "reception,union,3000,2000,6,40,",
        "vehicle_purchase,union,0,0,,,0",
        "vehicle_operation,union,4000,3500,,,1",
    ),
    "balances": _rows(
        "item,opening,closing",
        "cash,200000,204499.50",
        "fixed_assets,50000,58000",
        "other_payables,10000,10000",
        "asset_funds,50000,58000",
        "surplus,190000,194499.50",
    ),
    "dues": _rows(
        "period,payroll,due,paid,paid_on,channel,status",
        "2025-Q1,1200000,24000.00,24000.00,2025-04-10,tax,normal",
        "2025-Q2,1200000,24000.00,24000.00,2025-07-10,tax,normal",
        "2025-Q3,1200000,24000.00,24000.00,2025-10-10,tax,normal",
        "2025-Q4,1200000,24000.00,24000.00,2026-01-10,tax,normal",
    ),
    "transfers": _rows(
        "transfer_id,direction,kind,counterparty_id,period,due,amount,date,document_no",
        "T1,received,subsidy,bj-city,2025,19000,19000,2025-03-20,示工财〔2025〕3号",
        "T2,sent,dues_remitted,bj-city,2025,38400,38400,2025-12-20,",
        "T3,sent,subsidy,bj-demo-school,2025,20000,20000,2025-06-01,示工财〔2025〕9号",
    ),
    "bank_accounts": _rows(
        "account_tail,bank,holder_name,nature,opened_on,status",
        "6688,示范银行示范支行,示范区总工会,basic,2010-03-01,active",
    ),
    "regulations": _rows(
        "regulation_id,class,title,document_no,adopted_by,adopted_on",
        "R1,finance,财务管理办法,示工发〔2019〕2号,工会委员会,2019-03-01",
        "R2,procurement,采购管理办法,示工发〔2020〕5号,工会委员会,2020-06-01",
    ),
    "activities": _rows(
        "activity_id,kind,date,end_date,subject,due_count,attended_count,cases_received,cases_resolved,cost,account_code",
        "A1,integrity_training,2025-03-15,2025-03-16,廉政教育培训,60,55,,,,",
        "A2,member_activity,2025-05-01,,职工运动会,,800,,,11000,50102",
        "A3,self_inspection,2025-09-01,,自查自纠,,,4,4,,",
    ),
    "filings": _rows(
        "filing_id,subject,subject_id,step,date,body,body_id,due_count,present_count,votes_for,votes_against,votes_abstain,outcome,document_no",
        "F1,budget,,committee_review,2025-02-20,工会委员会,bj-demo,15,14,14,0,0,passed,示工发〔2025〕1号",
        "F2,budget,,funds_committee_review,2025-02-25,经审委员会,bj-demo,7,7,6,0,1,passed,示工发〔2025〕2号",
        "F3,budget,,superior_approval,2025-03-10,示范市总工会,bj-city,,,,,,approved,示工财〔2025〕1号",
        "F4,audit_report,AU1,report,2026-03-01,示范市总工会,bj-city,,,,,,reported,示审〔2026〕1号",
    ),
    "inspections": _rows(
        "inspection_id,inspected_id,kind,date,findings_count,outcome,document_no",
        "I1,bj-demo-school,full_integrity,2025-08-01,1,良好,示工发〔2025〕12号",
    ),
    "disclosures": _rows(
        "disclosure_id,subject,subject_id,fiscal_year,date,end_date,channel,audience,url,location",
        "D1,final_accounts,,2024,2025-05-06,2025-05-13,bulletin_board,all_members,,办公楼一层公告栏",
        "D2,audit_result,AU1,2025,2026-03-05,2026-03-12,website,public,https://www.example.org/gk/2026/0305.html,",
        "D3,major_matter,M1,2025,2025-06-10,2025-06-17,bulletin_board,all_members,,办公楼一层公告栏",
    ),
    "matters": _rows(
        "matter_id,kind,title,amount,occurred_on,decided_by,decided_on",
        "M1,major,补助基层工会,20000,2025-06-01,工会委员会,2025-05-20",
    ),
    "assets": _rows(
        "asset_id,asset_name,asset_kind,matter,is_land_disposal,counterparty,counterparty_uscc,appraised_value,contract_amount,start_on,end_on,income_received",
        "AS1,职工之家二层,building,lease_out,false,示范文化有限公司,91110000101623741K,300000,60000,2025-01-01,2025-12-31,0",
    ),
    "procurement": _rows(
        "procurement_id,name,category,budget,method,announced_on,bid_deadline,bidders,reviewed_on,supplier,supplier_uscc,award_amount,notice_start,notice_end,contract_on,contract_amount",
        "PR1,电脑更新,goods,10000,inquiry,2025-06-01,2025-06-10,3,2025-06-11,示范科技有限公司,91110000101623741K,8000,2025-06-12,2025-06-19,2025-06-25,8000",
    ),
    "audit_targets": _rows(
        "target_id,kind,name,cycle_years,due_year",
        "self,self,本级,1,2025",
        "bj-demo-school,child_union,示范学校工会,3,2025",
    ),
    "audits": _rows(
        "audit_id,kind,target_id,period_covered,report_no,report_on,approved_on,auditor_kind,opinion,findings_count",
        "AU1,annual_execution,self,2025,示审〔2026〕1号,2026-02-20,2026-02-26,own_committee,unqualified,2",
        "AU2,child_union,bj-demo-school,2024,示审〔2025〕4号,2025-08-20,2025-08-26,own_committee,qualified,0",
    ),
    "findings": _rows(
        "finding_id,audit_id,category,description,amount,risk,requirement,due_on,status,rectified_amount,rectified_on,measure",
        "FI1,AU1,D4,票据要素不全,1200,low,immediate,2026-03-31,rectified,1200,2026-03-20,补齐附件",
        "FI2,AU1,C5,执行率偏低,,low,phased,2026-12-31,in_progress,,,",
    ),
    "channels": _rows(
        "channel_id,kind,contact,since",
        "CH1,hotline,010-65012345,2018-01-01",
        "CH2,mailbox,gonghui@example.org,2018-01-01",
    ),
    "appeals": _rows("category,received,resolved,overdue", "wages,12,11,0", "activities,8,8,0"),
    "explanations": [],
    "venues": _rows("venue_id,name,service_area,leased_area,visits", "V1,职工之家,1200.5,200,36000"),
    "collections": _rows(
        "channel,units_due,units_collected,collected,fee,returned,retained,last_returned_on",
        "tax,120,118,240000,2400,142560,95040,2025-12-28",
    ),
    "procurement_awards": [],
}
