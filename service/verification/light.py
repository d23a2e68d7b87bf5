"""Words that claim next to nothing by themselves, or whose claim a check of its own rules on (ownership, degree)."""

from functools import cache

from service.domain.wording import Word, stem

_LIGHT = """
work job task project activity effort piece thing way approach method means number amount case use make do take
give get put carry undertake conduct handle involve include relate follow own lead drive run manage coordinate
organise head help support contribute assist participate collaborate partner champion spearhead oversee direct
supervise facilitate review advise consult complete finish process personally responsible role part matter area
topic various several different same new similar existing current previous former later earlier now then today
yet recent recently year month week day time period date during per total overall respectively namely
accordingly initial initially eventually finally originally previously currently subsequently achieve produce
create develop deliver bring come go become begin start set turn result also additionally moreover furthermore
together alongside well able across among around via along accompany perform execute implement serve act address
apply employ gain reach hold keep move accomplish tackle relating regarding specifically particular especially
directly related based ownership credit author original single sole solely independently alone drop drive effort
combine cover span concern entire whole single-handedly one-off collaboratively jointly successfully side basis
worth attend explain mention away explicitly seem appear probably perhaps maybe think believe possibly
apparently roughly approximately nearly almost likely reportedly estimate some co re pre non mid order course
fact point line level amount degree scale kind type sort form set group list series range bit lot look
spend though although stand act carry part own behalf end
""".split()


@cache
def _light() -> frozenset[str]:
    return frozenset(stem(word) for word in _LIGHT)


def is_light(word: Word) -> bool:
    """Whether an honest rewording may add the word to a main clause without claiming anything."""
    return word.stem in _light()
