"""/v1/chat/completions and /v1/models: the interface that existing chat front ends speak."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response, StreamingResponse

from api.asking import answer_question
from api.completions import MODEL, ChatRequest, to_chunks, to_completion, to_model, to_question
from api.problems import ProblemError
from api.routes.inputs import MetricsOfApp, ServiceInForce

router = APIRouter(prefix="/v1", tags=["questions"])
_CREATED = 1_767_225_600


@router.post("/chat/completions", summary="Answer in the shape of a chat completion")
def complete(request: ChatRequest, service: ServiceInForce, metrics: MetricsOfApp) -> Response:
    """Answer the last user message after the earlier ones; citations and SPARQL stand in the message.

    System messages, tools and the settings of a language model are passed over: there is none.
    """
    try:
        question = to_question(request.messages)
    except ValueError as error:
        raise ProblemError(422, f"messages: {error}. Send another.", kind="validation") from error
    answer = answer_question(service, metrics, question)
    headers = {"Cache-Control": "no-store"}
    if not request.stream:
        return JSONResponse(to_completion(answer, request), headers=headers)
    headers["X-Accel-Buffering"] = "no"
    events = _to_events(to_chunks(answer, request))
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


@router.get("/models", summary="List the one model")
def models() -> dict[str, Any]:
    """Return the list that front ends ask for."""
    return {"object": "list", "data": [to_model(_CREATED)]}


@router.get("/models/{id}", summary="Describe the one model")
def model(id: str) -> dict[str, Any]:
    """Return the entry of the model."""
    if id != MODEL:
        raise ProblemError(404, f"there is no model {id[:100]!r}. Use {MODEL}.")
    return to_model(_CREATED)


def _to_events(chunks: Iterator[dict[str, Any]]) -> Iterator[str]:
    for chunk in chunks:
        yield f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"
    yield "data: [DONE]\n\n"
