"""Pagefind's service: the same records give the same bytes, and where it is not there, or old, or ends, that is said."""

import pytest

from yangguang.exports.search import Record
from yangguang.site import pagefind
from yangguang.site.refused import RefusedError

RECORDS = [Record(f"unions/u{at}/", f"第{at}工会委员会", f"金秋助学{at}") for at in range(300)]
here = pytest.mark.skipif(not pagefind.program(), reason="`make site` has not fetched Pagefind")


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """Puts a program called pagefind where it is looked for first, and lets it be looked for again."""

    def put(script=None):
        if script:
            (tmp_path / "pagefind").write_text(f"#!/bin/sh\n{script}\n")
            (tmp_path / "pagefind").chmod(0o755)
        monkeypatch.setattr(pagefind.sys, "executable", str(tmp_path / "python"))
        monkeypatch.setenv("PATH", str(tmp_path))
        pagefind.program.cache_clear()
        return pagefind.program()

    yield put
    pagefind.program.cache_clear()


@here
def test_the_same_records_give_the_same_bytes():
    first, second = ({one.path: one.content for one in pagefind.index("union", RECORDS)} for _ in range(2))
    assert first == second
    assert {path.rpartition(".")[2] for path in first} == {"pf_meta", "pf_index", "pf_fragment", "json"}
    assert all(path.startswith("search/index/union/") for path in first)


@here
def test_no_records_give_no_index():
    assert list(pagefind.index("finding", [])) == []


@pytest.mark.parametrize("script", [None, "echo pagefind 1.5.2", "echo what", "exit 1"])
def test_where_there_is_none_or_an_old_one_there_is_no_search(asked, script):
    assert asked(script) is None


def test_one_on_the_path_is_taken(asked):
    assert asked("echo pagefind 1.6.0")


@pytest.mark.parametrize(
    "answers",
    [
        "exit 1",
        "cat >/dev/null & exit 0",
        f"printf '%s,' {'eyJwYXlsb2FkIjp7InR5cGUiOiJFcnJvciIsIm1lc3NhZ2UiOiJmdWxsIn19'}; read x",
    ],
    ids=["ends", "ends later", "error"],
)
def test_a_service_that_fails_is_told_in_a_sentence(asked, answers):
    assert asked(f'[ "$1" = --version ] && echo pagefind 1.6.0 && exit 0\n{answers}')
    with pytest.raises(RefusedError, match="Pagefind"):
        list(pagefind.index("union", RECORDS))
