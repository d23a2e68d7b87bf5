"""What coaching shows of a person's own words: a sentence as it stands in an entry, with those the entry credits."""

from pydantic import BaseModel, ConfigDict

from service.domain.brag import EntryId
from service.domain.when import When


class Quoted(BaseModel):
    """A stretch of an entry, letter for letter, out of `field` (`text`, `outcome`, `corroborations.N`).

    `speaker` said it, where it is a quote. `credits` are the people the entry names beside its writer, `shared` whether
    it says "we": both go wherever the sentence goes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    entry: EntryId
    field: str
    words: str
    when: When = When()
    speaker: str | None = None
    role: str | None = None
    credits: tuple[str, ...] = ()
    shared: bool = False
