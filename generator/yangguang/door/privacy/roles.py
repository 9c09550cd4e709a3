"""What a column may hold: the same digits are a leak in a note and the office's own number in a contact column."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from yangguang.door.privacy.check_digits import PROVINCES, is_bank_card
from yangguang.door.schema.uscc import is_uscc
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from yangguang.door.privacy.find import Hit

Role = Literal["free", "duty", "office", "code", "url", "uscc", "bank", "place"]

_COLUMNS: dict[str, Role] = {
    "contact": "office", "contact_phone": "office",
    "url": "url", "document_url": "url", "website": "url",
    **dict.fromkeys((
        "leader_role", "responsible_role", "decided_by", "adopted_by", "verified_by", "supervised_by", "body", "auditor_name",
        "third_party_reviewer",
    ), "duty"),  # a post or a body answers, never a person
    "location": "place", "working_office": "place",
}  # fmt: skip
_HARMLESS: dict[str, frozenset[Role]] = {
    "landline": frozenset({"office", "code", "url", "uscc"}),
    "suspect-number": frozenset({"office", "code", "url", "uscc"}),
    "bare-name": frozenset({"free", "office", "code", "url", "uscc", "bank", "place"}),
    "long-number": frozenset({"free", "duty", "office", "code", "url", "uscc", "place"}),
    "few-helped": frozenset({"duty", "office", "code", "url", "uscc", "bank", "place"}),
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


def code_of(hit: Hit, role: Role, cell: str, before: Callable[[], str]) -> str | None:
    """The issue a hit amounts to in a cell of this role, None where it is harmless; `before` gives the cell up to it."""
    if role in _HARMLESS.get(hit.kind, ()) or _is_by_chance(hit, role, cell):
        return None
    if role == "url" and _is_of_a_page(hit, cell, before()):
        return None
    if hit.kind == "mobile-number" and role == "office":
        return "office-mobile"
    whole = hit.kind == "long-number" or (hit.kind == "bank-card" and role == "bank")
    if hit.kind == "bare-name":
        return "person-name"
    return "bank-account" if whole else hit.kind


def _is_by_chance(hit: Hit, role: Role, cell: str) -> bool:
    """Whether an identifier, a link or a credit code merely looks like a person's number."""
    if hit.kind == "id-number":
        return (role == "uscc" and is_uscc(cell)) or (role in {"code", "url"} and not _has_region(hit.number))
    return hit.kind == "bank-card" and role in {"code", "url", "uscc"} and not _is_chinese_card(hit.number)


def _is_of_a_page(hit: Hit, cell: str, before: str) -> bool:
    """Whether eleven digits may be a page's own number: in the path of an address, not among what is sent with it."""
    is_path = cell.startswith("http") and not any(sign in before for sign in "?#=@")
    return is_path and hit.kind == "mobile-number" and hit.end - hit.start == len(hit.number)


def _has_region(number: str) -> bool:
    return number[:2] in PROVINCES or number[0] == "9"


def _is_chinese_card(number: str) -> bool:
    return number.startswith("62") and is_bank_card(number)
