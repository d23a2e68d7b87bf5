"""Quotations with a speaker become corroborations, verbatim; everything else stays the person's own text."""

import pytest

from service.domain.when import When
from service.intake.day_order import SlashOrder
from service.intake.speakers import hear, speaker_says
from tests.intake.written import entries, only, read


@pytest.mark.parametrize(
    ("line", "own", "quote", "who", "role"),
    [
        ('Cut it. "this saved us" — Priya N., Finance lead', "Cut it.", "this saved us", "Priya N.", "Finance lead"),
        ('Cut it. "this saved us" -- Priya N. (Finance lead)', "Cut it.", "this saved us", "Priya N.", "Finance lead"),
        ("Cut it. “this saved us” – Sam", "Cut it.", "this saved us", "Sam", None),
        ('Cut it. Sam (PM) said: "this saved us"', "Cut it.", "this saved us", "Sam", "PM"),
        ('Cut it. Sam Okafor, PM: "this saved us"', "Cut it.", "this saved us", "Sam Okafor", "PM"),
        ('Cut it. Priya: "this saved us"', "Cut it.", "this saved us", "Priya", None),
        ('Cut it. Kudos from Dr Reyes: "this saved us"', "Cut it.", "this saved us", "Dr Reyes", None),
        ('Cut it. "this saved us" (Priya N.)', "Cut it.", "this saved us", "Priya N.", None),
        ('"this saved us" — Anne-Marie O\'Neill', "", "this saved us", "Anne-Marie O'Neill", None),
        ("Cut it. «ça nous a sauvés» — Éloïse", "Cut it.", "ça nous a sauvés", "Éloïse", None),
    ],
)
def test_a_quotation_with_a_speaker_comes_off_the_text(
    line: str, own: str, quote: str, who: str, role: str | None
) -> None:
    heard = hear(line, SlashOrder.UNDECIDED)
    assert heard.own == own
    assert [(said.quote, said.who, said.role) for said in heard.said] == [(quote, who, role)]


@pytest.mark.parametrize(
    "line",
    [
        'Rebuilt the "quick quote" - Motor and Home',
        'Fixed the "quote" engine for the insurance team',
        'Someone said "this saved us"',
        'Renamed it: "Phoenix"',
        'Phoenix: "Quote engine" shipped to two regions',
        '"Nobody knew" was the answer, so I traced it',
        'Result: "green"',
        'Title: "How we cut it"',
        '"this saved us" — my manager',
        "It was “fine” — a bit late. Nobody minded.",
    ],
)
def test_a_quotation_without_a_named_speaker_stays_in_the_text(line: str) -> None:
    heard = hear(line, SlashOrder.UNDECIDED)
    assert (heard.own, heard.said) == (line, ())


def test_where_and_when_it_was_said_are_kept() -> None:
    (said,) = hear('"great" — Dana R. (charge nurse), March 2, 2026, #ward-7', SlashOrder.UNDECIDED).said
    assert (said.who, said.role, said.when, said.where) == (
        "Dana R.",
        "charge nurse",
        When.parse("2026-03-02"),
        "#ward-7",
    )


def test_a_block_quote_under_a_bullet_is_about_that_bullet() -> None:
    first, second = entries("- Cut it\n  > this saved us\n  > -- Sam T., PM\n- Ran it\n")
    assert [(said.quote, said.who, said.role) for said in first.corroborations] == [("this saved us", "Sam T.", "PM")]
    assert second.corroborations == ()


def test_a_block_quote_nobody_signed_stays_in_the_text() -> None:
    entry = only("- Cut it\n  > this saved us\n")
    assert (entry.text, entry.corroborations) == ("Cut it\nthis saved us", ())


def test_praise_after_several_bullets_is_not_pinned_on_the_last() -> None:
    reading = read('- Cut it\n- Ran it\n\n"You made this possible" — Lee O.\n')
    assert [(entry.text, entry.corroborations) for entry in reading.log.entries] == [("Cut it", ()), ("Ran it", ())]
    assert [part.where for part in reading.unread] == ["line 4"]


@pytest.mark.parametrize(
    "heading", ["## Kudos\n", "Kudos\n", "**What people said**\n\n", "## Shout-outs 2026\n", "Praise:\n\n"]
)
@pytest.mark.parametrize(
    "praise",
    ['"you rock" — Sam', "- “you rock” — Sam", "- Sam: you rock", '> "you rock"\n> — Sam', 'Sam said: "you rock"'],
)
def test_praise_under_its_own_heading_is_about_the_one_entry_above(heading: str, praise: str) -> None:
    entry = only(f"# 2026\n\nRan the audit.\n\n{heading}{praise}\n")
    assert entry.text == "Ran the audit."
    assert [(said.quote, said.who) for said in entry.corroborations] == [("you rock", "Sam")]


def test_praise_for_one_of_several_entries_is_reported_and_never_a_deed() -> None:
    reading = read(
        "Wins\nRan it.\nCut it.\n\nKudos\n“you rock” — Sam\nKim thanked me\nSo good!\n\nWins\nLed it.\n", "a.txt"
    )
    assert [entry.text for entry in reading.log.entries] == ["Ran it.", "Cut it.", "Led it."]
    assert not any(entry.corroborations for entry in reading.log.entries)
    assert [part.where for part in reading.unread] == ["line 6", "line 7", "line 8"]


def test_kudos_nested_under_a_bullet_belong_to_that_bullet() -> None:
    first, second = entries("- Ran it\n  - Kudos:\n    - Sam: you rock\n    - “so good” — Kim\n- Cut it\n")
    assert [(said.quote, said.who) for said in first.corroborations] == [("you rock", "Sam"), ("so good", "Kim")]
    assert (first.text, second.corroborations) == ("Ran it", ())


def test_a_quotation_with_its_speaker_in_another_column_loses_only_its_marks() -> None:
    said = speaker_says('"saved "us" all"', "Priya N.", "Finance lead", "", SlashOrder.UNDECIDED)
    assert said is not None
    assert said.quote == '"saved "us" all"'
    plain = speaker_says('"saved us"', "Priya N.", "", "", SlashOrder.UNDECIDED)
    assert plain is not None
    assert plain.quote == "saved us"
