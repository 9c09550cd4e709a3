"""What machines read: files of one union, files of the federation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.exports.api import federation_json, union_json, union_year_json
from yangguang.exports.changes import union_changes
from yangguang.exports.datapackage import package_zip
from yangguang.exports.finder import finder_json, finder_lists
from yangguang.exports.package_workbook import package_workbook
from yangguang.exports.qr import union_code
from yangguang.exports.readable import readable, tables_csv
from yangguang.views.model import Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yangguang.history.restatements import Revision
    from yangguang.ledger.model import UnionYear
    from yangguang.records.registry import TradeUnion
    from yangguang.rules.judge.rule import Verdict
    from yangguang.views.model import Download, Edition


def union_year(edition: Edition, report: UnionYear, verdicts: Sequence[Verdict]) -> Iterator[Download]:
    """JSON and, where there is a package, its archive, its workbook and each of its tables."""
    archive = package_zip(edition, report)
    yield union_year_json(edition, report, verdicts, archive)
    if archive is not None and report.package is not None:
        yield archive
        tables = tuple(readable(edition, report.package))
        yield package_workbook(edition, report, tables)
        yield from tables_csv(report.package, tables)


def union(
    edition: Edition, body: TradeUnion, history: Mapping[int, UnionYear], revisions: Sequence[Revision]
) -> Iterator[Download]:
    """The union's own JSON, what its publications changed, and the code that leads to its page from paper."""
    yield union_json(edition, body, history)
    yield union_changes(body.union_id, revisions)
    code = union_code(edition, body.union_id)
    if code is not None:
        yield code


def federation(edition: Edition) -> Iterator[Download | Part]:
    """`index.json`, `unions.json`, the names of all unions, and the lists the finder searches."""
    yield from federation_json(edition)
    yield Part("finder", (), lambda: (finder_json(edition), *finder_lists(edition)))
