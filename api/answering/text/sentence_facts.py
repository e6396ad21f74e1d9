"""Facts that only a sentence holds: the first sentence that fits a question and gives what it asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.answering.graph.facts.kinds import KindReader
from api.answering.model import MAX_ANSWER, PERHAPS, Answer, Term
from api.answering.question.asked.duties import asks_for_duty
from api.answering.question.asked.held import holds
from api.answering.question.asked.nouns import asks_for_narrower, find_main_verb
from api.answering.question.asked.sought import EMPTY_TOKENS, find_sought
from api.answering.question.asked.versions import asks_for_version
from api.answering.question.asked.wanted import Wanted
from api.answering.question.entities import EntityIndex
from api.answering.question.reading import Form, Reading
from api.answering.text.fit.counting import CountReader
from api.answering.text.fit.fitting import SentenceFitter, is_dated_row
from api.answering.text.fit.foremost import LENIENCE, find_most_unsaid, is_near, may_be_asked
from api.answering.text.fit.happened import HappeningReader
from api.answering.text.fit.last_look import may_answer
from api.answering.text.fit.plainly import says_plainly
from api.answering.text.fit.turned import turns_around
from api.answering.text.lists.enumerations import find_enumeration, find_next_list
from api.answering.text.lists.headed_lists import find_headed_lists, find_inner_lists
from api.answering.text.sentences.accounting import MEANT, MOST_UNSAID, accounts, find_said, find_unsaid
from api.answering.text.sentences.antecedents import is_about, with_antecedent
from api.answering.text.sentences.parts import to_part
from api.answering.text.sentences.prose import points_elsewhere, with_more, write_sentences
from api.answering.text.sentences.ranking import SentenceRanker
from api.answering.text.sentences.sentences import Sentence, find_row, is_bare_list, states_nothing
from api.answering.text.sentences.unnamed import find_opening
from api.answering.text.tables.row_keys import find_row_key
from api.answering.text.values.given import Given
from api.answering.text.values.measures import asks_for_measure
from api.answering.text.values.picking import SURE
from api.answering.text.values.told import STRENGTH
from api.answering.text.values.values import ValueFinder
from indexer.passages import Hit
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.documents import CELL_GAP, Span
from kg.language.dates import MONTH_NAMES
from kg.language.releases import find_versions, to_bare_version
from kg.naming.people import looks_like_person
from ontology import Field
from ontology.roles import Role

# A fit that is beyond doubt.
BEST_FIT = 1.8
# How many sentences are looked at, and how many of them for whatever they may give.
TOLD_AT, LOOKED_AT = 40, 8
# What a sentence is preferred for: a name stands out in it, it lists what is asked for, it tells the very relation.
PREFERRED, PREFERRED_LIST, PREFERRED_TOLD = 0.3, 0.6, 0.8
# How sure a sentence is that only a last look finds.
LIKELY = 0.3
_SEVERAL = 2
# How near a sentence comes to all the words of a question that it says as a whole.
_MEANT_WHOLLY = 0.7
# How well a list fits whose headings say all that is asked.
HEADED_FIT = 1.1
# The share of a question's words that a sentence of all its words holds, one way or another.
ALL_SAID = 0.9
_EXAMPLES = re.compile(r"\((?:e\.g\.?,?|for example|such as|like)\s[^()]*\)", re.IGNORECASE)
_SENTENCE = 6  # words of a cell that tells something
_WORD = re.compile(r"[\w.+-]*\w")
_LAST_OF_LIST = r"\b(?:and|or) (?:the |an? )?"
_BY_NAME = re.compile(rf"\bby (?:the )?(?!(?:{'|'.join(MONTH_NAMES)})\b)[A-Z]")


@dataclass(frozen=True, slots=True)
class _Found:
    """Sentences that hold an answer: how well they fit, what they give, and what they are preferred for."""

    fit: float
    sentences: Sequence[Sentence]
    items: tuple[Term, ...]
    preference: float


class SentenceFactFinder:
    """Answer with a fact that one sentence holds."""

    def __init__(
        self, index: PassageIndex, ranker: SentenceRanker, entities: EntityIndex, kinds: KindReader, field: Field
    ) -> None:
        self._index = index
        self._ontology = field.ontology
        self._lexicon = field.lexicon
        self._fitter = SentenceFitter(ranker)
        self._counts = CountReader(entities, field)
        self._happenings = HappeningReader(entities, field.lexicon.class_of)
        self._values = ValueFinder(entities, kinds, field)

    def answer(
        self, reading: Reading, wanted: Wanted, hits: Sequence[Hit], ranked: Sequence[Sentence]
    ) -> Answer | None:
        """Answer with the first sentence that fits and holds something of the kind asked for."""
        found: list[_Found] = []
        for rank, sentence in enumerate(ranked[:TOLD_AT]):
            read = self._read(reading, wanted, sentence, rank)
            if read is None:
                continue
            fit, told, given = read
            surely = bool(given.strength) or asks_for_measure(reading)
            gives_one = bool(given.items) and surely and not wanted.several and reading.form is not Form.COUNT
            may_list = _may_be_list(reading, wanted) and not (given.sure or gives_one)
            listed = find_enumeration(self._index, reading, sentence, ranked) if may_list else None
            told_here = not sentence.leads_in and not listed and not asks_for_version(reading)
            if told_here and turns_around(reading, sentence.text, sentence.referents, self._ontology):
                continue
            if listed:
                items = _count(listed.items, given) if reading.form is Form.COUNT else listed.items
                if reading.form is Form.COUNT and not items:
                    continue  # lines of which nobody knows how many things they tell
                one = _Found(fit, listed.sentences, items, PREFERRED_LIST if items else 0.0)
                if not wanted.several and not found:
                    return self._write(reading, hits, one)
                found += [one] if wanted.several or reading.form is Form.COUNT else []
            elif _gives_here(reading, sentence, given) and (given.items or _tells_more(reading, told)):
                told = [*find_opening(self._index, sentence), *told] if given.unnamed else told
                items = given.items or (self._values.find_list_in(reading, sentence, wanted) if wanted.several else ())
                found.append(_Found(fit, told, items, _preference(given)))
        if wanted.several:
            headed = [
                *find_headed_lists(self._index, reading, ranked, self._ontology),
                *find_inner_lists(reading, ranked),
            ]
            found += [_Found(HEADED_FIT, one.sentences, one.items, PREFERRED_LIST) for one in headed]
        elif reading.asks == "which" and all(one.fit + one.preference < HEADED_FIT + PREFERRED for one in found):
            alone = find_headed_lists(self._index, reading, ranked, self._ontology, least=1)
            found += [_Found(HEADED_FIT, one.sentences, one.items, PREFERRED) for one in alone if len(one.items) == 1]
        best = max(found, key=lambda one: one.fit + one.preference, default=None)
        best = best or self._read_first(reading, wanted, ranked)
        if wanted.several and (best is None or len(best.items) < _SEVERAL):
            best = self._gather(reading, wanted, ranked) or best
        return None if best is None else self._write(reading, hits, best)

    def answer_likely(
        self, reading: Reading, wanted: Wanted, hits: Sequence[Hit], ranked: Sequence[Sentence]
    ) -> Answer | None:
        """Answer "perhaps" with the first sentence where it likely answers, though not surely, else None."""
        whole = (s for s in ranked if CELL_GAP not in s.text and not s.leads_in and not states_nothing(s.text))
        first = next((s for s in whole if not points_elsewhere(s.text)), None)
        given = None if first is None else self._find_given(reading, wanted, first, 0)
        if first is None or given is None:
            return None
        told = with_antecedent(self._index, first, reading, self._ontology)
        found = next((hit.score for hit in hits if hit.passage is first.passage), 0.0)
        if not (
            (given.items or _tells_more(reading, told))
            and may_answer(reading, wanted, told, given, found, self._ontology)
            and self._counts.may_count(reading, first)
            and not self._happenings.is_of_other(reading, wanted, told)
            and self._says_value(reading, wanted, first, given)
        ):
            return None
        items = given.items if reading.form is Form.COUNT else ()
        answer = write_sentences(self._index, reading, hits, told, items, LIKELY)
        return answer.model_copy(update={"answer": f"{PERHAPS}{answer.answer}"[:MAX_ANSWER]})

    def _read_first(self, reading: Reading, wanted: Wanted, ranked: Sequence[Sentence]) -> _Found | None:
        """Return the first of all sentences where it surely gives what is asked for, in whatever words."""
        if not ranked or states_nothing(ranked[0].text) or points_elsewhere(ranked[0].text):
            return None
        sentence = ranked[0]
        given = self._find_given(reading, wanted, sentence, 0)
        if given is None or not given.items or not may_be_asked(given.items, reading, self._ontology):
            return None
        if not self._may_be_asked(reading, given.items):
            return None
        if turns_around(reading, sentence.text, sentence.referents, self._ontology):
            return None
        told = with_antecedent(self._index, sentence, reading, self._ontology)
        if not is_near(reading, sentence, given, find_unsaid(reading, wanted, told)):
            return None
        fit = self._fitter.fit(reading, wanted, sentence, given.borne)
        floor = self._fitter.find_floor(reading, wanted, sentence, given) - LENIENCE
        if fit < floor or not self._is_asked(reading, wanted, told, given, find_most_unsaid(reading)):
            return None
        return _Found(fit, told, given.items, 0.0)

    def _gather(self, reading: Reading, wanted: Wanted, ranked: Sequence[Sentence]) -> _Found | None:
        """Return several names, each given by a sentence of its own: "which mills grind rye"."""
        of_one = replace(wanted, several=False)
        found: dict[Term, tuple[float, list[Sentence]]] = {}
        for rank, sentence in enumerate(ranked[:LOOKED_AT]):
            read = self._read(reading, of_one, sentence, rank)
            if read is None:
                continue
            fit, told, given = read
            if given.strength >= SURE and not find_unsaid(reading, wanted, told):
                for item in given.items:
                    found.setdefault(item, (fit, told))
        if len({told[-1].text for _, told in found.values()}) < _SEVERAL:
            return None
        sentences = {sentence.text: sentence for _, told in found.values() for sentence in told}
        return _Found(min(fit for fit, _ in found.values()), list(sentences.values()), tuple(found), PREFERRED_LIST)

    def _write(self, reading: Reading, hits: Sequence[Hit], found: _Found) -> Answer:
        told = [_with_row(sentence, found.items) for sentence in found.sentences]
        told = with_more(self._index, told) if asks_for_duty(reading) and not found.items else told
        return write_sentences(self._index, reading, hits, told, found.items, found.fit / BEST_FIT)

    def _read(
        self, reading: Reading, wanted: Wanted, sentence: Sentence, rank: int
    ) -> tuple[float, list[Sentence], Given] | None:
        """Return how well a sentence fits, it behind what it leans on, and what it gives.

        None where it fits too little or tells something else.
        """
        if states_nothing(sentence.text) or (points_elsewhere(sentence.text) and reading.asks != "where"):
            return None
        if is_bare_list(sentence.text) and not wanted.several:
            return None
        given = self._find_given(reading, wanted, sentence, rank)
        if given is None:
            return None
        leads_on = sentence.leads_in or (wanted.several and find_next_list(sentence) is not None)
        if not (given.fits or leads_on or says_plainly(reading, wanted, sentence) or _says_wholly(reading, sentence)):
            return None
        fit = self._fitter.fit(reading, wanted, sentence, given.borne)
        may_be = given.sure or self._may_be_asked(reading, given.items)
        if not may_be or fit < self._fitter.find_floor(reading, wanted, sentence, given):
            return None
        told = with_antecedent(self._index, sentence, reading, self._ontology)
        return (fit, told, given) if self._is_asked(reading, wanted, told, given) else None

    def _find_given(self, reading: Reading, wanted: Wanted, sentence: Sentence, rank: int) -> Given | None:
        """Return what a sentence gives; of those far behind only where they tell or list what is asked for."""
        key = find_row_key(self._index, reading, sentence) if rank == 0 else None
        if key is not None:
            return Given(True, (key,), STRENGTH, find_sought(reading).heads)
        sentence = to_part(sentence, reading)
        told = self._values.find_told(reading, sentence)
        gives = wanted.gives is not None and wanted.gives(sentence.text)
        looked_at = rank < LOOKED_AT or gives or (wanted.several and sentence.leads_in)
        if told is None and (looked_at or is_dated_row(reading, sentence)):
            return self._values.find(reading, sentence, wanted)
        return told

    def _is_asked(
        self,
        reading: Reading,
        wanted: Wanted,
        told: Sequence[Sentence],
        given: Given,
        most_unsaid: float = MOST_UNSAID,
    ) -> bool:
        """Tell whether sentences, the telling one last, say what is asked of what is asked about."""
        sentence = told[-1]
        types = {item.type for item in given.items}
        return (
            is_about(told, reading, self._ontology)
            and self._counts.may_count(reading, sentence)
            and (given.sure or not self._happenings.is_of_other(reading, wanted, told))
            and (bool(given.items) or self._may_stand_alone(reading, wanted, told))
            and accounts(reading, wanted, told, given.borne, most_unsaid)
            and self._keeps_to_levels(reading, wanted, told)
            and self._says_value(reading, wanted, sentence, given)
            and not _is_of_other_version(reading, sentence.text)
            and self._names_later(reading, told)
            and not _is_only_example(reading, sentence.text)
            and not (given.changed and _is_another_change(reading, wanted, told, given))
            and not asks_for_narrower(reading, types, find_tokens(sentence.text), self._ontology)
        )

    def _names_later(self, reading: Reading, told: Sequence[Sentence]) -> bool:
        """Tell whether sentences name what came later, where a question asks what was before: a title does not."""
        said = {token for sentence in told for token in find_tokens(sentence.text)}
        return all(mention.stands_in(said) for mention in reading.find_later(self._ontology))

    def _keeps_to_levels(self, reading: Reading, wanted: Wanted, told: Sequence[Sentence]) -> bool:
        """Tell whether sentences, or what stands above them, say every level that a question names.

        Where several are asked for, it has to be that of all: "A, B and the archived C" tells of C alone.
        """
        levels = reading.playing(self._ontology, Role.LEVEL)
        one = f"{_LAST_OF_LIST}(?:{'|'.join(re.escape(m.surface) for m in levels)}) (?-i:[A-Z])"
        several = wanted.several or any(mention.is_plural for mention in reading.mentions)
        text = re.sub(one, " ", told[-1].text, flags=re.IGNORECASE) if levels and several else told[-1].text
        said = find_said([*told[:-1], replace(told[-1], text=text)])
        return all(mention.stands_in(said) for mention in levels)

    def _says_value(self, reading: Reading, wanted: Wanted, sentence: Sentence, given: Given) -> bool:
        """Tell whether a sentence gives, and calls by the noun asked for, what is no name: "under which licence"."""
        heads = find_sought(reading).heads
        asked = [use for use in reading.nouns if heads & set(reading.tokens(use.indices))]
        properties = [self._ontology.properties[sense] for use in asked for sense in use.frame.senses]
        if not properties or not all(found.literal and "string" in found.range for found in properties):
            return True
        told_by = frozenset().union(*(self._lexicon.conditions.get(found.name, ()) for found in properties))
        said = " ".join(item.label for item in given.items) or sentence.text
        if not told_by.isdisjoint(word.lower() for word in _WORD.findall(said)):
            return True  # of licences "MIT", "Apache", "licence"
        return bool(given.items) and not heads.isdisjoint(find_tokens(sentence.text))

    def _may_be_asked(self, reading: Reading, items: Sequence[Term]) -> bool:
        """Tell whether items may be who is asked for, where somebody is; nobody, and no work, is where somebody is."""
        if reading.asks == "where":
            if any(looks_like_person(i.label) or self._ontology.is_a(i.type or "", "Person") for i in items):
                return False
            if any(self._ontology.is_a(m.entity.type, "Person") for m in reading.mentions[:1]):
                return not any(item.type and self._ontology.plays(item.type, Role.WORK) for item in items)
        agents = self._ontology.is_a(reading.answer_class or "", "Agent")
        return not agents or reading.form is Form.COUNT or may_be_asked(items, reading, self._ontology)

    def _may_stand_alone(self, reading: Reading, wanted: Wanted, told: Sequence[Sentence]) -> bool:
        """Tell whether sentences of which no item stands out answer who or where as they are: they say all.

        Who did something has to stand in them behind "by", which company did in one that holds every word of it.
        """
        sentence = told[-1]
        if sentence.leads_in or find_next_list(sentence) is not None:
            return True  # the items stand behind it
        somebody = self._ontology.is_a(reading.answer_class or "", "Agent")
        if reading.asks in {"who", "whom"} or (somebody and sentence.coverage < ALL_SAID):
            named = _BY_NAME.search(sentence.text) is not None and not find_unsaid(reading, wanted, told)
            return named or says_plainly(reading, wanted, sentence)
        return reading.asks != "where" or not find_unsaid(reading, wanted, told)


def _says_wholly(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a sentence says all the words of a question for a thing, and comes near to it as a whole."""
    meant = sentence.coverage >= ALL_SAID and sentence.meeting >= _MEANT_WHOLLY
    return meant and reading.asks in {"what", "which"} and reading.answer_class != "Date"


def _is_only_example(reading: Reading, text: str) -> bool:
    """Tell whether a sentence names what a question with no verb is about only as an example: "stores (e.g. X, Y)"."""
    if reading.verbs or find_main_verb(reading) is not None or not reading.mentions:
        return False
    named = [m for m in reading.mentions if not m.is_common][:1]
    held = [m for m in named if m.stands_in(set(find_tokens(text)))]
    return bool(held) and not any(m.stands_in(set(find_tokens(_EXAMPLES.sub(" ", text)))) for m in held)


def _is_of_other_version(reading: Reading, text: str) -> bool:
    """Tell whether a sentence names versions, and none of those that a question names."""
    asked = list(map(to_bare_version, find_versions(reading.text)))
    told = list(map(to_bare_version, find_versions(text))) if asked else []
    return bool(told) and not any(
        f"{a}.".startswith(f"{t}.") or f"{t}.".startswith(f"{a}.") for a in asked for t in told
    )


def _tells_more(reading: Reading, told: Sequence[Sentence]) -> bool:
    """Tell whether sentences say something that the question does not: "Made by X" tells nothing of what X made."""
    said = {token for sentence in told for token in find_tokens(sentence.text)}
    named = {token for m in reading.mentions for name in m.names for token in find_tokens(name)}
    return not said <= EMPTY_TOKENS | named | set(find_tokens(reading.text))


def _with_row(sentence: Sentence, items: Sequence[Term]) -> Sentence:
    """Return the first sentence of a row with the rest of it, where only that holds what is told."""
    row = find_row(sentence).rstrip()
    if all(item.label in sentence.text or item.label not in row for item in items):
        return sentence
    return replace(sentence, text=row, span=Span(sentence.span.start, sentence.span.start + len(row)))


def _count(items: Sequence[Term], given: Given) -> tuple[Term, ...]:
    """Return the number that a sentence gives, else how many things its list names."""
    return given.items or ((Term(label=str(len(items)), type="integer"),) if items else ())


def _gives_here(reading: Reading, sentence: Sentence, given: Given) -> bool:
    """Tell whether a sentence answers itself: no lead-in without its list, and no row, but for the day in it."""
    keyed = given.items and given.items[0].label == sentence.text.split(CELL_GAP, 1)[0].strip()
    dated = reading.answer_class == "Date" and bool(given.items)
    if CELL_GAP in sentence.text and not (keyed or dated or _is_told_in_cell(reading, sentence.text, given)):
        return False
    return not sentence.leads_in or bool(given.items)


def _is_told_in_cell(reading: Reading, row: str, given: Given) -> bool:
    """Tell whether a cell that says as much as a sentence tells who did what: "07:47 | Ann Lee takes over as ..."."""
    cells = [cell for cell in row.split(CELL_GAP) if len(cell.split()) >= _SENTENCE]
    told = all(any(item.label in cell for cell in cells) for item in given.items)
    return reading.asks in {"who", "whom"} and bool(cells) and told


def _preference(given: Given) -> float:
    """Return what a sentence is preferred for by what it gives."""
    if given.told:
        return PREFERRED_TOLD
    return PREFERRED if given.items and given.strength else 0.0


def _may_be_list(reading: Reading, wanted: Wanted) -> bool:
    """Tell whether a list may answer a question: not a date, and not one thing by its noun ("which team ...")."""
    single = reading.asks in {"which", "who"} and not wanted.several
    return reading.answer_class != "Date" and not single


def _is_another_change(reading: Reading, wanted: Wanted, told: Sequence[Sentence], given: Given) -> bool:
    """Tell whether a change in a release leaves out a word of the question: a release lists many that are alike.

    What a name is said to be ("the Zorblat client") need not be said.
    """
    said = "\n".join((*(sentence.text for sentence in told), *told[-1].headings))
    around = frozenset(find_tokens(" ".join(told[-1].around)))
    words = {n: find_tokens(reading.words[n].text) for n in reading.content}
    # A compound that shares a part with what the page is called by names the page's thing.
    called = {n for n, parts in words.items() if len(parts) > 2 and around & set(parts)}
    asked = (n for n in reading.content if n not in reading.named | called and n - 1 not in reading.named)
    return any(
        not given.borne & {token}
        and not holds(token, said, wanted)
        and not any(n < len(sentence.met) and sentence.met[n] >= MEANT for sentence in told)
        for n in asked
        for token in reading.tokens([n])
    )
