"""Where a clause, its subject and its agent stand in a sentence: what the words tell before anything is governed."""

import re

from service.domain.word_sets import word_set
from service.domain.wording import MONTHS, is_participle, is_past, words
from service.verification.scopes import Actor

HARD = re.compile(r"[;!?\n—–]|\.(?=\s|$)|\s-{1,2}\s|(?:->|→|=>)")
ADVERBS = word_set("also then now later soon already just even still only therefore successfully personally both")
WE = frozenset({"we", "we've", "we'd", "we're", "our"})
FIRST_PERSON = frozenset({"i", "i've", "i'd", "i'm"})
DETERMINERS = word_set("the a an my our their his her its this that these those some all each every both no")
_PREPOSITIONS = word_set("of in on for at from to with by across between into about per over under")
_TITLES = word_set("mr mrs ms dr prof st mx approx vs no")
SUBORDINATORS = word_set("after before when while because since once until if as whenever")
CONJUNCTIONS = word_set("and but or while whereas then so")
_AUXILIARIES = word_set("was were is are has have had did do does will would can could should may might been be")
PURPOSE_STEMS = word_set(
    """
    improv enhanc increas reduc streamlin boost ensur enabl allow accelerat optimiz strengthen simplifi maximiz
    minimiz facilit driv foster promot support help provid deliver mak giv sav cut rais lower prevent avoid
    speed eas achiev elimin better empower align elev address meet mitig free keep let unblock transform
    moderniz deriv creat
    """
)


_ENDS_NOUN = _PREPOSITIONS - {"of"} | FIRST_PERSON | SUBORDINATORS | {"we", "each", "every", "in"}


class Clauses:
    """The words of one sentence, asked where subjects begin and which verbs are finite."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words(text)

    def _abbreviates(self, n: int, gap: str) -> bool:
        """The stop after *Ms.* or an initial ends no sentence."""
        before = self.words[n - 1]
        short = before.lower in _TITLES or (len(before.text) == 1 and before.text.isupper() and before.lower != "i")
        return gap.strip() == "." and short

    def _ends_noun(self, n: int) -> bool:
        """Where the noun after *without* or *no* is over: a preposition, a comma, a subject, a verb."""
        word = self.words[n]
        gap = self.text[self.words[n - 1].end : word.start] if n else ""
        return "," in gap or word.lower in _ENDS_NOUN

    def _follows(self, n: int, *expected: str) -> bool:
        return n + 1 < len(self.words) and self.words[n + 1].lower in expected

    def _is_relative(self, n: int) -> bool:
        """`the form that the ward uses`, not `noticed that pallets were stacked`."""
        before = self.words[n - 1].lower
        if (
            is_past(before)
            or is_participle(before)
            or before in {"so", "is", "was", "say", "says", "think", "believe", "it", "show", "shows"}
        ):
            return False
        if n + 1 >= len(self.words):
            return False
        following = self.words[n + 1]
        return following.lower not in {"were", "are", "was", "is", "i", "had", "have"} and following.lower not in MONTHS

    def _opens_purpose(self, n: int) -> bool:
        if n == 0 or n + 1 >= len(self.words):
            return False
        verb = self.words[n + 1]
        return verb.stem in PURPOSE_STEMS and verb.lower not in DETERMINERS

    def _subject_at(self, n: int) -> tuple[Actor, str] | None:
        """The subject that starts at word `n`, where one does: (who, its words)."""
        first = self.words[n]
        if first.lower in FIRST_PERSON:
            return Actor.SELF, ""
        if first.lower in {"we", "we've", "we'd", "we're"}:
            return Actor.SHARED, first.text
        if is_past(first.lower) and not first.text[:1].isupper():
            return None
        if (n == 0 or self.words[n - 1].lower in CONJUNCTIONS) and is_past(first.lower):
            return None
        if (
            first.lower in {"who", "which", "that", "to", "by", "with", "without", "not"}
            or first.lower in _PREPOSITIONS
        ):
            return None
        return self._noun_subject(n)

    def _noun_subject(self, n: int) -> tuple[Actor, str] | None:
        last = min(n + 8, len(self.words))
        for at in range(n, last):
            word = self.words[at]
            if at > n and HARD.search(self.text[self.words[at - 1].end : word.start]):
                return None
            if at > n and re.search("[,:]", self.text[self.words[at - 1].end : word.start]):
                return None
            if at > n and word.lower in CONJUNCTIONS and at + 1 < len(self.words) and is_past(self.words[at + 1].lower):
                return None  # "before the audit and sent 7 back": the verb is the writer's
            if word.lower in FIRST_PERSON and at > n:
                return Actor.SHARED, self.text[self.words[n].start : self.words[at - 1].end]
            if word.lower == "to" and at + 1 < len(self.words) and self.words[at + 1].lower in DETERMINERS:
                continue  # "traffic to the help pages": still the subject
            if word.lower in {"to", "by", "which", "who", "that", "because", "while", "when", "after", "before"}:
                return None
            if at > n and (word.lower in _AUXILIARIES or (is_past(word.lower) and self._is_finite(at))):
                subject = self.text[self.words[n].start : self.words[at - 1].end]
                lowered = {w.lower for w in self.words[n:at]}
                if lowered & {"i", "we", "me"}:
                    return Actor.SHARED, subject
                return Actor.OTHER, subject
        return None

    def _is_finite(self, at: int) -> bool:
        """A past form after a noun, not one squeezed between a determiner and a noun (`the automated tests`)."""
        before = self.words[at - 1].lower
        if before in DETERMINERS or before in _PREPOSITIONS or is_past(before):
            return False
        if at + 1 < len(self.words) and self.words[at].lower.endswith("ed"):
            following = self.words[at + 1]
            gap = self.text[self.words[at].end : following.start]
            if following.lower == "by" and not following.text[:1].isdigit():
                after = self.words[at + 2] if at + 2 < len(self.words) else None
                return after is not None and after.text[:1].isdigit()
            return bool(gap.strip()) or not following.lower.endswith("s") or following.lower in DETERMINERS
        return True

    def _agent(self, n: int) -> str:
        """The noun phrase after *by*: `by the night gang` names a gang, not a *the*."""
        last = n
        while last + 1 < min(n + 4, len(self.words)):
            gap = self.text[self.words[last].end : self.words[last + 1].start]
            word = self.words[last + 1].lower
            if gap.strip() or word in _PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS or is_past(word):
                break
            last += 1
        return self.text[self.words[n].start : self.words[last].end]

    def _is_reduced_passive(self, n: int) -> bool:
        """`..., signed off by my manager`: no verb of the writer's, though nothing says *was*."""
        for at in (n + 1, n + 2):
            if at + 1 < len(self.words) and self.words[at].lower == "by":
                agent = self.words[at + 1]
                return agent.lower in {"my", "our", "the"} or (agent.text[:1].isupper() and agent.lower not in MONTHS)
        return False

    def _at_clause_start(self, n: int) -> bool:
        before = self.words[n - 1].lower
        gap = self.text[self.words[n - 1].end : self.words[n].start]
        return (
            bool(gap.strip())
            or before in CONJUNCTIONS
            or before in ADVERBS
            or before in FIRST_PERSON | WE
            or before.endswith("ly")
        )

    def _light(self, n: int) -> bool:
        tail = " ".join(w.lower for w in self.words[n : n + 4])
        return bool(
            re.match(
                r"(?:involved in|took part|had a (?:hand|part|role)|played a|gave (?:\w+ ){0,2}(?:feedback|input|advice"
                r"|comments|support)|sat in|sent (?:comments|feedback)|was part)",
                tail,
            )
        )
