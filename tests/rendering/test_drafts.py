"""A draft that comes as JSON: a packet of ours is read as its own page, anything else is no prose."""

import json

import pytest

from service.errors import Invalid
from service.rendering.drafts import as_prose
from service.rendering.markdown import packet_markdown
from tests.builders import a_log
from tests.rendering.test_markdown import a_bullet, a_packet, a_section


def test_a_packet_as_json_reads_as_its_own_page() -> None:
    packet, log = a_packet(a_section(a_bullet("Cut the weekly manual reconciliation."))), a_log()
    assert as_prose(packet.model_dump_json(), log) == packet_markdown(packet, log)
    assert as_prose("\n" + packet.model_dump_json(indent=2), log) == packet_markdown(packet, log)


@pytest.mark.parametrize("prose", ["Cut it by half.", "[1] Cut it by half.", '"Cut it," said Sam.', "{draft}", ""])
def test_prose_is_left_as_it_is(prose: str) -> None:
    assert as_prose(prose, a_log()) == prose


@pytest.mark.parametrize(
    "other", [{"draft": "Cut it."}, ["Cut it."], {**json.loads(a_packet().model_dump_json()), "mood": 1}]
)
def test_any_other_json_is_refused_without_its_words(other: object) -> None:
    with pytest.raises(Invalid) as refused:
        as_prose(json.dumps(other), a_log())
    assert "Cut it" not in str(refused.value)
    assert "JSON" in refused.value.message
