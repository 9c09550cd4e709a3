"""What an identifier may look like. Ids name, they do not lead: folders, addresses and keys are made of them."""

from __future__ import annotations

# 40 characters at most: a path of the site has several, and some systems end at 260.
ID = r"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38}[A-Za-z0-9])?$"
ACCOUNT = r"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,38}[A-Za-z0-9])?$"
PARAMETER = r"^[a-z](?:[a-z0-9_]{0,62}[a-z0-9])?$"


def several(*values: str) -> str:
    """Some of `values` in one cell, cut by semicolons: D4;C5."""
    one = "|".join(values)
    return rf"^(?:{one})(?:;(?:{one}))*$"


# Ids of several rows in one cell.
IDS = several(ID.removeprefix("^").removesuffix("$"))
