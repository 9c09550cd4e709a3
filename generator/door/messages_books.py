"""What the door says of personal data (privacy.*) and of books that do not add up (identity.*)."""

from __future__ import annotations

from generator.door.message import Message

CATALOGUE: tuple[Message, ...] = ()
