"""A badge says in three words how a union, or the portal, stands; its colour never says more than they do."""

import json
from dataclasses import replace

from tests.pages.builders import PARTY, edition, judged_year, package, report, verdict
from yangguang.exports.badges import badges
from yangguang.ledger.model import Standing
from yangguang.pages.summary import summarise
from yangguang.rules.judge.model import Status

OWN, PORTAL = f"api/v1/unions/{PARTY.union_id}/badge.json", "api/v1/badge.json"
SHOWN = report(given=package())


def made(*summaries, **facts):
    return {one.path: json.loads(one.content) for one in badges(edition(**facts), summaries)}


def told(badge):
    return badge["label"], badge["message"], badge["color"]


def test_every_badge_has_what_the_endpoint_schema_asks_for():
    for badge in made(summarise(judged_year(SHOWN))).values():
        assert badge["schemaVersion"] == 1
        assert all(isinstance(badge[name], str) and badge[name] for name in ("label", "message", "color"))


def test_a_union_that_meets_every_clause_is_green_and_one_that_breaches_is_not():
    assert told(made(summarise(judged_year(SHOWN, (verdict(),))))[OWN]) == ("财务公开 2025", "符合 1", "brightgreen")
    breached = made(summarise(judged_year(SHOWN, (verdict(status=Status.BREACHED),))))[OWN]
    assert told(breached) == ("财务公开 2025", "符合 0，不符合 1", "orange")


def test_what_is_owed_goes_before_what_is_met():
    lacking = replace(summarise(judged_year(SHOWN, (verdict(),))), missing=("accounts", "dues"))
    assert told(made(lacking)[OWN])[1:] == ("缺 2 张表", "red")
    silent = replace(summarise(judged_year(report())), standing=Standing.SILENT, missing=("accounts",))
    assert told(made(silent)[OWN])[1:] == ("未报送", "red")


def test_a_year_that_was_withdrawn_or_that_we_failed_at_blames_nobody():
    for standing in (Standing.WITHDRAWN, Standing.FAULTED):
        assert made(replace(summarise(judged_year(SHOWN)), standing=standing))[OWN]["color"] == "lightgrey"


def test_a_union_speaks_of_its_latest_year_and_one_without_any_says_so():
    old = replace(summarise(judged_year(SHOWN)), year=2023, standing=Standing.REFUSED)
    assert told(made(old, summarise(judged_year(SHOWN, (verdict(),))))[OWN])[0] == "财务公开 2025"
    assert told(made()[OWN]) == ("财务公开", "尚无数据", "lightgrey")


def test_the_portal_counts_the_unions_of_the_year_that_is_owed():
    one = replace(summarise(judged_year(SHOWN)), owed_stage="final")
    other = replace(one, union_id="bj-shi", standing=Standing.SILENT)
    next_year = replace(one, year=2026, owed_stage=None)
    assert told(made(one, other, next_year)[PORTAL]) == ("财务公开 2025", "1/2 家已公开", "orange")
    assert told(made(one)[PORTAL])[1:] == ("1/1 家已公开", "brightgreen")


def test_an_english_portal_has_english_badges():
    assert told(made(summarise(judged_year(SHOWN, (verdict(),))), lang="en")[OWN]) == (
        "Accounts 2025",
        "1 met",
        "brightgreen",
    )
