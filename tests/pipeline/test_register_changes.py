"""Changes of the register that cannot be, and those that can."""

from __future__ import annotations

import pytest

from tests.builders import CITY, SCHOOL, SHOP, UNION, package_files, portal, registry
from tests.pipeline.register_in_time import AS_OF, change, changed, codes, in_register
from yangguang.door.changes import change_issues
from yangguang.door.loader import load_registry
from yangguang.pipeline.books import open_books


@pytest.fixture
def data(tmp_path):
    return portal(tmp_path / "data", {(SHOP, 2025): package_files(SHOP), (SHOP, 2024): package_files(SHOP, 2024)})


# What the door refuses of changes.
REFUSED = {
    "a tier there is not": change(SHOP, "2025-01-01", "tier", "tiny"),
    "a kind there is not": change(SHOP, "2025-01-01", "kind", "club"),
    "a district there is not": change(SHOP, "2025-01-01", "district", "nowhere"),
    "a superior there is not": change(SHOP, "2025-01-01", "parent_id", "nobody"),
    "its own superior": change(SHOP, "2025-01-01", "parent_id", SHOP),
    "its own successor": change(SHOP, "2025-01-01", "successor_id", SHOP),
    "a predecessor there is not": change(SHOP, "2025-01-01", "predecessor_id", "nobody"),
}


@pytest.mark.parametrize("one", REFUSED.values(), ids=REFUSED)
def test_a_value_that_no_union_can_have_is_refused(data, one):
    assert codes(changed(data, one)) == ["registry.change-value"]


@pytest.mark.parametrize(
    ("column", "value"), [("dissolved_on", "2025-01-01"), ("union_id", "x"), ("", "x"), ("tier", "")]
)  # fmt: skip
def test_only_what_can_change_can_be_written_as_changed(data, column, value):
    assert load_registry(changed(data, change(SHOP, "2025-01-01", column, value)), AS_OF)[0] is None


def test_superiors_that_form_a_circle_on_some_day_are_refused(data):
    circle = (change(UNION, "2025-01-01", "parent_id", SHOP), change(UNION, "2025-02-01", "parent_id", CITY))
    assert codes(changed(data, *circle)) == ["registry.change-tree"]


def test_a_swap_on_one_day_is_no_circle(data):
    swap = (change(UNION, "2025-01-01", "parent_id", SHOP), change(SHOP, "2025-01-01", "parent_id", CITY))
    in_register(data, UNION, parent_id=SHOP)
    in_register(data, SHOP, parent_id=CITY)
    before = (change(UNION, "2020-01-01", "parent_id", CITY), change(SHOP, "2020-01-01", "parent_id", UNION))
    assert codes(changed(data, *swap, *before)) == []


@pytest.mark.parametrize(("column", "values"), [("successor_id", (SCHOOL, SHOP)), ("predecessor_id", (SHOP, SCHOOL))])
def test_a_union_that_was_split_has_several_successors_from_one_day_on(data, column, values):
    changed(data, *(change(UNION, "2026-07-01", column, value) for value in values))
    assert codes(data) == []
    related = load_registry(data, AS_OF)[0].related(UNION)
    assert [(what, one.union_id) for what, one, _ in related] == [(column, SCHOOL), (column, SHOP)]


def test_of_all_else_there_is_one_value_a_day(data):
    changed(data, change(UNION, "2026-07-01", "name", "甲区总工会"), change(UNION, "2026-07-01", "name", "乙区总工会"))
    found = [one for one in load_registry(data, AS_OF)[1] if one.is_error]
    assert [(one.code, one.place.row) for one in found] == [("schema.primary-key", 3)]
    assert "第2行" in found[0].message.zh
    changed(data, *[change(UNION, "2026-07-01", "successor_id", SHOP)] * 2)
    assert codes(data) == ["schema.primary-key"]


def test_a_change_that_changes_nothing_or_that_the_register_does_not_follow_is_told():
    def of(*changes, today=AS_OF):
        unions = tuple(registry().unions.values())
        return [one.code for one in change_issues({"unions": unions, "union_changes": changes}, today)]

    assert of(change(SHOP, "2026-01-01", "tier", "basic")) == ["registry.change-nothing"]
    assert of(change(SHOP, "2026-01-01", "tier", "standard")) == ["registry.change-differs"]
    assert of(change(SHOP, "2026-12-31", "tier", "standard")) == []  # not yet
    assert of(change(SHOP, "2020-01-01", "tier", "full"), change(SHOP, "2026-01-01", "tier", "basic")) == []
    assert of() == []


def test_who_answers_for_a_union_is_known_from_its_day_on(data):
    changed(
        data,
        change(SHOP, "2025-01-01", "responsible_body", "区商务局"),
        change(SHOP, "2026-12-01", "responsible_body", "市商务局"),
    )
    assert codes(data) == []
    books = open_books(data, AS_OF)
    assert (books.registry.responsible_body(SHOP), books.registry.responsible_body(UNION)) == ("区商务局", None)
