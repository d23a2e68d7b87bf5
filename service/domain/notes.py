"""What people said or agreed about a case, kept word for word beside the log: each kind of note has its own values."""

from typing import ClassVar, NewType

from pydantic import BaseModel, ConfigDict

from service.domain.brag import LogId
from service.domain.packet import PacketId

NoteId = NewType("NoteId", str)


class Note(BaseModel):
    """Something kept for its owner under an id; `kind` tells the kinds apart wherever they are kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ClassVar[str]
    called: ClassVar[str]
    """How a reader is told that there is none with an id."""

    id: NoteId

    @property
    def of_log(self) -> LogId | None:
        """The log it is deleted with; None for what outlives every log."""
        return None

    @property
    def of_packet(self) -> PacketId | None:
        """The packet it is deleted with; None for what outlives every packet."""
        return None
