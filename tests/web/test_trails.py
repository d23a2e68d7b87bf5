"""Work trails over HTTP: an export in, candidates out, nothing stored and no path opened."""

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.errors import Unreadable
from service.intake.logs import read_log
from service.settings import read_settings

PULLS = json.dumps(
    [
        {
            "number": 1,
            "title": "Round parcel weights up",
            "state": "closed",
            "merged_at": "2026-02-11T09:30:00Z",
            "user": {"login": "ana"},
            "html_url": "https://github.com/acme/depot/pull/1",
        }
    ]
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = read_settings(data_dir=tmp_path_factory.mktemp("trails"), max_upload_mb=0.2)
    with TestClient(create_app(settings), base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
        yield opened


def test_a_file_and_its_text_give_the_same_candidates_and_neither_is_a_log(client: TestClient) -> None:
    sent = client.post("/v1/trails", files={"file": ("pulls.json", PULLS)}, data={"author": "ana", "kind": ""})
    told = client.post("/v1/trails", json={"text": PULLS, "author": "ana", "kind": "github"})
    assert sent.status_code == told.status_code == 200, (sent.text, told.text)
    assert sent.json() == told.json()
    (candidate,) = sent.json()["trail"]["candidates"]
    assert candidate["when"] == "2026-02-11"
    with pytest.raises(Unreadable):
        read_log(sent.json()["markdown"].encode(), filename="trail.md")
    assert client.get("/v1/logs").json() == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"text": PULLS, "kind": "svn"}, 422),
        ({"text": PULLS, "path": "/etc/passwd"}, 422),
        ({"text": "/etc/passwd"}, 415),
        ({"text": PULLS, "since": "soon"}, 422),
        ({"text": PULLS, "author": "nobody at all"}, 422),
        ({"text": "", "kind": "git"}, 422),
        ({"text": "[", "kind": "github"}, 400),
        ({"text": "\ud800", "kind": "ics"}, 400),
    ],
)
def test_what_cannot_be_used_is_a_problem_without_the_words(
    client: TestClient, body: dict[str, str], status: int
) -> None:
    answer = client.post("/v1/trails", content=json.dumps(body).encode(), headers={"content-type": "application/json"})
    assert answer.status_code == status, answer.text
    assert "parcel" not in answer.text


def test_a_form_without_a_file_or_with_a_wrong_field_is_refused(client: TestClient) -> None:
    assert client.post("/v1/trails", files={"other": ("a", b"b")}).status_code == 422
    wrong = client.post("/v1/trails", files={"file": ("pulls.json", PULLS)}, data={"path": "/etc/passwd"})
    assert wrong.status_code == 422
