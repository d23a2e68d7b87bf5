"""Every page in light and dark, wide and narrow: nothing for axe to object to, nothing wider than the window."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.service_process import ServiceProcess

pytestmark = pytest.mark.browser

EMPTY = "- x\n"
LONG = Path(__file__).resolve().parents[2] / "evals" / "logs" / "two-hundred.md"
NAMES = (
    "- 2026-03-14: Taught Ada Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschafers to deploy. "
    'שרה לוי, מנהלת: "עבודה מצוינת"\n- 2026-04-01: قدت نقل الفواتير إلى النظام الجديد.\n'
    f"- 2026-05-01: Wrote https://example.com/{'a' * 300} for the team.\n"
)


@pytest.fixture(scope="module", params=["long", "almost empty", "long names"])
def addresses(request: pytest.FixtureRequest, service: ServiceProcess) -> list[str]:
    """The address of every page there is for one log."""
    log = {"long": LONG.read_text(encoding="utf-8"), "almost empty": EMPTY, "long names": NAMES}
    client = service.client
    sent = {"log": log[request.param]}
    stored = client.post("/v1/logs", json=sent).json()["id"]
    packet = client.post("/v1/packets", json={"log_id": stored}).json()["id"]
    drafted = client.post(f"/v1/packets/{packet}/redrafts").json()
    again = drafted["id"]
    bullet = next((one["id"] for section in drafted["sections"] for one in section["bullets"]), "none")
    untrue = {"text": "Cut the cost of everything for the whole company from 90 to 2 percent."}
    changed = client.patch(f"/v1/packets/{again}/bullets/{bullet}", json=untrue)
    edited = changed.json() if changed.is_success else drafted
    interview = client.post("/v1/interviews", json={"packet_id": edited["id"]}).json()
    said = {"text": "About 45 minutes a week before, and 10 after.", "version": interview["version"]}
    client.post(f"/v1/interviews/{interview['id']}/turns", json=said)
    told = {"text": "We did not see a project across two departments.", "who": "Mia", "when": "2026-06-30"}
    decisions = [
        client.post("/v1/decisions", json=told | {"when": when, "log_id": stored}).json()["id"]
        for when in ("2026-01-12", "2026-06-30")
    ]
    agreed = {"when": "2026-01-02", "person": "Ana", "manager": "Mia", "target_level": "Senior", "enough": ["A course"]}
    aligned = client.post("/v1/alignments", json=agreed | {"log_id": stored}).json()["alignment"]["id"]
    entry = client.get(f"/v1/logs/{stored}").json()["entries"][0]["id"]
    answered = {"text": f"You led it. You have not {'taught ' * 20}two planners.", "who": "Mia", "when": "2026-01-12"}
    answer = client.post("/v1/answers", json=answered).json()["answer"]["id"]
    rubric = client.post(f"/v1/answers/{answer}/rubric", json={"lines": [1]}).json()["id"]
    return [
        "/",
        "/answers",
        f"/answers/{answer}",
        f"/answers/{answer}/rubrics/{rubric}",
        f"/alignments?log={stored}",
        f"/alignments/{aligned}",
        f"/logs/{stored}/review",
        f"/logs/{stored}/assessment",
        f"/logs/{stored}/decisions",
        f"/decisions/{decisions[-1]}",
        *(f"/packets/{packet}/{what}" for what in ("brief", "committee", "legibility")),
        f"/logs/{stored}",
        f"/logs/{stored}?q=deploy",
        f"/logs/{stored}/entries/{entry}",
        f"/read?log={stored}&rubric=built-in",
        f"/read?log={stored}&rubric=built-in&at=dimension:scope",
        f"/read?log={stored}&rubric=built-in&at=entry:{entry}",
        f"/packets/{packet}",
        f"/packets/{edited['id']}",
        f"/packets/{edited['id']}/bullets/{bullet}",
        f"/packets/{again}/changes",
        f"/interviews/{interview['id']}",
        "/sign-in",
        "/packets/p-none",
    ]


@pytest.fixture(params=[(360, "dark"), (1280, "light")], ids=["narrow and dark", "wide and light"])
def window(request: pytest.FixtureRequest, chromium: Browser, service: ServiceProcess) -> Iterator[Page]:
    width, scheme = request.param
    opened = chromium.new_context(
        base_url=str(service.client.base_url),
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        bypass_csp=True,  # for axe alone; the pages' own policy is tested elsewhere
    )
    yield opened.new_page()
    opened.close()


WEIGHT = """() => ["navigation", "resource"].flatMap(kind => performance.getEntriesByType(kind))
    .reduce((bytes, one) => bytes + one.decodedBodySize, 0)"""
"""Bytes of the page and of all that it loaded, before compression."""


def objections(window: Page) -> list[str]:
    """What axe finds, and whether the page is wider than its window."""
    report = Axe().run(window)
    found = [
        f"{one['id']}: {one['nodes'][0]['target']} and {len(one['nodes']) - 1} more"
        for one in report.response["violations"]
    ]
    wider = window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"{wider} px wider than the window"] if wider > 0 else [])


def test_no_page_keeps_anybody_out(window: Page, addresses: list[str]) -> None:
    found: list[str] = []
    for address in addresses:
        window.goto(address)
        window.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        place = re.sub(r"[0-9a-f-]{16,}", "", address)
        found += [f"{place}: {what}" for what in objections(window)]
        weight = window.evaluate(WEIGHT)
        found += [f"{place}: weighs {weight // 1000} kB"] if weight > 200_000 else []
    assert found == []


def test_what_keeps_people_out_is_found(window: Page) -> None:
    window.goto("/")
    window.evaluate("document.querySelector('label[for=from_level]').remove()")
    window.evaluate("document.querySelector('h1').style = 'color: #777; background: #888; width: 200vw'")
    found = " ".join(objections(window))
    assert "label:" in found
    assert "color-contrast:" in found
    assert "wider than the window" in found
