"""How strong an entry is as evidence, whatever the dimension: the parts of `Strength` but relevance, each in 0..1."""

from datetime import date
from typing import NamedTuple

import numpy as np

from service.domain.agency import Agency, agency_of
from service.domain.brag import BragEntry
from service.domain.completion import Completion, completion_of
from service.domain.quantities import changes, quantities
from service.domain.reach import Reach, reach_of
from service.retrieval.columns import Column
from service.retrieval.weights import RECENCY_HALF_LIFE_DAYS, UNDATED_RECENCY

ROLE_AND_NAME = 1.0
NAME_ALONE = 0.8


class EntryStrength(NamedTuple):
    """What an entry brings by itself; recency is left out because it depends on the day."""

    outcome: float
    quantified: float
    corroborated: float
    agency: float
    reach: float


def entry_strength(entry: BragEntry) -> EntryStrength:
    """The parts an entry brings by itself.

    outcome: 1 for a stated outcome or a before and after, 0.8 for work that others took up, 0.5 for finished work with
    a figure; quantified: 1 for a before and after, 0.6 for a figure; corroborated: 1 for a named voice with a role, 0.8
    without; agency and reach: the height on their ladders.
    """
    text = entry.own_words()
    moved, figures = changes(text), quantities(text)
    reached = completion_of(text)
    if reached is Completion.PLANNED:
        outcome = 0.0
    elif entry.outcome or moved:
        outcome = 1.0
    elif reached is Completion.ADOPTED:
        outcome = 0.8
    else:
        outcome = 0.5 if figures and reached is Completion.SHIPPED else 0.0
    quantified = 1.0 if moved else 0.6 if figures else 0.0
    voices = [ROLE_AND_NAME if said.role else NAME_ALONE for said in entry.corroborations]
    return EntryStrength(
        outcome=outcome,
        quantified=quantified,
        corroborated=max(voices, default=0.0),
        agency=agency_of(text) / max(Agency),
        reach=reach_of(text) / max(Reach),
    )


def recency(last_days: Column, today: date) -> Column:
    """1 for today, half of it for each RECENCY_HALF_LIFE_DAYS gone since the last day a date can mean.

    `last_days` are ordinals, NaN for an unknown date, which gets UNDATED_RECENCY.
    """
    age = np.maximum(0.0, today.toordinal() - last_days)
    faded: Column = np.where(np.isnan(last_days), UNDATED_RECENCY, 0.5 ** (age / RECENCY_HALF_LIFE_DAYS))
    return faded
