"""Which parameters a rule reads is found in its code."""

from __future__ import annotations

import pytest

from tests.rules.build import policy
from yangguang.rules.catalogue import BY_CLAUSE
from yangguang.rules.judge.parameters import parameters_of

READ = {
    "in the rule itself": ("3-2-3", ("subordinate_inspections_per_year",)),
    "in a function that it calls": ("2-6-6", ("single_source_notice_days",)),
    "in the order of the table": ("2-6-8", ("bidders_least", "tender_days_least", "award_notice_days_least")),
}


@pytest.mark.parametrize(("clause_id", "names"), READ.values(), ids=READ)
def test_a_parameter_is_found_where_it_is_read(clause_id, names):
    assert parameters_of(BY_CLAUSE[clause_id], policy()) == names
