"""The completion ladder: how far the work is said to have come."""

from service.domain.ladder import Rung


class Completion(Rung):
    """PLANNED < PROTOTYPE < IN_REVIEW < SHIPPED < ADOPTED."""

    PLANNED = 0
    PROTOTYPE = 1
    IN_REVIEW = 2
    SHIPPED = 3
    ADOPTED = 4
