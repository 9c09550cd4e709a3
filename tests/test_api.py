"""The public functions, as docs/api.md shows them, and what `import yangguang` costs."""

import re
import subprocess
import sys

import yangguang
from tests.built import ROOT, SOURCE
from yangguang.demo.scaffold import scaffold
from yangguang.site.store import write


def test_the_example_in_the_documentation_runs(tmp_path):
    for path, content in scaffold():
        write(tmp_path, path, content)
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "api.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "example.py").write_text(
        f"import sys\nsys.path.insert(0, {str(SOURCE)!r})\n{example}", encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "example.py"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert re.search(r"^2-1-1 \w+$", done.stdout, re.MULTILINE)
    assert re.search(r"^\d+ pages, \d+ bytes, 0 faults$", done.stdout, re.MULTILINE)
    assert (tmp_path / "site" / "unions" / "first-union" / "2025" / "index.html").is_file()


def test_importing_the_package_loads_the_standard_library_alone_and_none_of_its_rooms():
    code = "import sys; before = set(sys.modules); import yangguang; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        env={"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = done.stdout.split()
    assert [name for name in loaded if name.startswith("yangguang.")] == []
    assert {name.partition(".")[0] for name in loaded} <= {"yangguang", *sys.stdlib_module_names}


def test_the_door_still_needs_nothing_but_the_standard_library():
    code = "import yangguang.door.admit, yangguang.rules.catalogue"
    subprocess.run([sys.executable, "-S", "-c", code], env={"PYTHONPATH": str(SOURCE)}, capture_output=True, check=True)


def test_each_public_function_is_documented():
    assert yangguang.__all__ == ["build", "check", "explain", "judge"]
    for name in yangguang.__all__:
        assert "Raises" in getattr(yangguang, name).__doc__, name
