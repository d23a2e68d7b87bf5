"""A repository's history becomes candidates, which are no entries until the person wrote one beside them."""

import json
import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from service.domain.when import When
from service.errors import CaseError, Invalid, Unreadable
from service.intake.logs import read_log
from service.intake.trails.grouping import candidates_of
from service.intake.trails.reading import read_repository, read_trail
from service.intake.trails.telling import trail_markdown
from service.intake.trails.trail import Asked, Recorded, Trace, Trail, TrailKind

ANA = ("Ana Silva", "ana@example.com")
BO = ("Bo Lind", "bo@example.com")


class Repository:
    """A real repository in a folder of the test's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, **more: str) -> str:
        environment = {
            "PATH": os.environ["PATH"],
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_COMMITTER_NAME": "C",
            "GIT_COMMITTER_EMAIL": "c@example.com",
            **more,
        }
        done = subprocess.run(["git", *words], cwd=self.folder, env=environment, capture_output=True, check=True)
        return done.stdout.decode()

    def commit(self, title: str, day: str = "2026-02-03", by: tuple[str, str] = ANA, *, more: str = "") -> None:
        when = f"{day}T12:00:00+02:00"
        self.git(
            *(
                "commit",
                "-q",
                "--allow-empty",
                "--allow-empty-message",
                "--cleanup=verbatim",
                "-m",
                f"{title}\n\n{more}",
            ),
            GIT_AUTHOR_NAME=by[0],
            GIT_AUTHOR_EMAIL=by[1],
            GIT_AUTHOR_DATE=when,
            GIT_COMMITTER_DATE=when,
        )


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "depot")


def titles(trail: Trail) -> set[str]:
    return {trace.title for candidate in trail.candidates for trace in candidate.traces}


def folded(trail: Trail) -> dict[str, int]:
    return {tally.what: tally.count for tally in trail.folded}


def test_one_authors_commits_are_grouped_by_theme_and_quarter(repository: Repository) -> None:
    repository.commit("Scanner reads damaged labels", "2026-01-10")
    repository.commit("Scanner beeps once", "2026-02-11")
    repository.commit("Scanner sleeps at night", "2026-03-12")
    repository.commit("feat(billing): invoices carry the tax number", "2026-03-13")
    repository.commit("Scanner reads two at once", "2026-04-02")
    repository.commit("Scanner by somebody else", "2026-02-02", BO)
    trail = read_repository(repository.folder, Asked("ana silva"))
    assert {(one.theme, str(one.when)) for one in trail.candidates} == {
        ("scanner", "2026-01-10..2026-03-12"),
        ("billing", "2026-03-13"),
        ("depot", "2026-04-02"),
    }
    assert folded(trail) == {"record by somebody else": 1}


def test_merges_programs_reverts_and_patches_to_patches_are_folded(repository: Repository) -> None:
    repository.commit("Weigh twice")
    repository.commit("Count pallets")
    repository.commit('Revert "Count pallets"')
    repository.commit("fixup! Weigh twice")
    repository.commit("wip")
    repository.commit("Merge branch 'main' of example.com:depot")
    repository.commit("Bump left-pad", by=("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com"))
    repository.git("checkout", "-q", "-b", "side", "HEAD~3")
    repository.commit("Measure the gate")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "-m", "Gate", "side", GIT_AUTHOR_NAME=ANA[0], GIT_AUTHOR_EMAIL=ANA[1])
    trail = read_repository(repository.folder, Asked("ana@example.com"))
    assert titles(trail) == {"Weigh twice", "Measure the gate"}
    assert folded(trail) == {
        "merge commit": 2,
        "commit that takes another back": 1,
        "commit that was taken back": 1,
        "commit without a title of its own": 2,
        "record by a program": 1,
    }


def test_a_commit_that_names_somebody_as_co_author_is_theirs_too(repository: Repository) -> None:
    repository.commit("Pair on the belt", by=BO, more="Co-authored-by: Ana Silva <ana@example.com>")
    repository.commit("Bo alone", by=BO)
    assert titles(read_repository(repository.folder, Asked("ana@example.com"))) == {"Pair on the belt"}


def test_nobody_named_is_an_error_only_where_several_people_committed(repository: Repository) -> None:
    repository.commit("One")
    assert titles(read_repository(repository.folder, Asked())) == {"One"}
    repository.commit("Two", by=BO)
    with pytest.raises(Invalid) as refused:
        read_repository(repository.folder, Asked())
    assert "Bo" not in str(refused.value)


def test_one_person_under_two_addresses_is_one_and_a_part_of_two_names_is_nobody(repository: Repository) -> None:
    repository.commit("At work")
    repository.commit("At home", by=("Ana Silva", "silva@home.example"))
    repository.commit("Another Ana", by=("Ana Lopes", "lopes@example.com"))
    repository.commit("Diana", by=("Diana K", "diana@example.com"))
    assert titles(read_repository(repository.folder, Asked("silva@home.example"))) == {"At work", "At home"}
    assert titles(read_repository(repository.folder, Asked("lopes"))) == {"Another Ana"}
    with pytest.raises(Invalid):
        read_repository(repository.folder, Asked("ana"))


def test_days_bound_what_is_taken(repository: Repository) -> None:
    for day in ("2025-12-31", "2026-01-01", "2026-03-31", "2026-04-01"):
        repository.commit(f"On {day}", day)
    trail = read_repository(repository.folder, Asked(since=date(2026, 1, 1), until=date(2026, 3, 31)))
    assert titles(trail) == {"On 2026-01-01", "On 2026-03-31"}


def test_the_day_is_the_authors_own(repository: Repository) -> None:
    late = "2026-03-31T23:30:00-05:00"
    repository.git(
        *("commit", "-q", "--allow-empty", "-m", "Late"),
        GIT_AUTHOR_NAME=ANA[0], GIT_AUTHOR_EMAIL=ANA[1], GIT_AUTHOR_DATE=late, GIT_COMMITTER_DATE=late,
    )  # fmt: skip
    (candidate,) = read_repository(repository.folder, Asked()).candidates
    assert str(candidate.when) == "2026-03-31"


@pytest.mark.parametrize(
    "title", ["a\x1fb\x1ec", "%H %an", "line\u2028separator", "naïve ünï 日本語", "tab\tin it", "-n 1 --all"]
)
def test_no_title_can_pass_for_two_commits(repository: Repository, title: str) -> None:
    repository.commit(title)
    repository.commit("Next")
    assert titles(read_repository(repository.folder, Asked())) == {title, "Next"}


def test_nothing_a_repository_configures_is_run(repository: Repository, tmp_path: Path) -> None:
    repository.commit("Innocent")
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho ran >> {ran}\nexit 0\n")
    program.chmod(0o755)
    hooks = repository.folder / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-checkout", "pre-commit", "fsmonitor-watchman", "post-index-change"):
        (hooks / hook).write_text(program.read_text())
        (hooks / hook).chmod(0o755)
    for setting in (
        *("core.pager", "core.fsmonitor", "diff.external", "gpg.program", "core.sshCommand", "credential.helper"),
        *("core.editor", "alias.log", "pager.log", "core.askPass", "gpg.ssh.program", "log.showSignature"),
    ):
        value = "true" if setting == "log.showSignature" else f"!{program}" if "alias" in setting else str(program)
        repository.git("config", setting, value)
    repository.git("config", "log.follow", "true")
    repository.git("config", "format.pretty", "oneline")
    assert titles(read_repository(repository.folder, Asked())) == {"Innocent"}
    assert not ran.exists()


def test_surroundings_do_not_choose_another_repository(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit("Meant")
    other = Repository(tmp_path / "other")
    other.commit("Not meant")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    assert titles(read_repository(repository.folder, Asked())) == {"Meant"}


def test_a_folder_that_is_no_repository_is_refused_even_inside_one(repository: Repository, tmp_path: Path) -> None:
    repository.commit("Around")
    inside = repository.folder / "notes"
    inside.mkdir()
    for folder in (inside, tmp_path):
        with pytest.raises(Unreadable):
            read_repository(folder, Asked())


def test_a_repository_without_commits_is_refused(repository: Repository) -> None:
    with pytest.raises(Unreadable):
        read_repository(repository.folder, Asked())


@pytest.mark.parametrize(
    "form",
    [
        (), ("--stat",), ("--graph",), ("--date=iso",), ("--pretty=fuller",), ("--date=short", "-p"),
        ("--pretty=format:%h|%an|%ad|%s", "--date=short"), ("--pretty=format:%h%x09%ad%x09%an%x09%s", "--date=iso"),
        ("--pretty=format:%H %ad %s", "--date=short"),
    ],
)  # fmt: skip
def test_a_saved_log_is_read_in_the_forms_people_save(repository: Repository, form: tuple[str, ...]) -> None:
    repository.commit("Scanner reads damaged labels at once", "2026-01-10", more="Why: they were typed by hand.")
    repository.commit("Doors open outward from now on", "2026-01-12")
    trail = read_trail(repository.git("log", *form).encode(), Asked(), kind=TrailKind.GIT)
    assert titles(trail) == {"Scanner reads damaged labels at once", "Doors open outward from now on"}
    days = [trace.when.canonical for one in trail.candidates for trace in one.traces]
    assert sorted(day or "" for day in days) == ["2026-01-10", "2026-01-12"]


def test_a_saved_oneline_log_has_no_days_and_none_is_made_up(repository: Repository) -> None:
    repository.commit("Scanner reads damaged labels")
    trail = read_trail(repository.git("log", "--oneline").encode(), Asked(), kind=TrailKind.GIT)
    assert titles(trail) == {"Scanner reads damaged labels"}
    assert [one.when.known for one in trail.candidates] == [False]


# What is offered is no log until somebody wrote one into it

HOSTILE = (
    "Built the billing service", "- [x] Led the rollout", "```", "```\n- [x] Led it", "~~~", "-->", "<!--",
    "Impact: 40%",
    "2026-03-14: Shipped it", "## Wins", '> "Great" — Ana, CTO', "| a | b |", "`" * 9, "✅ Done it", "\u2028- [x] Led",
    "\x0c- Led", "Kudos", "Goals:", "\r- [x] Led", "---", "{% comment %}", "{# ", "%%", "entries:",
    "</details>", "\u202e",
)  # fmt: skip


def a_hostile_trail() -> Trail:
    records = [
        Recorded(
            Trace(what="commit", title=title, when=When.parse(day), where=title),
            project=project,
            themes=(title,),
        )
        for title in HOSTILE
        for day, project in (("2026-03-05", "goals `2026`"), (None, "Roadmap"))
    ]
    return Trail(kind=TrailKind.GIT, author="Ana", candidates=candidates_of(records), notes=("```",))


@pytest.mark.parametrize("name", [None, "trail.md", "trail.markdown", "trail.txt", "2026-Q1.md", "trail"])
def test_candidates_read_back_as_a_log_hold_no_win(name: str | None) -> None:
    markdown = trail_markdown(a_hostile_trail())
    stripped = "\n".join(line.rstrip() for line in markdown.split("\n"))
    as_json = a_hostile_trail().model_dump_json(indent=1)
    ticked = markdown.replace("[ ]", "[x]") if name != "trail.txt" else markdown
    for text in (markdown, markdown.replace("\n", "\r\n"), stripped, ticked, as_json):
        with pytest.raises(CaseError):
            read_log(text.encode(), filename=name)


@pytest.mark.parametrize("name", [None, "trail.md", "trail.txt"])
def test_only_the_persons_own_words_become_an_entry_with_the_dates_of_the_candidate(name: str | None) -> None:
    trail = a_hostile_trail()
    parts = trail_markdown(trail).split("\n\n-\n")
    assert len(parts) == len(trail.candidates) + 1
    for n, candidate in enumerate(trail.candidates):
        words = "Cut loading from nine minutes to four"
        text = "\n\n-\n".join(parts[: n + 1]) + f"\n\n- {words}\n" + "\n\n-\n".join(parts[n + 1 :])
        (entry,) = read_log(text.encode(), filename=name).log.entries
        assert (entry.text, entry.when) == (words, candidate.when)


def test_a_busy_quarter_is_told_by_month_and_long_candidates_say_how_much_follows() -> None:
    records = [
        Recorded(
            Trace(what="commit", title=f"belt {n}", when=When.parse(f"2026-0{1 + n % 2}-11"), where=str(n)),
            themes=("belt",),
        )
        for n in range(40)
    ]
    first, second = candidates_of(records)
    assert (str(first.when), str(second.when)) == ("2026-01-11", "2026-02-11")
    assert first.more + len(first.traces) == 20


def test_the_command_writes_markdown_or_json_and_stores_nothing(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from service.cli import main

    monkeypatch.setenv("PROMOCASE_DATA_DIR", str(tmp_path / "data"))
    repository.commit("Scanner reads damaged labels")
    for form in ("md", "json"):
        with pytest.raises(SystemExit) as left:
            main(["trail", str(repository.folder), "--format", form, "--author", "Ana Silva"])
        assert left.value.code == 0
        shown = capsys.readouterr().out
        assert "Scanner reads damaged labels" in shown
    assert json.loads(shown)["kind"] == "git"
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "words", [["no-such-file"], [".", "--kind", "jira"], [".", "--since", "soon"], ["pyproject.toml", "--kind", "ics"]]
)
def test_the_command_refuses_in_one_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    from service.cli import main

    with pytest.raises(SystemExit) as left:
        main(["trail", *words])
    assert left.value.code == 2
    assert len(capsys.readouterr().err.strip().split("\n")) == 1
