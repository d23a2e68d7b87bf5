"""What a person does in the browser, from a pasted log to a document in hand."""

import io
import json
import re

import docx
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LOG = """\
- 2026-03-14: Cut the weekly reconciliation from four hours to twenty minutes for all three finance teams.
  Priya N., Finance lead: "this saved us at month end"
- 2026-04-20: Got the dispatch, billing and portal leads to agree on one definition of delivered.
- 2026-05-02: Wrote the template for incident reviews that Dispatch and Billing now use.
- 2026-06-11: Taught two engineers to run the reconciliation on their own.
"""


def read(page: Page, log: str = LOG) -> None:
    page.goto("/")
    page.get_by_label("or paste it").first.fill(log)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What was read")


def drafted(page: Page) -> None:
    page.wait_for_url(re.compile(r"/packets/[^/]+$"))
    expect(page.locator("article.document h1")).to_be_visible(timeout=60_000)


def test_from_a_pasted_log_to_every_form_of_the_packet(page: Page) -> None:
    read(page)
    expect(page.locator("ol.entries > li")).to_have_count(4)
    page.get_by_role("button", name="Draft the packet").click()
    drafted(page)
    first = page.url

    evidence = page.locator("details.evidence").first
    expect(evidence.locator(".entry").first).to_be_hidden()
    evidence.locator("summary").click()
    expect(evidence.locator(".entry").first).to_be_visible()
    expect(evidence.locator("mark").first).not_to_be_empty()

    page.get_by_role("button", name="Answer a few questions").click()
    expect(page.locator("form.question")).to_be_visible()
    asked = page.locator("form.question label").inner_text()
    page.locator("#text").fill("It was about 45 minutes a week before, and 10 after.")
    page.get_by_role("button", name="Answer", exact=True).click()
    amendment = page.locator(".amendment")
    expect(amendment.first).to_contain_text("45 minutes a week before")
    amendment.first.get_by_role("button", name="Accept").click()
    expect(page.locator(".amendment.accepted")).to_have_count(1)
    assert page.locator("form.question label").inner_text() != asked

    page.get_by_role("button", name="Draft the packet again").click()
    page.wait_for_url("**/changes", timeout=60_000)
    expect(page.locator("article.document")).to_contain_text("45 minutes a week before")
    page.get_by_role("link", name="Version 2").click()
    drafted(page)
    assert page.url != first
    expect(page.locator("article.document")).to_contain_text("45 minutes a week before")

    packet = page.url.rsplit("/", 1)[-1]
    stored = json.loads(page.request.get(f"/v1/packets/{packet}").text())
    told = [
        sentence["text"]
        for section in stored["sections"]
        for one in section["bullets"]
        for sentence in one["sentences"]
    ]
    assert told
    written = page.request.get(f"/v1/packets/{packet}.md").text()
    word = docx.Document(io.BytesIO(page.request.get(f"/v1/packets/{packet}.docx").body()))
    document = "\n".join(paragraph.text for paragraph in word.paragraphs)
    for text in told:
        assert text.split(".")[0] in written.replace("\\", "")
        assert text.split(".")[0] in document


def test_a_packet_in_the_making_is_shown_alike_in_a_second_tab(page: Page) -> None:
    read(page)
    page.get_by_role("button", name="Draft the packet").click()
    page.wait_for_url(re.compile(r"/packets/[^/]+$"))
    other = page.context.new_page()
    other.goto(page.url)
    for tab in (page, other):
        expect(tab.locator("article.document h1")).to_be_visible(timeout=60_000)
    assert page.locator("article.document").inner_text() == other.locator("article.document").inner_text()


def test_a_refused_log_keeps_what_was_typed(page: Page) -> None:
    page.goto("/")
    page.get_by_label("or paste it").first.fill("   \n# Goals\n- learn Rust")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("or paste it").first).to_have_value("   \n# Goals\n- learn Rust")


def test_the_whole_way_is_walked_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")

    def to(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"{selector} is not reached by keyboard")

    to("#log_text")
    page.keyboard.insert_text(LOG)
    to("form[action='/read'] button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/read\?"))
    to("form[action='/drafts'] button[type=submit]")
    page.keyboard.press("Enter")
    drafted(page)
    to("details.evidence > summary")
    page.keyboard.press("Enter")
    expect(page.locator("details.evidence[open] .entry").first).to_be_visible()
