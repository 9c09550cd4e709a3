"""A portal fresh from `yangguang init`: whole, and nothing in it to refuse."""

import os
import re
import subprocess
from datetime import date

import pytest
import yaml

from tests.built import YANGGUANG
from tests.repositories import commit, git
from yangguang.core.paths import POLICY
from yangguang.demo.scaffold import scaffold
from yangguang.pipeline.books import open_books
from yangguang.pipeline.owners import codeowners
from yangguang.pipeline.submissions import submissions


def test_an_empty_portal_has_everything_it_needs():
    files = dict(scaffold())
    assert {
        "mkdocs.yml",
        "README.md",
        ".gitignore",
        ".gitattributes",
        "docs/about/index.md",
        "data/registry/unions.csv",
    } <= files.keys()
    assert {path for path in files if path.startswith(".github/workflows/")}
    assert {path.name for path in POLICY.iterdir()} == {
        path.rsplit("/", 1)[1] for path in files if path.startswith("data/policy/")
    }


def test_its_settings_are_those_of_the_readme():
    settings = yaml.safe_load(dict(scaffold())["mkdocs.yml"])
    assert settings["theme"] == {"name": "material", "language": "zh", "font": False}
    assert settings["plugins"] == [{"yangguang": {"data_dir": "data"}}]
    assert settings["docs_dir"] == "docs"


def test_the_first_union_passes_the_door(tmp_path):
    for path, content in scaffold():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    books = open_books(tmp_path / "data", date(2026, 11, 23))
    assert books.issues == ()
    found = [one.admission for union in books.registry.unions for one in submissions(books, union).values()]
    assert [(one.accepted, one.issues) for one in found] == [(True, ())]


def test_the_same_portal_every_time():
    assert list(scaffold()) == list(scaffold())


CI = (
    ".gitlab-ci.yml",
    ".workflow/check.yml",
    ".workflow/publish.yml",
    ".github/workflows/check.yml",
    ".pre-commit-config.yaml",
)


def written(top):
    for path, content in scaffold():
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_bytes(content)
    return top


@pytest.fixture
def portal(tmp_path):
    """A new portal under git, cloned by an accountant who is on a branch of her own."""
    server = written(tmp_path / "server")
    git(server, "init", "-q", "-b", "main")
    commit(server)
    git(tmp_path, "clone", "-q", server, "clone")
    git(tmp_path / "clone", "checkout", "-q", "-b", "submission")
    git(tmp_path / "clone", "fetch", "-q", "origin", "main")
    return tmp_path / "clone"


def run(command, folder, **more):
    settings = os.environ | {"GENERATOR": str(YANGGUANG)} | more
    return subprocess.run(["sh", "-c", command], cwd=folder, env=settings, capture_output=True, text=True, check=False)


def test_it_ships_what_each_forge_and_each_desk_runs():
    files = dict(scaffold())
    assert {
        *CI, "Makefile", "CODEOWNERS", ".gitattributes", "hooks/pre-receive", "hooks/post-receive",
        ".github/workflows/publish.yml", ".github/pull_request_template.md", ".github/ISSUE_TEMPLATE/figure.yml",
        ".gitlab/merge_request_templates/Default.md", ".gitee/PULL_REQUEST_TEMPLATE.zh-CN.md",
    } <= files.keys()  # fmt: skip
    for path, content in files.items():
        if path.endswith((".yml", ".yaml")):
            assert yaml.safe_load(content), path


def test_its_owner_map_is_the_one_made_from_its_register(portal):
    assert (portal / "CODEOWNERS").read_text(encoding="utf-8") == codeowners(portal / "data", "your-organisation")


def test_its_local_hooks_download_nothing():
    (repository,) = yaml.safe_load(dict(scaffold())[".pre-commit-config.yaml"])["repos"]
    assert repository["repo"] == "local"
    assert {hook["language"] for hook in repository["hooks"]} == {"system"}


def commands():
    """Every command of the generator's in the files that forges and pre-commit run, as it stands there."""
    files = dict(scaffold())
    for path in CI:
        for line in files[path].decode().splitlines():
            found = re.match(r"\s*(?:- |run: |entry: )((?:\S*/bin/)?yangguang .*)", line)
            if found and " build " not in line:  # tests/installed.sh builds such a portal
                yield path, found[1]


@pytest.mark.parametrize(("path", "command"), list(commands()))
def test_every_command_in_them_runs(portal, path, command):
    ours = re.sub(r"(\S*/bin/)?yangguang ", '"$GENERATOR" ', command, count=1)
    if " size " in ours:
        (portal / "public").mkdir()
        (portal / "site").mkdir()
    place = portal
    if path.startswith(".github"):  # there the merge commit lies in head/, and its first parent is the base
        (portal.parent / "head").symlink_to(portal)
        commit(portal)
        place = portal.parent
    done = run(ours, place, GITHUB_STEP_SUMMARY=str(portal.parent / "summary"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_its_makefile_runs(portal):
    for target in ("help", "check", "report", "submit", "owners"):
        done = run(f'make {target} YANGGUANG="$GENERATOR"', portal)
        assert done.returncode == 0, (target, done.stdout + done.stderr)
    assert "<h1>" in (portal / "report.html").read_text(encoding="utf-8")
    assert git(portal, "status", "--porcelain") == ""


def test_its_hooks_are_sound_shell():
    files = dict(scaffold())
    for name in ("hooks/pre-receive", "hooks/post-receive"):
        done = subprocess.run(["sh", "-n"], input=files[name], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
