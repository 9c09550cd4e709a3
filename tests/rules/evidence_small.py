"""One rule's verdict on a few books under the law of evidence: cheap enough to try every cell of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import SimpleNamespace

from tests.rules.build import CITY, LATER, QU, SHOP, STREET, case, package, registry
from tests.rules.evidence import Said, tried
from yangguang.records.tables import PACKAGE_TABLES
from yangguang.rules.catalogue import BY_CLAUSE
from yangguang.rules.judge.verdicts import judge


@dataclass(kw_only=True)
class SmallJudge:
    """One rule's verdict on QU amid a few packages, again and again with one of them replaced."""

    clause: str
    packages: tuple
    union_id: str = "qu"
    federation: SimpleNamespace = field(init=False)

    def __post_init__(self):
        self.packages = tuple(map(numbered, self.packages))
        self.federation = SimpleNamespace(
            registry=registry(CITY, QU, STREET, SHOP), packages={(one.union_id, one.year): one for one in self.packages}
        )

    def said(self, changed=None):
        """As `tests.rules.evidence.Judge` says it."""
        of = None if changed is None else (changed.union_id, changed.year)
        given = [changed if (one.union_id, one.year) == of else one for one in self.packages]
        verdicts = judge(case(*given, as_of=LATER), (BY_CLAUSE[self.clause],))
        return {one.rule.clause_id: Said.of(one) for one in verdicts}


def numbered(package):
    """The package with its rows where a file would have them."""
    tables = {table.name: package.table(table.name) or () for table in PACKAGE_TABLES}
    rows = {name: tuple(replace(row, row=at) for at, row in enumerate(of, 2)) for name, of in tables.items() if of}
    return replace(package, **rows)


def books(**tables):
    return package(overview=(), **tables)


def above(*filings):
    return package("city", overview=(), filings=filings)


def lawless(clause, given):
    """Cells listed that no change of them moves, and others that move what is said."""
    trial = tried(SmallJudge(clause=clause, packages=tuple(given)))
    return trial.idle | trial.unlisted
