"""Let Lighthouse (locked beside this file) visit the four pages that members open, as a phone, three times each.

    python -m benchmarks.lighthouse SITE TOOLS       (npm installs into TOOLS; npm and Chromium are needed)

The median of each category goes to results.json. A busy machine is a slow phone: measure when nothing else runs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.gzipped import Host
from benchmarks.served import served

HERE = Path(__file__).parent
LEAST, VISITS = 95, 3
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    """Visit, print, write; exit 1 where a median is below LEAST."""
    site, tools = (Path(argument).resolve() for argument in sys.argv[1:])
    npm, browser = shutil.which("npm"), next(filter(None, map(shutil.which, CHROMIUM)), None)
    if not (npm and browser):
        sys.exit("npm and Chromium are needed (on Debian: apt-get install npm chromium)")
    tools.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / name, tools)
    subprocess.run([npm, "ci", "--prefix", tools, "--loglevel=error"], check=True, stdout=subprocess.DEVNULL)
    busy = os.getloadavg()[0]
    with served(site, Host) as base:
        scores = {name: _scores(tools, browser, base + path) for name, path in _pages(site).items()}
    results = {"load_before": round(busy, 2), "visits": VISITS, "scores": scores}
    (HERE / "results.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    for name, found in scores.items():
        sys.stdout.write(f"{name:12} {'  '.join(f'{title} {score}' for title, score in found.items())}\n")
    sys.exit(any(score < LEAST for found in scores.values() for score in found.values()))


def _pages(site: Path) -> dict[str, str]:
    """The addresses: of a union's years the one with the longest page."""
    year = max(
        site.glob("unions/*/[0-9][0-9][0-9][0-9]/index.html"), key=lambda page: (page.stat().st_size, page)
    ).parent
    union = year.parent.relative_to(site).as_posix()
    return {"home": "", "union": f"{union}/", "union-year": f"{union}/{year.name}/", "clause": "clauses/2-4-9/"}


def _scores(tools: Path, browser: str, address: str) -> dict[str, int]:
    """The median score of each category, of 100, over VISITS visits with nothing kept from the one before."""
    seen = [_visit(tools, browser, address) for _ in range(VISITS)]
    return {name: round(median(100 * visit[name]["score"] for visit in seen)) for name in seen[0]}


def _visit(tools: Path, browser: str, address: str) -> dict[str, Any]:
    flags = "--headless=new --no-sandbox" if os.geteuid() == 0 else "--headless=new"
    told = subprocess.run(
        [tools / "node_modules/.bin/lighthouse", address, "--quiet", "--output=json", f"--chrome-flags={flags}"],
        check=True, capture_output=True, env={**os.environ, "CHROME_PATH": browser},
    )  # fmt: skip
    return json.loads(told.stdout)["categories"]


if __name__ == "__main__":
    main()
