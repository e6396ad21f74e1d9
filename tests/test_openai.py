"""The OpenAI-compatible interface, by the official client."""

from __future__ import annotations

from typing import Any

import httpx
import openai
import pytest

from api.completions import Message, Part, to_question
from ontology.names import ENTITY

ASKED: list[Any] = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "what replaces KubeDNS?"},
]


@pytest.fixture
def client(small_url: str) -> openai.OpenAI:
    return openai.OpenAI(base_url=small_url + "/v1", api_key="any", max_retries=0)


def test_a_completion_holds_the_answer_its_sources_and_its_query(client: openai.OpenAI, small_url: str) -> None:
    reply = client.chat.completions.create(model="landscape-kg", messages=ASKED, temperature=0.2)
    content = reply.choices[0].message.content or ""
    asked = httpx.post(small_url + "/ask", json={"question": "what replaces KubeDNS?"}).json()
    assert content.startswith(asked["answer"])
    assert "1. Cluster DNS (dns.md): “CoreDNS replaced KubeDNS" in content
    assert f"```sparql\n{asked['sparql']}\n```" in content
    assert reply.choices[0].finish_reason == "stop"
    assert reply.usage is not None and reply.usage.total_tokens > 5
    assert (reply.model_extra or {})["answer"]["items"][0]["iri"] == ENTITY + "CoreDNS"


def test_a_stream_gives_the_same_words(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="x", messages=ASKED)
    stream = client.chat.completions.create(
        model="x", messages=ASKED, stream=True, stream_options={"include_usage": True}
    )
    chunks = list(stream)
    assert chunks[0].choices[0].delta.role == "assistant"
    words = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
    assert "".join(words) == whole.choices[0].message.content
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert chunks[-1].usage == whole.usage


def test_models_are_listed(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["landscape-kg"]
    assert client.models.retrieve("landscape-kg").owned_by == "landscape-kg"
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("gpt")


def test_what_is_not_said_is_said_so(client: openai.OpenAI) -> None:
    reply = client.chat.completions.create(model="x", messages=[{"role": "user", "content": "who?"}])
    assert reply.choices[0].message.content == "The documents do not say."


@pytest.mark.parametrize(
    "messages",
    [
        [],
        [{"role": "system", "content": "x"}],
        [{"role": "user", "content": "  "}],
        [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "http://127.0.0.1:9/"}}]}],
        [{"role": "user", "content": "x" * 2001}],
        [{"role": "emperor", "content": "x"}],
    ],
)
def test_what_cannot_be_answered_is_a_problem(client: openai.OpenAI, messages: list[Any]) -> None:
    with pytest.raises(openai.UnprocessableEntityError) as caught:
        client.chat.completions.create(model="x", messages=messages)
    assert caught.value.response.headers["content-type"] == "application/problem+json"


def test_a_failure_tells_no_secret(client: openai.OpenAI) -> None:
    with pytest.raises(openai.InternalServerError) as caught:
        client.chat.completions.create(model="x", messages=[{"role": "user", "content": "fail"}])
    assert "/etc/passwd" not in str(caught.value)


def test_earlier_user_messages_are_the_history() -> None:
    messages = [
        Message(role="system", content="s"),
        Message(role="user", content="one"),
        Message(role="assistant", content="a"),
        Message(role="user", content=[Part(type="text", text="two"), Part(type="image_url")]),
    ]
    question = to_question(messages)
    assert (question.question, question.history) == ("two", ["one"])


def test_an_earlier_message_may_be_long() -> None:
    question = to_question([Message(role="user", content="x" * 3000), Message(role="user", content="two")])
    assert [len(earlier) for earlier in question.history] == [2000]


def test_metrics_count_every_face_alike(client: openai.OpenAI, small_url: str) -> None:
    def count() -> float:
        text = httpx.get(small_url + "/metrics").text
        line = next(line for line in text.splitlines() if line.startswith('kg_answers_total{status="answered"'))
        return float(line.rsplit(" ", 1)[1])

    client.chat.completions.create(model="x", messages=ASKED)
    before = count()
    client.chat.completions.create(model="x", messages=ASKED)
    assert count() == before + 1
