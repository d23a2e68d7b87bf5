"""Prompt files: words and slots with a version, loaded once, rendered into a Prompt; a missing slot is an error."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml
from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service.errors import Misconfigured
from service.ports import Prompt
from service.prompting.fencing import Fenced

_FILE = re.compile(r"---\n(?P<front>.*?)\n---\n+# system\n(?P<system>.*?)\n# user\n(?P<user>.*)", re.DOTALL)
# What one of our own words may look like: an id, a number, a rubric dimension's id. Sentences are people's: fence them.
_OURS = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ,._-]{0,99}")


class SlotKind(StrEnum):
    """Whose words go in a slot."""

    FENCED = "fenced"
    OURS = "ours"


class FrontMatter(BaseModel):
    """The head of a prompt file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z_]{1,60}$")
    version: int = Field(ge=1)
    max_tokens: int = Field(ge=1, le=8_000)
    temperature: float = Field(default=0.0, ge=0, le=2)
    slots: dict[str, SlotKind] = {}


@dataclass(frozen=True, slots=True)
class PromptFile:
    """One prompt as it lies in its file; `sha256` is over the file's text with line feeds."""

    front: FrontMatter
    system: str
    user: str
    sha256: str

    @property
    def stamp(self) -> str:
        """`version@sha256:...`, as provenance keeps it."""
        return f"{self.front.version}@sha256:{self.sha256}"


class PromptLibrary:
    """The prompts of one folder under their ids."""

    def __init__(self, files: Mapping[str, PromptFile]) -> None:
        self._files = dict(files)
        self._compiled: dict[str, Template] = {}

    @classmethod
    def load(cls, folder: Path) -> "PromptLibrary":
        """Reads every `*.md` of `folder`; raises Misconfigured naming the file that is not a prompt."""
        files = [read_prompt(path) for path in sorted(folder.glob("*.md"))]
        if not files:
            raise Misconfigured("No prompts were found", mend="Install the package again")
        return cls({file.front.id: file for file in files})

    @property
    def files(self) -> tuple[PromptFile, ...]:
        """Every prompt, by id."""
        return tuple(self._files[id] for id in sorted(self._files))

    def render(self, prompt_id: str, **slots: str | Fenced) -> Prompt:
        """The prompt with its slots filled.

        Raises KeyError for an unknown id; ValueError for a slot that is missing or not declared, for a plain string
        where people's words belong, and for anything but a short word of ours elsewhere. No message holds a slot's
        words.
        """
        file = self._files[prompt_id]
        declared = file.front.slots
        if odd := slots.keys() ^ declared.keys():
            raise ValueError(f"the prompt {prompt_id} has other slots: {', '.join(sorted(odd))}")
        for name, filled in slots.items():
            if declared[name] is SlotKind.FENCED and not isinstance(filled, Fenced):
                raise ValueError(f"the slot {name} of {prompt_id} takes people's words: fence them")
            if declared[name] is SlotKind.OURS and not (isinstance(filled, str) and _OURS.fullmatch(filled)):
                raise ValueError(f"the slot {name} of {prompt_id} takes one short word of ours")
        words = {name: str(filled) for name, filled in slots.items()}
        return Prompt(
            id=prompt_id,
            version=file.front.version,
            sha256=file.sha256,
            system=self._template(file.system).render(words),
            user=self._template(file.user).render(words),
            max_tokens=file.front.max_tokens,
            temperature=file.front.temperature,
        )

    def least_tokens(self, prompt_id: str) -> int:
        """What a request with the prompt reserves at the very least, whatever fills its slots."""
        file = self._files[prompt_id]
        return len(file.system.encode()) // 3 + file.front.max_tokens

    def _template(self, part: str) -> Template:
        if part not in self._compiled:
            self._compiled[part] = _environment.from_string(part)
        return self._compiled[part]

    def instructions(self) -> str:
        """All words of ours that a model is sent: what it must not hand back as somebody's work."""
        return "\n".join(f"{file.system}\n{file.user}" for file in self.files)

    def stamps(self, *prompt_ids: str) -> dict[str, str]:
        """`version@sha256:...` for each of these prompts, or for all of them."""
        return {id: self._files[id].stamp for id in prompt_ids or sorted(self._files)}


def read_prompt(path: Path) -> PromptFile:
    """One prompt file; raises Misconfigured when it holds more than words and declared slots."""
    # A checkout with CRLF line ends holds the same prompt.
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    parts = _FILE.fullmatch(text)
    if parts is None:
        raise _broken(path, "it needs front matter, `# system` and `# user`")
    try:
        front = FrontMatter.model_validate(yaml.safe_load(parts["front"]))
    except (yaml.YAMLError, ValidationError):
        raise _broken(path, "its front matter cannot be used") from None
    if front.id != path.stem:
        raise _broken(path, "its id is not its file's name")
    system, user = parts["system"].strip(), parts["user"].strip()
    in_system, in_user = _slots(path, system), _slots(path, user)
    if in_system | in_user != front.slots.keys():
        raise _broken(path, "the slots it declares are not those it uses")
    # The system part is ours alone: whatever a person wrote is read as something a person wrote.
    if any(front.slots[name] is SlotKind.FENCED for name in in_system):
        raise _broken(path, "people's words have no place in its system part")
    return PromptFile(front, system, user, hashlib.sha256(text.encode()).hexdigest())


def default_prompts() -> Path:
    """Where the prompts lie: inside the installed package, else at the top of the checkout."""
    packaged = Path(__file__).resolve().parents[1] / "_prompts"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[2] / "prompts"


# Prompts are plain text for a model: HTML escapes would change people's words, and `fence` makes them safe.
_environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


def _slots(path: Path, words: str) -> set[str]:
    """The slots a part uses. Nothing but words and slots may stand there: no filters, no blocks, no attributes."""
    try:
        tree = _environment.parse(words)
    except TemplateSyntaxError:
        raise _broken(path, "a slot is not closed") from None
    found = set[str]()
    for node in tree.body:
        if not isinstance(node, nodes.Output):
            raise _broken(path, "it may hold words and slots only")
        for part in node.nodes:
            if isinstance(part, nodes.Name):
                found.add(part.name)
            elif not isinstance(part, nodes.TemplateData):
                raise _broken(path, "it may hold words and slots only")
    return found


def _broken(path: Path, why: str) -> Misconfigured:
    return Misconfigured(f"The prompt file {path.name} cannot be used: {why}", mend="Mend the file, or install again")
