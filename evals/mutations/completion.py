"""Lies about how far along it is: a plan told as done, a trial as a rollout, a part as the whole, adoption glued on."""

# ruff: noqa: E501 - a row of a table of patterns reads best on one line

import re
from collections.abc import Iterator

from evals.mutations.telling import Lie, Telling, like
from evals.mutations.verbs import PAST, opening_deed, tells_work
from service.domain.claims import Kind, Ruling

_FURTHER = (
    (r"[Pp]iloted", ("rolled out", "fully implemented")),
    (r"[Tt]riall?ed", ("introduced", "rolled out")),
    (r"[Tt]ried out|[Tt]ested out", ("adopted",)),
    (r"(?<=was )tried|(?<=were )tried", ("adopted",)),
    (r"[Dd]rafted", ("published", "finalised")),
    (r"(?:[Pp]roposed|[Ss]uggested)(?= (?:the|an?|our|my|two|three|new)\b)", ("introduced", "delivered")),

    (r"(?:a|the) pilot", ("the full rollout",)),
    (r"(?:a|the) (?:two-week |six-week |fortnight's )?trial", ("the full rollout",)),
    (r"(?:[Pp]lans?|[Pp]lanning|[Hh]opes?|[Ii]ntends?) to (?P<base>[a-z]+)", None),
    (r"(?:is|are|was|were) (?:due|set|planned|scheduled|expected) to (?!be\b)(?P<base>[a-z]+)", None),
    (r"(?P<be>is|are) (?:planned|due|scheduled|pencilled in)(?! to)(?! by)", ("{was} completed",)),
    (r"(?:is|are) (?:planned|due|scheduled|expected) to be", ("{was}",)),
    (r"(?:has|have) yet to be", ("{has} now been",)),
    (r"(?:is|are|was|were) (?:still )?(?:yet )?to be", ("{has} been",)),
    (r"(?:[Ss]tarted|[Bb]egan)(?= (?:the (?!same)|an?|our|my|work|[a-z]+ing)\b)", ("finished", "completed")),
    (r"(?P<n>\d+|a third|half|a quarter|a fifth|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen) of (?:the )?(?:[a-z]+ )?(?:planned |about |my |our )?(?P<all>\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty)(?= [a-z])", ("all {all}",)),
    (r"(?:is|are|was|were) (?:still )?(?:in|under) (?:review|discussion|consideration|test)", ("{has} been approved",)),
    (r"(?:is|are) still (?:open|outstanding|pending|unfinished|being \w+)", ("{is_} now closed",)),
    (r"(?:partly|partially|half) (?=done|finished|complete|built|written)", ("fully ",)),
    (r"[Pp]rototype", ("finished product",)),
    (r"(?:the )?outline stage", ("the final stage",)),
    (r"second draft", ("final version",)),
    (r"in principle", ("in full",)),
    (r"so far", ("in total",)),
    (r"(?:was|is) meant to be (?P<base>[a-z]+)", ("was",)),
    (r"(?<=[a-z] )aims? to", ("has managed to",)),
)  # fmt: skip


def further_along(telling: Telling) -> Iterator[Lie]:
    """A plan told as a deed, a trial as a rollout, a part as the whole."""
    for pattern, further in _FURTHER:
        for match in telling.find(rf"\b{pattern}"):
            groups = match.groupdict()
            if further is None:
                past = PAST.get(groups["base"] or "")
                if past is None:
                    continue
                new = past
            else:
                many = re.match(r"are|have|were", match[0]) is not None
                new = telling.shuffled(further, "further")[0].format(
                    was="were" if many else "was",
                    has="have" if many else "has",
                    is_="are" if many else "is",
                    all=groups.get("all") or "",
                )
            if groups.get("all") and (groups["all"] in ("2", "two") or groups["n"] == groups["all"]):
                continue
            if pattern.startswith("so far") and (
                re.search(r"\b(?:no|not|nobody|none|only)\b|n't", telling.text) or not re.search(r"\d", telling.text)
            ):
                continue
            if telling.says(re.escape(new)) and "all" not in new and new not in ("was", "has been"):
                continue
            ruling = Ruling.OVERSTATED
            yield telling.change(Kind.COMPLETION, ruling, "completion.further", *match.span(), like(match[0], new))


_ADOPTED = (
    ", which is now standard practice",
    ", since adopted as the permanent way of working",
    ", and it is now in daily use",
    ", now rolled out in full",
    ", with the work fully completed and signed off",
    ", which has since become official policy",
    ", and every follow-up action has been closed",
    ", now live everywhere it was meant to be",
    ", with the final version approved and published",
    ", which has been in regular use ever since",
)
_PRODUCT = (
    r"guides?|playbook|templates?|sheets?|dashboard|forms?|checklist|policy|scheme|process|model|charts?|rota|labels?|rules"
    r"|training|SOP|script|tool|query|board|handbook|deck|check|method|procedure|system|workflow|report|plan|protocol|flow"
    r"|limiter|RFC|review|design|format|package|page|pages|pipeline|menu|course|unit|session|sessions|recs|upload|survey"
    r"|analysis|tracker|handover|agenda|register|index|cards?|pack|note|notes|letter|display|map|list|test|tests|audit"
)
_ADOPTION = (
    r"standard|adopted|permanent\w*|rolled out|rollout|policy|daily|signed off|approved|published|live|in use|uses?|used|using|finished|completed?"
    r"|done|closed|shipped|launched|accepted|released|fully"
)


def adoption_added(telling: Telling) -> Iterator[Lie]:
    """Adoption or sign-off glued on, where the entry has neither."""
    found = opening_deed(telling)
    if found is None or telling.says(_ADOPTION) or not tells_work(telling):
        return
    if not re.match(rf"(?: [\w'’/-]+){{1,8}}? (?:{_PRODUCT})\b", telling.text[found.end :]):
        return
    for tail in telling.shuffled(_ADOPTED, "adopted")[:1]:
        lie = telling.ending(Kind.COMPLETION, Ruling.UNSUPPORTED, "completion.adopted", tail)
        if lie:
            yield lie


RULES = (
    further_along,
    adoption_added,
)
