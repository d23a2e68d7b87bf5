"""What is made of a packet for those who speak for it: the sponsor's page, the committee's questions, the posts."""

import uuid
from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from service.domain.brag import EntryId
from service.domain.coached import Quoted
from service.domain.evidence import Standing
from service.domain.notes import Note, NoteId
from service.domain.packet import PacketId, Usage
from service.domain.rubric import DimensionId


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Telling(_Value):
    """An entry in one sentence of a model's that was found to say nothing the entry does not."""

    entry: EntryId
    text: str


class Wording(Note):
    """What a model made of a packet's items. `refused` of them stand as the packet released them, since the model's
    sentence did not hold; `note` says where the model failed, `prompts` and `model` what was asked."""

    kind: ClassVar[str] = "wording"
    called: ClassVar[str] = "wording"

    packet: PacketId
    tellings: tuple[Telling, ...] = ()
    refused: int = 0
    note: str = ""
    model: str = ""
    prompts: dict[str, str] = Field(default={})
    usage: Usage = Usage()

    @property
    def of_packet(self) -> PacketId:
        return self.packet


def id_of_wording(packet: PacketId) -> NoteId:
    """A packet has one wording; a later one takes its place."""
    return NoteId(f"wording-{uuid.uuid5(uuid.NAMESPACE_URL, packet).hex}")


class Released(_Value):
    """A sentence of the packet as it was released, or `by_model` the entry's telling in its place; `credits` are people
    its entries name and it does not."""

    text: str
    cites: tuple[EntryId, ...]
    credits: tuple[str, ...] = ()
    shared: bool = False
    by_model: bool = False


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
    """One page for whoever presents the case; `case` holds at most three sentences. `wording` says whose words they
    are where a model was asked."""

    packet: PacketId
    target_level: str
    headline: str
    case: tuple[Released, ...]
    strongest: tuple[Strongest, ...]
    voices: tuple[Voice, ...]
    weak: tuple[Weakness, ...]
    wording: str = ""


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
    """The packet's items, the least seen first; `wording` says whose words they are where a model was asked."""

    packet: PacketId
    posts: tuple[Post, ...]
    wording: str = ""
