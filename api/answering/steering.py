"""Steering: which words of a question say when, which not, in which order or of what sort, and whether they are read.

The account of the steps that answer with what records tell: a record says nothing of how good or loud a thing is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from api.answering.model import Answer
from api.answering.question.denials import find_denying
from api.answering.question.reading import Form, Reading
from api.answering.question.words.words import ADVERBS, EMPTY, SUPERLATIVES
from api.answering.selections.grammar import FURTHER, LIGHT, WORDS
from api.answering.selections.shape import Part, Shape
from indexer.tokens import find_tokens
from kg.statements import DATE_TYPES
from ontology import Ontology
from ontology.roles import PropertyRole

_DEGREE = re.compile(r"[a-z]{3,}est|best|worst")
_NO_DEGREES = frozenset(
    """request interest forest manifest harvest contest digest ingest invest attest suggest protest guest quest honest
    modest arrest crest chest""".split()
)
_COMPARING = frozenset("most least".split())
_PHRASE_OPENERS = frozenset("the a an any all some which what these those this that no many of such our your".split())
_TAKING = frozenset(["<level>", "<done>", "<noun>"])
_ORDERED = re.compile(r"\b(?:MIN|MAX|COUNT)\(|\bORDER BY\b")
_NEGATED = re.compile(r"\bNOT IN\b|\bMINUS\b|NOT EXISTS \{\n")
_SAME_TIME = re.compile(r"\b(?:on|in) the (?:very )?same (?:day|date|month|year)\b", re.IGNORECASE)
_FURTHER = re.compile(rf"\b(?:is|are) {FURTHER}\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
# What is not wholly so.
_HALF = frozenset("almost nearly partly half barely".split())
_NO_ATTRIBUTES = EMPTY | LIGHT | WORDS | ADVERBS | SUPERLATIVES
# The types of what an answer gives for a day: one that is told in words is a string.
DAY_TYPES = DATE_TYPES | {"string"}


def find_degrees(reading: Reading) -> list[int]:
    """Return the indices of the words that ask for what is so more or less than all the rest."""
    return [n for n in range(len(reading.words)) if n not in reading.named and _is_degree(n, reading)]


def find_attributes(parts: Sequence[Part]) -> list[Part]:
    """Return the unknown words that say of which sort the works or levels are that are named behind them."""
    found: list[Part] = []
    for n, part in enumerate(parts):
        if part.kind.startswith("<") or part.kind in _NO_ATTRIBUTES:
            continue
        end = n
        while end < len(parts) and not parts[end].kind.startswith("<") and parts[end].kind not in _NO_ATTRIBUTES:
            end += 1
        begun = n == 0 or parts[n - 1] in found or parts[n - 1].kind in _PHRASE_OPENERS | _COMPARING | SUPERLATIVES
        if begun and end < len(parts) and parts[end].kind in _TAKING:
            found.append(part)
    return found


def heeds(reading: Reading, shape: Callable[[Reading], Shape], answer: Answer, ontology: Ontology) -> bool:
    """Tell whether an answer that rests on records alone reads what steers its question, of which `shape` is one."""
    texts = [citation.text for citation in answer.citations]
    if _compares_days(reading) and answer.facts and not _says_same(answer):
        return False  # facts one by one say nothing of two days
    if _FURTHER.search(reading.text) and not _asks_further(answer, ontology):
        return False
    if not texts or not all(citation.of_record for citation in answer.citations):
        return True
    query = answer.sparql or ""
    said = {token for text in texts for token in find_tokens(text)}
    ranked = "?rank" in query  # "the most mature project"
    sort = [] if ranked else find_attributes(shape(reading).parts)
    if any(said.isdisjoint(find_tokens(word.text)) for p in sort for word in reading.words[p.first : p.last + 1]):
        return False
    if not _HALF.isdisjoint(reading.lowers) or any(name not in said for name in _find_unknown_names(reading)):
        return False
    if not ranked and find_degrees(reading) and _ORDERED.search(query) is None:
        return False
    if reading.form is Form.OPEN and find_denying(reading) and not reading.excluded and not _NEGATED.search(query):
        return False
    return not reading.years or _keeps_to(reading, query, answer, ontology)


def _compares_days(reading: Reading) -> bool:
    """Tell whether a question is whether things happened at the same time."""
    return reading.form is Form.BOOLEAN and _SAME_TIME.search(reading.text) is not None


def _says_same(answer: Answer) -> bool:
    """Tell whether a citation itself says that something was at the same time."""
    return any("same" in (citation.quote or citation.text).lower() for citation in answer.citations)


def _asks_further(answer: Answer, ontology: Ontology) -> bool:
    """Tell whether the query of an answer is for what headings list besides their own."""
    further = (found.name for found in ontology.stated if PropertyRole.FURTHER in found.roles)
    return any(name in (answer.sparql or "") for name in further)


def _find_unknown_names(reading: Reading) -> list[str]:
    """Return the words, as the index compares them, that are written as names, and name nothing that is known."""
    first = {n for n, word in enumerate(reading.words) if n == 0 or reading.text[: word.start].rstrip()[-1:] in ".?!:"}
    unread = [n for n in reading.unnamed if n not in reading.worded and n not in first]
    return [token for n in unread if reading.words[n].text[:1].isupper() for token in reading.tokens([n])]


def _keeps_to(reading: Reading, query: str, answer: Answer, ontology: Ontology) -> bool:
    """Tell whether an answer keeps to the days that a question names: its query, or what it tells, has days."""
    years = {year for word in reading.years for year in _YEAR.findall(word)}
    if all(year in query for year in years):
        return True
    if reading.form is not Form.BOOLEAN:
        return all(
            any(year in told for told in (query, *(fact.object.label for fact in answer.facts))) for year in years
        )
    changing = {found.iri for found in ontology.changing}
    return any(fact.predicate.iri in changing or fact.object.type in DAY_TYPES for fact in answer.facts)


def _is_degree(n: int, reading: Reading) -> bool:
    lower = reading.lowers[n]
    if lower in _COMPARING:
        return n > 0 and reading.lowers[n - 1] in _PHRASE_OPENERS
    return lower in SUPERLATIVES or (_DEGREE.fullmatch(lower) is not None and lower not in _NO_DEGREES)
