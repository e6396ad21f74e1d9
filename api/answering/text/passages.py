"""Answers from passages: comparisons, how and why, and facts that only a sentence holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from api.answering.graph.facts.kinds import KindReader
from api.answering.model import Answer, Term
from api.answering.question.asked.alone import holds, stands_alone
from api.answering.question.asked.duties import asks_for_duty, may_be_duty
from api.answering.question.asked.preferences import find_preferring
from api.answering.question.asked.sought import find_sought
from api.answering.question.asked.wanted import Wanted, asks_for_several, to_wanted
from api.answering.question.denials import denies, says_no
from api.answering.question.entities import EntityIndex
from api.answering.question.reading import Form, Reading
from api.answering.question.words.words import BE, DO, MODALS, TOLD_NOUNS
from api.answering.text.definitions.contrasts import choose_contrasts, find_defining, find_sides
from api.answering.text.fit.fitting import UNNAMED
from api.answering.text.fit.preferring import prefer
from api.answering.text.sentence_facts import SentenceFactFinder
from api.answering.text.sentences.accounting import accounts, find_core, find_unsaid
from api.answering.text.sentences.antecedents import find_proper, is_about, tells_of_all, with_antecedent
from api.answering.text.sentences.prose import (
    choose_window,
    points_elsewhere,
    with_more,
    write_sentences,
)
from api.answering.text.sentences.ranking import SentenceRanker
from api.answering.text.sentences.retrieval import find_passages
from api.answering.text.sentences.sentences import Sentence, is_bare_list, states_nothing
from api.answering.text.values.called import find_predicated, find_role
from api.answering.text.values.measures import asks_for_measure, tells_how_much
from indexer.passages import Hit
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.documents import CELL_GAP
from ontology import Field

# The share of a question's words that the best sentence has to hold before it is an answer.
COVERED = {Form.PASSAGE: 0.45, Form.COMPARISON: 0.4}
MET = 0.4
_BRIEF = 3  # words of content of a question that says little but a name: "which company makes Acme"
MAX_LISTED = 12
# What share of the best sentence's coverage a command needs.
COMMANDED = 0.9
_COMMAND = frozenset(find_tokens("command"))
_NOT_TYPED = frozenset("who whom whose why when".split())
_BY_DOING = re.compile(r"\bby [a-z]+ing \w+", re.IGNORECASE)
# What has one answer, a name or a value, where it does not ask to be told something.
_FACTUAL = frozenset([Form.OPEN, Form.COUNT])


class PassageAnswerer:
    """Answer in the documents' own sentences."""

    def __init__(
        self,
        index: PassageIndex,
        entities: EntityIndex,
        kinds: KindReader,
        define: Callable[[str], Sentence | None],
        field: Field,
    ) -> None:
        """`define` returns the sentence that says what a thing of some name is."""
        self._index = index
        self._define = define
        self._field = field
        self._ranker = SentenceRanker(index)
        self._facts = SentenceFactFinder(index, self._ranker, entities, kinds, field)
        # A question is looked at several times: in the place of facts guessed at, by itself, and at last.
        self._ranked = lru_cache(maxsize=8)(self._find_ranked)

    def answer(self, reading: Reading) -> Answer | None:
        """Answer in up to five sentences where they fit the question, else None."""
        wanted = to_wanted(reading, self._field)
        if reading.form is Form.BOOLEAN or not wanted.tokens or self._names_unknown(reading):
            return None  # what is not said to be so or otherwise is not answered with what else is said
        hits, ranked = self._ranked(reading)
        if self._names_part(reading, hits):
            return None
        command = self._tell_command(reading, wanted, hits, ranked) if _asks_for_command(reading) else None
        if command is not None:
            return command
        if not _may_be_typed(reading):
            ranked = [s for s in ranked if not s.passage.has_command(s.span)]
        measured = reading.asks == "how" and asks_for_measure(reading)
        named = any(find_predicated(reading, s.text) or find_role(reading, s.text) for s in ranked[:3])
        if measured or named or (reading.form in _FACTUAL and not _asks_for_prose(reading)):
            if denies(reading):
                ranked = [sentence for sentence in ranked if says_no(sentence.text)]
            fact = self._facts.answer(reading, wanted, hits, ranked)
            if fact is not None and not may_be_duty(fact.answer, reading):
                fact = None
            if fact is not None or (reading.form in _FACTUAL and not _may_be_told(reading)):
                return fact
        whole = (s for s in ranked if CELL_GAP not in s.text and not is_bare_list(s.text))
        ranked = [s for s in whole if not states_nothing(s.text) and not points_elsewhere(s.text)]
        if not ranked:
            return None
        covered = max(sentence.coverage for sentence in ranked[:3])
        form = reading.form if reading.form in COVERED else Form.PASSAGE
        if form is Form.PASSAGE:
            covered = max(covered, self._coverage(wanted.tokens, ranked[0]))
        met = max(sentence.meeting for sentence in ranked[:3])
        if met < MET or covered < COVERED[form] + (UNNAMED if not reading.mentions else 0.0):
            return None
        chosen = with_more(self._index, self._lead_on(self._choose(reading, wanted, ranked)))
        if form is not Form.COMPARISON and not self._bears_out(reading, wanted, chosen):
            return None
        return write_sentences(self._index, reading, hits, chosen, confidence=covered * (0.5 + met / 2))

    def answer_likely(self, reading: Reading) -> Answer | None:
        """Answer with the best sentence where nothing surer answered and it likely does, else None."""
        wanted = to_wanted(reading, self._field)
        verdict = reading.form in {Form.BOOLEAN, Form.COMPARISON}
        if verdict or denies(reading) or not wanted.tokens or self._names_unknown(reading):
            return None
        hits, ranked = self._ranked(reading)
        return None if self._names_part(reading, hits) else self._facts.answer_likely(reading, wanted, hits, ranked)

    def _find_ranked(self, reading: Reading) -> tuple[Sequence[Hit], Sequence[Sentence]]:
        """Return the passages found for a question, and their sentences, the best first."""
        hits = find_passages(self._index, reading)
        ranked = self._ranker.rank(to_wanted(reading, self._field), hits)
        return hits, prefer(reading, ranked, self._field.ontology)

    def _tell_command(
        self, reading: Reading, wanted: Wanted, hits: Sequence[Hit], ranked: Sequence[Sentence]
    ) -> Answer | None:
        """Answer with the command that does what is asked, or None."""
        found = self._find_command(ranked)
        if found is None or found[-1].coverage < COVERED[Form.PASSAGE] or not accounts(reading, wanted, found):
            return None
        items = [Term(label=found[-1].text)]
        return write_sentences(self._index, reading, hits, found, items, confidence=found[-1].coverage)

    def _bears_out(self, reading: Reading, wanted: Wanted, chosen: Sequence[Sentence]) -> bool:
        """Tell whether sentences say what a question asks of its names, or takes for granted of them ("why is ...")."""
        if reading.form in _FACTUAL and not _asks_for_prose(reading):
            told = any(is_about([sentence], reading, self._field.ontology) for sentence in chosen)
            return told and not find_unsaid(reading, wanted, chosen)
        if not self._tell_of_both(reading, wanted, chosen):
            return False
        if reading.asks == "how" and asks_for_measure(reading):
            return any(tells_how_much(sentence.text) for sentence in chosen) and accounts(reading, wanted, chosen)
        if reading.asks != "why":
            return accounts(reading, wanted, chosen)
        said = {token for s in chosen for token in find_tokens(f"{s.text} {' '.join(s.around)}")}
        named = all(m.stands_in(said) for m in reading.mentions)
        ontology = self._field.ontology
        leaning = (with_antecedent(self._index, sentence, reading, ontology) for sentence in chosen)
        return named and any(accounts(reading, wanted, told) and is_about(told, reading, ontology) for told in leaning)

    def _tell_of_both(self, reading: Reading, wanted: Wanted, chosen: Sequence[Sentence]) -> bool:
        """Tell whether some sentence says of two names what a question takes for granted: "why did X replace Y"."""
        ontology = self._field.ontology
        verbs = [u.first for u in reading.verbs]
        between = {
            n for n in verbs for one, other in pairwise(find_proper(reading, ontology)) if one.last < n < other.first
        }
        tokens = set(reading.tokens(between - find_preferring(reading)))
        if reading.asks not in {"why", "how"} or not tokens:
            return True
        said = tokens.union(*(wanted.alternatives.get(token, ()) for token in tokens))
        return any(
            tells_of_all(sentence, reading, ontology) and said & set(find_tokens(sentence.text)) for sentence in chosen
        )

    def _names_unknown(self, reading: Reading) -> bool:
        """Tell whether a question names something with a capital that no passage knows."""
        return any(
            n not in reading.named
            and (n > 0 or reading.words[n].text[1:] != reading.lowers[n][1:])
            and reading.words[n].text != reading.lowers[n]
            and not any(self._index.frequency(token) for token in find_tokens(reading.words[n].text))
            for n in reading.content
        )

    @staticmethod
    def _names_part(reading: Reading, hits: Sequence[Hit]) -> bool:
        """Tell whether all that a question names, with a capital, passages have only in longer names: "Acme X".

        Who says more of it may well call a thing by the beginning of its name.
        """
        if reading.mentions:
            return False
        texts = [hit.passage.text for hit in hits]
        cut = len(reading.content) > _BRIEF
        return any(
            any(holds(name, text) for text in texts)
            and not any(stands_alone(name, text, known=False, cut=cut) for text in texts)
            for name in _find_unnamed(reading)
        )

    def _choose(self, reading: Reading, wanted: Wanted, ranked: Sequence[Sentence]) -> list[Sentence]:
        """Return the sentences of an answer, with their neighbours for how and why."""
        command = self._find_command(ranked) if reading.asks == "how" else None
        if command is not None:
            return command
        if ranked[0].leads_in:
            return choose_window(ranked, 0, MAX_LISTED, 0)  # a lead-in is nothing without its list
        if reading.form is Form.COMPARISON:
            sides = find_sides(reading)
            defining = find_defining(reading, sides, self._define) if sides else []
            found = choose_contrasts(sides, ranked, self._ranker.weight, defining) if sides else []
            return found or choose_window(ranked, 0, 0, 4)
        if reading.asks == "why":
            return choose_window(ranked, 4, 1, 1)
        if _asks_briefly(reading) and not find_unsaid(reading, wanted, ranked[:1]):
            return choose_window(ranked, 0, 0, 0)
        return choose_window(ranked, 1, 3, 2)

    @staticmethod
    def _lead_on(chosen: Sequence[Sentence]) -> list[Sentence]:
        """Return sentences without those that lead into something which is not among them.

        What says by doing what something is done ("by adding the option to the command line:") says enough.
        """
        told = [
            sentence
            for sentence, following in zip(chosen, [*chosen[1:], None], strict=True)
            if not sentence.leads_in
            or (following is not None and following.passage is sentence.passage)
            or _BY_DOING.search(sentence.text)
        ]
        return told or list(chosen)

    def _find_command(self, ranked: Sequence[Sentence]) -> list[Sentence] | None:
        """Return the shortest command that does what is asked, behind the line before it; None where none does."""
        floor = COMMANDED * ranked[0].coverage
        commands = [s for s in ranked if s.passage.has_command(s.span) and s.coverage >= floor and s.meeting >= MET]
        if not commands:
            return None
        best = min(commands, key=lambda s: (len(find_tokens(s.text)), ranked.index(s)))
        leads = (s for s in ranked if s.passage is best.passage and s.span == best.lead)
        return [*(s for s in leads if s.leads_in), best]

    def _coverage(self, tokens: Sequence[str], best: Sentence) -> float:
        """Return the weighted share of the question's content words that a sentence (with its context) holds."""
        weights = {token: self._ranker.weight(token) for token in tokens}
        return sum(w for token, w in weights.items() if token in best.words) / (sum(weights.values()) or 1.0)


def _find_unnamed(reading: Reading) -> list[str]:
    """Return what a question writes as names though nothing is known by them, words side by side as one: "Acme X"."""
    own = [n for n in reading.content if n > 0 and n not in reading.named and reading.words[n].text[:1].isupper()]
    names: list[list[int]] = []
    for n in own:
        if names and names[-1][-1] == n - 1 and reading.words[n].start == reading.words[n - 1].end + 1:
            names[-1].append(n)
        else:
            names.append([n])
    return [" ".join(reading.words[n].text for n in name) for name in names]


def _asks_for_command(reading: Reading) -> bool:
    """Tell whether a question asks what to type: "which command lists the gates"."""
    return reading.asks in {"which", "what"} and bool(_COMMAND & find_sought(reading).heads)


def _may_be_typed(reading: Reading) -> bool:
    """Tell whether a line to type may answer a question: how something is done, or which option does it."""
    return reading.asks not in _NOT_TYPED and (reading.asks != "what" or not reading.verbs)


def _asks_for_prose(reading: Reading) -> bool:
    """Tell whether a question asks to be told something: "what happens when ...", "what is the reason ..."."""
    lowers = reading.lowers
    if reading.asks != "what" or reading.form is not Form.OPEN:
        return False
    if set(lowers[1:3]) & {"happens", "happened", "happen"}:
        return True
    told = not TOLD_NOUNS.isdisjoint(lowers[1:]) and not asks_for_several(reading)
    return reading.answer_class is None and told


def _asks_briefly(reading: Reading) -> bool:
    """Tell whether one sentence is enough that says all that is asked: "how is X spelled", "what does X use Y for".

    How something is done takes more.
    """
    behind = set(reading.lowers[1:2])
    return (reading.lowers[0] == "how" and bool(behind & BE)) or (reading.lowers[0] == "what" and bool(behind & DO))


def _may_be_told(reading: Reading) -> bool:
    """Tell whether what is asked for may take sentences: "what risks does X bring", "what did X say about Y"."""
    lowers = reading.lowers
    if (
        reading.asks != "what"
        or reading.form is not Form.OPEN
        or reading.answer_class is not None
        or not reading.mentions
    ):
        return False
    told = any(lower.removesuffix("s") in TOLD_NOUNS for lower in lowers)
    return (
        told
        or asks_for_duty(reading)
        or (bool(set(lowers[1:2]) & (DO | MODALS)) and len(find_core(reading)) > 1)
        or "say" in lowers
    )
