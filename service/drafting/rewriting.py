"""Rewrites one bullet honestly: its own words, what the log already says of it, and at most three questions."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from service.domain.agency import agency_of
from service.domain.brag import BragEntry, BragLog, EntryId
from service.domain.claims import Claim, Evidence, Kind, Ruling, Verdict
from service.domain.packet import DraftedBy, Usage, Withheld
from service.domain.rubric import Rubric
from service.domain.word_diff import Piece, word_diff
from service.drafting.asking import questions_for
from service.drafting.matching import Matcher
from service.drafting.plain_words import say_plainly
from service.drafting.replies import BulletReply
from service.drafting.resting import STATED, Basis, Ground, RewrittenSentence, of_the_bullet
from service.drafting.retelling import retell, rises, same_work, same_work_question, says_less_than
from service.drafting.screening import screen, shown, tidied
from service.drafting.tidying import as_sentence, on_one_line
from service.errors import Invalid, ModelUnavailable
from service.ports import ChatModel
from service.prompting.entries import fenced_entry
from service.prompting.fencing import Fenced, fence, fences
from service.prompting.library import PromptLibrary
from service.verification.orders import without_orders_kept_in_place
from service.verification.panel import Panel
from service.verification.sentences import split_sentences

LONGEST = 4_000
QUESTIONS = 3
_NEAR = 0.45
_ENTRIES = 3


class Rewrite(BaseModel):
    """One bullet before and after. `sentences` is never empty: what cannot be bettered stands as it was written.

    Each sentence says what it rests on; `withheld` holds the bullet's own where the log's words stand instead.
    `note` says what was done or why nothing was; `matched` are the log's entries found to be about the bullet.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    before: str
    after: str
    sentences: tuple[RewrittenSentence, ...]
    drafted_by: DraftedBy
    diff: tuple[Piece, ...]
    questions: tuple[str, ...] = Field(max_length=QUESTIONS)
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
    questions: tuple[str, ...] = ()


async def rewrite(
    text: str,
    log: BragLog | None,
    *,
    panel: Panel,
    rubric: Rubric | None = None,
    chat: ChatModel | None = None,
    prompts: PromptLibrary | None = None,
) -> Rewrite:
    """The bullet rewritten: no sentence says more than the bullet, and each is marked with what bears it out.

    Raises Invalid for an empty bullet or one over 4,000 characters. A model that fails is told in `note`, and the
    bullet's own words are used instead.
    """
    before = text.strip()
    if not before or not any(mark.isalnum() for mark in before):
        raise Invalid("There is no bullet to rewrite", mend="Give one to five sentences about your work")
    if len(before) > LONGEST:
        raise Invalid(f"The bullet is longer than {LONGEST} characters", mend="Give one bullet at a time")
    # What gives orders to its reader tells no work: no sentence may rest on it, whoever words the sentence.
    stated = without_orders_kept_in_place(BragEntry(id=STATED, text=before))
    if not any(map(str.isalnum, stated.text)):
        stated = BragEntry(id=STATED, text=before)
    log = BragLog(entries=tuple(map(without_orders_kept_in_place, log.entries))) if log else None
    ground = Ground(stated, log, panel, rubric)
    matched = _about(before, log, ground.matcher)
    drafted = _Drafted(kept=())
    by = DraftedBy.VERBATIM
    if chat is not None and prompts is not None:
        drafted = await _by_model(ground, matched, chat, prompts)
        by = DraftedBy.MODEL if drafted.kept else DraftedBy.VERBATIM
    if not drafted.kept:
        own = _by_code(ground, matched)
        drafted = own.model_copy(
            update={
                "withheld": drafted.withheld + own.withheld,
                "usage": drafted.usage,
                "note": _both(drafted.note, own.note),
                "questions": drafted.questions + own.questions,
            }
        )
    after = " ".join(sentence.text for sentence in drafted.kept)
    cited = {cite for sentence in drafted.kept for cite in sentence.cites}
    told = [entry for entry in (log.entries if log else ()) if entry.id in cited or entry in matched]
    known = "\n".join([before, *(entry.own_words() for entry in told)])
    asked = questions_for(before, known=known, dated=any(entry.when.known for entry in told))
    return Rewrite(
        before=before,
        after=after,
        sentences=drafted.kept,
        drafted_by=by,
        diff=word_diff(before, after),
        questions=tuple(dict.fromkeys([*drafted.questions, *asked]))[:QUESTIONS],
        withheld=drafted.withheld,
        matched=tuple(entry.id for entry in matched),
        note=drafted.note,
        usage=drafted.usage,
    )


def _about(text: str, log: BragLog | None, matcher: Matcher) -> list[BragEntry]:
    """The log's entries that are surely about the bullet: near it, and not much farther than the nearest."""
    if log is None:
        return []
    found = matcher.matches(text, limit=_ENTRIES, least=_NEAR)
    entries = log.by_id()
    return [entries[match.entry] for match in found if match.score >= 0.75 * found[0].score]


def _by_code(ground: Ground, matched: Sequence[BragEntry]) -> _Drafted:
    """The bullet said plainly, or in the words of the log's entry about it."""
    plain = say_plainly(ground.stated.text)
    sentences = [sentence for sentence in plain.sentences if ground.says(sentence)]
    done = list(plain.done) if sentences else []
    # Where nothing of ours says only what the bullet says, the person's own sentence stands.
    sentences = sentences or [as_sentence(ground.stated.text)]
    retold = retell(sentences, _entry_about(sentences, matched, ground), ground)
    if retold.from_the_log:
        done.append("told it in your log's own words")
    unchanged = " ".join(one.text for one in retold.kept).rstrip(".") == on_one_line(ground.stated.text).rstrip(".")
    if unchanged or not done:
        note = "It stands as you wrote it: saying more would need facts that are not in it."
    else:
        note = f"Without a model: {', '.join(done)}."
    return _Drafted(
        kept=tuple(retold.kept), withheld=tuple(retold.withheld), note=note, questions=tuple(retold.questions)
    )


def _entry_about(sentences: Sequence[str], matched: Sequence[BragEntry], ground: Ground) -> BragEntry | None:
    """The one entry to put beside the bullet: the nearest of those surely about it, else one that tells its things."""
    near = ((text, ground.nearest(text)) for text in sentences)
    same = (entry for text, entry in near if entry is not None and same_work(text, entry))
    return next(iter(matched), None) or next(same, None)


async def _by_model(ground: Ground, matched: Sequence[BragEntry], chat: ChatModel, prompts: PromptLibrary) -> _Drafted:
    stated = ground.stated
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
            evidence = Evidence(cited=tuple(cited), rubric=ground.rubric)
            ruled = await ground.panel.rule(Claim(text=text, cites=ids), evidence)
            usage = usage + ruled.usage
            if ruled.verdict.ruling is not Ruling.SUPPORTED or not cited:
                withheld.append(_put_aside(shown(text), ruled.verdict, ruled.question, ids))
                continue
            entries = [entry for entry in cited if entry.id != STATED]
            if entries and (doubted := _doubted(text, entries, stated)) is not None:
                withheld.append(_put_aside(shown(text), doubted, same_work_question(text), ids))
            else:
                borne = RewrittenSentence(text=text, cites=ids, rests_on=Basis.LOG, verdict=ruled.verdict)
                kept.append(borne if STATED not in ids else ground.in_entries(text, entries) or ground.rested(text))
    note = "" if kept else "Nothing the model wrote could be shown true."
    return _Drafted(kept=tuple(kept), withheld=tuple(withheld), usage=usage, note=note)


def _doubted(text: str, cited: Sequence[BragEntry], stated: BragEntry) -> Verdict | None:
    """Why a sentence that the log bears out may still not be told for this bullet: it claims more than the bullet does.

    It may, where an entry it cites tells the same work and the bullet does not say its writer helped.
    """
    if not rises(text, stated.text):
        return None
    if not says_less_than(stated.text, text) and any(same_work(stated.text, entry) for entry in cited):
        return None
    return Verdict(
        ruling=Ruling.OVERSTATED,
        because="the bullet claims less than this, and it is not sure that both tell the same work",
        settled_by=Kind.AGENCY if agency_of(text) > agency_of(stated.text) else Kind.REACH,
    )


def _put_aside(text: str, verdict: Verdict, question: str, cites: tuple[EntryId, ...]) -> Withheld:
    alone = cites == (STATED,)
    return Withheld(
        text=text,
        ruling=verdict.ruling,
        because=of_the_bullet(verdict.because) if alone else verdict.because,
        question=of_the_bullet(question) if alone else question,
        settled_by=verdict.settled_by,
        cites=cites,
    )


def _or_none(notes: Fenced) -> Fenced:
    return notes if notes.block else fence("none", "")


def _both(first: str, second: str) -> str:
    return f"{first} {second}".strip()
