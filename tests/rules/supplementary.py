"""What the tests of supplementary share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.rules.build import CITY, QU, SHOP, STREET, YEAR, account, filing, package  # fmt: skip
from yangguang.records.audits import Audit

LAST, NEXT = YEAR - 1, YEAR + 1


def of(union, **facts):
    """The federation with one union changed."""
    return tuple(replace(one, **facts) if one.union_id == union.union_id else one for one in (CITY, QU, STREET, SHOP))


# the funds committee is elected by the congress

TERM = date(YEAR - 2, 1, 1)  # of the builder's unions


def vote(subject="funds_committee_election", day=date(YEAR, 3, 1), **facts):
    return filing("congress_vote", day, subject, **facts)


def term(*extra, missing=(), **tables):
    """The packages of the whole term, with accounts; `extra` filings in the judged year."""
    tables = {"accounts": [account()], "filings": extra} | tables
    return [
        package(year=year, **(tables if year == YEAR else {}))
        for year in range(TERM.year, YEAR + 1)
        if year not in missing
    ]


DUE = date(YEAR, 8, 28)  # 180 days later


def accountability(day=DUE, target_id="self", kind="accountability"):
    return Audit(audit_id=f"S{day}", kind=kind, target_id=target_id, report_on=day, auditor_kind="own_committee")


ABOVE_TELLS = package("city")  # the superior's books, without an audit of this union


# an election follows the end of each term

ENDED = date(YEAR, 6, 30)


EXPIRED = of(QU, term_end=ENDED)


# an audit precedes a dissolution

END = date(YEAR, 9, 30)


DISSOLVED = of(QU, dissolved_on=END)
