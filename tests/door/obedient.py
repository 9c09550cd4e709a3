"""A machine that does what a remedy says, to the letter and without a thought, as a tired accountant does."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from yangguang.core.issues import Issue

Grid = list[list[str]]
Files = dict[str, bytes]


class UnclearError(Exception):
    """A remedy that only somebody who knows the truth can follow."""


def obey(files: Files, issue: Issue) -> Files:
    """`files` once the remedy of `issue` was followed. Raises UnclearError."""
    name = (issue.place.file or "").rpartition("/")[2]
    said = issue.hint.zh
    if name == "datapackage.json":
        return files | {name: _descriptor(files[name], issue)}
    if "datapackage.json 中的 chart 改为" in said:
        return files | {"datapackage.json": _set(files["datapackage.json"], "chart", said.split("“")[1].split("”")[0])}
    if "另存为" in said and issue.code in {"gate.encoding", "gate.separator"}:
        return files | {name: _saved_again(files[name])}
    grid = list(csv.reader(io.StringIO(files[name].decode("utf-8-sig"), newline="")))
    for pattern, act in _ACTS:
        if found := re.search(pattern, said):
            act(grid, issue, found, name.removesuffix(".csv"))
            out = io.StringIO(newline="")
            csv.writer(out, lineterminator="\n").writerows(grid)
            return files | {name: out.getvalue().encode()}
    raise UnclearError(f"{issue.code}: {said}")


def _at(grid: Grid, issue: Issue) -> tuple[int, int]:
    letters = re.match(r"[A-Z]+", issue.place.cell or "")
    if letters is None or issue.place.row is None:
        raise UnclearError(issue.code)
    column = 0
    for letter in letters[0]:
        column = column * 26 + ord(letter) - 64
    return issue.place.row - 1, column - 1


def _write(grid: Grid, issue: Issue, found: re.Match[str], _: str) -> None:
    row, column = _at(grid, issue)
    grid[row][column] = found[1]


def _strip(grid: Grid, issue: Issue, *_: object) -> None:
    row, column = _at(grid, issue)
    grid[row][column] = grid[row][column].strip()


def _shorten(grid: Grid, issue: Issue, found: re.Match[str], _: str) -> None:
    del grid[(issue.place.row or 0) - 1][-int(found[1]) :]


def _retype(grid: Grid, issue: Issue, found: re.Match[str], _: str) -> None:
    row, column = _at(grid, issue)
    at = int(re.search(r"第(\d+)个字符", issue.message.zh)[1]) - 1  # type: ignore[index]  # every such message has it
    cell = grid[row][column]
    grid[row][column] = cell[:at] + (found[1] if found.re.groups else "") + cell[at + 1 :]


def _delete_rows(grid: Grid, issue: Issue, *_: object) -> None:
    first, last = re.search(r"第(\d+)(?:至(\d+))?行", issue.message.zh).groups()  # type: ignore[union-attr]  # as above
    del grid[int(first) - 1 : int(last or first)]


def _delete_row(grid: Grid, issue: Issue, *_: object) -> None:
    del grid[(issue.place.row or 0) - 1]


def _delete_above(grid: Grid, _issue: Issue, found: re.Match[str], _: str) -> None:
    del grid[: int(found[1])]


def _delete_column(grid: Grid, issue: Issue, *_: object) -> None:
    _, column = _at(grid, issue)
    for row in grid:
        del row[column : column + 1]


def _exchange(grid: Grid, issue: Issue, *_: object) -> None:
    _, column = _at(grid, issue)
    grid[0][column], grid[0][column + 1] = grid[0][column + 1], grid[0][column]


def _multiply(cell: str, times: int) -> str:
    try:
        return f"{(Decimal(cell) * times).normalize():f}"
    except InvalidOperation:
        return cell


def _convert_column(grid: Grid, issue: Issue, found: re.Match[str], _: str) -> None:
    head, column = _at(grid, issue)
    for row in grid[head + 1 :]:
        row[column] = _multiply(row[column], int(found[1]))
    grid[head][column] = found[2]


def _convert_table(grid: Grid, issue: Issue, found: re.Match[str], table: str) -> None:
    """Every amount, by what the columns are called; then the rows that said so go, and what stands above the header."""
    said = issue.message.zh[1:].split("”")[0]
    amounts = {
        word for column in BY_NAME[table].columns if column.unit == "yuan" for word in (column.name, column.title_zh)
    }
    head = next(at for at, row in enumerate(grid) if amounts & set(row))
    for row in grid[head + 1 :]:
        for index, label in enumerate(grid[head]):
            if label in amounts and index < len(row):
                row[index] = _multiply(row[index], int(found[1]))
    grid[:] = [row for row in grid[head:] if said not in row]


def _rename(grid: Grid, issue: Issue, *_: object) -> None:
    names = dict(re.findall("“(.+?)”改为“(.+?)”", issue.hint.zh))
    head = grid[(issue.place.row or 1) - 1]
    head[:] = [names.get(label, label) for label in head]


_ACTS: tuple[tuple[str, Callable[..., None]], ...] = (
    (r"列名要全用中文", _rename),
    (r"每个数乘以 (\d+)，再把列名改为“(.+?)”", _convert_column),
    (r"每个金额乘以 (\d+)", _convert_table),
    (r"表头以上的 (\d+) 行", _delete_above),
    (r"删除”整行", _delete_rows),
    (r"删去这一行", _delete_row),
    (r"用输入法打出“(.)”", _retype),
    (r"请删除这个字符", _retype),
    (r"末尾多出的 (\d+) 个逗号", _shorten),
    (r"首尾的空白", _strip),
    (r"重新输入“(.+?)”", _write),
    (r"是否应为“(.+?)”（[^）]+）？是就改列名", _write),
    (r"这一列是空的，请删除|移出另存", _delete_column),
    (r"应写 (\S+)$", _write),
    (r"请写代码 (\w+)", _write),
    (r"编码应为 ([\w.-]+)（[^或]*$", _write),
    (r"请写科目表中的名称“(.+?)”", _write),
    (r"这两列的列名互换", _exchange),
    (r"其中有字母，请核对，是否应为 (\S+)？", _write),
    (r"是否应为 ([\w./-]+)(?:（[^或]*）)?？$", _write),
)


def _saved_again(data: bytes) -> bytes:
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        first = text.split("\n")[0]
        for separator in "\t;":
            if separator in first:
                text = text.replace(separator, ",")
        return text.encode()
    raise UnclearError("encoding")


def _descriptor(data: bytes, issue: Issue) -> bytes:
    said = issue.hint.zh
    if "编码选“UTF-8”" in said:
        return data.decode("gb18030").encode()
    if issue.code == "gate.descriptor-syntax":
        return _mend_json(data.decode("utf-8-sig"), issue).encode()
    if found := re.search(r"请把“(\w+)”改成“(\w+)”", said):
        facts = json.loads(data)
        return json.dumps({found[2] if key == found[1] else key: value for key, value in facts.items()}).encode()
    key = re.search(r"“(\w+)”的值", issue.message.zh)
    value = re.fullmatch(r"应为 (.+?)(?:，是数字，两边不加引号)?", said)
    if key and value:
        return _set(data, key[1], json.loads(value[1]))
    raise UnclearError(f"{issue.code}: {said}")


def _set(data: bytes, key: str, value: object) -> bytes:
    return json.dumps(json.loads(data) | {key: value}).encode()


def _mend_json(text: str, issue: Issue) -> str:
    said = issue.message.zh
    where = re.search(r"第(\d+)行第(\d+)个字符处", said)
    if where is None:
        raise UnclearError(said)
    lines = text.split("\n")
    at = sum(len(line) + 1 for line in lines[: int(where[1]) - 1]) + int(where[2]) - 1
    if "都应为半角的" in said:
        end = text.index("\n", at)
        return text[:at] + re.sub("[“”]", '"', text[at:end]) + text[end:]
    if found := re.search(r"应为半角的 (.)$", said):
        return text[:at] + found[1] + text[at + 1 :]
    if "多了一个逗号" in said:
        comma = text.rindex(",", 0, at)
        return text[:comma] + text[comma + 1 :]
    raise UnclearError(said)
