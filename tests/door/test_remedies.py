"""The remedy law: a machine that follows every remedy to the letter ends in the package that was meant, and in no other.

Each fault is one that spreadsheets and people make. After a remedy the issue is gone and none is there that was not before;
what is accepted in the end has the figures of the healthy package, to the cent.
"""

from __future__ import annotations

import random
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.builders import FOLDER, admit, as_csv, package_files
from tests.door.accountants import MORE
from tests.door.accountants_again import AGAIN
from tests.door.accountants_too import TOO
from tests.door.faults import FAULTS as FIRST
from tests.door.obedient import UnclearError, obey
from tests.healthy import HEALTHY
from yangguang.core.spreadsheet import formula_in
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from tests.door.faults import Fault, Files
    from yangguang.core.issues import Issue
    from yangguang.records.package import Package

FAULTS = (*FIRST, *MORE, *TOO, *AGAIN)
_ROUNDS = 12


@cache
def healthy() -> Package:
    package = admit(package_files(**HEALTHY)).package
    assert package
    return package


def figures(package: Package) -> dict[str, list[tuple[object, ...]]]:
    """Every amount, count and day of a package, table by table."""
    return {
        name: [
            tuple(getattr(row, column.name, None) for column in table.columns if column.kind != "string")
            for row in package.table(name) or ()
        ]
        for name, table in BY_NAME.items()
        if table.scope == "package" and package.table(name) is not None
    }


def kinds(issues: tuple[Issue, ...]) -> set[tuple[str, str | None]]:
    return {(one.code, one.place.column) for one in issues if one.is_error}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_following_every_remedy_to_the_letter_ends_in_what_was_meant(fault: Fault, seed: int) -> None:
    files = fault.make(random.Random(f"{fault.name}/{seed}"))
    told: list[tuple[str, str]] = []
    for _ in range(_ROUNDS):
        admission = admit(files)
        errors = [one for one in admission.issues if one.is_error]
        if not errors:
            break
        issue = errors[0]
        try:
            files = obey(files, issue)
        except UnclearError:
            assert not fault.certain, f"{issue.code} {issue.place.cell}: {issue.hint.zh}"
            return
        told.append((issue.code, f"{(issue.place.file or '').removeprefix(FOLDER)} {issue.place.cell} {issue.hint.zh}"))
        assert len(kinds(admit(files).issues) - kinds(admission.issues)) == 0, told
    assert admission.package, told
    assert figures(admission.package).items() <= figures(healthy()).items(), told
    assert not formula_in(admission.package.descriptor.title)


@pytest.mark.parametrize("seed", range(60))
def test_two_faults_at_once_end_in_what_was_meant_and_are_both_told_first(seed: int) -> None:
    dice = random.Random(seed)
    certain = [fault for fault in FAULTS if fault.certain]
    one, other = (dice.choice(certain).make(dice) for _ in range(2))
    clean = package_files(**HEALTHY)
    files = clean | _changed(one) | _changed(other)
    told: list[str] = []
    for _ in range(_ROUNDS):
        errors = [problem for problem in admit(files).issues if problem.is_error]
        if not errors:
            break
        told.append(f"{errors[0].code} {errors[0].place.file} {errors[0].hint.zh}")
        files = obey(files, errors[0])
    package = admit(files).package
    assert package, told
    assert figures(package).items() <= figures(healthy()).items(), told


@pytest.mark.parametrize("row", range(1, 9))
def test_a_row_that_could_not_be_read_brings_no_sum_that_differs(row: int) -> None:
    lines = as_csv("projects", HEALTHY["projects"]).decode().split("\n")
    lines[row] += ",x"
    assert [one.code for one in admit(package_files(projects="\n".join(lines))).issues] == ["gate.ragged-row"]


def _changed(files: Files) -> Files:
    """The files that a fault made other than they are; the list of tables is that of the whole package."""
    tables = {name: data for name, data in files.items() if name.endswith(".csv")}
    return {name: data for name, data in tables.items() if data != as_csv(name[:-4], HEALTHY[name[:-4]])}


def test_the_corpus_is_broad_and_a_clean_package_has_nothing_to_tell() -> None:
    assert len({fault.name for fault in FAULTS}) >= 290
    assert admit(package_files(**HEALTHY)).issues == ()
