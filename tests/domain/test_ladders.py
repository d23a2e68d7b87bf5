"""The ladders of ownership, reach and completion as read from a sentence."""

import pytest

from service.domain.agency import Agency, agency_of
from service.domain.completion import Completion, completion_of
from service.domain.reach import Reach, reach_of


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
    ],
)
def test_completion_is_how_far_the_furthest_thing_came(text: str, rung: Completion) -> None:
    assert completion_of(text) is rung
