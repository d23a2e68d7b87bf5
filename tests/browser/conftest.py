"""A real browser (Debian's chromium, driven by Playwright) before a service in a process of its own."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.service_process import ServiceProcess

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Closed after each module: while it is driven this thread runs its event loop, and no test can have another."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    with ServiceProcess(tmp_path_factory.mktemp("browser")) as serving:
        yield serving


@pytest.fixture
def context(chromium: Browser, service: ServiceProcess) -> Iterator[BrowserContext]:
    """A fresh window at the service; whatever a page asks of another host, or throws, fails the test."""
    opened = chromium.new_context(base_url=str(service.client.base_url), viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(30_000)
    strange: list[str] = []
    here = str(service.client.base_url).rstrip("/")
    opened.on("request", lambda asked: None if asked.url.startswith((here, "data:")) else strange.append(asked.url))
    opened.on("weberror", lambda error: strange.append(str(error.error)))
    opened.on("dialog", lambda shown: (strange.append("a dialog opened"), shown.dismiss()))
    yield opened
    opened.close()
    assert strange == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
