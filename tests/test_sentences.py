"""Sentences hold every word of their block, in order, and end where a reader would end them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents import Span
from kg.language.datelines import find_dateline
from kg.language.sentences import find_sentences


def split(text: str) -> list[str]:
    return [span.of(text) for span in find_sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["One is here.", "Two is there!", "Is three?"],
        ["Use it, e.g. here, i.e. there, vs. elsewhere, etc. and so on."],
        ["Example Inc., the company behind it, left.", "Dr. Bee stayed."],
        ["Made by Example Inc. in the U.S. Army.", "It works."],
        ["It was made by Example Corp.", "Zorblat is a tool.", "Dyno was bought by Foo Inc.", "kube-dyno uses it."],
        ["Example Inc. Research runs a lab.", "The Example Corp. Zorblat team left."],
        ["It came with version 1.12.", "Prior to that, 1.2 was used."],
        ["See example.com or main.py for 3.5 reasons.", "Node.js and ASP.NET are fine."],
        ["He said “Go now!” and left.", "“Done.”", "Next one."],
        ["(This is one.)", "That is two (see Fig. 3.2).", "Three."],
        ["J. R. Smith et al. wrote it.", "It’s read."],
        ["They have three kinds: big, small, and others.", "All work."],
        ["It takes a single command.", "lowercase names begin sentences too."],
        ["Runs on Kubernetes, Docker, etc.", "The rest is easy."],
        ["It was renamed on Aug. 20 in No. 5 Street."],
        ["Really?!", "Yes."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("in Quebec City.I would also come.", ["in Quebec City.", "I would also come."]),
        ("It was released.Then we saw.", ["It was released.", "Then we saw."]),
        ("It was released.Everyone saw it.", ["It was released.", "Everyone saw it."]),
        ("Use System.Text here.", ["Use System.Text here."]),
        ("1. First of all.", ["1. First of all."]),
        ("one line\nanother", ["one line", "another"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_odd_texts(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_only_the_block_is_read() -> None:
    text = "Before. One is here. Two. After."
    assert [span.of(text) for span in find_sentences(text, Span(8, 25))] == ["One is here.", "Two."]


@given(
    st.text(alphabet=st.sampled_from(list("aB1 .!?…:\"'”)(\n\t-A")), max_size=200)
    | st.text(max_size=200)
    | st.lists(st.sampled_from(["e.g.", "Inc.", "Foo", "bar.", "U.S.", "“x.”", "3.5", "?"]), max_size=40).map(" ".join),
    st.integers(0, 50),
    st.integers(0, 50),
)
def test_sentences_hold_every_word_in_order(text: str, before: int, after: int) -> None:
    block = Span(min(before, len(text)), max(min(before, len(text)), len(text) - after))
    spans = find_sentences(text, block)
    end = block.start
    for span in spans:
        assert span.start < span.end and block.holds(span)
        assert not text[end : span.start].strip()
        assert span.of(text) == span.of(text).strip()
        end = span.end
    assert not text[end : block.end].strip()


@pytest.mark.parametrize("text", ["The fox is here. ", "." * 10, "a.", ".)", "e.g. ", "A.", "x"])
def test_time_grows_with_the_text_only(text: str) -> None:
    long = text * (1_000_000 // len(text))
    start = time.perf_counter()
    find_sentences(long, Span(0, len(long)))
    assert time.perf_counter() - start < 15


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("BERLIN, Germany – 3 May 2021 – Acme announced Dyno.", "2021-05-03"),
        ("BERLIN – ExampleCon Europe – May 3, 2021 – Acme announced Dyno.", "2021-05-03"),
        ("BERLIN--(EXAMPLE WIRE)--May 3, 2021-- Acme announced Dyno.", "2021-05-03"),
    ],
)
def test_a_dateline_stands_before_the_first_sentence(text: str, date: str) -> None:
    found = find_dateline(text)
    assert found is not None
    assert found[1] == date
    assert [span.of(text) for span in find_sentences(text, Span(0, len(text)))][1:] == ["Acme announced Dyno."]


@pytest.mark.parametrize(
    "text", ["Acme was founded on 3 May 2021 – a fine day.", "3 May 2021 was fine.", "Berlin – a town."]
)
def test_a_sentence_with_a_date_has_no_dateline(text: str) -> None:
    assert find_dateline(text) is None
