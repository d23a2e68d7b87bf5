"""docs/operations.md and its dashboard name what the service exports, and nothing else."""

import json
import re
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from service.domain.claims import Kind, Ruling, Verdict
from service.domain.packet import Usage
from service.operations.meter import Depth
from service.settings import read_settings
from service.wiring import meter_of

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDE = (DOCS / "operations.md").read_text(encoding="utf-8")
DASHBOARD = json.loads((DOCS / "grafana-dashboard.json").read_text(encoding="utf-8"))
OURS = re.compile(r"\bpromocase_\w+")


@pytest.fixture
def exported(tmp_path: Path) -> dict[str, set[str]]:
    """Every sample's name, with its labels."""
    meter = meter_of(read_settings(data_dir=tmp_path))
    meter.asked(
        "draft_section@1", "answered", Usage(calls=2, prompt_tokens=1, completion_tokens=1, maybe_billed=1), 1.0
    )
    meter.ruled(Verdict(ruling=Ruling.SUPPORTED, because="so", settled_by=Kind.WORDING))
    meter.refused("person_budget")
    meter.answered("GET", "/healthz", 200, 0.1)
    found: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(meter.exposition(Depth(1, 1)).decode()):
        # A counter that has labels and no samples yet tells its name alone.
        for name in ([family.name + "_total"] if family.type == "counter" else []) + [s.name for s in family.samples]:
            found.setdefault(name, set()).update(*(sample.labels for sample in family.samples if sample.name == name))
    return found


def test_every_query_of_the_dashboard_asks_for_a_metric_and_labels_that_are_exported(
    exported: dict[str, set[str]],
) -> None:
    queries = [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]
    assert len(queries) > 10
    unlabelled = {"promocase_sentences_released_total", "promocase_sentences_withheld_total"}
    for query in queries:
        names = set(OURS.findall(query))
        assert names, query
        assert names <= exported.keys(), query
        asked = re.findall(r"(\w+)\s*(?:=~|!=|=)\s*\"", query) + re.findall(
            r"\w+", "".join(re.findall(r"by \(([^)]*)\)", query))
        )
        labels = set().union(*(exported[name] for name in names)) | ({"drafted_by"} if names & unlabelled else set())
        assert set(asked) <= labels, query


def test_panels_stand_beside_each_other_and_read_from_the_chosen_source() -> None:
    panels = DASHBOARD["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    assert len({(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels}) == len(panels)
    assert {one["name"] for one in DASHBOARD["templating"]["list"]} == {"datasource"}
    assert {panel["datasource"]["uid"] for panel in panels} == {"${datasource}"}


def test_the_table_of_metrics_names_every_metric_and_no_other(exported: dict[str, set[str]]) -> None:
    table = GUIDE.partition("| metric |")[2].partition("\n\n")[0]
    rows = {line.split("|")[1].strip(" `"): line for line in table.splitlines() if line.startswith("| `")}
    plain = {re.sub(r"_(bucket|sum|count)$", "", name) for name in exported if not name.endswith("_created")}
    ours = {name for name in plain if name.startswith("promocase_")}
    assert rows.keys() == ours
    for name, row in rows.items():
        for label in exported.get(name, set()):
            assert f"`{label}`" in row, (name, label)


def test_every_alert_of_the_guide_asks_for_a_metric_that_is_exported(exported: dict[str, set[str]]) -> None:
    alerts = GUIDE.partition("## Alerts worth having")[2].partition("\n## ")[0]
    named = set(OURS.findall(alerts))
    assert named
    assert named <= exported.keys()
