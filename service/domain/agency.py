"""The ownership ladder: how much of the work a sentence claims for the person."""

from service.domain.ladder import Rung


class Agency(Rung):
    """HELPED < CONTRIBUTED < DROVE < OWNED. `UNSTATED` claims nothing (no verb of doing was found)."""

    UNSTATED = 0
    HELPED = 1
    CONTRIBUTED = 2
    DROVE = 3
    OWNED = 4
