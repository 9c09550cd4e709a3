"""Where a private number may hide in a submission: every text position of a package, one function a place."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.builders import FOLDER, package_files, submission
from tests.healthy import HEALTHY
from yangguang.records.package import SourceFile
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from yangguang.door.model import RawPackage

    Place = Callable[[str], RawPackage]

KINDS = {
    "identity number": "11010519491231002X",
    "old identity number": "110105491231002",
    "mobile": "13912345678",
    "mobile with dashes": "139-1234-5678",
    "mobile with letters": "139I2345678",
    "mobile full-width": "１３９１２３４５６７８",
    "mobile abroad": "+86 139 1234 5678",
    "card": "6225881414207430",
    "card in groups": "6225 8814 1420 7430",
    "e-mail": "lisi.wang@example.org",
    "landline": "010-65012345",
    "passport": "E12345678",
}
PUBLIC = {"landline", "passport"}
"""What is no error by itself: an office has the one, and without its word nobody knows the other. Neither is quoted."""


def recognisable(text: str, number: str) -> bool:
    """Whether seven characters in a row of the number stand in the text, whatever separates them there."""
    if "@" in number:
        return any(part in text for part in ("lisi", "example.org"))
    plain = re.sub(r"\W", "", number).translate(str.maketrans("０１２３４５６７８９I", "01234567891"))
    squeezed = re.sub(r"[^0-9A-Za-z０-９]", "", text).translate(str.maketrans("０１２３４５６７８９I", "01234567891"))
    return any(plain[at : at + 7] in squeezed for at in range(len(plain) - 6))


def cell(table: str, column: str) -> Place:
    """The number as the first row's cell of a column."""
    return lambda number: submission(
        package_files(**{table: [HEALTHY[table][0] | {column: number}, *HEALTHY[table][1:]]})
    )


def described(**keys: object) -> Place:
    """A key of the descriptor; `?` in its value is the number."""
    return lambda number: submission(
        package_files(descriptor=json.loads(json.dumps(keys, ensure_ascii=False).replace("?", number)))
    )


def file(name: str, make: Callable[[str, bytes], bytes | str]) -> Place:
    """A file made of the number and of the healthy file."""

    def hide(number: str) -> RawPackage:
        files = package_files()
        made = make(number, files[name])
        return submission(files | {name: made.encode() if isinstance(made, str) else made})

    return hide


def matters(*lines: str, encoding: str = "utf-8") -> Place:
    """matters.csv written line by line; `?` is the number."""
    return file("matters.csv", lambda number, _: "\n".join(lines).replace("?", number).encode(encoding))


def document(name: str) -> Place:
    """A document that is called after somebody."""

    def hide(number: str) -> RawPackage:
        path = f"{FOLDER}/documents/{name}".replace(
            "?", re.sub(r"[^A-Za-z0-9._-]", "", unicodedata.normalize("NFKC", number))
        )
        return replace(submission(package_files()), documents=(SourceFile(path=path, size=4, sha256="0" * 64),))

    return hide


def stray(path: str, content: str = "", encoding: str = "utf-8") -> Place:
    """A file that does not belong there, in its folder."""

    def hide(number: str) -> RawPackage:
        parts = path.replace("?", number).split("/")
        folders = {"/".join([FOLDER, *parts[:depth]]): b"" for depth in range(1, len(parts))}
        content_ = content.replace("?", number).encode(encoding)
        return replace(submission(package_files()), strays=folders | {"/".join([FOLDER, *parts]): content_})

    return hide


def resource(**keys: object) -> Place:
    """Keys of the first resource."""

    def hide(number: str) -> RawPackage:
        files = package_files()
        said = json.loads(files["datapackage.json"])
        said["resources"][0] |= json.loads(json.dumps(keys, ensure_ascii=False).replace("?", number))
        return submission(files | {"datapackage.json": json.dumps(said, ensure_ascii=False).encode()})

    return hide


CELLS = {
    f"{table}.{column.name}": cell(table, column.name)
    for table in HEALTHY
    if HEALTHY[table]
    for column in BY_NAME[table].columns
}
_HEADER = ",".join(column.name for column in BY_NAME["matters"].columns)
_ROW = "M1,major,补助基层工会,20000,2025-06-01,工会委员会,2025-05-20,"
PLACES: dict[str, Place] = {
    "descriptor title": described(title="报告 ?"),
    "descriptor description": described(description="请联系 ?"),
    "descriptor name": described(name="?"),
    "descriptor union": described(union_id="?"),
    "descriptor year": described(year="?"),
    "descriptor chart": described(chart="?"),
    "descriptor stage": described(stage="?"),
    "descriptor version": described(version="?"),
    "descriptor created": described(created="?"),
    "descriptor licences": described(licenses=[{"name": "?"}]),
    "descriptor schema": described(**{"$schema": "https://?"}),
    "descriptor key": described(**{"?": 1}),
    "descriptor key with words": described(**{"联系人?": "x"}),
    "descriptor deep": described(contributors=[{"title": {"a": ["?"]}}]),
    "descriptor deep key": described(contributors=[{"title": {"?": 0}}]),
    "resource name": resource(name="?"),
    "resource path": resource(path="?.csv"),
    "resource title": resource(title="?"),
    "resource description": resource(description="?"),
    "resource hash": resource(hash="?"),
    "resource key": resource(**{"?": True}),
    "resource schema": resource(schema={"fields": [{"name": "?", "description": "?"}]}),
    "resources": described(resources=[{"name": "?", "path": "?"}]),
    "descriptor broken": file("datapackage.json", lambda number, data: data.decode() + f'"{number}"'),
    "descriptor key twice": file("datapackage.json", lambda number, _: f'{{"{number}": 1, "{number}": 2}}'),
    "descriptor in GBK": file("datapackage.json", lambda number, data: f"{data.decode()} 联系{number}".encode("gb18030")),
    "descriptor a list": file("datapackage.json", lambda number, _: f'["{number}"]'),
    "a header": matters(f"{_HEADER},?", f"{_ROW},"),
    "a header for a header": matters(_HEADER.replace("note", "?"), _ROW),
    "headers in Chinese": matters("事项编号,类型,?", "M1,major,x"),
    "only a header": matters("?"),
    "a further cell": matters(_HEADER, f"{_ROW},?"),
    "a short row": matters(_HEADER, _ROW, "M2,?"),
    "a row in front": matters("制表人联系?", _HEADER, _ROW),
    "rows in front": matters("工会事项", "联系,?", _HEADER, _ROW),
    "a footer": matters(_HEADER, _ROW, "联系电话：?"),
    "an open quote": matters(_HEADER, f'{_ROW}"?'),
    "a quote inside": matters(_HEADER, f'{_ROW}x"?"'),
    "semicolons": matters(_HEADER.replace(",", ";"), _ROW.replace(",", ";") + "?"),
    "tabs": matters(_HEADER.replace(",", "\t"), _ROW.replace(",", "\t") + "?"),
    "GBK": matters(_HEADER, f"{_ROW}请联系?", encoding="gb18030"),
    "UTF-16": matters(_HEADER, f"{_ROW}请联系?", encoding="utf-16"),
    "UTF-16 without a mark": matters(_HEADER, f"{_ROW}请联系?", encoding="utf-16-le"),
    "a bad byte": file("matters.csv", lambda number, data: data + f"{number},".encode() + b"\xff\n"),
    "a conflict": matters(_HEADER, "<<<<<<< ours", _ROW, "=======", f"{_ROW}?", ">>>>>>> theirs"),
    "an LFS pointer": matters("version https://git-lfs.github.com/spec/v1", "oid sha256:?"),
    "a web page": matters("<html><body>?</body></html>"),
    "a workbook's name": file("matters.csv", lambda number, _: b"PK\x03\x04" + number.encode()),
    "a formula": matters(_HEADER, f"{_ROW}=?"),
    "white space": matters(_HEADER, f"{_ROW}  ? "),
    "a line break": matters(_HEADER, f'{_ROW}"经办\n?"'),
    "an unknown table": stray("employees.csv", "name,phone\n张三,?\n"),
    "a note": stray("readme.txt", "请联系 ?"),
    "a note in GBK": stray("说明.txt", "请联系 ?", "gb18030"),
    "a note in UTF-16": stray("说明.txt", "请联系 ?", "utf-16"),
    "a stray name": stray("张三?.txt"),
    "a stray name, spaced": stray("? .csv"),
    "a folder's name": stray("?/x.txt"),
    "a keeper's content": stray(".gitkeep", "?"),
    "an office lock": stray("~$?.xlsx"),
    "a document": document("?.pdf"),
    "a document with words": document("scan_?_1.jpg"),
}  # fmt: skip
