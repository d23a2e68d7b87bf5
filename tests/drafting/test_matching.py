"""A sentence finds the entries it is about, by figures, names, quotes and the rarer words."""

from service.drafting.matching import Matcher
from tests.builders import a_brag_entry, a_quote

MATCHER = Matcher(
    [
        a_brag_entry("Cut the weekly manual reconciliation from four hours to twenty minutes.", id="recon"),
        a_brag_entry("Rewrote the onboarding docs with Ana.", id="docs"),
        a_brag_entry("Led the checkout incident; 412 duplicate notes reversed.", id="incident"),
        a_brag_entry(
            "Automated the month-end close.", id="close", corroborations=[a_quote("this saved us", "Priya N.")]
        ),
    ]
)


def nearest(sentence: str) -> list[str]:
    return [match.entry for match in MATCHER.matches(sentence)]


def test_a_reworded_figure_finds_its_entry() -> None:
    assert nearest("Reconciliation now takes 20 minutes a week instead of 4 hours.")[0] == "recon"


def test_a_name_finds_its_entry() -> None:
    assert nearest("Worked with Ana on documentation.")[0] == "docs"


def test_a_quote_finds_the_entry_it_was_said_of() -> None:
    assert nearest('As Priya N. put it: "This saved us."')[0] == "close"


def test_a_sentence_about_nothing_in_the_log_finds_nothing() -> None:
    assert nearest("Grew marketing revenue across Brazil.") == []


def test_a_sentence_without_words_finds_nothing() -> None:
    assert nearest("…") == []
