"""The catalogue: every code in both languages, every code in use, nothing private in any message."""

import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import yangguang.door
from tests.door.submissions import TABLES, codes, package, policy, registry
from yangguang.door.admit import admit
from yangguang.door.messages.catalogue import ALL_CODES, CATALOGUE
from yangguang.door.privacy.shown import shown

USED = re.compile(r'"((?:gate|schema|registry)\.[a-z-]+)"')
SOURCES = [path for path in Path(yangguang.door.__file__).parent.rglob("*.py") if path.parent.name != "messages"]


def fields(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("message", CATALOGUE, ids=lambda message: message.code)
def test_both_languages_speak_of_the_same_things(message):
    assert message.code.split(".")[0] in {"gate", "privacy", "schema", "registry", "identity", "history"}
    assert all((message.zh, message.en, message.hint_zh, message.hint_en))
    assert fields(message.zh) == fields(message.en)
    assert message.en.isascii() or not re.search("[\u4e00-\u9fff]", message.en)


def test_codes_are_unique():
    assert len(ALL_CODES) == len(CATALOGUE)


def test_every_code_in_the_catalogue_is_raised_and_every_code_raised_is_in_it():
    raised = {code for path in SOURCES for code in USED.findall(path.read_text(encoding="utf-8"))}
    mine = {code for code in ALL_CODES if code.startswith(("gate.", "schema.", "registry."))}
    assert raised == mine


@pytest.mark.parametrize(
    "tables",
    [
        {"activities": "activity_id,kind,date,subject\nA1,member_activity,13812345678,健步走\n"},
        {"activities": "activity_id,kind,date,subject\n13812345678,x,x,一\n13812345678,x,x,二\n"},
        {"accounts": TABLES["accounts"].replace("120.50", "11010519491231002X")},
        {"bank_accounts": "account_tail,bank,holder_name,nature,status\n1,13812345678,x,x,x\n1,13812345678,x,x,x\n"},
        {"projects": "project_id,name,account_code,budget_initial\nP1,一,13812345678,1\n"},
        {"activities": "activity_id,kind,date,subject\nA1,member_activity,2025-01-01, 13812345678\n"},
        {"activities": "13812345678,11010519491231002X\n"},
    ],
)
def test_personal_data_is_found_and_appears_in_no_message(tables):
    issues = admit(package(**tables), registry(), policy(), {}).issues
    said = "".join(one.message.zh + one.message.en + one.hint.zh + one.hint.en + (one.value or "") for one in issues)
    assert any(one.is_error for one in issues)
    assert not re.search("13812345678|11010519491231002X", said), codes(issues)


def test_personal_data_in_a_title_is_not_quoted_back():
    issues = admit(package({"title": "联系人13812345678" + "x" * 200}), registry(), policy(), {}).issues
    assert not any("13812345678" in one.message.zh for one in issues)


@given(st.text())
def test_what_is_shown_is_short_and_cannot_act(text):
    seen = shown(text)
    assert len(seen) <= 60 * 10
    assert all(char == " " or char.isprintable() for char in seen)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b-\u200f]", seen)
    assert not re.search(r"\d{9}", re.sub("U.[0-9A-F]+", "", shown(text[:50])))
