"""Sentences: those of the passages found, with what says what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from indexer.passages import Passage
from kg.documents import CELL_GAP, Span

_LISTING = re.compile(
    r"\b(includ\w+|such as|e\.g\.|for example|like|namely|are|among|between)\b.*\w, .*\b(and|or)\b|:\s*$", re.IGNORECASE
)
# A heading that runs into its paragraph, and a sentence that breaks off: "Mary voted against."
_RUN_IN = re.compile(
    r"(?!(?:the|an?|it|he|she|they|we|you|this|these)\b)(?!.*\b(?:is|are|was|were|has|have)\b)"
    r"[^\W\d_][^\s.:?!]*(?: [^\s.:?!]+){0,3}[.:]",
    re.IGNORECASE,
)
# An item of a list that begins with what it tells of: "Acme - a maker of saws. We use Dyno ...".
_ITEM = re.compile(r"(?:[^\W\d_][^\s.:?!]*|\d\w*)(?: [^\s.:?!]+){0,4}(?: [-–—] |: )\S")
_LONGEST_INITIALS = 5
_FEW = 3
_BREAKS_OFF = re.compile(r"\b(?:against|for|to|of|with|from|instead|in favou?r)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage with its fit to a question.

    `score` ranks. `coverage`: the weighted share of the question's words that it holds, in [0, 1]. `meeting`: how
    well it meets the question token by token (`TokenCodes`). `words`: those of the question's words that the
    sentence, its passage's names or its headings hold. `met`: how near it comes to each word of the question.
    `lead`: a sentence before it that says what it is about, where that is no heading of its own (`find_leads`).
    """

    passage: Passage
    span: Span
    text: str
    score: float
    coverage: float
    words: frozenset[str]
    meeting: float = 0.0
    met: tuple[float, ...] = ()
    lead: Span | None = None

    @property
    def leads_in(self) -> bool:
        """Whether it leads into what stands behind it, and is nothing without that."""
        return self.text.rstrip().endswith(":")

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands above the sentence: the headings of its passage, and what it leans on before it."""
        return (
            self.passage.headings if self.lead is None else (*self.passage.headings, span_text(self.passage, self.lead))
        )

    @property
    def around(self) -> tuple[str, ...]:
        """What tells what the sentence is about beside its own words: the headings above it, and the file's name."""
        return (*self.headings, self.passage.file_words)

    @property
    def referents(self) -> dict[int, str]:
        """Where in `text` a subject such as "it" stands for which entity (IRI)."""
        referents = self.passage.referents
        return {span.start - self.span.start: iri for span, iri in referents if self.span.holds(span)}


def find_leads(passage: Passage) -> list[int | None]:
    """Return for each sentence of a passage the number of the one that says what it is about, where one does.

    The first words of a line are a heading of their own ("Fees. They rise in May."), an item of a list begins with what
    all of it tells of ("Acme - a maker of saws. We use Dyno."), and a sentence that breaks off at a preposition
    leans on the one before it ("Fees rise. Ann voted against."). Before a command stands what it does. What has no
    other lead answers the question before it, to the end of the paragraph that begins there.
    """
    leads = _find_own_leads(passage)
    asked: int | None = None
    for number, span in enumerate(passage.sentences):
        if asks(span_text(passage, span)):
            asked = number
        elif asked is not None and number - 1 != asked and _begins_line(passage, number):
            asked = None
        elif leads[number] is None:
            leads[number] = asked
    return leads


def _begins_line(passage: Passage, number: int) -> bool:
    """Tell whether a sentence of a passage, by its number, is the first of its line."""
    before, span = passage.sentences[number - 1] if number else None, passage.sentences[number]
    return before is None or "\n" in span_text(passage, Span(before.end, span.start))


def _find_own_leads(passage: Passage) -> list[int | None]:
    """Return the leads of sentences but for questions (`find_leads`)."""
    leads: list[int | None] = []
    opening: int | None = None
    said: int | None = None
    outer: int | None = None  # the item that those inside it belong to
    for number, span in enumerate(passage.sentences):
        text = span_text(passage, span)
        if passage.has_command(span):
            leads.append(said)
            continue
        said = number
        if _begins_line(passage, number):
            is_inner = span.start in passage.inner
            outer = outer if is_inner else number
            opening = number if _RUN_IN.fullmatch(text) or _ITEM.match(text) else None
            leads.append(outer if is_inner else None)
        else:
            leads.append(number - 1 if _BREAKS_OFF.search(text) else opening)
    return leads


def find_lead_ins(passage: Passage) -> list[int | None]:
    """Return for each line of a list in a passage the number of the sentence that leads into the list."""
    lead_ins: list[int | None] = [None] * len(passage.sentences)
    listing: int | None = None
    for number, (before, span) in enumerate(pairwise(passage.sentences), 1):
        gap = span_text(passage, Span(before.end, span.start))
        if "\n" in gap and span_text(passage, before).rstrip().endswith(":"):
            listing = number - 1
        elif gap.count("\n") > 1:
            listing = None
        lead_ins[number] = listing
    return lead_ins


def sort_sentences(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Return sentences, the best first; of equals in the order of documents."""
    return sorted(sentences, key=lambda sentence: (-sentence.score, sentence.passage.document, sentence.span))


def span_text(passage: Passage, span: Span) -> str:
    """Return the words of a passage under a span of its document."""
    return passage.text[span.start - passage.span.start : span.end - passage.span.start]


def find_row(sentence: Sentence) -> str:
    """Return the whole row of a table that a sentence stands in, its own words where it stands in none."""
    if CELL_GAP not in sentence.text:
        return sentence.text
    start = sentence.span.start - sentence.passage.span.start
    return sentence.text + sentence.passage.text[start + len(sentence.text) :].split("\n", 1)[0]


def count_characters(sentences: Iterable[Sentence]) -> int:
    """Return how many characters sentences have."""
    return sum(len(sentence.text) for sentence in sentences)


def asks(text: str) -> bool:
    """Tell whether a sentence is a question, and so no answer to one."""
    return text.rstrip().endswith("?")


def is_shouted(text: str) -> bool:
    """Tell whether a text is a title in capitals, which says nothing.

    >>> is_shouted("ACME ORDERS NEW SAWS - Oslo, 3 May"), is_shouted("Runs on AWS GCP IBM OCI"), is_shouted("CNCF")
    (True, False, False)
    """
    if text.rstrip().endswith((".", "!")):
        return False
    words = [word for word in text.split() if word.isalpha()]
    loud = [word for word in words if word.isupper()]
    return len(loud) > len(words) / 2 and max(map(len, loud), default=0) > _LONGEST_INITIALS


def is_bare_list(text: str) -> bool:
    """Tell whether a text is names with commas between them and nothing else, as tags are.

    >>> [is_bare_list(text) for text in ("Gateways, Proxies, Cloud Native, Mesh", "It proxies A, B, C and D.", "A, B")]
    [True, False, False]
    """
    pieces = text.strip().split(",")
    return len(pieces) > _FEW and not text.rstrip().endswith(".") and all(len(p.split()) <= _FEW for p in pieces)


def states_nothing(text: str) -> bool:
    """Tell whether a text is a question or a title in capitals, and so no answer to anything."""
    return asks(text) or is_shouted(text)


def lists(text: str) -> bool:
    """Tell whether a sentence lists things or leads into a list."""
    return _LISTING.search(text) is not None
