"""Definitions: what the documents say that a thing is, means or is for."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from api.answering.graph.facts.evidence import Citations, EvidenceReader, Source, cite_facts
from api.answering.model import Answer, Fact, Term
from api.answering.question.asked.alone import goes_on, stands_alone
from api.answering.question.asked.focus import DEFINED, KIND, Focus, find_focus, find_sorted
from api.answering.question.asked.wanted import to_wanted
from api.answering.question.reading import Form, Mention, Reading
from api.answering.text.definitions.rating import SHORT_LINE, Rated, is_led, rate
from api.answering.text.sentences.antecedents import holds_any
from api.answering.text.sentences.defining import announces, defines, find_kind
from api.answering.text.sentences.prose import points_back, points_elsewhere, read_beside, say_the_same, write_sentences
from api.answering.text.sentences.ranking import SentenceRanker
from api.answering.text.sentences.retrieval import with_evidence, with_openings
from api.answering.text.sentences.sentences import Sentence, count_characters, span_text
from indexer.commands import is_command
from indexer.passages import Hit
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.documents import Span
from kg.language.words import is_word
from ontology import Field
from ontology.names import KG
from ontology.roles import Role

TOP = 12
LONGEST_KIND = 300
# By how much better another sentence has to fit than one that a definition was read in.
NEAR_STATED = 0.4
_KINDS = frozenset(["Category", "Concept"])
_DEFINED_AS, _KIND_OF = "definedAs", "kindOf"
BEST_SCORE = 4.0
_TITLED = 0.7  # the confidence of a tagline
_PROPER = re.compile(r"[A-Z][^\s]+ [A-Z][^\s]+")
# An item of a list that opens with what it is about: "Stamper: a daemon".
_ITEM = re.compile(r"[\w.+-]+(?: [\w.+-]+){0,3}(?: \([^()]*\))?(?::| [–—-]) \S")
_ENDS = (".", "!", "?", "”", '"')
_MARK = re.compile(r"\[\d+\]")
# "Zorblat removes it": what that is stands before.
_TAKES_UP = re.compile(r"(?:\S+ ){1,4}?\w+s (?:it|them|this|that|these)\b(?! \w+ing\b)", re.IGNORECASE)
MAX_LENGTH = 800
FOLLOWING = 3
LEADING = 3
OTHERS = 2
FURTHER = 300
_EXAMPLES = re.compile(r"\b(?:like|such as|includ\w+|examples?|e\.g\.|called|known as|are|is) ", re.IGNORECASE)


class DefinitionAnswerer:
    """Answer "what is X", "what does X mean", "what is X for" in the documents' own sentences."""

    def __init__(self, index: PassageIndex, evidence: EvidenceReader, field: Field) -> None:
        self._index = index
        self._evidence = evidence
        self._field = field
        self._ranker = SentenceRanker(index)

    def answer(self, reading: Reading) -> Answer | None:
        """Return the definition of what a question asks about, or None."""
        focus = find_focus(reading, DEFINED, self._field.lexicon.class_of)
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
        focus = find_focus(reading, KIND, {})
        answer = None if focus is None else self.define(reading, focus, alone=True)
        clause = find_kind(answer.answer, self.names_of(focus)) if focus is not None and answer is not None else None
        if focus is None or answer is None:
            return None
        if clause is None:
            stated = any(_find_citations(source, answer) for source in self._stated(focus))
            return answer if stated and len(answer.answer) <= LONGEST_KIND else None
        mark = _MARK.search(answer.answer, len(clause))
        if len(answer.answer) <= LONGEST_KIND or mark is None:
            return answer
        return answer.model_copy(update={"answer": f"{clause}. {mark.group()}"})

    def answer_kinds(self, reading: Reading, kinds: Sequence[str]) -> Answer | None:
        """Answer "what kind of tools are A, B and C" with the sentence that names them as examples: "brokers like A".

        `kinds`: what the graph files them under; the sentence has to say something of it.
        """
        named = find_sorted(reading)
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
        names, stated = self.names_of(focus), self._stated(focus)
        hits, rated, best = self._find(reading, focus, stated, alone)
        if best is None or not (best.defines or best.opens or defines(best.text, names, surely=True)):
            line = self._tell_tagline(reading, stated)
            if line is not None:
                return line
        # What is merely spoken of, as levels are of everything that has them, is not told what it is.
        named = focus.mention is not None and not self._field.ontology.plays(focus.mention.entity.type, Role.LEVEL)
        if best is None or not (named or best.defines or defines(best.text, names)):
            return None
        told = [best.sentence] if alone or best.is_tagline else _with_context(self._index, best.sentence, names)
        if is_led(best.sentence, names):
            told = [_to_lead(best.sentence), *takewhile(lambda s: s is best.sentence or _is_said(s.text), told)]
        if not alone:
            surely = [r.sentence for r in rated if r.is_stated or defines(r.text, names, surely=True)]
            told += self._others(told, surely)
        answer = write_sentences(self._index, reading, hits, told, confidence=best.sentence.score / BEST_SCORE)
        told_as = [source for source in stated if source.predicate == _DEFINED_AS]
        facts = [_to_fact(source, answer) for source in told_as if _find_citations(source, answer)]
        return answer.model_copy(update={"facts": facts[:4]})

    def find_sentence(self, reading: Reading) -> Sentence | None:
        """Return the one sentence that surely says by its name what the thing is that a question asks about, or None.

        "X is the main alternative" says what it is to another, and not what it is.
        """
        focus = find_focus(reading, DEFINED, self._field.lexicon.class_of)
        if focus is None:
            return None
        names = self.names_of(focus)
        _, _, best = self._find(reading, focus, self._stated(focus), alone=True)
        sure = best is not None and (best.opens or best.is_stated or find_kind(best.text, names) is not None)
        if best is None or not sure or _TAKES_UP.match(best.text):
            return None
        return best.sentence if any(name.lower() in best.text.lower() for name in names) else None

    def _find(
        self, reading: Reading, focus: Focus, stated: Sequence[Source], alone: bool
    ) -> tuple[Sequence[Hit], Sequence[Rated], Rated | None]:
        """Return the passages found, their sentences by how well they define what is asked about, and the best."""
        names = self.names_of(focus)
        iris = [focus.mention.entity.iri] if focus.mention else []
        hits = self._index.search(reading.spelled, TOP, iris, reading.as_of_said)
        hits = with_openings(self._index, hits, reading, names)
        hits = with_evidence(self._index, hits, reading, stated)
        called = self._find_called(focus)
        ranked = self._ranker.rank(to_wanted(reading, self._field, names), hits)
        ranked = [s for s in ranked if not (s.passage.has_command(s.span) or _names_only_other(s.text, focus, names))]
        if focus.within is not None and " " not in focus.behind:
            ranked = [s for s in ranked if focus.within.entity.iri in s.passage.entities]
        rated = rate(self._index, reading, names, called, stated, ranked)
        own = {token for name in names for token in find_tokens(name)}
        ways = [*names, *called]
        spoken_of = (r for r in rated if r.defines or (_names(r.sentence, ways, own) and _is_said(r.text)))
        best = next((r for r in spoken_of if r.defines or self._is_told_of(r.text, focus, names)), None)
        surest = next((r for r in rated if r.is_stated), None)
        if best is not None and surest is not None and not best.opens:
            weak = alone or not (best.defines or defines(best.text, names))
            best = surest if weak or surest.worth >= best.worth - NEAR_STATED else best  # what it is, not what it does
        return hits, rated, best

    def tell_record(self, reading: Reading, mention: Mention) -> Answer | None:
        """Answer with what a record says in its own words that a thing is, or None."""
        said = self._evidence.said_of(mention.entity.iri)
        defined = (s for s in said if s.modality == "asserted" and s.predicate == _DEFINED_AS and s.is_record)
        source = next(defined, None)
        if source is None:
            return None
        told = self._tell_briefly(reading, source)
        return told.model_copy(update={"answer": f"{told.answer}."})  # more may follow

    def _tell_tagline(self, reading: Reading, stated: Sequence[Source]) -> Answer | None:
        """Answer with what the title of a page says that its work is, or None."""
        source = next((source for source in stated if source.predicate == _DEFINED_AS and _is_title(source)), None)
        return self._tell_briefly(reading, source) if source is not None else None

    def _tell_briefly(self, reading: Reading, source: Source) -> Answer:
        """Answer with a definition that is no sentence: "X: a tool for corn"."""
        citations = Citations(self._index)
        facts = cite_facts([source], citations, _TITLED, self._field.ontology)
        return Answer(
            question=reading.text,
            status="answered",
            answer=f"{source.subject.label}: {source.object.label.rstrip('.')} [1]",
            facts=facts,
            citations=citations.all(),
            confidence=_TITLED,
        )

    def _others(self, told: Sequence[Sentence], defining: Sequence[Sentence]) -> list[Sentence]:
        """Return what other documents say that it is, one sentence of each, where they say it in other words."""
        found: list[Sentence] = []
        for sentence in defining:
            known = {one.passage.document for one in (*told, *found)}
            if len(found) == OTHERS or sentence.passage.document in known or points_back(sentence.text):
                continue
            room = count_characters((*told, *found)) + len(sentence.text) <= MAX_LENGTH + FURTHER
            if room and not any(say_the_same(sentence, one) for one in (*told, *found)):
                found.append(sentence)
        return found

    def may_tell(self, reading: Reading, text: str) -> bool:
        """Tell whether a text may say what a thing is, where a question asks no more than that."""
        focus = find_focus(reading, DEFINED, self._field.lexicon.class_of)
        if focus is None or focus.mention is None or not focus.mention.indices.issuperset(reading.content):
            return True
        return not is_command(_MARK.sub("", text)) and self._is_told_of(text, focus, self.names_of(focus))

    def _is_told_of(self, text: str, focus: Focus, names: Sequence[str]) -> bool:
        """Tell whether a text may say what something is: of a proper name, where a clause begins with that.

        "Looms are written in Acme" says nothing of Acme, nor does what the Acme kernel does.
        """
        mention = focus.mention
        if mention is None or mention.is_small or mention.entity.type in _KINDS:
            return True
        own = mention.without_longer(text)
        called = dict.fromkeys((focus.name, *self._find_called(focus)))
        behind = [found["behind"].split() for name in called for found in _to_clauses(name).finditer(own)]
        nouns = self._field.lexicon.class_of
        return defines(own, names) or any(not words or goes_on(words[words[0].lower() in nouns :]) for words in behind)

    def _is_relation(self, reading: Reading, focus: Focus) -> bool:
        """Tell whether the question words a relation outside the name: "what is X called now"."""
        start = reading.text.replace("’", "'").find(focus.name)
        return any(
            use.frame.is_verb and reading.words[use.first].start >= start + len(focus.name)
            and reading.lowers[use.first] not in {"mean", "means", "stand", "describe", "used", "do"}
            for use in reading.frames
        )  # fmt: skip

    def names_of(self, focus: Focus) -> list[str]:
        """Return the names to look for: as written, as the graph spells it, and the last word of a concept's.

        So, too, of what stands behind a name: the documents on X call an X chart a chart.
        """
        if focus.mention is None:
            return [focus.name] if focus.within is None else [focus.name, focus.behind]
        names = [focus.name, *focus.mention.names]
        if len(focus.name.split()) > 1 and focus.mention.entity.type == "Concept":
            names.append(focus.name.split()[-1])
        return list(dict.fromkeys(names))

    def _find_called(self, focus: Focus) -> list[str]:
        """Return how texts call the person asked about, by the whole name, the first or the last; else nothing."""
        mention = focus.mention
        if mention is None or not self._field.ontology.is_a(mention.entity.type, "Person"):
            return []
        words = mention.entity.label.split()
        return list(dict.fromkeys((mention.entity.label, words[0], words[-1])))

    def _stated(self, focus: Focus) -> list[Source]:
        """Return the statements of what a thing is: its definitions, else of what kind it is."""
        said = self._evidence.said_of(focus.mention.entity.iri) if focus.mention is not None else []
        said = [source for source in said if source.modality == "asserted"]
        defined = [source for source in said if source.predicate == _DEFINED_AS]
        return defined or [source for source in said if source.predicate == _KIND_OF]


def _is_title(source: Source) -> bool:
    """Tell whether a statement is read from the title of its page."""
    return source.quote.strip() == source.title


def _find_citations(source: Source, answer: Answer) -> list[int]:
    """Return the ids of the citations of an answer that hold the sentence of a statement."""
    return [citation.id for citation in answer.citations if source.quote in citation.text]


def _to_fact(source: Source, answer: Answer) -> Fact:
    """Return the statement of a definition as an answer that cites its sentence shows it."""
    return Fact(
        subject=Term(label=source.subject.label, iri=source.subject.iri),
        predicate=Term(label="is defined as", iri=KG + source.predicate),
        object=Term(label=source.object.label),
        date=source.date,
        citations=_find_citations(source, answer)[:1],
    )


def _names(sentence: Sentence, names: Sequence[str], own: Set[str]) -> bool:
    """Tell whether a sentence holds a name, in part where it is not that of a person: two words with capitals."""
    said = set(find_tokens(sentence.text))
    proper = all(_PROPER.fullmatch(name) for name in names)
    return any(set(find_tokens(name)) <= said for name in names) if proper else bool(own & said)


def _names_only_other(text: str, focus: Focus, names: Sequence[str]) -> bool:
    """Tell whether a text names only things whose longer names hold the one that is to be defined."""
    if focus.name == focus.name.lower():
        return False
    said = set(find_tokens(text))
    held = [name for name in names if set(find_tokens(name)) <= said]
    own = text if focus.mention is None else focus.mention.without_longer(text)
    return bool(held) and not any(stands_alone(name, own, focus.mention is not None) for name in held)


@lru_cache(maxsize=256)
def _to_clauses(name: str) -> re.Pattern[str]:
    """Return what finds a name where a clause begins, with the words behind it."""
    first = r"^(?:(?:as|at|by|for|in|like|on|since|today|unlike|with)\b[^,]{0,40}, )?"
    short = rf", or (?=\W*{re.escape(name)}\W* for short\b)"
    opening = rf"(?:{first}|[.;:–—] |, (?:and|but) |{short}|\()\W*(?:(?:the|an?) )?"
    return re.compile(rf"{opening}{re.escape(name)}(?:['’]s)?\b(?P<behind>(?: [a-z]+\b){{0,2}})", re.IGNORECASE)


def _to_lead(sentence: Sentence) -> Sentence:
    """Return the line that a sentence stands below."""
    assert sentence.lead is not None
    return replace(sentence, span=sentence.lead, text=span_text(sentence.passage, sentence.lead), lead=None)


def _is_said(text: str) -> bool:
    """Tell whether a line is a sentence, and not a heading or the name of a row."""
    return len(text) > SHORT_LINE or text.rstrip().endswith((".", "!", ";", ":"))


def _with_context(index: PassageIndex, best: Sentence, names: Sequence[str]) -> list[Sentence]:
    """Return a sentence with those that follow it, or with those before it where it sums them up.

    What follows goes on to speak of another where it opens with a name, and does not name what is defined.
    """
    if points_back(best.text):  # "All these together are called X": what they are stands before
        before = read_beside(index, best, LEADING, 0)
        named = [n for n, sentence in enumerate(before[:-1]) if holds_any(sentence.text, _to_ways(names))]
        if named and not holds_any(best.text, _to_ways(names)):
            before = before[named[-1] :]  # "It is a ..." behind the sentence that says of what
        return before[-next((n for n in range(len(before), 0, -1) if count_characters(before[-n:]) < MAX_LENGTH), 1) :]
    chosen: list[Sentence] = []
    first, *following = read_beside(index, best, 0, FOLLOWING)
    for sentence in following if following and announces(first.text) else (first, *following):
        if chosen and (sentence.leads_in or points_elsewhere(sentence.text)):
            break  # a lead-in is nothing without its list
        if chosen and _opens_with_other(sentence, names):
            break
        if chosen and _begins_paragraph(chosen[-1], sentence) and not points_back(sentence.text):
            break
        if chosen and _ITEM.match(chosen[-1].text) and not chosen[-1].text.endswith(_ENDS):
            break  # what follows is the next item of a list
        if not chosen or count_characters(chosen) + len(sentence.text) < MAX_LENGTH:
            chosen.append(sentence)
    return chosen


def _to_ways(names: Sequence[str]) -> list[frozenset[str]]:
    """Return the words of each of some names, as the index compares them."""
    return [frozenset(find_tokens(name)) for name in names]


def _opens_with_other(sentence: Sentence, names: Sequence[str]) -> bool:
    """Tell whether a sentence opens with a name that no dictionary has, and says none of some names."""
    first = re.match(r"[A-Z][\w-]*", sentence.text)
    named = any(name.lower() in sentence.text.lower() for name in names)
    return first is not None and not named and not is_word(first[0])


def _begins_paragraph(before: Sentence, sentence: Sentence) -> bool:
    """Tell whether a blank line stands before a sentence that follows another in its passage."""
    same = sentence.passage is before.passage
    return same and "\n\n" in span_text(sentence.passage, Span(before.span.end, sentence.span.start))
