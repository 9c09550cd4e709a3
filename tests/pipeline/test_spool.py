"""What pass 1 leaves for pass 3 is what it read, and what rows have in common takes its memory once."""

import pytest

from tests import builders
from yangguang.pipeline.spool import keep, recall

ROWS = 2_500


@pytest.fixture(scope="module")
def package():
    common = builders.rows("channels")[0] | {"contact": "工会办公室", "since": "2020-01-01"}
    return builders.accepted(builders.package_files(channels=[common | {"channel_id": f"Q{at}"} for at in range(ROWS)]))


@pytest.fixture
def recalled(package, tmp_path):
    keep({2025: package}, {}, tmp_path / "spooled")
    years, revisions = recall(tmp_path / "spooled")
    assert revisions == {}
    return years[2025]


def values(rows):
    return {id(value) for row in rows for value in (row.kind, row.contact, row.since)}


def test_long_and_short_tables_come_back_in_their_order(package, recalled):
    assert recalled == package
    assert [row.row for row in recalled.channels] == list(range(2, ROWS + 2))


def test_equal_cells_are_one_value_where_they_are_read(package):
    assert len(values(package.channels)) == 3


def test_equal_cells_are_few_values_where_they_are_recalled(recalled):
    """2,500 rows are three parts."""
    assert len(values(recalled.channels)) <= 9
