"""Stand-ins: a parser trained on news reads "CoreDNS" as an adjective; it reads a well-known name as a name.

Before a sentence is parsed, each word that is plainly a name gives its place to one name the parser knows;
the parse is then put on the words as they were written.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Doc

STAND_IN = "Google"
_INNER_CAPITAL = re.compile(r"[a-z0-9][A-Z]|[A-Z]{2,}[a-z]")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")


def put_stand_ins(words: Doc, is_name: Callable[[str], bool], is_word: Callable[[str], bool]) -> Doc:
    """Return the words with a stand-in for each name; `is_name` knows names, `is_word` ordinary words."""
    texts = [STAND_IN if _is_plain_name(token.text, is_name, is_word) else token.text for token in words]
    return Doc(words.vocab, words=texts, spaces=[bool(token.whitespace_) for token in words])


def take_stand_ins(words: Doc, parse: Doc) -> Doc:
    """Return the words as written with the parse of their stand-ins."""
    changed = [token.text != parsed.text for token, parsed in zip(words, parse, strict=True)]
    return Doc(
        words.vocab,
        words=[token.text for token in words],
        spaces=[bool(token.whitespace_) for token in words],
        tags=[token.tag_ for token in parse],
        pos=[token.pos_ for token in parse],
        lemmas=[w.text if c else p.lemma_ for w, p, c in zip(words, parse, changed, strict=True)],
        heads=[token.head.i for token in parse],
        deps=[token.dep_ for token in parse],
        morphs=[str(token.morph) for token in parse],
        sent_starts=[bool(token.is_sent_start) for token in parse],
    )


def _is_plain_name(text: str, is_name: Callable[[str], bool], is_word: Callable[[str], bool]) -> bool:
    if not _WORD.fullmatch(text) or len(text) < 3:
        return False
    if is_name(text):
        return True
    if _INNER_CAPITAL.search(text):
        return not text[:-1].isupper() and not is_word(text)  # "VMs" is a plural, no name
    return text[0].isupper() and text[1:].islower() and len(text) > 3 and not is_word(text) and not text.endswith("s")
