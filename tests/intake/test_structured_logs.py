"""JSON and YAML logs: canonical ones byte for byte, others as far as they are understood."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.brag import BragEntry, BragLog, Corroboration, EntryId, StatedBy
from service.domain.when import When
from service.errors import Invalid, Unreadable
from service.intake.logs import read_log
from tests.intake.written import entries, only, read
from tests.shared import SHARED, needs_shared

_words = st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1, max_size=60).filter(str.strip)
_dates = st.sampled_from([None, "2026-03-14", "2026-03", "2026-Q1", "2026", "2026-03..2026-05"]).map(When.parse)
_said = st.builds(
    Corroboration, quote=_words, who=_words, role=st.none() | _words, when=_dates, where=st.none() | _words
)
_entries = st.builds(
    BragEntry,
    id=st.integers(0, 10**6).map(lambda n: EntryId(f"e{n}")),
    when=_dates,
    text=_words,
    outcome=st.none() | _words,
    dimensions=st.lists(_words, max_size=3, unique=True).map(tuple),
    corroborations=st.lists(_said, max_size=2).map(tuple),
    links=st.lists(_words, max_size=2, unique=True).map(tuple),
    stated_by=st.sampled_from(StatedBy),
)
_logs = st.lists(_entries, min_size=1, max_size=4, unique_by=lambda entry: entry.id).map(
    lambda found: BragLog(entries=tuple(found))
)


@given(_logs)
def test_a_canonical_log_reads_back_as_itself(log: BragLog) -> None:
    assert read_log(log.model_dump_json().encode(), filename="log.json").log == log
    assert read_log(json.dumps(log.model_dump(mode="json"), indent=1).encode()).log == log


@given(_logs)
def test_a_log_of_many_lines_is_accounted_for(log: BragLog) -> None:
    read(log.model_dump_json(indent=2), "log.json")


@given(
    st.lists(_words, min_size=1, max_size=6, unique=True).flatmap(lambda t: st.tuples(st.just(t), st.permutations(t)))
)
def test_ids_do_not_depend_on_the_place_in_the_file(orders: tuple[list[str], list[str]]) -> None:
    first, second = (
        {e.text: e.id for e in entries(json.dumps({"entries": [{"text": text} for text in texts]}), "a.json")}
        for texts in orders
    )
    assert first == second


def test_equal_entries_get_ids_of_their_own() -> None:
    first, second = entries('["Ran it", "Ran it"]', "a.json")
    assert second.id == f"{first.id}-2"
    assert len(BragLog(entries=(first, second))) == 2


def test_the_same_win_has_the_same_id_in_every_format() -> None:
    ids = {
        only("- 2026-03-14 Ran it\n").id,
        only("2026-03-14 Ran it\n", "a.txt").id,
        only('[{"text": "Ran it", "when": "2026-03-14"}]', "a.json").id,
        only("- text: Ran it\n  when: 2026-03-14\n", "a.yaml").id,
        only("date,what\n2026-03-14,Ran it\n", "a.csv").id,
    }
    assert len(ids) == 1


@needs_shared
@pytest.mark.shared
def test_naughty_strings_survive_byte_for_byte() -> None:
    with (SHARED / "attacks" / "fuzz_blns.jsonl").open(encoding="utf-8") as rows:
        texts = [json.loads(row)["text"] for row in rows]
    log = {"entries": [{"text": text, "corroborations": [{"quote": text, "who": text[:500]}]} for text in texts]}
    for form in (json.dumps(log), json.dumps(log, ensure_ascii=False)):
        found = read_log(form.encode(), filename="log.json").log.entries
        assert [entry.text for entry in found] == texts
        assert [entry.corroborations[0].quote for entry in found] == texts


def test_keys_people_use_are_understood_and_others_reported() -> None:
    reading = read(
        '{"owner": "me",\n "wins": [{"date": "Mar 30, 2022", "win": "Ran it", "impact": "4h to 1h", "tags": "scope",\n'
        ' "mood": "proud", "quote": "great", "said_by": "Sam", "url": "https://example.com"}]}',
        "log.json",
    )
    (entry,) = reading.log.entries
    assert (str(entry.when), entry.text, entry.outcome) == ("2022-03-30", "Ran it", "4h to 1h")
    assert (entry.dimensions, entry.links) == (("scope",), ("https://example.com",))
    assert entry.corroborations[0].who == "Sam"
    assert [(part.where, part.text) for part in reading.unread] == [("owner", "me"), ("wins[0].mood", "proud")]


def test_a_date_nobody_can_tell_is_reported_and_not_guessed() -> None:
    reading = read('[{"text": "Ran it", "when": "2026-02-30"}]', "log.json")
    assert not reading.log.entries[0].when.known
    assert [part.where for part in reading.unread] == ["entries[0].when"]


def test_what_an_import_left_over_is_kept_when_its_json_is_read_again() -> None:
    reading = read('{"entries": [{"text": "Ran it"}], "unread": [{"where": "line 4", "text": "- goal"}]}', "log.json")
    assert [(part.where, part.text) for part in reading.unread] == [("earlier line 4", "- goal")]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('{"entries": [{"text": ""}]}', "entries[0].text"),
        ('{"entries": [{"text": 5}]}', "entries[0].text"),
        ('{"entries": [{"when": "2026"}]}', "entries[0].text"),
        ('{"entries": [{"text": "a"}, {"text": ["b"]}]}', "entries[1].text"),
        ('{"entries": [5]}', "entries[0]"),
        ('{"entries": {}}', "entries"),
        ('{"text": "a"}', "the document"),
        ('{"entries": [{"text": "a", "id": "x"}, {"text": "b", "id": "x"}]}', "entries[1].id"),
        ('{"entries": [{"text": "a", "text": "b"}]}', "entries[0]"),
        ('{"entries": [{"text": "a\\u0000b"}]}', "entries[0].text"),
        ('{"entries": [{"text": "a\\ud800b"}]}', "entries[0].text"),
        ('{"entries": [{"text": "a", "corroborations": [{"quote": "q"}]}]}', "entries[0].corroborations[0]"),
        ('{"entries": [{"text": "a", "stated_by": "me"}]}', "entries[0].stated_by"),
    ],
)
def test_what_breaks_the_rules_is_named_by_its_place(text: str, where: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_log(text.encode(), filename="log.json", strict=True)
    assert where in [fault.where for fault in caught.value.faults]


def test_a_bad_entry_is_left_out_and_told_and_the_others_are_read() -> None:
    reading = read(
        '[{"text": "Ran it", "id": "x"},\n {"text": 5,\n  "when": "2026"},\n {"text": "b", "text": "c"},\n'
        ' {"text": "Cut", "id": "x"}]',
        "log.json",
    )
    first, second = reading.log.entries
    assert (first.text, first.id, second.text) == ("Ran it", "x", "Cut")
    assert second.id not in ("", "x")
    assert [part.where for part in reading.unread] == ["entries[1] (lines 2-3)", "entries[2] (line 4)", "entries[3].id"]
    assert [error.where for error in reading.errors] == ["entries[1].text", "entries[2]"]


def test_a_yaml_entry_that_is_no_yaml_does_not_take_the_others_with_it() -> None:
    reading = read(
        "entries:\n- text: Ran it\n- text: Cut it: by half\n  when: 2026\n- text: Led it\n  when: 2026\n", "a.yaml"
    )
    assert [(entry.text, str(entry.when)) for entry in reading.log.entries] == [
        ("Ran it", "undated"),
        ("Led it", "2026"),
    ]
    assert [part.where for part in reading.unread] == ["entries[1] (lines 3-4)"]


@pytest.mark.parametrize("text", ['[{"text": 5}, 7]', '{"entries": [{"when": "2026"}]}', '{"entries": 5}', '"hm"'])
def test_a_log_that_is_refused_shows_the_shape_that_is_wanted(text: str) -> None:
    with pytest.raises((Invalid, Unreadable)) as caught:
        read_log(text.encode(), filename="log.json")
    shape = caught.value.mend[caught.value.mend.index("{") : caught.value.mend.rindex("}") + 1]
    assert read_log(shape.encode(), filename="log.json").log.entries


def test_what_an_import_says_of_lines_is_not_read_as_part_of_the_log() -> None:
    first = read("# 2026\n- Ran it\n- [ ] Cut it\n")
    again = read(
        json.dumps({"entries": [{"text": "Ran it"}], **first.model_dump(include={"headings", "lines", "errors"})}),
        "a.json",
    )
    assert again.unread == ()


def test_a_text_too_long_is_refused_without_showing_it() -> None:
    with pytest.raises(Invalid) as caught:
        read_log(json.dumps([{"text": "secret " * 5000}]).encode(), filename="log.json")
    assert caught.value.faults[0].where == "entries[0].text"
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("text", ["{", '{"entries": [', '{"entries": [}]}', "[1,]", "{'entries': []}"])
def test_broken_json_says_where(text: str) -> None:
    with pytest.raises(Unreadable, match=r"line 1, column \d+"):
        read_log(text.encode(), filename="log.json")


@pytest.mark.parametrize("text", ["[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"a":' * 50_000 + "1" + "}" * 50_000])
def test_nesting_does_not_crash(text: str) -> None:
    for name in ("log.json", "log.yaml", None):
        with pytest.raises((Unreadable, Invalid)):
            read_log(text.encode(), filename=name)


def test_yaml_is_read_as_typed() -> None:
    reading = read(
        "# mine\nentries:\n  - text: 1,000.00\n    when: 2026-03-14\n  - what: yes\n    when: 2022\n    outcome: ~\n"
        "  - text: |\n      Cut it\n      # not a comment\n    when:\n",
        "log.yaml",
    )
    assert [entry.text for entry in reading.log.entries] == ["1,000.00", "yes", "Cut it\n# not a comment\n"]
    assert [str(entry.when) for entry in reading.log.entries] == ["2026-03-14", "2022", "undated"]
    assert [(part.where, part.why) for part in reading.unread] == [("line 1", "a comment")]


def test_yaml_groups_by_date() -> None:
    first, second, third = entries("2026-03-14:\n  - Ran it\n  - Cut it\n2022: Taught it\n", "log.yaml")
    assert [str(entry.when) for entry in (first, second, third)] == ["2026-03-14", "2026-03-14", "2022"]


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nentries: [*b]\n",
        "entries:\n- text: a\n  text: b\n",
        "entries:\n- text: a\n---\nentries:\n- text: b\n",
        "? [a]\n: b\n",
    ],
)
def test_yaml_tricks_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_log(text.encode(), filename="log.yaml")


@pytest.mark.parametrize(
    "text", ["entries:\n  - text: a: b\n", "entries: [\n", "\tentries: x\n", "a: 'b\n", "a: \x01\n"]
)
def test_broken_yaml_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        read_log(text.encode(), filename="log.yaml")


def test_yaml_tags_build_nothing() -> None:
    assert only("entries:\n- text: !!python/name:os.system Ran it\n", "a.yaml").text == "Ran it"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "2025:\n  Q1:\n    - text: Ran it\n      outcome: 3 days to 1\n    - Cut it\n"
            "  May:\n    wins:\n    - Led it\n",
            "a.yaml",
        ),
        (
            '{"2025": {"Q1": [{"text": "Ran it", "outcome": "3 days to 1"}, "Cut it"],\n "May": {"wins": ["Led it"]}}}',
            "a.json",
        ),
    ],
)
def test_groups_within_groups_date_what_is_in_them(text: str, name: str) -> None:
    found = entries(text, name)
    assert [(entry.text, entry.when.canonical) for entry in found] == [
        ("Ran it", "2025-Q1"),
        ("Cut it", "2025-Q1"),
        ("Led it", "2025-05"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "Mine", "years": [{"year": 2025, "entries": [{"text": "Ran it"}]}]}',
        '{"log": {"year": 2025, "entries": [{"text": "Ran it"}]}}',
        '{"brags": [{"period": "2025", "title": "First half", "wins": ["Ran it"]}]}',
    ],
)
def test_a_list_of_entries_is_found_where_it_stands_deeper(text: str) -> None:
    entry = only(text, "a.json")
    assert (entry.text, entry.when.canonical) == ("Ran it", "2025")


def test_lines_that_a_left_out_entry_shares_with_others_are_told_once() -> None:
    reading = read('"2024":\n  - Ran it\n"2025":\n  - {text: [1]}\n  - mood: {a: 1}\n    text: 5\n', "a.yaml")
    assert [entry.text for entry in reading.log.entries] == ["Ran it", "5"]
    assert any("2025" in part.where and "left out" in part.why for part in reading.unread)
    read('{"2024": {"when": "x", "moods": [1,\n2], "text": 5}, "2025":\n ["Ran it"]}', "a.json")


def test_what_yaml_calls_nothing_is_nothing() -> None:
    found = entries(
        "entries:\n- text: Ran it\n  outcome: null\n  when: ~\n- null\n- text: 'null'\n  outcome: Null\n", "a.yaml"
    )
    assert [(entry.text, entry.outcome) for entry in found] == [("Ran it", None), ("null", None)]
    assert read("- text: Ran it\n  when: ~\n", "a.yaml").unread == ()


@pytest.mark.parametrize(("who", "told"), [("my manager", 'my manager: "saved us"'), ("", '"saved us"')])
def test_what_nobody_with_a_name_said_reads_alike_in_every_format(who: str, told: str) -> None:
    entry = only(json.dumps({"entries": [{"text": "Ran it", "quote": "saved us", "who": who}]}), "a.json")
    (row,) = entries(f"what,quote,who\nRan it,saved us,{who}\n", "a.csv")
    assert entry.text == row.text == f"Ran it\n{told}"
    assert entry.id == row.id


@pytest.mark.parametrize("who", ["my manager", "Priya N."])
def test_a_quotation_alone_is_no_win(who: str) -> None:
    log = {"entries": [{"text": "Ran it"}, {"quote": "saved us", "who": who}]}
    reading = read(json.dumps(log, indent=1), "a.json")
    assert [entry.text for entry in reading.log.entries] == ["Ran it"]
    rows = read(f"what,quote,who\nRan it,,\n,saved us,{who}\n", "a.csv")
    assert [entry.text for entry in rows.log.entries] == ["Ran it"]
    assert [part.where for part in rows.unread] == ["line 3"]


def test_what_is_nested_in_a_win_is_understood_or_told_and_costs_no_win() -> None:
    win = {
        "title": "Led the privacy audit",
        "period": {"from": "2025-11", "to": "2026-02"},
        "metrics": [{"name": "findings", "before": 12, "after": 0}],
        "feedback": [{"from": "Dana", "text": "Best prepared team"}, {"text": "Fine"}],
        "tags": ["compliance"],
    }
    reading = read(json.dumps({"achievements": [win]}), "log.json")
    (entry,) = reading.log.entries
    assert (entry.text, entry.when.canonical) == ("Led the privacy audit", "2025-11..2026-02")
    assert [(said.who, said.quote) for said in entry.corroborations] == [("Dana", "Best prepared team")]
    assert [part.where for part in reading.unread] == ["achievements[0].metrics", "achievements[0].feedback[1]"]


@pytest.mark.parametrize("header", ["Datum;Was;Feedback;Feedback von", "Date;What;Kudos;Kudos from"])
def test_a_column_named_after_whose_words_stand_beside_it_holds_the_speaker(header: str) -> None:
    entry = only(f"{header}\n14.03.2026;Cut the report to an hour;Finally!;Petra K.\n", "log.csv")
    assert [(said.who, said.quote) for said in entry.corroborations] == [("Petra K.", "Finally!")]
