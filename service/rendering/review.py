"""The monthly review as Markdown."""

from collections.abc import Iterator

from service.domain import packet_parts as fixed
from service.domain.review import Review, ReviewedDimension, Seek, Shape
from service.rendering.quoted import listed, own, page_of, quote

SHAPES = {
    Shape.OWN: "There you helped or did a part. Look for one whose outcome you answer for.",
    Shape.WIDEN: "It stayed with you or your team. Look for one that other teams need, or have to change for.",
    Shape.MEASURE: "Its size is not told. Agree what will be counted before the next one begins.",
    Shape.AGAIN: "It has been shown, but once or in one quarter reads as a fluke. A second one, later, does not.",
    Shape.AFRESH: "It was shown a while ago. A fresh one keeps it in sight.",
    Shape.UNSCOPED: "Nothing of yours comes near it yet. Look for the problem that nobody has written down as a task.",
}
CAUTION = "Add such work to what others rely on you for; dropped deliveries undo a case faster than new work builds it."


def review_markdown(review: Review) -> str:
    """The review as a document; nothing a person wrote becomes markup."""
    return page_of(_blocks(review))


def _blocks(review: Review) -> Iterator[str]:
    yield f"# Review of {review.month}"
    yield f"{_count(review.added)} added in the month, {review.entries} in the log by its end."
    yield "## What the month added\n\n" + "\n".join(line for one in review.dimensions for line in _added(one))
    if review.unplaced:
        yield "Near none of the rubric's lines:\n\n" + listed(review.unplaced)
    yield "## Where the case stands\n\n" + "\n".join(_standing(one) for one in review.dimensions)
    if review.mendable:
        lines = [f"- {own(gap.question)}" for one in review.mendable for gap in one.gaps]
        yield "## Mend it while it is fresh\n\n" + "\n".join(dict.fromkeys(lines))
    if review.seek:
        yield "## Work to seek next month\n\n" + "\n\n".join(_seek(one) for one in review.seek)
        yield CAUTION
    if review.still_open:
        yield "Your log names these as still open:\n\n" + listed(review.still_open)
    if review.intended:
        yield "You wrote these down as goals:\n\n" + "\n".join(f"- “{own(line.text)}”" for line in review.intended)
    if review.undated:
        yield f"{_count(len(review.undated))} without a date: no month can count them."


def _added(one: ReviewedDimension) -> Iterator[str]:
    if not one.added:
        yield f"- **{own(one.name)}**: nothing."
    for added in one.added:
        how = "shows the next level" if added.shows_next else "comes near it"
        yield f"- **{own(one.name)}**, {how}: {quote(added.said)}"


def _standing(one: ReviewedDimension) -> str:
    told = f"- **{own(one.name)}**: {fixed.STANDINGS[one.standing]}. {one.why_this_standing}"
    if one.stale and one.shown_last:
        told += f" Going stale; last shown by {quote(one.shown_last)}"
    return told


def _seek(one: Seek) -> str:
    lines = [f"### {own(one.name)}", f"The rubric asks: {own(one.asks)}"]
    if one.closest:
        lines.append(f"Closest so far: {quote(one.closest)}")
    return "\n\n".join([*lines, "\n".join(f"- {SHAPES[shape]}" for shape in one.shapes)])


def _count(entries: int) -> str:
    return f"{entries} {'entry' if entries == 1 else 'entries'}"
