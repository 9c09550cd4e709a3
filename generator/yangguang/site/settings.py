"""A portal's mkdocs.yml, read so that it runs nothing: whoever submits data may have changed it as well."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from yangguang.core.paths import SITE_TEMPLATES
from yangguang.site.disk import named
from yangguang.site.refused import RefusedError
from yangguang.site.theme import DOCS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

LOG = logging.getLogger("mkdocs.plugins.yangguang")
_HARMLESS = {"yangguang", "search"}


def load_settings(own: Path, *, trusted: bool) -> MkDocsConfig:
    """MkDocs' settings from `own`, else, where that is no file, from the mkdocs.yml packaged for new portals.

    No tag of Python's is obeyed, whoever wrote it. What else would run code that lies beside the data (hooks, other
    plugins, templates) is accepted from `trusted` settings alone. Raises RefusedError where they cannot be used.
    """
    source = own if own.is_file() else SITE_TEMPLATES / "init" / "mkdocs.yml"
    config = MkDocsConfig(config_file_path=str(source))
    try:
        with named(own), source.open("rb") as file:
            read = yaml_load(file, get_yaml_loader(yaml.SafeLoader, config))
        if not trusted and isinstance(read, dict) and (running := ", ".join(_running(read))):
            raise RefusedError(
                f"{own} 中的 {running} 会执行数据旁的代码；信任这份设置的，用 --config 指明它 / {running} would run code "
                "that lies beside the data; to trust these settings, name them with --config"
            )
        config.load_dict(read)
        if source != own:
            config.load_dict({"docs_dir": str(DOCS)})
        errors, warnings = config.validate()
    except (MkDocsException, ValueError) as wrong:
        raise RefusedError(f"{own} 用不了 / cannot be used: {_sentence(wrong)}") from None
    for name, warning in warnings:
        LOG.warning("%s: %s", name, warning)
    if errors:
        told = "; ".join(f"{name}: {error}" for name, error in errors)
        raise RefusedError(f"{own} 用不了 / cannot be used: {told}")
    if "yangguang" not in config.plugins:
        raise RefusedError(f"{own} 的 plugins 里没有 yangguang / has no yangguang among its plugins")
    said = {"site_url": config.site_url, "source_url": config.plugins["yangguang"].config["source_url"]}
    for name, address in (said | {"repo_url": config.repo_url}).items():
        if "@" in (address or "").partition("://")[2].partition("/")[0]:
            raise RefusedError(
                f"{own} 的 {name} 里有用户名或密码，会印在每一页上 / "
                f"{name} holds a name or a password, and every page would show it"
            )
    return config


def options(config: MkDocsConfig) -> dict[str, Any]:
    """What the settings say of a build, whose day is as it was written."""
    ours = config.plugins["yangguang"].config
    return {
        "data_dir": ours["data_dir"],
        "as_of": ours["as_of"],
        "lang": "en" if config.theme.get("language", "zh") == "en" else "zh",
        "workers": ours["workers"],
        "site_url": config.site_url or "",
        "source_url": ours["source_url"],
        "without_history": ours["without_history"],
        "posters": ours["posters"],
        "parquet": ours["parquet"],
    }


def _running(read: Mapping[str, Any]) -> Iterator[str]:
    """The settings by which MkDocs would run code of the portal's own folder."""
    plugins = read.get("plugins")
    listed = plugins if isinstance(plugins, list | dict) else ()
    names = [name for one in listed for name in (one if isinstance(one, dict) else (one,))]
    yield from (f"plugins: {name}" for name in names if name not in _HARMLESS)
    if read.get("hooks"):
        yield "hooks"
    theme = read.get("theme")
    if isinstance(theme, dict) and theme.get("custom_dir"):
        yield "theme: custom_dir"


def _sentence(wrong: MkDocsException | ValueError) -> str:
    said = wrong.format_message() if isinstance(wrong, MkDocsException) else str(wrong)
    if "tag:yaml.org,2002:python/" in said:
        return f"Python 标签会执行代码，不读取 / tags of Python's run code and are not read: {said}"
    return said
