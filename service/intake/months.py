"""The names of months and weekdays, in English and in languages whose logs reach an English-speaking committee."""

_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ENGLISH = (
    r"(?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
# German, French, Spanish with Portuguese, Italian, Dutch; English spellings are left to the pattern above.
_OTHERS = (
    "januar jänner janvier enero janeiro gennaio januari",
    "februar février fevrier febrero fevereiro febbraio februari",
    "märz maerz mars marzo março maart",
    "avril abril aprile",
    "mai mayo maio maggio mei",
    "juni juin junio junho giugno",
    "juli juillet julio julho luglio",
    "août aout agosto augustus",
    "septembre septiembre setiembre setembro settembre",
    "oktober octobre octubre outubro ottobre",
    "novembre noviembre novembro",
    "dezember décembre decembre diciembre dezembro dicembre",
)
_NUMBERS = {name: n for n, names in enumerate(_OTHERS, start=1) for name in names.split()}
OTHER = rf"(?P<month>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b\.?"

WEEKDAYS = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|"
    r"samstag|sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi[ée]rcoles|jueves|"
    r"viernes|s[áa]bado|domingo|luned[iì]|marted[iì]|mercoled[iì]|gioved[iì]|venerd[iì]|sabato|domenica|maandag|"
    r"dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|(?:segunda|ter[çc]a|quarta|quinta|sexta)(?:-feira)?"
)


def month_of(name: str) -> int:
    """1 to 12 for a name that one of the two patterns has matched."""
    plain = name.lower()
    return _NUMBERS[plain] if plain in _NUMBERS else _ENGLISH.index(plain[:3]) + 1
