"""The rubric used when nobody brings one: the five shifts that separate most levels, in our own words."""

from service.domain.rubric import Dimension, DimensionId, Rubric

BUILT_IN = "built-in"
"""What it is called where a stored rubric is called by its id."""

_DIMENSIONS = (
    (
        "scope",
        "Scope",
        "Takes a task that somebody else has defined and carries it through to the end.",
        "Takes on a whole problem that nobody has broken down, decides what the work is, and carries it through.",
    ),
    (
        "ambiguity",
        "Ambiguity",
        "Asks for instructions when it is not clear how to go on.",
        "Works out and proposes a way forward when it is not clear how to go on, and is mostly proved right.",
    ),
    (
        "influence",
        "Influence",
        "Does good work of their own.",
        "Makes other people's work better: colleagues use their templates, training or decisions to do more.",
    ),
    (
        "blast_radius",
        "Blast radius",
        "A good or bad call shows in their own task and not far beyond.",
        "A good call changes how a whole team, service or quarter goes, and people bring decisions to them first.",
    ),
    (
        "direction",
        "Direction",
        "Carries out the plan they are given.",
        "Notices a problem worth solving before anyone has assigned it, and gets it onto the plan or solved.",
    ),
)


def built_in_rubric() -> Rubric:
    """Scope, ambiguity, influence, blast radius and direction, from any current level to the next one."""
    return Rubric(
        title="Five shifts to the next level",
        dimensions=tuple(
            Dimension(id=DimensionId(id), name=name, current=current, next=further)
            for id, name, current, further in _DIMENSIONS
        ),
    )
