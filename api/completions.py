"""Answers in the shape of OpenAI's chat completions, so that existing chat front ends work unchanged."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.answering.model import MAX_HISTORY, MAX_QUESTION, Answer, Question

MODEL = "landscape-kg"
_QUOTED = 300


class Part(BaseModel):
    """A piece of a message's content; only text is read."""

    model_config = ConfigDict(frozen=True)

    type: str
    text: str | None = None


class Message(BaseModel):
    """A message of a conversation; other fields that clients send are passed over."""

    model_config = ConfigDict(frozen=True)

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None

    def text(self) -> str:
        """Return what the message says, without what is no text."""
        if isinstance(self.content, str):
            return self.content.strip()
        return " ".join(part.text for part in self.content or () if part.type == "text" and part.text).strip()


class StreamOptions(BaseModel):
    """What a stream should tell beside the answer."""

    model_config = ConfigDict(frozen=True)

    include_usage: bool = False


class ChatRequest(BaseModel):
    """A request of POST /v1/chat/completions; settings of a language model have no meaning here."""

    model_config = ConfigDict(frozen=True)

    messages: list[Message] = Field(min_length=1, max_length=1000)
    model: str = Field(default=MODEL, max_length=200)
    stream: bool = False
    stream_options: StreamOptions | None = None


def to_question(messages: Sequence[Message]) -> Question:
    """Return the question of a conversation: its last user message, after the earlier ones.

    Raises ValueError where there is none, or it is too long.
    """
    asked = [text for message in messages if message.role == "user" and (text := message.text())]
    if not asked:
        raise ValueError("the conversation holds no text of a user")
    if len(asked[-1]) > MAX_QUESTION:
        raise ValueError(f"the last message is longer than {MAX_QUESTION:,} characters")
    return Question(question=asked[-1], history=[text[:MAX_QUESTION] for text in asked[:-1][-MAX_HISTORY:]])


def to_text(answer: Answer) -> str:
    """Return an answer as Markdown: what it says, the sources with their words, the query."""
    parts = [answer.answer]
    if answer.citations:
        title = "Sources" if answer.status == "answered" else "Nearest passages"
        lines = [f"**{title}**", ""]
        for citation in answer.citations:
            date = f", {citation.date}" if citation.date else ""
            words = " ".join((citation.quote or citation.text).split())
            words = words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…"
            lines.append(f"{citation.id}. {citation.title} ({citation.document}{date}): “{words}”")
        parts.append("\n".join(lines))
    if answer.sparql:
        parts.append(f"```sparql\n{answer.sparql}\n```")
    return "\n\n".join(parts)


def to_completion(answer: Answer, request: ChatRequest) -> dict[str, Any]:
    """Return the whole reply; the answer as /ask gives it stands in its `answer`."""
    text = to_text(answer)
    return {
        **_head("chat.completion"),
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": text, "refusal": None},
                "logprobs": None,
                "finish_reason": "stop",
            }
        ],
        "usage": _count_usage(request, text),
        "answer": answer.model_dump(mode="json"),
    }


def to_chunks(answer: Answer, request: ChatRequest) -> Iterator[dict[str, Any]]:
    """Yield the reply word by word; the last chunk with a choice carries the answer as /ask gives it."""
    text = to_text(answer)
    head = _head("chat.completion.chunk")
    yield {**head, "choices": [_delta({"role": "assistant", "content": ""})]}
    for word in re.findall(r"\s*\S+", text):
        yield {**head, "choices": [_delta({"content": word})]}
    yield {**head, "choices": [_delta({}, "stop")], "answer": answer.model_dump(mode="json")}
    if request.stream_options is not None and request.stream_options.include_usage:
        yield {**head, "choices": [], "usage": _count_usage(request, text)}


def to_model(created: int) -> dict[str, Any]:
    """Return the entry of the one model."""
    return {"id": MODEL, "object": "model", "created": created, "owned_by": MODEL}


def _head(kind: str) -> dict[str, Any]:
    return {
        "id": f"chatcmpl-{uuid.uuid4().hex}",
        "object": kind,
        "created": int(time.time()),
        "model": MODEL,
        "system_fingerprint": None,
    }


def _delta(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}


def _count_usage(request: ChatRequest, text: str) -> dict[str, int]:
    """Return counts of words: there is no language model whose tokens could be counted."""
    asked = sum(len(message.text().split()) for message in request.messages)
    said = len(text.split())
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}
