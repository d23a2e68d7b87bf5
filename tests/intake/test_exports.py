"""Logs that other programs export: résumés, lists of achievements, databases, diaries, nestings of one's own."""

import json

import pytest

from service.errors import CaseError
from tests.intake.written import entries, only, read

CUT = "Cut loading from nine minutes to four"
TAUGHT = "Taught two teams to write incident reviews"


def told(text: str, filename: str) -> list[tuple[str, str]]:
    return [(entry.text, str(entry.when)) for entry in entries(text, filename)]


RESUME = {
    "basics": {"name": "Ana Silva", "summary": "Builds depots for people."},
    "work": [
        {"name": "Acme", "position": "Engineer", "startDate": "2024-03-01", "endDate": "2025-06-30",
         "summary": "Ran the software of the depot.", "highlights": [CUT, TAUGHT]},
        {"name": "Beta", "startDate": "2021", "highlights": ["Moved the route table to one service"]},
    ],
    "volunteer": [{"organization": "Code club", "startDate": "2022-01", "endDate": "2022-12", "highlights": [],
                   "summary": "Mentored nine pupils every week."}],
    "projects": [{"name": "Label scanner", "description": "Reads damaged labels.", "url": "https://example.com/s",
                  "startDate": "2023-05", "endDate": "2023-09"}],
    "awards": [{"title": "Engineer of the year", "date": "2024-11-01", "awarder": "Acme"}],
    "skills": [{"name": "Backend", "keywords": ["Python"]}],
    "references": [{"name": "Rui Costa", "reference": "Ana made our depot work."}],
}  # fmt: skip


@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_resume_gives_its_highlights_dated_by_their_jobs(indent: int | None) -> None:
    reading = read(json.dumps(RESUME, indent=indent), "resume.json")
    assert [(entry.text, str(entry.when)) for entry in reading.log.entries] == [
        (CUT, "2024-03-01..2025-06-30"),
        (TAUGHT, "2024-03-01..2025-06-30"),
        ("Moved the route table to one service", "undated"),
        ("Mentored nine pupils every week.", "2022-01..2022-12"),
        ("Label scanner\nReads damaged labels.", "2023-05..2023-09"),
        ("Engineer of the year", "2024-11-01"),
    ]
    places = {part.where for part in reading.unread}
    assert {"basics", "skills", "references", "work[0].summary", "work[1], date"} <= places


def test_what_a_resume_says_of_others_or_of_skills_is_no_entry() -> None:
    texts = " ".join(entry.text for entry in entries(json.dumps(RESUME), "resume.json"))
    assert "Rui" not in texts
    assert "Python" not in texts
    assert "Builds depots" not in texts


def test_achievements_with_start_end_and_a_score() -> None:
    export = {
        "exportedAt": "2026-01-05T08:00:00Z",
        "projects": [{"id": "p1", "name": "Depot"}],
        "achievements": [
            {"id": "a", "title": "Loading", "summary": CUT, "eventStart": "2025-03-01T00:00:00.000Z",
             "eventEnd": "2025-03-31T00:00:00.000Z", "eventDuration": "month", "impact": 3,
             "project": {"id": "p1", "name": "Depot"}, "company": {"name": "Acme"}, "isArchived": False},
            {"id": "b", "title": TAUGHT, "eventStart": "2025-05-06", "eventEnd": None, "eventDuration": "day",
             "impact": 1},
            {"id": "c", "title": "Moved the archive", "eventStart": "2025-04-01", "eventDuration": "quarter"},
            {"id": "d", "title": "Wrote the template", "startDate": "2025-04-01"},
        ],
    }  # fmt: skip
    reading = read(json.dumps(export, indent=1), "export.json")
    assert [(entry.text, str(entry.when), entry.outcome) for entry in reading.log.entries] == [
        (f"Loading\n{CUT}", "2025-03-01..2025-03-31", None),
        (TAUGHT, "2025-05-06", None),
        ("Moved the archive", "2025-04-01..2025-06-30", None),
        ("Wrote the template", "undated", None),
    ]
    places = {part.where for part in reading.unread}
    assert {"achievements[0].impact", "achievements[0].project", "achievements[3], date"} <= places


def test_the_same_as_a_sheet() -> None:
    sheet = (
        "Title,Summary,Event Start,Event End,Duration,Impact,Project,Company\n"
        f"Loading,{CUT},2025-03-01,2025-03-31,month,3,Depot,Acme\n"
        f"{TAUGHT},,2025-05-06,,day,High,,Acme\n"
    )
    reading = read(sheet, "export.csv")
    assert [(entry.text, str(entry.when), entry.outcome) for entry in reading.log.entries] == [
        (f"Loading\n{CUT}", "2025-03-01..2025-03-31", None),
        (TAUGHT, "2025-05-06", None),
    ]
    assert {"3", "High", "Depot"} <= {part.text for part in reading.unread}


@pytest.mark.parametrize("mark", ["3", "High", "medium", "★★★", "4/5", "Low impact"])
def test_a_mark_on_a_scale_is_no_outcome(mark: str) -> None:
    reading = read(f"Date,Win,Impact\n2025-03-14,{CUT},{mark}\n", "log.csv")
    assert reading.log.entries[0].outcome is None
    assert mark in [part.text for part in reading.unread]


@pytest.mark.parametrize("outcome", ["30%", "9 to 4 minutes", "140 a month", "High: nobody waits now", "2x"])
def test_an_outcome_stays_one(outcome: str) -> None:
    assert only(f"Date,Win,Impact\n2025-03-14,{CUT},{outcome}\n", "log.csv").outcome == outcome


def test_databases_call_their_title_anything_and_stamp_their_dates() -> None:
    named = "Name,Date,Tags,Project,Created time\n" + (
        f'{CUT},"March 14, 2025 10:00 AM (GMT+1)","Speed, Vans",Depot (https://www.notion.so/D-1),'
        '"April 2, 2025 10:12 AM"\n'
    )
    entry = only(named, "Wins 0a1b.csv")
    assert (entry.text, str(entry.when), entry.dimensions) == (CUT, "2025-03-14", ("speed", "vans"))
    unnamed = "What a good day it was,When was that,Areas,Last edited time\n" + (
        f'{CUT},"March 14, 2025",Speed,"April 2, 2025 10:12 AM"\n'
        f'{TAUGHT},"March 1, 2025 → March 20, 2025",Teaching,"April 2, 2025 10:12 AM"\n'
    )
    assert told(unnamed, "w.csv") == [(CUT, "2025-03-14"), (TAUGHT, "2025-03-01..2025-03-20")]


def test_a_table_that_tells_nothing_stays_refused() -> None:
    for sheet in ("sku,price\nA1,3\n", "city,population\nLisbon,500000\n", "id,url\n1,https://example.com/a\n"):
        with pytest.raises(CaseError):
            read(sheet, "a.csv")


def test_columns_for_start_and_end_make_a_range_and_an_open_one_none() -> None:
    sheet = f"Win,Started On,Finished On\n{CUT},Mar 2024,Jun 2025\n{TAUGHT},Mar 2024,Present\nMoved it,,2025-01-02\n"
    assert [when for _, when in told(sheet, "log.csv")] == ["2024-03..2025-06", "undated", "2025-01-02"]


def test_from_is_a_date_beside_to_and_a_speaker_elsewhere() -> None:
    assert told(f"Win,From,To\n{CUT},2024-03,2024-05\n", "log.csv") == [(CUT, "2024-03..2024-05")]
    entry = only(f"Date,Win,Quote,From\n2024-03-01,{CUT},it just works,Rui Costa\n", "log.csv")
    assert [said.who for said in entry.corroborations] == ["Rui Costa"]


def test_a_range_that_ends_before_it_starts_is_reported() -> None:
    reading = read(json.dumps([{"win": CUT, "start": "2025-05-01", "end": "2024-05-01"}]), "log.json")
    assert not reading.log.entries[0].when.known
    assert any("date" in part.where for part in reading.unread)


def test_a_diary_entry_has_the_day_of_where_it_was_written() -> None:
    diary = {
        "metadata": {"version": "1.0"},
        "entries": [{"uuid": "8D", "creationDate": "2025-03-14T23:30:00Z", "timeZone": "Asia/Tokyo", "tags": ["win"],
                     "modifiedDate": "2025-04-01T00:00:00Z", "text": CUT, "location": {"latitude": 35.1}}],
    }  # fmt: skip
    entry = only(json.dumps(diary, indent=1), "Journal.json")
    assert (entry.text, str(entry.when), entry.dimensions) == (CUT, "2025-03-15", ("win",))


@pytest.mark.parametrize(
    ("nesting", "expected"),
    [
        ({"2024": {"Q1": [CUT, TAUGHT]}}, [(CUT, "2024-Q1"), (TAUGHT, "2024-Q1")]),
        ({"2024": {"Depot": [CUT]}}, [(CUT, "2024")]),
        ({"2024": {"Q2": {"Depot": [{"win": CUT}]}}}, [(CUT, "2024-Q2")]),
        ({"Depot": {"period": "Q2 2025", "results": [CUT], "tech": ["rust"]}}, [(CUT, "2025-Q2")]),
        ([{"year": 2024, "projects": [{"name": "Depot", "highlights": [CUT]}]}], [(CUT, "2024")]),
        ({"Depot": [CUT, TAUGHT], "goals": ["Lead a team of five"]}, [(CUT, "undated"), (TAUGHT, "undated")]),
        ({"roles": [{"title": "Engineer", "startDate": "2024-01", "endDate": "2024-06", "achievements": [CUT]}]},
         [(CUT, "2024-01..2024-06")]),
    ],
)  # fmt: skip
def test_a_nesting_of_ones_own_keeps_its_periods(nesting: object, expected: list[tuple[str, str]]) -> None:
    assert told(json.dumps(nesting, indent=1), "log.json") == expected
    assert told(json.dumps(nesting), "log.json") == expected


def test_settings_and_manifests_hold_no_entry() -> None:
    manifests = (
        {"name": "depot", "version": "1.0", "scripts": {"test": "jest"}, "keywords": ["a"], "files": ["dist", "src"]},
        {"openapi": "3.0", "tags": [{"name": "a", "description": "All of the depots"}],
         "paths": {"/a": {"get": {"summary": "x"}}}},
    )  # fmt: skip
    for manifest in manifests:
        with pytest.raises(CaseError):
            read(json.dumps(manifest), "package.json")


def test_an_object_on_every_line_is_a_log_and_a_broken_line_costs_only_itself() -> None:
    lines = [json.dumps({"date": "2025-03-14", "win": CUT}), json.dumps({"date": "2025-03-20", "win": TAUGHT})]
    assert told("\n".join(lines), "log.jsonl") == [(CUT, "2025-03-14"), (TAUGHT, "2025-03-20")]
    reading = read("\n".join([*lines, '{"date": "2025-03-2']) + "\n", "log.jsonl")
    assert len(reading.log.entries) == 2
    assert any("3" in part.where for part in reading.unread)
