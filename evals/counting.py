"""A chat model that costs nothing: it counts what it was asked, and boasts, so that it is asked to revise."""

from functools import cache

from tokenizers import Tokenizer

from service.adapters.local_embedder import TOKENIZER, checked
from service.domain.packet import Usage
from service.ports import Answer, Prompt, ReplyT

BOAST = "Led the whole company to a record year."


@cache
def _tokenizer() -> Tokenizer:
    # The local embedder's own WordPiece: the same unit on every machine, close to what chat models count in English.
    tokenizer: Tokenizer = Tokenizer.from_str(checked(TOKENIZER).decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def tokens_of(text: str) -> int:
    """WordPiece tokens of a text."""
    return len(_tokenizer().encode(text, add_special_tokens=False).ids)


class CountingChat:
    """Boasts in every reply, so that every section takes its revision too: the most a packet asks for."""

    def __init__(self) -> None:
        self.calls = 0
        self.prompt_tokens = 0

    @property
    def name(self) -> str:
        return "counting"

    async def ask(self, prompt: Prompt, reply: type[ReplyT]) -> Answer[ReplyT]:
        tokens = tokens_of(prompt.system) + tokens_of(prompt.user)
        self.calls += 1
        self.prompt_tokens += tokens
        boast = {"bullets": [{"sentences": [{"text": BOAST, "cites": ["E1"]}]}]}
        cannot_tell = {"ruling": "unjudged", "quote": ""}
        chosen = boast if "bullets" in reply.model_fields else cannot_tell
        return Answer(reply.model_validate(chosen), Usage(calls=1, prompt_tokens=tokens))
