"""Plain questions: what records tell, asked in words that are surely understood, with other wordings of the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from ontology.sources import FieldSources

NAME = "plain-questions.yaml"


@dataclass(frozen=True, slots=True)
class PlainQuestion:
    """A question as a pattern with {thing} and the like, and other wordings of it.

    `gives`: the class of the answer, where it is a date or an agent. `of`: "work" or "agent", where the thing has to
    be one. `profiles`: it belongs to what is told of a thing where a question only asks what that is.
    """

    ask: str
    like: tuple[str, ...] = ()
    gives: str | None = None
    of: str | None = None
    profiles: bool = False

    @property
    def wordings(self) -> tuple[str, ...]:
        """The patterns of all its wordings."""
        return (self.ask, *self.like)


@dataclass(frozen=True, slots=True)
class PlainNouns:
    """The words of a field of which plain questions are made.

    `work`, `agent`, `host`: what stands for a thing; `works`, `agents`: for a set; `heading`: what holds works;
    `joined`, `join`: coming to a home; `newcomers`: the nouns for what did.
    """

    work: str = ""
    agent: str = ""
    host: str = ""
    works: str = ""
    agents: str = ""
    heading: str = ""
    joined: str = ""
    join: str = ""
    newcomers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlainQuestions:
    """What records tell, and what people ask for that no record tells.

    `former`: what an older vintage told of a thing. `changed`: what two vintages tell differently of all they list.
    """

    told: tuple[PlainQuestion, ...] = ()
    former: tuple[PlainQuestion, ...] = ()
    changed: tuple[PlainQuestion, ...] = ()
    untold: tuple[str, ...] = ()
    untold_of_sets: tuple[str, ...] = ()
    nouns: PlainNouns = PlainNouns()


def find_plain_questions(sources: FieldSources) -> PlainQuestions:
    """Return the plain questions of a field, none where it has no file of them."""
    return next(map(_load, sources.find(NAME)), PlainQuestions())


@lru_cache(maxsize=4)
def _load(path: Path) -> PlainQuestions:
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    told, former, changed = (tuple(map(_to_question, read[part])) for part in ("told", "former", "changed"))
    nouns = PlainNouns(**{**read["nouns"], "newcomers": tuple(read["nouns"]["newcomers"])})
    return PlainQuestions(told, former, changed, tuple(read["untold"]), tuple(read["untold_of_sets"]), nouns)


def _to_question(entry: dict[str, Any]) -> PlainQuestion:
    return PlainQuestion(**{**entry, "like": tuple(entry.get("like", ()))})
