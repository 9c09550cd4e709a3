"""Commands that write: the site, schemas, a demo federation, an empty portal."""

from __future__ import annotations

import atexit
import gc
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yangguang.cli.arguments import AS_OF, CLEAN, DATA, DATA_OPTION, ERRORS, day_of, main, misuse, write_all
from yangguang.ending import end_with, show

if TYPE_CHECKING:
    from datetime import datetime

    from yangguang.site.publish import Target


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
@click.option(
    "--without-history",
    is_flag=True,
    help="版本库的历史看不到也生成 / build although the history of the data cannot be known",
)
@click.option(
    "--posters",
    is_flag=True,
    help="另制海报、卡片和离线版 / notices (PDF), cards (PNG) and offline editions (HTML), too; needs yangguang[paper]",
)
@click.option(
    "--parquet",
    is_flag=True,
    help="另制全站的 Parquet 文件 / figures.parquet and verdicts.parquet of the whole portal, too; needs yangguang[parquet]",
)
@click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    help="只生成有变化的部分 / a folder that remembers what was made: only what changed is made again",
)
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="写明各文件的去留及原因 / write which files were made, kept and removed, which unions made again, and why",
)
@click.option(
    "--scheduler",
    metavar="tcp://HOST:PORT",
    help="多机：Dask 调度器 / a Dask scheduler, whose workers do the passes over unions; needs yangguang[cluster]",
)
@click.option(
    "--chunk", type=click.IntRange(min=1), help="每个任务的工会数 / unions per task (default: 20, with --scheduler 200)"
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
    store: Path | None,
    report: Path | None,
    scheduler: str | None,
    chunk: int | None,
    *,
    accept_mass_refusal: bool,
    without_history: bool,
    posters: bool,
    parquet: bool,
) -> None:
    """Build the whole site.

    Exit 0: built, also with quarantined packages (they are listed); 1: nothing publishable, or more than a tenth of
    what was published would be refused; 2: misuse; 3: built, but the generator failed at some unions (they are listed).
    """
    from yangguang.door.privacy.shown import path_shown
    from yangguang.ledger.model import Standing
    from yangguang.pipeline.books import UnbuildableError
    from yangguang.pipeline.portal import build_site
    from yangguang.pipeline.progress import Reporter
    from yangguang.site.before import HeldBackError
    from yangguang.site.disk import named
    from yangguang.site.size import LIMIT, too_large
    from yangguang.told.issues import render

    atexit.register(gc.freeze)  # or a third of a second goes into looking through what ends with the process anyway
    reporter = Reporter()
    try:
        built = build_site(
            data, site, reporter, config, as_of=day_of(as_of, data) if as_of else None, lang=lang, workers=workers,
            accept_mass_refusal=accept_mass_refusal, without_history=without_history or None, posters=posters or None,
            parquet=parquet or None, store=store.absolute() if store else None, report=report, scheduler=scheduler, chunk=chunk,
        )  # fmt: skip
    except HeldBackError as held:
        losses = (f"  {loss.union_id}/{loss.year}  {loss.why.in_(lang or 'zh')}\n" for loss in held.losses)
        show(f"{held}\n{''.join(losses)}", err=True)
        sys.exit(ERRORS)
    except UnbuildableError as refused:
        show(render((), refused.issues, day_of(as_of, data), "text", lang or "zh"), err=True)
        sys.exit(ERRORS)
    show(
        f"{path_shown(str(site))}: {built.pages} 页 pages, {built.size / 1e6:.1f} MB; "
        f"已公开 published {built.count(Standing.PUBLISHED)}, "
        f"沿用前版 superseded {built.count(Standing.SUPERSEDED)}, 退回 refused {built.count(Standing.REFUSED)}, "
        f"撤下 withdrawn {built.count(Standing.WITHDRAWN)}, "
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
@click.argument("union")
@click.argument("year", type=int)
@DATA_OPTION
@click.option(
    "--reason", required=True, metavar="CODE", help="撤回原因代码 / a code of withdrawal_reason, such as merged"
)
@click.option("--document", default="", help="依据的文号或名称 / number or title of the decision")
@click.option("--since", metavar="YYYY-MM-DD", type=click.DateTime(["%Y-%m-%d"]), help="default: today")
def withdraw(union: str, year: int, data: Path, reason: str, document: str, since: datetime | None) -> None:
    """Withdraw a published year: write its row of registry/withdrawals.csv, remove its folder. Both are committed together.

    Its page stays and says so; with the reason personal_data its content and downloads go. Exit 2: nothing was touched.
    """
    from yangguang.pipeline.withdraw import withdraw as run

    with misuse():
        folder = run(
            data, union, year, since=day_of(since, data), today=day_of(None, data), reason=reason, document=document
        )
    show(
        f"{data}/{folder} 已移除，registry/withdrawals.csv 已登记；请一起提交 / removed and put on record; commit both: "
        f"git add -A {data} && git commit\n"
    )
    if reason == "personal_data":
        show(
            "网站不再提供其内容；版本库的历史里仍有，另须从历史中清除（见指南） / the site no longer offers its content; the "
            "history of the repository still holds it and must be cleaned, too (see the guide)\n"
        )


@main.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("target")
@click.option("--endpoint", metavar="URL", help="S3 服务地址 / where s3:// leads to, if not to Amazon")
@click.option("--dry-run", is_flag=True, help="只列出，不改动 / list what would be done, change nothing")
def publish(site: Path, target: str, endpoint: str | None, *, dry_run: bool) -> None:
    """Bring a built SITE to TARGET: only what changed, deletions last.

    TARGET is a folder, ssh://user@host:port/folder, or s3://bucket/prefix (extra s3; keys from AWS_ACCESS_KEY_ID and
    AWS_SECRET_ACCESS_KEY). What ended early, however, is finished by running it again. Exit 2: SITE is not as it was
    built, or TARGET is not ours.
    """
    from yangguang.door.privacy.shown import path_shown
    from yangguang.site.over_s3 import bucket
    from yangguang.site.over_ssh import server
    from yangguang.site.publish import Folder
    from yangguang.site.publish import publish as run
    from yangguang.site.refused import RefusedError

    if endpoint and not target.startswith("s3://"):
        raise click.UsageError("--endpoint 只用于 / is for s3:// alone")
    if "://" not in target and Path(target).resolve().is_relative_to(site.resolve()):
        raise RefusedError(f"{target} 在站点之内 / lies within the site")
    if target.startswith("s3://"):
        place: Target = bucket(target, endpoint)
    else:
        place = server(target) if "://" in target else Folder(Path(target))
    done = run(site, place, dry_run=dry_run)
    if dry_run:
        lines = (*(f"+ {path}\n" for path in done.sent), *(f"- {path}\n" for path in done.removed))
        show("".join(lines))
    where = place if "://" in target else path_shown(target)
    show(
        f"{where}: {'将发送 to send' if dry_run else '已发送 sent'} {len(done.sent)}, "
        f"{'将删除 to remove' if dry_run else '已删除 removed'} {len(done.removed)}, 未变 unchanged {done.kept}\n"
    )


@main.command()
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
def schemas(out: Path) -> None:
    """Write the Table Schemas and the data dictionary."""
    from yangguang.records.schema import write_schemas

    write_all(out, write_schemas().items())


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--unions", type=click.IntRange(min=1), default=36, show_default=True)
@click.option("--years", type=click.IntRange(min=1), default=3, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--running", is_flag=True, help="加上进行中的年度 / add the year that is under way")
def demo(folder: Path, unions: int, years: int, seed: int, *, running: bool) -> None:
    """Write a fictional federation in the layout of `data/`."""
    from yangguang.demo import demo as files

    write_all(folder, files(unions=unions, years=years, seed=seed, running=running))


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Start an empty portal for a federation; it builds as it is."""
    from yangguang.demo.scaffold import scaffold

    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} 不是空目录 / is not empty")
    write_all(folder, scaffold())
    show(f"{folder}: cd {folder} && yangguang build data --site site\n")
