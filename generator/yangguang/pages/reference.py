"""Pages of reference: downloads and data dictionary, and what every issue code means and how it is put right."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.door.messages.catalogue import CATALOGUE
from yangguang.door.privacy.small_groups import COUNTS
from yangguang.importer.messages import CATALOGUE as IMPORT_CATALOGUE
from yangguang.pages.press import render
from yangguang.records.dictionary import dictionary
from yangguang.records.tables import BY_NAME, TABLES
from yangguang.views.model import Page
from yangguang.views.takeaway import portal_citation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yangguang.door.messages.message import Message
    from yangguang.records.dictionary import Entry
    from yangguang.views.model import Edition, Offered

FAMILIES = {
    "gate": say("文件与格式"),
    "privacy": say("个人信息"),
    "history": say("与已公开的相比"),
    "schema": say("表格结构与取值"),
    "registry": say("名录与政策"),
    "identity": say("勾稽关系"),
    "import": say("导入工作簿和 CSV"),
}


def data_page(edition: Edition, files: Iterable[Offered]) -> Page:
    """Downloads for machines and people, and the dictionary of every table, column and code.

    `files` are the site's, as the store lists them: the last page to be made, it says how large the big tables are.
    """
    entries: dict[str, list[Entry]] = {}
    for entry in dictionary():
        entries.setdefault(entry.table.name, []).append(entry)
    body = render(
        edition, "data", "data/", tables=TABLES, entries=entries, files={one.path: one for one in files},
        number=len(TABLES), columns={table.name: len(table.columns) for table in TABLES},
        cite=portal_citation(edition), counted={name: BY_NAME[name] for name in COUNTS},
    )  # fmt: skip
    _ = edition.language.gettext
    return Page(
        url="data/",
        shell="data",
        title=_("数据下载与数据字典"),
        description=_("全部数据的下载地址、格式、许可，以及每张表每一列的含义。"),
        body=body,
    )


def codes_page(edition: Edition) -> Page:
    """Every issue code: what it says, how bad it is, how to put it right."""
    families: dict[str, list[Message]] = {name: [] for name in FAMILIES}
    for message in sorted((*CATALOGUE, *IMPORT_CATALOGUE), key=lambda one: one.code):
        families[message.code.partition(".")[0]].append(message)
    titles = {name: title.text(edition.language) for name, title in FAMILIES.items()}
    _ = edition.language.gettext
    return Page(
        url="guide/codes/",
        shell="codes",
        title=_("校验问题代码"),
        description=_("每个校验问题代码的含义和改法。"),
        body=render(edition, "codes", "guide/codes/", families=families, family_titles=titles, plain=_plain),
    )


def _plain(template: str) -> str:
    """A message without the words of a case: what is filled in later is an ellipsis."""
    return "".join(literal + ("…" if name is not None else "") for literal, name, _, _ in Formatter().parse(template))
