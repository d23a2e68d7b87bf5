"""Every weight of the ranking, in one place, with where it comes from.

The score of an entry for a dimension is a chance: how likely it shows the next level. Its log-odds are the sum of
what the entry is about (`RELEVANCE`) and of what it brings as evidence (`STRENGTH`). The weights lie near those of a
logistic regression on the labelled logs, which `python -m evals.retrieval.fit` prints beside them: fitted on either
half of the logs it ranks the other half alike. The rubric's own words (`behaviour`, `rubric_words`) get more than
that fit gives them, because they say more in ladders whose readers speak the same language. Agency, reach and
recency, which the labels know nothing of, are set by hand, and small.
"""

from typing import NamedTuple


class RelevanceWeights(NamedTuple):
    """What each signal adds to the log-odds that an entry shows the next level of a dimension."""

    example: float
    """along the direction from any win to the wins of the meant concepts"""
    behaviour: float
    """along the direction from rubrics at large to this dimension's next level"""
    words: float
    """root of the idf of the words shared with the meant concepts' wins"""
    cues: float
    """root of the number of turns of phrase of the meant concepts"""
    rubric_words: float
    """BM25 of the dimension's own words, squashed to 0..1, less that of the rubric as a whole"""
    ordinary: float
    """mean of the three highest cosines to what anybody writes about an ordinary week"""
    ordinary_cues: float
    """root of the number of turns of phrase of ordinary work"""
    bias: float


class StrengthWeights(NamedTuple):
    """What each other part of `Strength` (0..1 each) adds to the log-odds."""

    outcome: float
    quantified: float
    corroborated: float
    agency: float
    reach: float
    recency: float


RELEVANCE = RelevanceWeights(
    example=8.0,
    behaviour=9.0,
    words=0.6,
    cues=1.6,
    rubric_words=2.5,
    ordinary=-3.5,
    ordinary_cues=-0.4,
    bias=-4.2,
)
STRENGTH = StrengthWeights(outcome=2.0, quantified=0.6, corroborated=0.4, agency=0.2, reach=0.2, recency=0.2)
STRENGTH_BIAS = -1.4
"""Takes back what an entry of middling strength gets, so that relevance and score stay comparable."""

BM25_HALF = 4.0
"""The BM25 score that squashes to one half."""

LANGUAGE = 3.0
"""How many dimensions' worth of rubrics at large stand beside a rubric's own dimensions when what they share is taken
off: it matters for rubrics of one or two dimensions."""

TAG = 1.0
"""Log-odds added for an entry the person tagged with the dimension: a hint of what it is about, no proof."""

SHOWS_NEXT = 0.45
"""The score from which an entry counts as showing the next level."""

RECENCY_HALF_LIFE_DAYS = 730.0
UNDATED_RECENCY = 0.25
"""An entry without a date may be old: it gets less than any of the last four years."""
