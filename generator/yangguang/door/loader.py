"""Registry and policy through the same gate and schema as every package: without them nothing can be judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from yangguang.core.dates import EARLIEST, LAST_DAY, latest_day, parse_date
from yangguang.core.fiscal import CALENDAR, parse_start
from yangguang.core.issues import Place, Text
from yangguang.core.links import is_link
from yangguang.core.memory import once
from yangguang.core.zones import DEFAULT_ZONE, is_zone
from yangguang.door.admit import in_order
from yangguang.door.bytes.descriptor import (
    NAME,
    PROFILE,
    Key,
    a_day,
    check_keys,
    check_resources,
    exactly,
    is_licence,
    is_resources,
    read_json,
    words,
)  # fmt: skip
from yangguang.door.bytes.formulas import follows, unreadable_told
from yangguang.door.bytes.gate import read_tables
from yangguang.door.bytes.raw import read_files
from yangguang.door.bytes.unread import read_strays, scan_folder, strangers
from yangguang.door.changes import change_issues
from yangguang.door.messages.catalogue import first_of, issue, refuses
from yangguang.door.privacy.scan import discreet
from yangguang.door.register import policy_issues, registry_issues
from yangguang.door.schema.check import check_tables
from yangguang.policy.law import Policy
from yangguang.records.federation import Registry, Settings, by_union
from yangguang.records.tables import POLICY_TABLES, REGISTRY_TABLES
from yangguang.sources.tree import tree_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from yangguang.core.issues import Issue
    from yangguang.door.bytes.gate import Gated
    from yangguang.door.schema.check import Typed
    from yangguang.records.declare import Table
    from yangguang.sources.tree import Tree

_COMMON = {
    "$schema": exactly(PROFILE),
    "name": words(100),
    "title": words(200, required=True),
    "description": words(4000, prose=True),
    "version": words(40),
    "licenses": Key(is_licence, Text("CC-BY-4.0", "CC-BY-4.0")),
    "resources": Key(is_resources, Text("表的列表", "a list of tables"), required=True),
}
# A federation may own nothing, count by weekends only, have withdrawn and allowed nothing and never change.
_OPTIONAL = ("affiliates", "holidays", "withdrawals", "privacy_allowed", "union_changes")
_CURRENCY = Text("三个大写字母的货币代码，如 CNY", "a currency code of three capitals, such as CNY")
_UNITS = Text("1、1000 或 10000", "1, 1000 or 10000")
_SETTINGS = {
    "title_en": words(200),
    "currency": Key(
        lambda value: isinstance(value, str) and len(value) == 3 and value.isascii() and value.isupper(),
        _CURRENCY, code="registry.setting",
    ),
    "display_unit": Key(
        lambda value: type(value) is int and value in {1, 1000, 10000}, _UNITS, code="registry.setting"
    ),
    "fictional": Key(lambda value: isinstance(value, bool), Text("true 或 false", "true or false"), code="registry.setting"),
    "contact": words(200),
    "homepage": Key(
        lambda value: isinstance(value, str) and is_link(value),
        Text("以 https:// 开头、域名只用一种文字书写的网址", "an address starting with https://, its host in one script"),
        code="registry.setting",
    ),
    "record_number": words(100),
    "public_since": Key(
        lambda value: isinstance(value, str) and parse_date(value) is not None,
        Text("形如 2026-01-01 的日期", "a date such as 2026-01-01"), code="registry.setting",
    ),
    "timezone": Key(
        lambda value: isinstance(value, str) and is_zone(value),
        Text("时区名称，如 Asia/Shanghai 或 UTC", "the name of a time zone, such as Asia/Shanghai or UTC"),
        code="registry.setting",
    ),
    "fiscal_year_start": Key(
        lambda value: isinstance(value, str) and parse_start(value) is not None,
        Text("会计年度首日的月日，如 01-01 或 07-01", "month and day on which the fiscal year begins, such as 07-01"),
        code="registry.setting",
    ),
    "reports_from": Key(
        lambda value: type(value) is int and EARLIEST.year <= value <= LAST_DAY.year,
        Text("1900 至 2149 之间的年份（数字，不加引号），如 2023",
             "a year from 1900 to 2149 (a number, no quotes), such as 2023"),
        code="registry.setting",
    ),
}  # fmt: skip

_READ = {"title_en", "public_since", "fiscal_year_start"}  # settings that are more than the text that says them


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What lies in a `folder` of tables: the bytes of its files by name, what reading them refused, what is none of them."""

    folder: str
    files: Mapping[str, bytes]
    issues: tuple[Issue, ...] = ()
    strays: Mapping[str, bytes] = field(default_factory=dict)


def load_registry(data: Tree | Path, as_of: date = LAST_DAY) -> tuple[Registry | None, tuple[Issue, ...]]:
    """Everything under DATA/registry; None when any of it is an error."""
    return registry_of(_read(tree_of(data), "registry", REGISTRY_TABLES), as_of)


def timezone_of(data: Tree | Path) -> str:
    """Where the federation of DATA reads off its day: its setting `timezone`, the default where that names none.

    What is wrong with the setting is told with all else that is, when the registry is read on that day.
    """
    files, _ = read_files(tree_of(data), "registry", frozenset({NAME}))
    found, _ = read_json(files.get(NAME), f"registry/{NAME}")
    zone = found.get("timezone") if found else None
    return zone if isinstance(zone, str) and is_zone(zone) else DEFAULT_ZONE


def registry_of(
    files: Found, as_of: date = LAST_DAY, on: date | None = None
) -> tuple[Registry | None, tuple[Issue, ...]]:
    """The registry that these files make; None when any of it is an error that refuses `on` that day (`as_of`)."""
    found, typed, issues = _load(files, REGISTRY_TABLES, _COMMON | _SETTINGS, as_of, on or as_of)
    if not typed.faulty and "unions" in typed.records:
        issues += registry_issues(typed.records)
        issues += change_issues(typed.records, on or as_of)
    if typed.faulty or any(refuses(problem, on or as_of) for problem in issues):
        return None, _told(issues)
    rows: Mapping[str, Any] = typed.records
    settings = Settings(
        title=found["title"], title_en=found.get("title_en", found["title"]),
        public_since=parse_date(found.get("public_since", "")),
        fiscal=parse_start(found.get("fiscal_year_start", "")) or CALENDAR,
        **{key: found[key] for key in _SETTINGS if key in found and key not in _READ},
    )  # fmt: skip
    withdrawals: dict[str, dict[int, Any]] = {}
    for row in rows.get("withdrawals", ()):
        withdrawals.setdefault(row.union_id, {})[row.year] = row
    registry = Registry(
        settings=settings,
        districts={district.district_id: district for district in rows["districts"]},
        unions={union.union_id: union for union in rows["unions"]},
        affiliates=rows.get("affiliates", ()),
        withdrawals=withdrawals,
        allowed=rows.get("privacy_allowed", ()),
        changes=by_union(rows.get("union_changes", ())),
        today=on or as_of,
    )
    return registry.on_day(registry.today), in_order(issues)


def load_policy(
    data: Tree | Path, folder: str = "policy", as_of: date = LAST_DAY
) -> tuple[Policy | None, tuple[Issue, ...]]:
    """Everything under DATA/policy (or another `folder` of the same tables); None when any of it is an error."""
    return policy_of(_read(tree_of(data), folder, POLICY_TABLES), as_of)


def policy_of(files: Found, as_of: date = LAST_DAY, on: date | None = None) -> tuple[Policy | None, tuple[Issue, ...]]:
    """The policy that these files make; None when any of it is an error that refuses `on` that day (`as_of`)."""
    _, typed, issues = _load(files, POLICY_TABLES, _COMMON, as_of, on or as_of)
    if not typed.faulty:
        issues += policy_issues(typed.records)
    if typed.faulty or any(refuses(problem, on or as_of) for problem in issues):
        return None, _told(issues)
    rows: Mapping[str, Any] = typed.records
    charts: dict[str, dict[str, Any]] = {}
    for account in rows["chart_of_accounts"]:
        charts.setdefault(account.chart, {})[account.account_code] = account
    clauses = {clause.clause_id: clause for clause in rows["clauses"]}
    holidays = {row.day: row.working for row in rows.get("holidays", ())}
    policy = Policy(clauses=clauses, parameters=rows["parameters"], charts=charts, holidays=holidays)
    return policy, in_order(issues)


def _told(issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """In order, each cause once."""
    unreadable = unreadable_told(issues)
    return in_order([one for one in issues if not follows(one, unreadable)])


def file_names(tables: Sequence[Table]) -> frozenset[str]:
    """The files that a folder of `tables` may hold."""
    return frozenset({NAME, *(f"{table.name}.csv" for table in tables)})


def _read(tree: Tree, folder: str, tables: Sequence[Table]) -> Found:
    allowed = file_names(tables)
    files, issues = read_files(tree, folder, allowed)
    strays = read_strays(tree, strangers(tree, folder, allowed.__contains__))
    return Found(folder=folder, files=files, issues=tuple(issues), strays=strays)


def _load(
    source: Found, tables: tuple[Table, ...], keys: Mapping[str, Key], as_of: date, on: date
) -> tuple[dict[str, Any], Typed, list[Issue]]:
    folder, files, issues, latest = source.folder, source.files, list(source.issues), latest_day(as_of)
    file = f"{folder}/{NAME}"
    found, problems = read_json(files.get(NAME), file)
    issues += problems
    if found is not None:
        issues += first_of(check_keys(found, {**keys, "created": a_day(latest)}, file), file)
        if is_resources(found.get("resources")):
            issues += first_of(check_resources(found["resources"], files, folder, tables), file)
    gated, private = _gated(folder, tuple(files.items()), tuple(source.strays.items()), tables)
    issues += gated.issues
    typed = check_tables(gated.tables, gated.broken, latest=latest, on=on)
    issues = [*private, *discreet([*issues, *typed.issues], private)]
    missing = [table for table in tables if f"{table.name}.csv" not in files and table.name not in _OPTIONAL]
    absent = {f"{table.name}.csv" for table in missing}  # told once, and never to be taken off the list instead
    issues = [one for one in issues if one.code != "gate.resource-without-file" or one.value not in absent]
    for table in missing:
        title, place = Text(table.title_zh, table.title_en), Place(file=f"{folder}/{table.name}.csv")
        issues.append(issue("registry.missing-table", place, title=title, name=table.name))
    return found or {}, typed, issues


@lru_cache(maxsize=8)
def _gated(
    folder: str, files: tuple[tuple[str, bytes], ...], strays: tuple[tuple[str, bytes], ...], tables: tuple[Table, ...]
) -> tuple[Gated, Sequence[Issue]]:
    """What the files are as tables, and the personal data in them: the same today and in the past, mostly of the same bytes."""
    held = dict(files)
    gated = read_tables(held, folder, tables)
    found, _ = read_json(held.get(NAME), f"{folder}/{NAME}")
    key = sha256()
    for name, content in (*files, *strays):
        key.update(f"{name}\n{len(content)}\n".encode(errors="surrogateescape") + content)
    searched = partial(scan_folder, held, folder, gated, found, dict(strays))
    return gated, once(f"searched {folder}", key.hexdigest(), searched)
