"""Lies about whose deed it was on the ladder: helped told as led, a part told as the leading of the whole."""

# ruff: noqa: E501 - a row of a table of patterns reads best on one line

import re
from collections.abc import Iterator

from evals.mutations.telling import Lie, Telling, like
from evals.mutations.verbs import PAST, opening_deed, tells_work
from service.domain.claims import Kind, Ruling

_LED = r"led|lead(?:s|ing)?(?! \d)|ran|run|runs|managed?|headed|owned?|owns|drove|organised|chaired|in charge|my idea|on my own|alone|solo|myself|commander|mine"

# What was done to a thing, and the higher rung for the very same thing. The object must follow, and be no person.
_THING = r"(?= (?:the|a|an|our|my|its|this|that|two|three|four|six|\d|[a-z]+ing |[A-Z][\w'’]+(?: [\w'’]+){0,3} (?:rewrite|review|update|negotiation|production|training|move|migration|launch|work|rollout|project)))(?! (?:the|a|my|our|two|three|an?)? ?(?:new |other )?(?:team|colleagues?|nurses?|students?|pupils?|desk|apprentices?|starters?|agents?|staff|customers?)\b)"
_RUNGS = (
    (rf"(?:helped|assisted|lent a hand|gave a hand)(?: out)? (?:with|on|in){_THING}", ("led", "ran", "owned")),
    (rf"contributed to{_THING}", ("led", "owned", "was responsible for")),
    (rf"(?:supported|assisted in){_THING}", ("led", "ran")),
    (rf"(?:sat in on|joined|attended|took part in|participated in|observed|shadowed){_THING}", ("led", "ran", "chaired")),
    (rf"(?:reviewed|proofread|edited|commented on|checked|gave (?:feedback|notes|comments) on){_THING}", ("wrote", "authored")),
    (rf"(?:advised on|had input into|gave input on|consulted on|was consulted on){_THING}", ("led", "decided on")),
    (r"advised (?=the|our|a)", ("led ", "directed ")),
    (rf"(?:tested|trialled|tried out|tried){_THING}", ("built", "designed", "created")),
    (rf"(?:co-facilitated|co-ran|co-led|co-organised|co-hosted){_THING}", ("led", "single-handedly ran")),
    (r"(?:stood in|covered|deputised|filled in)(?= (?:as|for)\b)", ("was appointed", )),
    (r"was (?:given|asked to take on|assigned)(?= the)", ("took the initiative on", "came up with")),
    (r"was asked to(?= [a-z])", ("chose to", "took it upon myself to")),
    (r"with (?:some |a little |a bit of )?(?:my help|help from me|my support|my input)", ("under my leadership",)),
    (r"(?:partly|in part) by me", ("entirely by me",)),
    (r"(?<!was )(?<!is )(?<!were )my (?:part|contribution|share) (?:in|of|to)", ("my leadership of",)),
    (r"implemented and load tested", ("conceived and implemented",)),
    (r"co-applicant", ("lead applicant",)),
    (r"co-author(?=\b)", ("lead author",)),
    (r"as an observer", ("as the organiser",)),
)  # fmt: skip


def higher_rungs(telling: Telling) -> Iterator[Lie]:
    """The same deed, a rung or two up: helped with told as led, reviewed as wrote."""
    for pattern, higher in _RUNGS:
        for match in telling.find(rf"\b{pattern}", re.IGNORECASE):
            new = telling.shuffled(higher, "rung")[0]
            mine = re.search(r"(?:^|\b(?:I|She|He|and|I've)|[:;]) ?$", telling.text[: match.start()])
            verb = match[0].split()[0].lower().endswith("ed") or match[0].lower().startswith(("sat", "took", "gave"))
            if not telling.says(re.escape(new.strip())) and (mine or not verb):
                if "appointed" in new and " for " in telling.text[match.end() :][:5]:
                    continue
                yield telling.change(Kind.AGENCY, Ruling.OVERSTATED, "agency.rung", *match.span(), like(match[0], new))
    for match in telling.find(
        r"\bhelp(?:ed|ing) (?P<who>(?:the |my |our )?[A-Za-z]+(?: [A-Z][a-z]+)? )?(?:to )?(?P<base>[a-z]+)\b",
        re.IGNORECASE,
    ):
        past = PAST.get(match["base"])
        if past and not (match["who"] or "").startswith(("with", "on", "to")):
            yield (
                telling.change(Kind.AGENCY, Ruling.OVERSTATED, "agency.helped", *match.span(), like(match[0], past))
                if match[0].lower().startswith("helped")
                else telling.change(
                    Kind.AGENCY, Ruling.OVERSTATED, "agency.helped", *match.span(), like(match[0], _ing(match["base"]))
                )
            )


def _ing(base: str) -> str:
    if base in ("run", "set", "cut", "put", "get", "plan", "swap", "stop", "trim", "map", "log", "flag", "spot"):
        return base + base[-1] + "ing"
    return base[:-1] + "ing" if base.endswith("e") else base + "ing"


def led_the_effort(telling: Telling) -> Iterator[Lie]:
    """A deed told as the leading of others in it, where the entry has nobody led."""
    found = opening_deed(telling)
    if found is None or found.subject not in ("", "I") or telling.says(_LED) or found.base in _SOLITARY:
        return
    if re.match(r"[^.;]*,? and (?:\w+ )?[a-z]+ed\b", telling.text[found.end :]):
        return  # "wrote and tested": only the first would be turned
    for led in telling.shuffled(
        ("led the effort to", "led a team to", "took charge of efforts to", "directed the work to"), "led"
    )[:1]:
        new = like(found.verb, f"{led} {found.base}")
        yield telling.change(Kind.AGENCY, Ruling.UNSUPPORTED, "agency.effort", found.start, found.end, new)


_SOLITARY = frozenset(
    "find notice spot see get tell ask ring phone sit show swap agree say speak do go help try explain report read log make take give present cover join start close flag hold send put try bring set suggest propose agree".split()
)

_LEADING = (
    ", an effort I led from start to finish",
    ", which I owned end to end",
    " under my leadership",
    ", with me in charge throughout",
    ", a project I headed",
    " at my initiative",
    ", leading the whole piece of work",
    ", for which I had overall responsibility",
    ", and took ownership of the wider programme",
    ", directing the others involved",
)


def leadership_added(telling: Telling) -> Iterator[Lie]:
    """A leading part glued on, where the entry has none."""
    if telling.says(_LED + r"|proposed|proposal|initiative|suggest\w*|noticed|spotted|whole|I wrote") or not tells_work(
        telling
    ):
        return
    found = opening_deed(telling)
    if found is None or found.base in _SOLITARY - {"hold", "set", "start", "make", "cover"}:
        return
    if re.search(r", [A-Z][a-z]+ [a-z]+ed\b", telling.text):
        return  # "Wrote it, Rafa checked it": what follows would be told of the checking
    for tail in telling.shuffled(_LEADING, "leading")[:1]:
        lie = telling.ending(Kind.AGENCY, Ruling.UNSUPPORTED, "agency.leadership", tail)
        if lie:
            yield lie


RULES = (
    higher_rungs,
    led_the_effort,
    leadership_added,
)
