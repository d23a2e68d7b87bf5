"""Settles whether a sentence claims to have led, thought up or done alone what the entry does not say so of."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from service.domain.claims import Finding, Kind, Ruling
from service.verification.doers import told_by
from service.verification.doings import Doer
from service.verification.reading import Reading, Source


class _Claims(NamedTuple):
    """What wording claims it, what wording of an entry bears it out, and how the objection reads."""

    kind: Kind
    told: re.Pattern[str]
    borne_out: re.Pattern[str]
    because: str


_ALONE = (
    r"on\s+my\s+own|by\s+myself|all\s+by\s+me|me\s+alone|I\s+alone|mine\s+alone|(?:all|entirely)\s+(?:of\s+it\s+)?my\s+own(?:\s+\w+)?"
    r"|my\s+own\s+(?:doing|work)|single-?handed(?:ly)?|solo|unaided|unassisted|entirely\s+by\s+me|through\s+alone"
    r"|nobody\s+else\s+(?:was\s+)?involved|no\s+one\s+else\s+(?:was\s+)?involved|without\s+(?:any\s+)?help|from\s+nobody"
)
_IDEA = (
    r"(?:was|were|is|being)?\s*(?:all\s+|entirely\s+)?my\s+(?:own\s+)?(?:idea|brainchild|invention|initiative|proposal|concept)"
    r"|an?\s+(?:idea|plan|scheme|initiative)\s+of\s+(?:my\s+own|mine)|idea\s+that\s+was\s+mine|(?:came|come|coming)\s+up\s+with"
    r"|thought\s+(?:up|of)|dreamt\s+up|dreamed\s+up|conceived|originated|at\s+my\s+(?:own\s+)?(?:initiative|instigation)"
    r"|on\s+my\s+(?:own\s+)?initiative|took\s+the\s+initiative|(?:chose|took\s+it\s+upon\s+myself)\s+to"
)
_LED = (
    r"under\s+my\s+(?:\w+\s+)?(?:leadership|direction|guidance|supervision|management|command|lead)|my\s+leadership"
    r"|(?:I|me)\s+(?:led|headed|owned|ran|directed|managed|oversaw|spearheaded)\s+(?:end[\s-]to[\s-]end|from\s+start|throughout"
    r"|from\s+beginning)|(?:project|effort|programme|program|initiative|piece\s+of\s+work|work)\s+(?:that\s+|which\s+)?I\s+(?:headed"
    r"|led|owned|ran|directed|managed|oversaw|spearheaded)|(?:which|that)\s+I\s+(?:headed|owned|spearheaded|led|directed)"
    r"|(?:with\s+me|I\s+was|being)\s+in\s+charge|(?:overall|sole|full)\s+(?:responsibility|charge|ownership)|(?:took|taking)\s+(?:overall\s+|full\s+)?"
    r"(?:ownership|charge|command|the\s+lead)|directing\s+the\s+others|leading\s+the\s+whole|at\s+the\s+helm"
)
_CLAIMS = (
    _Claims(
        Kind.CREDIT,
        re.compile(rf"(?i)\b(?:{_ALONE})\b"),
        re.compile(
            r"(?i)\b(?:alone|solo|myself|on\s+my\s+own|single-?handed(?:ly)?|nobody\s+else|no\s+one\s+else|only\s+(?:me|I|one)|just\s+me"
            r"|mine|unaided|sole(?:ly)?|without\s+(?:any\s+)?help|my\s+own|one-person)\b"
        ),
        "the entry does not say it was done alone",
    ),
    _Claims(
        Kind.CREDIT,
        re.compile(rf"(?i)\b(?:{_IDEA})\b"),
        re.compile(
            r"(?i)\b(?:my\s+(?:own\s+)?(?:\w+\s+)?(?:idea|proposal|suggestion|initiative|plan|concept|pitch|scheme)|I\s+(?:had|got)\s+the\s+idea"
            r"|idea\s+(?:was\s+)?(?:of\s+)?mine|propos(?:ed|ing)|suggest(?:ed|ing)|came\s+up|thought\s+(?:up|of)|noticed|spotted|pitched"
            r"|invented|devised|designed|conceived|initiat\w+|start(?:ed|ing)|founded|set\s+up|pushed|volunteered|chose|decided|created|originated"
            r"|off\s+my\s+own\s+bat|asked\s+(?:for|to|if|whether))\b"
        ),
        "the entry does not say whose idea it was",
    ),
    _Claims(
        Kind.AGENCY,
        re.compile(rf"(?i)\b(?:{_LED})\b"),
        re.compile(
            r"(?i)\b(?:led|lead(?:s|ing|er)?|ran|run|runs|running|drove|manag(?:ed|es|ing|e)|headed|own(?:ed|s|ing|er)|in\s+charge|responsible|responsibility"
            r"|chair\w*|coordinat\w+|organi[sz]\w+|oversaw|supervis\w+|commander|direct(?:ed|ing)|spearhead\w*|captain\w*|took\s+over)\b"
        ),
        "the entry does not say you led it",
    ),
)


def sole_claim(reading: Reading, kind: Kind) -> Finding | None:
    """The objection of `kind` to a claim of having led, thought up or done alone what the entry does not say so of."""
    for claims in _CLAIMS:
        if claims.kind is not kind:
            continue
        match = claims.told.search(reading.text)
        if match is None or _disowned(reading.text, match):
            continue
        own = "\n".join(source.text for source in reading.every if source.speaker is None)
        if claims.kind is Kind.AGENCY:
            own = own_part(reading.every)
        if claims.borne_out.search(own) and not _others_idea(claims, own):
            continue
        return Finding(
            kind=kind,
            ruling=Ruling.UNSUPPORTED,
            because=claims.because,
            question="Who else was in it, and what was yours?",
            claimed=match.span(),
        )
    return None


def _disowned(text: str, match: re.Match[str]) -> bool:
    """`not my idea`, `left the other benches alone`."""
    before = text[max(0, match.start() - 24) : match.start()]
    theirs = re.search(r"(?:\b(?!I\b)[A-Z]\w+|\b(?:he|she|they|who))\s+(?:had\s+|has\s+|have\s+)?$", before)
    if theirs and match[0].lower().startswith(("c", "th", "dre", "or")):
        return True
    return bool(re.search(r"\b(?:not|never|n't|nor|wasn't|hardly)\s+(?:\w+\s+)?$", before))


_LABEL = re.compile(
    r"\b(?:[Cc]hair|[Ll]ead|[Ll]eader|[Hh]ead|[Mm]anager|[Oo]rgani[sz]er|[Oo]wner)\s*(?::|\()\s*(?=[A-Z])"
)


def own_part(sources: Sequence[Source]) -> str:
    """The sentences of the entry less those stretches it tells of others: *head office led the refurb*."""
    kept: list[str] = []
    for source in sources:
        if source.speaker is not None:
            continue
        text = _LABEL.sub(" ", source.text)
        for there in told_by(text):
            if there.doer in (Doer.PERSON, Doer.THING) and there.verb:
                text = text[: there.start] + " " * (there.end - there.start) + text[there.end :]
        kept.append(text)
    return "\n".join(kept)


_THEIRS = re.compile(
    r"\b(?!(?:That|This|It|What|Today|Year|Month|Week)\b)[A-Z]\w+'s\s+(?:own\s+)?(?:idea|proposal|suggestion|plan|initiative)\b|\bidea\s+(?:\w+\s+){0,2}from\b"
)


def _others_idea(claims: _Claims, own: str) -> bool:
    return (
        "idea" in claims.because and bool(_THEIRS.search(own)) and not re.search(r"(?i)\bmy\s+(?:own\s+)?idea\b", own)
    )
