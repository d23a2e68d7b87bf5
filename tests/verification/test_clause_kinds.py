"""The rest of a whole, "yet to", part of a plan and "up to": quiet where the entry bears them out, loud where not."""

import pytest

from service.domain.brag import BragEntry
from service.domain.claims import Claim, Evidence, Kind
from service.verification.checks import comparison, completion, negation

_CHECKS = {Kind.NEGATION: negation.check, Kind.COMPLETION: completion.check, Kind.COMPARISON: comparison.check}
_ROWS = (
    (Kind.NEGATION, "Inspected 7 of 12 boilers in May.", "Five of the 12 boilers were not inspected.", False),
    (Kind.NEGATION, "Inspected the boilers in May.", "The boilers were not inspected in May.", True),
    (Kind.NEGATION, "Nobody had labelled the valves, so I did.", "I labelled the valves, as nobody had.", False),
    (Kind.COMPLETION, "Welded 9 of the planned 20 brackets.", "Welded 9 of the 20 brackets.", False),
    (Kind.COMPLETION, "Plan to weld the brackets in June.", "Welded the brackets.", True),
    (Kind.COMPARISON, "Waiting times: up to 20% shorter.", "Waiting times were down 20% at best.", False),
    (Kind.COMPARISON, "Waiting times rose in the clinic in May.", "Waiting times fell in the clinic in May.", True),
)


@pytest.mark.parametrize(("kind", "entry", "sentence", "objects"), _ROWS)
def test_objects_only_where_the_entry_conflicts(kind: Kind, entry: str, sentence: str, objects: bool) -> None:
    cited = BragEntry.model_validate({"id": "e1", "text": entry})
    found = _CHECKS[kind](Claim(text=sentence, cites=(cited.id,)), Evidence(cited=(cited,)))
    assert bool(found) is objects
