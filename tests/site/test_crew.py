"""Work in many processes gives what work in one gives, in the same order."""

import pytest

from generator.site.crew import Crew, worker_count


def add(shared, item):
    return shared + item


def divide(shared, item):
    return shared / item


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(workers):
    assert list(Crew(workers, add, 1000, list(range(50))).results()) == list(range(1000, 1050))


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_a_worker_is_an_error_here(workers):
    with pytest.raises(ZeroDivisionError):
        list(Crew(workers, divide, 1, [1, 0, 2]).results())


def test_no_items_are_no_work():
    assert list(Crew(2, add, 0, []).results()) == []


def test_asked_for_workers_are_given_else_one_per_core():
    assert worker_count(3) == 3
    assert worker_count(0) >= 1
