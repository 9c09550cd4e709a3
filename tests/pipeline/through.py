"""A federation that is edited and built again and again, through a store and without; both must give the same bytes."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

from tests.bare import bare_site
from tests.site.test_bytes import differing

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 23)


class Portal:
    """One federation, edited and built again and again into new folders, each beside the last one."""

    def __init__(self, federation: Path, top: Path) -> None:
        self.data, self.top, self.store, self.last = top / "data", top, top / "store", None
        shutil.copytree(federation, self.data)
        self.builds = 0

    def build(self, as_of=TODAY, **options):
        """Whether the site made through the store is, file by file, the one that is made without."""
        self.builds += 1
        through, whole = self.top / f"{self.builds}", self.top / f"{self.builds}.whole"
        self.built = bare_site(self.data, through, as_of, store=self.store, old=self.last, **options)
        bare_site(self.data, whole, as_of, **options)
        differ = differing(through, whole)
        shutil.rmtree(whole)
        self.last = through
        assert differ == []
        return True

    @property
    def again(self):
        """Why each union was made again in the last build."""
        return dict(self.built.again)

    def changed(self, before):
        """The unions of which some file is another one than in the site `before`."""
        paths = (path.split("/") for path in differing(before, self.last))
        return {path[1] for path in paths if path[0] == "unions" and len(path) > 2}

    def gone(self, before):
        """The unions that the site `before` had and this one has not."""
        return {one.name for one in before.glob("unions/*") if not (self.last / "unions" / one.name).exists()}
