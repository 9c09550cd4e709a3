"""What `submit-check` says of a branch: which files it may not touch, what the door says, which figures change."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yangguang.core.issues import Severity, Text
from yangguang.core.money import format_amount
from yangguang.door.privacy.shown import path_shown, shown
from yangguang.told.issues import inert, plain, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from yangguang.core.issues import Issue
    from yangguang.door.model import Admission

_MOST = 200  # figures that the summary lists
_REFUSED, _ACCEPTED = Text("不能合并", "Must not be merged"), Text("可以合并", "May be merged")
_UNIONS = Text("报送的工会：{unions}", "Submits for: {unions}")
_NO_UNION = Text("没有改动任何工会的数据包", "It changes no union's package")
_TRESPASS = Text(
    "不属于这次报送的文件，请另行提交", "Files that are no part of a union's submission; propose them apart"
)
_OWNERS = Text("由 {owners} 决定", "decided by {owners}")
_FIGURES = Text("变动的数 {count} 个", "Figures that change: {count}")
_MORE = Text("另有 {more} 个未列出", "{more} more are not listed")
_HEAD = Text("键|原数|新数|差", "Key|Before|After|Difference")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trespass:
    """A path that a submission may not touch, why, and who decides on it."""

    path: str
    why: Text
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A figure before and after, None where it is not given."""

    key: str
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """After less before; unknown where either is."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What a branch would do. `paths` maps each path that differs to A, M, D or T."""

    unions: tuple[str, ...]
    paths: Mapping[str, str]
    trespasses: tuple[Trespass, ...]
    figures: tuple[FigureChange, ...]
    admissions: tuple[Admission, ...]
    registry: tuple[Issue, ...]

    @property
    def refused(self) -> bool:
        """Whether it must not be merged as it is."""
        is_unsound = any(issue.is_error for issue in self.registry) or any(not one.accepted for one in self.admissions)
        return bool(self.trespasses) or is_unsound


def proposed_text(proposed: Proposed, as_of: date, form: str, lang: str) -> str:
    """The report as text, or as the Markdown of a pull request's summary."""
    lines = [*_lines(proposed, lang, markdown=form == "markdown")]
    return (
        "".join(f"{line}\n" for line in lines)
        + "\n"
        + render(proposed.admissions, proposed.registry, as_of, form, lang)
    )


def _lines(proposed: Proposed, lang: str, *, markdown: bool) -> Iterator[str]:
    def safe(text: str) -> str:
        return inert(plain(text)) if markdown else plain(text)

    bullet = "- " if markdown else "  "
    yield f"{'# ' if markdown else ''}{(_REFUSED if proposed.refused else _ACCEPTED).in_(lang)}"
    yield ""
    unions = ", ".join(shown(union) for union in proposed.unions)
    yield safe(_UNIONS.in_(lang).format(unions=unions) if unions else _NO_UNION.in_(lang))
    if proposed.trespasses:
        yield from ("", safe(_TRESPASS.in_(lang)), "")
        for one in proposed.trespasses:
            owners = _OWNERS.in_(lang).format(owners=" ".join(one.owners)) if one.owners else ""
            yield bullet + safe(f"{path_shown(one.path)}  {one.why.in_(lang)}  {owners}".rstrip())
    if proposed.figures:
        yield from ("", safe(_FIGURES.in_(lang).format(count=len(proposed.figures))), "")
        head = _HEAD.in_(lang)
        if markdown:
            yield from (f"|{head}|", "|---|---:|---:|---:|")
        for figure in proposed.figures[:_MOST]:
            cells = (shown(figure.key), *(_amount(one) for one in (figure.before, figure.after, figure.difference)))
            yield f"|{'|'.join(map(safe, cells))}|" if markdown else bullet + "  ".join(map(safe, cells))
        if len(proposed.figures) > _MOST:
            yield from ("", safe(_MORE.in_(lang).format(more=len(proposed.figures) - _MOST)))


def proposed_json(proposed: Proposed, as_of: date, lang: str) -> str:
    """The report for programs; the door's part is that of `check`."""
    issues = [*proposed.registry, *(issue for one in proposed.admissions for issue in one.issues)]
    told = {
        "as_of": as_of.isoformat(),
        "status": "refused" if proposed.refused else "accepted",
        "unions": list(proposed.unions),
        "paths": {path_shown(path): status for path, status in sorted(proposed.paths.items())},
        "trespasses": [
            {"path": path_shown(one.path), "why": one.why.in_(lang), "owners": list(one.owners)}
            for one in proposed.trespasses
        ],
        "figures": [
            {
                "key": shown(one.key),
                "before": _text(one.before),
                "after": _text(one.after),
                "difference": _text(one.difference),
            }
            for one in proposed.figures
        ],
        "issues": [issue.as_json(lang) for issue in issues],
        "summary": {
            "errors": sum(issue.severity is Severity.ERROR for issue in issues),
            "trespasses": len(proposed.trespasses),
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode(errors="backslashreplace").decode() + "\n"


def _amount(value: Decimal | None) -> str:
    return "—" if value is None else format_amount(value)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
