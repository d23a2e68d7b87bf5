"""Whether a log is in English is told by its smallest words, and never guessed from a few."""

import pytest

from service.domain.language import mostly_english, notices_of
from tests.builders import a_brag_entry, a_log


@pytest.mark.parametrize(
    "text",
    [
        "Abrechnungslauf von zwei Tagen auf drei Stunden verkürzt und die Anleitung für das Lager geschrieben.",
        "Das war ein grosser Erfolg. Alle Teams waren so zufrieden, dass wir es weiter ausgebaut haben.",
        "Réduit le temps de déploiement de 30 à 4 minutes. Encadré trois stagiaires et rédigé le guide.",
        "Reduje el tiempo de despliegue de 30 a 4 minutos y escribí la guía que usan ahora dos equipos.",
        "De doorlooptijd van de facturatie verkort van 4 uur naar 20 minuten. We hebben het samen gedaan.",
        "Minskade handläggningstiden från 4 timmar till 20 minuter. Skrev en guide som tre team använder.",
        "ทำระบบแจ้งเตือนเสร็จแล้ว",
        "Сократил время выкладки с 30 до 4 минут.",
    ],
)
def test_other_languages_are_not_taken_for_english(text: str) -> None:
    assert not mostly_english([text])
    assert notices_of(a_log(a_brag_entry(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Cut the weekly manual reconciliation from four hours to twenty minutes.",
        "Led on-call.",
        "Shipped v2. Mentored 3 interns, ran the guild with Søren and Łukasz, won the Zürich account.",
        "Fixed flaky tests, upgraded Node, triaged 40 tickets and closed most of them.",
        "",
    ],
)
def test_clipped_english_notes_and_foreign_names_are_english(text: str) -> None:
    assert mostly_english([text])


def test_a_long_log_is_read_by_a_sample_and_still_told_as_what_it_is() -> None:
    german = "Abrechnungslauf von zwei Tagen auf drei Stunden verkürzt und die Anleitung für das Lager geschrieben."
    english = "Cut the weekly manual reconciliation from four hours to twenty minutes for the finance team."
    assert notices_of(a_log(*(a_brag_entry(german, id=f"e-{n}") for n in range(1_001))))
    assert not notices_of(a_log(*(a_brag_entry(english, id=f"e-{n}") for n in range(1_001))))
