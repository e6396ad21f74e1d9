"""List leads: sentences that say of whom the list or table below them is: "a list of adopters of Acme"."""

from __future__ import annotations

import re

from ontology import Lexicon

NAME = r"[A-Z][\w+-]*(?:\.\w+)*(?: [A-Z][\w+-]*){0,5}"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\blist of (?:[a-z-]+ ){{0,4}}?(?P<label>[a-z]+ (?:of|using|for) {NAME})",
        rf"\blist of (?:[a-z-]+ ){{0,4}}?(?P<label>{NAME} [a-z]+)",
        rf"\b[Ff]ollowing (?:[a-z-]+ ){{1,8}}?(?P<label>[a-z]+ (?:of|using) {NAME})",
        rf"\b[Ff]ollowing [a-z]+ (?:[a-z-]+ ){{0,6}}?(?P<verb>[a-z]+) (?P<name>{NAME})",
        rf"\b(?P<name>{NAME}) (?:is|has been) (?:[a-z-]+ ){{0,3}}?(?P<verb>[a-z]+ed) (?:[a-z-]+ ){{0,4}}?by "
        r"(?:the |these )?(?:following|[a-z-]+(?: [a-z-]+)?:)",
        r"\blist of (?:[a-z-]+ ){0,3}?(?P<label>[a-z]+)(?= so far|[:.]|$)",
    )
)


def find_list_labels(text: str, lexicon: Lexicon) -> list[str]:
    """Return the labels that a sentence may give the list below it, the fullest first.

    What things are said to do with a name is put as a label is: "the following companies use Acme" as "who uses Acme".
    """
    labels = []
    for match in filter(None, (pattern.search(text) for pattern in _PATTERNS)):
        found = match.groupdict()
        if found.get("label"):
            labels.append(found["label"])
        elif any("usedBy" in frame.senses for frame in lexicon.by_form.get(found["verb"], ()) if frame.is_verb):
            labels.append(f"who uses {found['name']}")
    return labels
