"""A repository as it is, in words: why its history cannot be known, what of it is passed over, and the command that helps."""

from __future__ import annotations

import os
import re
import shlex
from typing import TYPE_CHECKING

from yangguang.core.issues import Text
from yangguang.sources.git import GitError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yangguang.sources.git import Checkout

_DUBIOUS = re.compile(r"dubious ownership in repository at '(.*)'")
# What leads git elsewhere, or makes other commits of those it has. None of it is heeded.
_LEADING = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_DIR", "GIT_GRAFT_FILE", "GIT_INDEX_FILE", "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
)  # fmt: skip
NOT_UNDER_GIT = Text(
    "数据不在 git 版本库中：没有历史，只按今天的要求校验",
    "the data are not under git: there is no history, and only today's checks count",
)
SPARSE = Text(
    "检出不完整（sparse checkout），有的文件不在：请运行 git sparse-checkout disable",
    "the checkout is sparse, some files are not there: git sparse-checkout disable",
)
_UNBORN = Text(
    "版本库还没有任何提交：没有历史，只按今天的要求校验；git add -A && git commit",
    "the repository has no commit yet: there is no history, and only today's checks count; git add -A && git commit",
)


def refusal(error: GitError) -> Text:
    """Why git gives no answer, and what to do."""
    if found := _DUBIOUS.search(str(error)):
        trust = f"git config --global --add safe.directory {shlex.quote(found[1])}"
        return Text(
            f"git 不信任这个版本库（属主是别的用户）。信任它请运行 {trust}",
            f"git does not trust the repository (another user owns it). To trust it: {trust}",
        )
    if error.is_missing:
        return Text(
            "数据在 git 版本库中，却没有安装 git：请先安装（如 apt-get install git）",
            "the data lie in a git repository and git is not installed: install it (apt-get install git)",
        )
    return Text(
        f"git 没有回答：{error}。请运行 git fsck 查看；修不好的，重新克隆（git clone）",
        f"git gave no answer: {error}. See git fsck; what it cannot mend, clone again (git clone)",
    )


def incompleteness(checkout: Checkout) -> Text | None:
    """What of the history is not there; None where all of it is. Raises GitError."""
    if checkout.ask("rev-parse", "--is-shallow-repository").strip() == b"true":
        return Text(
            "克隆不完整（shallow），只有最近的历史：请运行 git fetch --unshallow（GitHub Actions 里写 fetch-depth: 0）",
            "the clone is shallow, it has the latest history only: git fetch --unshallow (GitHub Actions: fetch-depth: 0)",
        )
    if checkout.is_partial and _lacks_objects(checkout):
        return Text(
            "克隆缺少旧版本的文件（partial clone）：请重新克隆，不带 --filter",
            "the clone lacks files of old versions (partial clone): clone again, without --filter",
        )
    return None


def notes(checkout: Checkout, head: str | None, dirty: int) -> Iterator[Text]:
    """What somebody should know who thinks that git tells us something else. Raises GitError."""
    if head is None:
        yield _UNBORN
    elif not checkout.answers("symbolic-ref", "--quiet", "HEAD"):
        yield Text(
            f"HEAD 不在分支上（detached，{head[:12]}）：以它的第一父历史为主线；要按分支，git switch main",
            f"HEAD is detached at {head[:12]}: its first parents are taken for main; for a branch, git switch main",
        )
    if dirty:
        yield Text(
            f"{dirty} 处有未提交的改动，按今天的要求校验；看改动：git status",
            f"{dirty} places have changes that no commit has; today's checks count for them: git status",
        )
    if checkout.ask("for-each-ref", "--count=1", "refs/replace"):
        yield Text(
            "版本库有 replace 引用，不予理会；查看：git replace -l，删除：git replace -d",
            "the repository has replace refs, which are not heeded: git replace -l lists, git replace -d removes them",
        )
    grafts = checkout.top / os.fsdecode(checkout.ask("rev-parse", "--git-common-dir").strip()) / "info" / "grafts"
    if grafts.is_file() and grafts.stat().st_size:
        yield Text(f"嫁接文件不予理会：rm {grafts}", f"the grafts file is not heeded: rm {grafts}")


def environment() -> Iterator[Text]:
    """Variables that would lead git elsewhere."""
    if found := [name for name in _LEADING if name in os.environ]:
        names = " ".join(found)
        yield Text(
            f"环境变量 {names} 不予理会，只看数据所在的版本库；unset {names}",
            f"{names} of the environment: not heeded, what counts is the repository that holds the data; unset {names}",
        )


def _lacks_objects(checkout: Checkout) -> bool:
    """Whether a partial clone lacks files of the data, or even the folders that would name them."""
    try:
        listing = checkout.ask("rev-list", "--objects", "--missing=print", "HEAD", "--", checkout.path())
    except GitError:
        return True
    return any(line.startswith(b"?") for line in listing.splitlines())
