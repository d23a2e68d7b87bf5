"""What a decision holds: the gaps it names, the lacks too soft to act on, and the blockers that no work moves."""

import re
from collections.abc import Sequence

from service.coaching.topics import topics_of
from service.domain.decisions import Mark, NamedGap, ReadAs, Reading, ReadSentence, Stretch
from service.domain.wording import lowered
from service.verification.sentences import sentence_spans

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


def read_decision(sentences: Sequence[tuple[Stretch, bool]], marks: Sequence[Mark] = ()) -> Reading:
    """What a text names, given its sentences and whether each sounds like a gap to act on. The person's marks go before
    both that and the words."""
    said = {mark.start: mark.read_as for mark in marks}
    read = tuple(
        ReadSentence(
            said=one, read_as=said.get(one.start) or _read_as(one.words, sounds=sounds), marked=one.start in said
        )
        for one, sounds in sentences
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


def _read_as(sentence: str, *, sounds: bool) -> ReadAs:
    """A sentence that tells a blocker names no gap."""
    if _BLOCKED.search(lowered(sentence)):
        return ReadAs.BLOCKER
    if sounds:
        return ReadAs.GAP
    return ReadAs.SOFT if lacks(sentence) else ReadAs.NEITHER


def lacks(sentence: str) -> bool:
    """Whether its words say that something is wanting."""
    return _LACK.search(_REASSURES.sub(_blank, lowered(sentence))) is not None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
