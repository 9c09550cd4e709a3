"""What stands between a proposal and main: a branch judged before it is merged, a push before it is stored."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from yangguang.cli.arguments import AS_OF, CLEAN, DATA, ERRORS, LANG, day_of, main, misuse
from yangguang.ending import show

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_FORMATS = ["text", "markdown", "json", "junit", "code-quality", "github"]


@main.command("submit-check")
@DATA
@click.option("--base", required=True, metavar="REF", help="要并入的分支 / the branch it would be merged into")
@click.option("--union", "union_id", metavar="ID", help="报送的工会 / the union that submits")
@AS_OF
@LANG
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text")
def submit_check(data: Path, base: str, union_id: str | None, as_of: datetime | None, lang: str, form: str) -> None:
    """Judge a branch as a submission: who may touch what, what the door says, which figures and verdicts change.

    A branch that touches a union's package may touch nothing else. Exit 0: may be merged, 1: must not, 2: misuse.
    """
    from yangguang.pipeline.progress import Reporter
    from yangguang.pipeline.submit import submit_check as run
    from yangguang.told.submit import proposed_as

    day = day_of(as_of, data)
    with misuse():
        proposed = run(data, base, day, Reporter(), union_id=union_id)
    show(proposed_as(proposed, day, form, lang))
    sys.exit(ERRORS if proposed.refused else CLEAN)
