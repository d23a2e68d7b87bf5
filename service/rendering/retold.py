"""The sponsor's page, the committee's questions and the posts as Markdown."""

from collections.abc import Iterator

from service.domain import packet_parts as fixed
from service.domain.coached import Quoted
from service.domain.retold import Brief, Doubt, Hearing, Legibility, Post, Questioned, Released, Voice
from service.rendering.escaping import code
from service.rendering.quoted import listed, own, page_of, quote

DOUBTS = {
    Doubt.WHOSE: "Was that you or the team?",
    Doubt.BASELINE: "What was the baseline?",
    Doubt.FLUKE: "Is it a fluke?",
    Doubt.WITNESS: "Who else says so?",
    Doubt.REACH: "Who was it of use to, beyond you?",
    Doubt.WHEN: "When was that?",
}


def brief_markdown(brief: Brief) -> str:
    """One page to present a case from."""
    return page_of(_brief(brief))


def _brief(brief: Brief) -> Iterator[str]:
    yield f"# The case, to retell{': ' + own(brief.target_level) if brief.target_level else ''}"
    yield f"**{own(brief.headline)}**"
    if brief.wording:
        yield brief.wording
    if brief.case:
        yield "## In three sentences\n\n" + "\n".join(f"{n}. {sentence(one)}" for n, one in enumerate(brief.case, 1))
    lines = [
        f"- **{own(one.name)}** ({fixed.STANDINGS[one.standing]}): "
        + (sentence(one.item) if one.item else fixed.NOTHING_YET)
        for one in brief.strongest
    ]
    yield "## The strongest item of each\n\n" + "\n".join(lines)
    if brief.voices:
        yield "## Whom to call\n\n" + "\n".join(_voice(voice) for voice in brief.voices)
    if brief.weak:
        yield "## Known weak spots, and the honest answer"
    for weak in brief.weak:
        told = [f"**{own(weak.name)}.** {own(weak.why)}"]
        told.append(
            f"What there is: {sentence(weak.answer)}" if weak.answer else "There is nothing to show for it yet."
        )
        told += [f"Still to settle: {own(question)}" for question in weak.lacks]
        yield "\n\n".join(told)


def hearing_markdown(hearing: Hearing) -> str:
    """What a committee may ask, and what there is to answer with."""
    return page_of(_hearing(hearing))


def _hearing(hearing: Hearing) -> Iterator[str]:
    yield "# What a committee may ask"
    yield (
        "Every answer is a sentence of the log. Where there is none, say so: “I cannot show that” costs less than a "
        "guess."
    )
    yield from (_questioned(one) for one in hearing.items)


def _questioned(one: Questioned) -> str:
    told = [f"## {own(one.name)}: {sentence(one.item)}"]
    for answer in one.answers:
        if answer.answerable:
            told.append(f"**{DOUBTS[answer.doubt]}**\n\n{listed(answer.evidence)}")
        else:
            told.append(f"**{DOUBTS[answer.doubt]}** Unanswerable from the log. {answer.collect}")
    return "\n\n".join(told)


def legibility_markdown(found: Legibility) -> str:
    """Who has seen what, and two lines to share each item by."""
    return page_of(_legibility(found))


def _legibility(found: Legibility) -> Iterator[str]:
    yield "# Who has seen it"
    yield "Share an item in the channel or review that those who decide read. Check the names, and ask those you name."
    if found.wording:
        yield found.wording
    yield from (_post(post) for post in found.posts)


def _post(post: Post) -> str:
    told = [f"## {own(post.name)}: {sentence(post.item)}"]
    if post.seen_by:
        told.append("Seen by:\n\n" + "\n".join(_voice(voice) for voice in post.seen_by))
    else:
        told.append("The log names nobody who has seen it.")
    told += [f"Linked: {code(link)}" for link in post.links]
    if post.uncredited:
        told.append(f"The packet's bullet leaves out {own(', '.join(post.uncredited))}; the lines below name them.")
    told.append("To share:\n\n> " + "\n>\n> ".join(own(line) for line in post.lines))
    return "\n\n".join(told)


def _voice(voice: Voice) -> str:
    role = f", {own(voice.role)}" if voice.role else ""
    return f"- **{own(voice.who)}**{role}: " + " ".join(_heard(one) for one in voice.said)


def _heard(one: Quoted) -> str:
    return quote(one.model_copy(update={"speaker": None}))


def sentence(one: Released) -> str:
    """A released sentence with its entries, and those it must not be told without."""
    entries = ", ".join(code(id) for id in one.cites)
    with_whom = f"; also named: {own(', '.join(one.credits))}" if one.credits else ""
    shared = "; says “we”" if one.shared else ""
    whose = "; a model’s words" if one.by_model else ""
    return f"{own(one.text)} ({'entry' if len(one.cites) == 1 else 'entries'} {entries}{with_whom}{shared}{whose})"
