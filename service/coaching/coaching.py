"""The year's practice over what is stored: reads it, lets the pure parts work it out, keeps what people agreed."""

from service.coaching.review import review
from service.domain.brag import Owner
from service.domain.review import Month, Review
from service.domain.rubric import Rubric
from service.ports import Clock, Records, StoredLog
from service.retrieval.retrieval import Retrieval


class Coaching:
    """Every method raises what the records raise; none asks a model."""

    def __init__(self, records: Records, retrieval: Retrieval, clock: Clock) -> None:
        self._records = records
        self._retrieval = retrieval
        self.clock = clock

    async def review(self, owner: Owner, stored: StoredLog, rubric: Rubric, month: Month | None = None) -> Review:
        """The review of a month, or of the present one."""
        await self._retrieval.prepare(owner, stored)
        mapped = await self._retrieval.map(owner, stored, rubric)
        return review(stored.log, stored.unread, rubric, mapped, month or Month.of(self.clock.today()))
