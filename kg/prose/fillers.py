"""Fillers: the entities that a word of a sentence stands for, as an argument of a relation.

A word may be (part of) a name, a pronoun or "the project" for the topic, a plural that names its members
("tools such as A and B"), a class noun with a name ("the X project"), or a term.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.documents import Span
from kg.language.grammar import find_subjects, is_bare_gerund, is_expletive
from kg.language.parsing import ParsedSentence
from kg.language.phrases import find_objects
from kg.language.words import is_word
from kg.naming.coordination import find_coordinated
from kg.naming.mentions import Mention
from kg.naming.names import NameTable
from kg.prose.announced import find_announcing
from kg.prose.members import Members, find_members
from kg.prose.referents import CONCEPTS, Context, Filler
from kg.statements import Entity
from ontology import Field, Ontology
from ontology.names import to_entity_iri
from ontology.roles import Role

_PERSONAL = {"he", "she", "his", "her"}
_TOPICAL = {"it", "its", "itself", "they", "them", "their"}
_MODIFYING = {"compound", "nmod", "poss", "amod"}
_NARROWING = {"amod", "compound", "nmod"}
_DESCRIBING = {"based", "compatible", "specific", "related", "powered", "enabled", "native"}
_CHUNK = {"compound", "amod", "nmod", "npadvmod"}
_MEASURES = {"purpose", "level", "scale", "performance", "grade", "quality"}
_SETTING = re.compile(r"\s?(?:=|:\s?(?:true|false|null|\d+)\b)")
_NAMING = {"called", "named", "dubbed", "titled"}
_QUANTIFIERS_WORDS = """
many some several most few these those this that each every any no other another such
"""
_QUANTIFIERS = frozenset(_QUANTIFIERS_WORDS.split())
_SAID_OF_HOST = re.compile(r".*-(hosted|owned|supported|backed|related|led|sponsored|maintained|wide|level)")


class FillerReader:
    """Resolve words of one sentence to entities."""

    def __init__(
        self,
        sentence: ParsedSentence,
        mentions: Sequence[Mention],
        context: Context,
        field: Field,
        names: NameTable | None = None,
    ) -> None:
        self.names = names if names is not None else NameTable()
        self.sentence = sentence
        self.mentions = list(mentions)
        self.context = context
        self.field = field
        self.members = find_members(sentence, self.mentions, field)
        noun = find_announcing(sentence, self.mentions) if context.announced else None
        if noun is not None:
            self.members.setdefault(noun.i, Members(noun, context.announced, ":"))
        self._by_token = {i: m for m in self.mentions for i in range(m.first, m.last + 1)}

    def mention_of(self, token: Token) -> Mention | None:
        """Return the mention that covers a token."""
        return self._by_token.get(token.i)

    def fillers(self, token: Token, group: bool = True) -> list[Filler]:
        """Return the entities a word stands for, with all that is listed beside it."""
        called = self.called(token)
        if called is not None:
            name = self.sentence.parse[called.last]
            joined = [*_conjuncts(token), *_conjuncts(name)] if group else []
            return _to_fillers([called]) + [f for c in joined for f in self.fillers(c)]
        mention = self.mention_of(token)
        if mention is not None and (
            self._describes(mention) or self._is_one_of_another(mention) or self._is_set(mention)
        ):
            return []
        if mention is not None:
            if token.i in self.members and mention.type in CONCEPTS:
                return self._members(token)
            term = mention.type in CONCEPTS or (mention.type == "Thing" and mention.surface.split()[-1].islower())
            if term and (self._is_some_case(token, mention) or self._is_narrowed(mention)):
                return []
            if self.field.ontology.plays(mention.type, Role.LEVEL):
                return _to_fillers([m for c in token.children if (m := self.mention_of(c)) is not None] + [mention])
            if not group:
                return _to_fillers([mention])
            return _to_fillers(self._group(mention)) + self._listed_elsewhere(token)
        if token.i in self.members:
            return self._members(token)
        found = (
            self._told_together(token)
            or self._pronoun(token)
            or self._class_noun(token)
            or self._made_of(token)
            or self._own_part(token)
            or self._output(token)
            or self._release(token)
            or self._named_beside(token)
            or self._aspect(token)
        )
        if not found and token.lower_ in self.field.lexicon.words["emptyHead"]:
            found = self._term(token)
        found = found or self._called_by_kind(token) or self._of_section(token)
        if found or not group:
            return found + [f for c in _conjuncts(token) for f in self.fillers(c) if f not in found and group]
        return [filler for conjunct in _conjuncts(token) for filler in self.fillers(conjunct)]

    def called(self, noun: Token) -> Mention | None:
        """Return the name a common noun is given by "called X" or "named X"."""
        classes = self.field.lexicon.class_of
        own = self.mention_of(noun)
        if (
            own is not None
            and own.type not in CONCEPTS
            and own.last == noun.i
            and own.first <= noun.i
            and noun.pos_ == "PROPN"
        ):
            return None
        for verb in noun.subtree:
            if verb.lower_ not in _NAMING or verb.dep_ not in {"acl", "relcl"} or verb.i < noun.i:
                continue
            # "a framework for communication called X": the framework is called so, where only it is a kind.
            manner = noun.lower_ in self.field.lexicon.words["manner"]
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
        wanted = self.field.lexicon.class_of.get(word.lower())
        if wanted is None or not self.field.ontology.is_a(wanted, "Organization"):
            return None
        named = {m.entity for m in self.mentions if m.entity is not None and m.last < token.i}
        fitting = [e for e in named if self.field.ontology.is_a(e.type, wanted)]
        return fitting[0] if len(fitting) == 1 else None

    def announced(self) -> list[Filler]:
        """Return the names in the list that the sentence leads into."""
        return _to_fillers(self.context.announced)

    def words(self, span: Span) -> str:
        """Return the words of the sentence under a span of its document."""
        start = self.sentence.span.start
        return self.sentence.text[span.start - start : span.end - start]

    def topic(self, token: Token) -> list[Filler]:
        """Return what the text speaks of, standing at a word."""
        return self._context_filler(self.context.topic, token)

    def phrase(self, token: Token) -> Span:
        """Return the noun phrase of a word: from its leftmost modifier to the end of its subtree."""
        words = [t for t in token.subtree if not t.is_punct]
        first, last = min(words, key=lambda t: t.i), max(words, key=lambda t: t.i)
        return self.sentence.span_of(first, last)

    def noun_chunk(self, noun: Token) -> tuple[Token, Token]:
        """Return first and last token of a noun with its compounds and adjectives, but no article."""
        first = noun
        for left in reversed(list(noun.lefts)):
            if left.dep_ not in _CHUNK or left.like_num or self._is_general(left):
                break
            if left.tag_ == "VBN" and any(c.dep_ == "advmod" for c in left.children):
                break  # "recently discovered flaws" are flaws
            if any(t.text in {",", "and", "or"} for t in noun.doc[left.right_edge.i + 1 : first.i]):
                break
            edge = left.left_edge
            if left.lower_ in _MEASURES and edge.head == left:
                first = edge  # "general purpose": neither says anything by itself
                continue
            first = edge if edge.pos_ in {"NOUN", "PROPN", "ADJ"} and not self._is_general(edge) else left
        if first.lower_ == "source" and 0 < first.i < noun.i and first.nbor(-1).lower_ == "open":
            first = first.nbor(1)  # "open source" is one word
        return first, noun

    def _is_general(self, token: Token) -> bool:
        """Tell whether an adjective says nothing of the kind of a thing."""
        if (
            token.tag_ in {"JJR", "JJS"}
            or (token.tag_, token.lower_) == ("JJ", "source")
            or _SAID_OF_HOST.fullmatch(token.lower_) is not None
        ):
            return True
        return token.lower_ in self.field.lexicon.words["generalModifier"]

    def is_plain(self, token: Token) -> bool:
        """Tell whether a word is a bare name: nothing but an article, brackets or an apposition beside it."""
        mention = self.mention_of(token)
        allowed = {"det", "punct", "appos", "cc", "conj", "relcl", "acl", "nummod", "advmod", "preconj"}
        return all(
            (mention is not None and mention.covers(child)) or child.dep_ in allowed or child.dep_ == "compound"
            for child in token.children
        )

    def _is_some_case(self, token: Token, mention: Mention) -> bool:
        """Tell whether a term stands for some of its cases only: "many databases", "your container"."""
        head = self.sentence.parse[mention.last]
        articles = {"a", "an"} if mention.type == "Thing" else set()
        return any(
            (child.dep_ in {"poss", "nummod"} or child.lower_ in _QUANTIFIERS | articles) and not mention.covers(child)
            for child in head.children
        )

    def _describes(self, mention: Mention) -> bool:
        """Tell whether a name only describes the noun behind it: "the Acme based service"."""
        tokens = self.sentence.parse
        if mention.last + 2 >= len(tokens) or tokens[mention.last + 1].lower_ not in _DESCRIBING:
            return False
        return tokens[mention.last + 2].pos_ in {"NOUN", "PROPN"}

    def _is_set(self, mention: Mention) -> bool:
        """Tell whether a name is that of a setting with its value: "AutoFlush = true", "hostNetwork: true"."""
        return _SETTING.match(self.sentence.text, mention.span.end - self.sentence.span.start) is not None

    def _is_one_of_another(self, mention: Mention) -> bool:
        """Tell whether a work is named right before another: "the Acme Dyno" is neither Acme nor every Dyno."""
        ontology, words = self.field.ontology, self.sentence.parse
        after = words[mention.last + 1 : mention.last + 3].text
        if is_word(mention.surface.lower()) and mention.surface.istitle() and re.match(r"of [A-Z]", after):
            return True  # "the Acme Distribution of Dyno", "the City of Malmö"
        beside = words[mention.first - 1] if mention.first else None
        if beside is None or beside.dep_ not in {"compound", "nmod"} or beside.head.i < mention.last:
            return False
        before = self.mention_of(beside)
        if before is not None and ontology.plays(before.type, Role.VALUE):
            before = self._by_token.get(before.first - 1)  # "the Acme Go Dyno"
        named = mention.type == "Thing" or ontology.plays(mention.type, Role.WORK)
        return named and before is not None and ontology.plays(before.type, Role.WORK)

    def _is_narrowed(self, mention: Mention) -> bool:
        """Tell whether words before a term make it a narrower thing than the term: "a plain text exposition format"."""
        head = self.sentence.parse[mention.last]
        before = (c for c in head.children if c.i < mention.first and c.dep_ in _NARROWING and c.text[:1].isalpha())
        return any(not self._is_general(child) for child in before)

    def _members(self, token: Token) -> list[Filler]:
        """Return the names given for a noun; what "companies" names of no known class is a company."""
        name = self.field.lexicon.class_of.get(token.lower_, "Thing")
        told = name if self.field.ontology.is_a(name, "Agent") else None
        return [
            Filler(Entity(f.entity.iri, f.entity.label, told), f.span) if told and f.entity.type == "Thing" else f
            for f in _to_fillers(self.members[token.i].mentions)
        ]

    def _group(self, mention: Mention) -> list[Mention]:
        """Return a mention with those listed beside it, unless they modify something else."""
        group = find_coordinated(mention, self.mentions, self.sentence)
        if len(group) == 1:
            return group
        tokens = self.sentence.parse
        own = tokens[mention.last].dep_ in _MODIFYING

        def fits(other: Mention) -> bool:
            token = tokens[other.last]
            after = tokens[other.last + 1] if other.last + 1 < len(tokens) else None
            modifies = token.dep_ in _MODIFYING and after is not None and after.pos_ in {"NOUN", "PART"}
            starts_clause = token.dep_ in {"nsubj", "nsubjpass"} and tokens[mention.last].head != token.head
            return (own or not modifies) and not (starts_clause and other.first > mention.last)

        subject = tokens[mention.last]
        if subject.dep_ in {"nsubj", "nsubjpass"} and subject.head.dep_ == "conj":
            group = group[group.index(mention) :]  # "uses A, and B does ..."
        kept = []
        for other in group[group.index(mention) :]:
            if not fits(other) and other is not mention:
                break
            kept.append(other)
        return [m for m in group[: group.index(mention)] if fits(m)] + kept

    def _listed_elsewhere(self, token: Token) -> list[Filler]:
        """Return the names joined to a word by the grammar alone: "A, the system of X, and B"."""
        found: list[Filler] = []
        for other in token.conjuncts:
            mention = self.mention_of(other)
            kind = mention is None or (mention.type in CONCEPTS and mention.first == other.i)
            if other.dep_ == "conj" and other.i > token.i and kind and any(c.dep_ == "det" for c in other.children):
                found.extend(f for f in self._class_noun(other) if f.named)  # "X and a Y database"
            if other.dep_ != "conj" or other.i < token.i or mention is None or mention.covers(token):
                continue
            if self.sentence.parse[mention.last].dep_ not in _MODIFYING and mention.type not in CONCEPTS:
                group = self._by_token.get(token.i)
                if group is None or mention not in self._group(group):
                    found.extend(_to_fillers([mention]))
        return found

    def _pronoun(self, token: Token) -> list[Filler]:
        word = token.lower_
        if word in _PERSONAL:
            return self._context_filler(self.context.person, token)
        if word == "this" and token.i == 0 and token.dep_ == "nsubj" and token.head.lemma_ == "be":
            kinds = {c.lower_ for c in token.head.children if c.dep_ == "attr"}
            fits = self.context.fresh and kinds & self.field.lexicon.words["anaphoric"]
            return self._context_filler(self.context.topic, token) if fits else []
        if is_expletive(token):
            return []
        if word == "this" and token.dep_ == "nsubj" and token.head.dep_ == "ccomp" and self.context.fresh:
            reported = token.head.head.lemma_ in {"say", "explain", "note", "add", "claim", "tell", "write"}
            return self._context_filler(self.context.topic, token) if reported else []
        if word in _TOPICAL and token.pos_ in {"PRON", "DET"} and token.dep_ != "det":
            earlier = [m for m in self.mentions if m.last < token.i and m.entity is not None]
            opened = self._opened_bracket(token)
            if opened is not None:
                return [Filler(f.entity, f.span, False) for f in _to_fillers(opened)]
            if token.dep_ in {"dobj", "pobj"} and not self.context.stable:
                return self._only_work_before(token, earlier)
            if earlier and token.i > 2:
                return self._same_sentence(word, token, earlier)
            return self._context_filler(self.context.topic, token)
        return []

    def _only_work_before(self, token: Token, earlier: Sequence[Mention]) -> list[Filler]:
        """Read "it" as an object where one work alone was named before, beside who acts: "Acme developed it"."""
        verb = token.head.head if token.dep_ == "pobj" else token.head
        if verb.pos_ != "VERB" or token.lower_ != "it":
            return []
        acting = {self.mention_of(word) for subject in find_subjects(verb) for word in subject.subtree}
        others = [mention for mention in earlier if mention not in acting]
        if others:
            works = {m.entity for m in others if m.entity is not None and self._is_work(m.entity)}
            return self._context_filler(works.pop(), token) if len(works) == 1 else []
        works = {entity for entity in self.context.recent if self._is_work(entity)}
        alone = self.context.fresh and works == {self.context.topic}
        return self._context_filler(self.context.topic, token) if alone else []

    def _is_work(self, entity: Entity) -> bool:
        return self.field.ontology.plays(entity.type, Role.WORK, Role.STANDARD)

    def _acts_on_topic(self, token: Token) -> bool:
        """Tell whether an object is what organizations do something with: "Acme and Uber run it in production"."""
        ontology = self.field.ontology
        topic = self.context.topic
        actors = [m for c in token.head.children if c.dep_ == "nsubj" and (m := self.mention_of(c)) is not None]
        works = (
            topic is not None and self.context.fresh and ontology.may_be(topic.type, (ontology.class_for(Role.WORK),))
        )
        return works and bool(actors) and all(ontology.is_a(m.type, "Organization") for m in actors)

    def _is_owned(self, token: Token) -> bool:
        """Tell whether a possessive stands before what organizations make: "Acme said that its project ..."."""
        nouns = [token.head, *(c for c in token.head.children if c.dep_ == "compound")]
        made = (self.field.lexicon.class_of.get(n.lower_, "Thing") for n in nouns)
        return token.dep_ == "poss" and any(self.field.ontology.plays(name, Role.WORK) for name in made)

    def _told_together(self, token: Token) -> list[Filler]:
        """Read "both", "the latter two", "all of them", "they": names that were joined before."""
        words = {token.lower_} | {c.lower_ for c in token.children if c.i < token.i or c.dep_ == "nummod"}
        if token.pos_ in {"NOUN", "PROPN"} and (
            token.tag_ != "NNS" or token.lower_ not in self.field.lexicon.class_of or self.mention_of(token) is not None
        ):
            return []
        listed = self._joined_before(token)
        if len(listed) < 2:
            return []
        count = 2 if words & {"two", "both"} else 1
        if "latter" in words:
            chosen = listed[-count:]
        elif "former" in words:
            chosen = listed[:count]
        elif words & {"both", "two"}:
            chosen = listed if len(listed) == 2 else ()
        elif words & {"all", "each"} and (token.tag_ in {"DT", "PDT"} or token.dep_ != "det") and not _of_noun(token):
            chosen = listed
        elif words & {"they", "them"} and self.context.plural and token.lower_ in {"they", "them"}:
            chosen = self.context.listed
        else:
            chosen = ()
        return [f for entity in chosen for f in self._context_filler(entity, token)]

    def _joined_before(self, token: Token) -> tuple[Entity, ...]:
        """Return the names joined right before a word in its sentence, or else in the sentence before."""
        earlier = [m for m in self.mentions if m.last < token.i and m.entity is not None and m.type not in CONCEPTS]
        if earlier:
            group = find_coordinated(earlier[-1], self.mentions, self.sentence)
            joined = [m.entity for m in group if m.entity is not None and m.last < token.i]
            return tuple(joined) if len(joined) > 1 else ()
        return self.context.listed

    def _opened_bracket(self, token: Token) -> list[Mention] | None:
        """Return the name right before the bracket a word stands in; None outside of brackets."""
        text = self.sentence.text[: token.idx]
        if text.count("(") <= text.count(")"):
            return None
        place = self.sentence.span.start + text.rindex("(")
        before = [m for m in self.mentions if m.span.end <= place]
        return before[-1:] if before and place - before[-1].span.end <= 2 else []

    def _same_sentence(self, word: str, token: Token, earlier: list[Mention]) -> list[Filler]:
        """Read a pronoun deep in a sentence: the subject before it, if that is one name."""
        common = self.field.lexicon.words["commonInitials"]
        named = [m for m in earlier if m.surface not in common]
        subjects = [m for m in named if self.sentence.parse[m.last].dep_ in {"nsubj", "nsubjpass"}]
        ontology = self.field.ontology
        if word in {"they", "them", "their"} and len(subjects) == 1 and _is_group(subjects[0], ontology):
            return [Filler(f.entity, f.span, False) for f in _to_fillers(subjects)]
        if word not in {"it", "its", "itself"}:
            return []
        if token.dep_ == "nsubj" and not subjects and self.context.fresh:
            return self._context_filler(self.context.topic, token)  # "Written in X, it is ..."
        agent = len(subjects) == 1 and ontology.is_a(subjects[0].type, "Agent")
        if agent and self._is_owned(token):
            return [Filler(f.entity, f.span, False) for f in _to_fillers(subjects)]
        if token.dep_ in {"dobj", "pobj"} or agent:
            if any(t.lower_ in {"it", "its"} for t in token.doc[: token.i]) or not subjects:
                return self._context_filler(self.context.topic, token)
            subjects = [
                m for m in earlier if self.sentence.parse[m.last].dep_ == "dobj" and not ontology.is_a(m.type, "Agent")
            ]
        if token.dep_ == "poss" and token.head.dep_ == "attr" and self._are_told_of(subjects, token.head):
            return self._context_filler(self.context.topic, token)  # "A and B are its rivals"
        if len(subjects) == 1:
            return [Filler(f.entity, f.span, False) for f in _to_fillers(subjects)]
        if not subjects and token.dep_ in {"dobj", "pobj"}:
            return self._context_filler(self.context.topic, token)
        opened = token.dep_ == "poss" and not subjects and (token.doc[0].lower_ == "its" or token.head.dep_ == "appos")
        return self._context_filler(self.context.topic, token) if opened else []  # "Its X is A and its Y is B"

    def _are_told_of(self, names: Sequence[Mention], noun: Token) -> bool:
        """Tell whether a predicate noun is said of some names."""
        told = {self.mention_of(subject) for subject in find_subjects(noun.head)}
        return any(name in told for name in names)

    def _class_noun(self, token: Token) -> list[Filler]:
        """Read "the X project", "project X", "X clusters" and "this project"."""
        lexicon, ontology = self.field.lexicon, self.field.ontology
        apostrophe = token.i > 1 and token.nbor(-1).text in {"’", "'"}  # "Acme’ clusters"
        before = self._by_token.get(token.i - 2 if apostrophe else token.i - 1)
        if (
            before is not None
            and self.sentence.parse[before.last].head == token
            and (token.lower_ in lexicon.words["transparent"] | lexicon.words["copies"])
        ):
            if token.tag_ == "NNS" and token.lower_ not in lexicon.words["copies"]:
                return []  # "Acme tools" are many things, and none of them is Acme
            if self._is_one_of_another(before):
                return []
            agent = before.type != "Agent" and ontology.is_a(before.type, "Agent")
            if before.type not in CONCEPTS and not agent and not ontology.plays(before.type, Role.LEVEL):
                through = token.lower_ in lexicon.words["copies"]
                if through and any(self._picks_out(c) and c.i < before.first for c in token.children):
                    return []  # some clusters, not all
                return [Filler(f.entity, f.span, True, through) for f in _to_fillers(self._group(before))]
            return []
        after = self._by_token.get(token.i + 1)
        if (
            after is not None
            and token.lower_ in lexicon.class_of
            and self.sentence.parse[after.last].dep_ in {"appos", "nmod", "punct"}
        ):
            return _to_fillers([after])
        owned = next((c for c in token.children if c.dep_ == "poss" and c.lower_ == "their"), None)
        if owned is not None and token.lower_ in lexicon.words["emptyHeadOfCategory"] and token.i - owned.i == 1:
            return self._owners(owned)
        name = lexicon.class_of.get(token.lower_)
        determiner = next((c.lower_ for c in token.children if c.dep_ == "det"), "")
        if name is None or determiner not in {"this", "these", "the", "that"}:
            return []
        if any(c.dep_ in {"amod", "compound", "relcl", "acl", "prep", "poss", "nmod"} for c in token.children):
            return []
        for wanted, entity in (self.context.by_class or {}).items():
            if determiner == "this" and ontology.is_a(wanted, name):
                return self._context_filler(entity, token)
        topic = self.context.topic
        if topic is None or token.lower_ not in lexicon.words["anaphoric"] or token.tag_ not in {"NN", "NNP"}:
            return []
        fits = ontology.may_be(topic.type, (name,)) and (topic.type != "Thing" or name != "Concept")
        return self._context_filler(topic, token) if fits else []

    def _made_of(self, token: Token) -> list[Filler]:
        """Read "the Acme exposition format" as a thing of that name: it belongs to Acme, and is not Acme."""
        lexicon = self.field.lexicon
        if token.tag_ != "NN" or token.lower_ not in lexicon.words["belonging"]:
            return []
        nouns = [c for c in token.children if c.dep_ in _MODIFYING and c.i < token.i]
        owner = self._by_token.get(min((c.left_edge.i for c in nouns), default=token.i))
        if owner is None or owner.type in CONCEPTS or owner.last >= token.i - 1 or not owner.surface[:1].isupper():
            return []
        between = self.sentence.parse[owner.last + 1 : token.i]
        if not all(t.tag_ == "NN" and t.text.isalpha() and t.text.islower() for t in between):
            return []
        words = self.sentence.parse[owner.first : token.i + 1].text
        kind = lexicon.class_of.get(token.lower_, self.field.ontology.class_for(Role.WORK))
        span = self.sentence.span_of(self.sentence.parse[owner.first], token)
        return [Filler(Entity(to_entity_iri(words), words, kind), span)]

    def _own_part(self, token: Token) -> list[Filler]:
        """Read "the dashboard of Acme", "its dashboard" as the Acme dashboard."""
        nouns = [c for c in token.children if c.dep_ in {"compound", "amod"} and c.i == token.i - 1]
        words = " ".join(t.text for t in (*nouns, token))
        wanted = self.field.lexicon.words["ownPart"]
        words = words if words.lower() in wanted else token.text
        owners = [c for c in token.children if c.dep_ == "poss"]
        owners += find_objects(token, "of")
        if words.lower() not in wanted or len(owners) != 1:
            return []
        found = self.fillers(owners[0], group=False)
        if len(found) != 1 or found[0].through or not self.field.ontology.plays(found[0].entity.type, Role.WORK):
            return []
        label = f"{found[0].entity.label} {words}"
        name = self.names.find(label)
        part = name.entity if name is not None else None
        part = part or Entity(to_entity_iri(label), label, self.field.ontology.class_for(Role.WORK))
        return [Filler(part, self.sentence.span_of(token, token))]

    def _picks_out(self, modifier: Token) -> bool:
        """Tell whether a modifier narrows to some cases: "old clusters", but not "remote" or "your clusters"."""
        if modifier.dep_ == "poss":
            return modifier.lower_ not in {"your", "our", "their", "its"}
        return modifier.dep_ == "amod" and modifier.lower_ not in self.field.lexicon.words["anyCase"]

    def _output(self, token: Token) -> list[Filler]:
        """Read "these events", "its metrics" as what the text speaks of, which gives them out."""
        if token.lower_ not in self.field.lexicon.words["output"] or not self.context.fresh:
            return []
        own = {"these", "those", "its", "their", "the", "all"}
        before = [c for c in token.children if c.i < token.i]
        told = token.dep_ in {"nsubjpass", "dobj"} and len(before) == 1 and before[0].lower_ in own
        topic = self.context.topic
        if not told or topic is None or not self.field.ontology.plays(topic.type, Role.WORK):
            return []
        return [replace(f, through=True) for f in self._context_filler(topic, token)]

    def _release(self, token: Token) -> list[Filler]:
        """Read "version 2", "this release", "the new version" as what the text speaks of, of which they are states."""
        topic = self.context.topic
        if token.dep_ not in {"nsubj", "nsubjpass"} or token.lower_ not in self.field.lexicon.words["release"]:
            return []
        beside = [c for c in token.children if c.i < token.i or c.dep_ == "nummod"]
        told = any(c.dep_ == "nummod" or c.lower_ in {"this", "new", "latest", "current"} for c in beside)
        plain = all(c.dep_ in {"det", "nummod", "amod"} for c in beside)
        works = topic is not None and self.field.ontology.plays(topic.type, Role.WORK)
        return self._context_filler(topic, token) if told and plain and works else []

    def _owners(self, token: Token) -> list[Filler]:
        """Read "A and B are seldom met, but their tools ..." as A and B."""
        group = (
            find_coordinated(earlier[-1], self.mentions, self.sentence)
            if (earlier := [m for m in self.mentions if m.last < token.i])
            else []
        )
        joined = [m.entity for m in group if m.entity is not None and self.field.ontology.plays(m.type, Role.WORK)]
        told = joined if len(joined) > 1 else list(self.context.listed) if self.context.plural and not earlier else []
        return [f for entity in told for f in self._context_filler(entity, token)]

    def _named_beside(self, token: Token) -> list[Filler]:
        """Read "its tracing system, X" and "the X "micro proxy""."""
        if token.lower_ not in self.field.lexicon.class_of or token.tag_ not in {"NN", "NNP"}:
            return []
        for child in token.children:
            mention = self.mention_of(child)
            if mention is None or mention.type in CONCEPTS or not _is_like_a_name(mention):
                continue
            quoted = mention.last + 1 < token.i and token.doc[mention.last + 1].text in {"“", '"', "‘"}
            named = child.dep_ == "appos" and child.i > token.i and child.i - token.i <= 3
            if named or (quoted and child.i < token.i):
                return _to_fillers([mention])
        return []

    def _aspect(self, token: Token) -> list[Filler]:
        """Read "the design of X" as X."""
        if token.lower_ not in self.field.lexicon.words["aspects"]:
            return []
        return [f for inner in find_objects(token, "of") for f in self.fillers(inner)]

    def _called_by_kind(self, token: Token) -> list[Filler]:
        """Read "Storage is the second layer": beside the noun of its kind a word names as in headings."""
        verb = token.head
        if verb.lemma_ != "be" or token.dep_ not in {"nsubj", "attr", "acomp"} or token.pos_ == "PRON":
            return []
        for other in verb.children:
            wanted = self.field.lexicon.class_of.get(other.lower_, "Thing")
            heading = self.field.ontology.plays(wanted, Role.HEADING)
            if other == token or other.dep_ not in {"nsubj", "attr"} or not heading:
                continue
            name = self.names.find(token.text, structural=True)
            if name is not None and name.entity.type == wanted:
                return [Filler(name.entity, self.sentence.span_of(token, token))]
        return []

    def _of_section(self, token: Token) -> list[Filler]:
        """Read "tools in this category", "tools in this space" as the section's category or layer."""
        if self.context.section is None or token.lower_ not in self.field.lexicon.class_of:
            return []
        for prep in token.children:
            for noun in prep.children if prep.dep_ == "prep" and prep.lower_ in {"in", "of"} else ():
                if noun.lower_ in {"category", "layer", "space", "area"} and any(
                    c.lower_ == "this" for c in noun.children
                ):
                    return [Filler(self.context.section, self.sentence.span_of(token, noun), False, True)]
        return []

    def _term(self, token: Token) -> list[Filler]:
        """Read "VM platforms" as the known term before the empty noun."""
        term = self.known_term(token)
        if term is None or any(child.lower_ in _QUANTIFIERS or child.dep_ == "poss" for child in token.children):
            return []
        return [Filler(term, self.sentence.span_of(token.left_edge, token))]

    def known_term(self, noun: Token) -> Entity | None:
        """Return the known term that a noun phrase ends with, an empty last word ("technologies") aside."""
        lexicon = self.field.lexicon
        own = self.mention_of(noun)
        if own is not None and own.last == noun.i and own.first < noun.i and own.type in {"Concept", "Category"}:
            return own.entity
        ends = [(noun.i, {"Concept", "Category"})]
        if noun.lower_ in lexicon.words["emptyHead"]:
            ends.append((noun.i - 1, {"Concept", "Category"}))
        elif noun.lower_ in lexicon.words["emptyHeadOfCategory"]:
            ends.append((noun.i - 1, {"Category"}))
        for end, types in ends:
            for start in range(noun.left_edge.i, end + 1):
                name = self.names.find(noun.doc[start : end + 1].text)
                if name is None or name.entity.type not in types:
                    continue
                # A one-word term inside a longer noun is not what the noun names.
                if start == end and end < noun.i and _has_modifier_before(noun.doc[start]):
                    return None
                return name.entity
        return None

    def _context_filler(self, entity: Entity | None, token: Token) -> list[Filler]:
        if entity is None:
            return []
        start = self.sentence.span.start + token.idx
        return [Filler(entity, Span(start, start + len(token.text)), False)]


def _is_like_a_name(mention: Mention) -> bool:
    """Tell whether a mention is written with a capital, or known though no dictionary has it."""
    return mention.surface[:1].isupper() or (mention.known is not None and not is_word(mention.surface))


def _of_noun(token: Token) -> bool:
    """Tell whether "all of" goes on with a noun and not with "them" or "these"."""
    inner = [g for c in token.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
    return any(g.lower_ not in {"them", "these", "those", "which"} for g in inner)


def _has_modifier_before(token: Token) -> bool:
    before = token.nbor(-1) if token.i > 0 else None
    return (
        before is not None
        and before.lower_ not in _QUANTIFIERS
        and before.dep_ in {"compound", "amod", "nmod"}
        and before.head.i >= token.i
    )


def _to_fillers(mentions: Sequence[Mention]) -> list[Filler]:
    return [Filler(m.entity, m.span, True) for m in mentions if m.entity is not None]


def _conjuncts(token: Token) -> list[Token]:
    nouns = {"NOUN", "PROPN", "PRON"}
    return [c for c in token.children if c.dep_ == "conj" and (c.pos_ in nouns or is_bare_gerund(c))]


def _is_group(mention: Mention, ontology: Ontology) -> bool:
    """Tell whether a name is of somebody who is more than one person."""
    return ontology.is_a(mention.type, "Agent") and mention.type != "Person"
