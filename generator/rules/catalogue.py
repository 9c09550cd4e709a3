"""Every rule, in the order of the plan; clauses without one are declaratory or not yet judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.rules import (
    assets,
    audit,
    budget,
    budget_path,
    contributions,
    disclosure,
    education,
    spending,
    supervision,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.records.policy import Clause
    from generator.rules.model import Rule

RULES: tuple[Rule, ...] = (
    *education.RULES,
    *contributions.RULES,
    *budget.RULES,
    *budget_path.RULES,
    *spending.RULES,
    *assets.RULES,
    *audit.RULES,
    *supervision.RULES,
    *disclosure.RULES,
)
BY_CLAUSE: dict[str, Rule] = {rule.clause_id: rule for rule in RULES}


def not_yet_judged(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """Clauses that could be judged and have no rule: listed as such, never as kept. Declaratory ones never get a rule."""
    return tuple(one for one in clauses if one.nature != "declaratory" and one.clause_id not in BY_CLAUSE)
