"""The books of one union-year as the identities read them: typed rows, and where each of their cells stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from yangguang.core import money
from yangguang.core.address import row_name
from yangguang.core.issues import Place, Text
from yangguang.policy.chart import ancestors, nearest
from yangguang.records.finances import Account, Project, ThreePublicItem, budget_in_force
from yangguang.records.parts import shares_key
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from yangguang.door.model import TextTable
    from yangguang.policy.law import Policy
    from yangguang.records.declare import Record
    from yangguang.records.federation import Registry
    from yangguang.records.package import Package
    from yangguang.records.policy import ChartAccount

_NAMED = 12
_LOOKS = 20
LONGEST = 60  # characters of an identifier that are compared with others
AMOUNTS = ("budget_initial", "budget_adjusted", "actual_h1", "actual")


class Memory:
    """What was found out once of a package and is asked once a row, so that fifty thousand rows cost no more than rows."""

    def __init__(self) -> None:
        self._left = _LOOKS
        self._keys: dict[tuple[str, int], frozenset[str]] = {}

    def looked(self, search: Callable[[], list[str]]) -> list[str]:
        """What a search finds that takes milliseconds; after twenty of them nothing."""
        if self._left == 0:
            return []
        self._left -= 1
        return search()

    def nearest(self, value: str, known: Callable[[], Sequence[str]], cutoff: float = 0.6) -> list[str]:
        """What a wrong identifier may have been meant to be."""
        return self.looked(lambda: get_close_matches(value[:LONGEST], known(), n=1, cutoff=cutoff))

    def keys(self, table: str, packages: Sequence[Package]) -> frozenset[str]:
        """The keys of a table's rows in these packages, as figures write them: parts and what they are of."""
        asked = table, len(packages)
        if asked not in self._keys:
            key, parts = (
                [attrgetter(f"{one}_" if one == "class" else one) for one in columns]
                for columns in (BY_NAME[table].key, BY_NAME[table].parts)
            )
            rows = [row for package in packages for row in package.table(table) or ()]
            names = {row_name(str(one(row)) for one in key) for row in rows}
            names |= {row_name(str(one(row)) for one in (*key, *parts)) for row in rows if shares_key(row)}
            self._keys[asked] = frozenset(names)
        return self._keys[asked]


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """What every identity may look at.

    `accounts` are those that the package's chart knows, by code; `above` is the nearest account over each that is given too.
    """

    package: Package
    tables: Mapping[str, TextTable]
    registry: Registry
    policy: Policy
    earlier: Mapping[int, Package]
    chart: Mapping[str, ChartAccount]
    accounts: Mapping[str, Account]
    above: Mapping[str, str | None]
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)

    def place(self, table: str, record: Record, column: str | None = None) -> Place:
        """Where a record, or one cell of it, stands."""
        if table in self.tables:
            return self.tables[table].place(record.row, column)
        return Place(file=f"{self.package.folder}/{table}.csv", row=record.row, column=column)

    def cells(self, table: str, records: Iterable[Record], *columns: str) -> str:
        """The cells as an accountant names them: accounts.csv E7, E8."""
        names = [self.place(table, record, column).cell for record in records for column in columns]
        shown = [name for name in names if name]
        return f"{table}.csv {', '.join(shown[:_NAMED])}{' ...' if len(shown) > _NAMED else ''}"

    def top_level(self, side: str) -> tuple[Account, ...]:
        """The accounts of a side that are not part of another account of the package."""
        return tuple(
            account
            for code, account in self.accounts.items()
            if self.above[code] is None and self.chart[code].side == side
        )


def open_books(
    package: Package,
    tables: Mapping[str, TextTable],
    registry: Registry,
    policy: Policy,
    earlier: Mapping[int, Package],
) -> Books:
    """The books of `package`. `tables` tell where a cell stands, `earlier` holds the accepted years before."""
    chart = policy.charts.get(package.descriptor.chart, {})
    accounts = {row.account_code: row for row in package.accounts or () if row.account_code in chart}
    above: dict[str, str | None] = {}
    for code in accounts:
        above[code] = nearest(ancestors(chart, code), accounts)
    return Books(
        package=package, tables=tables, registry=registry, policy=policy, earlier=earlier, chart=chart,
        accounts=accounts, above=above,
    )  # fmt: skip


def amount(record: object, column: str) -> Decimal | None:
    """An amount of a row; an empty adjusted budget means the initial one, any other empty cell an unknown amount."""
    if column == "budget_adjusted":
        assert isinstance(record, Account | Project | ThreePublicItem), "no other row has an adjusted budget"
        column = budget_in_force(record)
    value: Decimal | None = getattr(record, column)
    return value


def total(records: Iterable[object], column: str) -> Decimal | None:
    """The sum of a column; unknown as soon as one of its amounts is."""
    return money.total(amount(record, column) for record in records)


@cache
def title(table: str, column: str) -> Text:
    """A column's title in both languages."""
    found = BY_NAME[table].column(column)
    return Text(found.title_zh, found.title_en)
