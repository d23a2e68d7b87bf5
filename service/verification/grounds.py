"""The words of the entries a sentence stands on: exact where it was copied, the matched stretches where reworded."""

import re
import unicodedata

from service.domain.claims import Claim, Evidence, Span
from service.domain.wording import carries_meaning, plain
from service.verification.reading import Source, read
from service.verification.sentences import sentence_spans

_DATED = re.compile(r"^\s*\d{4}-\d{2}(?:-\d{2})?\s*:\s*")
_EDGES = " \t\n.,;:!?…-–—*_•>#\"'"


def copied(claim: Claim, evidence: Evidence) -> tuple[Span, ...]:
    """The place a sentence was copied from whole; empty when it was not.

    Only whole sentences and whole lines of the person's own words count: a stretch that starts after *I did not* or
    *helped Sam* says another thing, and somebody else's words are theirs.
    """
    wanted = _even(claim.text)
    if not wanted:
        return ()
    for entry in evidence.cited:
        for passage in entry.passages():
            if passage.speaker is not None:
                continue
            readable = plain(passage.words)
            bounds = sentence_spans(readable)
            for first, (start, _) in enumerate(bounds):
                for last in range(first, min(first + 4, len(bounds))):
                    end = bounds[last][1]
                    if end - start > len(claim.text) * 2 + 40:
                        break
                    # The date a line of a log opens with is no part of what it tells.
                    dated = _DATED.match(readable[start:end])
                    for told in {start, start + (dated.end() if dated else 0)}:
                        if _even(readable[told:end]) == wanted:
                            return (Span(entry=entry.id, field=passage.field, start=told, end=end),)
    return ()


def _even(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        # What nobody can see is left out by whoever copies it, rightly; a control character parts words.
        kinds = ((ch, unicodedata.category(ch)) for ch in text)
        text = "".join(" " if kind == "Cc" else ch for ch, kind in kinds if kind[0] != "C" or kind == "Cc")
    return " ".join(plain(text).split()).strip(_EDGES).lower()


def grounds(claim: Claim, evidence: Evidence) -> tuple[Span, ...]:
    """The stretches of the entries that hold the claim's words: one for each sentence it rests on."""
    reading = read(claim, evidence)
    held: dict[tuple[str, str, int], tuple[Source, int, int]] = {}
    for clause in reading.clauses:
        for source in clause.sources[:2]:
            places = [
                there.word
                for here in clause.words
                if carries_meaning(here.word) or here.word.text[0].isdigit()
                for there in clause.matches(here, source)
            ]
            if not places:
                continue
            key = (source.entry, source.field, source.start)
            start, end = min(word.start for word in places), max(word.end for word in places)
            _, before, after = held.get(key, (source, start, end))
            held[key] = (source, min(start, before), max(end, after))
    return tuple(source.span(start, end) for source, start, end in held.values())
