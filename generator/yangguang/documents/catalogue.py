"""What is printed of a union-year: a notice in two sizes of paper, and the card that is passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.address import Address
from yangguang.documents.notice import notice_json
from yangguang.documents.typesetting import card, poster
from yangguang.views.model import Download
from yangguang.views.takeaway import offers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.ledger.model import UnionYear
    from yangguang.rules.judge.rule import Verdict
    from yangguang.views.model import Edition


def union_year(
    edition: Edition, report: UnionYear, verdicts: Sequence[Verdict], downloads: Sequence[Download]
) -> Iterator[Download]:
    """Nothing where no package is shown; the fingerprint is that of the archive among `downloads`."""
    archive = next((one for one in offers(downloads) if one.path.endswith(".zip")), None)
    if archive is None:
        return
    home, _ = Address(report.union.union_id, report.year).page, edition.language.gettext
    notice = notice_json(edition, report, verdicts, archive.sha256)
    yield Download(path=f"{home}notice-a4.pdf", content=poster(notice, "a4"), title=_("公示海报A4（PDF）"))
    yield Download(path=f"{home}notice-a3.pdf", content=poster(notice, "a3"), title=_("公示海报A3（PDF）"))
    yield Download(path=card_path(report), content=card(notice), title=_("分享卡片（PNG）"))


def card_path(report: UnionYear) -> str:
    """Where the card of the union-year lies."""
    return f"{Address(report.union.union_id, report.year).page}card.png"
