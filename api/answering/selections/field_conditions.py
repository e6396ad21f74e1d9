"""Field conditions: what the words of a question say of the fields of works' records."""

from __future__ import annotations

from api.answering.graph.fields.field_index import FieldIndex
from api.answering.graph.plans.periods import EVER
from api.answering.selections.keeps import Keeps
from api.answering.selections.matched import Matched
from ontology import Ontology


class FieldConditions:
    """Read what works have, or lack, in their fields."""

    def __init__(self, fields: FieldIndex, ontology: Ontology) -> None:
        self._fields = fields
        self._told = tuple(found.name for found in ontology.placing)

    @property
    def latest_day(self) -> str | None:
        """The day of the newest file of records, from which "for five years" counts back."""
        return self._fields.latest_day

    def read(self, matched: Matched) -> Keeps | None:
        """Return the condition that words of a question say, None where they say a day and the fields hold none."""
        parts = matched.cut("fields")
        named = tuple(dict.fromkeys(part.field for part in parts if part.kind == "<field>" and part.field is not None))
        words = tuple(dict.fromkeys(part.name for part in matched.cut() if part.kind == "<value>" and part.name))
        lacks = "no " in f"{matched.match['no']} " or bool(matched.match["lack"])
        denied = matched.denied != lacks
        period = matched.period or EVER
        flags = all(map(self._fields.is_flag, named))
        if flags and denied and not words and all(self._fields.find_value(name, ["false"], 0) for name in named):
            return Keeps(named, self._told, says="false")
        return Keeps(named, self._told, words, period, denied)
