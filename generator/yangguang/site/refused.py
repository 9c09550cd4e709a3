"""What is asked for cannot be done the way it was asked, and nothing has been touched yet."""

from __future__ import annotations


class RefusedError(Exception):
    """The message is one sentence, Chinese and English, that names the path or value and what to do instead."""
