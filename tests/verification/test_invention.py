"""What the invention check lets pass as another wording of an entry, and what it still calls unfounded."""

import pytest

from service.domain.brag import BragEntry, EntryId
from service.domain.claims import Claim, Evidence, Finding, Ruling
from service.verification.checks import invention
from service.verification.near import near


def found(sentence: str, told: str) -> tuple[Finding, ...]:
    entry = BragEntry(id=EntryId("e1"), text=told)
    return invention.check(Claim(text=sentence, cites=(entry.id,)), Evidence(cited=(entry,)))


WORDINGS = [
    # Another word for the same deed, thing or quality.
    ("Phoned the farrier and had the mare seen the same day.", "Rang the farrier and got the mare seen the same day."),
    ("Threw out 12 mouldy cheeses.", "Discarded 12 mouldy cheeses."),
    ("The relatives moaned about parking.", "Families grumbled about parking."),
    ("Overlooked one faulty valve on the second round.", "Missed one bad valve on the second round."),
    # Nominalised, made a verb again, done again, a superlative by another word.
    ("Renewal of the mooring licence took three weeks.", "Renewed the mooring licence in three weeks."),
    ("Reran the soil tests on plot 4.", "Repeated the soil tests on plot 4."),
    ("Tiled the largest of the bathrooms.", "Tiled the biggest of the bathrooms."),
    # Short forms, letters and the words they stand for, compounds in one word or two.
    ("Got the boiler certificate from the inspector.", "Got the boiler cert from the inspector."),
    ("Wrote a standard operating procedure for the kiln.", "Wrote an SOP for the kiln."),
    ("Wrote an SOP for the kiln.", "Wrote a standard operating procedure for the kiln."),
    ("Wrote the hand-over sheet for the night boat.", "Wrote the handover sheet for the night boat."),
    # A turn of phrase, a connective, a measure where the entry has one, a hedge.
    ("At best, the loom ran for two hours on account of the damp.", "The loom ran for up to two hours, it was damp."),
    ("The hull was scraped by hand, whereas the keel was blasted.", "Scraped the hull by hand; blasted the keel."),
    ("The new oven has a price of £900.", "New oven, £900."),
    ("Probably, the glaze cracked in the second firing.", "The glaze cracked in the second firing, I think."),
    # Which of two figures is the greater is looked up by the figures, not by the words.
    ("Yield on the north slope was higher than on the south.", "Yield: north slope 14 crates, south slope 11 crates."),
    # It is the tail of a sentence that says what the entry says.
    ("Ran the stall, which brought in £80 for the lifeboat.", "Ran the stall; it raised £80 for the lifeboat."),
    # A change told as a mere chance, as the entry has it.
    ("A second pump might reduce the number of call-outs.", "A second pump, and there could be fewer call-outs."),
]

INVENTIONS = [
    # An outcome, a benefit or praise that nobody wrote.
    ("Rang the farrier, which significantly reduced the stress on the mare.", "Rang the farrier about the mare."),
    ("Rewired the chapel, ensuring compliance.", "Rewired the chapel."),
    ("Taught the crew knots, improving morale.", "Taught the crew knots."),
    ("Chaired the parish meeting, demonstrating strong leadership.", "Chaired the parish meeting."),
    ("Wrote an award-winning guide to moths.", "Wrote a guide to moths."),
    ("Ran the swimming gala with great success.", "Ran the swimming gala."),
    # Another team, however near its name comes to a word of the entry.
    ("Paid the invoices for the billing team.", "Paid the invoices for the platform team."),
    # A superlative made of no superlative.
    ("Bought the cheapest of three lathes.", "Bought one of three lathes; price £900."),
    # A clause made of common words alone, none of which the entry has.
    ("When it was not clear how to go on, counted the bats under the bridge.", "Counted the bats under the bridge."),
    # What the entry denies is no ground for a word near it.
    ("Oversaw the sale of the old barn.", "Oversaw the old barn. Nobody has decided whether to sell."),
    # A word of size turned round, with nothing beside it.
    ("February had the larger catch.", "February had the smaller catch."),
    # Somebody's proof, frequency or charge.
    ("Proved that the moths come back.", "Counted the moths; some may come back."),
    ("Took charge of the bats survey.", "Helped with the bats survey."),
]


@pytest.mark.parametrize(("sentence", "told"), WORDINGS)
def test_another_wording_is_left_alone(sentence: str, told: str) -> None:
    assert found(sentence, told) == ()


@pytest.mark.parametrize(("sentence", "told"), INVENTIONS)
def test_what_no_entry_says_is_questioned(sentence: str, told: str) -> None:
    assert found(sentence, told)


def test_a_grown_outcome_is_unsupported_and_a_lone_odd_word_unjudged() -> None:
    (grown,) = found("Rewired the chapel, ensuring compliance.", "Rewired the chapel.")
    (odd,) = found("Rewired the crypt.", "Rewired the chapel.")
    assert (grown.ruling, odd.ruling) == (Ruling.UNSUPPORTED, Ruling.UNJUDGED)


def test_one_odd_word_off_the_deed_passes_only_where_all_else_is_borne_out() -> None:
    told = "Painted the lifeboat shed doors blue with two coats over four dry days; Ewan lent the trestles."
    assert (
        found("Over four dry days, weather holding, painted the lifeboat shed doors blue with two coats.", told) == ()
    )
    assert found("Gilded the lifeboat shed doors with two coats over four dry days.", told)
    assert found("Painted the lifeboat shed doors blue with two coats over four dry days for the mayor.", told)


def test_no_word_is_near_another_only_because_both_are_short() -> None:
    assert not near("tar", frozenset({"tax", "car"}))
    assert near("refurbish", frozenset({"refurb"}))
