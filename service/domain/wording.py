"""What a text is made of: its words with their places, their stems, and which of them carry meaning.

The stemmer is deliberately small and ours: it only has to bring the forms of one word together (`reduced`,
`reducing`, `reduction`), the same way on both sides of a comparison. It never looks at more than one word.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from service.domain.word_sets import word_set


class Word(NamedTuple):
    """A word and where it stands (code points, end exclusive)."""

    text: str
    lower: str
    stem: str
    start: int
    end: int


_WORD = re.compile(r"[@#]?[^\W_]+(?:(?:['.&+/_-]|:(?=\d))[^\W_]+)*")
_TYPOGRAPHY = str.maketrans("‘’ʼ‛“”„‟‐‑\u00a0\u202f", "''''\"\"\"\"--  ")
_CACHED_LENGTH = 4_000


def plain(text: str) -> str:
    """The text with typographic quotes, hyphens and spaces made plain; every character keeps its place."""
    return text.translate(_TYPOGRAPHY)


@lru_cache(maxsize=4_096)
def lowered(text: str) -> str:
    """The text in lower case, every character in its place: a pattern without IGNORECASE reads it far faster."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(ch.lower()[:1] or ch for ch in text)


def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order. `p95`, `cross-team`, `1.2` and `@handle` are one word each."""
    return _words_kept(text) if len(text) <= _CACHED_LENGTH else _words(text)


def _words(text: str) -> tuple[Word, ...]:
    return tuple(
        Word(match[0], lower := match[0].lower(), stem(lower), match.start(), match.end())
        for match in _WORD.finditer(plain(text))
    )


_words_kept = lru_cache(maxsize=4_096)(_words)

FUNCTION_WORDS = word_set(
    """
    a an the this that these those such same another other each i me my mine myself we us our ours ourselves you
    your yours he him his she her hers it its they them their theirs one ones who whom whose which what when
    where why how there here am is are was were be been being do does did doing done have has had having will
    would shall should can could may might must of in on at by for from to into onto with within without over
    under between among across per via as than then so and or nor but if because since while after before until
    during through about against upon out off up down up-to not no also too both either neither just still yet
    already now again own only very more most less least few fewer many much some any all every it's i'm i've
    i'd we've we're that's let's s t re ve ll d m e.g i.e etc cannot don't didn't doesn't isn't wasn't weren't
    hasn't haven't hadn't won't wouldn't couldn't shouldn't himself herself themselves itself whether around
    along toward towards inside outside beside next plus vs versus
    """
)

NUMBER_WORDS = word_set(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand
    thousands million millions billion half quarter third thirds quarters dozen dozens couple pair once twice
    thrice double doubled triple tripled single first second fourth fifth sixth seventh eighth ninth tenth
    percent percentage pct point points halved halving doubling tripling quadrupled twofold threefold tenfold
    hundredfold
    """
)

MONTHS = word_set(
    """
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu
    thur thurs fri sat sun
    """
)


def content_words(text: str) -> tuple[Word, ...]:
    """The words that carry meaning: no function words, no numbers."""
    return tuple(word for word in words(text) if carries_meaning(word))


def carries_meaning(word: Word) -> bool:
    """Whether a word is more than grammar or a number (numbers are `quantities`' business)."""
    return _carries_meaning(word.lower)


@lru_cache(maxsize=65_536)
def _carries_meaning(lower: str) -> bool:
    return lower not in FUNCTION_WORDS and len(lower) > 1 and not _is_number(lower)


def is_number(word: Word) -> bool:
    """Whether a word is a figure, an ordinal or a number word, alone or joined (`twenty-five`, `20-minute`)."""
    return _is_number(word.lower)


@lru_cache(maxsize=65_536)
def _is_number(lower: str) -> bool:
    return lower[0].isdigit() or all(part in NUMBER_WORDS for part in lower.split("-"))


_IRREGULAR = {
    form: stem_
    for stem_, forms in {
        "analyz": "analysis analyses analyst analysts analytics analytical analyse analysed analysing",
        "appli": "apply applies applied applying",
        "suppli": "supply supplies supplied supplying",
        "compli": "comply complies complied complying",
        "famili": "family families",
        "approv": "approval approvals",
        "arriv": "arrival arrivals",
        "die": "died dies dying",
        "ag": "age aged ages ageing aging",
        "agre": "agree agreed agrees agreeing agreement agreements",
        "begin": "began begun beginning",
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "catch": "caught",
        "choic": "choice choices chose chosen choose chooses choosing",
        "complex": "complexity",
        "day": "daily days",
        "decid": "decision decisions",
        "describ": "description descriptions",
        "discov": "discovery",
        "driv": "drove driven drive drives driving",
        "expand": "expansion",
        "explain": "explanation explanations",
        "fall": "fell fallen",
        "feel": "felt",
        "find": "found finding findings",
        "get": "got gotten",
        "giv": "gave given",
        "go": "went gone goes going",
        "grow": "grew grown growth",
        "hear": "heard",
        "hir": "hire hires hired hiring",
        "hold": "held",
        "introduc": "introduction",
        "keep": "kept",
        "know": "knew known knowledge",
        "lead": "led leader leaders leadership leading",
        "learn": "learnt",
        "leav": "left",
        "lend": "lent",
        "los": "lost loss losses lose",
        "maintain": "maintenance",
        "mak": "made make makes making",
        "mean": "meant",
        "meet": "met",
        "offic": "office official",
        "pay": "paid payment payments",
        "perform": "performance",
        "person": "people persons",
        "child": "children",
        "process": "process processes processed processing",
        "produc": "production",
        "publish": "publication publications",
        "rais": "raise raised raises raising",
        "reduc": "reduction reductions",
        "repli": "reply replies replied replying",
        "respond": "response responses responsive",
        "ris": "rose risen rise rises rising",
        "run": "ran running runs",
        "sal": "sale sales",
        "sav": "save saves saved saving savings",
        "say": "said",
        "see": "saw seen",
        "sell": "sold",
        "send": "sent",
        "set": "setting",
        "show": "shown",
        "slow": "slower slowest slowly slowness",
        "speak": "spoke spoken",
        "spend": "spent",
        "split": "splitting",
        "stand": "stood",
        "submit": "submission submissions submitted submitting",
        "success": "successful successfully",
        "succeed": "succeeded",
        "tak": "took taken take takes taking",
        "teach": "taught teacher teachers teaching",
        "tell": "told",
        "think": "thought",
        "throw": "threw thrown",
        "train": "trainer trainers trainee trainees training",
        "us": "use uses used using usage user users",
        "win": "won",
        "advis": "advice advices advise advised advises advising advisory",
        "organization": "organisation organisations organization organizations organisational organizational org orgs",
        "burn": "burnt",
        "spell": "spelt",
        "redraw": "redrew redrawn redrawing redraws",
        "resel": "resell resold reselling",
        "rethink": "rethought rethinking",
        "rerun": "reran rerunning reruns",
        "remak": "remake remade remaking",
        "rewrit": "rewrite rewrites rewrote rewritten rewriting",
        "redo": "redid redone redoing",
        "redesign": "redesigned redesigning",
        "trial": "trialled trialed trialling trials",
        "rebuild": "rebuilt rebuilding rebuilds",
        "break": "broke broken breaking breaks",
        "com": "came come comes coming",
        "becom": "became become becomes becoming",
        "draw": "drew drawn drawing drawings",
        "understand": "understood",
        "deal": "dealt",
        "fight": "fought",
        "seek": "sought",
        "undertak": "undertook undertaken",
        "withdraw": "withdrew withdrawn withdrawal",
        "ow": "owe owed owes owing",
        "proceed": "proceed proceeds proceeded proceeding",
        "exceed": "exceed exceeds exceeded exceeding",
        "speed": "speed speeds speeded speedy sped",
        "overse": "oversaw oversee oversees overseeing overseen",
        "overtak": "overtook overtaken",
        "sit": "sat sitting",
        "wear": "wore worn",
        "tri": "tried try tries trying",
        "dig": "dug digging",
        "hang": "hung",
        "strik": "struck",
        "await": "awaiting awaited awaits",
        "write": "wrote written writes writing writer writers write",
        "recruit": "recruitment",
        "statist": "statistics statistical",
        "fast": "faster fastest",
        "quick": "quicker quickest quickly",
        "short": "shorter shortest shorten shortened shortening",
        "low": "lower lowered lowers lowest",
        "high": "higher highest",
        "long": "longer longest length",
        "few": "fewer",
        "half": "halve halved halves halving",
        "doubl": "double doubled doubles doubling",
        "automat": "automatic automatically automation automate automates automated automating",
        "diagnos": "diagnosis diagnoses diagnose diagnosed",
        "tim": "time times timing",
        "week": "weekly weeks biweekly fortnightly",
        "onboard": "onboarding onboarded",
        "error": "errors erroneous",
        "news": "news",
        "ongoing": "ongoing",
        "data": "data dataset datasets",
    }.items()
    for form in forms.split()
}
_KEEPS_MENT = word_set(
    """
    document moment department element segment comment implement supplement complement experiment environment
    instrument tournament apartment
    """
)
_VOWEL = re.compile(r"[aeiouy]")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """One form for all forms of a word: `reduced`, `reducing`, `reduction` -> `reduc`. Takes lower case."""
    word = word.removesuffix("'s").removesuffix("'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.startswith("co-"):
        return "co-" + stem(word[3:])
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    word = _plural(word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return _finish(_suffix(_british(word)))


def _plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _british(word: str) -> str:
    for there, here in (("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("yse", "yze"), ("ysed", "yzed")):
        if word.endswith(there) and len(word) > len(there) + 3:
            return word[: -len(there)] + here
    if word.endswith("ise") and len(word) > 6:
        return word[:-3] + "ize"
    return word.replace("our", "or") if word.endswith(("iour", "olour", "avour", "abour", "vioural")) else word


def _suffix(word: str) -> str:
    if word.endswith("ization") and len(word) > 9:
        return word[:-7] + "iz"
    if word.endswith("uction"):
        return word[:-4]
    for ending, left in (("ation", 4), ("ating", 4), ("ated", 4), ("ator", 4), ("ate", 4)):
        if word.endswith(ending) and len(word) - len(ending) >= left:
            if word[-len(ending) - 1] in "eo":
                break  # `repeated`, `bloated`: the `at` is the word's own
            return word[: -len(ending)]
    for ending, left in (("ment", 3), ("ness", 3), ("ing", 3), ("ion", 4), ("ed", 3), ("ly", 3)):
        if word.endswith(ending) and len(word) - len(ending) >= left and word not in _KEEPS_MENT:
            kept = word[: -len(ending)]
            if _VOWEL.search(kept):
                return kept
    return word


def _finish(word: str) -> str:
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    if word.endswith("y") and len(word) > 3:
        word = word[:-1] + "i"
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou" and (word[-1] not in "lsz" or len(word) > 5):
        word = word[:-1]
    return word


_FINITE = word_set(
    """
    was were is are has had did led wrote built ran cut taught held grew rose fell won found drove kept made
    sold saw took gave brought sent spent left met got said told chose caught became began broke came drew knew
    paid put read set shut stood threw went wore understood dealt lent bought fought sought felt heard lost
    meant spoke rewrote oversaw rebuilt undertook withdrew slept swept split hit cast quit rid spread dug hung
    bid overtook stuck struck sat redid written rewritten taken given driven chosen spoken drawn shown grown
    thrown begun
    """
)
_NOT_PAST = word_set(
    """
    need speed feed seed bed indeed hundred embed exceed proceed succeed red shed weed breed greed sled naked
    wicked unplanned unfunded unassigned
    """
)


@lru_cache(maxsize=65_536)
def is_past(lower: str) -> bool:
    """Whether a word looks like a past tense or past participle: `shipped`, `wrote`."""
    lower = lower.removeprefix("co-")
    return lower in _FINITE or (lower.endswith("ed") and len(lower) > 3 and lower not in _NOT_PAST)


@lru_cache(maxsize=65_536)
def is_participle(lower: str) -> bool:
    """Whether a word looks like `reducing`; nouns in -ing that are not verbs are left out."""
    return lower.endswith("ing") and len(lower) > 5 and lower not in _ING_NOUNS


_ING_NOUNS = word_set(
    """
    morning evening building meeting meetings briefing spring string something anything nothing everything
    during ceiling wedding king ring thing outstanding ongoing existing remaining upcoming following missing
    nursing clothing engineering accounting banking
    """
)
