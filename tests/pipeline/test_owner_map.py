"""Who must agree to a change, as forges read their owner maps: the last line that fits, patterns as in .gitignore."""

import pytest

from yangguang.pipeline.owner_map import owners_of, read_owner_map

GITHUB = r"""
# everybody
*                 @all
*.yml             @flows   # workflows
/docs/            @docs
docs/*            @first
apps/             @apps
/build/logs/      @logs @more
**/secret         @secret
/data/unions/**/documents/ @scans
/a\ b/            @blank
/free/
"""


@pytest.mark.parametrize(
    ("path", "owners"),
    [
        ("x.py", ["@all"]), (".github/workflows/publish.yml", ["@flows"]), ("docs/index.md", ["@first"]),
        ("docs/deep/index.md", ["@docs"]), ("other/docs/index.md", ["@all"]), ("x/apps/y.py", ["@apps"]),
        ("apps", ["@all"]), ("build/logs/1.txt", ["@logs", "@more"]), ("x/build/logs/1.txt", ["@all"]),
        ("a/b/secret/x", ["@secret"]), ("secret", ["@secret"]), ("secrets", ["@all"]),
        ("data/unions/bj/one/2025/documents/a.pdf", ["@scans"]), ("a b/x", ["@blank"]), ("free/x", []),
    ],
)  # fmt: skip
def test_a_path_belongs_to_the_last_line_that_fits(path, owners):
    assert list(owners_of(path, read_owner_map(GITHUB))) == owners


GITLAB = """
* @all
[Data] @city
/data/
/data/unions/chenxi/ @chenxi
^[Scans][2] @scans
documents/
"""


@pytest.mark.parametrize(
    ("path", "owners"),
    [
        ("x", ["@all"]), ("data/policy/clauses.csv", ["@all", "@city"]), ("data/unions/chenxi/a/2025/x.csv", ["@all", "@chenxi"]),
        ("data/unions/chenxi/a/2025/documents/a.pdf", ["@all", "@chenxi", "@scans"]),
    ],
)  # fmt: skip
def test_every_section_of_gitlab_has_its_say(path, owners):
    assert list(owners_of(path, read_owner_map(GITLAB))) == owners
