"""`promocase token`, and a real service that stands behind a proxy."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.entrants import bearing
from tests.service_process import ServiceProcess


def promocase(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: told for name, told in os.environ.items() if not name.startswith("PROMOCASE_")}
    return subprocess.run(
        [sys.executable, "-m", "service.cli", *words],
        capture_output=True,
        text=True,
        timeout=60,
        env=kept | {"PROMOCASE_DATA_DIR": str(folder)},
        cwd=Path(__file__).resolve().parents[1],
    )


def test_a_token_is_made_listed_and_revoked_and_its_secret_told_once(tmp_path: Path) -> None:
    made = promocase("token", "create", "--owner", "ana", "--expires", "30", "--label", "laptop", folder=tmp_path)
    assert made.returncode == 0, made.stderr
    secret = made.stdout.strip()
    assert re.fullmatch(r"pmc_[\w-]{43}", secret)
    assert secret not in made.stderr
    listed = promocase("token", "list", "--format", "json", folder=tmp_path)
    (token,) = json.loads(listed.stdout)
    assert (token["owner"], token["label"], token["revoked_at"]) == ("ana", "laptop", None)
    assert secret not in listed.stdout
    assert token["id"] in promocase("token", "list", folder=tmp_path).stdout
    assert promocase("token", "revoke", token["id"], folder=tmp_path).returncode == 0
    (token,) = json.loads(promocase("token", "list", "--format", "json", folder=tmp_path).stdout)
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
def test_what_cannot_be_is_one_line(tmp_path: Path, words: list[str]) -> None:
    ran = promocase("token", *words, folder=tmp_path)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1), ran.stderr


def test_nothing_but_this_machine_is_served_without_a_token_that_opens(tmp_path: Path) -> None:
    beyond = (["--host", "0.0.0.0"], ["--host", "::"], ["--trusted-proxy", "127.0.0.1"])  # noqa: S104
    for words in beyond:
        refused_to_serve(tmp_path, words)
    # A revoked token is as good as none.
    promocase("token", "create", "--owner", "ana", folder=tmp_path)
    newest = json.loads(promocase("token", "list", "--format", "json", folder=tmp_path).stdout)[0]
    promocase("token", "revoke", newest["id"], folder=tmp_path)
    for words in beyond:
        refused_to_serve(tmp_path, words)


def refused_to_serve(folder: Path, words: list[str]) -> None:
    ran = promocase("serve", "--port", "0", *words, folder=folder)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1), ran.stderr
    assert "promocase token create" in ran.stderr


def test_a_trusted_proxy_is_believed_about_tls_and_another_is_not(tmp_path: Path) -> None:
    secret = promocase("token", "create", "--owner", "ana", folder=tmp_path).stdout.strip()
    for words, name in ((["--trusted-proxy", "127.0.0.1"], "__Host-promocase"), ([], "promocase")):
        with ServiceProcess(tmp_path, words=words) as service:
            client: httpx.Client = service.client
            assert client.get("/v1/logs").status_code == 401
            assert client.get("/v1/logs", headers=bearing(secret)).json() == []
            tls = {"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.9"}
            cookie = client.post("/sign-in", data={"token": secret}, headers=tls).headers["set-cookie"]
            assert cookie.partition("=")[0] == name
            assert ("; Secure" in cookie) is bool(words)
