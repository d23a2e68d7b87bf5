"""Lies about why: after told as because, a coincidence as an effect, a reason nobody gave."""

# ruff: noqa: E501 - a row of a table of patterns reads best on one line

import re
from collections.abc import Iterator

from evals.mutations.telling import Lie, Telling, like, lowered
from evals.mutations.verbs import opening_deed, tells_work
from service.domain.claims import Kind, Ruling

_CAUSES = r"because|due to|thanks to|as a result|result(?:ed|s|ing)?|caus\w+|owing to|led to|so that|owed|the reason|reason was|therefore|makes?|made|swung|came from|difference"
_CHANGE = (
    r"fell|rose|dropped|improved|went|came down|come down|halved|grew|increased|decreased|down|up|reached|rise|fall|drop"
    r"|reduction|increase|lower|higher|shorter|quicker|faster|fewer|better|renewed|passed|happy|won|less|more|cheaper"
)
_THEN = (
    (r"(?<!quarter )(?<!month )(?<!months )(?<!week )(?<!weeks )(?<!year )(?<!day )(?<!days )(?<!term )(?<!hour )(?<!hours )(?<!minutes )(?<!designed )(?<!named )(?<!looked )(?<!looking )\b[Aa]fter(?= (?:the|our|my|its|a|an|his|her|their|that|this|[a-z]+ing) )(?! (?:the|a) (?:week|month|year|deadline|meeting|fortnight|few))", ("because of", "thanks to", "as a result of")),
    (r"\b(?:[Ff]ollowing|[Ss]ince)(?= (?:the|our|my|its|a|an|his|her|their) )(?! (?:the|a) (?:week|month|start|end|beginning))", ("because of", "thanks to", "as a result of")),
    (r"\b(?:[Ss]ince|[Ww]hile|[Aa]fter|[Oo]nce)(?= (?:we|I|they|she|he|it) [a-z]+)", ("because",)),
    (r"\b[Ss]ince(?= the [a-z]+(?: [a-z]+)? (?:went|came|started|moved|was|were|began))", ("because",)),
    (r"\bin the (?:\w+ )?(?:days|weeks|months?|quarter|year)s? (?:after|since|following)\b", ("because of", "as a result of")),
    (r"\bover the (?:\w+ )?(?:days|weeks|months) (?:after|since|following)\b", ("because of", "as a result of")),
    (r"\bat the same time(?: as)?(?= (?:the|our|my|a) )", ("because of",)),
    (r"\b(?:although|though)(?= )", ("because",)),
    (r"\ba (?:period|season|month|time|quarter|year) (?:in|during) which\b", ("because",)),
    (r"\ba (?:season|month|period) that also had\b", ("owing to",)),
    (r",? (?:by which time|at which point)\b", (" because",)),
)  # fmt: skip


def after_as_because(telling: Telling) -> Iterator[Lie]:
    """What only came after, or stood beside, told as the cause: where the sentence tells a change and no cause."""
    if re.search(rf"\b(?:{_CAUSES})\b", telling.text, re.IGNORECASE):
        return
    for pattern, causes in _THEN:
        for match in telling.find(pattern):
            rest = telling.text[: match.start()] + telling.text[match.end() :]
            if not re.search(rf"\b(?:{_CHANGE})\b", rest):
                continue
            new = telling.shuffled(causes, "cause")[0]
            yield telling.change(Kind.CAUSE, Ruling.OVERSTATED, "cause.after", *match.span(), like(match[0], new))


_HEDGED = (
    (r"\b(?:probably |possibly |perhaps )?(?:partly|in part|largely) (?=because|due to|thanks to)", ""),
    (
        r"\b(?:probably|possibly|perhaps|maybe|likely) (?=because|due to|thanks to|caused|helped|the (?:bigger )?reason)",
        "",
    ),
    (r"\b(?:may|might|could) (?:well )?have (?:helped|contributed)\b", "was the cause"),
    (r"\bcontributed to\b", "brought about"),
    (r"\bmay explain\b|\bmight explain\b|\bcould explain\b", "explains"),
    (r"\bcoincid(?:ed|es) with\b", "was caused by"),
    (r"\bwas followed by\b", "led to"),
    (r"\bwere followed by\b", "led to"),
)
_CLAIMED = (
    ", as a direct result of my work",
    ", thanks to my efforts",
    " because of the changes I made",
    ", all because of my intervention",
    ", which was down to me",
    ", owing to my approach",
)
_BLAMED = (
    " because staff felt more confident",
    ", thanks to better planning",
    " because of closer supervision",
    ", owing to improved communication",
    " as a result of better teamwork",
    ", because people finally trusted the process",
    ", driven by stronger engagement",
    ", which was caused by greater awareness",
)
_REASONS = (
    " because morale was slipping",
    " because standards had dropped",
    " because the old way was losing money",
    " because nobody else had the expertise",
    ", since senior management had lost patience",
    " because of repeated complaints",
    " because quality had been suffering",
    ", as the existing approach was putting people at risk",
)


def hedged_causes(telling: Telling) -> Iterator[Lie]:
    """A part or possible cause told as the cause."""
    for pattern, new in _HEDGED:
        for match in telling.find(pattern):
            yield telling.change(Kind.CAUSE, Ruling.OVERSTATED, "cause.hedged", *match.span(), new)


_MEASURED = (
    r"\b(?:fell|rose|dropped|improved|went (?:from|down|up)|came down|come down|halved|grew|increased|decreased|(?:is|are|was|were) (?:down|up)|averaged"
    r"|reduction|(?:was|were|is|are) (?:[\w ]+ )?(?:lower|higher|shorter|quicker|faster))\b|\bfrom [£$€~]?[\d.]+\S* to [£$€~]?\d"
)


def causes_added(telling: Telling) -> Iterator[Lie]:
    """A cause for a change, or a reason for a deed, where the entry gives none."""
    given = telling.says(_CAUSES + r"|so|by [a-z]+ing|helped")
    if re.search(r"[;:?()\"“]|\bnot\b|n't|\bnoise\b|\bchance\b|\bno\b", telling.text) or len(telling.text.split()) > 28:
        return
    if re.search(r",? (?:but|though|although|with the caveat|so|which|whereas)\b", telling.text):
        return
    found = opening_deed(telling)
    if (
        not found
        and re.search(_MEASURED, telling.text)
        and not re.search(rf"\b(?:{_CAUSES}|by [a-z]+ing|as|since|after|because)\b|\bI\b|\bmy\b", telling.text)
    ):
        mine = telling.shuffled(_CLAIMED, "mine")[0]
        doubted = telling.says(
            r"also|same|noise|chance|luck|not sure|can't say|hard to say|don't know|who knows|although|but|though|helped|after|while|since|likely"
        )
        if doubted:
            lie = telling.ending(Kind.CAUSE, Ruling.OVERSTATED, "cause.claimed", mine)
            if lie:
                yield lie
        other = next((tail for tail in telling.shuffled(_BLAMED, "other") if telling.lacks(tail)), None)
        lie = telling.ending(Kind.CAUSE, Ruling.UNSUPPORTED, "cause.made_up", other) if other else None
        if lie:
            yield lie
    elif (
        not given
        and found
        and tells_work(telling)
        and not re.search(r"\b(?:as|since|after|when|to [a-z]+)\b", telling.text[12:])
    ):
        reason = next((tail for tail in telling.shuffled(_REASONS, "reason") if telling.lacks(tail)), None)
        if reason and "," not in telling.text:
            lie = telling.ending(Kind.CAUSE, Ruling.UNSUPPORTED, "cause.reason", reason)
            if lie:
                yield lie
        elif reason and (rest := lowered(telling.text)) != telling.text:
            front = reason.strip(" ,").capitalize() + ", "
            yield Lie(Kind.CAUSE, Ruling.UNSUPPORTED, "cause.reason", telling.text, front + rest, 0, len(front) - 2)


RULES = (
    after_as_because,
    hedged_causes,
    causes_added,
)
