"""A build is all or nothing, alone at its site, and touches only what is its own."""

import os
import signal
import stat
from contextlib import suppress

import pytest

from tests.site.faults import Faults, in_child
from tests.site.little import build, names, shown
from yangguang.site import lock
from yangguang.site.refused import RefusedError
from yangguang.site.staging import staging
from yangguang.site.store import SIGN, write


def test_a_finished_build_takes_the_place_of_the_one_before(tmp_path):
    build(tmp_path / "site", "old")
    (tmp_path / "site" / "stale.html").write_text("of an older build")
    build(tmp_path / "site", "new")
    assert names(tmp_path / "site") == ["api", "index.html", "unions"]
    assert names(tmp_path) == ["site"]


@pytest.mark.parametrize("end", [ZeroDivisionError, KeyboardInterrupt])
def test_a_build_that_fails_or_is_stopped_leaves_the_site_as_it_was(tmp_path, end):
    def build_badly():
        with staging(tmp_path / "site") as stage:
            write(stage.site, "index.html", b"new")
            raise end

    build(tmp_path / "site", "old")
    with pytest.raises(end):
        build_badly()
    assert shown(tmp_path / "site") == {"old"}
    assert names(tmp_path) == ["site"]


def test_a_first_build_that_fails_leaves_nothing_not_even_the_folders_above(tmp_path):
    with pytest.raises(ZeroDivisionError), staging(tmp_path / "www" / "portal" / "site"):
        raise ZeroDivisionError
    assert names(tmp_path) == []


def test_two_builds_of_one_site_do_not_mix(tmp_path):
    with staging(tmp_path / "site"):
        with pytest.raises(RefusedError, match="another build"):
            build(tmp_path / "site", "new")
        assert not (tmp_path / "site").exists()
    assert names(tmp_path) == ["site"]


def test_a_builder_that_waited_for_a_lock_that_is_gone_takes_the_new_one(tmp_path, monkeypatch):
    """The lock is removed by who ends well; to claim the removed file is to claim nothing."""
    claim, lost = lock._claim, []

    def claim_late(file):
        if not lost:
            lost.append(file)
            build(tmp_path / "site", "old")  # another build begins and ends between our open and our claim
            lost.append(file)
        claim(file)

    monkeypatch.setattr(lock, "_claim", claim_late)
    build(tmp_path / "site", "new")
    assert shown(tmp_path / "site") == {"new"}
    assert names(tmp_path) == ["site"]


def test_a_build_that_still_runs_is_never_cleared_away(tmp_path):
    site = tmp_path / "site"
    build(site, "old")
    with staging(site) as stage:
        with suppress(RefusedError):
            build(site, "new")
        assert (stage.spool.is_dir(), stage.site.is_dir()) == (True, True)
        write(stage.site, SIGN, b"{}")


MINE = ("site.previous", "site.old", ".site", ".site.0123456789abcdef", "site.x1y2z3", ".site.lock.bak", ".site.spool")


def test_what_is_mine_is_never_touched(tmp_path):
    """Case 43: folders and files with names like ours; only what the lock notes is ours."""
    for name in MINE:
        (tmp_path / name).mkdir()
        (tmp_path / name / "notes.txt").write_text("mine")
    (tmp_path / "site.tmp").write_text("mine")
    build(tmp_path / "site", "old")
    in_child(lambda: build_and_die(tmp_path / "site"))
    build(tmp_path / "site", "new")
    assert names(tmp_path) == sorted([*MINE, "site", "site.tmp"])
    assert {(tmp_path / name / "notes.txt").read_text() for name in MINE} == {"mine"}


def build_and_die(site):
    with staging(site) as stage:
        write(stage.site, "index.html", b"new")
        os.kill(os.getpid(), signal.SIGKILL)


def test_what_a_killed_build_left_is_private(tmp_path):
    in_child(lambda: build_and_die(tmp_path / "site"))
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o700, 0o600}


@pytest.mark.parametrize("umask", [0o077, 0o000, 0o027, 0o777])
def test_what_is_published_can_be_read_whatever_the_umask(tmp_path, umask):
    before = os.umask(umask)
    try:
        build(tmp_path / "site", "new")
        assert os.umask(umask) == umask
    finally:
        os.umask(before)
    site = tmp_path / "site"
    folders = {stat.S_IMODE(path.stat().st_mode) for path in (site, *site.rglob("*")) if path.is_dir()}
    files = {stat.S_IMODE(path.stat().st_mode) for path in site.rglob("*") if path.is_file()}
    assert (folders, files) == ({0o755}, {0o644})


def test_data_is_on_the_disk_before_the_switch_and_the_switch_before_the_end(tmp_path):
    build(tmp_path / "site", "old")
    with Faults() as seen:
        build(tmp_path / "site", "new")
    switched = seen.names.index("renameat2")
    assert seen.names.index("syncfs") < switched
    assert "fsync" in seen.names[switched:]
    assert "write" not in seen.names[seen.names.index("syncfs") :]
    assert "unlink" in seen.names[seen.names.index("fsync", switched) :], "the old site goes last"


def test_where_one_call_for_all_is_missing_every_file_and_folder_is_flushed(tmp_path, monkeypatch):
    monkeypatch.setattr("yangguang.site.disk._syncfs", None)
    with Faults() as seen:
        build(tmp_path / "site", "new")
    assert seen.names.count("fsync") == 2 + 4 + 6 + 1  # lock; pages and sign; folders; the folder above
