"""The words of the import: complete in both languages, over the same names, every one of them used."""

import re
from pathlib import Path
from string import Formatter

import pytest

import yangguang.importer
from yangguang.importer.messages import BY_CODE, CATALOGUE

SOURCES = "".join(path.read_text(encoding="utf-8") for path in Path(yangguang.importer.__file__).parent.glob("*.py"))


def names(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("message", CATALOGUE, ids=lambda one: one.code)
def test_both_languages_say_the_same(message):
    assert names(message.zh) == names(message.en)
    assert names(message.hint_zh) == names(message.hint_en)
    assert re.search("[\u4e00-\u9fff]", message.hint_zh) or message.hint_zh == "{remedy}"


def test_each_code_stands_there_once_and_is_told_somewhere():
    assert len(BY_CODE) == len(CATALOGUE)
    assert [code for code in BY_CODE if SOURCES.count(f'"{code}"') < 2] == []
