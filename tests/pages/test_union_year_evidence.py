"""The page of one union-year further down: what was found, filed and judged, what it rests on, and text that would harm."""

import re
from datetime import date

import pytest

from tests.pages.builders import (  # fmt: skip
    PARTY,
    ROOT,
    account,
    edition,
    finding,
    issue,
    judged_year,
    package,
    refusal,
    report,
    rule,
    text,
    union,
    verdict,
)
from tests.pages.union_year import page
from yangguang.core.address import Sheet
from yangguang.core.issues import Place, Text
from yangguang.core.sentence import say
from yangguang.ledger.model import MatchState, Neighbours, Standing, TransferMatch
from yangguang.pages.parties import parties
from yangguang.pages.union import union_page
from yangguang.pages.union_evidence import union_evidence_page
from yangguang.pages.union_year import union_year_page
from yangguang.records.audits import Audit, AuditTarget
from yangguang.records.oversight import Disclosure, Filing
from yangguang.rules.judge.model import Cell, Status
from yangguang.site.audit import audit


def grounds(verdicts, shown=None, lang="zh", **facts):
    shown = shown or report()
    return union_evidence_page(edition(lang, **facts), judged_year(shown, verdicts))


def test_missing_tables_are_never_zero_and_empty_ones_never_missing():
    none, empty = page(report(given=package(findings=None))).body, page(report(given=package(findings=()))).body
    assert "审计问题：缺数据" in none
    assert "审计未发现问题" in empty
    assert "审计问题：缺数据" not in empty


def test_a_finding_leads_with_its_own_words_and_tells_its_way_with_days():
    right = finding(
        warned_on=date(2026, 4, 20),
        revisited_on=date(2026, 6, 1),
        rectified_on=date(2026, 5, 12),
        due_on=date(2026, 5, 1),
        verified_by="经审会",
    )
    late = finding("F2", status="in_progress", due_on=date(2026, 6, 30), rectified_on=None, amount=None, repeat_of="F0")
    body = page(report(given=package(findings=(right, late)))).body
    first, second = (text(one) for one in body.split('<li class="yg-finding')[1:3])
    assert "超过期限11 天 完成" in first
    assert first.index("两笔活动支出缺少签到表") < first.index("票据不合规")
    assert "警示 2026年4月20日" in first
    assert "整改完成 2026年5月12日 隔22天 回访 2026年6月1日 隔20天 销号 经审会认定" in first
    assert "未整改（逾期）" in second, "computed from the deadline, whatever the books call it"
    assert "不涉及金额" in second
    assert "屡查屡犯" in second
    assert "销号" not in second


def test_of_a_filing_the_acting_body_and_the_other_side_stand_apart():
    below = union("bj-below", name="下级工会", parent_id=PARTY.union_id)
    rows = tuple(
        Filing(
            filing_id=f"F{n}",
            subject="budget",
            step=step,
            date=date(2026, 3, 5),
            body=body,
            body_id=body_id,
            outcome="filed",
        )
        for n, (step, body, body_id) in enumerate(
            (
                ("submission", "红星工会", PARTY.union_id),
                ("superior_approval", "市示范总工会", "bj-shi"),
                ("superior_receipt", "下级工会", "bj-below"),
                ("committee_review", "工会委员会", PARTY.union_id),
            )
        )
    )
    assert [parties(row, PARTY, edition(unions=(ROOT, PARTY, below)).registry, "zh") for row in rows] == [
        ("红星工会", "市示范总工会"),
        ("市示范总工会", "红星工会"),
        ("红星工会", "下级工会"),
        ("工会委员会", ""),
    ]
    assert "办理单位 对方" in text(page(report(given=package(filings=rows[:1]))).body)


def test_what_a_union_does_for_those_below_it_stands_apart_from_its_own_matters():
    below = union("bj-below", name="下级工会", parent_id=PARTY.union_id)
    further = union("bj-further", name="再下级工会", parent_id="bj-below")

    def filing(number, body_id):
        return Filing(
            filing_id=f"L{number}", subject="budget", step="superior_approval", date=date(2026, 3, 5), body=f"机构{number}",
            body_id=body_id, outcome="approved",
        )  # fmt: skip

    def audit_of(target_id):
        return Audit(
            audit_id=target_id, kind="child_union" if target_id.startswith("bj-") else "special_fund", target_id=target_id,
            report_on=date(2026, 4, 2), auditor_kind="own_committee", opinion="unqualified",
        )  # fmt: skip

    targets = tuple(
        AuditTarget(target_id=one, kind="child_union", name=name, due_year=2025)
        for one, name in (("bj-below", "下级工会"), ("P1", "送温暖专项资金"))
    )
    given = package(
        filings=(filing(1, "bj-below"), filing(2, "bj-shi"), filing(3, None), filing(4, "bj-further")),
        audits=(audit_of("bj-below"), audit_of("self"), audit_of("P1")), audit_targets=targets,
    )  # fmt: skip
    shown = report(given=given)
    body = union_year_page(edition(unions=(ROOT, PARTY, below, further)), judged_year(shown), ()).body  # fmt: skip
    own, theirs = text(body).split("本级的事项")[1].split("下级工会的事项")
    assert ("机构2" in own, "机构3" in own, "机构1" in own) == (True, True, False)
    assert "机构1" in theirs
    assert "机构4" in theirs
    own, theirs = text(body).split("本级和所属单位的审计")[1].split("对下级工会的审计", 1)
    assert "送温暖专项资金" in own
    assert "下级工会" not in own
    assert "下级工会" in theirs.split("发现的问题")[0]
    assert "下级" not in text(page(report()).body).split("公开与报送")[1].split("结余")[0], (
        "nobody below, nothing said of it"
    )


def test_unjudged_clauses_are_named_and_never_kept():
    body = page().body
    assert re.search(r'尚未判定：<a href="\.\./\.\./\.\./clauses/2-5-1/">2-5-1</a>', body)
    assert "尚未判定1条" in text(body)


def test_a_verdict_shows_all_it_rests_on():
    one = verdict("2-5-8", Status.BREACHED, explanations=("工会的话",))
    body = grounds((one,), source_url="https://git.example/data").body
    told = text(body)
    for part in (
        "不高于上年的9,000.00元",
        "各级工会组织每年的三公经费预算",
        "工会的话",
        "三公经费合计 年初预算数",
        "年初预算数",
        "2.0%",
        "方案原文",
        "规则版本1",
    ):
        assert part in told
    assert 'href="https://git.example/data/unions/110105/bj-hongxing/2025/three_public.csv#L2"' in body


def test_a_default_is_never_shown_as_the_plans_own_words():
    law = edition().policy.parameters[1]
    assert "参照默认值，非方案原文" in grounds((verdict(parameters=(law,)),)).body


def test_each_verdict_is_one_line_that_leads_to_its_own_evidence():
    law = (verdict("2-5-8", Status.BREACHED), verdict("2-5-9", Status.NO_DATA, say("缺少上年预算")))
    line, there = page(verdicts=law).body, grounds(law)
    assert there.url == "unions/bj-hongxing/2025/evidence/"
    assert "缺少上年预算" in text(line)
    assert "各级工会组织每年的三公经费预算" not in line, "the clause's words are evidence"
    for anchor in re.findall(r'href="evidence/#([^"]+)"', line):
        assert there.body.count(f' id="{anchor}"') == line.count(f' id="{anchor}"') == 1
    for link in re.findall(r'href="([^"]*)"', there.body):
        assert link.startswith(("../../../../", "../#", "../")), link


def test_the_evidence_is_bounded_whatever_a_verdict_looked_at():
    rows = tuple(finding(f"F{n}", description="为会员和职工开展普惠性服务与活动" * 60, row=n + 2) for n in range(3000))
    cells = tuple(
        Cell(Sheet.of("unions/110105/bj-hongxing/2025/findings.csv"), row=n + 2, column="description")
        for n in range(3000)
    )
    law = tuple(verdict(f"2-5-{n}", cells=cells) for n in (8, 9))
    body = grounds(law, report(given=package(findings=rows))).body
    assert len(body.encode()) < 1_000_000
    assert "共3000行" in text(body)


def test_transfers_that_differ_come_before_those_that_match():
    def match(state, other):
        return TransferMatch(
            union_id=PARTY.union_id, year=2025, counterparty_id="bj-shi", direction="sent", kind="dues_remitted", period="2025-Q1",
            own_amount=account("401", "100").budget_initial, other_amount=other, state=state,
        )  # fmt: skip

    near = Neighbours(
        transfers=(
            match(MatchState.MATCHED, account("401", "100").budget_initial),
            match(MatchState.OTHER_SILENT, None),
        )
    )
    told = text(page(near=near).body)
    assert told.index("对方未报") < told.index("双方账上相符的1笔")


def test_every_number_has_a_key_and_links_stay_inside():
    shown = page(charts=True)
    for tag in re.findall(r"<data[^>]*>", shown.body):
        assert re.search(r'data-figure="[^"]+" ', tag), tag
    for link in re.findall(r'href="([^"]*)"', shown.body):
        assert link.startswith(("../../../", "#", "evidence/#", "tel:")), link


def test_a_page_reads_in_english():
    body = re.sub(r'<blockquote class="yg-quote".*?</blockquote>', "", page(lang="en").body, flags=re.DOTALL)
    ours = [text for text in re.findall(r">([^<]*)<", body) if "年度" in text or "缺数据" in text or "审计" in text]
    assert ours == ["示经审〔2026〕3号"][:0] or all("经审" in text for text in ours)
    assert "Where each 100 yuan went" in body


HOSTILE = """<script>alert(1)</script>"'><img src=x onerror=alert(1)> {{ 7*7 }} %%yg:body%% ]]>&#x3c;"""


def test_hostile_text_is_inert_in_every_slot():
    bad = union(name=HOSTILE, short_name=HOSTILE)
    given = package(of=bad)
    rows = {
        name: tuple(_poisoned(row) for row in table)
        for name in (
            "findings",
            "filings",
            "disclosures",
            "explanations",
            "audits",
            "three_public",
            "balances",
            "accounts",
        )
        for table in (given.table(name),)
    }
    shown = report(
        given=package(of=bad, **rows), of=bad, standing=Standing.SUPERSEDED,
        refusal=refusal(issue(message=HOSTILE, hint=Text(HOSTILE, HOSTILE), place=Place(file=HOSTILE, row=2, cell=HOSTILE))),
    )  # fmt: skip
    poisoned = verdict(
        "2-5-8", Status.BREACHED, say("{what}", what=HOSTILE), explanations=(HOSTILE,), of=bad, rule_=rule(version=HOSTILE)
    )  # fmt: skip
    body = page(shown, verdicts=(poisoned,), unions=(bad, union("bj-shi", parent_id=None))).body
    audit("hostile", body)
    audit("evidence", grounds((poisoned,), shown, unions=(bad, union("bj-shi", parent_id=None))).body)
    assert "<script" not in body
    assert "<img" not in body
    assert "&lt;script&gt;alert(1)" in body
    assert "{{ 7*7 }}" in body


def _poisoned(row):
    """The row with hostile text in every text column that is not a code, a key of ours, or a link."""
    kept = {
        "kind", "status", "risk", "requirement", "category", "auditor_kind", "opinion", "target_id", "item", "fund_source",
        "account_code", "subject", "step", "outcome", "channel", "audience", "row",
    }  # fmt: skip
    values = {
        name: HOSTILE if isinstance(getattr(row, name), str) and name not in kept else getattr(row, name)
        for name in row.__dataclass_fields__
    }
    return type(row)(**values)


@pytest.mark.parametrize(
    ("address", "linked"),
    [("https://www.example.org/gk.html", True), ("https://bеijing.gov.cn/", False), ("http://example.org/", False)],
)
def test_an_address_that_may_lead_elsewhere_than_it_says_is_text(address, linked):
    told = Disclosure(
        disclosure_id="D1", subject="final_accounts", date=date(2026, 3, 5), channel="website", audience="public",
        url=address,
    )  # fmt: skip
    filed = Filing(
        filing_id="F1", subject="final_accounts", step="submission", date=date(2026, 3, 5), body="经审会",
        outcome="filed", document_url=address,
    )  # fmt: skip
    body = page(report(given=package(disclosures=(told,), filings=(filed,)))).body
    assert body.count(f'href="{address}"') == 2 * linked
    assert linked or body.count(address) == 2
    site = union(website=address)
    body = union_page(edition(), site, {}, ()).body
    assert (f'<a href="{address}"' in body) is linked
    assert address in body
