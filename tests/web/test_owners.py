"""Every id of every route and page, child ids and streams included, is its owner's alone: to others it is not there."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from service.settings import read_settings
from tests.entrants import bearing, made, opened

LOG = "- 2026-03-14: Cut the weekly reconciliation from four hours to twenty minutes.\n- Automated the stock count.\n"
LADDER = "dimension,L4,L5\nCraft,Writes code,Sets how code is written\n"
DECIDED = {"text": "Not yet.", "who": "Mia", "when": "2026-06-30"}
ALIGNED = {"when": "2026-06-30", "person": "Ana", "manager": "Mia", "target_level": "L5"}
SAID = {"text": "You need to lead the reconciliation project.", "who": "Mia", "when": "2026-06-30"}
VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")

# What is sent along, so that nothing but the id can be what is refused.
BODIES: dict[str, Any] = {
    "/v1/packets/{packet_id}/redrafts": None,
    "/v1/packets/{packet_id}/bullets/{bullet_id}": {"text": "Cut the reconciliation to twenty minutes."},
    "/v1/logs/{log_id}/entries": {"text": "Cut it to twenty minutes."},
    "/v1/logs/{log_id}/entries/{entry_id}": {"text": "Cut it to twenty minutes."},
    "/v1/alignments/{alignment_id}/confirmations": {"who": "Mia", "when": "2026-06-30", "words": "Yes."},
    "/v1/answers/{answer_id}/rubric": {"lines": [1]},
    "/v1/logs/{log_id}/assessment": {},
    "/v1/interviews/{interview_id}/turns": {"text": "It went from four hours to twenty minutes."},
    "/v1/interviews/{interview_id}/amendments/{n}": {"accept": True},
    "/v1/decisions/{decision_id}/marks": {"marks": [{"start": 0, "read_as": "neither"}]},
}


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, dict[str, str], dict[str, str]]]:
    settings = read_settings(data_dir=tmp_path_factory.mktemp("owners"))
    ana, ben = (bearing(made(settings, name)[1]) for name in ("ana", "ben"))
    with opened(settings) as client:
        yield client, ana, ben


@pytest.fixture(scope="module")
def anas(entered: tuple[TestClient, dict[str, str], dict[str, str]]) -> dict[str, str]:
    """One of everything that has an id, by the name that routes have for it."""
    client, ana, _ = entered
    log = client.post("/v1/logs", json={"log": LOG}, headers=ana).json()["id"]
    answer = client.post("/v1/answers", json=SAID, headers=ana).json()["answer"]["id"]
    rubric = client.post("/v1/rubrics", json={"rubric": LADDER}, headers=ana).json()["id"]
    packet = client.post("/v1/packets", json={"log_id": log, "rubric_id": rubric}, headers=ana).json()["id"]
    sections = client.get(f"/v1/packets/{packet}", headers=ana).json()["sections"]
    dimension = sections[0]["dimension"]
    bullet = next(one["id"] for section in sections for one in section["bullets"])
    talk = client.post("/v1/interviews", json={"log_id": log, "rubric_id": rubric}, headers=ana).json()
    said = {"text": "It went from four hours to twenty minutes in March 2026."}
    told = client.post(f"/v1/interviews/{talk['id']}/turns", json=said, headers=ana).json()
    aligned = client.post("/v1/alignments", json=ALIGNED | {"log_id": log}, headers=ana).json()
    said = {"text": "The reconciliation gap: no second team.", "who": "Mia", "when": "2026-06-30", "log_id": log}
    decision = client.post("/v1/decisions", json=said, headers=ana).json()["id"]
    assert told["waiting"], "an amendment waits for its owner's word"
    return {
        "log_id": log,
        "entry_id": client.get(f"/v1/logs/{log}", headers=ana).json()["entries"][0]["id"],
        "rubric_id": rubric,
        "packet_id": packet,
        "bullet_id": bullet,
        "interview_id": talk["id"],
        "decision_id": decision,
        "answer_id": answer,
        "alignment_id": aligned["alignment"]["id"],
        "n": str(told["waiting"][0]),
        "form": "md",
        "dimension": dimension,
    }


def everything(client: TestClient, ana: dict[str, str], ids: dict[str, str]) -> list[Any]:
    paths = [f"/v1/{kind}" for kind in ("logs", "rubrics", "packets", "decisions", "alignments", "answers")]
    paths += [f"/v1/{kind}s/{ids[f'{kind}_id']}" for kind in ("log", "rubric", "packet", "interview")]
    return [client.get(path, headers=ana).json() for path in paths]


def test_another_owners_id_in_a_path_is_404_whatever_the_verb(
    entered: tuple[TestClient, dict[str, str], dict[str, str]], anas: dict[str, str]
) -> None:
    client, ana, ben = entered
    before = everything(client, ana, anas)
    contexts = list(iter_route_contexts(client.app.routes))  # type: ignore[attr-defined]
    routes = [(str(context.path).replace(":path}", "}"), context.methods or ()) for context in contexts]
    served = {(path, verb) for path, verbs in routes for verb in verbs}
    paths = sorted({path for path, _ in served if "{" in path})
    assert {path for path in client.app.openapi()["paths"] if "{" in path} < set(paths)  # type: ignore[attr-defined]
    tried = 0
    for path, verb in product(paths, VERBS):
        if (path, verb) not in served:
            continue
        tried += 1
        # A name nobody gave an id for is a route this test has yet to be told of.
        where = path.format(**anas)
        for accept in ("application/json", "text/html", "text/event-stream"):
            headers = ben | {"accept": accept}
            if path.startswith("/v1"):
                answer = client.request(verb, where, json=BODIES.get(path), headers=headers)
            else:
                form = {"text": "It fell.", "accept": "yes"} if verb == "POST" else None
                answer = client.request(verb, where, data=form, headers=headers, follow_redirects=False)
            assert answer.status_code == 404, (verb, path, accept, answer.status_code)
            assert "reconciliation" not in answer.text
    assert tried >= 20
    assert everything(client, ana, anas) == before
    # The ids are good: their owner reads everything by them, an answer with the rubric that was made of it.
    made_of = client.post(f"/v1/answers/{anas['answer_id']}/rubric", json={"lines": [1]}, headers=ana).json()["id"]
    for path in paths:
        if (path, "GET") in served:
            where = path.format(**anas | ({"rubric_id": made_of} if path.startswith("/answers") else {}))
            # A first version redrafts nothing, so that there is nothing to compare it with.
            expected = {409} if path.endswith(("/diff", "/diff.md", "/changes")) else {200}
            assert client.get(where, headers=ana).status_code in expected, path


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/packets", {"log_id": "log_id"}),
        ("/v1/packets", {"log": LOG, "rubric_id": "rubric_id"}),
        ("/v1/interviews", {"log_id": "log_id"}),
        ("/v1/interviews", {"packet_id": "packet_id"}),
        ("/v1/interviews", {"log": LOG, "rubric_id": "rubric_id"}),
        ("/v1/alignments", ALIGNED | {"log_id": "log_id"}),
        ("/v1/decisions", DECIDED | {"log_id": "log_id"}),
        ("/v1/decisions", DECIDED | {"rubric_id": "rubric_id"}),
        ("/v1/bullets/rewrite", {"text": "Cut it.", "log_id": "log_id"}),
        ("/v1/claims/check", {"draft": "Cut it.", "log_id": "log_id"}),
    ],
)
def test_another_owners_id_in_a_body_is_404(
    entered: tuple[TestClient, dict[str, str], dict[str, str]],
    anas: dict[str, str],
    path: str,
    body: dict[str, str],
) -> None:
    client, _, ben = entered
    sent = {name: anas.get(told, told) for name, told in body.items()}
    assert client.post(path, json=sent, headers=ben).status_code == 404
    assert client.post(path, json=sent, headers=ben | {"accept": "text/event-stream"}).status_code == 404


def test_every_id_a_body_may_hold_is_tried_above(entered: tuple[TestClient, dict[str, str], dict[str, str]]) -> None:
    document = entered[0].app.openapi()  # type: ignore[attr-defined]
    told = {
        name
        for schema in document["components"]["schemas"].values()
        for name in schema.get("properties", {})
        if re.fullmatch(r"\w+_id", name)
    }
    assert told == {"log_id", "rubric_id", "packet_id"}


def test_another_owners_id_beside_a_path_or_in_a_form_is_404(
    entered: tuple[TestClient, dict[str, str], dict[str, str]], anas: dict[str, str]
) -> None:
    client, _, ben = entered
    mine = client.post("/v1/packets", json={"log": LOG}, headers=ben).json()["id"]
    log = client.post("/v1/logs", json={"log": LOG}, headers=ben).json()["id"]
    for end in ("diff", "diff.md"):
        answer = client.get(f"/v1/packets/{mine}/{end}", params={"against": anas["packet_id"]}, headers=ben)
        assert answer.status_code == 404
    assert client.get("/read", params={"log": anas["log_id"]}, headers=ben).status_code == 404
    assert client.get("/read", params={"log": log, "rubric": anas["rubric_id"]}, headers=ben).status_code == 404
    for where, form in (
        ("/drafts", {"log": anas["log_id"]}),
        ("/drafts", {"log": log, "rubric": anas["rubric_id"]}),
        ("/drafts", {"log": log, "interview": anas["interview_id"]}),
        ("/interviews", {"log": anas["log_id"]}),
        ("/interviews", {"log": log, "rubric": anas["rubric_id"]}),
        ("/interviews", {"packet": anas["packet_id"]}),
    ):
        assert client.post(where, data=form, headers=ben, follow_redirects=False).status_code == 404, (where, form)


def test_the_same_words_of_two_people_are_two_logs(
    entered: tuple[TestClient, dict[str, str], dict[str, str]], anas: dict[str, str]
) -> None:
    client, _, ben = entered
    kept = client.post("/v1/logs", json={"log": LOG}, headers=ben).json()["id"]
    assert kept != anas["log_id"]
    assert {line["id"] for line in client.get("/v1/logs", headers=ben).json()} == {kept}
    assert "Automated" not in client.get("/", headers=ben | {"accept": "text/html"}).text
