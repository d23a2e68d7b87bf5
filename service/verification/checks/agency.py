"""Settles whether a sentence claims a higher rung of ownership than its entry, for one object; not skill or effort."""

import re
from itertools import pairwise

from service.domain.agency import LEADING, OWNING, Agency, verb_agency
from service.domain.claims import Claim, Evidence, Finding, Kind, Ruling
from service.domain.word_sets import word_set
from service.domain.wording import Word, carries_meaning, is_past, stem, words
from service.verification.misplaced_deeds import own_deed, told_of_another
from service.verification.others_posts import PART_WORD, anothers_post, never_done, others_rest
from service.verification.paraphrase import stand_ins
from service.verification.reading import ClaimClause, Reading, Source, direct_objects, read
from service.verification.scopes import Actor, Scoped
from service.verification.sole_claims import own_part, sole_claim

_SOLE = re.compile(
    r"(?i)\b(?:on my own|by myself|myself|alone|solo|sole(?:ly)?|single-?handed(?:ly)?|responsible for"
    r"|in charge of|only person|own(?:ed|s|ing|er|ership)?|accountable)\b"
)
_CREATES = word_set("build creat design author write invent architect devis pen")
_GIVES = re.compile(r"(?i)\bcontributed\s+(?!to\b|towards?\b)")
_PUTS_OFF = re.compile(r"(?i)\bput\s+(?:off|back|on hold|aside)\b")
_EMPTY = frozenset({"work", "effort", "project", "task", "job", "process", "part", "deliveri", "rollout"})
_AROUND = frozenset({"for", "in", "at", "during", "after", "before", "from"})
_MAKES = word_set(
    """
    build creat design author write develop mak produc assembl compos pen draft invent found establish automat
    script cod rebuild rewrit redesign redo rework prepar add set start introduc publish launch draw devis defin
    put refactor restructur template model paint cook bake craft translat compil record document implement
    """
)
_FOUNDS = re.compile(
    r"(?i)\b(?:built|created|designed|defined|founded|set up|established|launched|started|invented|made"
    r"|developed|devised)\b"
)
_DIRECTS = re.compile(
    r"(?i)\b(?:led|lead|leads|leading|ran|run|runs|running|drove|drives?|driving|coordinat\w+|manag\w+"
    r"|organi[sz]\w+|chair\w*|facilitat\w+|host\w*|head(?:ed|ing)|own(?:ed|s|ing)?|direct(?:ed|ing)|oversaw"
    r"|oversee\w*|supervis\w+|champion\w*|spearhead\w*|steer\w*|orchestrat\w+|captain\w*|in charge"
    r"|responsible)\b"
)
_PART = re.compile(
    r"(?i)\b(?:(?:a|one|the|two|three|my|\w+)\s+)?(?:\w+\s+)?(sections?|parts?|chapters?|modules?"
    r"|components?|portion|piece|slice|half|pages?|appendix|paragraphs?|slides?|tests?|bits?|share"
    r"|corner)\s+(?:of|for|in|from|on|to)\b"
)


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objects where the words a sentence shares with its entry stand under a weaker verb there."""
    reading = read(claim, evidence)
    for clause in reading.clauses:
        found = (
            _raised(clause, reading)
            or _leading(clause, reading)
            or _making(clause, reading)
            or _only_around(clause)
            or _owning(clause, reading)
            or _whole_for_part(clause, reading)
        )
        if found:
            return (found,)
    found = sole_claim(reading, Kind.AGENCY) or anothers_post(reading) or never_done(reading) or others_rest(reading)
    return (found,) if found is not None else ()


def _raised(clause: ClaimClause, reading: Reading) -> Finding | None:
    governed = [here for here in clause.content if here.agency is not Agency.UNSTATED and here.actor is not Actor.OTHER]
    if not governed or not clause.sources:
        return None
    governor = governed[0].governor
    if governor.lower() == "put" and _PUTS_OFF.search(reading.text):
        return None
    verb = next((here.word for here in clause.words if here.word.text == governor), governed[0].word)
    if told_of_another(reading, verb.start) or _says_no_more(verb, clause):
        return None
    claimed = max(here.agency for here in governed)
    objects = [here for here in governed if here.word.text != here.governor]
    direct = [here for here in direct_objects(clause) if here in objects and _strongest(clause, here)]
    objects = direct or objects
    matched = [(here, strongest) for here in objects if (strongest := _strongest(clause, here)) is not None]
    weaker = [(there, source) for _, (there, source) in matched if _is_weaker(there, claimed, governor, source.text)]
    if not weaker or 2 * len(weaker) <= len(matched):
        return None
    mine = stand_ins(stem(governor.lower()))
    if any(there.agency >= claimed and stem(there.governor.lower()) in mine for _, (there, _) in matched):
        return None  # the entry has the claim's own verb over some of its words
    there, source = weaker[0]
    if any(
        here.word.stem == stem(there.governor.lower()) or here.word.lower == there.governor.lower()
        for here in clause.words
    ):
        return None
    return _overstated(
        f"the entry says *{there.governor.lower()}*, not *{governor.lower()}*",
        f"What did you do yourself here, beyond what *{there.governor.lower()}* says?",
        source,
        governed[0],
    )


def _says_no_more(verb: Word, clause: ClaimClause) -> bool:
    """Whether a verb claims no more than having had a part: `pointed out`, `represented`, `contributed to`."""
    following = next((here.word.lower for here in clause.words if here.word.start > verb.start), "")
    if verb.lower == "contributed":
        return following in {"to", "towards"} and all(
            there.agency is not Agency.CONTRIBUTED for source in clause.sources for there in source.scoped
        )
    return verb.stem in _LESSER


_LESSER = frozenset(
    stem(verb)
    for verb in """
    pointed offered noted told flagged suggested proposed commented mentioned raised shared gave given sent spoke
    explained answered warned recommended reminded represented sat attended served acted assisted lent brought met
    discussed heard learned watched observed counselled informed briefed reported alerted urged argued asked talked
    listened joined participated liaised backed encouraged spent stood
    """.split()
)


def _is_weaker(there: Scoped, claimed: Agency, governor: str, said: str) -> bool:
    if not Agency.UNSTATED < there.agency < claimed:
        return False
    if there.governor.lower() == "contributed" and stem(governor.lower()) in _MAKES and _GIVES.search(said):
        return False  # to contribute a chapter is to write it; to contribute to a book is not
    if there.agency is Agency.DROVE:
        # Who led it may say they held, gave or finished it; not that they wrote or built it themselves.
        return stem(governor.lower()) in _CREATES or governor.lower() in OWNING
    return stem(there.governor.lower()) not in stand_ins(stem(governor.lower()))


def _strongest(clause: ClaimClause, here: Scoped) -> tuple[Scoped, Source] | None:
    found = [
        (there, source)
        for there, source in clause.matched(here)
        if there.actor is not Actor.OTHER and source.speaker is None
    ]
    return max(found, key=lambda pair: pair[0].agency, default=None)


def _leading(clause: ClaimClause, reading: Reading) -> Finding | None:
    """Doing a thing is not leading it: the entry must direct somebody or something too."""
    here = next(
        (
            here
            for here in clause.words
            if here.actor is not Actor.OTHER
            and ((here.word.lower in LEADING and _is_verb(here, clause)) or _directs(here))
        ),
        None,
    )
    if here is None or not clause.sources:
        return None
    wanted = stand_ins(here.word.stem)
    own = [source for source in reading.near(here.word.start) if source.speaker is None]
    if _DIRECTS.search(own_part(own)) or told_of_another(reading, here.word.start):
        return None
    if here.word.lower not in LEADING and any(word.stem in wanted for word in words(own_part(own))):
        return None
    return _other_verb(clause, here, "Who or what did you lead here, and since when?")


def _only_around(clause: ClaimClause) -> Finding | None:
    """*Ran the numbers for the appeal* is not *led the appeal*: the claim's object must be the entry's object."""
    here = next((here for here in clause.words if here.word.text == here.governor), None)
    objects = direct_objects(clause)
    if (
        here is None
        or here.actor is Actor.OTHER
        or not objects
        or not (here.word.lower in LEADING or _directs(here) or here.word.stem in _MAKES)
    ):
        return None
    if here.word.stem in _MAKES and _has_verb(here, clause):
        return None
    found = [(there, source) for there, source in clause.matched(objects[-1]) if there.actor is not Actor.OTHER]
    if not found or not all(_is_around(there, source) for there, source in found):
        return None
    return _other_verb(clause, here, "Which part of it was yours?")


def _has_verb(here: Scoped, clause: ClaimClause) -> bool:
    wanted = stand_ins(here.word.stem)
    return any(there.word.stem in wanted and _is_verbal(there) for source in clause.sources for there in source.scoped)


def _is_around(there: Scoped, source: Source) -> bool:
    """A preposition stands between the word and its verb, and what stands before it is a thing of its own."""
    verb = next((other for other in source.scoped if other.word.text == there.governor), None)
    if verb is None or there.agency is Agency.UNSTATED or verb.word.start > there.word.start:
        return False
    between = [other for other in source.scoped if verb.word.start < other.word.start < there.word.start]
    place = next((n for n, other in enumerate(between) if other.word.lower in _AROUND), None)
    if place is None or any(
        "," in source.text[a.word.end : b.word.start] for a, b in pairwise([verb, *between, there])
    ):
        return False
    return any(carries_meaning(other.word) and other.word.stem not in _EMPTY for other in between[:place])


def _directs(here: Scoped) -> bool:
    return here.word.text == here.governor and verb_agency(here.word) is Agency.DROVE and is_past(here.word.lower)


def _making(clause: ClaimClause, reading: Reading) -> Finding | None:
    """*Checked the drawings* is not *designed the bridge*: a verb of making needs one in the entry."""
    here = next(
        (here for here in clause.words if here.word.text == here.governor and here.actor is not Actor.OTHER), None
    )
    if here is None or here.word.stem not in _MAKES or not clause.sources or _PUTS_OFF.search(reading.text):
        return None
    if told_of_another(reading, here.word.start) or own_deed(reading, here.word.start) or _is_mine(clause):
        return None
    own = [there for source in reading.near(here.word.start) if source.speaker is None for there in source.scoped]
    if not any(there.governor for there in own):
        return None
    verbs = {stem(there.governor.lower()) for there in own if there.governor}
    if any(thing.word.stem in verbs for thing in direct_objects(clause)):
        return None  # "drew up the timetable" for "timetabled"
    wanted = stand_ins(here.word.stem) | _MAKES
    if any(there.word.stem in wanted and _is_verbal(there) for there in own) or (
        here.word.stem == "write" and '"' in reading.text
    ):
        return None
    return _other_verb(clause, here, "What exactly did you make here?")


def _is_mine(clause: ClaimClause) -> bool:
    """`Two slides of mine`, `my slides`: what is the writer's own they may say they made."""
    stems = {thing.word.stem for thing in direct_objects(clause)}
    for source in clause.sources:
        for n, there in enumerate(source.scoped):
            if there.word.lower in {"mine", "my"} and source.speaker is None:
                near = source.scoped[max(0, n - 3) : n] if there.word.lower == "mine" else source.scoped[n + 1 : n + 4]
                if any(other.word.stem in stems for other in near):
                    return True
    return False


def _is_verbal(there: Scoped) -> bool:
    return there.word.text == there.governor or is_past(there.word.lower) or there.word.lower.endswith("ing")


def _other_verb(clause: ClaimClause, here: Scoped, question: str) -> Finding:
    source = clause.sources[0]
    governor = next((there.governor for there in source.scoped if there.governor), "")
    says = f"the entry says *{governor.lower()}*" if governor else "the entry does not say so"
    return _overstated(f"{says}, not *{here.word.lower}*", question, source, here)


def _is_verb(here: Scoped, clause: ClaimClause) -> bool:
    """`leading cause`, `drive letter` and `lead time` are no verbs of leading."""
    if here.word.lower in {"lead", "head", "drive", "direct", "champion", "leading", "leads", "managed", "heading"}:
        return here.word.text == here.governor or (
            here.word.lower == "leading"
            and here.tail.value in {"participle", "means"}
            and not _next_is(here, clause, "to")
        )
    return not _next_is(here, clause, "to") or here.word.lower != "led" or here.word.start == 0


def _next_is(here: Scoped, clause: ClaimClause, word: str) -> bool:
    following = [other for other in clause.words if other.word.start > here.word.start]
    return bool(following) and following[0].word.lower == word


def _owning(clause: ClaimClause, reading: Reading) -> Finding | None:
    here = next(
        (
            here
            for here in clause.words
            if here.word.lower in OWNING and here.word.lower != "own" and here.actor is not Actor.OTHER
        ),
        None,
    )
    if here is None and clause.words and clause.words[0].word.lower == "own":
        here = clause.words[0]
    if here is None or not clause.sources or _claims_no_ownership(here, reading):
        return None
    said = [source.text for source in reading.near(here.word.start) if source.speaker is None]
    if any(_SOLE.search(text) for text in said):
        return None
    if here.word.lower.startswith("own") and any(_FOUNDS.search(text) for text in said):
        return None
    source = clause.sources[0]
    governor = next((there.governor for there in source.scoped if there.governor), "")
    says = f"the entry says *{governor.lower()}*" if governor else "the entry does not say it was yours alone"
    return _overstated(
        f"{says}, not *{here.word.lower}*",
        "Was this yours alone, and who decided what it should be?",
        source,
        here,
    )


def _claims_no_ownership(here: Scoped, reading: Reading) -> bool:
    """`Left the rest alone`, `in May alone`, `the sole breach`: words of owning that own nothing."""
    before, after = reading.text[: here.word.start].lower(), reading.text[here.word.end :].lower()
    if here.word.lower == "alone":
        return bool(re.search(r"\b(?:left|leave|leaving|leaves|let|letting)\b[^,.;]*$|\bin\s+\w+\s+$", before))
    if here.word.lower == "sole":
        return not re.match(
            r"\s+(?:\w+\s+)?(?:own|author|respons|lead|credit|charge|design|develop|contribut|creat|manag|organi|architect)",
            after,
        )
    return told_of_another(reading, here.word.start)


def _whole_for_part(clause: ClaimClause, reading: Reading) -> Finding | None:
    """ "Authored the risk section" is not "authored the document"."""
    if PART_WORD.search(reading.text) or not clause.sources:
        return None
    for source in clause.sources:
        for match in _PART.finditer(source.text):
            part = match.start(1)
            governor = next((there.governor for there in source.scoped if there.word.start >= part), "")
            after = [there for there in source.scoped if there.word.start >= match.end()][:5]
            stems = {there.word.stem for there in after}
            mine = [
                here
                for here in clause.content
                if here.word.stem in stems and here.agency > Agency.HELPED and here.word.text != here.governor
            ]
            before = [there for there in source.scoped if there.word.start < part]
            if mine and governor and len(before) <= 6 and not _is_means(source, part):
                return _overstated(
                    f"the entry says {match[0].strip().lower()} it, not the whole of it",
                    "Which part of it did you do, and who did the rest?",
                    source,
                    mine[0],
                )
    return None


def _is_means(source: Source, at: int) -> bool:
    return bool(re.search(r"(?i)\b(?:with|by|in|for|at)\s+(?:\w+\s+){0,2}$", source.text[:at]))


def _overstated(because: str, question: str, source: Source, here: Scoped) -> Finding:
    return Finding(
        kind=Kind.AGENCY,
        ruling=Ruling.OVERSTATED,
        because=because,
        question=question,
        spans=(source.span(),),
        claimed=(here.word.start, here.word.end),
    )
