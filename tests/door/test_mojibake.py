"""Text that a wrong decoding left behind is told, ordinary text is not: both measured, not believed."""

import codecs
import csv
import json
from pathlib import Path

import pytest
from pypinyin.constants import PHRASES_DICT

from tests import builders
from tests.door.phrases import PHRASES
from tests.door.submissions import codes, package, policy, registry
from yangguang.door.admit import admit
from yangguang.door.bytes.mojibake import find_lost, find_mojibake, is_plain
from yangguang.door.bytes.unsafe import find_unsafe
from yangguang.door.loader import load_registry
from yangguang.records.codes import CODE_LISTS

ROOT = Path(__file__).parents[2]
CHINESE = [text for text in PHRASES if sum("\u4e00" <= char <= "\u9fff" for char in text) >= 2]


def told(text):
    return find_mojibake(text) or find_lost(text)


def read(data, encoding, lost):
    """`data` as a program that takes it for `encoding` shows it; `lost` stands for what is no character to it."""
    codecs.register_error("lost", lambda error: (lost, error.end))
    if encoding != "cp936":
        return data.decode(encoding, "lost").strip()
    pieces, at = [], 0
    while at < len(data):  # Windows reads 0x80, which begins no pair, as the euro sign
        width = 1 if data[at] <= 0x80 else 2
        piece = "€" if data[at] == 0x80 else data[at : at + width].decode("gbk", "lost")
        at += width if piece != lost else 1
        pieces.append(piece)
    return "".join(pieces).strip()


@pytest.mark.parametrize(
    ("right", "wrong", "least"),
    [
        ("utf-8", "gbk", 0.97),
        ("utf-8", "cp936", 0.97),
        ("utf-8", "gb18030", 0.97),
        ("utf-8", "cp1252", 0.97),
        ("gbk", "cp1252", 0.97),
        ("gbk", "big5", 0.7),
        ("utf-16-le", "utf-16-be", 0.85),
    ],
)
@pytest.mark.parametrize("lost", ["?", ""], ids=["as ?", "dropped"])
def test_ordinary_phrases_read_by_a_wrong_encoding_are_told(right, wrong, least, lost):
    shown = [text for phrase in CHINESE if (text := read(phrase.encode(right, "ignore"), wrong, lost)) != phrase]
    missed = [text for text in shown if text and not find_unsafe(text) and not told(text)]
    assert len(shown) > 180
    assert 1 - len(missed) / len(shown) >= least, missed


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_phrases_that_a_program_could_not_write_are_told(encoding):
    shown = [phrase.encode(encoding, "replace").decode(encoding) for phrase in CHINESE]
    assert [text for text in shown if not told(text)] == []


@pytest.mark.parametrize(
    "text",
    ["杩愬姩浼", "杩愬姩浼?", "鎴戜滑", "宸ヤ細", "涓€绾胯亴宸", "锟斤拷", "烫烫烫", "ï»¿", "CafÃ©", "â€œ", "ÔË¶¯»á", "è¿åŠ¨ä¼š",
     "????", "???", "？？？", "??", "?", "工会??支出", "2025年??支出", "工?会经费", "?动会", "2015骞?1鏈?", "春节慰问???元"],
)  # fmt: skip
def test_what_is_left_behind_is_told(text):
    assert told(text)


def test_ordinary_phrases_are_not_told():
    assert [(text, told(text)) for text in PHRASES if told(text)] == []
    assert len(PHRASES) > 200


def test_hardly_a_word_or_idiom_of_a_dictionary_is_told():
    found = [word for word in PHRASES_DICT if told(word)]
    assert len(found) * 10_000 <= len(PHRASES_DICT), found


def test_no_text_of_this_repository_is_told():
    texts = {code.title_zh for codes in CODE_LISTS.values() for code in codes}
    texts.update(
        (ROOT / "site_templates" / "policy" / "integrity-plan-2015.txt").read_text(encoding="utf-8").splitlines()
    )
    texts.update((ROOT / "README.zh-CN.md").read_text(encoding="utf-8").splitlines())
    for path in sorted((ROOT / "data").rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            texts.update(cell for row in csv.reader(file) for cell in row)
    assert [(text, told(text)) for text in texts if told(text) and "](" not in text] == []
    assert len(texts) > 4_000


@pytest.mark.parametrize("text", ["工会", "会员100人", "", "Trade union", "晨曦区？"])
def test_the_quick_look_never_hides_what_a_close_look_finds(text):
    assert not (is_plain(text) and told(text))


def test_garbled_cells_are_refused_one_by_one():
    header = "activity_id,kind,date,subject,outcome\n"
    rows = "A1,member_activity,2025-05-01,杩愬姩浼,良好\nA2,member_activity,2025-05-02,淇滨区运动会,????\n"
    found = admit(package(activities=header + rows), registry(), policy(), {})
    assert [(one.code, one.place.cell) for one in found.issues] == [("gate.mojibake", "D2"), ("gate.lost-text", "E3")]


def test_an_address_may_ask():
    link = "https://example.org/?q=???"
    assert builders.admit(
        builders.package_files(activities=builders.rows("activities", None, document_url=link))
    ).accepted


@pytest.mark.parametrize("key", ["title", "description"])
@pytest.mark.parametrize("text", ["杩愬姩浼", "????", "Ã©"])
def test_a_descriptor_is_readable(key, text):
    assert codes(admit(package({key: text}), registry(), policy(), {}).issues) == ["gate.descriptor-value"]


@pytest.mark.parametrize("key", ["title", "title_en", "contact", "record_number", "description"])
def test_settings_are_readable(tmp_path, key):
    builders.portal(tmp_path)
    settings = tmp_path / "registry" / "datapackage.json"
    settings.write_text(
        json.dumps(json.loads(settings.read_text(encoding="utf-8")) | {key: "杩愬姩浼"}), encoding="utf-8"
    )
    assert codes(load_registry(tmp_path)[1]) == ["gate.descriptor-value"]


def test_names_in_the_register_are_readable(tmp_path):
    builders.portal(tmp_path)
    register = tmp_path / "registry" / "unions.csv"
    register.write_text(
        register.read_text(encoding="utf-8").replace("示范市总工会", "绀鸿寖甯傛€诲伐浼?", 1), encoding="utf-8"
    )
    assert codes(load_registry(tmp_path)[1]) == ["gate.mojibake"]


@pytest.mark.parametrize("name", ["锟斤拷", "????", "会费收入" * 1100])
def test_a_name_that_must_be_written_anew_is_held_against_nothing(name):
    accounts = f"account_code,account_name,budget_initial,actual\n401,{name},1,1\n"
    found = admit(package(accounts=accounts), registry(), policy(), {}).issues
    assert [(one.code.partition(".")[0], one.place.cell) for one in found] == [("gate", "B2")]
