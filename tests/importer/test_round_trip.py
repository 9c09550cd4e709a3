"""A package as a workbook and back: nothing is lost, nothing is changed, nothing is said."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.importer.office import (
    AS_OF,
    DATA,
    POLICY,
    REGISTRY,
    UNION,
    bring,
    codes,
    csv_text,
    desk,
    said,
    table,
    workbook,
)
from tests.pages.builders import edition
from yangguang.door.admit import admit
from yangguang.door.bytes.gate import read_tables
from yangguang.exports.readable import readable
from yangguang.importer.package import import_files
from yangguang.importer.template import Order, template
from yangguang.pipeline.importing import make_template
from yangguang.records.tables import BY_NAME, PACKAGE_TABLES

ALL = sorted((path.parent.name, int(path.name)) for path in DATA.glob("unions/*/*/2*"))
SOME = [*ALL[::9], ("yangguang", 2025), ("ligong", 2024)]


def filled(union, year):
    here = desk(union, year, empty=False)
    present = read_tables(here.raw.files, here.raw.folder, PACKAGE_TABLES).tables
    order = Order(
        union=REGISTRY.unions[union], year=year, stage="final", chart=POLICY.charts["2021"], present=present,
        tables=[table for table in PACKAGE_TABLES if table.name in present],
    )  # fmt: skip
    return here, template(order)


@pytest.mark.parametrize(("union", "year"), SOME)
def test_a_package_comes_back_byte_for_byte_where_it_came_from(union, year):
    here, book = filled(union, year)
    imported = import_files([("x.xlsx", book)], desk(union, year, empty=False, stage=_stage(here)))
    assert (imported.files, imported.changes, imported.lost) == ({}, [], [])
    assert not imported.refused


@pytest.mark.parametrize(("union", "year"), [("yangguang", 2025), ("chenxi-qingfeng-yunfan", 2024)])
def test_a_workbook_that_was_downloaded_comes_back_as_it_is(union, year):
    """It has the words for its codes beside them."""
    here = desk(union, year, empty=False)
    given = admit(here.raw, REGISTRY, POLICY, {}).package
    shown = replace(edition(), registry=REGISTRY, policy=POLICY)
    tables = readable(shown, given)
    book = workbook(*((one.title, [[head.title for head in one.headings], *one.rows()]) for one in tables))
    imported = import_files([("x.xlsx", book)], desk(union, year, empty=False, stage=_stage(here)))
    assert (imported.files, imported.changes, imported.lost) == ({}, [], [])
    assert not imported.refused
    assert not said(imported, "import.label-extra")


@pytest.mark.parametrize(
    "text",
    ["王府井\u3000工会", "2025\u00a0年", "第一行，“引号”", "00123", "1/2", "TRUE", "单位：元", "'=1+1", "'-2 人"],
)
def test_a_text_comes_back_as_it_was(text):
    rows = [["科目编码", "科目名称", "年初预算数", "决算数", "说明"], ["401", "会费收入", 1, 1, text]]
    assert table(bring(("表.xlsx", workbook(("收支预决算", rows)))), "accounts")[0]["note"] == text


def test_a_package_comes_back_with_equal_values_where_there_was_none():
    here, book = filled("yangguang", 2025)
    imported = import_files([("x.xlsx", book)], desk("yangguang", 2025))
    assert not imported.refused
    for name, data in here.raw.files.items():
        if name.endswith(".csv"):
            assert _values(name, imported.made[name]) == _values(name, data)


def _stage(here):
    return json.loads(here.raw.files["datapackage.json"])["stage"]


def _values(name, data):
    numbers = {column.name for column in BY_NAME[name[:-4]].columns if column.kind == "number"}
    rows = csv.DictReader(io.StringIO(data.decode()))
    return [{key: Decimal(cell) if cell and key in numbers else cell for key, cell in row.items()} for row in rows]


def test_the_same_order_gives_the_same_workbook():
    assert filled("bibo", 2025)[1] == filled("bibo", 2025)[1]


def test_an_empty_template_is_no_statement_that_nothing_occurred():
    book = make_template(DATA, "chenxi-qingfeng-yunfan", 2030, AS_OF)
    imported = bring(("x.xlsx", book), year=2030)
    assert imported.refused
    assert imported.tables == []
    assert len(said(imported, "import.empty")) == 13


def test_a_template_of_another_union_or_year_is_refused():
    book = make_template(DATA, "chenxi-qingfeng-yunfan", 2030, AS_OF)
    assert said(bring(("x.xlsx", book), year=2029), "import.other-package")
    assert said(bring(("x.xlsx", book), union="bibo", year=2030), "import.other-package")


def test_libreoffice_opens_and_saves_a_template_and_nothing_is_lost(saved_as):
    _, book = filled("bibo", 2025)
    imported = import_files([("x.xlsx", saved_as(book, "xlsx"))], desk("bibo", 2025, empty=False))
    assert (imported.files, imported.changes) == ({}, [])
    assert not imported.refused


def test_what_leans_on_rows_that_would_go_is_not_told_beside_the_question_whether_they_may():
    few = csv_text([["科目编码", "科目名称", "年初预算数", "决算数"], ["401", "会费收入", "21000", "21800"]]).encode()
    asked = import_files([("accounts.csv", few)], desk(UNION, 2025, empty=False))
    assert codes(asked) == ["import.would-destroy"]  # and not one for each of its projects
    agreed = import_files([("accounts.csv", few)], desk(UNION, 2025, empty=False, replaces=True))
    assert "schema.foreign-key" in codes(agreed)
