"""What follows from bytes alone is made once where there is a memory, and says the same whether made or remembered."""

from random import Random

import pytest

from tests import builders
from tests.pipeline.edits import _set
from yangguang.core.memory import Kept, once
from yangguang.door import loader
from yangguang.site.vault import Vault


@pytest.fixture
def vault(tmp_path):
    Kept.memory = made = Vault(tmp_path / "store")
    yield made
    Kept.memory = None


def put_on_record(vault):
    """As at the end of a build."""
    fresh, damaged = vault.drained()
    vault.add(fresh)
    vault.close()
    assert damaged == []
    return [card.name for card in fresh]


def test_it_is_made_once_of_the_same(vault):
    made = []

    def make():
        made.append(1)
        return "x"

    for key in ("a", "a", "b"):
        assert once("thing", key, make) == "x"
        put_on_record(vault)
    assert len(made) == 2


def test_without_a_memory_it_is_made_each_time():
    assert [once("thing", "a", lambda number=number: number) for number in (1, 2)] == [1, 2]


def test_a_number_of_a_person_in_the_register_is_told_each_time(tmp_path, vault):
    data = builders.portal(tmp_path / "data")

    def told():
        loader._gated.cache_clear()  # as in another process
        issues = loader.load_registry(data)[1]
        put_on_record(vault)
        return [one.code for one in issues]

    clean = [told(), told()]
    _set(data / "registry" / "unions.csv", Random(1), "name", "致电13800138000工会")
    found = [told(), told()]
    assert clean == [[], []]
    assert found[0] == found[1] == ["privacy.mobile-number"]
