"""Keeps what programs recorded out of the logs: an export that is given as a log is refused, with the way to go.

A title of a pull request is nobody's telling of what they did. Read as an entry it would be evidence.
"""

import re

from service.errors import UnknownFormat
from service.intake.trails.calendars import is_calendar
from service.intake.trails.jira import is_jira
from service.intake.trails.records import plain
from service.intake.trails.saved_logs import is_saved_log

_LOOKED_AT = 20_000
_OURS = re.compile(r'\s*\{\s*(?:"trail"\s*:\s*\{\s*)?"kind"\s*:\s*"(?:git|github|gitlab|jira|ics)"\s*,\s*"author"\s*:')
_KEY = re.compile(r'"([A-Za-z_]{2,40})"\s*:')
# Where one of these stands, somebody told what they did beside what was recorded.
_OWN_WORDS = frozenset("text what win wins impact outcome achievement achievements entries accomplishment".split())
_RECORDED = tuple(
    frozenset(names.split())
    for names in (
        "title mergedat",
        "title htmlurl nodeid",
        "title number closedat",
        "title iid weburl",
        "shortid authoredname title",
        "sha commit htmlurl",
        "key fields summary",
    )
)
_GITLAB = ("mriid", "issueid", "issueiid")


def refuse_a_trail(text: str) -> None:
    """Raises UnknownFormat for the export of a forge, a tracker or a calendar, a `git log`, or candidates of ours."""
    if _is_a_trail(text):
        raise UnknownFormat(
            "This is what programs recorded, not a log of what you did",
            mend="`promocase trail` makes candidates of it, beside which you write your own entries",
        )


def _is_a_trail(text: str) -> bool:
    if is_calendar(text) or is_saved_log(text) or _OURS.match(text):
        return True
    opening = text.lstrip()[:_LOOKED_AT]
    if opening[:1] in ("{", "["):
        keys = {plain(key) for key in _KEY.findall(opening)}
        return not keys & _OWN_WORDS and any(names <= keys for names in _RECORDED)
    header = [plain(cell.strip(' "')) for cell in re.split(r"[,;\t]", opening.split("\n", 1)[0])]
    if set(header) & _OWN_WORDS:
        return False
    return is_jira(header) or ("authorusername" in header and any(name in _GITLAB for name in header))
