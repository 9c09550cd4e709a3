"""The pages that a branch changes, and only those: made before and after, written where they differ, in the portal's theme."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.pipeline.books import UnbuildableError
from yangguang.pipeline.build import Build, Request
from yangguang.pipeline.passes import outputs_of
from yangguang.pipeline.portal import request_by
from yangguang.pipeline.pouring import write_output
from yangguang.site import settings, theme
from yangguang.site.refused import RefusedError
from yangguang.site.store import write
from yangguang.sources.commits import at
from yangguang.sources.proposal import open_proposal
from yangguang.views.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from yangguang.pipeline.desk import Desk
    from yangguang.pipeline.progress import Reporter
    from yangguang.site.shell import Theme
    from yangguang.told.proposed import Proposed
    from yangguang.views.model import Download

_MOST = 50  # unions whose pages are made


def preview(
    data: Path,
    reference: str,
    proposed: Proposed,
    as_of: date,
    folder: Path,
    reporter: Reporter,
    config_file: Path | None = None,
) -> int:
    """Write into the new `folder` what is other than before `reference`, with a list of it; how many pages that is.

    The settings are those of `config_file`, which are then trusted, else of the mkdocs.yml beside DATA, which run nothing.
    Raises RefusedError.
    """
    if folder.exists() and any(folder.iterdir()):
        raise RefusedError(f"{folder} 不是空目录 / is not empty")
    compared = proposed.compared
    changed = [*(one.union_id for one in compared.verdicts), *(one.union_id for one in compared.standings)]
    unions = tuple(dict.fromkeys([*proposed.unions, *changed]))[:_MOST]
    own = (config_file or data.parent / "mkdocs.yml").resolve()
    config = settings.load_settings(own, trusted=config_file is not None)
    request = request_by(settings.options(config), own.parent, data=data.resolve(), as_of=as_of, without_history=True)
    proposal = open_proposal(data, reference)
    with TemporaryDirectory(prefix="yangguang.") as place, closing(Build(request, reporter)) as after:
        spools = {name: Path(place) / name for name in ("before", "after", "theme")}
        for spool in spools.values():
            spool.mkdir()
        after.start(spools["after"])
        worn = theme.shells(config, theme.Dress(**after.dress), spools["theme"])
        desk = after.desk(worn, folder)
        base = replace(request, tree=at(proposal.checkout, proposal.base))
        old = _before(base, worn, spools["before"], unions, reporter)
        new = list(_made(desk, unions))
    different = [one for one in new if old.get(_name(one)) != _content(one)]
    if not different:
        return 0
    for path, content in worn.files.items():
        write(folder, path, content)
    for one in different:
        write_output(desk, one)
    pages = [one for one in different if isinstance(one, Page)]
    write_output(desk, _index(desk, pages))
    return len(pages)


def _before(
    request: Request, worn: Theme, spool: Path, unions: Sequence[str], reporter: Reporter
) -> dict[str, str | bytes]:
    """What the unions had before, by path; nothing where nothing could be built."""
    try:
        build = Build(request, reporter)
    except UnbuildableError:
        return {}
    with closing(build):
        build.start(spool)
        return {_name(one): _content(one) for one in _made(build.desk(worn, spool), unions)}


def _made(desk: Desk, unions: Sequence[str]) -> Iterator[Page | Download]:
    for union_id in unions:
        if union_id in desk.edition.registry.unions:
            yield from outputs_of(desk, union_id)


def _name(one: Page | Download) -> str:
    return one.url if isinstance(one, Page) else one.path


def _content(one: Page | Download) -> str | bytes:
    return one.body if isinstance(one, Page) else one.content


def _index(desk: Desk, pages: Sequence[Page]) -> Page:
    """The first page of the preview: what to look at."""
    title = say("预览：这次改动的页面").text(desk.edition.language)
    about = say("只有改动了的 {n} 页；别的链接在预览里打不开。", n=len(pages)).text(desk.edition.language)
    items = "".join(f'<li><a href="{escape(page.url)}">{escape(page.title)}</a></li>' for page in pages)
    body = f'<div class="yg-page"><h1>{escape(title)}</h1><p>{escape(about)}</p><ul>{items}</ul></div>'
    return Page(url="", shell="home", title=title, description=about, body=body)  # noqa: S604 (a page's shell)
