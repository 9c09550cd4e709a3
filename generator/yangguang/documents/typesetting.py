"""Typst: PDF and PNG from a template of ours and values, with the fonts of a locked package and no others."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from yangguang.core.paths import SITE_TEMPLATES

if TYPE_CHECKING:
    import typst

TEMPLATE = SITE_TEMPLATES / "print" / "notice.typ"
_CARD_PPI = 288  # the card is 270 pt wide: 1080 pixels


class NoTypesettingError(RuntimeError):
    """Typst or the fonts are not installed: they come with the extra `paper`."""

    def __init__(self) -> None:
        super().__init__(
            "海报需要 typst 和字体：pip install 'yangguang[paper]' / posters need typst and its fonts, the extra 'paper'"
        )


def ensure() -> None:
    """Raise NoTypesettingError where documents cannot be made. Nothing is loaded: whoever asks is not who makes them."""
    if not (find_spec("typst") and find_spec("pylopdf_fonts_zh_cn")):
        raise NoTypesettingError


def poster(notice: str, form: str) -> bytes:
    """The notice as PDF on paper of `form` (a4, a3), tagged for screen readers (PDF/UA-1)."""
    made = _compiler().compile(format="pdf", sys_inputs={"notice": notice, "form": form}, pdf_standards=["ua-1"])
    assert isinstance(made, bytes), "it has one file"
    return made


def card(notice: str) -> bytes:
    """The card as PNG, 1080 pixels wide and as high as it needs to be."""
    made = _compiler().compile(format="png", ppi=_CARD_PPI, sys_inputs={"notice": notice, "form": "card"})
    assert isinstance(made, bytes), "it has one page"
    return made


@cache
def _compiler() -> typst.Compiler:
    """One for each process: the first document costs 29 ms, the fonts, the next ones a few."""
    import typst  # noqa: PLC0415 (an extra: who makes no posters needs none)
    from pylopdf_fonts_zh_cn import sans_path  # noqa: PLC0415 (likewise)

    return typst.Compiler(
        str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=[str(sans_path().parent)], ignore_system_fonts=True
    )
