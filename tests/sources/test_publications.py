"""What main showed, version by version, from one walk over its first parents."""

import pytest

from tests.counted import lines_run
from tests.repositories import A, B, commit, git, portal, write
from yangguang.sources.git import find_checkout
from yangguang.sources.publications import walk


@pytest.fixture
def data(tmp_path):
    data = portal(tmp_path / "portal")
    commit(data, GIT_COMMITTER_DATE="2026-03-01T23:30:00+0800")
    return data


def versions(data, union_id="a", tip="HEAD"):
    return [(str(one.moment.day), one.folder, one.gone) for one in walk(find_checkout(data), tip).of(union_id, 2025)]


def test_a_version_is_a_commit_that_changed_the_bytes(data):
    write(data, f"{A}/accounts.csv", "2\n")
    commit(data, GIT_COMMITTER_DATE="2026-04-01T00:30:00+0800")
    write(data, f"{B}/accounts.csv")
    (data / A / "accounts.csv").chmod(0o755)
    commit(data, GIT_COMMITTER_DATE="2026-05-01T00:30:00+0800")
    assert versions(data) == [("2026-03-01", A, False), ("2026-04-01", A, False)]
    assert versions(data, "b") == [("2026-05-01", B, False)]
    assert versions(data, tip="HEAD^") == versions(data)


def test_a_year_that_was_deleted_and_came_back(data):
    git(data, "rm", "-rq", A)
    commit(data, GIT_COMMITTER_DATE="2026-04-01T12:00:00+0800")
    write(data, f"{A}/accounts.csv")
    commit(data, GIT_COMMITTER_DATE="2026-05-01T12:00:00+0800")
    assert versions(data) == [("2026-03-01", A, False), ("2026-04-01", A, True), ("2026-05-01", A, False)]


def test_a_file_taken_from_a_package_leaves_the_package(data):
    write(data, f"{A}/dues.csv")
    commit(data)
    git(data, "rm", "-q", f"{A}/dues.csv")
    commit(data)
    assert [gone for _, _, gone in versions(data)] == [False, False, False]


def test_a_move_to_another_district_is_one_version_more(data):
    (data / "unions/102/a").mkdir(parents=True)
    (data / A).rename(data / "unions/102/a/2025")
    commit(data, GIT_COMMITTER_DATE="2026-04-01T12:00:00+0800")
    assert versions(data) == [("2026-03-01", A, False), ("2026-04-01", "unions/102/a/2025", False)]


def test_register_policy_and_charts_have_their_moments(data):
    for path in ("registry/unions.csv", "policy/clauses.csv", "policy/chart_of_accounts.csv"):
        write(data, path)
        commit(data)
    history = walk(find_checkout(data))
    commits = git(data, "rev-list", "--reverse", "HEAD").splitlines()[1:]
    assert [one.commit for one in history.registry] == commits[:1]
    assert [one.commit for one in history.policy] == commits[1:]
    assert [one.commit for one in history.charts] == commits[2:]


def test_the_walk_costs_by_the_version(data, tmp_path):
    """Also where one year has them all: ten thousand commits are a second."""

    def lines(many):
        for number in range(many):
            write(data, f"{A}/accounts.csv", f"{many}-{number}\n")
            git(data, "commit", "-qam", "again")
        return lines_run(lambda: walk(find_checkout(data)))

    few, more = lines(10), lines(40)
    assert more < 6 * few
