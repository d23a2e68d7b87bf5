"""Words that claim something by themselves, whatever stands around them: one of these is never let pass as a wording.

Praise, outcomes, standing, ownership, how far a thing came, who and which team it was, how often. Each has a check of
its own; here they only keep a sentence from being read as another wording of its entry when none of those spoke.
"""

from functools import cache

from service.domain.wording import stem

_TELLING = """
good great excellent outstanding exceptional superb brilliant impressive remarkable notable strong solid robust positive
negative happy happier glad delighted pleased proud confident keen popular successful success effective effectiveness
efficient efficiency inefficiency inefficiencies productive productivity valuable value vital crucial critical key
essential important significant substantial considerable major dramatic drastic huge massive tremendous meaningful
measurable tangible lasting sustainable seamless smooth smoothly flawless perfect ideal optimal award award-winning
renowned respected trusted recognised recognized acclaimed celebrated praised famous worthy deserving expert expertise
professional professionalism skilled skilful talent talented gifted seasoned experienced veteran leadership teamwork
collaboration synergy innovation innovative creative creativity vision visionary strategic strategy proactive dedication
dedicated commitment committed passion passionate diligence diligent resilience resilient agile agility excellence
quality culture morale trust confidence engagement satisfaction reputation credibility visibility transparency
accountability compliance compliant impact benefit advantage improvement progress momentum growth potential opportunity
better best worse worst easier faster smarter stronger safer clearer cleaner happier healthier richer
effortless burden disruption chaos crisis bottleneck pain frustration delight welcome
grade level band senior junior principal chief executive director head deputy supervisor manager leader lead
calibre caliber standard standing rank promotion promoted role title remit responsibility responsible authority mandate
charge ownership owner own initiative idea solution concept brainchild architect inventor founder originator author
creator mastermind pioneer organiser organizer coordinator champion instigator driver driving force
conceive originate invent found devise design develop pioneer spearhead initiate instigate orchestrate engineer
publish finalise finalize launch adopt accept approve appoint introduce implement complete deploy release deliver
rollout roll-out live production permanent standardise standardize mandate mandatory compulsory official roll ship
win won award earn achieve secure gain prove proven confirm verify validate certify establish demonstrate guarantee
ensure resolve solve fix repair correct cure eliminate eradicate prevent avoid save rescue recover restore
decide decision choose agree agreed consent permission sign signed endorse authorise authorize
error mistake exception fault failure incident complaint problem issue defect flaw accident injury fail failed
ready done finished product final
always never every everyone everybody all entire whole throughout regular routine constant continual consistent
frequent often weekly daily monthly permanent usual first only sole alone unique record unprecedented
weekend fortnight overnight immediate instant hour day week month year quarter minute
organisation organization organisational company company-wide department division directorate headquarters management
board committee council ministry government national international global industry sector region nationwide worldwide
team squad crew staff colleague customer client patient pupil student user shopper supplier partner stakeholder public
audience community member senior-level volunteer peer teacher nurse doctor engineer analyst developer designer officer
finance financial legal compliance procurement logistics security billing payroll marketing sales operations operational
engineering product data analytics research communications communication press facilities maintenance estates audit risk
policy planning strategy technology digital support service services hr it infrastructure platform training quality
office shop hotel school hospital site plant branch warehouse factory
target goal objective deadline budget forecast plan expectation requirement
because cause reason result consequence effect outcome thanks due owing attributable therefore thereby
enable allow help improve increase reduce boost enhance strengthen accelerate streamline optimise optimize simplify
transform modernise modernize empower foster promote encourage inspire motivate drive contribute facilitate support
streamlining cost saving savings revenue profit profitability turnover income sale sales margin waste retention churn
town city county country world profession field market nation place like dislike love hate prefer enjoy want
uplift negligible typical beat firm qualified trained certified reject rejected modification update
attendance absence sickness turnover turnaround throughput capacity
"""


@cache
def _telling() -> frozenset[str]:
    return frozenset(stem(word) for word in _TELLING.split())


def claims_something(root: str) -> bool:
    """Whether a word, given as its stem, may not be added to what an entry says, however well the rest is borne out."""
    return root in _telling()
