"""How large a site is, and what that means for the host it is meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.issues import Text

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 900  # megabytes: GitHub Pages takes 1 GB, and a portal grows while nobody looks


def size_of(site: Path) -> int:
    """Bytes of every file below `site`, whoever wrote it."""
    return sum(path.stat().st_size for path in site.rglob("*") if path.is_file())


def too_large(size: int, limit: int) -> Text | None:
    """What to do with a site of `size` bytes that is larger than `limit` megabytes, None where it is not."""
    if size <= limit * 1_000_000:
        return None
    return Text(
        f"站点有 {size / 1e6:.0f} MB，超过 {limit} MB：GitHub Pages 最多容纳 1 GB，再大就不能部署。"
        "请改放对象存储或自己的网站服务器（没有这个上限），或者按区域分成几个门户",
        f"The site has {size / 1e6:.0f} MB, more than {limit} MB: GitHub Pages holds at most 1 GB and deploys nothing "
        "larger. Publish it from object storage or a web server of your own, which have no such limit, or make a portal of "
        "each district",
    )
