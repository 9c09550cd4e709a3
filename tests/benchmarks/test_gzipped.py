"""The host that Lighthouse visits: compressed, with the time a file may be kept, 404 for what is not there."""

import gzip
import urllib.error
import urllib.request

import pytest

from benchmarks.gzipped import Host
from benchmarks.served import served


def test_files_come_compressed_with_the_time_they_may_be_kept(tmp_path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/x.css").write_text("a { color: red }")
    (tmp_path / "index.html").write_text("<h1>首页</h1>", encoding="utf-8")
    (tmp_path / "404.html").write_text("no")
    with served(tmp_path, Host) as base:
        with urllib.request.urlopen(base) as page, urllib.request.urlopen(f"{base}assets/x.css") as style:
            assert gzip.decompress(page.read()).decode() == "<h1>首页</h1>"
            assert (page.headers["Cache-Control"], style.headers["Cache-Control"]) == (
                "max-age=600",
                "max-age=31536000",
            )
            assert style.headers["Content-Type"] == "text/css"
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{base}nothing/")
