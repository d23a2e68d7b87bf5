"""Sentences in other languages than English: copied ones stand, and no other is called supported."""

import pytest

from service.domain.claims import Ruling
from tests.verification.test_every_kind import ruled

# What the entry says, and the same with what makes it weaker left out.
_WEAKENED = {
    "German": ("Wir haben das Projekt nicht abgeschlossen.", "Wir haben das Projekt abgeschlossen."),
    "French": ("Le projet n'a pas été livré.", "Le projet a été livré."),
    "Spanish": ("Ayudé a Marta a escribir la guía de prácticas.", "Escribí la guía de prácticas."),
    "Spanish, hedged": ("Quizá reduje las quejas un 30 %.", "Reduje las quejas un 30 %."),
    "Portuguese": ("O projeto não foi entregue.", "O projeto foi entregue."),
    "Italian": ("Il progetto non è stato consegnato.", "Il progetto è stato consegnato."),
    "Dutch": ("Het project werd niet opgeleverd.", "Het project werd opgeleverd."),
    "Polish": ("Projekt nie został ukończony w marcu.", "Projekt został ukończony w marcu."),
    "Swedish": ("Projektet blev inte klart i mars.", "Projektet blev klart i mars."),
    "Turkish": ("Proje bu yıl tamamlanmadı ve bütçe aşıldı.", "Proje bu yıl tamamlandı ve bütçe aşıldı."),
    "Russian": ("Проект не был завершён.", "Проект был завершён."),
    "Chinese": ("项目没有完成。", "项目完成。"),
    "Japanese": ("在庫システムの更新は完了しなかった。", "在庫システムの更新は完了した。"),
}


@pytest.mark.parametrize(("entry", "claimed"), _WEAKENED.values(), ids=_WEAKENED)
def test_a_weakening_word_left_out_is_never_supported(entry: str, claimed: str) -> None:
    assert ruled(claimed, entry)[0] is Ruling.UNJUDGED


@pytest.mark.parametrize(("entry", "claimed"), _WEAKENED.values(), ids=_WEAKENED)
def test_what_is_copied_is_supported_in_any_language(entry: str, claimed: str) -> None:
    assert ruled(entry, entry)[0] is Ruling.SUPPORTED
    assert ruled(claimed, claimed)[0] is Ruling.SUPPORTED


def test_a_figure_that_the_entry_lacks_is_told_in_any_language() -> None:
    assert ruled("Reduje las quejas un 45 %.", "Reduje las quejas un 30 %.")[0] is not Ruling.SUPPORTED
    assert ruled("Reduje las quejas un 45 %.", "Reduje las quejas un 30 %.")[0] is not Ruling.UNJUDGED


@pytest.mark.parametrize(
    ("entry", "claimed"),
    [
        ("Led the El Paso de la Cruz rollout in March.", "In March, led the El Paso de la Cruz rollout."),
        ("Cut p95 latency 40%.", "Cut p95 latency by 40%."),
        ("Wrote the café's handover sheet with José.", "With José, wrote the café's handover sheet."),
        ("Trained Zoë and François on intake.", "Trained François and Zoë on intake."),
    ],
)
def test_names_and_loan_words_leave_a_sentence_english(entry: str, claimed: str) -> None:
    assert ruled(claimed, entry)[0] is Ruling.SUPPORTED
