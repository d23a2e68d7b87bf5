"""Every weight of the ranking, in one place, with where it comes from.

The relevance weights are a logistic regression on the labelled logs of `evals/retrieval` (does an entry show the next
level of a dimension), rounded; fitted on either half of the logs they rank the other half alike, which
`evals/retrieval/fit.py` prints. The score's weights are set by hand: relevance leads, strength decides among the
relevant.
"""

from typing import NamedTuple


class RelevanceWeights(NamedTuple):
    """What each signal adds to the log-odds that an entry shows the next level of a dimension."""

    example: float
    """cosine to the centroid of the meant concepts' wins"""
    behaviour: float
    """cosine to the rubric's own next-level words"""
    words: float
    """idf-weighted words shared with the meant concepts' wins"""
    cues: float
    """turns of phrase of the meant concepts, at most three counted"""
    rubric_words: float
    """BM25 of the rubric's own words, squashed to 0..1"""
    ordinary: float
    """mean of the three highest cosines to what anybody writes about an ordinary week"""
    ordinary_cues: float
    """turns of phrase of ordinary work, at most three counted"""
    bias: float


class ScoreWeights(NamedTuple):
    """What each part of `Strength` (0..1 each) adds to the score; together 1."""

    relevance: float
    outcome: float
    quantified: float
    corroborated: float
    agency: float
    reach: float
    recency: float


RELEVANCE = RelevanceWeights(
    example=4.0,
    behaviour=2.3,
    words=0.5,
    cues=1.5,
    rubric_words=0.7,
    ordinary=-7.0,
    ordinary_cues=-0.3,
    bias=-2.4,
)
SCORE = ScoreWeights(
    relevance=0.60, outcome=0.15, quantified=0.10, corroborated=0.05, agency=0.04, reach=0.03, recency=0.03
)

BM25_HALF = 6.0
"""The BM25 score that squashes to one half."""

TAG = 0.15
"""Added to the relevance of an entry the person tagged with the dimension: a hint of what it is about, no proof."""

SHOWS_NEXT = 0.55
"""The score from which an entry counts as showing the next level."""

RECENCY_HALF_LIFE_DAYS = 730.0
UNDATED_RECENCY = 0.25
"""An entry without a date may be old: it gets less than any of the last four years."""
