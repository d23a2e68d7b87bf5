"""A person's words in a coaching document: as they stand in the entry, with its date, its id and whom it credits."""

from collections.abc import Iterable

from service.domain.addressed import without_orders
from service.domain.coached import Quoted
from service.rendering.escaping import code, prose, visible
from service.rendering.markdown import when_words

NO_PROMISE = (
    "Guidance made from your own words, not a promise: how promotions are decided differs from company to company, and "
    "nothing here guarantees an outcome."
)


def own(text: str) -> str:
    """Anybody's words, inert, without orders to a program."""
    return prose(visible(without_orders(text)[0]))


def quote(quoted: Quoted) -> str:
    """One line: the words, who said them, when, the entry, and who else that names."""
    told = f"“{own(quoted.words)}”"
    if quoted.speaker:
        told += f" — {own(quoted.speaker)}" + (f", {own(quoted.role)}" if quoted.role else "")
    return f"{told} ({when_words(quoted.when)}, entry {code(quoted.entry)}{credit(quoted)})"


def credit(quoted: Quoted) -> str:
    """Those the entry names, and whether it says "we", behind a semicolon; nothing where the writer stands alone."""
    missing = [name for name in quoted.credits if name not in quoted.words]
    told = ([f"also names {own(', '.join(missing))}"] if missing else []) + (["says “we”"] if quoted.shared else [])
    return f"; {', '.join(told)}" if told else ""


def listed(quotations: Iterable[Quoted]) -> str:
    return "\n".join(f"- {quote(quoted)}" for quoted in quotations)


def page_of(blocks: Iterable[str]) -> str:
    """The blocks as one document that ends in the reservation every coaching page carries."""
    return "\n\n".join([*(block for block in blocks if block), f"*{NO_PROMISE}*"]) + "\n"
