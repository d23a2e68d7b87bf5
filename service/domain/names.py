"""Finds names of people, teams, customers and products in a text by their shape: capitals, handles, acronyms.

It cannot tell a person from a product for sure; what matters here is that a name in a draft stands in the entries.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from service.domain.word_sets import word_set
from service.domain.wording import MONTHS, is_past, plain, stem, words


class Name(NamedTuple):
    """A name as written and where it stands. `certain` is False where a capital may only open the sentence."""

    text: str
    start: int
    end: int
    certain: bool


GIVEN_NAMES = word_set(
    """
    aaron abdul adam adele aditi adrian agnes ahmed aisha alan alba alex alexa alexander alexandra alfie ali
    alice alicia alina amanda amara amber amelia amina amir amit amy ana anders andrea andreas andrew andy
    angela anika anita anja anna anne annika anthony antonio anya arjun arthur asha ashley astrid aya ayesha
    barbara beatriz becky bella ben benjamin bernard beth bilal bill billy bob boris brian bruno caitlin cameron
    camille carl carla carlos carmen carol caroline cathy cecilia charles charlie charlotte chen chidi chiara
    chloe chris christian christina christine christopher claire clara claudia colin connor craig dan dana
    daniel daniela danielle david dawn debbie deepa denise derek diana diego dmitri dominic donna dylan ed
    edward eileen elena eli elias elif elise eliza elizabeth ella ellen ellie emeka emily emma emre eric erik
    erin esther ethan eva eve evelyn faith farah fatima felix fiona florence fran frances francesca francis
    frank fred freya gareth gary gemma george georgia gerald gina giulia gloria grace graham greg greta guy
    hamid hana hannah hans haruto harriet harry hassan hayley heather heidi helen helena henry hiro holly hugo
    ian ibrahim ida imran ines ingrid irene iris isaac isabel isabella ivan jack jackie jacob jade jaime jake
    james jamie jan jane janet jasmine jason javier jay jean jen jenna jennifer jenny jeremy jess jesse jessica
    jim jo joan joanna joe joel john jon jonas jonathan jordan jorge jose joseph josh joshua joy juan judith
    julia julian julie juliet june karen karim karin karl kate katherine kathleen katie katy kavita kayla keith
    kelly ken kerry kevin khalid kim kirsty kofi kumar kurt kwame kyle lara lars laura lauren leah lee leila
    lena leo leon leonie lewis liam lily lin linda lisa liz lola louis louise luca lucas lucia lucy luis luke
    luna lydia lynn maciej maggie magnus malik manuel marc marcel marco marcus margaret maria marie marina mario
    marisa mark marta martha martin mary mateo matt matthew maureen max maya megan mehmet mei mel melanie
    melissa mia michael michelle miguel mike mina miriam mo mohamed mohammed moira molly monica morgan muhammad
    nadia naomi natalia natalie natasha nathan neha neil ngozi nia nick nicola nicolas nicole nigel nikhil nina
    noah noor nora olga oliver olivia olu omar oscar owen pablo paolo pat patricia patrick paul paula pavel
    pedro penny pete peter petra phil philip philippa pierre polly prakash priya rachel rafael rahul raj rania
    rashid ravi ray rebecca reza rhys richard rick rita rob robert robin roger rohan romy ron rosa rose rosie
    ross ruby ruth ryan sabine sabrina sadia said sally sam samantha samir samira samuel sandra sanjay sara
    sarah scott sean sebastian selma serena shane shannon sharon sheila shreya silvia simon sofia sonia sophia
    sophie stefan stella stephanie stephen steve steven stuart sue sunita susan susanna suzanne sven tamara
    tania tanya tara tariq ted teresa terry tess theo theresa thomas tim tina toby tom tomas tony tracy trevor
    uma ursula valentina vanessa vera veronica victor victoria vijay viktor vincent violet vivian wei wendy will
    william xin yan yara yasmin yuki yusuf yves zara zeynep zoe zhang wang nguyen tran okafor
    """
)

_NOT_NAMES = word_set(
    """
    i i'm i've i'd the a an this that these those my our we it he she they and but or so as at by for from in of
    on to with after before during since when while because if also then now what how why who where there here
    note notes result results outcome impact goal goals ok yes no not new all each every both one two three four
    five six seven eight nine ten first second third
    """
)

_CAPITAL = re.compile(r"(?<![\w@#.])(?:[@#][\w.-]+|[^\W\d_a-z][\w'’&+./-]*)")


@lru_cache(maxsize=4_096)
def names(text: str) -> tuple[Name, ...]:
    """Every name-shaped word; a capital that opens a sentence is certain only when it cannot be a plain word."""
    text = plain(text)
    found: list[Name] = []
    for match in _CAPITAL.finditer(text):
        shown = match[0].rstrip("'.-/&+")
        shown = shown.removesuffix("'s")
        if not shown or not (shown[0].isupper() or shown[0] in "@#"):
            continue
        lower = shown.lower()
        if lower in _NOT_NAMES or lower in MONTHS or re.fullmatch(r"[qhp]\d", lower):
            continue
        opens = _opens_sentence(text, match.start())
        shaped = shown[0] in "@#" or any(ch.isupper() for ch in shown[1:]) or any(ch.isdigit() for ch in shown)
        certain = (
            not opens
            or shaped
            or lower
            in GIVEN_NAMES
            - {
                "will",
                "mark",
                "rose",
                "grace",
                "faith",
                "joy",
                "bill",
                "guy",
                "may",
                "june",
                "max",
                "ray",
                "dawn",
                "pat",
                "said",
                "jack",
                "frank",
                "ed",
                "rob",
                "sue",
                "rick",
                "penny",
                "harry",
            }
        )
        if opens and (is_past(lower) or lower.endswith("ing")):
            certain = False
        found.append(Name(shown, match.start(), match.start() + len(shown), certain))
    return tuple(found)


def people_and_teams(text: str) -> tuple[str, ...]:
    """The names in a text, each once, in order; neighbours such as `Priya N.` are joined."""
    joined: list[str] = []
    last_end = -10
    for name in names(text):
        if not name.certain and name.text.lower() not in GIVEN_NAMES:
            continue
        if joined and 0 < name.start - last_end <= 2 and text[last_end : name.start].strip(". ") == "":
            joined[-1] += text[last_end : name.start] + name.text
        else:
            joined.append(name.text)
        last_end = name.end
    return tuple(dict.fromkeys(joined))


def is_person(name: str) -> bool:
    """Whether a name is one we know people by (its first part is a given name)."""
    parts = words(name)
    return bool(parts) and parts[0].lower.lstrip("@") in GIVEN_NAMES


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 6) : at].rstrip(" \t\"'(*_>#[")
    return not before or before[-1] in ".!?:;\n•-*|" or text[:at].strip(" \t\"'(*_>#[-•") == ""


def acronym_of(phrase: str) -> str:
    """The initials of a phrase, in lower case: `service level agreement` -> `sla`."""
    return "".join(word.lower[0] for word in words(phrase) if stem(word.lower))
