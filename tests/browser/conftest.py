"""The browser and the demo site, open for the tests of one process."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from benchmarks.served import served
from tests.browser.browsing import REMEMBER_VIOLATIONS, Visit, addresses, chromium


@pytest.fixture(scope="session")
def base(demo_site: Path) -> Iterator[str]:
    with served(demo_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def visit(browser: Browser, base: str) -> Iterator[Callable[..., Visit]]:
    """Opens a page of the demo site by its name in `addresses`: `visit("home", width=360, scheme="dark")`."""
    contexts = []

    def open_page(name: str, *, width: int = 1280, scheme: str = "light", javascript: bool = True) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale="zh-CN",
            reduced_motion="reduce",
        )
        contexts.append(context)
        if javascript:
            context.add_init_script(REMEMBER_VIOLATIONS)
        visited = Visit(page=context.new_page())
        visited.listen(urlsplit(base).netloc)
        visited.page.goto(base + addresses()[name], wait_until="networkidle")
        return visited

    yield open_page
    for context in contexts:
        context.close()
