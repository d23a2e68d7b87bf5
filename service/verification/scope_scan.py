"""Reads one sentence word by word: who acts, how much is claimed, how finished, whether denied or hedged.

"Helped Sam lead the migration": the words after *helped* are governed by it, so *led the migration* cannot rest on
them.
The same reading is made of a claim and of the entry, so a check only compares what governs the words both share.
It is a scan from left to right with a few resets, not a parser: it looks at no word more than a handful of times.
"""

import re
from dataclasses import replace
from functools import lru_cache

from service.domain.agency import Agency, is_deed, verb_agency
from service.domain.completion import Completion, completion_marks
from service.domain.word_sets import word_set
from service.domain.wording import Word, is_number, is_participle, is_past, lowered, plain
from service.verification.clause_subjects import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    FIRST_PERSON,
    HARD,
    SUBORDINATORS,
    WE,
    Clauses,
)
from service.verification.scopes import Actor, Scoped, Tail

_SHORT = 2_000
_NEGATIONS = word_set(
    """
    not no never none nobody nothing neither nor cannot without didn't don't doesn't isn't wasn't aren't weren't
    hasn't haven't hadn't won't wouldn't couldn't can't unable failed declined refused
    """
)
_REFUSALS = word_set("failed declined refused unable")
_HEDGE = re.compile(  # read in lower case
    r"\b(?:i\s+(?:think|believe|guess|suspect|feel|reckon)|i'd\s+(?:say|guess)|we\s+(?:think|believe)"
    r"|maybe|perhaps|probably|possibly|presumably|apparently|supposedly|arguably|seem(?:s|ed|ingly)?"
    r"|appear(?:s|ed)?\s+to|(?<!most\s)(?<!least\s)(?<!more\s)likely|may|might|could\s+(?:have|be)"
    r"|not\s+sure|unsure|unclear\s+(?:if|whether)|hard\s+to\s+(?:say|tell)|it\s+looks?\s+(?:like|as)"
    r"|looked\s+like|suggest(?:s|ed)?\s+that|indicat(?:es|ed)\s+that|anecdotal(?:ly)?|estimated?|ish"
    r"|more\s+or\s+less|as\s+far\s+as\s+i\s+(?:know|can\s+tell)|in\s+my\s+view|felt\s+like|feels\s+like"
    r"|sort\s+of|kind\s+of|potentially|in\s+theory|on\s+paper|at\s+least\s+in\s+part|partly|in\s+part"
    r"|sometimes|mostly|mainly|often|usually|generally|tend(?:s|ed)?\s+to|early\s+signs?|unconfirmed"
    r"|provisional(?:ly)?|tentative(?:ly)?)\b"
)
_TRAILING_STATUS = re.compile(
    r"(?i)(?:review|approval|sign-?off|awaiting|pending|not yet|not .*|in progress|under ?way|ongoing"
    r"|unfinished|so far|still \w+|planned|scheduled.*|upcoming|half.*|part-?way|partial(?:ly)?|to-?do|beta"
    r"|in draft|next .*)$"
)
_BE = word_set("was were been be being is are got")
_CAUSAL = word_set(
    "because thereby thus therefore hence thanks due owing resulting leading enabling allowing ensuring making letting"
)
_MADE = word_set("written built made drawn designed drafted done led run taught checked reviewed painted signed")
_BARE_VERBS = word_set(
    "own lead run manage drive coordinate help support contribute assist review advise mentor coach write build"
)


def scope(sentence: str) -> tuple[Scoped, ...]:
    """Every word of one sentence with what governs it."""
    return _scope_kept(sentence) if len(sentence) <= _SHORT else _scope(sentence)


def _scope(sentence: str) -> tuple[Scoped, ...]:
    return _Scan(plain(sentence)).run()


_scope_kept = lru_cache(maxsize=8_192)(_scope)


class _Scan(Clauses):
    """One pass over one sentence."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.marks = [mark for mark in completion_marks(text) if mark.rung is not Completion.SHIPPED]
        self.hedges = [match.span() for match in _HEDGE.finditer(lowered(text)) if text[slice(*match.span())] != "May"]
        self.clause = 0
        self.tail = Tail.MAIN
        self.actor, self.subject = Actor.SELF, ""
        self.agency, self.governor = Agency.UNSTATED, ""
        self.status: Completion | None = None
        self.status_words = ""
        self.negated = False
        self.brief = False  # the denial reaches only the next noun: "without a complaint"
        self.out: list[Scoped] = []
        self.segment = 0  # where in `out` the stretch since the last hard stop begins
        self.seen_verb = False

    def run(self) -> tuple[Scoped, ...]:
        mark = 0
        end = 0
        for n, word in enumerate(self.words):
            gap = self.text[end : word.start]
            if n == 0 or (HARD.search(gap) and not self._abbreviates(n, gap)):
                self._close_segment(end, word.start)
                self._open_hard(n)
            elif "," in gap or word.lower in CONJUNCTIONS or "(" in gap or ")" in gap or ":" in gap:
                self._open_soft(n, comma="," in gap or ":" in gap)
            elif word.lower in SUBORDINATORS:
                self._open_subordinate(n)
            self._tail(n, comma="," in gap)
            while mark < len(self.marks) and self.marks[mark].start <= word.start:
                self._status(mark, n)
                mark += 1
            if self.negated and self.brief and self._ends_noun(n):
                self.negated = self.brief = False
            if word.lower in {"without", "no", "zero"}:
                self.brief = True
            if word.lower in _REFUSALS and not self._follows(n, "to"):
                pass  # "the crane failed" denies nothing
            elif (
                (word.lower in _NEGATIONS and not self._follows(n, "only"))
                or word.lower == "zero"
                or (word.lower == "no" and self._follows(n, "longer"))
            ):
                self.negated = True
            self._deed(n)
            self.out.append(
                Scoped(
                    word,
                    self.clause,
                    self.tail,
                    self.actor,
                    self.subject,
                    self.agency,
                    self.governor,
                    self.status,
                    self.status_words,
                    self.negated,
                    "",
                )
            )
            end = word.end
        self._close_segment(end, len(self.text))
        return tuple(self.out)

    def _open_hard(self, n: int) -> None:
        self.clause += 1
        self.tail = Tail.MAIN
        self.agency, self.governor = Agency.UNSTATED, ""
        self.status, self.status_words, self.negated = None, "", False
        self.actor, self.subject = Actor.SELF, ""
        self.seen_verb = False
        self._find_subject(n)

    def _open_soft(self, n: int, *, comma: bool) -> None:
        """After a comma or `and`: a new finite verb or a new subject ends what governed the words before."""
        here = self.words[n]
        at = n + 1 if here.lower in CONJUNCTIONS else n
        while at < len(self.words) and (self.words[at].lower in ADVERBS or self.words[at].lower.endswith("ly")):
            at += 1
        if at >= len(self.words):
            return
        following = self.words[at]
        if following.lower in FIRST_PERSON and self.actor is Actor.SHARED and not self.seen_verb:
            return  # "Sam and I built": one subject
        starts_verb = is_past(following.lower) and following.lower not in {"used", "based"}
        found_subject = self._subject_at(at) if (comma or here.lower in CONJUNCTIONS) else None
        if here.lower in {"but", "whereas", "while"} or starts_verb or found_subject:
            self.clause += 1
            self.tail = Tail.MAIN
            self.negated = False
            self.status, self.status_words = None, ""
            if starts_verb or found_subject:
                self.agency, self.governor = Agency.UNSTATED, ""
            if found_subject:
                self.actor, self.subject = found_subject
                self.seen_verb = False
        elif comma:
            self.clause += 1

    def _open_subordinate(self, n: int) -> None:
        """`after Ravi spotted it`: the words that follow have their own subject."""
        found = self._subject_at(n + 1) if n + 1 < len(self.words) else None
        if found is None:
            return
        self.clause += 1
        self.tail = Tail.MAIN
        self.actor, self.subject = found
        self.agency, self.governor, self.seen_verb = Agency.UNSTATED, "", False
        self.negated, self.status, self.status_words = False, None, ""

    def _tail(self, n: int, *, comma: bool) -> None:
        word = self.words[n]
        kind: Tail | None = None
        if word.lower in {"who", "whom"} and n:
            # "told the supervisor, who moved them": what follows is the other's deed.
            self.clause += 1
            self.tail = Tail.MAIN
            self.actor, self.subject = Actor.OTHER, self.words[n - 1].text
            self.agency, self.governor, self.seen_verb = Agency.UNSTATED, "", False
            self.negated, self.status, self.status_words = False, None, ""
        elif word.lower == "that" and n and not comma and self._is_relative(n):
            self.clause += 1
            self.actor, self.subject = Actor.OTHER, self.words[n - 1].text
            self.agency, self.governor, self.seen_verb = Agency.UNSTATED, "", False
        elif word.lower == "which" or (word.lower == "that" and comma):
            kind = Tail.WHICH
        elif (
            word.lower in _CAUSAL
            or (word.lower == "so" and (self._follows(n, "that") or comma))
            or (word.lower in {"led", "contributed", "contributing"} and self._follows(n, "to") and n)
            or (word.lower == "resulted" and self._follows(n, "in"))
        ):
            kind = Tail.CAUSE
        elif word.lower == "by" and n + 1 < len(self.words) and is_participle(self.words[n + 1].lower):
            kind = Tail.MEANS
        elif word.lower == "to" and self._opens_purpose(n):
            kind = Tail.PURPOSE
        elif is_participle(word.lower) and n and self.tail is not Tail.MEANS:
            before = self.words[n - 1].lower
            if comma or (before in {"and", "while", "thus", "thereby"} and self.tail is not Tail.MAIN):
                kind = Tail.PARTICIPLE
        if kind is not None:
            self.clause += 1
            self.tail = kind

    def _find_subject(self, n: int) -> None:
        found = self._subject_at(n)
        if found:
            self.actor, self.subject = found

    def _status(self, at: int, n: int) -> None:
        mark = self.marks[at]
        trailing = mark.rung < Completion.SHIPPED and _TRAILING_STATUS.search(mark.words)
        before = self.words[n - 1].lower if n else ""
        if mark.rung is Completion.ADOPTED:
            return
        if trailing and (
            self.text[mark.start :].find(" ") < 0 or before in {"is", "are", "was", "were", "still", "now"} or n > 2
        ):
            for k in range(self.segment, len(self.out)):
                self.out[k] = _with_status(self.out[k], mark.rung, mark.words)
        if before == "as" and self.words[n].lower == "planned":
            return
        self.status, self.status_words = mark.rung, mark.words

    def _deed(self, n: int) -> None:
        word = self.words[n]
        if word.lower in {"part", "involved"} and n and self.words[n - 1].lower in _BE:
            # What "was part of" governs ends where a verb of its own begins.
            self.agency, self.governor = Agency.HELPED, word.text
            return
        if word.lower in FIRST_PERSON and self.agency is Agency.UNSTATED and self.actor is not Actor.SHARED:
            self.actor, self.subject = Actor.SELF, ""
        before = self.words[n - 1].lower if n else ""
        if word.lower.startswith("co-") and is_past(word.lower):
            self.actor, self.subject = Actor.SHARED, word.text
            self.agency, self.governor, self.seen_verb = Agency.CONTRIBUTED, word.text, True
            return
        if not is_deed(word):
            if before == "to" and self.agency is Agency.UNSTATED and verb_agency(word) is Agency.HELPED:
                self.agency, self.governor = Agency.HELPED, word.text
            elif (
                (n == 0 and word.lower in _BARE_VERBS)
                or (before in FIRST_PERSON | WE | {"now", "still"} and word.lower in _BARE_VERBS)
                or (
                    self.tail in {Tail.PARTICIPLE, Tail.MEANS}
                    and is_participle(word.lower)
                    and verb_agency(word) < Agency.OWNED
                )
            ):
                self._govern(verb_agency(word), word)
            return
        if before in DETERMINERS or before in {
            "of",
            "for",
            "in",
            "on",
            "from",
            "with",
            "to",
            "at",
            "more",
            "most",
            "newly",
            "as",
        }:
            return
        if before in _BE or (before.endswith("ly") and n > 1 and self.words[n - 2].lower in _BE):
            if self.actor is Actor.OTHER:
                self._passive(n)
            elif self._light(n):
                self._govern(verb_agency(word), word, light=True)
            return
        if n and self.seen_verb and self.out and self.out[-1].clause == self.clause and not self._at_clause_start(n):
            # A second past form in the same clause is a participle on a noun: "the form used on two wards".
            return
        if n and "," in self.text[self.words[n - 1].end : word.start] and self._is_reduced_passive(n):
            self._passive(n)
            return
        self._govern(verb_agency(word), word, light=self._light(n))

    def _passive(self, n: int) -> None:
        """`The form was designed (by Lee)`: the agent is the writer unless another is named."""
        word = self.words[n]
        actor, subject = Actor.SELF, ""
        for at in range(n + 1, min(n + 12, len(self.words) - 1)):
            if HARD.search(self.text[self.words[at - 1].end : self.words[at].start]):
                break
            if self.words[at].lower == "by":
                agent = self.words[at + 1]
                if agent.lower in {"me", "myself"}:
                    break
                if agent.lower in {"us", "ourselves"}:
                    actor, subject = Actor.SHARED, agent.text
                elif not (
                    agent.text[:1].isdigit()
                    or is_participle(agent.lower)
                    or (is_number(agent) and not self._counts_agents(at + 1))
                    or agent.lower in {"then", "now", "half"}
                ):
                    actor, subject = Actor.OTHER, self._agent(at + 1)
                break
        self.actor, self.subject = actor, subject
        self._govern(verb_agency(word), word)
        for k in range(len(self.out) - 1, -1, -1):
            if self.out[k].clause != self.clause:
                break
            self.out[k] = replace(self.out[k], actor=actor, subject=subject, agency=self.agency, governor=self.governor)

    def _counts_agents(self, n: int) -> bool:
        """`written by four vets`, not `cut by four hours`: a verb of making takes no measure."""
        making = self.governor.lower() in _MADE or self.words[n - 2].lower in _MADE
        return making and n + 1 < len(self.words) and not self.words[n].text[:1].isdigit()

    def _govern(self, rung: Agency, word: Word, *, light: bool = False) -> None:
        if rung is Agency.UNSTATED and not light:
            return
        self.agency, self.governor = (Agency.HELPED if light else rung), word.text
        if word.lower == "worked":
            self.agency = Agency.CONTRIBUTED
        self.seen_verb = True

    def _close_segment(self, end: int, at: int) -> None:
        """A hedge governs everything between the hard stops around it, wherever in there it stands."""
        if not self.out or self.segment >= len(self.out):
            self.segment = len(self.out)
            return
        start = self.out[self.segment].word.start
        found = next((self.text[a:b] for a, b in self.hedges if start <= a < at), "")
        if found:
            for k in range(self.segment, len(self.out)):
                self.out[k] = replace(self.out[k], hedge=found)
        self.segment = len(self.out)


def _with_status(scoped: Scoped, status: Completion, status_words: str) -> Scoped:
    return scoped if scoped.status is not None else replace(scoped, status=status, status_words=status_words)
