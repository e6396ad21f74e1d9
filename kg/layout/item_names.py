"""Item names: which words of an item, or of a value behind a label, are the name that it gives."""

from __future__ import annotations

import re

from kg.documents import Block, Document
from kg.language.words import is_word, without_article
from kg.layout.listed import looks_named
from kg.naming.mentions import LEGAL_FORM
from kg.naming.names import Names
from kg.naming.signs import NAME_SIGN
from ontology import Field
from ontology.roles import Role

_ADDRESS = r"(?<!\s)\s+<?https?://"
# What follows the name that an item begins with: a version, brackets, a remark, a purpose.
_REMARK = re.compile(
    rf"{_ADDRESS}|\s*[,:;(]|\s[–—-]\s|\s(?:or|and|for|to|with|in|on|as|via|is|are|[<>=≥~^]*\s?v?\d[\w.+]*)(?=\s|$)"
)
# All that ends a name which is linked as a whole.
_ASIDE = re.compile(rf"{_ADDRESS}|\s*[,;(\[]|:\s|\s[–—-]\s")
_LED = re.compile(rf"(?P<name>[\w.+-]+(?: [\w.+-]+){{0,2}})(?:\s*\([^()]*\))?\s*{NAME_SIGN}\s")
_ADDRESSED = re.compile(r"(?:[A-Z][\w.&'-]*\s){1,4}<?https?://\S+")


class ItemNames:
    """Finds the names that the items of a document give."""

    def __init__(self, document: Document, names: Names, field: Field) -> None:
        self._document = document
        self._names = names
        self._field = field

    def read(self, part: str, literal: bool, linked: bool) -> str | None:
        """Return the words of a part of a value that are its name, all of a `literal` one; None where there is none."""
        words = without_article(part.strip(" .`*"))
        words += "." if part.rstrip().endswith(".") and LEGAL_FORM.fullmatch(words.split(" ")[-1]) else ""
        if literal:
            return words
        if self._shares_noun(words):
            return None
        return self._without_owner((_ASIDE if linked else _REMARK).split(words)[0].strip())

    def opening_name(self, block: Block) -> str | None:
        """Return the linked or emphasised words that a block begins with, which are what an item of a list names."""
        links = (link.span for link in self._document.links_in(block.span))
        spans = (*links, *self._document.strong_in(block.span))
        opening = next((span for span in spans if span.start == block.span.start), None)
        return opening.of(self._document.text).strip(" .:") if opening is not None else None

    def leads_out(self, block: Block) -> bool:
        """Tell whether a block begins with a link to another site, which shows an ordinary word to be a name.

        So does an address behind a few words with capitals that are all of the block: "Acme Gate https://acme.example".
        """
        links = self._document.links_in(block.span)
        linked = any(link.span.start == block.span.start and "://" in link.target for link in links)
        return linked or _ADDRESSED.fullmatch(block.span.of(self._document.text)) is not None

    def stands_among_names(self, number: int) -> bool:
        """Tell whether most items of a list are names, which shows an ordinary word with a capital to be one."""
        blocks, text = self._document.blocks, self._document.text
        items = next((items for items in self._document.lists if number in items), ())
        named = sum(looks_named(blocks[item].span.of(text).strip(" .")) for item in items)
        words = blocks[number].span.of(text).split()
        return len(items) > 2 and 2 * named > len(items) and (len(words) == 1 or not any(map(is_word, words)))

    def opens_with_work(self, block: Block) -> bool:
        """Tell whether an item opens with a name that may be a work's, and says behind a sign what that is."""
        opened = _LED.match(block.span.of(self._document.text))
        known = self._names.find(opened["name"], singular=False) if opened is not None else None
        return known is not None and (
            known.entity.type == "Thing" or self._field.ontology.plays(known.entity.type, Role.WORK)
        )

    def _shares_noun(self, words: str) -> bool:
        """Tell whether joined words end in the noun of both, so that the first are no name: "OCI and CNI plugins"."""
        first, _, last = words.rpartition(" and ")
        return bool(first) and last.endswith("s") and last.split()[-1].lower() in self._field.lexicon.class_of

    def _without_owner(self, words: str) -> str:
        """Return the words of a name without the known organization whose it is: "Acme's Dyno"."""
        owner, _, owned = re.sub("’", "'", words).partition("'s ")
        known = self._names.find(owner, singular=False) if owned else None
        return owned if known is not None and self._field.ontology.is_a(known.entity.type, "Agent") else words
