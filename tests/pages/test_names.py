"""What an English edition calls unions and districts; the Chinese one knows no other names than the register's first."""

from dataclasses import replace
from datetime import date

import pytest

from tests.pages.builders import PARTY, ROOT, edition, package, policy, report, text, union, verdict
from tests.pages.union_year import page
from yangguang.exports.finder import finder_lists
from yangguang.pages.union import union_page
from yangguang.records.federation import by_union
from yangguang.records.names import full_name, name_text, short_name
from yangguang.records.registry import District, UnionChange
from yangguang.rules.judge.model import Status

CITY = replace(ROOT, name_en="City Federation of Trade Unions")
WORKS = replace(PARTY, name_en="Red Star Works Union")
PLAIN = union("bj-plain", name="清风楼宇联合工会", short_name="清风")
DISTRICT = District(district_id="110105", name="示范区", position=1, name_en="Model District")


@pytest.mark.parametrize(
    ("of", "lang", "names"),
    [
        (WORKS, "en", ("Red Star Works Union", "Red Star Works Union")),
        (WORKS, "zh", ("北京红星机械厂工会", "红星工会")),
        (PLAIN, "en", ("清风楼宇联合工会", "清风")),
        (replace(PLAIN, short_name=None), "en", ("清风楼宇联合工会", "清风楼宇联合工会")),
    ],
)
def test_an_english_edition_uses_the_english_name_where_there_is_one(of, lang, names):
    assert (full_name(of, lang), short_name(of, lang)) == names
    assert name_text(of).in_(lang) == names[0], "in sentences of the court, too"


def test_title_heading_way_and_lists_are_in_english_and_the_official_name_stands_beside():
    facts = {"unions": (CITY, WORKS, PLAIN), "districts": (DISTRICT,)}
    shown = page(report(of=WORKS), lang="en", **facts)
    assert shown.title.startswith("Red Star Works Union")
    assert shown.heading.startswith("Red Star Works Union")
    told = text(shown.body)
    assert told.startswith("Home Model District ")
    assert WORKS.name in told.split("Income")[0]
    assert WORKS.short_name not in told.split("Income")[0]
    below = text(union_page(edition("en", **facts), CITY, {}, ()).body)
    assert ("Red Star Works Union" in below, "清风楼宇联合工会" in below, WORKS.name in below) == (True, True, False)


def test_the_chinese_edition_shows_none_of_them():
    facts = {"unions": (CITY, WORKS), "districts": (DISTRICT,)}
    shown = page(report(of=WORKS, given=package()), verdicts=(verdict(status=Status.BREACHED),), **facts)
    assert "Red Star" not in f"{shown.title}{shown.heading}{shown.body}"


def test_an_account_is_called_as_the_chart_does_in_english_and_as_the_union_does_elsewhere():
    accounts = policy().charts["2021"]
    own = accounts["402"].name
    law = policy(charts={"2021": accounts | {"402": replace(accounts["402"], name_en="Dues paid in")}})
    for lang, called, otherwise in (("en", "Dues paid in", own), ("zh", own, "Dues paid in")):
        shown = page(report(law=law), lang=lang, law=law, charts=True).body
        assert called in text(shown)
        assert otherwise not in shown


def test_the_finder_of_an_english_edition_finds_and_shows_them():
    def lists(lang):
        made = edition(lang, unions=(WORKS, PLAIN), districts=(DISTRICT,))
        return {one.path: one.content.decode() for one in finder_lists(made)}

    assert '"Red Star Works Union"' in lists("en")["api/v1/finder/110105.1.json"]
    assert '"district":"Model District"' in lists("en")["api/v1/finder-lists.json"]
    assert "Red Star" not in "".join(lists("zh").values())


def test_an_english_name_may_change_with_the_register():
    row = UnionChange(union_id=WORKS.union_id, from_=date(2025, 7, 1), column_="name_en", value="Red Star Union")
    registry = replace(edition(unions=(CITY, WORKS)).registry, changes=by_union([row]))
    names = [full_name(registry.on_day(day).unions[WORKS.union_id], "en") for day in (date(2025, 6, 30), row.from_)]
    assert names == ["Red Star Works Union", "Red Star Union"]
