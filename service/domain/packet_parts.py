"""The fixed words of a rendered packet that claim nothing: what renders them and what checks a draft agree on them."""

TITLE = "Draft promotion packet"
LEFT_OUT = "Left out, and why"
QUESTIONS = "Questions that would make this stronger"
VOICES = "Who can speak to this work"
UNREAD = "Lines of the log that were not read"
MADE = "How this was made"
IN_FULL = "In full under"

NOT_CLAIMS = frozenset({LEFT_OUT, QUESTIONS, VOICES, UNREAD, MADE})
