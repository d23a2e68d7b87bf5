"""The ladders of ownership, reach and completion as read from a sentence."""

import pytest

from service.domain.agency import Agency, agency_of
from service.domain.completion import Completion, completion_of
from service.domain.levels import steps_down
from service.domain.reach import Reach, reach_of
from service.errors import Invalid
from service.intake.rubrics import read_rubric


@pytest.mark.parametrize(
    ("text", "rung"),
    [
        ("Helped Sam design the ledger.", Agency.HELPED),
        ("Was involved in updating the docs.", Agency.HELPED),
        ("Reviewed 40 leases.", Agency.HELPED),
        ("Contributed two comments.", Agency.CONTRIBUTED),
        ("Worked on the audit with finance.", Agency.CONTRIBUTED),
        ("We built the cache.", Agency.CONTRIBUTED),
        ("Led on-call.", Agency.DROVE),
        ("Coordinated three wards.", Agency.DROVE),
        ("Owned the migration.", Agency.OWNED),
        ("Cut the wait from 4 h to 1 h.", Agency.OWNED),
        ("Reviewed the plan and wrote the tests.", Agency.OWNED),
        ("Team lunch", Agency.UNSTATED),
        ("Helped Maria with retries; failed payments fell from 3% to 1%.", Agency.HELPED),
        ("Assisted with the audit; failed checks dropped.", Agency.HELPED),
        ("Supported the ward move. Falls halved within a month.", Agency.HELPED),
        ("Helped Ana, and missed appointments went from 12 to 4.", Agency.HELPED),
        ("Worked on the ledger; the vendor fixed the export.", Agency.CONTRIBUTED),
        ("Reviewed the plan; Lee built the tool.", Agency.HELPED),
        ("Automated tests replaced the checklist; helped write them.", Agency.HELPED),
        ("Planned to launch the portal.", Agency.UNSTATED),
        ("Will lead the audit.", Agency.UNSTATED),
        ("Hoping to own the rota.", Agency.UNSTATED),
        ("Was asked to run the course.", Agency.UNSTATED),
        ("Plans: own the migration.", Agency.UNSTATED),
        ("Proposed a triage form.", Agency.CONTRIBUTED),
        ("Planned and ran the ward move.", Agency.DROVE),
        ("In March, rebuilt the rota.", Agency.OWNED),
        ("In March rebuilt the rota.", Agency.OWNED),
        ("This quarter I rebuilt the rota.", Agency.OWNED),
        ("Q3: rebuilt the rota.", Agency.OWNED),
        ("Built a tool that will warn the ward.", Agency.OWNED),
        ("Fixed payments that failed; complaints fell.", Agency.OWNED),
        ("Cut failed payments from 3% to 1%.", Agency.OWNED),
        ("Personally trained 12 nurses.", Agency.OWNED),
    ],
)
def test_agency_is_read_from_the_governing_verb(text: str, rung: Agency) -> None:
    assert agency_of(text) is rung


@pytest.mark.parametrize(
    ("text", "rung"),
    [
        ("Sorted my inbox.", Reach.SELF),
        ("Wrote a guide for the team.", Reach.TEAM),
        ("14 teams use it.", Reach.SEVERAL_TEAMS),
        ("Set the org-wide standard.", Reach.ORGANISATION),
        ("Rolled out across the company.", Reach.COMPANY),
        ("Published it as open source.", Reach.OUTSIDE),
    ],
)
def test_reach_is_the_furthest_one_worded(text: str, rung: Reach) -> None:
    assert reach_of(text) is rung


@pytest.mark.parametrize(
    ("text", "rung"),
    [
        ("Proposed a triage form.", Completion.PLANNED),
        ("It would save ten minutes.", Completion.PLANNED),
        ("Piloted a form on two wards.", Completion.PROTOTYPE),
        ("The form is in review.", Completion.IN_REVIEW),
        ("Shipped the form.", Completion.SHIPPED),
        ("Cut the wait.", Completion.SHIPPED),
        ("Proposed it, then shipped it in May.", Completion.SHIPPED),
        ("14 teams use it now; it is in daily use.", Completion.ADOPTED),
        ("Adopted by the night team.", Completion.ADOPTED),
        ("Proposed two ways to refund, and the one we chose cut waits from 9 days to 2.", Completion.SHIPPED),
        ("Planned the launch, and the venue.", Completion.PLANNED),
        ("Proposed a form, and suggested a second one.", Completion.PLANNED),
    ],
)
def test_completion_is_how_far_the_furthest_thing_came(text: str, rung: Completion) -> None:
    assert completion_of(text) is rung


@pytest.mark.parametrize(
    ("lower", "upper", "down"),
    [
        ("L4", "L3", True),
        ("L3", "L4", False),
        ("L9", "L10", False),
        ("Level 5: Senior", "Level 4: Mid", True),
        ("IC5", "M4", False),
        ("Senior Engineer", "Junior Engineer", True),
        ("Senior", "Staff", False),
        ("Associate Director", "Junior Analyst", False),
        ("Band 6", "Band 5", True),
        ("Grade A", "Grade B", False),
        ("", "L3", False),
    ],
)
def test_a_step_down_is_known_by_numbers_and_by_ranks_that_mean_the_same_everywhere(
    lower: str, upper: str, down: bool
) -> None:
    assert steps_down(lower, upper) is down


def test_a_ladder_is_not_read_downwards() -> None:
    ladder = b"| Dimension | L3 | L4 |\n|---|---|---|\n| Scope | tasks | projects |\n"
    assert read_rubric(ladder, filename="l.md", from_level="L3", to_level="L4").to_level == "L4"
    with pytest.raises(Invalid, match="step down"):
        read_rubric(ladder, filename="l.md", from_level="L4", to_level="L3")
    with pytest.raises(Invalid, match="step down"):
        read_rubric(
            b'{"title":"t","from_level":"L5","to_level":"L4","dimensions":[{"id":"s","name":"S","next":"n"}]}',
            filename="r.json",
        )
