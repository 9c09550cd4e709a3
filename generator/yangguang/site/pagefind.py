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
from yangguang.exports.search import FOLDER
from yangguang.site.refused import RefusedError
from yangguang.views.model import Download

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from yangguang.exports.search import Record

    _Told = tuple[str, str, Mapping[str, str], Mapping[str, list[str]]]  # address, words, what is shown, filters

LACKING = Text(
    "没有 Pagefind（1.6 或更新），网站不带全文检索；make site 会经 npm 取得它",
    "without Pagefind (1.6 or later) the site has no full-text search; make site fetches it from npm",
)
_LEAST = (1, 6)  # before, whatever is not split into words of its own by a blank was cut by a dictionary
_FRAGMENTS = 32  # files of a bundle that hold what is shown of results: a file for each record would be 30,000
_INDEX = re.compile(r"pagefind-entry\.json|.*\.pf_(meta|index|filter|fragment)")
_ENGINE = re.compile(rf"pagefind(-worker)?\.js|wasm\..*|{_INDEX.pattern}")
_NOTHING = "_"  # a word that nobody can look for: `search.js` takes letters and digits alone
_LANGUAGE = "unknown"  # words are cut by us: nothing is to be cut or stemmed further


@cache
def program() -> str | None:
    """Pagefind as it is installed beside the Python that runs, else on the PATH; None where there is none, or an old one."""
    found = shutil.which("pagefind", path=str(Path(sys.executable).parent)) or shutil.which("pagefind")
    told = re.search(r"(\d+)\.(\d+)", version(found)) if found else None
    return found if told and (int(told[1]), int(told[2])) >= _LEAST else None


@cache
def version(found: str) -> str:
    """What the Pagefind that was `found` says it is."""
    try:
        told = subprocess.run([found, "--version"], capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 (found above)
    except OSError:
        return ""
    return told.stdout


def engine() -> Iterator[Download]:
    """What a browser needs to search indexes: it begins with one in which nothing is found, and merges others into it.

    Raises RefusedError.
    """
    yield from _served("", [("", _NOTHING, {}, {})], _ENGINE)


def index(path: str, records: Iterable[Record]) -> Iterator[Download]:
    """The files of an index of `records`, at `path` beside the engine; none of no records. Raises RefusedError."""
    told = (
        (
            one.url, one.words, {"name": one.title, "name_en": one.title_en, "text": one.text},
            {name: [value] for name, value in one.filters.items()},
        )
        for one in records
    )  # fmt: skip
    yield from _served(f"{path}/", told, _INDEX)


def _served(path: str, records: Iterable[_Told], needed: re.Pattern[str]) -> Iterator[Download]:
    running = program()
    assert running, "who asks for an index has Pagefind"
    with subprocess.Popen(  # noqa: S603 (found by `program`)
        [running, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as service:
        assert service.stdin, "a pipe"
        assert service.stdout, "a pipe"
        try:
            for name, content in _made(records, service.stdin, service.stdout):
                if needed.fullmatch(name):
                    yield Download(path=f"{FOLDER}/{path}{name}", content=content)
        finally:
            service.kill()
            with suppress(BrokenPipeError):
                service.stdin.close()


def _made(records: Iterable[_Told], questions: IO[bytes], answers: IO[bytes]) -> list[tuple[str, bytes]]:
    def ask(**payload: object) -> dict[str, Any]:
        told = json.dumps({"message_id": 1, "payload": payload}, ensure_ascii=False).encode()
        try:
            questions.write(base64.b64encode(told) + b",")
            questions.flush()
        except BrokenPipeError:
            raise _failed("it ended") from None
        return _answer(answers)

    number, added = ask(type="NewIndex", config={"max_fragments": _FRAGMENTS})["index_id"], False
    for url, content, meta, filters in records:
        added = True
        ask(
            type="AddRecord", index_id=number, url=url, content=content, language=_LANGUAGE, meta=meta, filters=filters,
            sort=None,
        )  # fmt: skip
    if not added:
        return []
    files = {one["path"]: one["content"] for one in ask(type="GetFiles", index_id=number)["files"]}
    return [(path, base64.b64decode(content)) for path, content in sorted(files.items())]


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
