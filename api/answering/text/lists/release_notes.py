"""Release notes: what a version brought, told by the lines below its heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.answering.graph.facts.evidence import Citations
from api.answering.model import MAX_ANSWER, Answer, to_confidence
from api.answering.question.asked.held import is_of
from api.answering.question.reading import Form, Reading
from api.answering.text.lists.item_lines import MAX_ITEMS
from indexer.passages import Passage
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.documents import Span
from kg.language.releases import find_release, find_versions, read_release, to_bare_version

TOP = 12
DOCUMENTS = 3
CONFIDENCE = 0.8
# What a release does with something, by the headings of release notes; the last are those for whatever it did.
_DONE = tuple(
    frozenset(find_tokens(words))
    for words in (
        "added add new feature features introduced introduce", "fixed fix bug bugs", "removed remove dropped drop",
        "deprecated deprecate", "security", "breaking broke",
    )
)  # fmt: skip
_WHATEVER = frozenset(find_tokens("changed change changes different news updated improved release notes"))


class ReleaseNotesAnswerer:
    """Answer "what was fixed in version 1.2 of X" with the lines below the heading of that version."""

    def __init__(self, index: PassageIndex) -> None:
        self._index = index

    def answer(self, reading: Reading) -> Answer | None:
        """Return what stands below the heading of the one version that a question names, or None."""
        versions = find_versions(reading.text)
        tokens = frozenset(find_tokens(reading.text))
        done = [words for words in _DONE if words & tokens]
        asks = reading.form is Form.OPEN and reading.asks in {"what", "which"} and reading.answer_class is None
        if not asks or len(versions) != 1 or len(done) > 1 or not (done or _WHATEVER & tokens):
            return None
        hits = self._index.search(reading.spelled, TOP, reading.iris, reading.as_of_said)
        for document in list(dict.fromkeys(hit.passage.document for hit in hits))[:DOCUMENTS]:
            first = min((h.passage for h in hits if h.passage.document == document), key=lambda one: one.span)
            passages = [one for one in self._read(first) if _is_of(one, versions[0])]
            if passages and all(
                self._tells_of(first, mention.entity.iri, mention.names) for mention in reading.mentions
            ):
                told = list(_find_lines(passages, done[0] if done else None))
                return self._write(reading, passages, told) if told else None
        return None

    def _read(self, passage: Passage) -> list[Passage]:
        """Return all passages of a document."""
        first = self._index.passage_at(passage.document, Span(0, 1)) or passage
        return [first, *self._index.behind(first)]

    def _tells_of(self, passage: Passage, iri: str, names: Sequence[str]) -> bool:
        """Tell whether a document is about a thing: it mentions it, or its title or name says it."""
        said = frozenset(find_tokens(f"{passage.title} {passage.file_words}"))
        return self._index.mentions(passage.document, iri) or any(set(find_tokens(name)) <= said for name in names)

    def _write(self, reading: Reading, passages: Sequence[Passage], lines: Sequence[tuple[Passage, str]]) -> Answer:
        citations = Citations(self._index)
        told: list[str] = []
        for passage, line in lines[:MAX_ITEMS]:
            mark = citations.cite_passage(passage, CONFIDENCE)
            told.append(f"{line} [{mark}]")
        release = find_release(passages[0].section)
        lead = f"{release.version}: " if release is not None else ""
        return Answer(
            question=reading.text, status="answered", answer=f"{lead}{' '.join(told)}"[:MAX_ANSWER],
            citations=citations.all(), confidence=to_confidence(CONFIDENCE),
        )  # fmt: skip


def _is_of(passage: Passage, version: str) -> bool:
    """Tell whether a passage stands below the heading of a version."""
    release = find_release(passage.section)
    return release is not None and to_bare_version(release.version) == to_bare_version(version)


def _find_lines(passages: Sequence[Passage], done: frozenset[str] | None) -> Iterator[tuple[Passage, str]]:
    """Yield the lines that tell what a release did: below the heading that says so, else those that say so."""
    listed = [
        (passage, line.strip())
        for passage in passages
        for line in passage.text.split("\n")
        if line.strip() and read_release(line.strip()) is None
    ]
    if done is None:
        yield from listed
        return
    headed = [pair for pair in listed if done & frozenset(find_tokens(pair[0].section[-1]))]
    yield from headed or (pair for pair in listed if any(is_of(word, done) for word in find_tokens(pair[1])[:1]))
