"""Addresses: every name made of union, year, table, row and column is joined and taken apart in one module."""

import ast
import re
from pathlib import Path

import pytest

from yangguang.core.address import (
    Address,
    Folder,
    Sheet,
    cell_key,
    data_of,
    derived_key,
    every_union,
    of_many,
    overlaps,
    page_of,
    row_name,
    taken_apart,
    union_folder,
    within_year,
)  # fmt: skip

ROOT = Path(__file__).parents[2]
# What names a home of its own: a folder of DATA, a page, a download, a key of a derived figure. (./@surplus, among what a
# figure is made from, is a figure of the same year: `Figure.parents` writes it out.)
HOME = re.compile(r"(?:^|[/ \"'])unions/|(?<!\.)/@|\*/\0")
# A sentence that shows a person how a folder is called, with the words of that language in the places of the ids.
SHOWN = re.compile(r"unions/[<{]")
TEMPLATES = ROOT / "site_templates"


def test_figures_have_the_keys_of_the_contract():
    assert cell_key("bj-demo", 2025, "accounts", "402", "actual") == "bj-demo/2025/accounts/402/actual"
    assert Address("bj-demo", 2025, "accounts", "402", "actual").key == "bj-demo/2025/accounts/402/actual"
    row = row_name(("abroad", "union_funds"))
    assert cell_key("a", 2025, "three_public", row, "actual") == "a/2025/three_public/abroad+union_funds/actual"
    assert derived_key("a", 2025, "execution_rate/402") == "a/2025/@execution_rate/402"
    assert taken_apart("a/2025/@execution_rate/402") == ("a", "2025", "@execution_rate/402")


def test_pages_and_downloads_have_the_paths_of_the_contract():
    union, year = Address("bj-demo"), Address("bj-demo", 2025)
    assert (union.page, year.page) == ("unions/bj-demo/", "unions/bj-demo/2025/")
    assert year.evidence == "unions/bj-demo/2025/evidence/"
    assert (union.download("json"), year.download("zip")) == (
        "api/v1/unions/bj-demo.json",
        "api/v1/unions/bj-demo/2025.zip",
    )
    assert union.beside("changes.json") == "api/v1/unions/bj-demo/changes.json"
    assert year.beside("accounts.csv") == "api/v1/unions/bj-demo/2025/accounts.csv"
    assert Address.packed(year.download("json")) == year
    assert Address.packed(union.beside("changes.json")) is None
    assert (page_of(), page_of("a"), page_of("a", 2025)) == ("unions/", "unions/a/", "unions/a/2025/")
    assert (data_of("a"), Address("a", 2025).data) == ("api/v1/unions/a", "api/v1/unions/a/2025")


@pytest.mark.parametrize("inside", ["", "accounts.csv", "documents/a/b.pdf", "a\nb"])
def test_a_path_of_data_is_read_as_it_was_written(inside):
    folder = Folder("east", "bj-demo", 2025)
    assert Folder.within(f"{folder.path}/{inside}".removesuffix("/")) == (folder, inside)
    assert Folder.of(folder.path) == folder


@pytest.mark.parametrize(
    "path", ["unions/east/bj-demo", "unions/east/bj-demo/202", "registry/unions.csv", "x/unions/a/b/2025"]
)
def test_what_is_no_union_year_is_none(path):
    assert Folder.within(path) is None
    with pytest.raises(ValueError, match=path):
        Folder.of(path)


@pytest.mark.parametrize("path", ["unions/east/bj-demo/2025/dues.csv", "registry/unions.csv"])
def test_a_table_is_a_file_and_back(path):
    assert Sheet.of(path).path == path


@pytest.mark.parametrize("path", ["policy/clauses.csv", "dues.csv", "unions/east/dues.csv"])
def test_a_file_that_no_verdict_points_at_is_no_table(path):
    with pytest.raises(ValueError, match=path):
        Sheet.of(path)


def test_figures_over_many_unions_have_an_owner_that_may_have_a_slash():
    assert of_many("_federation/2025/@plan/clauses") == (2025, "plan/clauses")
    assert of_many("_district/east/2025/@unions") == (2025, "unions")
    assert every_union("_district/east", 2025, "@surplus") == "_district/east/*/2025/@surplus"


def test_a_union_may_write_a_key_of_its_year_with_or_without_its_head():
    assert within_year("a/2025/accounts/402", "a", 2025) == within_year("accounts/402", "a", 2025) == "accounts/402"
    assert within_year("b/2025/accounts/402", "a", 2025) == "b/2025/accounts/402"


def test_a_folder_is_touched_by_what_lies_in_it_and_by_what_holds_it():
    home = union_folder("east", "a")
    assert all(overlaps(home, [path]) for path in (home, f"{home}/2025", union_folder("east"), "unions"))
    assert not any(overlaps(home, [path]) for path in (f"{home}b", union_folder("east", "b"), "registry"))


def _strings(path):
    """The texts of a module that a program uses: no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "\0" for part in node.values]
            yield node.lineno, "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.lineno, node.value


def test_no_other_module_joins_or_takes_apart_such_strings():
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text[:80]}"
        for path in sorted((ROOT / "generator").rglob("*.py"))
        if path.name != "address.py" and "messages" not in path.parts
        for line, text in _strings(path)
        if HOME.search(text) and not SHOWN.search(text)
    ]
    assert found == []


def test_no_template_joins_such_strings():
    pages = [path for path in TEMPLATES.rglob("*.html") if "overrides" not in path.parts]
    found = [
        path.name for path in pages if re.search(r"'[^']*(?:unions/|/@)'? *~|~ *'[^']*/@", path.read_text("utf-8"))
    ]
    assert found == []
