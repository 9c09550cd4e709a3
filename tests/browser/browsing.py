"""A headless Chromium that listens, and the addresses of one page of every kind."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests.built import DATA

PAGES = (
    "home", "unions", "union", "union-year", "evidence", "clauses", "clause", "district", "audits", "explore", "overdue", "data", "guide", "about"
)  # fmt: skip
NAMES = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SANDBOX = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # Chromium refuses root otherwise
REMEMBER_VIOLATIONS = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", e => window.violations.push(`${e.violatedDirective} ${e.blockedURI}`));
"""


def addresses(data: Path = DATA) -> dict[str, str]:
    """The address of each of PAGES on the site of `data`."""
    package = max(data.glob("unions/*/*/2025/three_public.csv"))  # only large unions report it: a full page
    district, union_id, year = package.parts[-4:-1]
    return {
        "home": "",
        "unions": "unions/",
        "union": f"unions/{union_id}/",
        "union-year": f"unions/{union_id}/{year}/",
        "evidence": f"unions/{union_id}/{year}/evidence/",
        "clauses": "clauses/",
        "clause": "clauses/2-4-9/",
        "district": f"districts/{district}/",
        "audits": "audits/",
        "explore": "explore/",
        "overdue": "overdue/",
        "data": "data/",
        "search": "search/",
        "guide": "guide/",
        "about": "about/",
    }


@dataclass(kw_only=True)
class Visit:
    """A page in the browser, and everything that went wrong while it was there."""

    page: Page
    console: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def listen(self, host: str) -> None:
        """Take down console errors, exceptions, requests to other hosts, answers that are none."""
        self.page.on("console", lambda said: said.type in {"error", "warning"} and self.console.append(said.text))
        self.page.on("pageerror", lambda error: self.console.append(str(error)))
        self.page.on(
            "request",
            lambda request: (
                urlsplit(request.url).netloc not in {host, ""}
                and urlsplit(request.url).scheme not in {"data", "blob"}
                and self.foreign.append(request.url)
            ),
        )
        self.page.on("response", lambda answer: answer.status >= 400 and self.failed.append(answer.url))
        self.page.on("requestfailed", lambda request: self.failed.append(request.url))


@contextmanager
def chromium() -> Iterator[Browser]:
    """The installed Chromium, headless."""
    program = next((found for name in NAMES if name and (found := shutil.which(name))), None)
    assert program, "no Chromium found: tests/browser/install.sh installs one or says how"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=SANDBOX)
        try:
            yield browser
        finally:
            browser.close()
