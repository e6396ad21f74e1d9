"""Ordinary English words, by the word lists of the parser's lemmatizer."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1 << 14)
def is_word(form: str) -> bool:
    """Tell whether a form is an ordinary English word, by the word lists of the parser's lemmatizer.

    >>> is_word("Container"), is_word("Zorblat")
    (True, False)
    """
    lower = form.lower()
    stems = {lower, lower.removesuffix("s"), lower.removesuffix("es")}
    for ending in ("ed", "ing", "er", "est"):
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            stem = lower.removesuffix(ending)
            stems |= {stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem}
    forms = stems | {lower[:-3] + "y" if lower.endswith("ies") else lower}
    return not forms.isdisjoint(_load_words())


@lru_cache(maxsize=1)
def _load_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    # Only here, so that what merely compares names does not load the parser.
    from kg.pipeline import load_parser

    index = load_parser().get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    listed = (word for kind in ("noun", "verb", "adj", "adv") for word in index.get(kind, ()))
    return frozenset(listed) | frozenset(STOP_WORDS)
