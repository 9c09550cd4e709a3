"""Two builds of one small site, of which the second changes some pages, brings one and takes one away."""

from yangguang.site.publish import MANIFEST
from yangguang.site.store import SIGN, manifest, write

OLD = {
    "index.html": "old", "assets/a.css": "old", "unions/index.html": "old", "unions/a/index.html": "old",
    "unions/a/2024/index.html": "same", "unions/gone/2024/index.html": "old", SIGN: '{"old": 1}', "sitemap.xml": "same",
}  # fmt: skip
NEW = {
    "index.html": "new", "assets/a.css": "new", "unions/index.html": "new", "unions/a/index.html": "new",
    "unions/a/2024/index.html": "same", "unions/b/index.html": "new", SIGN: '{"new": 2}', "sitemap.xml": "same",
}  # fmt: skip


def made(site, texts):
    entries = [write(site, path, text.encode()) for path, text in texts.items()]
    write(site, MANIFEST, manifest(entries))
    return site


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def folders(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}
