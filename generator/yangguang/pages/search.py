"""The page of full-text search: what is typed finds unions, clauses, audit findings and what years have disclosed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.pages.press import render
from yangguang.views.model import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.views.model import Edition

TITLES = {"union": say("工会"), "clause": say("条款"), "finding": say("审计问题"), "document": say("各年公开的内容")}


def search_page(edition: Edition, kinds: Sequence[str]) -> Page:
    """The page; `kinds` are those that have an index, none where the site was built without one."""
    language = edition.language
    titles = [(kind, TITLES[kind].text(language)) for kind in kinds]
    body = render(
        edition, "search", "search/", kinds=titles, districts=edition.registry.districts.values(), years=edition.years
    )
    return Page(
        url="search/",
        shell="search",
        title=language.gettext("全文检索"),
        description=language.gettext("在工会、条款、审计问题和各年公开的内容里查找任何文字、文号或项目名称。"),
        body=body,
    )
