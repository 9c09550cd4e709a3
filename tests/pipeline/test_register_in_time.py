"""A register valid in time: what held of a union on a day is what its years are asked, called, summed and judged by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import (
    CITY,
    DISTRICT,
    SCHOOL,
    SHOP,
    UNION,
    package_files,
    policy,
    portal,
    registry,
    rows,
    submission,
)
from tests.pipeline.register_in_time import AS_OF, OTHER, change, changed, codes, in_register
from tests.pipeline.test_owed_years import built, setting, words
from tests.repositories import commit, git
from yangguang.door.admit import admit
from yangguang.ledger.between.digest import digest
from yangguang.ledger.between.survey import survey
from yangguang.pipeline.books import open_books
from yangguang.pipeline.check import check
from yangguang.pipeline.progress import Reporter
from yangguang.pipeline.union_years import judge_year, read_union
from yangguang.records.federation import by_union
from yangguang.rules.judge.model import Status


@pytest.fixture
def data(tmp_path):
    return portal(tmp_path / "data", {(SHOP, 2025): package_files(SHOP), (SHOP, 2024): package_files(SHOP, 2024)})


# A tier is owed from the day it was given (case 02).
RAISED = (change(SHOP, "2020-01-01", "tier", "basic"), change(SHOP, "2026-10-01", "tier", "standard"))


def test_a_tier_raised_leaves_published_years_as_they_were(data):
    in_register(data, SHOP, tier="standard")
    assert {year: it.package is None for year, it in read_union(open_books(data, AS_OF), SHOP).items()}[2025]
    changed(data, *RAISED)
    years = read_union(open_books(data, AS_OF), SHOP)
    assert [(year, it.missing, it.union.tier) for year, it in years.items() if it.package] == [
        (2024, (), "basic"), (2025, (), "basic"),
    ]  # fmt: skip
    assert (years[2026].owed_stage, years[2026].missing) == ("midyear", ("overview", "accounts", "filings"))
    assert codes(data) == []


def test_a_tier_is_owed_at_the_first_deadline_after_it_was_given(data):
    in_register(data, SHOP, tier="standard")
    changed(data, RAISED[0], change(SHOP, "2026-09-30", "tier", "standard"))
    assert "projects" in read_union(open_books(data, AS_OF), SHOP)[2026].missing


def test_a_package_is_asked_for_what_its_stage_owed_on_its_deadline():
    known = replace(registry(), changes=by_union([change(SHOP, "2025-09-01", "tier", "standard")]))

    def lacks(stage, year=2025):
        said = admit(submission(package_files(SHOP, year, stage), SHOP, year), known, policy(), {}, AS_OF)
        return {
            problem.place.file.rpartition("/")[2] for problem in said.issues if problem.code == "schema.missing-table"
        }

    assert lacks("budget") == set()
    assert "projects.csv" in lacks("midyear")
    assert "projects.csv" in lacks("final")
    assert lacks("final", 2024) == set()


# Which value holds when.
def test_the_value_of_a_day_is_the_last_one_given_by_then_else_that_of_the_register():
    known = replace(registry(), changes=by_union([
        change(SHOP, "2025-07-01", "name", "第二名工会"), change(SHOP, "2026-01-01", "name", "第三名工会"),
    ]))  # fmt: skip
    names = {
        "2025-06-30": "示范商店工会",
        "2025-07-01": "第二名工会",
        "2025-12-31": "第二名工会",
        "2026-01-01": "第三名工会",
    }
    assert {day: known.on(SHOP, date.fromisoformat(day)).name for day in names} == names
    assert known.names(SHOP, 2025) == ("第二名工会", "示范商店工会")
    assert known.names(SHOP, 2026) == ("第三名工会",)
    assert known.of_year(2025).unions[SHOP].name == "第二名工会"
    assert known.of_year(2025).unions[UNION] is known.unions[UNION]


def test_a_year_that_is_not_over_is_as_it_is_on_the_day_of_judgement():
    known = replace(registry(), today=date(2026, 5, 1), changes=by_union([change(SHOP, "2026-10-01", "tier", "full")]))
    assert known.of_year(2026).unions[SHOP].tier == "basic"
    assert replace(known, today=date(2026, 10, 1)).of_year(2026).unions[SHOP].tier == "full"


def test_a_dissolved_union_stays_as_it_was_on_its_last_day():
    unions = registry().unions
    gone = replace(unions[SHOP], dissolved_on=date(2025, 6, 30))
    known = replace(
        registry(), unions=unions | {SHOP: gone}, changes=by_union([change(SHOP, "2025-07-01", "parent_id", CITY)])
    )
    assert known.of_year(2025).unions[SHOP].parent_id == UNION


# Roll-ups, peers, neighbours.
def test_sums_of_a_year_follow_the_superior_and_the_district_of_that_year(data):
    in_register(data, SHOP, parent_id=CITY, district=OTHER)
    changed(data, change(SHOP, "2020-01-01", "parent_id", UNION), change(SHOP, "2025-03-01", "parent_id", CITY),
            change(SHOP, "2020-01-01", "district", DISTRICT), change(SHOP, "2025-03-01", "district", OTHER))  # fmt: skip
    (data / "unions" / OTHER).mkdir()
    (data / "unions" / DISTRICT / SHOP).rename(data / "unions" / OTHER / SHOP)
    books = open_books(data, AS_OF)
    assert [one for one in books.issues if one.is_error] == []
    reports = [it for one in books.registry.unions for it in read_union(books, one).values()]
    view = survey([digest(it) for it in reports], books.registry, books.policy)

    def disclosed(rollups, key):
        return rollups[key].disclosed["income_total"] if key in rollups else 0

    assert [disclosed(view.subtrees, (UNION, year)) for year in (2024, 2025)] == [1, 0]
    assert [disclosed(view.subtrees, (CITY, year)) for year in (2024, 2025)] == [1, 1]
    assert [disclosed(view.districts, (DISTRICT, year)) for year in (2024, 2025)] == [1, 0]
    assert [disclosed(view.districts, (OTHER, year)) for year in (2024, 2025)] == [0, 1]
    below = {year: {one.union_id for one in view.neighbours(UNION, year).subordinates} for year in (2024, 2025)}
    assert (SHOP in below[2024], SHOP in below[2025]) == (True, False)


# A renamed union's past is judged under its name of then.
def test_last_years_account_holder_is_compared_with_last_years_name(tmp_path):
    held = rows("bank_accounts", holder_name="示范区总工会")
    data = portal(tmp_path / "data", {(UNION, 2025): package_files(UNION, bank_accounts=held)})

    def verdict():
        books = open_books(data, AS_OF)
        years = read_union(books, UNION)
        view = survey([digest(it) for it in years.values()], books.registry, books.policy)
        law = (books.registry, books.policy, AS_OF, years, 2025, view.neighbours(UNION, 2025))
        return next(one.status for one in judge_year(*law) if one.rule.clause_id == "2-3-1")

    assert verdict() is Status.MET
    in_register(data, UNION, name="新名区总工会")
    assert verdict() is Status.BREACHED
    changed(
        data, change(UNION, "2020-01-01", "name", "示范区总工会"), change(UNION, "2026-02-01", "name", "新名区总工会")
    )
    assert verdict() is Status.MET
    changed(
        data, change(UNION, "2020-01-01", "name", "示范区总工会"), change(UNION, "2025-12-31", "name", "新名区总工会")
    )
    assert verdict() is Status.MET  # held under that name for most of the year


def test_pages_of_a_year_carry_the_name_the_superior_and_the_district_of_that_year(data, tmp_path):
    in_register(data, SHOP, name="新商店工会", district=OTHER, dissolved_on="2026-11-01")
    changed(data, change(SHOP, "2020-01-01", "name", "老商店工会"), change(SHOP, "2026-02-01", "name", "新商店工会"),
            change(SHOP, "2020-01-01", "district", DISTRICT), change(SHOP, "2026-02-01", "district", OTHER),
            change(SHOP, "2026-11-01", "successor_id", SCHOOL, document="示工发〔2026〕9号"))  # fmt: skip
    (data / "unions" / OTHER).mkdir()
    (data / "unions" / DISTRICT / SHOP).rename(data / "unions" / OTHER / SHOP)
    site = built(data, tmp_path / "site")
    year = words(site / "unions" / SHOP / "2025" / "index.html")
    assert "老商店工会 2025年度" in year
    assert "新商店工会" not in year
    assert "首页 示范区 " in year
    assert "新商店工会 2026年度" in words(site / "unions" / SHOP / "2026" / "index.html")
    whole = words(site / "unions" / SHOP / "index.html")
    for said in (
        "新商店工会",
        "已于2026年11月1日撤销",
        "曾用名 老商店工会",
        "承继 示范学校工会 自2026年11月1日起 示工发〔2026〕9号",
    ):
        assert said in whole, whole
    assert "前身 新商店工会" in words(site / "unions" / SCHOOL / "index.html")
    assert "已撤销" in words(site / "unions" / "index.html")
    assert "老商店工会" in words(site / "districts" / DISTRICT / "index.html")


# A register row and its folder out of step.
def test_a_folder_that_did_not_move_with_its_register_row_is_an_error_and_its_years_stay(data):
    changed(data)
    in_register(data, SHOP, district=OTHER)
    books = open_books(data, AS_OF)
    (wrong,) = [one for one in books.issues if one.is_error]
    assert (wrong.code, wrong.place.file) == ("registry.wrong-district", f"unions/{DISTRICT}/{SHOP}")
    assert SHOP in wrong.message.zh
    assert OTHER in wrong.message.zh
    assert [year for year, it in read_union(books, SHOP).items() if it.package] == [2024, 2025]
    assert check(data, AS_OF, Reporter()).has_errors


def test_a_second_folder_in_the_wrong_place_gives_no_years(data):
    changed(data)
    copy = data / "unions" / OTHER / SHOP / "2023"
    copy.mkdir(parents=True)
    for name, content in package_files(SHOP, 2023).items():
        (copy / name).write_bytes(content)
    books = open_books(data, AS_OF)
    assert "registry.wrong-district" in {one.code for one in books.issues}
    assert [year for _, year in books.folders[SHOP]] == [2024, 2025]


def test_a_fiscal_year_has_its_own_register(data):
    """Years from 1 July on: a name from February is that of the year which it ends in, one from July of the next."""
    setting(data, fiscal_year_start="07-01")
    changed(data, change(SHOP, "2025-02-01", "name", "二月工会"), change(SHOP, "2025-07-01", "name", "七月工会"))
    years = read_union(open_books(data, AS_OF), SHOP)
    assert [(year, it.union.name) for year, it in years.items()] == [
        (2024, "二月工会"),
        (2025, "七月工会"),
        (2026, "七月工会"),
    ]
    books = open_books(data, AS_OF)
    assert books.registry.names(SHOP, 2024)[0] == "二月工会"
    assert books.registry.names(SHOP, 2025) == ("七月工会",), "it was called otherwise until the day before"


@pytest.mark.parametrize(
    ("dissolved", "owed"), [("2026-06-30", [2025]), ("2026-07-01", [2025]), ("2026-09-30", [2025, 2026])]
)
def test_a_union_owes_the_fiscal_years_whose_deadlines_it_lived_to_see(data, dissolved, owed):
    """Of 2026, from 1 July on, the half year is due on 30 September 2026."""
    setting(data, fiscal_year_start="07-01", reports_from=2025)
    in_register(data, SCHOOL, dissolved_on=dissolved)
    assert [year for year, it in read_union(open_books(data, AS_OF), SCHOOL).items() if it.is_overdue] == owed


def test_a_union_that_left_the_register_keeps_its_pages_where_another_union_changed(data):
    """It is listed as it was last, in the district to which it had moved; its past years were asked of a register without it."""
    git(data.parent, "init", "-q", "-b", "main")
    moved = change(SHOP, "2026-02-01", "district", OTHER)
    changed(data, moved)
    (data / "unions" / OTHER).mkdir()
    (data / "unions" / DISTRICT / SHOP).rename(data / "unions" / OTHER / SHOP)
    commit(data.parent)
    changed(data, change(SCHOOL, "2026-03-01", "name", "示范中学工会"))
    unions = data / "registry" / "unions.csv"
    unions.write_text("".join(line for line in unions.read_text().splitlines(True) if not line.startswith(f"{SHOP},")))
    commit(data.parent)
    years = read_union(open_books(data, AS_OF), SHOP)
    assert {year: one.package is not None for year, one in years.items()} == {2024: True, 2025: True}
    assert {one.union.district for one in years.values()} == {OTHER}
