"""What a provider receives when names are hidden, and that the packet has them all the same."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.app import create_app
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
