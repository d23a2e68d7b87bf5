"""What is made of a packet for those who speak for it: the sponsor's page, the committee's questions, the posts."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from service.domain.brag import EntryId
from service.domain.coached import Quoted
from service.domain.evidence import Standing
from service.domain.packet import PacketId
from service.domain.rubric import DimensionId


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Released(_Value):
    """A sentence of the packet as it was released; `credits` are people its entries name and it does not."""

    text: str
    cites: tuple[EntryId, ...]
    credits: tuple[str, ...] = ()
    shared: bool = False


class Strongest(_Value):
    """The item of a dimension to retell; None where nothing was released."""

    dimension: DimensionId
    name: str
    standing: Standing
    item: Released | None


class Voice(_Value):
    """Somebody to call, and what they said in the log."""

    who: str
    role: str | None
    said: tuple[Quoted, ...]


class Weakness(_Value):
    """A spot a peer may press on: what is not there (`why`, `lacks`), and what there is to say in answer."""

    dimension: DimensionId
    name: str
    why: str
    answer: Released | None
    lacks: tuple[str, ...]


class Brief(_Value):
    """One page for whoever presents the case; `case` holds at most three released sentences."""

    packet: PacketId
    target_level: str
    headline: str
    case: tuple[Released, ...]
    strongest: tuple[Strongest, ...]
    voices: tuple[Voice, ...]
    weak: tuple[Weakness, ...]


class Doubt(StrEnum):
    """What a sceptical reader asks."""

    WHOSE = "whose"
    BASELINE = "baseline"
    FLUKE = "fluke"
    WITNESS = "witness"
    REACH = "reach"
    WHEN = "when"


class Answer(_Value):
    """A doubt about an item, answered by `evidence` alone; with none it is unanswerable, and `collect` says what would
    answer it."""

    doubt: Doubt
    evidence: tuple[Quoted, ...]
    collect: str

    @property
    def answerable(self) -> bool:
        return bool(self.evidence)


class Questioned(_Value):
    """A bullet of the packet, and what would be asked of it."""

    dimension: DimensionId
    name: str
    item: Released
    answers: tuple[Answer, ...]


class Hearing(_Value):
    """The questions a calibration meeting may ask of a packet, item by item."""

    packet: PacketId
    items: tuple[Questioned, ...]


class Post(_Value):
    """A strong item: who is known to have seen it, and two lines to share it by. `uncredited` are people its entries
    name whom the packet's bullet leaves out; the lines name them."""

    dimension: DimensionId
    name: str
    item: Released
    seen_by: tuple[Voice, ...]
    links: tuple[str, ...]
    lines: tuple[str, str]
    uncredited: tuple[str, ...]


class Legibility(_Value):
    """The packet's items, the least seen first."""

    packet: PacketId
    posts: tuple[Post, ...]
