"""Behind each sentence of the packet's page: pointing at its mark, reaching it by keyboard, pressing it."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_journey import drafted, read

pytestmark = pytest.mark.browser

FIRST = "Cut the weekly reconciliation from four hours to twenty minutes."
SECOND = "All three finance teams use it."
LOG = f"- 2026-03-14: {FIRST} {SECOND}\n- 2026-05-02: Wrote the template for incident reviews that Billing now uses.\n"


@pytest.fixture
def bullet(page: Page) -> Locator:
    """A bullet of two sentences from one entry, on the page of its packet."""
    read(page, LOG)
    page.get_by_role("button", name="Draft the packet").click()
    drafted(page)
    found = page.locator(".bullets > li", has_text=FIRST).first
    expect(found.get_by_role("img", name="supported", exact=True)).to_have_count(2)
    expect(found.locator(".entry")).to_be_hidden()
    return found


def lit(bullet: Locator) -> str:
    """The words of the entry that are marked for the eye."""
    marks = bullet.locator("mark").all()
    clear = "rgba(0, 0, 0, 0)"
    seen = [one for one in marks if one.evaluate("one => getComputedStyle(one).backgroundColor") != clear]
    return " ".join(" ".join(one.inner_text() for one in seen).split())


def test_pointing_at_a_mark_shows_what_that_sentence_rests_on(page: Page, bullet: Locator) -> None:
    for n, (sentence, other) in enumerate(((FIRST, SECOND), (SECOND, FIRST))):
        bullet.locator(".said i").nth(n).hover()
        expect(bullet.locator(".entry")).to_be_visible()
        assert sentence.rstrip(".") in lit(bullet)
        assert other.rstrip(".") not in lit(bullet)
        expect(bullet.locator(".why")).to_contain_text("Supported")
    # It stays while the pointer goes to it, and goes with the pointer.
    bullet.locator(".entry").hover()
    expect(bullet.locator(".entry")).to_be_visible()
    page.get_by_role("heading", level=1).hover()
    expect(bullet.locator(".entry")).to_be_hidden()


def test_escape_sends_it_away(page: Page, bullet: Locator) -> None:
    bullet.locator(".said i").first.hover()
    expect(bullet.locator(".entry")).to_be_visible()
    page.keyboard.press("Escape")
    expect(bullet.locator(".entry")).to_be_hidden()


def test_by_keyboard_all_that_the_bullet_rests_on_is_shown(page: Page, bullet: Locator) -> None:
    summary = bullet.locator("summary")
    page.keyboard.press("Tab")
    summary.focus()
    expect(bullet.locator(".entry")).to_be_visible()
    assert FIRST.rstrip(".") in lit(bullet)
    assert SECOND.rstrip(".") in lit(bullet)
    page.keyboard.press("Tab")
    expect(bullet.locator(".entry")).to_be_hidden()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(bullet.locator("details[open] .entry")).to_be_visible()


def test_pressing_a_mark_opens_the_evidence_for_good(page: Page, bullet: Locator) -> None:
    bullet.locator(".said i").first.click()
    page.get_by_role("heading", level=1).hover()
    expect(bullet.locator("details[open] .entry")).to_be_visible()
