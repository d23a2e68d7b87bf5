"""Any log, in any format: read and accounted for, or refused with a sentence that helps."""

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.errors import CaseError, Invalid, TooLarge, UnknownFormat, Unreadable
from service.intake.decoding import decode
from service.intake.logs import read_log
from service.intake.reading import accounting
from tests.intake.written import entries, only, read
from tests.shared import SHARED, needs_shared

ROOT = Path(__file__).resolve().parents[2]

_marks = st.sampled_from(
    [
        *(
            "- ",
            "  - ",
            "    - ",
            "* ",
            "1. ",
            "2022. ",
            "> ",
            "# ",
            "## ",
            "### ",
            "---\n",
            "===\n",
            "```\n",
            "| a | b |\n",
        ),
        *(
            "|---|---|\n",
            "| date | what |\n",
            "- [ ] ",
            "- [x] ",
            "✅ ",
            "❌ ",
            "**Impact**: ",
            "Date: ",
            "What: ",
            "Quote: ",
        ),
        *("2026-03-14 ", "Mar 30: ", "[Mar 30, 2022] ", "03/04/2024 ", "Q1 2024\n", "2022\n", "Goals:\n", "Template\n"),
        *(
            '"this saved us" — Priya N., Finance lead',
            'Sam said: "great" ',
            "<!-- ",
            " -->",
            "[a](https://b.c)",
            "[a]: https://b.c\n",
        ),
        *(
            "[scope]",
            "#scope",
            "\n",
            "\n\n",
            "\t",
            "  ",
            "Outcome: four hours to one.",
            "Led it. ",
            "text: a\n",
            "entries:\n",
            "{",
            "[",
        ),
        *("\\", "*", "_", "`", "\ufeff", "\x0b", "\u2028", "\x85", "\r\n", "date,what\n", "a,b\n", '"', "—", "\u200b"),
    ]
)
_logs = st.lists(_marks | st.text(max_size=12), max_size=25).map("".join)
_names = st.sampled_from([None, "a.md", "a.txt", "a.json", "a.yaml", "a.csv", "2022.md"])


@given(_logs, _names)
@example("- a\n\n  \x0b\n", "a.md")
def test_any_text_is_accounted_for_line_by_line_or_refused(text: str, name: str | None) -> None:
    raw = text.encode("utf-8", "replace")
    try:
        reading = read_log(raw, filename=name)
    except CaseError:
        return
    account = accounting(decode(raw), reading)
    assert account.missing == frozenset()
    assert account.twice == frozenset()
    assert {read.entry for read in reading.lines} == {entry.id for entry in reading.log.entries}


@given(st.binary(max_size=200), _names)
def test_any_bytes_are_read_or_refused(raw: bytes, name: str | None) -> None:
    with suppress(CaseError):
        read_log(raw, filename=name)


@given(
    st.lists(
        st.sampled_from(["Ran the audit", "Cut the report", "Taught two people", "Built it"]), min_size=1, max_size=8
    )
)
def test_bullets_keep_their_ids_when_the_file_is_turned_around(lines: list[str]) -> None:
    forward = entries("".join(f"- {line}\n" for line in lines))
    backward = entries("".join(f"- {line}\n" for line in reversed(lines)))
    assert {(entry.id, entry.text) for entry in forward} == {(entry.id, entry.text) for entry in backward}


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "count"), [("zkan__brag-documents__2022.md", 37), ("christwellman__Job-Search__accomplishments.md", 13)]
)
def test_public_brag_documents_are_read_to_the_last_line(name: str, count: int) -> None:
    reading = read((SHARED / "logs" / name).read_text(encoding="utf-8"), name)
    assert len(reading.log) == count


@needs_shared
@pytest.mark.shared
def test_a_year_page_keeps_its_dates_and_its_goals_stay_goals() -> None:
    name = "zkan__brag-documents__2022.md"
    reading = read((SHARED / "logs" / name).read_text(encoding="utf-8"), name)
    dates = [str(entry.when) for entry in reading.log.entries]
    assert dates.count("2022") == 10
    assert {"2022-03-30", "2022-11-22..2022-11-24", "2022-09-27..2022-09-28"} <= set(dates)
    aside = {part.where for part in reading.unread if "goal" in part.why}
    assert aside == {f"line {n}" for n in (5, 6, 7, 8, 9, 10, 11, 23, 24, 25, 26, 27, 28, 32)}
    assert not any("Reach 200" in entry.text or "Amazon" in entry.text for entry in reading.log.entries)


@needs_shared
@pytest.mark.shared
def test_keyed_accomplishments_are_one_entry_each() -> None:
    name = "christwellman__Job-Search__accomplishments.md"
    reading = read((SHARED / "logs" / name).read_text(encoding="utf-8"), name)
    warehouse = next(entry for entry in reading.log.entries if "Warehouse" in entry.text)
    assert warehouse.text.startswith("Scaled Data Warehouse Architecture\nLegacy systems")
    assert warehouse.outcome is not None
    assert "60%" in warehouse.outcome
    assert not any(entry.when.known for entry in reading.log.entries)
    assert not any("50% reduction" in entry.text for entry in reading.log.entries)


@pytest.mark.parametrize("path", ["examples/brag-log.md", "examples/nurse-brag-log.csv", "evals/logs/two-hundred.md"])
def test_the_logs_we_ship_are_read_whole_and_dated(path: str) -> None:
    reading = read((ROOT / path).read_text(encoding="utf-8"), path)
    assert len(reading.log) >= 30
    assert all(entry.when.known for entry in reading.log.entries)
    assert sum(bool(entry.corroborations) for entry in reading.log.entries) >= 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_with_a_mark_are_read(encoding: str) -> None:
    reading = read_log("- 2026-03-14 Führte die Übergabe ein – für 3 Stationen\r\n".encode(encoding), filename="a.md")
    assert reading.log.entries[0].text == "Führte die Übergabe ein – für 3 Stationen"


def test_another_encoding_is_refused_with_its_line_and_the_way_out() -> None:
    with pytest.raises(Unreadable, match=r"line 2.*UTF-8") as caught:
        read_log("- Ran it\n- Führte es ein\n".encode("latin-1"))
    assert not isinstance(caught.value, UnknownFormat)
    assert "hrte" not in str(caught.value)


@pytest.mark.parametrize(
    "raw",
    [
        *(b"PK\x03\x04word", b"\xd0\xcf\x11\xe0", b"\x89PNG\r\n", b"{\\rtf1 Ran it}", b"\x1f\x8b\x08"),
        *(b"- Ran\0it\n", "- Ran it\n".encode("utf-16-le"), b"<!DOCTYPE html><p>Ran it", bytes(range(1, 32)) * 9),
    ],
)
def test_what_is_not_text_is_an_unknown_format(raw: bytes) -> None:
    with pytest.raises(UnknownFormat):
        read_log(raw, filename="log.md")


@pytest.mark.parametrize(
    "raw", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"# Brag log\n", b"---\n", b"- \n", b"## Goals\n- Become lead\n"]
)
def test_a_log_without_an_entry_says_so(raw: bytes) -> None:
    with pytest.raises(Unreadable, match=r"empty|No entry"):
        read_log(raw)


def test_a_log_of_more_lines_than_anybody_writes_is_refused_at_once() -> None:
    with pytest.raises(TooLarge, match="100,000 lines"):
        read_log(b"- a\n" * 100_002)


def test_a_log_over_the_limit_is_too_large() -> None:
    with pytest.raises(TooLarge, match="limit is 10"):
        read_log(b"- Ran the audit\n", limit_bytes=10)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("- Ran it\n", "markdown"),
        ("Ran it.\n", "text"),
        ('{"entries": [{"text": "Ran it"}]}', "json"),
        ('["Ran it"]', "json"),
        ("entries:\n- text: Ran it\n", "yaml"),
        ("- text: Ran it\n  when: 2026\n", "yaml"),
        ("date,what\n2026,Ran it\n", "csv"),
        ("Datum;Date;Win\nx;2026;Ran it\n", "csv"),
        ("[Mar 30, 2022] Ran it\n", "text"),
        ("| Date | Win |\n|---|---|\n| 2026 | Ran it |\n", "markdown"),
    ],
)
def test_the_format_is_told_from_the_text_alone(text: str, form: str) -> None:
    assert read(text, None).format == form


def test_csv_reads_columns_by_their_names() -> None:
    reading = read(
        "Achievement;When;Result;Who said;Feedback;Their role;Tags;URL;Mood\n"
        '"Cut it; twice";14 March 2026;4h to 1h;Priya N.;"this ""really"" saved us";Finance lead;scope, influence;https://e.com;ok\n'
        "\n;2026;;;;;;;\n"
        '"Ran\nit";2026;;;nice;;;;\n',
        "log.csv",
    )
    first, second = reading.log.entries
    assert (first.text, str(first.when), first.outcome) == ("Cut it; twice", "2026-03-14", "4h to 1h")
    assert (first.corroborations[0].quote, first.corroborations[0].role) == ('this "really" saved us', "Finance lead")
    assert (first.dimensions, first.links) == (("scope", "influence"), ("https://e.com",))
    assert second.text == 'Ran\nit\n"nice"'
    assert [part.where for part in reading.unread] == ["line 4", 'line 2, column "Mood"']


def test_csv_keeps_cells_as_they_are() -> None:
    assert only("what,date\n=2+3 **a** [b](c) #scope,2026\n", "a.csv").text == "=2+3 **a** [b](c) #scope"


@pytest.mark.parametrize("text", ["a,b\n1,2\n", 'date,what\n2026,"Ran it\n'])
def test_csv_that_cannot_be_read_says_what_is_wrong(text: str) -> None:
    with pytest.raises(Unreadable, match=r"line \d"):
        read_log(text.encode(), filename="a.csv")


def test_a_row_marked_as_not_done_is_set_aside() -> None:
    reading = read("what,status\nRan it,done\nBecome lead,planned\nMoved it,Failed\n", "a.csv")
    assert [entry.text for entry in reading.log.entries] == ["Ran it"]
    assert [part.where for part in reading.unread] == ["line 3", "line 4"]


def test_a_broken_csv_row_does_not_take_the_others_with_it() -> None:
    reading = read('date,what\n2026,Ran it\n2026,"Cut "it"",x\n2026,"Led\nit"\n2026,"open\n2026,Built it\n', "log.csv")
    assert [entry.text for entry in reading.log.entries] == ["Ran it", "Led\nit", "Built it"]
    assert [part.where for part in reading.unread] == ["line 3", "line 6"]
    assert [error.where for error in reading.errors] == ["line 3", "line 6"]
    with pytest.raises(Invalid):
        read_log(b'date,what\n2026,Ran it\n2026,"open\n', filename="log.csv", strict=True)


@pytest.mark.parametrize("header", ["Stakeholder", "Sponsor", "Customer", "manager"])
def test_a_stakeholder_speaks_only_where_there_is_a_quotation(header: str) -> None:
    (entry,) = entries(f"date,what,{header},quote\n2026,Ran it,Priya N.,saved us\n", "log.csv")
    assert [(said.quote, said.who) for said in entry.corroborations] == [("saved us", "Priya N.")]
    reading = read(f"date,what,{header}\n2026,Ran it,Priya N.\n", "log.csv")
    assert reading.log.entries[0].corroborations == ()
    assert [part.text for part in reading.unread] == ["Priya N."]
    (entry,) = entries(f"date,what,{header},quote,who\n2026,Ran it,Acme,saved us,Priya N.\n", "log.csv")
    assert entry.corroborations[0].who == "Priya N."


@pytest.mark.parametrize("name", ["What I did!!!", "WINS!", "*Achievement*:", "what  happened?"])
def test_a_column_is_known_by_its_name_however_loud(name: str) -> None:
    assert only(f"Date;{name}\n2026;Ran it\n", "log.csv").text == "Ran it"


@pytest.mark.parametrize(
    "name", ["What I did!!!", "Wins 🎉", "Key achievements", "My wins in Q1 2026", "**What I did**"]
)
def test_the_name_of_a_section_is_no_win_with_or_without_a_mark(name: str) -> None:
    for text in (f"{name}\nRan it.\n", f"{name}\n\nRan it.\n", f"## {name}\n- Ran it.\n", f"Hm.\n\n{name}\nRan it.\n"):
        assert [entry.text for entry in entries(text, "log.txt" if "#" not in text else "log.md")][-1] == "Ran it."
        assert not any("wins" in entry.text.lower() or "did" in entry.text for entry in entries(text, "log.md"))


def test_a_win_too_long_is_told_by_its_reason_and_nothing_else_is_lost() -> None:
    long = "- " + "word " * 5_000 + "\n"
    with pytest.raises(Unreadable, match=r"line 1: longer than 20,000"):
        read_log(long.encode(), filename="log.md")
    reading = read(f"- Ran it\n{long}  - below it\n- Cut it\n")
    assert [entry.text for entry in reading.log.entries] == ["Ran it", "Cut it"]
    assert [part.where for part in reading.unread] == ["line 2", "line 3"]


def _seconds(lines: int) -> float:
    text = "## 2026\n" + "".join(
        f'- Mar {n % 28 + 1}: Cut report {n} from four hours to two. "great" — Sam P., Lead [scope]\n'
        for n in range(lines)
    )
    started = time.process_time()
    assert len(read_log(text.encode(), filename="a.md").log) == lines
    return time.process_time() - started


def test_the_time_to_read_grows_with_the_log_and_no_faster() -> None:
    small, large = _seconds(1_000), _seconds(10_000)
    assert large < 25 * small


@pytest.mark.parametrize(
    "pattern", [">", "- ", "[", "[a](b ", "**a ", '"a" — B ', "Sam (", " ", "2026-", "#a ", "<a href=", "\\"]
)
def test_no_line_is_slow_to_read(pattern: str) -> None:
    started = time.process_time()
    assert len(entries(f"- Ran it\n- x. {(pattern * 19_000)[:19_000]}z\n- Cut it\n")) >= 2
    assert len(entries(f"- Ran it\n\n{pattern * 5_000}z\n\n- Cut it\n")) >= 2
    assert time.process_time() - started < 5


def test_deep_nesting_does_not_crash() -> None:
    for text in ("".join("  " * n + "- did it\n" for n in range(300)), ">" * 5_000 + " a\n", "- " * 5_000 + "a\n"):
        assert entries(text + "\n# Wins\n\n- Ran it\n")[-1].text == "Ran it"


def test_rows_without_a_word_as_spreadsheets_leave_them_are_no_lines_that_were_not_understood() -> None:
    reading = read("date;what;outcome\n2026;Ran it;\n;;\n;;\n  ; ;\n", "log.csv")
    assert len(reading.log) == 1
    assert reading.unread == ()


@pytest.mark.parametrize("who", ["my manager", "the finance team", "priya n."])
def test_what_somebody_without_a_name_said_is_never_told_as_the_persons_own_words(who: str) -> None:
    (entry,) = entries(f"date,what,who,quote\n2026,Ran it,{who},saved us\n", "log.csv")
    assert entry.corroborations == ()
    assert entry.text == f'Ran it\n{who}: "saved us"'


def test_a_quotation_without_any_speaker_keeps_its_quotation_marks() -> None:
    (entry,) = entries("date,what,quote\n2026,Ran it,saved us\n", "log.csv")
    assert entry.text == 'Ran it\n"saved us"'


@pytest.mark.parametrize(
    "page",
    ["<head><title>a</title></head>", "<!DOCTYPE HTML>\n", "<?xml version='1.0'?>\n<html></html>"],
)
def test_a_page_without_a_word_is_told_as_empty(page: str) -> None:
    with pytest.raises(Unreadable):
        read_log(page.encode())


NOTES = """Jan 2025
shipped the billing thing!! 😀😀
talked to 5 customers, 3 renewed
Priya: "you saved month end"

Q1
cut oncall pages 40 -> 12 / week
???

Feb 2025:
wrote the guide that new people read in their first week here
and that the other desk has taken over
trained Ana
"""


def test_notes_in_small_letters_under_their_months_are_an_entry_a_line() -> None:
    found = entries(NOTES, "notes.txt")
    assert [(entry.text, entry.when.canonical) for entry in found] == [
        ("shipped the billing thing!! 😀😀", "2025-01"),
        ("talked to 5 customers, 3 renewed", "2025-01"),
        ("cut oncall pages 40 -> 12 / week", None),
        (
            "wrote the guide that new people read in their first week here and that the other desk has taken over",
            "2025-02",
        ),
        ("trained Ana", "2025-02"),
    ]
    assert [said.who for said in found[1].corroborations] == ["Priya"]


@pytest.mark.parametrize("name", ["log.md", "log.txt"])
def test_a_line_without_a_word_neither_joins_an_entry_nor_makes_a_question_of_it(name: str) -> None:
    reading = read("# 2026\n\n- Ran it\n???\n🎉🎉\n- Cut it\n...\n\nWrote the guide for the desk.\n???\n", name)
    assert [entry.text for entry in reading.log.entries] == ["Ran it", "Cut it", "Wrote the guide for the desk."]


def test_the_title_column_of_an_exported_database_is_what_was_done() -> None:
    found = entries(
        "Name,Date,Notes,Owner\nCut pages,March 14 2025 → March 20 2025,with Ana,me\nWrote it,,,me\n", "n.csv"
    )
    assert [entry.text for entry in found] == ["Cut pages\nwith Ana", "Wrote it"]
    assert found[0].when.canonical == "2025-03-14..2025-03-20"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Ran the audit.\n\nOther stuff:\nfixed the printer\nhelped Ana with the rota\n",
            ["fixed the printer", "helped Ana with the rota"],
        ),
        (
            "Ran the audit.\n\nshipped the export\ntalked to 5 customers\n",
            ["shipped the export", "talked to 5 customers"],
        ),
        (
            "Ran the audit.\n\nWrote the guide for the\nnew people, who read it.\n",
            ["Wrote the guide for the new people, who read it."],
        ),
        (
            "Ran the audit.\n\nwrote the guide for the\nnew people, who read it.\n",
            ["wrote the guide for the new people, who read it."],
        ),
        ("Ran the audit.\n\nwrote the guide,\nwhich they read\n", ["wrote the guide, which they read"]),
    ],
)
def test_short_notes_are_an_entry_a_line_and_a_wrapped_sentence_is_one(text: str, told: list[str]) -> None:
    assert [entry.text for entry in entries(text, "notes.txt")] == ["Ran the audit.", *told]


def test_the_role_of_somebody_without_a_name_is_not_told_of_the_person() -> None:
    (entry,) = entries("date,what,who,role,quote\n2026,Ran it,my manager,Finance lead,saved us\n", "log.csv")
    assert entry.text == 'Ran it\nmy manager (Finance lead): "saved us"'
