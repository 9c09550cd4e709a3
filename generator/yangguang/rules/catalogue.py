"""Every rule, in the order of the plan; clauses without one are declaratory or not yet judged. Beside it the family X."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.records.policy import Clause
from yangguang.rules.beside import audits as supplementary_audits
from yangguang.rules.beside import books as supplementary_books
from yangguang.rules.beside import law as supplementary
from yangguang.rules.plan import appeals, conduct, education, leadership, supervision
from yangguang.rules.plan.assets import matters as assets
from yangguang.rules.plan.assets import procurement, tenders
from yangguang.rules.plan.assets import splitting as asset_splitting
from yangguang.rules.plan.audit import coverage as audit
from yangguang.rules.plan.audit import follow_up as audit_follow_up
from yangguang.rules.plan.audit import notices, revisits
from yangguang.rules.plan.audit import openness as audit_openness
from yangguang.rules.plan.budget import making as budget
from yangguang.rules.plan.budget import path as budget_path
from yangguang.rules.plan.budget import project_reviews, third_parties, three_reviews
from yangguang.rules.plan.disclosure import published as disclosure
from yangguang.rules.plan.disclosure import reporting
from yangguang.rules.plan.dues import bank_accounts, collection, contributions, remittances
from yangguang.rules.plan.spending import limits as spending
from yangguang.rules.plan.spending import management as spending_management
from yangguang.rules.plan.spending import outcome as spending_outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yangguang.policy.law import Policy
    from yangguang.records.policy import Parameter
    from yangguang.rules.judge.rule import Rule

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
    *third_parties.RULES,
    *budget_path.RULES,
    *project_reviews.RULES,
    *spending_management.RULES,
    *spending_outcome.RULES,
    *spending.RULES,
    *assets.RULES,
    *asset_splitting.RULES,
    *procurement.RULES,
    *tenders.RULES,
    *audit.RULES,
    *audit_follow_up.RULES,
    *notices.RULES,
    *revisits.RULES,
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
