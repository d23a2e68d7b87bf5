"""Settles whether a deed is claimed that the entry gives to another's post, denies, or gives another the rest of."""

import re

from service.domain.claims import Finding, Kind, Ruling
from service.domain.wording import stem
from service.verification.doings import Doer
from service.verification.misplaced_deeds import claimed_deeds, whole_for_share
from service.verification.reading import Reading, Source
from service.verification.scopes import Scoped

PART_WORD = re.compile(
    r"(?i)\b(?:sections?|parts?|chapters?|modules?|components?|portion|piece|slice|half|pages?|appendix"
    r"|paragraphs?|slides?|tests?|bits?|share|corner)\b"
)
"""Words for a part of a thing."""

_POST = re.compile(
    r"\b(?P<who>[A-Z]\w+)\s+(?:was|is|acted\s+as|served\s+as|as)\s+(?:the\s+|our\s+|an?\s+)?(?:\w+\s+){0,2}?(?P<post>[a-z]{3,}(?:er|or)|lead|chair|head)\b"
)


_DOES = {
    "lead": {"led"},
    "leader": {"led"},
    "head": {"head", "led"},
    "manager": {"manag", "ran", "run"},
    "chair": {"chair"},
}


def anothers_post(reading: Reading) -> Finding | None:
    """*Commanded the response*, where the entry has Mina as its commander."""
    own = [source for source in reading.every if source.speaker is None]
    for told in claimed_deeds(reading):
        if told.doer is not Doer.SELF or len(told.verb) < 3:
            continue
        for source in own:
            for match in _POST.finditer(source.text):
                post = stem(match["post"])
                same = (
                    post.startswith(told.verb)
                    or told.verb.startswith(post)
                    or told.verb in _DOES.get(match["post"], ())
                )
                if match["who"] == "I" or not same:
                    continue
                if any(
                    re.search(rf"\bI\s+(?:was|am|led|{match['post']})\b[^.;,]*{match['post']}", other.text)
                    for other in own
                ):
                    continue
                return Finding(
                    kind=Kind.AGENCY,
                    ruling=Ruling.CONTRADICTED,
                    because=f"in the entry {match['who']} is the {match['post']}",
                    question="What was your own part in it?",
                    spans=(source.span(),),
                    claimed=(told.start, told.end),
                )
    return None


def never_done(reading: Reading) -> Finding | None:
    """*Compounded the bags* for *checked; did not compound*: the entry's only word of the deed denies it."""
    for told in claimed_deeds(reading):
        until = reading.text.find(",", told.end) % (len(reading.text) + 1)
        if any(here.negated and told.start <= here.word.start < until for here in reading.scoped):
            continue
        if told.doer is not Doer.SELF or not told.verb:
            continue
        there = [(word, source) for source in reading.every for word in source.scoped if word.word.stem == told.verb]
        if there and all(_is_denied(word, source) for word, source in there):
            return Finding(
                kind=Kind.AGENCY,
                ruling=Ruling.CONTRADICTED,
                because="the entry says this was not done",
                question="What did you do instead?",
                spans=(there[0][1].span(),),
                claimed=(told.start, told.end),
            )
    return None


def _is_denied(word: Scoped, source: Source) -> bool:
    return bool(
        re.search(
            r"(?i)\b(?:did\s+not|didn't|never|have\s+not|haven't)\s+(?:\w+ly\s+)?$", source.text[: word.word.start]
        )
    )


def others_rest(reading: Reading) -> Finding | None:
    """*Authored the report*, where the entry gives one section to the writer and the rest to another."""
    if PART_WORD.search(reading.text):
        return None
    for told, there in whole_for_share(reading):
        return Finding(
            kind=Kind.AGENCY,
            ruling=Ruling.OVERSTATED,
            because=f"the entry gives the rest of it to {there.shown}",
            question="Which part of it did you do, and who did the rest?",
            spans=tuple(source.span() for source in reading.sources[:1]),
            claimed=(told.start, told.end),
        )
    return None
