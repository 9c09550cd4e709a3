"""Which tables a union owes: lighter duties for small bodies, more at each stage of the year."""

from __future__ import annotations

from typing import Literal

Tier = Literal["basic", "standard", "full"]
Stage = Literal["budget", "midyear", "final"]
STAGES: tuple[Stage, ...] = ("budget", "midyear", "final")

_BASIC = ("overview", "accounts", "dues", "filings", "disclosures", "activities")
_STANDARD = (*_BASIC, "projects", "balances", "bank_accounts", "regulations", "audits", "findings", "channels")
_FULL = (
    *_STANDARD,
    "three_public", "transfers", "inspections", "matters", "assets", "procurement", "audit_targets", "appeals",
)  # fmt: skip
_FINAL: dict[str, tuple[str, ...]] = {"basic": _BASIC, "standard": _STANDARD, "full": _FULL}
_BUDGET: dict[str, tuple[str, ...]] = {
    "basic": ("overview", "accounts", "filings"),
    "standard": ("overview", "accounts", "projects", "filings"),
    "full": ("overview", "accounts", "projects", "three_public", "filings"),
}


def required_tables(tier: str, stage: str) -> tuple[str, ...]:
    """Names of the tables a union of `tier` owes at `stage`; midyear asks for the same tables as budget."""
    return (_FINAL if stage == "final" else _BUDGET)[tier]
