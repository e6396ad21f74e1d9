"""Docs: the words of a sentence and their parse, put together anew from parts."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

_BRACKETS = {"(": "-LRB-", ")": "-RRB-"}


def rewrite(words: Sequence[Token] | Doc, texts: Sequence[str] | None = None) -> Doc:
    """Return words without a parse, spaced as they are; `texts`: what to write in the place of each."""
    texts = [token.text for token in words] if texts is None else texts
    return Doc(words[0].vocab, words=list(texts), spaces=[bool(token.whitespace_) for token in words])


def with_parse(
    words: Doc,
    parsed: Sequence[Token | None] | Doc,
    heads: Sequence[int],
    starts: Sequence[bool],
    deps: list[str] | None = None,
    lemmas: list[str] | None = None,
) -> Doc:
    """Return words with the parse of others, one for one; a bracket may have none.

    `heads`: the index of the head of each word. `starts`: whether a sentence begins there. `deps`, `lemmas`: those of
    the parsed words where they are not given.
    """
    return Doc(
        words.vocab,
        words=[token.text for token in words],
        spaces=[bool(token.whitespace_) for token in words],
        tags=[p.tag_ if p else _BRACKETS[w.text] for p, w in zip(parsed, words, strict=True)],
        pos=[p.pos_ if p else "PUNCT" for p in parsed],
        lemmas=lemmas or [p.lemma_ if p else w.text for p, w in zip(parsed, words, strict=True)],
        heads=list(heads),
        deps=deps or [p.dep_ if p else "punct" for p in parsed],
        morphs=[str(p.morph) if p else "" for p in parsed],
        sent_starts=list(starts),
    )
