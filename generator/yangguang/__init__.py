"""Yangguang (阳光): from a federation's CSV tables in git to a static transparency portal.

The walk of one number, room by room; imports point only back along it:

    core      money, dates, issues, figures, sentences: imports nothing of ours
    records   what unions report: one class per table; schema and dictionary come from the same declaration
    policy    clauses and dated parameters
    sources   where DATA comes from: git is read here and nowhere else
    door      the only way in: admit a package or refuse it, with every problem told at once
                  bytes/ privacy/ schema/ identities/ messages/
    importer  the accountant's door: a template out; workbooks and CSV of any kind in, as the bytes of a package
    ledger    union-years: figures/ of one of them, and what lies between/ them
    history   what changed over time: publications compared, figure by figure
    rules     verdicts: judge/ is the machinery, forms/ what clauses share, plan/ the plan chapter by chapter, beside/ the law
    charts    pictures with a sentence and a table
    told      issues, verdicts and rules in words: text, JSON, Markdown, annotations
    views     what pages and exports show, as values without HTML
    exports   what machines take away: JSON, CSV, workbooks, data packages, feeds, catalogues, QR codes
    documents what is printed: notices for the wall (PDF), cards that are passed on (PNG)
    pages     subjects x templates -> HTML
    site      shell, audit, staging, switch: the only room that writes
    pipeline  the corridor: the only place that knows the order; plugin and cli stand at its ends
    demo      a fictional federation: imports core and records alone

What other programs call stands here: `check`, `judge`, `explain` and `build` (`docs/api.md` shows them at work). Each
imports the rooms it needs when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from yangguang.pipeline.build import Built
    from yangguang.pipeline.check import CheckResult, Explained
    from yangguang.rules.judge.rule import Verdict

__all__ = ["build", "check", "explain", "judge"]


def check(
    data: Path,
    *,
    as_of: date | None = None,
    union: str | None = None,
    year: int | None = None,
    changed_since: str | None = None,
) -> CheckResult:
    """Every problem of the packages in the federation's folder `data`, or of those asked about, on the day `as_of`.

    `changed_since` is a git reference; without `as_of` the day is today. Raises `pipeline.questions.MisuseError` for a union
    or a reference that does not exist.
    """
    from yangguang.pipeline import check as asked
    from yangguang.pipeline.progress import silent
    from yangguang.pipeline.today import build_day

    return asked.check(data, as_of or build_day(), silent(), union_id=union, year=year, changed_since=changed_since)


def judge(
    data: Path, *, as_of: date | None = None, union: str | None = None, year: int | None = None
) -> tuple[Verdict, ...]:
    """The verdicts of all union-years in `data`, or of those asked about, clause by clause, on the day `as_of`.

    A union at which the generator itself fails has none. Raises `pipeline.questions.MisuseError` for a union that does not
    exist and `pipeline.books.UnbuildableError` where registry or policy cannot be trusted.
    """
    from yangguang.pipeline.check import judge_unions
    from yangguang.pipeline.today import build_day

    return judge_unions(data, as_of or build_day(), union_id=union, year=year)


def explain(
    data: Path, rule: str, union: str | None = None, year: int | None = None, *, as_of: date | None = None
) -> Explained:
    """A rule with its clause; with a union and a year also its verdict there, and the books it looked at.

    Raises `pipeline.questions.MisuseError` for a rule, union or year that does not exist, and where only one of `union` and
    `year` is given; `pipeline.books.UnbuildableError` as `judge` does.
    """
    from yangguang.pipeline.check import explain_rule
    from yangguang.pipeline.questions import MisuseError
    from yangguang.pipeline.today import build_day

    if (union is None) is not (year is None):
        raise MisuseError("工会和年度要一起给出 / a union needs its year")
    return explain_rule(data, as_of or build_day(), rule, union, year)


def build(
    data: Path,
    site: Path,
    *,
    config: Path | None = None,
    as_of: date | None = None,
    lang: str | None = None,
    workers: int = 0,
    accept_mass_refusal: bool = False,
) -> Built:
    """Build the portal of `data` into the folder `site`, all or nothing; what was published, and what we failed at.

    `config` is a mkdocs.yml that is trusted (else the one beside `data`, which runs nothing); `lang` 'zh' or 'en' and
    `as_of` go before it; `workers` 0 is one per core. Raises `pipeline.books.UnbuildableError`, `site.before.HeldBackError`
    where too much of what is published would be lost, `site.refused.RefusedError` where settings or place cannot be
    used, and OSError.
    """
    from yangguang.pipeline.portal import build_site
    from yangguang.pipeline.progress import silent

    return build_site(
        data, site, silent(), config, as_of=as_of, lang=lang, workers=workers, accept_mass_refusal=accept_mass_refusal
    )
