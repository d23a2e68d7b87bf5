"""Whether a sentence and what it cites are English, which all word lists of the checks are; told from small words."""

import re
from collections.abc import Iterable
from functools import cache

from service.domain.claims import Claim, Evidence
from service.verification.meanings_of_deeds import DEEDS
from service.verification.meanings_of_things import QUALITIES, THINGS
from service.verification.wider_deeds import WIDER_DEEDS
from service.verification.wider_qualities import WIDER_QUALITIES
from service.verification.wider_things import WIDER_THINGS

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = "\u0250"
_ENGLISH = frozenset(
    """
    the and of to for with from by that this these those which who were are been have it its our my their they them he
    she his her not but than then when while after before about into between through during without because what how
    each every more most other new first last two three now at is was had has did we you your us one all so if out up
    over under across only just also any some no
    """.split()
)
# Words that say little by themselves and are no English words: a line a language, of the languages in Latin letters.
_ELSEWHERE = (
    frozenset(
        """
    der das und nicht ein eine einen einem einer eines ist im mit für auf dem den des von vom zu zum zur sich auch bei
    bis nach wurde wurden wird haben habe hatte sind aus über durch alle allen keine kein nur noch sehr wir ich dass
    le la les un une des du de et est dans pour avec sur par au aux en pas ne qui que ont été plus sans leur leurs nous
    vous je il elle ce cette ces son ses mes notre nos tous toutes très chez
    el los las una unos unas del al y es por con para que se su sus lo como pero sin sobre entre muy todos todas ya fue
    fueron hemos ha han cada desde hasta nuestro nuestra mi mis yo
    o os um uma uns umas da do dos das em na nos nas com não ao aos pela pelo mais sem foi foram ser está são meu minha
    lo gli uno di della dello dei degli delle dal dalla nel nella nei nelle alla alle agli ed è sono stato stata per tra
    fra più che chi mio mia nostro suoi ogni tutti tutte senza
    het een van en voor niet te zijn werd werden wordt naar ook bij uit aan om dat deze die dit ik wij heb heeft hebben
    og och att det som på är av med till den ett för inte har hade från vi jag ej blev blivit alla efter mot også til
    ikke jeg er ble fra ved kun
    i w z ze na się nie do od po przez dla oraz jest był była było były są dzięki przy bez mój moja nasz wszystkich
    ve bir bu için ile çok daha olan olarak değil gibi kadar ben biz oldu ettim yaptım
    a v se na je s že pro jsem jsme byl byla bylo ne od do při bez podle které
    și cu pe din la nu este au fost prin pentru sau într care mai
    az és egy nem hogy meg volt csak már még mint vagy számára
    ja on ei että oli kun niin sekä myös jotka tai kanssa ilman
    yang dan di untuk dengan dari ini itu tidak pada saya kami telah dalam oleh akan lebih
    và của là cho không được trong với các những tôi chúng đã này có
    """.split()
    )
    - _ENGLISH
    - frozenset("a i on an as me do so die in am no was is he or at be den per son over alle mint plus".split())
)
_ENDINGS = ("", "s", "es", "d", "ed", "ing", "ly", "er", "r", "ment", "n")


def readable(claim: Claim, evidence: Evidence) -> bool:
    """Whether the checks read a sentence: it is in Latin letters, and English, or too short to be told otherwise."""
    if not in_latin_letters(claim.text):
        return False
    told, foreign = _counts(claim.text)
    if foreign > told:
        return False
    if told:
        return True
    # No small word in it: what it cites tells, and a text without one known word is not English.
    told, foreign = _counts(" ".join(entry.own_words() for entry in evidence.cited))
    return told > 0 and told >= foreign


def in_latin_letters(text: str) -> bool:
    """Whether most letters of a text are Latin ones."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(letter < _LATIN for letter in letters) * 2 >= len(letters)


def _counts(text: str) -> tuple[int, int]:
    """How many of the words are English, and how many belong to other languages alone."""
    words = [word.lower() for word in _WORD.findall(text)]
    told = sum(word in _ENGLISH or _is_known(word) for word in words)
    return told, sum(word in _ELSEWHERE for word in words)


def _is_known(word: str) -> bool:
    if len(word) < 3 or not word.isascii() or word in _ELSEWHERE:
        return False
    known = _known()
    return any(word.endswith(ending) and word.removesuffix(ending) in known for ending in _ENDINGS)


@cache
def _known() -> frozenset[str]:
    return frozenset(_plain_words((DEEDS, THINGS, QUALITIES, WIDER_DEEDS, WIDER_THINGS, WIDER_QUALITIES)))


def _plain_words(lists: Iterable[str]) -> Iterable[str]:
    for words in lists:
        yield from (word for word in re.findall(r"[a-z]+", words) if len(word) > 2)
