"""What stands between a proposal and main: a branch judged before it is merged, a push before it is stored."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yangguang.cli.arguments import AS_OF, CLEAN, DATA, ERRORS, LANG, day_of, main, misuse
from yangguang.ending import show

if TYPE_CHECKING:
    from datetime import datetime


_FORMATS = ["text", "markdown", "json", "junit", "code-quality", "github"]


@main.command("submit-check")
@DATA
@click.option("--base", required=True, metavar="REF", help="要并入的分支 / the branch it would be merged into")
@click.option("--union", "union_id", metavar="ID", help="报送的工会 / the union that submits")
@AS_OF
@LANG
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text")
@click.option(
    "--preview", "folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
    help="写出改动了的页面 / write the pages that change, and only those",
)  # fmt: skip
@click.option(
    "--config", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="预览用的站点设置 / settings of the preview (default: mkdocs.yml beside DATA, which runs nothing)",
)  # fmt: skip
def submit_check(
    data: Path,
    base: str,
    union_id: str | None,
    as_of: datetime | None,
    lang: str,
    form: str,
    folder: Path | None,
    config: Path | None,
) -> None:
    """Judge a branch as a submission: who may touch what, what the door says, which figures and verdicts change.

    A branch that touches a union's package may touch nothing else. Exit 0: may be merged, 1: must not, 2: misuse.
    """
    from yangguang.door.privacy.shown import path_shown
    from yangguang.pipeline.progress import Reporter
    from yangguang.pipeline.submit import submit_check as run
    from yangguang.told.submit import proposed_as

    day = day_of(as_of, data)
    with misuse():
        proposed = run(data, base, day, Reporter(), union_id=union_id)
    if folder:
        from yangguang.pipeline.preview import preview

        with misuse():
            pages = preview(data, base, proposed, day, folder, Reporter(), config)
        show(f"{path_shown(str(folder))}: {pages} 页 pages\n", err=True)
    show(proposed_as(proposed, day, form, lang))
    sys.exit(ERRORS if proposed.refused else CLEAN)


@main.command()
@DATA
@click.option(
    "--org", default="your-organisation", show_default=True, help="代码平台上的组织 / the organisation on the forge"
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="写入的文件 / the file to write")
def owners(data: Path, org: str, out: Path | None) -> None:
    """Print the CODEOWNERS of a portal: who must agree to which folder, district by district, from the register."""
    from yangguang.pipeline.owners import codeowners
    from yangguang.site.disk import named

    with misuse():
        text = codeowners(data, org)
    if out is None:
        show(text)
    else:
        with named(out):
            out.write_text(text, encoding="utf-8")


@main.command()
@click.option(
    "--repository", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", show_default=True,
    help="被推送的版本库 / the repository that is pushed to",
)  # fmt: skip
@click.option("--data", "prefix", default="data", show_default=True, help="版本库里的数据目录 / DATA in the repository")
@click.option("--branch", default="main", show_default=True, help="公开的主分支 / the branch that is published")
@click.option(
    "--union",
    "union_id",
    metavar="ID",
    envvar="YANGGUANG_UNION",
    help="推送人所代表的工会 / whom the pusher speaks for",
)
@AS_OF
def receive(repository: Path, prefix: str, branch: str, union_id: str | None, as_of: datetime | None) -> None:
    """Judge a push before it is stored: what a git server's pre-receive hook runs (see hooks/ of a new portal).

    Reads `old new ref` lines. Exit 0: may be stored, 1: must not, 2: misuse; whatever goes wrong, nothing is stored.
    """
    from yangguang.pipeline.receive import Server, Update
    from yangguang.pipeline.receive import receive as run
    from yangguang.sources.git import GitError
    from yangguang.sources.quarantine import objects_in
    from yangguang.told.received import rulings_text

    lines = os.fsdecode(sys.stdin.buffer.read()).split("\n")
    told = [line.split(" ") for line in lines if line]
    if not told or any(len(words) != len(("old", "new", "ref")) for words in told):
        raise click.UsageError("应从标准输入读到“旧 新 引用”各行 / expected lines of `old new ref` on standard input")
    updates = [Update(old=_object(old), new=_object(new), ref=ref) for old, new, ref in told]
    try:
        server = Server(
            repository=repository.resolve(), objects=objects_in(repository), branch=branch, union_id=union_id or None,
            prefix=f"{prefix.strip('/')}/" if prefix.strip("/.") else "", as_of=as_of.date() if as_of else None,
        )  # fmt: skip
        rulings = run(server, updates)
    except GitError as error:
        raise click.ClickException(f"没有收下 / nothing was stored: {error}") from None
    show(rulings_text(rulings), err=True)
    sys.exit(ERRORS if any(ruling.refused for ruling in rulings) else CLEAN)


def _object(name: str) -> str | None:
    """The object of that name; git writes zeros for none."""
    return name if name.strip("0") else None
