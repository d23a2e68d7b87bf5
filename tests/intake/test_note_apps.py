"""What note apps leave in their files: imports, tags, properties, outlines of stars, Markdown inside JSON."""

import json

import pytest

from service.errors import Unreadable
from tests.intake.written import entries, only, read


def test_markdown_inside_a_json_string_is_read_as_markdown() -> None:
    note = {"title": "Wins 2025", "body": "## March\n\n- 14 March: cut the intake form to one page\n- Trained six\n"}
    reading = read(json.dumps(note, indent=1), "note.json")
    assert [(str(entry.when), entry.text) for entry in reading.log.entries] == [
        ("2025-03-14", "cut the intake form to one page"),
        ("2025-03", "Trained six"),
    ]
    assert [read.lines for read in reading.lines] == [(3,), (3,)]


def test_notes_in_a_list_take_the_date_of_their_own_note() -> None:
    notes = [
        {"date": "2025-03-14", "content": "- Cut the form\n- Trained six\n"},
        {"date": "2025-04-02", "content": "# Wins\n\n- Moved the desk\n\n## Goals\n\n- Learn Thai\n"},
    ]
    reading = read(json.dumps(notes, indent=1), "notes.json")
    assert [(str(entry.when), entry.text) for entry in reading.log.entries] == [
        ("2025-03-14", "Cut the form"),
        ("2025-03-14", "Trained six"),
        ("2025-04-02", "Moved the desk"),
    ]
    assert any("Learn Thai" in part.text for part in reading.unread)


def test_a_note_that_holds_no_entry_is_told() -> None:
    notes = [{"body": "- Cut the form\n- Trained six\n"}, {"body": "## Goals\n\n- Learn Thai\n- Learn Lao\n"}]
    reading = read(json.dumps(notes, indent=1), "notes.json")
    assert len(reading.log) == 2
    assert any(part.where.startswith("line 6") for part in reading.unread)
    with pytest.raises(Unreadable):
        read(json.dumps(notes[1:]), "notes.json")


def test_an_entry_of_several_lines_stays_one_entry() -> None:
    kept = {"entries": [{"when": "2025-03-14", "text": "Cut the form\nand trained six"}]}
    assert only(json.dumps(kept), "log.json").text == "Cut the form\nand trained six"


def test_imports_components_and_liquid_tags_are_no_wins() -> None:
    text = (
        "import Note from './note'\n\n# Wins\n\n<Note kind='tip'>\n\n- 2025-03-14 Cut the form\n\n</Note>\n\n"
        "{% include toc.html %}\n\n{/* private */}\n"
    )
    reading = read(text, "log.mdx")
    assert [entry.text for entry in reading.log.entries] == ["Cut the form"]
    assert any("private" in part.text for part in reading.unread)


def test_words_inside_a_component_are_kept() -> None:
    assert "audit" in entries("<Win>Passed the audit without a finding</Win>\n", "log.mdx")[0].text


def test_an_unclosed_comment_hides_nothing() -> None:
    assert "Cut the form" in [entry.text for entry in entries("{/* open\n\n- 2025-03-14 Cut the form\n")]


def test_an_outline_of_stars_is_headings_and_bullets() -> None:
    text = "* Wins 2025\n** March\n*** DONE Cut the form [2025-03-14 Fri]\n*** TODO Train six\n"
    reading = read(text, "log.org")
    assert [(entry.text, str(entry.when)) for entry in reading.log.entries] == [("Cut the form", "2025-03-14")]
    assert any("Train six" in part.text for part in reading.unread)


def test_inline_properties_and_wiki_links_are_read() -> None:
    entry = only("- Cut the form with [[Ola|Ola Brandt]]\n  date:: 2025-05-14\n  impact:: 3 days to 1\n", "note.md")
    assert entry.text == "Cut the form with Ola Brandt"
    assert (str(entry.when), entry.outcome) == ("2025-05-14", "3 days to 1")


def test_toml_front_matter_dates_the_page() -> None:
    assert str(only('+++\nyear = "2025"\n+++\n\n- Cut the form\n').when) == "2025"


def test_a_date_field_in_front_of_its_text_dates_it() -> None:
    entry = only(
        "Date: 02/05/2025\nRan the evening\nOutcome: nine signed up\n\n19/05/2025 Court bundle ready\n"[:62], "a.txt"
    )
    assert (entry.text, entry.outcome) == ("Ran the evening", "nine signed up")


@pytest.mark.parametrize(
    ("line", "when", "text"),
    [
        ("Course online -- Launched on Aug 22, 2022", "2022-08-22", "Course online -- Launched on Aug 22, 2022"),
        ("Cut the form - 2025-03-14", "2025-03-14", "Cut the form"),
        ("Ran it from 3 Jan 2025 - 14 March 2025", "undated", "Ran it from 3 Jan 2025 - 14 March 2025"),
        ("Beat the plan - 2025 was hard", "undated", "Beat the plan - 2025 was hard"),
    ],
)
def test_a_day_behind_a_dash_dates_its_line(line: str, when: str, text: str) -> None:
    entry = only(f"- {line}\n")
    assert (str(entry.when), entry.text) == (when, text)


def test_a_heading_over_one_record_is_part_of_it_and_over_two_it_is_not() -> None:
    one = (
        "# Log\n\n## Open lab\n\n**Date**: 14 March 2025\n**What I did**: Opened it on Saturdays\n**Result**: 42 came\n"
    )
    assert only(one).text == "Open lab\nOpened it on Saturdays"
    two = one + "\n**Date**: 15 March 2025\n**What I did**: Closed it again\n"
    assert [entry.text for entry in entries(two)] == ["Opened it on Saturdays", "Closed it again"]
