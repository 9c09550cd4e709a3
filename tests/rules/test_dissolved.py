"""A union that ended owes nothing afterwards: what fell due later is not asked, what fell due before stays asked."""

from dataclasses import replace
from datetime import date

from tests.rules.build import CITY, QU, SHOP, STREET, YEAR, case, decide, filing, package
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status

LONG_AFTER = date(YEAR + 3, 1, 1)


def judged(clause, **facts):
    given = facts.pop("given", ())
    unions = (CITY, replace(QU, **facts), STREET, SHOP)
    return decide(clause, case(*given, unions=unions, as_of=LONG_AFTER))


def test_a_table_that_fell_due_after_its_last_day_is_not_asked():
    told = judged("2-1-1", dissolved_on=date(YEAR, 6, 30))
    assert (told.status, told.asked) == (Status.NO_DATA, False)
    assert f"{YEAR}年6月30日撤销" in told.reason.text(ZH)
    assert [cell.column for cell in told.cells] == ["dissolved_on"]


def test_a_table_that_fell_due_while_it_lived_is_still_missing():
    told = judged("2-1-1", dissolved_on=date(YEAR + 1, 12, 31))
    assert (told.status, told.asked) == (Status.NO_DATA, True)
    assert "至今没有公开" in told.reason.text(ZH)


def test_a_table_is_asked_at_the_first_stage_that_finds_the_union_alive():
    told = judged("2-4-2", founded_on=date(YEAR, 6, 1))
    assert told.status is Status.NO_DATA
    assert f"{YEAR}年3月31日" not in told.reason.text(ZH)


def test_the_rest_of_a_year_of_which_only_the_budget_came_is_not_asked():
    budget = package(stage="budget", activities=())
    alive = judged("2-1-1", given=(budget,))
    gone = judged("2-1-1", given=(budget,), dissolved_on=date(YEAR, 6, 30))
    assert (alive.status, alive.asked) == (Status.NO_DATA, True)
    assert (gone.status, gone.asked) == (Status.NO_DATA, False)


def test_the_last_day_on_which_a_table_would_have_been_asked_is_told():
    told = judged("2-4-2", dissolved_on=date(YEAR, 2, 1))
    assert told.reason.text(ZH) == "“收支预决算”表期限为2026年6月30日；工会已于2025年2月1日撤销，不再应报"


def test_a_table_lacking_in_a_package_that_came_is_missing_although_the_union_ended_since():
    books = package(stage="budget", audits=None)
    told = judged("2-4-7", given=(books,), dissolved_on=date(YEAR, 6, 30))
    assert (told.status, told.asked) == (Status.NO_DATA, True)


def test_a_union_founded_after_all_days_of_the_year_is_not_asked():
    told = judged("2-1-1", founded_on=date(YEAR + 1, 7, 15))
    assert told.reason.text(ZH) == "“工作记录”表期限为2026年6月30日；工会于2026年7月15日才成立，不应报"
    assert (told.asked, [cell.column for cell in told.cells]) == (False, ["founded_on"])


def test_a_superior_assesses_who_is_still_there_on_the_day_by_which_it_should_have():
    row = filing(
        "report", date(YEAR + 1, 4, 1), "performance_assessment", subject_id="street", period_covered=str(YEAR)
    )
    below = (replace(QU, parent_id=None), STREET)

    def status(day):
        unions = (*below, replace(SHOP, dissolved_on=day))
        return decide("2-5-2", case(package(filings=[row]), unions=unions, as_of=LONG_AFTER)).status

    assert status(date(YEAR + 1, 6, 30)) is Status.BREACHED
    assert status(date(YEAR + 1, 6, 29)) is Status.MET


def test_books_that_nobody_asks_for_are_not_counted_among_those_asked_for():
    unions = (CITY, QU, STREET, replace(SHOP, dissolved_on=date(YEAR, 2, 1)))
    judged = case(package(), package("shop"), unions=unions, as_of=LONG_AFTER)
    assert decide("2-5-3", judged).status is Status.NO_DATA
