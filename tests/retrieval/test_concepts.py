"""The library of concepts: which of them a dimension means, under whatever name a ladder gives it."""

import asyncio
import re

import numpy as np
import pytest

from service.adapters.local_embedder import LocalEmbedder
from service.domain.rubric import Dimension
from service.retrieval.concepts import Concepts, asked, embedded_concepts, written_concepts
from tests.builders import a_dimension


@pytest.fixture(scope="module")
def embedder() -> LocalEmbedder:
    return LocalEmbedder()


@pytest.fixture(scope="module")
def concepts(embedder: LocalEmbedder) -> Concepts:
    return asyncio.run(embedded_concepts(embedder))


def test_every_concept_is_whole_and_its_patterns_compile() -> None:
    library = written_concepts()
    assert len({concept.id for concept in library.concepts}) == len(library.concepts) >= 15
    for concept in library.concepts:
        assert len(concept.asks) >= 2
        assert len(concept.wins) >= 4
        assert len(set(concept.wins)) == len(concept.wins)
        for cue in concept.cues:
            assert not re.search(cue, "")
            assert cue == cue.lower() or "\\" in cue


@pytest.mark.parametrize(
    ("name", "next_level", "meant"),
    [
        ("Coaching", "Brings on colleagues until they can do the work alone.", "raising_others"),
        ("Patient safety", "Changes how the ward stores and gives medicines so that harm is avoided.", "safety"),
        ("Diplomacy", "Gets departments that quarrel to one decision and keeps them to it.", "agreement"),
        ("Initiative", "Sees what needs doing before anyone says so, and does it.", "spotting"),
        ("Bookkeeping", "Runs a budget and finds savings without loss of service.", "commercial"),
        ("Voice", "Explains hard matters to lay readers in speech and writing.", "communication"),
    ],
)
def test_a_dimension_means_the_concept_whatever_its_name(
    concepts: Concepts, embedder: LocalEmbedder, name: str, next_level: str, meant: str
) -> None:
    dimension: Dimension = a_dimension("x", name=name, next=next_level)
    [vector] = asyncio.run(embedder.embed([asked(dimension)]))
    shares = concepts.meant_by(vector)
    assert shares.sum() == pytest.approx(1.0)
    assert meant in [concepts.ids[n] for n in np.argsort(-shares)[:2]]


def test_cues_are_found_where_they_stand_and_nowhere_else(concepts: Concepts) -> None:
    at = concepts.ids.index("spotting")
    assert concepts.cues_in("I noticed it. Nobody had asked.")[at] > 0
    assert concepts.cues_in("Filed the forms.")[at] == 0
    assert concepts.ordinary_cues_in("Followed the procedure as instructed") > 0
    assert concepts.ordinary_cues_in("Invented a jig") == 0
    assert concepts.cues_in("").sum() == 0


def test_no_pattern_of_turns_of_phrase_runs_away(concepts: Concepts) -> None:
    # Twenty thousand characters is the longest entry there is.
    for hostile in ("a" * 20_000, "now used by " * 1_600, "from " * 4_000, "the whole " * 2_000, " " * 20_000):
        assert np.isfinite(concepts.cues_in(hostile)).all()
