"""The page of one union-year: what it says first, what it never says, and that it stays as it is."""

import hashlib
import os
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.minted import told
from tests.pages.builders import (  # fmt: skip
    ACCOUNTS,
    PARTY,
    ROOT,
    account,
    clause,
    edition,
    finding,
    issue,
    judged_year,
    last_year,
    neighbours,
    package,
    policy,
    refusal,
    report,
    text,
    verdict,
)
from tests.pages.union_year import page
from yangguang.core.issues import Place
from yangguang.core.sentence import say
from yangguang.exports import catalogue as exports
from yangguang.ledger.model import Standing
from yangguang.pages.glance import fit
from yangguang.pages.union_year import union_year_page
from yangguang.records.finances import Project
from yangguang.rules.judge.model import Status, Weight

GOLDEN = Path(__file__).parent.parent / "golden" / "pages"


def glance(shown):
    return text(shown.body.split('<nav class="yg-toc"')[0])


def troubled():
    law = (
        verdict("2-5-8", Status.BREACHED, explanations=("本年承办全市竞赛，接待任务增加。",)),
        verdict("2-5-9", Status.NO_DATA, say("缺少上年预算")),
    )
    findings = (
        finding(),
        finding("F2", status="in_progress", due_on=date(2026, 6, 30), rectified_on=None, reason_open="仍在核对"),
    )
    shown = report(
        given=package(findings=findings, balances=None),
        standing=Standing.SUPERSEDED,
        refusal=refusal(
            issue(), issue("privacy.phone", "第6行含有手机号码", place=Place(file="x/filings.csv", row=6, cell="F6"))
        ),
        owed_stage="final",
        missing=("balances",),
        missing_since=date(2026, 6, 30),
    )
    return page(shown, verdicts=law, charts=True)


@pytest.mark.parametrize(("name", "make"), [("healthy", lambda: page(charts=True)), ("troubled", troubled)])
def test_the_page_is_the_golden_one(name, make):
    body, golden = make().body, GOLDEN / f"union-year-{name}.html"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(body, encoding="utf-8")
    assert body == golden.read_text(encoding="utf-8")


def test_balances_have_totals_and_the_surplus_is_found_again_in_them():
    told = text(page().body)
    assert "资产合计" in told
    assert "负债和净资产合计" in told
    assert re.search(r"当年收支结余 [\d,.]+ 元 = 结转结余增加 [\d,.]+ 元 \+ 未列明去向的差额 1\.00 元", told)


def test_the_first_screen_answers_a_member():
    told = glance(page())
    for answer in (
        "北京红星机械厂工会", "2025年度", "收入 96.37", "支出 86.36", "结余 10.01", "比上年 +5.3%", "每100元花在哪里",
        "每100元从哪里来", "职工活动支出 56.30", "拨缴经费收入 93.51", "400 名会员", "人均支出 2,159.03 元", "✓ 收入减支出",
        "方案2条 ：符合2", "向全体会员公开了收支", "有疑问请打电话 010-60000000", "审计问题1项，已整改1项 全部完成整改",
    ):  # fmt: skip
        assert answer in told.replace(" 万元", "万元").replace("  ", " "), told


def test_a_small_unions_amounts_are_whole_so_that_income_less_spending_is_the_surplus_as_shown():
    rows = (account("402", "9000", "1234.56"), account("501", "9000", "1229.61"))
    shown = report(given=package(accounts=rows))
    told = text(union_year_page(fit(edition(), shown), judged_year(shown), ()).body)
    assert "收入 1,234.56 元" in told
    assert "结余 4.95 元 ✓ 收入减支出" in told
    large = report(given=package(accounts=(account("402", "9000", "1000000"), account("501", "9000", "1"))))
    assert not fit(edition(), large).in_yuan


def tone(*verdicts):
    return re.search(
        r'<li class="(yg-alert--\w+)">\s*(?:<p class="yg-problem|<p class="yg-counts)', page(verdicts=verdicts).body
    )[1]


def test_the_counts_are_never_green_while_most_clauses_are_undecided():
    met, waiting = verdict(status=Status.MET), (verdict("2-5-9", Status.NOT_DUE), verdict("2-5-1", Status.NOT_DUE))
    assert tone(met, *waiting) == "yg-alert--none"
    assert tone(met, waiting[0]) == "yg-alert--none"
    assert tone(met, verdict("2-5-9", Status.MET), waiting[1]) == "yg-alert--calm"
    assert tone(met, verdict("2-5-9", Status.BREACHED)) == "yg-alert--bad"
    assert tone(met, verdict("2-5-9", Status.BREACHED, weight=Weight.INDICATOR)) == "yg-alert--open"


def test_the_gravest_three_are_told_by_name_and_the_rest_are_counted():
    weights = (Weight.INDICATOR, Weight.WARNING, Weight.HARD, Weight.WARNING, Weight.INDICATOR)
    plan = policy(clauses={f"2-5-{n}": clause(f"2-5-{n}") for n in range(1, 6)})
    law = tuple(verdict(f"2-5-{n}", Status.BREACHED, weight=weight, law=plan) for n, weight in enumerate(weights, 1))
    first = page(verdicts=law, law=plan).body.split('<nav class="yg-toc"')[0]
    assert re.findall(r'class="yg-badge yg-breach--(\w+)"', first) == ["hard", "warning"], "each weight is said once"
    assert re.findall(r'<a href="#(clause-[^"]+)"', first) == ["clause-2-5-3", "clause-2-5-2", "clause-2-5-4"]
    assert "另有2条" in text(first)


def test_a_bar_has_four_named_parts_and_the_rest_of_a_hundred():
    names = {"501": "300", "502": "250", "503": "200", "504": "150", "505": "60", "506": "40"}
    rows = (account("402", "1000", "1000"), *(account(code, amount, amount) for code, amount in names.items()))
    first = page(report(given=package(accounts=rows))).body.split('<nav class="yg-toc"')[0]
    spent = first.split("花在哪里")[1].split("</ul>")[0]
    assert re.findall(r'value="([0-9.]+)"', spent) == ["0.3", "0.25", "0.2", "0.15", "0.10"]
    assert "其余 10.00" in text(spent)


def with_accounts(stage="final", **changes):
    """A page whose accounts differ from the default in the columns given by code: {"502": {"actual": None}}."""
    rows = tuple(replace(row, **changes.get(f"a{row.account_code}", {})) for row in ACCOUNTS)
    return page(report(given=package(accounts=rows, stage=stage)), charts=True)


def test_a_page_is_bounded_whatever_its_tables_hold():
    long = "为会员和职工开展普惠性服务与活动" * 60
    projects = tuple(
        Project(project_id=f"P{n}", name=long, account_code="503", budget_initial=Decimal(n), purpose=long)
        for n in range(300)
    )
    findings = tuple(finding(f"F{n}", description=long, measure=long, amount=Decimal(n)) for n in range(300))
    body = page(report(given=package(projects=projects, findings=findings))).body
    assert len(body.encode()) < 300_000
    assert re.search("只列出[1-9][0-9]?行，共300行；全部见数据包下载。", text(body))
    assert 'findings/F299/amount"' in body, "the largest amounts are those shown"
    assert 'findings/F0/amount"' not in body


def test_a_long_table_shows_its_largest_amounts():
    findings = tuple(finding(f"F{n}", amount=Decimal(n)) for n in range(1000))
    body = page(report(given=package(findings=findings))).body
    assert body.count('<li class="yg-finding') == 50
    assert 'findings/F999/amount"' in body


def test_every_file_is_offered_with_its_size_and_hash_and_how_it_is_cited():
    judged = (verdict(), verdict("2-5-9", Status.MET))
    shown = told(report(), judged, past=last_year(), near=neighbours(), plan=edition().policy.clauses.values())
    files = {one.path: one for one in exports.union_year(edition(), shown, judged)}
    listed = page().body.split('class="yg-files"')[1].split("</details>")[0]
    packed = {member.path: member.sha256 for one in files.values() for member in one.members}
    assert packed == dict(re.findall(r'<th scope="row">([^<]+?) <small>数据包内<.*?"yg-hash">(\w+)<', listed))
    rows = re.findall(r'href="(?:\.\./)*(api[^"]+)".*?class="num key">([\d,]+)<.*?"yg-hash">(\w+)<', listed)
    assert [path for path, _, _ in rows] == list(files)
    for path, size, digest in rows:
        content = files[path].content
        assert (int(size.replace(",", "")), digest) == (len(content), hashlib.sha256(content).hexdigest()), path
    said = text(page().body)
    assert "引用： 北京红星机械厂工会：2025年度决算数据，版本 1.0.0。" in said
    assert "CC BY 4.0" in said


def test_where_an_actual_is_unknown_the_total_is_and_says_how_many_rows_lack_it():
    shown = with_accounts(a502={"actual": None, "actual_h1": Decimal(90)}, a503={"actual": None})
    told = glance(shown)
    assert "收入 96.37" in told
    assert "支出 缺数据 支出合计未知：5个科目中2个没有决算数" in told
    assert "结余 缺数据 收入或支出合计未知" in told
    assert "（预算）" not in told
    assert "尚未公开" not in text(shown.body)
    assert "上半年执行" not in text(shown.body)


def test_before_there_is_any_actual_all_three_numbers_are_budgets():
    none = {f"a{row.account_code}": {"actual": None} for row in ACCOUNTS}
    assert glance(with_accounts("budget", **none)).count("（预算）") == 3


def test_a_budget_is_compared_with_a_budget_and_says_so():
    none = {f"a{row.account_code}": {"actual": None} for row in ACCOUNTS}
    told = glance(with_accounts("budget", **none))
    assert told.count("比上年预算 ") == 3
    assert "比上年 " not in told


def test_a_union_without_a_budget_says_so_once():
    shown = with_accounts(
        **{f"a{row.account_code}": {"budget_initial": None, "budget_adjusted": None} for row in ACCOUNTS}
    )
    assert text(shown.body).count("没有公开预算数") == 1
    budget = text(shown.body.split('id="budget"')[1].split("</section>")[0])
    assert "0.00" not in budget
    assert "年初预算数" not in budget


def test_the_column_of_adjusted_budgets_stands_only_where_something_was_adjusted():
    def heads(**changes):
        table = with_accounts(**changes).body.split('<table class="yg-table yg-table--budget')[1].split("</thead>")[0]
        return re.findall(r'<th scope="col"[^>]*>([^<]*)', table)

    same = {f"a{row.account_code}": {"budget_adjusted": row.budget_initial} for row in ACCOUNTS}
    none = {f"a{row.account_code}": {"budget_adjusted": None} for row in ACCOUNTS}
    one = none | {"a502": {"budget_adjusted": Decimal(7)}}
    assert heads(**none) == heads(**same) == ["科目", "年初预算数", "决算数", "执行率", "上年决算数"]
    assert heads(**one) == ["科目", "年初预算数", "调整后预算数", "决算数", "执行率", "上年决算数"]


def test_one_unknown_budget_leaves_the_total_over_it_unknown():
    table = with_accounts(a502={"budget_initial": None}).body.split('id="budget"')[1].split("</section>")[0]
    assert (
        '<data class="yg-figure yg-missing" data-figure="bj-hongxing/2025/@expenditure_total/budget_initial"' in table
    )
    assert "支出合计未知：5个科目中1个没有预算数" in text(table)


def test_what_is_wrong_is_on_the_first_screen():
    told = glance(troubled())
    assert "违反硬性要求 三公经费预算不高于上年" in told
    assert "方案2条 ：违反硬性要求1 · 缺数据1" in told
    assert "尚未整改1项，其中逾期1项" in told
    assert "逾期未公开1张表" in told
    assert "最新报送的数据未通过校验" in told


def test_a_budget_is_marked_as_one_and_nothing_is_called_missing_before_it_is_due():
    rows = (account("402", "1000"), account("501", "900"))
    shown = report(
        2025, given=package(stage="budget", accounts=rows, findings=None, audits=None, balances=None, three_public=None)
    )
    told = text(page(shown).body)
    assert "收入 （预算）" in told
    assert "未决算" in told
    assert "缺数据" not in glance(page(shown))


def test_a_refused_year_without_an_earlier_version_says_so():
    body = page(
        report(
            given=None,
            standing=Standing.REFUSED,
            refusal=refusal(),
            missing=("accounts",),
            missing_since=date(2026, 6, 30),
        )
    ).body
    assert "此前也没有通过的版本" in body
    assert 'href="../../../guide/codes/#identity.parent-sum"' in body
    assert "收支预决算" in body


def test_a_refusal_never_repeats_a_private_value():
    leaked = issue("privacy.identity-number", "第6行含有身份证号码", value=None)
    shown = report(standing=Standing.SUPERSEDED, refusal=refusal(leaked))
    assert "第6行含有身份证号码" in page(shown).body


def test_a_telephone_says_whose_it_is_where_it_is_not_the_unions_own():
    assert "有疑问请打电话 010-60000000 收入" in re.sub(r"\s+", " ", told_of(PARTY))
    assert f"010-60000000 {ROOT.short_name}" in told_of(replace(PARTY, contact_phone=None))


def told_of(union):
    return text(page(report(of=union), unions=(ROOT, union)).body.replace("<nav", " <nav"))
