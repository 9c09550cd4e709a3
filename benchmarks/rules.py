"""What judging costs: CPU of every rule over every union-year of a federation that was read before."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from yangguang.ledger.between.digest import digest
from yangguang.ledger.between.survey import survey
from yangguang.pipeline.books import open_books
from yangguang.pipeline.union_years import judge_year, read_union

if TYPE_CHECKING:
    from collections.abc import Callable

    from yangguang.rules.judge.rule import Verdict


def judging(data: Path, as_of: date) -> list[Callable[[], tuple[Verdict, ...]]]:
    """One call for each union-year of the federation in `data`: all verdicts on it, everything they need being read."""
    books = open_books(data, as_of)
    unions = {union_id: read_union(books, union_id) for union_id in books.registry.unions}
    view = survey([digest(one) for years in unions.values() for one in years.values()], books.registry, books.policy)

    def one(union_id: str, year: int) -> Callable[[], tuple[Verdict, ...]]:
        years, neighbours = unions[union_id], view.neighbours(union_id, year)
        return lambda: judge_year(books.registry, books.policy, as_of, years, year, neighbours)

    return [one(union_id, year) for union_id, years in unions.items() for year in years]


def rules_cpu_ms(data: Path, as_of: date, repeat: int) -> float:
    """CPU milliseconds that all rules take for one union-year, on average; the least disturbed of `repeat` rounds."""
    calls = judging(data, as_of)
    return 1000 * min(_seconds(calls) for _ in range(repeat)) / len(calls)


def _seconds(calls: list[Callable[[], tuple[Verdict, ...]]]) -> float:
    begun = time.process_time()
    for call in calls:
        call()
    return time.process_time() - begun


if __name__ == "__main__":  # python -m benchmarks.rules DATA AS_OF
    print(f"{rules_cpu_ms(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]), 3):.2f} ms CPU per union-year")
