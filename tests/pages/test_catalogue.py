"""Every sentence that a visitor may read in Chinese can be read in English, with the same placeholders."""

import re

from babel.messages.pofile import read_po

from tests.pages.msgids import in_templates, msgids
from yangguang.core.language import load_language
from yangguang.core.paths import SITE_TEMPLATES

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
ENGLISH = load_language("en").catalogue


def test_every_sentence_has_an_english_one():
    assert sorted(text for text in msgids() if not ENGLISH.get(text)) == []


def test_placeholders_are_the_same_in_both_languages():
    differing = {
        chinese: english
        for chinese, english in ENGLISH.items()
        if set(PLACEHOLDER.findall(chinese)) != set(PLACEHOLDER.findall(english))
    }
    assert differing == {}


def test_english_sentences_are_english():
    assert {text for text in ENGLISH.values() if re.search(r"[\u4e00-\u9fff]", text)} == set()


def test_no_sentence_has_a_stray_blank():
    """In Chinese none stands between two characters; in English none is doubled, and none stands before a mark."""
    of_chinese = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”]"
    assert {text for text in msgids() if re.search(f"{of_chinese} +{of_chinese}", text)} == set()
    assert {text for text in ENGLISH.values() if re.search(r"\S {2}\S|\S [,;.)](?!\S)|\( ", text)} == set()


def test_the_catalogue_is_sorted_and_has_no_sentence_twice():
    with (SITE_TEMPLATES / "locale" / "en.po").open("rb") as file:
        ids = [message.id for message in read_po(file, locale="en") if message.id]
    assert ids == sorted(set(ids))


def test_templates_hold_no_chinese_outside_the_catalogue():
    known = in_templates()
    assert len(known) > 200
    for path in sorted([*SITE_TEMPLATES.glob("pages/*.html"), *SITE_TEMPLATES.glob("partials/*.html")]):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
        text = re.sub(r"_\('[^']*'", "", text)
        left = set(re.findall(r"[\u4e00-\u9fff]+", text))
        assert left == set(), path.name
