"""The interview's page: beside the packet it is held on, as that was drafted and as the case stands now."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import read_settings
from tests.web.test_pages import drafted, text_of

LOG = """- 2025-03-04: Cut the handover of ward 4 from 40 to 25 minutes.
- 2025-03-20: Owned the handover of ward 5, used by all 9 nurses.
- 2025-05-02: Led the training of the night team on the new pump; all 12 nurses use it.
"""
LADDER = """| Dimension | Current | Next |
|---|---|---|
| Care | does a task | owns the handover of a ward |
| Teaching | learns | leads training of other teams |
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = read_settings(data_dir=tmp_path_factory.mktemp("interviews"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1", headers={"accept": "text/html"}) as opened:
        yield opened


@pytest.fixture
def packet(client: TestClient) -> str:
    """The id of a packet of the log and the ladder."""
    typed = {"log_text": LOG, "ladder": "own", "ladder_text": LADDER}
    page = client.post("/read", data=typed, files={"none": ("", b"")}).text
    drafted(client, page)
    return str(client.get("/v1/packets").json()[0]["id"])


def opened(client: TestClient, packet: str) -> str:
    """The path of an interview on the packet."""
    return client.post("/interviews", data={"packet": packet}).url.path


def beside(page: str) -> list[str]:
    """What stands of each section beside the talk."""
    aside = re.search(r"<aside.*?</aside>", page, re.DOTALL)
    return [text_of(one) for one in re.findall(r"<section.*?</section>", aside[0], re.DOTALL)] if aside else []


def test_every_section_stands_beside_the_talk_and_the_asked_one_is_marked(client: TestClient, packet: str) -> None:
    told = client.get(f"/v1/packets/{packet}").json()["sections"]
    page = client.get(opened(client, packet))
    sections = beside(page.text)
    assert len(sections) == len(told) == 2
    for section, shown in zip(told, sections, strict=True):
        for bullet in section["bullets"]:
            for sentence in bullet["sentences"]:
                assert " ".join(sentence["text"].split()) in shown
    asked = client.get(f"/v1{page.url.path}").json()["asked"]["dimension"]
    assert ["asked about now" in shown for shown in sections] == [one["dimension"] == asked for one in told]


def test_what_was_accepted_moves_the_standing_beside_and_says_what_a_redraft_changes(
    client: TestClient, packet: str
) -> None:
    path = opened(client, packet)
    assert not any("a redraft changes it" in one for one in beside(client.get(path).text))
    said = "In October 2025 I owned the handover of ward 7; it fell from 50 to 20 minutes."
    version = client.get(f"/v1{path}").json()["version"]
    client.post(f"{path}/turns", data={"text": said, "version": version})
    assert not any("a redraft changes it" in one for one in beside(client.get(path).text))
    (proposed,) = client.get(f"/v1{path}").json()["amendments"]
    client.post(f"{path}/amendments/{proposed['n']}", data={"accept": "yes"})
    case = client.get(f"/v1{path}").json()
    before = {one["dimension"]: one["standing"] for one in case["before"]}
    moved = [one["standing"] != before[one["dimension"]] for one in case["now"]]
    assert any(moved)
    page = client.get(path).text
    assert [("<s>" in one) for one in re.findall(r"<h3.*?</h3>", page, re.DOTALL)] == moved
    assert any("a redraft changes it" in one for one in beside(page))


def test_an_interview_outlives_its_packet(client: TestClient, packet: str) -> None:
    path = opened(client, packet)
    assert client.delete(f"/v1/packets/{packet}").status_code == 204
    page = client.get(path)
    assert page.status_code == 200
    assert not beside(page.text)
    # Nothing leads to the packet that is gone, but one can be drafted from the log.
    assert packet not in page.text
    assert 'action="/drafts"' in page.text
