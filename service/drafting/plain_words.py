"""Says a vague bullet plainly in its own words: filler goes, a stated result comes first; no claim grows."""

import re
from typing import NamedTuple

from service.domain.agency import agency_of
from service.domain.wording import content_words, is_past
from service.drafting.tidying import as_sentence, on_one_line, reads_as_english, unwrapped, without_lead
from service.verification.sentences import split_sentences

# Each of these, taken out, leaves a sentence that claims as much or less. Hedges ("generally", "about", "mostly",
# "tried to") are not here: without one the sentence would claim more.
_PADDING = [
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in [
        (r"\b(?:very|really|extremely|highly|incredibly|hugely|truly|quite)\s+", ""),
        (r"\b(?:successfully|effectively|proactively|seamlessly|passionately|tirelessly|single-handedly)\s+", ""),
        (r",?\s+(?:successfully|effectively|seamlessly|proactively)(?=[,.;]|$)", ""),
        (r"\b(?:basically|actually|literally|essentially)[,]?\s+", ""),
        (r"\bin order to\b", "to"),
        (r"\bdue to the fact that\b", "because"),
        (r"\bat this point in time\b", "now"),
        (r"\bon a (daily|weekly|monthly|quarterly|yearly) basis\b", r"\1"),
        (r"\ba (?:lot|number|variety|range) of (?=(?:\w+ )?\w+s\b)", ""),
        (r"\b(?:various|numerous|countless|several different) (?=(?:\w+ )?\w+s\b)", ""),
        (r"\b(?:cutting-edge|world-class|best-in-class|state-of-the-art|game-changing)\s+", ""),
        (r"\b(?:impactful|industry-leading)\s+", ""),
        (r"\b(?:significantly|dramatically|drastically|massively|substantially|greatly|vastly)\s+", ""),
    ]
]
# A sentence about wanting or trying, with nothing named that anybody could look at.
_EMPTY = re.compile(
    r"\b(?:tr(?:y|ied|ying) to|always|strive\w*|strove|aim(?:ed)? to|general(?:ly)?|in general|day[- ]to[- ]day"
    r"|as needed|go(?:ing)? the extra mile|team player|add(?:ed|ing)? value)\b",
    re.IGNORECASE,
)
_THIN = frozenset(
    """thing things team work stuff process processes everything everyone people better smoother smoothly well good
    great run make help support improve general generally try tried tries way ways part role various effort
    efforts more value quality overall always needed need possible best extra mile go went add added making
    running improving efficient efficiently order keep kept""".split()
)
_RESULT_TAIL = re.compile(
    r"^(?P<deed>.{12,200}?),?\s+(?:and\s+|which\s+|that\s+)(?P<result>(?:cut|reduced|brought|lowered|raised|increased|saved"
    r"|halved|doubled|shortened|took|dropped)\s+.*\d.*?)(?P<stop>[.!]?)$",
    re.IGNORECASE,
)
_PARTICIPLES = {
    "cutting": "cut",
    "reducing": "reduced",
    "bringing": "brought",
    "lowering": "lowered",
    "raising": "raised",
    "increasing": "increased",
    "saving": "saved",
    "halving": "halved",
    "doubling": "doubled",
    "shortening": "shortened",
}
_PARTICIPLE_TAIL = re.compile(
    rf"^(?P<deed>.{{12,200}}?),\s+(?:thereby\s+)?(?P<verb>{'|'.join(_PARTICIPLES)})\s+(?P<result>.*\d.*?)(?P<stop>[.!]?)$",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"\b(?:it|its|them|their|this|that|these|those)\b", re.IGNORECASE)
_DEED = re.compile(r"^(?P<verb>[A-Za-z]+) (?P<what>(?:the|our|a|an|my) [\w' -]{3,60})$")


class Plain(NamedTuple):
    """The sentences said plainly, and what was done to them, in words for the person."""

    sentences: tuple[str, ...]
    done: tuple[str, ...]


def say_plainly(text: str) -> Plain:
    """The text's sentences without filler and with a stated result in front.

    Text that does not read as English comes back as it is: which of its words are filler is not known here.
    """
    spans = [span for sentence in split_sentences(unwrapped(text)) if (span := without_lead(sentence, dated=False))]
    if not reads_as_english(text):
        return Plain(tuple(on_one_line(span) for span in spans), ())
    done: dict[str, None] = {}
    telling = [span for span in spans if not says_nothing(span)]
    if telling and len(telling) < len(spans):
        done["left out what says nothing anybody could look at"] = None
        spans = telling
    sentences: list[str] = []
    for span in spans:
        lean = _lean(span)
        if lean != span:
            done["took out filler"] = None
        led = result_first(lean)
        # "Helped automate it, which cut ..." turned round would say "cut": the result would become the person's alone.
        led = led if agency_of(led) <= agency_of(lean) else lean
        if led != lean:
            done["put the result first"] = None
        sentences.append(as_sentence(led))
    return Plain(tuple(sentences), tuple(done))


def result_first(sentence: str) -> str:
    """`Did X, which cut Y from 4 to 2.` as `Cut Y from 4 to 2: did X.`; any other sentence as it is.

    Only a result with a figure moves, and only where the sentence itself ties it to the deed.
    """
    tail = _RESULT_TAIL.match(sentence) or _PARTICIPLE_TAIL.match(sentence)
    if tail is None or not is_past(re.split(r"[\s,]", tail["deed"], maxsplit=1)[0].lower()):
        return sentence
    parts = tail.groupdict()
    result = parts["result"]
    if verb := parts.get("verb"):
        result = f"{_PARTICIPLES[verb.lower()]} {result}"
    # Two results, or a deed that runs on, read worse turned round than as they were.
    if len(re.findall(r"[,;:]", parts["deed"])) > 1 or ":" in result or ";" in result:
        return sentence
    deed = parts["deed"].rstrip(",")
    if _POINTS_BACK.search(result):
        # "Automated the reconciliation, cutting it from ..." : the noun goes where it is met first.
        named = _DEED.match(deed)
        if named is None or not re.search(r"^\w+ it\b", result):
            return sentence
        result = re.sub(r"^(\w+) it\b", lambda verb: f"{verb[1]} {named['what']}", result, count=1)
        deed = f"{named['verb']} it"
    return f"{result[0].upper()}{result[1:]}: {deed[0].lower()}{deed[1:]}{parts['stop'] or '.'}"


def says_nothing(sentence: str) -> bool:
    """Whether a sentence of wanting or trying names nothing that anybody could look at."""
    if not _EMPTY.search(sentence) or re.search(r"\d", sentence):
        return False
    return all(word.lower in _THIN for word in content_words(sentence))


def _lean(sentence: str) -> str:
    for pattern, instead in _PADDING:
        sentence = pattern.sub(instead, sentence)
    return " ".join(sentence.split())
