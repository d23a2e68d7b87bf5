"""Attack strings where no model reads them: file names, chat answers, decisions, titles. Taken in, and never alive."""

from collections.abc import Iterator

import pytest
from markdown_it import MarkdownIt
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import read_settings
from tests.drafting.test_obedient_model import Attack, attacks, told_by_order
from tests.shared import needs_shared
from tests.web.test_durable_drafts import CASE, RUBRIC

pytestmark = [needs_shared, pytest.mark.shared]

TRUTH = "- 2026-03-14: Cut the weekly reconciliation from four hours to twenty minutes.\n"
PAGE = {"accept": "text/html"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = read_settings(data_dir=tmp_path_factory.mktemp("attacked"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as opened:
        yield opened


def alive(markdown: str) -> list[str]:
    """What of a document a reader's program could act on: links, pictures and HTML."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    inside = [token for block in tokens for token in (block, *(block.children or ()))]
    return [
        token.content or token.type
        for token in inside
        if token.type in ("link_open", "image", "html_block", "html_inline")
    ]


def test_a_file_may_be_called_anything(client: TestClient) -> None:
    told = []
    for attack in attacks():
        name = "".join(mark for mark in attack.text if mark.isprintable())[:150].replace('"', "'") or "x"
        sent = {"file": (f"{name}.md".encode("utf-8", "replace").decode(), TRUTH.encode(), "text/markdown")}
        answer = client.post("/v1/logs", files=sent)
        assert answer.status_code == 201, (attack.id, answer.text[:200])
        read = client.get(f"/v1/logs/{answer.json()['id']}").json()
        assert [entry["text"] for entry in read["entries"]] == [TRUTH[14:].strip()], attack.id
        told += told_by_order(attack, [str(read)])
    assert told == []


def test_a_decision_is_told_word_for_word_and_nothing_in_it_comes_alive(client: TestClient) -> None:
    found = []
    for attack in attacks():
        said = {"text": attack.text or ".", "who": "Mia", "when": "2026-06-30"}
        answer = client.post("/v1/decisions", json=said)
        assert answer.status_code in (201, 422), (attack.id, answer.text[:200])
        if answer.status_code == 201:
            plan = client.get(f"/v1/decisions/{answer.json()['id']}/plan.md")
            assert plan.status_code == 200, attack.id
            found += [(attack.id, live) for live in alive(plan.text)]
    assert found == []


def some() -> list[Attack]:
    return [attack for attack in attacks() if attack.oracle != "kept" and attack.text.strip()][::9]


def test_a_ladder_may_be_called_anything(client: TestClient) -> None:
    found = []
    for attack in some():
        words = attack.text.strip()[:200]
        dimensions = [one | {"name": words} for one in RUBRIC["dimensions"]]  # type: ignore[attr-defined]
        rubric = RUBRIC | {"title": words, "from_level": words, "to_level": words, "dimensions": dimensions}
        answer = client.post("/v1/packets", json=CASE | {"rubric": rubric})
        assert answer.status_code in (201, 422), (attack.id, answer.text[:200])
        if answer.status_code == 201:
            packet = answer.json()
            sentences = [s["text"] for part in packet["sections"] for b in part["bullets"] for s in b["sentences"]]
            assert sentences, attack.id
            found += told_by_order(attack, sentences)
            found += alive(client.get(f"/v1/packets/{packet['id']}.md").text)
            assert client.get(f"/packets/{packet['id']}", headers=PAGE).status_code == 200
    assert found == []


def test_an_answer_in_the_chat_gives_no_orders(client: TestClient) -> None:
    talk = client.post("/v1/interviews", json={"log": TRUTH}).json()
    for attack in some():
        answer = client.post(f"/v1/interviews/{talk['id']}/turns", json={"text": attack.text.strip()[:8_000]})
        assert answer.status_code in (200, 201, 409, 422), (attack.id, answer.text[:200])
        if answer.status_code == 409 or (answer.is_success and answer.json().get("asked") is None):
            talk = client.post("/v1/interviews", json={"log": TRUTH}).json()
        if answer.is_success:
            turned = answer.json()
            assert told_by_order(attack, [turned["asked"]["words"] if turned.get("asked") else ""]) == [], attack.id
            # What is proposed is the person's own words, and not in the log before they accept it.
            for one in turned["amendments"]:
                assert one["words"] in " ".join(turn["said"] for turn in turned["turns"]), attack.id
    assert len(client.get(f"/v1/logs/{talk['log']}").json()["entries"]) == 1
