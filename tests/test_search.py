"""The passage index: what is found, in which order, and that a build repeats to the byte."""

from __future__ import annotations

import resource
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from indexer.build import build_passages
from indexer.embedding_cache import EmbeddingCache
from indexer.encoder import Encoder, Encoding, load_encoder
from indexer.passages import Passage
from indexer.search import PassageIndex
from kg.documents import Block, BlockKind, Document, Span
from kg.errors import DataFolderError, EncoderError


def make_document(name: str, title: str, date: str | None, **sections: str) -> Document:
    """Make a document of one paragraph a section."""
    text, blocks = "", []
    for heading, words in sections.items():
        for kind, part in ((BlockKind.HEADING, heading), (BlockKind.PARAGRAPH, words)):
            text += "\n\n" if text else ""
            blocks.append(Block(kind, Span(len(text), len(text) + len(part)), 2 * (kind is BlockKind.HEADING)))
            text += part
    return Document(name, text, title, tuple(blocks), date)


DOCUMENTS = [
    make_document(
        "b/routers.md",
        "Routers",
        "2018-10-26",
        History="Vela replaced Orion as the default router of all depots. It was written in C++ up north.",
        Use="A router looks up the nearest depot and sends the parcel there. It restarts at night.",
    ),
    make_document(
        "a/depots.md",
        "Depots",
        "2020",
        Storage="Parcels are kept on shelves until a van collects them. Fragile ones stand below.",
        Staff="Each depot employs four people and a cat, and the cat catches mice.",
    ),
    make_document("c/undated.md", "Notes", None, Weather="It rained for a week and the vans were late."),
]
ENTITIES = {
    "b/routers.md": [(Span(9, 13), "urn:Vela"), (Span(23, 28), "urn:Orion")],
    "c/undated.md": [(Span(9, 11), "urn:Rain")],
}


@dataclass(frozen=True)
class CountingEncoder:
    """The real encoder, keeping count of the texts it is given."""

    encoder: Encoder
    seen: list[str]

    @property
    def name(self) -> str:
        return self.encoder.name

    @property
    def dimension(self) -> int:
        return self.encoder.dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.seen.extend(texts)
        return self.encoder.encode(texts)

    def encode_tokens(self, texts: Sequence[str]) -> list[Encoding]:
        self.seen.extend(texts)
        return self.encoder.encode_tokens(texts)


@dataclass(frozen=True)
class RenamedEncoder(CountingEncoder):
    """The same under another name."""

    @property
    def name(self) -> str:
        return "another@1"


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="module")
def index(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> PassageIndex:
    folder = tmp_path_factory.mktemp("index")
    return build_passages(DOCUMENTS, ENTITIES, encoder, folder / "passages", folder / "cache")


def read_folder(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("what replaced Orion?", "Vela replaced Orion"),
        ("router in C++", "Vela replaced Orion"),
        ("where are packages stored?", "Parcels are kept"),
        ("which animals work there", "a cat"),
        ("bad weather", "It rained"),
    ],
)
def test_the_best_passage_is_first(index: PassageIndex, question: str, part: str) -> None:
    hits = index.search(question)
    assert part in hits[0].passage.text
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert all(1 >= hit.score >= later.score >= 0 for hit, later in pairwise(hits))


def meet(index: PassageIndex, question: str, passage: Passage) -> NDArray[np.float32]:
    """Return how well each sentence of a passage meets a question: the mean over its tokens."""
    _, (met,) = index.meet_sentences(question, [passage])
    return met.mean(axis=0)


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("what did Vela take the place of?", "Vela replaced Orion"),
        ("which language was it programmed in?", "written in C++"),
        ("how many employees are there?", "four people"),
        ("what goes below?", "Fragile ones"),
    ],
)
def test_a_second_look_finds_the_sentence(index: PassageIndex, question: str, part: str) -> None:
    scored = [
        (float(score), span.of(document.text))
        for document in DOCUMENTS
        for passage in index.passages
        if passage.document == document.name
        for score, span in zip(meet(index, question, passage), passage.sentences, strict=True)
    ]
    assert part in max(scored)[1]
    assert all(-1 <= score <= 1 for score, _ in scored)


def test_one_question_is_encoded_once(encoder: Encoder, tmp_path: Path) -> None:
    counting = CountingEncoder(encoder, [])
    index = build_passages(DOCUMENTS, {}, counting, tmp_path / "passages", tmp_path / "cache")
    counting.seen.clear()
    hits = index.search("what replaced Orion?") + index.search("what replaced Orion?", 3, ["urn:Vela"])
    index.meet_sentences("what replaced Orion?", [hit.passage for hit in hits])
    assert counting.seen == ["what replaced Orion?"]


def test_sentences_beyond_the_encoders_reach_count_as_the_others(encoder: Encoder, tmp_path: Path) -> None:
    words = "Zq. " + "Zxq vbn wrt plk mnb. " * 45
    index = build_passages([make_document("a.md", "A", None, B=words)], {}, encoder, tmp_path / "p", tmp_path / "c")
    passage = index.passages[0]
    scores = meet(index, "vbn wrt", passage)
    assert len(scores) == len(passage.sentences) > 2
    assert 0 < scores[-1] <= scores.max()
    assert index.meet_sentences("", [passage])[1][0].shape == (0, len(passage.sentences))
    assert index.meet_sentences("vbn wrt", [])[1] == []


def test_few_and_no_results_can_be_asked_for(index: PassageIndex) -> None:
    assert len(index.search("router", top_k=2)) == 2
    assert len(index.search("router", top_k=50)) == 5
    assert index.search("router", top_k=0) == []
    assert index.search("  ") == []


def test_a_question_about_something_else_scores_low(index: PassageIndex) -> None:
    assert index.search("quarterly revenue of a bank")[0].score < 0.2 < index.search("what replaced Orion?")[0].score


def test_passages_that_mention_the_entities_rank_higher(index: PassageIndex) -> None:
    plain = {hit.passage.text: hit.score for hit in index.search("the one that came before")}
    boosted = {hit.passage.text: hit.score for hit in index.search("the one that came before", entities=["urn:Vela"])}
    for text, score in boosted.items():
        assert (score > plain[text]) == text.startswith("Vela")
    assert index.search("router", entities=["urn:unknown"]) == index.search("router")


def test_later_documents_are_left_out(index: PassageIndex) -> None:
    def find_names(as_of: str) -> set[str]:
        return {hit.passage.document for hit in index.search("depot", as_of=as_of)}

    assert find_names("2018-10-25") == {"c/undated.md"}
    assert find_names("2018-10-26") == {"b/routers.md", "c/undated.md"}
    assert find_names("2020-01-01") == {"a/depots.md", "b/routers.md", "c/undated.md"}


def test_equal_passages_come_in_the_order_of_documents(encoder: Encoder, tmp_path: Path) -> None:
    twins = [make_document(name, "Twin", None, Same="Two of a kind.") for name in ("z.md", "m.md", "a.md")]
    index = build_passages(twins, {}, encoder, tmp_path / "passages", tmp_path / "cache")
    hits = index.search("kind")
    assert [hit.passage.document for hit in hits] == ["a.md", "m.md", "z.md"]
    assert len({hit.score for hit in hits}) == 1


def test_passages_are_a_sequence_and_read_back_whole(index: PassageIndex) -> None:
    assert len(index.passages) == 5
    assert [passage.document for passage in index.passages] == ["a/depots.md"] * 2 + ["b/routers.md"] * 2 + [
        "c/undated.md"
    ]
    history = index.passages[2]
    assert (history.title, history.date, history.section) == ("Routers", "2018-10-26", ("History",))
    assert history.entities == ("urn:Orion", "urn:Vela")
    assert [span.of(DOCUMENTS[0].text)[:6] for span in history.sentences] == ["Vela r", "It was"]
    assert history.span.of(DOCUMENTS[0].text) == history.text
    assert index.passages[-1] == index.passages[4]
    assert index.passages[1:3] == [index.passages[1], index.passages[2]]
    with pytest.raises(IndexError):
        index.passages[5]


def test_the_passage_at_a_span_is_the_one_that_shares_most(index: PassageIndex) -> None:
    first, second = index.passages[2], index.passages[3]
    for passage in (first, second):
        for sentence in passage.sentences:
            assert index.passage_at("b/routers.md", sentence) == passage
    across = Span(first.span.end - 3, second.span.start + 10)
    assert index.passage_at("b/routers.md", across) == second
    assert index.passage_at("b/routers.md", Span(0, 3)) is None  # a heading
    assert index.passage_at("b/routers.md", Span(9000, 9001)) is None
    assert index.passage_at("nowhere.md", Span(0, 3)) is None


def test_only_new_passages_are_encoded(encoder: Encoder, tmp_path: Path) -> None:
    counting = CountingEncoder(encoder, [])
    told: list[tuple[int, int]] = []
    build_passages(DOCUMENTS[:2], {}, counting, tmp_path / "one", tmp_path / "cache", lambda *done: told.append(done))
    assert (len(counting.seen), told) == (4, [(4, 4)])
    counting.seen.clear()
    build_passages(DOCUMENTS, {}, counting, tmp_path / "two", tmp_path / "cache")
    assert counting.seen == ["Notes - Weather: It rained for a week and the vans were late."]


def test_any_way_to_the_same_documents_gives_the_same_bytes(encoder: Encoder, tmp_path: Path) -> None:
    def build(documents: Sequence[Document], name: str) -> None:
        build_passages(documents, ENTITIES, encoder, tmp_path / name / "passages", tmp_path / name / "cache")

    build(DOCUMENTS, "fresh")
    for documents in ([DOCUMENTS[2]], DOCUMENTS[1:], [], DOCUMENTS[::-1]):
        build(documents, "grown")
    assert read_folder(tmp_path / "fresh") == read_folder(tmp_path / "grown")


def test_a_cache_that_cannot_be_written_whole_leaves_nothing(encoder: Encoder, tmp_path: Path) -> None:
    cache = EmbeddingCache(tmp_path, encoder)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            cache.encode(["Vela routes.", "Orion stores."])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_embedding_cache_is_made_again(encoder: Encoder, tmp_path: Path) -> None:
    build_passages(DOCUMENTS, ENTITIES, encoder, tmp_path / "one", tmp_path / "cache")
    whole = read_folder(tmp_path / "cache")
    (path,) = (tmp_path / "cache").iterdir()
    for content in (b"", b"{}\n", path.read_bytes()[:-7]):
        path.write_bytes(content)
        build_passages(DOCUMENTS, ENTITIES, encoder, tmp_path / "two", tmp_path / "cache")
        assert read_folder(tmp_path / "cache") == whole


def test_an_index_without_passages_works(encoder: Encoder, tmp_path: Path) -> None:
    build_passages([], {}, encoder, tmp_path / "empty", tmp_path / "cache")
    index = PassageIndex.load(tmp_path / "empty", encoder)
    assert list(index.passages) == index.search("anything", entities=["urn:Vela"], as_of="2020-01-01") == []
    assert index.passage_at("a.md", Span(0, 5)) is None


def test_the_index_of_another_encoder_is_refused(encoder: Encoder, tmp_path: Path) -> None:
    build_passages(DOCUMENTS, {}, encoder, tmp_path / "passages", tmp_path / "cache")
    with pytest.raises(EncoderError, match=f"encoded by {encoder.name}.*is another@1"):
        PassageIndex.load(tmp_path / "passages", RenamedEncoder(encoder, []))


@pytest.mark.parametrize(
    "part", ["index.json", "passages.jsonl", "vectors.faiss", "tokens/codes.npy", "words/scores.npy", "entities.json"]
)
def test_a_damaged_index_is_told(encoder: Encoder, tmp_path: Path, part: str) -> None:
    build_passages(DOCUMENTS, {}, encoder, tmp_path / "passages", tmp_path / "cache")
    (tmp_path / "passages" / part).write_bytes(b"")
    with pytest.raises(DataFolderError, match=r"passage index cannot be read .* Run `kg build` again"):
        PassageIndex.load(tmp_path / "passages", encoder)


def test_texts_that_are_no_unicode_are_kept(encoder: Encoder, tmp_path: Path) -> None:
    odd = make_document("odd.md", "Odd \ud800", None, Odd="A lone surrogate \ud800, a line\u2028mark and a \x00 byte.")
    index = build_passages([odd], {}, encoder, tmp_path / "passages", tmp_path / "cache")
    assert index.passages[0].text == odd.text.split("\n\n")[1]
    assert index.search("surrogate")[0].passage == index.passages[0]
