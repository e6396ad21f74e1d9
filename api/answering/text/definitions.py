"""Definitions: what the documents say that a thing is, means or is for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType

from api.answering.graph.evidence import EvidenceReader, Source
from api.answering.model import Answer, Fact, Term
from api.answering.question.reading import Form, Mention, Reading
from api.answering.question.wanted import to_wanted
from api.answering.question.words import BE
from api.answering.text.antecedents import holds_any
from api.answering.text.defining import announces, defines, says_kind, signs
from api.answering.text.prose import are_alike, points_back, points_elsewhere, read_beside, write_sentences
from api.answering.text.retrieval import with_openings
from api.answering.text.sentences import Sentence, SentenceRanker, span_text
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.documents import Span
from ontology import Field
from ontology.names import KG
from ontology.roles import Role

TOP = 12
LONGEST_KIND = 300
STATED = 0.5
BEST_SCORE = 4.0
EXPANDED = 1.0
POINTING = 0.6
TAGLINE = 2.5
PURPOSE = 0.5
# Among how many first sentences of a page its tagline stands.
TAGLINES = 4
_PROPER = re.compile(r"[A-Z][^\s]+ [A-Z][^\s]+")
_TAGLINE = re.compile(r"an? (?:(?!\b(?:is|are|was|were|has|have|can|will)\b)[^.])+[.]?$", re.IGNORECASE)
# A sentence with a verb that looks like a plural: "An application talks to X".
_TELLS = re.compile(
    r"an? (?:(?!(?:of|for|to|in|on|with|by|from|at|that|which)\b)[\w-]+ ){1,3}[\w-]*[^\W_sui]s "
    r"(?:to|with|in|from|over|at|on|by|the|an?|its|their)\b",
    re.IGNORECASE,
)
MAX_LENGTH = 800
FOLLOWING = 3
LEADING = 3
OTHERS = 2
FURTHER = 300
SHORT_LINE = 50

_NAME = r"(?:(?:a|an|the)\s+)?(?P<name>.+?)"
_WHAT = r"wh?at(?:'s|s)?"
_IS = r"(?:is|are|was|were)"
_PEOPLE = r"(?:people|one|you|we|they|developers?|the documents?)"
_WORD = r"(?:(?:the\s+)?(?:terms?|words?|phrases?|names?|abbreviations?|acronyms?)\s+)?"
_PURPOSE = r"(?:supposed to (?:be|do|mean)|(?:all )?about|(?:good |used |useful |meant )?for|exactly)"
# What a question for a definition looks like, the narrower forms first; `name` is what is to be defined.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"^(?:in|within)\s+[^,]+,\s*{_WHAT}\s+{_IS}\s+{_NAME}$",
        rf"^{_WHAT}\s+(?:do|does|did)\s+{_PEOPLE}\s+mean\s+(?:by|with)\s+{_NAME}$",
        rf"^{_WHAT}\s+{_IS}\s+meant\s+(?:by|with)\s+{_NAME}$",
        rf"^{_WHAT}\s+(?:do|does)\s+{_WORD}{_NAME}\s+(?:mean|stand for|refer to|do|describe)(?:\s+in\s+.+)?$",
        rf"^{_WHAT}\s+{_IS}\s+{_NAME}\s+{_PURPOSE}(?:\s+(?:and|at|in|by|within|inside)\s+.+)?$",
        rf"^(?:define|explain|describe|tell me about|(?:the )?(?:definition|meaning) of)\s+{_NAME}$",
        rf"^(?:explain|describe|tell me)\s+what\s+{_NAME}\s+(?:is|are|means?|does)$",
        rf"^{_NAME}\s+(?:definition|meaning|explained)$",
        rf"^{_WHAT}\s+{_IS}\s+{_NAME},?\s+and\s+(?:why|how|what|when|where|who)\b.*$",
        rf"^(?:{_WHAT}\s+{_IS}|what(?:'s|s))\s+{_NAME}(?:,?\s+in\s+[^,]+)?$",
        rf"^who\s+{_IS}\s+{_NAME}$",
    )
)


_KIND = re.compile(
    rf"^(?:what|which)\s+(?:kind|type|sort)s?\s+of\s+.+?\s+{_IS}\s+{_NAME}(?:\s+supposed to be)?$", re.IGNORECASE
)
_EXAMPLES = re.compile(r"\b(?:like|such as|includ\w+|examples?|e\.g\.|called|known as|are|is) ", re.IGNORECASE)
_LINKS = frozenset("of in on for to by with and or that which who from at between as than".split())


@dataclass(frozen=True, slots=True)
class Focus:
    """The words of a question that name what is to be defined, with the entity where they name one."""

    name: str
    mention: Mention | None


def asks_what_kind_is(reading: Reading) -> bool:
    """Tell whether a question asks what a kind of thing is, and not for one to something: "what is an X chart"."""
    lowers = [word.lower for word in reading.words]
    asks = lowers[:1] == ["what"] and set(lowers[1:2]) <= BE and set(lowers[2:3]) <= {"a", "an"}
    return asks and len(lowers) <= 7 and not set(lowers) & _LINKS and not _words_verb(reading)


def _words_verb(reading: Reading) -> bool:
    return any(use.frame.part_of_speech == "verb" for use in reading.frames)


def find_focus(
    reading: Reading, forms: Sequence[re.Pattern[str]] = _FORMS, class_of: Mapping[str, str] = MappingProxyType({})
) -> Focus | None:
    """Return what a question wants defined, or None where it asks for something else.

    The question is of a form that asks what something is, and its name is the name of one thing or a bare phrase.
    `class_of`: the nouns that may stand beside a name of their class ("the X category").
    """
    text = re.sub(r"[?!.\s]+$", "", reading.text.replace("’", "'"))
    found = next((m for form in forms if (m := form.match(text))), None)
    if found is None or {word.lower for word in reading.words} & {"example", "examples"}:
        return None
    start, end = found.span("name")
    inside = [m for m in reading.mentions if reading.words[m.first].start < end and reading.words[m.last].end > start]
    words = [n for n, word in enumerate(reading.words) if start <= word.start and word.end <= end + 2]
    said = set(words) & set(reading.content)
    sorting = {n: class_of.get(reading.words[n].lower) for n in said}
    covering = next((m for m in inside if {sorting[n] for n in said - m.indices} <= {m.entity.type}), None)
    if covering is None and inside and not reading.frames:
        named = {n for m in inside for n in m.indices}
        joints = {reading.words[m.first - 1].lower for m in inside[1:]}
        if not set(words) & set(reading.content) - named and joints <= {"of", "in", "for"}:
            covering = inside[0]  # "the store of X" is told as the store
    if covering is not None:
        return Focus(covering.surface, covering)
    whole = not inside or (len(words) > 1 and (not reading.frames or asks_what_kind_is(reading)))  # "an X chart"
    if not whole or not 1 <= len(words) <= 4 or any(reading.words[n].lower in _LINKS for n in words):
        return None
    return Focus(text[start:end], None)


class DefinitionAnswerer:
    """Answer "what is X", "what does X mean", "what is X for" in the documents' own sentences."""

    def __init__(self, index: PassageIndex, evidence: EvidenceReader, field: Field) -> None:
        self._index = index
        self._evidence = evidence
        self._field = field
        self._ranker = SentenceRanker(index)

    def answer(self, reading: Reading) -> Answer | None:
        """Return the definition of what a question asks about, or None."""
        focus = find_focus(reading, class_of=self._field.lexicon.class_of)
        if focus is None or reading.form not in {Form.OPEN, Form.PASSAGE} or self._is_relation(reading, focus):
            return None
        level = focus.mention is not None and self._field.ontology.plays(focus.mention.entity.type, Role.LEVEL)
        if level and reading.years:
            return None  # "what was graduated in 2020" asks for what reached that level
        return self.define(reading, focus)

    def answer_kind(self, reading: Reading) -> Answer | None:
        """Answer "what kind of tool is X" with what a definition says that it is, or None."""
        if reading.form is not Form.OPEN:
            return None
        focus = find_focus(reading, (_KIND,))
        answer = None if focus is None else self.define(reading, focus, alone=True)
        says = focus is not None and answer is not None and says_kind(answer.answer, self.names_of(focus))
        return answer if says else None

    def answer_kinds(self, reading: Reading, kinds: Sequence[str]) -> Answer | None:
        """Answer "what kind of tools are A, B and C" with the sentence that names them as examples: "brokers like A".

        `kinds`: what the graph files them under; the sentence has to say something of it.
        """
        form = _KIND.match(re.sub(r"[?!.\s]+$", "", reading.text))
        named = [m for m in reading.mentions if form and reading.words[m.first].start >= form.start("name")]
        if len(named) < 2:
            return None
        hits = self._index.search(reading.spelled, TOP, [m.entity.iri for m in named], reading.as_of_said)
        names = [[frozenset(find_tokens(name)) for name in m.names] for m in named]
        said = {token for kind in kinds for token in find_tokens(kind)}
        ranked = self._ranker.rank(to_wanted(reading, self._field), hits)
        told = (
            s
            for s in ranked
            if _EXAMPLES.search(s.text)
            and all(holds_any(s.text, ways) for ways in names)
            and (not said or said & set(find_tokens(s.text)))
        )
        best = next((s for s in told if len(s.text) <= LONGEST_KIND), None)
        return write_sentences(self._index, reading, hits, [best], confidence=best.coverage) if best else None

    def define(self, reading: Reading, focus: Focus, alone: bool = False) -> Answer | None:
        """Return the sentences that define a name, or None; `alone`: the first of them and no more."""
        names = self.names_of(focus)
        iris = [focus.mention.entity.iri] if focus.mention else []
        hits = with_openings(
            self._index, self._index.search(reading.spelled, TOP, iris, reading.as_of_said), reading, names
        )
        ranked = self._ranker.rank(to_wanted(reading, self._field, names), hits)
        stated = self._stated(focus)
        saying = {id(sentence) for sentence in ranked if _states(sentence, stated)}
        opening = {p.span for name in names for p in self._index.openings_of(name)}
        taglines = {id(s) for s in ranked if s.passage.span in opening and _is_tagline(s)}
        if any(says_kind(s.text, names) for s in ranked):
            taglines = set()
        expands = {word.lower for word in reading.words} & {"stand", "stands", "abbreviation", "acronym"}
        purpose = any(word.lower == "for" for word in reading.words)
        ranked = sorted(
            ranked,
            key=lambda s: (
                -(
                    s.score
                    + (STATED if id(s) in saying else 0.0)
                    + (TAGLINE if id(s) in taglines or signs(s.text, names) else 0.0)
                    + (PURPOSE if purpose and _tells_use(s.text, names) else 0.0)
                    - (POINTING if s.text.rstrip().endswith(":") or points_elsewhere(s.text) else 0.0)
                    + (EXPANDED if expands and all(name.lower() in s.text.lower() for name in names) else 0.0)
                )
            ),
        )
        own = {token for name in names for token in find_tokens(name)}
        best = next(
            (
                s
                for s in ranked
                if id(s) in saying
                or id(s) in taglines
                or signs(s.text, names)
                or (_names(s, names, own) and _is_said(s.text))
            ),
            None,
        )
        # What is merely spoken of, as levels are of everything that has them, is not told what it is.
        named = focus.mention is not None and not self._field.ontology.plays(focus.mention.entity.type, Role.LEVEL)
        if best is None or (not named and not (id(best) in saying or defines(best.text, names))):
            return None
        told = [best] if alone or id(best) in taglines else _with_context(self._index, best)
        told += (
            []
            if alone
            else self._others(told, [s for s in ranked if id(s) in saying or defines(s.text, names, surely=True)])
        )
        answer = write_sentences(self._index, reading, hits, told, confidence=best.score / BEST_SCORE)
        facts = [
            Fact(
                subject=Term(label=source.subject.label, iri=source.subject.iri),
                predicate=Term(label="is defined as", iri=KG + source.predicate),
                object=Term(label=source.object.label),
                date=source.date,
                citations=[c.id for c in answer.citations if source.quote in c.text][:1],
            )
            for source in stated
            if any(source.quote in citation.text for citation in answer.citations)
        ]
        return answer.model_copy(update={"facts": facts[:4]})

    def _others(self, told: Sequence[Sentence], defining: Sequence[Sentence]) -> list[Sentence]:
        """Return what other documents say that it is, one sentence of each, where they say it in other words."""
        found: list[Sentence] = []
        for sentence in defining:
            known = {one.passage.document for one in (*told, *found)}
            if len(found) == OTHERS or sentence.passage.document in known or points_back(sentence.text):
                continue
            room = _length((*told, *found)) + len(sentence.text) <= MAX_LENGTH + FURTHER
            if room and not any(are_alike(sentence, one) for one in (*told, *found)):
                found.append(sentence)
        return found

    def _is_relation(self, reading: Reading, focus: Focus) -> bool:
        """Tell whether the question words a relation outside the name: "what is X called now"."""
        start = reading.text.replace("’", "'").find(focus.name)
        return any(
            use.frame.part_of_speech == "verb" and reading.words[use.first].start >= start + len(focus.name)
            and reading.words[use.first].lower not in {"mean", "means", "stand", "describe", "used", "do"}
            for use in reading.frames
        )  # fmt: skip

    def names_of(self, focus: Focus) -> list[str]:
        """Return the names to look for: as written, as the graph spells it, and the last word of a concept's."""
        if focus.mention is None:
            return [focus.name]
        names = [focus.name, *focus.mention.names]
        if len(focus.name.split()) > 1 and focus.mention.entity.type == "Concept":
            names.append(focus.name.split()[-1])
        return list(dict.fromkeys(names))

    def _stated(self, focus: Focus) -> list[Source]:
        if focus.mention is None:
            return []
        iri = focus.mention.entity.iri
        return [s for s in self._evidence.said_of(iri) if s.predicate == "definedAs"]


def _states(sentence: Sentence, stated: Sequence[Source]) -> bool:
    """Tell whether a sentence is the evidence of a definition, or stands in a record as the value that defines."""
    passage = sentence.passage
    return any(
        sentence.text == source.quote
        or (passage.opens_with_fields and passage.document == source.document and sentence.text in source.object.label)
        for source in stated
    )


def _names(sentence: Sentence, names: Sequence[str], own: Set[str]) -> bool:
    """Tell whether a sentence holds a name, in part where it is not that of a person: two words with capitals."""
    said = set(find_tokens(sentence.text))
    proper = all(_PROPER.fullmatch(name) for name in names)
    return any(set(find_tokens(name)) <= said for name in names) if proper else bool(own & said)


def _tells_use(text: str, names: Sequence[str]) -> bool:
    """Tell whether a sentence says of a name what it is used for."""
    ways = "|".join(re.escape(name) for name in names)
    return (
        re.search(rf"\b(?:{ways})\b[^.,;]{{0,30}}\b(?:used|meant|serves?) (?:for|to|as)\b", text, re.IGNORECASE)
        is not None
    )


def _is_tagline(sentence: Sentence) -> bool:
    """Tell whether a sentence says without a verb what its page is about: "A small database written in Go."."""
    first = sentence.passage.sentences[:TAGLINES]
    return sentence.span in first and _TAGLINE.match(sentence.text) is not None and not _TELLS.match(sentence.text)


def _is_said(text: str) -> bool:
    """Tell whether a line is a sentence, and not a heading or the name of a row."""
    return len(text) > SHORT_LINE or text.rstrip().endswith((".", "!", ";", ":"))


def _with_context(index: PassageIndex, best: Sentence) -> list[Sentence]:
    """Return a sentence with those that follow it, or with those before it where it sums them up."""
    if points_back(best.text):  # "All these together are called X": what they are stands before
        before = read_beside(index, best, LEADING, 0)
        return before[-next((n for n in range(len(before), 0, -1) if _length(before[-n:]) < MAX_LENGTH), 1) :]
    chosen: list[Sentence] = []
    first, *following = read_beside(index, best, 0, FOLLOWING)
    for sentence in following if following and announces(first.text) else (first, *following):
        if chosen and (sentence.text.rstrip().endswith(":") or points_elsewhere(sentence.text)):
            break  # a lead-in is nothing without its list
        if chosen and _begins_paragraph(chosen[-1], sentence) and not points_back(sentence.text):
            break
        if not chosen or _length(chosen) + len(sentence.text) < MAX_LENGTH:
            chosen.append(sentence)
    return chosen


def _begins_paragraph(before: Sentence, sentence: Sentence) -> bool:
    """Tell whether a blank line stands before a sentence that follows another in its passage."""
    same = sentence.passage is before.passage
    return same and "\n\n" in span_text(sentence.passage, Span(before.span.end, sentence.span.start))


def _length(sentences: Sequence[Sentence]) -> int:
    return sum(len(sentence.text) for sentence in sentences)
