"""Addresses: a union, its year, a table of it, a row, a cell; and every name, path and link that is made of one.

No other module joins or takes apart such strings (`tests/core/test_address.py`), so that what a key, a folder, a page is
called is decided here alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

UNIONS = "unions"  # the folder of DATA that holds all packages, and the one of the site that holds all pages
API = f"api/v1/{UNIONS}"
_FOLDER = re.compile(rf"{UNIONS}/([^/]+)/([^/]+)/([0-9]{{4}})(?:/(.*))?", re.DOTALL)
_PACKED = re.compile(rf"{API}/([^/]+)/([0-9]{{4}})\.(?:zip|json)")


class Folder(NamedTuple):
    """Where DATA holds a union-year: the district is that of the register on the day it was put there."""

    district: str
    union_id: str
    year: int

    @property
    def path(self) -> str:
        """Relative to DATA, with slashes."""
        return f"{UNIONS}/{self.district}/{self.union_id}/{self.year}"

    @classmethod
    def of(cls, path: str) -> Folder:
        """The folder that `path` is, or that it lies in. Raises ValueError where it is none of a union-year."""
        if found := cls.within(path):
            return found[0]
        raise ValueError(path)

    @classmethod
    def within(cls, path: str) -> tuple[Folder, str] | None:
        """The union-year that `path` belongs to and what it is called there ('' for the folder itself); None for others."""
        found = _FOLDER.fullmatch(path)
        return (cls(found[1], found[2], int(found[3])), found[4] or "") if found else None


class Sheet(NamedTuple):
    """A table as a file of DATA: of a union-year's `folder`, or (None) of the register."""

    folder: Folder | None
    table: str

    @property
    def path(self) -> str:
        """Relative to DATA, with slashes."""
        return f"{self.folder.path if self.folder else 'registry'}/{self.table}.csv"

    @classmethod
    def of(cls, path: str) -> Sheet:
        """The table whose file `path` is. Raises ValueError where it is neither a union-year's nor the register's."""
        if found := Folder.within(path):
            return cls(found[0], found[1].removesuffix(".csv"))
        if path.startswith("registry/"):
            return cls(None, path.removeprefix("registry/").removesuffix(".csv"))
        raise ValueError(path)


def union_folder(district: str, union_id: str = "") -> str:
    """The folder of DATA with all years of a union, or with all unions of a district."""
    return f"{UNIONS}/{district}/{union_id}" if union_id else f"{UNIONS}/{district}"


def overlaps(folder: str, paths: Iterable[str]) -> bool:
    """Whether one of `paths` is `folder`, lies in it, or holds it."""
    return any(f"{path}/".startswith(f"{folder}/") or folder.startswith(f"{path}/") for path in paths)


class Address(NamedTuple):
    """A union, its `year`, a `table`, a `row` by its key (several columns joined with '+'), a `column`: as far as it goes.

    `table` of a derived figure is '@' and its name: @surplus, @execution_rate/402.
    """

    union_id: str
    year: int | None = None
    table: str = ""
    row: str = ""
    column: str = ""

    @property
    def key(self) -> str:
        """As figures are called: bj-demo/2025/accounts/402/actual, bj-demo/2025/@surplus."""
        return "/".join([str(part) for part in self if part])

    @property
    def stem(self) -> str:
        """What pages and downloads of the union or of its year are called: unions/bj-demo/2025."""
        return f"{UNIONS}/{self.union_id}" if self.year is None else f"{UNIONS}/{self.union_id}/{self.year}"

    @property
    def page(self) -> str:
        """The page of the union or of its year, relative to the site's root."""
        return f"{self.stem}/"

    @property
    def evidence(self) -> str:
        """The page of what the year's verdicts rest on."""
        return f"{self.page}evidence/"

    @property
    def data(self) -> str:
        """Where the downloads of the union or of its year begin: api/v1/unions/bj-demo/2025."""
        return f"api/v1/{self.stem}"

    def beside(self, name: str) -> str:
        """The download called `name` of the union or of its year."""
        return f"{self.data}/{name}"

    def download(self, ending: str) -> str:
        """The download that is the union or its year: api/v1/unions/bj-demo/2025.zip."""
        return f"{self.data}.{ending}"

    @classmethod
    def packed(cls, path: str) -> Address | None:
        """The union-year whose package or JSON the file `path` of the site is."""
        found = _PACKED.fullmatch(path)
        return cls(found[1], int(found[2])) if found else None


def page_of(union_id: str = "", year: int | None = None) -> str:
    """`Address.page`, as templates ask for it; without a union the list of all of them."""
    return Address(union_id, year).page if union_id else f"{UNIONS}/"


def data_of(union_id: str) -> str:
    """`Address.data` of a union, as templates ask for it."""
    return Address(union_id).data


def row_name(values: Iterable[str]) -> str:
    """`Address.row` of a row whose key columns hold `values`; '' where the table has one row alone."""
    return "+".join(values)


def row_values(name: str) -> list[str]:
    """The values of the key columns that a `row_name` is made of."""
    return name.split("+")


def cell_key(union_id: str, year: int, table: str, row: str, column: str) -> str:
    """`Address.key` of a cell, at a third of its price: a union-year has a thousand."""
    return f"{union_id}/{year}/{table}/{row}/{column}"


def derived_key(owner: str, year: int, name: str) -> str:
    """Key of a derived figure: bj-demo/2025/@surplus; a part of it follows a slash: @execution_rate/402."""
    return f"{owner}/{year}/@{name}"


def every_union(owner: str, year: int, name: str) -> str:
    """What a figure over many unions is made from: the figure or table `name` of each of them."""
    return f"{owner}/*/{year}/{name}"


def within_year(name: str, union_id: str, year: int) -> str:
    """What a key, or the part of one that a union wrote of its own year, names in that year: accounts/402, @surplus."""
    return name.removeprefix(f"{union_id}/{year}/")


def of_many(key: str) -> tuple[int, str]:
    """The year and the name of a figure over many unions, whose owner may have a slash: _district/east/2025/@unions."""
    owner, _, name = key.partition("/@")
    return int(owner.rpartition("/")[2]), name


def taken_apart(key: str) -> tuple[str, str, str]:
    """Whose figure a key is, of which year, and its name there: '@surplus' or 'accounts/402/actual'."""
    owner, year, name = key.split("/", 2)
    return owner, year, name
