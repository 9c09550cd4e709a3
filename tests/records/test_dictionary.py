"""The data dictionary is read by accountants: what it says of a column is said in their language."""

import re

from yangguang.records import dictionary as words
from yangguang.records.dictionary import dictionary, dictionary_markdown


def test_every_note_is_told_in_chinese_and_none_is_left_of_a_column_that_is_gone():
    told = {entry.column.note for entry in dictionary() if entry.column.note}
    assert told == words._notes().keys()
    lines = [note for note in words._notes().values() if not re.search(r"[一-鿿]", note)]
    assert lines == []


def test_the_english_dictionary_keeps_the_notes_as_declared():
    assert "empty = unknown" in dictionary_markdown("en")
    assert "空着表示未知" in dictionary_markdown("zh")
    assert "empty = unknown" not in dictionary_markdown("zh")
