"""The `Meter` over prometheus-client: a registry of its own for every application."""

import math

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

from service.domain.claims import Verdict
from service.domain.packet import Section, Usage
from service.operations.meter import Circuit, Depth
from service.operations.spans import Spans

_CALL_S = (0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300)
_REQUEST_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120)


class PrometheusMeter:
    """`Meter`; what it exports is listed in docs/operations.md."""

    def __init__(self, spans: Spans) -> None:
        self.spans = spans
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self._calls = Counter(
            "promocase_model_calls", "Model calls that came to an end", ["prompt", "outcome"], registry=registry
        )
        self._retries = Counter(
            "promocase_model_retries", "Requests of model calls beyond the first of each", ["prompt"], registry=registry
        )
        self._tokens = Counter(
            "promocase_model_tokens", "Tokens as providers count them", ["prompt", "direction"], registry=registry
        )
        self._maybe_billed = Counter(
            "promocase_model_maybe_billed", "Requests whose outcome nobody knows", ["prompt"], registry=registry
        )
        self._call_s = Histogram(
            "promocase_model_call_seconds", "A call with its retries", ["prompt"], buckets=_CALL_S, registry=registry
        )
        self._circuit = Gauge(
            "promocase_model_circuit", "1 for the state that the circuit breaker is in", ["state"], registry=registry
        )
        self._verdicts = Counter("promocase_verdicts", "Verdicts on sentences", ["ruling", "check"], registry=registry)
        self._released = Counter(
            "promocase_sentences_released", "Sentences released into packets", ["drafted_by"], registry=registry
        )
        self._withheld = Counter(
            "promocase_sentences_withheld", "Sentences withheld from packets", ["ruling"], registry=registry
        )
        self._refused = Counter(
            "promocase_refused", "Refused for want of a budget, or over a rate limit", ["limit"], registry=registry
        )
        self._expired = Counter(
            "promocase_expired", "Deleted because it had been kept for long enough", ["kind"], registry=registry
        )
        self._unfinished = Gauge(
            "promocase_drafts_unfinished", "Drafts of all processes, waiting or under way", registry=registry
        )
        self._under_way = Gauge("promocase_drafts_under_way", "Drafts this process carries out", registry=registry)
        self._requests = Counter(
            "promocase_http_requests", "Requests answered", ["method", "route", "status"], registry=registry
        )
        self._request_s = Histogram(
            "promocase_http_request_seconds",
            "Until a request begins to be answered",
            ["method", "route"],
            buckets=_REQUEST_S,
            registry=registry,
        )
        self.circuit(Circuit.CLOSED)

    def asked(self, prompt: str, outcome: str, usage: Usage, seconds: float) -> None:
        self._calls.labels(prompt, outcome).inc()
        self._retries.labels(prompt).inc(max(0, usage.calls - 1))
        self._tokens.labels(prompt, "in").inc(usage.prompt_tokens)
        self._tokens.labels(prompt, "out").inc(usage.completion_tokens)
        self._maybe_billed.labels(prompt).inc(usage.maybe_billed)
        if usage.calls:
            self._call_s.labels(prompt).observe(seconds)

    def ruled(self, verdict: Verdict) -> None:
        self._verdicts.labels(verdict.ruling.value, verdict.settled_by.value).inc()

    def drafted(self, section: Section) -> None:
        for bullet in section.bullets:
            self._released.labels(bullet.drafted_by.value).inc(len(bullet.sentences))
        for one in section.withheld:
            self._withheld.labels(one.ruling.value).inc()

    def circuit(self, state: Circuit) -> None:
        for one in Circuit:
            self._circuit.labels(one.value).set(one is state)

    def refused(self, kind: str) -> None:
        self._refused.labels(kind).inc()

    def expired(self, kind: str, count: int) -> None:
        self._expired.labels(kind).inc(count)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(method, route, str(status)).inc()
        self._request_s.labels(method, route).observe(seconds)

    def exposition(self, depth: Depth | None) -> bytes:
        unfinished, under_way = depth or (math.nan, math.nan)
        self._unfinished.set(unfinished)
        self._under_way.set(under_way)
        return generate_latest(self._registry)
