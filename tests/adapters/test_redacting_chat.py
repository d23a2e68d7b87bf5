"""What a provider receives when names are hidden, and that the packet has them all the same."""

import asyncio
import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import BaseModel
from starlette.testclient import TestClient

from service.adapters.redacting_chat import RedactingChat
from service.app import create_app
from service.domain.packet import Usage
from service.ports import Answer, Prompt, ReplyT
from service.prompting.fencing import fence
from service.settings import read_settings
from tests.provider import Asked, Provider, answers
from tests.web.test_durable_drafts import RUBRIC

HIDDEN = ("Ruiz", "Priya", "Nair", "Contoso", "bo@example.com", "wiki.example.com", "SAP", "Okonkwo")
LOG = {
    "entries": [
        {
            "id": "e1",
            "dimensions": ["influence", "delivery"],
            "when": "2026-03-14",
            "text": "Persuaded three teams of Contoso to adopt one release checklist for SAP with Ana Ruiz.",
            "outcome": "Incidents fell from 9 to 2, see https://wiki.example.com/a, or ask bo@example.com.",
            "corroborations": [{"quote": "Ruiz and you saved us", "who": "Priya Nair", "role": "Finance lead"}],
        },
        {
            "id": "e2",
            "dimensions": ["influence", "delivery"],
            "when": "2026-04-20",
            "text": "Wrote the incident template that two other teams took up.",
            "corroborations": [{"quote": "ok", "who": "okonkwo"}],
        },
    ]
}


def copying(asked: Asked) -> Mapping[str, object]:
    """The first sentence of each note, as it was sent."""
    names = [line[1:].split(" ")[0] for line in asked.user.split("\n") if line.startswith("⟦E")]
    first = [block.split("\n| ")[1].split("\n")[0] for block in asked.user.split("⟦E")[1:] if "\n| " in block]
    bullets = [{"sentences": [{"text": text, "cites": [name]}]} for name, text in zip(names, first, strict=False)]
    if "bullets" in json.dumps(asked.schema):
        return {"bullets": bullets}
    return {"sentences": bullets[0]["sentences"] if bullets else []}


@pytest.mark.parametrize("hide", [True, False])
def test_no_name_goes_over_the_wire_and_the_packet_has_them(tmp_path: Path, hide: bool) -> None:
    with Provider(answers(copying)) as provider:
        settings = read_settings(
            data_dir=tmp_path, model="openai:loopback", model_base_url=provider.base_url, redact_names=hide
        )
        with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
            packet = client.post("/v1/packets", json={"log": LOG, "rubric": RUBRIC}).raise_for_status().json()
        sent = json.dumps([asked.body for asked in provider.asked], ensure_ascii=False)
    by_model = [
        sentence["text"]
        for section in packet["sections"]
        for bullet in section["bullets"]
        if bullet["drafted_by"] == "model"
        for sentence in bullet["sentences"]
    ]
    assert any("checklist for SAP with Ana Ruiz" in text for text in by_model)
    assert "Name0" not in json.dumps(packet)
    assert provider.asked
    there = [name for name in HIDDEN if name.casefold() in sent.casefold()]
    assert there == ([] if hide else list(HIDDEN))


def test_a_placeholder_that_the_model_makes_up_is_withheld(tmp_path: Path) -> None:
    made_up = {"sentences": [{"text": "Moved the invoices with Name123456789 to the new system.", "cites": ["E1"]}]}
    with Provider(answers({"bullets": [made_up]})) as provider:
        settings = read_settings(
            data_dir=tmp_path, model="openai:loopback", model_base_url=provider.base_url, redact_names=True
        )
        with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
            packet = client.post("/v1/packets", json={"log": LOG, "rubric": RUBRIC}).raise_for_status().json()
    assert "Name123456789" not in json.dumps([section["bullets"] for section in packet["sections"]])


class Reply(BaseModel):
    told: str


class Echo:
    """Says what it was sent."""

    name = "echo"

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        self.sent = prompt.user
        return Answer(reply.model_validate({"told": prompt.user}), Usage())


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        ("Moved it with Shaun O’Brien. O'Brien was glad.", "Brien"),
        ("Sat with N’Golo’s team", "Golo"),
        ("Met Jean‑Luc twice", "Luc"),
        (unicodedata.normalize("NFD", "Paired with José Muñoz"), "oz"),
        ("Sent it to Dr. Lindqvist", "Lindqvist"),
        ("Told Dr Lindqvist’s ward", "Lindqvist"),
        ('okonkwo: on call (Lead) said: "ok"\nOkonkwo asked for it.', "konkwo"),
        ('Ann "Oki" Okonkwo said: "ok"', "konkwo"),
        ("see https://x.example/O’Brien", "Brien"),
    ],
)
def test_a_name_is_hidden_however_it_is_spelt_and_comes_back_letter_for_letter(words: str, hidden: str) -> None:
    echo = Echo()
    asked = Prompt("draft_section", 1, "0" * 64, "", f"The note:\n\n{fence('E1', words)}", 100)
    answer = asyncio.run(RedactingChat(echo).ask(asked, Reply))
    assert hidden not in echo.sent
    assert answer.reply.told == asked.user
