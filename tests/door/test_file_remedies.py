"""The remedy law for files: whoever renames, moves and saves as he is told ends in the healthy package, and deletes no data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.builders import DISTRICT, FOLDER, UNION, YEAR, package_files, policy, registry
from tests.healthy import HEALTHY
from yangguang.door.admit import admit
from yangguang.door.bytes.raw import read_folder
from yangguang.door.bytes.unread import with_strays
from yangguang.sources.tree import OnDisk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from yangguang.core.issues import Issue
    from yangguang.door.model import Admission

CLEAN = package_files(**HEALTHY)
EVIDENCE = b"%PDF-1.4 minutes"


def renamed(old: str, new: str) -> dict[str, bytes]:
    return {new if name == old else name: data for name, data in CLEAN.items()}


FAULTS = {
    "chinese-name": renamed("accounts.csv", "收支预决算.csv"),
    "chinese-name-with-year": renamed("accounts.csv", "2025年收支预决算表.csv"),
    "chinese-name-in-brackets": renamed("projects.csv", "（区总）项目预算.csv"),
    "singular": renamed("accounts.csv", "account.csv"),
    "dash": renamed("three_public.csv", "three-public.csv"),
    "with-year": renamed("projects.csv", "projects2025.csv"),
    "capitals": renamed("accounts.csv", "Accounts.CSV"),
    "ending-twice": renamed("accounts.csv", "accounts.csv.csv"),
    "text-ending": renamed("accounts.csv", "accounts.txt"),
    "numbered-copy": renamed("dues.csv", "dues (1).csv"),
    "descriptor-text": renamed("datapackage.json", "datapackage.json.txt"),
    "evidence-outside": CLEAN | {"会议纪要.pdf": EVIDENCE},
    "evidence-spaces": CLEAN | {"documents/纪要  ?.pdf": EVIDENCE},
    "all-too-deep": {f"2025/{name}": data for name, data in CLEAN.items()},
    "lock": CLEAN | {"~$accounts.xlsx": b"x"},
    "system": CLEAN | {"Thumbs.db": b"x"},
}


def check(root: Path) -> Admission:
    tree = OnDisk(str(root))
    return admit(with_strays(tree, read_folder(tree, DISTRICT, UNION, YEAR)), registry(), policy(), {})


def _rename(folder: Path, path: Path, found: re.Match[str]) -> None:
    path.rename(path.with_name(found[1]))
    assert folder.is_dir()


def _into_documents(folder: Path, path: Path, _: re.Match[str]) -> None:
    (folder / "documents").mkdir(exist_ok=True)
    path.rename(folder / "documents" / path.name)


def _up(folder: Path, path: Path, _: re.Match[str]) -> None:
    inner = path.parent
    for one in inner.iterdir():
        one.rename(folder / one.name)
    inner.rmdir()


def _delete(_: Path, path: Path, __: re.Match[str]) -> None:
    assert path.read_bytes() == b"x"  # whatever holds data is never told away
    path.unlink()


_ACTS: tuple[tuple[str, Callable[[Path, Path, re.Match[str]], None]], ...] = (
    (r"请改名为 (\S+?)（", _rename), (r"请改名为“(.+?)”", _rename), (r"移入 documents/", _into_documents), (r"全部文件移到上一层", _up),
    (r"删除这个锁文件|里面没有数据", _delete),
)  # fmt: skip


def obey(root: Path, issue: Issue) -> None:
    for pattern, act in _ACTS:
        if found := re.search(pattern, issue.hint.zh):
            act(root / FOLDER, root / (issue.place.file or ""), found)
            return
    pytest.fail(f"{issue.code}: {issue.hint.zh}")


@pytest.mark.parametrize("fault", FAULTS)
def test_following_the_remedy_of_a_file_to_the_letter_ends_in_what_was_meant(tmp_path: Path, fault: str) -> None:
    for name, data in FAULTS[fault].items():
        path = tmp_path / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    errors = [one for one in check(tmp_path).issues if one.is_error]
    assert len(errors) == 1  # one cause, one issue
    obey(tmp_path, errors[0])
    assert check(tmp_path).issues == ()
    assert {name: data for name, data in CLEAN.items() if (tmp_path / FOLDER / name).read_bytes() != data} == {}
