"""`datapackage.json` under the eye of the gate: the keys we know, each with the one value that is true."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn, TypeGuard

from yangguang.core.dates import EARLIEST, parse_date
from yangguang.core.issues import Place, Text
from yangguang.core.spreadsheet import formula_in
from yangguang.door.bytes.intended import code_meant, day_meant, version_meant, why_no_json
from yangguang.door.bytes.mojibake import find_lost, find_mojibake
from yangguang.door.bytes.unsafe import find_unsafe
from yangguang.door.messages.catalogue import first_of, issue
from yangguang.door.privacy.shown import path_shown, shown
from yangguang.door.schema.span import is_within
from yangguang.records.duties import STAGES
from yangguang.records.package import Descriptor
from yangguang.records.schema import table_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date

    from yangguang.core.issues import Issue
    from yangguang.door.model import RawPackage
    from yangguang.records.declare import Table

NAME = "datapackage.json"
MAX_BYTES = 64_000
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENSE = {
    "name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}  # fmt: skip
_VERSION = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})")
_AS_UTF8 = Text(
    "请用记事本打开，选“另存为”，编码选“UTF-8”，覆盖原文件（不要用 Excel 打开它）",
    "Open it in a text editor, choose Save As with the encoding UTF-8, and replace the file (no spreadsheet)",
)
_BREAK = re.compile(r"[\r\n]")
_CREATED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2}))?")


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a descriptor: which values it may have, how to say so, whether it must be there, what a wrong one means."""

    fits: Callable[[Any], bool]
    expected: Text
    required: bool = False
    code: str = "gate.descriptor-value"
    meant: Callable[[object], str | None] = lambda _: None


_VERSIONED = Key(
    lambda found: isinstance(found, str) and _VERSION.fullmatch(found) is not None,
    Text("形如 1.0.0 的版本号", "a version such as 1.0.0"), required=True, meant=version_meant,
)  # fmt: skip


def read_package_descriptor(
    raw: RawPackage, charts: Collection[str], tables: Sequence[Table], latest: date
) -> tuple[Descriptor | None, list[Issue], dict[str, Any] | None]:
    """The descriptor of a union-year (None when any of it is wrong), why, and all that it says, if anything.

    No day lies after `latest`.
    """
    file = f"{raw.folder}/{NAME}"
    if any(problem.place.file == path_shown(file) for problem in raw.issues):
        return None, [], None
    found, problems = read_json(raw.files.get(NAME), file)
    if found is None:
        return None, problems, None
    keys = {
        "$schema": exactly(PROFILE),
        "name": exactly(f"{raw.union_id}-{raw.year}", required=True),
        "title": words(200, required=True),
        "description": words(4000, prose=True),
        "union_id": exactly(raw.union_id, required=True),
        "year": exactly(raw.year, required=True),
        "chart": one_of(charts, required=True),
        "stage": one_of(STAGES, required=True),
        "version": _VERSIONED,
        "created": a_day(latest),
        "licenses": Key(is_licence, Text("CC-BY-4.0", "CC-BY-4.0")),
        "resources": Key(is_resources, Text("表的列表", "a list of tables"), required=True),
    }
    problems += first_of(check_keys(found, keys, file), file)
    if is_resources(found.get("resources")):
        problems += first_of(check_resources(found["resources"], raw.files, raw.folder, tables), file)
    if problems:
        return None, problems, found
    descriptor = Descriptor(
        union_id=raw.union_id, year=raw.year, title=found["title"], chart=found["chart"], stage=found["stage"],
        version=found["version"], created=parse_date(found.get("created", "")[:10]), description=found.get("description"),
    )  # fmt: skip
    return descriptor, [], found


def read_json(data: bytes | None, file: str) -> tuple[dict[str, Any] | None, list[Issue]]:
    """The object a descriptor holds, or the one reason why it holds none."""
    place = Place(file=file)
    if data is None:
        return None, [issue("gate.missing-descriptor", place)]
    try:
        found = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_no_constant)
    except UnicodeDecodeError:
        found = Text("疑似 GBK 或 UTF-16", "it looks like GBK or UTF-16")
        return None, [issue("gate.encoding", place, found=found, remedy=_AS_UTF8)]
    except json.JSONDecodeError as error:
        place = Place(file=file, row=error.lineno, line=error.lineno)
        why = why_no_json(error.doc, error)
    except _TwiceError as error:
        why = Text(f"键“{error.key}”出现了两次", f"the key “{error.key}” stands twice")
    except (RecursionError, ValueError):  # nested a thousand deep, NaN, or a number of thousands of digits
        why = Text("嵌套过深，或含有不可能的数值", "it is nested too deep or holds an impossible number")
    else:
        if isinstance(found, dict):
            return found, []
        why = Text("最外层应为 { }", "it must be one object, { }")
    return None, [issue("gate.descriptor-syntax", place, why=why)]


def check_keys(found: Mapping[str, Any], keys: Mapping[str, Key], file: str, prefix: str = "") -> Iterator[Issue]:
    """Unknown keys, wrong values, missing keys; `prefix` says where in the descriptor `found` stands."""
    place = Place(file=file)
    meant: set[str] = set()
    for name, value in found.items():
        key = keys.get(name)
        if key is None:
            near = get_close_matches(name, [key for key in keys if key not in found], n=1) if len(name) < 40 else []
            meant.update(near)
            yield issue("gate.descriptor-key", place, key=prefix + shown(name), remedy=_key_remedy(near, shown(name)))
        elif not key.fits(value):
            expected = key.meant(value) or key.expected
            told, unquoted = _as_text(value), _unquoted(value, key)
            yield issue(key.code, place, key=prefix + name, value=told, expected=expected, unquoted=unquoted)
    for name, key in keys.items():
        if key.required and name not in found and name not in meant:
            yield issue("gate.descriptor-missing", place, key=prefix + name, expected=key.expected)


def _key_remedy(near: Sequence[str], name: str) -> Text:
    if near:
        return Text(f"请把“{name}”改成“{near[0]}”", f"Write “{near[0]}” in the place of “{name}”")
    return Text(
        f"请去掉“{name}”；要保留的说明写在 description 里",
        f"Take “{name}” out; what is to be kept goes into the description",
    )


def _unquoted(value: object, key: Key) -> Text:
    """A word on a number or a yes that was written in quotes: what it must be looks the same as what it is."""
    text = str(value).strip()[:10]
    bare = int(text) if text.isdecimal() else {"true": True, "false": False}.get(text)
    zh, en = ("", "") if isinstance(bare, bool) else ("，是数字", ", a number")
    is_right = bare is not None and key.fits(bare)
    return Text(f"{zh}，两边不加引号", f"{en}, without quotes around it") if is_right else Text("", "")


def check_resources(
    resources: Sequence[Mapping[str, Any]], files: Mapping[str, bytes], folder: str, tables: Sequence[Table]
) -> Iterator[Issue]:
    """Each resource against the file and the schema it stands for; each file against the list."""
    file = f"{folder}/{NAME}"
    by_name = {table.name: table for table in tables}
    present = {name for name in by_name if f"{name}.csv" in files}
    listed: set[str] = set()
    for index, resource in enumerate(resources):
        prefix = f"resources[{index}]."
        name = resource.get("name")
        if not isinstance(name, str) or name not in by_name or name in listed:
            expected = Text("一张表的英文名，每表一次", "the English name of a table, each once")
            value = _as_text(name) if "name" in resource else ""
            yield issue(
                "gate.descriptor-value", Place(file=file), key=f"{prefix}name", value=value, expected=expected,
                unquoted=Text("", ""),
            )  # fmt: skip
            continue
        listed.add(name)
        if name not in present:
            yield issue("gate.resource-without-file", Place(file=file), name=name, value=f"{name}.csv")
            continue
        if len(resource) > 2 or resource.get("path") != f"{name}.csv":  # hashes and schemas only where they are claimed
            yield from check_keys(resource, _resource_keys(by_name[name], files[f"{name}.csv"], present), file, prefix)
    for name in sorted(present - listed):
        yield issue("gate.file-without-resource", Place(file=file), name=name)


def exactly(*values: object, required: bool = False) -> Key:
    """A key with one true value (or the same in several words)."""
    written = json.dumps(values[0], ensure_ascii=False)
    return Key(
        lambda found: any(found == value and type(found) is type(value) for value in values),
        Text(written, written), required,
    )  # fmt: skip


def one_of(values: Collection[str], *, required: bool = False) -> Key:
    """A key with a code."""
    return Key(
        lambda found: isinstance(found, str) and found in values,
        Text("、".join(values) + " 之一", "one of " + ", ".join(values)), required,
        meant=lambda found: code_meant(found, values),
    )  # fmt: skip


def words(longest: int, *, required: bool = False, prose: bool = False) -> Key:
    """A key with free text that somebody can read and no spreadsheet would run; only `prose` may break its lines."""
    expected = Text(
        f"1 至 {longest} 个字的{'' if prose else '一行'}文字，没有不可见字符、乱码和成串的问号；"
        "以 = + - @ 开头的，请在前面写明是什么，例如“电话 +86…”",
        f"{'text' if prose else 'one line'} of 1 to {longest} characters, none invisible, garbled or lost (???); "
        "before = + - @ write what it is, such as “phone +86…”",
    )
    return Key(
        lambda found: isinstance(found, str) and 0 < len(found.strip()) <= longest and _is_readable(found, prose=prose),
        expected,
        required,
    )


def _is_readable(text: str, *, prose: bool) -> bool:
    unfit = find_unsafe(text) or find_mojibake(text) or find_lost(text) or formula_in(text)
    return not unfit and (prose or not _BREAK.search(text))


def _resource_keys(table: Table, data: bytes, present: Collection[str]) -> dict[str, Key]:
    own = table_schema(table, present)
    published = [table_schema(table, of, key) for of in (None, present) for key in {table.key, None}]
    return {
        "name": exactly(table.name, required=True),
        "path": exactly(f"{table.name}.csv", required=True),
        "type": exactly("table"),
        "title": exactly(table.title_zh, table.title_en),
        "description": exactly(own["description"], table.note),
        "format": exactly("csv"),
        "mediatype": exactly("text/csv"),
        "encoding": exactly("utf-8"),
        "schema": Key(
            lambda found: found in published, Text("门户公布的 Table Schema", "the portal's own Table Schema")
        ),
        "bytes": exactly(len(data)),
        "hash": exactly(f"sha256:{hashlib.sha256(data).hexdigest()}"),
    }


def is_licence(value: object) -> bool:
    """Whether `value` is the licence that all data is under."""
    return (
        isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict)
        and value[0].get("name") == LICENSE["name"] and value[0].items() <= LICENSE.items()
    )  # fmt: skip


def is_resources(value: object) -> TypeGuard[list[dict[str, Any]]]:
    """Whether `value` is a list of objects, so that each can be checked."""
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def a_day(latest: date) -> Key:
    """A key with a day of 1900 to `latest`, or a moment of one as Data Package writes it."""
    expected = Text(
        f"{EARLIEST} 至 {latest} 之间的日期，形如 2026-03-20", f"a day from {EARLIEST} to {latest}, such as 2026-03-20"
    )
    return Key(lambda value: _is_day(value, latest), expected, meant=day_meant)


def _is_day(value: object, latest: date) -> bool:
    found = _CREATED.fullmatch(value) if isinstance(value, str) else None
    return bool(found and (day := parse_date(found.group(1))) and is_within(day, latest))


def _as_text(value: object) -> str:
    told = json.dumps(value) if isinstance(value, (bool, int, float)) or value is None else "{…}"
    return value if isinstance(value, str) else told


class _TwiceError(Exception):
    def __init__(self, key: str) -> None:
        self.key = shown(key)
        super().__init__(key)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = value
    return found


def _no_constant(_: str) -> NoReturn:
    raise ValueError
