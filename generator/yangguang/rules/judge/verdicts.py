"""A case before all rules: one verdict for each clause that has one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.ledger.figures.counts import Judged
from yangguang.ledger.standing import exists_in
from yangguang.policy.law import NoSuchParameterError
from yangguang.rules.catalogue import BY_CLAUSE, RULES, SUPPLEMENTARY, is_on, supplementary_clause
from yangguang.rules.judge.answers import not_applicable
from yangguang.rules.judge.model import Status
from yangguang.rules.judge.rule import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yangguang.records.policy import Clause
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer
    from yangguang.rules.judge.rule import Rule


def judge(case: Case, rules: tuple[Rule, ...] = RULES) -> tuple[Verdict, ...]:
    """The verdicts in the order of `rules`. A federation that does not list a clause is not judged by its rule."""
    said = _said(case)
    answers = _answers(case, rules)
    return tuple(
        Verdict(
            union_id=case.union.union_id,
            year=case.year,
            rule=rule,
            clause=clause,
            answer=answers[rule.clause_id],
            explanations=tuple(said.get(rule.clause_id, ())),
        )
        for rule in rules
        if (clause := case.policy.clauses.get(rule.clause_id))
    )


def judge_supplementary(case: Case) -> tuple[Verdict, ...]:
    """The verdicts of the supplementary rules that are switched on in the judged year."""
    said = _said(case)
    return tuple(
        Verdict(
            union_id=case.union.union_id,
            year=case.year,
            rule=rule,
            clause=clause,
            answer=_answer(case, rule),
            explanations=tuple(said.get(rule.clause_id, ())),
        )
        for rule in SUPPLEMENTARY
        if (clause := _switched_on(case, rule))
    )


def _switched_on(case: Case, rule: Rule) -> Clause | None:
    assert rule.switch is not None, "every rule of the family has one"
    switch = case.policy.in_force(rule.switch, case.year)
    return supplementary_clause(rule, switch) if switch and is_on(switch) else None


def _answers(case: Case, rules: tuple[Rule, ...]) -> dict[str, Answer]:
    """The answer of each of `rules` that has a clause; a composite is decided last, over the answers to its parts."""
    parts = (BY_CLAUSE[part] for rule in rules for part in rule.parts)
    listed = {rule.clause_id: rule for rule in (*rules, *parts) if rule.clause_id in case.policy.clauses}
    answers: dict[str, Answer] = {}
    for rule in sorted(listed.values(), key=lambda rule: len(rule.parts)):
        given = {part: answers[part] for part in rule.parts if part in answers}
        answers[rule.clause_id] = _answer(replace(case, given=given) if given else case, rule)
    return answers


def _answer(case: Case, rule: Rule) -> Answer:
    if not exists_in(case.union, case.year, case.policy.fiscal):
        return not_applicable(say("工会在{year}年不存在", year=case.year))
    try:
        return rule.decide(case)
    except NoSuchParameterError as lacking:
        return not_applicable(say("规则参数“{name}”在{year}年没有生效的数值", name=lacking.name, year=lacking.year))


def _said(case: Case) -> dict[str, list[str]]:
    """What the union itself says to a clause, by clause id; shown beside the verdict, never part of it."""
    said: dict[str, list[str]] = {}
    for row in (case.package.explanations if case.package else None) or ():
        said.setdefault(row.subject, []).append(row.text)
    return said


def counted(verdicts: Iterable[Verdict]) -> tuple[Judged, ...]:
    """The verdicts as figures count them."""
    return tuple(
        Judged(
            one.clause.clause_id, one.clause.section, one.tally,
            one.weight.value if one.status is Status.BREACHED else None, bool(one.explanations), one.rule.supplementary,
        )
        for one in verdicts
    )  # fmt: skip
