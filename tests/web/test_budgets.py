"""Budgets over HTTP: a day's is told with 429 and when to come again; what was drafted by then stays."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.settings import read_settings
from tests.entrants import bearing, made, opened
from tests.postgres import PostgresServer
from tests.provider import Provider, answers, fails
from tests.service_process import ServiceProcess
from tests.web.test_durable_drafts import CASE, COPIES, settings


@pytest.mark.parametrize("budget", ["budget_calls_per_person", "budget_calls_per_day"])
def test_a_used_up_day_is_a_429_that_says_when_to_come_again_and_takes_nothing_away(
    tmp_path: Path, budget: str
) -> None:
    with Provider(answers(COPIES)) as provider:
        chosen = read_settings(
            data_dir=tmp_path,
            model="openai:loopback",
            model_base_url=provider.base_url,
            model_backoff_s=0.0,
            **{budget: 3},
        )
        ana, ben = (bearing(made(chosen, name)[1]) for name in ("ana", "ben"))
        with opened(chosen) as client:
            first = client.post("/v1/packets", json=CASE, headers=ana)
            refused = client.post("/v1/packets", json=CASE, headers=ana)
            asked = len(provider.asked)
            assert first.status_code == 201
            assert refused.status_code == 429
            assert refused.json()["title"] == "Used up for today"
            assert 0 < int(refused.headers["retry-after"]) <= 86_401
            where = first.headers["location"]
            assert client.get(where, headers=ana).json() == first.json()
            assert len(client.get("/v1/packets", headers=ana).json()) == 1
            # What needs no model goes on.
            rewritten = client.post("/v1/bullets/rewrite", json={"text": "Wrote the checklist."}, headers=ana)
            assert rewritten.json()["drafted_by"] == "verbatim"
            assert len(provider.asked) == asked
            everybody = budget.endswith("day")
            assert client.post("/v1/packets", json=CASE, headers=ben).status_code == (429 if everybody else 201)
            assert (
                'promocase_refused_total{limit="'
                in client.get("/metrics", headers=bearing(made(chosen, "metrics")[1])).text
            )
    assert asked == 3


def test_a_day_that_could_not_hold_one_calls_worst_case_is_over_before_anything_is_asked(tmp_path: Path) -> None:
    with Provider(answers(COPIES)) as provider:
        chosen = read_settings(
            data_dir=tmp_path, model="openai:loopback", model_base_url=provider.base_url, budget_tokens_per_day=1_000
        )
        with opened(chosen) as client:
            assert client.post("/v1/packets", json=CASE).status_code == 429
            assert client.post("/v1/packets", json=CASE, headers={"Prefer": "respond-async"}).status_code == 429
            assert client.get("/v1/packets").json() == []
        assert provider.asked == []


def test_retries_are_requests_too_and_the_sections_left_say_why_they_stand_in_the_entries_words(tmp_path: Path) -> None:
    with Provider(fails(500)) as provider:
        chosen = read_settings(
            data_dir=tmp_path,
            model="openai:loopback",
            model_base_url=provider.base_url,
            model_backoff_s=0.0,
            model_concurrency=1,
            budget_calls_per_packet=2,
        )
        with opened(chosen) as client:
            packet = client.post("/v1/packets", json=CASE).raise_for_status().json()
        assert len(provider.asked) == 2
    assert all("(call budget)" in section["note"] for section in packet["sections"])
    assert packet["provenance"]["usage"]["calls"] == 2


@pytest.mark.postgres
def test_two_replicas_together_ask_no_more_than_the_day_allows(tmp_path: Path, postgres: PostgresServer) -> None:
    with Provider(answers(COPIES, after_s=0.05)) as provider:
        shared = settings(
            provider,
            PROMOCASE_DATABASE_URL=str(postgres.new_database()),
            PROMOCASE_BUDGET_CALLS_PER_DAY="5",
            PROMOCASE_MODEL_CONCURRENCY="4",
        )
        with (
            ServiceProcess(tmp_path / "one", **shared) as one,
            ServiceProcess(tmp_path / "other", **shared) as other,
            ThreadPoolExecutor(6) as people,
        ):

            def draft(n: int) -> int:
                return (one, other)[n % 2].client.post("/v1/packets", json=CASE).status_code

            statuses = list(people.map(draft, range(6)))
            assert set(statuses) <= {201, 429}
            assert one.client.post("/v1/packets", json=CASE).status_code == 429
        assert len(provider.asked) == 5
