"""A web server reached by ssh, to which rsync copies: it compares by hash, and puts a file in place when it is whole there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from yangguang.site.publish import JOURNAL, MANIFEST, OWN
from yangguang.site.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.site.store import Entry

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*|[0-9a-fA-F:]+")  # no option of ssh's can be written with it
_HASHES = ("--recursive", "--checksum", "--dry-run", "--itemize-changes", "--8-bit-output", "--out-format=%i %n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A folder `root` of `host`, where a POSIX shell, flock and rsync are at hand; ssh itself knows keys and hosts.

    Another ssh command than `ssh` is named by RSYNC_RSH, as for rsync.
    """

    host: str
    root: str
    user: str | None = None
    port: int | None = None
    kept: list[int] = field(default_factory=list, repr=False)  # the pipe that holds the lock, handed to all we start

    @contextmanager
    def held(self) -> Iterator[None]:
        """By flock on the folder, for as long as anything of ours is connected: a publisher that dies holds nothing.

        What it started may outlive it by a moment: it keeps the pipe open at whose end the lock is given back.
        """
        root = shlex.quote(self.root)
        command = self._ssh(f"mkdir -p {root}/{OWN} && flock -n {root} sh -c 'echo held; cat >/dev/null'")
        pipe, ours = os.pipe()
        with subprocess.Popen(command, stdin=pipe, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as session:  # noqa: S603 (quoted)
            os.close(pipe)
            self.kept.append(ours)
            try:
                if session.stdout is None or session.stdout.readline() != b"held\n":
                    said = session.stderr.read().decode(errors="replace").strip() if session.stderr else ""
                    raise RefusedError(f"{self}: {said or '另一个进程正在发布 / another publisher holds it'}")
                yield
            finally:
                self.kept.remove(ours)
                os.close(ours)

    def is_foreign(self) -> bool:
        """Names that begin with a dot are the host's own affair."""
        ours = " || ".join(f"test -f {shlex.quote(f'{self.root}/{path}')}" for path in (MANIFEST, JOURNAL))
        listed = self._run(self._ssh(f"{ours} || ls {shlex.quote(self.root)} 2>/dev/null || true"))
        return bool(listed.strip())

    def read(self, path: str) -> bytes:
        """As it stands."""
        name = shlex.quote(f"{self.root}/{path}")
        return self._run(self._ssh(f"if test -f {name}; then cat {name}; fi"))

    def differing(self, site: Path, entries: Sequence[Entry]) -> set[str]:
        """Each file is read on both sides."""
        if not entries or not self._run(self._ssh(f"ls -d {shlex.quote(self.root)} 2>/dev/null || true")):
            return {one.path for one in entries}
        told = self._rsync(site, [one.path for one in entries], *_HASHES).decode(errors="surrogateescape")
        lines = (line.split(" ", 1) for line in told.splitlines())
        return {name for change, name in lines if change.startswith("<f")}

    def send(self, site: Path, paths: Sequence[str]) -> None:
        """What is cut short stays in our folder there."""
        self._rsync(
            site,
            paths,
            "--checksum",
            "--perms",
            "--chmod=D755,F644",
            "--no-implied-dirs",
            f"--temp-dir={self.root}/{OWN}",
        )

    def note(self, journal: bytes) -> None:
        """Beside, then in place by its name."""
        own, name = (shlex.quote(f"{self.root}/{path}") for path in (OWN, JOURNAL))
        self._run(self._ssh(f"mkdir -p {own} && cat > {own}/part && mv -f {own}/part {name}"), journal)

    def remove(self, paths: Sequence[str]) -> None:
        """With the folders that are empty then."""
        if not paths:
            return
        names = "".join(f"{path}\0" for path in paths).encode()
        folders = sorted({str(up) for path in paths for up in Path(path).parents if str(up) != "."}, reverse=True)
        root = f"cd {shlex.quote(self.root)} && "
        self._run(self._ssh(f"{root}xargs -0 rm -f --"), names)
        if folders:
            empty = "".join(f"{folder}\0" for folder in folders).encode()
            self._run(self._ssh(f"{root}xargs -0 rmdir -- 2>/dev/null || true"), empty)

    def settle(self) -> None:
        """All in one."""
        self._run(self._ssh(f"rm -rf {shlex.quote(f'{self.root}/{OWN}')}"))

    def __str__(self) -> str:
        return f"ssh://{self.host}{self.root}"

    def _shell(self) -> list[str]:
        command = [*shlex.split(os.environ.get("RSYNC_RSH") or "ssh"), "-o", "BatchMode=yes"]
        return [*command, *(("-p", str(self.port)) if self.port else ()), *(("-l", self.user) if self.user else ())]

    def _ssh(self, command: str) -> list[str]:
        return [*self._shell(), "--", self.host, command]

    def _rsync(self, site: Path, paths: Sequence[str], *options: str) -> bytes:
        host = f"[{self.host}]" if ":" in self.host else self.host
        with tempfile.NamedTemporaryFile(prefix="yangguang.") as listed:
            listed.write("".join(f"{path}\0" for path in paths).encode())
            listed.flush()
            ends = ("-e", shlex.join(self._shell()), "--", f"{site}/", f"{host}:{self.root}/")
            return self._run(["rsync", "--from0", f"--files-from={listed.name}", "--secluded-args", *options, *ends])

    def _run(self, command: Sequence[str], given: bytes = b"") -> bytes:
        done = subprocess.run(command, input=given, capture_output=True, check=False, pass_fds=self.kept)  # noqa: S603 (quoted)
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise OSError(5, said[-1] if said else f"{command[0]}: {done.returncode}", str(self))
        return done.stdout


def server(address: str) -> Server:
    """The target of an address like ssh://user@host:port/srv/www. Raises RefusedError for one that is none."""
    try:
        parts = urlsplit(address)
        host, user, port, root = parts.hostname or "", parts.username, parts.port, unquote(parts.path).rstrip("/")
    except ValueError:
        host, user, port, root = "", None, None, ""
    names = [host] if user is None else [host, user]
    whole = parts.scheme == "ssh" and not (parts.query or parts.fragment or parts.password) if host else False
    if not whole or not root or "\0" in root or "\n" in root or not all(_NAME.fullmatch(name) for name in names):
        raise RefusedError(f"{address} 应写作 / should read ssh://user@host:port/folder")
    return Server(host=host, user=user, port=port, root=root)
