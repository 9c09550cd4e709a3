"""One union-year beside the plan: counts, what changed, what a verdict rests on down to the cell and its line in git."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.minted import told
from tests.pages.builders import (
    PARTY,
    clause,
    edition,
    judged_year,
    neighbours,
    package,
    policy,
    report,
    rule,
    text,
    verdict,
)
from tests.rules.build import policy as shipped
from yangguang.core.address import Sheet
from yangguang.core.sentence import say
from yangguang.pages.evidence import evidence_lines
from yangguang.pages.scorecard import parameter_title, parameter_value, scorecard
from yangguang.pages.union_evidence import union_evidence_page
from yangguang.pages.union_year import union_year_page
from yangguang.records.contributions import DuesPeriod, Transfer
from yangguang.records.finances import Project
from yangguang.records.policy import Parameter
from yangguang.rules.judge.evidence import Library
from yangguang.rules.judge.model import NOT_ASKED, Cell, Status, Weight
from yangguang.site.audit import audit
from yangguang.views.words import PARAMETERS

FOLDER = "unions/110105/bj-hongxing/2025"


def card(*verdicts, last=(), law=None):
    return scorecard(
        edition(law=law), told(report(), verdicts, last, plan=(law or policy()).clauses.values()), verdicts, last
    )


def beside(status=Status.BREACHED):
    law = policy(clauses={"X-3": clause("X-3", "任期届满应当换届", section="附加规则")})
    return verdict("X-3", status, law=law, rule_=rule("X-3", title="任期届满按期换届", switch="supplementary_x3"))


def page(*verdicts, last=(), given=None, **facts):
    shown = told(report(given=given) if given else report(), verdicts, last)
    return union_year_page(edition(**facts), judged_year(shown, verdicts, last), ()).body


def grounds(*verdicts, given=None):
    shown = report(given=given) if given else report()
    return union_evidence_page(edition(), judged_year(shown, verdicts)).body


def counts(tallies):
    return [(one.name, one.figure.value, one.change and one.change.value) for one in tallies]


def test_a_year_that_still_runs_is_not_held_against_one_that_is_closed():
    """42 clauses that are not due yet are no change, and what was kept last year is not lost."""
    now, before = (verdict(status=Status.NOT_DUE),), (verdict(status=Status.MET),)
    closed = report(2025)

    def shown(given, year=2026, last=closed, **facts):
        running = told(report(year, given=given, **facts), now, before, past=last)
        return union_year_page(
            edition(), judged_year(running, now, before, history={year: running, year - 1: last}), ()
        ).body

    for running in (package(2026, stage="midyear"), package(2026, stage="budget"), None):
        body = shown(running)
        assert "加减数是与上年相比" not in body
        assert "上年符合" not in body
        assert "clauses/met/change" not in body
    for held in (shown(package(2026)), shown(None, owed_stage="final"), shown(package(2025), 2025, report(2024))):
        assert "上年符合" in held
        assert "clauses/met/change" in held


def test_counts_stand_beside_those_of_the_year_before():
    now = (verdict(status=Status.MET), verdict("2-5-9", Status.BREACHED))
    before = (verdict(status=Status.BREACHED), verdict("2-5-9", Status.BREACHED))
    assert counts(card(*now, last=before).tallies) == [("met", 1, 1), ("breached", 1, -1)]
    assert counts(card(*now).tallies) == [("met", 1, None), ("breached", 1, None)]


def test_a_status_that_is_gone_is_still_told():
    assert counts(card(verdict(status=Status.MET), last=(verdict(status=Status.NO_DATA),)).tallies) == [
        ("met", 1, 1),
        ("no_data", 0, -1),
    ]


def test_what_nobody_asks_for_is_counted_apart_and_folded():
    made = card(verdict(status=Status.NO_DATA, asked=False), verdict("2-5-9", Status.NO_DATA))
    assert counts(made.tallies) == [("no_data", 1, None), (NOT_ASKED, 1, None)]
    (chapter,) = made.chapters
    assert [one.clause.clause_id for one in chapter.verdicts] == ["2-5-9"]
    assert [(tally, n.value, [one.clause.clause_id for one in found]) for tally, n, found in chapter.folded] == [
        (NOT_ASKED, 1, ["2-5-8"])
    ]
    body = page(verdict(status=Status.NO_DATA, asked=False))
    assert "不要求报送 1条 该工会的填报档次不要求报送所需数据，无法核查，也不算逾期。" in text(body)
    assert "yg-badge--no_data" not in body


def test_breaches_are_weighed():
    weighed = verdict("2-5-9", Status.BREACHED, weight=Weight.WARNING)
    made = card(verdict(status=Status.BREACHED), weighed, verdict("2-5-1", Status.MET))
    assert [(weight, n.value) for weight, n in made.weights] == [(Weight.HARD, 1), (Weight.WARNING, 1)]
    assert "违反硬性要求 1条 提示 1条" in text(page(verdict(status=Status.BREACHED), weighed))


def test_declaratory_sentences_and_those_not_judged_yet_are_told_apart():
    law = policy(
        clauses={
            one.clause_id: one
            for one in (clause(), clause("2-5-1", "建立长效机制"), clause("2-5-2", "落到实处", nature="declaratory"))
        }
    )
    made = card(verdict(law=law), law=law)
    assert (made.judged.value, made.declaratory.value, made.unjudged.value) == (1, 1, 1)
    assert (made.chapters[0].declaratory, made.chapters[0].unjudged) == (("2-5-2",), ("2-5-1",))
    body = text(page(verdict(law=law), law=law))
    assert "宣示性表述，不作判定： 2-5-2" in body
    assert "尚未判定： 2-5-1" in body


def test_supplementary_rules_stand_in_their_own_section_and_in_no_count():
    made = card(verdict(), beside())
    assert (made.judged.value, made.counted("breached").value, [one.rule.clause_id for one in made.supplementary]) == (
        1,
        0,
        ["X-3"],
    )
    assert made.weights == ()
    body = text(page(verdict(), beside()))
    assert "附加规则 依据方案以外的法律法规，另行列出，不计入上列条数。 违反硬性要求 任期届满按期换届" in body
    assert "方案1条 ：符合1" in body


def test_supplementary_rules_are_shown_where_there_is_no_plan():
    assert "任期届满按期换届" in page(beside(), law=policy(clauses={}), rules=())


def test_a_verdict_tells_what_it_was_a_year_before_and_that_the_union_explains_itself():
    body = text(
        page(
            verdict(status=Status.MET, explanations=("已整改",)),
            verdict("2-5-9", Status.MET),
            last=(verdict(status=Status.BREACHED), verdict("2-5-9", Status.MET)),
        )
    )
    assert "三公经费预算不高于上年 上年不符合 有说明 2-5-8" in body
    assert "三公经费预算不高于上年 2-5-9" in body
    assert "工会的说明 已整改" in text(grounds(verdict(status=Status.MET, explanations=("已整改",))))
    assert "工会对1条作了说明。" in body


# Evidence


def dues(number, **facts):
    facts = {"payroll": Decimal(1000000), "due": Decimal(20000), "paid": Decimal("19999.99"), "channel": "tax"} | facts
    return DuesPeriod(period=f"2025-{number:02d}", row=number + 1, line=number + 4, **facts)


def evidence(*cells, given=None, lang="zh", **facts):
    shown = report(given=given or package(dues=(dues(1), dues(2, status="deferred", paid_on=date(2025, 3, 4)))))
    made = edition(lang, **facts)
    library = Library(registry=made.registry, history={2025: shown}, neighbours=neighbours())
    lines = evidence_lines(made, library, FOLDER, cells)
    audit("unions/bj-hongxing/2025/", lines)
    return lines


def cell(row, column, file=f"{FOLDER}/dues.csv"):
    return Cell(Sheet.of(file), row=row, column=column)


def test_a_verdict_opens_to_the_very_cells():
    seen = text(evidence(cell(2, "due"), cell(2, "paid"), cell(3, "paid")))
    assert (
        seen
        == "工会经费拨缴 dues.csv 第2行 2025年1月 · 应拨缴 20,000.00元 · 实拨缴 19,999.99元 第3行 2025年2月 · 实拨缴 19,999.99元"
    )


def test_a_number_carries_its_key_and_its_exact_value():
    html = evidence(cell(2, "paid"))
    assert 'data-figure="bj-hongxing/2025/dues/2025-01/paid" value="19999.99"' in html


def test_a_row_is_told_by_its_key_unless_a_cell_says_it():
    assert text(evidence(cell(3, "paid"))) == "工会经费拨缴 dues.csv 第3行 2025年2月 · 实拨缴 19,999.99元"
    assert text(evidence(cell(3, "period"), cell(3, "paid"))).endswith("第3行 · 期间 2025年2月 · 实拨缴 19,999.99元")
    row = replace(package().three_public[0], row=2, line=2)
    shown = evidence(cell(2, "actual", f"{FOLDER}/three_public.csv"), given=package(three_public=(row,)))
    assert "第2行 公务接待费 · 工会经费 · 决算数 4,200.00元" in text(shown)


def test_codes_are_told_by_their_titles_days_as_people_write_them_and_empty_as_empty():
    seen = text(evidence(cell(3, "status"), cell(3, "paid_on"), cell(2, "status")))
    assert seen.endswith("第3行 2025年2月 · 状态 缓交 · 拨缴日期 2025年3月4日 第2行 2025年1月 · 状态 （空）")


def test_each_row_leads_to_its_physical_line_in_git():
    html = evidence(cell(2, "paid"), source_url="https://git.example/blob/main/data")
    assert f'<a href="https://git.example/blob/main/data/{FOLDER}/dues.csv#L5">第2行</a>' in html
    assert "<a " not in evidence(cell(2, "paid"))


def test_each_file_is_named_once_and_each_row_is_a_line():
    html = evidence(cell(2, "paid"), cell(2, "name", "registry/unions.csv"), cell(2, "due"), cell(3, "paid"))
    assert (html.count("<code>"), html.count("<li>")) == (2, 2), "one row stands beside its file"
    assert text(html).endswith("工会名录 registry/unions.csv 第2行 · 工会全称 见对方的数据")


def test_a_page_names_the_folder_of_its_files_once():
    cells = (cell(2, "paid"), cell(3, "paid"), cell(2, "due", f"{FOLDER[:-4]}2024/dues.csv"))
    body = grounds(verdict(cells=cells), verdict("2-5-9", cells=cells))
    assert body.count(FOLDER) == 1
    assert body.count(f"{FOLDER[:-4]}2024/dues.csv") == 2, "another year's is written out"


def test_a_union_goes_by_its_name():
    transfer = Transfer(
        transfer_id="W1", direction="paid", kind="dues", period="2025", counterparty_id=PARTY.union_id,
        amount=Decimal(1), date=date(2025, 3, 4), row=2, line=2,
    )  # fmt: skip
    seen = text(evidence(cell(2, "counterparty_id", f"{FOLDER}/transfers.csv"), given=package(transfers=(transfer,))))
    assert seen.endswith(f"对方工会 {PARTY.short_name}")


def test_the_register_and_a_neighbours_row_that_does_not_travel():
    made = edition(unions=(replace(PARTY, row=2, parent_id=None),))
    library = Library(registry=made.registry, history={}, neighbours=neighbours())
    shown = text(evidence_lines(made, library, FOLDER, [cell(2, "name", "registry/unions.csv")]))
    assert shown == f"工会名录 registry/unions.csv 第2行 bj-hongxing · 工会全称 {PARTY.name}"
    other = text(evidence_lines(made, library, FOLDER, [cell(9, "date", "unions/110105/bj-shi/2025/filings.csv")]))
    assert other == "审查审批备案报送 unions/110105/bj-shi/2025/filings.csv 第9行 · 日期 见对方的数据"


def test_hostile_text_is_text():
    html = evidence(
        cell(2, "name", f"{FOLDER}/projects.csv"), given=package(projects=(_project("<script>alert(1)</script>"),))
    )
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


def test_english():
    seen = text(evidence(cell(2, "paid"), cell(2, "status"), lang="en"))
    assert seen.startswith("Dues paid by the employer dues.csv row 2 2025-01 · Amount paid 19,999.99 yuan · Status")
    assert seen.endswith("(empty)")


def test_the_page_shows_method_cells_parameters_with_basis_and_nature():
    shown = verdict(
        status=Status.BREACHED, reason=say("欠缴"), cells=(cell(2, "paid"),), parameters=policy().parameters
    )
    body = text(grounds(shown, given=package(dues=(dues(1),))))
    assert "如何核对 本年年初预算合计不得大于上年年初预算合计。" in body
    assert "第2行 2025年1月 · 实拨缴 19,999.99元" in body
    assert "工会经费拨缴比例 2.0% · 方案原文 · 2-3-3 方案原文 · 自2015年1月9日起施行" in body
    assert "参照默认值，非方案原文 · 2-5-8 参照《政府信息公开条例》" in body


# Parameters


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("0.02", "ratio", "2.0%"),
        ("2/3", "ratio", "2/3"),
        ("5000000", "yuan", "5,000,000.00 元"),
        ("03-31", "month_day", "当年3月31日"),
        ("+1-06-30", "month_day", "次年6月30日"),
        ("180", "days", "180 日"),
        ("7", "working_days", "7 个工作日"),
        ("1", "switch", "已启用"),
        ("0", "switch", "未启用"),
        ("2021", "code", "2021"),
    ],
)
def test_a_parameter_is_shown_with_its_unit(value, unit, expected):
    row = Parameter(name="x", effective_from=date(2015, 1, 9), value=value, unit=unit, basis="", nature="plan")
    assert parameter_value(edition(), row, "元") == expected


def test_every_parameter_the_portal_ships_has_a_title():
    named = {row.name for row in shipped().parameters if row.unit != "switch"}
    assert named <= PARAMETERS.keys()
    assert parameter_title(edition(), "own_limit") == "own_limit", "one that a federation added itself"


def _project(name):
    return Project(project_id="P1", name=name, account_code="501", budget_initial=Decimal(1), row=2, line=2)
