"""What counts as personal, in which columns, in which disguise; and what treasurers write every day and must be let through."""

import time

import pytest

from yangguang.door.model import TextRow, TextTable
from yangguang.door.privacy import scan as privacy
from yangguang.records.tables import BY_NAME


def table(name: str, *rows: dict[str, str]) -> TextTable:
    header = tuple(column.name for column in BY_NAME[name].columns)
    cells = (tuple(row.get(label, "") for label in header) for row in rows)
    return TextTable(
        table=BY_NAME[name], file=f"{name}.csv", header=header,
        rows=tuple(TextRow(number, number, row) for number, row in enumerate(cells, 2)),
    )  # fmt: skip


def kinds(text: str, name: str = "matters", column: str = "note") -> list[str]:
    return [issue.code.removeprefix("privacy.") for issue in privacy.scan([table(name, {column: text})])]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("11010519491231002X", "id-number"),
        ("身份证440524188001010014。", "id-number"),
        ("11010519491231002x", "id-number"),
        ("110105194912310021", "id-number"),  # a wrong check digit is a typing error in a real number
        ("１１０１０５１９４９１２３１００２Ｘ", "id-number"),
        ("110105 19491231 002X", "id-number"),
        ("1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X", "id-number"),
        ("110105-19491231-002X", "id-number"),
        ("110105\n19491231002X", "id-number"),
        ("一一〇一〇五一九四九一二三一〇〇二X", "id-number"),
        ("11O1O519491231002X", "id-number"),
        ("110105491231002", "id-number"),
        ("810000199408230021", "id-number"),  # residence permit of Hong Kong residents
        ("911156198503150017", "id-number"),  # permanent residence of foreigners since 2023
        ("USA310085031501", "residence-permit"),
        ("1.10105E+17", "damaged-number"),
        ("护照E12345678", "passport"),
        ("H12345678 往来内地通行证", "passport"),
        ("军官证 南字第0123456号", "military-id"),
        ("13812345678", "mobile-number"),
        ("电话:138 1234 5678 转", "mobile-number"),
        ("138-1234-5678", "mobile-number"),
        ("+86 138 1234 5678", "mobile-number"),
        ("一三八一二三四五六七八", "mobile-number"),
        ("１３８１２３４５６７８", "mobile-number"),
        ("14212345678", "mobile-number"),
        ("010-65012345", "landline"),
        ("(010)65012345", "landline"),
        ("0571 87654321", "landline"),
        ("6225881414207430", "bank-card"),
        ("6225 8814 1420 7430", "bank-card"),
        ("6225881414207431", "bank-card"),  # 62 and 16 digits
        ("4111111111111111", "bank-card"),
        ("371449635398431", "bank-card"),
        ("账号 0200004509014412345", "bank-account"),
        ("卡号：123456789", "bank-account"),
        ("zhang@example.org", "email"),
        ("zhang＠example.org", "email"),
        ("微信：zhang_san88", "messenger"),
        ("QQ 12345678", "messenger"),
        ("工会会员证号 A0012345", "membership-number"),
        ("138****5678", "masked-number"),
        ("110105********0021", "masked-number"),
        ("家庭住址：朝阳区建国里", "home-address"),
        ("北京市朝阳区建国路88号院3号楼2单元501室", "home-address"),
        ("京A12345", "licence-plate"),
        ("京AD12345", "licence-plate"),
        ("慰问困难职工王建国同志", "person-name"),
        ("经办人：李雷", "person-name"),
    ],
)
def test_personal_data_is_found(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "91110000101623741K",
        "911101066976941872",  # a credit code of digits only: its “birth date” is none
        "京工发〔2025〕12号",
        "2025-01-09至2025-12-31",
        "2015.01.09-2019.12.31",
        "1,234,567.00",
        "12345678901.00元",
        "账户余额 123456789.00 元",
        "20250109001",
        "XMB202500000001",
        "发票号码 12345678901234567890",
        "发票代码 011002100111",
        "17-2025-00123",
        "微信公众号：BJGH12351",
        "拨打12351热线",
        "慰问困难职工12人",
        "慰问一线职工同志们",
        "北京市西城区陶然亭路45号",
        "第一、二、三、四、五、六、七、八、九、十次会议",
        "预算15600.00 决算13812.50",
        "1949年10月1日至2025年10月1日",
        "C20250109-0001-0002",
        "50101、50102、50103",
    ],
)
def test_what_a_treasurer_writes_every_day_is_let_through(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "name", "column", "expected"),
    [
        ("010-65012345", "channels", "contact", []),
        ("gonghui@example.org", "channels", "contact", []),
        ("微信：gonghui_01", "channels", "contact", []),
        ("13812345678", "channels", "contact", ["office-mobile"]),
        ("11010519491231002X", "channels", "contact", ["id-number"]),
        ("010-65012345", "unions", "contact_phone", []),
        ("13812345678", "matters", "amount", []),
        ("13812345678.00", "matters", "amount", []),
        ("-13812345678.5", "matters", "amount", []),
        ("13,812,345,678.00", "matters", "amount", []),
        ("¥13,812,345,678元", "matters", "amount", []),
        ("(13812345678.00)", "matters", "amount", []),
        ("1381234567890", "matters", "amount", []),
        ("11010519491231002X", "matters", "amount", ["id-number"]),
        ("13812345678", "filings", "document_no", ["mobile-number"]),
        ("150-2025-0001", "filings", "document_no", []),
        ("4111111111111111", "filings", "document_no", []),  # one in ten numbers passes Luhn's formula
        ("202501 20250115 0012", "filings", "document_no", []),
        ("0532-23456789", "filings", "document_no", []),
        ("91110000101623741K", "assets", "counterparty_uscc", []),
        ("https://www.example.org/art/2025/13812345678.html", "disclosures", "url", []),
        ("朝阳区建国路88号院3号楼2单元501室", "disclosures", "location", []),
        ("123456789", "bank_accounts", "holder_name", ["bank-account"]),
        ("13812345678", "channels", "kind", ["mobile-number"]),
        ("hotline", "channels", "kind", []),
    ],
)
def test_the_same_digits_mean_different_things_in_different_columns(
    text: str, name: str, column: str, expected: list[str]
) -> None:
    assert kinds(text, name, column) == expected


@pytest.mark.parametrize(
    ("name", "cells", "severity"),
    [
        ("activities", {"subject": "1101051949", "leader_role": "1231002X"}, "error"),
        ("assets", {"asset_name": "13800", "counterparty": "138000"}, "error"),
        ("assets", {"asset_name": "联系电话13800", "counterparty": "138000"}, "error"),
        ("assets", {"counterparty": "６２２５８８１４", "asset_name": "x", "counterparty_uscc": "14207430"}, "error"),
        ("regulations", {"title": "138", "document_no": "0013", "adopted_by": "8000"}, "error"),
        ("matters", {"title": "电话138-0013", "decided_by": "8000"}, "error"),
        ("matters", {"title": "张三 138", "decided_by": "0013-8000"}, "error"),
        ("matters", {"title": "110105 1949", "decided_by": "1231 002X"}, "error"),
        ("matters", {"title": "6225 8814", "decided_by": "1420 7430"}, "error"),
        ("three_public", {"vehicle_count": "1101051949", "note": "1231002X"}, "error"),
        ("matters", {"title": "13800", "amount": "138000"}, "warning"),  # an amount may follow a number
        ("matters", {"title": "138", "amount": "00138000"}, "error"),  # but this is none
    ],
)
def test_a_number_split_over_cells_is_found_in_each(name: str, cells: dict[str, str], severity: str) -> None:
    parts = [column for column, text in cells.items() if text != "x"]
    found = [(issue.code, issue.severity, issue.place.column) for issue in privacy.scan([table(name, cells)])]
    assert sorted(found) == sorted(("privacy.split-number", severity, column) for column in parts)


def test_a_number_split_over_rows_of_a_column_is_found() -> None:
    rows = ({"matter_id": "M1", "note": "13800"}, {"matter_id": "M2", "note": "138000"})
    found = [(issue.code, issue.place.row) for issue in privacy.scan([table("matters", *rows)])]
    assert found == [("privacy.split-number", 2), ("privacy.split-number", 3)]


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("overview", {"working_office": "1501", "responsible_since": "2025-01-01"}),
        ("matters", {"title": "2025", "amount": "1234567"}),
        ("filings", {"period_covered": "1985", "document_no": "1234567"}),
        ("projects", {"name": "课桌 150 套", "account_code": "50102"}),
        ("bank_accounts", {"account_tail": "1380", "bank": "0138000"}),
        ("matters", {"title": "会议 2025-03-15", "decided_by": "1234-5678号"}),
        ("matters", {"title": "规格 138-001", "decided_by": "8000 册"}),
        ("regulations", {"title": "图书 150 1200", "document_no": "2025-0013"}),
    ],
)
def test_ordinary_neighbours_are_not_put_together(name: str, cells: dict[str, str]) -> None:
    assert [issue.code for issue in privacy.scan([table(name, cells)]) if issue.is_error] == []


def test_a_number_is_not_put_together_from_two_rows() -> None:
    rows = ({"subkind": "", "document_url": "110105194912"}, {"activity_id": "31002X"})
    assert privacy.scan([table("activities", *rows)]) == []


@pytest.mark.parametrize(
    ("name", "row", "expected"),
    [
        ("activities", {"subject": "慰问困难职工", "attended_count": "3"}, ["privacy.small-group"]),
        ("activities", {"subject": "慰问困难职工", "attended_count": "5"}, []),
        ("activities", {"subject": "慰问困难职工", "due_count": "4"}, ["privacy.small-group"]),
        ("activities", {"subject": "职工运动会", "attended_count": "3"}, []),
        ("appeals", {"category": "hardship", "received": "2"}, ["privacy.small-group"]),
        ("appeals", {"category": "wages", "received": "2"}, []),
    ],
)
def test_help_to_fewer_than_five_is_refused_and_not_recited(
    name: str, row: dict[str, str], expected: list[str]
) -> None:
    found = privacy.scan([table(name, row)])
    assert [issue.code for issue in found] == expected
    assert all(issue.is_error and issue.value is None and "3" not in issue.message.zh for issue in found)


def test_an_issue_tells_kind_place_and_length_and_never_the_value() -> None:
    (issue,) = privacy.scan([table("matters", {}, {"note": "经办 110105 19491231 002X"})])
    assert (issue.place.file, issue.place.row, issue.place.column, issue.place.cell) == ("matters.csv", 3, "note", "H3")
    assert issue.value is None
    assert "20 个字符" in issue.message.zh
    assert not any("1101" in text for text in (*issue.message, *issue.hint))


def test_one_cell_tells_each_kind_once() -> None:
    assert kinds("13812345678、13912345678，a@b.cn，c@d.cn") == ["mobile-number", "email"]


def test_a_list_of_persons_is_refused_without_being_recited() -> None:
    issues = privacy.scan([table("matters", *({"note": "13812345678"} for _ in range(500)))])
    assert [issue.code for issue in issues] == ["privacy.mobile-number"] * 100 + ["privacy.more"]


def test_a_descriptor_and_a_broken_table_are_read_as_text() -> None:
    said = [privacy.Loose("a/datapackage.json", "报告 13812345678", "title")]
    unread = [("a/x.csv", "姓名,金额\n甲,1\n乙,13812345678\n")]
    found = [(issue.code, issue.place.file, issue.place.line) for issue in privacy.scan([], said, unread)]
    assert found == [
        ("privacy.mobile-number", "a/datapackage.json", None),
        ("privacy.personal-column", "a/x.csv", 1),
        ("privacy.mobile-number", "a/x.csv", 3),
    ]


@pytest.mark.parametrize(
    "cell", ["1 " * 2000, "市街" * 2000, "110105194912310021 " * 200, "1---" * 1000, "护照E" * 1300]
)
def test_a_text_made_to_be_slow_is_not(cell: str) -> None:
    hostile = table("matters", *({"note": cell[:4000]} for _ in range(100)))
    begin = time.process_time()
    privacy.scan([hostile])
    assert time.process_time() - begin < 5  # seconds for 400,000 characters; catastrophic patterns take hours
