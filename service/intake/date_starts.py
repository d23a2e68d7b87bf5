"""Tells cheaply that no date can begin at a place in a text, which is so of nearly every line of a log."""

import re

from service.intake.named_points import FIRST_WORDS

_WORD = re.compile(r"[A-Za-z]+")
# Weekdays, `from`, `week of`, `fiscal`, `quarter` in the languages that the grammar of dates knows, and English months.
_OTHERS = """
    jan feb mar apr may jun jul aug sep oct nov dec
    mon tue wed thu fri sat sun die mit don sam lun mer jeu ven dim mie jue vie sab dom gio maa din woe vri zat zon
    seg ter qua qui sex man tis ons tor fre lor pon wto sro czw pia sob nie paz sal car per cum
    fro vom von dal del fra week wee sem set woc tyd vec fis fin the den dni qua
    """
_BEGIN = FIRST_WORDS | frozenset(word[:3] for word in _OTHERS.split())
_SHORT = frozenset(
    "q h t k w v d fy wk kw cw mo di mi do fr sa so ma wo vr za zo le el il am em op de du od ii iv o i".split()
)


def may_start_a_date(text: str, at: int) -> bool:
    """Whether a date could begin at `at`; True wherever that is not plain from the first letters."""
    first = text[at : at + 1]
    if not first.isascii() or first.isdigit():
        return True
    match = _WORD.match(text, at)
    if match is None:
        return False
    following = text[match.end() : match.end() + 1]
    if following and not following.isascii():
        return True
    word = match[0].lower()
    if word == "i":
        # "I kwartał 2025" is a quarter; "I led" begins with no date.
        named = _WORD.match(text, match.end() + 1) if following == " " else None
        return named is None or named[0][:3].lower() in FIRST_WORDS
    return word in _SHORT if len(word) < 3 else word[:3] in _BEGIN
