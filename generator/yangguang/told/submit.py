"""What `submit-check` says of a branch: which files it may not touch, what the door says, what changes for readers."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from yangguang.core.issues import Severity, Text
from yangguang.core.language import load_language
from yangguang.core.money import exact, format_amount
from yangguang.door.privacy.shown import path_shown, sentence, shown
from yangguang.ledger.model import Standing
from yangguang.records.codes import code_title
from yangguang.rules.judge.model import TALLY_TITLES
from yangguang.told.issues import ANNOTATIONS, SUMMARY_BYTES, annotation, inert, plain, render
from yangguang.told.machines import MACHINE_FORMATS, suites, trespass_issue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from yangguang.records.oversight import Explanation
    from yangguang.told.proposed import Compared, FigureChange, Proposed, StandingChange, Trespass, VerdictChange

_ANNOTATED = 3  # files of others among the annotations, which are few
_MOST = 200  # rows of one table that the summary lists; the JSON has them all
_REFUSED, _ACCEPTED = Text("不能合并", "Must not be merged"), Text("可以合并", "May be merged")
_UNIONS = Text("报送的工会：{unions}", "Submits for: {unions}")
_NO_UNION = Text("没有改动任何工会的数据包", "It changes no union's package")
_TRESPASS = Text(
    "不属于这次报送的文件，请另行提交", "Files that are no part of a union's submission; propose them apart"
)
_TRESPASS_HEAD = Text("文件|是什么|由谁决定", "File|What it is|Decided by")
_WORKFLOWS = Text(
    "改动了自动流程：合并以后它以仓库的权限运行，请逐行看过再合并",
    "Workflows change: once merged they run with the repository's rights; read every line before merging",
)
_FIGURES = Text(
    "变动的数 {count} 个，其中更正已公开的 {corrected} 个",
    "Figures that change: {count}, of these published before: {corrected}",
)
_MORE = Text("另有 {more} 个未列出", "{more} more are not listed")
_FIGURE_HEAD = Text("键|原数|新数|差|更正理由", "Key|Before|After|Difference|Reason of the correction")
_VERDICTS = Text(
    "变动的判定 {count} 条（前后各判定一次的工会：{judged} 个）：{moves}",
    "Verdicts that change: {count} (unions judged before and after: {judged}): {moves}",
)
_NO_VERDICTS = Text(
    "判定没有变动（前后各判定一次的工会：{judged} 个）", "No verdict changes (unions judged before and after: {judged})"
)
_VERDICT_HEAD = Text("工会|年度|条款|原判定|新判定|理由", "Union|Year|Clause|Before|After|Reason")
_STANDINGS = Text("显示状态会变的年度 {count} 个：{moves}", "Years that would stand otherwise: {count}: {moves}")
_STANDING_HEAD = Text(
    "工会|年度|原状态|新状态|今天会退回之处（原、新）",
    "Union|Year|Before|After|What today's door would refuse (before, after)",
)
_STANDING = {
    None: Text("无", "nothing"),
    Standing.PUBLISHED: Text("已公开", "published"),
    Standing.SUPERSEDED: Text("最新报送未通过，显示上一版", "refused, the last accepted version is shown"),
    Standing.REFUSED: Text("报送未通过", "refused"),
    Standing.SILENT: Text("未报送", "not reported"),
    Standing.WITHDRAWN: Text("已撤下", "withdrawn"),
    Standing.FAULTED: Text("生成出错", "the generator failed"),
}
_HINTED = Text("（按今天的要求会退回）", " (today's door would refuse it)")
_NOT_JUDGED = Text("未判定", "not judged")


def proposed_as(proposed: Proposed, as_of: date, form: str, lang: str) -> str:
    """The report as text, markdown, json, junit, code-quality or github."""
    if form == "json":
        return proposed_json(proposed, as_of, lang)
    if form == "github":
        first = [annotation((trespass_issue(one),), lang, "") for one in proposed.trespasses[:_ANNOTATED]]
        room = ANNOTATIONS - len(first)
        told = render(proposed.admissions, proposed.registry, as_of, form, lang, prefix=proposed.prefix, room=room)
        return "".join(f"{line}\n" for line in first) + told
    if form in MACHINE_FORMATS:
        found = suites(proposed.admissions, proposed.registry, proposed.trespasses, prefix=proposed.prefix, lang=lang)
        return MACHINE_FORMATS[form](found, lang)
    return proposed_text(proposed, as_of, form, lang)


def proposed_text(proposed: Proposed, as_of: date, form: str, lang: str) -> str:
    """The report as text, or as the Markdown of a pull request's summary, which together stay below a job summary's limit."""
    head = "".join(f"{line}\n" for line in _lines(proposed, lang, markdown=form == "markdown")) + "\n"
    room = SUMMARY_BYTES - len(head.encode())
    return head + render(proposed.admissions, proposed.registry, as_of, form, lang, room=room)


def _lines(proposed: Proposed, lang: str, *, markdown: bool) -> Iterator[str]:
    def safe(text: str) -> str:
        return inert(plain(text)) if markdown else plain(text)

    yield f"{'# ' if markdown else ''}{(_REFUSED if proposed.refused else _ACCEPTED).in_(lang)}"
    for told, head, rows in _parts(proposed, lang):
        yield from ("", safe(told))
        if rows:
            yield ""
        if rows and markdown:
            names = head.in_(lang).split("|")
            yield from (f"|{'|'.join(names)}|", "|---" * len(names) + "|")
        for row in rows[:_MOST]:
            yield f"|{'|'.join(map(safe, row))}|" if markdown else ("  " + "  ".join(map(safe, row))).rstrip()
        if len(rows) > _MOST:
            yield from ("", safe(_MORE.in_(lang).format(more=len(rows) - _MOST)))


def _parts(proposed: Proposed, lang: str) -> Iterator[tuple[str, Text, list[tuple[str, ...]]]]:
    """Each thing that is said, and the table that belongs to it: its head and its rows."""
    unions = ", ".join(shown(union) for union in proposed.unions)
    yield _UNIONS.in_(lang).format(unions=unions) if unions else _NO_UNION.in_(lang), _TRESPASS_HEAD, []
    if proposed.trespasses:
        yield _TRESPASS.in_(lang), _TRESPASS_HEAD, [_trespass_cells(one, lang) for one in proposed.trespasses]
    if proposed.workflows:
        yield _WORKFLOWS.in_(lang), _TRESPASS_HEAD, [_trespass_cells(one, lang) for one in proposed.workflows]
    if proposed.figures:
        corrected = sum(one.before is not None for one in proposed.figures)
        told = _FIGURES.in_(lang).format(count=len(proposed.figures), corrected=corrected)
        yield told, _FIGURE_HEAD, [_figure_cells(one, lang) for one in proposed.figures]
    yield from _compared(proposed.compared, lang)


def _compared(compared: Compared, lang: str) -> Iterator[tuple[str, Text, list[tuple[str, ...]]]]:
    """What is said of verdicts and standings, and the table that belongs to it."""
    if compared.silent:
        yield compared.silent.in_(lang), _VERDICT_HEAD, []
    elif compared.judged:
        moves = [(_tally(one.before, lang), _tally(one.after, lang)) for one in compared.verdicts]
        told = (_VERDICTS if moves else _NO_VERDICTS).in_(lang)
        words = told.format(count=len(moves), judged=len(compared.judged), moves=_moves(moves, lang))
        yield words, _VERDICT_HEAD, [_verdict_cells(one, lang) for one in compared.verdicts]
    if compared.standings:
        moves = [_stood(one, lang) for one in compared.standings]
        words = _STANDINGS.in_(lang).format(count=len(moves), moves=_moves(moves, lang))
        yield words, _STANDING_HEAD, [_standing_cells(one, lang) for one in compared.standings]


def _moves(moves: list[tuple[str, str]], lang: str) -> str:
    """How many go from where to where: 缺数据→符合 12."""
    counted = (f"{before} → {after} {count}" for (before, after), count in Counter(moves).most_common())
    return ("; " if lang == "en" else "；").join(counted)


def _trespass_cells(one: Trespass, lang: str) -> tuple[str, ...]:
    return path_shown(one.path), one.why.in_(lang), " ".join(one.owners)


def _figure_cells(one: FigureChange, lang: str) -> tuple[str, ...]:
    reason = f"{code_title('explanation_kind', one.reason.kind, lang)}: {one.reason.text}" if one.reason else ""
    return shown(one.key), *(_amount(value) for value in (one.before, one.after, one.difference)), sentence(reason)


def _verdict_cells(one: VerdictChange, lang: str) -> tuple[str, ...]:
    language = load_language(lang)
    clause = f"{one.clause} {language.gettext(one.title)}"
    reason = sentence(one.reason.text(language)) if one.reason else ""
    return shown(one.union_id), str(one.year), clause, _tally(one.before, lang), _tally(one.after, lang), reason


def _standing_cells(one: StandingChange, lang: str) -> tuple[str, ...]:
    return shown(one.union_id), str(one.year), *_stood(one, lang), f"{one.hints[0]}, {one.hints[1]}"


def _stood(one: StandingChange, lang: str) -> tuple[str, str]:
    """How the year stands before and after; what main showed stays, though today's door would refuse it."""
    before, after = (
        _STANDING[standing].in_(lang) + _HINTED.in_(lang) * bool(hints)
        for standing, hints in zip((one.before, one.after), one.hints, strict=True)
    )
    return before, after


def _tally(word: str | None, lang: str) -> str:
    return load_language(lang).gettext(TALLY_TITLES[word]) if word else _NOT_JUDGED.in_(lang)


def proposed_json(proposed: Proposed, as_of: date, lang: str) -> str:
    """The report for programs; the door's part is that of `check`."""
    issues, compared = proposed.issues, proposed.compared
    told = {
        "as_of": as_of.isoformat(),
        "status": "refused" if proposed.refused else "accepted",
        "unions": [shown(union) for union in proposed.unions],
        "paths": {path_shown(path): status for path, status in sorted(proposed.paths.items())},
        "trespasses": [_trespass_json(one, lang) for one in proposed.trespasses],
        "workflows": [_trespass_json(one, lang) for one in proposed.workflows],
        "figures": [
            {
                "key": shown(one.key),
                "before": exact(one.before),
                "after": exact(one.after),
                "difference": exact(one.difference),
                "reason": _reason(one.reason),
            }
            for one in proposed.figures
        ],
        "judged": [shown(union) for union in compared.judged],
        "not_compared": compared.silent.in_(lang) if compared.silent else None,
        "verdicts": [_verdict_json(one, lang) for one in compared.verdicts],
        "standings": [_standing_json(one) for one in compared.standings],
        "issues": [issue.as_json(lang) for issue in issues],
        "summary": {
            "errors": sum(issue.severity is Severity.ERROR for issue in issues),
            "warnings": sum(issue.severity is Severity.WARNING for issue in issues),
            "trespasses": len(proposed.trespasses),
            "figures": len(proposed.figures),
            "verdicts": len(compared.verdicts),
            "standings": len(compared.standings),
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode(errors="backslashreplace").decode() + "\n"


def _trespass_json(one: Trespass, lang: str) -> dict[str, Any]:
    return {"path": path_shown(one.path), "why": one.why.in_(lang), "owners": list(one.owners)}


def _verdict_json(one: VerdictChange, lang: str) -> dict[str, Any]:
    reason = sentence(one.reason.text(load_language(lang))) if one.reason else None
    return {
        "union_id": shown(one.union_id), "year": one.year, "clause": one.clause, "before": one.before, "after": one.after,
        "reason": reason,
    }  # fmt: skip


def _standing_json(one: StandingChange) -> dict[str, Any]:
    before, after = (side.value if side else None for side in (one.before, one.after))
    return {
        "union_id": shown(one.union_id), "year": one.year, "before": before, "after": after,
        "hints_before": one.hints[0], "hints_after": one.hints[1],
    }  # fmt: skip


def _reason(reason: Explanation | None) -> dict[str, str] | None:
    return {"kind": reason.kind, "text": sentence(reason.text), "date": reason.date.isoformat()} if reason else None


def _amount(value: Decimal | None) -> str:
    return "—" if value is None else format_amount(value)
