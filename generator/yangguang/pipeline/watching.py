"""A register, a policy and a history that tell `note` what they are asked, row by row; they answer as the plain ones do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from yangguang.policy.chart import Chart
from yangguang.policy.law import Policy
from yangguang.records.federation import Registry
from yangguang.sources.publications import MainHistory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from yangguang.policy.law import Corrected
    from yangguang.records.policy import Parameter
    from yangguang.records.registry import Affiliate, TradeUnion, UnionChange
    from yangguang.sources.publications import Moment

T = TypeVar("T")
Place = tuple[str | int, ...]  # steps from the books: names, keys, and years of the register


class Note(Protocol):
    """Whoever wants to know what is asked."""

    def __call__(self, kind: str, place: Place, verb: str, key: object = None) -> None:
        """`verb` was asked of `place`; see `lookups.Answers` for what each means."""


class _Rows(Mapping[Any, Any]):
    """A mapping whose every lookup is noted, a listing as one of all its keys."""

    def __init__(
        self, rows: Mapping[Any, Any], note: Note, kind: str, place: Place, verb: str = "row",
        within: Callable[[Any, Any], Any] | None = None,
    ) -> None:  # fmt: skip
        self._rows, self._note, self._kind, self._place, self._verb = rows, note, kind, place, verb
        self._within = within or (lambda _, row: row)

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401 (as the mapping's)
        self._note(self._kind, self._place, self._verb, key)
        return self._within(key, self._rows[key])

    def __contains__(self, key: object) -> bool:
        self._note(self._kind, self._place, self._verb, key)
        return key in self._rows

    def __iter__(self) -> Iterator[Any]:
        self._note(self._kind, self._place, "keys")
        return iter(self._rows)

    def __len__(self) -> int:
        self._note(self._kind, self._place, "keys")
        return len(self._rows)

    def __bool__(self) -> bool:
        self._note(self._kind, self._place, "any")
        return bool(self._rows)


class _Asked:
    """What one does not look up row by row is noted as a whole; the answer is that of `_plain`."""

    __slots__ = ()
    _kind: str  # '' where it is the table or room asked for
    _note: Note
    _place: Place
    _plain: object

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (any field)
        self._note(self._kind or name, (*self._place, name), "all")
        return getattr(self._plain, name)

    def _said(self, method: Callable[..., T], *asked: object, kind: str = "") -> T:
        self._note(kind or self._kind, (*self._place, method.__name__), "call", asked)
        return method(*asked)


def watched_registry(registry: Registry, note: Note, *place: str | int) -> Registry:
    """`registry`, found at `place`."""
    found = object.__new__(_Registry)
    found._begin(registry, note, place)
    return found


class _Registry(_Asked, Registry):
    """Tables are noted by row; what is asked over a whole table, by its answer."""

    __slots__ = ("_note", "_place", "_plain", "_years")
    _kind = "registry"
    _plain: Registry
    _years: dict[int, Registry]

    def _begin(self, plain: Registry, note: Note, place: Place) -> None:
        known = {"_plain": plain, "_note": note, "_place": place, "_years": {}, "today": plain.today}
        for table in ("districts", "unions", "withdrawals", "changes", "written"):
            known[table] = _Rows(getattr(plain, table), note, "registry", (*place, table))
        # What is said of a union's children may tell where their rows stand.
        known["_children"] = _Rows(plain._children, note, "registry", (*place, "_children"), "row and line")  # noqa: SLF001 (its own kind)
        for name, value in known.items():
            object.__setattr__(self, name, value)

    def of_year(self, year: int) -> Registry:
        if year not in self._years:
            self._years[year] = watched_registry(self._plain.of_year(year), self._note, *self._place, year)
        return self._years[year]

    def on_day(self, day: date) -> Registry:
        raise TypeError(f"nobody asks for the register of {day} in a union's passes")

    def on(self, union_id: str, day: date) -> TradeUnion:
        return self._said(self._plain.on, union_id, day)

    def names(self, union_id: str, year: int) -> tuple[str, ...]:
        return self._said(self._plain.names, union_id, year)

    def responsible_body(self, union_id: str) -> str | None:
        return self._said(self._plain.responsible_body, union_id)

    def related(self, union_id: str) -> tuple[tuple[str, TradeUnion, UnionChange], ...]:
        return self._said(self._plain.related, union_id)

    def affiliates_of(self, union_id: str) -> tuple[Affiliate, ...]:
        return self._said(self._plain.affiliates_of, union_id)

    def is_affiliate(self, body_id: str) -> bool:
        return self._said(self._plain.is_affiliate, body_id)

    def at_row(self, row: int) -> TradeUnion | None:
        self._note("registry", (*self._place, "_rows"), "row and line", row)
        return self._plain.at_row(row)


def watched_policy(policy: Policy, note: Note, place: str) -> Policy:
    """`policy`, found at `place`."""
    found = object.__new__(_Policy)
    found._begin(policy, note, (place,))
    return found


class _Policy(_Asked, Policy):
    """Clauses and accounts are noted by row, parameters by what is in force in a year."""

    __slots__ = ("_note", "_place", "_plain")
    _kind = "policy"
    _plain: Policy

    def _begin(self, plain: Policy, note: Note, place: Place) -> None:
        def accounts(chart: str, rows: Mapping[str, Any]) -> Mapping[str, Any]:
            return _Rows(rows, note, "policy", (*place, "charts", chart))

        known = {
            "_plain": plain, "_note": note, "_place": place,
            "clauses": _Rows(plain.clauses, note, "policy", (*place, "clauses")),
            "charts": _Rows(plain.charts, note, "policy", (*place, "charts"), "has", accounts),
        }  # fmt: skip
        for name, value in known.items():
            object.__setattr__(self, name, value)

    def chart(self, edition: str) -> Chart:
        plain = self._plain.chart(edition)
        tables = {
            name: _Rows(getattr(plain, name), self._note, "policy", (*self._place, "_trees", edition, name))
            for name in ("nodes", "class_sides")
        }
        return Chart(**tables)

    def in_force(self, name: str, year: int) -> Parameter | None:
        return self._said(self._plain.in_force, name, year)

    def history(self, name: str) -> tuple[Parameter, ...]:
        return self._said(self._plain.history, name)

    def correction(self, row: Parameter) -> Corrected | None:
        return self._said(self._plain.correction, row)

    def working_days_after(self, day: date, count: int) -> date:
        return self._said(self._plain.working_days_after, day, count)

    def has_calendar(self, year: int) -> bool:
        return self._said(self._plain.has_calendar, year)

    def account_class(self, chart: str, code: str) -> str | None:
        return self._said(self._plain.account_class, chart, code)


def watched_history(history: MainHistory, note: Note) -> MainHistory:
    """`history`, of which it is noted what is asked of register and policy; a union's own versions are its own data."""
    found = object.__new__(_History)
    known = {name: getattr(history, name) for name in ("publications", "charts", "parameters", "withdrawals")}
    for name, value in {**known, "_plain": history, "_note": note}.items():
        object.__setattr__(found, name, value)
    return found


class _History(_Asked, MainHistory):
    __slots__ = ("_note", "_plain")
    _kind = ""
    _place = ("repository", "history")
    _plain: MainHistory

    def shared_by(self, room: str, number: int) -> Moment | None:
        return self._said(self._plain.shared_by, room, number, kind=room)

    def shared_between(self, room: str, first: int, until: int) -> tuple[Moment, ...]:
        return self._said(self._plain.shared_between, room, first, until, kind=room)
