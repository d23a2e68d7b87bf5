"""Rules on one claim against one text of any kind, by code alone, with a confidence to rank such rulings by."""

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, Field

from service.domain.brag import BragEntry, EntryId
from service.domain.claims import Claim, Evidence, Kind, Ruling
from service.domain.quantities import quantities
from service.domain.wording import content_words, words
from service.drafting.tidying import on_one_line, unwrapped
from service.errors import Invalid
from service.verification.panel import Panel, Ruled
from service.verification.sentences import split_sentences

# An objection of fact or of rank (another figure, a higher claim) weighs more than a word that was not found: words are
# missed in honest paraphrase too. Measured on public sets in evals; the bands are round numbers, not fitted ones.
_OF_WORDING = frozenset(
    {Kind.INVENTION, Kind.PEOPLE, Kind.COMPLETION, Kind.CERTAINTY, Kind.ABSOLUTES, Kind.LEVEL, Kind.WORDING}
)
_CHUNK = 18_000


class PairRuling(BaseModel):
    """One claim ruled against one text. `score` is the confidence, 0 to 1, that the text supports the claim."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ruling: Ruling
    score: float = Field(ge=0, le=1)
    because: str
    settled_by: Kind


def check_pair(evidence: str, claim: str, panel: Panel) -> PairRuling:
    """The ruling on a claim of one or more sentences against a text of any kind and length.

    Each sentence of the claim is ruled alone; the lowest score settles it. Raises Invalid for a claim without words.
    A text without words supports nothing.
    """
    sentences = [on_one_line(sentence) for sentence in split_sentences(unwrapped(claim))]
    sentences = [sentence for sentence in sentences if any(mark.isalnum() for mark in sentence)]
    if not sentences:
        raise Invalid("There are no words in the claim", mend="Give one or more sentences")
    cited = tuple(_entries(evidence))
    if not cited:
        return PairRuling(
            ruling=Ruling.UNSUPPORTED, score=0.0, because="The evidence has no words.", settled_by=Kind.CITATION
        )
    stems = frozenset(word.stem for entry in cited for word in words(entry.text))
    ids = tuple(entry.id for entry in cited)
    put = Evidence(cited=cited)
    ruled = [panel.rule_by_code(Claim(text=sentence, cites=ids), put) for sentence in sentences]
    scores = [_score(one, stems) for one in ruled]
    score, worst = min(zip(scores, ruled, strict=True), key=lambda pair: pair[0])
    return PairRuling(
        ruling=worst.verdict.ruling,
        score=round(score, 4),
        because=worst.verdict.because,
        settled_by=worst.verdict.settled_by,
    )


def _score(ruled: Ruled, stems: frozenset[str]) -> float:
    """Supported 0.8 to 1; open 0.2 to 0.7; refused for its wording 0.05 to 0.5; refused for what it says up to 0.15.

    Within its band a sentence stands by the share of its words that the text has.
    """
    grounded = _grounded(ruled.claim.text, stems)
    if ruled.verdict.ruling is Ruling.SUPPORTED:
        return 0.8 + 0.2 * grounded
    if ruled.verdict.ruling is Ruling.UNJUDGED:
        return 0.2 + 0.5 * grounded
    refusals = {finding.kind for finding in ruled.findings if finding.ruling is not Ruling.UNJUDGED} - _OF_WORDING
    return 0.15 * grounded / len(refusals) if refusals else 0.05 + 0.45 * grounded**2


def _grounded(sentence: str, stems: frozenset[str]) -> float:
    """The share of the sentence's words that the text has; names and figures count double."""
    weights = {
        word.stem: 2.0 if word.text[:1].isupper() or word.text[:1].isdigit() else 1.0
        for word in content_words(sentence)
    }
    for quantity in quantities(sentence):
        weights.update({word.stem: 2.0 for word in words(sentence[quantity.start : quantity.end])})
    whole = sum(weights.values())
    return sum(weight for stem, weight in weights.items() if stem in stems) / whole if whole else 0.5


def _entries(evidence: str) -> Iterator[BragEntry]:
    """The text as entries the panel reads; a very long one in pieces cut at line ends."""
    at = 0
    while at < len(evidence):
        end = len(evidence) if len(evidence) - at <= _CHUNK else evidence.rfind("\n", at, at + _CHUNK)
        end = end if end > at else min(len(evidence), at + _CHUNK)
        if (piece := evidence[at:end].strip()) and any(mark.isalnum() for mark in piece):
            yield BragEntry(id=EntryId(f"evidence-{at}"), text=piece)
        at = end
