"""The passage index: finds passages by their meaning, words, headings and entities."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.encoder import Encoder
from indexer.keywords import KeywordIndex
from indexer.passage_file import PassageFile, save_passages
from indexer.passages import Hit, Passage, to_context, to_indexed_text
from indexer.token_codes import CodedText, TokenCodes, to_coded
from indexer.vectors import FaissIndex, VectorIndex
from kg.documents import Span
from kg.errors import DataFolderError, EncoderError

# Meaning and words in equal parts, as absolute scores: level with reciprocal rank fusion or better
# (benchmarks/retrieval.py), and a low score tells that nothing fits. The others decide between near equals.
MEANING_WEIGHT = 0.5
WORDS_WEIGHT = 0.5
HEADING_WEIGHT = 0.1
ENTITY_WEIGHT = 0.05

_POOL = 100
_RARE = 200
_REMEMBERED = 16
# What parts a name from what a title says of it.
_TITLE_BREAK = re.compile(r":\s|\s[-–—|(]")
_SETTINGS = "index.json"
_ENTITIES = "entities.json"
_VECTORS = "vectors.faiss"


class PassageIndex:
    """Passages with their vectors and words, read from a folder that `build` wrote."""

    def __init__(
        self,
        passages: PassageFile,
        encoder: Encoder,
        vectors: VectorIndex,
        words: KeywordIndex,
        headings: KeywordIndex,
        heading_numbers: NDArray[np.int32],
        mentions: dict[str, list[int]],
        tokens: TokenCodes,
    ) -> None:
        """Put the parts together; `load` is the usual way."""
        self._passages = passages
        self._vectors = vectors
        self._words = words
        self._headings = headings
        self._heading_numbers = heading_numbers
        self._mentions = mentions
        self._tokens = tokens
        # Several steps of an answer look up one question: it is encoded once.
        self._encode = lru_cache(maxsize=_REMEMBERED)(lambda text: to_coded(encoder.encode_tokens([text])[0]))
        self._count_tokens = lru_cache(maxsize=_REMEMBERED)(
            lambda word: sum(end > start for start, end in encoder.encode_tokens([word])[0].spans)
        )

    @classmethod
    def build(
        cls, passages: Sequence[Passage], coded: Sequence[CodedText], folder: Path, encoder: Encoder
    ) -> PassageIndex:
        """Write the index of `passages` into `folder` and return it.

        `coded`: what `encoder` makes of the `to_indexed_text` of each passage. The order of the passages does
        not matter: the same ones give the same bytes.
        """
        order = sorted(range(len(passages)), key=lambda number: (passages[number].document, passages[number].span))
        ordered = [passages[number] for number in order]
        folder.mkdir(parents=True, exist_ok=True)
        save_passages(ordered, folder)
        vectors = FaissIndex(encoder.dimension)
        rows = [coded[number].embedding for number in order]
        vectors.add(np.array(rows, dtype=np.float32).reshape(len(order), encoder.dimension))
        vectors.save(folder / _VECTORS)
        texts = [to_indexed_text(passage) for passage in ordered]
        KeywordIndex.build(texts).save(_made(folder / "words"))
        TokenCodes.build(ordered, texts, [coded[number] for number in order]).save(_made(folder / "tokens"))
        contexts = [f"{to_context(passage)} {passage.file_words}" for passage in ordered]
        distinct = sorted(set(contexts))
        KeywordIndex.build(distinct).save(_made(folder / "headings"))
        numbers = {context: number for number, context in enumerate(distinct)}
        np.save(
            folder / "heading_numbers.npy",
            np.array([numbers[context] for context in contexts], dtype=np.int32),
        )
        mentions: dict[str, list[int]] = {}
        for position, passage in enumerate(ordered):
            for iri in passage.entities:
                mentions.setdefault(iri, []).append(position)
        _write_json(folder / _ENTITIES, dict(sorted(mentions.items())))
        _write_json(folder / _SETTINGS, {"encoder": encoder.name, "dimension": encoder.dimension})
        return cls.load(folder, encoder)

    @classmethod
    def load(cls, folder: Path, encoder: Encoder) -> PassageIndex:
        """Open an index.

        Raises EncoderError where another encoder made it, DataFolderError where it is damaged.
        """
        try:
            settings = _read_json(folder / _SETTINGS)
            if (settings["encoder"], settings["dimension"]) != (encoder.name, encoder.dimension):
                raise EncoderError(
                    f"{folder}: the passages were encoded by {settings['encoder']}, but the encoder in use "
                    f"is {encoder.name}. Name that encoder in the settings, or run `kg build` again."
                )
            return cls(
                PassageFile(folder),
                encoder,
                FaissIndex.load(folder / _VECTORS),
                KeywordIndex.load(folder / "words"),
                KeywordIndex.load(folder / "headings"),
                np.load(folder / "heading_numbers.npy"),
                _read_json(folder / _ENTITIES),
                TokenCodes.load(folder / "tokens"),
            )
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise DataFolderError(
                f"{folder}: the passage index cannot be read ({error}). Run `kg build` again."
            ) from error

    @property
    def passages(self) -> Sequence[Passage]:
        """All passages, in the order of documents and places."""
        return self._passages

    def passage_at(self, document: str, span: Span) -> Passage | None:
        """Return the passage of a document that holds `span` or shares most of it, or None."""
        return self._passages.passage_at(document, span)

    def mentioning(self, iri: str) -> list[Passage]:
        """Return the passages that mention an entity, in the order of documents and places."""
        return [self._passages[number] for number in self._mentions.get(iri, ())]

    def mentions(self, document: str, iri: str) -> bool:
        """Tell whether a document mentions an entity."""
        places = self._passages.places_of(document)
        found = self._mentions.get(iri, [])
        place = bisect_left(found, places.start)
        return place < len(found) and found[place] in places

    def share_of(self, document: str, iri: str) -> float:
        """Return in which share of a document's passages an entity is mentioned, in [0, 1]."""
        places = self._passages.places_of(document)
        found = self._mentions.get(iri, [])
        count = bisect_left(found, places.stop) - bisect_left(found, places.start)
        return count / len(places)

    def following(self, passage: Passage, count: int) -> list[Passage]:
        """Return up to `count` passages that follow one of this index in its document, under the same headings."""
        position = self._passages.position(passage)
        found = []
        for after in self._passages[position + 1 : position + 1 + count]:
            if (after.document, after.section) != (passage.document, passage.section):
                break
            found.append(after)
        return found

    def behind(self, passage: Passage) -> Iterator[Passage]:
        """Yield the passages that follow one of this index in its document, in the order of its text."""
        stop = self._passages.places_of(passage.document).stop
        return (self._passages[position] for position in range(self._passages.position(passage) + 1, stop))

    def preceding(self, passage: Passage) -> Passage | None:
        """Return the passage before one of this index in its document, under the same headings, or None."""
        position = self._passages.position(passage)
        before = self._passages[position - 1] if position else None
        if before is None or (before.document, before.section) != (passage.document, passage.section):
            return None
        return before

    def openings_of(self, name: str) -> list[Passage]:
        """Return the first passages of the documents about `name`: those so called, "NAME: what it does" among them."""
        return [self._passages[number] for number in self._openings.get(name.casefold(), ())]

    @cached_property
    def _openings(self) -> dict[str, list[int]]:
        """The positions of the documents' first passages by what their titles begin with, folded."""
        found: dict[str, list[int]] = {}
        for number in self._passages.firsts:
            title = self._passages[number].title.casefold().strip()
            for name in {title, _TITLE_BREAK.split(title, maxsplit=1)[0].strip()} - {""}:
                found.setdefault(name, []).append(number)
        return found

    def frequency(self, token: str) -> int:
        """Return in how many passages a word, as `indexer.tokens.find_tokens` gives it, stands."""
        return self._words.frequency(token)

    @property
    def vocabulary(self) -> Collection[str]:
        """The words that stand in the passages, as `indexer.tokens.find_tokens` gives them."""
        return self._words.vocabulary

    def reads_whole(self, word: str) -> bool:
        """Tell whether the encoder reads a word as one token: it knows common words so, and cuts others in pieces."""
        return self._count_tokens(word) == 1

    def find_like(self, text: str, top_k: int = 3) -> list[Passage]:
        """Return the passages that hold most of the words of a text, rare words first: cheap, for what repeats it."""
        return [self._passages[int(place)] for place in _find_best(self._words.score(text), top_k)]

    def search(
        self,
        text: str,
        top_k: int = 8,
        entities: Collection[str] = (),
        as_of: str | None = None,
        tabular: bool = False,
    ) -> list[Hit]:
        """Return the best `top_k` passages for `text`, equals in the order of documents and places.

        `entities`: IRIs that the text is about; passages that mention them rank higher. `as_of`: an ISO
        8601 day; passages of later documents are left out. `tabular`: only passages that hold rows of tables.
        Scores lie in [0, 1].
        """
        if not len(self._passages) or not text.strip() or top_k < 1:
            return []
        allowed = self._passages.find_dated(as_of) if as_of else None
        if tabular:
            allowed = self._passages.tabular if allowed is None else allowed & self._passages.tabular
        embedding = self._encode(text).embedding
        words = self._words.score(text)
        wanted = sorted(set(entities))
        candidates = self._find_candidates(embedding, words, wanted, max(_POOL, top_k), allowed)
        scores = (
            MEANING_WEIGHT * np.clip(self._vectors.score(embedding, candidates), 0, 1)
            + WORDS_WEIGHT * words[candidates]
            + HEADING_WEIGHT * self._headings.score(text)[self._heading_numbers[candidates]]
            + ENTITY_WEIGHT * self._score_mentions(candidates, wanted)
        )
        # Rounded, so that equal passages are equal in whatever order their parts were added up.
        order = np.lexsort((candidates, -np.round(scores, 5)))[:top_k]
        return [
            Hit(self._passages[int(candidates[number])], min(1.0, round(float(scores[number]), 5)), rank)
            for rank, number in enumerate(order, start=1)
        ]

    def meet_sentences(
        self, text: str, passages: Sequence[Passage]
    ) -> tuple[NDArray[np.uint16], list[NDArray[np.float32]]]:
        """Return where each token of `text` begins, and how near each sentence comes to it: see `TokenCodes.meet`.

        One array a passage of this index, of the shape (tokens, sentences). Dearer than `search` for each passage, and
        surer of the order: for a second look at its hits.
        """
        places = [(self._passages.position(passage), len(passage.sentences)) for passage in passages]
        coded = self._encode(text)
        return coded.places, self._tokens.meet(coded, places)

    def _find_candidates(
        self,
        embedding: NDArray[np.float32],
        words: NDArray[np.float32],
        entities: Sequence[str],
        pool: int,
        allowed: NDArray[np.bool_] | None,
    ) -> NDArray[np.int64]:
        """Return the positions worth a full score: the best of either index, and rare mentions."""
        near, _ = self._vectors.search(embedding, pool, allowed)
        found = [near, _find_best(words if allowed is None else words * allowed, pool)]
        for iri in entities:
            positions = np.array(self._mentions.get(iri, ()), dtype=np.int64)
            # A name that stands everywhere tells nothing, and its passages would be most of the index.
            if len(positions) <= _RARE:
                found.append(positions if allowed is None else positions[allowed[positions]])
        return np.unique(np.concatenate(found))

    def _score_mentions(self, candidates: NDArray[np.int64], entities: Sequence[str]) -> NDArray[np.float32]:
        """Return the share of the entities that each candidate mentions."""
        shares = np.zeros(len(candidates), dtype=np.float32)
        for iri in entities:
            shares += np.isin(candidates, self._mentions.get(iri, ()))
        return shares / np.float32(max(1, len(entities)))


def _find_best(scores: NDArray[np.float32], pool: int) -> NDArray[np.int64]:
    """Return the positions of the `pool` highest scores above 0, equals by position."""
    positions = np.flatnonzero(scores > 0)
    order = np.argsort(-scores[positions], kind="stable")[:pool]
    return positions[order].astype(np.int64)


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


def _write_json(path: Path, values: object) -> None:
    path.write_text(json.dumps(values, ensure_ascii=False) + "\n", encoding="utf-8")


def _read_json(path: Path) -> dict:
    values: dict = json.loads(path.read_text(encoding="utf-8"))
    return values
