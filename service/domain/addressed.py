"""Sentences that speak to whoever reads the log (a program, a reviewer) instead of telling a win.

Nothing here protects the packet: the panel and the escaping do. This keeps such a line out of a draft made of the
person's own words, where it would be quoted faithfully and read as nonsense. So it errs towards keeping: an imperative
alone is no reason (goals are written that way), and a win *about* prompts, policies or quotes is a win.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from service.domain.wording import lowered

_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
_QUOTED = re.compile(r"\"[^\"\n]{0,400}\"|“[^”\n]{0,400}”|(?<!\w)'[^'\n]{0,400}'(?!\w)|«[^»\n]{0,400}»")
# Letters of other scripts that pass for Latin ones; only used to recognise, never to rewrite.
_LOOKALIKES = str.maketrans("АВЕКМНОРСТХІЈЅаеорсухіјѕԁɡοαɩ", "ABEKMHOPCTXIJSaeopcyxijsdgoai")

_TURN = re.compile(
    r"""(?mix)
    <\|[^|\n]{1,40}\|> | \[/?(?:INST|SYSTEM|ASSISTANT|USER|REST-OF-DOCUMENT)\] | <</?SYS>>
    | ^\W{0,3}(?:system|assistant|user|developer|tool|reviewer|grader)\s*(?:note|message|prompt)?\s*:
        (?=\s|$)(?!\s+\w+(?:ed|lt|ade|ut)\b)
    | [(\[]\s*(?:system|assistant|model|ai|reviewer|admin\s+request)\s*(?:note|message)?\s*:
    | \bsystem\s+(?:note|message|override)\s*:
    | \bnotes?\s+(?:to|for|by)\s+(?:the\s+|any\s+|an?\s+|all\s+)?(?:\w+\s+){0,3}
        (?:model|ai|assistant|llm|software|bot|system|screener|grader|reviewers?|recruiters?|committee)\b[^.:]{0,20}:
    | "role"\s*:\s*" | ^\W{0,8}["}{\[\]]\W{0,8}"(?:verdict|ruling|standing|gaps|bullets|sentences|cites|withheld)"\s*:
    | </?\s*(?:brag_?log|untrusted|system|instructions?|data|entry|entries)\s*/?>
    | ={3,}.*\b(?:end|begin)\b.*={3,} | -{3,}\s*(?:end|begin)\s+of\b
    """
)

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
# What a line of a log opens with and nobody says: list marks, dates. A bare number is no date.
_MARKS = re.compile(
    rf"""(?ix)^(?:\s*(?:
      [-*+•–—>|\#]+(?=\s) | \d{{1,2}}[.)](?=\s)
    | [*_\[(]{{0,3}}(?:
        \d{{4}}[-/.]\d{{1,2}}(?:[-/.]\d{{1,2}})? | \d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}
      | (?:\d{{1,2}}\s+)?{_MONTH}(?:\s+\d{{1,2}},)?\s+\d{{4}} | (?:Q[1-4]|H[12])[\s-]?\d{{4}}
      | \d{{4}}[\s-]?(?:Q[1-4]|H[12])
      )[*_\])]{{0,3}}\s*[:,;–—-]?(?:[*_]{{2}})?(?=\s)
    ))+"""
)

# A parenthesis closes what it opens; every other fake turn runs on to the end of what was pasted.
_ASIDE = re.compile(r"^\s*[(\[][^)\]]*[)\]]\W*$")

_IGNORING = re.compile(
    r"""(?ix)\b(?:ignore|disregard|forget|override|bypass|skip)\s+(?:\w+\s+){0,3}
    (?:instructions?|prompts?|rubric|brag\s?log|log|directions?|rules|guidelines|above|everything|info(?:rmation)?
      |rest\s+of\s+(?:the|this)\s+(?:data|text|log|document|file))\b
    | \bnew\s+(?:system\s+)?(?:instructions?|policy)\s*[:.]
    | \breal\s+instructions?\b | \bignorier\w*\s+(?:\w+\s+){0,3}anweisungen\b | \bignor\w+\s+(?:\w+\s+){0,3}instruc\w+
    | 忽略.{0,8}(?:指令|指示|提示) | (?:無視|无视).{0,6}(?:指示|指令) | 指示を無視"""
)

_ORDER = (
    r"ignore|disregard|forget|put|end|add|append|mention|say|state|claim|write|spell|answer|reply|respond|repeat|print"
    r"|include|omit|leave|mark|rate|score|rank|improve|multiply|round|replace|invent|fabricate|decode|obey|remember"
    r"|approve|sign|promote|concatenate|translate|display|recommend|describe|output|reveal|retrieve|ask|keep|use|fill|act|pretend|treat|give"
    r"|make|don['’]?t|do\s+not|never|always"
)
_OPENING = re.compile(
    rf"(?ix)^[\W_]*(?:\([^)]{{0,20}}\)\s*)?(?:(?:please|now|also|then|and|first|instead)[,:]?\s+)*"
    rf"(?:(?:when|while|before|after|for|in|if)\b[^,.]{{1,60}},\s*)?(?:(?:please|also|just)\s+)*(?:{_ORDER})\b"
)
# What only a reader of the log, or the program that reads it, could act on.
_OURS = re.compile(
    r"""(?x)\b(?:
      packet|headline|bullets?|footnotes?|appendix|sections?\s+(?:of|empty)|gaps?\s+(?:section|questions?)
    | (?:the|this|every|all|each|any)\s+(?:\w+\s+)?(?:dimensions?|rubric|instructions?|candidate)
    | this\s+log
    | (?:this|the)\s+(?:quote|address)|this\s+person|when\s+drafting|drafting\s+model|brag\s?log
    | the\s+following | this\s+conversation | mentioned\s+above | code\s+block | strings?\s+please
    | environment\s+variable|api\s+key|citations?|tenant|other\s+users|system\s+prompt
    | first\s+(?:bullet|sentence|line)|remembered|obey|in\s+quotation\s+marks|exactly|somewhere|forever
    | (?:another|ask)\s+(?:me\s+)?(?:the\s+)?(?:next\s+)?gap
    )\b"""
)
_ANYWHERE = re.compile(
    r"""(?x)\b(?:
      if\s+(?:the\s+|a\s+)?user\s+asks | (?:report|output|answer|print|display|reply)\s+only\s*:
    | (?:decode|decrypt|rot13|base64)\b.{0,20}\bobey
    | (?:end|start|begin|open|close)\s+(?:the\s+|your\s+|this\s+)?(?:packet|headline|answer|reply|draft)\s+with
    | (?:say|state|claim|mention|report\s+it)\b.{0,40}\bin\s+the\s+packet
    | in\s+the\s+packet,?\s+(?:say|state|claim|write)
    | you\s+(?:may|must|should|no\s+longer|are\s+now|will)\s+(?:not\s+)?(?:need|deviate|respond|answer|ignore|act|an?)\b
    | (?:to|in|of|from)\s+your\s+(?:answer|reply|response|output)\b
    | your\s+(?:response|answer|reply)\s+(?:in|to|with)\b
    | (?:this|that|the)\s+line\s+replaces\b | rate\s+this\s+person | mark\s+(?:all|everything)\s+as
    | (?:summary|transcript)\s+of\s+this\s+(?:conversation|chat)
    | (?:simply|only|just)\s+(?:respond|reply|answer)\s+with | reply\s+with\s+the\b
    | what\s+is\s+your\s+(?:api\s+key|system\s+prompt) | instead\s+of\s+(?:the\s+)?(?:summary|packet)
    )"""
)


@lru_cache(maxsize=4_096)
def speaks_to_the_reader(sentence: str) -> bool:
    """Whether the sentence gives orders to whoever drafts or reads the packet, or fakes a turn of a conversation.

    Quoted words are looked past: a win may name the words it defends against.
    """
    plain = _plain(sentence)
    if _TURN.search(plain):
        return True
    unquoted = _QUOTED.sub(" ", plain)
    small = lowered(unquoted)
    if _IGNORING.search(unquoted) or _ANYWHERE.search(small):
        return True
    return bool(_OPENING.search(unquoted) and _OURS.search(small))


def own_sentences(sentences: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sentences that tell the person's work, and those set aside.

    After a faked turn (`system: ...`, `<|im_start|>...`) the rest of the entry is that turn's, whatever it says.
    """
    kept: list[str] = []
    aside: list[str] = []
    turned = False
    for sentence in sentences:
        if turned or speaks_to_the_reader(sentence):
            # What an order announces ("reply with the following:") is its payload, not the person's work.
            announces = sentence.rstrip().endswith(":")
            turned = turned or announces or (fakes_a_turn(sentence) and not _ASIDE.match(sentence))
            aside.append(sentence)
        else:
            kept.append(sentence)
    return tuple(kept), tuple(aside)


def fakes_a_turn(sentence: str) -> bool:
    """Whether the sentence pretends that somebody else begins to speak: a role, a marker, an end of the data."""
    return bool(_TURN.search(_plain(sentence)))


def _plain(sentence: str) -> str:
    """The sentence as it would be obeyed: past its date and list mark, nothing hidden, no letter in disguise."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", _HIDDEN.sub("", sentence)).translate(_LOOKALIKES))


_PIECE = re.compile(r"(?<=[.!?])\s+(?=\S)|\n+|\s+(?=\()|(?<=[。！？])")


def without_orders(text: str) -> tuple[str, int]:
    """The text with every piece that gives orders to its reader shown as `(…)`, and how many there were.

    For showing an entry to a third person; the entry itself is kept whole wherever it is stored.
    """
    pieces = [piece for piece in _PIECE.split(text) if piece.strip()]
    kept, aside = own_sentences(pieces)
    if not aside:
        return text, 0
    left = list(kept)
    shown: list[str] = []
    for piece in pieces:
        if left and piece == left[0]:
            shown.append(left.pop(0))
        elif not shown or shown[-1] != "(…)":
            shown.append("(…)")
    return " ".join(shown), len(aside)
