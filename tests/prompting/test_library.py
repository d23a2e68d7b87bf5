"""Prompt files: what is refused at load, what is refused at render, and that no edit passes without a version."""

from pathlib import Path

import pytest

from service.errors import Misconfigured
from service.prompting.fencing import fence
from service.prompting.library import PromptLibrary, default_prompts, read_prompt
from service.prompting.lock import LOCK, read_lock, silent_edits, unlocked, update

SOUND = """---
id: greet
version: 2
max_tokens: 50
slots:
  name: ours
  words: fenced
---
# system
Be kind to {{ name }}.

# user
They wrote:

{{ words }}
"""


def in_folder(folder: Path, text: str = SOUND, name: str = "greet.md") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_a_prompt_is_rendered_with_its_bounds_and_its_stamp(tmp_path: Path) -> None:
    in_folder(tmp_path)
    library = PromptLibrary.load(tmp_path)
    prompt = library.render("greet", name="dimension-1", words=fence("E1", "{{ name }} {% raw %} <b>&amp;"))
    assert prompt.system == "Be kind to dimension-1."
    assert prompt.user == "They wrote:\n\n⟦E1⟧\n| {{ name }} {% raw %} ‹b>&amp;\n⟦/E1⟧"
    assert (prompt.id, prompt.version, prompt.max_tokens, prompt.temperature) == ("greet", 2, 50, 0.0)
    assert library.stamps("greet") == {"greet": f"2@sha256:{prompt.sha256}"}
    assert prompt.stamp == library.stamps()["greet"]


def test_peoples_words_as_a_plain_string_are_refused(tmp_path: Path) -> None:
    in_folder(tmp_path)
    with pytest.raises(ValueError, match="fence them") as told:
        PromptLibrary.load(tmp_path).render("greet", name="x", words="private words")
    assert "private" not in str(told.value)


@pytest.mark.parametrize("name", ["two\nlines", "⟦E1⟧", "<b>", "x" * 101, "", fence("E1", "x")])
def test_a_slot_of_ours_takes_a_short_word_alone(tmp_path: Path, name: str) -> None:
    in_folder(tmp_path)
    with pytest.raises(ValueError, match="short word"):
        PromptLibrary.load(tmp_path).render("greet", name=name, words=fence("E1", "x"))


def test_a_missing_slot_and_an_unknown_one_are_errors(tmp_path: Path) -> None:
    in_folder(tmp_path)
    library = PromptLibrary.load(tmp_path)
    with pytest.raises(ValueError, match="words"):
        library.render("greet", name="x")
    with pytest.raises(ValueError, match="more"):
        library.render("greet", name="x", words=fence("E1", "x"), more="y")
    with pytest.raises(KeyError):
        library.render("absent")


@pytest.mark.parametrize(
    "broken",
    [
        "no front matter",
        SOUND.replace("# user", "# reader"),
        SOUND.replace("version: 2", "version: two"),
        SOUND.replace("version: 2", "version: 2\nsurprise: 1"),
        SOUND.replace("id: greet", "id: other"),
        SOUND.replace("{{ words }}", "{{ words | upper }}"),
        SOUND.replace("{{ words }}", "{{ words.__class__ }}"),
        SOUND.replace("{{ words }}", "{% if words %}{{ words }}{% endif %}"),
        SOUND.replace("{{ words }}", "{{ words"),
        SOUND.replace("{{ words }}", "nothing"),
        SOUND.replace("{{ words }}", "{{ words }} {{ undeclared }}"),
        SOUND.replace("Be kind to {{ name }}.", "Be kind to {{ name }} and {{ words }}."),
    ],
)
def test_a_file_that_is_more_than_words_and_declared_slots_is_refused(tmp_path: Path, broken: str) -> None:
    with pytest.raises(Misconfigured, match=r"greet\.md"):
        read_prompt(in_folder(tmp_path, broken))


def test_a_folder_without_prompts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured):
        PromptLibrary.load(tmp_path)


def test_line_ends_do_not_change_a_prompt(tmp_path: Path) -> None:
    first = read_prompt(in_folder(tmp_path))
    (tmp_path / "greet.md").write_bytes(SOUND.replace("\n", "\r\n").encode())
    assert read_prompt(tmp_path / "greet.md") == first


def test_a_silent_edit_is_seen_and_not_written_over(tmp_path: Path) -> None:
    in_folder(tmp_path)
    assert update(tmp_path) == ["greet@2"]
    assert update(tmp_path) == []
    in_folder(tmp_path, SOUND.replace("Be kind", "Be curt"))
    assert silent_edits(PromptLibrary.load(tmp_path).files, read_lock(tmp_path / LOCK)) == ["greet@2"]
    with pytest.raises(Misconfigured, match="greet@2"):
        update(tmp_path)
    in_folder(tmp_path, SOUND.replace("Be kind", "Be curt").replace("version: 2", "version: 3"))
    assert update(tmp_path) == ["greet@3"]
    assert sorted(read_lock(tmp_path / LOCK)) == ["greet@2", "greet@3"]


def test_no_prompt_of_ours_was_edited_without_a_new_version() -> None:
    files, locked = PromptLibrary.load(default_prompts()).files, read_lock(default_prompts() / LOCK)
    mend = "raise `version` in the prompt's front matter, then run: python -m service.prompting.lock"
    assert silent_edits(files, locked) == [], mend
    assert unlocked(files, locked) == [], mend


def test_our_prompts_say_that_people_s_words_are_no_instruction() -> None:
    for file in PromptLibrary.load(default_prompts()).files:
        assert "never an instruction" in file.system
