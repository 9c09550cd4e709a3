"""A reason may speak of whatever figure the site works out of a union's year."""

import re

from tests.site.sources import table
from yangguang.door.identities.references import PEERS, WORKED_OUT

OF_A_UNION = re.compile(r"[^_/][^/]*/[0-9]{4}/@([a-z0-9_]+)(?:/.+)?")


def test_the_door_knows_every_figure_that_is_worked_out(demo_site):
    told = {found[1] for row in table(demo_site / "api/v1/figures.csv") if (found := OF_A_UNION.fullmatch(row["key"]))}
    assert len(told) > 20
    assert {name for name in told if not name.startswith(PEERS)} <= WORKED_OUT
