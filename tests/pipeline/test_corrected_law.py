"""A corrected parameter corrects the verdicts of its years, and the pages say since when."""

import re
from datetime import date

import pytest

from tests.bare import bare_site
from tests.builders import UNION, YEAR, last_year, package_files, portal
from tests.repositories import commit, git
from yangguang.pipeline.books import open_books

AS_OF = date(2026, 11, 25)
FILE = "policy/parameters.csv"


@pytest.fixture
def data(tmp_path):
    data = portal(tmp_path / "data", {(UNION, YEAR - 1): last_year(), (UNION, YEAR): package_files()})
    git(tmp_path, "init", "-q", "-b", "main")
    on(data, "2026-04-15")
    return data


def on(data, day):
    return commit(data.parent, "data", GIT_COMMITTER_DATE=f"{day}T12:00:00+0800")


def write(data, old, new):
    path = data / FILE
    text = path.read_text(encoding="utf-8")
    assert re.search(old, text), old
    path.write_text(re.sub(old, new, text, count=1), encoding="utf-8", newline="")


def corrected(data):
    return {key[0]: one for key, one in open_books(data, AS_OF).policy.corrected.items()}


def test_a_corrected_value_has_the_day_and_what_was_before(data):
    write(data, r"(?m)^dues_rate,(.*?),0\.02,", r"dues_rate,\1,0.025,")
    after = on(data, "2026-09-01")
    (found,) = corrected(data).values()
    assert (str(found.on), found.commit, found.before.value) == ("2026-09-01", after, "0.02")


def test_a_new_row_has_its_day_and_nothing_before(data):
    write(data, r"(?m)^(dues_rate),[^,]*,([^\n]*)$", r"\g<0>\n\1,2025-01-01,\2")
    on(data, "2026-09-01")
    (found,) = corrected(data).values()
    assert (str(found.on), found.before) == ("2026-09-01", None)


def test_a_parameter_of_a_new_name_corrects_nothing(data):
    text = (data / FILE).read_text(encoding="utf-8")
    (row,) = [line for line in text.splitlines(keepends=True) if line.startswith("repeat_years,")]
    (data / FILE).write_text(text.replace(row, ""), encoding="utf-8", newline="")
    on(data, "2026-09-01")
    git(data.parent, "checkout", "-q", "--orphan", "anew")
    on(data, "2026-09-02")
    (data / FILE).write_text(text, encoding="utf-8", newline="")
    on(data, "2026-09-03")
    assert corrected(data) == {}


def test_another_basis_or_order_corrects_nothing(data):
    path = data / FILE
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8")
    on(data, "2026-09-01")
    write(data, r"方案", "本方案")
    on(data, "2026-09-02")
    assert corrected(data) == {}


def test_of_what_no_commit_has_no_day_is_told(data):
    write(data, r"(?m)^dues_rate,(.*?),0\.02,", r"dues_rate,\1,0.025,")
    on(data, "2026-09-01")
    write(data, r"(?m)^dues_rate,(.*?),0\.025,", r"dues_rate,\1,0.03,")
    assert corrected(data) == {}


def test_pages_of_clause_and_year_say_it(data, tmp_path):
    write(data, r"(?m)^dues_rate,(.*?),0\.02,", r"dues_rate,\1,0.025,")
    on(data, "2026-09-01")
    site = tmp_path / "site"
    bare_site(data, site, AS_OF)
    told = "2026年9月1日更正，此前为2.0%"
    pages = [path for path in site.rglob("index.html") if told in path.read_text(encoding="utf-8")]
    rooms = {path.relative_to(site).parts[0] for path in pages}
    assert {"clauses", "unions"} <= rooms
