"""The audits board: every finding of every union by its own words, those to be put right first, and a table of unions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.pages.board import finding_counts, told
from yangguang.pages.paging import leaves
from yangguang.pages.press import render
from yangguang.views.findings import findings_of_all
from yangguang.views.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.pages.board import Progress
    from yangguang.views.model import Edition, Summary

PAGE_ROWS = 200  # findings on one page, and unions in the table of them


def audit_pages(
    edition: Edition, summaries: Sequence[Summary], of_year: Sequence[Summary], year: int | None, reached: Progress
) -> Iterator[Page]:
    """The board, and further pages of findings where they are many; `of_year` are the summaries of the `year` it counts."""
    found = findings_of_all(edition, summaries)
    order = {union_id: place for place, union_id in enumerate(edition.registry.unions)}
    unions = sorted((one for one in of_year if one.findings), key=lambda one: order[one.union_id])
    counts = finding_counts(of_year, year or edition.this_year)
    _ = edition.language.gettext
    for leaf in leaves("audits/", found, PAGE_ROWS):
        body = render(
            edition, "audits", leaf.url, year=year, findings=counts, progress=reached, told=told,
            unions=edition.registry.unions, most=PAGE_ROWS, summaries=unions if leaf.number == 1 else (), leaf=leaf,
        )  # fmt: skip
        yield Page(
            url=leaf.url,
            shell="audits",
            title=leaf.title(edition, _("审计整改")),
            description=_("审计发现了什么问题，整改到了哪一步。"),
            body=body,
            figures=(*counts.values(), *reached) if leaf.number == 1 else (),
        )
