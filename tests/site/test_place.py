"""Where a site may stand: each surrounding works, or is refused in a sentence before anything is touched."""

import os
import shutil
import stat
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.site.faults import in_child
from yangguang.site.place import published_folder
from yangguang.site.refused import RefusedError
from yangguang.site.staging import staging
from yangguang.site.store import SIGN, write

ROOT = os.geteuid() == 0


def build(site, text="new", *sources):
    with staging(site, *sources) as stage:
        write(stage.site, "index.html", text.encode())
        write(stage.site, SIGN, b"{}")


def everything(folder):
    """Names, kinds and contents below `folder`, links unfollowed."""
    return {
        path.relative_to(folder): path.readlink() if path.is_symlink() else path.is_file() and path.read_bytes()
        for path in folder.rglob("*")
    }


def refused(site, *sources, match):
    before = everything(site.parent)
    with pytest.raises(RefusedError, match=match):
        build(site, "new", *sources)
    assert everything(site.parent) == before


@contextmanager
def mounted(folder, *options):
    """A file system on `folder`; where we may not mount one, the test is skipped."""
    done = subprocess.run(["mount", *options, folder], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("mounting a file system needs root")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.fixture
def anyones():
    """A folder that every user may enter and write to."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def as_ordinary_user(work):
    """Run `work` without the rights of root."""

    def step_down():
        if ROOT:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        os.chdir("/")
        work()

    assert in_child(step_down) == 0


def test_a_folder_that_no_build_made_is_never_replaced(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.doc").write_text("three years")
    refused(tmp_path / "site", match="not built by yangguang")


def test_an_empty_folder_may_be_built_into(tmp_path):
    (tmp_path / "site").mkdir()
    build(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "new"


def test_a_link_stays_and_the_folder_it_points_to_is_replaced(tmp_path):
    (tmp_path / "www").mkdir()
    build(tmp_path / "www" / "portal", "old")
    (tmp_path / "site").symlink_to("www/portal")
    (tmp_path / "again").symlink_to("site")
    build(tmp_path / "again")
    assert [(tmp_path / name).readlink() for name in ("again", "site")] == [Path("site"), Path("www/portal")]
    assert (tmp_path / "www" / "portal" / "index.html").read_text() == "new"
    assert [path.name for path in (tmp_path / "www").iterdir()] == ["portal"]


def test_two_names_of_one_site_are_one_site(tmp_path):
    (tmp_path / "www").mkdir()
    (tmp_path / "site").symlink_to("www")
    with staging(tmp_path / "www"), pytest.raises(RefusedError, match="another build"):
        build(tmp_path / "site")


def test_a_link_that_leads_nowhere(tmp_path):
    (tmp_path / "site").symlink_to("nowhere")
    refused(tmp_path / "site", match="leads nowhere")


def test_a_link_in_a_circle(tmp_path):
    (tmp_path / "site").symlink_to("other")
    (tmp_path / "other").symlink_to("site")
    refused(tmp_path / "site", match="leads nowhere")


def test_a_link_to_a_file_a_file_and_a_pipe(tmp_path):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "site").symlink_to("file")
    os.mkfifo(tmp_path / "pipe")
    for name in ("site", "file", "pipe"):
        with pytest.raises(RefusedError, match="not a folder"):
            build(tmp_path / name)
    assert (tmp_path / "file").read_text() == "mine"


def test_the_root_and_the_working_folder_and_what_is_above_it(tmp_path, monkeypatch):
    with pytest.raises(RefusedError, match="is the root"):
        build(Path("/"))
    build(tmp_path / "site")
    (tmp_path / "site" / "unions").mkdir()
    monkeypatch.chdir(tmp_path / "site" / "unions")
    for site in (Path(), Path(".."), tmp_path / "site"):
        with pytest.raises(RefusedError, match="working folder"):
            build(site)


@pytest.mark.parametrize("where", ["data", "data/site", "data/unions/site", ".", "policy.yml/.."])
def test_data_and_settings_are_never_within_the_site_nor_the_site_within_data(tmp_path, where):
    portal = tmp_path / "portal"
    (portal / "data" / "unions").mkdir(parents=True)
    (portal / "policy.yml").mkdir()
    write(portal / where, SIGN, b"{}")  # even where a site stood before
    refused(portal / where, portal / "data", portal / "mkdocs.yml", match="overlaps")


def test_a_link_does_not_hide_that_the_site_is_within_data(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "alias").symlink_to("data")
    for site, data in ((tmp_path / "alias" / "x", tmp_path / "data"), (tmp_path / "data" / "x", tmp_path / "alias")):
        with pytest.raises(RefusedError, match="overlaps"):
            build(site, "new", data)


def test_a_checkout_is_never_replaced_though_a_site_was_built_into_it(tmp_path):
    build(tmp_path / "site", "old")
    (tmp_path / "site" / ".git").write_text("gitdir: elsewhere")
    refused(tmp_path / "site", match="git repository")
    with pytest.raises(RefusedError, match="git repository"):
        build(tmp_path / ".git" / "site")


@pytest.mark.parametrize("options", [("-t", "tmpfs", "tmpfs"), ("--bind", ".")], ids=["tmpfs", "bind"])
@pytest.mark.parametrize("below", ["", "a b"], ids=["the site", "a folder in it"])
def test_a_mount_point_is_refused_and_a_folder_below_it_works(tmp_path, monkeypatch, options, below):
    monkeypatch.chdir(tmp_path)
    point = tmp_path / "my site" / below
    point.mkdir(parents=True)
    with mounted(point, *options):
        write(tmp_path / "my site", SIGN, b"{}")
        with pytest.raises(RefusedError, match="mount point"):
            build(tmp_path / "my site")
        build(point / "html")
        assert (point / "html" / "index.html").read_text() == "new"


@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_an_old_site_nobody_may_write_to_is_replaced_and_goes(anyones, mode):
    site = anyones / "site"

    def work():
        build(site, "old")
        write(site, "unions/a/index.html", b"old")
        for folder in (site / "unions" / "a", site / "unions", site / "api" / "v1", site / "api"):
            folder.chmod(mode if folder.name in {"a", "unions"} else 0o555)
        site.chmod(0o555)
        build(site)

    as_ordinary_user(work)
    assert [path.name for path in anyones.iterdir()] == ["site"]
    assert sorted(path.name for path in site.iterdir()) == ["api", "index.html"]
    assert stat.S_IMODE(site.stat().st_mode) == 0o755


def test_a_folder_above_nobody_may_write_to(anyones):
    def work():
        (anyones / "www").mkdir()
        build(anyones / "www" / "site", "old")
        (anyones / "www").chmod(0o555)
        with pytest.raises(PermissionError) as failed:
            build(anyones / "www" / "site")
        assert failed.value.filename == str(anyones / "www" / ".site.lock")

    as_ordinary_user(work)
    assert (anyones / "www" / "site" / "index.html").read_text() == "old"


@pytest.mark.skipif(not ROOT, reason="only root can make what belongs to another user")
def test_a_site_of_another_user(anyones):
    build(anyones / "site", "old")
    as_ordinary_user(lambda: refused(anyones / "site", match="another user"))


def test_somebody_puts_a_thesis_where_the_site_will_be_while_it_is_built(tmp_path):
    site = tmp_path / "site"

    def build_slowly():
        with staging(site) as stage:
            write(stage.site, SIGN, b"{}")
            write(site, "thesis.doc", b"three years")

    with pytest.raises(RefusedError, match="not built by"):
        build_slowly()
    assert everything(tmp_path) == {Path("site"): False, Path("site/thesis.doc"): b"three years"}


def test_a_place_that_is_fine_is_told_as_it_is(tmp_path):
    assert published_folder(tmp_path / "a" / ".." / "site") == Path(os.path.realpath(tmp_path)) / "site"
