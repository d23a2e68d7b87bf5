"""Plausible filler: the outcomes, praise and rubric talk that a writing model glues to what somebody did."""

# ruff: noqa: E501 - a row of a table of patterns reads best on one line

import re
from collections.abc import Iterator, Sequence

from evals.mutations.telling import Lie, Telling, like, lowered
from evals.mutations.verbs import Deed, deed, opening_deed, tells_work
from service.domain.claims import Kind, Ruling

# Whom the work serves and what it is about, by words in the profession's name.
_FIELDS = (
    (r"nurse|pharmac|care|clinic|midwi|physio|therap", "patients", "patient safety", "continuity of care"),
    (r"teacher|lectur|tutor|school|trainer", "pupils", "classroom engagement", "learning outcomes"),
    (r"sales|account manager|marketing|brand", "customers", "customer loyalty", "pipeline quality"),
    (r"engineer|software|developer|reliability|data|analyst", "users", "system reliability", "data quality"),
    (r"warehouse|logistic|driver|supply|procure|buyer", "drivers", "site productivity", "stock accuracy"),
    (r"account(?:ant|ing)|finance|audit|treasur", "budget holders", "reporting accuracy", "financial control"),
    (r"chef|hotel|restaurant|kitchen|hospitality", "guests", "guest satisfaction", "service standards"),
    (r"support|service lead|helpdesk", "customers", "customer satisfaction", "response quality"),
    (r"social|policy|officer|civil|council|charity", "families", "public confidence", "decision quality"),
    (r"research|scien|lab", "collaborators", "research integrity", "data reproducibility"),
    (r"electric|site|build|plumb|carpent|mechanic", "tenants", "site safety", "workmanship"),
    (r"design|product|ux", "users", "user engagement", "design consistency"),
    (r"recruit|hr|people", "candidates", "the candidate experience", "hiring quality"),
)
_OTHERS = ("stakeholders", "operational efficiency", "service quality")

_ENDINGS = (
    ", which significantly improved {aim}", ", which greatly reduced the time and effort required",
    ", resulting in smoother collaboration", ", resulting in greater {aim}", ", leading to improved {other}",
    ", leading to higher morale among {people}", " and improved {aim}", " and boosted overall efficiency",
    ", ensuring consistent {other}", ", ensuring timely and accurate delivery", ", enhancing {aim}",
    ", enhancing communication between departments", ", streamlining day-to-day operations",
    ", strengthening relationships with key stakeholders", ", fostering a culture of continuous improvement",
    ", fostering trust among {people}", ", enabling faster decision-making", ", allowing {people} to work more efficiently",
    ", freeing up time for higher-value tasks", ", minimising disruption", ", which increased confidence among {people}",
    ", which was very well received", ", which {people} found extremely valuable", ", to widespread appreciation",
    ", saving considerable time and money", ", reducing the risk of future errors", ", preventing costly mistakes",
    ", laying the groundwork for future improvements", ", setting a new benchmark for {other}", ", with positive feedback from {people}",
    ", contributing to a more positive working environment", ", contributing to better {other} overall",
    " to better support {people}", " to drive long-term improvement in {other}", " in order to raise {aim}", " to maximise efficiency",
    ", which had a lasting effect on {aim}", ", making the process more transparent and reliable", ", making life easier for {people}",
    ", thereby reducing operational costs", ", thereby improving {aim}", ", improving accuracy and reducing rework",
    ", helping {people} feel more confident", ", and the feedback was overwhelmingly positive", ", and {people} benefited immediately",
    " — a clear win for {people}", " — {aim} improved noticeably", "; {aim} improved as a consequence", "; {people} have been visibly happier since",
    ", increasing transparency and accountability", ", which prevented serious disruption", ", unlocking new opportunities for growth",
    ", supporting the organisation's strategic objectives", ", creating a more resilient workflow", ", building stronger trust with {people}",
)  # fmt: skip
_SENTENCES = (
    "This improved {aim} considerably.", "As a result, {people} reported a better experience.", "This led to better {other}.",
    "The change was widely praised.", "This saved the organisation a significant amount of time.",
    "It also strengthened relationships with {people}.",
)  # fmt: skip
_FRONTS = (
    "To improve {aim}, ", "To better serve {people}, ", "Recognising a need for better {other}, ", "In response to growing demand from {people}, ",
    "To address long-standing inefficiencies, ", "Seeing an opportunity to raise {aim}, ",
)  # fmt: skip
_MIDDLES = (
    ", improving {aim}", ", much to the relief of {people}", ", with great success", ", boosting {other}", ", to strong approval from {people}",
    ", while strengthening {aim}", ", significantly improving efficiency",
)  # fmt: skip
_ADJECTIVES = (
    "comprehensive", "innovative", "highly effective", "robust", "successful", "award-winning", "cutting-edge", "well-received", "scalable",
    "much-praised", "industry-leading", "groundbreaking",
)  # fmt: skip
_ADVERBS = ("successfully", "efficiently", "seamlessly", "effectively", "proactively", "skilfully", "meticulously")
_BREAK = re.compile(
    r",? (?=(?:after|before|when|while|following|over|between|during|by the|at the) )|(?=, (?:and|but|with) )"
)
_PART = re.compile(
    r"\b(an?)(?= (?!(?:lot|few|bit|couple|number|third|half|quarter|fifth|week|month|year|day|dozen|little|while|good|one-off|single|first|second|further|time|piece|set|new|full|final)\b)[a-z][\w-]{3,})"
)


def _field(telling: Telling) -> tuple[str, str, str]:
    for pattern, people, aim, other in _FIELDS:
        if re.search(pattern, telling.profession, re.IGNORECASE):
            return people, aim, other
    return _OTHERS


def _filled(telling: Telling, bank: Sequence[str], salt: str) -> Iterator[str]:
    """The phrases of a bank, with their nouns, none of whose telling words stands in the entry."""
    people, aim, other = _field(telling)
    for phrase in telling.shuffled(bank, salt):
        filled = phrase.format(people=people, aim=aim, other=other)
        bare = phrase.format(people="", aim=aim, other=other)
        if telling.lacks(bare) and (people[:6] not in telling.known or "{people}" not in phrase):
            yield filled


def _told(telling: Telling) -> Deed | None:
    return opening_deed(telling) if tells_work(telling) else None


def outcome_added(telling: Telling) -> Iterator[Lie]:
    """A benefit nobody wrote, at the end, in the middle, in front, or as a sentence of its own."""
    if not tells_work(telling):
        return
    for tail in list(_filled(telling, _ENDINGS, "ending"))[:2]:
        lie = telling.ending(Kind.INVENTION, Ruling.UNSUPPORTED, "invention.ending", tail)
        if lie and not (tail.startswith(" and") and not opening_deed(telling)):
            yield lie
    found = opening_deed(telling)
    if found is None:
        return
    for sentence in list(_filled(telling, _SENTENCES, "sentence"))[:1]:
        if telling.text[-1].isalnum() or telling.text.endswith("."):
            stop = "" if telling.text.endswith(".") else "."
            text = f"{telling.text}{stop} {sentence}"
            yield Lie(
                Kind.INVENTION,
                Ruling.UNSUPPORTED,
                "invention.sentence",
                telling.text,
                text,
                len(text) - len(sentence),
                len(text),
            )
    rest = lowered(telling.text)
    if found.subject in ("", "I") and (rest != telling.text or telling.text.startswith("I ")):
        for front in list(_filled(telling, _FRONTS, "front"))[:1]:
            yield Lie(
                Kind.INVENTION, Ruling.UNSUPPORTED, "invention.purpose", telling.text, front + rest, 0, len(front) - 2
            )
    gap = _BREAK.search(telling.text, found.end + 12)
    if gap:
        for middle in list(_filled(telling, _MIDDLES, "middle"))[:1]:
            after = "" if telling.text[gap.start()] == "," else ","
            yield telling.change(
                Kind.INVENTION, Ruling.UNSUPPORTED, "invention.middle", gap.start(), gap.start(), middle + after
            )


def gloss_added(telling: Telling) -> Iterator[Lie]:
    """A flattering word for the work itself."""
    found = _told(telling)
    if found is None:
        return
    adjective = next((word for word in telling.shuffled(_ADJECTIVES, "adjective") if telling.lacks(word)), None)
    part = _PART.search(telling.text, found.end)
    if part and adjective and part.start() - found.end < 3:
        article = "an" if adjective[0] in "aeiou" else "a"
        yield telling.change(
            Kind.INVENTION, Ruling.UNSUPPORTED, "invention.gloss", part.start(), part.end(), f"{article} {adjective}"
        )
    elif adjective:
        adverb = telling.shuffled(_ADVERBS, "adverb")[0]
        new = like(found.verb, f"{adverb} {found.verb.lower()}")
        if adverb not in ("successfully", "effectively") or telling.says("failed|not|missed"):
            yield telling.change(Kind.INVENTION, Ruling.UNSUPPORTED, "invention.gloss", found.start, found.end, new)


_LEVELS = (
    ", demonstrating strong leadership", ", showing sound judgement well beyond my grade", ", operating at the level of a senior {job}",
    ", demonstrating expert problem-solving skills", ", performing at the next level", ", showcasing exceptional organisational ability",
    ", proof that I am ready for promotion", ", as one would expect of a lead {job}", ", going well beyond what my role requires",
    ", establishing myself as the go-to person", ", exceeding the expectations of my position", ", reflecting a strategic mindset",
    ", acting as a role model for the team", ", consistently working above my level", ", displaying the maturity of a far more senior colleague",
    ", evidence of outstanding initiative and ownership", ", highlighting my commitment to excellence", ", underlining my ability to lead",
    ", the work of a true professional", ", showing that I already work as a senior {job}", ", with the confidence of a seasoned expert",
    ", demonstrating mastery of the role", ", a contribution worthy of a principal {job}", ", taking on duties normally reserved for management",
    ", showing remarkable resilience and adaptability", ", earning a reputation as a trusted expert", ", displaying excellent communication skills",
    ", showing readiness for greater responsibility", ", well above the standard expected at my level", ", proving my value as a natural leader",
)  # fmt: skip
_LEVEL_FRONTS = (
    "Demonstrating clear leadership, ", "Working at a senior level, ", "As a recognised expert, ", "Showing exceptional dedication, ",
    "Acting well above my grade, ", "With outstanding professionalism, ", "As a trusted leader, ",
)  # fmt: skip
_LEVEL_WORDS = r"senior|lead|leader\w*|grade|level|expert|promotion|principal|management"


def level_claimed(telling: Telling) -> Iterator[Lie]:
    """Praise of the person, or a level claimed."""
    found = _told(telling)
    if found is None:
        mine = deed(telling)
        if mine is None or mine.subject != "I" or not tells_work(telling):
            return
    job = telling.profession.split()[-1].lower() if telling.profession.split()[-1].islower() else "colleague"
    for tail in telling.shuffled(_LEVELS, "level")[:4]:
        filled = tail.format(job=job)
        if not telling.lacks(filled.replace(job, "")):
            continue
        lie = telling.ending(Kind.LEVEL, Ruling.UNSUPPORTED, "level.praise", filled)
        if lie:
            yield lie
            break
    rest = lowered(telling.text)
    if found and found.subject in ("", "I") and (rest != telling.text or telling.text.startswith("I ")):
        front = next((one for one in telling.shuffled(_LEVEL_FRONTS, "front") if telling.lacks(one)), None)
        if front:
            yield Lie(Kind.LEVEL, Ruling.UNSUPPORTED, "level.front", telling.text, front + rest, 0, len(front) - 2)


# The built-in rubric's next-level behaviours, and what ladders everywhere say, bent to stand in a sentence.
_ECHOES = (
    ", taking on a whole problem that nobody had broken down", ", deciding what the work was and carrying it through",
    ", carrying the whole problem through from start to end", ", working out a way forward when it was not clear how to go on",
    ", proposing a way forward where the path was unclear", ", and was mostly proved right", ", making other people's work better",
    ", so that colleagues use my templates and decisions to do more", ", a call that changed how a whole team works",
    ", changing how the whole quarter went", " and people now bring decisions to me first", ", noticing a problem worth solving before anyone had assigned it",
    ", getting the problem onto the plan before anybody asked", ", owning an ambiguous problem end to end", ", multiplying the impact of those around me",
    ", navigating ambiguity with confidence", ", influencing direction beyond my immediate scope", ", widening my blast radius",
    ", shaping the direction of the team", ", driving alignment across functions", ", raising the bar for everyone",
    ", acting as a force multiplier", ", setting the direction for others", ", defining the problem rather than waiting for instructions",
    ", solving the right problem without being asked",
)  # fmt: skip
_ECHO_FRONTS = (
    "Noticing a problem worth solving before anyone had assigned it, ", "When it was not clear how to go on, ", "Working through ambiguity, ",
    "Taking on a whole problem that nobody had broken down, ", "To make other people's work better, ", "Setting direction for the wider team, ",
)  # fmt: skip
_ECHO_WORDS = r"problem|noticed|spotted|unclear|ambigu\w*|nobody|no one|templates?|decisions?|direction|before anyone|assigned|my idea|my proposal|proposed|influence\w*|plan"


def rubric_echoed(telling: Telling) -> Iterator[Lie]:
    """The rubric's own wording told as an achievement."""
    found = _told(telling)
    if found is None or telling.says(_ECHO_WORDS):
        return
    for tail in telling.shuffled(_ECHOES, "echo")[:1]:
        lie = telling.ending(Kind.RUBRIC_ECHO, Ruling.UNSUPPORTED, "rubric_echo.tail", tail)
        if lie:
            yield lie
    rest = lowered(telling.text)
    if found.subject in ("", "I") and (rest != telling.text or telling.text.startswith("I ")):
        front = telling.shuffled(_ECHO_FRONTS, "front")[0]
        yield Lie(
            Kind.RUBRIC_ECHO, Ruling.UNSUPPORTED, "rubric_echo.front", telling.text, front + rest, 0, len(front) - 2
        )


RULES = (outcome_added, gloss_added, level_claimed, rubric_echoed)
