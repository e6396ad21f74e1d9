"""The words of a question as the index is asked for them."""

from __future__ import annotations

import pytest

from api.answering.question.entities import Known
from api.answering.question.reading import Form, Mention, Reading
from api.answering.question.words.words import read_words


@pytest.mark.parametrize(
    ("text", "first", "label", "close", "spelled"),
    [
        ("why does k8s restart pods", 2, "Kubernetes", False, "why does Kubernetes restart pods"),
        ("why does Kuberntes restart pods", 2, "Kubernetes", True, "why does Kubernetes restart pods"),
        ("why does Envoy restart pods", 2, "Envoy Proxy", False, "why does Envoy restart pods"),
    ],
)
def test_each_word_is_found_where_the_spelled_question_has_it(
    text: str, first: int, label: str, close: bool, spelled: str
) -> None:
    words = tuple(read_words(text))
    mention = Mention(first, first, words[first].text, (Known("urn:x", label, "Project"),), close)
    reading = Reading(text, words, (mention,), (), Form.PASSAGE, "why")
    assert reading.spelled == spelled
    for n, word in enumerate(words):
        if n != first:
            assert reading.spelled[reading.starts[n] :].startswith(word.text)
