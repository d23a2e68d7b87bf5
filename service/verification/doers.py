"""Who a sentence says did what: for each deed its doer, its object and who stood beside; not whether it is true.

A shallow scan from verb to verb, made of a claim and of its entry alike: "Ana did the survey, I the plans" tells two
deeds of two people. Where the doer cannot be told, the deed is left out, so that nothing is refused for it.
"""

import re
from dataclasses import replace
from functools import lru_cache

from service.domain.names import GIVEN_NAMES, names
from service.domain.word_sets import word_set
from service.domain.wording import (
    FUNCTION_WORDS,
    MONTHS,
    Word,
    carries_meaning,
    is_number,
    is_participle,
    is_past,
    plain,
    stem,
    words,
)
from service.verification.doings import Doer, Doing
from service.verification.known_people import BODIES, ROLES

_TITLES = word_set("dr mr mrs ms prof st sgt rev")
_HARD = re.compile(r"[.;!?:()\n—–]|\s-\s|->|→")
_JOINS = word_set("and but then or so yet")
_OPENS = word_set(
    "after before while when because since although though whereas until once if whether as where than for"
)
_PREPOSITIONS = word_set(
    "for with in on at from to by of across into about over per during within under between among through via"
    " against alongside without near using around onto out up off down"
)
_BE = word_set("was were been being be is are am got")
_AUXILIARIES = word_set("had has have having then also already just later since only both all each themselves himself")
_DETERMINERS = word_set("the a an my our his her their its this that these those one two three four five all both")
_PUT_IN = word_set("put brought handed filled took turned sent fitted called")
_ACROSS = frozenset(
    stem(verb)
    for verb in "negotiated agreed signed met discussed spoke talked liaised dealt settled checked shared".split()
)
_TOGETHER = word_set("together jointly alone solo")
_SHARES = word_set("part member half rest one some most all head side end any each")
_PAST_TOO = word_set("did done redone undone begun made put set read let cut swung drew sang rang spun won")
_PRESENT = word_set("do run lead own manage teach write keep hold chair")
_THEY = word_set("he she they")
_ASIDE = re.compile(r"\([^()\n]{0,80}\)")


def _blank_unless_told(match: re.Match[str]) -> str:
    """`the sheets (34 dishes) with Mirela`: what only explains does not part a deed; what tells a deed does."""
    told = any(is_past(word.lower) or word.lower in _PAST_TOO for word in words(match[0]))
    return match[0] if told else " " * len(match[0])


_Told = tuple[Doer, frozenset[str], str]
"""A doer, the names or roles of whoever it is, and the words to show for them."""


def told_by(text: str, known: frozenset[str] = frozenset()) -> tuple[Doing, ...]:
    """Every deed of a text whose doer can be told. `known`: names in lower case that may open it without more sign."""
    return _kept(text, known) if len(text) <= 4_000 else ()


@lru_cache(maxsize=4_096)
def _kept(text: str, known: frozenset[str]) -> tuple[Doing, ...]:
    return _Reader(plain(text), known).run()


class _Reader:
    """One pass over one text; remembers who was last named, for *she* and *they*."""

    def __init__(self, text: str, known: frozenset[str]) -> None:
        text = _ASIDE.sub(_blank_unless_told, text)
        self.text = text
        self.words = words(text)
        self.named = {
            name.start: name.text.lower()
            for name in names(text)
            if (name.certain or name.text.lower() in GIVEN_NAMES)
            and name.text.lower() not in _TITLES
            and len(name.text) > 1
        }
        for word in self.words:
            if word.text[:1].isupper() and word.lower in known:
                self.named.setdefault(word.start, word.lower)
        for one, other in zip(self.words, self.words[1:], strict=False):
            if one.lower in _TITLES and other.text[:1].isupper():
                self.named[other.start] = other.lower.removesuffix("'s")
            joint = text[one.end : other.end + 2]
            named = one.text[:1].isupper() and one.lower not in FUNCTION_WORDS and not is_past(one.lower)
            if named and (one.lower.endswith("'s") or re.match(r" (?:from|at) [A-Z]", joint)):
                self.named.setdefault(one.start, one.lower.removesuffix("'s"))
        self.gaps = [text[a.end : b.start] for a, b in zip(self.words, self.words[1:], strict=False)]
        self.out: list[Doing] = []

    def run(self) -> tuple[Doing, ...]:
        start = 0
        for n in range(len(self.words)):
            if n + 1 == len(self.words) or self._is_hard(n):
                self._stretch(start, n + 1)
                start = n + 1
        return tuple(self.out)

    def _is_hard(self, n: int) -> bool:
        gap = self.gaps[n]
        if not _HARD.search(gap):
            return False
        one = self.words[n]
        return not (gap.startswith(". ") and (one.lower in _TITLES or (len(one.text) == 1 and one.text.isupper())))

    def _stretch(self, first: int, end: int) -> None:
        """The deeds between two hard stops."""
        verbs = [n for n in range(first, end) if self._is_verb(n, first)]
        doer: _Told | None = None
        main: _Told | None = None
        last_verb = ""
        for place, at in enumerate(verbs):
            until = verbs[place + 1] if place + 1 < len(verbs) else end
            after = at + 1
            if self._is_passive(at, first):
                agent = self._agent(at, until)
                if agent is not None:
                    begin = self._passive_start(at, verbs[place - 1] if place else first - 1)
                    self._add(agent, at, range(begin, at), range(begin, until))
                doer = None
                continue
            begins = self._subject_start(at, verbs[place - 1] if place else first - 1)
            aside = self.words[begins].lower in _OPENS | {"who", "that", "which"}
            after_comma = begins > first and "," in self.gaps[begins - 1]
            found = self._subject(begins, at, first, main if after_comma else doer)
            doer = found
            main = main if aside else found
            if place + 1 < len(verbs):
                until = self._subject_start(verbs[place + 1], at)
            if found is not None:
                self._add(found, at, range(after, until), range(after, until), before=range(begins, at))
                last_verb = self.words[at].text
            self._gapped(at, after, until, last_verb)
        self._fronted(first, end)
        self._owned(first, end)

    def _fronted(self, first: int, end: int) -> None:
        """`With Maria, built it`: who stands before the first deed is in it."""
        at = first + (self.words[first].lower in {"together", "jointly", "along"})
        if at + 1 >= end or self.words[at].lower not in {"with", "alongside"}:
            return
        told = self._who(at + 1, min(at + 7, end))
        last = next((n for n in range(at, min(at + 9, end - 1)) if "," in self.gaps[n]), None)
        if told is None or last is None or self._acts(at + 1, last + 1):
            return
        for place, there in enumerate(self.out):
            if there.start > self.words[last].start and there.doer is Doer.SELF:
                self.out[place] = replace(there, doer=Doer.SHARED, beside=there.beside | told[1])
                return

    def _is_verb(self, n: int, first: int) -> bool:
        word = self.words[n]
        lower = word.lower
        following = self.words[n + 1] if n + 1 < len(self.words) else None
        if lower == "got" and following is not None and not is_past(following.lower) and following.lower != "to":
            return n == first or self.words[n - 1].lower not in _BE | _AUXILIARIES
        if lower in _BE or lower in _AUXILIARIES:
            return False
        if lower == "did" and n + 1 < len(self.words) and self.words[n + 1].lower == "not":
            return False
        if n > first and self._acts_now(n):
            return True
        if not (is_past(lower) or lower in _PAST_TOO):
            return False
        if n == first:
            return not self._describes(n)
        before = self.words[n - 1].lower
        if before in _DETERMINERS or before == "as" or before in {"to", "of", "newly", "own", "more", "most", "well"}:
            return False
        if before in _PREPOSITIONS and before not in {"up", "out", "off", "on", "over", "down"}:
            return False
        if any(
            w.lower.startswith("help") or w.lower in {"let", "made", "had"} for w in self.words[max(first, n - 3) : n]
        ):
            return False
        if lower in {"put", "set", "read", "let", "cut"}:
            return before in {"i", "we", "and", "he", "she", "they"} or self.words[n - 1].start in self.named
        # "The automated tests", "two failed runs": squeezed between its noun's words.
        return not (
            lower.endswith("ed")
            and following is not None
            and self.words[n - 1].lower in _DETERMINERS
            and carries_meaning(following)
        )

    def _acts_now(self, n: int) -> bool:
        """`Dev resits in June`: the present, right after a name."""
        word, before = self.words[n], self.words[n - 1]
        if before.lower == "i" and word.lower in _PRESENT:
            return True
        if before.start not in self.named or self._possessive(before) or self.gaps[n - 1].strip():
            return False
        if not word.lower.endswith("s") or word.lower.endswith("ss") or word.lower in FUNCTION_WORDS - {"does"}:
            return False
        following = self.words[n + 1].lower if n + 1 < len(self.words) else "the"
        return word.text.islower() and (following in _PREPOSITIONS | _DETERMINERS or is_number(self.words[n + 1]))

    def _describes(self, n: int) -> bool:
        """`Prompted` in "prompted awareness measured 42%": a bare noun, then a verb of its own with a figure."""
        after = self.words[n + 1 : n + 4]
        return len(after) == 3 and (
            carries_meaning(after[0])
            and is_past(after[1].lower)
            and (is_number(after[2]) or after[2].lower in _PREPOSITIONS)
        )

    def _is_passive(self, at: int, first: int) -> bool:
        n = at - 1
        while n >= first and (self.words[n].lower.endswith("ly") or self.words[n].lower in {"then", "also", "all"}):
            n -= 1
        if n >= first and self.words[n].lower in _BE:
            return True
        if at + 1 >= len(self.words) or self.words[at + 1].lower != "by" or self._is_hard(at):
            return False
        agent = self._agent(at, len(self.words))
        return agent is not None

    def _passive_start(self, at: int, floor: int) -> int:
        """Where what a passive was done to begins: `..., with the references done by Theo`."""
        for n in range(at - 1, floor, -1):
            if self.words[n].lower == "with" or (n < at - 1 and "," in self.gaps[n]):
                return n + 1
        return floor + 1

    def _agent(self, at: int, until: int) -> _Told | None:
        for n in range(at + 1, min(at + 9, until, len(self.words) - 1)):
            if self._is_hard(n - 1) and n > at + 1:
                return None
            if self.words[n].lower == "by":
                return self._who(n + 1, min(n + 5, len(self.words)))
        return None

    def _who(self, start: int, end: int) -> _Told | None:
        """The person that a noun phrase opening at `start` names."""
        if start >= end:
            return None
        first = self.words[start]
        if first.lower in {"me", "myself"}:
            return Doer.SELF, frozenset(), "you"
        if first.lower in {"us", "ourselves"}:
            return Doer.SHARED, frozenset(), first.text
        found: set[str] = set()
        shown: list[str] = []
        for n in range(start, end):
            word = self.words[n]
            if n > start and (re.search(r"[,;:.()!?]", self.gaps[n - 1]) and self.words[n - 1].lower not in _TITLES):
                break
            if word.start in self.named:
                found.add(self.named[word.start])
                shown.append(word.text)
            elif word.lower in ROLES | BODIES:
                before = [w.lower for w in self.words[start:n] if w.lower not in FUNCTION_WORDS and not is_number(w)]
                found.update((*before, word.lower) if word.lower in BODIES else (word.lower,))
                shown.append(word.text)
            elif word.lower in {"me", "i"} and found:
                return Doer.SHARED, frozenset(found), " ".join(shown)
            elif (found and word.lower != "and" and word.lower != "the") or (
                not found and n > start and (word.lower in _PREPOSITIONS or is_number(word))
            ):
                break
        return (Doer.PERSON, frozenset(found), " ".join(shown)) if found else None

    def _subject_start(self, at: int, floor: int) -> int:
        """Where the phrase before the verb at `at` begins: past the last joint after `floor`."""
        n = at - 1
        while n > floor:
            word = self.words[n]
            if n < len(self.gaps) and re.search(r"[,:;]", self.gaps[n]) and n < at - 1:
                return n + 1
            if n == at - 1 and "," in self.gaps[n]:
                return at
            if word.lower in {"who", "that", "which"} | _OPENS:
                return n
            if word.lower in _JOINS:
                joined = n + 1 < at and self.words[n + 1].lower in {"i", "me"}
                named = n > 0 and self.words[n - 1].start in self.named and n + 1 < at
                named = named and self.words[n + 1].start in self.named
                if not joined and not named:
                    return n + 1
            n -= 1
        return floor + 1

    def _subject(self, begin: int, at: int, first: int, doer: _Told | None) -> _Told | None:
        phrase = [self.words[n] for n in range(begin, at)]
        if any(word.lower in {"not", "never", "hardly"} for word in phrase):
            return None
        phrase = [word for word in phrase if word.lower not in _AUXILIARIES and not word.lower.endswith("ly")]
        while phrase and phrase[0].lower in _JOINS:
            phrase = phrase[1:]
        if phrase and phrase[0].lower in {"that", "which"}:
            if len(phrase) == 1:
                theirs = doer is not None and doer[0] is Doer.PERSON
                return doer if theirs else (Doer.THING, frozenset(), "")
            phrase = phrase[1:]
        if phrase and phrase[0].lower == "who":
            near = [self.words[n] for n in range(max(first, begin - 6), begin)]
            who = frozenset(self.named[word.start] for word in near if word.start in self.named)
            roles = frozenset(word.lower for word in near if word.lower in ROLES)
            found = frozenset(who or roles)
            return (Doer.PERSON, found, " ".join(sorted(found))) if found else None
        if phrase and phrase[0].lower in _OPENS:
            phrase = phrase[1:]
        if not phrase:
            if begin == first:
                return Doer.SELF, frozenset(), "you"
            if begin > first and "," in self.gaps[begin - 1]:
                named = self._before_aside(begin - 1, first)
                if named is not None:
                    return named
            elif begin > first and self.words[begin - 1].lower not in _JOINS:
                return doer
            return doer or (Doer.SELF, frozenset(), "you")
        return self._doer_of(phrase, at, begin == first)

    def _before_aside(self, last: int, first: int) -> _Told | None:
        """`Pilar, in finance, corrected`: the name before what stands between two commas."""
        if self.words[last].start in self.named and any("," in self.gaps[n] for n in range(max(first, last - 3), last)):
            return Doer.PERSON, frozenset({self.named[self.words[last].start]}), self.words[last].text
        for n in range(last - 1, max(first - 1, last - 7), -1):
            if "," in self.gaps[n]:
                word = self.words[n]
                if word.start in self.named or (n == first and word.text[:1].isupper() and not is_past(word.lower)):
                    who = self.named.get(word.start, word.lower)
                    return Doer.PERSON, frozenset({who}), word.text
                return None
        return None

    def _doer_of(self, phrase: list[Word], at: int, opens: bool) -> _Told | None:
        # "The sheet the night team used": the doer is the last noun phrase.
        for n in range(len(phrase) - 1, 0, -1):
            if phrase[n].lower in _DETERMINERS and phrase[n - 1].lower not in _PREPOSITIONS | _JOINS:
                phrase = phrase[n:]
                break
        lowers = [word.lower for word in phrase]
        who = frozenset(self.named[word.start] for word in phrase if word.start in self.named)
        shown = " ".join(word.text for word in phrase if word.start in self.named or word.lower in ROLES)
        if "we" in lowers or ("i" in lowers and "and" in lowers):
            return Doer.SHARED, who, self.text[phrase[0].start : phrase[-1].end]
        if lowers[-1] in {"i", "i'd", "i've", "i'll"}:
            return Doer.SELF, frozenset(), "you"
        if lowers[-1] in _THEY:
            earlier = [name for start, name in sorted(self.named.items()) if start < phrase[-1].start]
            if lowers[-1] == "they" or not earlier:
                return Doer.PERSON, frozenset({lowers[-1]}), lowers[-1]
            return Doer.PERSON, frozenset({earlier[-1], lowers[-1]}), earlier[-1].capitalize()
        if lowers[0] in _PREPOSITIONS or lowers[0] in MONTHS:
            return None
        if is_number(phrase[0]) and lowers[-1] not in ROLES | BODIES:
            return None
        if who:
            return Doer.PERSON, who, shown
        place = next((n for n, lower in enumerate(lowers) if lower in {"from", "in", "of", "at", "on"}), len(lowers))
        if place and lowers[place - 1] in BODIES:
            told = frozenset(word.lower for word in phrase if word.lower not in FUNCTION_WORDS)
            return Doer.PERSON, told, " ".join(word.text for word in phrase)
        if place and lowers[place - 1] in ROLES:
            return Doer.PERSON, frozenset(lower for lower in lowers if lower in ROLES), shown
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        plainly = following is not None and (following.lower in _DETERMINERS or is_number(following))
        if opens and len(phrase) == 1 and phrase[0].text[:1].isupper() and plainly and lowers[0] not in FUNCTION_WORDS:
            return Doer.PERSON, frozenset({lowers[0]}), phrase[0].text
        return Doer.THING, frozenset(), phrase[-1].text

    def _add(
        self,
        doer: _Told,
        at: int,
        objects: range,
        extent: range,
        before: range = range(0),
    ) -> None:
        verb = self.words[at]
        heads: set[str] = set()
        people: set[str] = set()
        beside: set[str] = set()
        relative = False
        for n in objects:
            word = self.words[n]
            if word.lower in _PREPOSITIONS and (heads or people or relative):
                break
            if word.lower in {"but", "so", "yet", "then"}:
                break
            if word.lower == "of" and not heads:
                continue  # "two of the cases"
            if word.lower in _PREPOSITIONS | _OPENS:
                relative = True
                particle = word.lower == "in" and n == at + 1 and verb.lower in _PUT_IN
                if word.lower not in {"up", "out", "off", "down", "over", "on"} and not particle:
                    break
                continue
            if word.start in self.named:
                if (
                    heads
                    and n + 1 in objects
                    and self.words[n + 1].lower in _DETERMINERS
                    and self.words[n - 1].lower == "and"
                ):
                    break  # "... and Idris the rest"
                if not self._only_modifies(n):
                    people.add(self.named[word.start])
            if carries_meaning(word) and not is_past(word.lower) and word.lower not in _TOGETHER:
                heads.add(word.stem)
        for n in extent:
            if self.words[n].lower in {"with", "alongside"} and n + 1 < len(self.words):
                jointly = self.words[n - 1].lower in {"jointly", "together", "along"}
                if stem(verb.lower) in _ACROSS and not jointly:
                    continue  # "negotiated with the supplier": across the table, not beside
                told = self._who(n + 1, min(n + 6, len(self.words)))
                if told is not None and not self._acts(n + 1, min(n + 6, len(self.words))):
                    beside |= told[1]
        pronoun = any(self.words[n].lower in {"it", "them", "this", "that", "these", "those"} for n in objects)
        if not heads and before and not pronoun:
            # "the survey Ana did": what stands before its doer is the object.
            heads |= self._antecedent(before)
        everything = frozenset(self.words[n].stem for n in extent if carries_meaning(self.words[n]))
        rung = doer[0]
        if verb.lower == "did" and beside and not heads and self.out and self.out[-1].doer is Doer.SELF:
            self.out[-1] = replace(self.out[-1], doer=Doer.SHARED, beside=frozenset(beside))
            return  # "Did it with Ana"
        if rung is Doer.SELF and (verb.lower.startswith("co-") or beside):
            rung = Doer.SHARED
        self.out.append(
            Doing(
                rung,
                doer[1],
                stem(verb.lower.removeprefix("co-")),
                verb.start,
                verb.end,
                frozenset(heads),
                everything,
                frozenset(people),
                frozenset(beside),
                doer[2],
            )
        )

    def _only_modifies(self, n: int) -> bool:
        """`The Tarn flood`: a name in front of a thing is no person that something was done to."""
        following = self.words[n + 1] if n + 1 < len(self.words) and not self.gaps[n].strip() else None
        return following is not None and following.text.islower() and carries_meaning(following)

    def _acts(self, start: int, end: int) -> bool:
        """Whether whoever is named after *with* does something of their own: `with Ana checking it`."""
        named = [n for n in range(start, end) if self.words[n].start in self.named]
        after = self.words[named[-1] + 1] if named and named[-1] + 1 < len(self.words) else None
        return after is not None and (is_participle(after.lower) or is_past(after.lower))

    def _antecedent(self, before: range) -> frozenset[str]:
        found: set[str] = set()
        n = before.start - 1
        if n >= 0 and "," in self.gaps[n]:
            return frozenset()  # "the demo, I moderated": two deeds
        while n >= 0 and not self._is_hard(n) and len(found) < 3:
            word = self.words[n]
            if word.lower in _PREPOSITIONS | _JOINS or is_past(word.lower):
                break
            if carries_meaning(word):
                found.add(word.stem)
            if word.lower in _DETERMINERS:
                break
            n -= 1
        return frozenset(found)

    def _gapped(self, at: int, after: int, until: int, verb: str) -> None:
        """`... and Idris the rest`: a name and a thing, with the verb of the deed before."""
        for n in range(after + 1, until - 1):
            word = self.words[n]
            joined = self.words[n - 1].lower == "and" or "," in self.gaps[n - 1]
            if not joined or self.words[n + 1].lower not in {"the", "a", "an", "its"} or self.gaps[n].strip():
                continue
            if word.start in self.named:
                doer = (Doer.PERSON, frozenset({self.named[word.start]}), word.text)
            elif word.lower in {"i", "me"}:
                doer = (Doer.SELF, frozenset(), "you")
            else:
                continue
            heads = frozenset(w.stem for w in self.words[n + 1 : until] if w.lower not in FUNCTION_WORDS)
            done = self.words[at]
            self.out.append(
                Doing(
                    doer[0],
                    doer[1],
                    stem(done.lower),
                    word.start,
                    word.end,
                    heads,
                    heads,
                    frozenset(),
                    frozenset(),
                    doer[2],
                )
            )

    def _owned(self, first: int, end: int) -> None:
        """`Ana's design`, `my notes`, `notes from Ana`, `a design of mine`: a thing told as somebody's."""
        for n in range(first, end):
            word = self.words[n]
            following = self.words[min(n + 1, len(self.words) - 1)]
            if word.lower == "my" or (word.lower == "our"):
                doer = (Doer.SELF if word.lower == "my" else Doer.SHARED, frozenset[str](), "you")
            elif self._possessive(word):
                name = self.named.get(word.start) or word.lower.removesuffix("'s").rstrip("'")
                if word.start not in self.named and name not in ROLES | BODIES:
                    continue
                doer = (Doer.PERSON, frozenset({name}), word.text.removesuffix("'s"))
                if n > first + 1 and self.words[n - 1].lower in _BE:
                    before = frozenset(w.stem for w in self.words[max(first, n - 5) : n - 1] if carries_meaning(w))
                    self._hold(doer, self.words[n - 2], before)
                    continue
            elif word.lower in {"from", "of"} and n > first and carries_meaning(self.words[n - 1]):
                who = self._who(n + 1, min(n + 5, end))
                if who is None or who[0] is not Doer.PERSON or self.words[n - 1].start in self.named:
                    continue
                if any(ch.isdigit() for name in who[1] for ch in name) or who[2].isupper():
                    continue
                named = any(found in self.named.values() for found in who[1])
                if self.words[n - 1].lower in _SHARES or not (named or word.lower == "from"):
                    continue
                given = self.words[n - 2] if is_past(self.words[n - 1].lower) and n - 2 >= first else self.words[n - 1]
                self._hold(who, given, frozenset({given.stem}))
                continue
            else:
                continue
            stems: set[str] = set()
            for k in range(n + 1, min(n + 4, end)):
                if (k > n + 1 and self.gaps[k - 1].strip()) or not carries_meaning(self.words[k]):
                    break
                if is_past(self.words[k].lower):
                    break
                stems.add(self.words[k].stem)
            if stems:
                self._hold(doer, following, frozenset(stems))

    def _possessive(self, word: Word) -> bool:
        return word.lower.endswith("'s") or self.text[word.end : word.end + 2] in {"'s", "' "}

    def _hold(self, doer: _Told, thing: Word, stems: frozenset[str]) -> None:
        empty: frozenset[str] = frozenset()
        self.out.append(Doing(doer[0], doer[1], "", thing.start, thing.end, stems, stems, empty, empty, doer[2]))
