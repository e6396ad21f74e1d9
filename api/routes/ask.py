"""POST /ask: a question in, an answer with its citations out, whole or as a stream of events."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import JSONResponse, Response, StreamingResponse

from api.answering.model import Answer, Question
from api.asking import answer_question
from api.negotiation import PLAIN_JSON, Format
from api.routes.forms import choose_form, describe_forms
from api.routes.inputs import MetricsOfApp, ServiceInForce

EVENT_STREAM = Format("events", "text/event-stream")
router = APIRouter(tags=["questions"])


@router.post("/ask", summary="Answer a question", response_model=Answer, responses=describe_forms(EVENT_STREAM))
def ask(
    question: Question,
    service: ServiceInForce,
    metrics: MetricsOfApp,
    accept: Annotated[str | None, Header()] = None,
) -> Response:
    """Answer with facts and cited passages; `Accept: text/event-stream` streams the same answer."""
    form = choose_form(accept, (PLAIN_JSON, EVENT_STREAM))
    answer = answer_question(service, metrics, question)
    headers = {"Cache-Control": "no-store", "Vary": "Accept"}
    if form is EVENT_STREAM:
        headers["X-Accel-Buffering"] = "no"
        return StreamingResponse(to_events(answer), media_type="text/event-stream", headers=headers)
    return JSONResponse(answer.model_dump(mode="json"), headers=headers)


def to_events(answer: Answer) -> Iterator[str]:
    """Return the events of an answer: `facts`, `token` for each word, `citations`, `done` with the whole."""
    whole = answer.model_dump(mode="json")
    yield _event("facts", {"items": whole["items"], "facts": whole["facts"]})
    for word in re.findall(r"\s*\S+", answer.answer):
        yield _event("token", {"text": word})
    yield _event("citations", {"citations": whole["citations"]})
    yield _event("done", whole)


def _event(name: str, value: object) -> str:
    return f"event: {name}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n"
