"""What an asset matter is about: whether others use the asset, what is at stake, from when and how long."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from yangguang.core.dates import add_months, lasts_years
from yangguang.core.money import ZERO

if TYPE_CHECKING:
    from decimal import Decimal

    from yangguang.records.assets import AssetMatter
    from yangguang.rules.judge.case import Case

# 合资合作、承包经营、租赁经营等: somebody else uses or runs the asset for a term.
COOPERATION = frozenset(
    {"lease_out", "lend", "contract_operation", "joint_venture", "entrusted_operation", "investment"}
)

# The columns that say what is at stake, and how long.
AMOUNTS = ("appraised_value", "book_value", "contract_amount")
TERM = ("start_on", "end_on", "renewal_years", "open_ended")


def value_at_stake(row: AssetMatter) -> Decimal | None:
    """The largest of the amounts that are given."""
    amounts = (row.appraised_value, row.book_value, row.contract_amount)
    return max((amount for amount in amounts if amount is not None), default=None)


def last_day(row: AssetMatter) -> date | None:
    """The last day of the term when every option to renew is taken; None where it has no end or none is given."""
    if row.open_ended or row.end_on is None:
        return None
    return add_months(row.end_on + timedelta(days=1), int((row.renewal_years or 0) * 12)) - timedelta(days=1)


def is_long(row: AssetMatter, years: int) -> bool:
    """Whether the term lasts at least `years` years."""
    last = last_day(row)
    if row.start_on is None or last is None:
        return bool(row.open_ended)
    return lasts_years(row.start_on, last, years)


def what_makes_long(row: AssetMatter, years: int) -> tuple[str, ...]:
    """The columns by which a long term is one: that it has no end, its dates, or its dates with the options to renew."""
    if row.open_ended:
        return ("open_ended",)
    dates = ("start_on", "end_on")
    bare = row.start_on and row.end_on and lasts_years(row.start_on, row.end_on, years)
    return dates if bare else (*dates, "renewal_years")


def effective_day(case: Case, row: AssetMatter) -> date:
    """The day on which the matter takes effect; of one without a day, the last of the year that reports it."""
    return row.start_on or case.last_day


def must_go_beyond(case: Case, row: AssetMatter) -> bool:
    """Whether bodies above the register must approve as well: of the largest and the longest matters."""
    return _is_largest(case, row) or _is_longest(case, row)


def what_leads_beyond(case: Case, row: AssetMatter) -> tuple[str, ...]:
    """The columns by which bodies above the register must approve or, where they need not, all by which they might.

    Where either of two would do, neither decides.
    """
    limit, long = case.number("asset_outside_amount"), _is_longest(case, row)
    large = [name for name in AMOUNTS if (getattr(row, name) or ZERO) >= limit]
    if not large and not long:
        return (*TERM, *AMOUNTS)
    if not large:
        return what_makes_long(row, int(case.number("asset_outside_term")))
    return () if long or len(large) > 1 else (large[0],)


def _is_largest(case: Case, row: AssetMatter) -> bool:
    amount = value_at_stake(row)
    return amount is not None and amount >= case.number("asset_outside_amount")


def _is_longest(case: Case, row: AssetMatter) -> bool:
    return is_long(row, int(case.number("asset_outside_term")))
