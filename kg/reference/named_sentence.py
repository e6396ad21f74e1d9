"""The named sentence: one sentence with its names, what came before it, and the phrases around its nouns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from kg.documents import Span
from kg.language.capitals import is_abstract
from kg.language.parsing import ParsedSentence
from kg.language.tags import MODIFYING, NARROWING, SUBJECTS
from kg.naming.coordination import find_coordinated
from kg.naming.mentions import Mention
from kg.naming.names import Names, NameTable
from kg.reference.referents import Context, Filler
from kg.statements import Entity
from ontology import Field
from ontology.roles import Role

QUANTIFIERS = frozenset("many some several most few these those this that each every any no other another such".split())
_CHUNK = {"compound", "amod", "nmod", "npadvmod"}
_RANKED = {"party", "class", "person"}
MEASURES = {"purpose", "level", "scale", "performance", "grade", "quality"}
_SAID_OF_HOST = re.compile(r".*-(hosted|owned|supported|backed|related|led|sponsored|maintained|wide|level)")


class NamedSentence:
    """A sentence with its mentions, what the text before it lets words stand for, and the names of the corpus."""

    def __init__(
        self,
        sentence: ParsedSentence,
        mentions: Sequence[Mention],
        context: Context,
        field: Field,
        names: Names | None = None,
    ) -> None:
        self.names = names if names is not None else NameTable()
        self.sentence = sentence
        self.mentions = list(mentions)
        self.context = context
        self.discourse, self.setting = context.discourse, context.setting
        self.field = field
        self.ontology = field.ontology
        self.lexicon = field.lexicon
        self._by_token = {i: m for m in self.mentions for i in range(m.first, m.last + 1)}

    def mention_of(self, token: Token) -> Mention | None:
        """Return the mention that covers a token."""
        return self.mention_at(token.i)

    def mention_at(self, place: int) -> Mention | None:
        """Return the mention that covers the token of an index of the parse."""
        return self._by_token.get(place)

    def mention_over(self, span: Span) -> Mention | None:
        """Return the mention of just the words under a span."""
        return next((mention for mention in self.mentions if mention.span == span), None)

    def phrase(self, token: Token) -> Span:
        """Return the noun phrase of a word: from its leftmost modifier to the end of its subtree."""
        words = [t for t in token.subtree if not t.is_punct]
        first, last = min(words, key=lambda t: t.i), max(words, key=lambda t: t.i)
        return self.sentence.span_of(first, last)

    def noun_chunk(self, noun: Token) -> tuple[Token, Token]:
        """Return first and last token of a noun with its compounds and adjectives, but no article."""
        first = noun
        for left in reversed(list(noun.lefts)):
            if left.dep_ not in _CHUNK or left.like_num or self.is_general(left):
                break
            if left.tag_ == "VBN" and any(c.dep_ == "advmod" for c in left.children):
                break  # "recently discovered flaws" are flaws
            edge = left.left_edge
            if left.lower_ in MEASURES and edge.head == left:
                first = edge  # "general purpose": neither says anything by itself
                continue
            if left.lower_ in MEASURES and left.i > 0 and left.nbor(-1).tag_ == "JJ":
                break  # of "large scale systems" the parse hangs "large" on the systems
            first = edge if edge.pos_ in {"NOUN", "PROPN", "ADJ"} and not self.is_general(edge) else left
        if first.lower_ == "source" and 0 < first.i < noun.i and first.nbor(-1).lower_ == "open":
            first = first.nbor(1)  # "open source" is one word
        if first.lower_ in _RANKED and 0 < first.i < noun.i and first.nbor(-1).like_num:
            first = first.nbor(-1)  # "third party products"
        return (first.nbor(-1) if _is_measured(first, noun) else first), noun

    def is_general(self, token: Token) -> bool:
        """Tell whether an adjective says nothing of the kind of a thing."""
        if (
            token.tag_ in {"JJR", "JJS"}
            or (token.tag_, token.lower_) == ("JJ", "source")
            or _SAID_OF_HOST.fullmatch(token.lower_) is not None
        ):
            return True
        if token.tag_ == "NNP" and token.text.istitle() and token.head.tag_ == "NNP" and token.nbor(1) == token.head:
            return False  # "a New Zealand magazine"
        return token.lower_ in self.lexicon.words["generalModifier"]

    def is_plain(self, token: Token) -> bool:
        """Tell whether a word is a bare name: nothing but an article, brackets or an apposition beside it."""
        mention = self.mention_of(token)
        allowed = {"det", "punct", "appos", "cc", "conj", "relcl", "acl", "nummod", "advmod", "preconj"}
        return all(
            (mention is not None and mention.covers(child)) or child.dep_ in allowed or child.dep_ == "compound"
            for child in token.children
        )

    @property
    def category(self) -> Entity | None:
        """The category that the section is about, else the last one spoken of."""
        return self.setting.by_class.get(self.ontology.heading_for(Role.WORK) or "")

    def known_term(self, noun: Token) -> Entity | None:
        """Return the known term that a noun phrase ends with, an empty last word ("technologies") aside."""
        lexicon = self.lexicon
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

    def standing_for(self, entity: Entity | None, token: Token) -> list[Filler]:
        """Return an entity as what a word stands for, nothing where there is none."""
        if entity is None:
            return []
        start = self.sentence.span.start + token.idx
        return [Filler(entity, Span(start, start + len(token.text)), False)]

    def topic(self, token: Token) -> list[Filler]:
        """Return what the text speaks of, standing at a word."""
        return self.standing_for(self.discourse.topic, token)

    def group(self, mention: Mention) -> list[Mention]:
        """Return a mention with those listed beside it, unless they modify something else."""
        group = self.listed_with(mention)
        if len(group) == 1:
            return group
        tokens = self.sentence.parse
        own = tokens[mention.last].dep_ in MODIFYING

        def fits(other: Mention) -> bool:
            token = tokens[other.last]
            after = tokens[other.last + 1] if other.last + 1 < len(tokens) else None
            modifies = token.dep_ in MODIFYING and after is not None and after.pos_ in {"NOUN", "PART"}
            starts_clause = token.dep_ in SUBJECTS and tokens[mention.last].head != token.head
            return (own or not modifies) and not (starts_clause and other.first > mention.last)

        subject = tokens[mention.last]
        if subject.dep_ in SUBJECTS and subject.head.dep_ == "conj":
            group = group[group.index(mention) :]  # "uses A, and B does ..."
        kept = []
        for other in group[group.index(mention) :]:
            if not fits(other) and other is not mention:
                break
            kept.append(other)
        return [m for m in group[: group.index(mention)] if fits(m)] + kept

    def listed_with(self, mention: Mention) -> list[Mention]:
        """Return a mention with those listed beside it, itself included."""
        group = find_coordinated(mention, self.mentions, self.sentence)
        work = self._owned_by(group[0], group[1:]) if len(group) > 1 else None
        if work is None:
            return group
        return group[:1] if mention == group[0] else [work, *group[1:]]

    def _owned_by(self, owner: Mention, others: Sequence[Mention]) -> Mention | None:
        """Return the work that a list goes on from, where its maker stands behind it: "Dyno from Acme, B and C"."""
        word = self.sentence.parse[owner.last]
        preposition = word.head
        if word.dep_ != "pobj" or preposition.lower_ not in {"from", "by", "of", "at"}:
            return None
        work = self.mention_of(preposition.head)
        acting = [self.ontology.is_a(mention.type, "Agent") for mention in (owner, *others)]
        if work is None or self.ontology.is_a(work.type, "Agent") or not acting[0] or any(acting[1:]):
            return None
        return work

    def is_work(self, entity: Entity) -> bool:
        """Tell whether an entity is something that the documents are about, or a standard of such things."""
        return self.ontology.plays(entity.type, Role.WORK, Role.STANDARD)


def to_fillers(mentions: Sequence[Mention], *, named: bool = True) -> list[Filler]:
    """Return the entities of mentions, as what the mentions name or as what another word stands for."""
    return [Filler(m.entity, m.span, named, proper=_is_proper(m)) for m in mentions if m.entity is not None]


def _is_proper(mention: Mention) -> bool:
    """Tell whether one word has a capital, and is no plural and no idea: so no ordinary noun stands without article."""
    surface = mention.surface
    single = mention.first == mention.last and surface.istitle()
    return single and not surface.endswith("s") and not is_abstract(surface)


def _has_modifier_before(token: Token) -> bool:
    before = token.nbor(-1) if token.i > 0 else None
    return (
        before is not None
        and before.lower_ not in QUANTIFIERS
        and before.dep_ in NARROWING
        and before.head.i >= token.i
    )


def _is_measured(first: Token, noun: Token) -> bool:
    """Tell whether a number before a kind belongs to it, and does not count: "a 2 ft gauge railway"."""
    number = first.nbor(-1) if noun.left_edge.i < first.i < noun.i else None
    year = number is not None and len(number.text) == 4
    one = any(c.lower_ in {"a", "an"} for c in noun.children)
    return number is not None and one and number.text.isdigit() and not year
