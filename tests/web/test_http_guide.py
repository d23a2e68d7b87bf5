"""docs/http.md is what the service does: its tables hold every field of an answer and every route, and no other."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from service.app import create_app
from service.domain.claims import Ruling, Verdict
from service.domain.gaps import GapKind
from service.domain.packet import Bullet, Packet, Section
from service.drafting.checking import Checked
from service.drafting.resting import Basis
from service.drafting.rewriting import Rewrite
from service.settings import read_settings
from service.web.api.schemas import LogOut

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "http.md").read_text(encoding="utf-8")
ANSWERS: dict[str, type[BaseModel]] = {
    "Packet": Packet,
    "Section": Section,
    "Bullet": Bullet,
    "Verdict": Verdict,
    "Log": LogOut,
    "Rewrite": Rewrite,
    "Check": Checked,
}


def part(heading: str) -> str:
    return GUIDE.partition(f"\n{heading}\n")[2].partition("\n#")[0]


@pytest.mark.parametrize("name", ANSWERS)
def test_the_table_of_an_answer_names_its_fields_and_no_others(name: str) -> None:
    rows = [line.split("|")[1] for line in part(f"### {name}").splitlines() if line.startswith("| `")]
    assert {field for row in rows for field in re.findall(r"`(\w+)`", row)} == set(ANSWERS[name].model_fields)


def test_every_value_of_a_fixed_set_is_named() -> None:
    for kind in (*Ruling, *GapKind, *Basis):
        assert f"`{kind.value}`" in GUIDE


def test_every_route_is_in_the_table_and_every_route_of_the_table_is_served(tmp_path: Path) -> None:
    app = create_app(read_settings(data_dir=tmp_path))
    table = GUIDE.partition("| route |")[2].partition("\n\n")[0].replace(".../{id}.md", "/v1/packets/{id}.md")
    served = {re.sub(r"\{\w+\}", "{id}", path) for path in app.openapi()["paths"]}
    named = {re.sub(r"\{\w+\}", "{id}", path) for path in re.findall(r"`(?:[A-Z]+ )?(/[\w/{}.]+)`", table)}
    assert named == served
