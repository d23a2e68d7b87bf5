"""The forms a packet is handed over in, by way of its page: each link there leads to a document that opens."""

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import read_settings
from tests.rendering.test_company_docx import a_template
from tests.service_process import ServiceProcess

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
LOG = (
    "- 2026-03-14: Cut the weekly reconciliation from four hours to twenty minutes.\n"
    "- 2026-04-02: Helped with the office move.\n\n## Goals\n\n- Run the close alone\n"
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = read_settings(data_dir=tmp_path_factory.mktemp("forms"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.fixture(scope="module")
def packet(client: TestClient) -> str:
    return str(client.post("/v1/packets", json={"log": LOG}).json()["id"])


def words_of(kind: str, body: bytes) -> str:
    if kind == "application/pdf":
        pages = PdfReader(io.BytesIO(body)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    if "wordprocessing" in kind:
        return " ".join(paragraph.text for paragraph in docx.Document(io.BytesIO(body)).paragraphs)
    return body.decode()


def test_the_page_leads_to_every_form_full_and_clean(client: TestClient, packet: str) -> None:
    page = client.get(f"/packets/{packet}", headers={"accept": "text/html"}).text
    links = re.findall(rf'href="(/v1/packets/{packet}[^"/]*)"', page)
    forms = {"", ".md", ".docx", ".pdf"}
    assert {link.removeprefix(f"/v1/packets/{packet}") for link in links} >= forms | {
        f"{form}?clean=true" for form in forms - {""}
    }
    for link in links:
        answer = client.get(link)
        assert answer.status_code == 200, link
        shown = words_of(answer.headers["content-type"], answer.content)
        assert "Cut the weekly reconciliation" in shown
        # What was read as a goal is told in the full forms, and in no clean one.
        assert ("Run the close alone" in shown) is ("clean" not in link), link


def test_a_section_is_text_alone_with_the_entries_under_it(client: TestClient, packet: str) -> None:
    page = client.get(f"/packets/{packet}", headers={"accept": "text/html"}).text
    links = re.findall(r'data-copy="[^"]*" href="([^"]*)"', page)
    sections = client.get(f"/v1/packets/{packet}").json()["sections"]
    assert len(links) == len(sections)
    for link, section in zip(links, sections, strict=True):
        answer = client.get(link)
        assert answer.headers["content-type"].startswith("text/plain")
        for bullet in section["bullets"]:
            for sentence in bullet["sentences"]:
                assert sentence["text"] in answer.text
        marks = set(re.findall(r" \[(\d+)\]", answer.text))
        assert marks == set(re.findall(r"^\[(\d+)\] Entry ", answer.text, re.MULTILINE))
        assert not re.search(r"[\\*#^]", answer.text)
    assert client.get(f"/v1/packets/{packet}/sections/nobody.txt").status_code == 404


def test_a_section_in_full_tells_what_was_left_out_and_a_clean_one_does_not(client: TestClient, packet: str) -> None:
    asked = [gap["question"] for gap in client.get(f"/v1/packets/{packet}").json()["sections"][0]["gaps"]]
    where = f"/v1/packets/{packet}/sections/scope.txt"
    full, clean = client.get(where).text, client.get(f"{where}?clean=true").text
    assert asked
    for question in asked:
        assert question in full
        assert question not in clean


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium")
def test_with_a_script_the_link_copies_and_without_one_it_leads_to_the_text(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    with ServiceProcess(tmp_path) as service, sync_playwright() as player:
        packet = service.client.post("/v1/packets", json={"log": LOG}).json()["id"]
        here = str(service.client.base_url).rstrip("/")
        text = service.client.get(f"/v1/packets/{packet}/sections/scope.txt?clean=true").text
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        able = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        page = able.new_page()
        page.goto(f"{here}/packets/{packet}")
        page.locator("a[data-copy]").first.click()
        page.get_by_role("status").filter(has_text="copied").wait_for(state="attached")
        assert page.evaluate("navigator.clipboard.readText()") == text
        plain = browser.new_context(java_script_enabled=False).new_page()
        plain.goto(f"{here}/packets/{packet}")
        plain.locator("a[data-copy]").first.click()
        assert plain.locator("body").inner_text().split() == text.split()
        browser.close()


def test_a_companys_template_is_filled_in_and_not_kept(client: TestClient, packet: str) -> None:
    where = f"/v1/packets/{packet}/documents"
    lines = ("Case: {{ headline }}", "{%p for one in sections[0].questions %}", "Asked: {{ one }}", "{%p endfor %}")
    for sent, asked in (({}, True), ({"clean": "true"}, False)):
        answer = client.post(where, files={"template": ("ours.docx", a_template(*lines))}, data=sent)
        assert answer.status_code == 200
        shown = words_of(answer.headers["content-type"], answer.content)
        assert client.get(f"/v1/packets/{packet}").json()["headline"] in shown
        assert ("Asked: " in shown) is asked


def test_a_template_that_cannot_be_filled_in_says_what_is_wrong(client: TestClient, packet: str) -> None:
    where = f"/v1/packets/{packet}/documents"
    wrong = client.post(where, files={"template": ("ours.docx", a_template("{{ headline }} {{ salary }}"))})
    assert wrong.status_code == 422
    assert "salary" in wrong.json()["errors"][0]["where"]
    assert "headline" in wrong.json()["detail"]
    assert client.post(where, files={"template": ("ours.docx", b"words")}).status_code == 400
    assert client.post(where, files={"other": ("ours.docx", b"words")}).status_code == 422
    assert client.post(where, json={"template": "words"}).status_code == 415
    assert client.post("/v1/packets/pnobody/documents", json={}).status_code == 404


def test_the_page_takes_a_template_and_tells_what_is_wrong_as_a_page(client: TestClient, packet: str) -> None:
    page = client.get(f"/packets/{packet}", headers={"accept": "text/html"}).text
    found = re.search(r'<form method="post" action="(/packets/[^"]+/documents)" enctype="multipart/form-data">', page)
    assert found
    sent = {"template": ("ours.docx", a_template("Case: {{ headline }}"))}
    answer = client.post(found[1], files=sent, headers={"accept": "text/html"})
    assert words_of(answer.headers["content-type"], answer.content).startswith("Case: ")
    wrong = client.post(
        found[1], files={"template": ("ours.docx", a_template("{{ salary }}"))}, headers={"accept": "text/html"}
    )
    assert wrong.status_code == 422
    assert wrong.headers["content-type"].startswith("text/html")
    assert "salary" in wrong.text
