"""A site of three pages that all say the same, so that half of one and half of another is seen at once."""

from tests.site.faults import Faults
from yangguang.site.staging import staging
from yangguang.site.store import SIGN, write

PAGES = ("index.html", "unions/a/index.html", "unions/a/2025/index.html")


def build(site, text):
    with staging(site) as stage:
        (stage.spool / "a").write_bytes(b"private")
        for page in PAGES:
            write(stage.site, page, text.encode())
        write(stage.site, SIGN, b"{}")


def build_quickly(site, text):
    with Faults():
        build(site, text)


def shown(site):
    """What the pages of a site say, each text once; None for a page that is missing."""
    return {path.read_text() if path.is_file() else None for path in (site / page for page in PAGES)}


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def copies(site):
    """Sites beside `site` that are whole, whatever their name."""
    return [shown(folder) for folder in site.parent.iterdir() if (folder / SIGN).is_file()]
