"""OpenTelemetry traces: off unless a setting names where they go.

The SDK and the exporter are the extra `traces`; without them, and without the setting, nothing is recorded
and nothing is sent.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from opentelemetry import trace
from opentelemetry.trace import SpanKind

from kg.errors import InputError

_NAME = "landscape-kg"


class Exporter(Protocol):
    """What the SDK calls a SpanExporter."""

    def export(self, spans: Any) -> Any:
        """Send spans."""

    def shutdown(self) -> None:
        """End."""


def start_traces(endpoint: str, exporter: Exporter | None = None) -> None:
    """Send traces to an OTLP/HTTP collector at `endpoint`, or to `exporter`; raise InputError.

    An empty endpoint turns them off.
    """
    if not endpoint and exporter is None:
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor
    except ImportError as error:
        raise InputError(
            "KG_TRACES is set, but its libraries are missing. Run `pip install 'landscape-kg[traces]'`, or unset it."
        ) from error
    provider = TracerProvider(resource=Resource.create({"service.name": _NAME}))
    if exporter is not None:
        provider.add_span_processor(SimpleSpanProcessor(exporter))  # type: ignore[arg-type]
    else:
        address = endpoint.rstrip("/") + "/v1/traces"
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=address)))
    trace.set_tracer_provider(provider)


@contextlib.contextmanager
def start_span(name: str, attributes: Mapping[str, Any] | None = None) -> Iterator[trace.Span]:
    """Record what is done inside as a span of the one around it."""
    with trace.get_tracer(_NAME).start_as_current_span(name, attributes=dict(attributes or {})) as span:
        yield span


@contextlib.contextmanager
def start_request_span(method: str, headers: Mapping[str, str]) -> Iterator[trace.Span]:
    """Record a request as a span, which goes on with the trace that its `traceparent` header names."""
    from opentelemetry.propagate import extract

    tracer = trace.get_tracer(_NAME)
    with tracer.start_as_current_span(method, context=extract(headers), kind=SpanKind.SERVER) as span:
        yield span


def record_stages(milliseconds: Mapping[str, float]) -> None:
    """Record stages that have ended one after the other just now as spans of the current one."""
    stages = {name: value for name, value in milliseconds.items() if name != "total"}
    end = time.time_ns()
    begin = end - int(1e6 * milliseconds.get("total", sum(stages.values())))
    tracer = trace.get_tracer(_NAME)
    for name, value in stages.items():
        stop = min(end, begin + int(1e6 * value))
        tracer.start_span(name, start_time=begin).end(stop)
        begin = stop
