"""What must hold for any entry: copies pass, raised verbs and reach fail, dropped hedges and co-owners fail."""

from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.claims import Claim, Evidence, Ruling
from service.verification.panel import Panel
from service.verification.sentences import split_sentences
from tests.builders import a_brag_entry
from tests.verification.rows import rows

PANEL = Panel(None, None)
TEXTS = sorted({entry.text for row in rows() for entry in row.evidence.cited})
OBJECTS = st.sampled_from(
    ["the ledger migration", "the wound care guide", "the spring menu", "the loading bay plan", "the lease review"]
)
DETAILS = st.sampled_from(["in March", "for the Leeds office", "after the flood", "on line 3", "before the audit"])
LOW = st.sampled_from(["Helped with", "Assisted with", "Supported", "Took part in", "Was involved in"])
HIGH = st.sampled_from(["Led", "Drove", "Owned", "Spearheaded", "Managed"])
HEDGES = st.sampled_from(["I think ", "Probably ", "Perhaps ", "Maybe "])
WIDE = st.sampled_from(["across the whole company", "for several teams", "across the organisation", "industry-wide"])
GOVERNORS = "led not by to with Sam 's , ; . \" ' — 20% which who and I we the -ing 4h".split()
PEOPLE = st.sampled_from(["with Sam", "with Maria", "together with a colleague", "alongside Priya"])


def ruling(claim: str, entry: str) -> Ruling:
    cited = (a_brag_entry(entry),)
    return PANEL.rule_by_code(Claim(text=claim, cites=(cited[0].id,)), Evidence(cited=cited)).verdict.ruling


@given(st.sampled_from(TEXTS))
def test_a_sentence_copied_whole_from_its_entry_is_supported(text: str) -> None:
    assert all(ruling(sentence, text) is Ruling.SUPPORTED for sentence in split_sentences(text))


@given(LOW, HIGH, OBJECTS, DETAILS)
def test_a_raised_verb_is_never_supported(low: str, high: str, what: str, detail: str) -> None:
    assert ruling(f"{high} {what} {detail}.", f"{low} {what} {detail}.") is not Ruling.SUPPORTED


@given(OBJECTS, DETAILS, WIDE)
def test_a_raised_reach_is_never_supported(what: str, detail: str, wide: str) -> None:
    assert ruling(f"Wrote {what} {wide}.", f"Wrote {what} {detail} for my team.") is not Ruling.SUPPORTED


@given(OBJECTS, DETAILS)
def test_dropping_a_plain_detail_keeps_the_sentence_supported(what: str, detail: str) -> None:
    assert ruling(f"Prepared {what}.", f"Prepared {what} {detail}.") is Ruling.SUPPORTED


@given(HEDGES, OBJECTS)
def test_dropping_a_hedge_does_not(hedge: str, what: str) -> None:
    flat = f"{what} saved the night shift an hour."
    assert ruling(flat.capitalize(), f"{hedge}{flat}") is not Ruling.SUPPORTED


@given(OBJECTS, PEOPLE, DETAILS)
def test_dropping_a_co_owner_does_not(what: str, owner: str, detail: str) -> None:
    assert ruling(f"Prepared {what} {detail}.", f"Prepared {what} {owner} {detail}.") is not Ruling.SUPPORTED


@given(OBJECTS, st.sampled_from(["Proposed", "Planned", "Started", "Piloted", "Pitched"]))
def test_dropping_that_it_was_only_begun_does_not(what: str, begun: str) -> None:
    assert ruling(f"Completed {what}.", f"{begun} {what}.") is not Ruling.SUPPORTED


@settings(deadline=None)
@given(st.text(max_size=400), st.text(min_size=1, max_size=400))
def test_no_text_whatever_makes_the_panel_raise(claim: str, entry: str) -> None:
    ruling(claim, entry)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from("led not by to with Sam 's , ; . \" ' — 20% which who and I we the -ing 4h\n".split(" ")),
        max_size=40,
    )
)
def test_no_order_of_governing_words_makes_the_panel_raise(parts: list[str]) -> None:
    ruling(" ".join(parts), "Helped Sam, who led it; not by me — with 20%.")
