"""Nothing is published without its history unless that is asked for; then no page prints a commit or a day it cannot know."""

import json
import re
from datetime import date

import pytest
from click.testing import CliRunner

from tests.bare import bare_site
from tests.builders import DISTRICT, UNION, YEAR, git_portal
from tests.repositories import git
from yangguang.cli import main
from yangguang.pipeline.build import Build, Request
from yangguang.pipeline.progress import Reporter
from yangguang.site.refused import RefusedError

AS_OF = date(2026, 11, 25)


@pytest.fixture
def shallow(tmp_path):
    """A clone of the latest commit alone, in which the union's last accepted version is not."""
    git_portal(tmp_path / "portal")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path / 'portal'}", "shallow")
    return tmp_path / "shallow" / "data"


def test_a_build_is_refused_with_the_command_that_helps(shallow, tmp_path):
    done = CliRunner().invoke(main, ["build", str(shallow), "--site", str(tmp_path / "site"), "--as-of", str(AS_OF)])
    assert done.exit_code == 2
    assert "git fetch --unshallow" in done.stderr
    assert "--without-history" in done.stderr
    assert not (tmp_path / "site").exists()


def test_the_plugin_asks_too(shallow):
    with pytest.raises(RefusedError, match="git fetch --unshallow"):
        Build(Request(data=shallow, as_of=AS_OF), Reporter())


def test_asked_for_it_prints_no_commit_and_no_day_of_one(shallow, tmp_path):
    site = tmp_path / "site"
    bare_site(shallow, site, AS_OF, without_history=True)
    head = git(shallow, "rev-parse", "HEAD")
    texts = [path.read_text(encoding="utf-8") for path in site.rglob("*") if path.suffix in {".html", ".json", ".csv"}]
    assert not [text for text in texts if head[:7] in text]
    page = (site / "unions" / UNION / str(YEAR) / "index.html").read_text(encoding="utf-8")
    assert "不知道此前是否有通过的版本" in page
    assert "此前也没有通过的版本" not in page
    told = json.loads((site / "api/v1/build.json").read_text())
    assert (told["history"], told["source"]["commit"]) == (False, None)
    assert "没有版本历史" in (site / "index.html").read_text(encoding="utf-8")
    shown = (site / "unions" / UNION / str(YEAR - 1) / "index.html").read_text(encoding="utf-8")
    assert "没有版本历史" in re.sub("<[^>]+>", " ", shown)


def test_a_check_says_what_it_cannot_know(shallow):
    done = CliRunner().invoke(main, ["check", str(shallow), "--as-of", str(AS_OF)])
    assert done.exit_code == 1
    assert "git fetch --unshallow" in done.stderr


def test_an_executable_table_is_a_table(tmp_path):
    """On WSL, SMB and NTFS every file is executable; the bytes are the same (case 16)."""
    data = git_portal(tmp_path / "portal")
    table = data / "unions" / DISTRICT / UNION / str(YEAR - 1) / "accounts.csv"
    for step in (lambda: None, lambda: git(data, "commit", "-qam", "mode")):
        table.chmod(0o755)
        step()
        done = CliRunner().invoke(main, [
            "check", str(data), "--union", UNION, "--year", str(YEAR - 1), "--as-of", str(AS_OF), "--format", "json",
        ])  # fmt: skip
        assert (done.exit_code, json.loads(done.stdout)["packages"][0]["issues"]) == (0, [])
