"""A page or a download as a file of the site, and put there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.site.shell import depth, shared
from yangguang.views.model import Download

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.pipeline.desk import Desk
    from yangguang.site.shell import Shell
    from yangguang.site.store import Entry
    from yangguang.views.model import Edition, Page


def file_of(edition: Edition, shells: Mapping[tuple[str, int], Shell], output: Page | Download) -> tuple[str, bytes]:
    """The path of an output and its bytes, a page's with the theme around it."""
    if isinstance(output, Download):
        return output.path, output.content
    html = shells[output.shell, depth(output.url)].pour(
        title=output.title,
        heading=output.heading or output.title,
        description=output.description,
        canonical=edition.address(output.url),
        edit=f"{edition.source_url}/{output.source}" if edition.source_url and output.source else "",
        body=output.body,
        image=shared(edition.address(output.image)) if output.image else "",
    )
    return f"{output.url}index.html", html.encode()


def write_output(desk: Desk, output: Page | Download) -> Entry:
    """Write a download, or a page poured into its shell."""
    return desk.put(*file_of(desk.edition, desk.shells, output))
