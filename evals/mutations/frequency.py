"""Lies about how often: once told as a habit, sometimes as always."""

# ruff: noqa: E501 - a row of a table of patterns reads best on one line

import re
from collections.abc import Iterator

from evals.mutations.telling import Lie, Telling, like
from evals.mutations.verbs import opening_deed, tells_work
from service.domain.claims import Kind, Ruling

_OFTENER = (
    (r"\b[Oo]nce\b(?! (?:the|a|an|it|they|we|I|all|every|maintenance|that|this|you|more|counted|again|per|every|each)\b)(?! \w+(?:ed|s) )", ("regularly", "every month")),
    (r"(?<!booked )(?<!counted )(?<!charged )(?<!billed )(?<!paid )(?<!counting )\b[Tt]wice\b(?! (?:as|a|the|per))", ("many times", "regularly")),
    (r"\b[Tt]wice a (?=week|month|year|day)", ("five times a ",)),
    (r"\b[Oo]nce a (?=week|month|year|day)", ("several times a ",)),
    (r"\b[Aa] one-off\b", ("a regular",)),
    (r"\b[Oo]ne-off\b", ("regular",)),
    (r"\b[Ww]eekly\b", ("daily",)),
    (r"\b[Mm]onthly\b", ("weekly",)),
    (r"\b[Qq]uarterly\b", ("monthly",)),
    (r"\bevery month\b|\beach month\b", ("every day",)),
    (r"\bevery week\b|\beach week\b", ("every day",)),
    (r"\b(?:[Ss]ometimes|[Oo]ccasionally|[Nn]ow and then|[Ff]rom time to time)\b", ("always", "constantly")),
    (r"\b(?:[Oo]ften|[Uu]sually|[Mm]ostly)\b", ("always",)),
    (r"\b[Ii]n some weeks\b|\bsome weeks\b|\bmost weeks\b|\b[Oo]n most (?:days|weeks)\b", ("every week",)),
    (r"\b[Mm]ost days\b|\b[Ss]ome days\b", ("every day",)),
    (r"\bone (?=afternoon\b|evening\b|morning\b|Saturday\b|Tuesday\b|Friday\b|day\b(?! ahead))", ("every ",)),
    (r"\b[Aa] (?=Tuesday\b|Saturday\b|Friday\b|Monday\b|Sunday\b)", ("every ",)),
    (r"\b(?:[Oo]n|[Ff]or) (?:a single|one) (?:occasion|time)\b", ("time and again",)),
    (r"\b[Oo]n (?:two|three) occasions\b", ("on dozens of occasions",)),
    (r"\b[Ff]or the first time\b", ("as usual",)),
)  # fmt: skip
_HABIT = (
    r"every|weekly|daily|monthly|quarterly|each|regular\w*|routine\w*|usually|always|often|times|constantly|most|whenever"
    r"|a (?:week|month|day)|per|repeatedly|again|nightly|yearly|annual\w*|still|shifts?|sessions?|visits?"
)
_REGULARLY = ("regularly", "routinely", "repeatedly")
_HABITUAL = (
    ", as I do every month",
    ", something I now do every week",
    ", and have done so every quarter since",
    " on a regular basis",
    " week after week",
    ", as I have many times before",
    " time and again",
)


def oftener(telling: Telling) -> Iterator[Lie]:
    """Once told as a habit, sometimes as always."""
    for pattern, habits in _OFTENER:
        for match in telling.find(pattern):
            new = telling.shuffled(habits, "often")[0]
            if telling.says(re.escape(new.strip())):
                continue
            if match[0].lower() == "a " and not re.search(
                r"\bon (?:his|her|the)?$|[,(] $|one $|\d $", telling.text[: match.start()]
            ):
                continue
            if re.search(r"(?:days|hours|\d|nights|shifts) $", telling.text[: match.start()]) or (
                telling.says("some days|some weeks") and telling.says("most days|most weeks")
            ):
                continue
            yield telling.change(
                Kind.FREQUENCY, Ruling.OVERSTATED, "frequency.oftener", *match.span(), like(match[0], new)
            )


_ONE_TIME = frozenset(
    """write run give present cover host train teach organise negotiate renegotiate draft review sort audit fix repair test
    handle deliver prepare check correct interview chair resolve tidy collect demonstrate explain show flag report""".split()
)
_PARTICIPLES = (
    r"written|given|shown|taken|held|made|found|sent|told|asked|taught|drawn|moved|tested|reviewed|presented|checked|sorted"
    r"|corrected|prepared|covered|trained|handled|delivered|raised|reported|flagged|negotiated|audited|organised|hosted"
    r"|briefed|interviewed|praised|shared|consulted|cleaned|replaced|redone|reworked|traced|caught|spotted|cleared"
)
_ONLY_ONCE = r"first time|one-off|once|single|\d|two|three|four|five|six|half|third|due|planned|new"


def made_a_habit(telling: Telling) -> Iterator[Lie]:
    """A deed of one time told as a habit, where the entry tells of none."""
    if telling.says(_HABIT) or re.search(r"\bnot\b|n't|\bnever\b|\byet\b", telling.text):
        return
    for match in telling.find(rf"\b(?:was|were)(?= (?:{_PARTICIPLES})\b)"):
        adverb = telling.shuffled(_REGULARLY, "adverb")[0]
        new = f"{match[0]} {adverb}"
        yield telling.change(Kind.FREQUENCY, Ruling.UNSUPPORTED, "frequency.passive", *match.span(), new)
        break
    found = opening_deed(telling)
    if found is None or found.base not in _ONE_TIME or found.subject not in ("", "I", "She", "He"):
        return
    if re.search(rf"\b(?:{_ONLY_ONCE})\b", telling.text, re.IGNORECASE):
        return
    adverb = telling.shuffled(_REGULARLY, "adverb")[0]
    new = like(found.verb, f"{adverb} {found.verb.lower()}")
    yield telling.change(Kind.FREQUENCY, Ruling.UNSUPPORTED, "frequency.adverb", found.start, found.end, new)
    if tells_work(telling) and "," not in telling.text:
        for tail in telling.shuffled(_HABITUAL, "habitual")[:1]:
            lie = telling.ending(Kind.FREQUENCY, Ruling.UNSUPPORTED, "frequency.habit", tail)
            if lie:
                yield lie


RULES = (
    oftener,
    made_a_habit,
)
