"""What the verdicts of one union-year rest on, clause by clause: figures, cells, parameters. Most members never open it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.address import Address, union_folder
from yangguang.pages import verdict
from yangguang.pages.press import render
from yangguang.pages.scorecard import sections
from yangguang.records.names import full_name, short_name
from yangguang.rules.judge.evidence import Library
from yangguang.views.model import Page, bounded

if TYPE_CHECKING:
    from yangguang.views.judged import JudgedYear
    from yangguang.views.model import Edition


def union_evidence_page(edition: Edition, judged: JudgedYear) -> Page:
    """The page that each verdict on the page of the union-year leads to, at the same anchor."""
    union, year, package = judged.union, judged.year, judged.report.package
    url, registry = Address(union.union_id, year).evidence, edition.registry.of_year(year)
    library = Library(registry=registry, history=judged.history, neighbours=judged.neighbours)
    lang = edition.language.code
    title = edition.language.gettext("{union} {year}年度判定依据").format(union=full_name(union, lang), year=year)
    by_section = sections(edition, judged.verdicts)
    beside = [one for one in judged.verdicts if one.rule.supplementary]
    folder = package.folder if package else union_folder(union.district, union.union_id)

    def body_of(listed: int) -> str:
        return render(
            edition, "union_evidence", url, union=union, year=year, district=registry.districts[union.district],
            sections=by_section, beside=beside, folder=folder, judged=verdict.judged(edition, url, library, folder, listed),
        )  # fmt: skip

    return Page(
        url=url,
        shell="evidence",
        title=title,
        heading=edition.language.gettext("{union} {year}年度判定依据").format(union=short_name(union, lang), year=year),
        description=edition.language.gettext("每一条判定所依据的数、单元格和参数。"),
        body=bounded(body_of),
        source=folder,
    )
