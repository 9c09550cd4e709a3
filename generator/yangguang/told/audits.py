"""Whether the books of a year were audited, in words: what stands beside each of its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.dates import format_date
from yangguang.core.sentence import say
from yangguang.records.codes import code_title

if TYPE_CHECKING:
    from yangguang.core.language import Language
    from yangguang.records.package import Package


def audited(package: Package, language: Language) -> list[str]:
    """A sentence for each audit of the union's own books of this year; none where no audit was told.

    A look back at an earlier year's findings and audits of subordinates say nothing about these numbers.
    """
    return [
        say(
            "{day}{kind}：{opinions}",
            day=f"{format_date(row.report_on, language.code)} " if row.report_on else "",
            kind=code_title("audit_kind", row.kind, language.code),
            opinions="、".join(code_title("audit_opinion", one, language.code) for one in row.opinions)
            or say("没有写明审计评价"),
        ).text(language)
        for row in package.audits or ()
        if row.target_id == "self" and (row.period_covered or "").startswith(str(package.year))
    ]
