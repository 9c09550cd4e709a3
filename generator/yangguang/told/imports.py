"""What `import` says: the cells it changed, what it refused, what the present package would lose; as text or JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from yangguang.core.address import Folder
from yangguang.core.issues import Severity, Text
from yangguang.told.issues import plain, severity_word, where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.core.issues import Issue
    from yangguang.importer.model import Change
    from yangguang.importer.package import Imported

_CHANGED = Text("改动了 {count} 个单元格", "{count} cells were put right")
_LOST = Text("与已有的数据包不同 {count} 处", "{count} differences to the present package")
_SUMMARY = Text(
    "错误 {errors} 条，提示 {warnings} 条；{tables} 张表、{rows} 行",
    "errors: {errors}, warnings: {warnings}; {tables} tables, {rows} rows",
)
_ENDS = {
    "refused": Text(
        "没有写入任何东西；请按上面的提示改正后再导入", "Nothing was written; mend what is listed and import again"
    ),
    "dry-run": Text("试运行，没有写入：{files}", "A dry run, nothing was written: {files}"),
    "written": Text("已写入 {files}", "Written: {files}"),
    "unchanged": Text("与已有的数据包完全相同，不必写入", "The package has all of it already; nothing to write"),
}


def import_text(imported: Imported, status: str, lang: str) -> str:
    """The report for a terminal. `status` is refused, dry-run, written or unchanged."""
    lines: list[str] = []
    if imported.changes:
        lines += [
            _CHANGED.in_(lang).format(count=len(imported.changes)),
            *_changes(imported, imported.changes, lang),
            "",
        ]
    if imported.lost:
        lines += [_LOST.in_(lang).format(count=len(imported.lost)), *_changes(imported, imported.lost, lang), ""]
    for issue in imported.issues:
        place = where(issue.place, "", lang, imported.read_as.get(issue.place.file or ""))
        colon = ": " if lang == "en" else "："
        lines += [
            f"  {severity_word(issue.severity, lang)}  {place}{colon if place else ''}{issue.message.in_(lang)}",
            f"        {issue.hint.in_(lang)}  [{issue.code}]",
        ]
    lines += [_summary(imported, lang), _end(imported, status, lang)]
    return "".join(f"{plain(line)}\n" for line in lines)


def import_json(imported: Imported, status: str, lang: str) -> str:
    """The report for programs."""
    of = Folder.of(imported.folder)
    told = {
        "union_id": of.union_id,
        "year": of.year,
        "status": status,
        "tables": [{"name": name, "rows": rows} for name, rows in imported.tables],
        "changes": [_change(one, lang) for one in imported.changes],
        "differences": [_change(one, lang) for one in imported.lost],
        "issues": [issue.as_json(lang) for issue in imported.issues],
        "files": [f"{imported.folder}/{name}" for name in sorted(imported.files)],
        "summary": {
            "errors": _count(imported.issues, Severity.ERROR),
            "warnings": _count(imported.issues, Severity.WARNING),
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _changes(imported: Imported, changes: Sequence[Change], lang: str) -> list[str]:
    known = imported.read_as
    return [
        f"  {where(one.place, '', lang, known.get(one.place.file or ''))}  “{one.before}” → “{one.after}”  {one.why.in_(lang)}"
        for one in changes
    ]


def _change(one: Change, lang: str) -> dict[str, str | int | None]:
    place = one.place
    return {
        "file": place.file, "row": place.row, "column": place.column, "cell": place.cell, "before": one.before,
        "after": one.after, "why": one.why.in_(lang),
    }  # fmt: skip


def _count(issues: Sequence[Issue], severity: Severity) -> int:
    return sum(issue.severity is severity for issue in issues)


def _summary(imported: Imported, lang: str) -> str:
    return _SUMMARY.in_(lang).format(
        errors=_count(imported.issues, Severity.ERROR), warnings=_count(imported.issues, Severity.WARNING),
        tables=len(imported.tables), rows=sum(rows for _, rows in imported.tables),
    )  # fmt: skip


def _end(imported: Imported, status: str, lang: str) -> str:
    files = ", ".join(f"{imported.folder}/{name}" for name in sorted(imported.files))
    return _ENDS[status].in_(lang).format(files=files)
