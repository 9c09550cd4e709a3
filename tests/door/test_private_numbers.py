"""No private number is ever told, wherever it hides in a package: every place against every kind, in every report."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.builders import policy, registry
from tests.door.hiding_places import CELLS, KINDS, PLACES, PUBLIC, recognisable
from yangguang.door.admit import admit
from yangguang.records.tables import BY_NAME
from yangguang.told.issues import render

if TYPE_CHECKING:
    from yangguang.core.issues import Issue
    from yangguang.door.model import Admission, RawPackage

REPORTS = [(form, lang) for form in ("text", "json", "github", "markdown") for lang in ("zh", "en")]
AS_AN_AMOUNT = {"mobile"}  # thirteen thousand million yuan are an amount as good as another, and told like one
OF_AN_OFFICE = {"channels.contact"}  # whose mobile is a warning, told without its digits


def admitted(raw: RawPackage) -> Admission:
    return admit(raw, registry(), policy(), {})


def told(admission: Admission) -> str:
    """All that is ever said of it: the four reports in both languages, and whatever else an issue carries."""
    reports = [render([admission], (), date(2026, 11, 23), form, lang) for form, lang in REPORTS]
    return "\n".join([*reports, *map(str, admission.issues)])


def private(admission: Admission) -> list[Issue]:
    return [issue for issue in admission.issues if issue.code.startswith("privacy.")]


@pytest.mark.parametrize("place", PLACES)
def test_a_number_is_refused_and_not_told_wherever_it_hides(place: str) -> None:
    for kind, number in KINDS.items():
        if "document" in place and "@" in number:
            continue  # no document's name may have that sign
        admission = admitted(PLACES[place](number))
        assert not recognisable(told(admission), number), kind
        if kind not in PUBLIC:
            assert not admission.accepted, kind
            assert private(admission), kind


@pytest.mark.parametrize("place", CELLS)
def test_a_number_in_a_cell_is_refused_at_the_cell_and_not_told(place: str) -> None:
    table, column = place.split(".")
    kinds = [kind for kind in KINDS if kind not in AS_AN_AMOUNT or BY_NAME[table].column(column).kind != "number"]
    kind = kinds[list(CELLS).index(place) % len(kinds)]
    admission = admitted(CELLS[place](KINDS[kind]))
    assert not recognisable(told(admission), KINDS[kind])
    if kind not in PUBLIC:
        assert column in {issue.place.column for issue in private(admission)}
        assert admission.accepted == (place in OF_AN_OFFICE and kind.startswith("mobile"))
