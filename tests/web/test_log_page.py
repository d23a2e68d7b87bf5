"""The log as a page: months in order with the empty ones in sight, wins added and mended, and nothing typed is lost."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import read_settings

LOG = (
    "- 2026-01-14: Cut the weekly reconciliation from four hours to twenty minutes.\n"
    "- 2026-05-02: Taught two engineers to run the on-call rota.\n"
    "- Wrote the runbook.\n"
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = read_settings(data_dir=tmp_path_factory.mktemp("log"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.fixture
def id(client: TestClient) -> Iterator[str]:
    id = client.post("/v1/logs", json={"log": LOG}).json()["id"]
    yield id
    client.delete(f"/v1/logs/{id}")


def entries(client: TestClient, id: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = client.get(f"/v1/logs/{id}").json()["entries"]
    return found


def test_months_stand_newest_first_with_the_empty_ones_between(client: TestClient, id: str) -> None:
    undated = entries(client, id)[2]["id"]
    client.patch(f"/v1/logs/{id}/entries/{undated}", json={"text": "Wrote <b>the</b> runbook."})
    shown = client.get(f"/logs/{id}").text
    places = [shown.index(words) for words in ("May 2026", "February 2026 to April 2026", "January 2026", "Undated")]
    assert places == sorted(places)
    assert "&lt;b&gt;the&lt;/b&gt; runbook" in shown


def test_a_win_is_added_with_who_noticed(client: TestClient, id: str) -> None:
    form = {"when": "March 2026", "text": "Won the audit.", "outcome": "no findings", "tags": "scope, influence"}
    said = {"who_0": "Priya N.", "role_0": "Auditor", "quote_0": "best prepared team"}
    answer = client.post(f"/logs/{id}/entries", data=form | said, follow_redirects=True)
    assert answer.status_code == 200
    assert "Won the audit." in answer.text
    added = entries(client, id)[-1]
    assert (added["when"], added["outcome"], added["dimensions"]) == ("2026-03", "no findings", ["scope", "influence"])
    assert added["corroborations"] == [
        {"quote": "best prepared team", "who": "Priya N.", "role": "Auditor", "when": None, "where": None}
    ]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"when": "03/04/2026", "text": "Won it."}, "when"),
        ({"when": "", "text": "  "}, "text"),
        ({"when": "", "text": "Won it.", "quote_0": "well done", "who_0": ""}, "who_0"),
    ],
)
def test_what_was_typed_comes_back_with_the_field_that_is_wrong(
    client: TestClient, id: str, form: dict[str, str], field: str
) -> None:
    before = entries(client, id)
    answer = client.post(f"/logs/{id}/entries", data=form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert re.search(rf'id="{field}"[^>]*aria-invalid="true"', answer.text)
    for words in filter(str.strip, form.values()):
        assert words in answer.text
    assert entries(client, id) == before


def test_an_entry_is_mended_and_what_the_form_does_not_show_stays(client: TestClient, id: str) -> None:
    quote = {"quote": "finally!", "who": "Priya N.", "when": "2026-05-03", "where": "#finance"}
    first = entries(client, id)[0]["id"]
    link = "https://example.com/1"
    client.patch(f"/v1/logs/{id}/entries/{first}", json={"corroborations": [quote], "links": [link]})
    shown = client.get(f"/logs/{id}/entries/{first}").text
    typed = dict(re.findall(r'<input id="[^"]*" name="([^"]+)" value="([^"]*)"', shown))
    typed |= {"text": "Cut it to twenty minutes.", "quote_0": "finally!", "quote_1": ""}
    typed["version"] = str(re.search(r'name="version" value="([^"]+)"', shown)[1])  # type: ignore[index]
    answer = client.post(f"/logs/{id}/entries/{first}", data=typed, follow_redirects=False)
    assert answer.status_code == 303
    mended = entries(client, id)[0]
    assert (mended["text"], mended["when"], mended["links"]) == ("Cut it to twenty minutes.", "2026-01-14", [link])
    assert mended["corroborations"] == [quote | {"role": None}]
    # The page in another window is of before: nothing is overwritten, and nothing typed is lost.
    stale = client.post(f"/logs/{id}/entries/{first}", data=typed | {"text": "Another telling."})
    assert stale.status_code == 412
    assert "What stands there now" in stale.text
    assert "Another telling." in stale.text
    assert entries(client, id)[0] == mended


def test_an_entry_is_taken_out_but_never_the_last_one(client: TestClient, id: str) -> None:
    first, *others = [entry["id"] for entry in entries(client, id)]
    for one in others:
        assert client.post(f"/logs/{id}/entries/{one}/delete", follow_redirects=False).status_code == 303
    assert client.post(f"/logs/{id}/entries/{first}/delete").status_code == 422
    assert len(entries(client, id)) == 1


def test_search_shows_the_nearest_and_says_when_nothing_is_near(client: TestClient, id: str) -> None:
    near = client.get(f"/logs/{id}", params={"q": "mentoring people"}).text
    assert near.index("Taught two engineers") < (near.find("reconciliation") + 1 or len(near))
    assert "Nothing in the log comes near" in client.get(f"/logs/{id}", params={"q": "zxqv 99"}).text


def test_the_start_page_leads_to_the_log(client: TestClient, id: str) -> None:
    assert f'href="/logs/{id}"' in client.get("/").text


def test_a_long_log_is_told_in_pages_with_every_entry_once(client: TestClient) -> None:
    told = [
        {"when": f"{2020 + n // 120}-{n // 10 % 12 + 1:02}", "text": f"Ran drill number {n} for the night shift."}
        for n in range(450)
    ]
    long = client.post("/v1/logs", json={"log": {"entries": told}}).json()["id"]
    pages = [client.get(f"/logs/{long}?page={n}").text for n in (1, 2, 3)]
    found = [re.findall(r"Ran drill number (\d+) for the night shift\.</p>", shown) for shown in pages]
    assert [len(one) for one in found] == [200, 200, 50]
    assert sorted(int(n) for one in found for n in one) == list(range(450))
    assert all(len(shown.encode()) < 200_000 for shown in pages)
    assert 'rel="next"' in pages[0]
    assert 'rel="next"' not in pages[2]
    assert client.get(f"/logs/{long}?page=99").text == pages[2]


def test_what_was_mended_or_added_is_led_to_on_whichever_page_it_stands(client: TestClient) -> None:
    told = [
        {"when": f"{2000 + n // 12}-{n % 12 + 1:02}", "text": f"Led drill {n} of the night shift."} for n in range(250)
    ]
    long = client.post("/v1/logs", json={"log": {"entries": told}}).json()
    first = long["entries"][0]["id"]
    mended = client.post(f"/logs/{long['id']}/entries/{first}", data={"text": "Led the first drill", "when": "2000-01"})
    assert "Led the first drill" in mended.text
    added = client.post(f"/logs/{long['id']}/entries", data={"text": "Led one before them all", "when": "1999-01"})
    assert "Led one before them all" in added.text
