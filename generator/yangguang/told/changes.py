"""The restatement ledger as rows, as JSON and as plain text: what changed, from what to what, when, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yangguang.core.dates import format_date
from yangguang.core.issues import Text
from yangguang.core.money import exact, format_amount
from yangguang.core.sentence import say
from yangguang.records.codes import code_title
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from yangguang.core.language import Language
    from yangguang.core.sentence import Sentence
    from yangguang.core.spreadsheet import Cell
    from yangguang.history.restatements import Restatement, Revision

HEADER = (
    "union_id", "year", "day", "commit", "replaced_commit", "version_before", "version", "stage_before", "stage", "key",
    "table", "row", "column", "before", "after", "difference", "unit", "change", "reason_kind", "reason", "reason_date",
    "approved_by",
)  # fmt: skip
NO_REASON = say("没有说明理由")
NEXT_STAGE = say("报送了下一阶段的数据")


def change_rows(revisions: Iterable[Revision]) -> Iterator[tuple[Cell, ...]]:
    """A row for each figure of each revision, under `HEADER`."""
    for revision in revisions:
        for one in revision.restatements:
            reason = one.reason
            yield (
                revision.union_id, revision.year, revision.made.committed_on, revision.made.commit,
                revision.replaced.commit, *revision.versions, *revision.stages,
                f"{revision.union_id}/{revision.year}/{one.key}", one.table, one.row, one.column, one.before, one.after,
                one.difference, one.unit, kind_of(one),
                *((reason.kind, reason.text, reason.date, reason.approved_by) if reason else (None,) * 4),
            )  # fmt: skip


def changes_json(revisions: Iterable[Revision]) -> list[dict[str, Any]]:
    """Each revision with its figures; amounts are exact strings, what is not known is null."""
    return [
        {
            "union_id": one.union_id,
            "year": one.year,
            "day": one.made.committed_on.isoformat() if one.made.committed_on else None,
            "commit": one.made.commit,
            "replaced_commit": one.replaced.commit,
            "version_before": one.versions[0],
            "version": one.versions[1],
            "stage_before": one.stages[0],
            "stage": one.stages[1],
            "figures": [_figure(one, figure) for figure in one.restatements],
        }
        for one in revisions
    ]


def changes_text(revisions: Iterable[Revision], language: Language) -> str:
    """A block for each revision: day, version, and a line for each figure that readers had seen otherwise."""
    lines: list[str] = []
    for one in revisions:
        day = format_date(one.made.committed_on, language.code) if one.made.committed_on else "-"
        head = say(
            "{union} {year}年，{day}，提交 {commit}：版本 {before} 改为 {after}", union=one.union_id, year=one.year, day=day,
            commit=(one.made.commit or "-")[:12], before=one.versions[0], after=one.versions[1],
        )  # fmt: skip
        lines.append(head.text(language))
        lines += [f"  {line}" for line in _lines(one, language)]
    return "".join(f"{line}\n" for line in lines)


def kind_of(one: Restatement) -> str:
    """`first` where the figure had not been told, `gone` where it no longer is, else `changed`."""
    if one.before is None:
        return "first"
    return "gone" if one.after is None else "changed"


def label(one: Restatement, language: Language) -> str:
    """The figure in words: table, row, column."""
    table = BY_NAME[one.table]
    column = table.column(one.column)
    english = language.code == "en"
    title, head = (table.title_en, column.title_en) if english else (table.title_zh, column.title_zh)
    row = "" if one.row == one.table else f" {one.row}"
    return f"{title}{row} {head}" if english else f"{title}{row}“{head}”"


def shown(value: Decimal | int | None, language: Language) -> str:
    """A figure's value in full; one that is not reported is said not to be."""
    if value is None:
        return say("（无）").text(language)
    return f"{value:,}" if isinstance(value, int) else format_amount(value)


def reason_of(revision: Revision, one: Restatement) -> Sentence:
    """Why the figure changed, as the union says; that it says nothing; or that a later stage was reported."""
    if one.reason and one.reason.approved_by:
        said = {"kind": _kind(one.reason.kind), "text": one.reason.text, "body": one.reason.approved_by}
        return say("{kind}：{text}（{body}批准）", **said)
    if one.reason:
        return say("{kind}：{text}", kind=_kind(one.reason.kind), text=one.reason.text)
    return NEXT_STAGE if revision.is_next_stage else NO_REASON


def _kind(code: str) -> Text:
    return Text(code_title("explanation_kind", code), code_title("explanation_kind", code, "en"))


def correction_lines(revision: Revision, language: Language, most: int | None = None) -> Iterator[str]:
    """A line for each figure that readers had seen otherwise: before, after, why; of more than `most` how many are left."""
    for one in revision.corrections[:most]:
        told = say(
            "{figure}：{before} → {after}；{why}", figure=label(one, language), before=shown(one.before, language),
            after=shown(one.after, language), why=reason_of(revision, one),
        )  # fmt: skip
        yield told.text(language)
    if most is not None and len(revision.corrections) > most:
        yield say("另有 {n} 个数更正", n=len(revision.corrections) - most).text(language)


def _lines(revision: Revision, language: Language) -> Iterator[str]:
    yield from correction_lines(revision, language)
    new = len(revision.restatements) - len(revision.corrections)
    if new:
        yield say("另有 {n} 个数首次公开", n=new).text(language)


def _figure(revision: Revision, one: Restatement) -> dict[str, Any]:
    reason = one.reason
    return {
        "key": f"{revision.union_id}/{revision.year}/{one.key}",
        "before": exact(one.before),
        "after": exact(one.after),
        "difference": exact(one.difference),
        "unit": one.unit,
        "change": kind_of(one),
        "reason": {
            "kind": reason.kind,
            "text": reason.text,
            "date": reason.date.isoformat(),
            "approved_by": reason.approved_by,
        }
        if reason
        else None,
    }
