"""What readers take away: the files that a page offers, with size and hash, and how the data is to be cited."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.address import Address
from yangguang.core.sentence import say
from yangguang.records.names import full_name
from yangguang.views.words import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yangguang.core.sentence import Sentence
    from yangguang.ledger.model import UnionYear
    from yangguang.views.model import Download, Edition

LICENCE = "CC BY 4.0"
FICTIONAL = say("本站数据为虚构，仅供演示。")


class Offer(NamedTuple):
    """A file to take away: its path in the site, what it is called, its bytes and SHA-256 in hex."""

    path: str
    title: str
    size: int
    sha256: str


def offers(downloads: Iterable[Download]) -> tuple[Offer, ...]:
    """Those of `downloads` that readers are offered, in their order."""
    return tuple(
        Offer(one.path, one.title, len(one.content), sha256(one.content).hexdigest()) for one in downloads if one.title
    )


def portal(edition: Edition) -> str:
    """What the portal is called."""
    settings = edition.registry.settings
    return settings.title_en if edition.language.code == "en" else settings.title


def portal_citation(edition: Edition) -> str:
    """How the data of the whole portal is cited, as they are on the day of the build."""
    day = say("全部数据，{day}生成", day=edition.built_on)
    return _joined(edition, [portal(edition), day, *filter(None, [edition.address("data/")]), LICENCE])


def citation(edition: Edition, report: UnionYear) -> str:
    """How the data of a union-year with a package is cited: who, what, which version of which day, where, licence."""
    assert report.package is not None, "nothing is cited where nothing was published"
    told, made = report.package.descriptor, report.provenance
    page = edition.address(Address(report.union.union_id, report.year).page)
    parts: list[Sentence | str] = [
        say(
            "{union}：{year}年度{stage}数据，版本 {version}", union=full_name(report.union, edition.language.code),
            year=report.year,
            stage=STAGES[told.stage], version=told.version,
        )
    ]  # fmt: skip
    if made.commit and made.committed_on:
        parts.append(say("提交 {commit}，{day}", commit=made.commit[:12], day=made.committed_on))
    parts += [portal(edition), *([page] if page else ()), LICENCE]
    return _joined(edition, parts)


def _joined(edition: Edition, parts: list[Sentence | str]) -> str:
    if edition.registry.settings.fictional:
        parts = [*parts, FICTIONAL]
    texts = [part if isinstance(part, str) else part.text(edition.language) for part in parts]
    ends = "。" if edition.language.code == "zh" else ". "
    return "".join(f"{text.rstrip('。.')}{ends if not text.startswith('http') else ' '}" for text in texts).strip()
