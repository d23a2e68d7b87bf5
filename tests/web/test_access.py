"""Access tokens over HTTP: with one made, nothing opens without; what they open is their owner's alone."""

import re
from collections.abc import Iterator

import pytest
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from service.settings import Settings, read_settings
from tests.entrants import bearing, made, opened

LOG = "- 2026-03-14: Cut the weekly reconciliation from four hours to twenty minutes.\n- Wrote the runbook.\n"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return read_settings(data_dir=tmp_path_factory.mktemp("access"), allowed_hosts="promo.example, Other.example")


@pytest.fixture(scope="module")
def ana(settings: Settings) -> str:
    return made(settings, "ana")[1]


@pytest.fixture(scope="module")
def ben(settings: Settings) -> str:
    return made(settings, "ben")[1]


@pytest.fixture(scope="module")
def client(settings: Settings, ana: str, ben: str) -> Iterator[TestClient]:
    with opened(settings) as serving:
        yield serving


@pytest.fixture(autouse=True)
def signed_out(client: TestClient) -> None:
    client.cookies.clear()


OPEN = {"/healthz", "/readyz", "/sign-in", "/static/promocase.css", "/static/icon.svg"}


def test_no_route_of_any_kind_opens_without_a_token(client: TestClient) -> None:
    tried = 0
    for context in iter_route_contexts(client.app.routes):  # type: ignore[attr-defined]
        path = re.sub(r"\{[^}]+\}", "x", str(context.path))
        for verb in ("GET", "HEAD", "POST", "DELETE", "PATCH", "PUT", "OPTIONS"):
            if path in OPEN:
                continue
            tried += 1
            answer = client.request(verb, path)
            assert answer.status_code == 401, (verb, path)
            assert answer.headers["www-authenticate"].startswith("Bearer")
            if verb != "HEAD":
                assert answer.headers["content-type"] == "application/problem+json"
    assert tried > 100
    assert client.get("/healthz").status_code == 200
    assert client.get("/nothing-here").status_code == 401


@pytest.mark.parametrize(
    "told",
    [
        "Bearer pmc_wrong",
        "Bearer ",
        "Bearer",
        "Basic YTpi",
        "bearer pmc_" + "a" * 43,
        "Bearer pmc_" + "a" * 100_0,
        "pmc_" + "a" * 43,
    ],
)
def test_what_is_no_token_of_ours_opens_nothing(client: TestClient, told: str) -> None:
    answer = client.get("/v1/logs", headers={"authorization": told})
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]
    assert "pmc_a" not in answer.text


def test_a_token_near_the_right_one_opens_nothing(client: TestClient, ana: str) -> None:
    assert client.get("/v1/logs", headers=bearing(ana)).status_code == 200
    assert client.get("/v1/logs", headers={"authorization": f"bearer {ana}"}).status_code == 200
    for near in (ana[:-1], ana + "A", ana.swapcase(), ana[4:], ana[:-1] + ("A" if ana[-1] != "A" else "B")):
        assert client.get("/v1/logs", headers=bearing(near)).status_code == 401


def test_each_sees_their_own_and_not_the_others(client: TestClient, ana: str, ben: str) -> None:
    kept = client.post("/v1/logs", json={"log": LOG}, headers=bearing(ana)).json()["id"]
    assert client.get(f"/v1/logs/{kept}", headers=bearing(ana)).status_code == 200
    assert client.get(f"/v1/logs/{kept}", headers=bearing(ben)).status_code == 404
    assert kept in {line["id"] for line in client.get("/v1/logs", headers=bearing(ana)).json()}
    assert client.get("/v1/logs", headers=bearing(ben)).json() == []


def test_a_token_of_the_header_goes_before_a_cookie(client: TestClient, ana: str) -> None:
    client.cookies.set("promocase", ana)
    assert client.get("/v1/logs").status_code == 200
    assert client.get("/v1/logs", headers=bearing("pmc_wrong")).status_code == 401


def test_no_secret_is_in_any_file_of_the_data_directory(client: TestClient, settings: Settings, ana: str) -> None:
    assert client.get("/v1/logs", headers=bearing(ana)).status_code == 200
    files = [path for path in settings.data_dir.rglob("*") if path.is_file()]
    assert files
    assert not any(ana.encode() in path.read_bytes() for path in files)


def test_a_browser_is_led_to_the_sign_in_page_and_back(client: TestClient, ana: str) -> None:
    html = {"accept": "text/html"}
    led = client.get("/packets/none?a=b", headers=html, follow_redirects=False)
    assert led.status_code == 303
    form = client.get(led.headers["location"], headers=html)
    wanted = re.findall(r'name="next" value="([^"]*)"', form.text)[0]
    assert wanted == "/packets/none?a=b"
    wrong = client.post("/sign-in", data={"token": "pmc_no", "next": wanted}, headers=html)
    assert wrong.status_code == 401
    assert 'role="alert"' in wrong.text
    assert "set-cookie" not in wrong.headers
    right = client.post("/sign-in", data={"token": f" {ana} ", "next": wanted}, headers=html, follow_redirects=False)
    assert (right.status_code, right.headers["location"]) == (303, wanted)
    cookie = right.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "; secure" not in cookie
    assert client.get("/", headers=html).status_code == 200
    assert "ana" in client.get("/sign-in").text
    client.post("/sign-out")
    assert client.get("/", headers=html, follow_redirects=False).status_code == 303


@pytest.mark.parametrize("wanted", ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "/a\r\nX: y"])
def test_signing_in_leads_to_no_other_site(client: TestClient, ana: str, wanted: str) -> None:
    answer = client.post("/sign-in", data={"token": ana, "next": wanted}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_over_tls_the_cookie_is_bound_to_the_host(client: TestClient, ana: str) -> None:
    site = "https://promo.example"
    answer = client.post(f"{site}/sign-in", data={"token": ana}, follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-promocase=")
    assert "; Secure" in cookie
    assert "Path=/" in cookie
    assert "domain" not in cookie.lower()
    assert client.get(f"{site}/v1/logs").status_code == 200
    # A name that anybody on the way could have set is not looked at over TLS.
    client.cookies.clear()
    client.cookies.set("promocase", ana)
    assert client.get(f"{site}/v1/logs").status_code == 401


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("promo.example", None, 200),
        ("promo.example:8443", None, 200),
        ("PROMO.example", None, 200),
        ("other.example", "https://other.example", 200),
        ("promo.example", "https://promo.example", 200),
        ("promo.example", "https://other.example", 403),
        ("promo.example", "http://localhost:3000", 403),
        ("promo.example", "null", 403),
        ("promo.example.evil.example", None, 403),
        ("evil.example", None, 403),
        ("[bad", None, 403),
        ("", None, 403),
    ],
)
def test_only_allowed_names_and_their_own_pages_are_answered(
    client: TestClient, ana: str, host: str, origin: str | None, status: int
) -> None:
    headers = bearing(ana) | {"host": host} | ({"origin": origin} if origin else {})
    assert client.get("/v1/logs", headers=headers).status_code == status
