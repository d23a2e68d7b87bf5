"""Speed, memory and prompt size of the real code path on growing logs, each figure beside what it replaces.

    python -m evals.bench            logs of 50, 500 and 5,000 entries (minutes)
    python -m evals.bench --sizes 50

Every size runs in a process of its own, so that peak memory is its own. Ratios, not seconds, are the promises: mapping
is put beside a plain Chroma similarity search for the same dimensions, a packet's prompts beside pasting the whole log
into one prompt, a packet for Word and as PDF beside its Markdown, its page beside its JSON. Exit 1 when a promise is
not kept.
"""

import argparse
import asyncio
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings
from pydantic import BaseModel, ConfigDict

from evals.bench_forms import FormFigures, measure_forms
from evals.bench_page import PageFigures, measure_page
from evals.counting import CountingChat, tokens_of
from evals.long_logs import a_log_of
from service.casework import Casework
from service.domain.brag import Owner
from service.domain.built_in import built_in_rubric
from service.ports import StoredLog
from service.settings import read_settings
from service.wiring import assemble

SIZES = (50, 500, 5_000)
REPEATS = 7
MAP_TIMES_SEARCH = 3.0
PROMPT_GROWTH = 0.10
HELP_CPU_S = 0.5


class SizeFigures(BaseModel):
    """What one log size cost: seconds of wall time (medians where repeated), MB of resident memory, tokens."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entries: int
    index_s: float
    map_s: float
    search_s: float
    draft_s: float
    peak_mb: float
    base_mb: float
    prompt_tokens: int
    calls: int
    pasted_tokens: int


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args(words)
    if arguments.one:
        print(asyncio.run(measure(arguments.one)).model_dump_json())
        return 0
    figures = []
    for size in arguments.sizes:
        print(f"measuring {size} entries ...", file=sys.stderr, flush=True)
        ended = subprocess.run(
            [sys.executable, "-m", "evals.bench", "--one", str(size)], check=True, capture_output=True, text=True
        )
        figures.append(SizeFigures.model_validate_json(ended.stdout.splitlines()[-1]))
    print("measuring the forms of a packet ...", file=sys.stderr, flush=True)
    forms = measure_forms()
    print("measuring the page of a packet ...", file=sys.stderr, flush=True)
    return report(figures, forms, measure_page(), help_cpu_s())


def report(figures: Sequence[SizeFigures], forms: FormFigures, page: PageFigures, help_s: float) -> int:
    """Prints the table and the promises; 1 when one is not kept."""
    print(
        "entries  index s  entries/s  map s  search s  map/search  draft s  peak MB"
        "  prompt tokens  pasted  prompts/pasted"
    )
    for size in figures:
        print(
            f"{size.entries:7d}  {size.index_s:7.2f}  {size.entries / size.index_s:9.0f}  {size.map_s:5.3f}"
            f"  {size.search_s:8.3f}  {size.map_s / size.search_s:10.2f}  {size.draft_s:7.2f}  {size.peak_mb:7.0f}"
            f"  {size.prompt_tokens:13d}  {size.pasted_tokens:6d}  {size.prompt_tokens / size.pasted_tokens:14.2f}"
        )
    first, last = figures[0], figures[-1]
    growth = last.prompt_tokens / first.prompt_tokens - 1
    ratio = last.map_s / last.search_s
    promises = [
        (
            f"mapping {last.entries} entries takes {ratio:.2f}x a plain search (at most {MAP_TIMES_SEARCH})",
            ratio <= MAP_TIMES_SEARCH,
        ),
        (
            f"prompt tokens grow {growth:+.1%} from {first.entries} to {last.entries} entries"
            f" (at most +{PROMPT_GROWTH:.0%})",
            growth <= PROMPT_GROWTH,
        ),
        *forms.promises(),
        *page.promises(),
        (f"promocase --help takes {help_s:.2f} s of CPU (under {HELP_CPU_S})", help_s < HELP_CPU_S),
    ]
    for words, kept in promises:
        print(f"{'kept  ' if kept else 'BROKEN'}  {words}")
    return 0 if all(kept for _, kept in promises) else 1


def help_cpu_s() -> float:
    """CPU seconds of `promocase --help`, the least of five runs."""

    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "service.cli", "--help"], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return min(once() for _ in range(5))


async def measure(entries: int) -> SizeFigures:
    """Indexes, maps and drafts a log of that many entries in a data directory of its own."""
    owner, rubric = Owner("bench"), built_in_rubric()
    log = a_log_of(entries)
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings(data_dir=Path(folder) / "data", budget_tokens_per_packet=10_000_000)
        chat = CountingChat()
        async with assemble(settings, chat=chat) as casework:
            embedder = casework.retrieval.embedder
            await embedder.embed(["the weights are loaded before the clock starts"])
            base_mb = peak_mb()
            stored = await casework.keep_log(owner, log)
            index_s = (await timed(lambda: casework.retrieval.prepare(owner, stored)))[0]
            map_s = await median(lambda: casework.map(owner, stored, rubric))
            search_s = await plain_search_s(casework, owner, stored, Path(folder) / "plain")
            draft_s, _ = await timed(lambda: casework.draft(owner, stored, rubric))
        return SizeFigures(
            entries=entries,
            index_s=index_s,
            map_s=map_s,
            search_s=search_s,
            draft_s=draft_s,
            peak_mb=peak_mb(),
            base_mb=base_mb,
            prompt_tokens=chat.prompt_tokens,
            calls=chat.calls,
            pasted_tokens=tokens_of("\n".join(entry.own_words() for entry in log.entries)),
        )


async def plain_search_s(casework: Casework, owner: Owner, stored: StoredLog, folder: Path) -> float:
    """Seconds of what anybody would write: embed each next level, query a Chroma collection, filter by owner."""
    embedder, records = casework.retrieval.embedder, casework.records
    kept = await records.vectors(owner, stored.id, embedder.name)
    client = chromadb.PersistentClient(str(folder), ChromaSettings(anonymized_telemetry=False))
    collection = client.create_collection("plain", embedding_function=None)
    ids = list(kept)
    for start in range(0, len(ids), 5_000):
        some = ids[start : start + 5_000]
        collection.add(
            ids=[str(id) for id in some],
            embeddings=np.stack([np.frombuffer(kept[id][1], "<f4") for id in some]),
            metadatas=[{"owner": str(owner)} for _ in some],
        )
    texts = [dimension.next for dimension in built_in_rubric().dimensions]

    async def search() -> object:
        queries = await embedder.embed(texts)
        return await asyncio.to_thread(
            collection.query, query_embeddings=queries, n_results=min(10, len(ids)), where={"owner": str(owner)}
        )

    return await median(search)


async def timed(work: Callable[[], Awaitable[object]]) -> tuple[float, object]:
    start = time.perf_counter()
    done = await work()
    return time.perf_counter() - start, done


async def median(work: Callable[[], Awaitable[object]]) -> float:
    """The median of REPEATS runs after one that warms the caches."""
    await work()
    return statistics.median([(await timed(work))[0] for _ in range(REPEATS)])


def peak_mb() -> float:
    """The most resident memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000


if __name__ == "__main__":
    sys.exit(main())
