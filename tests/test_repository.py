"""Habits of the whole repository that no single room can keep."""

import ast
import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {path.name for path in (ROOT / "generator" / "yangguang").iterdir() if (path / "__init__.py").exists()}
WORKFLOWS = sorted([*ROOT.glob(".github/workflows/*.yml"), *ROOT.glob("site_templates/init/github/workflows/*.yml")])
PLACES_WITHOUT_A_ROOM = {
    "browser",
    "packages",
    "portals",
    "golden",
    "property",
    "plugin",
    "examples",
    "benchmarks",
    "mutation",
}


def tool(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name(name), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def tracked(*patterns: str) -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [path for name in listing.split("\0") if name and (path := ROOT / name).is_file()]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def test_no_file_names_this_machine_or_a_package_host():
    hosts = [re.escape(host) for host in ("pypi" + ".org", "files." + "pythonhosted.org", "registry." + "npmjs.org")]
    wanted = re.compile("|".join([*hosts, "--(extra-)?index" + "-url"]))
    for path in tracked(":!*.png", ":!tests/packages"):
        text = text_of(path)
        assert (found := wanted.search(text)) is None, f"{path.relative_to(ROOT)}: {found and found[0]}"
        for folder in (Path.home(), ROOT):
            assert f"{folder}/" not in text, f"{path.relative_to(ROOT)} names {folder}"


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "tests/site/s3/requirements.lock"])
def test_every_requirement_of_a_lock_is_pinned_and_hashed(name):
    requirements = re.split(r"\n(?=\S)", text_of(ROOT / name).strip())
    assert len(requirements) > 20
    for requirement in requirements:
        assert re.match(r"[a-z0-9._-]+==[^ ]+ ", requirement), requirement.splitlines()[0]
        assert "--hash=sha256:" in requirement, requirement.splitlines()[0]


def test_what_both_locks_hold_they_hold_alike():
    def pins(name: str) -> set[str]:
        return set(re.findall(r"(?m)^(\S+==.*?) \\$", text_of(ROOT / name)))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_no_room_has_a_file_over_300_lines():
    long = {path.name: lines for path in tracked("generator/*.py") if (lines := len(text_of(path).splitlines())) > 300}
    assert long == {}


def test_every_file_says_in_one_docstring_what_it_is():
    for path in tracked("generator/*.py", "benchmarks/*.py", "examples/*.py"):
        assert ast.get_docstring(ast.parse(text_of(path))), f"{path.relative_to(ROOT)} has no docstring"


def test_every_folder_of_tests_mirrors_a_room():
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - ROOMS - PLACES_WITHOUT_A_ROOM == set()
    assert ROOMS - folders - {"views"} == set(), "rooms without tests"


def test_nothing_is_left_to_do():
    pattern = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
    for path in tracked("generator", "benchmarks", "examples", "site_templates"):
        assert not (path.suffix in {".py", ".html", ".js", ".css"} and pattern.search(text_of(path))), path


def test_every_lint_exception_has_its_reason():
    for path in tracked("*.py"):
        for line in text_of(path).splitlines():
            if re.search(r"  # (noqa|type: ignore)", line):
                assert re.search(r"# (noqa: [A-Z0-9, ]+|type: ignore\[[a-z, -]+\])\s+[#(]", line), f"{path}: {line}"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: str(path.relative_to(ROOT)))
def test_actions_are_pinned_by_commit_and_named_by_version(path):
    uses = re.findall(r"uses: (.*)", text_of(path))
    assert uses
    for action in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


def test_an_action_has_the_same_pin_everywhere():
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for action, pin in re.findall(r"uses: (\S+)@(.*)", text_of(path)):
            pins.setdefault(action, set()).add(pin)
    assert {action: pin for action, pin in pins.items() if len(pin) > 1} == {}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: str(path.relative_to(ROOT)))
def test_workflows_run_only_what_runs_locally(path):
    for command in re.findall(r"run: (.*)", text_of(path)):
        assert "${{" not in command
        assert re.match(r"make |\.ci/run|(\.\./)?(base|generator)/\.venv/bin/(yangguang|mkdocs) ", command), command


def test_workflows_are_clean_for_the_auditor():
    audit = tool(
        "zizmor", "--quiet", "--offline", "--persona", "auditor", "--min-severity", "medium", ".github", *WORKFLOWS
    )
    assert audit.returncode == 0, audit.stdout + audit.stderr


def test_the_walls_between_the_rooms_stand():
    contracts = tool("lint-imports", "--no-logo")
    assert contracts.returncode == 0, contracts.stdout


def test_every_district_owns_its_folder():
    with (ROOT / "data" / "registry" / "districts.csv").open(encoding="utf-8-sig", newline="") as file:
        districts = {row["district_id"] for row in csv.DictReader(file)}
    owned = re.findall(r"(?m)^/data/unions/(\S+)/ +@\S+$", text_of(ROOT / ".github" / "CODEOWNERS"))
    assert (set(owned), len(owned)) == (districts, len(districts))


def test_every_link_between_the_documents_leads_somewhere():
    for path in tracked("*.md", ":!site_templates", ":!data"):
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text_of(path)):
            assert "://" in link or (path.parent / link).exists(), f"{path.name}: {link}"


@pytest.mark.parametrize("path", [path for path in WORKFLOWS if path.name == "check.yml"], ids=str)
def test_a_preview_takes_its_settings_from_what_is_trusted(path):
    """MkDocs runs the hooks and plugins that its settings name: those of a pull request are never read."""
    text = path.read_text(encoding="utf-8")
    assert "--preview" in text
    assert "--config head" not in text  # without --config they are read, and run nothing
    assert "yangguang build head" not in text


@pytest.mark.parametrize("name", ["header.js", "reader.js", "finder.js", "explain.js", "evidence.js", "tables.js"])
def test_the_scripts_of_the_pages_run_in_old_phones(name):
    """ES2017: one `??=` or `{ ...one }` and nothing of the file runs. The page that checks workbooks needs more anyway."""
    text = (ROOT / "site_templates" / "assets" / name).read_text(encoding="utf-8")
    assert re.findall(r"\?\?|\?\.(?=[\w(\[])|\{\s*\.\.\.|catch\s*\{|\|\|=|&&=", text) == []
