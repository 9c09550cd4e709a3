"""An empty portal for another federation, buildable as it is: what `yangguang init DIR` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.paths import POLICY, SITE_TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEMPLATE = SITE_TEMPLATES / "init"
_DOTTED = frozenset(
    {"gitattributes", "gitee", "github", "gitignore", "gitlab", "gitlab-ci.yml", "pre-commit-config.yaml", "workflow"}
)  # kept without their dot, so that this repository's tools leave them alone


def scaffold() -> Iterator[tuple[str, bytes]]:
    """(path relative to DIR, bytes): settings, registry with one example union, policy, an about page, what forges run."""
    for path in sorted(_TEMPLATE.rglob("*")):
        if path.is_file():
            first, *rest = path.relative_to(_TEMPLATE).parts
            yield "/".join((f".{first}" if first in _DOTTED else first, *rest)), path.read_bytes()
    for path in sorted(POLICY.iterdir()):
        yield f"data/policy/{path.name}", path.read_bytes()
