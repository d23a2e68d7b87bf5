"""Settles whether a sentence praises or claims a level instead of telling work; never whether they are at it."""

import re

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.wording import content_words
from service.verification.reading import Reading, in_stems, read

_LEVEL = re.compile(
    r"""(?ix)\b(?:
      operat(?:ed|es|ing)\s+(?:\w+\s+){0,2}(?:at|above|beyond)\b[^,.;]*
    | (?:next|senior|staff|principal|expert|director|executive)[-\s]level\b[^,.;]*
    | (?:at|above|beyond)\s+(?:the\s+|my\s+)?(?:next|current|senior|staff|principal)\s+(?:level|role|grade|band)
    | (?:demonstrat|showcas|exemplif|display|exhibit|evidenc|prov|underscor|highlight|illustrat|reflect
        |reinforc|cement|solidif)(?:ed|es|ing|y|ies|ying|e|ie[sd])\s+(?:\w+\s+){0,4}? (?:leadership|ownership
        |expertise|abilit(?:y|ies)|skills?|commitment|dedication|initiative|excellence|influence|impact|mindset
        |capacity|capabilit(?:y|ies)|judgment|judgement| thinking|readiness|proficiency|mastery|competence
        |aptitude|potential|value|maturity|professionalism|collaboration|resilience|strength|scope|direction
        |problem-solving|acumen|importance|role|growth)\b
    | (?:strong|exceptional|outstanding|excellent|proven|effective|clear|true|solid|great|real|natural
        |technical|strategic)\s+(?:\w+\s+){0,2}?(?:leader|leadership|ownership|communicator|collaborator|mentor
        |contributor|performer|team\s+player|skills?|abilit(?:y|ies)|judgment|judgement)\b
    | ability\s+to\s+\w+
    | commitment\s+to\s+\w+
    | dedication\s+to\s+\w+
    | leadership\s+(?:skills?|abilit(?:y|ies)|qualities|capabilit(?:y|ies)|potential)
    | exceed(?:ed|ing|s)?\s+(?:all\s+)?(?:expectations|requirements)
    | went\s+(?:above|beyond)\b[^,.;]*
    | above\s+and\s+beyond
    | go-to\s+(?:person|expert|engineer|resource|contact|point)
    | thought\s+leader(?:ship)?
    | trusted\s+(?:advis[eo]r|partner|expert|voice)
    | role\s+model
    | subject\s+matter\s+expert
    | ready\s+for\s+(?:promotion|the\s+next|a\s+senior)[^,.;]*
    | promot(?:ion|able)(?:-ready)?
    | (?:senior|staff|principal)\s+(?:engineer|level|scope|behaviou?rs?)
    | meets?\s+(?:all|the|every)\s+(?:\w+\s+)?(?:criteria|bar|requirements|expectations)
    | next-level
    | high\s+performer
    | top\s+performer
    | beyond\s+(?:my|the)\s+(?:role|level|scope|remit|job)
    | leadership\s+by\s+example
    | led\s+by\s+example
    | established\s+(?:myself|himself|herself)\s+as[^,.;]*
    | positioned?\s+(?:myself|me|the\s+team)\s+[^,.;]*
    | proved\s+(?:to\s+be|myself)[^,.;]*
    | instrumental\s+in
    | played\s+(?:a|an)\s+(?:\w+\s+)?role\s+in
    | exceptional\s+\w+
    | leadership\s+in\s+\w+
    | (?:act|work|perform|operat|function)(?:ed|ing|s|es)?\s+(?:\w+\s+){0,2}?
        (?:above|beyond|over)\s+(?:my|the|a)\s+(?:\w+\s+)?(?:grade|level|role|band|title|rank|station|position|job|pay\s+grade|remit|years)
    | (?:go|goes|going|went|reach|reaching)\s+(?:well\s+|far\s+|way\s+|a\s+step\s+)?
        (?:beyond|above|past)\s+(?:what\s+)?(?:my|the|a)\s+(?:\w+\s+)?(?:role|job|grade|level|post|position|title|remit|brief)\b[^,.;]*
    | (?:already|effectively|in\s+effect|in\s+practice)\s+(?:doing|performing|filling|acting\s+as|working\s+as
        |functioning\s+as)\s+[^,.;]*?\b(?:job|role|duties|level|grade|does|do|would)\b
    | (?:do|doing|did|does)\s+(?:the\s+job\s+of\s+an?
        |what\s+(?:an?|any|the)\s+[^,.;]{2,40}?\s+(?:does|would|do))\b[^,.;]*
    | (?:do|doing|did)\s+an?\s+[\w -]{2,30}?'s\s+(?:job|work|role)
    | (?:as|like)\s+an?\s+(?:more\s+)?(?:senior|seasoned|experienced)\s+\w+(?:\s+would)?
    | (?:expected|required|asked|demanded)\s+of\s+(?:an?|the)\s+(?:\w+\s+)?
        (?:senior|lead|next|higher|manager|supervisor|principal|grade|level|band)\b[^,.;]*
    | at\s+(?:an?|the)\s+(?:\w+\s+)?(?:level|grade|standard)\s+
        (?:above|beyond|of\s+an?\s+(?:senior|lead|manager))\b[^,.;]*
    | (?:a|one|two)\s+(?:levels?|grades?|bands?|rungs?)\s+(?:above|up|higher)\b[^,.;]*
    | (?:my|a|an)\s+(?:\w+\s+)?(?:proactive|strategic|hands-on|results-driven|data-driven
        |customer-centric)\s+(?:approach|mindset|attitude)
    )"""
)


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects to praise and to claims of a level unless the entry has the very words."""
    reading = read(claim, evidence)
    for match in _LEVEL.finditer(reading.text):
        if not _is_said(match[0], reading):
            return (
                Finding(
                    kind=Kind.LEVEL,
                    ruling=Ruling.UNSUPPORTED,
                    because=f"*{_even(match[0])}* is praise or a level; the entry tells what was done",
                    question="Which deed or whose words would show this?",
                    claimed=match.span(),
                ),
            )
    return ()


def _even(words: str) -> str:
    return " ".join(words.split()).lower()


def _is_said(told_: str, reading: Reading) -> bool:
    stems = frozenset(there.word.stem for source in reading.sources for there in source.scoped)
    told = content_words(told_)
    return bool(told) and all(word.stem in stems or (in_stems(word, stems) and len(told) > 2) for word in told)
