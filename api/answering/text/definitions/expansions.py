"""Other names: what initials stand for, what a thing is called for short, its names beside the one asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from api.answering.graph.plans.queries import to_select
from api.answering.graph.plans.values import to_string
from api.answering.model import MAX_ANSWER, Answer, Term
from api.answering.question.reading import Reading
from api.answering.text.sentences.prose import write_sentences
from api.answering.text.sentences.sentences import Sentence, span_text
from indexer.passages import Hit
from indexer.search import PassageIndex
from kg.naming.aliases import LEFT_OUT_OF_INITIALS
from kg.store import GraphStore

TOP = 12
# How far to look where a name stands in more passages than write it out.
DEEP = 300
LONGEST_INITIALS = 6
_SHORT_FOR = re.compile(
    r"\b(?P<short>(?=\w*[A-Z])\w[\w.]{1,11}),? \(?(?:stands for|(?:is |an? |the |in |are )*"
    r"(?:short|abbreviation|acronym|short form|shorthand) (?:for|of)) "
    r"(?P<long>[^.;,()]+)"
)
_LEFT_OUT = LEFT_OUT_OF_INITIALS | {"as"}
_WORD = r"(?:(?:the|a|an)\s+)?(?:(?:terms?|words?|names?|abbreviations?|acronyms?|letters|initials)\s+)?"
_NAME = rf"{_WORD}[\"“']?(?P<name>[^?\"”']+?)[\"”']?"
_BE_THE = r"(?:wh?at(?:\s+is|\s+are|'s)\s+)?(?:the\s+)?"


class NameKind(StrEnum):
    """Which other name of a thing is asked for."""

    LONG = "long"  # what initials stand for
    MEANT = "mean"  # the same, asked as "what does X mean"
    SHORT = "short"
    OTHER = "other"


# What a question for another name looks like, by the name that it asks for.
_FORMS = {
    NameKind.LONG: (
        rf"wh?at\s+(?:do|does|did)\s+{_NAME}\s+stand\s+for",
        rf"wh?at\s+(?:is|are|was)\s+{_NAME}\s+(?:short|an? \w+|the \w+)\s+for",
        rf"(?:what\s+is\s+)?the\s+(?:full|long)\s+(?:name|form)\s+of\s+{_NAME}",
        rf"{_NAME}\s+(?:stands\s+for(?:\s+what)?|(?:full|long)\s+(?:name|form)|expansion)",
    ),
    NameKind.MEANT: (rf"wh?at\s+(?:do|does)\s+{_NAME}\s+mean",),
    NameKind.SHORT: (
        rf"{_BE_THE}(?:abbreviations?|acronyms?|initials|short\s+(?:name|form))\s+(?:of|for)\s+{_NAME}",
        rf"how\s+is\s+{_NAME}\s+(?:abbreviated|shortened)",
    ),
    NameKind.OTHER: (
        rf"{_BE_THE}(?:other|alternative|second)\s+names?\s+(?:of|for)\s+{_NAME}",
        rf"wh?at\s+else\s+is\s+{_NAME}\s+(?:called|known\s+as)",
        rf"(?:by|under)\s+wh?(?:at|ich)\s+other\s+names?\s+is\s+{_NAME}\s+(?:also\s+)?(?:known|called)",
        rf"wh?at\s+is\s+{_NAME}\s+also\s+(?:called|known\s+as)",
    ),
}
_ASKED = tuple((kind, re.compile(rf"^{form}$", re.IGNORECASE)) for kind, forms in _FORMS.items() for form in forms)
_SAID = {
    NameKind.LONG: "stands for {}", NameKind.MEANT: "stands for {}", NameKind.SHORT: "is called {} for short",
    NameKind.OTHER: "is also called {}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AskedName:
    """Which other name of `name` a question asks for."""

    kind: NameKind
    name: str

    @property
    def spells_initials(self) -> bool:
        """Whether the question asks what initials stand for, and for nothing else."""
        return self.kind is NameKind.LONG and " " not in self.name


@dataclass(frozen=True, slots=True)
class _Name:
    """Another name with the sentence that shows it; `iri`: the entity whose label or alias it is."""

    text: str
    sentence: Sentence
    iri: str | None = None


class ExpansionAnswerer:
    """Answer "what does X stand for", "what is the abbreviation of X", "what is the other name of X"."""

    def __init__(self, index: PassageIndex, graph: GraphStore) -> None:
        self._index = index
        self._graph = graph

    def answer(self, reading: Reading, asked: AskedName) -> Answer | None:
        """Return the names asked for, each shown by a sentence that holds both, or None."""
        kind, name = asked.kind, asked.name
        if kind is NameKind.MEANT and not _is_short(name):
            return None
        iri = next((m.entity.iri for m in reading.mentions if m.surface.lower() == name.lower()), None)
        for depth in (TOP, DEEP):
            hits = self._index.search(name, depth, [iri] if iri else [])
            found = self._find(kind, name, iri, hits)
            if found:
                break
        if not found:
            return None
        hits = hits[:TOP]
        answer = write_sentences(self._index, reading, hits, [found[0].sentence], confidence=0.9)
        names = tuple(dict.fromkeys(one.text for one in found))
        mark = f" [{answer.citations[0].id}]" if answer.citations else ""
        lead = f"{name} {_SAID[kind].format(' and '.join(names))}"
        repeats = lead.lower() in answer.answer.lower()  # the sentence says no more
        told = answer.answer if repeats else f"{lead}{mark}. {answer.answer}"
        return answer.model_copy(
            update={
                "answer": told[:MAX_ANSWER],
                "items": [Term(label=label, type="string") for label in names],
                "sparql": _to_query(iri, names) if iri and all(one.iri for one in found) else None,
            }
        )

    def _find(self, kind: NameKind, name: str, iri: str | None, hits: Sequence[Hit]) -> list[_Name]:
        """Return the names of the kind asked for that sentences show beside the one given."""
        known = [other for other in self._names_of(iri) if other.lower() != name.lower()] if iri else []
        fitting = [other for other in known if _fits(kind, name, other)]
        shown = [
            _Name(other, sentence, iri)
            for other in fitting
            if (sentence := _find_beside(name, other, hits)) is not None
        ]
        if shown or kind is NameKind.OTHER:
            return shown
        expanded = next(([found] for hit in hits for found in self._expand(kind, name, hit)), [])
        return expanded or (_find_full_name(name, hits) if kind is NameKind.LONG and name.isupper() else [])

    def _expand(self, kind: NameKind, name: str, hit: Hit) -> Iterator[_Name]:
        """Yield what a passage writes out for initials, in brackets or before them."""
        for sentence in _sentences(hit):
            for long, short in find_expansions(sentence.text):
                if kind is not NameKind.SHORT and short.lower().rstrip("s") == name.lower().rstrip("s"):
                    yield _Name(long, sentence)
                elif kind is NameKind.SHORT and long.lower() == name.lower():
                    yield _Name(short, sentence)

    def _names_of(self, iri: str | None) -> list[str]:
        query = f"SELECT DISTINCT ?n WHERE {{ <{iri}> skos:prefLabel|skos:altLabel ?n }} ORDER BY ?n"
        return [row["n"].value for row in self._graph.select(query)]


def find_asked_name(reading: Reading) -> AskedName | None:
    """Return which other name a question asks for, None where it asks for none."""
    found = next(((kind, m["name"].strip()) for kind, form in _ASKED if (m := form.match(reading.bare))), None)
    return AskedName(found[0], _spell(found[1], reading)) if found else None


def _spell(name: str, reading: Reading) -> str:
    """Return initials in small letters as they are written, where they name something: "tuf"."""
    named = any(m.surface == name for m in reading.mentions)
    return name.upper() if named and name.islower() and len(name) <= LONGEST_INITIALS else name


def find_expansions(text: str) -> list[tuple[str, str]]:
    """Return the words that a text writes out with their initials: "Long Name (LN)", "LN (Long Name)", "LN, Long Name".

    >>> find_expansions("The Technical Oversight Committee (TOC) votes on a PDB (Pod Disruption Budget).")
    [('Technical Oversight Committee', 'TOC'), ('Pod Disruption Budget', 'PDB')]
    >>> find_expansions("It is part of the CKA, certified Kubernetes administrator exam.")
    [('certified Kubernetes administrator', 'CKA')]
    >>> find_expansions("It is sent by the ZorbTelemetry Protocol (ZTLP).")
    [('ZorbTelemetry Protocol', 'ZTLP')]
    """
    found: list[tuple[str, str]] = []
    for match in re.finditer(r"(?P<before>[^()]*?)\((?P<inside>[^()]{2,60})\)", text):
        before, inside = match["before"].split(), match["inside"].strip()
        if before and _is_short(inside):
            windows = [
                [word.strip(',;:*"“”') for word in before[-length:]]
                for length in range(1, min(len(before), len(inside) + 3) + 1)
            ]
            for fits in (_initials_fit, _letters_fit):
                long = next((words for words in windows if fits(words, inside)), None)
                if long is not None:
                    found.append((" ".join(long), inside))
                    break
        elif before and _is_short(before[-1]) and _initials_fit(inside.split(), before[-1]):
            found.append((inside, before[-1]))
    for match in re.finditer(r"\b(?P<short>[A-Z]{2,6}), (?:or )?(?:the )?(?P<long>[^.;,()]+)", text):
        words, length = match["long"].split(), len(match["short"])
        if _initials_fit(words[:length], match["short"]):
            found.append((" ".join(words[:length]), match["short"]))
    for match in _SHORT_FOR.finditer(text):
        found.append((match["long"].strip(" \"'“”‘’"), match["short"]))
    return found


def _is_short(name: str) -> bool:
    """Tell whether a name looks like initials: "TOC", "PDBs", "k8s"."""
    return bool(
        re.fullmatch(r"[A-Za-z]\d{1,2}[A-Za-z]", name) or re.fullmatch(r"[a-z]?[A-Z][A-Za-z]*[A-Z][A-Za-z]*", name)
    )


def _initials_fit(words: Sequence[str], short: str) -> bool:
    """Tell whether initials are those of some words, small words left out or not."""
    letters = short.rstrip("s").lower() if short[:-1].isupper() else short.lower()
    parts = [part for word in words for part in re.split(r"[-/]", word) if part]
    if not parts or parts[0][0].lower() != letters[0] or len(parts) < 2:
        return False
    every = "".join(part[0] for part in parts).lower()
    main = "".join(part[0] for part in parts if part.lower() not in _LEFT_OUT).lower()
    return letters in {every, main}


def _letters_fit(words: Sequence[str], short: str) -> bool:
    """Tell whether a short form is made of letters of some words, of each its first and maybe more, in their order.

    After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003).
    """
    if not words or not short:
        return not words and not short
    first, *rest = words
    return any(
        _begins_with(first.lower(), short[:length].lower()) and _letters_fit(rest, short[length:])
        for length in range(1, len(short) - len(rest) + 1)
    )


def _begins_with(word: str, letters: str) -> bool:
    """Tell whether a word begins with the first of some letters and holds the others behind it, in their order."""
    behind = iter(word[1:])
    return word[:1] == letters[0] and all(letter in behind for letter in letters[1:])


def _fits(kind: NameKind, name: str, other: str) -> bool:
    """Tell whether one name is the long or short form of another, or simply another name."""
    if kind is NameKind.OTHER:
        return other.lower().rstrip("s") != name.lower().rstrip("s")
    short, long = (name, other) if kind is not NameKind.SHORT else (other, name)
    numeral = re.fullmatch(r"([A-Za-z])(\d{1,2})([A-Za-z])", short)
    if numeral:
        return len(long) == int(numeral[2]) + 2 and long[0].lower() == short[0].lower()
    return _is_short(short) and _initials_fit(long.split(), short)


def _find_beside(name: str, other: str, hits: Sequence[Hit]) -> Sentence | None:
    """Return the first sentence that holds both names."""
    patterns = [re.compile(rf"(?<!\w){re.escape(one)}(?:e?s)?(?!\w)", re.IGNORECASE) for one in (name, other)]
    found = (s for hit in hits for s in _sentences(hit) if all(pattern.search(s.text) for pattern in patterns))
    return next(found, None)


def _find_full_name(name: str, hits: Sequence[Hit]) -> list[_Name]:
    """Return the name in full beside one in capitals, though its initials differ: "CERN, the European Organization"."""
    proper = r"[A-Z][\w-]+(?: (?:of|for|the|and|in|on))*"
    full = rf"{proper}(?: {proper})* [A-Z][\w-]+"
    written = re.compile(rf"\b{re.escape(name)}, the (?P<one>{full})[,.]|\b(?P<other>{full}) \({re.escape(name)}\)")
    found = ((s, m) for hit in hits for s in _sentences(hit) if (m := written.search(s.text)))
    return next(([_Name(m["one"] or m["other"], sentence)] for sentence, m in found), [])


def _sentences(hit: Hit) -> Iterator[Sentence]:
    for span in hit.passage.sentences:
        yield Sentence(hit.passage, span, span_text(hit.passage, span), hit.score, 1.0, frozenset())


def _to_query(iri: str, names: Sequence[str]) -> str:
    """Return the query that gives these names of an entity and no other."""
    values = ", ".join(map(to_string, names))
    called = f"  <{iri}> skos:prefLabel|skos:altLabel ?name .\n  BIND (STR(?name) AS ?item)"
    return to_select("?item", f"{called}\n  FILTER (?item IN ({values}))")
