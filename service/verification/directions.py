"""Words of change and the way they point, and words that say one thing brought about another."""

import re

from service.domain.quantities import quantities
from service.domain.units import Measure
from service.domain.word_sets import word_set
from service.domain.wording import Word

UP = word_set(
    "rais increas lift grow ris boost climb gain doubl tripl quadrupl improv more high fast better expand "
    "rise up accelerat surg jump earli enhanc strengthen"
)
DOWN = word_set(
    "cut reduc low shrink decreas trim short drop fall declin dip half sav slash lessen eliminat few slow "
    "worse down late minimiz plung narrow"
)
CHANGES = word_set(
    """
    rais increas lift grow ris boost climb gain doubl tripl quadrupl improv expand accelerat surg jump enhanc
    strengthen cut reduc low shrink decreas trim short drop fall declin dip half sav slash lessen eliminat
    minimiz plung narrow halv speed streamlin
    """
)
# "slower" points down for speed and up for time: only words whose direction does not depend on the noun count here.
PLAIN_UP = word_set("rais increas lift grow ris boost climb gain doubl tripl expand surg jump more high")
PLAIN_DOWN = word_set("cut reduc low shrink decreas trim drop fall declin dip half slash lessen few plung")

SAYS_CAUSE = re.compile(
    r"(?i)(?<=,)\s+so\b(?! (?:far|that))|\b(?:because|caus(?:ed|es|ing)|led to|leading to|leads to"
    r"|result(?:ed|s|ing) in|as a (?:direct )?(?:result|consequence)|thanks to|due to(?! (?:be|begin|start|end"
    r"|finish|go|come|open|close|meet|decide|launch|ship|land|report|return|join|leave|run|move)\b)|owing to|thereby"
    r"|therefore|hence|thus|consequently|so that|enabl(?:ed|es|ing)|allow(?:ed|s|ing)|letting|meaning that"
    r"|which meant|driven by|drove (?:a|an|the)|ensur(?:ed|es|ing)|brought about|attribut\w+ to"
    r"|made (?:it )?possible|paved the way|credited with)\b"
)
LABEL = re.compile(r"(?i)(?:^|[\s(])(?:result|outcome|impact|effect|results)\s*:|->|→|=>|👉")
HEDGED_CAUSE = re.compile(
    r"(?i)\b(?:partly|in part|contribut\w+ to|may have|might have|could have|helped (?:to )?\w+|probably"
    r"|perhaps|coincid\w+|at the same time|correlat\w+|not (?:sure|clear)|hard to say|along with|alongside"
    r"|among other)\b"
)
AFTER = re.compile(
    r"(?i)\b(?:after|since|following|while|when|during|once|as|in the same (?:month|week|quarter|period)"
    r"|at the same time|meanwhile|coincid\w+|then|later|that (?:month|week|quarter))\b"
)

_CUT_COST = re.compile(
    r"(?i)\b(?:cut|reduc\w+|lower\w*|trim\w*|shav\w+|brought down|took)\b[^.;,]{0,40}?\b(?:costs?|bills?|spend\w*"
    r"|expens\w+|overheads?|price|fees?)\b[^.;,]{0,16}?\bby\b"
)


def saves_what_was_cut(word: Word, sentence: str, said: str) -> bool:
    """ "Saved $1.2M a year" for "reduced cost by $1.2M per year": *save* with money right behind it, that was cut."""
    if word.stem != "sav" or _CUT_COST.search(said) is None:
        return False
    amounts = [q for q in quantities(sentence) if q.measure is Measure.MONEY and 0 < q.start - word.end <= 24]
    cut_by = {q.base for q in quantities(said) if q.measure is Measure.MONEY}
    return bool(amounts) and amounts[0].base in cut_by
