"""Reads what a span of an entry is good for in a bullet: a result, a deed, others named, a limit on the rest."""

import re

from service.domain.names import is_person, names
from service.domain.wording import is_number, is_past, words


def outcome_of(span: str) -> int:
    """How plainly a sentence tells a result: 2 with a figure for it or a change, 1 with a figure or a result word."""
    figure = any(is_number(word) for word in words(span))
    result = bool(_RESULT.search(span))
    return 2 if (figure and result) or (figure and _CHANGE.search(span)) else int(figure or result)


def tells_a_deed(span: str) -> bool:
    """Whether a span opens with something done: `cut ...`, `I wrote ...`."""
    first = [word.lower for word in words(span)[:4]]
    return any(is_past(word) for word in first[:1]) or (
        first[:1] in (["i"], ["we"]) and any(is_past(word) for word in first[1:])
    )


def names_others(span: str) -> bool:
    """Whether a span says who else the work reached."""
    return bool(_OTHERS.search(span))


def is_clause(span: str) -> bool:
    """Whether a span has a verb of its own; `four hours to twenty minutes` has none."""
    return any(is_past(word.lower) for word in words(span)) or bool(_FINITE.search(span))


def leans(span: str) -> bool:
    """Whether a span holds a word that stands for something said before it."""
    return bool(_LEANS.search(span))


def qualifies(span: str) -> bool:
    """Whether a sentence takes something back: a negation, a hedge, a plan, a share of the credit."""
    if _QUALIFIES.search(span) or _WITH_SOMEBODY.search(span):
        return True
    # "Lee designed it", "for Ana": who else had a part is told wherever the entry tells it.
    return any(is_person(name.text) for name in names(span))


def points_back(span: str, text: str) -> bool:
    """Whether a span needs what `text` says before it: a pronoun, or "the card" where the text brings in "a card"."""
    if _LEANS.search(span):
        return True
    met = {noun.lower() for noun in re.findall(r"\b(?:an?|one|new)\s+(?:[\w-]+\s+){0,2}?([\w-]+)", text)}
    return any(noun.lower() in met for noun in re.findall(r"\bthe\s+(?:[\w-]+\s+){0,1}?([\w-]+)", span, re.IGNORECASE))


_CHANGE = re.compile(
    r"\bfrom\b.{1,60}\b(?:to|down to|up to)\b|→|->|=>|\b(?:instead\s+of|down\s+from|up\s+from|used\s+to)\b"
    r"|\bby\s+(?:about\s+|roughly\s+|~\s?)?\d",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"""\b(?:cut|cuts|cutting|reduc\w+|drop\w*|fell|fall\w*|rose|rais\w+|grew|increas\w+|improv\w+|sav(?:e|ed|es|ing)
    |halv\w+|doubl\w+|tripl\w+|shorten\w*|sped|faster|quicker|fewer|less|more|eliminat\w+|remov\w+|prevent\w+|avoid\w+
    |unblock\w*|free[ds]?|adopt\w*|now\s+use[sd]?|use\s+it|uses\s+it|no\s+longer|went\s+(?:from|down|up)|won|renew\w+
    |resolv\w+|recover\w+|found|shipped|launched|delivered|completed)\b""".replace("\n    ", ""),
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:teams?|people|colleagues?|customers?|clients?|users?|joiners?|hires?|engineers?|nurses?|teachers?|patients?"
    r"|students?|pupils?|managers?|analysts?|teammates?|departments?|everyone|sites?|schools?|partners?|families)\b",
    re.IGNORECASE,
)
# What limits the sentences around it, not only its own: a negation, a plan, a failure, somebody else's share.
_QUALIFIES = re.compile(
    r"""\b(?:not|never|still|to\s+go|remaining|outstanding|left\s+to|no\s+one|nobody|none|\w+n['’]t|cannot|yet|so\s+far|maybe|perhaps|might|would|will|hop(?:e|es|ing)
    |plan(?:s|ned|ning)?|going\s+to|intend\w*|in\s+review|pending|in\s+progress|pilot\w*|prototype\w*|draft
    |together|jointly|co-\w+|alongside|thanks\s+to|credit|led\s+by|mostly|mainly|but|however|although|though|except
    |failed|unfortunately|cancelled|rolled\s+back|reverted|paused|we|our\s+team)\b|❌|🤔""".replace("\n    ", ""),
    re.IGNORECASE,
)
_WITH_SOMEBODY = re.compile(r"\b(?:[Ww]ith|[Bb]y|[Hh]elped|and)\s+(?:[A-Z][a-z]+\b|the\s+\w+\s+team)")
_LEANS = re.compile(
    r"""^(?:so|then|also|and|but|or|still|however|now|both|as\s+a\s+result|because|since|after|before|later|meanwhile|instead
    |result|this|that|which|who|since)\b|\b(?:it|its|they|them|their|theirs|this|these|those|that|he|she|his|her|him|there|same
    |both|the\s+(?:new|other|change|plan|fix|tool|result|latter|former))\b""".replace("\n    ", ""),
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|now|use[sd]?|takes?|runs?|needs?|ships?|gets?)\b", re.IGNORECASE
)
