"""What the published site has just so is linked into the next one, and nothing is reached through a link."""

import os

import pytest

from yangguang.core.paths import StrayPathError
from yangguang.site.old import Old
from yangguang.site.store import Entry, write

PATHS = ("index.html", "unions/a/index.html", "unions/a/feed.xml")


@pytest.fixture
def old(tmp_path):
    entries = {path: write(tmp_path / "old", path, path.encode()) for path in PATHS}
    return Old(site=tmp_path / "old", entries=entries, at=2**62)


def test_a_file_that_is_the_same_is_the_same_file(old, tmp_path):
    for path in PATHS:
        assert old.lay(old.entries[path], tmp_path / "new")
        assert (tmp_path / "new" / path).samefile(tmp_path / "old" / path)


def test_another_file_a_missing_one_and_a_touched_one_are_written_anew(old, tmp_path):
    assert not old.lay(Entry.of("index.html", b"other"), tmp_path / "new")
    (tmp_path / "old" / "unions/a/feed.xml").unlink()
    os.utime(tmp_path / "old" / "index.html", ns=(2**62, 2**62))
    assert old.lay(old.entries["unions/a/index.html"], tmp_path / "new")
    assert not old.lay(old.entries["unions/a/feed.xml"], tmp_path / "new")
    assert not old.lay(old.entries["index.html"], tmp_path / "new")


def test_nothing_is_taken_or_put_through_a_link(old, tmp_path):
    (tmp_path / "old" / "unions").rename(tmp_path / "elsewhere")
    (tmp_path / "old" / "unions").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StrayPathError):
        old.lay(old.entries["unions/a/index.html"], tmp_path / "new")
    (tmp_path / "old" / "index.html").rename(tmp_path / "index.html")
    (tmp_path / "old" / "index.html").symlink_to(tmp_path / "index.html")
    with pytest.raises(StrayPathError):
        old.lay(old.entries["index.html"], tmp_path / "new")


def test_links_on_the_way_are_looked_for_once_a_folder(old, tmp_path, monkeypatch):
    looked = []
    real = os.path.islink
    monkeypatch.setattr(os.path, "islink", lambda path: looked.append(path) or real(path))
    assert all(old.lay(old.entries[path], tmp_path / "new") for path in PATHS)
    assert len(looked) == 2 * len(["index.html", "unions", "unions/a", "unions/a/index.html"])
