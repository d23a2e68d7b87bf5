"""The page at /docs: everything it loads comes from this process, in a real browser too."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import read_settings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
LOADED = re.compile(
    r"""(?:src|href|action|data|srcset)\s*=\s*["']?([^"'\s>]+)|url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)"""
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = read_settings(data_dir=tmp_path_factory.mktemp("docs"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as opened:
        yield opened


def pages_and_assets(client: TestClient) -> dict[str, str]:
    """Every page, script and style the service has a route for, and what each names, by address."""
    found: dict[str, str] = {}
    wanted = [
        *(getattr(route, "path", "") for route in client.app.routes),  # type: ignore[attr-defined]
        "/docs",
        "/docs/docs.js",
        "/",
        "/redoc",
    ]
    while wanted:
        address = wanted.pop()
        if not address or "{" in address or address in found:
            continue
        answer = client.get(address)
        kind = answer.headers.get("content-type", "")
        if answer.status_code == 200 and kind.startswith(("text/html", "text/css", "text/javascript", "image/svg")):
            found[address] = answer.text
            if kind.startswith("text/html"):
                wanted += [urljoin(address, named) for named in names(answer.text) if not urlsplit(named).netloc]
    return found


def names(text: str) -> list[str]:
    return ["".join(groups) for groups in LOADED.findall(text)]


def test_no_page_style_or_script_of_ours_names_an_outside_host_to_load_from(client: TestClient) -> None:
    found = pages_and_assets(client)
    assert {"/docs", "/docs/docs.js", "/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js"} <= set(found)
    for address, text in found.items():
        if not address.endswith("-bundle.js"):  # it holds links and namespaces; the browser test below runs it
            assert [name for name in names(text) if urlsplit(name).netloc] == [], address
    assert "://" not in found["/docs"] + found["/docs/docs.js"]


def test_the_pages_policy_lets_a_browser_load_from_here_alone(client: TestClient) -> None:
    policy = client.get("/docs").headers["content-security-policy"]
    said = {words.split()[0]: words.split()[1:] for words in policy.split(";")}
    assert said["default-src"] == ["'none'"]
    assert {source for sources in said.values() for source in sources} <= {
        "'none'",
        "'self'",
        "data:",
        "'unsafe-inline'",
    }
    assert said["script-src"] == ["'self'"]


def test_every_asset_of_the_page_is_served_as_what_it_is(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    kinds = {".js": "text/javascript", ".css": "text/css", ".png": "image/png", ".json": "application/json"}
    for name in names(page.text):
        answer = client.get(name)
        assert answer.status_code == 200, name
        assert answer.headers["content-type"].startswith(kinds[Path(name).suffix]), name


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium")
def test_a_real_browser_shows_every_route_and_asks_nobody_else(client: TestClient, tmp_path: Path) -> None:
    serving = subprocess.Popen(
        [sys.executable, "-m", "service.cli", "serve", "--port", "0"], stderr=subprocess.PIPE, cwd=tmp_path
    )
    try:
        assert serving.stderr is not None
        here = re.search(rb"http://127\.0\.0\.1:\d+", serving.stderr.readline())
        assert here is not None
        base, wire = here[0].decode(), tmp_path / "wire.json"
        shown = subprocess.run(
            [
                *(str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
                *("--disable-background-networking", "--virtual-time-budget=20000", f"--log-net-log={wire}"),
                *(
                    f"--user-data-dir={tmp_path / 'browser'}",
                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                ),
                *("--dump-dom", f"{base}/docs"),
            ],
            capture_output=True,
            text=True,
            timeout=120,
        ).stdout
    finally:
        serving.kill()
        serving.wait()
        if serving.stderr:
            serving.stderr.close()
    paths = {
        (route.path, method.lower())
        for route in client.app.routes  # type: ignore[attr-defined]
        if isinstance(route, APIRoute) and route.include_in_schema
        for method in route.methods
    }
    described = client.get("/openapi.json").json()["paths"]
    operations = {(path, method) for path, methods in described.items() for method in methods}
    assert paths <= operations
    assert len(re.findall(r'class="opblock opblock-(?:get|post|delete|put|patch)', shown)) == len(operations)
    for path in described:
        assert path in shown.replace("\u200b", "").replace("<wbr>", "")
    # What the page itself asked for carries its origin; the browser's own errands carry none.
    events = json.loads(wire.read_text(encoding="utf-8"))["events"]
    asked = {event["params"]["url"] for event in events if event.get("params", {}).get("initiator") == base}
    wanted = {"/docs/swagger-ui-bundle.js", "/docs/docs.js", "/docs/swagger-ui.css", "/openapi.json"}
    assert {urlsplit(url).path for url in asked} >= wanted
    assert {f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" for url in asked} == {base}
