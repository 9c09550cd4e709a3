"""The store gives back what was put in by the same program, and nothing else."""

import os
from datetime import date

from yangguang.core.watched import ALWAYS
from yangguang.site.vault import Card, Vault

TODAY = date(2026, 11, 23)


class Gone:
    """A value of a class that the next version of the program does not have."""


def test_a_store_of_another_version_is_cold_and_not_damaged(tmp_path, monkeypatch):
    Vault(tmp_path, "1").add([Card("pages a", "key", ALWAYS, Gone())])
    assert [card.name for card in Vault(tmp_path, "1").cards("pages a")] == ["pages a"]
    monkeypatch.delitem(globals(), "Gone")
    vault = Vault(tmp_path, "2")
    assert [*vault.cards("pages a")] == vault.damaged == []


def test_packs_that_no_card_came_to_need_go_after_a_day(tmp_path):
    vault = Vault(tmp_path)
    lost, fresh, needed = (vault.keep(name) for name in (b"lost", b"fresh", b"needed"))
    for name in (lost, needed):
        os.utime(tmp_path / "packs" / name[:2] / name, (0, 0))
    for number in range(16):
        vault.add([Card(f"{number}", "key", ALWAYS, None, (needed,))])
    assert {path.name for path in tmp_path.glob("packs/*/*")} == {fresh, needed}
