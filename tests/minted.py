"""Union-years with every figure that is told of them, as the pipeline gives them to charts, pages and downloads."""

from collections.abc import Collection, Sequence

from yangguang.history.figures import revision_figures
from yangguang.history.restatements import Revision
from yangguang.ledger.figures.derived import minted
from yangguang.ledger.figures.mint import complete
from yangguang.ledger.model import Neighbours, UnionYear
from yangguang.records.policy import Clause
from yangguang.rules.judge.model import TALLIES
from yangguang.rules.judge.rule import Verdict
from yangguang.rules.judge.verdicts import counted


def told(
    given: UnionYear,
    verdicts: Sequence[Verdict] = (),
    last: Sequence[Verdict] = (),
    *,
    past: UnionYear | None = None,
    near: Neighbours | None = None,
    revisions: Sequence[Revision] = (),
    plan: Collection[Clause] = (),
) -> UnionYear:
    """`given` with the figures that count its verdicts, compare it with `past` and `near`, and tell its corrections; `plan` are all clauses."""
    corrected = minted(given.union.union_id, given.year, (one for made in revisions for one in revision_figures(made)))
    return complete(given, past, near or Neighbours(), (counted(verdicts), counted(last)), TALLIES, plan, corrected)
