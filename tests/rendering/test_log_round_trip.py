"""A log written out and read back is the same log, in every form, whatever its words."""

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.domain import log_form as form
from service.domain.brag import BragEntry, BragLog, Corroboration, EntryId, StatedBy
from service.domain.when import When
from service.errors import Invalid
from service.intake.decoding import decode
from service.intake.logs import read_log
from service.intake.reading import accounting
from service.rendering.logs import log_csv, log_docx, log_json, log_markdown, log_yaml
from tests.builders import a_brag_entry, a_log, a_quote

# Letters of many scripts, signs of every format, and words that mean something to the readers of other forms.
_WORDS = st.one_of(
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), min_size=1, max_size=40),
    st.sampled_from(
        (
            *("# Goals", "- 2026-03-14 Shipped it", "TODO later", "[x] done", "~~struck~~", "> quoted", "=SUM(A1)"),
            *("Outcome: more", "**Text:** less", "* item", "1. first", "| a | b |", "---", "a,b;c\td", '"quoted"'),
            *(
                "'apostrophe",
                "+49 30",
                "@ana",
                "\\*",
                "\\\\",
                "&amp;",
                "<b>bold</b>",
                "![x](y)",
                "[[page]]",
                "key:: value",
            ),
            *(
                "- **Id:** e1",
                "null",
                "no",
                "2026",
                "{a: b}",
                "%YAML",
                "…",
                "👩🏽‍⚕️",
                "ünïcode",
                "日本語の成果",
                "عربي",
                "\u00a0x\u00a0y",
            ),
        )
    ),
)


def _stripped(words: str) -> str:
    return "\n".join(line.strip() for line in words.strip().split("\n"))


_LINE = _WORDS.map(lambda words: words.strip().replace("\n", " ")).filter(
    lambda words: bool(words) and not form.UNWRITABLE.search(words)
)
_TEXT = st.lists(_LINE, min_size=1, max_size=3).map("\n".join).map(_stripped).filter(bool)
_DAY = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
_WHEN = st.one_of(
    st.just(None),
    _DAY.map(str),
    _DAY.map(lambda day: str(day)[:7]),
    _DAY.map(lambda day: str(day.year)),
    _DAY.map(lambda day: f"{day.year}-Q{(day.month - 1) // 3 + 1}"),
    st.tuples(_DAY, _DAY).map(lambda days: f"{min(days)}..{max(days)}"),
).map(When.parse)
_SAID = st.builds(Corroboration, quote=_TEXT, who=_LINE, role=st.none() | _LINE, when=_WHEN, where=st.none() | _LINE)
_LINKS = ("https://example.com/a_b*c", "https://example.com/?q=[1]&r=~")
_ENTRY = st.builds(
    BragEntry,
    id=_LINE.filter(lambda id: "\t" not in id).map(EntryId),
    when=_WHEN,
    text=_TEXT,
    outcome=st.none() | _TEXT,
    dimensions=st.lists(_LINE, max_size=2, unique=True).map(tuple),
    corroborations=st.lists(_SAID, max_size=2).map(tuple),
    links=st.lists(st.sampled_from(_LINKS), max_size=2, unique=True).map(tuple),
    stated_by=st.sampled_from(StatedBy),
)
_LOG = st.lists(_ENTRY, min_size=1, max_size=4, unique_by=lambda entry: entry.id).map(
    lambda entries: BragLog(entries=tuple(entries))
)
_TEXTS: dict[str, Callable[[BragLog], str]] = {
    "log.md": log_markdown,
    "log.csv": log_csv,
    "log.yaml": log_yaml,
    "log.json": log_json,
}


@pytest.mark.parametrize("name", _TEXTS)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(log=_LOG)
def test_a_log_written_as_text_is_read_back_the_same(name: str, log: BragLog) -> None:
    raw = _TEXTS[name](log).encode()
    reading = read_log(raw, filename=name)
    assert reading.log == log
    assert reading.unread == ()
    account = accounting(decode(raw), reading)
    assert (account.missing, account.twice) == (frozenset(), frozenset())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(log=_LOG)
def test_a_log_written_as_word_is_read_back_the_same(log: BragLog) -> None:
    reading = read_log(log_docx(log), filename="log.docx")
    assert reading.log == log
    assert reading.unread == ()


@given(log=_LOG)
@settings(max_examples=40, deadline=None)
def test_no_cell_is_a_formula(log: BragLog) -> None:
    for row in csv.reader(io.StringIO(log_csv(log))):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@pytest.mark.parametrize("write", [log_markdown, log_csv, log_docx])
@pytest.mark.parametrize(
    "entry",
    [a_brag_entry("bell \x07 in it"), a_brag_entry("x", corroborations=(a_quote(who="two\nlines"),))],
    ids=["control", "line break"],
)
def test_what_a_form_cannot_carry_is_refused_with_its_place(
    write: Callable[[BragLog], object], entry: BragEntry
) -> None:
    with pytest.raises(Invalid) as refused:
        write(a_log(entry))
    assert refused.value.faults[0].where.startswith("entries[0].")


def test_a_file_edited_out_of_the_form_is_read_like_any_other() -> None:
    written = log_markdown(a_log(a_brag_entry("Cut the form")))
    edited = f"{written}\n## 2026-05\n\n- 2026-05-02 Trained six\n"
    texts = [entry.text for entry in read_log(edited.encode(), filename="log.md").log.entries]
    assert "Trained six" in texts
    assert any("Cut the form" in text for text in texts)
