"""A draft in the making, in a real browser: sections appear as they are verified, with no page loaded anew."""

import re
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.provider import Asked, Provider, Wire, answers, fails
from tests.service_process import ServiceProcess
from tests.web.test_durable_drafts import CASE, COPIES, LATER, settings
from tests.web.test_interview_events import CASE as TALK
from tests.web.test_interview_events import FAIR, SAID

pytestmark = pytest.mark.browser


def test_sections_appear_as_they_are_verified_alike_in_every_tab(chromium: Browser, tmp_path: Path) -> None:
    go_on = threading.Event()

    def behave(wire: Wire, asked: Asked) -> None:
        """Answers for one section at once, for the other when it may go on."""
        if "Leads work across teams" in asked.user:
            go_on.wait(60)
        answers(COPIES)(wire, asked)

    together = {"PROMOCASE_MODEL_CONCURRENCY": "4"}
    with Provider(behave) as provider, ServiceProcess(tmp_path, **settings(provider, **together)) as service:
        ordered = service.client.post("/v1/packets", json=CASE, headers=LATER).raise_for_status().json()
        context = chromium.new_context(base_url=service.address)
        tabs = [context.new_page(), context.new_page()]
        for tab in tabs:
            tab.goto(f"/packets/{ordered['id']}")
            tab.evaluate("window.loadedOnce = true")
        for tab in tabs:
            expect(tab.locator("#coming .bullets")).to_contain_text("release checklist", timeout=30_000)
            expect(tab.locator("#coming")).to_contain_text("not yet")
            expect(tab.locator("#coming")).to_contain_text(re.compile(r"\d+ tokens"))
            assert tab.evaluate("window.loadedOnce") is True
        go_on.set()
        for tab in tabs:
            expect(tab.locator("article.document h1")).to_be_visible(timeout=30_000)
        context.close()


def test_what_was_heard_stands_there_before_a_model_has_worded_the_next_question(
    chromium: Browser, tmp_path: Path
) -> None:
    go_on = threading.Event()

    def behave(wire: Wire, asked: Asked) -> None:
        go_on.wait(60)
        answers({"question": FAIR})(wire, asked)

    with Provider(fails(401)) as provider, ServiceProcess(tmp_path, **settings(provider)) as service:
        interview = service.client.post("/v1/interviews", json=TALK).raise_for_status().json()
        with provider.lock:
            provider.behaviours = (behave,)
        context = chromium.new_context(base_url=service.address)
        page = context.new_page()
        page.goto(f"/interviews/{interview['id']}")
        page.evaluate("window.loadedOnce = true")
        page.locator("#text").fill(SAID)
        page.get_by_role("button", name="Answer", exact=True).click()
        expect(page.locator(".mine").last).to_contain_text(SAID, timeout=30_000)
        expect(page.locator(".amendment")).to_contain_text("4 hours to 20 minutes")
        assert not go_on.is_set()
        go_on.set()
        expect(page.locator("form.question label")).to_have_text(FAIR, timeout=30_000)
        # What is typed while the question is still coming is not taken away when it has come.
        page.locator("#text").fill("Half a thou")
        expect(page.locator("#text")).to_be_focused()
        page.wait_for_load_state("networkidle")
        expect(page.locator("#text")).to_have_value("Half a thou")
        assert page.evaluate("window.loadedOnce") is True
        # A refused answer is told by the page, and nothing typed is lost.
        page.evaluate("document.querySelector('form.question').elements.version.value = '0'")
        page.locator("#text").fill("Typed in another window.")
        page.get_by_role("button", name="Answer", exact=True).click()
        expect(page.get_by_role("alert")).to_be_visible(timeout=30_000)
        expect(page.locator("#text")).to_have_value("Typed in another window.")
        context.close()
