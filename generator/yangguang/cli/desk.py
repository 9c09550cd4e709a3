"""The accountant's desk: a template to fill in, and workbooks or CSV that become a package."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yangguang.cli.arguments import AS_OF, ERRORS, LANG, day_of, expected, main, misuse
from yangguang.ending import show

if TYPE_CHECKING:
    from datetime import datetime

_UNITS = {"元": 1, "yuan": 1, "百元": 100, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_STAGE = click.option("--stage", type=click.Choice(["budget", "midyear", "final"]), help="阶段 / stage")
_DATA = click.option(
    "--data", type=click.Path(exists=True, file_okay=False, path_type=Path), default="data", show_default=True,
    help="数据目录 / DATA", callback=expected,
)  # fmt: skip


@main.command()
@click.argument("union")
@click.argument("year", type=int)
@click.option(
    "-o", "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="写入的工作簿 / .xlsx"
)
@click.option("--table", "tables", multiple=True, metavar="NAME", help="加上这张表 / one more table; may be repeated")
@_DATA
@_STAGE
@AS_OF
def template(
    union: str, year: int, out: Path, tables: tuple[str, ...], data: Path, stage: str | None, as_of: datetime | None
) -> None:
    """Write the workbook a union fills in for YEAR: its tables, codes to choose from, last year's figures beside."""
    from yangguang.door.privacy.shown import path_shown
    from yangguang.pipeline.importing import make_template, write_workbook

    _check_name(out)
    with misuse():
        made = make_template(data, union, year, day_of(as_of, data), stage=stage, tables=tables)
    write_workbook(out, made)
    show(f"{path_shown(str(out))}\n")


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("union")
@click.argument("year", type=int)
@_DATA
@_STAGE
@click.option(
    "--unit", type=click.Choice(list(_UNITS)), help="表里没有写明时的金额单位 / unit of amounts where no sheet says it"
)
@click.option(
    "--fund-source", type=click.Choice(["union", "fiscal", "administrative", "other"]),
    help="三公经费的资金来源 / which funds paid the three public expenses, where no sheet says it",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="只说不写 / say everything, write nothing")
@click.option(
    "--annotate", type=click.Path(dir_okay=False, path_type=Path), metavar="X.xlsx",
    help="写出批注好的工作簿 / write the workbook back with every problem at its cell",
)  # fmt: skip
@click.option("--replace", is_flag=True, help="同意改动已有的数 / consent to change what the package has")
@AS_OF
@LANG
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def import_(
    files: tuple[Path, ...],
    union: str,
    year: int,
    data: Path,
    stage: str | None,
    unit: str | None,
    fund_source: str | None,
    annotate: Path | None,
    as_of: datetime | None,
    lang: str,
    form: str,
    *,
    dry_run: bool,
    replace: bool,
) -> None:
    """Turn workbooks (.xlsx, .xls, .ods) and CSV of any encoding into the package of UNION for YEAR.

    Prints each cell that was put right and each that is refused. Nothing is written when anything is refused.
    Exit 0: written, or would be; 1: refused; 2: misuse.
    """
    from yangguang.pipeline.importing import annotated, run_import, write_import, write_workbook
    from yangguang.told.imports import import_json, import_text

    if annotate:
        _check_name(annotate)
    with misuse():
        imported = run_import(
            data, files, union, year, day_of(as_of, data), factor=_UNITS[unit] if unit else None, fund_source=fund_source,
            stage=stage, replaces=replace,
        )  # fmt: skip
    if annotate:
        write_workbook(annotate, annotated(imported))
    status = (
        "refused" if imported.refused else "unchanged" if not imported.files else "dry-run" if dry_run else "written"
    )
    show((import_json if form == "json" else import_text)(imported, status, lang))
    if imported.refused:
        sys.exit(ERRORS)
    if not dry_run:
        write_import(data, imported)


def _check_name(out: Path) -> None:
    if out.suffix.lower() != ".xlsx":
        raise click.UsageError("文件名要以 .xlsx 结尾 / the file's name must end in .xlsx")
