"""A folder served on this machine, for whoever looks at a site with a browser."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Quiet(SimpleHTTPRequestHandler):
    """Serves files as they lie, and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class names it so)
        """Nothing is said."""


@contextmanager
def served(site: Path, host: type[Quiet] = Quiet) -> Iterator[str]:
    """The address at which `host` serves `site` while the block runs."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(host, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
