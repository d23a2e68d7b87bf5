"""Units a figure may carry: which measure each belongs to, and its factor to the measure's base."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from service.domain.word_sets import word_set


class Measure(StrEnum):
    """What a figure measures. Figures compare only within one measure.

    Bases: seconds, one unit of the currency, a share of one (so 50 % is 0.5), percentage points, bytes, metres,
    grams, litres, the number of times as large, and the count itself.
    """

    COUNT = "count"
    TIME = "time"
    MONEY = "money"
    SHARE = "share"
    POINTS = "points"
    BYTES = "bytes"
    LENGTH = "length"
    WEIGHT = "weight"
    VOLUME = "volume"
    MULTIPLE = "multiple"


class Unit(NamedTuple):
    """`name` is the one spelling all others are read into; `factor` leads to the measure's base."""

    name: str
    measure: Measure
    factor: Decimal


DAY_S = Decimal(86_400)
# A year is twelve months, so that "18 months" is exactly "a year and a half"; a month is a twelfth of 365.25 days.
MONTH_S = Decimal(2_629_800)


def _table(measure: Measure, rows: dict[str, tuple[str, Decimal]]) -> dict[str, Unit]:
    return {
        word: Unit(name, measure, factor) for name, (spellings, factor) in rows.items() for word in spellings.split()
    }


WORDS: dict[str, Unit] = {
    **_table(
        Measure.TIME,
        {
            "millisecond": ("millisecond milliseconds millis ms msec", Decimal("0.001")),
            "second": ("second seconds sec secs", Decimal(1)),
            "minute": ("minute minutes min mins", Decimal(60)),
            "hour": ("hour hours hr hrs h", Decimal(3600)),
            "day": ("day days", DAY_S),
            "week": ("week weeks wk wks", 7 * DAY_S),
            "fortnight": ("fortnight fortnights", 14 * DAY_S),
            "month": ("month months mo mos mth mths", MONTH_S),
            "quarter": ("quarters", 3 * MONTH_S),
            "year": ("year years yr yrs", 12 * MONTH_S),
            "decade": ("decade decades", 120 * MONTH_S),
        },
    ),
    **_table(
        Measure.SHARE,
        {"percent": ("percent pct %", Decimal("0.01"))},
    ),
    **_table(
        Measure.POINTS,
        {"percentage point": ("pp ppt ppts", Decimal(1)), "basis point": ("bps", Decimal("0.01"))},
    ),
    **_table(
        Measure.BYTES,
        {
            "kilobyte": ("kb kilobyte kilobytes", Decimal(10) ** 3),
            "megabyte": ("mb megabyte megabytes", Decimal(10) ** 6),
            "gigabyte": ("gb gigabyte gigabytes gigs", Decimal(10) ** 9),
            "terabyte": ("tb terabyte terabytes", Decimal(10) ** 12),
            "petabyte": ("pb petabyte petabytes", Decimal(10) ** 15),
        },
    ),
    **_table(
        Measure.LENGTH,
        {
            "millimetre": ("mm millimetre millimetres millimeter millimeters", Decimal("0.001")),
            "centimetre": ("cm centimetre centimetres centimeter centimeters", Decimal("0.01")),
            "metre": ("metre metres meter meters", Decimal(1)),
            "kilometre": ("km kms kilometre kilometres kilometer kilometers", Decimal(1000)),
            "mile": ("mile miles", Decimal("1609.344")),
            "foot": ("feet ft", Decimal("0.3048")),
        },
    ),
    **_table(
        Measure.WEIGHT,
        {
            "milligram": ("mg milligram milligrams", Decimal("0.001")),
            "gram": ("gram grams", Decimal(1)),
            "kilogram": ("kg kgs kilo kilos kilogram kilograms", Decimal(1000)),
            "tonne": ("tonne tonnes ton tons", Decimal(1_000_000)),
            "pound": ("lb lbs", Decimal("453.59237")),
        },
    ),
    **_table(
        Measure.VOLUME,
        {"millilitre": ("ml millilitres", Decimal("0.001")), "litre": ("litre litres liter liters", Decimal(1))},
    ),
    **_table(
        Measure.MONEY,
        {
            "USD": ("usd dollar dollars", Decimal(1)),
            "USD cent": ("cents", Decimal("0.01")),
            "GBP": ("gbp pounds quid", Decimal(1)),
            "EUR": ("eur euro euros", Decimal(1)),
            "JPY": ("jpy yen", Decimal(1)),
            "INR": ("inr rupees", Decimal(1)),
            "CHF": ("chf francs", Decimal(1)),
            "AUD": ("aud", Decimal(1)),
            "CAD": ("cad", Decimal(1)),
        },
    ),
}

# Only glued to their number ("3d", "20s") do these mean a unit.
GLUED: dict[str, Unit] = {
    **{word: unit for word, unit in WORDS.items() if len(word) <= 5},
    "s": WORDS["seconds"],
    "d": WORDS["days"],
    "w": WORDS["weeks"],
    "y": WORDS["years"],
    "g": WORDS["grams"],
    "l": WORDS["litres"],
    "p": Unit("GBP penny", Measure.MONEY, Decimal("0.01")),
}
MINUTE = WORDS["minutes"]
PERCENT = WORDS["%"]
POINT = WORDS["pp"]
TIMES = Unit("times", Measure.MULTIPLE, Decimal(1))
PART = Unit("share", Measure.SHARE, Decimal(1))

CURRENCIES: dict[str, Unit] = {
    sign: Unit(name, Measure.MONEY, Decimal(1))
    for sign, name in {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR"}.items()
}

# What a rate may be counted by: "four hours a week", "12 a month", "per shift".
PERIODS: dict[str, str] = {
    **{word: unit.name for word, unit in WORDS.items() if unit.measure is Measure.TIME and len(word) > 1},
    "quarter": "quarter",
    "hourly": "hour",
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
    "annual": "year",
    "annum": "year",
    "night": "night",
    "shift": "shift",
    "sprint": "sprint",
    "term": "term",
    "semester": "semester",
    "season": "season",
    "weekend": "weekend",
}
PERIOD_ADVERBS = word_set("hourly daily nightly weekly fortnightly monthly quarterly yearly annually annual")
