"""`prompts/versions.lock`: one sha256 for each prompt id@version, so that no edit passes without a new version.

`python -m service.prompting.lock` adds the versions that are new; a changed file with an old version is refused.
"""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from service.errors import Misconfigured
from service.prompting.library import PromptFile, PromptLibrary, default_prompts

LOCK = "versions.lock"


def read_lock(path: Path) -> dict[str, str]:
    """`id@version` to sha256; empty when the file is not there."""
    if not path.is_file():
        return {}
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {words[0]: words[1] for words in lines if len(words) == 2 and not words[0].startswith("#")}


def silent_edits(files: Iterable[PromptFile], locked: Mapping[str, str]) -> list[str]:
    """The `id@version` whose words are no longer those the lock knows under that version."""
    return [name for name, sha256 in _versions(files).items() if locked.get(name, sha256) != sha256]


def unlocked(files: Iterable[PromptFile], locked: Mapping[str, str]) -> list[str]:
    """The `id@version` the lock does not know yet."""
    return [name for name in _versions(files) if name not in locked]


def update(folder: Path) -> list[str]:
    """Adds new versions to the folder's lock and returns them; raises Misconfigured when a version was edited."""
    files = PromptLibrary.load(folder).files
    locked = read_lock(folder / LOCK)
    if edited := silent_edits(files, locked):
        raise Misconfigured(f"Edited without a new version: {', '.join(edited)}", mend="Raise `version` in the file")
    new = unlocked(files, locked)
    lines = [f"{name} {sha256}" for name, sha256 in sorted({**locked, **_versions(files)}.items())]
    (folder / LOCK).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return new


def _versions(files: Iterable[PromptFile]) -> dict[str, str]:
    return {f"{file.front.id}@{file.front.version}": file.sha256 for file in files}


if __name__ == "__main__":
    try:
        added = update(default_prompts())
    except Misconfigured as told:
        sys.exit(str(told))
    sys.stdout.write(f"locked: {', '.join(added) or 'nothing new'}\n")
