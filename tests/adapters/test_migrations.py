"""Databases of earlier versions, the first among them, open with today's code, and what was kept in them is there."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from starlette.testclient import TestClient

from service.adapters import tables
from service.app import create_app
from service.settings import read_settings

LOG = "- 2026-03-14: Cut the report from four hours to one.\n- 2026-05-02: Taught two engineers to run it.\n"
RUBRIC = {
    "title": "Ladder",
    "from_level": "L4",
    "to_level": "L5",
    "dimensions": [{"id": "scope", "name": "Scope", "current": "Ships tasks.", "next": "Leads work across teams."}],
}
Rows = dict[str, list[dict[str, Any]]]


def alembic_of(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(tables.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


VERSIONS = [found.revision for found in ScriptDirectory.from_config(alembic_of()).walk_revisions()][::-1]


def engine_of(url: str) -> sa.Engine:
    return sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))


def tables_in(connection: sa.Connection) -> sa.MetaData:
    found = sa.MetaData()
    found.reflect(connection)
    return found


def served(url: str, folder: Path) -> TestClient:
    settings = read_settings(data_dir=folder, database_url=url)
    return TestClient(create_app(settings), base_url="http://127.0.0.1")


def everything(client: TestClient, ids: dict[str, str]) -> dict[str, Any]:
    return {
        "log": client.get(f"/v1/logs/{ids['log']}").raise_for_status().json(),
        "rubric": client.get(f"/v1/rubrics/{ids['rubric']}").raise_for_status().json()["rubric"],
        "packet": client.get(f"/v1/packets/{ids['packet']}").raise_for_status().json(),
    }


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Rows, dict[str, str], dict[str, Any]]:
    """The rows of a database that was used through every door, the ids in it, and what those show."""
    folder = tmp_path_factory.mktemp("used")
    url = f"sqlite:///{folder / 'used.db'}"
    with served(url, folder) as client:
        log = client.post("/v1/logs", json={"log": LOG}).json()["id"]
        rubric = client.post("/v1/rubrics", json={"rubric": RUBRIC}).json()["id"]
        packet = client.post("/v1/packets", json={"log_id": log, "rubric_id": rubric}).json()["id"]
        client.post("/v1/interviews", json={"log_id": log}, headers={"Idempotency-Key": "k"}).raise_for_status()
        ids = {"log": log, "rubric": rubric, "packet": packet}
        shown = everything(client, ids)
    with engine_of(url).connect() as connection:
        rows = {
            name: [dict(row) for row in connection.execute(table.select()).mappings()]
            for name, table in tables.metadata.tables.items()
        }
    return rows, ids, shown


POSTGRES = pytest.param("postgresql", VERSIONS[0], marks=pytest.mark.postgres)  # the longest way there is


@pytest.mark.parametrize(("kind", "version"), [*(("sqlite", version) for version in VERSIONS[::2]), POSTGRES])
def test_a_database_of_any_version_opens_with_what_was_kept(
    kind: str,
    version: str,
    kept: tuple[Rows, dict[str, str], dict[str, Any]],
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    rows, ids, shown = kept
    url = f"sqlite:///{tmp_path / 'older.db'}"
    if kind == "postgresql":
        url = str(request.getfixturevalue("postgres").new_database())
    engine = engine_of(url)
    with engine.begin() as connection:
        command.upgrade(alembic_of(connection), version)
        older = tables_in(connection)
        today = tables.metadata.tables
        for table in older.sorted_tables:
            for row in rows.get(table.name, ()):
                then = {name: row[name] for name in table.c.keys() if name in row}  # noqa: SIM118  # not a mapping
                typed = sa.table(table.name, *(sa.column(name, today[table.name].c[name].type) for name in then))
                connection.execute(typed.insert(), then)
    engine.dispose()
    with served(url, tmp_path / "data") as client:
        now = everything(client, ids)
        assert now["log"]["entries"] == shown["log"]["entries"]
        assert now["rubric"] == shown["rubric"]
        assert now["packet"]["sections"] == shown["packet"]["sections"]
        assert client.post("/v1/packets", json={"log_id": ids["log"]}).status_code == 201
