"""What a git server answers to a push: each ref taken or refused, every problem in Chinese and English at its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yangguang.core.issues import Severity, Text
from yangguang.door.privacy.shown import shown
from yangguang.told.issues import plain, where
from yangguang.told.worst import worst_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.core.issues import Issue

_MOST = 20  # problems of one ref that are told; `yangguang check` tells them all
_NOTHING_STORED = Text("整个推送没有收下，服务器上什么都没有改变", "nothing of this push was stored")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What becomes of one ref of a push: refused for its own sake, or for an error among what the door says."""

    ref: str
    refusals: tuple[Text, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether it may not be stored."""
        return bool(self.refusals) or any(one.is_error for one in self.issues)


def rulings_text(rulings: Sequence[Ruling]) -> str:
    """Lines as git shows them to whoever pushes."""
    return "".join(f"{plain(line)}\n" for line in _lines(rulings))


def _lines(rulings: Sequence[Ruling]) -> Iterator[str]:
    for ruling in rulings:
        warnings = sum(one.severity is Severity.WARNING for one in ruling.issues)
        more = f"；提示 {warnings} 条 warnings: {warnings}" if warnings else ""
        yield f"{'拒收 refused' if ruling.refused else '通过 accepted'}: {shown(ruling.ref)}{more}"
        for refusal in ruling.refusals:
            yield from (f"  {refusal.zh}", f"  {refusal.en}")
        groups = worst_first([one for one in ruling.issues if one.is_error])
        for number, group in enumerate(groups[:_MOST], start=1):
            yield from _told(number, group)
        if left := sum(map(len, groups[_MOST:])):
            yield f"  另有 {left} 条，本地运行 yangguang check 可见全部 / {left} more: run yangguang check"
    if any(ruling.refused for ruling in rulings):
        yield f"{_NOTHING_STORED.zh} / {_NOTHING_STORED.en}"


def _told(number: int, group: tuple[Issue, ...]) -> Iterator[str]:
    issue, rest = group[0], len(group) - 1
    more = f"  (+{rest})" if rest else ""
    yield f"  {number}. {where(issue.place, '', 'zh')} [{issue.code}]{more}"
    yield f"     {issue.message.zh} {issue.hint.zh}"
    yield f"     {issue.message.en} {issue.hint.en}"
