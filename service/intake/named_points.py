"""Reads points in time whose month, quarter, half or week is named in another language than English.

`14 de marzo de 2025`, `14. März 2025`, `14 марта 2025 г.`, `2025年3月14日`, `T1 2025`, `1er trimestre 2025`,
`KW 12 2025`.
A Buddhist year is read where Thai words stand around it, and an era where it is named (令和, 民國).
"""

import re
from collections.abc import Iterator

from service.intake.calendar_names import calendar_names, plain_name
from service.intake.points import FISCAL, Point

# A word may hold what Python does not count as letters: the vowel signs of Thai and Hindi, dots inside "ม.ค.".
WORD = r"[^\W\d_][^\s\d_,;:/|()\[\]{}<>\"“”«»*~–—&+-]*"
_Y = (
    r"(?:(?:ปี\s?)?(?:พ\.?ศ\.?|ค\.?ศ\.?)?\s?(?P<y>19[5-9]\d|20\d\d|2[45]\d\d))(?:\s?(?:г\.|г\b|года|году|"
    r"рік|року|р\.|r\.|roku))?"
)
_LINK = r"(?:\s?[,/-]\s?|\s+(?:(?:de|del|do|da|des|du|of|van|von|vom|dell['’]anno|år|ano|anno|год|năm)\s+)?)"
_D = r"(?P<d>0?[1-9](?!\d)|[12]\d|3[01])(?:\.|er|º|°|ª|:[ae]|-?(?:го|е|ше))?"
_END = r"(?![\w%]|[.,:/]\d|-\d)"
SET_OFF = r"(?=\s*(?:$|[:;|,–—)\]：]|-\s))"
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"

_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_D}\s?(?:de\s|d['’]\s?|of\s)?(?P<name>{WORD}){_LINK}{_Y}",
        rf"{_D}[-./](?P<name>{WORD})[-./](?P<y>19[5-9]\d|20\d\d|\d\d)",
        rf"(?P<name>{WORD}){_LINK}{_Y}",
        rf"(?P<y>19[5-9]\d|20\d\d)(?:\. |\.?[- ])(?P<name>{WORD})(?:[- ]{_D})?",
        rf"{_D}\s?(?:de\s|d['’]\s?)?(?P<name>{WORD})",
        rf"(?P<name>{WORD})",
    )
)
_ERA = r"(?:(?P<era>令和|平成|民國|民国)\s?(?P<n>\d{1,3}|元)|(?P<y>19[5-9]\d|20\d\d))\s?[年년]"
_EAST = tuple(
    re.compile(pattern + r"(?!\d)", re.IGNORECASE)
    for pattern in (
        rf"{_ERA}\s?(?P<m>\d{{1,2}})\s?[月월]\s?(?P<d>\d{{1,2}})\s?[日號号일]",
        rf"{_ERA}\s?(?P<m>\d{{1,2}})\s?[月월](?:份|분)?(?!\s?\d+\s?[日號号일])",
        rf"{_ERA}\s?第?\s?(?P<q>[1-4一二三四])\s?(?:季度|四半期|/4\s?분기|분기)",
        rf"{_ERA}\s?(?:제\s?)?(?P<q>[1-4])(?:/4)?\s?분기",
        rf"{_ERA}\s?(?P<half>上半年|下半年|上半期|下半期|상반기|하반기)",
        rf"{_ERA}\s?第?\s?(?P<w>\d{{1,2}})\s?(?:週|周|주차|주)(?!\w)",
        rf"{_ERA}(?P<fiscal>度)",
        rf"{_ERA}(?:도)?(?![{_CJK}]|\s?第?\s?\d{{1,2}}\s?(?:[月월]|季|四半期|분기|/4)|\s?第?[一二三四]季|\s?[上下상하]반?半?)",
        # Korean and Hungarian dots need the last one too: `2025. 3. 14.`
        r"(?P<y>19[5-9]\d|20\d\d)\.\s(?P<m>\d{1,2})\.\s(?P<d>\d{1,2})\.",
        r"(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日號号일]",
        r"(?P<m>\d{1,2})\s?[月월](?:份|분)?(?!\s?\d)(?![^\W\d_])",
        rf"(?:第\s?)?(?P<q>[1-4一二三四])\s?(?:季度|四半期|분기){SET_OFF}",
        r"(?:ngày\s)?(?P<d>\d{1,2})\stháng\s(?P<m>\d{1,2}),?\s(?:năm\s)?(?P<y>19[5-9]\d|20\d\d)",
        r"tháng\s(?P<m>\d{1,2})(?:\s|/|\snăm\s)(?P<y>19[5-9]\d|20\d\d)",
        r"(?:ปี\s?)?พ\.?ศ\.?\s?(?P<y>2[45]\d\d)",
        r"ปี\s?(?P<y>2[45]\d\d|20\d\d)",
    )
)
_N = (
    r"(?:第\s?|ที่\s?)?(?P<n>[1-9]\d?|I{1,3}|IV)(?:\.?(?:er|ère|ere|ème|eme|re|do|da|ro|to|mo|st|nd|rd|th|"
    r"e|o|a|º|°|ª)|\.|:[ae]|"
    r"-?(?:й|ий|ой|го|я|ша|га|тя))?\.?"
)
_PERIODS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<letter>[TKÇ])(?P<n>[1-4])(?:{_LINK}|\s?)(?P<y>19[5-9]\d|20\d\d){_END}",
        rf"(?P<n>[1-4])(?P<letter>[TQ])(?:\s?[/-]?\s?(?P<y>19[5-9]\d|20\d\d)|(?P<yy>\d\d)){_END}",
        rf"(?P<y>19[5-9]\d|20\d\d)[\s/-]{{1,2}}(?P<letter>[TKÇ])(?P<n>[1-4]){_END}",
        rf"{_N}\s?(?P<name>{WORD}){_LINK}{_Y}{_END}",
        rf"(?P<word>{WORD})\s(?P<name>{WORD}){_LINK}{_Y}{_END}",
        rf"(?P<name>{WORD})\s?{_N}{_LINK}{_Y}{_END}",
        rf"(?P<y>19[5-9]\d|20\d\d)[\s/.,-]{{1,2}}{_N}\s?(?P<name>{WORD}){_END}",
        rf"(?P<y>19[5-9]\d|20\d\d)[\s/.,-]{{1,2}}(?P<name>{WORD})\s?{_N}{_END}",
        rf"{_N}\s?(?P<name>{WORD}){SET_OFF}",
        rf"(?P<word>{WORD})\s(?P<name>{WORD}){SET_OFF}",
        rf"(?P<name>{WORD})\s?{_N}{SET_OFF}",
    )
)
_COUNTED = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "一": 1, "二": 2, "三": 3, "四": 4, "元": 1}
_ORDINALS_TEXT = (
    "first second third fourth|1st 2nd 3rd 4th|erstes zweites drittes viertes|erste zweite dritte vierte|"
    "premier deuxieme troisieme quatrieme|premier second|primer segundo tercer cuarto|primero segundo tercero cuarto|"
    "primo secondo terzo quarto|primeiro segundo terceiro quarto|eerste tweede derde vierde|"
    "pierwszy drugi trzeci czwarty|pierwsze drugie|первый второй третий четвертый|первое второе|"
    "перший другий третій четвертий|forsta andra tredje fjarde|forste anden tredje fjerde|"
    "birinci ikinci ucuncu dorduncu|"
    "ilk ikinci|prvni druhe treti ctvrte"
)
_ORDINALS = {name: n for names in _ORDINALS_TEXT.split("|") for n, name in enumerate(names.split(), start=1)}
_HALVES = frozenset(
    (
        "half halbjahr semestre halfjaar polrocze полугодие півріччя halvar halvaret halvår yariyil yarisi felev "
        "pololeti"
    ).split()
)
# What alone, without a year beside it, must be a week of the calendar: a course has a "week 3" as well.
_CALENDAR_WEEKS = frozenset("kw cw w kalenderwoche".split())
_WEEKS = _CALENDAR_WEEKS | frozenset(
    (
        "week wk woche semaine sem semana settimana tydzien неделя нед тиждень vecka v uge uke viikko hafta tyden het"
    ).split()
)
# The first three letters of every name in Latin letters: other words need no look at the CLDR.
MONTHS_BEGIN = frozenset(
    """
    abr ago agu aou apr ara aug avr bre cer cvc cvn cze dec des dez dic dub eki elo ene eyl feb fev gen giu gru haz hei
    hel huh ian iul iun jan jou jui jul jun kas kes kve kwi led lip lis lok lug lut maa mae mag mai maj mar may mei mrt
    mrz nis noi nov oca oct okt ott out paz pro rij sep set sie srp sty sub syy sze tam tem tou uno wrz zar
    """.split()
)
QUARTERS_BEGIN = frozenset("cey ctv kua kv kva kvt kw kwa n.e neg nel qua quy tri".split())
# How the first word of anything read here begins, where that word is in plain Latin letters.
FIRST_WORDS = (
    MONTHS_BEGIN
    | QUARTERS_BEGIN
    | frozenset(name[:3] for name in (*_ORDINALS, *_HALVES, *_WEEKS) if name.isascii())
    | frozenset(("nga", "iii"))
)


def named_points(text: str, at: int, *, left: bool = False) -> Iterator[tuple[Point, int]]:
    """Every point that begins at `at`, with the place where it ends; at the `left` of a range a dash may follow it."""
    for pattern in _EAST:
        if (match := pattern.match(text, at)) and (point := _eastern(match)):
            yield point, match.end()
    for pattern in _PERIODS:
        if (match := pattern.match(text, at)) and (point := _period(match)):
            yield point, match.end()
    for n, pattern in enumerate(_DATES):
        match = pattern.match(text, at)
        if match is None or not _may_be(match["name"], MONTHS_BEGIN):
            continue
        month = calendar_names().months.get(plain_name(match["name"]))
        end = match.end()
        if month is None or (_runs_on(text, end) and not (left and text[end : end + 1] in "-./")):
            continue
        if (point := _dated(match, month)) and (n < 2 or left or _is_sure(match, text, month_alone=n in (2, 3, 5))):
            yield point, end


def named_weekday(name: str) -> bool:
    """Whether a word is a weekday in one of the languages; asked only of words that stand before or behind a day."""
    return plain_name(name) in calendar_names().weekdays


def month_named(name: str) -> int | None:
    """1 to 12 for a month of another language; None for any other word."""
    return calendar_names().months.get(plain_name(name)) if _may_be(name, MONTHS_BEGIN) else None


def _may_be(name: str, begins: frozenset[str]) -> bool:
    plain = plain_name(name)
    return not plain.isascii() or plain[:3] in begins


_RUNS_ON = re.compile(_END)
_SET_OFF = re.compile(SET_OFF)


def _runs_on(text: str, end: int) -> bool:
    return _RUNS_ON.match(text, end) is None


def _is_sure(match: re.Match[str], text: str, *, month_alone: bool) -> bool:
    """Whether the name can be no other word: "set 2025", "2 out of 3" and "Mars 2020" may be."""
    name = match["name"]
    plain = plain_name(name)
    if plain == "mars" and name[0] == "M" and match.groupdict().get("y") == "2020":
        return False
    has_year = match.groupdict().get("y") is not None
    if month_alone and not has_year:
        return plain not in calendar_names().short and _SET_OFF.match(text, match.end()) is not None
    if plain not in calendar_names().short or name.endswith("."):
        return True
    return has_year and (not month_alone or _SET_OFF.match(text, match.end()) is not None)


def _dated(match: re.Match[str], month: int) -> Point | None:
    parts = match.groupdict()
    year = _year(parts.get("y"), match[0])
    if parts.get("y") and year is None:
        return None
    day = parts.get("d")
    return Point(year=year, month=month, day=int(day) if day else None)


def _eastern(match: re.Match[str]) -> Point | None:
    parts = {name: value for name, value in match.groupdict().items() if value is not None}
    year = _year(parts.get("y"), match[0])
    if "era" in parts:
        counted = _COUNTED.get(parts["n"]) or int(parts["n"])
        year = {"令": 2018, "平": 1988, "民": 1911}[parts["era"][0]] + counted
    elif "y" in parts and year is None:
        return None
    if "fiscal" in parts:
        return Point(year=year, doubtful=FISCAL)
    quarter = parts.get("q")
    half = {"上": 1, "상": 1, "下": 2, "하": 2}.get(parts.get("half", " ")[0])
    return Point(
        year=year,
        month=int(parts["m"]) if "m" in parts else None,
        day=int(parts["d"]) if "d" in parts else None,
        quarter=(_COUNTED.get(quarter) or int(quarter)) if quarter else None,
        half=half,
        week=int(parts["w"]) if "w" in parts else None,
    )


def _period(match: re.Match[str]) -> Point | None:
    parts = {name: value for name, value in match.groupdict().items() if value is not None}
    year = 2000 + int(parts["yy"]) if "yy" in parts else _year(parts.get("y"), match[0])
    if ("y" in parts or "yy" in parts) and year is None:
        return None
    if "letter" in parts:
        return Point(year=year, quarter=int(parts["n"])) if parts["letter"].isupper() else None
    name = plain_name(parts["name"])
    if "word" in parts:
        counted = _ORDINALS.get(plain_name(parts["word"]))
        if counted is None and not parts["word"].isascii():
            phrase = calendar_names().quarters.get(f"{plain_name(parts['word'])} {name}")
            return Point(year=year, quarter=phrase) if phrase else None
    else:
        counted = _COUNTED.get(parts["n"].lower()) or (int(parts["n"]) if parts["n"].isdigit() else None)
    if counted is None:
        return None
    if name in _WEEKS and "word" not in parts and parts["n"].isdigit():
        known = counted <= 53 and (year is not None or name in _CALENDAR_WEEKS)
        return Point(year=year, week=counted) if known else None
    if name in _HALVES:
        return Point(year=year, half=counted) if counted <= 2 else None
    if counted <= 4 and _may_be(name, QUARTERS_BEGIN) and name in calendar_names().quarter_words:
        return Point(year=year, quarter=counted)
    return None


def _year(written: str | None, around: str) -> int | None:
    if written is None:
        return None
    if len(written) == 2:
        return 2000 + int(written)
    year = int(written)
    if year < 2400:
        return year
    # The Buddhist year runs 543 ahead; only Thai words say that it is meant.
    thai = any("\u0e00" <= letter <= "\u0e7f" for letter in around)
    return year - 543 if thai else None
