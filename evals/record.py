"""Drafts our example logs with a real model, writes every reply down, and counts how its sentences fared.

    python -m evals.record --model openai:local-real --base-url http://127.0.0.1:8090/v1

Interrupted, it goes on where it stopped: what is recorded is not asked again. With --replay nothing is asked at all.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evals.recording import RecordingChat, ReplayedChat
from service.adapters.langchain_chat import LangChainChat
from service.domain.brag import Owner
from service.domain.built_in import built_in_rubric
from service.domain.packet import DraftedBy
from service.drafting.section import DraftedSection
from service.intake.logs import read_log
from service.ports import ChatModel
from service.settings import read_settings
from service.wiring import assemble

ROOT = Path(__file__).resolve().parents[1]
RECORDINGS = Path(__file__).parent / "recordings"
LOGS = (ROOT / "examples" / "brag-log.md", ROOT / "examples" / "nurse-brag-log.csv")
MODEL = "openai:local-real"


class Fared(BaseModel):
    """How the sentences of one log's sections fared. `first_pass`: supported at once; `revised`: after the revision."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    log: str
    sections: int
    verbatim_sections: int
    first_pass: int
    revised: int
    withheld: int
    model_bullets: int
    verbatim_bullets: int
    calls: int
    prompt_tokens: int
    completion_tokens: int


async def draft_with(chat: ChatModel, path: Path) -> tuple[Fared, list[DraftedSection]]:
    """Drafts one log through the service's own wiring, in a data directory of its own."""
    raw = await asyncio.to_thread(path.read_bytes)
    reading = read_log(raw, filename=path.name)
    owner, rubric = Owner("evals"), built_in_rubric()
    with tempfile.TemporaryDirectory() as folder:
        async with assemble(read_settings(data_dir=Path(folder), model="none"), chat=chat) as casework:
            stored = await casework.keep_log(owner, reading.log, reading.unread)
            await casework.retrieval.prepare(owner, stored)
            shortlists = await casework.retrieval.shortlists(owner, stored, rubric)
            drafted = await casework.sections(stored, rubric, shortlists)
    bullets = [bullet.drafted_by for one in drafted for bullet in one.section.bullets]
    fared = Fared(
        log=path.name,
        sections=len(drafted),
        verbatim_sections=sum(bool(one.section.note) for one in drafted),
        first_pass=sum(one.first_pass for one in drafted),
        revised=sum(one.revised for one in drafted),
        withheld=sum(one.withheld for one in drafted),
        model_bullets=bullets.count(DraftedBy.MODEL),
        verbatim_bullets=bullets.count(DraftedBy.VERBATIM),
        calls=sum(one.usage.calls for one in drafted),
        prompt_tokens=sum(one.usage.prompt_tokens for one in drafted),
        completion_tokens=sum(one.usage.completion_tokens for one in drafted),
    )
    return fared, drafted


async def record(logs: Sequence[Path], model: str, base_url: str | None, replay: bool) -> list[Fared]:
    """Every log's figures, printed as they come."""
    found: list[Fared] = []
    for path in logs:
        kept = RECORDINGS / f"{path.stem}.jsonl"
        start = time.monotonic()
        if replay:
            fared, _ = await draft_with(ReplayedChat(model, kept), path)
        else:
            asked = LangChainChat(model, base_url, None, deadline_s=1_200.0, concurrency=1)
            try:
                fared, _ = await draft_with(RecordingChat(asked, kept), path)
            finally:
                await asked.close()
        print(f"{fared.model_dump_json()} in {time.monotonic() - start:.0f} s", flush=True)
        found.append(fared)
    return found


def main(words: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--model", default=MODEL)
    parser.add_argument("--base-url")
    parser.add_argument("--replay", action="store_true")
    parser.add_argument("logs", nargs="*", type=Path, default=list(LOGS))
    arguments = parser.parse_args(words)
    if not arguments.replay and not arguments.base_url:
        parser.error("name the server with --base-url, or --replay what is recorded")
    asyncio.run(record(arguments.logs, arguments.model, arguments.base_url, arguments.replay))


if __name__ == "__main__":
    main()
