"""The shapes a model replies in: every string and list bounded, citations offered as an enum of the shortlist's names.

The bounds and the enum stand in the JSON schema the provider is held to. Our own check of a reply is milder about
citations: a sentence that cites nothing, or what it may not, is ruled out alone and does not cost the whole reply.
"""

from functools import lru_cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, create_model

BULLETS = 4
SENTENCES = 4
SENTENCE_CHARACTERS = 400


class SentenceReply(BaseModel):
    """One sentence and the names (`E1`) of what it rests on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(max_length=SENTENCE_CHARACTERS)
    cites: list[Annotated[str, Field(max_length=20)]] = Field(max_length=SENTENCES)


class BulletReply(BaseModel):
    """The sentences of one bullet, the leading one first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sentences: list[SentenceReply] = Field(max_length=SENTENCES)


class SectionReply(BaseModel):
    """The bullets of a section, in the order of the shortlist."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bullets: list[BulletReply] = Field(max_length=BULLETS)


@lru_cache(maxsize=32)
def section_reply(names: tuple[str, ...]) -> type[SectionReply]:
    """`SectionReply` whose schema lets sentences cite `names` alone, one to four of them."""
    cites = Annotated[
        list[Annotated[str, Field(max_length=20)]],
        Field(max_length=SENTENCES),
        WithJsonSchema(
            {
                "type": "array",
                "items": {"type": "string", "enum": list(names)},
                "minItems": 1,
                "maxItems": min(SENTENCES, len(names)),
            }
        ),
    ]
    sentence = create_model("SentenceReply", __base__=SentenceReply, cites=(cites, ...))
    sentences = Annotated[list[sentence], Field(max_length=SENTENCES, json_schema_extra={"minItems": 1})]  # type: ignore[valid-type]
    bullet = create_model("BulletReply", __base__=BulletReply, sentences=(sentences, ...))
    bullets = Annotated[list[bullet], Field(max_length=BULLETS)]  # type: ignore[valid-type]
    return create_model("SectionReply", __base__=SectionReply, bullets=(bullets, ...))
