"""The lock follows no link, writes to nothing that is not ours, and names what the next run must clear."""

import os

import pytest

from yangguang.site.lock import held
from yangguang.site.refused import RefusedError
from yangguang.site.staging import staging
from yangguang.site.store import SIGN, write

NOTED = b"yangguang 0123456789abcdef\n"


def build(site):
    with staging(site) as stage:
        write(stage.site, SIGN, b"{}")


def link_to_file(lock):
    (lock.parent / "decoy").write_text("precious")
    lock.symlink_to("decoy")


def link_to_nothing(lock):
    lock.symlink_to("decoy")


def link_to_a_lock_of_ours(lock):
    (lock.parent / "decoy").write_bytes(NOTED)
    lock.symlink_to("decoy")


def second_name_of_an_empty_file(lock):
    (lock.parent / "decoy").write_text("")
    os.link(lock.parent / "decoy", lock)


FOREIGN = {
    "a link to a file": link_to_file,
    "a link to nothing": link_to_nothing,
    "a link to a lock": link_to_a_lock_of_ours,
    "a hard link": second_name_of_an_empty_file,
    "a folder": lambda lock: lock.mkdir(),
    "a pipe": os.mkfifo,
    "a text": lambda lock: lock.write_text("precious"),
    "a note with more after it": lambda lock: lock.write_bytes(NOTED + b"precious"),
    "a note that leads elsewhere": lambda lock: lock.write_bytes(b"yangguang ../../../../etc\n"),
    "another program's lock": lambda lock: lock.write_text("12345\n"),
}


@pytest.mark.parametrize("put", FOREIGN.values(), ids=FOREIGN)
def test_what_another_program_put_there_stays_as_it_is(tmp_path, put):
    lock = tmp_path / ".site.lock"
    put(lock)
    before = {path.name: (path.lstat(), path.is_file() and path.read_bytes()) for path in tmp_path.iterdir()}
    with pytest.raises(RefusedError, match="not a lock file of ours"):
        build(tmp_path / "site")
    after = {path.name: (path.lstat(), path.is_file() and path.read_bytes()) for path in tmp_path.iterdir()}
    assert {name: (status.st_ino, content) for name, (status, content) in after.items()} == {
        name: (status.st_ino, content) for name, (status, content) in before.items()
    }


@pytest.mark.parametrize("left", [b"", NOTED], ids=["before it noted anything", "later"])
def test_the_lock_of_a_killed_build_is_no_obstacle(tmp_path, left):
    (tmp_path / ".site.lock").write_bytes(left)
    (tmp_path / ".site.0123456789abcdef").mkdir()
    build(tmp_path / "site")
    assert not (tmp_path / ".site.lock").exists()
    assert (tmp_path / ".site.0123456789abcdef").exists() is (left == b"")


def test_a_lock_is_held_by_one_and_free_afterwards(tmp_path):
    path = tmp_path / "lock"
    with held(path), pytest.raises(RefusedError, match="another build"), held(path):
        pass
    with held(path) as lock:
        lock.token = "0123456789abcdef"
    with held(path) as lock:
        assert lock.token == "0123456789abcdef"
        lock.remove()
    assert not path.exists()


def test_the_lock_of_who_came_later_is_not_removed(tmp_path):
    path = tmp_path / "lock"
    with held(path) as first:
        first.remove()
        with held(path):
            first.remove()
            assert path.exists()
