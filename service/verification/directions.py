"""Words of change and the way they point, and words that say one thing brought about another."""

import re

from service.domain.word_sets import word_set

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

CAUSAL = re.compile(
    r"""(?ix)\b(?:because|caus(?:e|ed|es|ing)|led\s+to|leading\s+to|leads\s+to|result(?:ed|s|ing)\s+in|as\s+a\s+(?:direct\s+)?(?:result|consequence)
    |thanks\s+to|due\s+to|owing\s+to|thereby|therefore|hence|thus|consequently|so\s+that|which\s+means|meant|meaning|means
    |enabl(?:e|ed|es|ing)|allow(?:ed|s|ing)?|let(?:s|ting)?|driv(?:en|ing)\s+by|drove|contribut(?:ed|es|ing)\s+to
    |help(?:ed|s|ing)\s+(?:to\s+)?(?:cut|reduce|raise|increase|improve|lower|save)|made\s+(?:it|the|them)|making\s+(?:it|the|them)
    |translat(?:ed|ing)\s+(?:in)?to|brought\s+about|prompt(?:ed|ing)|trigger(?:ed|ing)|yield(?:ed|ing)|produc(?:ed|ing)|ensur(?:ed|es|ing)
    |generat(?:ed|ing)|deliver(?:ed|ing)\s+(?:a|an)\s+\w+\s+(?:increase|reduction|improvement)|attribut\w+|impact\w*|fuel+(?:ed|ing)|sav(?:ed|es|ing)|so\b(?!\s+far))\b
    """
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
