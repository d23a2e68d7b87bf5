"""`make screenshots`: the pictures of docs/images, taken of the pages as they are, from the shipped example."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.service_process import ServiceProcess

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
WIDE = {"width": 1280, "height": 800}

ANSWER = (
    "On 2026-02-10 I took on the returns backlog that nobody owned, split it into three parts and carried it through; "
    "open returns fell from 310 to 40."
)


def main() -> int:
    """Writes the pictures; exits with 2 where there is no chromium to take them with."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("Chromium is not installed: apt-get install chromium", file=sys.stderr)
        return 2
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, ServiceProcess(Path(data)) as service, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        base = str(service.client.base_url)
        light = browser.new_context(base_url=base, viewport=WIDE, color_scheme="light").new_page()
        packet = _walk(light)
        dark = browser.new_context(base_url=base, viewport=WIDE, color_scheme="dark").new_page()
        dark.goto(packet)
        _shoot(dark, "packet-dark")
        browser.close()
    return 0


def _walk(page: Page) -> str:
    """From the example log to its packet and an interview, a picture at each; returns the packet's address."""
    page.goto("/")
    page.locator("#log_text").fill((ROOT / "examples" / "brag-log.md").read_text(encoding="utf-8"))
    page.get_by_role("button", name="Read it").click()
    page.wait_for_selector("ol.entries")
    _shoot(page, "read")
    page.get_by_role("button", name="Draft the packet").click()
    page.wait_for_selector("article.document", timeout=60_000)
    packet = page.url
    page.locator("#dimension-1").evaluate("one => one.scrollIntoView({behavior: 'instant'})")
    page.locator(".bullets .said i").nth(2).hover()
    page.wait_for_selector(".glimpse")
    _shoot(page, "packet")
    page.get_by_role("button", name="Answer a few questions").click()
    page.wait_for_selector("form.question")
    page.locator("#text").fill(ANSWER)
    page.get_by_role("button", name="Answer", exact=True).click()
    page.wait_for_selector(".amendment")
    page.wait_for_load_state("networkidle")
    page.locator(".asked-line").first.scroll_into_view_if_needed()
    _shoot(page, "interview")
    return packet


def _shoot(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    raise SystemExit(main())
