"""Mentions: which words of a question name something of the graph, and which names it leaves out."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from rapidfuzz.distance import DamerauLevenshtein

from api.answering.question.asked.sought import is_kind_noun
from api.answering.question.entities import EntityIndex, Known
from api.answering.question.reading import Mention
from api.answering.question.words.words import ARTICLES, BE, DO, EMPTY, MODALS, QUESTION_WORDS, STEERING, Word
from indexer.tokens import find_tokens
from kg.language.tags import INDEFINITE
from kg.naming.names import to_key, to_singular_key
from ontology import Field
from ontology.roles import Role

MAX_NAME = 9
FEW_FACTS = 3
LONG_NAME = 8
_CONNECTIVES = frozenset("in of on at to for from by with as and or since before after under".split())
_ADVERBS = frozenset("through into onto up down back away beyond".split())
_HAVING = frozenset(("have", "has", "need"))
_EXCEPT = frozenset(["except", "excepting", "besides", "beside", "excluding", "without"])
_APART = frozenset([("apart", "from"), ("aside", "from"), ("other", "than"), ("except", "for"), ("leaving", "out")])

# "JAVA_VERSION", what a variable is called.
_CONSTANT = re.compile(r"[A-Z0-9]+(?:_[A-Z0-9]+)+")
# "Can't" is no slip for a name.
_CLIPPED = frozenset("'’")


class MentionFinder:
    """Find the names of one graph in questions."""

    def __init__(
        self, entities: EntityIndex, field: Field, is_corpus_word: Callable[[str], bool],
        is_english: Callable[[str], bool], kind_words: Callable[[str], Collection[str]],
    ) -> None:  # fmt: skip
        """`kind_words` gives the words that say what an entity (IRI) is, as keyword search compares them."""
        self._entities = entities
        self._field = field
        self._kind_words = kind_words
        self._is_corpus_word = is_corpus_word
        self._is_english = is_english

    def find(self, words: tuple[Word, ...], dated: set[int]) -> list[Mention]:
        """Return the longest names from left to right, exact ones before close spellings."""
        found: list[Mention] = []
        position = 0
        while position < len(words):
            mention = None if position in dated else self._longest(words, position)
            if mention is None and position not in dated:
                mention = self._close(words, position)
            if mention is None or self._is_main_verb(mention, found, words):
                position += 1
                continue
            if found and found[-1].last == position - 1 and self._is_apposition(found[-1], mention, words):
                mention = replace(found.pop(), last=mention.last)  # "the X service mesh" is X
            found.append(mention)
            position = mention.last + 1
        return [m if m.is_common else replace(m, longer=self._entities.find_longer(m.entity)) for m in found]

    def _is_main_verb(self, mention: Mention, found: Sequence[Mention], words: tuple[Word, ...]) -> bool:
        """Tell whether a word in small letters is the verb behind "does" and a name: "does Acme go on"."""
        word = words[mention.first]
        if mention.first != mention.last or word.text != word.lower or mention.entity.label == word.text:
            return False
        if not found or found[-1].last != mention.first - 1:
            return False
        before = [word.lower for word in words[: found[-1].first] if word.lower not in ARTICLES]
        behind = words[mention.last + 1].lower if mention.last + 1 < len(words) else ""
        # But not in "does X go to Acme prices", "does every Acme site have".
        return bool(before) and before[-1] in DO and behind not in self._field.lexicon.verb_forms | _HAVING

    def _is_apposition(self, name: Mention, kind: Mention, words: tuple[Word, ...]) -> bool:
        """Tell whether a kind stands right behind a name it is said of, and not what the name has ("the X label").

        "An X chart" is no X.
        """
        if name.first > 0 and words[name.first - 1].lower in INDEFINITE:
            return False
        ontology = self._field.ontology
        stands_so = (
            kind.entity.type in {"Category", "Concept"}
            and ontology.plays(name.entity.type, Role.WORK)
            and not words[name.last].possessive
            and words[kind.first].text == words[kind.first].lower
        )
        known = self._kind_words(name.entity.iri) if stands_so else ()
        return stands_so and (not known or set(find_tokens(kind.surface)[-1:]) <= set(known))

    def _longest(self, words: tuple[Word, ...], start: int) -> Mention | None:
        for end in range(min(len(words), start + MAX_NAME), start, -1):
            if words[start].lower in EMPTY - {"one"} and end - start == 1:
                continue
            if words[start].lower in ARTICLES | BE | DO | QUESTION_WORDS or words[end - 1].lower in ARTICLES:
                continue
            surface = " ".join(word.text for word in words[start:end])
            found = self._entities.find(surface)
            if end - start > 1 and not surface.isupper():
                # "Java versions" is no JAVA_VERSION.
                found = tuple(known for known in found if not _CONSTANT.fullmatch(known.label))
            if end - start > 1 and words[start].text in _CONNECTIVES:
                # "in Cloud" has the letters of "Incloud", and is no name.
                found = tuple(k for k in found if k.label.lower().startswith(f"{words[start].text} "))
            if found and end - start > 1 and self._is_kind_of_name(words, start, end, found):
                continue
            if found and end - start > 1 and self._is_said_of_one(words[end - 1], found[0]):
                continue
            if found and (end - start > 1 or self._may_name(words, start, found)):
                return Mention(start, end - 1, surface, (*found, *self._without_version(words, start, end, found)))
            if any(word.possessive for word in words[start : end - 1]):
                continue
        return None

    def _is_said_of_one(self, word: Word, known: Known) -> bool:
        """Tell whether words end in what one thing is to another ("a Zorb member"), and not in a heading of many."""
        own = (word.lower, to_singular_key(word.lower))
        last = known.label.lower().split()[-1]
        if self._field.lexicon.class_of.get(word.lower) == known.type:
            return False  # "the X layer" is the layer X
        heading = self._field.ontology.plays(known.type, Role.HEADING) and not (
            last.endswith(own) or to_singular_key(last) in own
        )
        return heading and any(frame.is_noun for frame in self._field.lexicon.by_form.get(word.lower, ()))

    def _without_version(self, words: tuple[Word, ...], start: int, end: int, found: Sequence[Known]) -> list[Known]:
        """Return what a name with a version behind it names without ("X 2"), where little is told of the version."""
        if end - start < 2 or not words[end - 1].text[:1].isdigit() or found[0].degree > FEW_FACTS:
            return []
        bare = self._entities.find(" ".join(word.text for word in words[start : end - 1]))
        return [known for known in bare if known not in found]

    def _is_kind_of_name(self, words: tuple[Word, ...], start: int, end: int, found: Sequence[Known]) -> bool:
        """Tell whether words are a name with a kind ("X projects") rather than the concept so called."""
        surface = " ".join(word.text for word in words[start:end])
        named = surface == found[0].label != surface.lower()
        topic = found[0].type in {"Concept", "Thing"}
        if words[end - 1].lower not in self._field.lexicon.class_of or not topic or named:
            return False
        return any(
            known.type not in {"Concept", "Thing"}
            for known in self._entities.find(" ".join(word.text for word in words[start : end - 1]))
        )

    def _is_any_noun(self, noun: str) -> bool:
        """Tell whether a noun stands for any work, and says nothing of its kind: "projects"."""
        return self._field.is_noun_of_works(noun) and not is_kind_noun(noun, self._field)

    def _may_name(self, words: tuple[Word, ...], position: int, found: Sequence[Known]) -> bool:
        """Tell whether one word is meant as a name: not where it is a relation or kind word in lower case."""
        word = words[position]
        lexicon = self._field.lexicon
        if word.text != word.lower and position > 0:
            return True
        if word.lower in lexicon.verb_forms and found[0].label != word.text and _goes_on(words, position):
            return False  # "X goes back to Y" does not name the language Go
        if word.lower in lexicon.verb_forms and _is_verb_of_who(words, position):
            return False  # "who hosts X" does not name the concept Host
        if _is_verb_of_another(words, position):
            return False  # "does X keep the ..." does not name the product Keep
        heading = self._field.ontology.plays(found[0].type, Role.HEADING)
        if (
            heading
            and is_kind_noun(word.lower, self._field)
            and Mention(position, position, word.text, (*found,)).is_plural
        ):
            return True  # "databases" are what stands under the heading "Database"
        behind = words[position + 1].lower if position + 1 < len(words) else ""
        if heading and is_kind_noun(word.lower, self._field) and self._is_any_noun(behind):
            return True  # so are "database projects"
        asked = position > 0 and words[position - 1].lower in {"which", "what"}
        if word.lower in lexicon.class_of and (found[0].type in {"Concept", "Thing"} or asked):
            return False  # "which protocol" asks for one
        if word.lower in lexicon.class_of and heading and word.lower != found[0].label.lower():
            return False  # "written in which language" does not mean the heading "Languages"
        own = to_singular_key(to_key(word.text)) == to_singular_key(to_key(found[0].label))
        if heading and own and any(frame.names_subject for frame in lexicon.by_form.get(word.lower, ())):
            return False  # "the gold members" does not mean the heading "Members"
        level = self._field.ontology.plays(found[0].type, Role.LEVEL)
        if word.lower in lexicon.by_form and (level or found[0].type in {"Concept", "Thing"}):
            return level
        return True

    def _close(self, words: tuple[Word, ...], position: int) -> Mention | None:
        """Return the entity a misspelt word means, where the word is no word of the corpus or of English."""
        word = words[position].lower
        lexicon = self._field.lexicon
        if (
            word in EMPTY | STEERING
            or len(word) < 4
            or _CLIPPED & set(word)
            or word in lexicon.by_form
            or word in lexicon.class_of
        ):
            return None
        found = [known for known in self._entities.find_close(words[position].text) if known.degree]
        if found and words[position].text == word and self._is_english(word):
            # "outside" is no slip for a name two letters away, but "harbour" may be one.
            found = [known for known in found if DamerauLevenshtein.distance(to_key(word), to_key(known.label)) == 1]
        if found and (self._is_corpus_word(word) or self._is_corpus_word(to_singular_key(word))):
            # A long name without one of its letters may have the stem of the name itself.
            stem = find_tokens(word) if len(word) >= LONG_NAME else []
            found = [known for known in found if stem and find_tokens(known.label) == stem]
        return Mention(position, position, words[position].text, tuple(found), close=True) if found else None


def _goes_on(words: tuple[Word, ...], position: int) -> bool:
    """Tell whether an adverb and a preposition stand behind a word, as behind a verb: "back to", "out of"."""
    behind = [word.lower for word in words[position + 1 : position + 3]]
    return len(behind) > 1 and behind[0] in _ADVERBS | {"out"} and behind[1] in _CONNECTIVES


def _is_verb_of_who(words: tuple[Word, ...], position: int) -> bool:
    """Tell whether a word stands where "who" or "what" has its verb: "who hosts X", and not "what host does X need"."""
    asking = words[position - 1].lower if position == 1 else ""
    behind = words[position + 1].lower if position + 1 < len(words) else ""
    return asking in {"who", "what"} and bool(behind) and behind not in BE | DO | MODALS


def _is_verb_of_another(words: tuple[Word, ...], position: int) -> bool:
    """Tell whether a word stands where a verb does: behind "does X", before an article or "through"."""
    following = {word.lower for word in words[position + 1 : position + 2]}
    asked = any(word.lower in DO | MODALS for word in words[: position - 1])
    return asked and bool(following & (ARTICLES | _ADVERBS))


def find_excluded(words: tuple[Word, ...], mentions: Sequence[Mention]) -> tuple[tuple[Mention, ...], frozenset[int]]:
    """Return the names behind "apart from" and its like, with those joined to them, and the words of it all."""
    excluded: list[Mention] = []
    aside: set[int] = set()
    lowers = tuple(word.lower for word in words)
    for mention in mentions:
        before = mention.first - 1
        while before >= 0 and lowers[before] in ARTICLES:
            before -= 1
        first = before
        if before > 0 and (lowers[before - 1], lowers[before]) in _APART:
            first = before - 1
        elif before >= 0 and lowers[before] in {"and", "or"} and excluded and excluded[-1].last == before - 1:
            first = before
        elif excluded and excluded[-1].last == mention.first - 1:
            first = mention.first
        elif before < 0 or lowers[before] not in _EXCEPT:
            continue
        excluded.append(mention)
        aside |= set(range(first, mention.last + 1))
    return tuple(excluded), frozenset(aside)
