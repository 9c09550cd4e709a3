"""Mobile numbers disguised on purpose, as far as nothing else could be meant; and what is written like them and is none."""

from __future__ import annotations

import random

import pytest

from tests.door.careless_writing import apart, around, mobile, percent, written
from tests.door.test_privacy import table
from yangguang.door.privacy import scan as privacy
from yangguang.door.privacy.shown import without_numbers

PINYIN = ["ling", "yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu"]
ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def words(of, between):
    return lambda number: between.join(of[int(digit)] for digit in number)


def alike(signs):
    """With signs that look like digits, after a word that says what it is."""
    return around("联系电话", "", lambda number: number.translate(str.maketrans("0125689", signs)))


DISGUISES = {
    "pinyin": words(PINYIN, " "), "pinyin with dashes": words(PINYIN, "-"), "English": words(ENGLISH, " "),
    "English in one word": words(ENGLISH, ""), "English in capitals": lambda one: words(ENGLISH, ", ")(one).upper(),
    "as on the radio": written("洞幺两三四五六拐八勾"), "of banks in Japan": written("零壱弐参四五六七八九"),
    "old numerals": written("零弌弍弎四五六七八九"),
    "Ethiopic": lambda number: "".join(chr(0x1368 + int(digit)) if digit != "0" else "0" for digit in number),
    "counting rods": lambda number: "".join(chr(0x1D35F + int(digit)) if digit != "0" else "〇" for digit in number),
    **{f"groups by {mark!r}": apart(mark, 3, 4) for mark in (
        "杠", "横", "空格", "点", "的", "然后", "一", "丿", "丶", "ー", "$", "€", "@", "،", "x" * 2, "and", " " * 6, "-" * 10, "\\n",
        "<!-- -->", "<x>", "<img src=a>", "\u17b4", "\ufffc", "\ue000", "\U0001d173")},
    "an x after each": apart("x"), "的 after each": apart("的"), "$ after each": apart("$"),
    "letters like digits": alike("OlZSbBg"), "others": alike("D|zSGBq".replace("G", "b")), "brackets for noughts": around("电话：", "", lambda one: one.replace("0", "()")),
    "code points": lambda number: " ".join(f"U+{ord(digit):04X}" for digit in number),
    "code points in brackets": lambda number: "".join(f"\\u{{{ord(digit):x}}}" for digit in number),
    "octal": lambda number: "".join(f"\\{ord(digit):o}" for digit in number),
    "of style sheets": lambda number: "".join(f"\\{ord(digit):x} " for digit in number),
    "of mails": lambda number: "".join(f"={ord(digit):02X}" for digit in number),
    "percent signs of percent signs": lambda number: percent(number).replace("%", "%25252525"),
    "entities of entities": lambda number: "".join(f"&amp;#{ord(digit)};" for digit in number),
    "entities with noughts": lambda number: "".join(f"&#x000000{ord(digit):x};" for digit in number),
}  # fmt: skip
ORDINARY = (
    "规格 150×2000×3000 毫米", "分别为139元2000元3000元", "由138元1200元1500元构成", "150和2000和3000", "138人1200人1500人", "139%2000%3000%",
    "折扣 90%25", "if a<b and c>d", "见<附件>", "甲乙<img>丙", "一二三四五六七八九十", "洞口拐弯处九十七米", "勾选一二三四五六七八项",
    "yi er san si wu", "one two three", "iPhone 15 Pro", "手机 iPhone15ProMax", "电话：12351", "电话 Is it", "路径\\61\\62", "=3", "U+0031", "2025横1", "型号 x1x2x3x4",
    "135点2000点3000点", "金额150$2000$", "项目HT150and2000and3000and", "（一）（二）（三）", "微信公众号：北京工会12351",
)  # fmt: skip


def refused(*texts):
    rows = ({"matter_id": f"M{at}", "note": text} for at, text in enumerate(texts))
    return {texts[one.place.row - 2] for one in privacy.scan([table("matters", *rows)]) if one.is_error}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_number_is_a_number_in_its_disguise(disguise):
    dice = random.Random(disguise)
    for text in (DISGUISES[disguise](mobile(dice)) for _ in range(5)):
        assert refused(text), text
        assert without_numbers(f"“{text}”") != f"“{text}”"


def test_what_is_written_like_a_disguise_is_let_through():
    assert refused(*ORDINARY) == set()
