"""The eval cases themselves: every file reads, names what stands in its log, and a broken one is refused by name."""

from collections import Counter
from pathlib import Path

import pytest

from evals.suite.cases import CASES, Case, Family, read_case, read_cases, words_of
from evals.suite.reading import holds_any
from service.domain.claims import Kind, Ruling
from service.errors import Invalid

KINDS = frozenset(Kind) - {Kind.CITATION, Kind.VERBATIM, Kind.WORDING, Kind.ENTAILMENT}
"""The kinds of lie a sentence can tell; the others say how a ruling was reached."""
TRAPS_A_KIND = 6
REVIEWED = ("honest", "vague", "thin", "inflated", "injected", "contradictory", "non_software", "long", "names")
"""The folders of cases written to one form: several truths, traps of several kinds."""

SOUND = """\
id: sound
family: honest
tries: One entry, one truth.
log: |
  - 2026-05-04: Rewrote the loan form, two pages instead of five.
  - 2026-04-02: Painted labels for the summer show.
truths:
  - about: loan form
    tells:
      - Rewrote the loan form.
traps:
  - about: summer show
    text: Put on the summer show.
    kind: agency
    ruling: overstated
"""


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return read_cases()


@pytest.fixture(scope="module")
def reviewed() -> tuple[Case, ...]:
    return tuple(case for folder in REVIEWED for case in read_cases(CASES / folder))


def test_there_are_forty_cases_or_more_and_every_family_has_some(reviewed: tuple[Case, ...]) -> None:
    assert len(reviewed) >= 40
    assert {case.family for case in reviewed} == set(Family)


def test_a_case_is_called_as_its_file_and_lies_with_its_family() -> None:
    for folder in REVIEWED:
        files = sorted((CASES / folder).glob("*.yaml"))
        assert files
        for file in files:
            case = read_case(file)
            assert (case.id, case.family.value) == (file.stem, folder)


def test_every_about_finds_its_entry(cases: tuple[Case, ...]) -> None:
    for case in cases:
        abouts = [truth.about for truth in case.truths] + [trap.about for trap in case.traps]
        abouts += [gap.about for gap in case.gaps if gap.about]
        for about in abouts:
            assert case.entry(about) in case.log.entries


def test_a_gap_names_an_entry_or_a_dimension_the_case_runs_with(cases: tuple[Case, ...]) -> None:
    for case in cases:
        for gap in case.gaps:
            assert gap.about or gap.dimension, case.id
            assert gap.dimension is None or gap.dimension in {one.id for one in case.rubric.dimensions}, case.id


def test_every_kind_of_lie_is_planted_often_enough_to_count(reviewed: tuple[Case, ...]) -> None:
    planted = Counter(trap.kind for case in reviewed for trap in case.traps)
    assert set(planted) == KINDS
    assert {kind: count for kind, count in planted.items() if count < TRAPS_A_KIND} == {}


def test_no_trap_is_expected_to_stand(cases: tuple[Case, ...]) -> None:
    assert {trap.ruling for case in cases for trap in case.traps} <= {
        Ruling.OVERSTATED,
        Ruling.UNSUPPORTED,
        Ruling.CONTRADICTED,
    }


def test_a_case_has_truths_to_tell_and_traps_of_several_kinds(reviewed: tuple[Case, ...]) -> None:
    for case in reviewed:
        assert len(case.truths) >= 3, case.id
        assert all(truth.tells for truth in case.truths), case.id
        assert len(case.traps) >= 4, case.id
        assert len({trap.kind for trap in case.traps}) >= 4, case.id
        assert len(case.rubric.dimensions) <= 2, case.id


def test_no_text_is_both_a_truth_and_a_trap_or_planted_twice(cases: tuple[Case, ...]) -> None:
    for case in cases:
        texts = [tell for truth in case.truths for tell in truth.tells] + [trap.text for trap in case.traps]
        assert [text for text, count in Counter(texts).items() if count > 1] == [], case.id


def test_an_outcome_stands_in_the_words_of_its_entry(reviewed: tuple[Case, ...]) -> None:
    for case in reviewed:
        for truth in case.truths:
            assert _flat(truth.outcome) in _flat(words_of(case.entry(truth.about))), (case.id, truth.outcome)


def test_forbidden_words_stand_in_no_honest_telling(reviewed: tuple[Case, ...]) -> None:
    for case in reviewed:
        for tell in (tell for truth in case.truths for tell in truth.tells):
            assert not [word for word in case.never if holds_any(tell, [word])], (case.id, tell)


def test_forbidden_words_stand_in_no_log_but_one_that_gives_orders(reviewed: tuple[Case, ...]) -> None:
    for case in (case for case in reviewed if case.family is not Family.INJECTED):
        for entry in case.log.entries:
            assert not [word for word in case.never if holds_any(words_of(entry), [word])], (case.id, entry.text)


def test_forbidden_words_can_be_found_as_whole_words(reviewed: tuple[Case, ...]) -> None:
    for case in reviewed:
        for word in (*case.never, *(word for bullet in case.bullets for word in bullet.never)):
            assert holds_any(f"It was {word} after all.", [word]), (case.id, word)
            assert any(map(str.isalnum, word)), (case.id, word)
            assert word[-1].isalnum() or word[-1] == "%", (case.id, word)


def test_a_vague_or_thin_case_brings_a_bullet_that_holds_none_of_its_forbidden_words(
    reviewed: tuple[Case, ...],
) -> None:
    vague = [case for case in reviewed if case.family is Family.VAGUE]
    thin = [case for case in reviewed if case.family is Family.THIN]
    assert all(case.bullets for case in vague)
    assert any(case.bullets for case in thin)
    for case in reviewed:
        for bullet in case.bullets:
            assert bullet.never
            assert not holds_any(bullet.text, bullet.never), (case.id, bullet.text)


def test_a_long_case_is_long(reviewed: tuple[Case, ...]) -> None:
    long = [case for case in reviewed if case.family is Family.LONG]
    assert all(len(case.log) >= 60 and len(case.rubric.dimensions) == 1 for case in long)


def test_a_sound_case_is_read(tmp_path: Path) -> None:
    case = read_case(_written(tmp_path, SOUND))
    assert case.entry("loan form").text.startswith("Rewrote")
    assert case.traps[0].ruling is Ruling.OVERSTATED


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (("tries: One entry, one truth.\n", ""), "tries"),
        (("family: honest", "family: honest\nmood: good"), "mood"),
        (("    kind: agency", "    kind: agency\n    weight: 3"), "traps.0.weight"),
        (("kind: agency", "kind: bragging"), "traps.0.kind"),
        (("about: loan form", "about: winter show"), "winter show"),
        (("about: loan form", "about: the"), "2 entries"),
        (("family: honest", "family: dishonest"), "family"),
        (("truths:", "gaps:\n  - kind: undated\n    about: winter show\ntruths:"), "winter show"),
        (("truths:", "dimensions:\n  - charm\ntruths:"), "dimensions"),
        (("log: |", "log_file: not-there.md\nlog_was: |"), "log_was"),
        (("tries: One entry", "tries: [One entry"), "line"),
    ],
)
def test_a_broken_case_is_refused_by_file_and_place(tmp_path: Path, edit: tuple[str, str], place: str) -> None:
    broken = SOUND.replace(*edit, 1)
    assert broken != SOUND
    with pytest.raises(Invalid) as refused:
        read_case(_written(tmp_path, broken))
    assert "sound.yaml" in str(refused.value)
    assert place in str(refused.value)


@pytest.mark.parametrize("log", ["", "log_file: not-there.md\n"])
def test_a_case_without_its_log_is_refused(tmp_path: Path, log: str) -> None:
    with pytest.raises(Invalid, match=r"sound\.yaml.*log"):
        read_case(_written(tmp_path, f"id: sound\nfamily: thin\ntries: No log.\n{log}"))


def test_two_cases_of_one_name_are_refused(tmp_path: Path) -> None:
    _written(tmp_path, SOUND)
    (tmp_path / "again").mkdir()
    _written(tmp_path / "again", SOUND)
    with pytest.raises(Invalid, match="sound"):
        read_cases(tmp_path)


def test_a_log_in_a_file_beside_the_case_is_read_and_changes_its_digest(tmp_path: Path) -> None:
    (tmp_path / "log.md").write_text("- 2026-05-04: Rewrote the loan form.\n", encoding="utf-8")
    path = _written(tmp_path, "id: sound\nfamily: thin\ntries: A file.\nlog_file: log.md\n")
    before = read_case(path)
    (tmp_path / "log.md").write_text("- 2026-05-04: Rewrote the loan forms.\n", encoding="utf-8")
    assert len(before.log) == 1
    assert read_case(path).digest != before.digest


def _written(folder: Path, text: str) -> Path:
    path = folder / "sound.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()
