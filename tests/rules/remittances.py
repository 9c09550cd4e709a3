"""What the tests of remittances share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.rules.build import LATER, YEAR, case, decide, package
from yangguang.records.contributions import Transfer

DAY = date(YEAR, 4, 18)


def paid(amount: str = "100", other: str = "city", quarter: int = 1, **facts) -> Transfer:
    facts = {"direction": "sent", "kind": "dues_remitted", "period": f"{YEAR}-Q{quarter}", "date": DAY} | facts
    number = f"{facts['direction']}-{other}-{facts['period']}-{amount}-{facts['date']}-{facts['kind']}"
    due = facts.pop("due", None)
    return Transfer(
        transfer_id=number, counterparty_id=other, amount=Decimal(amount), due=Decimal(due) if due else None, **facts
    )


def got(amount: str = "100", other: str = "qu", quarter: int = 1, **facts) -> Transfer:
    return paid(amount, other, quarter, direction="received", **facts)


def judged(own, above=(), below=(), as_of: date = LATER, union_id: str = "qu", **facts):
    packages = [package("qu", transfers=own, **facts)]
    packages += [package("city", transfers=above)] if above is not None else []
    packages += [package("street", transfers=below)] if below is not None else []
    return decide("2-3-4", case(*packages, union_id=union_id, as_of=as_of))
