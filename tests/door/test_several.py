"""Several opinions of an audit, several categories and earlier findings of a finding, an amount that is not known yet."""

import pytest

from tests.builders import admit, package_files, rows
from yangguang.core.dates import LAST_DAY
from yangguang.ledger.figures.findings import finding_figures


def told(**tables):
    return [(issue.code, issue.place.column) for issue in admit(package_files(**tables)).issues if issue.is_error]


def finding(**cells):
    return {"findings": rows("findings", "FI1", **cells)}


def test_several_are_taken_and_the_first_stays_the_first():
    accepted = admit(
        package_files(**finding(other_categories="C5;E1"), audits=rows("audits", "AU1", other_opinions="reviewed"))
    )
    one, audit = accepted.package.findings[0], accepted.package.audits[0]
    assert (one.category, one.categories) == ("D4", ("D4", "C5", "E1"))
    assert (audit.opinion, audit.opinions) == ("unqualified", ("unqualified", "reviewed"))


@pytest.mark.parametrize("cell", ["C5,E1", "C5; E1", "Q9", "C5;", ";C5"])
def test_other_ways_of_writing_several_are_refused_with_the_right_one(cell):
    (wrong,) = [issue for issue in admit(package_files(**finding(other_categories=cell))).issues if issue.is_error]
    assert (wrong.code, wrong.place.column) == ("schema.constraint-error", "other_categories")
    assert "A1;B2" in wrong.hint.zh


def test_each_earlier_finding_is_looked_for():
    assert admit(package_files(**finding(repeat_of="FI2", also_repeats="FI1;FI2"))).accepted
    lost = admit(package_files(**finding(repeat_of="FI2", also_repeats="FI2;FI9"))).issues
    assert [(issue.code, issue.place.column, issue.value) for issue in lost if issue.code.endswith("foreign-key")] == [
        ("identity.foreign-key", "also_repeats", "FI9")
    ]


def test_an_amount_is_known_or_undetermined():
    assert told(**finding(amount="", rectified_amount="", amount_undetermined="true")) == []
    assert told(**finding(amount_undetermined="true")) == [("identity.undetermined-amount", "amount_undetermined")]


@pytest.mark.parametrize(("undetermined", "known"), [("true", False), ("", True)])
def test_a_sum_over_an_undetermined_amount_is_unknown_and_over_none_it_is_not(undetermined, known):
    accepted = admit(package_files(findings=rows("findings", "FI2", amount_undetermined=undetermined)))
    figures = finding_figures("u", 2025, accepted.package.findings, LAST_DAY)
    assert ("findings_amount" in figures) is known
