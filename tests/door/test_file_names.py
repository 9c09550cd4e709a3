"""Files under other names than the door knows: what they are meant to be, and never a word of deleting what holds data."""

import pytest

from tests.door.submissions import FOLDER, UNION, codes, package, policy, registry
from yangguang.door.admit import admit
from yangguang.door.bytes.file_names import is_document, meant_file
from yangguang.door.bytes.raw import read_folder

DELETES = ("删除", "delete", "Delete")


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / FOLDER
    (folder / "documents").mkdir(parents=True)
    for name, content in package().files.items():
        (folder / name).write_bytes(content)
    return tmp_path


def issues_of(data):
    raw = read_folder(data, "bj", UNION, 2025)
    return admit(raw, registry(), policy(), {}).issues


@pytest.mark.parametrize(
    "name",
    [
        "收支预决算.csv", "Accounts.csv", "ACCOUNTS.CSV", "accounts.csv.csv", "accounts.csv.txt", "收支预决算 (1).csv", "副本 accounts.csv",
        "accounts - 副本.csv", "accounts（2）.csv", "accounts.csv.bak", "ａｃｃｏｕｎｔｓ.csv", "收支 预决算.csv",
    ],
)  # fmt: skip
def test_a_table_under_another_name_is_one_issue_that_says_what_to_call_it(data, name):
    (data / FOLDER / "accounts.csv").rename(data / FOLDER / name)
    (found,) = issues_of(data)
    assert found.code == "gate.unexpected-file"
    assert "请改名为 accounts.csv" in found.hint.zh
    assert "accounts.csv" in found.hint.en
    assert not any(word in found.hint.zh + found.hint.en for word in DELETES)
    (data / FOLDER / name).rename(data / FOLDER / "accounts.csv")
    assert issues_of(data) == ()


@pytest.mark.parametrize(
    "name", ["accounts.xlsx", "收支预决算.xls", "Accounts.et", "accounts.csv.xlsx", "收支预决算.ods"]
)
def test_a_workbook_is_to_be_saved_as_the_table(data, name):
    (data / FOLDER / "accounts.csv").rename(data / FOLDER / name)
    (found,) = issues_of(data)
    assert "另存为" in found.hint.zh
    assert "accounts.csv" in found.hint.zh
    assert not any(word in found.hint.zh + found.hint.en for word in DELETES)


def test_a_second_copy_of_a_table_asks_which_one_counts(data):
    (data / FOLDER / "副本 accounts (1).csv").write_bytes(package().files["accounts.csv"])
    (found,) = issues_of(data)
    assert "只保留要提交的一份" in found.hint.zh
    assert not any(word in found.hint.zh + found.hint.en for word in DELETES)


def test_a_descriptor_under_another_name_is_not_missing_too(data):
    (data / FOLDER / "datapackage.json").rename(data / FOLDER / "Datapackage.json.txt")
    (found,) = issues_of(data)
    assert "datapackage.json" in found.hint.zh


@pytest.mark.parametrize(
    ("name", "word"), [("~$accounts.xlsx", "锁文件"), (".DS_Store", "没有数据"), ("Thumbs.db", "没有数据")]
)
def test_only_what_is_known_to_hold_nothing_is_deleted(data, name, word):
    (data / FOLDER / name).write_bytes(b"x")
    (found,) = issues_of(data)
    assert "删除" in found.hint.zh
    assert word in found.hint.zh


@pytest.mark.parametrize("name", ["预算说明.docx", "x.csv", "unions.csv", "材料.zip", "notes.md", "accounts"])
def test_anything_else_is_moved_and_kept(data, name):
    (data / FOLDER / name).write_bytes(b"x")
    (found,) = issues_of(data)
    assert "移出" in found.hint.zh
    assert not any(word in found.hint.zh + found.hint.en for word in DELETES)


def test_evidence_beside_the_tables_moves_into_its_folder(data):
    (data / FOLDER / "审计报告.PDF").write_bytes(b"%PDF")
    (found,) = issues_of(data)
    assert "移入 documents/" in found.hint.zh


@pytest.mark.parametrize(
    "name",
    [
        "审计报告.pdf", "scan.PDF", "IMG_0001.JPG", "IMG_0002.jpeg", "a b.pdf", "2025年度审计报告（终稿）.pdf", "（2025）京工发〔2025〕12号.pdf",
        "《预算》.Jpg", "预算_v1.2-final.png", "IMG_20250301_101500.jpg", "1、会议纪要.pdf", "决算·说明.jpeg",
    ],
)  # fmt: skip
def test_evidence_has_any_name_that_people_read_and_is_referred_to_by_it(data, name):
    (data / FOLDER / "documents" / name).write_bytes(b"%PDF")
    activities = f"activity_id,kind,date,subject,document_url\nA1,member_activity,2025-05-01,健步走,documents/{name}\n"
    (data / FOLDER / "activities.csv").write_text(activities, encoding="utf-8")
    assert issues_of(data) == ()


@pytest.mark.parametrize(
    "name",
    [
        "a..pdf",
        ".hidden.pdf",
        "报告?.pdf",
        "报告\u200b.pdf",
        "报告:终.jpg",
        "x" * 200 + ".pdf",
        "?.pdf",
        "报\u2f2f.pdf",
        "报告.PDF ",
        "报告．ｐｄｆ",
        "报告。jpg",
        "报告.png.",
    ],
)
def test_other_names_of_evidence_are_given_the_name_to_use_and_that_one_is_taken(data, name):
    (data / FOLDER / "documents" / name).write_bytes(b"%PDF")
    (found,) = issues_of(data)
    better = found.hint.zh.removeprefix("请改名为“").removesuffix("”")
    assert is_document(better)
    (data / FOLDER / "documents" / name).rename(data / FOLDER / "documents" / better)
    assert issues_of(data) == ()


@pytest.mark.parametrize(
    ("name", "word"), [("扫描.docx", "PDF"), ("照片.HEIC", "JPG"), ("全部.zip", "解压"), ("审计报告", "扩展名")]
)
def test_evidence_of_another_kind_is_converted_and_never_deleted(data, name, word):
    (data / FOLDER / "documents" / name).write_bytes(b"x")
    (found,) = issues_of(data)
    assert word in found.hint.zh
    assert not any(word in found.hint.zh + found.hint.en for word in DELETES)


def test_evidence_that_a_row_names_and_that_was_refused_is_told_once(data):
    (data / FOLDER / "documents" / "照片.HEIC").write_bytes(b"x")
    row = "activity_id,kind,date,subject,document_url\nA1,member_activity,2025-05-01,健步走,documents/照片.HEIC\n"
    (data / FOLDER / "activities.csv").write_text(row, encoding="utf-8")
    assert codes(issues_of(data)) == ["gate.unexpected-file"]


@pytest.mark.parametrize("name", ["readme.csv", "~$accounts.xlsx", "accounts", "documents", ".accounts.csv"])
def test_what_is_no_table_is_not_taken_for_one(name):
    assert meant_file(name) is None


def test_a_persons_number_in_a_name_is_not_shown_in_the_name_to_use(data):
    (data / FOLDER / "documents" / "联系?13812345678.pdf").write_bytes(b"%PDF")
    found = issues_of(data)
    assert "gate.unexpected-file" in codes(found)
    assert not any("13812345678" in one.message.zh + one.hint.zh + (one.place.file or "") for one in found)
