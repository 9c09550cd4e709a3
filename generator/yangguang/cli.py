"""The command line: arguments in, exit code out; what the commands do lives in the rooms.

Each command imports the rooms it needs when it runs: `check` answers without waiting for pandas and matplotlib.
"""

from __future__ import annotations

import atexit
import gc
import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yangguang.ending import Commands, end_with, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from yangguang.core.quarantine import Fault

CLEAN, ERRORS = 0, 1  # the others are in `yangguang.ending`
DATA = click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path), default="data")
DATA_OPTION = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default="data",
    show_default=True,
    help="数据目录，没有则用自带的规则参数 / DATA; where there is none, the policy that is shipped",
)
UNION = click.option("--union", "union_id", metavar="ID", help="只看一个工会 / one union only")
YEAR = click.option("--year", type=int, metavar="Y", help="只看一个年度 / one fiscal year only")

AS_OF = click.option(
    "--as-of",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="评价日期 / day of judgement (default: today)",
)
LANG = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="yangguang")
def main() -> None:
    """阳光 Yangguang: static transparency portals for trade unions.

    Exit codes: 0 done; 1 errors in the data, or the system failed (disk full, no rights); 2 misuse, nothing was
    touched; 130 Ctrl-C; 143 SIGTERM; 141 the output was not read to its end.
    """


@main.command()
@DATA
@UNION
@YEAR
@AS_OF
@LANG
@click.option("--changed-since", metavar="REF", help="只查自该提交以来改动的报送 / only packages changed since REF")
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "markdown"]), default="text")
def check(
    data: Path,
    union_id: str | None,
    year: int | None,
    as_of: datetime | None,
    lang: str,
    changed_since: str | None,
    form: str,
) -> None:
    """Validate packages and print every problem. Exit 0: clean or warnings only, 1: errors, 2: misuse."""
    from yangguang.pipeline.check import check as run
    from yangguang.pipeline.progress import Reporter
    from yangguang.sources.repository import path_in_repository
    from yangguang.told.issues import render

    day = _day(as_of)
    with _misuse():
        result = run(data, day, Reporter(), union_id=union_id, year=year, changed_since=changed_since)
    prefix = path_in_repository(data)
    show(render(result.admissions, result.registry, day, form, lang, prefix=prefix))
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
    from yangguang.told.verdicts import judgement_json, judgement_text

    day = _day(as_of)
    faults: list[Fault] = []
    with _misuse():
        verdicts = judge_unions(data, day, union_id=union_id, year=year, failed=faults.append)
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

    with _misuse():
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
    with _misuse():
        found = explain_rule(data, _day(as_of), rule, union, year)
    language = load_language(lang)
    show(rule_text(found.rule, found.clause, found.policy, language))
    if found.verdict and found.library:
        show("\n" + derivation_text(found.verdict, found.library, language))


@main.command()
@DATA
@AS_OF
@click.option(
    "--site", required=True, type=click.Path(file_okay=False, path_type=Path), help="写入的目录 / folder to write"
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="default: the theme's language in mkdocs.yml")
@click.option("--workers", type=click.IntRange(min=0), default=0, help="进程数 / processes; 0: one per core")
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="站点设置 / the portal's settings (default: mkdocs.yml beside DATA)",
)
@click.option(
    "--accept-mass-refusal",
    is_flag=True,
    help="退回或消失超过十分之一也替换 / replace the site even if more than a tenth of it is refused or lost",
)
@click.option("--timings", type=click.Path(dir_okay=False, path_type=Path), help="write seconds per stage as JSON")
def build(
    data: Path,
    as_of: datetime | None,
    site: Path,
    lang: str | None,
    workers: int,
    config: Path | None,
    timings: Path | None,
    *,
    accept_mass_refusal: bool,
) -> None:
    """Build the whole site.

    Exit 0: built, also with quarantined packages (they are listed); 1: nothing publishable, or more than a tenth of
    what was published would be refused; 2: misuse; 3: built, but the generator failed at some unions (they are listed).
    """
    from yangguang.door.privacy.shown import path_shown
    from yangguang.ledger.model import Standing
    from yangguang.pipeline.books import UnbuildableError
    from yangguang.pipeline.progress import Reporter
    from yangguang.plugin import build_site
    from yangguang.site.before import HeldBackError
    from yangguang.site.disk import named
    from yangguang.site.size import LIMIT, too_large
    from yangguang.told.issues import render

    atexit.register(gc.freeze)  # or a third of a second goes into looking through what ends with the process anyway
    reporter = Reporter()
    try:
        built = build_site(
            data, site, reporter, config, as_of=_day(as_of) if as_of else None, lang=lang, workers=workers,
            accept_mass_refusal=accept_mass_refusal,
        )  # fmt: skip
    except HeldBackError as held:
        losses = (f"  {loss.union_id}/{loss.year}  {loss.why.in_(lang or 'zh')}\n" for loss in held.losses)
        show(f"{held}\n{''.join(losses)}", err=True)
        sys.exit(ERRORS)
    except UnbuildableError as refused:
        show(render((), refused.issues, _day(as_of), "text", lang or "zh"), err=True)
        sys.exit(ERRORS)
    show(
        f"{path_shown(str(site))}: {built.pages} 页 pages, {built.size / 1e6:.1f} MB; "
        f"已公开 published {built.count(Standing.PUBLISHED)}, "
        f"沿用前版 superseded {built.count(Standing.SUPERSEDED)}, 退回 refused {built.count(Standing.REFUSED)}, "
        f"未报 silent {built.count(Standing.SILENT)}, 故障 faulted {len(built.faults)}\n"
    )
    if warning := too_large(built.size, LIMIT):
        click.echo(f"{warning.zh} / {warning.en}", err=True)
    if timings:
        with named(timings):
            timings.write_text(json.dumps(reporter.seconds, indent=2) + "\n")
    end_with(built.faults)


@main.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--limit", type=click.IntRange(min=1), metavar="MB", help="上限 / largest size allowed (default: 900)")
def size(site: Path, limit: int | None) -> None:
    """Say how large a site is, before it is uploaded. Exit 0: the host takes it, 1: larger than it may be."""
    from yangguang.site.size import LIMIT, size_of, too_large

    total = size_of(site)
    warning = too_large(total, limit or LIMIT)
    click.echo(f"{warning.zh} / {warning.en}" if warning else f"{site}: {total / 1e6:.1f} MB", err=bool(warning))
    sys.exit(ERRORS if warning else CLEAN)


@main.command()
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
def schemas(out: Path) -> None:
    """Write the Table Schemas and the data dictionary."""
    from yangguang.records.schema import write_schemas

    _write_all(out, write_schemas().items())


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--unions", type=click.IntRange(min=1), default=36, show_default=True)
@click.option("--years", type=click.IntRange(min=1), default=3, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--running", is_flag=True, help="加上进行中的年度 / add the year that is under way")
def demo(folder: Path, unions: int, years: int, seed: int, *, running: bool) -> None:
    """Write a fictional federation in the layout of `data/`."""
    from yangguang.demo import demo as files

    _write_all(folder, files(unions=unions, years=years, seed=seed, running=running))


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Start an empty portal for a federation; it builds as it is."""
    from yangguang.demo.scaffold import scaffold

    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} 不是空目录 / is not empty")
    _write_all(folder, scaffold())
    show(f"{folder}: cd {folder} && yangguang build data --site site\n")


def _day(as_of: datetime | None) -> date:
    from yangguang.pipeline.today import build_day, day_of_judgement

    return day_of_judgement(as_of.date(), "--as-of") if as_of else build_day()


@contextmanager
def _misuse() -> Iterator[None]:
    """A question that cannot be answered ends in one plain sentence and exit code 2."""
    from yangguang.pipeline.books import UnbuildableError
    from yangguang.pipeline.check import MisuseError

    try:
        yield
    except (MisuseError, UnbuildableError) as off:
        raise click.UsageError(str(off)) from None


def _write_all(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    from yangguang.site.store import write

    for path, content in files:
        write(folder, path, content)
