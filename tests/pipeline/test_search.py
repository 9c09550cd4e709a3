"""The index of the full-text search: what is published is in it, what was withdrawn or refused is not, and bytes are the same."""

import gzip
from datetime import date

import pytest

from tests.bare import bare_site
from tests.builders import DISTRICT, SCHOOL, SHOP, UNION, YEAR, last_year, package_files, portal, rows, write
from tests.repositories import commit, git
from tests.site.test_bytes import differing
from yangguang.exports import search
from yangguang.exports.search import words
from yangguang.pipeline.withdraw import withdraw
from yangguang.site import pagefind

pytestmark = pytest.mark.skipif(not pagefind.program(), reason="`make site` has not fetched Pagefind")
AS_OF = date(2026, 11, 25)
SHOWN, GONE, REFUSED = "退休职工合唱比赛", "海滨疗养活动", "尚未通过的项目"


def projects(name):
    return [rows("projects")[0] | {"name": name}]


@pytest.fixture
def data(tmp_path):
    packages = {
        (UNION, YEAR - 1): last_year() | {"projects.csv": package_files(projects=projects(GONE))["projects.csv"]},
        (SHOP, YEAR): package_files(SHOP, projects=projects(SHOWN)),
    }
    data = portal(tmp_path / "data", packages)
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, "data", GIT_COMMITTER_DATE="2026-04-15T12:00:00+0800")
    return data


def index(data, site):
    """The files of the index by path, and all that stands in them."""
    bare_site(data, site, AS_OF)
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted((site / "search").rglob("*.*"))}
    packed = [gzip.decompress(one) for path, one in files.items() if ".pf_" in path]
    return files, b"".join(packed).decode(errors="replace")


def test_what_is_withdrawn_or_refused_is_not_to_be_found(data, tmp_path):
    home = data / "unions" / DISTRICT
    write(home / SCHOOL / str(YEAR), package_files(SCHOOL, projects=projects(REFUSED)) | {"accounts.csv": b"1,2\n"})
    before, text = index(data, tmp_path / "before")
    assert SHOWN in text
    assert GONE in text
    assert REFUSED not in text
    withdraw(data, UNION, YEAR - 1, since=AS_OF, today=AS_OF, reason="personal_data")
    commit(data.parent, "withdrawn", GIT_COMMITTER_DATE="2026-09-01T12:00:00+0800")
    after, text = index(data, tmp_path / "after")
    assert SHOWN in text
    assert GONE not in text
    assert words(GONE).split()[0] not in text
    assert before != after


def test_the_same_data_give_the_same_index(data, tmp_path):
    first, _ = index(data, tmp_path / "first")
    assert first == index(data, tmp_path / "second")[0]
    assert {path.split("/")[2] for path in first if path.count("/") > 2} >= {"union", "clause", "document"}


def test_through_a_store_one_changed_year_makes_one_bundle_again(data, tmp_path, monkeypatch):
    monkeypatch.setattr(search, "FEW", 1)  # of this small portal, too, bundles are cut by district and year
    asked, real = [], pagefind.index
    monkeypatch.setattr(pagefind, "index", lambda path, records: asked.append(path) or real(path, records))
    built = {"store": tmp_path / "store"}
    bare_site(data, tmp_path / "cold", AS_OF, **built)
    assert set(asked) >= {
        f"union/{DISTRICT}",
        "clause",
        f"document/{DISTRICT}/{YEAR}",
        f"document/{DISTRICT}/{YEAR - 1}",
    }
    write(data / "unions" / DISTRICT / SHOP / str(YEAR), package_files(SHOP, projects=projects(GONE)))
    commit(data.parent, "corrected", GIT_COMMITTER_DATE="2026-05-15T12:00:00+0800")
    asked.clear()
    bare_site(data, tmp_path / "warm", AS_OF, old=tmp_path / "cold", **built)
    assert asked == [f"document/{DISTRICT}/{YEAR}"]
    bare_site(data, tmp_path / "whole", AS_OF)
    assert differing(tmp_path / "warm", tmp_path / "whole") == []
    (next((tmp_path / "warm" / "search" / "index" / "clause").glob("*.pf_meta"))).unlink()
    asked.clear()
    bare_site(data, tmp_path / "mended", AS_OF, old=tmp_path / "warm", **built)
    assert asked == ["clause"], "what is gone is made again"
    assert differing(tmp_path / "mended", tmp_path / "whole") == []


def test_without_pagefind_a_site_is_built_whose_page_leads_on(data, tmp_path, monkeypatch):
    monkeypatch.setattr(pagefind, "program", lambda: None)
    bare_site(data, tmp_path / "site", AS_OF)
    page = (tmp_path / "site" / "search" / "index.html").read_text(encoding="utf-8")
    assert "本站没有启用全文检索" in page
    assert not (tmp_path / "site" / "search" / "index").exists()
