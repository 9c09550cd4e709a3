"""Characters that look like ordinary ones and are none: told once, with the character to type, and nothing that follows."""

import unicodedata

import pytest

from tests.door.submissions import TABLES, codes, package, policy, registry
from yangguang.door.admit import admit
from yangguang.door.bytes.unsafe import cleaned, find_unsafe, ordinary
from yangguang.records.codes import CODE_LISTS
from yangguang.records.tables import TABLES as DECLARED

KANGXI = [chr(code) for code in range(0x2F00, 0x2FD6)]
SUPPLEMENT = [chr(code) for code in range(0x2E80, 0x2EF4) if code != 0x2E9A]
COMPATIBILITY = [chr(code) for code in range(0xF900, 0xFA6E) if unicodedata.normalize("NFC", chr(code)) != chr(code)]


def issues_of(**tables):
    return admit(package(**tables), registry(), policy(), {}).issues


@pytest.mark.parametrize("char", ["⼯", "⼊", "⺠", "⻅", "⻓", "⻚", "⾦", "⾏", "\uf9c4", "⻋", "\ufa19"])
def test_the_character_to_type_is_in_the_remedy_and_nothing_else_is_told(char):
    (found,) = issues_of(activities=TABLES["activities"].replace("健步走", f"健步{char}走"))
    assert found.code == "gate.unicode"
    assert f"“{ordinary(char)}”" in found.hint.zh
    assert issues_of(activities=TABLES["activities"].replace("健步走", f"健步{ordinary(char)}走")) == ()


def test_every_radical_and_compatibility_character_is_refused_and_every_kangxi_radical_has_its_character():
    assert all(find_unsafe(char) for char in KANGXI + SUPPLEMENT + COMPATIBILITY)
    assert all(ordinary(char) and find_unsafe(ordinary(char)) is None for char in KANGXI + COMPATIBILITY)
    assert sum(ordinary(char) is not None for char in SUPPLEMENT) >= 80


def test_our_own_titles_are_written_with_ordinary_characters():
    words = [column.title_zh for table in DECLARED for column in table.columns]
    words += [code.title_zh for codes_ in CODE_LISTS.values() for code in codes_]
    assert not [word for word in words if find_unsafe(word)]


def test_an_account_name_with_a_radical_has_one_issue_and_not_that_of_another_account_too():
    assert codes(issues_of(accounts=TABLES["accounts"].replace("会费收入", "会费收⼊"))) == ["gate.unicode"]


@pytest.mark.parametrize("label", ["科目名称⁠", " 科目名称", "科⽬名称", "科目名称\u00a0", "科\u200b目名称"])
def test_a_header_that_only_looks_right_is_explained_and_the_rows_are_read_all_the_same(label):
    body = TABLES["accounts"].split("\n", 1)[1].replace("80.25", "x")
    found = issues_of(accounts=f"科目编码,{label},年初预算数,决算数\n{body}")
    assert codes(found) == ["schema.extra-label", "schema.type-error"]
    assert "“科目名称”" in found[0].hint.zh
    assert not any(word in found[0].hint.zh for word in ("删除这一列", "是否应为"))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("501\u00a0", "gate.surrounding-space"),
        ("501\u3000", "gate.surrounding-space"),
        (" 501", "gate.surrounding-space"),
        ("5\u200b01", "gate.unicode"),
    ],
)
def test_what_stands_around_a_code_is_one_issue_without_consequences(cell, code):
    found = issues_of(accounts=TABLES["accounts"].replace("501,", f"{cell},"))
    assert codes(found) == [code]


def test_what_is_cleaned_is_clean():
    for text in ("收⼊ ", "\u200b会费\ufeff", "é", " a\u00a0"):
        assert find_unsafe(cleaned(text)) is None
        assert cleaned(text) == cleaned(text).strip()
