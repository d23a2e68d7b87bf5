"""Settles whether quoted words are verbatim, in one piece and rightly attributed; not what the speaker meant."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling, Span
from service.domain.names import GIVEN_NAMES, names
from service.domain.wording import content_words, plain, words
from service.verification.quoted_meaning import beyond_what_was_said, trimmed
from service.verification.reading import Reading, Source, in_stems, read

_QUOTED = re.compile(r'"([^"\n]{1,1000})"|«([^»\n]{1,1000})»|(?<!\w)\'([^\'\n]*?(?:(?<=\w)\'(?=\w)[^\'\n]*?)*)\'(?!\w)')
_SPEECH = re.compile(
    r"(?i)\b(?:said|says|saying|told|wrote|called|calls|credit(?:ed|s|ing)|prais(?:ed|es|ing)|thank(?:ed|s"
    r"|ing)|commend(?:ed|s)|confirm(?:ed|s)|noted|stated|described|according\s+to|acknowledged"
    r"|recogni[sz]ed|applauded|endorsed|highlighted|remarked|commented|in\s+the\s+words\s+of|quoted"
    r"|feedback\s+from|testimonial|appreciated|cited|singled\s+out|complimented|recommended|named)\b"
)
_PRAISE = re.compile(
    r"(?i)\b(?:received|earned|gained|drew|got|won)\s+(?:\w+\s+){0,2}(?:praise|recognition|feedback"
    r"|commendation|accolades|thanks|appreciation|kudos|acclaim)\b|\b(?:praised|recogni[sz]ed|commended"
    r"|applauded|acknowledged|celebrated|appreciated|credited)\s+(?:by|for|as)\b"
)


# What may stand between a name and its verb of speech: a role, an adverb, an auxiliary; no other deed.
_SPEAKS = re.compile(
    r"(?i)(?:\s[A-Z][\w.'-]*)?(?:,[^,]{1,40},|\s\([^)]{1,40}\)|\s(?:in|from|of|at)\s(?:the\s)?\w+(?:\s\w+)?)?"
    r"\s?(?:(?:has|had|have|later|also|then|then|afterwards|once|even|who|rightly|\w+ly)\s)*"
)


class _Quote(NamedTuple):
    words: str
    start: int
    end: int


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects to words in quote marks that stand nowhere in the entries in one piece, or are another's; and to reported
    speech of somebody who says nothing like it there."""
    reading = read(claim, evidence)
    for quote in _quotes(reading.text):
        found = _altered(quote, reading, evidence) or _misattributed(quote, reading, evidence)
        if found:
            return (found,)
    return _reported(reading, evidence) or beyond_what_was_said(reading, evidence)


def _quotes(text: str) -> Iterator[_Quote]:
    for match in _QUOTED.finditer(text):
        said = next(group for group in match.groups() if group is not None)
        if said.strip() and (match[0][0] != "'" or " " in said.strip() or len(said) > 1):
            yield _Quote(said, match.start(), match.end())


def _even(text: str) -> str:
    return " ".join(plain(text).lower().split()).strip(" .,;:!?…")


def _altered(quote: _Quote, reading: Reading, evidence: Evidence) -> Finding | None:
    wanted = _even(quote.words)
    if not wanted:
        return None
    for source in reading.every:
        at = _even(source.text).find(wanted)
        if at >= 0 and _whole_words(_even(source.text), at, len(wanted)):
            return _turned(quote, source) or trimmed(quote.words, quote.start, quote.end, source, reading)
    for entry in evidence.cited:
        for passage in entry.passages():
            if _in_whole_words(_even(passage.words), wanted):
                return None
    pieces = [piece for piece in re.split(r"\s*(?:\.{3}|…|\[[^\]]*\])\s*", quote.words) if piece.strip()]
    everything = _even(" ".join(source.text for source in reading.every))
    if len(pieces) > 1 and all(_even(piece) in everything for piece in pieces):
        return _finding(
            Ruling.OVERSTATED,
            "the quotation is put together from pieces",
            quote,
            "What were the exact words, in one piece?",
        )
    return _finding(
        Ruling.UNSUPPORTED,
        "no cited entry has these words in a quotation or otherwise",
        quote,
        "What were the exact words, who said them, and when?",
    )


def _whole_words(text: str, at: int, length: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + length] if at + length < len(text) else " "
    return not (before.isalnum() or after.isalnum())


def _in_whole_words(text: str, wanted: str) -> bool:
    at = text.find(wanted)
    return at >= 0 and _whole_words(text, at, len(wanted))


def _turned(quote: _Quote, source: Source) -> Finding | None:
    """A quotation that leaves out the *not* or the *I think* in front of it says another thing."""
    inside = {word.lower for word in words(quote.words)}
    spoken = [there for there in source.scoped if there.word.lower in inside]
    if source.speaker is None or not spoken:
        return None
    denied = all(there.negated for there in spoken) and not re.search(
        r"(?i)\b(?:not|no|never|without|n't)\b|n't", quote.words
    )
    hedged = [there.hedge for there in spoken if there.hedge and there.hedge.lower() not in quote.words.lower()]
    if denied:
        return _finding(
            Ruling.CONTRADICTED,
            "the quotation leaves out the *not* before it",
            quote,
            "What were the exact words?",
            (source.span(),),
        )
    if len(hedged) == len(spoken):
        return _finding(
            Ruling.OVERSTATED,
            f"the quotation leaves out *{hedged[0].lower()}*",
            quote,
            "What were the exact words?",
            (source.span(),),
        )
    return None


def _misattributed(quote: _Quote, reading: Reading, evidence: Evidence) -> Finding | None:
    wanted = _even(quote.words)
    speakers = [
        f"{said.who} {said.role or ''}"
        for entry in evidence.cited
        for said in entry.corroborations
        if wanted in _even(said.quote)
    ]
    speakers += _told_in_passing(wanted, reading)
    around = reading.text[: quote.start] + " " * (quote.end - quote.start) + reading.text[quote.end :]
    named = [
        name
        for name in names(around)
        if name.certain or name.text.lower() in GIVEN_NAMES or _SPEECH.match(around, name.end + 1)
    ]
    speech = _SPEECH.search(around) or re.search(r"[:—–-]\s*$", reading.text[: quote.start].rstrip() + " ")
    if not speakers or not named or (not speech and len(named) == 0):
        return None
    told = {word.lower for speaker in speakers for word in words(speaker)}
    near = [name for name in named if _is_speaker(name.text, around, quote)]
    if near and not any(word.lower in told for name in near for word in words(name.text)):
        return _finding(
            Ruling.CONTRADICTED,
            f"the entry gives these words to {speakers[0].strip()}",
            quote,
            "Who said this?",
        )
    return None


def _told_in_passing(wanted: str, reading: Reading) -> list[str]:
    """Who an entry's own text gives the words to: `Amina (Ward manager) said: "..."`."""
    found: list[str] = []
    for source in reading.every:
        at = source.text.lower().find(wanted)
        if source.speaker is not None or at < 0:
            continue
        before = re.split(r'"\s+|[.!?;]\s+(?=[A-Z])', source.text[max(0, at - 80) : at])[-1]
        told = [name.text for name in names(f"by {before}") if name.certain]
        if told and _SPEECH.search(before):
            found.append(" ".join(told))
    return found


def _is_speaker(name: str, around: str, quote: _Quote) -> bool:
    at = around.find(name)
    window = around[max(0, at - 25) : at + len(name) + 30]
    return (
        bool(_SPEECH.search(window))
        or (0 <= at < quote.start and quote.start - at < len(name) + 8)
        or (at >= quote.end and at - quote.end < 12)
    )


def _reported(reading: Reading, evidence: Evidence) -> tuple[Finding, ...]:
    """*Priya said it saved the team*: Priya must speak in the entry, and of that."""
    unquoted = _QUOTED.sub(lambda match: " " * len(match[0]), reading.text)
    if not reading.every:
        return ()
    praise = _PRAISE.search(unquoted)
    speech = bool(_SPEECH.search(reading.source_text)) or any(entry.corroborations for entry in evidence.cited)
    if (
        praise
        and not speech
        and not re.search(
            r"(?i)\b(?:prais|recogni|feedback|thank|commend|award|shout|kudos|credit|appreciat)", reading.source_text
        )
    ):
        return (_reported_finding(praise, "no cited entry has anybody say so"),)
    for match in _SPEECH.finditer(unquoted):
        subject = next(
            (
                name
                for name in reversed(names(unquoted[: match.start()]))
                if name.certain or name.text.lower() in GIVEN_NAMES
            ),
            None,
        )
        if subject is None or not _SPEAKS.fullmatch(unquoted[subject.end : match.start()]):
            continue
        if match[0].lower() in {"wrote", "called", "described", "named", "recommended", "told", "cited"} and not any(
            said.who for entry in evidence.cited for said in entry.corroborations
        ):
            continue
        found = _unsaid(subject.text, match, reading, evidence, unquoted)
        if found:
            return (found,)
    return ()


def _unsaid(speaker: str, match: re.Match[str], reading: Reading, evidence: Evidence, unquoted: str) -> Finding | None:
    wanted = {word.lower for word in words(speaker)}
    quoted = [
        said.quote
        for entry in evidence.cited
        for said in entry.corroborations
        if wanted & {word.lower for word in words(f"{said.who} {said.role or ''}")}
    ]
    own = [
        source.text
        for source in reading.every
        if wanted & {there.word.lower for there in source.scoped}
        and (_SPEECH.search(source.text) or '"' in source.text)
    ]
    if not quoted and not own:
        return _reported_finding(match, f"no cited entry has {speaker} say anything")
    rest = unquoted[match.end() :]
    stems = frozenset(
        word.stem for text in (*quoted, *own, *(source.text for source in reading.sources)) for word in words(text)
    )

    missing = [word for word in content_words(rest) if not in_stems(word, stems)]
    if missing and len(missing) * 2 >= len(content_words(rest)):
        return _reported_finding(match, f"the entry does not have {speaker} say this")
    return None


def _reported_finding(match: re.Match[str], because: str) -> Finding:
    return Finding(
        kind=Kind.QUOTES,
        ruling=Ruling.UNSUPPORTED,
        because=because,
        question="Who said so, in which words, and where?",
        claimed=match.span(),
    )


def _finding(ruling: Ruling, because: str, quote: _Quote, question: str, spans: tuple[Span, ...] = ()) -> Finding:
    return Finding(
        kind=Kind.QUOTES,
        ruling=ruling,
        because=because,
        question=question,
        spans=spans,
        claimed=(quote.start, quote.end),
    )
