"""What is found by its words: cut so that every phrase is found, and nothing of what was withdrawn."""

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.pages.builders import DAY, PARTY, edition, finding, package, report
from yangguang.exports.search import KINDS, TOLD, records, told, words
from yangguang.records.finances import Project
from yangguang.records.registry import Withdrawal
from yangguang.records.tables import BY_NAME
from yangguang.views.model import Listed, Summary

TEXT = "阳工发〔2025〕12号 金秋助学：慰问困难职工子女（Ｙunfan）"


def holds(text, typed):
    """Whether the words of `typed`, less what of a run's last Hanzi goes on, stand in the text's words in one row."""
    all_of, wanted = words(text).split(), words(typed).split()
    wanted = wanted[:-1] if len(wanted) > 1 and not typed[-1].isascii() else wanted
    return any(all_of[at : at + len(wanted)] == wanted for at in range(len(all_of)))


@pytest.mark.parametrize(
    "typed", ["金秋", "助学", "秋助", "困难职工", "〔2025〕12号", "阳工发〔2025〕", "yunfan", "子女", "工发"]
)
def test_whatever_stands_in_a_text_is_a_phrase_of_its_words(typed):
    assert holds(TEXT, typed)


@pytest.mark.parametrize("typed", ["学金", "职工困难", "2024", "金助", "发工"])
def test_what_does_not_stand_there_is_none(typed):
    assert not holds(TEXT, typed)


def test_words_are_plain_letters_and_digits_that_no_dictionary_cuts():
    assert words("总工会 A①").split() == ["bklnbjon", "bjonbdyw", "bdyw", "a1"]
    assert words("𠮷 々").isascii()
    assert words("，。！") == ""


def test_what_is_told_of_a_year_is_in_columns_that_there_are():
    for table, columns in TOLD.items():
        assert {BY_NAME[table].column(one).name for one in columns} == set(columns), table


def test_a_year_tells_its_projects_once_and_a_withdrawn_one_nothing():
    line_of = {"name": "金秋助学", "account_code": "501", "purpose": "困难职工子女"}
    twice = tuple(Project(project_id=one, **line_of) for one in ("P1", "P2"))
    year = report(given=package(projects=twice))
    line = json.loads(told({2025: year}))
    assert line[:2] == [year.union.union_id, 2025]
    assert line[2].count("金秋助学 困难职工子女") == 1
    assert "示经审〔2026〕3号" in line[2]
    gone = Withdrawal(union_id=year.union.union_id, year=2025, since=date(2026, 1, 1), reason="merged", document=None)
    assert told({2025: replace(year, withdrawal=gone)}) == b""


def test_there_is_a_record_for_each_union_clause_finding_and_year():
    found = Listed(finding=finding(description="未按规定上解经费"), placed=True, found_on=DAY)
    summary = Summary(
        union_id=PARTY.union_id, year=2025, standing=None, stage=None, statuses={}, totals={}, listed=(found,)
    )
    lines = [json.dumps([PARTY.union_id, 2025, ["金秋助学"]]).encode(), json.dumps([PARTY.union_id, 2024, []]).encode()]
    made = {kind: list(some) for kind, some in records(edition(), [summary], lines)}
    assert tuple(made) == KINDS
    assert [one.url for one in made["union"]] == ["unions/bj-shi/", "unions/bj-hongxing/"]
    assert {"clauses/2-5-8/", "clauses/2-5-1/"} <= {one.url for one in made["clause"]}
    (of_finding,), (of_year,) = made["finding"], made["document"]
    assert of_finding.title == "未按规定上解经费"
    assert of_finding.url == f"unions/bj-hongxing/2025/#finding-{found.finding.finding_id}"
    assert (of_year.url, of_year.text) == ("unions/bj-hongxing/2025/", "金秋助学")
    assert of_year.filters == {"district": "示范区", "year": "2025"}


def test_records_are_the_same_in_every_language():
    made = [{kind: list(some) for kind, some in records(edition(lang), [], [])} for lang in ("zh", "en")]
    assert made[0] == made[1]
    assert any(one.title_en for one in made[0]["clause"])
