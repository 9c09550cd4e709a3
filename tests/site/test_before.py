"""A build that would take more than a tenth of what is published away does not replace the site, unless that is accepted."""

import json
import os
import shutil
import subprocess

import pytest
from click.testing import CliRunner

from tests.builders import CITY, SCHOOL, SHOP, UNION, YEAR, last_year, package_files, portal
from tests.built import ROOT, YANGGUANG
from yangguang.cli import main
from yangguang.ledger.model import Standing
from yangguang.site.before import lost, shown_by

P, S, R, N, F = Standing.PUBLISHED, Standing.SUPERSEDED, Standing.REFUSED, Standing.SILENT, Standing.FAULTED


def years(*standings):
    return {(f"u{number:02}", 2025): one for number, one in enumerate(standings)}


@pytest.mark.parametrize("now", [R, S, N, F, None], ids=["refused", "older version", "silent", "failed at", "gone"])
def test_what_was_published_and_is_no_longer_is_lost(now):
    before = years(*[P] * 10)
    after = dict.fromkeys(before, P) | years(now, now)
    if now is None:
        after = {key: one for key, one in after.items() if one is not None}
    assert lost(before, after) == [("u00", 2025), ("u01", 2025)]


LAW = {
    "a tenth": ([P] * 20, [R] * 2 + [P] * 18, 0),
    "more than a tenth": ([P] * 20, [R] * 3 + [P] * 17, 3),
    "one of five, a slip of one union": ([P] * 5, [R] + [P] * 4, 0),
    "two of five": ([P] * 5, [R] * 2 + [P] * 3, 2),
    "the only one": ([P], [R], 1),
    "an older version that stays": ([S] * 5, [S] * 5, 0),
    "an older version that goes": ([S] * 5, [R] * 5, 5),
    "an older version made good": ([S] * 5, [P] * 5, 0),
    "what was never shown": ([], [R] * 5, 0),
    "new packages that are refused": ([P] * 5, [P] * 5 + [R] * 9, 0),
}


@pytest.mark.parametrize(("before", "now", "gone"), LAW.values(), ids=LAW)
def test_more_than_a_tenth_is_too_much(before, now, gone):
    assert len(lost(years(*before), years(*now))) == gone


def test_a_folder_that_is_no_site_of_ours_shows_nothing(tmp_path):
    assert shown_by(tmp_path / "nowhere") == {}
    unions = tmp_path / "api" / "v1" / "unions"
    unions.mkdir(parents=True)
    for number, text in enumerate(
        ["", "{", "[]", "{}", '{"years": 1}', '{"years": [{"year": "x", "standing": "published"}]}', "null"]
    ):
        (unions / f"{number}.json").write_text(text)
    (unions / "dangling.json").symlink_to(tmp_path / "none")
    (unions / "a.json").write_text(json.dumps({"union_id": "a", "years": [{"year": 2025, "standing": "published"}]}))
    assert shown_by(tmp_path) == {("a", 2025): P}


def build(data, site, *flags, code=0):
    done = CliRunner().invoke(main, ["build", str(data), "--site", str(site), "--as-of", "2026-11-25", *flags])
    assert done.exit_code == code, done.output
    return done.output


def contents(site):
    return {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture
def data(tmp_path):
    packages = {(union_id, YEAR): package_files(union_id) for union_id in (CITY, UNION, SCHOOL, SHOP)}
    return portal(tmp_path / "data", packages | {(UNION, YEAR - 1): last_year()})


def spoil(data, union_id, year=YEAR):
    (data / "unions" / "110101" / union_id / str(year) / "overview.csv").write_text("members\nmany\n")


def test_a_mass_refusal_leaves_the_site_as_it_is_and_lists_what_would_be_lost(data, tmp_path):
    site = tmp_path / "site"
    build(data, site)
    before = contents(site)
    spoil(data, SCHOOL)
    spoil(data, SHOP)
    told = build(data, site, code=1)
    assert contents(site) == before
    for union_id in (SCHOOL, SHOP):
        assert f"{union_id}/{YEAR}  overview.csv A2：" in told
    assert f"{CITY}/{YEAR}" not in told
    assert "--accept-mass-refusal" in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "site"]
    build(data, site, "--accept-mass-refusal")
    assert json.loads((site / "api/v1/build.json").read_bytes())["counts"]["standing"]["refused"] == 2
    build(data, site)  # what visitors no longer have is not lost again


def test_one_refusal_of_a_small_portal_is_published(data, tmp_path):
    build(data, tmp_path / "site")
    spoil(data, SHOP)
    assert "退回 refused 1" in build(data, tmp_path / "site")


def test_where_nothing_of_what_was_submitted_can_be_shown_nothing_is_built(data, tmp_path):
    for union_id in (CITY, UNION, SCHOOL, SHOP):
        spoil(data, union_id)
    spoil(data, UNION, YEAR - 1)
    told = build(data, tmp_path / "site", "--accept-mass-refusal", code=1)
    assert "nothing is publishable" in told
    assert not (tmp_path / "site").exists()


def test_a_portal_to_which_nobody_has_submitted_yet_is_built(data, tmp_path):
    shutil.rmtree(data / "unions")
    (data / "unions").mkdir()
    build(data, tmp_path / "site")


def test_mkdocs_alone_asks_before_it_clears_the_old_site(data, tmp_path):
    settings = (ROOT / "site_templates" / "init" / "mkdocs.yml").read_text(encoding="utf-8")
    shutil.copytree(ROOT / "site_templates" / "init" / "docs", tmp_path / "docs")
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")

    def mkdocs():
        done = subprocess.run(
            [YANGGUANG.with_name("mkdocs"), "build", "-q"], cwd=tmp_path, env=os.environ | {"SOURCE_DATE_EPOCH": "1795392000"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    assert mkdocs()[0] == 0
    before = contents(tmp_path / "site")
    spoil(data, SCHOOL)
    spoil(data, SHOP)
    code, told = mkdocs()
    assert code == 1
    assert f"{SCHOOL}/{YEAR}" in told
    assert contents(tmp_path / "site") == before
    accepted = settings.replace("data_dir: data", "data_dir: data\n      accept_mass_refusal: true")
    assert accepted != settings
    (tmp_path / "mkdocs.yml").write_text(accepted, encoding="utf-8")
    assert mkdocs()[0] == 0
