"""Lies about how it compares: before and after turned round, more told for fewer, another baseline."""

# ruff: noqa: E501 - a row of a table of patterns reads best on one line

import re
from collections.abc import Iterator

from evals.mutations.telling import Lie, Telling, like
from evals.mutations.verbs import opening_deed, tells_work
from service.domain.claims import Kind, Ruling

_FIGURE = r"[£$€~]?\d[\d,.]*(?:%|ms|k|m|h|kg|s)?(?: (?:min|minutes|hours|percentage points|days|weeks|a (?:week|month|day)|seconds|pages|per cent))?"
_TURNED = {
    "fell": "rose", "rose": "fell", "dropped": "climbed", "increased": "decreased", "decreased": "increased", "grew": "shrank",
    "improved": "worsened", "down": "up", "up": "down", "came down": "went up", "reduced": "increased",
    "a fall": "a rise", "the fall": "the rise", "a rise": "a fall", "a reduction": "an increase", "a drop": "a rise",
    "an increase": "a decrease", "rising": "falling", "falling": "rising", "cut": "raised",
}  # fmt: skip


def turned_round(telling: Telling) -> Iterator[Lie]:
    """Before and after exchanged, with the verb turned to fit."""
    for match in telling.find(rf"\bfrom (?P<old>{_FIGURE}|\w+) to (?P<new>{_FIGURE}|\w+)(?=[\s,.;)]|$)"):
        old, new = match["old"].rstrip(",."), match["new"].rstrip(",.")
        if re.search(r"\b(?:ranged?|ranging|varied|between|vary)\b", telling.text[: match.start()]):
            continue
        number = r"[£$€~]?\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirty|forty|fifty)\b"
        if not (re.match(number, old) and re.match(number, new)) or old == new:
            continue
        verbs = "|".join(sorted(_TURNED, key=len, reverse=True))
        turned = re.search(rf"\b(?P<verb>{verbs})\b(?P<between>[^.;]{{0,40}})$", telling.text[: match.start()])
        start = turned.start("verb") if turned else match.start()
        between = f"{_TURNED[turned['verb']]}{turned['between']}" if turned else ""
        end = match.start() + len("from ") + len(match["old"]) + len(" to ") + len(new)
        yield telling.change(
            Kind.COMPARISON, Ruling.CONTRADICTED, "comparison.turned", start, end, f"{between}from {new} to {old}"
        )
    for match in telling.find(rf"(?P<old>{_FIGURE}) ?(?:->|→) ?(?P<new>{_FIGURE})"):
        yield telling.change(
            Kind.COMPARISON,
            Ruling.CONTRADICTED,
            "comparison.turned",
            *match.span(),
            f"{match['new']} -> {match['old']}",
        )
    for match in telling.find(
        rf"(?P<old>{_FIGURE})(?P<mid>,? (?:against|versus|vs|was|compared with|as against|previously|up from|down from) )(?P<new>{_FIGURE})(?=[\s,.;)]|$)"
    ):
        if (
            match["old"] != match["new"]
            and "target" not in telling.text
            and match["old"][-1] not in ".,"
            and match["new"][-1] not in ".,"
        ):
            new = f"{match['new']}{match['mid'].replace('up from', 'DOWN').replace('down from', 'up from').replace('DOWN', 'down from')}{match['old']}"
            yield telling.change(Kind.COMPARISON, Ruling.CONTRADICTED, "comparison.turned", *match.span(), new)


_OPPOSITES = (
    ("fewer", "more"), ("less", "more"), ("faster", "slower"), ("quicker", "slower"), ("shorter", "longer"),
    ("longer", "shorter"), ("higher", "lower"), ("lower", "higher"), ("cheaper", "dearer"), ("above", "below"),
    ("below", "above"), ("earlier", "later"), ("ahead of", "behind"), ("short of", "beyond"), ("better", "worse"),
    ("bigger", "smaller"), ("smaller", "bigger"), ("over budget", "under budget"), ("inside the", "outside the"),
    ("more than", "less than"), ("over", "under"), ("easier", "harder"), ("improved", "worsened"), ("fell by", "rose by"),
    ("rose by", "fell by"), ("went up", "went down"), ("went down", "went up"), ("came down by", "went up by"),
    ("dropped by", "climbed by"), ("down on", "up on"), ("up on", "down on"), ("down", "up"), ("unchanged", "improved"),
    ("the biggest", "the smallest"), ("gained", "lost"), ("dearer", "cheaper"),
    ("increased by", "decreased by"), ("rise", "fall"), ("fall", "rise"), ("drop", "rise"),
    ("reduction", "increase"), ("dropped", "rose"), ("fell", "rose"), ("rose", "fell"), ("most", "fewest"), ("slower", "faster"),
)  # fmt: skip


def opposites(telling: Telling) -> Iterator[Lie]:
    """The other direction: fewer for more, ahead for behind."""
    if re.search(
        r"\bfrom (?:about |roughly |around |~|an? )?[£$€]?\d[^;]* to\b|->|→|\b(?:nobody|no one|none|not|never|no)\b|n't",
        telling.text,
        re.IGNORECASE,
    ):
        return
    for word, opposite in _OPPOSITES:
        for match in telling.find(rf"\b{word}\b(?!-)", re.IGNORECASE):
            near = telling.text[max(0, match.start() - 30) : match.end() + 30]
            figure = re.search(
                r"\d|\b(?:third|quarter|half|fifth|two|three|four|five|six|seven|eight|nine|ten|twelve|per cent)\b",
                near,
            )
            if word in ("longer", "shorter") and re.search(
                r"\b(?:took|take|takes|taking)\b[^,;]*$", telling.text[: match.start()]
            ):
                continue  # "took two hours shorter" is no English
            if word in ("down", "up") and telling.text[: match.start()].endswith(("came ", "come ", "went ")):
                continue
            if word in ("down", "up") and not re.match(
                r" (?:by|on|to|from|about|more than|nearly)\b", telling.text[match.end() :]
            ):
                continue
            if word in ("over", "above", "below", "more than", "less", "most") and not re.match(
                r" (?:[£$€]?\d|(?:about |nearly |roughly |by |an? )?(?:\d|third|quarter|half|two|three|four|five|six|seven|eight|nine|ten|twelve|last|target))",
                telling.text[match.end() :],
            ):
                continue
            if word == "over" and re.match(
                r" (?:the|[\w]+ (?:days?|weeks?|months?|years?|Saturdays|nights?|terms?|quarters?))",
                telling.text[match.end() :],
            ):
                continue
            if word in ("fall", "rise", "drop", "fell", "rose", "dropped", "improved") and not figure:
                continue
            if word in ("fell", "rose", "rise", "fall") and re.match(
                r" (?:to [A-Z]|on [A-Z]|short|below|above|within)", telling.text[match.end() :]
            ):
                continue
            yield telling.change(
                Kind.COMPARISON, Ruling.CONTRADICTED, "comparison.opposite", *match.span(), like(match[0], opposite)
            )


_BASELINES = (
    (r"\bthan last year\b", ("than any other site", "than the national average")),
    (r"\b(?:than|as) before\b(?=[.,;]|$)", ("than every other team", "than the industry average")),
    (r"\b(?:on|against|versus|vs|than in|than) (?:the )?(?:last|previous) (?:year|quarter|month|July|June|May)\b", ("against the national average", "against the budget")),
    (r"\b(?:than|on) (?:a|the) year (?:earlier|before)\b", ("than the regional average",)),
    (r"\bagainst (?:the |a |our )?(?:target|goal|budget|plan)\b", ("against last year",)),
    (r"\b(?:above|below|over|under) (?:the |our )?(?:target|budget|plan)\b", ("above the national average",)),
    (r"\bthan (?:in )?(?:Q[1-4]|January|February|March|April|May|June|July|August|September|October|November|December|autumn|spring|summer|winter)\b(?=[.,;]|$)", ("than the industry norm", "than at any comparable site")),
    (r"\bthan (?:I|we|they|he|she) (?:had )?(?:expected|planned|promised|used to)\b", ("than any competitor",)),
    (r"\b(?:last|the previous|the old) (?:scheme|format|template|version|system|way|pipeline|one)\b(?=[.,;]|$)", ("the industry standard",)),
)  # fmt: skip
_COMPARED = (
    ", well above the national average",
    ", compared with twice that at other sites",
    ", ahead of every comparable team",
    ", better than the year before",
    ", which is more than the previous holder of the post managed",
    ", outperforming the rest of the region",
    ", beating the industry benchmark",
    ", far more than in any earlier quarter",
    ", faster than colleagues in the same role",
)


def other_baselines(telling: Telling) -> Iterator[Lie]:
    """Measured against something else than the entry measures against, or against something where it measures nothing."""
    for pattern, baselines in _BASELINES:
        for match in telling.find(pattern):
            new = telling.shuffled(baselines, "baseline")[0]
            if telling.lacks(new.replace("than", "")):
                ruling = Ruling.UNSUPPORTED
                yield telling.change(Kind.COMPARISON, ruling, "comparison.baseline", *match.span(), new)
    compared = telling.says(
        r"than|against|versus|vs|compared|average|last year|before|benchmark|previous|earlier|ahead|twice|target|fastest|most|goal"
    )
    found = opening_deed(telling)
    if (
        not compared
        and found
        and tells_work(telling)
        and re.search(r"\d|\b(?:two|three|four|five|six|eight|nine|ten|twelve)\b", telling.text)
    ):
        for tail in telling.shuffled(_COMPARED, "compared")[:1]:
            lie = telling.ending(Kind.COMPARISON, Ruling.UNSUPPORTED, "comparison.added", tail)
            if lie:
                yield lie


RULES = (
    turned_round,
    opposites,
    other_baselines,
)
