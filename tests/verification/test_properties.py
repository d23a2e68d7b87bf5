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
    ["the ledger migration", "the wound care guide", "the spring menu", "the loading bay plan", "the lease renewal"]
)
DETAILS = st.sampled_from(
    [
        "in March", "for the Leeds office", "after the flood", "on line 3", "before the audit", "with a borrowed van",
        "at short notice", "from the old notes", "over two weekends", "in Excel", "at the depot",
        "at the annual meeting", "for 12 new starters", "using the old template",
    ]
)  # fmt: skip
DEEDS = st.sampled_from(["Prepared", "Drafted", "Ran", "Checked", "Rewrote", "Presented", "Led", "Helped with"])
LADDER = (
    ("Helped with", "Assisted with", "Supported", "Took part in", "Was involved in", "Advised on", "Attended",
     "Reviewed", "Lent a hand with", "Shadowed", "Observed", "Sat in on"),
    ("Contributed to", "Collaborated on", "Worked on", "Co-wrote"),
    ("Led", "Drove", "Ran", "Managed", "Spearheaded", "Headed", "Directed"),
    ("Owned", "Solely delivered", "Single-handedly ran"),
)  # fmt: skip
REACHES = (
    ("my team", "our ward", "the crew"),
    ("several teams", "four wards", "other departments"),
    ("the whole department", "the division"),
    ("the company", "the entire company", "the whole hospital"),
    ("customers across the industry", "the public", "clients worldwide"),
)
HEDGES = st.sampled_from(
    [
        "I think {}", "Probably {}", "Perhaps {}", "Maybe {}", "{}, I think", "{}, probably", "I believe {}",
        "{}, as far as I can tell", "It seems {}", "Apparently {}", "{}, I reckon", "I suspect {}", "Not sure, but {}",
        "As far as I know {}", "It looks like {}",
    ]
)  # fmt: skip
GUESSES = st.sampled_from(
    [
        "the new rota saved the night shift an hour", "errors fell by a third", "the guide cut calls by 20%",
        "parents liked the new letter", "the pump was the cause",
    ]
)  # fmt: skip
SHARED = st.sampled_from(
    [
        "{deed} {what} with Sam.", "{deed} {what} with Maria from stores.", "{deed} {what} together with a colleague.",
        "{deed} {what} alongside Priya.", "Sam and I {low} {what}.", "We {low} {what}.", "Our team {low} {what}.",
        "Priya and I {low} {what} in March.", "{deed} half of {what}; Sam did the rest.", "Co-{low} {what} with Sam.",
        "{deed} {what} (with Sam).",
    ]
)  # fmt: skip


def higher(rungs: tuple[tuple[str, ...], ...]) -> st.SearchStrategy[tuple[str, str]]:
    """Two wordings of one ladder, the second from a higher rung than the first."""
    return st.sampled_from(
        [
            (low, high)
            for n, rung in enumerate(rungs)
            for low in rung
            for above in rungs[n + 1 :]
            for high in above
            if high != "Contributed to"  # as loose a word for a part in it as "helped with"
        ]
    )


def ruling(claim: str, entry: str) -> Ruling:
    cited = (a_brag_entry(entry),)
    return PANEL.rule_by_code(Claim(text=claim, cites=(cited[0].id,)), Evidence(cited=cited)).verdict.ruling


@given(st.sampled_from(TEXTS))
def test_a_sentence_copied_whole_from_its_entry_is_supported(text: str) -> None:
    assert all(ruling(sentence, text) is Ruling.SUPPORTED for sentence in split_sentences(text))


@given(higher(LADDER), OBJECTS, DETAILS)
def test_a_raised_verb_is_never_supported(verbs: tuple[str, str], what: str, detail: str) -> None:
    low, high = verbs
    assert ruling(f"{high} {what} {detail}.", f"{low} {what} {detail}.") is not Ruling.SUPPORTED


@given(higher(REACHES), OBJECTS, st.sampled_from([" for ", ", used by ", ", which went to "]))
def test_a_raised_reach_is_never_supported(reaches: tuple[str, str], what: str, tie: str) -> None:
    near, far = reaches
    assert ruling(f"Wrote {what}{tie}{far}.", f"Wrote {what}{tie}{near}.") is not Ruling.SUPPORTED


@given(DEEDS, OBJECTS, DETAILS, DETAILS)
def test_dropping_a_plain_detail_keeps_the_sentence_supported(deed: str, what: str, one: str, other: str) -> None:
    entry = f"{deed} {what} {one} {other}."
    for kept in ("", f" {one}", f" {other}"):
        assert ruling(f"{deed} {what}{kept}.", entry) is Ruling.SUPPORTED


@given(HEDGES, GUESSES)
def test_dropping_a_hedge_does_not(hedge: str, guess: str) -> None:
    told = hedge.format(guess)
    assert ruling(f"{guess[0].upper()}{guess[1:]}.", f"{told[0].upper()}{told[1:]}.") is not Ruling.SUPPORTED


@given(SHARED, st.sampled_from(["Prepared", "Wrote", "Designed", "Ran"]), OBJECTS)
def test_dropping_a_co_owner_does_not(shared: str, deed: str, what: str) -> None:
    entry = shared.format(deed=deed, low=deed.lower(), what=what)
    assert ruling(f"{deed} {what}.", entry) is not Ruling.SUPPORTED


@given(OBJECTS, DETAILS, st.sampled_from(["did not", "could not", "never did"]))
def test_dropping_a_negation_does_not(what: str, detail: str, denial: str) -> None:
    assert ruling(f"Finished {what} {detail}.", f"I {denial} finish {what} {detail}.") is not Ruling.SUPPORTED


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
