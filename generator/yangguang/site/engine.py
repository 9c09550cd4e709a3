"""What the page guide/check/ runs in the reader's browser: Python for the browser, and our own sources for it in one archive.

Where `make engine` has not fetched the first, a site has neither, and the page says what to do instead.
"""

from __future__ import annotations

import hashlib
import zipfile
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from yangguang.core.memory import once
from yangguang.core.paths import POLICY, SITE_TEMPLATES
from yangguang.exports.archive import zipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

RUNTIME = SITE_TEMPLATES / "engine"
FEDERATION = "api/v1/federation.zip"
_NAME_LENGTH = 16  # hex digits of the hash that names the folder
# Libraries as they are installed here, in pure Python: what of each the engine needs.
_LIBRARIES = {
    "jinja2": ("**/*.py",),
    "markupsafe": ("*.py",),
    "xlsxwriter": ("*.py",),
    "babel": ("*.py", "messages/*.py", "global.dat", "locale-data/root.dat", "locale-data/en.dat"),  # reads en.po
}
_TEMPLATES = ("locale/*.po", "pages/first_screen.html", "partials/*.html")
# Of our package: what the engine does not ask, and what is added by itself.
_NOT_ASKED = {"cli", "demo", "plugin.py", "ending.py", "site_templates", "policy_tables"}


@cache
def engine(runtime: Path = RUNTIME) -> Mapping[str, bytes]:
    """The engine's files by their paths in a site, in a folder named by what is in it; nothing where it was not fetched."""
    if not runtime.is_dir():
        return {}
    files = {path.name: path.read_bytes() for path in sorted(runtime.iterdir()) if path.suffix != ".whl"}
    sources = list(_sources(runtime))
    files["yangguang.zip"] = once("engine", _hash_of(sources), lambda: zipped(sources, level=6))
    folder = f"assets/engine/{_hash_of(files.items())[:_NAME_LENGTH]}/"
    return {folder + name: content for name, content in files.items()}


def _hash_of(files: Iterable[tuple[str, bytes]]) -> str:
    seen = hashlib.sha256()
    for name, content in files:
        seen.update(f"{name}\n{len(content)}\n".encode() + content)
    return seen.hexdigest()


def folder_of(files: Mapping[str, bytes]) -> str:
    """The folder of an engine in a site, with a slash at its end; '' where there is none."""
    return next((path.rpartition("/")[0] + "/" for path in files), "")


def federation(data: Path) -> bytes:
    """The register and the policy of DATA as they lie there: what the door needs beside a package."""
    tables = [path for room in ("policy", "registry") for path in sorted((data / room).iterdir())]
    return zipped((path.relative_to(data).as_posix(), path.read_bytes()) for path in tables if path.is_file())


def _sources(runtime: Path) -> Iterator[tuple[str, bytes]]:
    """Every module and table that the engine imports or reads, by its path below `site-packages`."""
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*")):
        below = path.relative_to(package)
        if path.suffix in {".py", ".csv"} and below.parts[0] not in _NOT_ASKED:
            yield f"yangguang/{below.as_posix()}", path.read_bytes()
    yield from _found("yangguang/site_templates", SITE_TEMPLATES, _TEMPLATES)
    yield from _found("yangguang/policy_tables", POLICY, ("*",))
    for name, patterns in _LIBRARIES.items():
        spec = find_spec(name)
        assert spec is not None, "a dependency of ours"
        assert spec.origin is not None, "a package with a file"
        yield from _found(name, Path(spec.origin).parent, patterns)
    for wheel in sorted(runtime.glob("*.whl")):
        with zipfile.ZipFile(BytesIO(wheel.read_bytes())) as packed:
            yield from ((name, packed.read(name)) for name in packed.namelist() if ".dist-info/" not in name)


def _found(prefix: str, folder: Path, patterns: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for pattern in patterns:
        for path in sorted(folder.glob(pattern)):
            if path.is_file():
                yield f"{prefix}/{path.relative_to(folder).as_posix()}", path.read_bytes()
