"""A portal fresh from `yangguang init`: whole, and nothing in it to refuse."""

from datetime import date

import yaml

from yangguang.core.paths import POLICY
from yangguang.demo.scaffold import scaffold
from yangguang.pipeline.books import open_books, submissions


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
