"""What a file is called: the names that belong, and for every other one what it is meant to be and what to call it.

A table or evidence under another name is renamed, saved in another form or moved. Nobody is told to delete what may hold
data: only locks and leftovers of the system are recognised by their names.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING

from yangguang.core.issues import Place, Text
from yangguang.door.bytes import descriptor
from yangguang.door.bytes.unsafe import find_unsafe
from yangguang.door.messages.catalogue import issue
from yangguang.door.privacy.shown import shown, without_numbers
from yangguang.records.tables import BY_NAME, PACKAGE_TABLES, TABLES

if TYPE_CHECKING:
    from collections.abc import Collection

    from yangguang.core.issues import Issue

DOCUMENTS = "documents"
PACKAGE_FILES = frozenset({descriptor.NAME, *(f"{table.name}.csv" for table in PACKAGE_TABLES)})
EVIDENCE = Text("documents/ 中的 pdf、jpg、jpeg、png", "pdf, jpg, jpeg and png in documents/")
IN_PACKAGE = Text("datapackage.json、各表的 <table>.csv 和 documents/", "datapackage.json, <table>.csv and documents/")

_MARKS = "—–.（）()〔〕《》〈〉【】“”‘’、，&+#·-"
_DOCUMENT = re.compile(rf"[\w（(《〈〔【“][\w {_MARKS}]{{0,94}}\.(?:pdf|jpe?g|png)", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(rf"[^\w {_MARKS}]+")
_BYTES = 250  # of a name; most file systems end at 255
_ENDINGS = re.compile(r"(?:\.(?:csv|txt|tsv|xlsx?|xlsm|et|ods|json|bak))+$", re.IGNORECASE)
_COPY = re.compile(r"^副本\s*|\s*-?\s*副本|\s*[(（]\d+[)）]|^copy of |\s*-\s*copy", re.IGNORECASE)
_WORKBOOK = re.compile(r"\.(?:xlsx?|xlsm|et|ods)$", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:heic|heif|tiff?|bmp|gif|webp)$", re.IGNORECASE)
_OFFICE = re.compile(r"\.(?:docx?|wps|ofd|xlsx?|xlsm|et|ods|pptx?|dps|txt|rtf|html?|mht)$", re.IGNORECASE)
_ARCHIVE = re.compile(r"\.(?:zip|rar|7z|gz|tar)$", re.IGNORECASE)
_SYSTEM = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_BESIDE = re.compile(r"\(.*?\)|年度?|表$")  # what people write around a table's title
_LONGEST = 40
_CALLED = {table.title_zh: table.name for table in TABLES} | {table.name: table.name for table in TABLES}
_CALLED["datapackage"] = descriptor.NAME
_MOVE = Text(
    "请把它移出这个文件夹，另行保存；这里只收 {allowed}",
    "Move it out of this folder and keep it elsewhere; only {allowed} belong here",
)


def is_package_file(name: str) -> bool:
    """Whether a union-year's folder may hold a file called `name`."""
    return name in PACKAGE_FILES


def is_document(name: str) -> bool:
    """Whether `name` may stand in documents/: one that people read, every system stores and nothing takes for a path."""
    return (
        _DOCUMENT.fullmatch(name) is not None and ".." not in name and find_unsafe(name) is None
        and len(name.encode()) <= _BYTES
    )  # fmt: skip


def meant_file(name: str) -> str | None:
    """The file that one called `name` is meant to be: 收支预决算.csv, Accounts.csv and accounts.xlsx are accounts.csv."""
    if name.startswith(("~$", ".")):
        return None
    stem = "".join(_COPY.sub("", _ENDINGS.sub("", unicodedata.normalize("NFKC", name))).split())
    table = _CALLED.get(stem) or _CALLED.get(stem.lower()) or _like(stem)
    if table is None or not _ENDINGS.search(name):
        return None
    return table if table == descriptor.NAME else f"{table}.csv"


def _like(stem: str) -> str | None:
    """The one table whose title stands within a file's name, as in 2025年收支预决算表; or whose name it nearly has."""
    held = [table for table in PACKAGE_TABLES if table.title_zh in stem]
    whole = [one for one in held if not any(one.title_zh in other.title_zh for other in held if other is not one)]
    if len(whole) == 1:
        return whole[0].name
    if len(stem) > _LONGEST:
        return None
    bare = re.sub(r"[0-9\W_]+", "_", _BESIDE.sub("", stem.lower())).strip("_")
    near = get_close_matches(
        bare, [word for table in PACKAGE_TABLES for word in (table.name, table.title_zh)], n=1, cutoff=0.85
    )
    return _CALLED[near[0]] if near else None


def unexpected(path: str, allowed: Text, beside: Collection[str] = ()) -> Issue:
    """A file or folder that does not belong, and what to do with it; `beside` are the names in the same folder."""
    folder, _, name = path.rpartition("/")
    why = Text("", "")
    if name.startswith(("~$", ".~")):
        why = Text("（表格软件的锁文件）", " (a lock of an open spreadsheet)")
        remedy = Text("请先关闭表格，再删除这个锁文件", "Close the spreadsheet, then delete this lock")
    elif name.lower() in _SYSTEM:
        why = Text("（操作系统留下的文件）", " (left by the operating system)")
        remedy = Text("请删除它，里面没有数据", "Delete it; it holds no data")
    elif folder.endswith(f"/{DOCUMENTS}"):
        remedy = _evidence_remedy(name)
    elif (meant := meant_file(name)) and _belongs(meant, allowed):
        why = Text(f"（应是 {meant}）", f" (meant to be {meant})")
        remedy = _table_remedy(name, meant, beside)
    elif re.search(r"\.(?:pdf|jpe?g|png)$", name, re.IGNORECASE) and allowed == IN_PACKAGE:
        why = Text("（佐证材料）", " (evidence)")
        remedy = Text("请把它移入 documents/ 文件夹", "Move it into the folder documents/")
    elif _WORKBOOK.search(name) and allowed == IN_PACKAGE:
        why = Text("（工作簿）", " (a workbook)")
        remedy = _import_remedy(folder, name)
    else:
        remedy = Text(_MOVE.zh.format(allowed=allowed.zh), _MOVE.en.format(allowed=allowed.en))
    return issue("gate.unexpected-file", Place(file=path), name=shown(name), why=why, remedy=remedy)


def _import_remedy(folder: str, name: str) -> Text:
    *_, union_id, year = folder.split("/")
    command = f"yangguang import {shown(name)} {union_id} {year}"
    return Text(
        f"请把它移出这个文件夹，再运行 {command}，或在填报说明的“在线校验”里打开：程序会把各工作表转成各表的 <table>.csv",
        f"Move it out of this folder and run {command}, or open it on the page that checks workbooks: its sheets become tables",
    )


def _belongs(meant: str, allowed: Text) -> bool:
    """Whether the folder that takes `allowed` has a place for the file that was meant."""
    return meant in PACKAGE_FILES if allowed == IN_PACKAGE else meant in allowed.en.split(", ")


def _table_remedy(name: str, meant: str, beside: Collection[str]) -> Text:
    title = BY_NAME[meant.removesuffix(".csv")].title_zh if meant != descriptor.NAME else meant
    if meant in beside:
        return Text(
            f"文件夹里已有 {meant}（{title}）：请只保留要提交的一份，命名为 {meant}，另一份移出文件夹",
            f"{meant} is there already: keep the one that is to be submitted as {meant}, move the other out of the folder",
        )
    if _WORKBOOK.search(name):
        return Text(
            f"请用 Excel 或 WPS 打开，选“另存为”，类型选“CSV UTF-8（逗号分隔）(*.csv)”，文件名写 {meant}；工作簿本身移出文件夹",
            f"Open it in Excel or WPS, choose Save As, type “CSV UTF-8 (comma delimited) (*.csv)”, name {meant}; "
            "move the workbook out of the folder",
        )
    return Text(f"请改名为 {meant}（全部小写，只有一个扩展名）", f"Rename it to {meant} (lower case, one ending)")


def _evidence_remedy(name: str) -> Text:
    if _ARCHIVE.search(name):
        return Text(
            "请解压，把里面的 PDF 或图片逐个放入 documents/", "Unpack it and put each PDF or picture into documents/"
        )
    if _PICTURE.search(name):
        return Text("请转换为 PDF 或 JPG 后放在这里", "Convert it to PDF or JPG and put that here")
    if _OFFICE.search(name):
        return Text(
            "请打开并另存（导出）为 PDF，放在这里；原文件移出",
            "Save it as PDF and put that here; move the original out",
        )
    plain = unicodedata.normalize("NFKC", name).replace("。", ".").strip(" .")
    if not re.search(r"\.(?:pdf|jpe?g|png)$", plain, re.IGNORECASE):
        return Text(
            "documents/ 只收 pdf、jpg、jpeg、png：缺扩展名的请补上，其他格式请转换为 PDF，文件夹里的文件请移到 documents/ 下",
            "Only pdf, jpg, jpeg and png belong here: add a missing ending, convert other kinds, move the files of a folder up",
        )
    return Text(f"请改名为“{_better(plain)}”", f"Rename it to “{_better(plain)}”")


def _better(name: str) -> str:
    """A name like `name` that `is_document` takes."""
    stem, _, ending = unicodedata.normalize("NFC", name).rpartition(".")
    stem = re.sub(r"\.{2,}", ".", _NOT_IN_NAMES.sub("-", stem)).strip(" .-")[:60]
    stem = "".join(char for char in stem if find_unsafe(char) is None)
    better = f"{stem}.{ending}"
    fit = is_document(better) and without_numbers(name) == name  # a person's number is not to be suggested
    return better if fit else f"evidence-1.{ending.lower()}"
