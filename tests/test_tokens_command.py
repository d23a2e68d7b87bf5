"""`promocase token`, and a real service that stands behind a proxy."""

import json
import re
from pathlib import Path
from typing import NamedTuple, Protocol

import httpx
import pytest

from service.cli import main
from tests.entrants import bearing
from tests.service_process import ServiceProcess


class Ran(NamedTuple):
    """What one run left: its code, its output, its error lines."""

    returncode: int
    stdout: str
    stderr: str


class Run(Protocol):
    """The type of `promocase`: words in, what they left out."""

    def __call__(self, *words: str) -> Ran: ...


@pytest.fixture
def promocase(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("PROMOCASE_DATA_DIR", str(tmp_path))

    def ran(*words: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, *capsys.readouterr())

    return ran


def test_a_token_is_made_listed_and_revoked_and_its_secret_told_once(promocase: Run) -> None:
    made = promocase("token", "create", "--owner", "ana", "--expires", "30", "--label", "laptop")
    assert made.returncode == 0, made.stderr
    secret = made.stdout.strip()
    assert re.fullmatch(r"pmc_[\w-]{43}", secret)
    assert secret not in made.stderr
    listed = promocase("token", "list", "--format", "json")
    (token,) = json.loads(listed.stdout)
    assert (token["owner"], token["label"], token["revoked_at"]) == ("ana", "laptop", None)
    assert secret not in listed.stdout
    assert token["id"] in promocase("token", "list").stdout
    assert promocase("token", "revoke", token["id"]).returncode == 0
    (token,) = json.loads(promocase("token", "list", "--format", "json").stdout)
    assert token["revoked_at"] is not None


@pytest.mark.parametrize(
    "words",
    [
        ["create"],
        ["create", "--owner", ""],
        ["create", "--owner", " ana"],
        ["create", "--owner", "a\nb"],
        ["create", "--owner", "x" * 201],
        ["create", "--owner", "ana", "--expires", "0"],
        ["create", "--owner", "ana", "--expires", "soon"],
        ["revoke", "token-none"],
        [],
    ],
)
def test_what_cannot_be_is_one_line(promocase: Run, words: list[str]) -> None:
    ran = promocase("token", *words)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1), ran.stderr


def test_nothing_but_this_machine_is_served_without_a_token_that_opens(promocase: Run) -> None:
    beyond = (["--host", "0.0.0.0"], ["--host", "::"], ["--trusted-proxy", "127.0.0.1"])  # noqa: S104
    for words in beyond:
        refused_to_serve(promocase, words)
    # A revoked token is as good as none.
    promocase("token", "create", "--owner", "ana")
    newest = json.loads(promocase("token", "list", "--format", "json").stdout)[0]
    promocase("token", "revoke", newest["id"])
    for words in beyond:
        refused_to_serve(promocase, words)


def refused_to_serve(promocase: Run, words: list[str]) -> None:
    ran = promocase("serve", "--port", "0", *words)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1), ran.stderr
    assert "promocase token create" in ran.stderr


def test_a_trusted_proxy_is_believed_about_tls_and_another_is_not(promocase: Run, tmp_path: Path) -> None:
    secret = promocase("token", "create", "--owner", "ana").stdout.strip()
    for words, name in ((["--trusted-proxy", "127.0.0.1"], "__Host-promocase"), ([], "promocase")):
        with ServiceProcess(tmp_path, words=words) as service:
            client: httpx.Client = service.client
            assert client.get("/v1/logs").status_code == 401
            assert client.get("/v1/logs", headers=bearing(secret)).json() == []
            tls = {"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.9"}
            cookie = client.post("/sign-in", data={"token": secret}, headers=tls).headers["set-cookie"]
            assert cookie.partition("=")[0] == name
            assert ("; Secure" in cookie) is bool(words)
