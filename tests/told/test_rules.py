"""The catalogue, a rule and a derivation as the command line prints them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from tests.rules.build import YEAR, case, dues, package, policy
from yangguang.core.address import Sheet
from yangguang.core.figures import Figure, Unit
from yangguang.core.language import ZH, load_language
from yangguang.records.oversight import Explanation
from yangguang.records.policy import Parameter
from yangguang.rules.catalogue import BY_CLAUSE, BY_ID, SUPPLEMENTARY, switches
from yangguang.rules.judge.evidence import Library
from yangguang.rules.judge.model import Cell
from yangguang.rules.judge.parameters import parameters_of
from yangguang.rules.judge.verdicts import judge
from yangguang.told.rules import catalogue_json, catalogue_text, derivation_text, rule_text

EN = load_language("en")


def test_the_catalogue_has_74_rows_each_judged_declaratory_or_not_yet():
    listed = catalogue_json(policy(), ZH)
    assert json.loads(json.dumps(listed)) == listed
    assert listed["summary"]["clauses"] == len(listed["clauses"]) == 74
    assert listed["summary"]["declaratory"] == 4
    assert listed["summary"]["supplementary"] == len(listed["supplementary"]) == 8
    counted = (listed["summary"][name] for name in ("judged", "declaratory", "not_yet"))
    assert sum(counted) == 74
    assert {one["clause"]: one["coverage"] for one in listed["clauses"]} == {
        name: "judged" if name in BY_CLAUSE else "declaratory" if clause.nature == "declaratory" else "not_yet"
        for name, clause in policy().clauses.items()
    }


def test_an_entry_says_how_a_clause_is_judged():
    one = next(one for one in catalogue_json(policy(), ZH)["clauses"] if one["clause"] == "2-3-3")
    assert one["text"] == policy().clauses["2-3-3"].text
    assert one["parameters"] == ["dues_rate", "dues_tolerance", "dues_year_deadline"]
    assert (one["severity"], one["rule_version"]) == ("hard", BY_CLAUSE["2-3-3"].version)
    assert one["history"][-1]["version"] == one["rule_version"]


def test_a_supplementary_rule_says_whether_it_is_on():
    listed = {one["clause"]: one["on"] for one in catalogue_json(policy(), ZH)["supplementary"]}
    assert listed == {rule.clause_id: switches(policy(), rule)[-1].value == "1" for rule in SUPPLEMENTARY}
    assert {True, False} == set(listed.values())
    without = replace(policy(), parameters=())
    assert catalogue_json(without, ZH)["supplementary"] == []
    assert "附加规则\n" not in catalogue_text(without, ZH)


def test_of_a_supplementary_rule_the_latest_switch_counts():
    (first,) = switches(policy(), BY_ID["X-1"])
    on = replace(first, effective_from=date(2030, 1, 1), value="1", basis="新规")
    law = replace(policy(), parameters=(*policy().parameters, on))
    listed = next(one for one in catalogue_json(law, ZH)["supplementary"] if one["clause"] == "X-1")
    assert (first.value, listed["on"], listed["text"]) == ("0", True, "新规")
    assert {
        line[2:5]: line.endswith("（未启用）") for line in catalogue_text(law, ZH).splitlines() if line[2] == "X"
    } == {rule.clause_id: switches(law, rule)[-1].value == "0" for rule in SUPPLEMENTARY}


def test_a_clause_without_a_rule_is_counted_as_not_yet_judged():
    more = replace(policy().clauses["2-3-3"], clause_id="9-9-9", text="新的一句")
    law = replace(policy(), clauses=policy().clauses | {"9-9-9": more})
    listed = catalogue_json(law, ZH)
    assert (listed["summary"]["not_yet"], listed["clauses"][-1]["coverage"]) == (1, "not_yet")
    assert "  9-9-9   [尚未判定] 新的一句" in catalogue_text(law, ZH).splitlines()


def test_the_catalogue_as_text_goes_chapter_by_chapter():
    lines = catalogue_text(policy(), ZH).splitlines()
    assert lines[0] == "二（一）加强工会系统党风廉政建设和反腐败教育"
    assert "  2-1-2   [不判定] 把党的群众路线贯彻落实到工会反腐倡廉建设之中" in lines
    version = BY_ID["2-3-3"].version
    assert f"  2-3-3   [规则{version}] 硬性要求  按全部职工工资总额的2%足额拨缴工会经费" in lines
    off = next(line for line in lines if line.startswith("  X-1"))
    assert off.endswith("（未启用）")
    assert lines[-1].startswith("共 74 条：机器判定 ")
    chapters = [line for line in lines if not line.startswith(" ")]
    assert len(chapters) == len(set(chapters)) == 10 + 2


def test_a_rule_in_full():
    text = rule_text(BY_ID["2-3-3"], policy().clauses["2-3-3"], policy(), ZH)
    assert text.splitlines()[0] == f"2-3-3 {BY_ID['2-3-3'].title}"
    assert policy().clauses["2-3-3"].text in text
    assert BY_ID["2-3-3"].method in text
    assert "dues_rate = 0.02（比率），2015年1月9日起；方案原文：" in text
    assert "参数：" in text.splitlines()
    assert "dues_tolerance = 0.01（元），2015年1月9日起；参照默认值：" in text
    assert "参照默认值：参照默认值" not in text
    assert "dues_year_deadline = +1-01-15（月-日），2015年1月9日起，2015年12月31日止；" in text
    assert "1.0 2026年11月23日 首次发布，影响2015年起各年的判定" in text


def test_a_rule_that_reads_no_parameter_lists_none():
    rule = next(rule for rule in BY_CLAUSE.values() if not parameters_of(rule, policy()))
    assert "参数：" not in rule_text(rule, policy().clauses[rule.clause_id], policy(), ZH).splitlines()


def test_a_rule_whose_versions_impact_some_years_names_them():
    rule = BY_ID["2-3-3"]
    changed = replace(rule, history=(rule.history[0], replace(rule.history[0], version="2.0", last_year=2019)))
    lines = rule_text(changed, policy().clauses["2-3-3"], policy(), ZH).splitlines()
    assert lines[-2:] == [
        "  2.0 2026年11月23日 首次发布，影响2015年至2019年的判定",
        "  1.0 2026年11月23日 首次发布，影响2015年起各年的判定",
    ]


def test_a_supplementary_rule_begins_with_its_switch():
    rule = BY_ID["X-2"]
    text = rule_text(rule, replace(policy().clauses["2-3-3"], clause_id="X-2"), policy(), ZH)
    assert (
        text.index("参数：")
        < text.index("supplementary_x2 = 1（开关）")
        < text.index("accountability_review_days = 180（日）")
    )


def test_a_sentence_nothing_judges():
    declaratory = rule_text(None, policy().clauses["2-1-2"], policy(), ZH)
    assert declaratory.endswith("这一句是宣示性表述，没有可以核查的内容。\n")
    not_yet = rule_text(None, policy().clauses["2-3-3"], policy(), ZH)
    assert not_yet.endswith("这一句还没有判定规则。\n")


def derived(clause_id="2-3-3", language=ZH, shown=None, **tables):
    """How a verdict came about; `shown` are figures and cells that it rests on instead of its own."""
    judged = case(package(**tables))
    (verdict,) = judge(judged, (BY_CLAUSE[clause_id],))
    verdict = replace(verdict, answer=replace(verdict.answer, **(shown or {})))
    library = Library(registry=judged.registry, history=judged.history, neighbours=judged.neighbours)
    return derivation_text(verdict, library, language)


def test_a_derivation_step_by_step():
    said = Explanation(explanation_id="E1", subject="2-3-3", kind="other", text="已补缴", date=date(YEAR, 5, 1))
    row = replace(dues(paid="1500"), row=2, line=2)
    assert derived(dues=[row], explanations=[said]).splitlines()[:11] == [
        "QU 2025年",
        "1. 依据的数：",
        "   qu/2025/@dues_rate = 0.015",
        "2. 依据的单元格：",
        "   unions/d1/qu/2025/dues.csv 第2行 期间：2025-01",
        "   unions/d1/qu/2025/dues.csv 第2行 全部职工工资总额：100,000.00",
        "   unions/d1/qu/2025/dues.csv 第2行 应拨缴：2,000.00",
        "   unions/d1/qu/2025/dues.csv 第2行 实拨缴：1,500.00",
        "   unions/d1/qu/2025/dues.csv 第2行 状态：正常",
        "3. 适用的参数：",
        "   dues_rate = 0.02（比率），2015年1月9日起；方案原文：方案二（三）：按全部职工工资总额的百分之二向工会拨缴；《工会法》第四十三条",
    ]
    assert derived(dues=[row], explanations=[said]).splitlines()[-3:] == [
        "4. 理由：应拨缴 2,000.00 元，实拨缴 1,500.00 元，欠缴 500.00 元，涉及2025-01；期限为2026年1月15日，已过",
        f"5. 判定：不符合（硬性要求，规则版本{BY_ID['2-3-3'].version}）",
        "工会的说明（不改变判定）：已补缴",
    ]


def test_steps_without_anything_are_left_out():
    lines = derived(dues=None).splitlines()
    assert lines[1].startswith("1. 理由：")
    assert lines[2].startswith("2. 判定：缺数据")


def test_a_line_that_is_not_the_row_is_named_and_a_code_is_told_by_its_title():
    row = replace(dues(status="deferred"), row=2, line=5)
    assert "unions/d1/qu/2025/dues.csv 第2行（文件第5行）状态：缓交" in derived(dues=[row])


def test_what_is_unknown_or_stands_in_books_that_are_not_here():
    cells = tuple(
        Cell(Sheet.of(f"unions/d1/{whose}/2025/dues.csv"), row=2, column=column)
        for whose, column in (("qu", "paid_on"), ("qu", "paid"), ("qu", "status"), ("city", "paid"))
    )
    row = replace(dues(paid_on=date(YEAR, 2, 9), status=None), row=2, line=2)
    shown = {"figures": (Figure("qu/2025/@dues_rate", None, Unit.RATIO),), "cells": cells}
    assert derived(dues=[row], shown=shown).splitlines()[1:8] == [
        "1. 依据的数：",
        "   qu/2025/@dues_rate = 缺数据",
        "2. 依据的单元格：",
        "   unions/d1/qu/2025/dues.csv 第2行 拨缴日期：2025年2月9日",
        "   unions/d1/qu/2025/dues.csv 第2行 实拨缴：2,000.00",
        "   unions/d1/qu/2025/dues.csv 第2行 状态：（空）",
        "   unions/d1/city/2025/dues.csv 第2行 paid：见对方的数据",
    ]


def test_english():
    text = derived(language=EN, dues=[replace(dues(), row=2, line=2)])
    assert text.splitlines()[0] == "QU 2025"
    assert "unions/d1/qu/2025/dues.csv row 2 Amount paid: 2,000.00" in text


def test_every_rule_can_be_explained_in_both_languages():
    for rule in BY_ID.values():
        clause = policy().clauses.get(rule.clause_id) or replace(policy().clauses["2-1-1"], clause_id=rule.clause_id)
        for language in (ZH, EN):
            assert rule.clause_id in rule_text(rule, clause, policy(), language)


def test_a_federation_may_change_a_parameter_and_its_history_shows():
    more = Parameter(
        name="dues_rate", effective_from=date(2030, 1, 1), value="0.03", unit="ratio", basis="新规", nature="statute"
    )
    law = replace(policy(), parameters=(*policy().parameters, more))
    assert "dues_rate = 0.03（比率），2030年1月1日起；法律法规：新规" in rule_text(
        BY_ID["2-3-3"], policy().clauses["2-3-3"], law, ZH
    )
