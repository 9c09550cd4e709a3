"""`yangguang init` and `mkdocs serve`, as the first hour of a new portal goes."""

import socket
import subprocess
import time
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.built import YANGGUANG

PATIENCE = 120  # seconds, for a busy machine; a rebuild of this portal takes about two


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    subprocess.run([YANGGUANG, "init", tmp_path / "portal"], check=True, capture_output=True)
    return tmp_path / "portal"


@pytest.fixture
def address(portal: Path):
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    command = [YANGGUANG.with_name("mkdocs"), "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    with (
        (portal / "serve.log").open("wb") as log,
        subprocess.Popen(command, cwd=portal, stdout=log, stderr=log) as server,
    ):
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def shown(url: str, words: str) -> bool:
    """Whether `url` shows `words` before patience ends."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(url, timeout=PATIENCE) as answer:
                if words in answer.read().decode():
                    return True
        except (URLError, ConnectionError):
            pass
        time.sleep(0.2)
    return False


def test_a_portal_begun_just_now_is_clean_and_builds(portal):
    check = subprocess.run([YANGGUANG, "check", portal / "data"], capture_output=True, encoding="utf-8", check=False)
    assert check.returncode == 0, check.stdout
    build = [YANGGUANG, "build", portal / "data", "--site", portal / "site"]
    subprocess.run(build, check=True, capture_output=True)
    assert (portal / "site/unions/first-union/2025/index.html").is_file()


def test_a_begun_portal_is_never_written_over(portal):
    again = subprocess.run([YANGGUANG, "init", portal], capture_output=True, encoding="utf-8", check=False)
    assert again.returncode == 2


def test_serve_shows_a_table_as_it_changes(portal, address):
    page = f"{address}unions/first-union/"
    assert shown(page, "某某有限公司工会委员会"), (portal / "serve.log").read_text(encoding="utf-8")
    register = portal / "data/registry/unions.csv"
    register.write_text(register.read_text(encoding="utf-8").replace("某某有限公司", "改名有限公司"), encoding="utf-8")
    assert shown(page, "改名有限公司工会委员会"), (portal / "serve.log").read_text(encoding="utf-8")
