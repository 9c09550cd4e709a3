"""The day of a build is a day people can mean, or is refused in a sentence, whoever names it."""

from datetime import date

import pytest
from click.testing import CliRunner

from tests.built import DATA, MIDNIGHT
from yangguang.cli import main
from yangguang.pipeline.today import build_day, day_of_judgement
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
