"""What is written stays in the folder it belongs to, whoever asks."""

import pytest

from yangguang.cli.arguments import write_all
from yangguang.core.paths import StrayPathError, within
from yangguang.site.store import write


@pytest.mark.parametrize(
    "path", ["index.html", "a/b/index.html", ".github/x.yml", "a..b/c", "中文/x", "a b/c.txt", "...", "a/.b"]
)
def test_a_path_below_the_folder_is_written(tmp_path, path):
    assert within(tmp_path, path) == tmp_path / path
    write(tmp_path, path, b"x")
    assert (tmp_path / path).read_bytes() == b"x"


STRAY = [
    "",
    ".",
    "..",
    "/etc/x",
    "../x",
    "a/../../x",
    "a/..",
    "a/.",
    "./a",
    "a//b",
    "a/",
    "/",
    "a\\..\\b",
    "C:x",
    "a:b",
    "a\0b",
    "a\nb",
]


@pytest.mark.parametrize("path", STRAY)
def test_a_path_that_leads_elsewhere_is_an_error_of_ours(tmp_path, path):
    folder = tmp_path / "site"
    folder.mkdir()
    for writes in (lambda: write(folder, path, b"x"), lambda: write_all(folder, [(path, b"x")])):
        with pytest.raises(StrayPathError):
            writes()
    assert [one.name for one in tmp_path.iterdir()] == ["site"]
    assert list(folder.iterdir()) == []


def test_a_link_below_the_folder_is_not_written_through(tmp_path):
    outside, folder = tmp_path / "outside", tmp_path / "site"
    outside.mkdir()
    folder.mkdir()
    (outside / "mine.txt").write_text("mine")
    (folder / "unions").symlink_to(outside)
    (folder / "index.html").symlink_to(outside / "mine.txt")
    (folder / "new.html").symlink_to(outside / "new.txt")
    for path in ("unions/x.html", "index.html", "new.html", "unions/deep/x.html"):
        with pytest.raises(StrayPathError):
            write(folder, path, b"theirs")
    assert [one.name for one in outside.iterdir()] == ["mine.txt"]
    assert (outside / "mine.txt").read_text() == "mine"


def test_the_folder_itself_may_be_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write(tmp_path / "link", "a/x.html", b"x")
    assert (tmp_path / "real/a/x.html").read_bytes() == b"x"
