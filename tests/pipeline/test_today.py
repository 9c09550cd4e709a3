"""The day of a build is a day people can mean, or is refused in a sentence, whoever names it."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from tests.builders import UNION, YEAR, portal
from tests.built import DATA, MIDNIGHT
from tests.repositories import commit, git
from yangguang.cli import main
from yangguang.door.loader import timezone_of
from yangguang.pipeline.books import open_books
from yangguang.pipeline.today import build_day, day_of_judgement
from yangguang.pipeline.union_years import read_union
from yangguang.site.refused import RefusedError

EPOCHS = ("abc", "-1", "", "1e20", "１７９５３９２０００", "1.5", " 1", "1\n", "+1", "1_000", "9" * 11, "9" * 400)


def test_a_reproducible_build_names_its_day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MIDNIGHT)
    assert build_day() == date(2026, 11, 23)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert build_day() == date(1970, 1, 1)


@pytest.mark.parametrize("epoch", EPOCHS)
def test_an_epoch_that_is_none(monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(RefusedError, match="SOURCE_DATE_EPOCH="):
        build_day()


@pytest.mark.parametrize("day", ["1900-01-01", "2999-12-31", date(2026, 11, 23)])
def test_a_day_people_can_mean(day):
    assert str(day_of_judgement(day, "as_of")) == str(day)


@pytest.mark.parametrize(
    "day",
    ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31", "soon", "", "20261123", "2026-W01-1", 20261123.5, True],
)
def test_a_day_nobody_can_mean(day):
    with pytest.raises(RefusedError, match="as_of="):
        day_of_judgement(day, "as_of")


@pytest.mark.parametrize("command", [["check"], ["judge"], ["explain", "2-3-3", "bibo", "2025", "--data"]])
def test_a_command_says_so_and_ends_in_two(command):
    for flags, epoch, said in (
        (["--as-of", "9999-12-31"], MIDNIGHT, "--as-of='9999-12-31'"),
        ([], "abc", "SOURCE_DATE_EPOCH='abc'"),
    ):
        result = CliRunner().invoke(main, [*command, str(DATA), *flags], env={"SOURCE_DATE_EPOCH": epoch})
        assert (result.exit_code, said in result.output) == (2, True), result.output


@pytest.mark.parametrize("day", ["1980-01-01", "2999-12-31"])
def test_a_day_before_everything_and_the_last_one_can_be_judged(day):
    """On 1 January 1980 every day of the demo still lies within the fifty years that may be written."""
    result = CliRunner().invoke(main, ["judge", str(DATA), "--union", "bibo", "--as-of", day])
    assert result.exit_code == 0, result.output


AFTER_MIDNIGHT = "1719785820"  # 2024-06-30 22:17 in UTC, 2024-07-01 06:17 in Beijing


@pytest.mark.parametrize("machine", ["UTC", "Asia/Shanghai", "America/New_York"])
@pytest.mark.parametrize(
    ("zone", "day"),
    [("Asia/Shanghai", date(2024, 7, 1)), ("UTC", date(2024, 6, 30)), ("America/New_York", date(2024, 6, 30))],
)
def test_the_day_is_the_federations_whatever_the_machine_takes_for_its_own(monkeypatch, machine, zone, day):
    monkeypatch.setenv("TZ", machine)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", AFTER_MIDNIGHT)
    assert build_day(zone) == day
    assert build_day() == date(2024, 7, 1)


@pytest.mark.parametrize(
    ("zone", "day"), [(None, "2024-07-01"), ("UTC", "2024-06-30"), ("Europe/Berlin", "2024-07-01")]
)
def test_a_federation_says_where_it_is(tmp_path, zone, day):
    data = portal(tmp_path / "data")
    set_zone(data, zone)
    told = CliRunner().invoke(
        main, ["judge", str(data), "--format", "json"], env={"SOURCE_DATE_EPOCH": AFTER_MIDNIGHT, "TZ": "UTC"}
    )
    assert json.loads(told.stdout)["as_of"] == day


@pytest.mark.parametrize(
    "zone", ["Beijing", "Asia/Peking", "asia/shanghai", "localtime", "../../etc/passwd", "Asia", "", "+08:00", 8, None]
)
def test_a_zone_that_is_none_is_refused_and_the_default_holds(tmp_path, zone):
    data = portal(tmp_path / "data")
    set_zone(data, zone, always=True)
    assert timezone_of(data) == "Asia/Shanghai"
    said = CliRunner().invoke(main, ["check", str(data)], env={"SOURCE_DATE_EPOCH": AFTER_MIDNIGHT})
    assert said.exit_code == 1
    assert "Asia/Shanghai" in said.output


def test_without_data_the_default_holds(tmp_path):
    assert timezone_of(tmp_path) == "Asia/Shanghai"


@pytest.mark.parametrize(
    ("zone", "day"), [(None, "2026-07-01"), ("UTC", "2026-06-30"), ("Pacific/Auckland", "2026-07-01")]
)
def test_the_day_of_a_commit_is_the_federations_however_the_forge_writes_it(tmp_path, zone, day):
    """What a forge merges on Wednesday morning in Beijing it dates in UTC: Tuesday, before the deadline of that day."""
    data = portal(tmp_path / "data")
    set_zone(data, zone)
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, GIT_COMMITTER_DATE="2026-06-30T20:00:00+0000")
    report = read_union(open_books(data, date(2026, 11, 25)), UNION)[YEAR]
    assert str(report.provenance.committed_on) == day


def set_zone(data, zone, *, always=False):
    file = data / "registry" / "datapackage.json"
    if zone is not None or always:
        file.write_text(json.dumps(json.loads(file.read_text()) | {"timezone": zone}, ensure_ascii=False))
