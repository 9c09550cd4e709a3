"""What the page that checks in the browser is given: one folder, named by what is in it."""

import io
import zipfile

from tests.built import DATA
from yangguang.site.engine import engine, federation, folder_of


def runtime(folder, wasm=b"wasm"):
    folder.mkdir()
    (folder / "pyodide.mjs").write_bytes(b"export {}")
    (folder / "pyodide.asm.wasm").write_bytes(wasm)
    with zipfile.ZipFile(folder / "reader-1-wasm32.whl", "w") as wheel:
        wheel.writestr("reader/__init__.py", "")
        wheel.writestr("reader-1.dist-info/METADATA", "")
    return folder


def names(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        return packed.namelist()


def test_where_nothing_was_fetched_nothing_is_published(tmp_path):
    assert engine(tmp_path / "none") == {}
    assert folder_of({}) == ""


def test_the_folder_is_named_by_its_contents(tmp_path):
    first, same, other = (
        folder_of(engine(runtime(tmp_path / name, wasm)))
        for name, wasm in (("a", b"wasm"), ("b", b"wasm"), ("c", b"other"))
    )
    assert first == same != other
    assert first.startswith("assets/engine/")


def test_our_sources_go_with_what_they_import_and_each_name_once(tmp_path):
    files = engine(runtime(tmp_path / "engine"))
    folder = folder_of(files)
    assert {path.removeprefix(folder) for path in files} == {"pyodide.mjs", "pyodide.asm.wasm", "yangguang.zip"}
    packed = names(files[f"{folder}yangguang.zip"])
    assert len(packed) == len(set(packed))
    assert {
        "yangguang/browser.py", "yangguang/records/codes.csv", "yangguang/site_templates/locale/en.po",
        "yangguang/policy_tables/parameters.csv", "jinja2/__init__.py", "babel/locale-data/en.dat", "reader/__init__.py",
    } <= set(packed)  # fmt: skip
    assert not [name for name in packed if name.startswith("yangguang/cli/") or ".dist-info/" in name]


def test_the_federation_is_its_register_and_policy():
    packed = names(federation(DATA))
    assert "registry/unions.csv" in packed
    assert "policy/parameters.csv" in packed
    assert not [name for name in packed if name.startswith("unions/")]
