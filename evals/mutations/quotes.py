"""Lies about what was said: words changed or stitched together, another speaker, a quote from nowhere."""

# ruff: noqa: E501 - a row of a table of patterns reads best on one line

import re
from collections.abc import Iterator

from evals.mutations.names import GIVEN, people_in
from evals.mutations.telling import Lie, Telling
from evals.mutations.verbs import opening_deed, tells_work
from service.domain.brag import Corroboration
from service.domain.claims import Kind, Ruling

_STRONGER = (
    (r"\bgood\b", "outstanding"), (r"\bclearest\b", "most brilliant"), (r"\bclear\b(?!est)", "brilliantly clear"), (r"\bbetter\b", "far better"),
    (r"\bquicker\b", "much quicker"), (r"\bhelped\b", "transformed"), (r"\bhelpful\b", "invaluable"), (r"\bnice\b", "superb"),
    (r"\busable\b", "excellent"), (r"\buseful\b", "indispensable"), (r"\bfine\b", "excellent"), (r"\bfair\b", "impressive"),
    (r"\bwould\b", "will always"), (r"\bsome\b", "all"), (r"\bsaves me\b", "always saves everyone"), (r"\bcalm\b", "masterful"),
    (r"\bI've had\b", "anyone has ever had"), (r"\bwe've had\b", "anyone has ever had"), (r"\bpicking it up\b", "mastering it"),
    (r"\bgets? it\b", "leads the way"), (r"\bworks\b", "works perfectly"), (r"\bmostly\b", "always"), (r"\busually\b", "always"),
    (r"\bsolid\b", "exceptional"), (r"\bsimple\b", "brilliant"), (r"\bthis year\b", "in ten years"), (r"\ba bit\b", "a great deal"),
    (r"\bdon't agree\b", "agree"), (r"\bdidn't\b", "did"), (r"\bnot bad\b", "superb"), (r"\bnot\b ", ""), (r"\bonly\b ", ""),
    (r"\bone of the\b", "the very"), (r"\bI think\b ", ""), (r"\bprobably\b ", ""), (r"\ba little\b", "enormously"),
    (r"\bless\b", "no"), (r"\bfewer\b", "no"), (r"\bquiet(?:er)?\b", "perfect"), (r"\beasier\b", "effortless"), (r"\bhappy\b", "delighted"),
    (r"\bread\b", "love"), (r"\bfirst\b", "only"), (r"\balmost\b ", ""), (r"\bnearly\b ", ""), (r"\bcan\b", "can always"),
)  # fmt: skip
_SAID = re.compile(r"\"(?P<quote>[^\"]{8,})\"|“(?P<curly>[^”]{8,})”")
_FRAMES = ('{who} said: "{quote}"', '"{quote}" was how {who} put it.', '{who} told me: "{quote}"')
_PRAISE = (
    "a real game changer", "the best piece of work I have seen", "exactly what we needed", "simply outstanding",
    "we could not have done it without you", "a huge help to all of us", "this has made all the difference",
    "first-class work from start to finish", "I wish everyone worked like this", "it saved us weeks of effort",
)  # fmt: skip
_SPEAKERS = ("my manager", "a colleague", "the head of department", "one of the team", "a senior colleague")


def _sentences(quote: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+", quote) if part.strip()]


def _told(telling: Telling, said: Corroboration, quote: str, changed: str, rule: str, ruling: Ruling) -> Lie | None:
    frame = telling.steady(_FRAMES, quote)[0]
    who = (
        said.who
        if said.who[0].isupper()
        else (said.who if said.who.startswith(("a ", "an ", "the ", "my ")) else f"the {said.who}")
    )
    text = frame.format(who=who, quote=quote if frame.endswith('"') else quote.rstrip("."))
    text = text[0].upper() + text[1:]
    if text.endswith('."') or text.endswith((".", '!"', '?"', '"')):
        start = text.find(changed)
        if start >= 0:
            return Lie(Kind.QUOTES, ruling, rule, said.quote, text, start, start + len(changed))
    return None


def _agreeing(quote: str) -> str:
    stronger = "outstanding|excellent|exceptional|impressive|indispensable|invaluable|effortless"
    return re.sub(rf"\b([Aa]) (?=(?:{stronger})\b)", r"\1n ", quote)


def words_changed(telling: Telling) -> Iterator[Lie]:
    """A word within the quotation made stronger, or its "not" taken out."""
    for said in telling.entry.corroborations:
        for sentence in _sentences(said.quote):
            for pattern, new in _STRONGER:
                match = re.search(pattern, sentence)
                if not match or sentence[: match.start()].endswith("as "):
                    continue
                quote = sentence[: match.start()] + new + sentence[match.end() :]
                quote = _agreeing(quote[0].upper() + quote[1:])
                changed = new.strip() or quote[max(0, match.start() - 6) : match.start() + 6].strip()
                lie = _told(telling, said, quote, changed, "quotes.words", Ruling.UNSUPPORTED)
                if lie:
                    yield lie
    for match in _SAID.finditer(telling.text):
        group = "quote" if match["quote"] else "curly"
        for pattern, new in _STRONGER:
            there = re.search(pattern, match[group])
            if there and new and not re.search(r"\b[Aa] $", match[group][: there.start()]):
                start = match.start(group) + there.start()
                yield telling.change(
                    Kind.QUOTES, Ruling.UNSUPPORTED, "quotes.words", start, match.start(group) + there.end(), new
                )
                break


def other_speakers(telling: Telling) -> Iterator[Lie]:
    """The same words in somebody else's mouth."""
    for said in telling.entry.corroborations:
        if not said.who[0].isupper():
            continue
        others = [name for name in people_in(telling) if name not in said.who]
        name = others[0] if others else telling.steady([one for one in GIVEN if not telling.says(one)], said.who)[0]
        sentence = telling.steady(_sentences(said.quote), "speaker")[0]
        moved = said.model_copy(update={"who": name})
        lie = _told(telling, moved, sentence, name, "quotes.speaker", Ruling.CONTRADICTED)
        if lie:
            yield lie


def stitched(telling: Telling) -> Iterator[Lie]:
    """The beginning of what was said run on into its end, inside one pair of quotation marks."""
    for said in telling.entry.corroborations:
        parts = _sentences(said.quote)
        words = said.quote.split()
        if len(parts) >= 2:
            first = re.split(r",? (?:but|though|although|and|so)\b|,", parts[0])[0].rstrip(".!?")
            last = parts[-1][0].lower() + parts[-1][1:] if not parts[-1].startswith(("I ", "I'", "I’")) else parts[-1]
            quote = f"{first} and {last}"
            if quote not in said.quote and len(first.split()) > 1:
                lie = _told(telling, said, quote, f"and {last.rstrip('.')}", "quotes.stitched", Ruling.UNSUPPORTED)
                if lie:
                    yield lie
        elif ", but " in said.quote or " though " in said.quote:
            # Trimming is honest with its mark; joining what stood apart is not.
            head, _, tail = said.quote.partition(", but ")
            if tail and len(words) > 10:
                quote = f"{head}, and {tail}"
                lie = _told(
                    telling, said, quote, "and " + " ".join(tail.split()[:3]), "quotes.stitched", Ruling.UNSUPPORTED
                )
                if lie:
                    yield lie


def from_nowhere(telling: Telling) -> Iterator[Lie]:
    """A quotation nobody spoke, or the log's own words given to another as praise."""
    people = people_in(telling)
    who = people[0] if people else telling.steady(_SPEAKERS, "who")[0]
    praise = telling.shuffled(_PRAISE, "praise")[0]
    if opening_deed(telling) and tells_work(telling) and telling.lacks(praise):
        forms = (
            f', which {who} called "{praise}"',
            f', and {who} said: "{praise}"',
            f', with {who} telling me "{praise}"',
        )
        tail = telling.shuffled(forms[:1] if praise.startswith(("a ", "the best")) else forms[1:], "form")[0]
        body = telling.text.rstrip(".")
        if body[-1:].isalnum() or body[-1:] in "%)":
            text = body + tail + ("." if telling.text.endswith(".") else "")
            yield Lie(
                Kind.QUOTES,
                Ruling.UNSUPPORTED,
                "quotes.made_up",
                telling.text,
                text,
                len(body) + 2,
                len(body) + len(tail),
            )
    if (
        telling.text in telling.entry.text
        and 5 <= len(telling.text.split()) <= 22
        and '"' not in telling.text
        and opening_deed(telling)
    ):
        found = opening_deed(telling)
        speaker = who[0].upper() + who[1:]
        own = telling.text.rstrip(".")
        plain = not re.search(r"\b(?:I|my|me|we|our|us)\b|[(;:]", own[2:]) and who not in own
        if found and found.subject in ("", "I") and plain:
            spoken = own if found.subject == "" else own[2:]
            lead = "She" if telling.shuffled((0, 1), "she")[0] else "He"
            quote = f"{lead} {spoken[0].lower()}{spoken[1:]}" if found.subject == "" else f"{lead} {spoken}"
            text = f'{speaker} wrote in feedback: "{quote}."'
            start = text.index('"')
            yield Lie(Kind.QUOTES, Ruling.UNSUPPORTED, "quotes.mouthed", telling.text, text, start, len(text))


RULES = (words_changed, other_speakers, stitched, from_nowhere)
