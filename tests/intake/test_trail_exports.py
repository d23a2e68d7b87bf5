"""Exports of forges, trackers and calendars become candidates, never wins: grouped, counted, bounded."""

import json
from datetime import date

import pytest

from service.errors import CaseError, Invalid, UnknownFormat, Unreadable
from service.intake.logs import read_log
from service.intake.trails.reading import read_trail
from service.intake.trails.telling import trail_markdown
from service.intake.trails.trail import Asked, Trail, TrailKind


def trail_of(text: str, *, kind: TrailKind | None = None, author: str | None = None, **days: date) -> Trail:
    return read_trail(text.encode(), Asked(author, **days), kind=kind)


def titles(trail: Trail) -> list[str]:
    return [trace.title for candidate in trail.candidates for trace in candidate.traces]


def folded(trail: Trail) -> dict[str, int]:
    return {tally.what: tally.count for tally in trail.folded}


def a_pull(
    number: int, title: str, *, merged: str | None = "2026-02-11T09:30:00Z", login: str = "ana"
) -> dict[str, object]:
    return {
        "number": number,
        "title": title,
        "state": "closed",
        "user": {"login": login, "type": "User"},
        "created_at": "2026-01-30T10:00:00Z",
        "merged_at": merged,
        "closed_at": merged or "2026-02-12T00:00:00Z",
        "html_url": f"https://github.com/acme/depot/pull/{number}",
        "labels": [],
        "base": {"repo": {"full_name": "acme/depot"}},
    }


def test_pull_requests_of_the_rest_api_are_grouped_by_repository_and_quarter() -> None:
    pulls = [
        a_pull(1, "Label printer speaks to the new scale"),
        a_pull(2, "Round parcel weights up"),
        a_pull(3, "Drop the fax import", merged=None),
        a_pull(4, "Bump lodash", login="dependabot[bot]"),
        a_pull(5, "Somebody else's", login="bo"),
        a_pull(6, "Next quarter", merged="2026-04-02T08:00:00Z"),
    ]
    trail = trail_of(json.dumps(pulls), author="ana")
    assert trail.kind is TrailKind.GITHUB
    assert [(candidate.project, str(candidate.when)) for candidate in trail.candidates] == [
        ("acme/depot", "2026-02-11"),
        ("acme/depot", "2026-04-02"),
    ]
    assert [(tally.what, tally.count) for tally in trail.candidates[0].counts] == [("merged pull request", 2)]
    assert folded(trail) == {
        "pull request closed without a merge": 1,
        "record by a program": 1,
        "record by somebody else": 1,
    }


def test_what_the_gh_command_lists_is_read_too() -> None:
    pulls = [
        {
            "author": {"id": "U_1", "is_bot": False, "login": "ana", "name": "Ana Silva"},
            "labels": [{"id": "L1", "name": "billing", "description": "", "color": "ff0000"}],
            "mergedAt": "2026-05-01T23:59:59Z",
            "number": 7,
            "state": "MERGED",
            "title": "Invoices carry the tax number",
            "url": "https://github.com/acme/shop/pull/7",
        },
        {"author": {"login": "ana"}, "mergedAt": None, "number": 8, "state": "OPEN", "title": "Half done",
         "url": "https://github.com/acme/shop/pull/8"},
    ]  # fmt: skip
    trail = trail_of(json.dumps(pulls), author="Ana Silva")
    (candidate,) = trail.candidates
    assert (candidate.theme, candidate.project, str(candidate.when)) == ("billing", "acme/shop", "2026-05-01")
    assert folded(trail) == {"open pull request": 1}


def test_pages_of_a_listing_written_one_behind_another_are_one_export() -> None:
    text = json.dumps([a_pull(1, "First page")]) + json.dumps([a_pull(2, "Second page")])
    assert sorted(titles(trail_of(text))) == ["First page", "Second page"]


def test_replies_of_a_search_and_of_graphql_are_read_where_their_lists_stand() -> None:
    found = {"total_count": 1, "incomplete_results": False, "items": [a_pull(3, "From a search")]}
    nodes = {"data": {"search": {"nodes": [{"title": "From a query", "number": 4, "mergedAt": "2026-02-03T00:00:00Z",
             "url": "https://github.com/acme/depot/pull/4", "author": {"login": "ana"}}]}}}  # fmt: skip
    assert titles(trail_of(json.dumps(found))) == ["From a search"]
    assert titles(trail_of(json.dumps(nodes))) == ["From a query"]


def test_an_issue_is_the_work_of_whom_it_was_assigned_to() -> None:
    issues = [
        {"number": 5, "title": "Depot prints twice", "state": "closed", "closed_at": "2026-03-03T10:00:00Z",
         "user": {"login": "support"}, "assignees": [{"login": "ana"}], "state_reason": "completed",
         "html_url": "https://github.com/acme/depot/issues/5", "labels": [{"name": "bug"}]},
        {"number": 6, "title": "Asked for by Ana, done by Bo", "state": "closed", "closed_at": "2026-03-04T10:00:00Z",
         "user": {"login": "ana"}, "assignees": [{"login": "bo"}], "html_url": "https://github.com/acme/depot/issues/6"},
        {"number": 7, "title": "Not planned", "state": "closed", "closed_at": "2026-03-05T10:00:00Z",
         "user": {"login": "ana"}, "assignees": [], "state_reason": "not_planned",
         "html_url": "https://github.com/acme/depot/issues/7"},
    ]  # fmt: skip
    trail = trail_of(json.dumps(issues), author="ana")
    assert titles(trail) == ["Depot prints twice"]
    assert folded(trail) == {"record by somebody else": 1, "issue closed as not planned": 1}


def test_merge_requests_of_gitlab_as_json_and_csv() -> None:
    requests = [
        {"iid": 12, "title": "Cache the route table", "state": "merged", "merged_at": "2026-01-20T11:00:00.000+01:00",
         "author": {"username": "ana", "name": "Ana Silva"}, "labels": ["routing"],
         "references": {"full": "acme/routes!12"}, "web_url": "https://gitlab.com/acme/routes/-/merge_requests/12"},
        {"iid": 13, "title": "Closed", "state": "closed", "merged_at": None, "author": {"username": "ana"},
         "web_url": "https://gitlab.com/acme/routes/-/merge_requests/13"},
    ]  # fmt: skip
    trail = trail_of(json.dumps(requests), author="ana")
    assert trail.kind is TrailKind.GITLAB
    (candidate,) = trail.candidates
    assert (candidate.project, candidate.theme, str(candidate.when)) == ("acme/routes", "routing", "2026-01-20")

    sheet = (
        "Title,Description,Issue ID,URL,State,Author,Author Username,Assignee,Assignee Username,Closed At"
        " (UTC),Labels\n"
        '"Parcels, lost","Two\nlines",9,https://gitlab.com/acme/routes/-/issues/9,Closed,Bo,bo,Ana Silva,ana,'
        '2026-02-02 10:00:00,"routing,ops"\n'
        "Still open,,10,https://gitlab.com/acme/routes/-/issues/10,Open,Bo,bo,Ana Silva,ana,,\n"
    )
    of_sheet = trail_of(sheet, author="Ana Silva")
    assert of_sheet.kind is TrailKind.GITLAB
    assert titles(of_sheet) == ["Parcels, lost"]
    assert [candidate.theme for candidate in of_sheet.candidates] == ["routing"]
    assert folded(of_sheet) == {"open issue": 1}


def test_jira_search_replies_are_grouped_by_epic_and_component() -> None:
    def an_issue(key: str, summary: str, **fields: object) -> dict[str, object]:
        told = {
            "summary": summary,
            "status": {"name": "Done", "statusCategory": {"key": "done"}},
            "resolution": {"name": "Done"},
            "resolutiondate": "2026-02-09T16:01:02.000+0100",
            "assignee": {"displayName": "Ana Silva", "emailAddress": "ana@example.com"},
            "project": {"key": "DEP", "name": "Depot"},
            "issuetype": {"name": "Story"},
            "labels": [],
            "components": [],
        }
        return {"id": "1", "key": key, "fields": {**told, **fields}}

    epic = {"key": "DEP-1", "fields": {"summary": "Faster loading"}}
    issues = [
        an_issue("DEP-2", "Scan before weighing", parent=epic),
        an_issue("DEP-3", "Belt stops on a jam", components=[{"name": "Belt"}]),
        an_issue("DEP-4", "Never wanted", resolution={"name": "Won't Do"}),
        an_issue("DEP-5", "In the works", status={"name": "Doing", "statusCategory": {"key": "indeterminate"}},
                 resolution=None, resolutiondate=None),
        an_issue("DEP-6", "Bo's own", assignee={"displayName": "Bo Lind"}),
    ]  # fmt: skip
    trail = trail_of(json.dumps({"startAt": 0, "total": 5, "issues": issues}), author="Ana Silva")
    assert trail.kind is TrailKind.JIRA
    assert {(candidate.theme, candidate.project) for candidate in trail.candidates} == {
        ("Faster loading", "Depot"),
        ("Belt", "Depot"),
    }
    assert folded(trail) == {
        "issue closed without being done": 1,
        "issue not done yet": 1,
        "record by somebody else": 1,
    }


@pytest.mark.parametrize(
    ("header", "row", "day"),
    [
        ("Summary,Issue key,Issue id,Status,Resolution,Assignee,Resolved,Labels,Labels",
         "Gate opens itself,DEP-9,100,Done,Done,Ana,14/Mar/26 3:05 PM,gate,ops", "2026-03-14"),
        ("Summary,Issue key,Issue id,Status,Resolution,Assignee,Resolved",
         "Gate opens itself,DEP-9,100,Done,Done,Ana,2026-03-14 15:05", "2026-03-14"),
        ("Zusammenfassung;Vorgangsschlüssel;Vorgangs-ID;Status;Lösung;Bearbeiter;Erledigt",
         "Tor geht von selbst auf;DEP-9;100;Fertig;Fertig;Ana;14/Mär/26 15:05", "2026-03-14"),
        ("Zusammenfassung;Vorgangsschlüssel;Vorgangs-ID;Status;Lösung;Bearbeiter;Erledigt",
         "Tor geht von selbst auf;DEP-9;100;Fertig;Fertig;Ana;14.03.2026 15:05", "2026-03-14"),
        ("Résumé,Clé de ticket,ID de ticket,État,Résolution,Responsable,Résolue",
         "Le portail s'ouvre,DEP-9,100,Terminé,Terminé,Ana,14/mars/26 3:05 PM", "2026-03-14"),
        ("Resumen,Clave de incidencia,ID de la incidencia,Estado,Resolución,Responsable,Resuelta",
         "El portón se abre,DEP-9,100,Finalizada,Hecho,Ana,14/ene/26 15:05", "2026-01-14"),
    ],
)  # fmt: skip
def test_jira_sheets_in_the_language_of_whoever_exported_them(header: str, row: str, day: str) -> None:
    trail = trail_of(f"{header}\n{row}\n", author="Ana")
    assert trail.kind is TrailKind.JIRA
    assert [str(candidate.when) for candidate in trail.candidates] == [day]
    assert [trace.where for candidate in trail.candidates for trace in candidate.traces] == ["DEP-9"]


def test_a_day_that_cannot_be_told_stays_untold() -> None:
    sheet = "Summary,Issue key,Issue id,Status,Resolved\nGate,DEP-9,1,Done,03/04/2026 10:00\n"
    (candidate,) = trail_of(sheet).candidates
    assert not candidate.when.known
    decided = sheet + "Belt,DEP-10,2,Done,25/04/2026 10:00\n"
    assert [str(one.when) for one in trail_of(decided).candidates] == ["2026-04-03..2026-04-25"]


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//EN
X-WR-CALNAME:Ana at work
BEGIN:VEVENT
UID:1
DTSTART;TZID=Europe/Lisbon:20260114T230000
DTEND;TZID=Europe/Lisbon:20260114T233000
SUMMARY:Mentoring Rui
RRULE:FREQ=WEEKLY;COUNT=6
EXDATE;TZID=Europe/Lisbon:20260121T230000
CATEGORIES:Mentoring
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20260203
DTEND;VALUE=DATE:20260205
SUMMARY:Depot workshop\\, day one and two
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART:20260301T100000Z
SUMMARY:Doctor
CLASS:PRIVATE
END:VEVENT
BEGIN:VEVENT
UID:4
DTSTART:20260302T100000Z
SUMMARY:Called off
STATUS:CANCELLED
END:VEVENT
BEGIN:VEVENT
UID:5
DTSTART:20250102T090000Z
SUMMARY:Stand-up
RRULE:FREQ=DAILY
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def test_repeating_events_are_counted_within_their_bounds_and_private_ones_flagged() -> None:
    trail = trail_of(CALENDAR)
    traces = {trace.title: trace for candidate in trail.candidates for trace in candidate.traces}
    assert traces["Mentoring Rui"].count == 5
    assert str(traces["Mentoring Rui"].when) == "2026-01-14..2026-02-18"
    assert str(traces["Depot workshop, day one and two"].when) == "2026-02-03..2026-02-04"
    assert traces["Doctor"].private
    assert not traces["Mentoring Rui"].private
    assert "[private] Doctor" in trail_markdown(trail)
    assert str(traces["Stand-up"].when) == "2025-01-02", "a rule without an end is known by its first day alone"
    assert folded(trail) == {"cancelled event": 1}


def test_days_asked_for_bound_a_rule_without_an_end() -> None:
    trail = trail_of(CALENDAR, since=date(2026, 3, 2), until=date(2026, 3, 11))
    assert [(trace.title, trace.count) for one in trail.candidates for trace in one.traces] == [("Stand-up", 10)]


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;UNTIL=99991231",
                                  "FREQ=MINUTELY;COUNT=999999999", "FREQ=DAILY;COUNT=999999999",
                                  "FREQ=WEEKLY;INTERVAL=0"])  # fmt: skip
def test_a_rule_that_unrolls_for_ever_is_not_unrolled(rule: str) -> None:
    event = f"BEGIN:VEVENT\nDTSTART:20200101T000000Z\nSUMMARY:Tick\nRRULE:{rule}\nEND:VEVENT\n"
    text = f"BEGIN:VCALENDAR\n{event}END:VCALENDAR\n"
    try:
        trail = trail_of(text)
    except CaseError:
        return
    assert sum(tally.count for one in trail.candidates for tally in one.counts) <= 1_000


def test_what_is_no_export_is_refused_in_one_line() -> None:
    for text in (
        "just a line",
        "a,b\n1,2\n",
        "{}",
        "[1, 2]",
        '{"a": [{"b": 1}]}',
        "[",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
        "x" * 300_000,
    ):
        with pytest.raises(CaseError) as refused:
            trail_of(text)
        assert "\n" not in str(refused.value)


def test_nobody_of_that_name_and_several_of_it_are_errors_without_names() -> None:
    pulls = json.dumps([a_pull(1, "One", login="ana-silva"), a_pull(2, "Two", login="ana-lopes")])
    with pytest.raises(Invalid) as several:
        trail_of(pulls, author="ana")
    with pytest.raises(Invalid) as nobody:
        trail_of(pulls, author="carl")
    assert "lopes" not in str(several.value) + str(nobody.value)
    assert titles(trail_of(pulls, author="ana-lopes")) == ["Two"]


def test_an_export_given_as_a_log_is_refused_with_the_way_to_go() -> None:
    jira = "Summary,Issue key,Issue id,Status\nGate,DEP-9,1,Done\n"
    for text in (
        json.dumps([a_pull(1, "Built the depot")]),
        CALENDAR,
        jira,
        "commit " + "a" * 40 + "\nAuthor: A <a@b.c>\nDate:   Mon Jan 5 10:00:00 2026 +0000\n\n    Built it\n",
    ):
        for name in (None, "x.md", "x.txt", "x.json", "x.csv"):
            with pytest.raises((UnknownFormat, Unreadable)) as refused:
                read_log(text.encode(), filename=name)
            assert "promocase trail" in str(refused.value)


def test_somebodys_own_list_with_the_days_of_their_pull_requests_is_a_log() -> None:
    own = [{"title": "Depot", "merged_at": "2026-01-02", "impact": "Loading takes 4 minutes instead of 9"}]
    assert len(read_log(json.dumps(own).encode()).log.entries) == 1
