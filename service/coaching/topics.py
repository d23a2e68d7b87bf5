"""What kind of work a few words are about: families of words, by which two wordings of one gap are known as one."""

import re

from service.domain.word_sets import word_set
from service.domain.wording import content_words, lowered

_FAMILIES = {
    "across teams": r"cross[- ]?(?:team|functional)|cross\w* (?:\w+ ){0,2}(?:lines?|teams?)|inside (?:your |one )?\w+"
    r"|teams|departments?|directorates?|regions?|wards|sites|branches"
    r"|stakeholders?|beyond your|outside (?:your|our|the)|other (?:team|group|office|school|kitchen)",
    "scoping": r"scop\w+|unclear|ambigu\w+|fram(?:e|ed|ing)|defin\w+|undefined|broken down|from nothing|from scratch"
    r"|handed to you|vague problem|problem yourself",
    "growing others": r"mentor\w*|coach\w*|train\w*|supervis\w+|juniors?|starters?|apprentices?|interns?|students"
    r"|teach\w*|grow(?:ing)? others|develop(?:ing)? (?:others|people|staff)|delegat\w+",
    "leading": r"lead|led|leads|leading|run|ran|running|chair\w*|in charge|manag\w+|of record|on your own|yourself"
    r"|by yourself|under your name|alone|end to end|start to finish|coordinat\w+|facilitat\w+",
    "measured results": r"measur\w+|outcomes?|numbers?|figures?|before and after|baseline|results?|metrics?|revenue"
    r"|savings?|costs?|leads for|evidence of effect",
    "adoption": r"adopt\w*|rolled out|roll[- ]?out|in use|uses|used by|take-?up",
    "clients": r"clients?|customers?|accounts?|families|users?",
    "qualifications": r"certificat\w+|qualif\w+|licen[cs]e\w*|exams?|accredit\w+|diploma|nvq|smsts",
    "incidents": r"incidents?|outages?|on-?call|post-?mortems?|emergenc\w+",
    "design": r"designs?|designed|architect\w+|technical depth|audits?|drafting",
    "funding": r"funding|grants?|budgets?|investigator",
    "speaking and writing": r"present\w*|writ(?:e|es|ing|ten)|speak\w*|communicat\w+|publish\w*|papers?|talks?",
    "planning": r"plann\w+|strategy|roadmap|calendar|season|forecast\w*|schedul\w+",
    "quality": r"errors?|snags?|defects?|bugs?|complaints?|incident-free|accuracy|quality|safety",
}
_PATTERNS = {name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in _FAMILIES.items()}

_FRAME = word_set(
    """
    need want like see show point expect bring case promotion packet committee panel board reviewer partner governor
    editor gap miss lack thin evid exampl year cycl round time next level no not onli never before year felt said
    think work thing good great made make get put take give come go look ask say tell want would could
    """
)


def topics_of(text: str) -> tuple[str, ...]:
    """The families a text has words of, in a fixed order."""
    small = lowered(text)
    return tuple(name for name, pattern in _PATTERNS.items() if pattern.search(small))


def stems_of(text: str) -> frozenset[str]:
    """The stems that say what a text is about, without the words decisions are worded in."""
    return frozenset(word.stem for word in content_words(text) if word.stem not in _FRAME and len(word.stem) > 2)
