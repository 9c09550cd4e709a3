"""What is found by its words: cut so that every phrase is found, and nothing of what was withdrawn."""

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.pages.builders import DAY, PARTY, edition, finding, package, report
from yangguang.exports import search
from yangguang.exports.search import KINDS, TOLD, Bundle, Record, bundles, contents, letters, told, words
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


def line(year, *texts, union_id=PARTY.union_id):
    return json.dumps([union_id, year, list(texts)], ensure_ascii=False).encode()


def test_there_is_a_record_for_each_union_clause_finding_and_year():
    found = Listed(finding=finding(description="未按规定上解经费"), placed=True, found_on=DAY)
    summary = Summary(
        union_id=PARTY.union_id, year=2025, standing=None, stage=None, statuses={}, totals={}, listed=(found,)
    )
    lines = [line(2025, "金秋助学")]
    cut = dict(bundles(edition(), [summary], lines))
    assert [bundle.path for bundle in cut] == ["union", "clause", "finding", "document"]
    made = {bundle.kind: some for bundle, some in cut.items()}
    assert tuple(made) == KINDS
    assert [one.url for one in made["union"]] == ["unions/bj-shi/", "unions/bj-hongxing/"]
    assert {"clauses/2-5-8/", "clauses/2-5-1/"} <= {one.url for one in made["clause"]}
    (of_finding,), (of_year,) = made["finding"], made["document"]
    assert of_finding.title == "未按规定上解经费"
    assert of_finding.url == f"unions/bj-hongxing/2025/#finding-{found.finding.finding_id}"
    assert (of_year.url, of_year.text) == ("unions/bj-hongxing/2025/", "金秋助学")


def test_records_are_the_same_in_every_language():
    made = [dict(bundles(edition(lang), [], [])) for lang in ("zh", "en")]
    assert made[0] == made[1]
    assert any(one.title_en for some in made[0].values() for one in some)


def test_a_kind_of_few_records_is_one_bundle_with_filters_where_they_differ():
    cut = dict(bundles(edition(), [], [line(2025, "金秋助学"), line(2024, "送温暖")]))
    common = {bundle.kind: (bundle.district, bundle.year) for bundle in cut}
    assert common == {"union": (None, 0), "clause": ("", 0), "document": (None, None)}
    filters = {bundle.kind: [one.filters for one in some] for bundle, some in cut.items()}
    assert filters["document"] == [{"district": "110105", "year": "2025"}, {"district": "110105", "year": "2024"}]
    assert filters["clause"][0] == {}
    assert json.loads(contents({bundle: set() for bundle in cut}).content)["document"]["bundles"] == [
        ["document", None, None]
    ]


def test_what_one_year_says_is_in_one_bundle_whose_latest_comes_first(monkeypatch):
    monkeypatch.setattr(search, "FEW", 1)
    before = dict(bundles(edition(), [], [line(2024, "旧"), line(2025, "金秋助学")]))
    after = dict(bundles(edition(), [], [line(2024, "旧"), line(2025, "送温暖")]))
    assert [one.year for one in before if one.kind == "document"] == [2025, 2024]
    assert [one.path for one in before if before[one] != after[one]] == ["document/110105/2025"]


def test_many_records_are_dealt_out_by_their_addresses_and_one_more_moves_none(monkeypatch):
    monkeypatch.setattr(search, "FEW", 10)
    monkeypatch.setattr(search, "MOST", 10)
    registry = edition().registry
    many = [replace(PARTY, union_id=f"bj-{at}", parent_id=registry.root.union_id) for at in range(38)]

    def dealt(unions):
        told_of = replace(edition(), registry=replace(registry, unions={one.union_id: one for one in unions}))
        return {one: [record.url for record in some] for one, some in bundles(told_of, [], []) if one.kind == "union"}

    before, after = dealt(many[:37]), dealt(many)
    assert [one.path for one in before] == ["union/110105", *(f"union/110105.{share}" for share in (1, 2, 3))]
    assert sum(map(len, before.values())) == 37
    assert sum(before[one] != after[one] for one in after) == 1


def test_the_contents_tell_which_bundles_may_have_a_letter():
    east, west = Bundle("union", "east"), Bundle("union", "west")
    has = {one: letters([Record("", name, "工会 A 1")]) for one, name in ((east, "东方"), (west, "西方"))}
    told_of = json.loads(contents(has).content)["union"]
    assert told_of["bundles"] == [["union/east", "east", 0], ["union/west", "west", 0]]
    assert told_of["letters"] == {"东": [0], "西": [1]}, "what most have is not told, nor what is no Hanzi"
