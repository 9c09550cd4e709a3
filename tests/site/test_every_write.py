"""A whole build in which one write, folder, rename or removal fails: the site is the old one or the new one."""

import errno
import io
import shutil
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from tests.built import AS_OF, MIDNIGHT, YANGGUANG
from tests.site.faults import Faults, in_child
from yangguang import plugin  # noqa: F401 (loaded once here, not in every child)
from yangguang.cli import main
from yangguang.pipeline import passes as publishing  # noqa: F401 (loaded once here, not in every child)


def state(site):
    return {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def build(portal, lang, faults):
    """Build in a process of its own; its exit code, how many steps it took, and what it said."""
    report = portal / "report.txt"

    def work():
        said = io.StringIO()
        arguments = ["build", str(portal / "data"), "--site", str(portal / "www" / "site"), "--as-of", AS_OF]
        try:
            with faults as seen, redirect_stdout(said), redirect_stderr(said):
                main([*arguments, "--workers", "1", "--lang", lang])
        finally:
            report.write_text(f"{said.getvalue()}\n{seen.count}", encoding="utf-8")

    code = in_child(work)
    said, _, steps = report.read_text(encoding="utf-8").rpartition("\n")
    return code, int(steps), said


def fail_every(portal, few):
    """Let steps of a build fail, `few` of them evenly spread, or each when `few` is None; how many there are."""
    site = portal / "www" / "site"
    assert build(portal, "zh", Faults(writes_only=True))[0] == 0
    old = state(site)
    shutil.copytree(site, portal / "old")
    code, steps, said = build(portal, "en", Faults(writes_only=True))
    assert code == 0, said
    new = state(site)
    before = sorted(path.name for path in portal.iterdir())
    for at in range(steps // (few or steps), steps + 1, steps // (few or steps)):
        shutil.rmtree(site)
        shutil.copytree(portal / "old", site)
        code, _, said = build(portal, "en", Faults(at, writes_only=True, number=errno.ENOSPC))
        if code:
            assert (code, "Traceback" in said) == (1, False), (at, said)
            assert "磁盘已满 / No space left on device" in said, (at, said)
            assert str(portal) in said, (at, said)
        assert state(site) in ((old, new) if code else (new,)), at
        assert sorted(path.name for path in portal.iterdir()) == before, at
        left = {path.name for path in site.parent.iterdir()} - {"site", ".site.lock"}
        assert not left or "/.site." in said, (at, said)  # what could not be cleared is named
    assert build(portal, "en", Faults(writes_only=True))[0] == 0
    assert state(site) == new
    assert [path.name for path in site.parent.iterdir()] == ["site"]
    return steps


@pytest.fixture
def portal(tmp_path):
    subprocess.run([YANGGUANG, "init", tmp_path / "portal"], check=True, capture_output=True)
    return tmp_path / "portal"


def test_a_write_may_fail_anywhere_in_a_build(portal, monkeypatch, tmp_path):
    """A few of them, spread over the build; the steps of the switch are all taken in test_switch.py."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MIDNIGHT)
    assert fail_every(portal, few=4) > 300
    assert list(Path(tmp_path / "tmp").iterdir()) == []


def test_a_disk_that_fails_for_good_names_the_path_all_the_same(portal):
    """While the theme is made, whose folder cannot be cleared then either."""
    code, _, said = build(portal, "zh", Faults(50, times=10**9, writes_only=True, number=errno.EIO))
    assert (code, "Traceback" in said) == (1, False), said
    assert str(portal / "www") in said
