"""The same data on two days between which no deadline lies: the same bytes, but where the day itself is what is told."""

import json
from datetime import date, timedelta

import pytest

from tests.bare import bare_site
from tests.site.test_bytes import differing
from yangguang.cli.arguments import write_all
from yangguang.core.watched import Span, narrowest
from yangguang.demo import demo

# figures.csv has the days overdue; the catalogue and the page of downloads have its hash, and that of build.json.
DATED = {
    "index.html", "api/v1/build.json", "api/v1/manifest.txt", "api/v1/figures.csv", "catalog.jsonld", "data/index.html",
    "api/v1/figures/_portal.csv", "api/v1/figures/index.json", "api/v1/figures.parquet",
}  # fmt: skip
DAYS = [date(2026, 1, 10), date(2026, 11, 23), date(2028, 7, 20)]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("federation")
    write_all(folder, demo(unions=4, years=2, seed=3, running=True))
    return folder


def stands(site):
    """The days on which every union-year says that it stands as shown."""
    told = [json.loads(path.read_bytes()) for path in sorted(site.glob("api/v1/unions/*/[0-9]*.json"))]
    return narrowest(
        Span(date.fromisoformat(one["as_of"] or "0001-01-01"), date.fromisoformat(one["as_of_until"] or "9999-12-31"))
        for one in told
    )


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_nothing_changes_until_a_deadline_passes(data, tmp_path, day):
    bare_site(data, tmp_path / "site", day, site_url="https://example.org/")
    span = stands(tmp_path / "site")
    assert day in span
    first, last = max(span.since, date(day.year, 1, 1)), min(span.until, date(day.year, 12, 31))
    for number, other in enumerate({first, last} - {day}):
        bare_site(data, tmp_path / str(number), other, site_url="https://example.org/")
        assert set(differing(tmp_path / "site", tmp_path / str(number))) <= DATED
    bare_site(data, tmp_path / "after", span.until + timedelta(days=1), site_url="https://example.org/")
    changed = differing(tmp_path / "site", tmp_path / "after")
    assert any(path.startswith("unions/") for path in changed)
