"""Asking git of the repository that holds DATA, in a fixed form: no submission, setting or environment has a say in the answer.

The repository is the nearest one above DATA. DATA's own `.git` counts only where nothing above has DATA's files (a
checkout of the data alone): git tracks no path called `.git`, so none comes with a submission. From then on git is told
where it is and looks around no more: `HEAD`, `config` or `info/attributes` in a submission are files like any other.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfoNotFoundError

from yangguang.core.zones import DEFAULT_ZONE, day_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

PLAIN_MODES = frozenset({"100644", "100755"})  # the same to us: many file systems know no difference
_TIMEOUT = 60  # seconds; the log of 30,000 unions over ten years takes two
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",  # nothing is fetched, not even what a partial clone lacks
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",  # reading writes nothing
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_WITHOUT_THE_USERS_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
_SETTINGS = (  # stronger than the repository's own, which nobody can leave out
    "safe.bareRepository=explicit",
    f"core.attributesFile={os.devnull}",
    f"core.hooksPath={os.devnull}",
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    "advice.graftFileDeprecated=false",  # not the reason why an answer is missing
)
_NO_FILTER = {"clean": "", "smudge": "", "process": "", "required": "false"}


class GitError(Exception):
    """There is a repository and git gave no answer; says why in git's words.

    `is_no`: the answer is that there is none. `is_missing`: there is no git.
    """

    def __init__(self, why: str, *, is_no: bool = False, is_missing: bool = False) -> None:
        self.is_no, self.is_missing = is_no, is_missing
        super().__init__("".join(char if char.isprintable() else "?" for char in why))


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """The repository that holds DATA: its top folder, and DATA as seen from there ('data/', '' where it is the top).

    `filters` are the names of programs that the repository's settings run on files; none of them is run. `is_partial`:
    it was cloned to fetch old files when they are needed, which we never do. `zone` is where the days of commits are read:
    a forge writes them in UTC, and what it merges in the morning is of that day where the federation is.
    """

    top: Path
    prefix: str
    filters: tuple[str, ...] = ()
    is_partial: bool = False
    zone: str = DEFAULT_ZONE

    def ask(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """What a git command prints. Raises GitError."""
        here = (f"--git-dir={self.top / '.git'}", f"--work-tree={self.top}")
        environment = _WITHOUT_THE_USERS_SETTINGS | _without(self.filters)
        return _run(self.top, *here, *arguments, stdin=stdin, environment=environment)

    def words(self, *arguments: str, stdin: bytes = b"") -> list[str]:
        """What a command prints with `-z`, cut at every NUL; names of files as `os.listdir` has them."""
        return _text(self.ask(*arguments, stdin=stdin)).split("\0")[:-1]

    def path(self, inside: str = "") -> str:
        """What git calls `inside`, a path of DATA, or DATA itself."""
        return f"{self.prefix}{inside}" or "."

    def inside(self, path: str) -> str:
        """The path of DATA that git calls `path`."""
        return path.removeprefix(self.prefix)

    def has_files(self) -> bool:
        """Whether any file of DATA is tracked; a submodule in DATA's place is not."""
        return any(path.startswith(self.prefix) for path in self.words("ls-files", "-z", "--", self.path()))

    def had_files(self) -> bool:
        """Whether HEAD, which there is, has any file of DATA."""
        return bool(self.words("ls-tree", "-r", "-z", "--name-only", "--full-tree", "HEAD", "--", self.path(".")))

    def commit(self, reference: str) -> str | None:
        """The id of the one commit that `reference` names; None where it names none, or several, or is an option."""
        if not reference or not reference.isprintable() or reference[0] in "-^:":
            return None
        return self._one("rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}")

    def answers(self, *arguments: str) -> bool:
        """Whether git says yes, where its exit code does. Raises GitError."""
        return self._one(*arguments) is not None

    def merge_base(self, commit: str, tip: str = "HEAD") -> str | None:
        """The id of the commit where `tip` and `commit` parted; None where they share no history."""
        return self._one("merge-base", tip, commit)

    def commits(self, *paths: str, most: int = -1, tip: str = "HEAD") -> dict[str, date | None]:
        """The history of `tip`, of these `paths` only where there are some: commits with the committers' days, children first.

        The day is None where it is none of the calendar. A merge counts where it has what none of its sides has.
        """
        options = ("--topo-order", "--encoding=UTF-8", f"--max-count={most}", "--format=%H %ct")
        lines = self.ask("rev-list", *options, tip, "--", *paths).decode("ascii").splitlines()
        return {commit: self._day(seconds) for commit, _, seconds in (line.partition(" ") for line in lines[1::2])}

    def first_parents(self, tip: str, *paths: str) -> dict[str, tuple[str, date | None]]:
        """The commits of `tip`'s first parents that changed `paths`, oldest first: each with its first parent and its day.

        The parent of the first commit is ''. What came by a merge is of the merge.
        """
        options = ("--first-parent", "--topo-order", "--reverse", "--encoding=UTF-8", "--format=%H %ct %P")
        lines = self.ask("rev-list", *options, tip, "--", *paths).decode("ascii").splitlines()
        found = {}
        for line in lines[1::2]:
            commit, seconds, *above = line.split(" ")
            found[commit] = (above[0] if above else "", self._day(seconds))
        return found

    def _day(self, seconds: str) -> date | None:
        """The day of a commit; whoever commits may write any number of seconds."""
        try:
            return day_in(self.zone, int(seconds))
        except (ValueError, OverflowError, OSError, ZoneInfoNotFoundError):
            return None

    def _one(self, *arguments: str) -> str | None:
        try:
            return self.ask(*arguments).decode("ascii").strip()
        except GitError as error:
            if error.is_no:
                return None
            raise


def tip_of(repository: Path, branch: str) -> str | None:
    """The commit at the tip of a `branch` of the repository, bare or not, whose own folder is given. Raises GitError."""
    question = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"refs/heads/{branch}^{{commit}}")
    try:
        return _run(repository, f"--git-dir={repository}", *question, environment={}).decode("ascii").strip()
    except GitError as error:
        if error.is_no:
            return None
        raise


def find_checkout(data: Path) -> Checkout | None:
    """The repository that holds DATA; None where there is none. Raises GitError where git refuses it."""
    data = data.resolve()
    above = next(_checkouts(data, data.parents), None)
    if not os.path.lexists(data / ".git") or (above and above.has_files()):
        return above
    return next(_checkouts(data, [data]), above)


def _checkouts(data: Path, folders: Iterable[Path]) -> Iterator[Checkout]:
    for folder in folders:
        if not os.path.lexists(folder / ".git"):
            continue
        # The one question asked with the user's settings: it is theirs to say whose repositories are safe.
        answer = _run(folder, "rev-parse", "--is-inside-work-tree", "--show-cdup", "--absolute-git-dir", environment={})
        if not answer.startswith(b"true\n\n"):
            continue  # no work tree begins here
        git_dir = Path(_text(answer).split("\n")[2])
        if git_dir.is_relative_to(data) and git_dir != folder / ".git":
            raise GitError("the repository lies inside the data")
        below = data.relative_to(folder).as_posix()
        found = Checkout(top=folder, prefix="" if below == "." else f"{below}/")
        keys = found.words("config", "-z", "--list", "--name-only")
        filters = {
            rest.rpartition(".")[0] for section, _, rest in (key.partition(".") for key in keys) if section == "filter"
        }
        partial = any(key == "extensions.partialclone" or key.endswith(".promisor") for key in keys)
        yield replace(found, filters=tuple(sorted(filters - {""})), is_partial=partial)


def _without(filters: Iterable[str]) -> dict[str, str]:
    """Settings that make filters do nothing; a name may hold any character, so they are told by the environment."""
    off = [(f"filter.{name}.{key}", value) for name in filters for key, value in _NO_FILTER.items()]
    told = {"GIT_CONFIG_COUNT": str(len(off))}
    for at, (key, value) in enumerate(off):
        told |= {f"GIT_CONFIG_KEY_{at}": key, f"GIT_CONFIG_VALUE_{at}": value}
    return told


def _run(folder: Path, *arguments: str, environment: dict[str, str], stdin: bytes = b"") -> bytes:
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    settings = (word for setting in _SETTINGS for word in ("-c", setting))
    try:
        done = subprocess.run(  # noqa: S603 (a fixed program; arguments never pass a shell, paths follow `--`)
            ["git", "--no-pager", *settings, *arguments],  # noqa: S607 (the user's git, wherever it is installed)
            cwd=folder, input=stdin, capture_output=True, check=False, env=own | _ENVIRONMENT | environment,
            timeout=_TIMEOUT,
        )  # fmt: skip
    except OSError as error:
        missing = isinstance(error, FileNotFoundError) and error.filename == "git"
        raise GitError(f"git does not start: {error.strerror}", is_missing=missing) from None
    except subprocess.TimeoutExpired:
        raise GitError(f"no answer in {_TIMEOUT} seconds") from None
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
        raise GitError(told.partition("\n")[0], is_no=done.returncode == 1)
    return done.stdout


def _text(output: bytes) -> str:
    return output.decode(sys.getfilesystemencoding(), "surrogateescape")
