"""What a sentence is graded by: the words it copies, else a label given by hand, else nobody knows."""

import pytest

from evals.suite.cases import read_case
from evals.suite.grading import Grader, Label, copied, evidence_of
from evals.suite.runs import Released
from service.domain.packet import DraftedBy
from tests.evals.test_cases import SOUND

EVIDENCE = """\
(2026-05-04)
Rewrote the "loan form", two pages instead of five.
Ama Boateng, Branch lead: "People finish it now.\"\
"""


@pytest.mark.parametrize(
    "text",
    [
        'rewrote the "loan form", two pages instead of five',
        "Rewrote the \u2018loan form\u2019, two pages instead of five.",
        "Ama Boateng (Branch lead) said: \u201cPeople finish it now.\u201d",
        "People finish it now.",
    ],
)
def test_words_that_stand_in_the_entry_are_copied(text: str) -> None:
    assert copied(text, EVIDENCE)


@pytest.mark.parametrize(
    "text",
    [
        "Rewrote the loan form, one page instead of five.",
        'Ama Boateng (Head of lending) said: "People finish it now."',
        'Ama Boateng (Branch lead) said: "People love it now."',
        "",
        "...",
    ],
)
def test_words_that_do_not_are_not(text: str) -> None:
    assert not copied(text, EVIDENCE)


def test_a_label_speaks_where_nothing_is_copied_and_silence_is_no_grade(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    file = tmp_path_factory.mktemp("cases") / "sound.yaml"
    file.write_text(SOUND)
    case = read_case(file)
    cites = (case.log.entries[0].id,)

    def released(text: str) -> Released:
        return Released(text=text, cites=cites, by=DraftedBy.MODEL, dimension=case.rubric.dimensions[0].id, leads=True)

    told, grown = released("Made the loan form shorter."), released("Made every form shorter.")
    evidence = evidence_of(case, told)
    grader = Grader(
        (Label(evidence=evidence, text=told.text, true=True), Label(evidence=evidence, text=grown.text, true=False))
    )
    assert grader.grade(case, told) is True
    assert grader.grade(case, grown) is False
    assert grader.grade(case, released("Halved the loan form.")) is None
