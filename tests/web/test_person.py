"""Everything of a person: out in open formats, or gone, from the files as well."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.domain.brag import BragLog
from service.intake.logs import read_log
from service.settings import read_settings
from tests.entrants import bearing, made, opened

CANARY = "Zyxwander"
ENTRIES: list[dict[str, object]] = [
    {"id": f"{CANARY}-1", "when": "2026-03-14", "text": f"Cut the {CANARY} run from four hours to twenty minutes."},
    {"id": "e2", "text": f"Automated the {CANARY} count.", "corroborations": [{"quote": "Saved us", "who": CANARY}]},
]
LADDER = f"dimension,L4,L5\n{CANARY} craft,Writes code,Sets how {CANARY} code is written\n"


class House:
    """A service that ana and ben use."""

    def __init__(self, client: TestClient, folder: Path, ana: dict[str, str], ben: dict[str, str]) -> None:
        self.client, self.folder, self.ana, self.ben = client, folder, ana, ben


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    settings = read_settings(data_dir=tmp_path)
    ana, ben = (bearing(made(settings, name)[1]) for name in (f"ana {CANARY}", "ben"))
    with opened(settings) as client:
        yield House(client, tmp_path, ana, ben)


def filled(house: House, who: dict[str, str], entries: list[dict[str, object]], ladder: str) -> dict[str, str]:
    """Everything a person can leave here, their words in each."""
    client = house.client

    def post(path: str, body: object = None, **headers: str) -> dict[str, object]:
        answer = client.post(path, json=body, headers=who | headers)
        assert answer.is_success, answer.text
        told: dict[str, object] = answer.json()
        return told

    log = str(post("/v1/logs", {"log": {"entries": entries}}, **{"Idempotency-Key": "kept"})["id"])
    rubric = str(post("/v1/rubrics", {"rubric": ladder})["id"])
    case = {"log_id": log, "rubric_id": rubric}
    packet = str(post("/v1/packets", case, **{"Idempotency-Key": "packet"})["id"])
    talk = str(post("/v1/interviews", case)["id"])
    said = f"The {CANARY} went from four hours to twenty minutes in March 2026."
    post(f"/v1/interviews/{talk}/turns", {"text": said})
    post(f"/v1/interviews/{talk}/amendments/1", {"accept": True})
    post(f"/v1/packets/{packet}/redrafts")
    told = {
        "text": f"The {CANARY} was missing.",
        "who": CANARY,
        "when": "2026-06-30",
        "log_id": log,
        "rubric_id": rubric,
    }
    post("/v1/answers", {"text": f"You lead the {CANARY} project.", "who": CANARY, "when": "2026-06-30"})
    pair = {"person": "Ana", "manager": CANARY, "target_level": "L5", "enough": [f"The {CANARY} run"]}
    post("/v1/alignments", {"when": "2026-06-30", "log_id": log} | pair)
    decision = str(post("/v1/decisions", told)["id"])
    post("/v1/packets", case, Prefer="respond-async")
    return {"log": log, "rubric": rubric, "packet": packet, "talk": talk, "decision": decision}


def holding(folder: Path, *words: bytes) -> set[str]:
    """The files below the folder that hold any of the words."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return {path.name for path in files for word in words if word in path.read_bytes()}


def vectors(folder: Path, log: str) -> list[bytes]:
    with sqlite3.connect(folder / "promocase.db") as connection:
        return [bytes(row[0]) for row in connection.execute("SELECT vector FROM vectors WHERE log = ?", (log,))]


def test_what_is_deleted_is_in_no_file_any_more(house: House) -> None:
    ids = filled(house, house.ana, ENTRIES, LADDER)
    theirs: list[dict[str, object]] = [
        {"text": "Ran the fire drill for two floors."},
        {"text": "Wrote the rota in March 2026."},
    ]
    other = filled(house, house.ben, theirs, "dimension,L4,L5\nCare,owns a task,owns a ward\n")
    client, everything = house.client, {"delete": "everything"}
    told = vectors(house.folder, ids["log"])
    assert len(told) == 2
    assert holding(house.folder, CANARY.encode())
    assert holding(house.folder, *told)
    before = client.get(f"/v1/packets/{other['packet']}", headers=house.ben).json()

    answer = client.request("DELETE", "/v1/me", json=everything, headers=house.ana)
    assert answer.status_code == 204, answer.text
    # The other one said the word as well, in one interview: nothing else may be left.
    client.request("DELETE", f"/v1/logs/{other['log']}", headers=house.ben)
    left = holding(house.folder, *told, *(ids[kind].encode() for kind in ids))
    assert left == set()
    assert client.get("/v1/logs", headers=house.ana).status_code == 401
    # Whoever else is here lost nothing; where they share a part of the index, it is built again.
    assert client.get(f"/v1/packets/{other['packet']}", headers=house.ben).json() == before
    again = client.post("/v1/packets", json={"log": {"entries": theirs}}, headers=house.ben)
    assert again.status_code == 201


def test_the_word_itself_is_gone_where_nobody_else_said_it(house: House) -> None:
    filled(house, house.ana, ENTRIES, LADDER)
    assert len(holding(house.folder, CANARY.encode())) >= 1
    answer = house.client.request("DELETE", "/v1/me", json={"delete": "everything"}, headers=house.ana)
    assert answer.status_code == 204, answer.text
    assert holding(house.folder, CANARY.encode(), CANARY.lower().encode()) == set()


@pytest.mark.parametrize("body", [None, {}, {"delete": "all"}, {"delete": "everything", "x": 1}, {"delete": True}])
def test_nothing_is_deleted_but_in_so_many_words(house: House, body: object) -> None:
    kept = house.client.post("/v1/logs", json={"log": {"entries": ENTRIES}}, headers=house.ana).json()["id"]
    assert house.client.request("DELETE", "/v1/me", json=body, headers=house.ana).status_code == 422
    assert house.client.get(f"/v1/logs/{kept}", headers=house.ana).status_code == 200


def test_an_export_holds_everything_of_its_person_and_nothing_of_another(house: House) -> None:
    ids = filled(house, house.ana, ENTRIES, LADDER)
    packets = house.client.get("/v1/packets", headers=house.ana).json()
    answer = house.client.get("/v1/export", headers=house.ana)
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    log = house.client.get(f"/v1/logs/{ids['log']}", headers=house.ana).json()
    canonical = BragLog.model_validate({"entries": log["entries"]})
    for ending in ("json", "yaml"):
        name = f"logs/{ids['log']}.{ending}"
        assert read_log(files[name], filename=name).log == canonical
    for line in packets:
        packet = house.client.get(f"/v1/packets/{line['id']}", headers=house.ana)
        assert json.loads(files[f"packets/{line['id']}.json"]) == packet.json()
        page = house.client.get(f"/v1/packets/{line['id']}.md", headers=house.ana)
        assert files[f"packets/{line['id']}.md"] == page.content
    rubric = house.client.get(f"/v1/rubrics/{ids['rubric']}", headers=house.ana)
    assert json.loads(files[f"rubrics/{ids['rubric']}.json"]) == rubric.json()
    assert CANARY in files[f"interviews/{ids['talk']}.json"].decode()
    decision = json.loads(files[f"decisions/{ids['decision']}.json"])
    assert decision == house.client.get(f"/v1/decisions/{decision['id']}", headers=house.ana).json()
    for kind in ("alignments/", "answers/"):
        assert any(name.startswith(kind) for name in files)
    (token,) = json.loads(files["tokens.json"])
    assert "sha256" not in token
    assert house.ana["authorization"].partition(" ")[2].encode() not in b"".join(files.values())

    with zipfile.ZipFile(io.BytesIO(house.client.get("/v1/export", headers=house.ben).content)) as archive:
        assert archive.namelist() == ["tokens.json"]
