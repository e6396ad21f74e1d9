"""Fillers: the entities that a word of a sentence stands for, as an argument of a relation.

A word may be (part of) a name, a pronoun or "the project" for the topic, a plural that names its members
("tools such as A and B"), a class noun with a name ("the X project"), or a term.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from spacy.tokens import Token

from kg.language.grammar import is_bare_gerund
from kg.language.phrases import find_objects
from kg.language.tags import INDEFINITE, MODIFYING
from kg.naming.coordination import begins_clause
from kg.naming.mentions import Mention
from kg.naming.names import TERM_CLASSES
from kg.reference.announced import find_announcing
from kg.reference.class_nouns import (
    read_called_by_kind,
    read_class_noun,
    read_first_release,
    read_level,
    read_made_of,
    read_named_beside,
    read_of_section,
    read_output,
    read_release,
    read_term,
)
from kg.reference.licences import read_numbered_licence, read_own_source
from kg.reference.members import Members, find_members
from kg.reference.named_sentence import NamedSentence, to_fillers
from kg.reference.pronouns import read_joined, read_pronoun, read_title_line
from kg.reference.referents import Filler
from kg.reference.staff import read_staff
from kg.reference.whole_names import goes_on, is_half, is_whole
from kg.statements import Entity
from ontology.roles import Role

NAMING = {"called", "named", "dubbed", "titled"}


class FillerReader(NamedSentence):
    """Resolve words of one sentence to entities."""

    @cached_property
    def members(self) -> dict[int, Members]:
        """The nouns of the sentence, by their place, that names are given for, the names that are whole."""
        whole = [mention for mention in self.mentions if is_whole(mention, self)]
        found = {
            place: replace(members, mentions=kept)
            for place, members in find_members(self.sentence, self.mentions, self.field).items()
            if (kept := tuple(m for m in members.mentions if m in whole and not self._is_begun(m)))
        }
        announced = self.context.announced
        noun = find_announcing(self.sentence, self.mentions) if announced else None
        if noun is not None:
            found.setdefault(noun.i, Members(noun, announced, ":"))
        return found

    def _is_begun(self, mention: Mention) -> bool:
        """Tell whether a name only opens that of a member: "channels such as Acme dist-tags"."""
        last = self.sentence.parse[mention.last]
        return last.head.i == last.i + 1 and goes_on(mention, self)

    def fillers(self, token: Token, group: bool = True) -> list[Filler]:
        """Return the entities a word stands for, with all that is listed beside it."""
        called = self.called(token)
        if called is not None:
            name = self.sentence.parse[called.last]
            joined = [*_conjuncts(token), *_conjuncts(name)] if group else []
            return to_fillers([called]) + [f for c in joined for f in self.fillers(c)]
        mention = self.mention_of(token)
        if mention is not None:
            if token.i in self.members and mention.type in TERM_CLASSES:
                return self._members(token)
            if (told := self._named_by_kind(token, mention)) is not None:
                return told
            if not is_whole(mention, self):
                return []
            if self.ontology.plays(mention.type, Role.LEVEL):
                return to_fillers([m for c in token.children if (m := self.mention_of(c)) is not None] + [mention])
            if not group:
                return to_fillers([mention])
            listed = [name for name in self.group(mention) if not is_half(name, self)]
            return to_fillers(listed) + self._listed_elsewhere(token)
        if token.i in self.members:
            return self._members(token)
        found = (
            read_title_line(token, self)
            or read_joined(token, self)
            or read_pronoun(token, self)
            or read_level(token, self)
            or read_class_noun(token, self)
            or read_own_source(token, self)
            or read_numbered_licence(token, self)
            or read_made_of(token, self)
            or self._own_part(token)
            or read_output(token, self)
            or read_first_release(token, self)
            or read_release(token, self)
            or read_staff(token, self)
            or read_named_beside(token, self)
            or self._aspect(token)
        )
        if not found and token.lower_ in self.lexicon.words["emptyHead"]:
            found = read_term(token, self)
        found = found or read_called_by_kind(token, self) or read_of_section(token, self)
        if found or not group:
            return found + [f for c in _conjuncts(token) for f in self.fillers(c) if f not in found and group]
        return [filler for conjunct in _conjuncts(token) for filler in self.fillers(conjunct)]

    def _named_by_kind(self, noun: Token, mention: Mention) -> list[Filler] | None:
        """Return the name before a noun that is a known term too: "the Acme database" is Acme, and no database."""
        before = self.mention_at(noun.i - 1)
        shown = any(c.lower_ == "the" for c in noun.children) and mention.first == mention.last == noun.i
        if before is None or not shown or mention.type not in TERM_CLASSES or before.type in TERM_CLASSES:
            return None
        return read_class_noun(noun, self) or None

    def called(self, noun: Token) -> Mention | None:
        """Return the name a common noun is given by "called X" or "named X"."""
        classes = self.lexicon.class_of
        own = self.mention_of(noun)
        if own is not None and own.type not in TERM_CLASSES and own.last == noun.i and noun.pos_ == "PROPN":
            return None
        for verb in noun.subtree:
            if verb.lower_ not in NAMING or verb.dep_ not in {"acl", "relcl"} or verb.i < noun.i:
                continue
            # "a framework for communication called X": the framework is called so, where only it is a kind.
            manner = noun.lower_ in self.lexicon.words["manner"]
            if verb.head != noun and not manner and (noun.lower_ not in classes or verb.head.lower_ in classes):
                continue
            if verb.head == noun and noun.lower_ not in classes and noun.dep_ == "pobj":
                continue
            for name in verb.children:
                found = self.mention_of(name)
                if name.dep_ in {"oprd", "attr", "dobj", "pobj"} and found is not None:
                    return found
        return None

    def named_by_class(self, word: str, token: Token) -> Entity | None:
        """Return the one organization of the sentence that a class noun before a hyphen means: "foundation-hosted"."""
        wanted = self.lexicon.class_of.get(word.lower())
        if wanted is None or not self.ontology.is_a(wanted, "Organization"):
            return None
        named = {m.entity for m in self.mentions if m.entity is not None and m.last < token.i}
        fitting = [e for e in named if self.ontology.is_a(e.type, wanted)]
        return fitting[0] if len(fitting) == 1 else None

    def announced(self) -> list[Filler]:
        """Return the names in the list that the sentence leads into."""
        return to_fillers(self.context.announced)

    def _members(self, token: Token) -> list[Filler]:
        """Return the names given for a noun; what "companies" names of no known class is a company."""
        one = token.tag_ == "NN" and token.dep_ == "dobj" and any(c.lower_ in INDEFINITE for c in token.children)
        if one and self.members[token.i].lead:
            return []  # "uses a plugin such as A" may use another
        name = self.lexicon.class_of.get(token.lower_, "Thing")
        # Editors may be programs: only organizations are told by such a noun.
        told = name if self.ontology.is_a(name, "Organization") else None
        return [
            Filler(f.entity.of_class(told), f.span) if told and f.entity.type == "Thing" else f
            for f in to_fillers(self.members[token.i].mentions)
        ]

    def _listed_elsewhere(self, token: Token) -> list[Filler]:
        """Return the names joined to a word by the grammar alone: "A, the system of X, and B"."""
        found: list[Filler] = []
        for other in token.conjuncts:
            mention = self.mention_of(other)
            kind = mention is None or (mention.type in TERM_CLASSES and mention.first == other.i)
            if other.dep_ == "conj" and other.i > token.i and kind and any(c.dep_ == "det" for c in other.children):
                found.extend(f for f in read_class_noun(other, self) if f.named)  # "X and a Y database"
            if other.dep_ != "conj" or other.i < token.i or mention is None or mention.covers(token):
                continue
            if begins_clause(token, mention):
                continue
            if self.sentence.parse[mention.last].dep_ not in MODIFYING and mention.type not in TERM_CLASSES:
                group = self.mention_at(token.i)
                if group is None or mention not in self.group(group):
                    found.extend(to_fillers([mention]))
        return found

    def _own_part(self, token: Token) -> list[Filler]:
        """Read "the dashboard of Acme", "its dashboard" as the Acme dashboard."""
        nouns = [c for c in token.children if c.dep_ in {"compound", "amod"} and c.i == token.i - 1]
        words = " ".join(t.text for t in (*nouns, token))
        wanted = self.lexicon.words["ownPart"]
        words = words if words.lower() in wanted else token.text
        owners = [c for c in token.children if c.dep_ == "poss"]
        owners += find_objects(token, "of")
        if words.lower() not in wanted or len(owners) != 1:
            return []
        found = self.fillers(owners[0], group=False)
        if len(found) != 1 or found[0].through or not self.ontology.plays(found[0].entity.type, Role.WORK):
            return []
        label = f"{found[0].entity.label} {words}"
        name = self.names.find(label)
        part = name.entity if name is not None else None
        part = part or Entity.called(label, self.ontology.class_for(Role.WORK))
        return [Filler(part, self.sentence.span_of(token, token))]

    def _aspect(self, token: Token) -> list[Filler]:
        """Read "the design of X" as X, and on the page of X what "Development is sponsored by" says as told of X."""
        bare = token.i == 0 and token.left_edge == token.right_edge and token.dep_ == "nsubjpass"
        if bare and self.context.stable and token.lower_ in self.lexicon.words["effort"]:
            return self.topic(token)
        if token.lower_ not in self.lexicon.words["aspects"]:
            return []
        return [f for inner in find_objects(token, "of") for f in self.fillers(inner)]


def _conjuncts(token: Token) -> list[Token]:
    nouns = {"NOUN", "PROPN", "PRON"}
    return [c for c in token.children if c.dep_ == "conj" and (c.pos_ in nouns or is_bare_gerund(c))]
