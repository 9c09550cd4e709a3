"""One verdict: a line on the page of a union-year, and all it rests on, which stands on a page of its own.

Written out in Python, not in a template: a page has seventy of them, which cost a template 3 ms and this a third.
"""

from __future__ import annotations

from functools import cache
from html import escape  # the plain one: its strings are joined here, and cost a third of Markup
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from yangguang.core.language import load_language
from yangguang.core.sentence import say
from yangguang.pages.evidence import evidence_lines
from yangguang.pages.press import fragment, ink, linker
from yangguang.pages.scorecard import corrected_since, parameter_title, parameter_value
from yangguang.pages.spoken import figure_name, spoken
from yangguang.records.names import short_name
from yangguang.rules.judge.model import Status
from yangguang.views.model import LISTED_ROWS
from yangguang.views.words import BREACHES, STATUSES, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from yangguang.core.sentence import Sentence
    from yangguang.rules.judge.evidence import Library
    from yangguang.rules.judge.rule import Verdict
    from yangguang.views.model import Edition


def told(edition: Edition, before: Mapping[str, str]) -> Callable[[Verdict], Markup]:
    """The function that writes a verdict as one line: status, what should hold, the reason, a way to its evidence.

    `before` says what each clause counted as a year earlier.
    """
    language, words = edition.language, _words(edition.language.code)

    def write(verdict: Verdict) -> Markup:
        clause_id, tally = escape(verdict.clause.clause_id), verdict.tally
        last = before.get(verdict.clause.clause_id, tally)
        notes = f" <small>{words.last_year.format(status=words.statuses[last])}</small>" if last != tally else ""
        said = ""
        if verdict.explanations and verdict.status is Status.BREACHED:
            said = "".join(f"<p>{escape(text)}</p>" for text in verdict.explanations)
            said = f'<div class="yg-says"><p class="yg-says__who">{words.says}</p>{said}</div>'
        elif verdict.explanations:
            notes += f' <small class="yg-verdict__said">{words.explained}</small>'
        return Markup(  # noqa: S704 (every text is escaped where it enters)
            f'<li class="yg-line yg-line--{tally}" id="clause-{clause_id}">{_badge(verdict, words)} '
            f'<a class="yg-line__title" href="evidence/#clause-{clause_id}">{escape(language.gettext(verdict.rule.title))}</a>'
            f'{notes} <span class="yg-verdict__id">{clause_id}</span>'
            f'<p class="yg-line__reason">{spoken(verdict.reason(language), language)}</p>{said}</li>'
        )

    return write


def judged(
    edition: Edition, url: str, library: Library, folder: str, listed: int = LISTED_ROWS
) -> Callable[[Verdict], Markup]:
    """The function that writes a verdict with its evidence on the page at `url`, with at most `listed` rows of a file.

    `folder` is the submission's, which the page names.
    """
    language, link, words = edition.language, linker(url), _words(edition.language.code)
    unions = edition.registry.unions

    def name_of(union_id: str) -> str:
        known = unions.get(union_id)
        return short_name(known, language.code) if known else union_id

    def write(verdict: Verdict) -> Markup:
        clause_id, tally, answer = escape(verdict.clause.clause_id), verdict.tally, verdict.answer
        parts = [
            f'<article class="yg-verdict yg-verdict--{tally}" id="clause-{clause_id}">\n',
            f"<h3>{_badge(verdict, words)} ",
            f'<span class="yg-verdict__title">{escape(language.gettext(verdict.rule.title))}</span> ',
            f'<a class="yg-verdict__id" href="../#clause-{clause_id}">{clause_id}</a></h3>\n',
            f'<p class="yg-verdict__reason">{spoken(verdict.reason(language), language)}</p>\n<div class="yg-verdict__body">\n',
        ]
        if verdict.explanations:
            said = "".join(f"<p>{escape(text)}</p>" for text in verdict.explanations)
            parts.append(f'<div class="yg-says"><p class="yg-says__who">{words.says}</p>{said}</div>\n')
        parts.append(_about(edition, url, verdict))
        if answer.figures:
            of = verdict.union_id, verdict.year
            shown = "".join(
                [
                    f"<li>{escape(figure_name(one, *of, language, name_of))} {ink(edition).figure(one)}</li>"
                    for one in answer.figures[:listed]
                ]
            )
            parts.append(f'<h4>{words.figures}</h4>\n<ul class="yg-keys">{shown}</ul>\n')
        if answer.cells:
            lines = evidence_lines(edition, library, folder, answer.cells, listed)
            parts.append(f"<h4>{words.cells}</h4>\n{lines}\n")
        if answer.parameters:
            parts.append(_law(edition, url, verdict))
        version = words.version.format(version=escape(verdict.rule.version))
        more = f'<a href="{link(f"clauses/{clause_id}/")}">{words.more}</a>'
        parts.append(
            f'<p class="yg-verdict__foot">{words.weights[verdict.weight]} · {version} · {more}</p>\n</div>\n</article>'
        )
        return Markup("".join(parts))  # noqa: S704 (every text above is escaped where it enters)

    return write


def _badge(verdict: Verdict, words: _Words) -> str:
    """What the verdict counts as; a breach says how much it weighs."""
    if verdict.status is Status.BREACHED:
        return f'<span class="yg-badge yg-breach--{verdict.weight}">{words.breaches[verdict.weight]}</span>'
    return f'<span class="yg-badge yg-badge--{verdict.tally}">{words.statuses[verdict.tally]}</span>'


class _Words(NamedTuple):
    """What stands in every verdict, escaped once a language; `last_year` and `version` are templates."""

    statuses: Mapping[str, str]
    breaches: Mapping[str, str]
    weights: Mapping[str, str]
    last_year: str
    explained: str
    says: str
    figures: str
    cells: str
    version: str
    more: str


@cache
def _words(code: str) -> _Words:
    language = load_language(code)

    def written(sentence: Sentence) -> str:
        return escape(language.gettext(sentence.msgid))

    return _Words(
        statuses={name: written(title) for name, title in STATUSES.items()},
        breaches={name: written(title) for name, title in BREACHES.items()},
        weights={name: written(title) for name, title in WEIGHTS.items()},
        last_year=written(say("上年{status}")),
        explained=written(say("有说明")),
        says=written(say("工会的说明")),
        figures=written(say("依据的数")),
        cells=written(say("依据的单元格")),
        version=written(say("规则版本{version}")),
        more=written(say("此条款如何判定")),
    )


def _about(edition: Edition, url: str, verdict: Verdict) -> str:
    """The clause's own words and how it is checked: the same beside every union."""
    clause, rule = verdict.clause, verdict.rule
    key = (clause.clause_id, clause.text, rule.method)
    return fragment(edition, "verdict_about", url, key, clause=clause, rule=rule)


def _law(edition: Edition, url: str, verdict: Verdict) -> str:
    """The parameters a verdict used, with basis and nature: the same beside every union that is judged by them."""
    rows, currency = verdict.answer.parameters, ink(edition).currency
    shown = [
        (
            parameter_title(edition, row.name),
            parameter_value(edition, row, currency),
            row,
            corrected_since(edition, row, currency),
        )
        for row in rows
    ]
    return fragment(edition, "verdict_law", url, rows, parameters=shown)
