"""The site before the published one is the beginning of the next: what is the same stays, all else goes or is replaced."""

import os
import signal
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from tests.site.faults import in_child
from tests.site.little import names
from yangguang.site.old import published
from yangguang.site.spare import prune, spare_of
from yangguang.site.staging import staging
from yangguang.site.store import MANIFEST, SIGN, Entry, manifest, write

SAME, CHANGED, GONE = "unions/a/index.html", "unions/b/index.html", "unions/c/2024/index.html"


def build(site, texts):
    """A site of files by their `texts`, begun with what is kept; how many of them were there already."""
    with staging(site, spare=kept_of(site)) as stage:
        old = replace(published(site), kept=stage.kept)
        entries = [Entry.of(path, text.encode()) for path, text in texts.items()]
        for one in entries:
            if not old.lay(one, stage.site):
                write(stage.site, one.path, texts[one.path].encode())
        there = [one for one in entries if stage.kept.get(one.path) == one]
        entries.append(write(stage.site, SIGN, b"{}"))
        prune(stage.site, stage.kept.keys() - {*texts, SIGN})
        write(stage.site, MANIFEST, manifest(entries))
    return len(there)


def kept_of(site):
    return spare_of(site.parent / "store", site)


def shown(site):
    found = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_text() for path in found if path.name != "manifest.txt"}


@pytest.fixture
def site(tmp_path):
    """Built twice, so that there is one before the published one."""
    (tmp_path / "store").mkdir()
    for text in ("first", "second"):
        build(tmp_path / "site", {SAME: "same", CHANGED: text, GONE: "gone"})
    return tmp_path / "site"


def test_what_is_the_same_stays_the_same_file(site):
    before = (site / SAME).stat().st_ino
    assert build(site, {SAME: "same", CHANGED: "third"}) == 1
    assert shown(site) == {SAME: "same", CHANGED: "third", SIGN: "{}"}
    assert not (site / "unions" / "c").exists(), "nor its folders"
    assert (site / SAME).stat().st_ino == before


def test_what_is_kept_has_nothing_that_visitors_no_longer_see(site):
    build(site, {SAME: "same", CHANGED: "third"})
    assert shown(kept_of(site)) == {SAME: "same", SIGN: "{}"}
    assert stat.S_IMODE(kept_of(site).stat().st_mode) == 0o700
    assert names(site.parent) == ["site", "store"]


def test_what_somebody_changed_or_put_there_is_not_taken_for_ours(site, tmp_path):
    build(site, {SAME: "same", CHANGED: "second"})
    spare = kept_of(site)
    (spare / SAME).write_text("SAME")
    (spare / "unions" / "x.html").write_text("mine")
    (spare / "unions" / "link").symlink_to(tmp_path)
    (spare / "empty").mkdir()
    assert build(site, {SAME: "same", CHANGED: "second"}) == 1
    assert shown(site) == {SAME: "same", CHANGED: "second", SIGN: "{}"}
    assert not (site / "empty").exists()
    assert not os.path.lexists(site / "unions" / "link")


def test_a_file_under_two_names_is_replaced_and_not_written_into(site):
    build(site, {SAME: "same", CHANGED: "second"})
    known = published(site)

    def fails():
        with staging(site, spare=kept_of(site)) as stage:
            assert stage.kept[SAME] == known.entries[SAME]
            write(stage.site, SAME, b"other")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert (site / SAME).read_text() == "same"
    assert names(site.parent) == ["site", "store"]


def test_what_a_killed_build_made_of_it_is_thrown_away(site):
    def killed():
        with staging(site, spare=kept_of(site)) as stage:
            write(stage.site, SAME, b"half")
            os.kill(os.getpid(), signal.SIGKILL)

    in_child(killed)
    assert build(site, {SAME: "same", CHANGED: "second"}) == 0
    assert shown(site) == {SAME: "same", CHANGED: "second", SIGN: "{}"}


def test_without_its_manifest_it_is_cleared(site):
    Path(kept_of(site), MANIFEST).unlink()
    assert build(site, {SAME: "same"}) == 0
    assert shown(site) == {SAME: "same", SIGN: "{}"}
