"""A site too large for its host says so in a sentence, after a build and before an upload."""

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from tests.builders import portal
from tests.built import AS_OF, ROOT
from yangguang.cli import main
from yangguang.site import size

WORKFLOWS = [".github/workflows/publish.yml", "site_templates/init/github/workflows/publish.yml"]


def site_of(folder: Path, megabytes: float) -> Path:
    (folder / "unions").mkdir()
    for name in ("index.html", "unions/index.html"):
        with (folder / name).open("wb") as file:
            file.truncate(int(megabytes * 500_000))
    return folder


@pytest.mark.parametrize(("megabytes", "limit", "code"), [(2, 2, 0), (2.1, 2, 1), (0.1, 900, 0)])
def test_the_gate_lets_through_what_the_host_takes(tmp_path, megabytes, limit, code):
    done = CliRunner().invoke(main, ["size", str(site_of(tmp_path, megabytes)), "--limit", str(limit)])
    assert done.exit_code == code, done.output
    assert ("GitHub Pages" in done.output) == bool(code)


def test_the_sentence_says_how_large_what_it_means_and_what_to_do():
    told = size.too_large(1_100_000_000, size.LIMIT)
    assert told is not None
    for words in told:
        assert all(part in words for part in ("1100 MB", "900 MB", "1 GB", "GitHub Pages"))
    assert "对象存储" in told.zh
    assert "object storage" in told.en
    assert size.too_large(900_000_000, size.LIMIT) is None


def test_a_build_ends_with_the_sentence_and_succeeds(tmp_path, monkeypatch):
    monkeypatch.setattr(size, "LIMIT", 1)
    data, site = portal(tmp_path / "data", {}), tmp_path / "site"
    done = CliRunner().invoke(main, ["build", str(data), "--site", str(site), "--as-of", AS_OF, "--workers", "1"])
    assert done.exit_code == 0, done.output
    assert "GitHub Pages" in done.output


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_the_workflows_ask_before_they_upload(workflow):
    steps = yaml.safe_load((ROOT / workflow).read_text(encoding="utf-8"))["jobs"]["build"]["steps"]
    asks = [
        number
        for number, step in enumerate(steps)
        if re.match(r"make size|\S+yangguang size site$", step.get("run", ""))
    ]
    uploads = [number for number, step in enumerate(steps) if "upload-pages-artifact" in step.get("uses", "")]
    assert len(asks) == len(uploads) == 1
    assert asks[0] < uploads[0]


def test_a_place_of_your_own_takes_any_size_and_leaves_pages_alone():
    jobs = yaml.safe_load((ROOT / WORKFLOWS[1]).read_text(encoding="utf-8"))["jobs"]
    steps = jobs["build"]["steps"]
    (elsewhere,) = [step for step in steps if " publish site " in step.get("run", "")]
    assert elsewhere["if"] == "vars.PUBLISH_TO != ''"
    for step in steps[steps.index(elsewhere) + 1 :]:
        assert step["if"] == "vars.PUBLISH_TO == ''"
    assert jobs["deploy"]["if"] == "vars.PUBLISH_TO == ''"
