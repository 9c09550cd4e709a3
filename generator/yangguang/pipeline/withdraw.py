"""Withdrawing a published year: the clerical part. Its row is written, its folder removed; both are committed together."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING, Any

from yangguang.core.address import Folder
from yangguang.door.bytes.descriptor import NAME
from yangguang.door.bytes.header import exact_header
from yangguang.door.loader import load_registry
from yangguang.pipeline.questions import MisuseError, registered
from yangguang.records.codes import CODE_LISTS
from yangguang.records.tables import BY_NAME
from yangguang.site.store import write
from yangguang.sources.repository import open_repository
from yangguang.sources.tree import Laid, in_memory, is_folder, tree_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from yangguang.records.federation import Registry
    from yangguang.sources.repository import Repository
    from yangguang.sources.tree import Tree

_TABLE = BY_NAME["withdrawals"]
_ROOM, _TABLE_FILE = "registry", "withdrawals.csv"
_FILE = f"{_ROOM}/{_TABLE_FILE}"


def withdraw(data: Path, union_id: str, year: int, *, since: date, today: date, reason: str, document: str = "") -> str:
    """Write the row of a union's year into withdrawals.csv and remove its folder, which is named. Raises MisuseError.

    What is written has passed the door before, and what is removed git has: else nothing is touched. A folder that is gone
    already only gets its row.
    """
    if since > today:
        raise MisuseError(
            f"撤回日期 {since} 还没有到（今天是 {today}）；到那一天再撤回 / the day {since} lies ahead (today is {today}): "
            "withdraw it when it comes"
        )
    tree = tree_of(data)
    registry = _register(tree, today)
    folder = Folder(registered(registry, union_id).district, union_id, year).path
    if year in registry.withdrawn(union_id):
        raise MisuseError(f"{_FILE} 已有这一行 / has this row already: {union_id} {year}")
    reasons = [code.code for code in CODE_LISTS["withdrawal_reason"]]
    if reason not in reasons:
        raise MisuseError(f"原因应为其中之一 / the reason is one of: {', '.join(reasons)}")
    is_there = is_folder(tree, folder)
    _expect_published(open_repository(tree), folder, is_there=is_there)
    row = {"union_id": union_id, "year": year, "since": since, "reason": reason, "document": document}
    names = [name for name in tree.names(_ROOM) if tree.kind(f"{_ROOM}/{name}") == "file"]
    files = {name: (data / _ROOM / name).read_bytes() for name in names}
    written = {_TABLE_FILE: _with_row(files.get(_TABLE_FILE, b""), row), NAME: _with_table(files[NAME])}
    _register(Laid(tree, _ROOM, in_memory(files | written)), today)
    for name, content in written.items():
        write(data, f"{_ROOM}/{name}", content)
    if is_there:
        shutil.rmtree(data / folder)
    return folder


def _register(tree: Tree, today: date) -> Registry:
    registry, issues = load_registry(tree, today)
    if registry is None:
        wrong = next(problem for problem in issues if problem.is_error)
        raise MisuseError(
            f"{wrong.place.file}: {wrong.message.zh}。{wrong.hint.zh} / {wrong.message.en}. {wrong.hint.en}"
        )
    return registry


def _expect_published(repository: Repository, folder: str, *, is_there: bool) -> None:
    """That main showed the year, and has it as it lies there. Where git knows nothing, that there is a folder."""
    _, union_id, year = Folder.of(folder)
    if repository.failure:
        raise MisuseError(f"{repository.failure.zh} / {repository.failure.en}")
    if not (repository.history.of(union_id, year) if repository.checkout else is_there):
        raise MisuseError(
            f"{folder} 从未公开过，没有可撤回的；要去掉没有提交的文件，直接删除 / was never published, so there is nothing to "
            "withdraw; files that were never committed may simply be deleted"
        )
    if is_there and repository.is_dirty(folder):
        raise MisuseError(
            f"{folder} 有没有提交的改动，移除后找不回来；请先提交（git commit）或还原（git restore） / has unsaved changes "
            "that would be lost: first git commit or git restore them"
        )


def _with_row(before: bytes, row: dict[str, Any]) -> bytes:
    """The table with one row more, in the order and language of its own header."""
    header = next(csv.reader(io.StringIO(before.decode("utf-8-sig"))), None)
    if header is None:
        return _written([list(row), list(row.values())])
    names = exact_header(_TABLE, tuple(header))
    assert names is not None, "the register was just read"
    if row["document"] and "document" not in names:
        raise MisuseError(f"{_FILE} 没有“依据”一列，请先加上 / has no column 'document'; add it first")
    end = b"" if before.endswith((b"\n", b"\r")) else b"\n"
    return before + end + _written([[row[name] for name in names]])


def _written(rows: list[list[Any]]) -> bytes:
    """Rows as they are given: what would be a formula is for the door to refuse, not to be made inert as in a download."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _with_table(before: bytes) -> bytes:
    """The registry's descriptor, naming the table where it does not yet."""
    found = json.loads(before)
    resources = found["resources"]
    if any(one["name"] == _TABLE.name for one in resources):
        return before
    resources.append({"name": _TABLE.name, "path": f"{_TABLE.name}.csv"})
    return json.dumps(found, ensure_ascii=False, indent=2).encode() + b"\n"
