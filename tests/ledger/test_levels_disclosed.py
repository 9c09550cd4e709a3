"""From a union to the topmost: how many levels there are, and how many of them disclosed the year."""

from tests.pages.builders import report
from yangguang.ledger.figures.compared import levels
from yangguang.ledger.model import Digest, Neighbours, Standing


def books(standing, year=2025):
    return {year: Digest(union_id="x", year=year, stage="final", standing=standing, totals={})}


def counted(above, known, **facts):
    return {name: value for name, value, *_ in levels(report(**facts), above, Neighbours(books=known))}


def test_five_levels_of_which_four_disclosed():
    known = {one: books(Standing.PUBLISHED) for one in ("street", "district", "city")}
    told = counted(["street", "district", "province", "city"], known)
    assert told == {"chain/levels": 5, "chain/disclosed": 4}


def test_an_earlier_version_shown_is_disclosed_what_was_refused_or_another_year_is_not():
    known = {"a": books(Standing.SUPERSEDED), "b": books(Standing.REFUSED), "c": books(Standing.PUBLISHED, 2024)}
    assert counted(["a", "b", "c"], known)["chain/disclosed"] == 2
    assert counted(["a"], known, given=None)["chain/disclosed"] == 1


def test_the_topmost_has_no_levels_above_it():
    assert counted([], {}) == {}
