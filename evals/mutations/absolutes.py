"""Lies by an absolute: most told as all, or a first, an only, a best, a never that the entry lacks."""

# ruff: noqa: E501 - a row of a table of patterns reads best on one line

import re
from collections.abc import Iterator

from evals.mutations.telling import Lie, Telling, like
from evals.mutations.verbs import opening_deed, tells_work
from service.domain.claims import Kind, Ruling

_ALL = (
    (r"\b[Mm]ost of (?=the|our|my|them)", ("all of ",)),
    (r"\b[Mm]ost (?=[a-z]+s\b)(?!weeks|days|months)", ("all ",)),
    (r"\b(?:[Mm]any|[Ss]everal|[Aa] few)(?: of (?:the|our|my))? (?=[a-z]+s\b)", ("all ",)),
    (r"\b[Ss]ome (?=[a-z]{4,}s\b)(?!weeks|days|months)", ("all ",)),
    (r"\b(?:[Nn]early|[Aa]lmost) (?=all\b|every\b)", ("absolutely ",)),
    (r"\b(?:[Nn]early|[Aa]lmost) (?=no\b|none\b|never\b)", ("",)),
    (r"\b[Mm]ostly\b(?! me)", ("entirely",)),
    (r"\b(?:[Ll]argely|[Mm]ainly|[Bb]asically|[Pp]artly)\b", ("entirely",)),
    (r"\bsecond (?=best|highest|largest|biggest|lowest)", ("",)),
    (r"\b(?:[Rr]arely|[Ss]eldom|[Hh]ardly ever)\b", ("never",)),
    (r"\bOne of the (?=first|few|best|largest|biggest|highest)", ("The ",)),
    (r"\bone of the (?=first|few|best|largest|biggest|highest)", ("the ",)),
    (r"\ball but (?:one|two|three|\d+) of(?: the)?(?= (?:\d|two|three|four|five|six|seven|eight|nine|ten))", ("all",)),
)  # fmt: skip
_SUPERLATIVE = r"first|only|every\w*|never|best|all|always|none|nobody|no one|any|entire\w*|whole|biggest|largest|highest|lowest|most|sole|unique"
_TOPS = (
    ", a first for the organisation",
    ", without a single problem",
    ", something nobody had ever done before",
    ", to everyone's complete satisfaction",
    ", with no mistakes whatsoever",
    ", and it was flawless in every respect",
)
_TOPS_OF_MAKING = (
    *_TOPS,
    ", the only piece of work of its kind",
    ", the most thorough anyone had seen",
    ", the best anyone had ever produced",
    ", and it has never failed since",
)
_PART = re.compile(
    r"\b(a|an)(?= (?!(?:lot|few|bit|couple|number|third|half|quarter|fifth|week|month|year|day|dozen|little|while|good|full|one|single|first|second|best|further|time|result|year's|fifth|tenth|point|piece|set|group|part|half-year|period)\b)[a-z][\w-]{3,})"
)


def made_absolute(telling: Telling) -> Iterator[Lie]:
    """Most told as all, one of the first as the first."""
    for pattern, absolutes in _ALL:
        for match in telling.find(pattern):
            new = telling.shuffled(absolutes, "all")[0]
            yield telling.change(Kind.ABSOLUTES, Ruling.OVERSTATED, "absolutes.all", *match.span(), like(match[0], new))


def first_or_best(telling: Telling) -> Iterator[Lie]:
    """First, only, best, never: where the entry has nothing of the kind."""
    found = opening_deed(telling)
    if found is None or telling.says(_SUPERLATIVE) or not tells_work(telling):
        return
    rest = _PART.search(telling.text, found.end)
    if rest and rest.start() - found.end < 3 and found.base in _MAKING:
        new = telling.shuffled(("the first ever", "the only", "the best"), "the")[0]
        yield telling.change(Kind.ABSOLUTES, Ruling.UNSUPPORTED, "absolutes.superlative", *rest.span(1), new)
    if found.subject in ("", "I"):
        who = telling.shuffled(
            ("the first to", "the only one to", "the only person able to", "the first ever to"), "who"
        )[0]
        if "able" not in who or found.base in _MAKING:
            text = f"I was {who} {found.base}{telling.text[found.end :]}"
            start = len("I was ")
            yield Lie(
                Kind.ABSOLUTES, Ruling.UNSUPPORTED, "absolutes.first", telling.text, text, start, start + len(who)
            )
    for tail in telling.shuffled(_TOPS_OF_MAKING if found.base in _MAKING else _TOPS, "tops")[:1]:
        lie = telling.ending(Kind.ABSOLUTES, Ruling.UNSUPPORTED, "absolutes.top", tail)
        if lie:
            yield lie


_MAKING = frozenset(
    "write rewrite build rebuild design develop draft create produce introduce run host give present organise".split()
)


_RECORDS = (
    ", a result never seen before",
    ", the best figure on record",
    ", the best in the organisation's history",
    ", better than anyone else has managed",
    ", without a single exception",
    ", which nobody had ever achieved",
)


def adverbs_of_all(telling: Telling) -> Iterator[Lie]:
    """A change told as total: "fell" as "fell in every single case"."""
    if telling.says(_SUPERLATIVE + r"|some|each") or re.search(
        r"[;:(\"“]|\bnot\b|n't|\bno\b|\bmay\b|\bmight\b|\b(?:although|though|but|short of|over the|fell short|worse|target)\b",
        telling.text,
    ):
        return
    change = re.search(
        r"\b(?:fell|rose|dropped|improved|went (?=from|down|up)|came down|halved|grew|increased|decreased|down|up|averaged"
        r"|reached|rise|fall|reduction|increase|improvement|lower|higher|shorter|quicker|faster|fewer)\b[^.]*",
        telling.text,
    )
    if change and re.search(r"\d|\b(?:third|quarter|half|fifth|two|three|four|five|six|eight|nine|ten)\b", change[0]):
        tail = telling.shuffled(_RECORDS, "total")[0]
        lie = telling.ending(Kind.ABSOLUTES, Ruling.UNSUPPORTED, "absolutes.total", tail)
        if lie:
            yield lie


RULES = (
    made_absolute,
    first_or_best,
    adverbs_of_all,
)
