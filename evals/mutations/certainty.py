"""Lies about how sure it is: a hedge left out, "about 30" told as exactly 30."""

# ruff: noqa: E501 - a row of a table of patterns reads best on one line

import re
from collections.abc import Iterator

from evals.mutations.telling import Lie, Telling, like
from service.domain.claims import Kind, Ruling

_HEDGES = (
    (r",? I (?:think|believe|reckon|guess|suspect|gather|hope),?(?= |\.|$)", ""),
    (r"^(?:I|We) (?:think|believe|reckon|suspect|estimate) (?:that )?", ""),
    (r"^(?:Probably|Perhaps|Maybe|Possibly|Apparently|Arguably|Presumably),? ", ""),
    (r"^(?:Think|Reckon|Believe|Suspect) ", ""),
    (r"\b(?:probably|perhaps|possibly|apparently|presumably|arguably|seemingly|(?:most |very |quite )likely|(?<!most )(?<!very )(?<!quite )likely)(?= (?!to\b|\d))", ""),
    (r"\b(?:seems?|appears?) to have(?= [a-z]+ed\b)", ""),
    (r"\b(?:seems?|seemed|appears?|appeared) to be\b", "is"),
    (r"\b(?:seems?|appears?) to(?= date back)", None),
    (r"\bmay (?:well )?have(?= [a-z]+(?:ed|en|elped)\b)", ""),
    (r"\bmay (?:well )?have(?= (?:a|an|the|had|lost|been|cost))", "have"),
    (r"\b(?:might|could) have(?= [a-z]+ed\b)", ""),
    (r"\b(?:may|might|could)(?: well)? be\b", "is"),
    (r"\bmay\b(?! \d)(?= (?!be\b|have\b|well\b)[a-z]{3,})(?!.{0,3}20\d\d)", "will"),
    (r"\bmight(?= (?!be\b|have\b|not\b|well\b|say\b)[a-z]{3,})", "will"),
    (r"\bfelt (?=quicker|better|easier|smoother|faster|calmer|shorter|safer)", "was "),
    (r"\bsuggest(?:s|ed)?(?= (?:that|a|the|it))", "proves"),
    (r"\bin my (?:view|opinion),? ", ""),
    (r",? as far as I (?:know|can tell|could tell)", ""),
    (r",? to (?:my|the best of my) knowledge", ""),
    (r",? by (?:my|her|his|their) (?:own )?(?:estimate|reckoning|count)", ""),
    (r",? (?:though|although|but) (?:I am|I'm) not (?:certain|sure)(?: of (?:that|this|it)| about (?:that|this|it))?", ""),
    (r",? (?:which|though it|but it|though that|and that|but that|but) (?:may|might|could) (?:just |well |all )?be (?:noise|chance|luck|coincidence)", ""),
    (r",? (?:possibly|perhaps|maybe) (?:by chance|just noise|noise|by luck)", ""),
    (r", (?:a|which is a) (?:gap|difference|rise|fall) that (?:could|may|might) be (?:noise|chance)", ""),
    (r"\b(?:is|was) (?:likely|probably|expected) to be\b", "is"),
    (r"\b(?:is|are) likely to\b", "will"),
    (r"\bin all likelihood,? ", ""),
    (r"(?<![\w-])(?:roughly|about|around|nearly|almost) (?=halved|doubled|tripled|all\b|half\b|two thirds\b|a third of\b)", ""),
    (r"\b(?:roughly|more or less|broadly|largely) (?=halved|doubled|the same|unchanged|on time|complete|done)", ""),
    (r"\btentatively ", ""),
    (r"\bprovisional(?:ly)? ", ""),
    (r"\bis estimated (?:at|to be)\b", "is"),
    (r"\b(?:an )?estimated (?=[£$€\d])", ""),
    (r"\bpossible (?=[a-z])", ""),
    (r"\bseems (?=to (?:have|do))", None),
    (r"\bpartly\b ", ""),
)  # fmt: skip
_DOUBT = (
    r"think|believe|reckon|guess|suspect|probably|perhaps|maybe|possibly|apparently|seems?|appears?|may|might|could|likely"
    r"|not sure|unsure|not certain|noise|chance|luck|can't say|cannot be said|hard to (?:say|tell)|impossible to tell"
    r"|don't know|do not know|no idea|unclear|estimate[sd]?|unverified|not verified|felt|who knows|wouldn't read|early days"
)


def hedges_dropped(telling: Telling) -> Iterator[Lie]:
    """What the entry only thinks, told as so."""
    for pattern, new in _HEDGES:
        if new is None:
            continue
        for match in telling.find(pattern):
            if not telling.says(_DOUBT + r"|about|around|roughly|nearly|almost|~|partly|ish|largely|basically"):
                continue
            if new == "is" and re.search(r"\b(?:they|these|those|[a-z]{3,}[^s\W]s) $", telling.text[: match.start()]):
                new_ = "are"
            else:
                new_ = new
            lie = telling.change(Kind.CERTAINTY, Ruling.OVERSTATED, "certainty.dropped", *match.span(), new_)
            if not re.search(_DOUBT_WORD, lie.text, re.IGNORECASE):
                yield lie


_DOUBT_WORD = rf"\b(?:{_DOUBT})\b"

_DOUBTED_FIGURE = r"(?<![\w-])(?:about|around|roughly|approximately|approx\.?|nearly|almost|some|maybe|perhaps) (?=(?:[£$€]?\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty)\b))"


def made_exact(telling: Telling) -> Iterator[Lie]:
    """ "About 30" told as exactly 30."""
    if (
        not telling.says("about|around|roughly|approx|nearly|almost|maybe|perhaps|some|ish")
        and "~" not in telling.written
    ):
        return
    for match in telling.find(_DOUBTED_FIGURE, re.IGNORECASE):
        figure = re.match(r"[£$€]?[\d.,]+|\w+", telling.text[match.end() :])
        exact = figure and re.search(
            rf"(?<!about )(?<!around )(?<!roughly )(?<!nearly )(?<!some )(?<!almost )(?<!maybe )(?<!~)(?<![\d.]){re.escape(figure[0])}(?!ish|[\d.]\d)",
            telling.entry.text,
            re.IGNORECASE,
        )
        if figure and not exact:
            new = telling.shuffled(("exactly ", "precisely "), "exact")[0]
            yield telling.change(
                Kind.CERTAINTY, Ruling.OVERSTATED, "certainty.exact", *match.span(), like(match[0], new)
            )


RULES = (
    hedges_dropped,
    made_exact,
)
