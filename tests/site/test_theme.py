"""MkDocs makes the theme and no more: the site has one writer, whoever started it, and its settings run nothing."""

import hashlib
import os
import pickle
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.builders import CITY, SCHOOL, SHOP, UNION, YEAR, package_files, portal
from tests.built import AS_OF, MIDNIGHT, ROOT, SOURCE, YANGGUANG
from yangguang.pipeline.build import Build, Request
from yangguang.pipeline.portal import build_site, making
from yangguang.pipeline.progress import Reporter
from yangguang.site import theme
from yangguang.site.refused import RefusedError
from yangguang.site.settings import load_settings
from yangguang.site.vault import Vault

SETTINGS = (ROOT / "site_templates" / "init" / "mkdocs.yml").read_text(encoding="utf-8")
DAY = date.fromisoformat(AS_OF)


@pytest.fixture
def data(tmp_path):
    return portal(
        tmp_path / "data", {(union_id, YEAR): package_files(union_id) for union_id in (CITY, UNION, SCHOOL, SHOP)}
    )


@pytest.fixture
def home(data, tmp_path):
    """The portal's folder as `init` leaves it, in which MkDocs is started."""
    shutil.copytree(ROOT / "site_templates" / "init" / "docs", tmp_path / "docs")
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "tmp").mkdir()
    return tmp_path


def contents(site):
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def mkdocs(home, *flags):
    settings = os.environ | {"SOURCE_DATE_EPOCH": MIDNIGHT, "TMPDIR": str(home / "tmp")}
    command = [YANGGUANG.with_name("mkdocs"), "build", *flags]
    done = subprocess.run(command, cwd=home, env=settings, capture_output=True, encoding="utf-8", check=False)
    assert [*home.glob(".site*"), *(home / "tmp").iterdir()] == []
    return done.returncode, done.stdout + done.stderr


def spoil(data, union_id):
    (next((data / "unions").glob(f"*/{union_id}")) / str(YEAR) / "accounts.csv").write_bytes(b"?")


def test_the_manifest_lists_every_file_but_itself(demo_site):
    lines = (demo_site / "api/v1/manifest.txt").read_text(encoding="utf-8").splitlines()
    listed = {path: (digest, int(size)) for digest, size, path in (line.split("  ", 2) for line in lines)}
    files = contents(demo_site)
    del files["api/v1/manifest.txt"]
    assert listed == {path: (hashlib.sha256(own).hexdigest(), len(own)) for path, own in files.items()}
    assert {"404.html", "about/index.html", "assets/yangguang.css"} <= listed.keys()


def test_mkdocs_says_what_was_refused_and_publishes_the_others(home, data):
    spoil(data, SHOP)
    code, told = mkdocs(home)
    assert code == 0, told
    assert f"退回 refused {SHOP}/{YEAR}: accounts.csv" in told
    assert (home / "site" / "unions" / SCHOOL / "index.html").is_file()


def test_strict_mkdocs_ends_at_what_was_refused_and_the_site_stays(home, data):
    code, told = mkdocs(home, "--strict")
    assert code == 0, told
    before = contents(home / "site")
    spoil(data, SHOP)
    code, told = mkdocs(home, "--strict")
    assert code == 1
    assert f"退回 refused {SHOP}/{YEAR}: accounts.csv" in told
    assert contents(home / "site") == before


@pytest.mark.parametrize("fault", ["page", "hook", "nav"])
def test_a_fault_of_a_page_leaves_the_site_and_no_spool(home, fault):
    code, told = mkdocs(home)
    assert code == 0, told
    before = contents(home / "site")
    if fault == "page":
        (home / "docs" / "about" / "index.md").write_bytes(b"\xff\xfe")
    elif fault == "hook":
        (home / "hook.py").write_text("def on_env(env, **rest): raise ValueError('mine')")
        (home / "mkdocs.yml").write_text(f"{SETTINGS}\nhooks: [hook.py]\n", encoding="utf-8")
    else:
        (home / "mkdocs.yml").write_text(f"{SETTINGS}\nnav: [{{a: 1}}]\n", encoding="utf-8")
    assert mkdocs(home)[0]
    assert contents(home / "site") == before


WITHOUT_MKDOCS = """
import pickle, sys
from datetime import date
from pathlib import Path
sys.modules["mkdocs"] = None
from yangguang.pipeline.build import Request
from yangguang.pipeline.portal import making
from yangguang.pipeline.progress import Reporter
if __name__ == "__main__":
    data, site, given = map(Path, sys.argv[1:])
    request = Request(data=data, as_of=date(2026, 11, 23), workers=1, site_url="https://example.org/")
    with making(request, site, Reporter()) as underway:
        underway.finish(pickle.loads(given.read_bytes()))
"""


def test_where_a_theme_is_given_the_pipeline_works_without_mkdocs(home, data, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MIDNIGHT)
    build_site(data, home / "site", Reporter(), as_of=DAY, workers=1)
    dress = Build(Request(data=data, as_of=DAY), Reporter()).dress
    given = theme.shells(load_settings(home / "mkdocs.yml", trusted=False), theme.Dress(**dress), home / "tmp")
    (home / "theme").write_bytes(pickle.dumps(given))
    (home / "without.py").write_text(WITHOUT_MKDOCS)
    command = [sys.executable, home / "without.py", data, home / "other", home / "theme"]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONPATH": str(SOURCE)}, capture_output=True)
    assert contents(home / "other") == contents(home / "site")


@pytest.fixture
def made(home, monkeypatch):
    """The theme of the portal at home, as a process that has made none yet gives it; `made.times` counts what MkDocs made."""

    def worn(vault=None, lang="zh", title="某工会", **facts):
        dated = {"fictional": True, "as_of": AS_OF, "version": "1", "built_on": AS_OF, "commit": ""}
        monkeypatch.setattr(theme, "_made", {} if vault else theme._made)
        dress = theme.Dress(title=title, lang=lang, facts=dated | facts)
        return theme.shells(load_settings(home / "mkdocs.yml", trusted=False), dress, home / "tmp", vault)

    def counted(*arguments):
        worn.times += 1
        return real(*arguments)

    real, worn.times = theme._make, 0
    monkeypatch.setattr(theme, "_made", {})
    monkeypatch.setattr(theme, "_make", counted)
    return worn


def test_a_theme_is_made_once_of_the_same_inputs_and_again_when_one_changes(home, made):
    assert made() == made()
    assert made.times == 1
    made(title="另一工会")
    assert made.times == 2
    page = home / "docs" / "about" / "index.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\n新的一段\n", encoding="utf-8")
    assert "新的一段" in made().files["about/index.html"].decode()
    assert made.times == 3


def test_a_store_keeps_the_theme_over_days_and_commits(home, made, tmp_path):
    dates = [{}, {"commit": "a" * 40}, {"commit": "b" * 40, "as_of": "2027-01-01", "built_on": "2027-01-02"}]
    kept = [made(Vault(tmp_path / "store"), **facts) for facts in (*dates, *dates)]
    assert made.times == 2  # with a commit and without
    assert kept[:3] == kept[3:]
    about = kept[5].files["about/index.html"].decode()
    assert ("b" * 12 in about, "b" * 13 in about, "2027-01-01" in about, AS_OF in about) == (True, False, True, False)
    for facts, one in zip(dates, kept, strict=False):
        theme._made.clear()
        assert one == made(**facts)


def test_a_theme_that_the_store_lost_is_made_again(home, made, tmp_path):
    first = made(Vault(tmp_path / "store"))
    (pack,) = (path for path in (tmp_path / "store" / "packs").rglob("*") if path.is_file())
    pack.write_bytes(pack.read_bytes()[:-1])
    vault = Vault(tmp_path / "store")
    assert made(vault) == first
    assert made.times == 2
    assert vault.damaged


TAGS = [
    "!!python/object/apply:os.mkdir [{}]", "!!python/object/new:os.mkdir [{}]", "!!python/name:os.system {}",
    "!!python/module:os {}", "!!python/object:os.mkdir {}", "!<tag:yaml.org,2002:python/object/apply:os.mkdir> [{}]",
]  # fmt: skip


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("trusted", [False, True])
@pytest.mark.parametrize("inherited", [False, True])
def test_settings_run_no_python(home, tag, trusted, inherited):
    text = f"{SETTINGS}\nextra:\n  here: {tag.format(home / 'ran') if '[' in tag else tag.format(chr(39) * 2)}\n"
    if inherited:
        (home / "base.yml").write_text(text, encoding="utf-8")
        text = "INHERIT: base.yml\n"
    (home / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError, match="tags of Python's run code"):
        load_settings(home / "mkdocs.yml", trusted=trusted)
    assert not (home / "ran").exists()


RUNNING = {"hooks": "hooks: [hook.py]\n", "plugins: macros": "", "theme: custom_dir": ""}


@pytest.mark.parametrize("setting", RUNNING)
def test_what_runs_code_beside_the_data_is_obeyed_where_somebody_named_the_settings(home, setting):
    (home / "hook.py").write_text(f"import os; os.mkdir({str(home / 'ran')!r})")
    (home / "own").mkdir()
    text = SETTINGS + RUNNING[setting]
    text = text.replace("plugins:\n", "plugins:\n  - macros\n") if "plugins" in setting else text
    text = text.replace("name: material", "name: material\n  custom_dir: own") if "theme" in setting else text
    (home / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError, match=f"{setting} would run code"):
        load_settings(home / "mkdocs.yml", trusted=False)
    assert not (home / "ran").exists()
    if "plugins" not in setting:  # that one is not installed
        load_settings(home / "mkdocs.yml", trusted=True)
    assert (home / "ran").exists() is (setting == "hooks")


def test_tags_of_mkdocs_are_read(home, monkeypatch):
    monkeypatch.setenv("PORTAL_ADDRESS", "https://here.example/")
    text = SETTINGS.replace("https://example.org/", "!ENV [PORTAL_ADDRESS, 'x']")
    (home / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert load_settings(home / "mkdocs.yml", trusted=False).site_url == "https://here.example/"


@pytest.mark.parametrize("setting", ["site_url", "source_url", "repo_url"])
def test_an_address_with_a_password_is_not_printed_on_every_page(home, setting):
    address = "https://oauth2:glpat-0a1b2c@forge.example/a/b"
    text = SETTINGS.replace("site_url: https://example.org/", f"{setting}: {address}")
    if setting == "source_url":
        text = SETTINGS.replace("      data_dir: data\n", f"      data_dir: data\n      source_url: {address}\n")
    assert address in text
    (home / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError, match=setting) as refused:
        load_settings(home / "mkdocs.yml", trusted=True)
    assert "glpat" not in str(refused.value)


def test_a_build_that_fails_ends_with_what_it_began(data, tmp_path):
    with pytest.raises(KeyError), making(Request(data=data, as_of=DAY), Path(tmp_path / "site"), Reporter()):
        raise KeyError
    assert not [path for path in tmp_path.iterdir() if "site" in path.name]
