"""The group of all commands, the options they share, and how a question that cannot be answered ends."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yangguang.ending import Commands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

CLEAN, ERRORS = 0, 1  # the others are in `yangguang.ending`


def expected(_: click.Context, __: click.Parameter, data: Path) -> Path:
    """DATA, a folder that has at least one of its parts; else the sentence that names where they are, and exit code 2."""
    from yangguang.pipeline.questions import MisuseError, expect_data

    try:
        expect_data(data)
    except MisuseError as off:
        raise click.UsageError(str(off)) from None
    return data


DATA = click.argument(
    "data", type=click.Path(exists=True, file_okay=False, path_type=Path), default="data", callback=expected
)
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


def day_of(as_of: datetime | None, data: Path) -> date:
    """The day that `--as-of` names, else the one it is where the federation of DATA is."""
    from yangguang.door.loader import timezone_of
    from yangguang.pipeline.today import build_day, day_of_judgement

    return day_of_judgement(as_of.date(), "--as-of") if as_of else build_day(timezone_of(data))


@contextmanager
def misuse() -> Iterator[None]:
    """A question that cannot be answered ends in one plain sentence and exit code 2."""
    from yangguang.pipeline.books import UnbuildableError
    from yangguang.pipeline.questions import MisuseError

    try:
        yield
    except (MisuseError, UnbuildableError) as off:
        raise click.UsageError(str(off)) from None


def write_all(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files below `folder`, each by its path with slashes. Raises OSError and StrayPathError."""
    from yangguang.site.store import write

    for path, content in files:
        write(folder, path, content)
