"""Scripts in a person's text are text: nothing runs, nothing is loaded, whatever field they stand in."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_journey import LOG, drafted
from tests.shared import SHARED, needs_shared

pytestmark = [pytest.mark.browser, pytest.mark.shared, needs_shared]

_ACTIVE = re.compile(r"<\w|javascript:|on\w+\s*=|!\[", re.IGNORECASE)


def active_strings() -> list[str]:
    """The attack strings that a browser could act on, each on one line."""
    rows = [
        json.loads(line)["text"]
        for file in sorted((SHARED / "attacks").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return [" ".join(text.split()) for text in rows if _ACTIVE.search(text)]


def test_nothing_in_any_field_comes_alive(page: Page) -> None:
    strings = active_strings()
    assert len(strings) > 20
    bullets = "".join(f'- 2026-03-14: Wrote {text}\n  {text}, lead: "{text}"\n' for text in strings)
    page.goto("/")
    page.locator("#log_text").fill(LOG + bullets)
    page.locator("#own").check()
    row = " | ".join(text.replace("|", "/") for text in strings[:3])
    page.locator("#ladder_text").fill(
        f"| Dimension | {strings[0].replace('|', '/')} | Staff |\n|---|---|---|\n| {row} |"
    )
    page.locator("#from_level").fill(strings[0].replace("|", "/")[:200])
    page.locator("#to_level").fill("Staff")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("[role=alert], ol.entries")).to_be_visible()
    if page.get_by_role("alert").count():  # the ladder is refused: its words come back in their fields, inert
        expect(page.locator("#log_text")).to_have_value(re.compile("<"))
        page.locator("#built_in").check()
        page.locator("#from_level").fill("")
        page.locator("#to_level").fill("")
        page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What was read")
    assert "<" in page.locator("ol.entries").inner_text()
    page.get_by_role("button", name="Draft the packet").click()
    drafted(page)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.get_by_role("button", name="Answer a few questions").click()
    for text in strings[:4]:
        page.locator("#text").fill(text)
        page.get_by_role("button", name="Answer", exact=True).click()
        expect(page.locator(".mine").last).to_contain_text(text[:20])
    page.wait_for_load_state("networkidle")
    assert page.locator("main script, main img, main iframe, main object, main svg *[onload]").count() == 0
    links = page.eval_on_selector_all("main a[href]", "all => all.map(one => one.getAttribute('href'))")
    assert [link for link in links if not link.startswith(("/", "#", "https://", "http://"))] == []
