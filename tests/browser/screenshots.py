"""Takes the pictures of the README: `make screenshots`, or `python -m tests.browser.screenshots --site DIR --out DIR`."""

import argparse
import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from benchmarks.served import served
from tests.browser.browsing import addresses, chromium
from tests.built import DATA, build

PAGES = ("home", "union", "union-year", "clause", "overdue")
WIDTHS = {360: 740, 1280: 800}
COLOURS = 128  # flat pages lose nothing one could see, and a picture a third of its size


def main() -> None:
    """Build the demo portal unless a site is given, and picture it at both widths, light and dark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("docs/pictures"))
    parser.add_argument("--site", type=Path, help="a built site of --data; without it data/ is built first")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--pages", nargs="+", default=PAGES, choices=tuple(addresses()))
    parser.add_argument("--whole", action="store_true", help="the whole length of each page, not its first screen")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = options.site or Path(folder) / "site"
        if options.site is None:
            build(options.data, site)
        with served(site) as base, chromium() as browser:
            for name in options.pages:
                for width, height in WIDTHS.items():
                    for scheme in ("light", "dark"):
                        address = base + addresses(options.data)[name]
                        shot = picture(browser, address, width, height, scheme, whole=options.whole)
                        target = options.out / f"{name}-{width}-{scheme}.png"
                        target.write_bytes(shot)
                        print(f"{target}  {len(shot) // 1024} kB")  # noqa: T201 (a command's answer)


def picture(browser: Browser, address: str, width: int, height: int, scheme: str, *, whole: bool) -> bytes:
    """A PNG of the page at `address`, a phone's or a desktop's first screen, or all of it."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    shot = Image.open(io.BytesIO(page.screenshot(full_page=whole)))
    context.close()
    small = io.BytesIO()
    shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    main()
