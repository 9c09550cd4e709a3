"""What must hold of the changes of the register: values that their columns could have, one tree of unions on every day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yangguang.core.dates import LAST_DAY
from yangguang.core.issues import Place, Text
from yangguang.door.messages.catalogue import issue
from yangguang.records.codes import CODE_LISTS, code_text
from yangguang.records.federation import BESIDE, RELATIONS, Registry, Settings, by_union
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from yangguang.core.issues import Issue
    from yangguang.records.declare import Record
    from yangguang.records.registry import TradeUnion, UnionChange

_FILE = "registry/union_changes.csv"
_UNIONS = BY_NAME["unions"]
_KEY = Text("组织编码、起始日期、变更项目", "Union id, From, Column")
_ONE_VALUE = Text("一天只能有一个内容，请留下对的那一行", "There is one value a day: keep the row that is right")


def change_issues(tables: Mapping[str, Sequence[Record]], today: date = LAST_DAY) -> Iterator[Issue]:
    """Values that no union can have; days on which the unions are no tree; changes that say nothing, or not what holds."""
    rows: Mapping[str, Any] = tables
    changes: Sequence[UnionChange] = rows.get("union_changes", ())
    unions: dict[str, TradeUnion] = {union.union_id: union for union in rows.get("unions", ())}
    districts = {one.district_id for one in rows.get("districts", ())}
    yield from _contradictions(changes)
    wrong = [_value_issue(one, unions, districts) for one in changes if one.union_id in unions]
    found = [problem for problem in wrong if problem]
    yield from found
    if found or not changes:
        return
    registry = Registry(
        settings=Settings(title="", title_en=""), districts={}, unions=unions, changes=by_union(changes)
    )
    yield from _tree_issues(registry, changes)
    for union_id, its in registry.changes.items():
        if union_id in unions:
            yield from _stale_issues(unions[union_id], its, today)


def _contradictions(changes: Sequence[UnionChange]) -> Iterator[Issue]:
    """Second values of one column on one day; a union may have several predecessors and successors, of all else it has one."""
    first: dict[tuple[str, date, str], UnionChange] = {}
    for one in changes:
        said = first.setdefault((one.union_id, one.from_, one.column_), one)
        if said is not one and one.column_ not in RELATIONS:
            yield issue(
                "schema.primary-key", Place(file=_FILE, row=one.row, line=one.line, column="value"), first=said.row,
                value=f"{one.union_id} + {one.from_} + {one.column_}", column=_KEY, remedy=_ONE_VALUE,
            )  # fmt: skip


def _value_issue(one: UnionChange, unions: Mapping[str, TradeUnion], districts: set[str]) -> Issue | None:
    name, expected = one.column_, None
    codes = None if name in BESIDE else _UNIONS.column(name).codes
    if codes and one.value not in {code.code for code in CODE_LISTS[codes]}:
        listed = "、".join(code.code for code in CODE_LISTS[codes])
        expected = Text(listed, listed.replace("、", ", "))
    elif name == "district" and one.value not in districts:
        expected = Text("区域表中的区域代码", "an id of the table of districts")
    elif name in {"parent_id", *RELATIONS} and (one.value not in unions or one.value == one.union_id):
        expected = Text("名录中另一个工会的组织编码", "the id of another union of the register")
    if expected is None:
        return None
    place = Place(file=_FILE, row=one.row, line=one.line, column="value")
    return issue(
        "registry.change-value", place, value=one.value, column=code_text("union_column", name), expected=expected
    )


def _tree_issues(registry: Registry, changes: Sequence[UnionChange]) -> Iterator[Issue]:
    """The first row of each day from which on the unions are no tree; the day that unions.csv shows is looked at there."""
    moves = {one.from_: one for one in reversed(changes) if one.column_ == "parent_id"}
    for day, row in sorted(moves.items()):
        unions = registry.on_day(day).unions
        lost = _not_below_one_root(unions)
        if lost:
            named = "、".join(unions[one].name for one in lost[:5])
            place = Place(file=_FILE, row=row.row, line=row.line, column="value")
            yield issue("registry.change-tree", place, day=day, unions=named)


def _not_below_one_root(unions: Mapping[str, TradeUnion]) -> list[str]:
    """Unions that stand in a circle or below one, or above which there is nothing, when that is not one alone."""
    roots = [one for one, union in unions.items() if not union.parent_id]
    settled = set(roots[:1])
    lost = roots[1:]
    for start in unions:
        chain: list[str] = []
        at: str | None = start
        while at and at not in settled and at not in chain:
            chain.append(at)
            at = unions[at].parent_id if at in unions else None
        if at in settled:
            settled.update(chain)
        elif start not in lost:
            lost.append(start)
    return lost


def _stale_issues(union: TradeUnion, its: Sequence[UnionChange], today: date) -> Iterator[Issue]:
    columns: dict[str, list[UnionChange]] = {}
    for one in its:
        if one.column_ not in BESIDE:
            columns.setdefault(one.column_, []).append(one)
    for name, rows in columns.items():
        written = getattr(union, name) or ""
        place = Place(file=_FILE, row=rows[0].row, line=rows[0].line, column="value")
        said: dict[str, Any] = {"column": code_text("union_column", name), "union": union.name, "value": written or "-"}
        in_force = [one for one in rows if one.from_ <= today]
        if {one.value for one in rows} == {written}:
            yield issue("registry.change-nothing", place, **said)
        elif in_force and in_force[-1].value != written:
            yield issue("registry.change-differs", place, **said, now=in_force[-1].value, day=in_force[-1].from_)
