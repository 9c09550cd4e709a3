"""A build through a store that is killed, or whose disk is full: the site is the old one or the new one, and the next build ends."""

import errno
import os
import shutil
import signal
from contextlib import suppress
from random import Random

import pytest

from tests.bare import Shells
from tests.pipeline.edits import _set, transfer
from tests.pipeline.through import TODAY, Portal
from tests.site.faults import Faults, in_child
from tests.site.test_bytes import differing
from yangguang.cli.arguments import write_all
from yangguang.demo import demo
from yangguang.pipeline.build import Request
from yangguang.pipeline.portal import making
from yangguang.pipeline.progress import Reporter
from yangguang.site.shell import Theme

POINTS = [0.02, 0.3, 0.5, 0.7, 0.85, 0.97]  # of all steps of a build


class Edited:
    """A published site with its store, and data of which two unions have changed since."""

    def __init__(self, top):
        self.top, self.old, self.new = top, top / "old", top / "new"
        write_all(top / "federation", demo(unions=4, years=1, seed=5))
        self.portal = Portal(top / "federation", top / "first")
        self.data = self.portal.data
        shutil.copytree(self.data, top / "before")
        self.published(self.old)
        transfer(self.data, Random(1))
        _set(self.data / "registry" / "unions.csv", Random(3), "name", "更名后的工会")
        shutil.copytree(self.old, self.new)
        with Faults(writes_only=True) as seen:
            self.published(self.new)
        self.steps = seen.count

    def published(self, www):
        """The site made anew in `www`, through the store beside it."""
        request = Request(data=self.data, as_of=TODAY, workers=1, store=www / "store")
        with making(request, www / "site", Reporter()) as underway:
            underway.finish(Theme(files={}, shells=Shells()))


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    return Edited(tmp_path_factory.mktemp("faults"))


def die(path):
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("how", ["killed", "disk full"])
def test_what_was_cut_short_is_before_or_after_and_the_next_build_ends(edited, tmp_path, point, how):
    www = tmp_path / "www"
    shutil.copytree(edited.old, www)
    happen = die if how == "killed" else None
    faults = Faults(int(edited.steps * point), happen=happen, writes_only=True, number=errno.ENOSPC)

    def work():
        with faults, suppress(OSError):
            edited.published(www)

    in_child(work)
    assert [] in [differing(www / "site", one / "site") for one in (edited.old, edited.new)]
    edited.published(www)
    assert differing(www / "site", edited.new / "site") == []
    assert sorted(path.name for path in www.iterdir()) == ["site", "store"]
