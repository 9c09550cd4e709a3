"""No private number reaches a built site: neither through a refusal, nor through the version shown instead, nor in a zip."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.builders import DISTRICT, SCHOOL, SHOP, UNION, as_csv, commit, package_files, portal, write
from tests.built import build, once
from tests.door.hiding_places import KINDS
from tests.healthy import HEALTHY

if TYPE_CHECKING:
    from pathlib import Path

SECRETS = {
    kind: number for kind, number in KINDS.items() if kind not in {"mobile full-width", "landline"}
}  # an office has one


def plant(data: Path) -> None:
    """Three packages that were healthy, now full of numbers, and as many numbers beside them."""
    home = data / "unions" / DISTRICT
    notes = [
        HEALTHY["matters"][0] | {"matter_id": f"M{at}", "note": f"联系{number}"}
        for at, number in enumerate(KINDS.values())
    ]
    amounts = [HEALTHY["transfers"][0] | {"amount": KINDS["mobile with dashes"], "document_no": KINDS["mobile"]}]
    write(home / UNION / "2025", package_files(
        matters=notes, transfers=amounts, channels=[{"channel_id": KINDS["e-mail"], "kind": KINDS["card"], "contact": "x"}],
        descriptor={"title": f"报告{KINDS['mobile']}", "version": KINDS["mobile"], KINDS["card"]: KINDS["passport"]},
    ))  # fmt: skip
    header, rest = package_files(SCHOOL)["accounts.csv"].split(b"\n", 1)
    write(home / SCHOOL / "2025", package_files(SCHOOL) | {
        "accounts.csv": header + f",{KINDS['mobile']}\n".encode() + rest,
        "projects.csv": (as_csv("projects", HEALTHY["projects"]).decode() + KINDS["old identity number"]).encode("gb18030"),
        f"张三{KINDS['mobile']}.txt": KINDS["identity number"].encode(),
    })  # fmt: skip
    write(home / SCHOOL / "2025" / "documents", {f"{KINDS['identity number']}.pdf": b"%PDF"})
    write(home / SHOP / "2025", package_files(SHOP, accounts=f"{KINDS['card in groups']},{KINDS['e-mail']}\n1,2\n"))
    write(home / SHOP / f"2025{KINDS['mobile']}", {"x.csv": b""})
    write(home / KINDS["mobile with dashes"] / "2025", {"x.csv": KINDS["landline"].encode()})
    write(data / "unions" / KINDS["identity number"], {".gitkeep": b""})
    write(data, {f"{KINDS['card']}.csv": KINDS["mobile abroad"].encode()})


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("private") / "data"
    packages = {(union, 2025): package_files(union) for union in (UNION, SCHOOL)}
    portal(data, packages)
    commit(data, "2026-04-15")
    plant(data)
    commit(data, "2026-05-20")
    return once(tmp_path_factory, "private-site", lambda folder: build_quietly(data, folder))


def build_quietly(data: Path, folder: Path) -> None:
    said = build(data, folder)
    assert not [kind for kind, secret in SECRETS.items() if pattern(secret).search(said)]


def pattern(secret: str) -> re.Pattern[str]:
    """The secret's first eight characters, whatever separates them."""
    characters = [re.escape(char) for char in secret if char.isalnum() or char == "@"][:8]
    return re.compile(r"[\W_]{0,3}".join(characters))


def texts(path: Path) -> list[str]:
    if path.suffix == ".zip":
        archive = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
        return [archive.read(name).decode("utf-8", "replace") + name for name in archive.namelist()]
    return [path.read_bytes().decode("utf-8", "replace") + path.name]


def test_no_file_of_the_site_has_a_number(site: Path) -> None:
    secrets = {kind: pattern(secret) for kind, secret in SECRETS.items()}
    files = [
        path for path in site.rglob("*") if path.suffix in {".html", ".json", ".csv", ".zip", ".txt", ".xml", ".svg"}
    ]
    assert len(files) > 100
    found = [
        (str(path.relative_to(site)), kind)
        for path in files
        for text in texts(path)
        for kind, secret in secrets.items()
        if secret.search(text)
    ]
    assert found == []


def test_the_packages_are_refused_and_the_earlier_version_is_shown(site: Path) -> None:
    told = json.loads((site / "api" / "v1" / "build.json").read_text(encoding="utf-8"))
    assert {one["union_id"] for one in told["quarantined"]} == {UNION, SCHOOL, SHOP}
    assert (site / "api" / "v1" / "unions" / UNION / "2025.zip").exists()
    assert not (site / "api" / "v1" / "unions" / SHOP / "2025.zip").exists()
