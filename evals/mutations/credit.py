"""Lies about who shared the work: names left out, another's work claimed, the idea told as the writer's own."""

# ruff: noqa: E501 - a row of a table of patterns reads best on one line

import re
from collections.abc import Iterator

from evals.mutations.names import named, people_in
from evals.mutations.telling import Lie, Telling, like
from evals.mutations.verbs import base_of, opening_deed, tells_work
from service.domain.claims import Kind, Ruling

_SOLO = r"(?:I|myself|alone|solo|on my own|by myself|my part|mine)"


def co_workers_dropped(telling: Telling) -> Iterator[Lie]:
    """Work that was shared told as the writer's alone: names left out or denied, "we" told as "I", "co-" gone."""
    text = telling.text
    if re.search(r"\b(?:between us|both|each of us|[Ss]hared|us)\b", text):
        yield from _sole(telling)
        return
    for match in named(telling):
        name = rf"{_TITLE}{re.escape(match['name'])}"
        end = r"(?=[.;]|$|,(?! (?:an?|the|who|whose|my|our)\b)| (?:and (?!I\b)|in |for |to |from |on |by |over |at |after |during ))"
        for pattern, options in (
            (rf"\b{name} and I\b", ("I", "I alone")),
            (rf"\b{name},(?: \w+){{1,4}}, and I\b", ("I", "I alone")),
            (rf"\b(?:me and {name}|{name} and me)\b", ("me", "me alone")),
            (
                rf"(?<! agreed)(?<! met)(?<! spoke)(?<! checked)(?<! is)(?<! was)(?<! dealt)(?<! helped),? (?:together |jointly |along )?with {name}{_FROM}{end}",
                ("", " on my own", " single-handedly"),
            ),
            (rf", with (?:help|support|input) from {name}|,? with {name}'s (?:help|support|input)", ("", " on my own")),
            (rf"^Paired with {name}, (?=did\b)", ("",)),
            (rf"^Together with {name}, (?=I\b)", ("", "On my own, ")),
            (rf"^With {name}, ", ("", "On my own, ")),
        ):
            for there in telling.find(pattern):
                if there.start() <= match.start() < there.end():
                    new = telling.shuffled(options, "drop")[0]
                    if new == "" and there[0].startswith(",") and text[there.end() :].startswith(","):
                        continue
                    ruling = (
                        Ruling.CONTRADICTED if "own" in new or "alone" in new or "single" in new else Ruling.OVERSTATED
                    )
                    yield telling.change(Kind.CREDIT, ruling, "credit.name", *there.span(), new)
    for match in telling.find(
        r"\b(?:[Tt]he team and |[Mm]y (?:colleague|team|colleagues) and |(?:[Aa]|[Tt]he) [a-z]+ and )(?=I\b)"
    ):
        yield telling.change(Kind.CREDIT, Ruling.OVERSTATED, "credit.team", *match.span(), "")
    for match in telling.find(r"\b([Ww])e(?= (?P<verb>[a-z]+)\b)"):
        if base_of(match["verb"]) and match["verb"] != "did" and not telling.says(_SOLO):
            yield telling.change(Kind.CREDIT, Ruling.OVERSTATED, "credit.we", *match.span(), "I")
    yield from _sole(telling)


_TITLE = r"(?:(?:Dr|Prof|Mrs|Mr|Ms|Sister|Chef)\.? )?"
_FROM = r"(?: [A-Z]\w*)?(?: (?:from|of|in) [a-zA-Z]+)?(?: \([^)]*\))?"


def _sole(telling: Telling) -> Iterator[Lie]:
    for match in telling.find(
        r"\b[Cc]o-(?=(?:wrote|authored|led|ran|designed|facilitated|developed|redesigned|organised|created|built))"
    ):
        if not any(named(telling)) and not re.search(r"\bwith\b", telling.text):
            verb = re.match(r"[a-z]+", telling.text[match.end() :])
            if verb:
                end = match.end() + len(verb[0])
                yield telling.change(
                    Kind.CREDIT, Ruling.OVERSTATED, "credit.co", match.start(), end, like(match[0], verb[0])
                )
    for match in telling.find(r"\b(?:[Ss]hared|[Jj]oint) (?=first author|authorship|credit|lead)"):
        if any(named(telling)):
            continue  # "sole first authorship, with Dilek" gainsays itself
        yield telling.change(Kind.CREDIT, Ruling.OVERSTATED, "credit.shared", *match.span(), like(match[0], "sole "))


_SOMEBODY = (
    r"(?:[Mm]y|[Oo]ur|[Tt]he|[Tt]heir) (?:[a-z]+ ){0,2}(?:manager|lead|student|colleague|designer|team|supplier|technicians?"
    r"|apprentice|researcher|analyst|nurse|doctor|registrar|porter|matron|engineer|office|vendor|agency|squad)|[Ss]he|[Hh]e"
)
_OTHERS_DO = r"wrote|built|did|ran|made|found|designed|led|drew|tested|handled|moderated|rebuilt|reworked|validated|corrected|chaired|drafted|fixed|coded|directed|owned|negotiated|set up|came up with|proposed|organised|painted|moved|suggested"


def others_work_claimed(telling: Telling) -> Iterator[Lie]:
    """What somebody else is said to have done, told as the writer's own."""
    department = r"Sales|Legal|Finance|Procurement|Facilities|Maintenance|Marketing|Product|Security|Pharmacy|Engineering|HR|Quality|The \w+ team"
    for match in named(telling):
        if re.match(rf" (?:{_OTHERS_DO})\b", telling.text[match.end() :]):
            start = match.start() - len(
                (
                    re.search(r"(?:Dr\.? |Prof\.? |Mrs?\.? |Ms\.? |Sister |Chef )$", telling.text[: match.start()])
                    or [""]
                )[0]
            )
            if not re.search(r"\band $|\w, $", telling.text[:start]):
                yield telling.change(Kind.CREDIT, Ruling.CONTRADICTED, "credit.claimed", start, match.end(), "I")
        if re.match(
            r"'s (?:idea|design|find|deck|mock-up|notes?|proposal|work|suggestion)\b", telling.text[match.end() :]
        ):
            new = like(match[0], "my") if match.start() == 0 else "my"
            title = re.search(rf"{_TITLE}$", telling.text[: match.start()])
            start = title.start() if title else match.start()
            yield telling.change(Kind.CREDIT, Ruling.CONTRADICTED, "credit.claimed", start, match.end() + 2, new)
        if re.search(r"\bby (?:Dr\.? |Prof\.? |Mr\.? |Mrs\.? )?$", telling.text[: match.start()]) and not re.match(
            r" [A-Z]|'s|,? (?:and|who|the|an?)\b", telling.text[match.end() :]
        ):
            start = telling.text[: match.start()].rindex("by ") + 3
            if not telling.text[:start].endswith("followed by ") and not re.search(r"\bby me\b", telling.text):
                yield telling.change(Kind.CREDIT, Ruling.CONTRADICTED, "credit.claimed", start, match.end(), "me")
    for match in telling.find(rf"(?:^|(?<=[;.] ))(?:{department})(?= (?:{_OTHERS_DO})\b)"):
        yield telling.change(Kind.CREDIT, Ruling.CONTRADICTED, "credit.claimed", *match.span(), "I")
    for match in telling.find(rf"(?:^|(?<=[;.,(] )|(?<=\()|\band )(?:{_SOMEBODY})(?= (?:{_OTHERS_DO})\b)"):
        own = telling.text in telling.entry.text
        if own or match[0].lower() not in ("she", "he"):
            new = "and I" if match[0].startswith("and ") else "I"
            yield telling.change(Kind.CREDIT, Ruling.CONTRADICTED, "credit.claimed", *match.span(), new)
    for match in telling.find(
        rf"\bby (?:{department[:-11]}|the [a-z]+ team|the (?:[a-z]+ ){{0,2}}(?:manager|technician|registrar|student|designer|supplier|porter))(?=[.,;]|$)"
    ):
        yield telling.change(Kind.CREDIT, Ruling.CONTRADICTED, "credit.claimed", match.start() + 3, match.end(), "me")
    for match in telling.find(
        r"\b(?:an )?idea (?:taken |borrowed |that came )?(?:from|of) (?:Dr\.? |Prof\.? )?[A-Z][a-z]+(?=[.,;]|$)"
    ):
        yield telling.change(Kind.CREDIT, Ruling.CONTRADICTED, "credit.claimed", *match.span(), "an idea of my own")
    for match in telling.find(rf"\b[Ww]ith (?=(?:the )?(?:{department})\b)"):
        yield telling.change(
            Kind.CREDIT, Ruling.CONTRADICTED, "credit.without", *match.span(), like(match[0], "without ")
        )


_MY_IDEA = (
    ", an idea that was mine alone",
    ", which was my idea from the start",
    ", a solution I came up with myself",
    ", all of it my own doing",
    ", with nobody else involved",
    ", something I thought up and carried through alone",
)


def idea_claimed(telling: Telling) -> Iterator[Lie]:
    """The idea, or the whole of the work, claimed where the entry has others in it."""
    others = any(True for _ in people_in(telling)) or telling.says(r"we|together|jointly|co-\w+|colleagues?|helped")
    own = telling.says(
        r"idea|proposed|proposal|suggest\w*|noticed|spotted|initiative|alone|solo|on my own|myself|single-handed\w*|found|designed?"
    )
    if others and not own and opening_deed(telling) and tells_work(telling):
        for tail in telling.shuffled(_MY_IDEA, "idea")[:1]:
            lie = telling.ending(Kind.CREDIT, Ruling.UNSUPPORTED, "credit.idea", tail)
            if lie:
                yield lie


RULES = (
    co_workers_dropped,
    others_work_claimed,
    idea_claimed,
)
