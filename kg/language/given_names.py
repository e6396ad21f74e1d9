"""Given names: whether a name is built as people's are, from a given name to a family name."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

import yaml

_LONGEST = 4  # words of a name with what stands between: "Ana de la Cruz"
_FAMILY_NAME = re.compile(r"(?:[A-Z]['’])?[^\W\d_][^\W\d_'’]*(?:-[^\W\d_]+)*|[A-Z]\.")
# Letters that do not come apart into a plain one and its mark.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "ß": "ss"})


def is_given_name(word: str) -> bool:
    """Tell whether a word with a capital is a common given name, whatever marks its letters bear.

    >>> is_given_name("Zoë"), is_given_name("Mei-Ling"), is_given_name("Zorblat")
    (True, True, False)
    """
    return word[:1].isupper() and _fold(word).split("-")[0] in _load()["names"]


def is_title(word: str) -> bool:
    """Tell whether a word stands before people's names, and is no part of them.

    >>> is_title("Dr."), is_title("Professor"), is_title("Ann")
    (True, True, False)
    """
    return word[:1].isupper() and _fold(word).rstrip(".") in _load()["titles"]


def is_full_name(label: str) -> bool:
    """Tell whether a name begins with a given name and goes on as those of people do.

    >>> [is_full_name(name) for name in ("Ann Fox", "Dr. Jan van der Berg", "Ann Fox Institute", "Argo Fox")]
    [True, True, False, False]
    """
    lists = _load()
    words = label.split()
    if words and is_title(words[0]):
        words = words[1:]
    if not 2 <= len(words) <= _LONGEST or not is_given_name(words[0]):
        return False
    *between, last = words[1:]
    if _fold(last) in lists["bodies"] or not last[:1].isupper() or _fold(last) in lists["particles"]:
        return False
    return all(_is_part(word) or word in lists["particles"] for word in between) and _is_part(last)


def _is_part(word: str) -> bool:
    capitals = word.isupper() and not word.endswith(".")
    return word[:1].isupper() and not capitals and _FAMILY_NAME.fullmatch(word) is not None


def _fold(word: str) -> str:
    parted = unicodedata.normalize("NFKD", word.lower().translate(_PLAIN))
    return "".join(c for c in parted if not unicodedata.combining(c))


@cache
def _load() -> dict[str, frozenset[str]]:
    """Load the lists of `ontology/given_names.yaml`."""
    values = yaml.safe_load(files("ontology").joinpath("given_names.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in values.items()}


__all__ = ["is_full_name", "is_given_name", "is_title"]
