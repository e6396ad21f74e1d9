"""Fillers: the entities that a word of a sentence stands for, as an argument of a relation.

A word may be (part of) a name, a pronoun or "the project" for the topic, a plural that names its members
("tools such as A and B"), a class noun with a name ("the X project"), or a term.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.documents import Span
from kg.mentions import Mention, find_coordinated
from kg.parsing import ParsedSentence
from kg.statements import Entity
from ontology import Field

_PRONOUNS = {"it", "its", "itself", "they", "them", "their", "this", "these", "he", "she", "his", "her", "we"}
_PERSONAL = {"he", "she", "his", "her"}
_LEADS = re.compile(r"(such as|like|including|include|includes|included|e\.g\.,?|e\.g|for example,?|for instance,?|namely|especially|be it|:)$", re.IGNORECASE)
_GENERIC_MODIFIERS = {"other", "many", "some", "several", "various", "popular", "most", "common", "certain", "different", "more", "own", "new", "existing", "additional", "few", "similar", "such", "these", "those", "all", "open", "source", "well-known", "modern", "traditional", "automated"}


@dataclass(frozen=True, slots=True)
class Filler:
    """An entity as an argument: where it stands; `named` is False for pronouns and terms standing for it."""

    entity: Entity
    span: Span
    named: bool = True


@dataclass(frozen=True)
class Context:
    """What came before a sentence: who "it", "this category" or "the latter two" can be.

    `topic`: the entity the paragraph speaks of; `by_class`: class name -> the nearest entity of that class
    (the section's category, the document's layer); `recent`: names in the order they were mentioned.
    """

    topic: Entity | None = None
    by_class: dict[str, Entity] | None = None
    recent: tuple[Entity, ...] = ()
    person: Entity | None = None


class FillerReader:
    """Resolve words of one sentence to entities."""

    def __init__(
        self, sentence: ParsedSentence, mentions: Sequence[Mention], context: Context, field: Field
    ) -> None:
        self.sentence = sentence
        self.mentions = list(mentions)
        self.context = context
        self.field = field
        self.members = self._find_members()

    def mention_of(self, token: Token) -> Mention | None:
        """Return the mention that covers a token."""
        return next((mention for mention in self.mentions if mention.covers(token)), None)

    def fillers(self, token: Token) -> list[Filler]:
        """Return the entities a word stands for, with all that is listed beside it."""
        mention = self.mention_of(token)
        if mention is not None:
            if token.i in self.members and mention.known and mention.known.entity.type == "Concept":
                return self.members[token.i]
            return [_to_filler(m) for m in self._group(mention) if m.entity is not None]
        if token.i in self.members:
            return self.members[token.i]
        found = self._pronoun(token) or self._class_noun(token)
        if found:
            return found + [f for c in _conjuncts(token) for f in self.fillers(c) if f not in found]
        conjuncts = _conjuncts(token)
        return [filler for conjunct in conjuncts for filler in self.fillers(conjunct)]

    def phrase(self, token: Token) -> Span:
        """Return the noun phrase of a word: from its leftmost modifier to the end of its subtree."""
        words = [t for t in token.subtree if not t.is_punct]
        first, last = min(words, key=lambda t: t.i), max(words, key=lambda t: t.i)
        return self.sentence.span_of(first, last)

    def noun_chunk(self, noun: Token) -> tuple[Token, Token]:
        """Return first and last token of a noun with its compounds and adjectives, articles left out."""
        first = noun
        for left in reversed(list(noun.lefts)):
            if left.dep_ not in {"compound", "amod", "nmod", "npadvmod", "nummod", "poss"} or left.i != first.i - 1 - _gap(left, first):
                break
            if left.dep_ == "poss" or left.like_num or left.lower_ in _GENERIC_MODIFIERS:
                break
            first = left.left_edge if left.left_edge.pos_ not in {"DET", "PUNCT", "ADV"} else left
        return first, noun

    def _group(self, mention: Mention) -> list[Mention]:
        """Return a mention with those listed beside it, unless they modify something else."""
        group = find_coordinated(mention, self.mentions, self.sentence)
        if len(group) == 1:
            return group
        tokens = self.sentence.parse
        last = tokens[group[-1].last]
        following = tokens[last.i + 1] if last.i + 1 < len(tokens) else None
        if following is not None and last.dep_ in {"compound", "nmod", "poss"} and tokens[mention.last].dep_ not in {"compound", "nmod", "poss"}:
            group = [m for m in group if m is not group[-1]]
        return group if mention in group else [mention]

    def _pronoun(self, token: Token) -> list[Filler]:
        word = token.lower_
        if word in _PERSONAL:
            return self._context_filler(self.context.person, token)
        if word in _PRONOUNS and token.pos_ in {"PRON", "DET"} and token.dep_ != "det":
            if word in {"this", "these", "we"}:
                return []
            return self._context_filler(self.context.topic, token)
        if word in {"both", "two", "latter"} or (word == "all" and token.pos_ == "PRON"):
            count = 2 if word != "all" else 9
            earlier = [m for m in self.mentions if m.last < token.i and m.entity is not None]
            entities = [m.entity for m in earlier if m.entity] or list(self.context.recent)
            if "latter" in {t.lower_ for t in token.subtree} or word in {"both", "two"}:
                span = Span(self.sentence.span.start + token.idx, self.sentence.span.start + token.idx + len(token))
                return [Filler(entity, span, False) for entity in entities[-count:]] if len(entities) >= 2 else []
        return []

    def _class_noun(self, token: Token) -> list[Filler]:
        """Read "the X project", "project X" and "this project"."""
        name = self.field.lexicon.class_of.get(token.lower_)
        if name is None:
            return []
        modifiers = [m for m in self.mentions if m.last == token.i - 1 or (m.last < token.i and self._modifies(m, token))]
        for mention in modifiers:
            if mention.entity is not None and self.field.ontology.may_be(mention.entity.type, (name,)) and mention.last == token.i - 1 and token.tag_ in {"NN", "NNP"} and mention.entity.type not in {"Foundation", "Organization", "Company", "Category", "Concept", "Layer", "MaturityLevel", "ProgrammingLanguage"}:
                return [_to_filler(m) for m in self._group(mention) if m.entity is not None]
        determiner = next((c.lower_ for c in token.children if c.dep_ == "det"), "")
        if determiner in {"this", "these", "the"} and not modifiers:
            by_class = self.context.by_class or {}
            for wanted, entity in by_class.items():
                if determiner != "the" and self.field.ontology.is_a(wanted, name) and not any(c.dep_ in {"amod", "compound"} for c in token.children):
                    return self._context_filler(entity, token)
            plain = not any(c.dep_ in {"amod", "compound", "relcl", "acl", "prep"} for c in token.children)
            topic = self.context.topic
            if plain and topic is not None and token.tag_ in {"NN", "NNP"} and self.field.ontology.may_be(topic.type, (name,)) and name != "Concept":
                return self._context_filler(topic, token)
        return []

    def _modifies(self, mention: Mention, token: Token) -> bool:
        return self.sentence.parse[mention.last].head == token

    def _context_filler(self, entity: Entity | None, token: Token) -> list[Filler]:
        if entity is None:
            return []
        start = self.sentence.span.start + token.idx
        return [Filler(entity, Span(start, start + len(token.text)), False)]

    def _find_members(self) -> dict[int, list[Filler]]:
        """Return noun index -> the names given as its members: "tools such as A, B", "three projects: A and B"."""
        found: dict[int, list[Filler]] = {}
        tokens = self.sentence.parse
        for mention in self.mentions:
            if mention.entity is None or mention.first == 0:
                continue
            before = tokens[: mention.first].text.rstrip(" (‘'\"“")
            before = re.sub(r"\b(the|a|an|both|either)$", "", before).rstrip(" ,")
            lead = _LEADS.search(before)
            if lead is None:
                continue
            head = self._noun_before(len(before[: lead.start()].rstrip(" ,(")), lead.group(1).lower(), mention)
            if head is None or head.i in found:
                continue
            group = find_coordinated(mention, self.mentions, self.sentence)
            if lead.group(1) == ":" and len(group) < 2:
                group = self._after_colon(mention)
            if lead.group(1) != ":" or len(group) > 1:
                found[head.i] = [_to_filler(m) for m in group if m.entity is not None]
        return found

    def _after_colon(self, mention: Mention) -> list[Mention]:
        """Return the names after a colon that stand for themselves, not inside brackets or as modifiers."""
        text = self.sentence.parse.text
        chosen = []
        for other in self.mentions[self.mentions.index(mention) :]:
            local = other.span.start - self.sentence.span.start
            token = self.sentence.parse[other.last]
            inside = text[:local].count("(") > text[:local].count(")")
            if not inside and token.dep_ not in {"compound", "amod", "nmod", "poss"}:
                chosen.append(other)
        return chosen

    def _noun_before(self, end: int, lead: str, mention: Mention) -> Token | None:
        """Return the plural or class noun whose members a lead-in announces."""
        earlier = [t for t in self.sentence.parse if t.idx + len(t.text) <= end]
        if not earlier:
            return None
        token = earlier[-1]
        marker = self.sentence.parse[token.i + 1] if token.i + 1 < len(self.sentence.parse) else token
        if lead == "like" and marker.pos_ not in {"ADP", "SCONJ", "INTJ"} and marker.tag_ != "IN":
            return None
        if lead.startswith("include"):
            verb = next((t for t in reversed(earlier) if t.lower_.startswith("includ")), marker)
            subjects = [c for c in verb.children if c.dep_ == "nsubj"]
            subject = subjects[0] if subjects else token
            if subject.lower_ in {"examples", "example"}:
                inner = [g for c in subject.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
                subject = inner[0] if inner else subject
            return subject if subject.pos_ in {"NOUN", "PROPN"} else None
        if lead == ":":
            noun = next((t for t in reversed(earlier) if t.tag_ == "NNS" and t.lower_ in self.field.lexicon.class_of), None)
            return noun
        while token.pos_ in {"PUNCT"} and token.i > 0:
            token = token.nbor(-1)
        if token.pos_ not in {"NOUN", "PROPN"}:
            return None
        known = self.mention_of(token)
        if known is not None and known.known is not None and known.known.entity.type not in {"Concept", "Category", "Layer"}:
            return None
        return token


def _to_filler(mention: Mention) -> Filler:
    assert mention.entity is not None
    return Filler(mention.entity, mention.span, True)


def _conjuncts(token: Token) -> list[Token]:
    return [child for child in token.children if child.dep_ == "conj"]


def _gap(left: Token, first: Token) -> int:
    """Return how many tokens of hyphens and quotes lie between two words."""
    return sum(1 for token in left.doc[left.i + 1 : first.i] if token.is_punct or token.dep_ in {"compound", "amod", "punct", "npadvmod", "advmod"})
