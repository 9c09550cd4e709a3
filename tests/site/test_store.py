"""The published folder is all of before or all of after."""

import hashlib

import pytest

from generator.site.store import SIGN, Entry, staging, write


def site_with(folder, name, text):
    with staging(folder) as fresh:
        write(fresh, SIGN, b"{}")
        write(fresh, name, text.encode())


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_written_file_is_told_by_path_size_and_hash(tmp_path):
    assert write(tmp_path, "unions/a/index.html", b"abc") == Entry(
        "unions/a/index.html", 3, hashlib.sha256(b"abc").hexdigest()
    )
    assert (tmp_path / "unions/a/index.html").read_bytes() == b"abc"


def test_a_finished_build_takes_the_place_of_the_one_before(tmp_path):
    site_with(tmp_path / "site", "old.html", "old")
    site_with(tmp_path / "site", "new.html", "new")
    assert names(tmp_path / "site") == ["api", "new.html"]
    assert names(tmp_path) == ["site"]


@pytest.mark.parametrize("end", [ZeroDivisionError, KeyboardInterrupt])
def test_a_build_that_fails_or_is_stopped_leaves_the_site_as_it_was(tmp_path, end):
    def build_badly():
        with staging(tmp_path / "site") as fresh:
            write(fresh, "new.html", b"new")
            raise end

    site_with(tmp_path / "site", "old.html", "old")
    with pytest.raises(end):
        build_badly()
    assert names(tmp_path / "site") == ["api", "old.html"]
    assert names(tmp_path) == ["site"]


def test_two_builds_of_one_site_do_not_mix(tmp_path):
    with staging(tmp_path / "site"), pytest.raises(BlockingIOError), staging(tmp_path / "site"):
        pass


def test_a_folder_that_no_build_made_is_never_replaced(tmp_path):
    thesis = tmp_path / "site" / "thesis.doc"
    thesis.parent.mkdir()
    thesis.write_text("three years")
    with pytest.raises(FileExistsError), staging(tmp_path / "site"):
        pass
    assert thesis.read_text() == "three years"


def test_an_empty_folder_may_be_built_into(tmp_path):
    (tmp_path / "site").mkdir()
    site_with(tmp_path / "site", "new.html", "new")
    assert names(tmp_path / "site") == ["api", "new.html"]
