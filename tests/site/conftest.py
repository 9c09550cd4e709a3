"""The two sites that the tests of every target publish one after the other."""

import pytest

from tests.site.two_sites import NEW, OLD, made


@pytest.fixture
def old(tmp_path):
    return made(tmp_path / "old", OLD)


@pytest.fixture
def new(tmp_path):
    return made(tmp_path / "new", NEW)
