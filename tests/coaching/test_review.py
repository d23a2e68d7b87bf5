"""The monthly review as a person meets it: by command and over HTTP."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from service.app import create_app
from service.cli import main
from service.domain.brag import BragLog
from service.settings import read_settings

ENTRIES = [
    {
        "id": "mar",
        "when": "2026-03-14",
        "text": "With Sam, saw that nobody owned the ward handover and redesigned it. It fell from 40 to 25 minutes.",
        "dimensions": ["scope"],
    },
    {"id": "bare", "when": "2026-03-20", "text": "Rewrote the induction guide for new starters."},
    {"id": "apr", "when": "2026-04-02", "text": "Zyx trained two other wards in the April handover."},
    {"id": "old", "when": "2025-02-01", "text": "Cut stock losses from 30 to 4 a month. The count is still open."},
    {"id": "loose", "when": "2026-Q1", "text": "Wrote the rota."},
    {"id": "none", "text": "Ran the fire drill."},
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = read_settings(data_dir=tmp_path_factory.mktemp("reviews"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.fixture(scope="module")
def log(client: TestClient) -> str:
    return str(client.post("/v1/logs", json={"log": {"entries": ENTRIES}}).json()["id"])


def test_a_month_is_told_by_its_own_entries_and_nothing_later_is_known(client: TestClient, log: str) -> None:
    found = client.get(f"/v1/logs/{log}/review", params={"month": "2026-03"})
    assert found.status_code == 200, found.text
    told = found.json()
    assert (told["month"], told["added"], told["entries"]) == ("2026-03", 2, 5)
    added = {one["said"]["entry"] for dim in told["dimensions"] for one in dim["added"]}
    added |= {one["entry"] for one in told["unplaced"]}
    assert added == {"mar", "bare"}
    assert told["undated"] == ["none"]
    page = client.get(f"/v1/logs/{log}/review.md", params={"month": "2026-03"}).text
    assert "Zyx" not in found.text + page
    assert client.get(f"/v1/logs/{log}/review", params={"month": "2026-04"}).text.count("Zyx") >= 1


def test_every_word_of_the_person_stands_in_its_entry_and_credit_goes_with_it(client: TestClient, log: str) -> None:
    told = client.get(f"/v1/logs/{log}/review", params={"month": "2026-03"}).json()
    by_id = BragLog.model_validate({"entries": ENTRIES}).by_id()
    seen = 0
    for quoted in quoted_in(told):
        entry = by_id[quoted["entry"]]
        assert quoted["words"] in {"text": entry.text, "outcome": entry.outcome or ""}[quoted["field"]]
        assert ("Sam" in quoted["credits"]) == (entry.id == "mar")
        seen += 1
    assert seen >= 4
    page = client.get(f"/v1/logs/{log}/review.md", params={"month": "2026-03"}).text
    for line in page.splitlines():
        assert ("`mar`" not in line) or "Sam" in line


def quoted_in(value: object) -> Iterator[dict[str, str]]:
    """Every quotation in an answer."""
    if isinstance(value, dict):
        if "credits" in value:
            yield value
        for inner in value.values():
            yield from quoted_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from quoted_in(inner)


def test_only_what_is_fresh_is_asked_to_be_mended(client: TestClient, log: str) -> None:
    told = client.get(f"/v1/logs/{log}/review", params={"month": "2026-03"}).json()
    assert {one["said"]["entry"] for one in told["mendable"]} <= {"mar", "bare", "loose"}
    kinds = {gap["kind"] for one in told["mendable"] for gap in one["gaps"] if gap["entry"] == "bare"}
    assert "uncorroborated" in kinds
    later = client.get(f"/v1/logs/{log}/review", params={"month": "2026-12"}).json()
    assert later["mendable"] == []


def test_a_dimension_shown_long_ago_goes_stale(client: TestClient, log: str) -> None:
    def stale(month: str) -> set[str]:
        told = client.get(f"/v1/logs/{log}/review", params={"month": month}).json()
        return {one["dimension"] for one in told["dimensions"] if one["stale"]}

    assert "scope" not in stale("2026-04")
    assert "scope" in stale("2027-03")


def test_what_to_seek_comes_from_the_rubric_and_the_persons_own_log(client: TestClient, log: str) -> None:
    told = client.get(f"/v1/logs/{log}/review", params={"month": "2025-06"}).json()
    assert told["seek"]
    assert all(one["asks"] for one in told["seek"])
    assert [one["entry"] for one in told["still_open"]] == ["old"]


def test_the_reminder_is_a_calendar_without_a_word_of_the_log(client: TestClient, log: str) -> None:
    answer = client.get(f"/v1/logs/{log}/review.ics", params={"month": "2026-12"})
    assert answer.headers["content-type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.text).walk("VEVENT")
    assert str(event.decoded("dtstart")) == "2027-01-31"
    assert "handover" not in answer.text.replace("\r\n ", "")


@pytest.mark.parametrize("month", ["2026-13", "March", "2026-3", "2026-03-01"])
def test_what_is_no_month_is_refused(client: TestClient, log: str, month: str) -> None:
    assert client.get(f"/v1/logs/{log}/review", params={"month": month}).status_code == 422


def test_the_command_reviews_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("log.json").write_text(json.dumps({"entries": ENTRIES}), encoding="utf-8")
    told = run(capsys, "review", "log.json", "--month", "2026-03", "--format", "json")
    assert json.loads(told)["added"] == 2
    run(capsys, "review", "log.json", "--month", "2026-03", "--format", "ics", "--out", "review.ics")
    assert Path("review.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    with pytest.raises(SystemExit) as ended:
        main(["review", "log.json", "--month", "soon"])
    assert ended.value.code == 2


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main(words)
    told = capsys.readouterr()
    assert ended.value.code == 0, told.err
    return told.out


def test_the_page_shows_the_month_and_nothing_it_holds_becomes_markup(client: TestClient, log: str) -> None:
    answer = client.get(f"/logs/{log}/review", params={"month": "2026-03"}, headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text
    assert "It fell from 40 to 25 minutes." in answer.text
    assert "also names Sam" in answer.text
    entries = [{"id": "<i>x</i>", "when": "2026-03-01", "text": "Cut <script>alert(1)</script> from 4 to 2 hours."}]
    evil = client.post("/v1/logs", json={"log": {"entries": entries}}).json()["id"]
    shown = client.get(f"/logs/{evil}/review", params={"month": "2026-03"}, headers={"accept": "text/html"}).text
    assert "<script>alert" not in shown
    assert "<i>x" not in shown
