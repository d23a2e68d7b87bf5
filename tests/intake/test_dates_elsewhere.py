"""Dates of the world's languages: read at the precision written, and nothing read into words that are none."""

import pytest

from service.domain.when import When
from service.intake.dates import whole_date
from service.intake.day_order import SlashOrder

DAY, MONTH, QUARTER = "2025-03-14", "2025-03", "2025-Q1"
_SPELLED = {
    "Spanish": {
        DAY: ["14 de marzo de 2025", "14 mar. 2025", "el 14 de marzo de 2025"],
        MONTH: ["marzo de 2025", "Marzo 2025"],
        QUARTER: ["1er trimestre de 2025", "T1 2025", "primer trimestre de 2025"],
    },
    "French": {DAY: ["14 mars 2025", "le 14 mars 2025"], MONTH: ["mars 2025"], QUARTER: ["1er trimestre 2025"]},
    "German": {
        DAY: ["14. März 2025", "14.03.2025", "14. Mrz. 2025"],
        MONTH: ["März 2025"],
        QUARTER: ["1. Quartal 2025", "Q1/2025"],
    },
    "Portuguese": {DAY: ["14 de março de 2025"], MONTH: ["março de 2025"], QUARTER: ["1º trimestre de 2025"]},
    "Italian": {DAY: ["14 marzo 2025"], MONTH: ["marzo 2025"], QUARTER: ["1º trimestre 2025"]},
    "Dutch": {DAY: ["14 maart 2025", "14 mrt 2025"], MONTH: ["maart 2025"], QUARTER: ["1e kwartaal 2025"]},
    "Polish": {DAY: ["14 marca 2025", "14 marca 2025 r."], MONTH: ["marzec 2025"], QUARTER: ["I kwartał 2025"]},
    "Russian": {
        DAY: ["14 марта 2025 г.", "14 марта 2025"],
        MONTH: ["март 2025 года", "март 2025"],
        QUARTER: ["1 квартал 2025", "первый квартал 2025"],
    },
    "Turkish": {DAY: ["14 Mart 2025"], MONTH: ["Mart 2025"], QUARTER: ["1. çeyrek 2025"]},
    "Chinese": {DAY: ["2025年3月14日", "2025年3月14号"], MONTH: ["2025年3月"], QUARTER: ["2025年第一季度"]},
    "Japanese": {DAY: ["2025年3月14日(金)", "令和7年3月14日"], MONTH: ["2025年3月"], QUARTER: ["2025年第1四半期"]},
    "Korean": {DAY: ["2025년 3월 14일", "2025. 3. 14."], MONTH: ["2025년 3월"], QUARTER: ["2025년 1분기"]},
    "Hindi": {DAY: ["14 मार्च 2025", "१४ मार्च २०२५"], MONTH: ["मार्च 2025"]},
    "Bengali": {DAY: ["১৪ মার্চ ২০২৫"], MONTH: ["মার্চ ২০২৫"]},
    "Arabic": {DAY: ["14 مارس 2025", "١٤ مارس ٢٠٢٥"], MONTH: ["مارس 2025"]},
    "Indonesian": {DAY: ["14 Maret 2025"], MONTH: ["Maret 2025"]},
    "Vietnamese": {DAY: ["14 tháng 3 năm 2025"], MONTH: ["tháng 3 năm 2025"], QUARTER: ["quý 1 năm 2025"]},
    "Thai": {DAY: ["14 มีนาคม 2568", "14 มี.ค. 2568"], MONTH: ["มีนาคม 2568"]},
    "Hungarian": {DAY: ["2025. március 14."], MONTH: ["2025. március"]},
    "Swedish": {DAY: ["den 14 mars 2025"], MONTH: ["mars 2025"], QUARTER: ["kvartal 1 2025"]},
}
_CASES = [
    pytest.param(text, when, id=f"{language}: {text}")
    for language, dates in _SPELLED.items()
    for when, texts in dates.items()
    for text in texts
]


@pytest.mark.parametrize(("text", "when"), _CASES)
def test_a_date_is_read_in_its_language(text: str, when: str) -> None:
    found = whole_date(text, SlashOrder.DAY_FIRST, When())
    assert found is not None
    assert (str(found.when), found.doubtful) == (when, "")


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("del 3 al 5 de marzo de 2025", "2025-03-03..2025-03-05"),
        ("du 3 au 5 mars 2025", "2025-03-03..2025-03-05"),
        ("3.–5. März 2025", "2025-03-03..2025-03-05"),
        ("KW 12 2025", "2025-03-17..2025-03-23"),
        ("2025年上半年", "2025-01..2025-06"),
        ("1. Halbjahr 2025", "2025-01..2025-06"),
    ],
)
def test_ranges_weeks_and_halves_are_read(text: str, when: str) -> None:
    found = whole_date(text, SlashOrder.DAY_FIRST, When())
    assert found is not None
    assert str(found.when) == when


@pytest.mark.parametrize(
    "text",
    [
        "set 2025 goals",
        "2 out 3",
        "ara 5",
        "Mars 2020 rover",
        "lis 3",
        "31. Februar 2025",
        "32 mars 2025",
        "année 2025",
    ],
)
def test_other_words_are_no_date(text: str) -> None:
    found = whole_date(text, SlashOrder.DAY_FIRST, When())
    assert found is None or not found.when.known


@pytest.mark.parametrize("text", ["2025年度", "FY2025"])
def test_a_fiscal_year_is_told_as_doubtful(text: str) -> None:
    found = whole_date(text, SlashOrder.DAY_FIRST, When())
    assert found is not None
    assert found.doubtful
    assert not found.when.known
