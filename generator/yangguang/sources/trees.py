"""What lies in many folders at many commits, asked of git all at once: trees as git stores them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yangguang.sources.git import GitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yangguang.sources.git import Checkout

_TREE, _SUBMODULE, _EVIDENCE = "40000", "160000", "documents"


class Blob(NamedTuple):
    """A file that git keeps: its mode, the name of its object, its size in bytes, its path in DATA."""

    mode: str
    name: str
    size: int
    path: str


class _Entry(NamedTuple):
    mode: str
    name: str
    path: str


def list_folders(checkout: Checkout, versions: Sequence[tuple[str, str]]) -> list[list[Blob] | None]:
    """The files in each folder at its commit, sorted by path; None where there are none, or others than a package has.

    Raises GitError.
    """
    spoken = {f"{commit}:{checkout.path(folder)}" for commit, folder in versions if folder.isprintable()}
    trees = _read(checkout, spoken)
    found = [_entries(trees.get(f"{commit}:{checkout.path(folder)}"), folder) for commit, folder in versions]
    below = [next((one for one in some or () if _is_evidence(one)), None) for some in found]
    evidence = _read(checkout, {one.name for one in below if one})
    listed: list[list[_Entry] | None] = []
    for some, folder in zip(found, below, strict=True):
        more = _entries(evidence.get(folder.name), folder.path) if folder else []
        own = [one for one in some or () if one is not folder]
        plain = more is not None and all(one.mode not in {_TREE, _SUBMODULE} for one in (*own, *more))
        listed.append(sorted([*own, *(more or ())], key=lambda one: one.path) if plain and (own or more) else None)
    sizes = _sizes(checkout, {one.name for some in listed for one in some or ()})
    return [[Blob(one.mode, one.name, sizes[one.name], one.path) for one in some] if some else None for some in listed]


def _is_evidence(one: _Entry) -> bool:
    return one.mode == _TREE and one.path.rpartition("/")[2] == _EVIDENCE


def _entries(tree: bytes | None, folder: str) -> list[_Entry] | None:
    """What a tree lists, each with its path; None where there is no tree. Names of objects are 20 bytes or 32."""
    if tree is None:
        return None
    found, at, kind = [], 1, 20 if tree[0] == 40 else 32
    while at < len(tree):
        end = tree.index(b"\0", at)
        mode, _, name = tree[at:end].partition(b" ")
        at = end + 1 + kind
        path = f"{folder}/{name.decode('utf-8', 'surrogateescape')}"
        found.append(_Entry(mode.decode("ascii"), tree[end + 1 : at].hex(), path))
    return found


def _read(checkout: Checkout, names: Iterable[str]) -> dict[str, bytes]:
    """The trees of these names, each behind a byte that says how many digits its own name has."""
    asked = sorted(names)
    if not asked:
        return {}
    output = checkout.ask("cat-file", "--batch", stdin="".join(f"{name}\n" for name in asked).encode())
    found, at = {}, 0
    for name in asked:
        end = output.index(b"\n", at)
        facts, at = output[at:end].split(b" "), end + 1
        if facts[-1] == b"missing":
            continue
        size = int(facts[-1])
        if facts[1] == b"tree":
            found[name] = bytes([len(facts[0])]) + output[at : at + size]
        at += size + 1
    return found


def _sizes(checkout: Checkout, names: Iterable[str]) -> dict[str, int]:
    asked = sorted(names)
    return dict(_sized(checkout, asked)) if asked else {}


def _sized(checkout: Checkout, asked: list[str]) -> Iterator[tuple[str, int]]:
    lines = checkout.ask("cat-file", "--batch-check", stdin="".join(f"{name}\n" for name in asked).encode())
    for line in lines.decode("ascii").splitlines():
        name, *facts = line.split(" ")
        if len(facts) != 2:
            raise GitError(f"object {name} cannot be read")
        yield name, int(facts[1])
