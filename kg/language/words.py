"""Ordinary English words, by the word lists of the parser's lemmatizer."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.language.word_lists import load_all, load_irregular_verbs, load_kind, load_stop_words

# The key words of specifications (RFC 2119): what they say is asked for, and not told.
KEY_WORDS = frozenset("MUST SHALL SHOULD MAY REQUIRED RECOMMENDED OPTIONAL".split())
_SMALL_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
# The words for the numbers up to 99, in their order.
NUMBER_WORDS = (
    *_SMALL_NUMBERS,
    *(ten if not one else f"{ten}-{_SMALL_NUMBERS[one]}" for ten in _TENS for one in range(10)),
)
# Those from one on as a pattern, the longer ones first.
NUMBER_WORD = "|".join(sorted(NUMBER_WORDS[1:], key=len, reverse=True))
# What joins names that are listed with one another.
JOINTS = frozenset({",", "and", "or", "&"})
_ARTICLE = re.compile(r"(?:an?|the)\s+(?=\S)", re.IGNORECASE)


def without_article(words: str) -> str:
    """Return words without the article that they begin with.

    >>> without_article("The proxy"), without_article("Anvil")
    ('proxy', 'Anvil')
    """
    return words[match.end() :] if (match := _ARTICLE.match(words)) else words


@lru_cache(maxsize=1 << 14)
def is_word(form: str) -> bool:
    """Tell whether a form is an ordinary English word, by the word lists of the parser's lemmatizer.

    >>> is_word("Container"), is_word("Everybody"), is_word("Zorblat")
    (True, True, False)
    """
    lower = form.lower()
    stems = {lower, lower.removesuffix("s"), lower.removesuffix("es")}
    for ending in ("ed", "ing", "er", "est"):
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            stem = lower.removesuffix(ending)
            stems |= {stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem}
    forms = stems | {lower[: -len(e)] + "y" for e in ("ies", "ier", "iest") if lower.endswith(e)}
    return not forms.isdisjoint(load_all())


@lru_cache(maxsize=1 << 12)
def find_verb(form: str) -> str | None:
    """Return the verb whose third person or past a form can be, by the same word lists; "open-sourced" too.

    >>> find_verb("stores"), find_verb("rewrote"), find_verb("zorblats")
    ('store', 'rewrite', None)
    """
    head, _, last = form.lower().rpartition("-")
    verbs = load_kind("verb")
    found = load_irregular_verbs().get(last)
    if found is None:
        stems = [last[:-1]] if last.endswith(("s", "ed")) else []
        stems += [last[:-2]] if last.endswith(("es", "ed")) else []
        stems += [last[:-3] + "y"] if last.endswith(("ies", "ied")) else []
        found = next((stem for stem in stems if len(stem) > 1 and stem in verbs), None)
    return found and (f"{head}-{found}" if head else found)


@lru_cache(maxsize=1 << 12)
def is_only_verb(form: str) -> bool:
    """Tell whether a form is of a verb and of no noun: "integrates", and not "stores".

    >>> is_only_verb("integrates"), is_only_verb("stores")
    (True, False)
    """
    verb, nouns = find_verb(form), load_kind("noun")
    return verb is not None and verb not in nouns and form not in nouns


@lru_cache(maxsize=1 << 12)
def is_countable_noun(form: str) -> bool:
    """Tell whether a form can be a noun in the singular, by the same word lists.

    >>> is_countable_noun("Drift"), is_countable_noun("Loggers"), is_countable_noun("Here")
    (True, False, False)
    """
    lower = form.lower()
    return lower in load_kind("noun") and lower not in load_stop_words()


@lru_cache(maxsize=1 << 12)
def is_adjective(form: str) -> bool:
    """Tell whether a form is an adjective or an adverb too, by the same word lists.

    >>> is_adjective("Direct"), is_adjective("Drift")
    (True, False)
    """
    return form.lower() in load_kind("adj") or form.lower() in load_kind("adv")


def is_only_adjective(form: str) -> bool:
    """Tell whether a form is an adjective and no noun, by the same word lists.

    >>> is_only_adjective("easy"), is_only_adjective("secret"), is_only_adjective("mill")
    (True, False, False)
    """
    lower = form.lower()
    return lower in load_kind("adj") and lower not in load_kind("noun")
