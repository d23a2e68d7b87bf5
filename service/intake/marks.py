"""Takes the marks off a line of Markdown: emphasis, links, task boxes, outcome emoji and the tags at its end."""

import html
import re
from enum import StrEnum
from typing import NamedTuple

from service.intake.slugs import slug

_LABEL = r"\[(?P<label>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]"
_LINK = re.compile(
    rf"(?P<image>!?){_LABEL}\((?P<url><[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\)"
    r"(?:\{[^{}\n]*\})?"
)
_REFERENCE = re.compile(rf"{_LABEL}\[(?P<ref>[^\[\]\n]*)\]")
_DEFINITION = re.compile(r"\s*\[([^\[\]\n]+)\]:\s+<?(\S+?)>?(?:\s+[\"'(].*)?\s*$")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_BARE = re.compile(r"https?://[^\s<>\"“”|]+")
_STRONG = re.compile(r"(?P<mark>\*\*|__)(?=\S)(?P<words>(?:(?!(?P=mark))[^\n])+?)(?<=\S)(?P=mark)")
_EMPHASIS = re.compile(r"(?<![\w*\\])(?P<mark>\*)(?=[^\s*])(?P<words>[^*\n]+?)(?<=[^\s*])(?P=mark)(?![\w*])")
_UNDERSCORE = re.compile(r"(?<![\w\\])_(?=[^\s_])(?P<words>[^_\n]+?)(?<=[^\s_])_(?!\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"<br\s*/?>|</?(?:ul|ol|p|div)(?:\s[^<>]*)?>|<li(?:\s[^<>]*)?>", re.IGNORECASE)
_FORMATTING = re.compile(r"</?(?:b|i|u|em|strong|small|sub|sup|span|font|mark|li)(?:\s[^<>]*)?>", re.IGNORECASE)
# Named with its semicolon alone: "R&D" and "AT&T" are no signs of HTML.
_SIGN = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\s[^<>]*href=[\"']([^\"'<>]*)[\"'][^<>]*>([^<>]*)</a>", re.IGNORECASE)

_BOX = re.compile(r"\s*\[(?P<box>[ xX/\->])\]\s+")
_DONE = re.compile(r"\s*(?:✅|✔️?|☑️?|✓)\s*")
_NOT_DONE = re.compile(r"\s*(?:❌|❎|✖️?|✗|✘|🚫|⛔|🤔|⏳|⌛|🚧|🔄|⏸️?|🔜|⬜|☐)\s*")
# Words that Logseq and org-mode put in front of a task.
_TASK = re.compile(r"\s*(?:(?P<done>DONE)|TODO|DOING|LATER|WAITING|CANCELL?ED)\s+(?=\S)")
# The day on which a task was ticked off, as a plugin of Obsidian's writes it.
_TICKED = re.compile(r"\s*✅\s*(?P<day>\d{4}-\d\d-\d\d)\s*$")
_WIKI = re.compile(r"!?\[\[(?P<page>[^\[\]|\n]+)(?:\|(?P<label>[^\[\]|\n]+))?\]\]")
_STRUCK = re.compile(r"\s*~~.*~~\s*[.!]?\s*$", re.DOTALL)

_BRACKETED = re.compile(r"\[(?P<tags>[^\[\]()\n]{2,80})\][.\s]*$")
_ROUND = re.compile(r"\((?P<tags>[^\[\]()\n]{2,80})\)[.\s]*$")
_HASHTAG = re.compile(r"#[^\W\d][\w/-]*$")
_ONLY_HASHED = re.compile(r"\s*#[^\W\d][\w/-]*(?:\s+#[^\W\d][\w/-]*)*\s*$")
_LEADS_ON_TEXT = "in on to at from the a an via see for of with and or our my by channel "
_LEADS_ON = frozenset(_LEADS_ON_TEXT.split())
_KNOWN = frozenset(("scope", "ambiguity", "influence", "blast_radius", "direction", "impact", "leadership"))
_STATUS_WORDS = re.compile(
    r"\b(?:wip|draft|planned|in progress|ongoing|partial|blocked|tbd|todo|pending|failed|cancell?ed|sic|redacted|"
    r"link|pr|video|slides|here|source|citation|internal|confidential|estimate|estimated|approx\w*)\b",
    re.IGNORECASE,
)


class Mark(StrEnum):
    """What a box or emoji at the start of a line says about it."""

    NONE = "none"
    DONE = "done"
    NOT_DONE = "not done"


class Bare(NamedTuple):
    """A text without its link marks: the words, and the addresses; `refused` are addresses that are not kept."""

    words: str
    links: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def bare(text: str, definitions: dict[str, str], *, markdown: bool = True) -> Bare:
    """The words as a reader of the rendered page sees them. Only http and https addresses are kept."""
    links: list[str] = []
    refused: list[str] = []

    def keep(url: str) -> None:
        address = url.strip("<>").strip()
        good = re.match(r"https?://\S+$", address, re.IGNORECASE) and len(address) <= 2_000
        if address and address not in links:
            (links if good else refused).append(address)

    def linked(match: re.Match[str]) -> str:
        keep(match["url"])
        return match["label"]

    def referred(match: re.Match[str]) -> str:
        url = definitions.get((match["ref"] or match["label"]).lower())
        if url is None:
            return match[0]
        keep(url)
        return match["label"]

    def anchored(match: re.Match[str]) -> str:
        keep(match[1])
        return match[2]

    words = _WIKI.sub(lambda link: link["label"] or link["page"], text) if "[[" in text else text
    words = _LINK.sub(linked, words) if "](" in words else words
    if definitions:
        words = _REFERENCE.sub(referred, words)
    words = _ANCHOR.sub(anchored, words) if "<" in words else words
    words = _AUTOLINK.sub(r"\1", words)
    for url in _BARE.findall(words):
        keep(url.rstrip(".,;:!?)]}'*_") if "(" not in url else url.rstrip(".,;:!?]}'*_"))
    return Bare(_unmarked(words) if markdown else words, tuple(links), tuple(refused))


def has_more_than_links(text: str) -> bool:
    """Whether a text says anything beside its links and their labels."""
    rest = _BARE.sub("", _AUTOLINK.sub("", _LINK.sub("", text)))
    return any(char.isalnum() for char in rest)


def definition(line: str) -> tuple[str, str] | None:
    """`[1]: https://example.com` as its label and address."""
    match = _DEFINITION.match(line)
    return (match[1].lower(), match[2]) if match else None


def _unmarked(text: str) -> str:
    words = text
    if "<" in words:
        words = _FORMATTING.sub("", _BREAK.sub("\n", words))
    if "*" in words or "_" in words:
        words = _STRONG.sub(r"\g<words>", words)
        words = _UNDERSCORE.sub(r"\g<words>", _EMPHASIS.sub(r"\g<words>", words))
    if "&" in words:
        words = _SIGN.sub(lambda sign: html.unescape(sign[0]).replace("\xa0", " ").replace("\0", "\ufffd"), words)
    return _ESCAPED.sub(r"\1", words) if "\\" in words else words


def marked(text: str) -> tuple[Mark, str]:
    """Takes a task box or outcome emoji off the start; struck-through text is not done either."""
    if box := _BOX.match(text):
        state = Mark.DONE if box["box"] in "xX" else Mark.NOT_DONE
        text = _TICKED.sub(r" (\g<day>)", text)
        inner, rest = marked(text[box.end() :])
        return (inner if inner is not Mark.NONE else state), rest
    if _NOT_DONE.match(text) or _STRUCK.match(text):
        return Mark.NOT_DONE, text
    if done := _DONE.match(text):
        return Mark.DONE, text[done.end() :]
    if task := _TASK.match(text):
        return Mark.DONE if task["done"] else Mark.NOT_DONE, text[task.end() :]
    return Mark.NONE, text


def tagged(text: str) -> tuple[str, tuple[str, ...]]:
    """Takes the tags off the end: `[influence]`, `[scope, direction]`, `#scope #blast-radius`, `(influence)`."""
    words, tags = text.rstrip(), list[str]()
    for _ in range(4):
        found = _tags_at_end(words)
        if found is None:
            break
        words, tags = found[0], [*found[1], *tags]
    return (words, tuple(dict.fromkeys(tags))) if words.strip() else (text, ())


def _tags_at_end(text: str) -> tuple[str, list[str]] | None:
    if match := _BRACKETED.search(text):
        tags = _split(match["tags"])
        sure = all(re.fullmatch(r"#?[^\W\d][\w -]{1,30}", tag) and len(tag.split()) <= 3 for tag in tags)
        if (
            tags
            and sure
            and not _STATUS_WORDS.search(match["tags"])
            and not any(tag[0].isupper() and slug(tag) not in _KNOWN for tag in tags)
        ):
            return text[: match.start()], [slug(tag) for tag in tags]
    if match := _ROUND.search(text):
        tags = [slug(tag) for tag in _split(match["tags"])]
        if tags and all(tag in _KNOWN for tag in tags):
            return text[: match.start()], tags
    before, tags = text.rstrip(), list[str]()
    while (at := before.rfind("#")) > 0 and before[at - 1].isspace() and _HASHTAG.match(before, at):
        tags.insert(0, slug(before[at:]))
        before = before[:at].rstrip()
    last = before[-40:].rsplit(None, 1)[-1].lower() if before else ""
    # "posted in #finance" and "Dana, #ward-7" name a channel.
    if tags and before and not before.endswith(",") and last.strip(".;:") not in _LEADS_ON:
        return before, tags
    return None


def only_tags(text: str) -> tuple[str, ...]:
    """The tags of a line that holds nothing else: `#scope #direction`."""
    return tuple(slug(tag) for tag in text.split()) if _ONLY_HASHED.match(text) else ()


def _split(tags: str) -> list[str]:
    return [tag.strip() for tag in re.split(r"[,;|/·&]|\s+and\s+", tags) if tag.strip()]


def split_tags(cell: str) -> tuple[str, ...]:
    """The tags of a cell or field."""
    parts = re.split(r"[,;|/·\n]|\s+(?=#)", cell)
    return tuple(dict.fromkeys(name for part in parts if (name := slug(part)) and len(name) <= 200))
