"""Settles whether quoted words still mean what they meant whole, and what else their speaker is said to hold."""

import re

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.names import names
from service.domain.wording import Word, content_words, is_past, plain, words
from service.verification.paraphrase import stand_ins
from service.verification.reading import QUOTED, Reading, Source
from service.verification.sentences import sentence_spans

_ONLY_IF = re.compile(
    r"(?i)^\W*(?:if|unless|provided|providing|as\s+long\s+as|so\s+long\s+as|assuming|except|until|once|but\s+only|though\s+not|not|only\s+if)\b"
)
_OPENS_IF = re.compile(r"(?i)^\W*(?:if|unless|provided|assuming|once|until|had|were)\b[^,]*,\s*$")
_TURNS = re.compile(
    r"(?i)\b(?:not|no|never|only|if|unless|hardly|except|without|zero|one|two|three|four|five|half)\b|n't|\d"
)
_DANGLES = frozenset(
    "so very too quite as such the a an of to for with my our your their and or but than more most less".split()
)
_FINITE = frozenset(
    "is are was were has have had can could will would should does did alone makes gives saves works"
    " needs helps feels looks".split()
)
_PRONOUNS = frozenset("it they this that she he i we you there these those which".split())


def trimmed(quoted: str, start: int, end: int, source: Source, reading: Reading) -> Finding | None:
    """A quotation cut where its meaning turns: its condition, its object or what it was said of left out."""
    if source.speaker is None:
        return None
    at = source.text.lower().find(quoted.strip(" .,;:!?").lower())
    if at < 0:
        return None
    before, after = source.text[:at], source.text[at + len(quoted.strip(" .,;:!?")) :]
    told = frozenset(word.stem for word in words(reading.text))
    last = words(quoted)[-1:]
    because = ""
    if after.strip(" .,;:!?") and last and last[0].lower in _DANGLES:
        because = "the quotation breaks off in the middle"
    elif after[:1] == " " and _TURNS.match(after.strip()) and not _kept(after, told):
        because = "the quotation leaves out what follows, which turns it"
    elif _ONLY_IF.match(after) and not _kept(after, told):
        because = "the quotation leaves out the condition after it"
    elif _OPENS_IF.match(before) and not _kept(before, told):
        because = "the quotation leaves out the condition before it"
    else:
        of = _said_of(before, quoted)
        if of and all(stand_ins(word.stem).isdisjoint(told) for word in of):
            because = f"these words were said of {' '.join(word.text for word in of).lower()}"
    if not because:
        return None
    return Finding(
        kind=Kind.QUOTES,
        ruling=Ruling.OVERSTATED,
        because=because,
        question="What were the exact words, whole?",
        spans=(source.span(),),
        claimed=(start, end),
    )


def _kept(left_out: str, told: frozenset[str]) -> bool:
    """Whether the sentence tells in other words what the quotation leaves out."""
    missing = content_words(left_out)
    return bool(missing) and 2 * sum(not stand_ins(word.stem).isdisjoint(told) for word in missing) >= len(missing)


def _said_of(before: str, quoted: str) -> tuple[Word, ...]:
    """The subject in front of quoted words that open with its verb: `The trout | alone is worth the trip`."""
    opening = words(quoted)[:1]
    clause = re.split(r"[,;:.!?]|\b(?:but|and|because|that)\b", before)[-1]
    subject = words(clause)
    if not opening or not 0 < len(subject) <= 4 or any(word.lower in _PRONOUNS | _FINITE for word in subject):
        return ()
    if opening[0].lower not in _FINITE and not is_past(opening[0].lower):
        return ()
    return tuple(content_words(clause))


_UNTIL = re.compile(r"(?i)\b(?:before|until|unless|once|if|provided)\b(?P<then>[^.;!?]*)")
_CONDITIONAL = re.compile(
    r"(?i)\b(?:before|until|unless|once|if|provided|subject\s+to|first|after|when|would|might|could|may|depending|condition\w*)\b"
)
_DISAGREES = re.compile(
    r"(?i)\b(?:don't|do\s+not|doesn't|did\s+not|didn't|can't|cannot|wouldn't|not)\s+(?:\w+\s+)?(?:agree|accept|support|approve|like"
    r"|convinced|sure|happy|ready)\b|\b(?:disagree|doubt|unconvinced|sceptical|skeptical|against)\b"
)
_AGREES = re.compile(
    r"(?i)\b(?:agreed|agrees|accepted|accepts|approved|approves|endorsed|endorses|supported|supports|backed|backs|welcomed"
    r"|signed\s+off|convinced|happy\s+with|content\s+with)\b"
)
_DENIES = re.compile(
    r"(?i)\b(?:no\s+longer|not|never|hardly|without\s+being)\s+(?:at\s+all\s+|being\s+)?(?P<word>[a-z]+)"
)
_OF_WHOM = re.compile(
    r"(?i)^(?:of|about|on)\s+(?P<what>[^,]{3,60}),[^\"]*\b(?:said|told|wrote|noted|remarked|commented)\b"
)


def beyond_what_was_said(reading: Reading, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects to what is told of a speaker besides the quotation, where their words say otherwise."""
    if not QUOTED.search(reading.text):
        return ()
    lowered = {word.lower.removesuffix("'s") for word in words(reading.text)}
    outside = QUOTED.sub(lambda match: " " * len(match[0]), reading.text)
    for entry in evidence.cited:
        for said in entry.corroborations:
            if not any(word.lower in lowered for word in words(said.who) if len(word.text) > 1):
                continue
            quote = plain(said.quote)
            found = _against(outside, quote)
            if found is not None:
                because, match = found
                return (
                    Finding(
                        kind=Kind.QUOTES,
                        ruling=Ruling.CONTRADICTED,
                        because=because,
                        question="What did they say, in their own words?",
                        claimed=match.span(),
                    ),
                )
    return ()


def _against(outside: str, quote: str) -> tuple[str, re.Match[str]] | None:
    denied = _DENIES.search(outside)
    stems = {word.stem: word for word in content_words(quote)}
    if denied:
        told = words(denied["word"])[0]
        there = stems.get(told.stem)
        if there is not None and not re.search(
            r"(?i)(?:\b(?:not|no|never|hardly|less)\b|n't)[^.;,]{0,24}$", quote[: there.start]
        ):
            return f"in their words it stands without the *not*: *{there.lower}*", denied
    agrees = _AGREES.search(outside)
    if (
        agrees
        and _DISAGREES.search(quote)
        and not re.search(r"(?i)\b(?:not|partly|some|although|though|while|but)\b|n't", outside)
    ):
        return "in their words they do not agree", agrees
    until = _UNTIL.search(quote)
    if until and not _CONDITIONAL.search(outside):
        held = {word.stem for word in content_words(until["then"])}
        wants = re.search(r"(?i)\b(?:wants?|wanted|will|is\s+going|intends?|plans?|agreed)\s+to\s+(?P<do>\w+)", outside)
        if wants and words(wants["do"])[0].stem in held:
            return "in their words it hangs on a condition", wants
    of = _OF_WHOM.match(outside)
    if of:
        whom = [name for name in names(f"by {of['what']}") if name.certain]
        if whom and not any(name.text.lower() in quote.lower() for name in whom):
            return f"their words do not speak of {whom[0].text}", of
    return None


def borrowed(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects to a sentence that another spoke, told without quotation marks as the writer's own."""
    text = plain(claim.text)
    spoken = [
        (said.who, _even(said.quote))
        for entry in evidence.cited
        for said in entry.corroborations
        if len(said.quote.split()) >= 4
    ]
    if not spoken:
        return ()
    own = " ".join(
        _even(passage.words) for entry in evidence.cited for passage in entry.passages() if not passage.speaker
    )
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        even = _even(sentence)
        if len(even.split()) < 4 or '"' in sentence or even in own:
            continue
        for who, quote in spoken:
            if even in quote and re.search(r"(?i)\b(?:I|I've|I'd|I'm|my|we|our|me)\b", sentence):
                return (
                    Finding(
                        kind=Kind.QUOTES,
                        ruling=Ruling.CONTRADICTED,
                        because=f"these are the words of {who}, not yours",
                        question="Should it stand in quotation marks, with the name of who said it?",
                        claimed=(start, end),
                    ),
                )
    return ()


def _even(text: str) -> str:
    return " ".join(plain(text).lower().split()).strip(" .,;:!?…'\"")
