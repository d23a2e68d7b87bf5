"""Lies about how far it went: one team told as the company, one site as all."""

# ruff: noqa: E501 - a row of a table of patterns reads best on one line

import re
from collections.abc import Iterator

from evals.mutations.telling import Lie, Telling, like
from evals.mutations.verbs import opening_deed, tells_work
from service.domain.claims import Kind, Ruling

_GROUP = (
    r"team|ward|class|shift|shop|store|site|branch|office|department|unit|floor|school|depot|warehouse|kitchen|crew|squad"
    r"|pod|bench|zone|cluster|region|clinic|bay|block|plant|building|restaurant|hotel|campus|year group|lab|wing"
    r"|desk"
)
_PLURAL = {"class": "classes", "branch": "branches", "bench": "benches", "year group": "year groups", "crew": "crews"}
_WIDE = (
    r"company|organisation|organization|everyone|every|all|whole|across|nationwide|national|group-wide|entire|others?"
)
_WHOLE = {
    "ward": "the whole hospital", "class": "the whole school", "shop": "the whole chain", "store": "the whole chain",
    "clinic": "the whole trust", "bay": "the whole hospital", "bench": "the whole institute", "kitchen": "the whole group",
    "lab": "the whole institute", "school": "the whole district", "restaurant": "the whole group", "hotel": "the whole chain",
}  # fmt: skip


def groups_widened(telling: Telling) -> Iterator[Lie]:
    """The writer's own corner told as the whole place."""
    text = telling.text
    for match in telling.find(
        rf"\b(?P<which>[Mm]y|[Oo]ur|[Oo]ne|[Aa] single) (?P<kind>{_GROUP})\b(?!'s? |-| (?:lead|manager|member|meeting|of|head|guide|rota|desk|who|that|\d|[A-Z]|in))"
    ):
        new = _WHOLE.get(match["kind"], "the whole company")
        if telling.lacks(new) and not text[: match.start()].endswith("one of "):
            yield telling.change(Kind.REACH, Ruling.OVERSTATED, "reach.whole", *match.span(), like(match[0], new))
    for match in telling.find(
        rf"\b(?:[Oo]n|[Ii]n|[Aa]t|[Ff]or|[Aa]cross) (?:just |only )?(?P<what>(?:the |my |our )?(?:[A-Z][\w&]* |early |late |night |day |evening |chilled |surgical )?(?P<kind>{_GROUP})(?: [A-Z0-9]+)?)\b(?! (?:of|lead|manager|meeting|head|guide|rota|desk|who|that|managers?|and)|-|'s|\s?\()"
    ):
        what = match["what"]
        if not re.match(r"(?:the |my |our )|[A-Z]", what) and not re.search(r" [A-Z0-9]+$", what):
            continue
        if telling.says(rf"every {match['kind']}|all (?:the )?{match['kind']}s?"):
            continue
        adverb = match[0][: match[0].index(what)]
        limit = re.match(r" (?:only|alone)\b", text[match.end() :])
        end = match.end() + (len(limit[0]) if limit else 0)
        new = f"{adverb.replace('just ', '').replace('only ', '')}every {match['kind']}"
        yield telling.change(Kind.REACH, Ruling.OVERSTATED, "reach.every", match.start(), end, like(match[0], new))
    for match in telling.find(rf"\b(?:[Tt]wo|[Tt]hree|[Ff]our|[2-9]) (?P<kind>{_GROUP})(?:e?s)\b(?! of)"):
        plural = _PLURAL.get(match["kind"], match["kind"] + "s")
        if not telling.says(rf"all (?:the |our )?{plural}|of (?:the |our )?(?:\d+|\w+) {plural}"):
            new = telling.shuffled((f"all {plural} in the organisation", f"{plural} across the whole country"), "all")[
                0
            ]
            yield telling.change(Kind.REACH, Ruling.OVERSTATED, "reach.all", *match.span(), like(match[0], new))
    for match in telling.find(
        r"\b(?P<region>EU|US|UK|Leeds|Hull|Lisbon|Dublin|Harrow|Northern|London)\b (?:cluster|region|plant|pod|team|office|site|school|store)(?! (?:lead|manager|of))"
    ):
        start = match.start() - len((re.search(r"\b[Tt]he $", text[: match.start()]) or [""])[0])
        yield telling.change(
            Kind.REACH, Ruling.OVERSTATED, "reach.region", start, match.end(), "the whole organisation"
        )
    for match in telling.find(
        r"\bin (?P<place>[A-Z][a-z]{3,})(?: and [A-Z][a-z]{3,})?(?=[.,;]|$| (?:in|and|for|last|during|from) )"
    ):
        if not re.match(
            r"January|February|March|April|June|July|August|September|October|November|December|Easter|Trade|Finance|Theatre|Reception|Excel|Python|English|Spanish|Reading|Product|Legal|Sales|Friday|Monday",
            match["place"],
        ) and not telling.says(_WIDE):
            yield telling.change(
                Kind.REACH, Ruling.OVERSTATED, "reach.place", *match.span(), "across the whole country"
            )
    for match in telling.find(
        r",? (?:on the )?(?:first|early) shift (?:only|alone)\b|,? (?:EU region|chilled zone|early shift|ground floor|fractions unit|north-west) only\b"
    ):
        yield telling.change(Kind.REACH, Ruling.CONTRADICTED, "reach.limit", *match.span(), " across the board")
    for match in telling.find(
        r"\b(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ee]ight|\d+) (?:other )?(?P<who>colleagues|customers|agents|pickers|nurses|pupils|students|apprentices|managers|buyers|accounts|vendors|suppliers|AMs|teams|trainees|teachers|guests|partners|services|analysts|children|commis)\b(?! (?:who|that|were|was|had|have|are|of|on the|with))"
    ):
        if telling.says(
            rf"all (?:the |our |my )?{match['who']}|(?:of|out of) (?:the |our |my )?(?:\w+ )?(?:\d+|\w+) {match['who']}"
        ):
            continue
        if re.search(
            r"(?:of|than|nearly|about|roughly|the|my|our|these|those|other|by|under|over|at least|all but|its|own|Year|[A-Z][a-z]+) $|\d $",
            text[: match.start()],
        ):
            continue
        new = f"{match['who']} across the whole organisation"
        yield telling.change(Kind.REACH, Ruling.OVERSTATED, "reach.people", *match.span(), like(match[0], new))


_REACHES = (
    ", now used by every team in the company",
    " for the whole organisation",
    ", with an impact well beyond my own team",
    " across the entire company",
    ", which other departments have since taken up",
    ", setting an example for the rest of the organisation",
    " throughout the organisation",
    ", a change felt company-wide",
    ", from which other sites have learned",
    ", and shared it with the industry at large",
    ", benefiting people across several departments",
    ", influencing practice nationally",
)


_MAKING = frozenset(
    "write rewrite build rebuild design redesign draft create produce introduce develop reword redo co-write".split()
)


def reach_added(telling: Telling) -> Iterator[Lie]:
    """A wider circle glued on, where the entry stays in its own."""
    found = opening_deed(telling)
    if found is None or found.base in ("carry", "take", "send", "cover", "close", "sell", "fill", "swap", "report"):
        return
    if telling.says(_WIDE + r"|teams|sites|departments|network|wide") or not tells_work(telling):
        return
    if len(telling.text.split()) < 6:
        return
    tails = _REACHES if found.base in _MAKING else _REACHES[1:4] + _REACHES[5:6] + _REACHES[8:]
    for tail in telling.shuffled(tails, "reaches")[:3]:
        if (
            tail.startswith(" ") and ("," in telling.text or re.search(r"\b(?:while|when|who|which)\b", telling.text))
        ) or not telling.lacks(tail):
            continue
        lie = telling.ending(Kind.REACH, Ruling.UNSUPPORTED, "reach.added", tail)
        if lie:
            yield lie
            return


RULES = (groups_widened, reach_added)
