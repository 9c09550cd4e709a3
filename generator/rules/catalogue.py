"""Every rule, in the order of the plan; clauses without one are declaratory or not yet judged. Beside it the family X."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.policy import Clause
from generator.rules import (
    appeals,
    asset_splitting,
    assets,
    audit,
    audit_follow_up,
    audit_openness,
    bank_accounts,
    budget,
    budget_path,
    collection,
    conduct,
    contributions,
    disclosure,
    education,
    leadership,
    procurement,
    project_reviews,
    remittances,
    reporting,
    spending,
    spending_management,
    spending_outcome,
    supervision,
    supplementary,
    supplementary_audits,
    supplementary_books,
    three_reviews,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.policy.law import Policy
    from generator.records.policy import Parameter
    from generator.rules.model import Rule

RULES: tuple[Rule, ...] = (
    *education.RULES,
    *conduct.RULES,
    *appeals.RULES,
    *bank_accounts.RULES,
    *contributions.RULES,
    *remittances.RULES,
    *collection.RULES,
    *budget.RULES,
    *three_reviews.RULES,
    *budget_path.RULES,
    *project_reviews.RULES,
    *spending_management.RULES,
    *spending_outcome.RULES,
    *spending.RULES,
    *assets.RULES,
    *asset_splitting.RULES,
    *procurement.RULES,
    *audit.RULES,
    *audit_follow_up.RULES,
    *audit_openness.RULES,
    *leadership.RULES,
    *supervision.RULES,
    *disclosure.RULES,
    *reporting.RULES,
)
BY_CLAUSE: dict[str, Rule] = {rule.clause_id: rule for rule in RULES}
SUPPLEMENTARY: tuple[Rule, ...] = tuple(
    sorted(
        (*supplementary.RULES, *supplementary_audits.RULES, *supplementary_books.RULES), key=lambda rule: rule.clause_id
    )
)
BY_ID: dict[str, Rule] = BY_CLAUSE | {rule.clause_id: rule for rule in SUPPLEMENTARY}
SUPPLEMENTARY_SECTION = "附加规则"


def not_yet_judged(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """Clauses that could be judged and have no rule: listed as such, never as kept. Declaratory ones never get a rule."""
    return tuple(one for one in clauses if one.nature != "declaratory" and one.clause_id not in BY_CLAUSE)


def switches(policy: Policy, rule: Rule) -> tuple[Parameter, ...]:
    """The rows of the parameter that switches a supplementary rule on and off, earliest first."""
    return policy.history(rule.switch) if rule.switch else ()


def supplementary_clause(rule: Rule, switch: Parameter) -> Clause:
    """What a supplementary rule judges: the sentence is the basis of the row that switches it on."""
    return Clause(clause_id=rule.clause_id, section=SUPPLEMENTARY_SECTION, text=switch.basis, nature="checkable")


def is_on(switch: Parameter) -> bool:
    """Whether the row switches its rule on."""
    return switch.value != "0"
