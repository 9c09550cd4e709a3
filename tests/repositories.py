"""Real repositories for tests: made on a fixed day, whatever git is told by the machine that runs them."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

DAY = "2026-03-01T12:00:00+0800"
A, B = "unions/101/a/2025", "unions/101/b/2025"
_FIXED = {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_DATE": DAY, "GIT_COMMITTER_DATE": DAY,
    "GIT_AUTHOR_NAME": "a treasurer", "GIT_AUTHOR_EMAIL": "treasurer@example.org",
    "GIT_COMMITTER_NAME": "a treasurer", "GIT_COMMITTER_EMAIL": "treasurer@example.org",
}  # fmt: skip


def git(folder: Path, *arguments: str | Path, stdin: IO[str] | None = None, **environment: str) -> str:
    """What git prints in `folder`."""
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        stdin=stdin,
        env=os.environ | _FIXED | environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


def commit(folder: Path, message: str = "a table", **environment: str) -> str:
    """Commit all that lies in `folder`; the commit's id."""
    git(folder, "add", "-A", "-f", ".")
    git(folder, "commit", "-q", "--allow-empty", "-m", message, **environment)
    return git(folder, "rev-parse", "HEAD")


def write(data: Path, path: str, text: str = "x\n") -> None:
    """A file of DATA."""
    (data / path).parent.mkdir(parents=True, exist_ok=True)
    (data / path).write_text(text, newline="")


def portal(top: Path, below: str = "data") -> Path:
    """A checkout in `top` with one package, A, in its DATA, not committed yet; DATA's folder."""
    top.mkdir(parents=True, exist_ok=True)
    git(top, "init", "-q", "-b", "main")
    data = top / below
    write(data, f"{A}/accounts.csv")
    return data


def settings(trap: Path) -> str:
    """Settings of git that name `trap` wherever a program can be named, and that change every form of answer there is."""
    run = f"touch {trap}; cat"
    sections = {
        'filter "x"': {"clean": run, "smudge": run, "required": "true"},
        'filter "y"': {"process": run, "required": "true"},
        'filter "a=b.c"': {"clean": run, "required": "true"},
        "core": {
            "fsmonitor": run, "pager": run, "editor": run, "sshCommand": run, "hooksPath": trap.parent / "hooks",
            "attributesFile": trap.parent / "attributes", "excludesFile": trap.parent / "excludes",
            "quotePath": "true", "abbrev": "5", "untrackedCache": "true", "useReplaceRefs": "true",
        },
        "alias": dict.fromkeys(("rev-list", "rev-parse", "diff-index", "diff-tree", "ls-files"), f"!{run}"),
        "pager": {"rev-list": run, "ls-files": run, "diff-index": run},
        "diff": {
            "external": run, "renames": "copies", "relative": "true", "noprefix": "true", "mnemonicPrefix": "true",
            "ignoreSubmodules": "none", "orderFile": trap.parent / "order", "wordRegex": ".", "submodule": "log",
        },
        'diff "x"': {"command": run, "textconv": run},
        "gpg": {"program": run, "format": "openpgp"}, 'gpg "ssh"': {"program": run},
        "log": {
            "showSignature": "true", "follow": "true", "date": "relative", "diffMerges": "on", "decorate": "full",
            "showRoot": "false", "mailmap": "false",
        },
        "format": {"pretty": "fuller", "notes": "true"}, "color": {"ui": "always"}, "column": {"ui": "always"},
        "status": {"renames": "copies", "relativePaths": "true", "showUntrackedFiles": "no", "branch": "true"},
        "i18n": {"logOutputEncoding": "UTF-16"}, "protocol": {"allow": "always"},
        'protocol "ext"': {"allow": "always"}, "submodule": {"recurse": "true"}, "advice": {"detachedHead": "true"},
    }  # fmt: skip
    lines = (
        f"[{name}]\n" + "".join(f'\t{key} = "{value}"\n' for key, value in pairs.items())
        for name, pairs in sections.items()
    )
    return "".join(lines)


def arm(folder: Path) -> Path:
    """The files that `settings` name, in `folder`; a trap that some program of theirs would spring."""
    trap = folder / "sprung"
    hook = f"#!/bin/sh\ntouch {trap}\n"
    (folder / "hooks").mkdir(parents=True)
    for name in ("post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout"):
        (folder / "hooks" / name).write_text(hook)
        (folder / "hooks" / name).chmod(0o755)
    (folder / "attributes").write_text("* filter=x diff=x\n")
    (folder / "excludes").write_text("*\n")
    (folder / "order").write_text("z*\n")
    return trap


def plant(folder: Path, trap: Path) -> str:
    """Make `folder` what git, run there, takes for a repository: with a commit and settings of a stranger; the commit's id."""
    seed = trap.parent / "seed.git"
    git(trap.parent, "init", "-q", "--bare", seed)
    planted = git(seed, "commit-tree", "-m", "planted", git(seed, "hash-object", "-t", "tree", "-w", os.devnull))
    git(seed, "update-ref", "refs/heads/main", planted)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("HEAD", "objects", "refs"):
        if (seed / name).is_dir():
            shutil.copytree(seed / name, folder / name)
        else:
            shutil.copy(seed / name, folder / name)
    git(folder, f"--git-dir={seed}", f"--work-tree={folder}", "add", "-A", "-f", ".")
    shutil.copy(seed / "index", folder / "index")
    core = "[core]\nrepositoryformatversion = 0\nbare = false\n" + ("" if folder.name == ".git" else "worktree = .\n")
    write(folder, "config", core + settings(trap))
    write(folder, "info/attributes", "* filter=x\n")
    write(folder, "refs/tags/.gitkeep")
    return planted
