"""What the tests of identities share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builders import UNION, admit

if TYPE_CHECKING:
    from tests.healthy import Row
    from yangguang.records.package import Package


def told(files: dict[str, bytes], *earlier: Package, union_id: str = UNION) -> list[tuple[str, str, str | None]]:
    """Code, severity and cell of every issue."""
    found = admit(files, *earlier, union_id=union_id).issues
    return [(issue.code.removeprefix("identity."), str(issue.severity), issue.place.cell) for issue in found]


def explained(subject: str, kind: str) -> list[Row]:
    return [{"explanation_id": "E1", "subject": subject, "kind": kind, "text": "说明", "date": "2026-04-01"}]
