"""Keyword search: technical names, endings, scores between 0 and 1."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.keywords import KeywordIndex
from indexer.tokens import STOP_WORDS, find_tokens, stem

TEXTS = [
    "The parcel router is written in C++ and replaces the old-router.",
    "Depots keep parcels for a router; router2-proxy sends them.",
    "Nothing to see here.",
    "",
]


@pytest.mark.parametrize("name", ["c++", "c#", "k8s", "cri-o", "router2-proxy", "1.12", "tcp/ip", "x86_64"])
def test_technical_names_stay_whole(name: str) -> None:
    assert name in find_tokens(f"Is it {name}?")
    assert find_tokens(name.upper())[0] == name


def test_a_version_is_the_same_with_a_letter_before_it() -> None:
    assert find_tokens("v1.12") == find_tokens("1.12") == ["1.12", *find_tokens("1.12")[1:]]
    assert find_tokens("v8") == ["v8"]


def test_compounds_give_their_parts_and_are_found_in_any_spelling() -> None:
    spellings = [set(find_tokens(text)) for text in ("kube-proxy", "KubeProxy", "kube proxy", "kubeproxy")]
    assert spellings[0] >= {"kube-proxy", "kub", "proxi", "kubeproxi"}
    assert spellings[1] >= {"kubeproxi", "kub", "proxi"}
    for one in spellings:
        assert one & spellings[0]


@pytest.mark.parametrize(
    "forms",
    [
        ("replace", "replaces", "replaced", "replacing"),
        ("use", "uses", "used", "using"),
        ("registry", "registries"),
        ("run", "runs", "running"),
        ("proxy", "proxies", "proxying"),
        ("trace", "traces", "tracing"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize("word", ["class", "dns", "redis", "etcd", "string", "need", "aws", "linkerd"])
def test_words_without_an_ending_stay(word: str) -> None:
    assert stem(word) == word


def test_stop_words_are_left_out() -> None:
    assert find_tokens("What is it that they do?") == []
    assert "router" not in STOP_WORDS


def test_scores_lie_between_0_and_1_and_name_the_share_covered() -> None:
    index = KeywordIndex.build(TEXTS)
    both, one, none, empty = index.score("Which router is in C++?")
    assert 1 > both > one > none == empty == 0
    # A word that no text has counts as missing.
    assert index.score("routers with a zeppelin")[0] < index.score("routers")[0]
    assert index.score("the of a").tolist() == [0, 0, 0, 0]


def test_saving_keeps_everything_and_repeats_to_the_byte(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        KeywordIndex.build(TEXTS).save(tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
    loaded = KeywordIndex.load(tmp_path / "one")
    assert len(loaded) == len(TEXTS)
    np.testing.assert_array_equal(loaded.score("old router"), KeywordIndex.build(TEXTS).score("old router"))


@pytest.mark.parametrize("texts", [[], ["", "the"]])
def test_an_index_without_words_finds_nothing(texts: list[str], tmp_path: Path) -> None:
    KeywordIndex.build(texts).save(tmp_path)
    assert KeywordIndex.load(tmp_path).score("router").tolist() == [0] * len(texts)


def test_scores_are_those_of_bm25s() -> None:
    import bm25s

    texts = [f"{'router ' * n} depot {'parcel ' * (5 - n)}" for n in range(1, 5)]
    plain = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
    plain.index([find_tokens(text) for text in texts], show_progress=False)
    expected = plain.get_scores(["router", "depot"])
    ours = KeywordIndex.build(texts).score("router depot")
    np.testing.assert_allclose(ours / ours.max(), expected / expected.max(), rtol=1e-5)
