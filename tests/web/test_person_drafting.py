"""Everything of a person deleted while a model is asked for a section of theirs: of that, too, nothing is left."""

from pathlib import Path

from tests.provider import Provider
from tests.service_process import ServiceProcess
from tests.web.test_durable_drafts import LATER, RUBRIC, Counting, settings
from tests.web.test_person import CANARY, ENTRIES, holding


def test_a_draft_in_the_making_is_in_no_file_after_the_answer_nor_after_a_restart(tmp_path: Path) -> None:
    counting = Counting(held=2)
    with Provider(counting.behave) as provider, ServiceProcess(tmp_path, **settings(provider)) as service:
        case = {"log": {"entries": ENTRIES}, "rubric": RUBRIC}
        running = service.client.post("/v1/packets", json=case, headers=LATER)
        waiting = service.client.post("/v1/packets", json=case, headers=LATER)
        assert (running.status_code, waiting.status_code) == (202, 202)
        assert counting.reached.wait(30)
        assert "steps.db" in {name.removesuffix("-wal") for name in holding(tmp_path, CANARY.encode())}
        answer = service.client.request("DELETE", "/v1/me", json={"delete": "everything"})
        assert answer.status_code == 204, answer.text
        left = [CANARY.encode(), running.json()["id"].encode(), waiting.json()["id"].encode()]
        assert holding(tmp_path, *left) == set()
        asked = counting.seen.total()
        service.kill()
        service.start()
        assert service.client.get("/v1/packets").json() == []
        assert holding(tmp_path, *left) == set()
        # What was stopped is not paid for any further.
        assert counting.seen.total() == asked
