"""What a count counts: the head noun after a figure, found by its plural, and which nouns may stand for which."""

from decimal import Decimal

from service.domain.numerals import Tokens
from service.domain.word_sets import word_set

_STOP = word_set("""
    a an the this that these those and or but nor so yet if when while as at by for from in into of off on onto out over
    per to up down with within without about across after before between during through under until upon via than then
    is are was were be been being has have had do does did will would can could may might must shall should not no
    i we you he she it they me us him her them who whom which whose what where why how there here also each every all
    both either neither instead versus vs now plus because since though although later earlier ago early late ahead
    against among around behind beyond despite inside outside toward towards using
    """)
_IRREGULAR = {
    "people": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
    "staff": "staff",
    "feet": "foot",
    "criteria": "criterion",
    "analyses": "analysis",
    "theses": "thesis",
    "alumni": "alumnus",
    "personnel": "staff",
    "faculty": "faculty",
    "police": "police",
    "headcount": "person",
    "fte": "person",
    "ftes": "person",
    "heads": "person",
    "crew": "crew",
    "revenue": "revenue",
    "downtime": "downtime",
}
_NOT_PLURALS = word_set("""
    less this across is was has plus its his us previous various serious business process access success address
    class pass press progress loss gross always sales analysis basis bus status bonus campus focus process analytics
    diabetes series species sports measles mathematics maths physics economics politics ethics athletics electronics
    robotics genetics statistics linguistics headquarters
    operations logistics news perhaps besides towards afterwards times thus yes express wireless hers ours theirs
    """)


def stem(word: str) -> str:
    """A noun's singular by small rules: the same for both texts compared, which is all that is asked of it."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "sis")):
        return word[:-1]
    return word


def is_plural(word: str) -> bool:
    """Whether a word in lower case looks like a noun's plural; a verb in -s may too."""
    if word in _IRREGULAR:
        return True
    return len(word) > 2 and word[-1] == "s" and word not in _NOT_PLURALS and not word.endswith(("ss", "'s"))


def head_noun(cut: Tokens, at: int, value: Decimal, *, of_only: bool = False) -> tuple[str, tuple[str, ...], int]:
    """The stem of the noun counted by the figure before token `at`, the phrase's stems, and the token after it.

    The head is the first plural of the phrase ("12 senior data engineers"); without one, the noun after a hyphen
    ("a 12-person team"); else it stays unknown, and ("", (), at) says so. `of_only` asks for "of" first ("40% of").
    """
    start = at
    hyphen = cut.word(at) in _HYPHENS and cut.glued(at)
    if hyphen and not of_only:
        word = cut.word(at + 1)
        if word.isalpha() and word not in _STOP:
            return stem(word), (stem(word),), at + 2
        return "", (), at
    if cut.word(start) == "of":
        start += 1
        while cut.word(start) in ("the", "our", "their", "my", "its", "those", "these", "all", "his", "her"):
            start += 1
    elif of_only:
        return "", (), at
    phrase: list[str] = []
    place = start
    while place < min(start + 9, len(cut.words)) and len(phrase) < 6:
        word, then = cut.word(place), place + 1
        while cut.word(then) in _HYPHENS and cut.glued(then) and cut.glued(then + 1) and cut.word(then + 1).isalpha():
            word, then = f"{word}-{cut.word(then + 1)}", then + 2
        if not word[0].isalpha() or word in _STOP:
            break
        phrase.append(stem(word))
        if word == "times" or is_plural(word) or (word in ("sales", "operations") and cut.word(then) in _STOP):
            return stem(word), tuple(phrase), then
        place = then
    if phrase and value == 1 and phrase[0] in _SPELLS:
        return phrase[0], tuple(phrase[:1]), start + 1
    if phrase and value <= 1:
        return "", tuple(phrase), start + len(phrase)
    return "", tuple(phrase[:2]), at


_SPELLS = word_set("quarter term season shift sprint night weekend evening morning afternoon")
_HYPHENS = frozenset(("-", "‑"))
_GROUPS = """
ticket request query enquiry inquiry case issue
contract agreement deal
visitor guest attendee
flat apartment home unit
object artefact item piece
gift donation
donor giver supporter
paper article publication study
screening check test
drill exercise
route round
inspection audit check
experiment trial
rule policy
feature capability
script program tool
lab laboratory group
record entry row
bug defect fault
incident outage
error mistake
customer client account
user subscriber
patient service-user
pupil student learner child kid
teacher educator
class lesson
nurse
doctor clinician physician medic
engineer developer programmer dev
rep representative seller salesperson
administrator admin
application app
kpi metric
specification spec
professor prof
analyst
colleague teammate coworker peer
joiner hire starter recruit newcomer onboarder
mentee trainee apprentice
volunteer helper
supplier vendor
shop store outlet branch
site location hospital clinic ward
warehouse depot
order shipment delivery parcel
deal contract sale
lead prospect
report dashboard
document doc guide
invoice bill
service microservice
repository repo
release deployment deploy
test check
alert page alarm
meeting session workshop
training course
interview conversation call
survey questionnaire response answer
paper article publication
team squad group crew
department function
country market region
week
time occasion instance
project initiative programme program
process workflow procedure
step stage
complaint grievance
question
view visit visitor
sign-up signup registration
participant attendee delegate
employee worker staff
family household
van truck vehicle lorry
ship vessel boat
tree sapling plant
park garden space
country nation state
product item article
machine device
""".strip().splitlines()
_SYNONYMS: dict[str, frozenset[str]] = {}
for _row in _GROUPS:
    for _noun in _row.split():
        _SYNONYMS[_noun] = _SYNONYMS.get(_noun, frozenset()) | frozenset(_row.split())

_PEOPLE = word_set("""
    engineer developer programmer dev rep admin prof nurse doctor
    clinician physician medic teacher educator pupil student learner child
    analyst colleague teammate coworker peer joiner hire starter recruit newcomer mentee trainee apprentice volunteer
    helper manager lead leader director agent rep representative seller salesperson designer scientist researcher
    porter carpenter plumber builder baker gardener guard firefighter warden librarian curator journalist translator
    writer editor customer client user patient resident visitor participant attendee delegate employee worker staff
    member man woman adult parent tutor coach assistant supervisor operator driver picker packer technician
    electrician mechanic consultant advisor adviser accountant auditor lawyer solicitor paralegal partner stakeholder
    executive contractor freelancer intern graduate specialist therapist carer caregiver midwife pharmacist surgeon
    paramedic officer clerk cashier chef cook waiter server guest fellow postdoc professor lecturer alumnus sponsor
    sign-up signup registration paralegal donor tester respondent reader reviewer approver mentor buyer planner
    controller scheduler administrator receptionist
    shareholder subscriber candidate applicant speaker coordinator handler dispatcher person kid crew faculty
    """)
# These stand for any person, and these for any thing that comes in numbers.
_ANY_PERSON = word_set("person people individual colleague teammate member staff coworker human participant")
# Kinds of person that tell no trade: a sentence about joiners may call its people joiners.
_NO_TRADE = word_set("joiner hire starter newcomer recruit adult attendee participant user member case")
_ANY_THING = word_set("item thing piece example instance one other unit element record entry")


def may_stand_for(claimed: str, written: str) -> bool:
    """Whether a count of `claimed` may tell of a count of `written` (stems): the same, a synonym, or a wider word."""
    if claimed == written or written in _SYNONYMS.get(claimed, ()):
        return True
    if claimed in _ANY_PERSON and (written in _PEOPLE or written in _ANY_PERSON):
        return True
    if written in _ANY_PERSON and claimed in _NO_TRADE:
        return True
    if len(claimed) > 3 and written.endswith(claimed):
        return True  # a schoolgirl is a girl, a co-worker a worker
    return claimed in _ANY_THING


def at_odds(claimed: str, written: str) -> bool:
    """Whether two stems that are not known to be alike are known to differ: two trades, a person and a thing.

    Of a noun outside the lists nothing is known; whether the entry grounds it is not for the figures to say.
    """
    if claimed in _ANY_PERSON and written not in _SYNONYMS:
        return False
    if _may_be_person(claimed) != _may_be_person(written):
        return True
    known = _PEOPLE | _ANY_PERSON | _SYNONYMS.keys()
    return claimed in known and written in known


def _may_be_person(noun: str) -> bool:
    return noun in _PEOPLE or noun in _ANY_PERSON


def is_person(noun: str) -> bool:
    """Whether the stem names a kind of person."""
    return noun in _PEOPLE
