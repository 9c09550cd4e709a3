"""Questions to DATA that write nothing: check, judge, rules, explain."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yangguang.cli.arguments import AS_OF, CLEAN, DATA, DATA_OPTION, ERRORS, LANG, UNION, YEAR, day_of, main, misuse
from yangguang.ending import end_with, show

if TYPE_CHECKING:
    from datetime import datetime

    from yangguang.core.quarantine import Fault

_CHECK_FORMATS = ["text", "json", "github", "markdown", "html", "junit", "code-quality"]


@main.command()
@DATA
@UNION
@YEAR
@AS_OF
@LANG
@click.option("--changed-since", metavar="REF", help="只查自该提交以来改动的报送 / only packages changed since REF")
@click.option("--format", "form", type=click.Choice(_CHECK_FORMATS), default="text")
@click.option(
    "--html",
    "paper",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="另存为可打印的页面 / also as a page to print",
)
def check(
    data: Path,
    union_id: str | None,
    year: int | None,
    as_of: datetime | None,
    lang: str,
    changed_since: str | None,
    form: str,
    paper: Path | None,
) -> None:
    """Validate packages and print every problem. Exit 0: clean or warnings only, 1: errors, 2: misuse."""
    from yangguang.pipeline.check import check as run
    from yangguang.pipeline.progress import Reporter
    from yangguang.site.disk import named
    from yangguang.sources.repository import path_in_repository
    from yangguang.told.issues import render
    from yangguang.told.machines import MACHINE_FORMATS, suites
    from yangguang.told.paper import report_html

    day = day_of(as_of, data)
    with misuse():
        result = run(data, day, Reporter(), union_id=union_id, year=year, changed_since=changed_since)
    if result.nothing and not result.registry:
        raise click.UsageError(result.nothing)
    prefix = path_in_repository(data)
    if paper:
        with named(paper):
            paper.write_text(report_html(result.admissions, result.registry, day, lang), encoding="utf-8")
    if form == "html":
        show(report_html(result.admissions, result.registry, day, lang))
    elif form in MACHINE_FORMATS:
        show(MACHINE_FORMATS[form](suites(result.admissions, result.registry, prefix=prefix, lang=lang), lang))
    else:
        show(render(result.admissions, result.registry, day, form, lang, prefix=prefix))
    if result.nothing:
        raise click.UsageError(result.nothing)
    sys.exit(ERRORS if result.has_errors else CLEAN)


@main.command()
@DATA
@UNION
@YEAR
@AS_OF
@LANG
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def judge(data: Path, union_id: str | None, year: int | None, as_of: datetime | None, lang: str, form: str) -> None:
    """Judge union-years by the plan's clauses and print the verdicts. Exit 3: the generator failed at a union."""
    from yangguang.core.language import load_language
    from yangguang.pipeline.check import judge_unions
    from yangguang.pipeline.progress import Reporter
    from yangguang.told.verdicts import judgement_json, judgement_text

    day = day_of(as_of, data)
    faults: list[Fault] = []
    with misuse():
        verdicts = judge_unions(
            data, day, union_id=union_id, year=year, failed=faults.append, reporter=Reporter()
        )  # fmt: skip
    language = load_language(lang)
    if form == "json":
        told = judgement_json(verdicts, day, language) | {"faults": [one.as_json() for one in faults]}
        show(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        show(judgement_text(verdicts, day, language))
    end_with(faults)


@main.command()
@DATA_OPTION
@LANG
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def rules(data: Path, lang: str, form: str) -> None:
    """List the catalogue: every clause of the plan, and what judges it."""
    from yangguang.core.language import load_language
    from yangguang.pipeline.check import read_policy
    from yangguang.told.rules import catalogue_json, catalogue_text

    with misuse():
        policy = read_policy(data)
    language = load_language(lang)
    if form == "json":
        show(json.dumps(catalogue_json(policy, language), ensure_ascii=False, indent=2) + "\n")
    else:
        show(catalogue_text(policy, language))


@main.command()
@click.argument("rule")
@click.argument("union", required=False)
@click.argument("year", type=int, required=False)
@DATA_OPTION
@AS_OF
@LANG
def explain(rule: str, union: str | None, year: int | None, data: Path, as_of: datetime | None, lang: str) -> None:
    """Print a rule in full; with a union and a year, how it came to its verdict, step by step."""
    from yangguang.core.language import load_language
    from yangguang.pipeline.check import explain_rule
    from yangguang.told.rules import derivation_text, rule_text

    if (union is None) is not (year is None):
        raise click.UsageError("工会和年度要一起给出 / a union needs its year")
    with misuse():
        found = explain_rule(data, day_of(as_of, data), rule, union, year)
    language = load_language(lang)
    show(rule_text(found.rule, found.clause, found.policy, language))
    if found.verdict and found.library:
        show("\n" + derivation_text(found.verdict, found.library, language))


@main.command()
@click.argument("union", required=False)
@click.argument("year", type=int, required=False)
@DATA_OPTION
@AS_OF
@LANG
@click.option("--since", metavar="REF", help="只列该提交以后的更正 / only what was changed after REF")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text")
def changes(
    union: str | None, year: int | None, data: Path, as_of: datetime | None, lang: str, since: str | None, form: str
) -> None:
    """Print which published figures were changed: from what, to what, on which day, by which commit, and why.

    All unions, one UNION, or one YEAR of it. Exit 2 where DATA has no history to tell it from.
    """
    from yangguang.core.language import load_language
    from yangguang.exports.changes import CHANGES_HEADER, union_change_rows
    from yangguang.pipeline.changes import all_changes
    from yangguang.told.changes import changes_json, changes_text

    with misuse():
        found = all_changes(data, day_of(as_of, data), union_id=union, year=year, since=since)
    if form == "json":
        show(json.dumps(changes_json(found), ensure_ascii=False, indent=2) + "\n")
    elif form == "csv":
        show((CHANGES_HEADER + union_change_rows(found)).decode())
    else:
        show(changes_text(found, load_language(lang)))
