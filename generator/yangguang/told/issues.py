"""What `check` says: the same issues for a terminal, for programs, as annotations of a pull request, as its summary."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.issues import Severity, Text
from yangguang.door.privacy.shown import path_shown
from yangguang.records.tables import BY_NAME
from yangguang.told.worst import worst_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from yangguang.core.issues import Issue, Place
    from yangguang.door.model import Admission


ANNOTATIONS = 10  # a step's annotations beyond the tenth are dropped, in the order they were printed
SUMMARY_BYTES = 1024 * 1024  # a longer job summary is not shown at all

_WORDS = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("提示", "warning"),
    Severity.INFO: Text("说明", "info"),
}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_RANK = {severity: rank for rank, severity in enumerate(_WORDS)}
_ACCEPTED, _REFUSED = Text("通过", "accepted"), Text("拒收", "refused")
_FEDERATION = Text("工会名录与规则参数", "Register and policy")
_BLOCK = Text("{severity} {count} 条  {table}", "{severity}: {count}  {table}")
_TOTAL = Text(
    "通过 {accepted} 个数据包，拒收 {refused} 个；错误 {errors} 条，提示 {warnings} 条",
    "packages accepted: {accepted}, refused: {refused}; errors: {errors}, warnings: {warnings}",
)
_AS_OF = Text("截至 {as_of}", "as of {as_of}")
_NOT_SHOWN = Text(
    "另有 {more} 条未在此列出，全部见作业摘要", "{more} more are not listed here; the job summary has them all"
)
_SAME = Text("\n同样的问题此处还有 {more} 个（行：{rows}）", "\n{more} more of the same here (rows: {rows})")
_ROWS = 5
_CUT = Text("只列出前 {shown} 条，共 {total} 条", "The first {shown} of {total} are listed")
_HEADINGS = (
    Text("程度", "Severity"), Text("位置", "Place"), Text("问题", "Problem"), Text("怎么改", "Remedy"), Text("代码", "Code"),
)  # fmt: skip


class _Group(NamedTuple):
    """The issues of one submission; `folder` is '' for registry and policy."""

    folder: str
    accepted: bool
    issues: tuple[Issue, ...]


def render(
    results: Sequence[Admission],
    registry_issues: Sequence[Issue],
    as_of: date,
    format: str,  # noqa: A002 (the name of the option)
    lang: str = "zh",
    *,
    prefix: str = "",
    room: int | None = None,
) -> str:
    """The report on `results` as text, json, github (of at most `room` annotations) or markdown (of at most `room` bytes).

    `prefix` is the path of DATA in the repository.
    """
    groups = [_Group(result.folder, result.accepted, result.issues) for result in results]
    if registry_issues:
        groups.insert(0, _Group("", not any(issue.is_error for issue in registry_issues), tuple(registry_issues)))
    if format == "json":
        return _as_json(results, registry_issues, as_of, lang)
    if format == "github":
        return _as_annotations(groups, lang, prefix, ANNOTATIONS if room is None else room)
    closing = f"{_total(groups, lang)} ({_AS_OF.in_(lang).format(as_of=as_of)})"
    room = SUMMARY_BYTES if room is None else room
    return _as_markdown(groups, closing, lang, room) if format == "markdown" else _as_text(groups, closing, lang)


def _as_text(groups: Sequence[_Group], closing: str, lang: str) -> str:
    lines: list[str] = []
    for group in groups:
        status = (_ACCEPTED if group.accepted else _REFUSED).in_(lang)
        lines.append(f"{group.folder or _FEDERATION.in_(lang)}  {status}")
        for severity, file, issues in by_table(group.issues):
            if len(issues) > 1:
                title = table_title(file.removeprefix(f"{group.folder}/"), lang)
                told = _BLOCK.in_(lang).format(severity=_WORDS[severity].in_(lang), count=len(issues), table=title)
                lines += ["", f"  {told.rstrip()}"]
            for issue in issues:
                place = where(issue.place, group.folder, lang)
                colon = _colon(lang) if place else ""
                lines += [
                    f"  {_WORDS[severity].in_(lang)}  {place}{colon}{issue.message.in_(lang)}",
                    f"        {issue.hint.in_(lang)}  [{issue.code}]",
                ]
        if group.issues:
            lines.append("")
    return "".join(f"{plain(line)}\n" for line in (*lines, closing))


def by_table(issues: Sequence[Issue]) -> Iterator[tuple[Severity, str, list[Issue]]]:
    """The issues in the order in which they are worked off: errors apart from the rest, table by table, row by row."""
    tables: dict[tuple[Severity, str], list[Issue]] = {}
    for issue in issues:
        tables.setdefault((issue.severity, issue.place.file or ""), []).append(issue)
    for (severity, file), found in sorted(tables.items(), key=lambda item: (_RANK[item[0][0]], item[0][1])):
        yield severity, file, sorted(found, key=lambda issue: issue.place.row or issue.place.line or 0)


def table_title(file: str, lang: str) -> str:
    """A file as an accountant knows it: 收支预决算 accounts.csv."""
    table = BY_NAME.get(file.rpartition("/")[2].removesuffix(".csv"))
    return f"{table.title.in_(lang)} {file}" if table else file


def _as_json(results: Sequence[Admission], registry_issues: Sequence[Issue], as_of: date, lang: str) -> str:
    groups = [_Group(result.folder, result.accepted, result.issues) for result in results]
    issues = [*registry_issues, *(issue for result in results for issue in result.issues)]
    document = {
        "as_of": as_of.isoformat(),
        "packages": [
            {
                "union_id": result.union_id,
                "year": result.year,
                "status": "accepted" if result.accepted else "refused",
                "issues": [issue.as_json(lang) for issue in result.issues],
            }
            for result in results
        ],
        "registry": [issue.as_json(lang) for issue in registry_issues],
        "summary": _counts(groups, issues),
    }
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    # A file name that is not UTF-8 reaches us as lone surrogates, which no stream writes; as \udcXX they are JSON.
    return text.encode(errors="backslashreplace").decode()


def _as_annotations(groups: Sequence[_Group], lang: str, prefix: str, most: int) -> str:
    issues = worst_first([issue for group in groups for issue in group.issues])
    lines = [annotation(same, lang, prefix) for same in issues[:most]]
    lines.append(_total(groups, lang))
    if more := sum(len(same) for same in issues[most:]):
        lines.append(_NOT_SHOWN.in_(lang).format(more=more))
    return "".join(f"{line}\n" for line in lines)


def annotation(same: tuple[Issue, ...], lang: str, prefix: str) -> str:
    """One annotation for problems of one kind in one column: the first, and where the others stand."""
    issue = same[0]
    place = issue.place
    folder = f"{path_shown(prefix.rstrip('/'))}/" if prefix and place.file else ""
    facts: dict[str, object] = {"file": f"{folder}{place.file or ''}"}
    facts["line"] = place.line or place.row
    facts["col"] = _column_number(place.cell)
    facts["title"] = f"{issue.code} {where(place, '', lang)}".strip()
    shown = ",".join(f"{name}={_property(str(value))}" for name, value in facts.items() if value)
    rows = [str(other.place.row) for other in same[1 : _ROWS + 1] if other.place.row]
    shown_rows = ", ".join(rows) + " ..." * (len(same) > _ROWS + 1) if rows else "-"
    more = _SAME.in_(lang).format(more=len(same) - 1, rows=shown_rows) if len(same) > 1 else ""
    message = _data(plain(f"{issue.message.in_(lang)}\n{issue.hint.in_(lang)}{more}", keep="\n"))
    return f"::{_COMMANDS[issue.severity]} {shown}::{message}"


def _as_markdown(groups: Sequence[_Group], closing: str, lang: str, room: int) -> str:
    found = [(group, issue) for group in groups for issue in group.issues]
    found.sort(key=lambda pair: _RANK[pair[1].severity])
    head = f"{inert(closing)}\n\n"
    if not found:
        return head
    head += "|".join(["", *(text.in_(lang) for text in _HEADINGS), "\n"]) + "|---" * len(_HEADINGS) + "|\n"
    rows = [_row(issue, lang) for _, issue in found]
    note = f"\n{_CUT.in_(lang)}\n"
    room -= len(head.encode()) + len(note.encode()) + 20
    for shown, row in enumerate(rows):
        room -= len(row.encode())
        if room < 0:
            return head + "".join(rows[:shown]) + note.format(shown=shown, total=len(rows))
    return head + "".join(rows)


def _row(issue: Issue, lang: str) -> str:
    cells = (
        _WORDS[issue.severity].in_(lang), where(issue.place, "", lang), issue.message.in_(lang), issue.hint.in_(lang),
        issue.code,
    )  # fmt: skip
    return "|".join(["", *(inert(plain(cell)) for cell in cells), "\n"])


def severity_word(severity: Severity, lang: str) -> str:
    """What a severity is called."""
    return _WORDS[severity].in_(lang)


def where(place: Place, folder: str, lang: str, table: str | None = None) -> str:
    """accounts.csv 第7行“决算数”(E7); `table` is whose column it is, where the file's name does not say it."""
    file = (place.file or "").removeprefix(f"{folder}/" if folder else "")
    row, column = place.row, _column_title(place, lang, table)
    if lang == "en":
        parts = [
            file,
            f"row {row}" if row else f"line {place.line}" if place.line else "",
            f"“{column}”" * bool(column),
        ]
        return " ".join(part for part in parts if part) + (f" ({place.cell})" if place.cell else "")
    line = f"第{row}行" if row else f"第{place.line}行" if place.line else ""
    shown = line + (f"“{column}”" if column else "") + (f"({place.cell})" if place.cell else "")
    return " ".join(part for part in (file, shown) if part)


def _column_title(place: Place, lang: str, table: str | None) -> str:
    name = table or (place.file or "").rpartition("/")[2].removesuffix(".csv")
    for column in BY_NAME[name].columns if name in BY_NAME else ():
        if column.name == place.column:
            return column.title_en if lang == "en" else column.title_zh
    return place.column or ""


def _column_number(cell: str | None) -> int:
    number = 0
    for letter in (cell or "").rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def total_text(results: Sequence[Admission], registry_issues: Sequence[Issue], lang: str) -> str:
    """How many packages passed and how many were refused, with the errors and warnings of all."""
    groups = [_Group(result.folder, result.accepted, result.issues) for result in results]
    return _total([*groups, _Group("", accepted=True, issues=tuple(registry_issues))], lang)


def _total(groups: Sequence[_Group], lang: str) -> str:
    packages = [group for group in groups if group.folder]
    return _TOTAL.in_(lang).format(**_counts(packages, [issue for group in groups for issue in group.issues]))


def _counts(packages: Sequence[_Group], issues: Sequence[Issue]) -> dict[str, int]:
    accepted = sum(package.accepted for package in packages)
    return {
        "accepted": accepted,
        "refused": len(packages) - accepted,
        "errors": sum(issue.severity is Severity.ERROR for issue in issues),
        "warnings": sum(issue.severity is Severity.WARNING for issue in issues),
    }


def _colon(lang: str) -> str:
    return ": " if lang == "en" else "："


def plain(text: str, *, keep: str = "") -> str:
    """`text` without anything that moves a terminal, reorders what is read, or starts a command of the runner (##[)."""
    if not text.isprintable():
        text = "".join(
            char if char == " " or char in keep or unicodedata.category(char)[0] not in "CZ" else f"[U+{ord(char):04X}]"
            for char in text
        )
    return text.replace("##[", "## [")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(plain(text)).replace(":", "%3A").replace(",", "%2C")


_MARKUP = re.compile(r"[!-,./:-@\[-`{-~-]")


def inert(text: str) -> str:
    """`text` as Markdown shows it letter by letter: every ASCII punctuation mark is a character reference."""
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", text)
