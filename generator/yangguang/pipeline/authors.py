"""What commits say beside their files: message, names and mail addresses, which are public and stay in the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.issues import Text
from yangguang.door.privacy.find import find
from yangguang.door.privacy.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yangguang.sources.git import Checkout

_KINDS = frozenset({"id-number", "mobile-number", "bank-card"})
_PARTS = (
    ("%B", Text("说明", "message")),
    ("%an <%ae>", Text("作者", "author")),
    ("%cn <%ce>", Text("提交者", "committer")),
)


def private_parts(checkout: Checkout, commit: str) -> Iterator[Text]:
    """The parts of a commit that hold a person's number."""
    for form, part in _PARTS:
        said = checkout.ask("log", "-1", "--encoding=UTF-8", f"--format={form}", commit).decode(errors="replace")
        if any(hit.kind in _KINDS for hit in find(normalise(said))):
            yield part
