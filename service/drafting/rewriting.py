"""Rewrites one bullet honestly: its own words, what the log already says of it, and at most three questions."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from service.domain.brag import BragEntry, BragLog, EntryId
from service.domain.claims import Claim, Evidence, Ruling, Verdict
from service.domain.packet import DraftedBy, Usage, Withheld
from service.domain.rubric import Rubric
from service.drafting.asking import questions_for
from service.drafting.matching import Matcher
from service.drafting.plain_words import say_plainly
from service.drafting.replies import BulletReply
from service.drafting.screening import screen, shown, tidied
from service.drafting.telling import outcome_of
from service.drafting.tidying import as_sentence, on_one_line
from service.drafting.verbatim import tell
from service.drafting.word_diff import Piece, word_diff
from service.errors import Invalid, ModelUnavailable
from service.ports import ChatModel
from service.prompting.entries import fenced_entry
from service.prompting.fencing import Fenced, fence, fences
from service.prompting.library import PromptLibrary
from service.verification.panel import Panel, Ruled
from service.verification.sentences import split_sentences

STATED = EntryId("bullet")
"""What the bullet itself is cited as: its writer's own statement."""

LONGEST = 4_000
_NEAR = 0.45
_ENTRIES = 3


class RewrittenSentence(BaseModel):
    """A sentence of the rewrite. It cites `bullet` (the text given) or entries of the log."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    cites: tuple[EntryId, ...] = Field(min_length=1)
    verdict: Verdict


class Rewrite(BaseModel):
    """One bullet before and after. `sentences` is never empty: what cannot be bettered stands as it was written.

    `note` says what was done or why nothing was; `matched` are the log's entries found to be about the bullet.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    before: str
    after: str
    sentences: tuple[RewrittenSentence, ...]
    drafted_by: DraftedBy
    diff: tuple[Piece, ...]
    questions: tuple[str, ...] = Field(max_length=3)
    withheld: tuple[Withheld, ...] = ()
    matched: tuple[EntryId, ...] = ()
    note: str = ""
    usage: Usage = Usage()


class _Drafted(BaseModel):
    """Ruled sentences of one way to rewrite, before one way is chosen."""

    model_config = ConfigDict(frozen=True)

    kept: tuple[RewrittenSentence, ...]
    withheld: tuple[Withheld, ...] = ()
    usage: Usage = Usage()
    note: str = ""


async def rewrite(
    text: str,
    log: BragLog | None,
    *,
    panel: Panel,
    rubric: Rubric | None = None,
    chat: ChatModel | None = None,
    prompts: PromptLibrary | None = None,
) -> Rewrite:
    """The bullet rewritten, each sentence ruled against the bullet itself and the log's entries about it.

    Raises Invalid for an empty bullet or one over 4,000 characters. A model that fails is told in `note`, and the
    bullet's own words are used instead.
    """
    before = text.strip()
    if not before or not any(mark.isalnum() for mark in before):
        raise Invalid("There is no bullet to rewrite", mend="Give one to five sentences about your work")
    if len(before) > LONGEST:
        raise Invalid(f"The bullet is longer than {LONGEST} characters", mend="Give one bullet at a time")
    stated = BragEntry(id=STATED, text=before)
    matched = _about(before, log)
    drafted = _Drafted(kept=())
    by = DraftedBy.VERBATIM
    if chat is not None and prompts is not None:
        drafted = await _by_model(stated, matched, rubric, panel, chat, prompts)
        by = DraftedBy.MODEL if drafted.kept else DraftedBy.VERBATIM
    if not drafted.kept:
        own = _by_code(stated, matched, rubric, panel)
        drafted = own.model_copy(
            update={"withheld": drafted.withheld, "usage": drafted.usage, "note": _both(drafted.note, own.note)}
        )
    after = " ".join(sentence.text for sentence in drafted.kept)
    known = "\n".join([before, *(entry.own_words() for entry in matched)])
    return Rewrite(
        before=before,
        after=after,
        sentences=drafted.kept,
        drafted_by=by,
        diff=word_diff(before, after),
        questions=questions_for(before, known=known, dated=any(entry.when.known for entry in matched)),
        withheld=drafted.withheld,
        matched=tuple(entry.id for entry in matched),
        note=drafted.note,
        usage=drafted.usage,
    )


def _about(text: str, log: BragLog | None) -> list[BragEntry]:
    """The log's entries that are surely about the bullet: near it, and not much farther than the nearest."""
    if log is None:
        return []
    found = Matcher(log.entries).matches(text, limit=_ENTRIES, least=_NEAR)
    entries = log.by_id()
    return [entries[match.entry] for match in found if match.score >= 0.75 * found[0].score]


def _by_code(stated: BragEntry, matched: Sequence[BragEntry], rubric: Rubric | None, panel: Panel) -> _Drafted:
    """The bullet said plainly, after what the log's nearest entry says came of it."""
    plain = say_plainly(stated.text)
    kept: list[RewrittenSentence] = []
    done = list(plain.done)
    for entry in matched[:1]:
        for sentence in _news(stated.text, entry):
            ruled = panel.rule_by_code(Claim(text=sentence, cites=(entry.id,)), _evidence([entry], rubric))
            if ruled.verdict.ruling is Ruling.SUPPORTED:
                kept.append(_kept(ruled))
        if kept:
            done.append("brought in what your log says of it")
    for sentence in plain.sentences:
        ruled = panel.rule_by_code(Claim(text=sentence, cites=(STATED,)), _evidence([stated], rubric))
        if ruled.verdict.ruling is Ruling.SUPPORTED:
            kept.append(_kept(ruled))
    if not any(sentence.cites == (STATED,) for sentence in kept):
        # Nothing of ours passed: the person's own sentence stands, and the panel says why it may.
        kept += [_as_written(stated, rubric, panel)]
        done = [one for one in done if one.startswith("brought in")]
    unchanged = " ".join(one.text for one in kept).rstrip(".") == on_one_line(stated.text).rstrip(".")
    if unchanged or not done:
        note = "It stands as you wrote it: saying more would need facts that are not in it."
    else:
        note = f"Without a model: {', '.join(done)}."
    return _Drafted(kept=tuple(kept), note=note)


def _news(text: str, entry: BragEntry) -> list[str]:
    """What the entry tells that the bullet does not: its plainest result, as written; nothing where it tells none."""
    told, _ = tell(entry)
    here = on_one_line(text).casefold()
    news = [one for one in told if outcome_of(one) and one.rstrip(".").casefold() not in here]
    given = on_one_line(entry.outcome or "").casefold()
    return sorted(news, key=lambda one: (one.rstrip(".").casefold() in given, outcome_of(one)), reverse=True)[:1]


def _as_written(stated: BragEntry, rubric: Rubric | None, panel: Panel) -> RewrittenSentence:
    claim = Claim(text=as_sentence(stated.text), cites=(STATED,))
    ruled = panel.rule_by_code(claim, _evidence([stated], rubric))
    return RewrittenSentence(text=claim.text, cites=claim.cites, verdict=ruled.verdict)


async def _by_model(
    stated: BragEntry,
    matched: Sequence[BragEntry],
    rubric: Rubric | None,
    panel: Panel,
    chat: ChatModel,
    prompts: PromptLibrary,
) -> _Drafted:
    names = {"B": stated, **{f"E{n}": entry for n, entry in enumerate(matched, start=1)}}
    notes = fences(fenced_entry(name, entry) for name, entry in names.items() if name != "B")
    prompt = prompts.render("rewrite_bullet", bullet=fence("B", stated.text), entries=_or_none(notes))
    try:
        answer = await chat.ask(prompt, BulletReply)
    except ModelUnavailable as failed:
        return _Drafted(
            kept=(), usage=Usage(**failed.spent._asdict()), note=f"The model could not be used ({failed.why})."
        )
    usage = answer.usage
    kept: list[RewrittenSentence] = []
    withheld: list[Withheld] = []
    for written in answer.reply.sentences:
        cited = [names[cite] for cite in dict.fromkeys(written.cites) if cite in names]
        ids = tuple(entry.id for entry in cited)
        # Sentences are split by code: what is put into one must not hide behind its better half.
        for text in split_sentences(tidied(written.text)):
            refused = screen(text, cited)
            if refused is not None:
                withheld.append(_put_aside(refused.shown, refused.verdict, refused.question, ids))
                continue
            ruled = await panel.rule(Claim(text=text, cites=ids), _evidence(cited, rubric))
            usage = usage + ruled.usage
            if ruled.verdict.ruling is Ruling.SUPPORTED and cited:
                kept.append(_kept(ruled))
            else:
                withheld.append(_put_aside(shown(text), ruled.verdict, ruled.question, ids))
    note = "" if kept else "Nothing the model wrote could be shown true."
    return _Drafted(kept=tuple(kept), withheld=tuple(withheld), usage=usage, note=note)


def _evidence(cited: Sequence[BragEntry], rubric: Rubric | None) -> Evidence:
    return Evidence(cited=tuple(cited), rubric=rubric)


def _kept(ruled: Ruled) -> RewrittenSentence:
    return RewrittenSentence(text=ruled.claim.text, cites=ruled.claim.cites, verdict=ruled.verdict)


def _put_aside(text: str, verdict: Verdict, question: str, cites: tuple[EntryId, ...]) -> Withheld:
    return Withheld(
        text=text,
        ruling=verdict.ruling,
        because=verdict.because,
        question=question,
        settled_by=verdict.settled_by,
        cites=cites,
    )


def _or_none(notes: Fenced) -> Fenced:
    return notes if notes.block else fence("none", "")


def _both(first: str, second: str) -> str:
    return f"{first} {second}".strip()
