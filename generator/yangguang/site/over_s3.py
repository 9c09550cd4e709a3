"""A bucket that speaks S3: Amazon, Aliyun OSS, Tencent COS, Huawei OBS, MinIO.

Each file is one request of its own whose body is hashed before it is sent: most of these refuse the chunks with trailing
checksums that SDKs send by default, and some the deletion of many objects at once. A store has no lock that ends with its
holder, so ours is an object that changes every few seconds (`_BEAT`) while somebody publishes, by a write under the condition
that it is as we left it; one that no longer changes belongs to nobody, and the next publisher takes it.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from yangguang.site.headers import cache_control, content_type
from yangguang.site.publish import JOURNAL, MANIFEST, OWN
from yangguang.site.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from obstore import PutMode
    from obstore.store import S3Config, S3Store

    from yangguang.site.store import Entry

LOCK = f"{OWN}/lock"
_BEAT = 5.0  # seconds
_DEAD = 3  # beats that a lock may stand still
_AT_ONCE = 16  # requests
_SLICE = 1_000  # files that wait for their turn
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_ENDPOINT = re.compile(r"(https?)://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::[0-9]+)?/?")
_SAID = re.compile(r"<Code>(.*?)</Code>.*?<Message>(.*?)</Message>", re.DOTALL)
_IDENTITIES = (  # where the environment may say who we are; without any, a client asks the network for minutes
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_SKIP_SIGNATURE",
)


@dataclass(slots=True, kw_only=True)
class Bucket:
    """What lies below a prefix of a bucket. `beat`: seconds between two signs of life; `few`: files asked for one by one."""

    address: str
    store: S3Store = field(repr=False)
    beat: float = _BEAT
    few: int = 200
    _seen: dict[str, str | None] = field(default_factory=dict)  # what stood there when we looked: path, ETag
    _lock: str | None = None  # the ETag of the lock as we left it
    _beaten: float = 0.0

    @contextmanager
    def held(self) -> Iterator[None]:
        """By an object that goes on changing. Raises RefusedError where it does so without us."""
        self.read(LOCK)
        found, end = self._seen[LOCK], time.monotonic() + _DEAD * self.beat
        while self._seen[LOCK] is not None and time.monotonic() < end:
            time.sleep(self.beat / 2)
            self.read(LOCK)
            if self._seen[LOCK] not in {found, None}:
                raise self._another()
        self._lock = self._swap(LOCK, uuid4().bytes, self._seen[LOCK])
        self._beaten = time.monotonic()
        try:
            self._heed()
            yield
        finally:
            lock, self._lock = self._lock, None
            self.read(LOCK)
            if lock == self._seen[LOCK]:
                self.remove([LOCK])

    def is_foreign(self) -> bool:
        """Names that begin with a dot are the host's own affair."""
        if self.read(MANIFEST) or self.read(JOURNAL):
            return False
        return any(not path.startswith(".") for path, _, _ in self._listed())

    def read(self, path: str) -> bytes:
        """As it stands; what we write there conditionally is held against it."""
        import obstore  # noqa: PLC0415 (an extra)

        with self._told():
            try:
                found = obstore.get(self.store, path)
            except FileNotFoundError:
                self._seen[path] = None
                return b""
            self._seen[path] = found.meta["e_tag"]
            return bytes(found.bytes())

    def differing(self, site: Path, entries: Sequence[Entry]) -> set[str]:
        """By what the store says of each object: the MD5 of its content, or whatever else, and then it is read."""
        wanted = [one.path for one in entries]
        if len(entries) <= self.few:
            stand = {one[0]: one for one in self._all(self._head, wanted) if one}
        else:
            stand = {one[0]: one for one in self._listed()}
        unlike, unclear = set(), []
        for entry in entries:
            self._live()
            _, size, tag = stand.get(entry.path, ("", None, None))
            content = (site / entry.path).read_bytes()
            if size != len(content) or hashlib.sha256(content).hexdigest() != entry.sha256:
                unlike.add(entry.path)
            elif tag != _tag(content):
                unclear.append(entry)

        def is_unlike(entry: Entry) -> bool:
            return hashlib.sha256(self.read(entry.path)).hexdigest() != entry.sha256

        found = self._all(is_unlike, unclear)
        return unlike | {entry.path for entry, other in zip(unclear, found, strict=True) if other}

    def send(self, site: Path, paths: Sequence[str]) -> None:
        """Each in one request, many at once; the manifest only over the one that stood there when we began."""
        self._live(since=0)
        self._all(lambda path: self._put(path, (site / path).read_bytes()), [one for one in paths if one != MANIFEST])
        if MANIFEST in paths:
            self._live(since=0)
            self._swap(MANIFEST, (site / MANIFEST).read_bytes(), self._seen.get(MANIFEST))

    def note(self, journal: bytes) -> None:
        """An object appears whole or not at all."""
        self._put(JOURNAL, journal)

    def remove(self, paths: Sequence[str]) -> None:
        """One by one: not every store deletes many at once."""
        import obstore  # noqa: PLC0415 (an extra)

        def gone(path: str) -> None:
            with self._told(), suppress(FileNotFoundError):
                obstore.delete(self.store, path)

        self._live(since=0)
        self._all(gone, paths)

    def settle(self) -> None:
        """The journal is the last to go."""
        self.remove([JOURNAL])

    def __str__(self) -> str:
        return self.address

    def _put(self, path: str, content: bytes, mode: PutMode = "overwrite") -> str | None:
        import obstore  # noqa: PLC0415 (an extra)

        headers = {"Content-Type": content_type(path), "Cache-Control": cache_control(path)}
        with self._told():
            return obstore.put(self.store, path, content, attributes=headers, mode=mode, use_multipart=False)["e_tag"]

    def _swap(self, path: str, content: bytes, seen: str | None) -> str | None:
        """Write under the condition that there is what we have `seen`, or nothing; the new ETag."""
        from obstore.exceptions import AlreadyExistsError, PreconditionError  # noqa: PLC0415 (an extra)

        try:
            return self._put(path, content, "create" if seen is None else {"e_tag": seen})
        except RuntimeError:  # "not implemented" with AWS_CONDITIONAL_PUT=disabled: looking is what remains
            if (self.read(path), self._seen[path])[1] != seen:
                raise self._another() from None
            return self._put(path, content)
        except (AlreadyExistsError, PreconditionError, FileNotFoundError):
            if self.read(path) == content:  # the answer to it was lost, and it was sent again
                return self._seen[path]
            raise self._another() from None

    def _heed(self) -> None:
        """A store that takes a second object under the condition that there is none would mix two publishers."""
        from obstore.exceptions import AlreadyExistsError  # noqa: PLC0415 (an extra)

        with suppress(AlreadyExistsError, RuntimeError):
            self._lock = self._put(LOCK, uuid4().bytes, "create")
            raise RefusedError(
                f"{self} 不遵守条件写入，两个发布者会混在一起；确知只有一个时设 AWS_CONDITIONAL_PUT=disabled / does not heed "
                "conditions (If-None-Match), so two publishers might mix; where there is never more than one, set "
                "AWS_CONDITIONAL_PUT=disabled"
            )

    def _live(self, since: float | None = None) -> None:
        """Give a sign of life where the last was `since` seconds ago; whoever lost the lock stops here."""
        if self._lock and time.monotonic() - self._beaten >= (self.beat if since is None else since):
            self._lock = self._swap(LOCK, uuid4().bytes, self._lock)
            self._beaten = time.monotonic()

    def _all(self, work: Callable[[Any], Any], items: Iterable[Any]) -> list[Any]:
        items, found = list(items), []
        pool = ThreadPoolExecutor(_AT_ONCE)
        try:
            for at in range(0, len(items), _SLICE):
                begun = [pool.submit(work, one) for one in items[at : at + _SLICE]]
                waiting = set(begun)
                while waiting:
                    done, waiting = wait(waiting, self.beat, FIRST_EXCEPTION)
                    for one in done:
                        one.result()
                    self._live()
                found += [one.result() for one in begun]
        finally:
            pool.shutdown(cancel_futures=True)
        return found

    def _head(self, path: str) -> tuple[str, int, str | None] | None:
        import obstore  # noqa: PLC0415 (an extra)

        with self._told(), suppress(FileNotFoundError):
            found = obstore.head(self.store, path)
            return path, found["size"], found["e_tag"]
        return None

    def _listed(self) -> Iterator[tuple[str, int, str | None]]:
        import obstore  # noqa: PLC0415 (an extra)

        with self._told():
            for page in obstore.list(self.store, chunk_size=1000):
                self._live()
                for one in page:
                    yield one["path"], one["size"], one["e_tag"]

    def _another(self) -> RefusedError:
        return RefusedError(f"{self}: 另一个进程正在发布 / another publisher holds it")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the store refuses, in one line: the rest of what a client tells would be for its makers."""
        from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError  # noqa: PLC0415 (an extra)

        try:
            yield
        except (AlreadyExistsError, PreconditionError):
            raise
        except (BaseError, PermissionError) as failed:
            text = str(failed)
            said = _SAID.search(text)
            raise OSError(5, f"{said[1]}: {said[2]}" if said else text.partition("\n")[0], self.address) from None


def bucket(address: str, endpoint: str | None = None) -> Bucket:
    """The target of an address like s3://bucket/prefix, at Amazon or at `endpoint`.

    An endpoint that begins with the bucket's name is addressed by it (OSS, COS and OBS ask for that), another by path.
    Keys come from the environment alone. Raises RefusedError for an address that is none, and where extra or keys are missing.
    """
    try:
        from obstore.store import S3Store  # noqa: PLC0415 (an extra)
    except ModuleNotFoundError:
        raise RefusedError(
            "发布到对象存储需要 obstore：pip install 'yangguang[s3]' / object storage needs obstore, the extra 's3'"
        ) from None

    scheme, _, path = address.partition("://")
    name, _, prefix = path.rstrip("/").partition("/")
    if scheme != "s3" or not _BUCKET.fullmatch(name) or not _is_plain(prefix):
        shown = "" if "@" in address else address  # keys have no place in an address, nor in what is printed
        raise RefusedError(f"{shown} 应写作 / should read s3://bucket/prefix".strip())
    endpoint = endpoint or os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    where = _ENDPOINT.fullmatch(endpoint or "https://s3")
    if not where:
        raise RefusedError("--endpoint 应写作 / should read https://host")
    if not any(os.environ.get(one) for one in _IDENTITIES):
        raise RefusedError(
            "密钥只从环境变量读取：请设置 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY / keys are read from the environment "
            "alone: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        )
    config: S3Config = {"endpoint": endpoint.rstrip("/")} if endpoint else {}
    store = S3Store(
        name,
        config=config,
        prefix=prefix or None,
        virtual_hosted_style_request=not endpoint or where[2].startswith(f"{name}."),
        disable_bulk_delete=True,
        client_options={"allow_http": where[1] == "http", "timeout": "1h", "read_timeout": "1min"},
        retry_config={"max_retries": 5},
    )
    return Bucket(address=address, store=store)


def _is_plain(prefix: str) -> bool:
    parts = prefix.split("/") if prefix else []
    return prefix.isprintable() and not set("?#@") & set(prefix) and not {"", ".", ".."} & set(parts)


def _tag(content: bytes) -> str:
    return f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'
