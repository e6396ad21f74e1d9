"""Answering a question for whoever asks over a network: counted and traced the same on every face."""

from __future__ import annotations

from api.answering.model import Answer, Question
from api.metrics import Metrics
from api.service import Service
from api.traces import record_stages, start_span


def answer_question(service: Service, metrics: Metrics, question: Question) -> Answer:
    """Answer a question; count the outcome and the time of each stage."""
    with start_span("answer") as span:
        answer = service.answerer.answer(question)
        span.set_attribute("kg.status", answer.status)
        if answer.reason is not None:
            span.set_attribute("kg.reason", answer.reason.value)
        record_stages(answer.timings_ms)
    metrics.count_answer(answer.status, answer.reason or "", answer.timings_ms)
    return answer
