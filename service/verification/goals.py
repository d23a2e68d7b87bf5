"""Words that say a goal was met, or by how much it was missed, where the entry gives the goal and what came of it."""

import re
from collections.abc import Iterator

from service.domain.claims import Claim, Finding, Kind, Ruling
from service.domain.units import Measure
from service.domain.wording_of_figures import plain
from service.verification.derived_figures import against_goals
from service.verification.known_figures import Known
from service.verification.written_figures import Written

_GOAL = r"(?:goals?|targets?|quota|objective)"
_SAYS_MET = re.compile(
    rf"(?i)\b(?:met|meet(?:ing)?|hit(?:ting)?|reach(?:ed|ing)|achiev(?:ed|ing)|beat(?:ing)?|exceed(?:ed|ing)|made)"
    rf" (?:the |our |its |my |their |that |this )?(?:\w+ )?{_GOAL}\b(?! of)"
    rf"|, (?:which was )?(?:the|our|its|my|their) (?:full |whole |agreed )?{_GOAL}\b|\b(?:on|to|above|over) target\b"
)
_DENIED = re.compile(r"(?i)\b(?:not|never|without|short|below|under|missed|missing|nearly|almost|fail\w*)\b|n't\b")


def missed(known: Known) -> Iterator[tuple[Written, Written]]:
    """Each result with the goal it falls short of; of money and time less may be better, so they are left out."""
    for result, goal in against_goals(known.figures):
        if result.figure.measure in (Measure.COUNT, Measure.SHARE) and result.figure.base < goal.figure.base:
            yield result, goal


def goal_objections(claim: Claim, known: Known) -> Iterator[Finding]:
    """ "50 users in 3 months, the goal" where the goal was 200."""
    says = _SAYS_MET.search(claim.text)
    if says is None or _DENIED.search(claim.text[max(0, says.start() - 24) : says.end()]):
        return
    for result, goal in missed(known):
        yield Finding(
            kind=Kind.FIGURES,
            ruling=Ruling.CONTRADICTED,
            because=f"The entry says {plain(result.figure)}, and that the goal was {plain(goal.figure)}.",
            question="Which goal was met, and when?",
            spans=(result.span, goal.span),
            claimed=says.span(),
        )
        return
