"""An interview on a packet: what was withheld is asked about, never in the words that were withheld."""

import asyncio
from pathlib import Path

import pytest
from pydantic import BaseModel
from starlette.testclient import TestClient

from service.app import create_app
from service.casework import Casework
from service.domain.brag import Owner
from service.domain.built_in import built_in_rubric
from service.domain.gaps import GapKind
from service.domain.interview import Interview, Question
from service.domain.packet import Packet
from service.errors import Conflict
from service.intake.logs import read_log
from service.ports import Prompt
from service.settings import read_settings
from service.wiring import assemble
from tests.scripted_chat import ScriptedChat

OWNER = Owner("ana")
LOG = (Path(__file__).parents[2] / "examples" / "brag-log.md").read_bytes()


def inflates(prompt: Prompt, reply: type[BaseModel]) -> dict[str, object]:
    """Copies the first note and adds what nobody wrote."""
    if "bullets" not in reply.model_fields:
        return {"question": "no"}
    note = prompt.user.split("⟦E1")[1].split("| ")[1].split("\n")[0].rstrip(".")
    return {"bullets": [{"sentences": [{"text": f"{note}, which saved Globex 4.2 million euros.", "cites": ["E1"]}]}]}


async def _drafted(casework: Casework) -> Packet:
    stored = await casework.keep_log(OWNER, read_log(LOG).log)
    return await casework.draft(OWNER, stored, built_in_rubric())


async def _asked(casework: Casework, interview: Interview) -> list[Question]:
    asked: list[Question] = []
    while interview.asked is not None:
        asked.append(interview.asked)
        interview = await casework.turn(OWNER, interview.id, "skip")
    return asked


def test_what_was_withheld_is_asked_about_and_never_in_its_own_words(tmp_path: Path) -> None:
    async def work(casework: Casework) -> tuple[Packet, list[Question], str]:
        packet = await _drafted(casework)
        interview = await casework.open_interview_on(OWNER, packet.id)
        told = await casework.turn(OWNER, interview.id, "why was this withheld?")
        return packet, await _asked(casework, interview), told.turns[-1].reply

    async def run() -> tuple[Packet, list[Question], str]:
        async with assemble(read_settings(data_dir=tmp_path), chat=ScriptedChat(script=inflates)) as casework:
            return await work(casework)

    packet, asked, reply = asyncio.run(run())
    assert any("Globex" in one.text for section in packet.sections for one in section.withheld)
    about = [question for question in asked if question.kind is GapKind.OVERSTATED]
    assert about
    assert len({question.key for question in asked}) == len(asked)
    for question in asked:
        assert "Globex" not in question.words + question.why
        assert "4.2" not in question.words + question.why
    assert "unsupported" in reply or "contradicted" in reply


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return TestClient(create_app(read_settings(data_dir=tmp_path)), base_url="http://127.0.0.1")


def test_over_http_an_interview_on_a_packet_ends_with_what_a_redraft_would_touch(client: TestClient) -> None:
    with client:
        packet = client.post("/v1/packets", json={"log": LOG.decode()}).json()
        opened = client.post("/v1/interviews", json={"packet_id": packet["id"]})
        assert opened.status_code == 201, opened.text
        talk = opened.json()
        assert (talk["packet"], talk["redraft"]) == (packet["id"], None)
        where = f"/v1/interviews/{talk['id']}"
        while talk["asked"]["kind"] not in ("no_outcome", "unquantified", "no_baseline"):
            talk = client.post(f"{where}/turns", json={"text": "skip"}).json()
        told = {"text": "It went from 40 minutes to 12 minutes a day."}
        talk = client.post(f"{where}/turns", json=told).json()
        for n in talk["waiting"]:
            talk = client.post(f"{where}/amendments/{n}", json={"accept": True}).json()
        talk = client.post(f"{where}/turns", json={"text": "stop"}).json()
        touched = talk["redraft"]["sections"]
        assert talk["redraft"]["packet"] == packet["id"]
        assert 0 < len(touched) < len(packet["sections"])
        made = client.post(f"/v1/packets/{packet['id']}/redrafts")
        assert made.status_code == 201, made.text
        second = made.json()
        assert made.headers["location"] == f"/v1/packets/{second['id']}"
        versions = client.get(f"/v1/packets/{packet['id']}/versions").json()
        assert [(line["id"], line["version"]) for line in versions] == [(packet["id"], 1), (second["id"], 2)]
        diff = client.get(f"/v1/packets/{second['id']}/diff").json()
        moved = {s["dimension"] for s in diff["sections"] if s["added"] or s["reworded"] or s["removed"]}
        assert moved <= set(touched)
        assert client.get(f"/v1/packets/{second['id']}/diff.md").text.startswith("# What changed")
        assert client.post(f"/v1/packets/{packet['id']}/redrafts").status_code == 409
        assert client.get(f"/v1/packets/{packet['id']}/diff").status_code == 409


def test_a_packet_and_a_log_together_are_refused(client: TestClient) -> None:
    with client:
        packet = client.post("/v1/packets", json={"log": LOG.decode()}).json()
        both = {"packet_id": packet["id"], "log": LOG.decode()}
        assert client.post("/v1/interviews", json=both).status_code == 422
        assert client.post("/v1/interviews", json={"packet_id": "pnone"}).status_code == 404


def test_an_interview_outlives_its_packet(tmp_path: Path) -> None:
    async def run() -> Interview:
        async with assemble(read_settings(data_dir=tmp_path)) as casework:
            packet = await _drafted(casework)
            interview = await casework.open_interview_on(OWNER, packet.id)
            await casework.delete_packet(OWNER, packet.id)
            return await casework.turn(OWNER, interview.id, "skip")

    assert asyncio.run(run()).asked is not None


def test_a_packet_of_before_versions_is_read_as_its_first_and_says_why_it_cannot_go_on(tmp_path: Path) -> None:
    async def run() -> None:
        async with assemble(read_settings(data_dir=tmp_path)) as casework:
            packet = await _drafted(casework)
            stored = await casework.packet(OWNER, packet.id)
            old = stored.packet.model_copy(update={"id": "pold"})
            await casework.records.save_packet(OWNER, type(stored)(old, stored.log))
            with pytest.raises(Conflict, match="log"):
                await casework.redraft(OWNER, old.id)

    asyncio.run(run())
