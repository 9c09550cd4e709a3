"""The same commit gives the same bytes: whoever builds it, where, when, in which language, with how many workers."""

import hashlib
import os
import shutil
import subprocess

from tests.built import AS_OF, DATA, MIDNIGHT, ROOT, YANGGUANG, build


def digests(site):
    """Every file of a site by its SHA-256."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def differing(one, other):
    first, second = digests(one), digests(other)
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


def test_another_place_zone_and_locale_leave_no_trace(demo_site, tmp_path):
    site = tmp_path / "一个 文件夹" / "site"
    build(DATA, site, "--workers", "1", TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="1", PYTHONUTF8="0")
    assert differing(demo_site, site) == []


def test_an_older_build_and_another_number_of_workers_leave_no_trace(demo_site, tmp_path):
    site = tmp_path / "site"
    shutil.copytree(demo_site, site)
    (site / "unions" / "stale.html").write_text("an older build left this")
    build(DATA, site, "--workers", "3", TZ="America/New_York", LC_ALL="zh_CN.GB18030", PYTHONHASHSEED="2", COLUMNS="40")
    assert differing(demo_site, site) == []


def test_mkdocs_alone_builds_the_same_site(demo_site, tmp_path):
    # MkDocs takes the day of judgement from mkdocs.yml, where the demo portal has the one the tests use.
    assert f"as_of: {AS_OF}" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    site = tmp_path / "site"
    command = [YANGGUANG.with_name("mkdocs"), "build", "--strict", "--site-dir", site]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"SOURCE_DATE_EPOCH": MIDNIGHT}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert differing(demo_site, site) == []


def test_an_english_build_has_the_same_addresses(demo_site, english_site):
    assert digests(english_site).keys() == digests(demo_site).keys()
