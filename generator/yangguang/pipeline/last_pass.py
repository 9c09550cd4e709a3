"""Pass 4 and its boundary: a union whose summaries a list cannot take is one we fail at, and the lists are made without it."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.quarantine import culprit_of, fault, note
from yangguang.pipeline import passes as publishing
from yangguang.pipeline.crew import Crew
from yangguang.pipeline.lists import LISTS, publish_list, whole_of
from yangguang.site.audit import audit
from yangguang.views.model import Page, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from yangguang.core.issues import Issue
    from yangguang.core.quarantine import Fault
    from yangguang.pipeline.desk import Desk
    from yangguang.pipeline.lists import Lister, Listing, Whole
    from yangguang.pipeline.passes import Published
    from yangguang.views.model import Summary

    Task = tuple[int, Sequence[str]]
    WholeOf = Callable[[Sequence[Summary]], Whole]  # what pass 3 left, were there these summaries alone


class Listed(NamedTuple):
    """What became of passes 3 and 4: what the lists were made from, the chunks as they stand now, and the lists.

    `left` are the paths of the site where lists were made again: of some of them nothing may have come.
    """

    whole: Whole
    made: list[Published]
    lists: list[Listing]
    left: set[str]


def list_all(desk: Desk, tasks: Sequence[Task], made: list[Published], issues: Sequence[Issue], workers: int) -> Listed:
    """Pass 4 over what pass 3 `made` of `tasks`; raises what goes wrong whichever unions there are, as a full disk does."""
    left: set[str] = set()
    while True:
        summaries = [one for part in made for one in part.summaries]
        faults = [one for part in made for one in part.faults]
        make = partial(whole_of, desk, issues, faults)
        try:
            whole = make(summaries)
            with closing(Crew(workers, publish_list, whole, LISTS)) as crew:
                return Listed(whole, made, list(crew.results()), left)
        except (OSError, BrokenExecutor):
            raise
        except Exception:  # the boundary of pass 4, as `quarantined` is of passes 1 and 3
            found = _fault(make, summaries, desk.faults)
            if found is None:
                raise
        left |= {path.relative_to(desk.site).as_posix() for path in desk.site.rglob("*") if not path.is_dir()}
        desk = replace(desk, faults={**desk.faults, found.union_id: found})
        made = [
            publishing.publish(desk, task) if found.union_id in task[1] else one
            for task, one in zip(tasks, made, strict=True)
        ]


def _fault(whole_of_them: WholeOf, summaries: Sequence[Summary], known: Mapping[str, Fault]) -> Fault | None:
    """The fault of the first union with whose summaries a group of lists fails; None where it is no union's."""
    note("lists")
    for lister in LISTS:
        make = partial(_made, whole_of_them, lister)
        try:
            make(summaries)
        except Exception as error:  # noqa: BLE001 (the same, in this process: a worker's has lost its place)
            culprit = culprit_of(summaries, make)
            return None if culprit is None or culprit in known else fault(culprit, error)
    return None


def _made(whole_of_them: WholeOf, lister: Lister, summaries: Sequence[Summary]) -> None:
    for output in lister(whole_of_them(summaries)):
        for one in output.make() if isinstance(output, Part) else (output,):
            if isinstance(one, Page):
                audit(one.url, one.body)
