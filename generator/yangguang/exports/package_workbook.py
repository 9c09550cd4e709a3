"""A union-year as one workbook: what it is, then a sheet for each table."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from yangguang.charts.display import Display
from yangguang.core.address import Address
from yangguang.core.sentence import say
from yangguang.exports.workbook import Column, Sheet, workbook
from yangguang.views.model import Download
from yangguang.views.takeaway import FICTIONAL, LICENCE, citation, portal
from yangguang.views.words import STAGES, STANDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.core.spreadsheet import Cell
    from yangguang.exports.readable import Readable
    from yangguang.ledger.model import UnionYear
    from yangguang.views.model import Edition


ROWS = 10_000  # of a table, in the workbook; the CSV file beside it has them all


def package_workbook(edition: Edition, report: UnionYear, tables: Sequence[Readable]) -> Download:
    """`unions/<id>/<year>.xlsx` over `tables`, those of the package shown."""
    _ = edition.language.gettext
    about = Sheet(
        _("说明"),
        [Column(_("项目"), "string"), Column(_("内容"), "string", prose=True)],
        [(_(name), value) for name, value in _facts(edition, report, tables)],
    )
    sheets = [
        Sheet(one.title, [Column(*heading) for heading in one.headings], list(islice(one.rows(), ROWS)))
        for one in tables
    ]
    return Download(
        path=Address(report.union.union_id, report.year).download("xlsx"),
        content=workbook([about, *sheets]),
        title=_("工作簿（Excel）"),
    )


def _facts(edition: Edition, report: UnionYear, tables: Sequence[Readable]) -> Iterator[tuple[str, Cell]]:
    """What the workbook says of itself: without it a file that was passed on is nobody's."""
    package, language = report.package, edition.language
    assert package is not None, "a workbook shows a package"
    told, made = package.descriptor, report.provenance
    if edition.registry.settings.fictional:
        yield say("注意").msgid, FICTIONAL.text(language)
    yield say("网站").msgid, portal(edition)
    yield say("工会").msgid, report.union.name
    yield say("组织编码").msgid, report.union.union_id
    yield say("年度").msgid, str(report.year)
    yield say("阶段").msgid, STAGES[told.stage].text(language)
    yield say("版本").msgid, told.version
    yield say("状态").msgid, STANDINGS[report.standing].text(language)
    yield say("会计制度").msgid, told.chart
    yield say("金额单位").msgid, Display(language, 1, edition.registry.settings.currency).currency
    yield say("提交").msgid, made.commit
    yield say("提交日期").msgid, made.committed_on.isoformat() if made.committed_on else None
    yield say("网页").msgid, edition.address(Address(report.union.union_id, report.year).page) or None
    yield say("许可").msgid, LICENCE
    yield say("引用").msgid, citation(edition, report)
    for one in tables:
        if one.size > ROWS:
            yield one.title, say("共{n}行，此处列前{cap}行，全部见CSV文件。", n=one.size, cap=ROWS).text(language)
    if empty := [one.title for one in tables if not one.size]:
        yield say("本年未发生").msgid, ("、" if language.code == "zh" else ", ").join(empty)
