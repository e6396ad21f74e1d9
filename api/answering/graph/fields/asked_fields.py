"""Asked fields: the fields of records whose values a question about one thing asks for."""

from __future__ import annotations

from itertools import pairwise

from api.answering.graph.fields.field_index import AGENT, PAGES, FieldIndex, FieldName
from api.answering.question.reading import Form, Mention, Reading
from api.answering.question.words.words import COUNTED_NOUNS, EMPTY
from ontology import Field
from ontology.roles import Role

_MOST_UNREAD = 1  # words beside the field's name: "from which country does X come"
_GENERAL = PAGES | frozenset("name names entry entries record records value values field tag number".split())

_OF = frozenset(["of", "for", "with", "as"])
_TIMES = ("many", "times")


class AskedFields:
    """Find what is asked for of a thing: "the FIELD of X", "who audited X"."""

    def __init__(self, fields: FieldIndex, field: Field) -> None:
        self._fields = fields
        self._ontology = field.ontology
        self._class_of = field.lexicon.class_of

    def find(self, reading: Reading, thing: Mention) -> tuple[str, ...]:
        """Return the paths of the fields asked for, none where a question asks for something else."""
        named = self._find_name(reading, thing)
        if named is None:
            return ()
        first, end, name = named
        key = (
            self._find_key(reading, name, AGENT.fullmatch(reading.lowers[first]) is not None)
            if len(name.paths) > 1
            else None
        )
        if key is not None:
            return (key,)
        if reading.form is Form.COUNT:
            counted = {n for n, w in enumerate(reading.words) if w in reading.asked_words}
            return name.paths if first in counted or _TIMES in pairwise(reading.lowers) else ()
        if self._asks_for_things(reading, first, end):
            return ()  # "which project ..." asks for one, and not for what the field "project" holds
        read = {*thing.indices, *range(first, end)}
        rest = [w.lower for n, w in enumerate(reading.words) if n not in read and w.lower not in EMPTY | _GENERAL]
        return name.paths if len(rest) <= _MOST_UNREAD else ()

    def find_shared(self, reading: Reading, thing: Mention) -> tuple[str, ...]:
        """Return the fields in which what a question asks for holds the same: "which items have the FIELD of X"."""
        named = self._find_name(reading, thing)
        if named is None or not self._asks_for_things(reading, *named[:2]) or named[1] > thing.first:
            return ()
        if _OF.isdisjoint(reading.lowers[named[1] : thing.first]):
            return ()
        return named[2].paths

    def _asks_for_things(self, reading: Reading, first: int, end: int) -> bool:
        """Tell whether works or entries are asked for; "stack" in the name of a field (its place) asks for none."""
        inside = reading.answer_noun is not None and first <= reading.answer_noun < end
        work = not inside and self._ontology.plays(reading.answer_class or "", Role.WORK)
        return work or not COUNTED_NOUNS.isdisjoint(word.lower for word in reading.asked_words)

    def _find_name(self, reading: Reading, thing: Mention) -> tuple[int, int, FieldName] | None:
        """Return the longest name of a field among the words, with the places where it begins and ends."""
        places = [n for n in range(len(reading.words)) if n not in thing.indices]
        spans = [(n, *span) for n in places if (span := self._fields.find(reading.lowers, n)) is not None]
        apart = [span for span in spans if span[1] - 1 not in thing.indices]
        return max(apart, key=lambda span: (span[1] - span[0], -span[0]), default=None)

    def _find_key(self, reading: Reading, name: FieldName, of_agents: bool) -> str | None:
        """Return the key that is asked for of what a list of maps tells: "who audited X", "when was X audited".

        It is the one that is named; else of those that hold days for "when", and for "who" what names an agent.
        """
        keys = {path.rpartition(".")[2]: path for path in name.paths}
        said = [path for key, path in keys.items() if {key, f"{key}s"} & set(reading.lowers)]
        agents = [path for key, path in keys.items() if self._ontology.is_a(self._class_of.get(key, ""), "Agent")]
        days = [path for path in keys.values() if self._fields.holds_days(path)]
        pages = [path for path in keys.values() if path.endswith(("url", "link"))]
        asked = {"when": days, "who": agents, "whom": agents, "where": pages}.get(reading.asks or "", [])
        return next(iter(said or (agents if of_agents else asked)), None)
