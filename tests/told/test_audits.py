"""What stands beside a number about audits: those of the very books it is from."""

from dataclasses import replace
from datetime import date

import pytest

from tests.pages.builders import package
from yangguang.core.language import ZH, load_language
from yangguang.told.audits import audited

AUDIT = replace(
    package().audits[0], kind="annual_execution", target_id="self", period_covered="2025", report_on=date(2026, 3, 24),
    opinion="unqualified", other_opinions=None,
)  # fmt: skip


def test_an_audit_of_the_years_own_books_is_told_with_day_kind_and_opinion():
    (told,) = audited(package(audits=(AUDIT,)), ZH)
    assert told.startswith("2026年3月24日 ")
    assert "：" in told
    (english,) = audited(package(audits=(AUDIT,)), load_language("en"))
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in english)


@pytest.mark.parametrize(
    "other",
    [{"target_id": "bj-child"}, {"period_covered": None}, {"period_covered": "2024"}],
    ids=["a subordinate's", "a look back", "an earlier year's"],
)
def test_what_says_nothing_about_these_books_is_not_told(other):
    assert audited(package(audits=(replace(AUDIT, **other),)), ZH) == []


def test_an_audit_without_an_opinion_or_a_day_says_so():
    (told,) = audited(package(audits=(replace(AUDIT, opinion=None, report_on=None),)), ZH)
    assert told.endswith("：没有写明审计评价")
