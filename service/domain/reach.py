"""The reach ladder: how far beyond the person the work is said to carry."""

from service.domain.ladder import Rung


class Reach(Rung):
    """SELF < TEAM < SEVERAL_TEAMS < ORGANISATION < COMPANY < OUTSIDE (customers, the public, an industry)."""

    SELF = 0
    TEAM = 1
    SEVERAL_TEAMS = 2
    ORGANISATION = 3
    COMPANY = 4
    OUTSIDE = 5
