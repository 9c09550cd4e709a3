"""How commands fail: what an error quotes of its arguments, or of a submission, is fit to be shown."""

from __future__ import annotations

import sys
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from generator.door.shown import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType


class Discreet(click.Group):
    """A group of commands whose errors and tracebacks tell nobody's number."""

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 (click's own signature)
        """Run a command; a bug of ours ends in a traceback."""
        sys.excepthook = _crash
        return super().main(*args, **extra)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:  # noqa: ANN401 (as above)
        """Read the arguments of the group."""
        with _discreet():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (as above)
        """Read the arguments of the command and run it."""
        with _discreet():
            return super().invoke(ctx)


@contextmanager
def _discreet() -> Iterator[None]:
    try:
        yield
    except click.ClickException as error:
        error.message = sentence(error.message)  # type: ignore[misc]  # final for subclasses, not for us
        raise


def _crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    sys.stderr.write(sentence("".join(traceback.format_exception(kind, error, trace))))
