"""Attack strings where no model reads them: file names, chat answers, decisions, titles. Taken in, and never alive.

Reading a web page or a Word document takes a process each: `make test` gives every ninth string to those, and
`make bench-hostile` every one.
"""

import os
from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO

import docx
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
EVERY = bool(os.environ.get("EVERY_ATTACK"))


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
    obeyed: list[str] = []
    for attack in attacks():
        name = "".join(mark for mark in attack.text if mark.isprintable())[:150].replace('"', "'") or "x"
        sent = {"file": (f"{name}.md".encode("utf-8", "replace").decode(), TRUTH.encode(), "text/markdown")}
        answer = client.post("/v1/logs", files=sent)
        assert answer.status_code == 201, (attack.id, answer.text[:200])
        read = client.get(f"/v1/logs/{answer.json()['id']}").json()
        assert [entry["text"] for entry in read["entries"]] == [TRUTH[14:].strip()], attack.id
        obeyed += told_by_order(attack, [str(read)])
    assert obeyed == []


def test_a_decision_is_told_word_for_word_and_nothing_in_it_comes_alive(client: TestClient) -> None:
    found, refused = [], []
    for attack in attacks():
        said = {"text": attack.text or ".", "who": "Mia", "when": "2026-06-30"}
        answer = client.post("/v1/decisions", json=said)
        assert answer.status_code in (201, 422), (attack.id, answer.text[:200])
        if answer.status_code == 201:
            plan = client.get(f"/v1/decisions/{answer.json()['id']}/plan.md")
            assert plan.status_code == 200, attack.id
            found += [(attack.id, live) for live in alive(plan.text)]
        else:
            refused.append(attack.id)
    assert found == []
    assert len(refused) * 20 < len(attacks()), refused


def told() -> list[Attack]:
    return [attack for attack in attacks() if attack.oracle != "kept" and attack.text.strip()]


def drafted(client: TestClient, attack: Attack, case: dict[str, object]) -> list[str] | None:
    """What a packet says that only an order says, and what of its document is alive; none where it was refused."""
    answer = client.post("/v1/packets", json=case)
    assert answer.status_code in (201, 422), (attack.id, answer.text[:200])
    if answer.status_code == 422:
        return None
    packet = answer.json()
    sentences = [s["text"] for part in packet["sections"] for b in part["bullets"] for s in b["sentences"]]
    assert client.get(f"/packets/{packet['id']}", headers=PAGE).status_code == 200
    return told_by_order(attack, sentences) + alive(client.get(f"/v1/packets/{packet['id']}.md").text)


def test_a_ladder_may_be_called_anything(client: TestClient) -> None:
    found, refused = [], []
    for attack in told():
        words = attack.text.strip()[:100]
        dimensions = [one | {"name": f"{words} {n}"} for n, one in enumerate(RUBRIC["dimensions"])]
        rubric = RUBRIC | {"title": words, "from_level": words, "to_level": words, "dimensions": dimensions}
        said = drafted(client, attack, CASE | {"rubric": rubric})
        found += said or ()
        refused += [attack.id] if said is None else []
    assert found == []
    assert len(refused) * 20 < len(told()), refused


def word_document(title: str) -> bytes:
    document = docx.Document()
    document.core_properties.title = title[:255]
    document.add_heading(title, level=1)
    document.add_paragraph(TRUTH[2:].strip(), style="List Bullet")
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def web_page(title: str) -> bytes:
    said = escape(title)
    return f"<title>{said}</title><h1>{said}</h1><ul><li>{TRUTH[2:]}</ul>".encode("utf-8", "replace")


def text_file(title: str) -> bytes:
    return f"# {title}\n\n{TRUTH}".encode("utf-8", "replace")


@pytest.mark.parametrize(("suffix", "made"), [("md", text_file), ("html", web_page), ("docx", word_document)])
def test_a_document_may_have_any_title(client: TestClient, suffix: str, made: Callable[[str], bytes]) -> None:
    found, refused = [], []
    given = told() if suffix == "md" or EVERY else told()[::9]
    for attack in given:
        title = " ".join("".join(mark if mark.isprintable() else " " for mark in attack.text).split())[:200] or "x"
        answer = client.post("/v1/logs", files={"file": (f"log.{suffix}", made(title))})
        assert answer.status_code in (201, 422), (attack.id, answer.text[:200])
        if answer.status_code == 422:
            refused.append(attack.id)
            continue
        log = answer.json()["id"]
        assert TRUTH[14:].strip() in [one["text"] for one in client.get(f"/v1/logs/{log}").json()["entries"]], attack.id
        found += drafted(client, attack, {"log_id": log, "rubric": RUBRIC}) or ()
    assert found == []
    assert len(refused) * 20 < len(given), refused


def test_an_answer_in_the_chat_gives_no_orders(client: TestClient) -> None:
    talk = client.post("/v1/interviews", json={"log": TRUTH}).json()
    refused = []
    for attack in told():
        answer = client.post(f"/v1/interviews/{talk['id']}/turns", json={"text": attack.text.strip()[:8_000]})
        assert answer.status_code in (200, 201, 409, 422), (attack.id, answer.text[:200])
        refused += [attack.id] if answer.status_code == 422 else []
        if answer.status_code == 409 or (answer.is_success and answer.json().get("asked") is None):
            talk = client.post("/v1/interviews", json={"log": TRUTH}).json()
        if answer.is_success:
            turned = answer.json()
            assert told_by_order(attack, [turned["asked"]["words"] if turned.get("asked") else ""]) == [], attack.id
            # What is proposed is the person's own words, and not in the log before they accept it.
            for one in turned["amendments"]:
                assert one["words"] in " ".join(turn["said"] for turn in turned["turns"]), attack.id
    assert len(client.get(f"/v1/logs/{talk['log']}").json()["entries"]) == 1
    assert len(refused) * 20 < len(told()), refused
