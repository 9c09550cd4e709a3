"""Pagefind, which makes the index of the full-text search: its service is spoken to here and nowhere else.

Messages are JSON in base64 with a comma after each, one answer for one question; its own client in Python sleeps a tenth of
a second over each. What it makes of the same records is the same, byte for byte.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from yangguang.core.issues import Text
from yangguang.site.refused import RefusedError
from yangguang.views.model import Download

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yangguang.exports.search import Record

FOLDER = "search/index"  # of the site
LACKING = Text(
    "没有 Pagefind（1.6 或更新），网站不带全文检索；make site 会经 npm 取得它",
    "without Pagefind (1.6 or later) the site has no full-text search; make site fetches it from npm",
)
_LEAST = (1, 6)  # before, whatever is not split into words of its own by a blank was cut by a dictionary
_FRAGMENTS = 500  # files that hold what is shown of results, of each kind: a file for each record would be 30,000
_NEEDED = re.compile(r"pagefind(-worker)?\.js|pagefind-entry\.json|wasm\..*|.*\.pf_(meta|index|filter|fragment)")
_LANGUAGE = "unknown"  # words are cut by us: nothing is to be cut or stemmed further


@cache
def program() -> str | None:
    """Pagefind as it is installed beside the Python that runs, else on the PATH; None where there is none, or an old one."""
    found = shutil.which("pagefind", path=str(Path(sys.executable).parent)) or shutil.which("pagefind")
    if not found:
        return None
    try:
        told = subprocess.run([found, "--version"], capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 (found above)
    except OSError:
        return None
    version = re.search(r"(\d+)\.(\d+)", told.stdout)
    return found if version and (int(version[1]), int(version[2])) >= _LEAST else None


def index(kind: str, records: Iterable[Record]) -> Iterator[Download]:
    """The files of the index of one kind of records, and what a browser needs to search it; none of no records.

    Raises RefusedError.
    """
    running = program()
    assert running, "who asks for an index has Pagefind"
    with subprocess.Popen(  # noqa: S603 (found by `program`)
        [running, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as service:
        assert service.stdin, "a pipe"
        assert service.stdout, "a pipe"
        try:
            yield from _made(kind, records, service.stdin, service.stdout)
        finally:
            service.kill()
            with suppress(BrokenPipeError):
                service.stdin.close()


def _made(kind: str, records: Iterable[Record], questions: IO[bytes], answers: IO[bytes]) -> Iterator[Download]:
    def ask(**payload: object) -> dict[str, Any]:
        told = json.dumps({"message_id": 1, "payload": payload}, ensure_ascii=False).encode()
        try:
            questions.write(base64.b64encode(told) + b",")
            questions.flush()
        except BrokenPipeError:
            raise _failed("it ended") from None
        return _answer(answers)

    number, added = ask(type="NewIndex", config={"max_fragments": _FRAGMENTS})["index_id"], False
    for one in records:
        added = True
        ask(
            type="AddRecord", index_id=number, url=one.url, content=one.words, language=_LANGUAGE,
            meta={"name": one.title, "name_en": one.title_en, "text": one.text},
            filters={name: [value] for name, value in one.filters.items()},
            sort=None,
        )  # fmt: skip
    if not added:
        return
    files = {one["path"]: one["content"] for one in ask(type="GetFiles", index_id=number)["files"]}
    for path, content in sorted(files.items()):
        if _NEEDED.fullmatch(path):
            yield Download(path=f"{FOLDER}/{kind}/{path}", content=base64.b64decode(content))


def _answer(answers: IO[bytes]) -> dict[str, Any]:
    told = bytearray()
    while not told.endswith(b","):
        part = answers.read1(1 << 20)  # type: ignore[attr-defined]  # (a pipe is buffered)
        if not part:
            raise _failed("it ended")
        told += part
    payload: dict[str, Any] = json.loads(base64.b64decode(told[:-1]))["payload"]
    if payload["type"] == "Error":
        raise _failed(payload["message"])
    return payload


def _failed(why: str) -> RefusedError:
    return RefusedError(f"Pagefind 没有做成全文检索 / Pagefind made no index: {why}")
