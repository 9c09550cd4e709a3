"""What `check` says, to print and tick off: by package and table, errors apart from warnings, a count at the end."""

from __future__ import annotations

from html import escape
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from yangguang.core.issues import Text
from yangguang.told.issues import by_table, plain, severity_word, table_title, total_text, where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from yangguang.core.issues import Issue
    from yangguang.door.model import Admission

_TITLE = Text("校验报告", "Report of the check")
_AS_OF = Text("截至 {as_of}", "as of {as_of}")
_FEDERATION = Text("工会名录与规则参数", "Register and policy")
_STATUS = {True: Text("通过", "accepted"), False: Text("拒收", "refused")}
_COUNT = Text("{title}：{count} 条", "{title}: {count}")
_NOTHING = Text("没有问题", "No problems")
_HEADINGS = (
    Text("完成", "Done"),
    Text("位置", "Place"),
    Text("问题", "Problem"),
    Text("怎么改", "Remedy"),
    Text("代码", "Code"),
)
_STYLE = (
    "body{font:14px/1.6 sans-serif;margin:2em;color:#111}h1{font-size:20px}h2{font-size:17px;margin-top:2em}"
    "h3{font-size:15px}table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:bold;padding:.4em 0}"
    "th,td{border:1px solid #888;padding:.3em .5em;text-align:left;vertical-align:top}th{background:#eee}"
    "td:first-child{text-align:center;width:3em}tr{break-inside:avoid}thead{display:table-header-group}"
    "@media print{body{margin:0;font-size:11px}}"
)


def report_html(results: Sequence[Admission], registry_issues: Sequence[Issue], as_of: date, lang: str = "zh") -> str:
    """The report as one HTML file without scripts, pictures or anything from elsewhere."""
    parts: list[str] = []
    if registry_issues:
        is_sound = not any(issue.is_error for issue in registry_issues)
        parts += _package(_FEDERATION.in_(lang), "", registry_issues, lang, accepted=is_sound)
    for result in results:
        parts += _package(result.folder, result.folder, result.issues, lang, accepted=result.accepted)
    total = f"{total_text(results, registry_issues, lang)} ({_AS_OF.in_(lang).format(as_of=as_of)})"
    title = _TITLE.in_(lang)
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head><meta charset="utf-8"><title>{title}</title>\n'
        f"<style>{_STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n{''.join(parts)}<p><strong>{_safe(total)}</strong></p>\n"
        "</body>\n</html>\n"
    )


def _package(title: str, folder: str, issues: Sequence[Issue], lang: str, *, accepted: bool) -> Iterator[str]:
    yield f"<h2>{_safe(title)} · {_STATUS[accepted].in_(lang)}</h2>\n"
    if not issues:
        yield f"<p>{_NOTHING.in_(lang)}</p>\n"
    for severity, of_severity in groupby(by_table(issues), key=itemgetter(0)):
        tables = list(of_severity)
        count = sum(len(found) for *_, found in tables)
        yield f"<h3>{_COUNT.in_(lang).format(title=severity_word(severity, lang), count=count)}</h3>\n"
        for _, file, found in tables:
            yield from _table(file.removeprefix(f"{folder}/"), folder, found, lang)


def _table(file: str, folder: str, issues: Sequence[Issue], lang: str) -> Iterator[str]:
    title = table_title(file, lang)
    head = "".join(f'<th scope="col">{heading.in_(lang)}</th>' for heading in _HEADINGS)
    yield f"<table><caption>{_safe(title)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
    for issue in issues:
        place = where(issue.place, folder, lang).removeprefix(file).strip()
        cells = (place, issue.message.in_(lang), issue.hint.in_(lang), issue.code)
        yield f"<tr><td>☐</td>{''.join(f'<td>{_safe(cell)}</td>' for cell in cells)}</tr>\n"
    yield "</tbody></table>\n"


def _safe(text: str) -> str:
    return escape(plain(text).encode(errors="backslashreplace").decode())
