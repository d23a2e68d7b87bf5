"""The only builder: settings in, one Casework out, and everything it opened closed again."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.metadata import version

from service.access import Access
from service.casework import Casework
from service.coaching.coaching import Coaching
from service.coaching.gap_reader import GapReader
from service.domain.brag import Owner
from service.drafting.drafting import Drafting
from service.errors import Misconfigured
from service.interview.interviewing import Interviewing
from service.operations.budgets import Budgets, Limit, Scope, Unbudgeted
from service.operations.meter import Meter, Unmetered
from service.operations.spans import Spans, Untraced
from service.ports import Answers, ChatModel, Clock, Drafts, Embedder, EvidenceIndex, Records, Steps
from service.prompting.library import PromptLibrary, default_prompts
from service.retrieval.retrieval import Retrieval
from service.settings import Settings
from service.verification.panel import Panel

LOCAL_OWNER = Owner("local")
VERSION = version("promocase")


@asynccontextmanager
async def assemble(
    settings: Settings,
    *,
    alone: bool = False,
    chat: ChatModel | None = None,
    embedder: Embedder | None = None,
    index: EvidenceIndex | None = None,
    records: Records | None = None,
    steps: Steps | None = None,
    clock: Clock | None = None,
    meter: Meter | None = None,
) -> AsyncIterator[Casework]:
    """A Casework wired as `settings` say, with any part replaced.

    `alone` is for one-off commands: when a running service holds the index directory, an index of their own is built
    from the records' vectors and dropped at the end. Raises Misconfigured, StorageUnavailable, Conflict.
    """
    from service.adapters.kept_vectors import KeptVectors
    from service.adapters.local_embedder import LocalEmbedder

    async with AsyncExitStack() as opened:
        ticking = clock or _clock()
        counting = meter or Unmetered()
        chosen_records = records or await _records(settings, ticking, opened)
        chosen_index = index or await _index(settings, alone, opened)
        chosen_embedder = embedder or await _embedder(settings, opened)
        budgets = await _budgets(settings, ticking, counting, opened)
        chosen_chat = chat or await _chat(settings, opened, counting, budgets)
        prompts = PromptLibrary.load(default_prompts())
        library = KeptVectors(chosen_embedder, settings.data_dir)
        retrieval = Retrieval(
            chosen_records, chosen_index, chosen_embedder, ticking, library=library, spans=counting.spans
        )
        panel = Panel(chosen_chat, prompts, counting)
        yield Casework(
            records=chosen_records,
            retrieval=retrieval,
            chat=chosen_chat,
            prompts=prompts,
            panel=panel,
            drafting=Drafting(
                records=chosen_records,
                retrieval=retrieval,
                chat=chosen_chat,
                prompts=prompts,
                steps=steps or _steps(),
                budget_tokens=settings.budget_tokens_per_packet,
                most_waiting=settings.drafts_waiting,
                version=VERSION,
                panel=panel,
                budgets=budgets,
            ),
            interviewing=Interviewing(chosen_records, retrieval, ticking, chat=chosen_chat, prompts=prompts),
            coaching=Coaching(chosen_records, retrieval, GapReader(LocalEmbedder()), ticking),
            version=VERSION,
        )


@asynccontextmanager
async def drafts_of(settings: Settings, casework: Casework, meter: Meter) -> AsyncIterator[Drafts]:
    """The engine that carries out ordered drafts in durable steps, over the database of the records.

    Raises Misconfigured, StorageUnavailable.
    """
    from service.adapters.durable_drafts import DurableDrafts

    url = settings.database_url.get_secret_value() if settings.database_url else None
    async with DurableDrafts.opened(
        casework.records,
        casework.drafting,
        url=url,
        data_dir=settings.data_dir,
        at_once=settings.drafts_at_once,
        calls_at_once=settings.model_concurrency,
        meter=meter,
    ) as drafts:
        yield drafts


@asynccontextmanager
async def sweeps_of(settings: Settings, casework: Casework) -> AsyncIterator[None]:
    """While it runs, what other replicas on the same database delete leaves this one's index."""
    from service.adapters.index_sweeps import IndexSweeps

    if settings.database_url is None:
        yield
        return
    async with IndexSweeps(casework.records, casework.retrieval, settings.data_dir).running():
        yield


@asynccontextmanager
async def retention_of(settings: Settings, casework: Casework, meter: Meter) -> AsyncIterator[None]:
    """While it runs, packets and interviews are deleted once they have been kept for as long as is set."""
    from service.adapters.clock import SystemClock
    from service.adapters.retention import Retention

    if not settings.retention_days:
        yield
        return
    async with Retention(casework.records, SystemClock(), meter, days=settings.retention_days).running():
        yield


@asynccontextmanager
async def access_of(settings: Settings) -> AsyncIterator[Access]:
    """The access tokens kept beside the records; raises Misconfigured, StorageUnavailable.

    A service that answers to other names than this machine's own asks for one in any case.
    """
    from service.adapters.sql_tokens import SqlTokens

    url = settings.database_url.get_secret_value() if settings.database_url else None
    tokens = SqlTokens.open(url, settings.data_dir)
    try:
        yield Access(tokens, _clock(), required=settings.tokens_required or bool(settings.hosts))
    finally:
        await tokens.close()


@asynccontextmanager
async def answers_of(settings: Settings) -> AsyncIterator[Answers]:
    """The answers kept under Idempotency-Keys, beside the records; raises Misconfigured, StorageUnavailable."""
    from service.adapters.sql_answers import SqlAnswers

    url = settings.database_url.get_secret_value() if settings.database_url else None
    answers = SqlAnswers.open(url, settings.data_dir, _clock())
    try:
        yield answers
    finally:
        await answers.close()


def warm(settings: Settings) -> None:
    """Imports what the first request would: seconds, so call it in a thread."""
    from service.adapters import warming

    warming.warm(settings.model)


def meter_of(settings: Settings) -> Meter:
    """A meter of one application's own, with spans to be closed; raises Misconfigured."""
    from service.adapters.metrics import PrometheusMeter

    return PrometheusMeter(_spans(settings.traces_url) if settings.traces_url else Untraced())


def _spans(url: str) -> Spans:
    if not url.startswith(("http://", "https://")):
        raise Misconfigured(
            "PROMOCASE_TRACES_URL is no address", mend="Write the whole of it, such as http://127.0.0.1:4318/v1/traces"
        )
    from service.adapters.tracing import OtlpSpans

    return OtlpSpans(url, VERSION)


def _clock() -> Clock:
    from service.adapters.clock import SystemClock

    return SystemClock()


def _steps() -> Steps:
    from service.adapters.plain_steps import PlainSteps

    return PlainSteps()


async def _records(settings: Settings, clock: Clock, opened: AsyncExitStack) -> Records:
    from service.adapters.sql_records import SqlRecords

    url = settings.database_url.get_secret_value() if settings.database_url else None
    records = SqlRecords.open(url, settings.data_dir, clock)
    opened.push_async_callback(records.close)
    return records


async def _index(settings: Settings, alone: bool, opened: AsyncExitStack) -> EvidenceIndex:
    from service.adapters.chroma_index import ChromaIndex

    if settings.chroma_url:
        index = ChromaIndex.server(settings.chroma_url)
    else:
        index = ChromaIndex.of_data_dir(settings.data_dir, alone=alone)
    opened.push_async_callback(index.close)
    return index


async def _embedder(settings: Settings, opened: AsyncExitStack) -> Embedder:
    if settings.embedder == "local":
        from service.adapters.local_embedder import LocalEmbedder

        return LocalEmbedder()
    provider, _, model = settings.embedder.partition(":")
    if provider != "openai" or not model:
        raise Misconfigured("PROMOCASE_EMBEDDER names no embedder", mend="Write local, or openai:MODEL")
    from service.adapters.openai_embedder import OpenAIEmbedder

    embedder = OpenAIEmbedder(model, settings.embedder_base_url, settings.openai_api_key)
    opened.push_async_callback(embedder.close)
    return embedder


async def _budgets(settings: Settings, clock: Clock, meter: Meter, opened: AsyncExitStack) -> Budgets:
    limits = {
        Scope.PACKET: Limit(settings.budget_tokens_per_packet, settings.budget_calls_per_packet),
        Scope.PERSON: Limit(settings.budget_tokens_per_person, settings.budget_calls_per_person),
        Scope.EVERYBODY: Limit(settings.budget_tokens_per_day, settings.budget_calls_per_day),
    }
    if settings.model == "none" or not any(any(limit) for limit in limits.values()):
        return Unbudgeted()
    from service.adapters.sql_budgets import SqlBudgets

    url = settings.database_url.get_secret_value() if settings.database_url else None
    budgets = SqlBudgets.open(url, settings.data_dir, clock, limits, meter)
    opened.push_async_callback(budgets.close)
    return budgets


async def _chat(settings: Settings, opened: AsyncExitStack, meter: Meter, budgets: Budgets) -> ChatModel | None:
    if settings.model == "none":
        return None
    from service.adapters.breaker import Breaker, BreakingChat
    from service.adapters.langchain_chat import LangChainChat
    from service.adapters.metered_chat import MeteredChat

    chat = LangChainChat(
        settings.model,
        settings.model_base_url,
        settings.openai_api_key,
        deadline_s=settings.model_deadline_s,
        concurrency=settings.model_concurrency,
        backoff_s=settings.model_backoff_s,
        budgets=budgets,
    )
    opened.push_async_callback(chat.close)
    breaker = Breaker(settings.breaker_failures, settings.breaker_wait_s, meter)
    watched = BreakingChat(MeteredChat(chat, meter), breaker, meter)
    if not settings.redact_names:
        return watched
    from service.adapters.redacting_chat import RedactingChat

    return RedactingChat(watched)
