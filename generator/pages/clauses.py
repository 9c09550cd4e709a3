"""The plan sentence by sentence: each clause in its chapter, who it binds, how it is checked, how unions stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.pages.model import Page
from generator.pages.press import ink, render
from generator.pages.scorecard import parameter_title, parameter_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.pages.board import ClauseCount
    from generator.pages.model import Edition
    from generator.records.policy import Clause, Parameter


def clauses_page(edition: Edition, counts: Mapping[str, ClauseCount], year: int | None) -> Page:
    """All clauses by chapter, with counts of each status where they are judged."""
    sections: dict[str, list[Clause]] = {}
    for clause in edition.policy.clauses.values():
        sections.setdefault(clause.section, []).append(clause)
    rules = {rule.clause_id: rule for rule in edition.rules}
    body = render(edition, "clauses", "clauses/", sections=sections, rules=rules, counts=counts, year=year)
    _ = edition.language.gettext
    return Page(
        url="clauses/",
        shell="clauses",
        title=_("逐条对照"),
        description=_("廉洁办会实施方案逐句列出，哪些已由机器判定，各工会判定结果如何。"),
        body=body,
        source="policy/clauses.csv",
    )


def clause_page(edition: Edition, clause: Clause, count: ClauseCount | None, year: int | None) -> Page:
    """One clause: the sentence within its chapter, the rule that judges it if any, and the unions by status."""
    url = f"clauses/{clause.clause_id}/"
    rule = next((rule for rule in edition.rules if rule.clause_id == clause.clause_id), None)
    clauses = list(edition.policy.clauses.values())
    place = clauses.index(clause)
    body = render(
        edition,
        "clause",
        url,
        clause=clause,
        rule=rule,
        chapter=_sentences(clauses, clause),
        before=clauses[place - 1] if place else None,
        after=clauses[place + 1] if place + 1 < len(clauses) else None,
        parameters=[
            (row, parameter_title(edition, row.name), parameter_value(edition, row, ink(edition).currency))
            for row in _parameters(edition, count, year)
        ],
        count=count,
        year=year,
        unions=edition.registry.unions,
    )
    _ = edition.language.gettext
    title = _(rule.title) if rule else clause.text[:24]
    return Page(
        url=url,
        shell="clause",
        title=f"{clause.clause_id} {title}",
        description=clause.text,
        body=body,
        source="policy/clauses.csv",
    )


def _sentences(clauses: list[Clause], shown: Clause) -> list[Clause]:
    """The chapter of `shown`, each sentence once: a sentence that asks for two things is two clauses of the same words."""
    sentences: dict[str, Clause] = {}
    for clause in clauses:
        if clause.section == shown.section:
            sentences.setdefault(clause.text, clause)
    return [shown if clause.text == shown.text else clause for clause in sentences.values()]


def _parameters(edition: Edition, count: ClauseCount | None, year: int | None) -> list[Parameter]:
    """The rows in force in `year` of the parameters that verdicts on this clause used."""
    if count is None or year is None:
        return []
    return [edition.policy.parameter(name, year) for name in count.parameters]
