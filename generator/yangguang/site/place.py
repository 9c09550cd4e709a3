"""Where a site may stand: a folder that a build may replace whole, without losing what it did not make."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from yangguang.site.refused import RefusedError
from yangguang.site.store import SIGN

if TYPE_CHECKING:
    from collections.abc import Iterator


def published_folder(site: Path, *sources: Path) -> Path:
    """Where `site` really lies, links followed; it need not exist yet. `sources` are what the site is made from.

    Raises RefusedError where a build may not take that place, and OSError where the system does not let us look.
    """
    place = Path(os.path.realpath(site))
    for wrong, sentence in _objections(site, place, [Path(os.path.realpath(one)) for one in sources]):
        if wrong:
            raise RefusedError(f"{site} {sentence}")
    return place


def _objections(site: Path, place: Path, sources: list[Path]) -> Iterator[tuple[bool, str]]:
    """Each reason against `place`, and whether it holds; asked in this order, none after the first that does."""
    yield (
        site.is_symlink() and not site.exists(),
        "是一个没有去处的链接，请先建好它指向的目录 / is a link that leads nowhere; make the folder it points to",
    )
    yield place.exists() and not place.is_dir(), "不是目录 / is not a folder"
    yield place == place.parent, "是根目录，请写到其中的一个目录 / is the root; name a folder below it"
    yield (
        Path.cwd().is_relative_to(place),
        "是当前目录或其上级，请换一个目录运行 / is the working folder or above it; run this from elsewhere",
    )
    yield (
        any(source.is_relative_to(place) or (source.is_dir() and place.is_relative_to(source)) for source in sources),
        "与数据或设置重叠，请换一个目录 / overlaps the data or the settings it is built from; name another folder",
    )
    yield (
        ".git" in place.parts or os.path.lexists(place / ".git"),
        "是 git 仓库的一部分，请换一个目录 / is part of a git repository; name a folder of its own",
    )
    yield (
        _holds_mount(place),
        "是挂载点或含有挂载点，不能整体替换，请写到挂载点下的一个目录 / "  # noqa: ISC004 (one sentence in two languages)
        "is or holds a mount point and cannot be replaced whole; name a folder below the mounted one",
    )
    yield (
        place.exists() and hasattr(os, "geteuid") and os.geteuid() not in {0, place.stat().st_uid},
        "属于另一个用户，不能整体替换 / belongs to another user and cannot be replaced whole",
    )
    yield (
        place.is_dir() and any(place.iterdir()) and not (place / SIGN).is_file(),
        "不是本系统生成的站点，不会覆盖 / was not built by yangguang and is not replaced",
    )


def _holds_mount(place: Path) -> bool:
    """Whether a file system is mounted at or below `place`. Bind mounts, which `is_mount` cannot tell, are found on Linux."""
    try:
        table = Path("/proc/self/mountinfo").read_bytes()
    except OSError:
        return place.is_mount()
    points = (re.sub(rb"\\([0-7]{3})", _unescape, line.split()[4]) for line in table.splitlines())
    return any(Path(os.fsdecode(point)).is_relative_to(place) for point in points)


def _unescape(octal: re.Match[bytes]) -> bytes:
    return bytes([int(octal[1], 8)])
