"""A *not* more or less, a change told the other way, a figure made exact, credit nobody gave: fired and quiet."""

import pytest

from service.domain.claims import Kind, Ruling
from tests.verification.test_shared_credit import verdict

ROWS = [
    (Kind.NEGATION, "Other sites have tried it.", "Showed it to the depot. Other sites have not tried it.", True),
    (Kind.NEGATION, "Other sites have not tried it.", "Showed it to the depot. Other sites have not tried it.", False),
    (
        Kind.NEGATION,
        "Did not label the fuse boxes in Block B.",
        "Labelled the fuse boxes in Block B. Nobody asked.",
        True,
    ),
    (Kind.NEGATION, "Labelled the fuse boxes in Block B.", "Labelled the fuse boxes in Block B. Nobody asked.", False),
    (Kind.NEGATION, "Four of the six sessions were not remote.", "Ran 6 sessions (2 of them remote).", False),
    (Kind.NEGATION, "Moved 4 sites with zero downtime.", "Moved 4 sites with no downtime.", False),
    (Kind.COMPARISON, "Call-outs went up by 14.", "Call-outs fell from 40 in May to 26 in June.", True),
    (Kind.COMPARISON, "Call-outs went down by 14.", "Call-outs fell from 40 in May to 26 in June.", False),
    (Kind.COMPARISON, "Call-outs in June were 14 fewer.", "Call-outs fell from 40 in May to 26 in June.", False),
    (Kind.CERTAINTY, "Exactly 8% more was picked.", "Lines picked an hour: 120 before, 129 now.", True),
    (Kind.CERTAINTY, "Counted exactly 129 lines in the hour.", "Counted 129 lines in the hour.", False),
    (Kind.CAUSE, "Queues fell to 4 minutes, which was down to me.", "Queues fell to 4 minutes in May.", True),
    (Kind.CAUSE, "Queues fell to 4 minutes in May.", "Queues fell to 4 minutes in May.", False),
    (Kind.COMPLETION, "Finished the daily door check in May.", "Started the daily door check in May.", True),
    (Kind.COMPLETION, "Started the daily door check in May.", "Started the daily door check in May.", False),
]


@pytest.mark.parametrize(("kind", "sentence", "entry", "fires"), ROWS)
def test_it_fires_on_the_turned_sentence_and_not_on_the_true_one(
    kind: Kind, sentence: str, entry: str, fires: bool
) -> None:
    made = verdict(entry, sentence)
    if fires:
        assert (made.settled_by, made.ruling is not Ruling.SUPPORTED) == (kind, True)
    else:
        assert made.ruling is Ruling.SUPPORTED, made.because
