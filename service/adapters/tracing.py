"""Traces over OTLP (HTTP, protobuf): a provider of its own, never the process's global one that libraries write to."""

import contextlib
from collections.abc import Iterator

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import StatusCode

from service.operations.spans import Attribute, Note

_SENT_EVERY_MS = 2_000
_TIMEOUT_S = 5


class OtlpSpans:
    """`Spans` that are sent to a collector from a thread of their own; one that does not answer holds nothing up."""

    def __init__(self, url: str, version: str) -> None:
        """`url` is the whole address that traces are posted to, such as http://127.0.0.1:4318/v1/traces."""
        told = Resource.create({"service.name": "promocase", "service.version": version})
        self._provider = TracerProvider(resource=told, shutdown_on_exit=False)
        exporter = OTLPSpanExporter(endpoint=url, timeout=_TIMEOUT_S)
        self._provider.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=_SENT_EVERY_MS))
        self._tracer = self._provider.get_tracer("promocase", version)

    @contextlib.contextmanager
    def span(self, name: str, **attributes: Attribute) -> Iterator[Note]:
        # The library would write an exception's message and traceback into the span.
        with self._tracer.start_as_current_span(
            name, attributes=attributes, record_exception=False, set_status_on_exception=False
        ) as span:

            def note(**more: Attribute) -> None:
                span.set_attributes(more)

            try:
                yield note
            except BaseException as failed:
                span.set_attribute("error.type", type(failed).__name__)
                span.set_status(StatusCode.ERROR)
                raise

    def close(self) -> None:
        self._provider.shutdown()
