"""The hand-written departures from the plan, `lapses.csv`: what a mostly well-run federation did not do."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.demo.csv_bytes import Row

    Tables = Mapping[str, list[Row]]


class Lapse(NamedTuple):
    """One change of one table. The first line of a lapse names the clauses that it breaks, later lines belong to it.

    `year` is the judged year, counted back from the last full one. The change is made in the union's own books of that
    year unless `books` names another union or `later` another year. `where` chooses rows (`kind=a|b;...`); `cells` are
    what they say instead, without any the rows are missing. `+=` adds to an amount; `{year}` and `{next}` are the judged
    year and the one after it, `{short}` its last two digits. `says` is how the union explains it, which changes no verdict.
    """

    union_id: str
    year: int
    clauses: str
    status: str
    books: str
    later: int
    table: str
    where: str
    cells: str
    says: str


def with_lapses(tables: Tables, union_id: str, year: int, last_year: int) -> None:
    """Change the written rows of one package as its lapses say, and add the union's own words to them."""
    for lapse in _CHANGES.get((union_id, last_year - year), ()):
        judged = last_year - lapse.year
        rows, where, cells = tables[lapse.table], _cells(lapse.where, judged), _cells(lapse.cells, judged)
        chosen = [row for row in rows if all(row[name] in value.split("|") for name, value in where.items())]
        if not cells:
            rows[:] = [row for row in rows if row not in chosen]
        for row in chosen:
            row.update(_changed(row, name, value) for name, value in cells.items())
    words = tables["explanations"]
    for lapse in _WORDS.get((union_id, last_year - year), ()):
        words.append(
            {
                "explanation_id": f"SM{year}-{len(words) + 1:02d}",
                "subject": lapse.clauses.split()[0],
                "kind": "variance",
                "text": lapse.says,
                "date": f"{year + 1}-05-20",
            }
        )


def _cells(text: str, year: int) -> Row:
    pairs = (
        one.partition("=") for one in text.format(year=year, next=year + 1, short=f"{year % 100:02d}").split(";") if one
    )
    return {name: value for name, _, value in pairs}


def _changed(row: Row, name: str, value: str) -> tuple[str, str]:
    if not name.endswith("+"):
        return name, value
    return name[:-1], str(Decimal(row[name[:-1]]) + Decimal(value))


def _read() -> tuple[Lapse, ...]:
    with (Path(__file__).parent / "lapses.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Lapse._make(int(value or 0) if name in {"year", "later"} else value for name, value in row.items())
            for row in csv.DictReader(file)
        )


LAPSES = _read()
_CHANGES: dict[tuple[str, int], list[Lapse]] = {}
_WORDS: dict[tuple[str, int], list[Lapse]] = {}
for _one in LAPSES:
    _CHANGES.setdefault((_one.books or _one.union_id, _one.year - _one.later), []).append(_one)
    if _one.says:
        _WORDS.setdefault((_one.union_id, _one.year), []).append(_one)
