"""The notice on the wall says what the page says, in one sheet that a screen reader reads, and its code leads to the page."""

import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from tests.pages.builders import account, edition, judged_year, package, report, union, verdict
from yangguang.documents import catalogue as documents
from yangguang.documents.notice import notice_json
from yangguang.documents.typesetting import card, poster
from yangguang.exports import catalogue as exports
from yangguang.pages.union_year import union_year_page
from yangguang.records.conduct import AppealChannel
from yangguang.rules.judge.model import Status

SITE = "https://portal.example/gonghui/"
PAGE = f"{SITE}unions/bj-hongxing/2025/"
VERDICTS = (verdict(status=Status.BREACHED), verdict("2-5-9"))
HOTLINE = AppealChannel(channel_id="C1", kind="hotline", contact="010-12345678")


def made(shown=None, **facts):
    """What is printed of a year, by name, and the files beside it."""
    here = edition(**{"site_url": SITE} | facts)
    files = tuple(exports.union_year(here, shown or report(), VERDICTS))
    printed = documents.union_year(here, shown or report(), VERDICTS, files)
    return {one.path.rpartition("/")[2]: one.content for one in printed}, files


def read(pdf):
    """The text of a poster, as a reader without eyes hears it, without the breaks of its lines."""
    (page,) = PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", "", page.extract_text())


def scanned(png):
    return [code.text for code in zxingcpp.read_barcodes(np.asarray(Image.open(io.BytesIO(png)).convert("L")))]


def as_notice(shown=None, **facts):
    return notice_json(edition(**{"site_url": SITE} | facts), shown or report(), VERDICTS, "f" * 64)


def test_a_year_has_two_posters_and_a_card_and_the_same_bytes_each_time():
    printed, _ = made()
    assert list(printed) == ["notice-a4.pdf", "notice-a3.pdf", "card.png"]
    assert made()[0] == printed
    assert made(report(given=None))[0] == {}


@pytest.mark.parametrize(("name", "size"), [("notice-a4.pdf", (595, 842)), ("notice-a3.pdf", (842, 1191))])
def test_a_poster_is_one_tagged_sheet_with_its_fonts_in_it(name, size):
    file = PdfReader(io.BytesIO(made()[0][name]))
    (page,) = file.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == size
    assert file.root_object["/MarkInfo"]["/Marked"].value is True
    assert file.root_object["/Lang"].startswith("zh")
    assert file.metadata.title == "北京红星机械厂工会 2025年度收支公开"
    for font in page["/Resources"]["/Font"].values():
        assert "/FontFile3" in font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]


def test_the_poster_says_what_the_page_says():
    shown = report(given=replace(package(), channels=(HOTLINE,)))
    printed, files = made(shown)
    text, page = (read(printed["notice-a4.pdf"]), union_year_page(edition(), judged_year(shown, VERDICTS), ()))
    for name in ("income_total", "expenditure_total", "surplus"):
        (value,) = set(re.findall(rf'data-figure="bj-hongxing/2025/@{name}"[^>]* value="([^"]+)"', page.body))
        assert f"{Decimal(value):,.2f}元" in text, name
    assert "2条：符合1·不符合1" in text
    assert "违反硬性要求：2-5-8三公经费预算不高于上年" in text
    assert "工会办公电话：010-60000000" in text
    assert "热线：010-12345678" in text
    assert "本站数据为虚构，仅供演示。" in text
    (archive,) = (one for one in files if one.path.endswith(".zip"))
    assert sha256(archive.content).hexdigest() in text
    assert PAGE in text


def test_the_code_of_poster_and_card_leads_to_the_page(tmp_path):
    printed, _ = made()
    assert scanned(printed["card.png"]) == [PAGE]
    assert Image.open(io.BytesIO(printed["card.png"])).width == 1080
    if shutil.which("pdftoppm"):
        for name in ("notice-a4.pdf", "notice-a3.pdf"):
            (tmp_path / name).write_bytes(printed[name])
            subprocess.run(
                ["pdftoppm", "-r", "100", "-png", "-singlefile", tmp_path / name, tmp_path / name], check=True
            )
            assert scanned((tmp_path / f"{name}.png").read_bytes()) == [PAGE], name


def test_without_an_address_there_is_no_code_and_it_says_so():
    printed, _ = made(site_url="")
    assert scanned(printed["card.png"]) == []
    assert "本站尚未设定网址" in read(printed["notice-a4.pdf"])


def test_where_the_data_is_real_nothing_calls_it_fictional():
    assert json.loads(as_notice(settings={"fictional": False}))["fictional"] is None


HOSTILE = '#panic("x") *b* _i_ $x$ <a> @ref \\ `raw` = h // c [ ] { } "'


def test_what_a_union_writes_is_text():
    named = union(name=HOSTILE)
    shown = report(given=replace(package(), channels=(replace(HOTLINE, contact=HOSTILE),)), of=named)
    text = read(poster(as_notice(shown, unions=(union("bj-shi", parent_id=None), named)), "a4"))
    assert text.count(re.sub(r"\s+", "", HOSTILE)) == 2


def test_however_much_there_is_to_say_it_is_one_sheet():
    long = "某某" * 40
    many = tuple(replace(HOTLINE, channel_id=f"C{n}", contact=long) for n in range(30))
    books = tuple(
        account(code, "9999999999999.99", "9999999999999.99") for code in ("402", "403", "501", "502", "503", "504")
    )
    of = union(name=long[:60])
    shown = report(given=replace(package(accounts=books), channels=many), of=of)
    broken = tuple(replace(VERDICTS[0], rule=replace(VERDICTS[0].rule, title=long[:25])) for _ in range(30))
    told = notice_json(edition(site_url=SITE, unions=(union("bj-shi", parent_id=None), of)), shown, broken, "f" * 64)
    for form in ("a4", "a3"):
        assert len(PdfReader(io.BytesIO(poster(told, form))).pages) == 1
    assert card(told)


def test_a_closed_channel_is_not_offered():
    closed = replace(HOTLINE, closed_on=date(2026, 1, 1))
    assert "010-12345678" not in as_notice(report(given=replace(package(), channels=(closed,))))


def test_it_reads_in_english():
    told = json.loads(as_notice(lang="en"))
    assert (
        re.search(r"[\u4e00-\u9fff]", json.dumps(told["heads"] + [told["scan"], told["findings"]], ensure_ascii=False))
        is None
    )
    assert read(poster(as_notice(lang="en"), "a4"))


def test_the_page_offers_them_and_names_the_card_for_those_who_share_it():
    here, shown = edition(site_url=SITE), report()
    files = tuple(exports.union_year(here, shown, VERDICTS))
    files += tuple(documents.union_year(here, shown, VERDICTS, files))
    page = union_year_page(here, judged_year(shown, VERDICTS), (), downloads=files)
    assert page.image == "unions/bj-hongxing/2025/card.png"
    for name in ("notice-a4.pdf", "notice-a3.pdf", "card.png"):
        assert page.body.count(f"unions/bj-hongxing/2025/{name}") == 2
