"""Happened: whether what a sentence dates happened to the very thing whose day a question asks for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from api.answering.question.asked.nouns import find_main_verb
from api.answering.question.asked.wanted import Wanted
from api.answering.question.entities import EntityIndex
from api.answering.question.reading import Mention, Reading
from api.answering.question.words.words import ARTICLES, BE, DO, SUPERLATIVES, read_words
from api.answering.text.fit.clauses import Clause, find_clauses, find_stems
from api.answering.text.sentences.prose import points_back
from api.answering.text.sentences.sentences import Sentence
from api.answering.text.values.named import find_named
from indexer.tokens import find_tokens
from kg.documents import CELL_GAP

_BEHIND_WHO = 2  # the place of the name in "who made X"
_ADVERBS = SUPERLATIVES | frozenset("originally initially publicly officially".split())


class HappeningReader:
    """Tell to what things it happened that sentences date, or say who did."""

    def __init__(self, entities: EntityIndex, nouns: Collection[str]) -> None:
        """`nouns`: those that may stand for a name, "the project"."""
        self._entities = entities
        self._nouns = nouns

    def is_of_other(self, reading: Reading, wanted: Wanted, told: Sequence[Sentence]) -> bool:
        """Tell whether all that sentences date, or say who did, happened to something that a question does not name.

        "When was X founded" is not answered by "Its harbour began in 2016". The telling sentence stands last.
        """
        asked, verbs = _find_asked(reading), _find_verbs(reading, wanted)
        if asked is None or not verbs:
            return False
        dated, sentence = reading.answer_class == "Date", told[-1]
        if CELL_GAP in sentence.text:
            return dated and self._read(sentence, asked, sentence.text.split(CELL_GAP, 1)[0])[0].is_of_other
        clauses = [self._read(one, asked) for one in told]
        telling = clauses[-1] if dated else [clause for found in clauses for clause in found]
        if dated and not any(clause.dates for clause in telling):
            return False
        if not any(verbs & find_stems(word) for one in told for word in read_words(one.text)):
            return False
        if not any(clause.says(verbs) for clause in telling):
            return not points_back(sentence.text)  # what was said before is not dated here
        alone = asked.last + 1 >= max(reading.content)
        above = {token for text in sentence.around for token in find_tokens(text)}
        meant = asked.stands_in(above) or any(clause.speaks_of_asked for found in clauses for clause in found)
        return not any(clause.may_be_of_asked(verbs, dated, alone, meant) for clause in telling)

    def _read(self, sentence: Sentence, asked: Mention, text: str | None = None) -> list[Clause]:
        """Return the clauses of a sentence, or of what it begins with."""
        names = {surface for _, surface in find_named(self._entities, sentence) if surface != surface.lower()}
        part = sentence if text is None else replace(sentence, text=text)
        return find_clauses(part, asked, names, self._nouns)


def _find_asked(reading: Reading) -> Mention | None:
    """Return the one proper name of a question that something happened to.

    It stands before the verb or behind it: "when was X made", "when did X begin", "who made X".
    """
    named = [mention for mention in reading.mentions if not mention.is_common]
    if len(named) != 1 or reading.words[named[0].last].possessive:
        return None  # "who chairs Acme's board" asks of something that is Acme's
    first = named[0].first
    while first and reading.lowers[first - 1] in ARTICLES:
        first -= 1
    verbs = reading.verb_places | {find_main_verb(reading)}
    behind = [n for n in range(named[0].last + 1, len(reading.words)) if reading.lowers[n] not in _ADVERBS][:1]
    by_whom = reading.asks in {"who", "whom"}
    if by_whom and first == _BEHIND_WHO and first - 1 in verbs:
        return named[0]
    helping = BE if by_whom else BE | DO if reading.answer_class == "Date" else frozenset[str]()
    helped = first > 0 and reading.lowers[first - 1] in helping
    return named[0] if helped and verbs.issuperset(behind) and behind else None


def _find_verbs(reading: Reading, wanted: Wanted) -> set[str]:
    """Return the words that say what happened, as the index compares them, with those of the same relation."""
    main = find_main_verb(reading)
    places = reading.verb_places | ({main} if main is not None else set())
    tokens = set(reading.tokens(places))
    return tokens.union(*(wanted.alternatives.get(token, ()) for token in tokens))
