"""Which addresses a page links to; every other one it shows as the text it is."""

from __future__ import annotations

import re
import unicodedata

# Host, port, rest. No user name (bank.cn@elsewhere), no escapes in the host, no backslash: browsers take it for a slash.
_ADDRESS = re.compile(r"https://([^\s/?#\\@:%\[\]]{1,253})(?::[1-9][0-9]{0,4})?(?:[/?#][^\s\\\"<>]*)?")
_LABEL = re.compile(r"[^.-](?:[^.]{0,61}[^.-])?")
_LAST = re.compile(r"[a-z]{2,}|xn--[a-z0-9-]+|[^\x00-\x7f]{2,}")  # never a number: 1.2.3.4 and 0x7f.1 name no site
# Letters of Cyrillic, Greek and Armenian that look like a Latin one.
_TWINS = frozenset("аеокрсухіјѕһԁԛԝѵӏαικνορτυχγϲϳօսհոցզյ")


# Where a forge takes files for a folder that it shows: of GitHub, and of Gitea and Forgejo.
_UPLOADS = (
    (re.compile(r"(https://[^/]+/[^/]+/[^/]+)/(?:blob|tree)/(.+)"), r"\1/upload/\2"),
    (re.compile(r"(https://[^/]+/[^/]+/[^/]+)/src/branch/(.+)"), r"\1/_upload/\2"),
)


def upload_address(browsed: str) -> str:
    """Where files are uploaded to the folder browsed at that address; the address itself where nobody knows."""
    for pattern, address in _UPLOADS:
        if pattern.fullmatch(browsed):
            return pattern.sub(address, browsed)
    return browsed


def is_link(address: str) -> bool:
    """Whether a reader may trust what `address` looks like: https, and a host written in one script.

    `bеijing.gov.cn` with a Cyrillic letter looks like another site than it is. So a host is ASCII, lower case, or all its
    letters are of one other script (工会.中国), composed and normal (NFKC), without marks; digits and hyphens are ASCII.
    A host in punycode is held to the same law by what it stands for. A label of letters that all have a Latin twin is
    none. What is no link is shown as text; nothing is refused.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None or not address.isprintable():
        return False
    labels = found[1].split(".")
    if len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)) or not _LAST.fullmatch(labels[-1]):
        return False
    try:
        host = [_meant(label) for label in labels]
    except UnicodeError:
        return False
    text = "".join(host)
    return (
        text == unicodedata.normalize("NFKC", text).lower()
        and len({_script(char) for char in text if char not in "0123456789-"}) == 1
        and (text.isascii() or not any(_TWINS.issuperset(label) for label in host))
    )


def _meant(label: str) -> str:
    """The label that punycode stands for. Raises UnicodeError where it stands for nothing, or for something shorter."""
    if label[2:4] != "--":
        return label
    meant = label.removeprefix("xn--").encode("ascii").decode("punycode")
    if f"xn--{meant.encode('punycode').decode('ascii')}" != label or meant.isascii():
        raise UnicodeError(label)
    return meant


def _script(char: str) -> str:
    """The script of a letter; each character that is no letter, or no ASCII one of Latin, is a script of its own."""
    script = unicodedata.name(char, char).partition(" ")[0]
    if not unicodedata.category(char).startswith("L") or (script == "LATIN" and not char.isascii()):
        return char
    return script
