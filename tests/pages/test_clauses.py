"""The catalogue: every sentence in its paragraph, how it is checked, how unions stand, never a rank."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.pages.builders import (
    PARTY,
    ROOT,
    SECTION,
    clause,
    edition,
    judged_year,
    last_year,
    policy,
    report,
    rule,
    verdict,
)
from tests.rules.build import policy as shipped
from yangguang.pages import clauses
from yangguang.pages.clauses import clause_pages
from yangguang.pages.plan import paragraph
from yangguang.pages.summary import summarise
from yangguang.pages.tallies import bar, by_chapter, by_kind, by_year, count
from yangguang.records.policy import Parameter
from yangguang.rules.judge.model import NOT_ASKED, Status, Weight
from yangguang.rules.judge.rule import Version
from yangguang.rules.plan.dues.contributions import two_percent_of_payroll_paid
from yangguang.site.audit import audit

OTHER = "bj-shi"


def switch(on="1", name="supplementary_x3", start=date(2016, 1, 1)):
    return Parameter(
        name=name,
        effective_from=start,
        value=on,
        unit="switch",
        nature="statute",
        basis="《办法》第十三条：任期届满应当换届",
    )


LAW = policy(
    clauses={
        one.clause_id: one
        for one in (
            clause(),
            clause("2-5-9"),
            clause("2-5-1", "建立长效机制"),
            clause(
                "2-1-2", "把党的群众路线贯彻落实到工会反腐倡廉建设之中", nature="declaratory", section="二（一）教育"
            ),
        )
    },
    parameters=(
        *policy().parameters,
        Parameter(
            name="dues_rate",
            effective_from=date(2030, 1, 1),
            value="0.03",
            unit="ratio",
            basis="新规",
            nature="statute",
        ),
        switch(),
    ),
)


def pages(*summaries, law=LAW, **facts):
    made = edition(law=law, **facts)
    return {page.url: page for page in clause_pages(made, summaries, count(made, summaries), 2025)}


def summary(year=2025, of=PARTY, **statuses):
    """A union-year whose clauses count as said: _2_5_8=Status.MET."""
    return replace(
        summarise(judged_year(report(year, of=of))),
        statuses={name.strip("_").replace("_", "-"): tally for name, tally in statuses.items()},
    )


def told(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.body)).strip()


def judged(law=LAW, **facts):
    return summarise(judged_year(report(law=law), (verdict(law=law, **facts),)))


def test_every_clause_and_every_supplementary_rule_with_a_row_has_a_page():
    made = pages()
    assert list(made) == ["clauses/", *(f"clauses/{name}/" for name in LAW.clauses), "clauses/X-3/"]
    for url, page in made.items():
        audit(url, page.body)


def test_the_catalogue_says_what_is_judged_what_is_declaratory_and_what_is_not_judged_yet():
    index = told(pages()["clauses/"])
    assert (
        "方案共 4 条，其中 2 条由机器判定， 1 条是宣示性表述，不作判定。 其余 1 条尚未判定，不视为符合。"
        in index.replace("。其", "。 其")
    )
    assert "建立长效机制 尚未判定 还没有规则，不视为符合。" in index
    assert "不判定 宣示性表述，没有可以核查的内容。" in index
    assert "三公经费预算不高于上年 · 硬性要求 · 规则版本1" in index


def test_a_declaratory_sentence_is_explained_and_nobody_keeps_it():
    page = told(pages()["clauses/2-1-2/"])
    assert "不判定 这一句是宣示性表述，没有可以核查的内容。 任何工会都不因此被视为符合或不符合。" in page.replace(
        "。任", "。 任"
    )
    assert "如何判定" not in page


def test_a_clause_without_a_rule_is_not_yet_judged_and_nobody_keeps_it():
    page = told(pages()["clauses/2-5-1/"])
    assert "尚未判定" in page
    assert "任何工会都不因此被视为符合或不符合" in page
    assert "✓" not in page


def test_a_clause_lists_unions_by_status_with_those_that_explained_themselves():
    page = pages(judged(status=Status.BREACHED, explanations=("已更正",)))["clauses/2-5-8/"]
    assert "不符合 1 家" in told(page)
    assert "违反硬性要求 1 家。" in told(page)
    assert "1 家工会作了说明；说明不改变判定。" in told(page)
    assert 'href="../../unions/bj-hongxing/2025/#clause-2-5-8"' in page.body
    assert "北京红星机械厂工会 有说明" in told(page)


def test_what_nobody_asks_for_is_counted_apart_from_what_is_owed():
    page = pages(judged(status=Status.NO_DATA, asked=False))["clauses/2-5-8/"]
    assert "不要求报送 1 家" in told(page)
    assert "缺数据" not in told(page)


def test_a_parameter_is_shown_with_its_whole_history_and_what_is_in_force():
    page = pages(judged(), rules=(rule(decide=two_percent_of_payroll_paid),))["clauses/2-5-8/"]
    assert (
        "工会经费拨缴比例 2.0% · 2015年1月9日起 · 方案原文 2-3-3 方案原文 3.0% · 2030年1月1日起 · 法律法规 新规"
        in told(page)
    )
    rows = re.findall(r"<dd([^>]*)><b>[23].0%", page.body)
    assert rows == ["", ' class="yg-past"']


def test_a_rule_shows_its_versions_latest_first_and_the_years_each_impacts():
    versions = (
        Version(version="1.0", on=date(2026, 1, 1), first_year=2015, what="首次发布"),
        Version(version="2", on=date(2026, 5, 1), first_year=2020, last_year=2024, what="首次发布"),
    )
    page = told(pages(rules=(rule(history=versions),))["clauses/2-5-8/"])
    assert (
        "规则的版本 2 2026年5月1日 · 首次发布 · 影响2020年至2024年的判定 1.0 2026年1月1日 · 首次发布 · 影响2015年起各年的判定"
        in page
    )


def moved(cell):
    return cell.change and cell.change.value


def test_counts_of_each_year_with_the_change_since_the_year_before():
    made = edition(law=LAW)
    counted = count(
        made,
        (
            summary(2024, _2_5_8=Status.BREACHED),
            summary(2024, ROOT, _2_5_8=Status.MET),
            summary(2025, _2_5_8=Status.MET),
            summary(2025, ROOT, _2_5_8=Status.MET),
        ),
    )
    grid = by_year(counted["2-5-8"], "clause/2-5-8")
    assert grid.tallies == (Status.MET, Status.BREACHED)
    assert [(line.heading.title, [(one.figure.value, moved(one)) for one in line.cells]) for line in grid.lines] == [
        ("2025", [(2, 1), (0, -1)]),
        ("2024", [(1, None), (1, None)]),
    ]
    assert grid.lines[0].cells[0].figure.key == "_federation/2025/@clause/2-5-8/met"
    running = by_year(counted["2-5-8"], "clause/2-5-8", 2024)
    assert [moved(one) for one in running.lines[0].cells] == [None, None], "2025 is not over"


def test_kinds_and_chapters_are_counted_in_their_own_order_and_only_where_anything_is():
    made = edition(law=LAW)
    counted = count(
        made,
        (
            summary(2025, _2_5_8=Status.MET, _2_5_9=Status.BREACHED),
            summary(2025, ROOT, _2_5_8=NOT_ASKED, _2_1_2=Status.MET),
            summary(2024, ROOT, _2_5_8=NOT_ASKED),
        ),
    )
    kinds = by_kind(made, counted["2-5-8"], 2025, "clause/2-5-8")
    assert [(line.heading.key, [one.figure.value for one in line.cells]) for line in kinds.lines] == [
        ("municipal", [0, 1]),
        ("grassroots", [1, 0]),
    ]
    assert [one.change for one in kinds.lines[0].cells] == [None, None]
    chapters = by_chapter(made, counted, 2025)
    assert [line.heading.title for line in chapters.lines] == [SECTION, "二（一）教育"]
    assert [one.figure.value for one in chapters.lines[0].cells] == [1, 1, 1]


def test_supplementary_rules_are_not_among_the_chapters():
    made = edition(law=LAW)
    beside = replace(summary(), supplementary={"X-3": Status.BREACHED})
    counted = count(made, (beside,))
    assert counted["X-3"].total() == 1
    assert by_chapter(made, counted, 2025).lines == ()


def test_a_bar_is_made_of_what_it_counts():
    made = edition(law=LAW)
    counted = count(made, (summary(_2_5_8=Status.MET), summary(2025, ROOT, _2_5_8=Status.NO_DATA)))
    grid = by_year(counted["2-5-8"], "clause/2-5-8")
    pieces = bar(grid, grid.lines[0])
    assert [(one.tally, one.start, one.width) for one in pieces] == [("met", 0, 176), ("no_data", 176, 176)]


def test_a_supplementary_rule_quotes_the_basis_of_its_switch_and_says_that_it_is_beside_the_plan():
    page = told(pages()["clauses/X-3/"])
    assert "附加规则" in page
    assert "《办法》第十三条：任期届满应当换届" in page
    assert "本规则 已启用 · 2016年1月1日起" in page
    assert "未启用，没有判定结果。" in page
    off = pages(law=policy(parameters=(switch("0"),)))
    assert "· 未启用" in told(off["clauses/"])


@pytest.mark.parametrize(("unions", "numbers"), {"no more than fit": (2, []), "one too many": (3, [1, 2])}.values())
def test_unions_of_a_status_are_listed_or_paged(monkeypatch, unions, numbers):
    monkeypatch.setattr(clauses, "LISTED", 2)
    many = tuple(replace(PARTY, union_id=f"u{n}", name=f"第{n}工会") for n in range(unions))
    made = pages(*(summary(of=one, _2_5_8=Status.MET) for one in many), unions=(ROOT, PARTY, *many))
    assert [url for url in made if "/met/" in url] == [f"clauses/2-5-8/met/{n}/" for n in numbers]
    main = made["clauses/2-5-8/"].body
    assert ("第0工会" in main) is (not numbers)
    for number in numbers:
        assert f'href="../../clauses/2-5-8/met/{number}/"' in main
    if numbers:
        last = made["clauses/2-5-8/met/2/"]
        assert "共 3 家，第2页，共2页" in told(last)
        assert "第2工会" in last.body
        assert "第1工会" not in last.body
        assert 'href="../../../../unions/u2/2025/#clause-2-5-8"' in last.body
        assert 'href="../../../../clauses/2-5-8/met/1/" rel="prev"' in last.body
        audit(last.url, last.body)


OF_THE_PLAN = {name: one for name, one in shipped().clauses.items() if name not in {"2-3-3a", "2-5-10", "2-6-5a"}}


@pytest.mark.parametrize("one", OF_THE_PLAN.values(), ids=OF_THE_PLAN)
def test_every_sentence_stands_highlighted_in_its_real_paragraph(one):
    pieces = paragraph(list(shipped().clauses.values()), one)
    assert [piece.text for piece in pieces if piece.clause_id == one.clause_id] == [one.text]
    whole = "".join(piece.text for piece in pieces)
    assert len(whole) > len(one.text)
    assert "\n" not in whole


def test_what_the_plan_does_not_say_stands_alone():
    for name in shipped().clauses.keys() - OF_THE_PLAN.keys():
        own = shipped().clauses[name]
        assert paragraph(list(shipped().clauses.values()), own) == ((own.text, name),)


def test_a_sentence_of_another_federation_stands_alone():
    own = clause(text="Every local publishes its accounts.", section="Openness")
    assert [(piece.text, piece.clause_id) for piece in paragraph([own], own)] == [(own.text, own.clause_id)]


def test_a_sentence_that_is_two_clauses_is_quoted_once():
    law = policy(clauses={one.clause_id: one for one in (clause("2-5-8"), clause("2-5-9"))})
    body = pages(law=law)["clauses/2-5-9/"].body
    assert body.count(clause().text) == 1
    assert f"<mark>{clause().text}</mark>" in body


def test_last_year_is_compared_only_where_there_was_one():
    made = pages(summarise(judged_year(last_year())), judged())
    assert not re.search(r"[+−]\d", told(made["clauses/2-5-8/"]))


def test_tables_of_verdicts_tell_a_breach_by_what_it_weighs_and_keep_its_count():
    soft, hard = (
        summarise(judged_year(report(), (verdict(status=Status.BREACHED, rule_=rule(weight=weight)),)))
        for weight in (Weight.INDICATOR, Weight.HARD)
    )
    of = edition()
    for one, word in ((soft, "indicator"), (hard, "hard")):
        grid = by_chapter(of, count(of, [one]), 2025)
        assert grid.tallies == (word,)
        keys = {figure.key: figure.value for figure in grid.figures}
        assert keys == {f"_federation/2025/@clauses/2-5/weight/{word}": 1, "_federation/2025/@clauses/2-5/breached": 1}
