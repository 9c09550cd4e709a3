"""Where templates and the policy tables lie: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
SITE_TEMPLATES = next(
    folder for folder in (_PACKAGE / "site_templates", _PACKAGE.parent / "site_templates") if folder.is_dir()
)
POLICY = next(folder for folder in (_PACKAGE / "policy_tables", _PACKAGE.parent / "data" / "policy") if folder.is_dir())
