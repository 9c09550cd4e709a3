"""What the tests of asset matters share."""

from __future__ import annotations

from datetime import date

from tests.rules.build import LATER, YEAR, case, decide, filing, package

START = date(YEAR, 7, 1)


def step(kind="superior_approval", by="city", day=date(YEAR, 6, 1), **facts):
    facts = {"subject": "asset_matter", "subject_id": "ZC1", "body_id": by, "document_no": f"{by}资1号"} | facts
    return filing(kind, day, **facts)


def filed(**facts):
    return step("record_filing", **facts)


def outside(day=date(YEAR, 6, 20)):
    return step(by=None, day=day, document_no="总工资1号")


def of_qu(clause, matters, steps=(), superior=(), as_of=LATER, **tables):
    given = [package(**({"assets": matters, "filings": steps} | tables))]
    if superior is not None:
        given.append(package("city", filings=superior))
    return decide(clause, case(*given, as_of=as_of))


def of_street(clause, matters, steps, near=None, top=None, **when):
    """`near` and `top` are what QU's and CITY's own books say, `steps` where they are not given."""
    street = package("street", assets=matters, filings=steps)
    above = [package(name, filings=steps if rows is None else rows) for name, rows in (("qu", near), ("city", top))]
    return decide(clause, case(street, *above, union_id="street", **when))
