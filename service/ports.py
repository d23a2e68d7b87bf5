"""What the core asks of the outside: a chat model, an embedder, an index, records, durable steps, a clock.

Every method that touches a person's words takes the owner first, by position: forgetting it cannot type-check.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, NamedTuple, Protocol, TypeVar

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel

from service.domain.access import Token, TokenId
from service.domain.brag import BragLog, EntryId, LogId, Owner
from service.domain.drafts import Draft, Headway, Trouble, Watch
from service.domain.interview import Interview, InterviewId
from service.domain.notes import Note, NoteId
from service.domain.packet import Packet, PacketId, Section, Unread, Usage
from service.domain.rubric import Rubric, RubricId
from service.errors import ModelUnavailable

Vectors = npt.NDArray[np.float32]
"""Shape (texts, dimensions), each row of length 1."""

ReplyT = TypeVar("ReplyT", bound=BaseModel)
StepT = TypeVar("StepT", bound=BaseModel)
NoteT = TypeVar("NoteT", bound=Note)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A rendered prompt: `system` is ours alone; `user` holds the fenced words of people."""

    id: str
    version: int
    sha256: str
    system: str
    user: str
    max_tokens: int
    temperature: float = 0.0

    @property
    def stamp(self) -> str:
        """`version@sha256:...` of the prompt file, as provenance keeps it."""
        return f"{self.version}@sha256:{self.sha256}"

    @property
    def worst_case(self) -> int:
        """The most tokens that one request with it may use, the reply included."""
        # Three bytes a token is more than English or Chinese text takes: a budget is kept, not met on average.
        return (len(self.system.encode()) + len(self.user.encode())) // 3 + self.max_tokens


@dataclass(frozen=True, slots=True)
class Answer(Generic[ReplyT]):
    """A validated reply and what it cost."""

    reply: ReplyT
    usage: Usage


class ChatModel(Protocol):
    """A model that answers a prompt in a given shape."""

    @property
    def name(self) -> str:
        """Provider and model, as set: `openai:gpt-...`; `none` for no model."""
        ...

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        """A reply that validates as `reply`, after at most three requests.

        Raises ModelMisconfigured when no other attempt could help, else ModelUnavailable; neither
        message carries any of the prompt's words.
        """
        ...


class Budget:
    """The tokens that the model calls of one packet may still use; shared by sections drafted at the same time."""

    def __init__(self, tokens: int) -> None:
        self._left = tokens

    @property
    def left(self) -> int:
        """Tokens neither used nor set aside; below zero when replies used more than they were asked to."""
        return self._left

    def reserve(self, prompt: Prompt) -> int:
        """Sets a call's worst case aside and returns it; raises ModelUnavailable when that much is not left."""
        worst = prompt.worst_case
        if worst > self._left:
            raise ModelUnavailable(
                "The token budget of this packet is used up", mend="Raise BUDGET_TOKENS_PER_PACKET", why="token budget"
            )
        self._left -= worst
        return worst

    def settle(self, reserved: int, usage: Usage) -> None:
        """Gives back what a call did not use."""
        self._left += reserved - usage.prompt_tokens - usage.completion_tokens


class Embedder(Protocol):
    """Turns texts into unit vectors; equal text gives an equal vector whatever stands beside it."""

    @property
    def name(self) -> str:
        """What made the vectors: provider, model and weights. Vectors of different names never mix."""
        ...

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """One row for each text, in order. Raises EmbedderUnavailable."""
        ...


class Neighbour(NamedTuple):
    """An entry near a query vector: `similarity` is the cosine."""

    entry: EntryId
    similarity: float


class EvidenceIndex(Protocol):
    """Nearest entries of one owner's log. A cache: it can always be rebuilt from the records' vectors.

    Every method raises StorageUnavailable when the index cannot be used; `reset` makes a part empty and usable again.
    """

    async def put(
        self, owner: Owner, log: LogId, embedder: str, entries: Sequence[EntryId], vectors: Vectors, digest: str
    ) -> None:
        """Makes the index hold exactly these vectors for the log, and remember `digest` for them."""
        ...

    async def holds(self, owner: Owner, log: LogId, embedder: str, digest: str) -> bool:
        """Whether the last complete `put` for the log was of this digest."""
        ...

    async def nearest(
        self, owner: Owner, log: LogId, embedder: str, queries: Vectors, limit: int
    ) -> list[list[Neighbour]]:
        """For each query row the nearest `limit` entries of this owner's log, best first."""
        ...

    async def forget(self, owner: Owner, log: LogId) -> None:
        """Drops the log from every embedder's collection."""
        ...

    async def reset(self, part: int) -> None:
        """Drops everything of everybody in a part (`domain/parts.py`), from its files as well."""
        ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class StoredLog:
    """A log as kept: the entries, and the lines nobody understood."""

    id: LogId
    log: BragLog
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredRubric:
    """A rubric as kept, with every level of the ladder it was read from and what of that was not understood."""

    id: RubricId
    rubric: Rubric
    levels: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()


class LogLine(NamedTuple):
    """A log in a list."""

    id: LogId
    made_at: datetime
    entries: int


class Deletion(NamedTuple):
    """That a log was deleted, or, where neither is named, that a part of the index held what was."""

    n: int
    owner: Owner | None
    log: LogId | None
    part: int | None


class Expired(NamedTuple):
    """How many were deleted because they had been kept for long enough."""

    packets: int
    drafts: int
    interviews: int


class PacketLine(NamedTuple):
    """A packet in a list."""

    id: PacketId
    made_at: datetime
    headline: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class StoredPacket:
    """A packet with the log it was drafted from, frozen: it stays readable when the log changes or goes.

    `source` is the log as it goes on, for a redraft; None in packets of before there were any. `drafted` are the
    sections before entries told twice were thinned out.
    """

    packet: Packet
    log: BragLog
    source: LogId | None = None
    drafted: tuple[Section, ...] = ()


class Records(Protocol):
    """The truth: logs, vectors, rubrics and packets. Another owner's id raises NotFound, like one that never was.

    Every method may raise StorageUnavailable (DiskFull when the disk is full); nothing is then half-written.
    """

    async def save_log(self, owner: Owner, log: BragLog, unread: Sequence[Unread]) -> StoredLog:
        """Stores a log; the very same words stored before are that log again, under its id."""
        ...

    async def log(self, owner: Owner, log: LogId) -> StoredLog: ...

    async def logs(self, owner: Owner) -> list[LogLine]:
        """Newest first."""
        ...

    async def change_log(
        self,
        owner: Owner,
        log: LogId,
        changed: BragLog,
        before: str | None = None,
        unread: Sequence[Unread] | None = None,
    ) -> StoredLog:
        """Puts `changed` in the log's place, `unread` in that of its unread lines; vectors of entries that went, go.

        With `before`, only while the log's digest is still that one: Outdated otherwise.
        """
        ...

    async def delete_log(self, owner: Owner, log: LogId) -> None:
        """Entries and vectors go with it; packets drafted from it stay."""
        ...

    async def deletions(self, after: int) -> list[Deletion]:
        """Those numbered above `after`, in order."""
        ...

    async def save_vectors(
        self, owner: Owner, log: LogId, embedder: str, vectors: Mapping[EntryId, tuple[str, bytes]]
    ) -> None:
        """Keeps vectors (little-endian float32 bytes) under the sha256 of the text each was made from."""
        ...

    async def vectors(self, owner: Owner, log: LogId, embedder: str) -> dict[EntryId, tuple[str, bytes]]:
        """What `save_vectors` kept: entry to (sha256 of the embedded text, vector bytes)."""
        ...

    async def save_rubric(
        self, owner: Owner, rubric: Rubric, levels: Sequence[str] = (), unread: Sequence[Unread] = ()
    ) -> StoredRubric: ...

    async def rubric(self, owner: Owner, rubric: RubricId) -> StoredRubric: ...

    async def rubrics(self, owner: Owner) -> list[StoredRubric]:
        """Newest first."""
        ...

    async def change_rubric(self, owner: Owner, changed: StoredRubric, before: str) -> None:
        """Puts `changed` in the place of the rubric of its id, while that one's digest is `before`; else Outdated."""
        ...

    async def delete_rubric(self, owner: Owner, rubric: RubricId) -> None: ...

    async def save_packet(self, owner: Owner, stored: StoredPacket) -> None:
        """Stores a new packet; Conflict when another one redrafts the same packet already."""
        ...

    async def packet_versions(self, owner: Owner, packet: PacketId) -> list[PacketLine]:
        """The packets that a packet is a version of, itself among them, oldest first."""
        ...

    async def packet(self, owner: Owner, packet: PacketId) -> StoredPacket: ...

    async def packets(self, owner: Owner) -> list[PacketLine]:
        """Newest first."""
        ...

    async def delete_packet(self, owner: Owner, packet: PacketId) -> None:
        """Deletes a packet, or the draft that would become it."""
        ...

    async def begin_draft(self, owner: Owner, draft: Draft) -> None:
        """Keeps a draft to be carried out; Conflict when another one redrafts the same packet already."""
        ...

    async def draft(self, owner: Owner, draft: PacketId) -> Draft:
        """A draft that is not a packet yet."""
        ...

    async def drafts(self, owner: Owner) -> list[Draft]:
        """Newest first."""
        ...

    async def advance_draft(
        self, owner: Owner, draft: PacketId, headway: Headway, trouble: Trouble | None = None
    ) -> None:
        """How far it has come by now; NotFound once it was deleted or is a packet."""
        ...

    async def finish_draft(self, owner: Owner, stored: StoredPacket) -> None:
        """Puts the packet in the place of the draft it was; NotFound when that was deleted meanwhile.

        A packet that took its draft's place before stays as it is.
        """
        ...

    async def mark_call(self, draft: PacketId, key: str) -> None:
        """Notes that a step is begun, before it is."""
        ...

    async def calls_marked_again(self, draft: PacketId) -> int:
        """How many marks were made beyond the first of each step."""
        ...

    async def unfinished_drafts(self) -> int:
        """How many drafts of all owners wait or are being carried out."""
        ...

    async def save_interview(self, owner: Owner, interview: Interview) -> None:
        """Stores a new interview; NotFound when its log is not this owner's."""
        ...

    async def interview(self, owner: Owner, interview: InterviewId) -> Interview: ...

    async def interviews(self, owner: Owner, log: LogId) -> list[Interview]:
        """Every interview on a log, newest first."""
        ...

    async def change_interview(self, owner: Owner, changed: Interview, before: int, log: BragLog | None = None) -> None:
        """Puts `changed` in place of its version `before`, and `log` in place of its log, both or neither.

        Raises Conflict when the stored interview is another version by now.
        """
        ...

    async def keep_note(self, owner: Owner, note: Note) -> None:
        """Stores a note, or puts it in the place of its earlier self."""
        ...

    async def note(self, owner: Owner, shape: type[NoteT], note: NoteId) -> NoteT: ...

    async def notes(self, owner: Owner, shape: type[NoteT]) -> list[NoteT]:
        """Newest first."""
        ...

    async def delete_note(self, owner: Owner, shape: type[Note], note: NoteId) -> None: ...

    async def forget(self, owner: Owner) -> None:
        """Deletes everything this owner has stored, the answers kept for them included; tokens stay."""
        ...

    async def expire(self, before: datetime) -> Expired:
        """Deletes everybody's packets and interviews made before then, and drafts that came to nothing."""
        ...

    async def scrub(self) -> None:
        """Leaves nothing of deleted rows in the database's own files, where that is in our hands (SQLite)."""
        ...

    async def ready(self) -> None:
        """Returns when the database answers."""
        ...

    async def close(self) -> None: ...


class Tokens(Protocol):
    """Access tokens, found by the hash of their secrets. Every method may raise StorageUnavailable."""

    async def add(self, token: Token, digest: str) -> None: ...

    async def all(self) -> list[Token]:
        """Newest first."""
        ...

    async def any(self) -> bool:
        """Whether one was ever made and is not deleted, usable or not."""
        ...

    async def of_digest(self, digest: str) -> Token | None:
        """The token of a hash, usable or not."""
        ...

    async def revoke(self, token: TokenId, when: datetime) -> None:
        """Raises NotFound."""
        ...

    async def used(self, token: TokenId, day: date) -> None: ...

    async def forget(self, owner: Owner) -> None:
        """Deletes every token of the owner's."""
        ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class KeyedRequest:
    """A request that carries a key: the route it `asked`, and the hash of its body."""

    key: str
    asked: str
    digest: str


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer to be given again, with the headers that matter to its reader."""

    status: int
    headers: dict[str, str]
    body: bytes


class Answers(Protocol):
    """Answers kept for a day under the keys of their requests. Every method may raise StorageUnavailable."""

    async def begin(self, owner: Owner, request: KeyedRequest) -> KeptAnswer | None:
        """The answer kept for the very same request; None where it is the caller's to carry out, once.

        Raises Invalid when the key came with another request, InFlight while that one is carried out, Conflict when
        its answer was deleted. A request that nobody has called `still` for a while is the caller's.
        """
        ...

    async def still(self, owner: Owner, key: str) -> None:
        """Says that the request is being carried out."""
        ...

    async def keep(self, owner: Owner, key: str, answer: KeptAnswer) -> None: ...

    async def drop(self, owner: Owner, key: str) -> None:
        """Frees the key of a request without an answer."""
        ...

    async def blank(self, owner: Owner) -> None:
        """Empties every answer kept for the owner; their keys stay taken."""
        ...

    async def close(self) -> None: ...


class Steps(Protocol):
    """Runs a piece of work once. A durable engine remembers finished steps by key; the plain one simply runs them."""

    async def run(self, key: str, shape: type[StepT], work: Callable[[], Awaitable[StepT]], *, paid: bool) -> StepT:
        """What `work` comes to, or came to when it was finished before; a ModelUnavailable is remembered as well."""
        ...

    async def repeated(self) -> int:
        """How many paid steps were begun, cut off with their process, and begun again: perhaps paid for twice."""
        ...


class DraftWork(Protocol):
    """What it takes to carry out a draft, whatever engine does."""

    def keys(self, draft: Draft) -> Sequence[str]:
        """Every key that a step of this draft may have, always in the same order."""
        ...

    async def carry_out(self, owner: Owner, draft: PacketId, steps: Steps, watch: Watch) -> Packet:
        """Drafts it and stores the packet."""
        ...


class Drafts(Protocol):
    """Carries out drafts that the records hold, so that each is finished whatever becomes of this process."""

    @property
    def under_way(self) -> int:
        """How many this process carries out now."""
        ...

    async def enqueue(self, owner: Owner, draft: PacketId) -> None:
        """Returns at once; the draft is carried out by this process or another one."""
        ...

    async def finish(self, owner: Owner, draft: PacketId) -> None:
        """Carries it out here and now; returns when the packet is stored. Raises what kept it from that."""
        ...

    async def stop(self, owner: Owner, draft: PacketId) -> None:
        """Stops what this process does for a draft that has been deleted; others notice by themselves."""
        ...

    async def forget(self, owner: Owner) -> None:
        """Returns when nothing is left of this owner's drafts, which were deleted and stopped.

        Raises StorageUnavailable where one does not end.
        """
        ...


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        ...

    def today(self) -> date: ...
