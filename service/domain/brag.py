"""The brag log: what a person wrote down about their own work, in their own words."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Annotated, NewType, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from service.domain.when import When

EntryId = NewType("EntryId", str)
LogId = NewType("LogId", str)
Owner = NewType("Owner", str)

Words = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
ShortWords = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Link = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]


class StatedBy(StrEnum):
    """Where the person said it: in the log, or answering an interview question."""

    LOG = "log"
    INTERVIEW = "interview"


class Corroboration(BaseModel):
    """Somebody else's words about the work, with the speaker's name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    quote: Words
    who: ShortWords
    role: ShortWords | None = None
    when: When = When()
    where: ShortWords | None = None


class Passage(BaseModel):
    """One stretch of an entry's own words that a sentence may rest on.

    `field` is `text`, `outcome` or `corroborations.N` (the quote; its speaker is in `speaker`).
    """

    model_config = ConfigDict(frozen=True)

    entry: EntryId
    field: str
    words: str
    speaker: str | None = None


class BragEntry(BaseModel):
    """One win, as written. Only `text` is sure to be there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: EntryId
    when: When = When()
    text: Words
    outcome: Words | None = None
    dimensions: tuple[ShortWords, ...] = ()
    corroborations: tuple[Corroboration, ...] = ()
    links: tuple[Link, ...] = ()
    stated_by: StatedBy = StatedBy.LOG

    def passages(self) -> tuple[Passage, ...]:
        """Everything the person wrote in this entry, field by field; `outcome` unless `text` holds it already."""
        found = [Passage(entry=self.id, field="text", words=self.text)]
        if self.outcome and self.outcome not in self.text:
            found.append(Passage(entry=self.id, field="outcome", words=self.outcome))
        found += [
            Passage(entry=self.id, field=f"corroborations.{n}", words=said.quote, speaker=said.who)
            for n, said in enumerate(self.corroborations)
        ]
        return tuple(found)

    def own_words(self) -> str:
        """Text and outcome, without what others said: what is embedded and searched together with the quotes."""
        return "\n".join(passage.words for passage in self.passages() if passage.speaker is None)

    def digest(self) -> str:
        """sha256 over everything but the id, in hex: changes when any word of the entry does."""
        body = self.model_dump(mode="json", exclude={"id"})
        return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class BragLog(BaseModel):
    """The entries of one person, in the order written; ids are unique."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entries: tuple[BragEntry, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        seen: set[str] = set()
        for n, entry in enumerate(self.entries):
            if entry.id in seen:
                raise ValueError(f"entries[{n}].id repeats an id used before")
            seen.add(entry.id)
        return self

    def __len__(self) -> int:
        return len(self.entries)

    def by_id(self) -> dict[EntryId, BragEntry]:
        """The entries under their ids."""
        return {entry.id: entry for entry in self.entries}

    def digest(self) -> str:
        """sha256 in hex over ids and entry digests, in order."""
        return self.digest_once

    @cached_property
    def digest_once(self) -> str:
        """The digest, computed the first time it is asked for: a log is frozen."""
        parts = "".join(f"{entry.id}\0{entry.digest()}\n" for entry in self.entries)
        return hashlib.sha256(parts.encode()).hexdigest()


def stable_ids(contents: Sequence[str]) -> Iterator[EntryId]:
    """An id for each entry's content, the same in every run; the second of two equal contents gets `-2`."""
    seen: dict[str, int] = {}
    for content in contents:
        stem = "e" + hashlib.sha256(content.encode()).hexdigest()[:10]
        seen[stem] = seen.get(stem, 0) + 1
        yield EntryId(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}")
