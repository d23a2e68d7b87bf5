"""Lies by a "not": left out where it stands, put in where it does not."""

# ruff: noqa: E501 - a row of a table of patterns reads best on one line

import re
from collections.abc import Iterator

from evals.mutations.telling import Lie, Telling, like
from evals.mutations.verbs import BASE, PAST, opening_deed
from service.domain.claims import Kind, Ruling

_NOT = (
    (r"\b(?:did not|didn't) (?P<base>[a-z]+)\b", None),
    (r"\b(?P<verb>was|were|is|are|has|have|had|can|could|would|will|does|do) not\b(?!.{2,30} but )(?! (?:only|yet|just|all|every|to say))", "{verb}"),
    (r"\b(?P<verb>was|were|is|are|has|have|had|could|would|did|does|do)n't\b", "{verb}"),
    (r"\b[Cc]an't\b|\b[Cc]annot\b", "can"),
    (r"\b[Ww]on't\b", "will"),
    (r"\b(?P<verb>has|have) (?:yet to be|not yet been)\b", "{verb} been"),
    (r"\b[Nn]ot yet (?=[a-z]+ed\b)", "already "),
    (r"\b[Nn]ot one of\b", "One of"),
    (r"\b[Nn]either of the two\b", "both"),
    (r"\b[Nn]either of\b(?! the two\b)", "both of"),
    (r"\b[Nn]one of\b", "all of"),
    (r"\b(?:[Nn]obody|[Nn]o one|[Nn]o-one)\b(?= (?!of|else)[a-z]+)", "everyone"),
    (r"\b[Nn]ever\b(?= [a-z])", "often"),
    (r"\b(?P<verb>is|are|was|were) still without(?= (?:an?|the) )", "{have}"),
    (r"(?<!still )\b[Ww]ithout (?=(?:a|an|any|the|me|loss|injury|incident|delay|charge|help|interruption|problems?|complaints?)\b)", "with "),
    (r"\b[Nn]o (?=[a-z]+(?: [a-z]+)? (?:were|was|is|are|so far|came|needed|left|missed|lost|rejected|reported|failed|turned)\b)", "some "),
    (r"\b(?:with|had|has|have|found|and|but|saw|got|made|raised|asked for|were|was|is|are) no (?=[a-z])", "KEEP some "),
    (r"(?<!heard )\b[Nn]othing\b", "everything"),
    (r"\bunpaid\b", "paid"),
    (r"\bdo not\b|\bdon't\b", "do"),
    (r"\b(?P<verb>is|are|was|were) no longer\b", "{verb} still"),
    (r"\bnot (?=the (?:usual|planned))", ""),
    (r"\bfailed to (?P<base>[a-z]+)\b", None),
    (r"\bstill (?=unhappy|open|missing|outstanding)", "no longer "),
    (r"\bunhappy\b", "happy"), (r"\bdissatisfied\b", "satisfied"), (r"\bunable to\b", "able to"),
)  # fmt: skip


def negation_dropped(telling: Telling) -> Iterator[Lie]:
    """A "not" left out."""
    for pattern, new in _NOT:
        for match in telling.find(pattern):
            groups = match.groupdict()
            if new is None:
                written = PAST.get(groups["base"] or "") or _PASTS.get(groups["base"] or "")
                if not written:
                    continue
            elif new.startswith("KEEP"):
                written = match[0].rsplit("no ", 1)[0] + "some "
            else:
                verb = groups.get("verb") or ""
                written = new.format(verb=verb, have=_HAVE.get(verb, ""))
            before = telling.text[: match.start()]
            if _PART.search(before) or (_PART.search(match[0]) and "ither" not in match[0]):
                continue
            if before.endswith(("or ", "nor ", "no ")) or re.match(
                r" (?:any|yet|until|either|nor)\b", telling.text[match.end() :]
            ):
                continue
            if re.search(r"\b(?:any|either|until|yet|nor|at all)\b", telling.text[match.end() :][:40]):
                continue
            yield telling.change(
                Kind.NEGATION, Ruling.CONTRADICTED, "negation.dropped", *match.span(), like(match[0], written)
            )


# A "not" beside a part of a whole is no lie: of 14 roles, "did not fill 9" may be as true as "filled 9", and of three
# that did not pass and five that did, "three passed" is true too.
_HAVE = {"is": "now has", "are": "now have", "was": "already had", "were": "already had"}
_COUNT = r"(?:\d[\d,.]*%?|half|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty|thirty|some|most|many|several|an?|one)"
_PART = re.compile(
    rf"\b{_COUNT} (?:\w+ )?(?:of|in) (?:(?:the|our|my|its|about|planned|open|top) )*(?:\d|{_COUNT}\b)"
    r"|\b(?:per cent|half|third|quarter|fifth|quarters|thirds|fifths|sixth|eighth|tenth) of\b|\d% of\b|\bof (?:what|those|the)\b[^;.]*,",
    re.IGNORECASE,
)


_PASTS = {
    "have": "had", "need": "needed", "change": "changed", "pass": "passed", "come": "came", "go": "went", "want": "wanted",
    "touch": "touched", "happen": "happened", "work": "worked", "know": "knew", "hit": "hit", "use": "used", "see": "saw",
    "compound": "compounded", "attend": "attended", "mention": "mentioned", "reach": "reached", "meet": "met", "help": "helped",
    "improve": "improved", "score": "scored", "look": "looked", "ask": "asked", "break": "broke", "apply": "applied",
}  # fmt: skip
_PARTICIPLE = r"(?:[a-z]+ed|written|given|shown|taken|held|made|found|sent|told|taught|drawn|run|built|cut|put|set|done|seen|left|met|born|hurt|come|gone)"


def negation_added(telling: Telling) -> Iterator[Lie]:
    """A "not" where the entry has the thing done."""
    if re.search(
        r"\b(?:not|no|none|nobody|never|nothing|neither|without|only|except|unless|few|hardly|yet|whether|how much)\b|n't",
        telling.text,
        re.IGNORECASE,
    ):
        return
    for match in list(
        telling.find(rf"\b(?:was|were|is|are|has been|have been|has)(?= (?:now |already |then )?(?!un){_PARTICIPLE}\b)")
    )[:1]:
        if re.search(r"\b(?:once|if|when|as|than|whether|which|that|who)\b[^,;]{0,30}$", telling.text[: match.start()]):
            continue
        if _PART.search(telling.text[: match.start()]) or re.search(r"\b(?:rather than|instead of)\b", telling.text):
            continue
        words = match[0].split()
        new = f"{words[0]} not{' ' + words[1] if len(words) > 1 else ''}"
        yield telling.change(Kind.NEGATION, Ruling.CONTRADICTED, "negation.added", *match.span(), new)
    found = opening_deed(telling)
    if found and found.verb.lower() in BASE and not _PART.search(telling.text[found.end :][:60]):
        new = like(found.verb, f"did not {found.base}")
        yield telling.change(Kind.NEGATION, Ruling.CONTRADICTED, "negation.undone", found.start, found.end, new)


RULES = (
    negation_dropped,
    negation_added,
)
