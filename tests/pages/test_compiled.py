"""Templates that were compiled once are taken from where they are remembered, and write the same."""

from jinja2 import DictLoader, Environment

from yangguang.core.memory import Kept
from yangguang.pages.press import Compiled
from yangguang.site.vault import Vault


def written(memory, code, source="{{ 1 + n }}"):
    """What a new process writes with `memory`."""
    Kept.memory = memory
    try:
        return (
            Environment(loader=DictLoader({"page": source}), bytecode_cache=Compiled(code))
            .get_template("page")
            .render(n=1)
        )
    finally:
        Kept.memory = None


def compiled(vault):
    """How many templates were compiled since the last look; all are on record from then on."""
    fresh, damaged = vault.drained()
    vault.add(fresh)
    vault.close()
    assert damaged == []
    return len(fresh)


def test_a_template_is_compiled_once_for_each_language(tmp_path):
    vault = Vault(tmp_path)
    assert (written(vault, "zh"), compiled(vault)) == ("2", 1)
    assert (written(vault, "zh"), compiled(vault)) == ("2", 0)
    assert (written(vault, "en"), compiled(vault)) == ("2", 1)


def test_another_source_is_compiled(tmp_path):
    vault = Vault(tmp_path)
    assert (written(vault, "zh"), compiled(vault)) == ("2", 1)
    assert (written(vault, "zh", "{{ 2 + n }}"), compiled(vault)) == ("3", 1)


def test_another_program_compiles_anew(tmp_path):
    before, vault = Vault(tmp_path, "1"), Vault(tmp_path, "2")
    assert (written(before, "zh"), compiled(before)) == ("2", 1)
    assert (written(vault, "zh"), compiled(vault)) == ("2", 1)
