"""What the notice of a union-year says, in finished words: the figures of its page, whom to ask, where the rest is."""

from __future__ import annotations

import json
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any

from yangguang.charts.accounts import parts
from yangguang.charts.display import Display
from yangguang.core.address import Address
from yangguang.core.money import added, round_half_up
from yangguang.core.sentence import say
from yangguang.exports.qr import qr_svg
from yangguang.ledger.figures.basis import basis
from yangguang.records.codes import code_title
from yangguang.records.names import full_name
from yangguang.rules.judge.model import TALLIES, Status, Weight
from yangguang.views.takeaway import FICTIONAL, LICENCE, portal
from yangguang.views.words import BREACHES, STAGES, STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from yangguang.core.sentence import Sentence
    from yangguang.ledger.model import UnionYear
    from yangguang.rules.judge.rule import Verdict
    from yangguang.views.model import Edition

_HEADS = (("income_total", say("收入")), ("expenditure_total", say("支出")), ("surplus", say("结余")))
_PARTS = 4  # named; the others are one line
_NAMED = 5  # clauses
_LONG = 200  # characters that unions write beyond which the print is smaller
_CONTACTS, _LONGEST = 4, 70  # lines, and characters of each: what a union writes must leave the rest on the sheet


def notice_json(edition: Edition, report: UnionYear, verdicts: Sequence[Verdict], fingerprint: str) -> str:
    """The notice as `site_templates/print/notice.typ` reads it; `fingerprint` is the SHA-256 of the data package."""
    package, union, language = report.package, report.union, edition.language
    assert package is not None, "there is no notice of what was not published"
    name = full_name(union, language.code)

    def text(sentence: Sentence) -> str:
        return sentence.text(language)

    address = edition.address(Address(union.union_id, report.year).page)
    title = say("{year}年度收支公开", year=report.year)
    stage = say("{stage}阶段", stage=STAGES[package.descriptor.stage])
    members = package.overview[0].members if package.overview else None
    facts = [text(title), text(stage), *([text(say("会员{n}人", n=f"{members:,}"))] if members is not None else [])]
    shown: dict[str, Any] = {
        "lang": language.code,
        "portal": portal(edition),
        "title": f"{name} {text(title)}",
        "union": name,
        "subtitle": " · ".join(facts),
        "fictional": text(FICTIONAL) if edition.registry.settings.fictional else None,
        "heads": list(_heads(edition, report, text)),
        "hundred": _hundred(edition, report, text),
        "verdicts": _verdicts(verdicts, text),
        "findings_title": text(say("审计发现的问题")),
        "findings": text(_findings(report)),
        "contact_title": text(say("有疑问找谁")),
        "contacts": [line[:_LONGEST] for line in islice(_contacts(edition, report, text), _CONTACTS)],
        "code": qr_svg(address).decode() if address else None,
        "scan": text(
            say("扫码看每一个数的来源、逐条判定和历年情况") if address else say("本站尚未设定网址，没有可扫的二维码")
        ),
        "address": address,
        "fingerprint": text(say("数据包指纹（SHA-256）：{hash}", hash=fingerprint)),
        "made": text(say("判定日{day} · {licence}", day=edition.as_of, licence=LICENCE)),
    }
    written = [name, *shown["contacts"], *shown["verdicts"]["broken"]]
    return json.dumps(shown | {"is_long": sum(map(len, written)) > _LONG}, ensure_ascii=False)


def _heads(edition: Edition, report: UnionYear, text: Callable[[Sentence], str]) -> Iterator[dict[str, str]]:
    """Income, spending and surplus to the cent; a budget says that it is one, what is unknown that it is."""
    display, column = Display(edition.language, 1, edition.registry.settings.currency), basis(report.package)
    for name, title in _HEADS:
        value = report.value(f"{name}{column}")
        amount = text(say("缺数据")) if value is None else text(display.money(value))
        yield {"title": text(title), "value": amount, "note": text(say("（预算）")) if column else ""}


def _hundred(edition: Edition, report: UnionYear, text: Callable[[Sentence], str]) -> dict[str, Any] | None:
    """What of each 100 went where, the largest by name; None until every account has an actual."""
    books = parts(report, edition.policy, "expenditure", edition.language)
    if books is None or not books.is_actual or books.amount is None or books.amount <= 0:
        return None
    spent = [(part.name, part.share) for part in books.parts if part.share is not None and part.share > 0]
    rest = added(share for _, share in spent[_PARTS:])
    lines = (
        spent if len(spent) <= _PARTS + 1 else [*spent[:_PARTS], (text(say("其余{n}项", n=len(spent) - _PARTS)), rest)]
    )
    currency = Display(edition.language, 1, edition.registry.settings.currency).currency
    return {
        "title": text(say("每100{currency}花在哪里", currency=currency)),
        "parts": [
            {"name": name, "share": f"{round_half_up(100 * share, 1):,}", "width": min(float(share), 1.0)}
            for name, share in lines
        ],
    }


def _verdicts(verdicts: Sequence[Verdict], text: Callable[[Sentence], str]) -> dict[str, Any]:
    """All clauses by what they count as; those that are broken by weight and name, gravest first: no colour, no grade."""
    plan = [one for one in verdicts if not one.rule.supplementary]
    counts = Counter(one.tally for one in plan)
    listed = " · ".join(f"{text(STATUSES[tally])} {counts[tally]}" for tally in TALLIES if counts[tally])
    broken = [
        text(say("{name}：{value}", name=BREACHES[weight], value=f"{one.clause.clause_id} {text(say(one.rule.title))}"))
        for weight in Weight
        for one in plan
        if one.status is Status.BREACHED and one.weight is weight
    ]
    more = len(broken) - _NAMED
    return {
        "title": text(say("逐条对照")),
        "line": text(say("{n}条：{counts}", n=len(plan), counts=listed)) if plan else text(say("尚无判定结果。")),
        "broken": broken[:_NAMED] + ([text(say("另有{n}条不符合", n=more))] if more > 0 else []),
    }


def _findings(report: UnionYear) -> Sentence:
    found, closed, late = (report.value(name) for name in ("findings", "findings/rectified", "findings_overdue"))
    if found is None:
        return say("审计问题：缺数据")
    if not found:
        return say("审计未发现问题")
    told = say("审计问题{total}项，已整改{closed}项", total=int(found), closed=int(closed or 0))
    return say("{told}，逾期未整改{n}项", told=told, n=int(late)) if late else told


def _contacts(edition: Edition, report: UnionYear, text: Callable[[Sentence], str]) -> Iterator[str]:
    """The office line, the channels that are open, and the portal's own contact."""
    lang = edition.language.code
    if edition.registry.settings.contact:
        yield text(say("{name}：{value}", name=say("本站"), value=edition.registry.settings.contact))
    if report.union.contact_phone:
        yield text(say("{name}：{value}", name=say("工会办公电话"), value=report.union.contact_phone))
    assert report.package is not None, "there is no notice of what was not published"
    for channel in report.package.channels or ():
        if channel.closed_on is None or channel.closed_on > edition.as_of:
            title = code_title("appeal_channel", channel.kind, lang)
            yield text(say("{name}：{value}", name=title, value=channel.contact))
