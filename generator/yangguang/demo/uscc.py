"""Unified social credit codes that pass GB 32100-2015 and belong to nobody: no region is numbered 99."""

from __future__ import annotations

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_REGION = "990001"


def invented_uscc(prefix: str, serial: int) -> str:
    """The code of body `serial` (below a million): `prefix` 81 for unions, 91 for companies; both check digits hold."""
    body = f"MC{serial:06d}"
    code = prefix + _REGION + body + _body_check(body)
    return code + check_character(code)


def check_character(first_17: str) -> str:
    """The eighteenth character: weights 3^i mod 31; a sum that is 0 mod 31 gives '0'."""
    total = sum(_ALPHABET.index(char) * pow(3, i, 31) for i, char in enumerate(first_17))
    return _ALPHABET[(31 - total % 31) % 31]


def _body_check(body: str) -> str:
    """The check digit of the organisation code inside (GB 11714): letters count from A = 10."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = 11 - sum(int(char, 36) * weight for char, weight in zip(body, weights, strict=True)) % 11
    return "X" if rest == 10 else str(rest % 11)
