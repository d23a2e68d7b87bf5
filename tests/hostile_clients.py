"""What `make bench-hostile` does beside schemathesis: a stranger's ids, hostile filters, hang-ups, broken files."""

import contextlib
import io
import json
import random
import socket
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

from service.settings import read_settings
from tests.entrants import bearing, made
from tests.service_process import ServiceProcess
from tests.web.test_owners import BODIES

SECRET = "reconciliation"
MINE = "- 2026-03-14: Planted the school garden with two classes.\n"
HOSTILE = (
    *(
        '{"$ne": null}',
        '{"$or": [{}]}',
        "$gt",
        "' OR 1=1 --",
        '" OR ""="',
        "..",
        "../../etc/passwd",
        "%00",
        "\x00",
        "*",
    ),
    *("local", "null", "undefined", "0", "-1", "1e309", "NaN", "\u202egpj", "💣" * 50, "a" * 5_000, "[]", "{}", "true"),
    *("; DROP TABLE logs", "${7*7}", "{{7*7}}", "<script>", "log-", "p", "\ud83d\ude00", "ﷺ" * 200, " ", "\t", "\n"),
)


class Counts:
    """How many requests of a kind there were, and what was wrong with any."""

    def __init__(self, what: str) -> None:
        self.what, self.tried, self.leaks = what, 0, 0
        self.statuses: Counter[int] = Counter()

    def add(self, answer: httpx.Response, *, leaked: bool) -> None:
        self.tried += 1
        self.statuses[answer.status_code] += 1
        self.leaks += leaked

    @property
    def failed(self) -> int:
        return sum(count for status, count in self.statuses.items() if status >= 500 and status != 507)

    def __str__(self) -> str:
        kinds = ", ".join(f"{status}: {count}" for status, count in sorted(self.statuses.items()))
        return f"{self.what}: {self.tried}; leaks {self.leaks}; 500 and above {self.failed} ({kinds})"


def attacked(folder: Path, in_use: Callable[[httpx.Client], Mapping[str, str]]) -> list[Counts]:
    """Every count of a service that two people use, one of them a stranger to all that the other has."""
    settings = read_settings(data_dir=folder)
    ana, ben = (bearing(made(settings, name)[1]) for name in ("ana", "ben"))
    with ServiceProcess(folder) as service:
        hers = httpx.Client(base_url=service.address, headers=ana, timeout=60)
        his = httpx.Client(base_url=service.address, headers=ben, timeout=60)
        with hers, his:
            ids = in_use(hers)
            before = everything(hers)
            own = his.post("/v1/logs", json={"log": MINE}).raise_for_status().json()["id"]
            paths = his.get("/openapi.json").json()["paths"]
            counted = [
                strange_ids(his, paths, ids),
                hostile_filters(his, own),
                hang_ups(service.address, ana, his, ids),
                broken_files(his, hers, ids["log_id"]),
            ]
            changed = Counts("what is hers changed by him")
            changed.add(hers.get("/readyz"), leaked=everything(hers)[: len(before)] != before)
        return [*counted, changed]


def everything(client: httpx.Client) -> list[Any]:
    return [client.get(f"/v1/{kind}").json() for kind in ("rubrics", "decisions", "alignments", "answers")]


def strange_ids(his: httpx.Client, paths: Mapping[str, Any], ids: Mapping[str, str], tries: int = 1_000) -> Counts:
    """Her ids, ids like hers and ids like nothing, in every route by every verb."""
    chance = random.Random(1)  # noqa: S311
    counts = Counts("forged and swapped ids")
    routes = [(path, verb.upper()) for path in sorted(paths) if "{" in path for verb in sorted(paths[path])]
    for n in range(tries):
        path, verb = routes[n % len(routes)]
        given = {name: _forged(chance, id, n // len(routes)) for name, id in ids.items()} | {"n": "1", "form": "md"}
        where = path
        for name, id in given.items():
            where = where.replace(f"{{{name}}}", quote(id.encode(errors="replace"), safe=""))
        body = BODIES.get(path) if verb in ("POST", "PUT", "PATCH") else None
        answer = his.request(verb, where, json=body, headers={"Prefer": "respond-async"})
        if path != "/v1/logs/{log_id}/assessment" or answer.status_code != 422:
            counts.add(answer, leaked=answer.is_success or SECRET in answer.text)
    return counts


def _forged(chance: random.Random, id: str, turn: int) -> str:
    if turn % 3 == 0:
        return id
    if turn % 3 == 1:
        at = chance.randrange(len(id))
        return id[:at] + chance.choice("0123456789abcdef-_.") + id[at + 1 :]
    return chance.choice(HOSTILE)


def hostile_filters(his: httpx.Client, own: str, tries: int = 500) -> Counts:
    """Words to search for and ids to draft from that look like a database's own language."""
    chance = random.Random(2)  # noqa: S311
    counts = Counts("hostile filters and ids")
    for n in range(tries):
        words = chance.choice(HOSTILE) + chance.choice(("", " ", SECRET, *HOSTILE[:5]))
        if n % 2:
            answer = his.get(
                f"/logs/{own}", params={"q": words.encode(errors="replace")}, headers={"accept": "text/html"}
            )
            foreign = "four hours" in answer.text
        else:
            told = json.dumps({"log_id": words, "rubric_id": words}).encode(errors="replace")
            answer = his.post("/v1/packets", content=told, headers={"content-type": "application/json"})
            foreign = answer.is_success
        counts.add(answer, leaked=foreign)
    return counts


def hang_ups(
    address: str, ana: Mapping[str, str], his: httpx.Client, ids: Mapping[str, str], tries: int = 200
) -> Counts:
    """Her requests cut off in the middle, and what he sees meanwhile."""
    chance = random.Random(3)  # noqa: S311
    counts = Counts("cancelled in the middle")
    parts = urlsplit(address)
    for n in range(tries):
        body = json.dumps({"log_id": ids["log_id"]}).encode()
        target = ("/v1/packets", "/v1/interviews", f"/v1/packets/{ids['packet_id']}/redrafts")[n % 3]
        head = f"POST {target} HTTP/1.1\r\nhost: {parts.netloc}\r\nauthorization: {ana['authorization']}\r\n"
        head += f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        with (
            contextlib.suppress(OSError),
            socket.create_connection((str(parts.hostname), int(parts.port or 0))) as wire,
        ):
            wire.sendall(head.encode() + (body if n % 4 else body[:5]))
            time.sleep(chance.uniform(0, 0.05))
        answer = his.get("/v1/packets")
        counts.add(answer, leaked=answer.json() != [])
    return counts


def broken_files(his: httpx.Client, hers: httpx.Client, log: str, tries: int = 500) -> Counts:
    """Real files cut, flipped, stuffed and misnamed."""
    chance = random.Random(4)  # noqa: S311
    counts = Counts("broken uploads")
    forms = {form: hers.get(f"/v1/logs/{log}.{form}").content for form in ("md", "csv", "json", "docx")}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for form, raw in forms.items():
            archive.writestr(f"log.{form}", raw)
        archive.writestr("bomb.md", b"- a\n" * 500_000)
    forms["zip"] = packed.getvalue()
    forms["xlsx"] = forms["docx"]
    forms["yaml"] = b"entries:\n- text: " + b"[" * 2_000
    names = list(forms)
    for _ in range(tries):
        name = chance.choice(names)
        raw = bytes(_broken(chance, forms[name]))
        shown = f"log.{chance.choice([name, *names])}"
        answer = his.post("/v1/logs", files={"file": (shown, raw, "application/octet-stream")})
        counts.add(answer, leaked=False)
    return counts


def _broken(chance: random.Random, raw: bytes) -> Sequence[int]:
    made = bytearray(raw)
    match chance.randrange(5):
        case 0:
            del made[chance.randrange(len(made)) :]
        case 1:
            for _ in range(20):
                made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
        case 2:
            at = chance.randrange(len(made))
            made[at:at] = chance.randbytes(200)
        case 3:
            made = made[chance.randrange(len(made)) :] + made[: chance.randrange(len(made))]
        case _:
            made = made * chance.randrange(2, 9)
    return made
