"""What a column may hold: the same digits are a leak in a note and the office's own number in a contact column."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from generator.door.check_digits import is_bank_card, is_identity_number
from generator.door.privacy_patterns import PROVINCES, digits
from generator.door.uscc import is_uscc
from generator.records.tables import BY_NAME

if TYPE_CHECKING:
    from generator.door.privacy_patterns import Hit

Role = Literal["free", "office", "code", "url", "uscc", "bank", "place"]

_COLUMNS: dict[str, Role] = {
    "contact": "office", "contact_phone": "office",
    "url": "url", "document_url": "url", "website": "url",
    "location": "place", "working_office": "place",
}  # fmt: skip
_HARMLESS: dict[str, frozenset[Role]] = {
    "landline": frozenset({"office", "code", "url", "uscc"}),
    "mobile-number": frozenset({"url"}),
    "long-number": frozenset({"free", "office", "code", "url", "uscc", "place"}),
    "email": frozenset({"office"}),
    "messenger": frozenset({"office"}),
    "home-address": frozenset({"place", "office"}),
}


@cache
def role_of(table: str, name: str) -> Role:
    """What personal-looking digits may legitimately stand in this column."""
    column = BY_NAME[table].column(name)
    if column.check == "uscc":
        return "uscc"
    if table == "bank_accounts":
        return "bank"
    if column.need == "key" or column.codes or name.endswith(("_id", "_no", "_code")):
        return "code"
    return _COLUMNS.get(name, "free")


def code_of(hit: Hit, role: Role, cell: str) -> str | None:
    """The issue a hit amounts to in a cell of this role, None where it is harmless there."""
    if role in _HARMLESS.get(hit.kind, ()):
        return None
    if hit.kind == "id-number":
        return hit.kind if _is_identity(digits(hit.text), role, cell) else None
    if hit.kind == "bank-card":
        return hit.kind if _is_card(digits(hit.text), role) else None
    if hit.kind == "mobile-number" and role == "office":
        return "office-mobile"
    if hit.kind == "mobile-number" and role == "code":  # 150-2025-0001 is a document's number
        return hit.kind if hit.text.isdecimal() else None
    return "bank-account" if hit.kind == "long-number" else hit.kind


def _is_identity(number: str, role: Role, cell: str) -> bool:
    """A wrong check digit is a typing error in a real number; in a code column it needs a province before it counts."""
    if role == "uscc" and is_uscc(cell):
        return False
    if role in {"code", "url"}:
        return number[:2] in PROVINCES or number[0] == "9" or (len(number) == 18 and is_identity_number(number))
    return True


def _is_card(number: str, role: Role) -> bool:
    """Luhn's formula decides, except that 62 with 16 or 19 digits is a Chinese card that somebody mistyped."""
    is_chinese = number.startswith("62")
    if is_uscc(number):
        return False
    if role in {"code", "url", "uscc"}:
        return is_chinese and is_bank_card(number)
    return is_bank_card(number) or (is_chinese and len(number) in {16, 19})
