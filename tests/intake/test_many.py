"""A folder or zip of files is read as one log: each file by itself, its path as the time of what it holds."""

import io
import zipfile

import pytest

from service.errors import TooLarge, Unreadable
from service.intake.archives import NamedBytes, label
from service.intake.logs import read_log
from service.intake.many import read_files, read_sent
from service.intake.named_times import period_in_name, period_in_path
from service.intake.reading import LogReading


def a_zip(files: dict[str, str | bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", compression) as archive:
        for name, words in files.items():
            archive.writestr(name, words)
    return kept.getvalue()


def a_folder(files: dict[str, str]) -> LogReading:
    return read_files([NamedBytes(name, words.encode()) for name, words in files.items()])


def dates(reading: LogReading) -> list[str | None]:
    return [entry.when.canonical for entry in reading.log.entries]


def texts(reading: LogReading) -> list[str]:
    return [entry.text for entry in reading.log.entries]


def test_one_file_a_week_is_one_log_in_the_order_of_the_weeks() -> None:
    reading = a_folder(
        {
            "2024/w10.md": "- Ran the stock count alone for the first time.\n",
            "2024/w9.md": "- Wrote the handover sheet for the night shift.\n",
        }
    )
    assert texts(reading) == [
        "Wrote the handover sheet for the night shift.",
        "Ran the stock count alone for the first time.",
    ]
    assert dates(reading) == ["2024-02-26..2024-03-03", "2024-03-04..2024-03-10"]
    assert [read.file for read in reading.lines] == ["2024/w9.md", "2024/w10.md"]


@pytest.mark.parametrize(
    ("path", "when"),
    [
        ("brag-2022.md", "2022"),
        ("2024/q3.md", "2024-Q3"),
        ("2024/03-march.md", "2024-03"),
        ("2024/March.md", "2024-03"),
        ("work/2024/05/notes.md", "2024-05"),
        ("2023-2024.md", "2023..2024"),
        ("H1-2024.md", "2024-01..2024-06"),
        ("2024-W12.md", "2024-03-18..2024-03-24"),
        ("2024/03-may.md", "2024"),
        ("2024/maybe later.md", "2024"),
        ("notes.md", None),
        ("2024-05-17.md", None),
    ],
)
def test_a_path_says_a_period_and_never_more_than_it_says(path: str, when: str | None) -> None:
    assert period_in_path(path).canonical == when


def test_a_folder_above_the_file_says_nothing_when_one_file_is_read() -> None:
    assert not period_in_name("/backups/2024/notes.md").known


def test_daily_notes_are_dated_by_their_names_and_one_saved_file_is_not() -> None:
    days = {f"journals/2024_05_{day:02d}.md": f"- Taught lesson number {day} to the new group.\n" for day in (6, 7, 8)}
    assert dates(a_folder(days)) == ["2024-05-06", "2024-05-07", "2024-05-08"]
    assert dates(a_folder({"2024-05-06.md": "- Taught the first lesson to the new group.\n"})) == [None]


def test_a_date_in_the_file_beats_the_path() -> None:
    reading = a_folder({"2024/q3.md": "- 2023-11-02: Closed the audit findings.\n"})
    assert dates(reading) == ["2023-11-02"]


def test_what_is_no_log_is_named_and_costs_nothing() -> None:
    reading = a_folder(
        {
            "README.md": "# How to use this\n\n- Write down a win a week.\n",
            "templates/week.md": "- What did you do?\n",
            "wins.md": "- Moved the archive to the new store room.\n",
            "broken.json": '{"entries": [',
            ".obsidian/app.json": "{}",
        }
    )
    assert texts(reading) == ["Moved the archive to the new store room."]
    assert {part.where for part in reading.unread} == {"README.md", "templates/week.md", "broken.json"}
    assert [fault.where for fault in reading.errors] == ["broken.json"]


def test_the_same_entry_in_two_files_is_kept_once_and_said_so() -> None:
    line = "- 2024-03-04: Trained two porters on the new lift.\n"
    reading = a_folder({"a.md": line, "b.md": line + "- 2024-03-05: Trained a third.\n"})
    assert len(reading.log) == 2
    assert [part.where for part in reading.unread] == ["b.md, line 1"]
    assert "a.md" in reading.unread[0].why


def test_ids_of_different_entries_stay_apart() -> None:
    one, other = (f'{{"entries": [{{"id": "e1", "text": "Filled shelf {n} in the archive."}}]}}' for n in (1, 2))
    reading = a_folder({"a.json": one, "b.json": other})
    assert [entry.id for entry in reading.log.entries] == ["e1", "e1-2"]


def test_a_zip_is_read_like_the_folder_it_was() -> None:
    files = {"2024/q1.md": "- Set up the tool crib.\n", "2024/q2.csv": "date,what\n2024-05-02,Counted the tool crib\n"}
    zipped = read_sent(a_zip(dict(files)), filename="log.zip")
    assert zipped.log == a_folder(files).log
    assert zipped.format == "zip"


def test_a_single_file_is_read_as_ever() -> None:
    raw = b"- 2024-03-04: Set up the tool crib.\n"
    assert read_sent(raw, filename="a.md") == read_log(raw, filename="a.md")


@pytest.mark.parametrize("name", ["../../etc/passwd.md", "/etc/passwd.md", "..\\..\\windows\\notes.md"])
def test_a_way_out_of_the_folder_is_only_a_label(name: str) -> None:
    reading = read_sent(a_zip({name: "- Repaired the pump.\n", "b.md": "- Repaired the valve.\n"}))
    assert len(reading.log) == 2
    assert all(".." not in read.file and not read.file.startswith("/") for read in reading.lines)
    assert ".." not in label(name)


def test_a_bomb_is_refused_while_it_unpacks() -> None:
    with pytest.raises(TooLarge):
        read_sent(a_zip({"a.md": b"0" * 3_000_000}), limit_bytes=1_000_000)
    with pytest.raises(TooLarge):
        read_sent(a_zip({f"{n}.md": b"0" * 900_000 for n in range(8)}), limit_bytes=1_000_000)
    with pytest.raises(TooLarge):
        read_sent(a_zip({f"{n}.md": "" for n in range(2_100)}))


def test_a_zip_in_a_zip_is_not_opened() -> None:
    inner = a_zip({"a.md": "- Repaired the pump.\n"})
    reading = read_sent(a_zip({"inner.zip": inner, "b.md": "- Repaired the valve.\n"}))
    assert texts(reading) == ["Repaired the valve."]
    assert [part.where for part in reading.unread] == ["inner.zip"]


@pytest.mark.parametrize("cut", [4, 30, -10, -30])
def test_a_damaged_zip_is_a_clear_error(cut: int) -> None:
    with pytest.raises(Unreadable):
        read_sent(a_zip({"a.md": "- Repaired the pump.\n" * 40})[:cut], filename="log.zip")


def test_a_folder_without_a_log_says_why_file_by_file() -> None:
    with pytest.raises(Unreadable) as failed:
        a_folder({"a.json": "{", "b.md": ""})
    assert {fault.where for fault in failed.value.faults} == {"a.json", "b.md"}
    with pytest.raises(Unreadable):
        read_files([])
