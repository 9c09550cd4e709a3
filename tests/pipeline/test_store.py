"""Through a store a build gives the bytes that a full one gives, whatever changed, whatever became of the store."""

import io
import json
import os
import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.bare import Shells
from tests.pipeline.edits import EDITS, _set, refused, transfer
from tests.pipeline.through import TODAY, Portal
from tests.repositories import commit, git
from tests.site.test_bytes import differing
from yangguang.cli.arguments import write_all
from yangguang.demo import demo
from yangguang.pages import clauses
from yangguang.pipeline.books import UnbuildableError
from yangguang.pipeline.build import Request
from yangguang.pipeline.portal import changes_report, making
from yangguang.pipeline.progress import Reporter
from yangguang.pipeline.withdraw import withdraw
from yangguang.site.old import published
from yangguang.site.shell import Theme

EXAMPLES = int(os.environ.get("EDITS", "2"))  # EDITS=300 pytest tests/pipeline/test_store.py: some minutes
DAYS = st.sampled_from([0, 0, 0, 1, 40, 200, -30])


@pytest.fixture(scope="module")
def federation(tmp_path_factory):
    folder = tmp_path_factory.mktemp("federation") / "data"
    write_all(folder, demo(unions=4, years=1, seed=5))
    return folder


@pytest.fixture
def portal(federation, tmp_path):
    made = Portal(federation, tmp_path)
    assert made.build()
    assert {*map(tuple, made.again.values())} == {("cold",)}
    return made


@settings(
    max_examples=EXAMPLES, deadline=None, phases=[Phase.reuse, Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(st.lists(st.tuples(st.integers(), st.integers(1, 2), DAYS), min_size=2, max_size=4), st.data())
def test_whatever_is_edited_a_build_through_the_store_is_a_full_build(federation, rounds, data):
    with TemporaryDirectory() as top:
        portal, day = Portal(federation, Path(top)), TODAY
        if data.draw(st.booleans(), "git"):
            git(portal.top, "init", "-q", "-b", "main")
        under_git = (portal.top / ".git").exists()
        lang = data.draw(st.sampled_from(["zh", "en"]))
        portal.build(lang=lang, workers=1)
        for seed, count, days in rounds:
            for edit in Random(seed).choices(EDITS, k=count):
                edit(portal.data, Random(seed))
            day += timedelta(days=days)
            if under_git and seed % 3:
                commit(portal.top, "data")
            before = portal.last
            try:
                assert portal.build(day, lang=lang, workers=1 + seed % 2, chunk=1 + seed % 3)
            except UnbuildableError:
                return
            reported(portal, before)


def reported(portal, before):
    """The report tells the files whose bytes are others, no more and no fewer; and of each union with one that it was made again."""
    told, differ = json.loads(changes_report(published(before), portal.built)), differing(before, portal.last)
    assert sorted([*told["made"], *told["removed"]]) == differ
    assert {path for path in differ if not (portal.last / path).exists()} == {*told["removed"]}
    assert portal.changed(before) <= {*told["unions"], *portal.gone(before)}


def test_what_did_not_change_is_not_made_again(portal):
    assert portal.build()
    assert portal.again == {}


def test_a_changed_transfer_touches_both_sides_alone(portal):
    transfer(portal.data, Random(1))
    assert portal.build()
    assert 2 <= len(portal.again) <= 4
    assert sorted({why for one in portal.again.values() for why in one}) != []
    assert ["own data"] in [[why for why in one if why == "own data"] for one in portal.again.values()]


def test_a_refused_package_and_its_mending(portal):
    refused(portal.data, Random(2))
    assert portal.build()
    (stray,) = portal.data.glob("unions/*/*/*/notes.txt")
    stray.unlink()
    assert portal.build()
    assert portal.again == {}, "as it was two builds ago"


def test_a_day_touches_those_for_whom_a_deadline_passed(portal):
    assert portal.build(TODAY + timedelta(days=1))
    assert portal.again == {}
    assert portal.build(date(2027, 7, 1))
    assert portal.again
    assert "cold" not in {why for one in portal.again.values() for why in one}


def test_another_language_is_cold_and_harms_nobody(portal):
    assert portal.build(lang="en")
    assert {*map(tuple, portal.again.values())} == {("cold",)}
    assert portal.build(lang="zh")
    assert portal.again == {}


def test_settings_of_the_registry(portal):
    _set(portal.data / "registry" / "unions.csv", Random(1), "name", "更名工会")
    assert portal.build()
    assert {why for one in portal.again.values() for why in one} >= {"registry"}


def damage(store, how, dice):
    """Something goes wrong with the files of a store."""
    files = [path for path in sorted(store.rglob("*")) if path.is_file()]
    for path in dice.sample(files, max(1, len(files) // 2)):
        content = bytearray(path.read_bytes())
        if how == "gone":
            path.unlink()
        elif how == "cut":
            path.write_bytes(content[: dice.randrange(len(content) or 1)])
        else:
            for _ in range(20):
                content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
            path.write_bytes(content)


@pytest.mark.parametrize("how", ["gone", "cut", "flipped"])
def test_a_damaged_store_costs_time_alone(portal, how):
    for seed, last in ((1, portal.last), (2, None)):  # also where nothing is published that could be linked
        damage(portal.store, how, Random(seed))
        portal.last = last
        assert portal.build()
    assert portal.build()
    assert portal.again == {}


def test_a_published_file_that_somebody_changed_is_written_again(portal):
    page = next(portal.last.glob("unions/*/index.html"))
    page.write_bytes(page.read_bytes().replace(b"a", b"b", 1))
    assert portal.build()
    assert portal.again == {}


def test_the_report_tells_the_files_whose_bytes_changed(portal):
    before = published(portal.last)
    transfer(portal.data, Random(1))
    last = portal.last
    assert portal.build()
    told = json.loads(changes_report(before, portal.built))
    assert told["made"] == differing(last, portal.last) != []
    assert told["removed"] == []
    assert len(told["made"]) + len(told["kept"]) == len(differing(last, portal.top / "none"))
    assert portal.build()
    assert json.loads(changes_report(published(portal.last), portal.built))["made"] == []


def test_a_page_of_a_clause_is_made_where_it_says_something_else(portal, monkeypatch):
    made = []
    real = clauses._clause_page
    monkeypatch.setattr(clauses, "_clause_page", lambda *facts: made.append(facts[1].clause.clause_id) or real(*facts))
    assert portal.build()
    half = len(made)  # by the full build, which this one is held against
    transfer(portal.data, Random(1))
    before, last = len(made), portal.last
    assert portal.build()
    again = made[before:]
    pages = {
        path.split("/")[1]
        for path in differing(last, portal.last)
        if path.startswith("clauses/") and path.count("/") > 1
    }
    assert {*again[: len(again) - half]} == pages
    (portal.last / "clauses" / made[0] / "index.html").unlink()
    assert portal.build(), "a page that is gone is made again"


def test_unchanged_files_are_the_same_files(portal):
    before = {path.relative_to(portal.last): path.stat().st_ino for path in portal.last.glob("unions/*/*.html")}
    assert portal.build()
    after = {path.relative_to(portal.last): path.stat().st_ino for path in portal.last.glob("unions/*/*.html")}
    assert before == after != {}


@pytest.mark.parametrize("how", ["an empty folder", "a second link", "an edit unseen"])
def test_what_git_does_not_see_is_seen(portal, how):
    package = next(iter(sorted(portal.data.glob("unions/*/*/*/accounts.csv")))).parent
    git(portal.data, "init", "-q", ".")
    commit(portal.data)
    portal.build()
    if how == "an empty folder":
        (package / "stray").mkdir()
    elif how == "a second link":
        os.link(package / "accounts.csv", portal.top / "linked.csv")
    else:
        git(portal.data, "update-index", "--assume-unchanged", str(package / "accounts.csv"))
        (package / "accounts.csv").write_text("x", encoding="utf-8")
    portal.build()
    assert portal.again


def test_what_is_withdrawn_for_personal_data_is_forgotten(portal):
    union = min(path.parent.name for path in portal.data.glob("unions/*/*/2025"))
    before = remembered(portal.store, union)
    withdraw(portal.data, union, 2025, since=TODAY, today=TODAY, reason="personal_data")
    assert portal.build()
    after = remembered(portal.store, union)
    assert before != after
    assert len(after) == len(before) == 2, "what was read and what was made"
    lost = {*before.values()} - {*after.values()}
    assert [pack for packs in lost for pack in packs.split() if list(portal.store.glob(f"packs/*/{pack}"))] == []


def test_the_build_that_withdraws_personal_data_leaves_none_of_it_in_the_store(federation, tmp_path):
    """Nor in the site that it replaces, which waits there for the next build."""
    data, site, store, words = tmp_path / "data", tmp_path / "site", tmp_path / "store", "在钟楼边的台阶上"
    shutil.copytree(federation, data)
    package = min(
        path for path in data.glob("unions/*/*/2025/findings.csv") if len(path.read_text().splitlines()) > 1
    ).parent
    _set(package / "findings.csv", Random(1), "description", words)

    def build():
        request = Request(data=data, as_of=TODAY, workers=1, store=store)
        with making(request, site, Reporter()) as underway:
            underway.finish(Theme(files={}, shells=Shells()))

    for _ in range(2):
        build()
    assert {path.relative_to(store).parts[0][:5] for path in holding(store, words)} == {"index", "packs", "spare"}
    withdraw(data, package.parent.name, 2025, since=TODAY, today=TODAY, reason="personal_data")
    build()
    assert holding(site, words) == holding(store, words) == []
    assert any(store.glob("spare.*/unions/*/index.html")), "what visitors still see waits there"


def holding(folder, words):
    """The files in `folder` that hold these words, also within archives."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(words.encode() in text for text in texts(path.read_bytes()))]


def texts(content):
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from map(archive.read, archive.namelist())


def remembered(store, union):
    """The packs of what a store has of a union, by card."""
    packs = "SELECT group_concat(hash, ' ') FROM packs WHERE packs.number = cards.number"
    asked = f"SELECT name || number, ({packs}) FROM cards WHERE name IN (?, ?)"
    with closing(sqlite3.connect(store / "index.sqlite")) as index:
        return dict(index.execute(asked, (f"read {union}", f"pages {union}")))


def test_the_theme_stays_the_same_files_and_a_page_of_ours_goes_before_it(federation, tmp_path):
    """Also where the site before the last one had the theme's page, and the one before that ours."""
    data, site = tmp_path / "data", tmp_path / "site"
    shutil.copytree(federation, data)
    request = Request(data=data, as_of=TODAY, workers=1, store=tmp_path / "store")
    seen = []
    for style in ("a", "a", "b", "a", "a"):
        files = {"assets/style.css": style.encode(), "assets/same.css": b"x", "index.html": f"theme {style}".encode()}
        with making(request, site, Reporter()) as underway:
            underway.finish(Theme(files=files, shells=Shells()))
        assert (site / "assets/style.css").read_text(encoding="utf-8") == style
        seen.append(((site / "assets/same.css").stat().st_ino, (site / "index.html").read_bytes()))
    assert len({*seen}) == 1
    assert b"theme" not in seen[0][1]
