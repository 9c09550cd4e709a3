"""二（五）强化财务支出管理: how funds are managed"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.core.address import Sheet
from yangguang.core.sentence import Percent, say
from yangguang.ledger.model import Standing
from yangguang.ledger.standing import exists_in, should_report, stage_deadline
from yangguang.records.duties import required_tables
from yangguang.records.names import name_text
from yangguang.records.tables import BY_NAME
from yangguang.rules.forms.filings import (
    is_of_year,
    may_be_earlier,
    own_filings,
    record_cells,
    superior_filings,
    this_and_next_year,
)
from yangguang.rules.forms.lifetime import short_year
from yangguang.rules.forms.names import listed, some
from yangguang.rules.forms.several import undone, worst
from yangguang.rules.forms.shapes import (
    confirmed_by_superior,
    done_this_year,
    elsewhere,
    undisclosed,
    unfinished,
    unstated,
)
from yangguang.rules.judge.answers import (
    attested,
    breached,
    cells,
    late,
    met,
    no_data,
    not_applicable,
    not_due,
    proofs,
    register_cells,
)
from yangguang.rules.judge.model import Cell, Status, Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from yangguang.core.sentence import Sentence
    from yangguang.records.oversight import Filing
    from yangguang.records.package import Package
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer

# What the door notes where two tables of one package tell different things.
_INCONSISTENT = frozenset(
    {
        "identity.three-public-within-accounts",
        "identity.closing-carry",
        "identity.transfers-within-accounts",
        "identity.stage-figures",
    }
)
_ON_THE_PORTAL = frozenset({Standing.PUBLISHED, Standing.SUPERSEDED})


def accounting_standardised(case: Case) -> Answer:
    """严格执行《北京市工会财务会计管理规范化建设实施方案》: an assessment with its document, in this year or an earlier one.

    That there was none is told only by the books of every year since the union was founded.
    """
    package = case.package
    if package is None or package.activities is None:
        return undisclosed(case, "activities")
    found = [
        (one, row)
        for year, report in sorted(case.history.items())
        if year <= case.year and (one := report.package)
        for row in one.activities or ()
        if row.kind == "standardisation" and row.date <= case.as_of
    ]
    if not found:
        nothing = say("至{year}年没有财务会计管理规范化评定的记录", year=case.year)
        open_ = unfinished(case, nothing) or short_year(case, nothing) or elsewhere(case, "activities", nothing)
        return open_ or breached(nothing)
    held, last = max(found, key=lambda one: (one[1].date, one[1].activity_id))
    shown = (*cells(held, "activities", [last], "kind", "date", "outcome"), *proofs(held, "activities", [last]))
    if last.document_no or last.document_url:
        grade = last.outcome or say("未填")
        return attested(say("{day}规范化评定，结果：{grade}，有佐证", day=last.date, grade=grade), *shown)
    unproven = say("{day}有规范化评定的记录，但没有文号或链接，无法佐证", day=last.date)
    return unfinished(case, unproven, *shown) or no_data(unproven, *shown)


def standardisation_part_of_assessment(case: Case) -> Answer:
    """将规范化建设纳入年度工会经费管理考评: the superior assesses each subordinate, each is assessed, standardisation included.

    The superior's own package must show the assessment; that standardisation was part of it shows in the year's grading.
    """
    package = case.package
    if package is None or package.filings is None or package.activities is None:
        return undisclosed(case, "filings", "activities")
    answers = []
    if case.union.parent_id is not None:
        answers.append(_assessed(case))
    due = case.deadline("assessment_deadline")
    if children := [
        one
        for one in case.registry.children(case.union.union_id)
        if exists_in(one, case.year, case.policy.fiscal) and (one.dissolved_on is None or one.dissolved_on >= due)
    ]:
        answers.append(_assessing(case, [one.union_id for one in children]))
    if not answers:
        return not_applicable(say("本会在门户内没有上级和下级工会"))
    return worst(answers, case.parameter("assessment_deadline"))


def platform_reaches_subordinates(case: Case) -> Answer:
    """加强经费管理信息平台建设: the share of subordinate unions whose data of the year are published here.

    How large it should be no sentence says: all are kept, none are lacking, a part is shown and judged by nobody.
    """
    children = [
        one for one in case.registry.children(case.union.union_id) if should_report(one, case.year, case.policy)
    ]
    if not children:
        return not_applicable(say("没有直管的下级工会"))
    asked = {one.union_id for one in children}
    published = sum(one.standing in _ON_THE_PORTAL for one in case.neighbours.subordinates if one.union_id in asked)
    reason = say(
        "直管工会 {n} 个，{year}年数据已在本门户公开的 {done} 个，占 {share}",
        n=len(children), year=case.year, done=published, share=Percent(Decimal(published) / len(children)),
    )  # fmt: skip
    shown = [cell for one in children for cell in register_cells(one, "parent_id")]
    if published == len(children):
        return met(reason, *shown)
    if published:
        return attested(say("{rate}；只列出，不评判高低", rate=reason), *shown)
    due = stage_deadline(case.policy, "final", case.year)
    if due is not None and not late(case, due):
        return not_due(say("{reason}；期限为{due}，尚未到期", reason=reason, due=due), *shown)
    return no_data(reason, *shown)


def books_complete_and_consistent(case: Case) -> Answer:
    """对经费管理、使用、审查审计等各环节要实现统一管理: every table owed is given, and none contradicts another.

    What is lacking is no data, never a breach; a breach is what the door noted between two tables.
    """
    package, report = case.package, case.report
    if package is None:
        return undisclosed(case, "overview")
    owed = required_tables(case.union.tier, report.owed_stage or package.descriptor.stage)
    if report.missing:
        names = [BY_NAME[name].title for name in report.missing]
        return no_data(say("应公开 {n} 张表，缺 {gap} 张：{names}", n=len(owed), gap=len(names), names=listed(names)))
    differing = [one for one in report.warnings if one.code in _INCONSISTENT]
    if differing:
        shown = [
            Cell(Sheet.of(place.file), place.row, place.column)
            for one in differing
            if (place := one.place).file and place.row and place.column
        ]
        return breached(say("应公开的 {n} 张表齐全，表间有 {gap} 处不一致", n=len(owed), gap=len(differing)), *shown)
    complete = say("应公开的 {n} 张表齐全，表间一致", n=len(owed))
    return unfinished(case, complete) or met(complete)


def _assessed(case: Case) -> Answer:
    """The union's own side, and what the superior's books say of it."""
    due = case.deadline("assessment_deadline")
    reports = _reports(case)
    own = [one for one in reports if is_of_year(case, one[1], one[0].year, due)]
    seen = [
        one
        for one in superior_filings(case, "performance_assessment", "report")
        if is_of_year(case, one.filing, one.year, due)
    ]
    shown = [cell for book, row in own for cell in record_cells(case, book, [row], "period_covered")]
    claim = say("{year}年度经费管理考评", year=case.year)
    last = max((row.date for _, row in own), default=None)
    result = confirmed_by_superior(case, claim, last, seen, *shown)
    if result is None:
        nothing = say("没有{year}年度经费管理考评的记录", year=case.year)
        open_ = [one for one in reports if may_be_earlier(case, one[1], one[0].year, due)]
        shown = [cell for book, row in open_ for cell in record_cells(case, book, [row], "period_covered")]
        return _of_no_year(case, nothing, open_, *shown) or undone(case, "filings", due, nothing)
    if result.status is not Status.MET:
        return result
    if graded := done_this_year(case, "standardisation"):
        assert case.package is not None, "it graded"
        return met(result.reason, *result.cells, *cells(case.package, "activities", graded, "kind", "date"))
    reason = say("{kept}；但没有{year}年规范化评定的结果，是否纳入考评无法核查", kept=result.reason, year=case.year)
    return unfinished(case, reason, *result.cells) or no_data(reason, *result.cells)


def _assessing(case: Case, children: list[str]) -> Answer:
    """The superior's side: which of its subordinates it assessed for the year."""
    due = case.deadline("assessment_deadline")
    of_any = [
        (book, row)
        for book in this_and_next_year(case)
        for row in book.filings or ()
        if row.subject == "performance_assessment" and row.date <= case.as_of
    ]
    rows = [one for one in of_any if is_of_year(case, one[1], one[0].year, due)]
    done = {name for _, row in rows for name in (row.subject_id, row.body_id)}
    lacking = [name_text(case.registry.unions[name]) for name in children if name not in done]
    count = say("直管工会 {n} 个，已考评 {done} 个", n=len(children), done=len(children) - len(lacking))
    shown = _assessment_cells(rows, children)
    if not lacking:
        return met(count, *shown)
    reason = say("{count}；尚未考评：{names}", count=count, names=some(lacking))
    missed = [name for name in children if name not in done]
    open_ = [one for one in of_any if _names(one[1], missed) and may_be_earlier(case, one[1], one[0].year, due)]
    unsaid = _of_no_year(case, reason, open_, *shown, *_assessment_cells(open_, missed))
    return unsaid or undone(case, "filings", due, reason, *shown)


def _reports(case: Case) -> list[tuple[Package, Filing]]:
    """Reports on an assessment of this union, in the books of the judged year and the next."""
    return [
        (book, row)
        for book in this_and_next_year(case)
        for row in own_filings(case, "performance_assessment", "report", package=book)
    ]


def _of_no_year(case: Case, reason: Sentence, open_: list[tuple[Package, Filing]], *shown: Cell) -> Answer | None:
    """What lacks an assessment, where records of one leave open of which year it was; None where none does."""
    if not open_:
        return None
    days = listed(sorted({row.date for _, row in open_}))
    unsaid = say("{reason}；{days}的记录没有写明是哪一年的", reason=reason, days=days)
    return unstated(case, "filings", unsaid, *shown)


def _assessment_cells(rows: list[tuple[Package, Filing]], children: list[str]) -> list[Cell]:
    """The records that name one of `children`, with what makes them assessments of the year."""
    columns = ("subject", "date", "subject_id", "body_id", "period_covered")
    return [cell for book, row in rows if _names(row, children) for cell in cells(book, "filings", [row], *columns)]


def _names(row: Filing, unions: list[str]) -> bool:
    return not {row.subject_id, row.body_id}.isdisjoint(unions)


RULES = (
    Rule(
        clause_id="2-5-1",
        version="1.2",
        history=revised(
            "以前年度的工作记录没有公开的，没有评定记录由不符合改为缺数据；没有佐证的，全年数据报送前为未到期",
            (TRIED_ANEW, "成立或撤销的当年存在不足半年的，没有做到的由不符合改为不适用"),
        ),
        title="财务会计管理规范化建设有评定",
        method="查本年或以前年度“工作记录”中的财务规范化评定及其佐证",
        applies_to="全部工会",
        weight=Weight.WARNING,
        decide=accounting_standardised,
    ),
    Rule(
        clause_id="2-5-2",
        version="1.3",
        history=revised(
            "数据只报到年初或半年的，没有考评记录不再判为不符合；次年数据中写明本年的考评计入",
            (TRIED_ANEW, "期限以前已撤销的工会，没有考评由不符合改为不适用，上级也不必考评"),
            (TRIED_ANEW, "上年的期限以前、没有写明年度的考评记录不再算作当年的"),
        ),
        title="规范化建设纳入年度经费管理考评",
        method="查本会的年度考评记录是否与上级工会的记录相符、当年是否有规范化评定；有直管下级的，再查是否逐个考评",
        applies_to="全部工会",
        weight=Weight.WARNING,
        decide=standardisation_part_of_assessment,
    ),
    Rule(
        clause_id="2-5-3",
        version="1.2",
        history=revised(
            "只公开一部分的，由符合改为有佐证：只列出，不评判高低", (TRIED_ANEW, "不再要求报送当年数据的下级不计入")
        ),
        title="下级工会通过信息平台公开数据",
        method="计算直管工会中当年数据已在本门户公开的比例：全部公开的为符合，公开一部分的只列出，不评判高低",
        applies_to="有直管下级的工会",
        weight=Weight.INDICATOR,
        decide=platform_reaches_subordinates,
    ),
    Rule(
        clause_id="2-5-4",
        version="1.0",
        title="经费管理各环节的数据齐全、一致",
        method="查已到期限的表是否全部公开，表与表之间有没有校验提示的不一致",
        applies_to="全部工会",
        weight=Weight.WARNING,
        decide=books_complete_and_consistent,
    ),
)
