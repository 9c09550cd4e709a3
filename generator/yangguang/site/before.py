"""What the site that is to be replaced shows: a build that would take more than a tenth of it away does not replace it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.address import API
from yangguang.core.issues import Text
from yangguang.ledger.model import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from yangguang.core.quarantine import Fault
    from yangguang.views.model import Summary

Key = tuple[str, int]  # union and year
_SHOWN = frozenset({Standing.PUBLISHED, Standing.SUPERSEDED})
_SHARE = 10  # more than one in ten
# One union's slip never holds up the others: of five packages it would be a fifth, and refusing it is what the door is for.
_FEWEST = 2
_WITHDRAWN = Text("数据文件夹已移出或登记为撤回", "its folder is gone, or it was withdrawn")
_GONE = Text("数据文件夹或名录中已没有它", "its folder, or its union in the register, is gone")
_NO_REASON = Text("未通过校验", "refused")


class Loss(NamedTuple):
    """A union-year that visitors would lose, or find in an older version, and the first reason why."""

    union_id: str
    year: int
    why: Text


class HeldBackError(Exception):
    """The new site does not take the place of the old one; `losses` say what visitors would have lost."""

    def __init__(self, message: str, losses: Sequence[Loss]) -> None:
        self.losses = tuple(losses)
        super().__init__(message)


def shown_by(site: Path) -> dict[Key, Standing]:
    """The union-years of which a site of ours shows figures, read off its own JSON; empty where there is no site."""
    shown: dict[Key, Standing] = {}
    for file in sorted((site / API).glob("*.json")):
        try:
            union = json.loads(file.read_bytes())
            for year in union["years"]:
                if (standing := Standing(year["standing"])) in _SHOWN:
                    shown[union["union_id"], int(year["year"])] = standing
        except (OSError, ValueError, KeyError, TypeError):
            continue  # no file of ours, or one that somebody changed: it shows nothing
    return shown


def lost(before: Mapping[Key, Standing], now: Mapping[Key, Standing]) -> list[Key]:
    """The union-years that were shown and would be refused, gone, failed at or newly shown in an older version.

    Empty where they are not too many: a tenth of what was shown, or a single one of several.
    """
    gone = [
        key
        for key, standing in sorted(before.items())
        if now.get(key) is not Standing.PUBLISHED and (now.get(key), standing) != (Standing.SUPERSEDED,) * 2
    ]
    too_many = len(gone) * _SHARE > len(before) and (len(gone) >= _FEWEST or len(gone) == len(before))
    return gone if too_many else []


def hold_back(
    before: Mapping[Key, Standing], summaries: Iterable[Summary], faults: Iterable[Fault], *, accepted: bool
) -> None:
    """Raise HeldBackError where a build may not take the place of a site that showed `before`.

    It never may where something was submitted and nothing of it can be shown. Where more than a tenth is lost it may
    when that is `accepted`.
    """
    now = {(one.union_id, one.year): one for one in summaries}
    failed = {one.union_id: one for one in faults}

    def loss(key: Key) -> Loss:
        return Loss(*key, _why(now.get(key), failed.get(key[0])))

    refused = [key for key, one in now.items() if one.standing in {Standing.REFUSED, Standing.FAULTED}]
    if refused and not any(one.standing in _SHOWN for one in now.values()):
        raise HeldBackError("没有可以公开的数据 / nothing is publishable", [loss(key) for key in sorted(refused)])
    gone = [] if accepted else lost(before, {key: one.standing for key, one in now.items()})
    if gone:
        raise HeldBackError(told(len(gone), len(before)), [loss(key) for key in gone])


def told(gone: int, shown: int) -> str:
    """Why the old site stays, and how to replace it knowingly."""
    return (
        f"已公开的 {shown} 个工会年度中有 {gone} 个将退回或消失，超过十分之一，原站点保持不变；确认无误的，加 "
        f"--accept-mass-refusal / {gone} of {shown} published union-years would be refused or lost, more than a tenth; "
        "the site stays as it is. To replace it knowingly: --accept-mass-refusal"
    )


def reason(summary: Summary) -> Text:
    """The first thing for which a package was refused, with its place."""
    first = next((issue for issue in summary.refusal if issue.is_error), None)
    if first is None:
        return _NO_REASON
    place = " ".join(part for part in ((first.place.file or "").rpartition("/")[2], first.place.cell) if part)
    return Text(f"{place}：{first.message.zh}", f"{place}: {first.message.en}")


def _why(summary: Summary | None, fault: Fault | None) -> Text:
    if summary is None or summary.standing is Standing.SILENT:
        return _GONE
    if summary.standing is Standing.WITHDRAWN:
        return _WITHDRAWN
    if fault is not None:
        return Text(*(f"{fault.step}: {fault.error} ({fault.place})",) * 2)
    return reason(summary)
