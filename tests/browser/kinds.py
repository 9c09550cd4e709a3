"""A page of every kind that the site has: those of `browsing.PAGES`, what the demo has besides, and what only trouble makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bare import bare_site
from tests.browser.browsing import PAGES, addresses
from tests.builders import CITY, DISTRICT, SCHOOL, SHOP, UNION, YEAR, commit, git_portal
from yangguang.pipeline import passes

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import pytest

# Pages of the demo that are of another kind than those of PAGES, by their address.
BESIDES = {
    "not found": "404.html",
    "districts": "districts/",
    "changes": "changes/",
    "codes": "guide/codes/",
    "the check": "guide/check/",
    "a silent union": "unions/tushuguan/",
    "a silent year": "unions/tushuguan/2025/",
    "a dissolved union": "unions/jidian-zhouchengchang/",
    "a running year": "unions/chenxi/2026/",
    "a small union's year": "unions/hefeng-mingde-xiaoxue/2025/",
}
# Pages of the troubled portal, and the page of the demo that lends them its theme.
IN_TROUBLE = {
    "a refused year": (f"unions/{CITY}/{YEAR}/", "unions/yangguang/2025/"),
    "a superseded year": (f"unions/{UNION}/{YEAR}/", "unions/yangguang/2025/"),
    "a withdrawn year": (f"unions/{SHOP}/{YEAR}/", "unions/yangguang/2025/"),
    "a failed year": (f"unions/{SCHOOL}/{YEAR}/", "unions/yangguang/2025/"),
    "a refused union": (f"unions/{CITY}/", "unions/yangguang/"),
    "a withdrawn union": (f"unions/{SHOP}/", "unions/yangguang/"),
    "refusals on the board": ("overdue/", "overdue/"),
}
OTHERS = (*BESIDES, *IN_TROUBLE)
KINDS = (*PAGES, *OTHERS)
_BEGINS, _ENDS = '<div class="yg-page" id="yg-main">', '</div>\n    <p class="yg-paper">'


def address_of(kind: str) -> str:
    """Where on the demo site the page of a `kind` of KINDS stands; one in trouble is shown in place of the page named here."""
    return {**addresses(), **BESIDES, **{name: theme for name, (_, theme) in IN_TROUBLE.items()}}[kind]


def troubled_site(folder: Path, as_of: date, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The site, without a theme, of a portal with refused, superseded and withdrawn years, and a union that we failed at."""
    data = git_portal(folder)
    for path in (data / "unions" / DISTRICT / SHOP / str(YEAR)).iterdir():
        path.unlink()
    commit(folder, "2026-06-01", "data: a year is taken back")
    works = passes.union_page

    def fails_at_the_school(edition, union, *others):
        if union.union_id == SCHOOL:
            raise ValueError(SCHOOL)
        return works(edition, union, *others)

    monkeypatch.setattr(passes, "union_page", fails_at_the_school)
    bare_site(data, folder / "site", as_of)
    return folder / "site"


def within(themed: str, bare: str) -> str:
    """The page `bare` in the theme of the page `themed`."""
    before, _, rest = themed.partition(_BEGINS)
    _, _, after = rest.rpartition(_ENDS)
    assert before, "the theme's page has the place of a body"
    assert after, "and its end"
    return f"{before}{_BEGINS}{bare.partition('</title>')[2]}{_ENDS}{after}"
