"""Reads a decision: the gaps it names, the lacks too soft to act on, and the blockers that no work moves."""

import re
from collections.abc import Iterator, Sequence

from service.coaching.topics import topics_of
from service.domain.decisions import Mark, NamedGap, ReadAs, Reading, ReadSentence, Stretch
from service.domain.quantities import quantities
from service.domain.word_sets import word_set
from service.domain.wording import Word, content_words, lowered
from service.verification.sentences import sentence_spans

CONCRETE = 2
"""Words after the lack that say of what, from which somebody could act on it."""

_BLOCKED = re.compile(
    r"\b(?:head-?count|hiring freeze|freeze|frozen|on hold|cap(?:ped)?\b(?=.{0,40}\b(?:year|band|grade|promot|level))"
    r"|(?:band|grade|promotions?|number|places|posts)\b.{0,25}\b(?:is|are|was"
    r"|were)\s+(?:\w+\s+)?(?:capped|fixed|limited)"
    r"|quotas?\b(?=.{0,40}\b(?:promot|grade|level|department|band|used))|promotion quotas?"
    r"|(?:only|just)\s+(?:\w+\s+){0,3}?(?:slots?|places?|posts?|vacanc\w+|promotions?|person|people)\b"
    r"|no (?:vacanc\w+|slots?|open (?:post|position|role)s?|budget)|budget\b.{0,40}\b(?:cut|gone|spent"
    r"|used|frozen|no)"
    r"|(?:can|could) only (?:promote|move|put)|minimum (?:time|tenure|service)|time[- ]in[- ](?:role|grade|post)"
    r"|(?:years|months) in (?:grade|role|post) (?:rule|policy|requirement)|band (?:cap|limit)|restructur\w+|merger)\b"
)
_LACK = re.compile(
    r"\b(?:missing|lack(?:s|ed|ing)?|gap (?:is|was)|gaps|thin(?:ner|nest)? (?:on|in)|weak(?:er|est)?"
    r"|lower on|short (?:of|on)|falls? short"
    r"|(?:want|wants|wanted|need|needs|needed|like|expect|expects|expected|hope|hoped|look"
    r"|looking) (?:to see|for|you to"
    r"|someone|somebody|at least|one|two|a|an|the|more)|(?:you|we|they|i)(?:'d| would| will"
    r"|'ll)? (?:also )?(?:need|have to|must|want|expect)"
    r"|need(?:s|ed)? to|must|has to|required?|requires|asks for|should"
    r"|(?:did|do|does|have|has|had|could|can|were|was|are|is|would|will)(?:n't| not)|cannot|can't|never|not only"
    r"|no (?:evidence|examples?|sign|proof|\w+able|\w+ed|clear|record|numbers?|figures?)|nothing (?:to"
    r"|that|in)|nobody|no one|none of"
    r"|(?:saw|sees?|seen|found|finds?|heard|shows?|showed|named?) no\b"
    r"|only (?:saw|see|that|your|one|had|inside|within)|without|would have (?:made|changed|helped)"
    r"|before (?:you|we|they|i)\b"
    r"|rel(?:y|ies|ied) on|handed to you|show us|bring|next time|everything (?:in|was|is)|inside)\b"
)
_REASSURES = re.compile(
    r"\b(?:do(?:n't| not) (?:be|worry|take)|would(?:n't| not) worry|nothing (?:wrong|to worry)"
    r"|could(?:n't| not) be (?:happier|prouder)"
    r"|(?:was|is|are|were)(?:n't| not) (?:about|because|down to) (?:you|your)|across the board)\b"
)
_SELF = re.compile(r"\b(?:yourself|on your own|by yourself|under your name|of record|start to finish|end to end)\b")

_SOFT = word_set(
    """
    clos readi time level cycl year month promot promotion impact visibl visibility presenc execut season matur
    confid strateg bigger big thing think step proactiv initi leadership leader ownership own space profil percept
    gravita growth grow feel felt fit worri discourag strong candid great good work team perform patient keep deliv
    deliveri track bar competit round tough room other sure littl bit posit feedback discuss need want see like show
    get look talk revisit next happen come peopl everyon valu excel part key wrong land right quit there near nearli
    turn carri soon polish substanc style breadth depth energi influenc drive mindset potenti attitud consist
    communic everybodi here highli know tell say said go make made do done happi impress continu stay build put
    forward nomin decis decid committe panel bar high higher senior junior role grade band case packet stuff area
    way somewhat seem final answer hope expect yet perhap mayb gener overal polit whole brand voic stretch push hard
    harder raise rais take give game bring hous littl touch edg weight seriou credibl trust
    visible ready close close quite nearly mature strategic executive presence leadership
    """
)


def read_decision(text: str, marks: Sequence[Mark] = ()) -> Reading:
    """What the text names, each as a stretch of it. A mark of the person's goes before what the words were read as."""
    said = {mark.start: mark.read_as for mark in marks}
    read = tuple(
        ReadSentence(
            said=stretch, read_as=said.get(stretch.start) or _read_as(stretch.words), marked=stretch.start in said
        )
        for stretch in sentences_of(text)
    )
    of = {kind: tuple(one.said for one in read if one.read_as is kind) for kind in ReadAs}
    return Reading(
        sentences=read,
        gaps=tuple(NamedGap(said=stretch, topics=topics_of(stretch.words)) for stretch in of[ReadAs.GAP]),
        soft=of[ReadAs.SOFT],
        blockers=of[ReadAs.BLOCKER],
    )


def sentences_of(text: str) -> tuple[Stretch, ...]:
    """The sentences of a text, letter for letter."""
    return tuple(Stretch(words=text[start:end], start=start, end=end) for start, end in sentence_spans(text))


def _read_as(sentence: str) -> ReadAs:
    """A sentence that tells a blocker names no gap."""
    small = lowered(sentence)
    if _BLOCKED.search(small):
        return ReadAs.BLOCKER
    if (lack := _LACK.search(_REASSURES.sub(_blank, small))) is None:
        return ReadAs.NEITHER
    return ReadAs.GAP if _is_concrete(sentence, lack.end()) else ReadAs.SOFT


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _is_concrete(sentence: str, after: int) -> bool:
    """Whether enough is said of what is lacking: things and deeds, figures, whose hand it has to be in."""
    told = sentence[after:]
    concrete = {word.stem for word in _telling(told)}
    return len(concrete) + bool(quantities(told)) + bool(_SELF.search(lowered(told))) >= CONCRETE


def _telling(text: str) -> Iterator[Word]:
    for word in content_words(text):
        if word.stem not in _SOFT and word.lower not in _SOFT:
            yield word
