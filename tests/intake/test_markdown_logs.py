"""Markdown logs: what becomes an entry, with which date, and what does not."""

import pytest

from tests.intake.written import entries, only, read


def why_unread(text: str) -> dict[str, str]:
    """The unread lines of a log, each with the reason."""
    return {part.text: part.why for part in read(text).unread}


def test_a_bullet_without_a_date_has_the_precision_of_its_section() -> None:
    first, second, third = entries(
        "# 2022\n- Ran the audit\n\n## March\n- Cut the report\n\n## Q3 2023\n- Taught the course\n"
    )
    assert [str(entry.when) for entry in (first, second, third)] == ["2022", "2022-03", "2023-Q3"]


def test_a_date_without_a_year_takes_the_year_of_its_section() -> None:
    assert str(only("# 2022\n- Mar 30: Finished the course\n").when) == "2022-03-30"
    assert only("# 2022\n- Mar 30: Finished the course\n").text == "Finished the course"


def test_a_date_without_a_year_anywhere_stays_in_the_text() -> None:
    entry = only("- Mar 30: Finished the course\n")
    assert (entry.when.known, entry.text) == (False, "Mar 30: Finished the course")


def test_a_wrapped_bullet_is_one_entry() -> None:
    reading = read("- [Mar 30, 2022] Finished the course and\n  taught it to\ntwo others.\n")
    assert reading.log.entries[0].text == "Finished the course and taught it to two others."
    assert reading.lines[0].lines == (1, 2, 3)


def test_the_words_are_the_persons_own_without_the_marks() -> None:
    entry = only("- 2026-03-14 **Cut** the [report](https://example.com/a_(b)) for `ops`, see https://example.com/c.\n")
    assert entry.text == "Cut the report for `ops`, see https://example.com/c."
    assert entry.links == ("https://example.com/a_(b)", "https://example.com/c")


def test_only_web_links_are_kept_and_others_are_reported() -> None:
    reading = read("- Did [this](javascript:alert(1)) work\n")
    assert reading.log.entries[0].links == ()
    assert [(part.where, part.text) for part in reading.unread] == [("line 1, link", "javascript:alert(1)")]


@pytest.mark.parametrize(
    ("tail", "tags"),
    [
        ("[influence]", ("influence",)),
        ("[scope, Direction]", ("scope", "direction")),
        ("#scope #blast-radius", ("scope", "blast_radius")),
        ("(influence)", ("influence",)),
    ],
)
def test_tags_at_the_end_come_off_the_text(tail: str, tags: tuple[str, ...]) -> None:
    entry = only(f"- Cut the report from four hours to one. {tail}\n")
    assert (entry.text, entry.dimensions) == ("Cut the report from four hours to one.", tags)


@pytest.mark.parametrize(
    "text", ["Posted it in #finance", "Rewrote the parser [WIP]", "Fixed issue #12", "See note [1]"]
)
def test_what_only_looks_like_a_tag_stays(text: str) -> None:
    assert only(f"- {text}\n").text == text


def test_nested_bullets_belong_to_their_parent() -> None:
    entry = only("- Fixed double billing\n  - customers had been charged twice\n    - 412 of them\n")
    assert entry.text == "Fixed double billing\ncustomers had been charged twice\n412 of them"


def test_a_nested_bullet_with_its_own_date_is_an_entry() -> None:
    first, second = entries("## 2026\n- Rolled out the template\n  - Mar 3: Trained the night shift\n")
    assert (first.text, str(first.when)) == ("Rolled out the template", "2026")
    assert (second.text, str(second.when)) == ("Trained the night shift", "2026-03-03")


def test_a_bullet_that_only_groups_others_is_a_heading() -> None:
    reading = read("- Onboarding:\n  - Rewrote the docs\n  - Mentored two joiners\n- March 2026\n  - Ran the audit\n")
    assert [entry.text for entry in reading.log.entries] == [
        "Rewrote the docs",
        "Mentored two joiners",
        "Ran the audit",
    ]
    assert [heading.line for heading in reading.headings] == [1, 4]
    assert str(reading.log.entries[2].when) == "2026-03"


def test_goals_are_not_wins() -> None:
    text = "## Goals for next year\n- Become lead\n- Learn Rust\n\n## Done\n- Shipped it\n"
    assert [entry.text for entry in entries(text)] == ["Shipped it"]
    assert set(why_unread(text).values()) == {"a goal or plan, not yet a win"}


def test_a_goal_ticked_off_is_a_win_and_a_failed_one_never_is() -> None:
    text = "## Goals\n- ✅ Get two certificates\n- ❌ Reach 200 people\n- 🤔 Be stronger\n- [x] Ran it\n- [ ] Not yet\n"
    assert [entry.text for entry in entries(text)] == ["Get two certificates", "Ran it"]
    assert len(why_unread(text)) == 3


@pytest.mark.parametrize(
    "line", ["- ❌ Reached 200 people", "- [ ] Wrote the report", "- ~~Moved the archive~~", "- TODO: x"]
)
def test_what_is_marked_as_not_done_is_set_aside_anywhere(line: str) -> None:
    assert [entry.text for entry in entries(f"- Shipped it\n{line}\n")] == ["Shipped it"]


@pytest.mark.parametrize(
    "heading",
    [
        "Goals achieved",
        "Failed payments recovery",
        "Backlog reduction",
        "Template library redesign",
        "Tips service launch",
    ],
)
def test_a_project_that_sounds_like_a_plan_or_a_template_is_read(heading: str) -> None:
    assert only(f"## {heading}\n- Shipped it to three wards\n").text == "Shipped it to three wards"


def test_instructions_and_template_prompts_are_not_wins() -> None:
    text = (
        "This file stores your key achievements.\n\n- Shipped it\n- [Describe the win here]\n- What did you do?\n\n"
        "## How to use this file\n- Add a bullet\n\n```\n- 2026-01-01 Example\n```\n"
    )
    assert [entry.text for entry in entries(text)] == ["Shipped it"]


def test_praise_that_says_your_is_not_mistaken_for_instructions() -> None:
    entry = only('- Rebuilt the rota. "Your wins are our wins, your work saved us" — Priya N.\n')
    assert entry.text == "Rebuilt the rota."
    assert entry.corroborations[0].quote == "Your wins are our wins, your work saved us"


def test_a_list_of_tools_is_not_a_win_but_a_tool_built_is() -> None:
    assert [e.text for e in entries("## Tools\n- Terraform\n- Built the rota checker\n")] == ["Built the rota checker"]


def test_fields_under_a_heading_are_one_entry_with_that_title() -> None:
    reading = read(
        "## Platform\n### Accomplishment: Scaled the warehouse\n**Impact**: latency down 60%\n"
        "**Context**: it was slow\n**Date**: March 2026\n**Skills**: SQL, Python\n"
    )
    (entry,) = reading.log.entries
    assert (entry.text, entry.outcome) == ("Scaled the warehouse\nit was slow", "latency down 60%")
    assert str(entry.when) == "2026-03"
    assert [part.where for part in reading.unread] == ["line 6"]


def test_records_of_fields_are_an_entry_each() -> None:
    first, second = entries(
        "Date: 2026-05-01\nWhat: Trained five people\nResult: two passed\n\n"
        "Date: 2026-05-02\nWhat: Trained six\nQuote: thanks a lot\nWho said: Kim L.\nRole: Ward manager\n"
    )
    assert (first.text, first.outcome, str(first.when)) == ("Trained five people", "two passed", "2026-05-01")
    assert second.corroborations[0].model_dump(mode="json") == {
        "quote": "thanks a lot",
        "who": "Kim L.",
        "role": "Ward manager",
        "when": None,
        "where": None,
    }


def test_a_record_keeps_the_fields_nobody_knows_as_words() -> None:
    (entry,) = entries(
        "Project: Atlas\nRole: Tech lead\nDuration: Jan to March\nImpact: 3x faster\nDescription: Rebuilt it\n"
    )
    assert entry.text == "Atlas\nRole: Tech lead\nDuration: Jan to March\nRebuilt it"
    assert entry.outcome == "3x faster"


def test_a_goal_is_not_told_by_the_result_under_it() -> None:
    first, second = entries("What: Ran it\nResult: 2 passed\n\nGoal: reduce churn\nResult: churn 5% to 3%\n")
    assert (first.outcome, second.text) == ("2 passed", "churn 5% to 3%")


def test_whose_log_it_is_is_not_a_win() -> None:
    text = "# Brag log\n\nName: Jo Doe\nTeam: Payments\n\n- Shipped it\n"
    assert [entry.text for entry in entries(text)] == ["Shipped it"]


def test_a_quotation_on_the_next_line_is_about_the_paragraph() -> None:
    entry = only('1 March 2026\nClosed the books in 3 days\n"Fastest ever" - Bob K., CFO\n')
    assert (str(entry.when), entry.text, entry.corroborations[0].who) == (
        "2026-03-01",
        "Closed the books in 3 days",
        "Bob K.",
    )


def test_an_outcome_labelled_in_the_line_is_the_outcome() -> None:
    entry = only("- Improved triage. Outcome: 40 minutes to 25.\n")
    assert (entry.text, entry.outcome) == ("Improved triage.", "40 minutes to 25.")


def test_a_done_label_is_not_a_status() -> None:
    assert only("- Done: moved the archive\n").text == "moved the archive"


def test_evidence_in_words_is_kept_with_its_link() -> None:
    entry = only("- Cut it\n  - Evidence: dashboard shows 4h to 1h, [here](https://example.com/d)\n")
    assert "dashboard shows 4h to 1h" in entry.text
    assert entry.links == ("https://example.com/d",)


def test_a_dated_heading_with_paragraphs_is_one_entry() -> None:
    entry = only("### 2026-03-20 — Onboarding redesign\nSix weeks to three.\n\nTwo mentors helped.\n")
    assert (str(entry.when), entry.text) == (
        "2026-03-20",
        "Onboarding redesign\nSix weeks to three.\nTwo mentors helped.",
    )


def test_a_dated_heading_alone_is_an_entry() -> None:
    assert only("### 2026-03-20 Shipped the portal\n").text == "Shipped the portal"


def test_table_rows_are_entries() -> None:
    first, second = entries(
        "## 2026\n| Date | Win | Impact | Who | Quote |\n|---|---|---|---|---|\n"
        '| Mar 3 | Did **x**<br>and y | 5h to 1h | Bo K. | "nice one" |\n| 2026-04 | Did z | | | |\n'
    )
    assert (first.text, first.outcome, str(first.when)) == ("Did x\nand y", "5h to 1h", "2026-03-03")
    assert (first.corroborations[0].quote, first.corroborations[0].who) == ("nice one", "Bo K.")
    assert (second.text, str(second.when)) == ("Did z", "2026-04")


def test_front_matter_and_rules_are_structure_and_say_nothing_of_dates() -> None:
    reading = read("---\ntitle: Wins\nlast_updated: 2026-07-22\n---\n\n- Shipped it\n\n---\n\n- Ran it\n")
    assert [entry.when.known for entry in reading.log.entries] == [False, False]
    assert [heading.line for heading in reading.headings] == [1, 2, 3, 4, 8]


def test_a_period_in_the_front_matter_or_file_name_dates_the_file() -> None:
    assert str(only("---\nyear: 2022\n---\n- Shipped it\n").when) == "2022"
    assert str(only("- Shipped it\n", filename="brag-2022.md").when) == "2022"
    assert str(only("- Shipped it\n", filename="log-2024-05-01.md").when) == "undated"


def test_underlined_headings_are_headings_but_a_sentence_over_a_rule_is_not() -> None:
    assert str(only("2024\n====\n\nQ1\n--\n- Shipped it\n").when) == "2024-Q1"
    assert only("Shipped the portal to all of the wards.\n---\n").text == "Shipped the portal to all of the wards."


def test_an_introduction_above_bullets_is_not_a_win() -> None:
    text = "# Brag log\nNewest at the top, kept for me.\n\n## 2026\n- Did a\n- Did b\n- Did c\n"
    assert len(entries(text)) == 3
    assert why_unread(text) == {"Newest at the top, kept for me.": "an introduction, not a win"}


def test_an_outline_belongs_to_the_paragraph_that_announces_it() -> None:
    entry = only("### Course\nTaught a term with this outline\n\n- Building a data lake\n- Data modelling\n")
    assert entry.text == "Taught a term with this outline\nBuilding a data lake\nData modelling"


def test_an_undecided_date_is_reported_and_not_guessed() -> None:
    reading = read("- 03/04/2026 Shipped it\n")
    assert not reading.log.entries[0].when.known
    assert [(part.where, part.text) for part in reading.unread] == [("line 1, date", "03/04/2026")]
    assert str(entries("- 03/04/2026 Shipped it\n- 13/04/2026 Ran it\n")[0].when) == "2026-04-03"


def test_a_comment_is_unread_and_an_unclosed_one_loses_nothing() -> None:
    assert why_unread("<!-- private -->\n- Shipped it\n") == {"<!-- private -->": "a comment"}
    assert [e.text for e in entries("- Shipped <!-- it\n- Ran it\n")] == ["Shipped <!-- it", "Ran it"]


def test_plain_text_reads_paragraphs_or_dated_lines() -> None:
    dated = entries("2026-03-14 Cut the report\n2026-03-15 Ran the audit\nand closed it\n", "log.txt")
    assert [entry.text for entry in dated] == ["Cut the report", "Ran the audit and closed it"]
    paragraphs = entries("Cut the report\nfor finance.\n\nRan the audit.\n", "log.txt")
    assert [entry.text for entry in paragraphs] == ["Cut the report for finance.", "Ran the audit."]
    lines = entries("Cut the report\nRan the audit\nTaught two people\n", "log.txt")
    assert len(lines) == 3


def test_plain_text_sections_lend_their_dates() -> None:
    first, second = entries(
        "March 2026\n\nCut the report.\n\nGoals:\n\nBecome lead.\n\nApril 2026\n\nRan it.\n", "log.txt"
    )
    assert [str(first.when), str(second.when)] == ["2026-03", "2026-04"]
    assert [first.text, second.text] == ["Cut the report.", "Ran it."]


@pytest.mark.parametrize("rule", ["---", "***", "===", "-----", "—————", "_____", "- - -", "~~~~~~~~~~~~"])
def test_a_rule_right_under_a_bullet_is_no_part_of_it(rule: str) -> None:
    reading = read(f"- Shipped it\n{rule}\n- Ran it\n")
    assert [entry.text for entry in reading.log.entries] == ["Shipped it", "Ran it"]
    assert [heading.line for heading in reading.headings] == [2]


def test_a_table_right_under_a_bullet_is_a_table() -> None:
    text = "- Shipped it\n| Date | Win |\n|---|---|\n| 2026-01 | Did z |\nRan it.\n"
    assert [(e.text, str(e.when)) for e in entries(text)] == [
        ("Shipped it", "undated"),
        ("Did z", "2026-01"),
        ("Ran it.", "undated"),
    ]


def test_a_quotation_right_under_a_bullet_ends_with_its_marks() -> None:
    first, second = entries("- Shipped it\n> you rock — Sam\nRan the audit.\n")
    assert [(said.quote, said.who) for said in first.corroborations] == [("you rock", "Sam")]
    assert (first.text, second.text) == ("Shipped it", "Ran the audit.")


def test_a_day_with_its_dot_is_no_list_number() -> None:
    texts = [(e.text, str(e.when)) for e in entries("- 15. März 2025: Ran it\n- Cut it\n\n16. March 2025 Led it\n")]
    assert texts == [("Ran it", "2025-03-15"), ("Cut it", "undated"), ("Led it", "2025-03-16")]
    counted = entries("1. May 2025: Ran it\n2. June 2025: Cut it\n")
    assert [str(entry.when) for entry in counted] == ["2025-05", "2025-06"]


@pytest.mark.parametrize("written", ["31/02/2025", "2025-13-45", "Feb 30, 2025", "Q3 FY25:"])
@pytest.mark.parametrize(
    "form", ["- @ Ran it\n", "| Date | Win |\n|---|---|\n| @ | Ran it |\n", "Date: @\nWhat: Ran it\n"]
)
def test_a_date_that_never_was_is_told_and_the_entry_kept(written: str, form: str) -> None:
    reading = read(form.replace("@", written))
    (entry,) = reading.log.entries
    assert (entry.text, entry.when.known) == ("Ran it", False)
    assert [part.text.rstrip(":") for part in reading.unread] == [written.rstrip(":")]
    assert "date" in reading.unread[0].where


@pytest.mark.parametrize("heading", ["## 31/02/2025\n", "**31/02/2025**\n\n", "- 31/02/2025\n  "])
def test_what_stands_under_a_date_that_never_was_does_not_take_the_date_before(heading: str) -> None:
    reading = read(f"# 2025-03-01\n- Ran it\n\n{heading}- Cut it\n")
    assert [(e.text, str(e.when)) for e in reading.log.entries] == [("Ran it", "2025-03-01"), ("Cut it", "undated")]
    assert [part.text for part in reading.unread] == ["31/02/2025"]


@pytest.mark.parametrize("line", ["- n/a", "- ???", "-"])
def test_what_is_nested_in_an_empty_bullet_is_no_part_of_the_one_before(line: str) -> None:
    first, second = entries(f"- Ran it\n{line}\n  - Cut the report\n")
    assert (first.text, second.text) == ("Ran it", "Cut the report")


@pytest.mark.parametrize(
    "day", ["17. April 2025", "17. März 2025", "17. Oktober 2025:", "3 de marzo de 2025", "17 April 2025"]
)
def test_a_day_on_a_line_of_its_own_under_a_bullet_opens_the_next_day(day: str) -> None:
    first, second = entries(f"- 2025-03-01: Ran it\n{day}\n- Cut it\n")
    assert first.text == "Ran it"
    assert second.text == "Cut it"
    assert second.when.canonical not in (None, "2025-03-01")


def test_a_table_without_outer_bars_ends_where_its_bars_do() -> None:
    found = entries("Date | What\n--- | ---\n2025-03-01 | Ran it\nThen I wrote the runbook for the desk.\n")
    assert [entry.text for entry in found] == ["Ran it", "Then I wrote the runbook for the desk."]


def test_what_a_browser_shows_as_signs_is_read_as_those_signs() -> None:
    entry = only(
        "| Date | What | Impact |\n|---|---|---|\n"
        "| 2025-01 | R&amp;D audit, AT&T line | 40&nbsp;min &rarr; 12&nbsp;min |\n"
    )
    assert entry.text == "R&D audit, AT&T line"
    assert entry.outcome == "40 min → 12 min"


@pytest.mark.parametrize(
    "heading", ["# 🎉 Brag document — 2025 🎉", "# Wins 2025 🚀", "## 2025 🎉", "## 📅 March 2025 📅"]
)
def test_pictures_around_a_heading_do_not_hide_its_date(heading: str) -> None:
    assert (only(f"{heading}\n\n- Ran it\n").when.canonical or "").startswith("2025")


@pytest.mark.parametrize("label", ["**Q1**", "**March**", "H2:", "**May**"])
def test_a_period_whose_year_nobody_wrote_is_a_label_and_no_entry(label: str) -> None:
    reading = read(f"{label}\n\n- Ran it\n- Cut it\n")
    assert [(entry.text, entry.when.known) for entry in reading.log.entries] == [("Ran it", False), ("Cut it", False)]
    assert [part.why for part in reading.unread] != []


@pytest.mark.parametrize(
    "below",
    [
        "Goals:\n- learn Rust\n- run further",
        "Goals: learn Rust.",
        "TODO: ask for figures",
        "What's next:\n- learn Rust",
    ],
)
def test_goals_right_under_the_last_win_are_no_part_of_it(below: str) -> None:
    reading = read(f"- 2026-03-14: Cut the report to an hour.\n- Taught two juniors to deploy.\n{below}\n")
    assert [entry.text for entry in reading.log.entries] == [
        "Cut the report to an hour.",
        "Taught two juniors to deploy.",
    ]
    assert reading.unread


def test_an_indented_line_goes_on_with_its_bullet_whatever_it_is_called() -> None:
    reading = read("- Cut the report to an hour.\n  Next: the month-end close.\n")
    assert [entry.text for entry in reading.log.entries] == ["Cut the report to an hour. Next: the month-end close."]


def test_months_as_labels_are_neighbours_in_their_year() -> None:
    months = ("**Jan**", "**Feb, launch month**", "*March (1-15)*", "**Q2**")
    text = "# 2026\n" + "\n".join(f"{month}\n- Shipped it\n" for month in months)
    assert [str(entry.when) for entry in entries(text)] == ["2026-01", "2026-02", "2026-03", "2026-Q2"]


def test_a_month_without_a_year_is_not_of_the_dated_one_before_it() -> None:
    reading = read("**Feb 2026**\n- Cut it\n\n**March (1-15)**\n- Shipped it\n\n**May release**\n- Ran it\n")
    assert [entry.when.canonical for entry in reading.log.entries] == ["2026-02", None, None]
    assert [part.where for part in reading.unread] == ["line 4, date", "line 7, date"]


def test_a_date_alone_behind_the_last_sentence_is_when_it_was() -> None:
    entry = only("1. **Checkout.** p95 820ms to 310ms (the sale held). _Mar–May 2026_\n")
    assert (entry.when.canonical, entry.text) == ("2026-03..2026-05", "Checkout. p95 820ms to 310ms (the sale held).")
    assert not only("- Moved it. The 2025 plan\n").when.known


@pytest.mark.parametrize("name", ["Blockers", "Waiting on", "Open questions", "### Could have gone better"])
def test_what_is_in_the_way_is_no_win(name: str) -> None:
    assert [entry.text for entry in entries(f"Wins\n- Shipped it to 6 countries\n{name}\n- legal\n")] == [
        "Shipped it to 6 countries"
    ]
