"""One owner's haste costs nobody else an answer."""

from pathlib import Path

from service.settings import read_settings
from tests.entrants import bearing, made, opened


def test_past_the_limit_an_owner_is_told_to_wait_and_others_are_answered(tmp_path: Path) -> None:
    settings = read_settings(data_dir=tmp_path, requests_per_minute=5)
    ana, ben = (bearing(made(settings, name)[1]) for name in ("ana", "ben"))
    with opened(settings) as client:
        found = [client.get("/v1/logs", headers=ana) for _ in range(7)]
        assert [answer.status_code for answer in found] == [200] * 5 + [429] * 2
        assert found[-1].headers["content-type"] == "application/problem+json"
        assert 0 < int(found[-1].headers["retry-after"]) <= 60
        assert client.post("/v1/logs", json={"log": "- Wrote it.\n"}, headers=ana).status_code == 429
        assert client.get("/v1/logs", headers=ben).status_code == 200
        assert client.get("/healthz", headers=ana).status_code == 200
        told = client.get("/metrics", headers=bearing(made(settings, "metrics")[1])).text
        assert 'promocase_refused_total{limit="requests_per_minute"} 3.0' in told
