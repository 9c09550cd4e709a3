"""A site as a host serves it: compressed, with the time it may be kept."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

from benchmarks.served import Quiet

_PLAIN = {".png", ".pdf", ".zip", ".xlsx", ".wasm"}
_DAY = 86_400


class Host(Quiet):
    """Pages are asked for again after ten minutes, what lies in `assets` after a year: hosts of static sites do that."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: N802 (the name that http.server looks for)
        """Answer with the file, or with 404 and its page."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        status = 200 if path.is_file() else 404
        if status == 404:
            path = Path(self.directory) / "404.html"
        zipped = path.suffix not in _PLAIN
        content = _compressed(path) if zipped else path.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", f"max-age={365 * _DAY if 'assets' in path.parts else 600}")
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)


@cache
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)
