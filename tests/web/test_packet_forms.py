"""The forms a packet is handed over in, by way of its page: each link there leads to a document that opens."""

import io
import re
from collections.abc import Iterator

import docx
import pytest
from pypdf import PdfReader
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import read_settings

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
    links = re.findall(rf'href="(/v1/packets/{packet}[^"]*)"', page)
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
