"""What is fit to be shown: nothing of a person, and everything an accountant needs to find and mend a cell."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.door.careless_writing import STYLES, recall
from yangguang.core.issues import Place, Text
from yangguang.door.messages.catalogue import issue
from yangguang.door.privacy.find import find
from yangguang.door.privacy.shown import path_shown, shown, without_numbers
from yangguang.door.privacy.text import normalise


@pytest.mark.parametrize(
    "value",
    [
        "2025-02-08 00:00:00", "2025-02-08T00:00:00.000Z", "2025/2/8 12:30", "20250208", "20250208123000", "2025.01.09-2019.12.31",
        "2025-Q1", "2025年2月8日", "1234567890.12", "1,234,567,890.12", "123456789012", "12345.678", "-0.5", "1.5万元", "１２００",
        "91110000101623741K", "91110000101623741A", "52110000500000123X", "50101", "501.01", "011002100111", "京工发〔2025〕12号",
        "P20250001", "HT-2025-0123", "150-2025-001", "bj-demo-school", "accounts.csv", "0.02", "102100099996", "ISBN 9787500812345",
    ],
)  # fmt: skip
def test_ordinary_values_are_shown_as_they_are(value: str) -> None:
    assert shown(value) == value


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ("13812345678", "***"),
        ("13812345678元", "13812345678元"),  # an amount
        ("联系138-1234-5678或010-65012345", "联系***或***"),
        ("110105202403150101", "***"),  # a permit's, perhaps
        ("4500123456789012", "***"),  # no card, but an account perhaps
        ("E12345678", "***"),
        ("zhang.san＠example.org", "***"),
        ("一三八一二三四五六七八", "***"),
        ("ssh://www:hunter2@10.0.0.1/srv", "ssh://***@10.0.0.1/srv"),
        ("s3://AKIA:se/cr+et@bucket/a", "s3://***@bucket/a"),
        ("https://ghp_0a1b2c@forge/a.git", "https://***@forge/a.git"),
        ("rsync: http://u:p%40ss@[::1]:9/", "rsync: http://***@[::1]:9/"),
        ("a\nb\u202e", "a[U+000A]b[U+202E]"),
        ("x" * 70, "x" * 59 + "…"),
    ],
)
def test_what_may_be_a_persons_is_not(value: str, seen: str) -> None:
    assert shown(value) == seen


@pytest.mark.parametrize("kind", STYLES)
def test_no_careless_writing_survives(kind: str) -> None:
    dice = random.Random(f"shown {kind}")
    for style in STYLES[kind].values():
        text = recall(kind, style, dice)
        left = [
            hit.kind for hit in find(normalise(without_numbers(text))) if hit.kind not in {"long-number", "person-name"}
        ]
        assert left == [], text


@given(st.text())
def test_hiding_twice_hides_nothing_more(text: str) -> None:
    assert without_numbers(without_numbers(text)) == without_numbers(text)


def test_a_path_keeps_its_folders() -> None:
    assert path_shown("unions/110101/bj-demo/2025/accounts.csv") == "unions/110101/bj-demo/2025/accounts.csv"
    assert path_shown("unions/13812345678/张三110105491231002.pdf") == "unions/***/张三***.pdf"


def test_an_issue_is_made_fit_whoever_makes_it() -> None:
    made = issue(
        "schema.extra-label", Place(file="unions/13812345678/x.csv", column="13812345678"), value="13812345678",
        label="13812345678", remedy=Text("删除 13812345678", "Delete 13812345678"),
    )  # fmt: skip
    assert "1381234" not in str(made)
    assert made.hint == Text("删除 ***", "Delete ***")
