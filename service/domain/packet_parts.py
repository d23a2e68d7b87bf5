"""The fixed words of a rendered packet that claim nothing: what renders them and what checks a draft agree on them."""

from service.domain.evidence import Standing

TITLE = "Draft promotion packet"
LEFT_OUT = "Left out, and why"
OWN_WORDS = "In your own words, not verified"
OWN_WORDS_NOTE = "Your edits that your entries do not bear out. No clean copy for the committee has them."
QUESTIONS = "Questions that would make this stronger"
VOICES = "Who can speak to this work"
WEAK_SPOTS = "Known weak spots"
EVIDENCE = "Evidence"
AND_MORE = "and {} more, told in what follows"
WITHOUT_A_FONT = (
    "The machine that made this PDF has no font for some characters. Each place says so; the packet as Word, Markdown "
    "or JSON has them all."
)
UNREAD = "Lines of the log that were not read"
MADE = "How this was made"
IN_FULL = "In full under"
AS_LOGGED = "As logged"
ASKED = "What the rubric asks at the next level"
CLOSEST = "Closest so far, not counted as the next level:"
UNREAD_NOTE = "Nothing above uses them. Mend a line in the log, and draft again."
NOT_USED = "Entries that no section uses"
NOT_USED_NOTE = (
    "None of these came near enough to what the rubric asks. If one belongs above, tag it or say more in it."
)
NOT_USED_SHOWN = 40
"""Entries not used that a page lists; the packet's JSON has them all."""
CUT = "… (goes on in the log)"
SUMMARY = ("Dimension", "Next level", "Strongest item")
NOTHING_YET = "no entry near enough yet"
NOTHING_RELEASED = "nothing could be released; see below"
GUIDANCE = (
    "A draft to edit, made from your own log. It is guidance, not a promise: how promotions are decided differs from "
    "company to company, and nothing here guarantees an outcome. Every sentence below cites the entries it rests on; "
    "what they do not bear out was left out, and is listed with the question that would settle it."
)
STANDINGS = {
    Standing.CONSISTENT: "shown consistently",
    Standing.SOMETIMES: "shown sometimes",
    Standing.NOT_YET: "not shown yet",
}
