"""An interview as Server-Sent Events: a real server, a provider on loopback, and clients that are real programs."""

import contextlib
import json
import queue
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi.responses import HTMLResponse

from service.app import create_app
from service.settings import read_settings
from service.web.api.events import wants_events
from tests.provider import Asked, Behaviour, Provider, Wire, answers, drips, fails

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CURL = shutil.which("curl")
LOG = {
    "entries": [
        {"id": f"e{n}", "when": f"2026-0{n}-20", "text": text, "dimensions": ["influence"]}
        for n, text in enumerate(
            (
                "Wrote the incident template that other teams took up.",
                "Persuaded three teams to adopt one release checklist.",
                "Taught two other teams to run their own load tests.",
                "Led the move of the billing teams to the new queue.",
            ),
            start=1,
        )
    ]
}
RUBRIC = {
    "title": "Ladder",
    "from_level": "L4",
    "to_level": "L5",
    "dimensions": [
        {"id": "influence", "name": "Influence", "current": "Helps the team.", "next": "Other teams adopt their work."}
    ],
}
CASE = {"log": LOG, "rubric": RUBRIC}
FAIR = "What changed?"
SAID = "The weekly close went from 4 hours to 20 minutes."
EVENTS = {"Accept": "text/event-stream"}
KEY = "sk-secret"
Event = tuple[str, dict[str, object]]


class Served:
    """The service on loopback, over a provider whose behaviour each test chooses."""

    def __init__(self, base: str, provider: Provider) -> None:
        self.base, self.provider = base, provider
        self.client = httpx.Client(base_url=base, timeout=30)
        self.gate = threading.Event()
        self.read: queue.Queue[list[str]] = queue.Queue()

    def was_read(self, names: list[str]) -> None:
        """The events a page has read, told by itself."""
        self.read.put(names)

    def behaves(self, *behaviours: Behaviour) -> None:
        with self.provider.lock:
            self.provider.behaviours = behaviours
            self.provider.asked.clear()

    def opened(self) -> dict[str, object]:
        """An interview with a question about an entry open, in plain words; what earlier tests settled is gone."""
        for log in self.client.get("/v1/logs").json():
            self.client.delete(f"/v1/logs/{log['id']}").raise_for_status()
        self.behaves(fails(401))
        opened: dict[str, object] = self.client.post("/v1/interviews", json=CASE).raise_for_status().json()
        return opened

    def now(self, interview: object) -> dict[str, object]:
        told: dict[str, object] = self.client.get(f"/v1/interviews/{interview}").raise_for_status().json()
        return told

    @contextlib.contextmanager
    def turning(self, interview: object, said: str = SAID) -> Iterator[Iterator[Event]]:
        """The events of a turn as they come."""
        with self.client.stream(
            "POST", f"/v1/interviews/{interview}/turns", json={"text": said}, headers=EVENTS
        ) as answer:
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith("text/event-stream")
            yield events_of(answer.iter_lines())


def events_of(lines: Iterator[str]) -> Iterator[Event]:
    name, held = "", ""
    for line in lines:
        field, _, value = line.rstrip("\n").partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            held += value
        elif not line.strip():
            yield name, json.loads(held)
            name, held = "", ""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Provider(fails(401)) as provider, contextlib.closing(socket.create_server(("127.0.0.1", 0))) as bound:
        app = create_app(
            read_settings(
                data_dir=tmp_path_factory.mktemp("events"),
                model="openai:loopback",
                model_base_url=provider.base_url,
                openai_api_key=KEY,
                model_deadline_s=60.0,
                model_backoff_s=0.001,
            )
        )
        app.add_api_route("/probe", lambda: HTMLResponse(READER), include_in_schema=False)
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        one = Served(f"http://127.0.0.1:{bound.getsockname()[1]}", provider)
        app.add_api_route("/probe/gate", one.gate.set, methods=["POST"])
        app.add_api_route("/probe/read", one.was_read, methods=["POST"])
        yield one
        one.client.close()
        server.should_exit = True
        thread.join(20)


def gated(gate: threading.Event, then: Behaviour) -> Behaviour:
    """Answers when the gate opens, so that what came before it came before the model was done."""

    def behave(wire: Wire, asked: Asked) -> None:
        assert gate.wait(30)
        then(wire, asked)

    return behave


def soon(true: Callable[[], bool], within_s: float = 10.0) -> bool:
    until = time.monotonic() + within_s
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def test_what_was_heard_arrives_before_the_model_is_done_and_the_question_after_it_was_checked(served: Served) -> None:
    interview = served.opened()
    gate = threading.Event()
    served.behaves(gated(gate, answers({"question": FAIR})))
    with served.turning(interview["id"]) as events:
        name, heard = next(events)
        assert name == "heard"
        assert heard["turn"]["said"] == SAID  # type: ignore[index]
        assert [one["words"] in SAID for one in heard["amendments"]] == [True]  # type: ignore[attr-defined]
        assert heard["gap"]["why"]  # type: ignore[index]
        assert next(events)[0] == "progress"  # a beat passed, and the model has said nothing yet
        gate.set()
        rest = [event for event in events if event[0] != "progress"]
    names = [name for name, _ in rest]
    assert names == ["token"] * len(FAIR.split()) + ["turn", "done"]
    assert "".join(str(piece["text"]) for name, piece in rest if name == "token") == FAIR
    turn = rest[-2][1]
    assert turn == served.now(interview["id"])
    assert (turn["asked"]["words"], turn["asked"]["by_model"]) == (FAIR, True)  # type: ignore[index]
    assert turn["usage"]["completion_tokens"] > 0  # type: ignore[index]


def test_opening_streams_too_and_says_where_the_interview_is(served: Served) -> None:
    served.opened()
    served.behaves(answers({"question": FAIR}))
    with served.client.stream("POST", "/v1/interviews", json=CASE, headers=EVENTS) as answer:
        assert answer.status_code == 201
        events = list(events_of(answer.iter_lines()))
    assert events[0][0] == "heard"
    assert events[0][1]["turn"] is None
    assert events[-2][1] == served.client.get(answer.headers["location"]).json()
    assert events[-2][1]["asked"]["words"] == FAIR  # type: ignore[index]


def test_words_that_fail_the_check_are_never_sent(served: Served) -> None:
    interview = served.opened()
    served.behaves(answers({"question": "How many of the 900 banks did Zoltan save?"}))
    with served.turning(interview["id"]) as events:
        everything = list(events)
    assert "Zoltan" not in json.dumps(everything)
    assert "900" not in json.dumps(everything)
    assert everything[-2][1]["asked"]["by_model"] is False  # type: ignore[index]


def test_a_client_that_goes_away_ends_the_call_and_its_answer_is_kept(served: Served) -> None:
    interview = served.opened()
    served.behaves(drips)
    with served.turning(interview["id"]) as events:
        _, heard = next(events)
        assert soon(lambda: served.provider.at_once == 1)
    left = time.monotonic()
    assert soon(lambda: served.provider.at_once == 0)  # the provider saw its own client go
    assert time.monotonic() - left < 3
    time.sleep(0.5)
    assert len(served.provider.asked) == 1  # and nobody asked again
    kept = served.now(interview["id"])
    assert kept["version"] == heard["version"]
    assert [turn["said"] for turn in kept["turns"]] == [SAID]  # type: ignore[attr-defined]
    assert kept["waiting"]
    assert kept["asked"]["words"]  # type: ignore[index]
    served.behaves(answers({"question": FAIR}))
    again = {"text": "Skip", "version": heard["version"]}
    assert served.client.post(f"/v1/interviews/{interview['id']}/turns", json=again).status_code == 200


@pytest.mark.parametrize(
    "fault", [fails(401, message=f"leaked {KEY}"), fails(500, message="leaked")], ids=["401", "500"]
)
def test_a_model_fault_is_told_as_an_error_and_the_interview_goes_on_in_plain_words(
    served: Served, fault: Behaviour
) -> None:
    interview = served.opened()
    served.behaves(fault)
    with served.turning(interview["id"]) as events:
        told = [event for event in events if event[0] != "progress"]
    names = [name for name, _ in told]
    assert names[:2] == ["heard", "error"]
    assert names[-2:] == ["turn", "done"]
    assert told[1][1]["status"] == 503
    assert "leaked" not in json.dumps(told)
    assert KEY not in json.dumps(told)
    now = served.now(interview["id"])
    assert told[-2][1] == now
    assert now["asked"]["by_model"] is False  # type: ignore[index]
    assert now["waiting"]


def test_a_log_that_is_deleted_meanwhile_ends_the_stream_in_an_error(served: Served) -> None:
    interview = served.opened()
    gate = threading.Event()
    served.behaves(gated(gate, answers({"question": FAIR})))
    with served.turning(interview["id"]) as events:
        next(events)
        assert soon(lambda: served.provider.at_once == 1)
        served.client.delete(f"/v1/logs/{interview['log']}").raise_for_status()
        gate.set()
        rest = [event for event in events if event[0] != "progress"]
    assert [name for name, _ in rest] == ["error", "done"]
    assert rest[0][1]["status"] == 404


def test_where_another_window_goes_on_meanwhile_the_stream_tells_the_interview_as_it_stands(served: Served) -> None:
    interview = served.opened()
    gate = threading.Event()
    served.behaves(gated(gate, answers({"question": FAIR})), fails(401))
    where = f"/v1/interviews/{interview['id']}/turns"
    with served.turning(interview["id"]) as events:
        next(events)
        assert soon(lambda: served.provider.at_once == 1)
        other = served.client.post(where, json={"text": "Skip"}).raise_for_status().json()
        gate.set()
        rest = list(events)
    assert rest[-2] == ("turn", other)
    assert len(other["turns"]) == 2


def test_what_is_wrong_with_a_request_is_told_before_any_stream(served: Served) -> None:
    interview = served.opened()
    where = f"/v1/interviews/{interview['id']}/turns"
    wrong = {
        404: ("/v1/interviews/none/turns", {"text": SAID}),
        409: (where, {"text": SAID, "version": 99}),
        422: (where, {"text": " "}),
    }
    for status, (path, body) in wrong.items():
        answer = served.client.post(path, json=body, headers=EVENTS)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
    assert served.now(interview["id"]) == interview


@pytest.mark.parametrize(
    ("accept", "events"),
    [
        ("text/event-stream", True),
        ("application/json, Text/Event-Stream;q=0.5", True),
        ("text/event-stream;q=0, application/json", False),
        ("*/*", False),
        ("", False),
    ],
)
def test_events_are_sent_to_who_names_them(accept: str, events: bool) -> None:
    assert wants_events(accept) is events


@pytest.mark.skipif(CURL is None, reason="curl is not installed: apt-get install curl")
def test_curl_reads_the_first_event_before_the_model_is_done(served: Served) -> None:
    interview = served.opened()
    gate = threading.Event()
    served.behaves(gated(gate, answers({"question": FAIR})))
    command = [
        *(str(CURL), "--silent", "--no-buffer", "--max-time", "30", "-H", "Accept: text/event-stream"),
        *("-H", "Content-Type: application/json", "-d", json.dumps({"text": SAID})),
        f"{served.base}/v1/interviews/{interview['id']}/turns",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as curl:
        assert curl.stdout is not None
        events = events_of(curl.stdout)
        assert next(events)[0] == "heard"
        assert not gate.is_set()
        gate.set()
        assert [name for name, _ in events][-2:] == ["turn", "done"]
    assert curl.returncode == 0


# A page of the service's own origin that reads the events with fetch, opens the gate on the first, and tells them all.
READER = """<!doctype html><title>reader</title><script>
(async () => {
  const post = (path, body, accept) => fetch(path, {method: "POST", body: JSON.stringify(body),
    headers: {"Content-Type": "application/json", "Accept": accept}});
  const query = new URLSearchParams(location.search), read = [];
  const answer = await post(`/v1/interviews/${query.get("id")}/turns`, {text: query.get("said")}, "text/event-stream");
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const {value, done} = await reader.read();
    if (done) break;
    for (const [, name] of value.matchAll(/^event: (.*)$/gm)) {
      if (!read.length) await post("/probe/gate", {}, "*/*");
      read.push(name);
    }
  }
  await post("/probe/read", read, "*/*");
})();
</script>"""


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium")
def test_a_browsers_fetch_reads_the_first_event_before_the_model_is_done(served: Served, tmp_path: Path) -> None:
    interview = served.opened()
    served.gate.clear()
    served.behaves(gated(served.gate, answers({"question": FAIR})))
    page = httpx.URL(f"{served.base}/probe", params={"id": str(interview["id"]), "said": SAID})
    browser = subprocess.Popen(
        [
            *(str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
            *("--disable-background-networking", f"--user-data-dir={tmp_path}", "--remote-debugging-port=0"),
            *("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", str(page)),
        ],
        stderr=subprocess.DEVNULL,
    )
    try:
        # The provider waits for the page's word that it read the first event: in one piece it would never come.
        read = served.read.get(timeout=60)
    finally:
        browser.terminate()
        browser.wait(20)
    assert read[0] == "heard"
    assert read[-2:] == ["turn", "done"]
    assert served.now(interview["id"])["asked"]["words"] == FAIR  # type: ignore[index]
