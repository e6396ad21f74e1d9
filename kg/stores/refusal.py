"""Finding out whether a text uses a SPARQL keyword, by asking the engine's own parser.

Oxigraph makes an HTTP request for every SERVICE and every LOAD, and its Python binding cannot turn that off.
Reading the text with a second parser would leave a gap wherever the two disagree about what is a comment, a
string or an IRI. So the word itself is taken out: a text that does not hold it cannot use it. A text that
holds it is parsed once more with the word misspelt everywhere. If it still parses, each occurrence was part
of a string, a comment, an IRI or a name; if not, the text is not run.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Sequence

import pyoxigraph as ox

# What takes the place of the keyword and fetches nothing: tells its use from a slip elsewhere.
_STAND_INS = {
    "service": "GRAPH ",
    "load": "DROP SILENT GRAPH ",
}
_INTO_GRAPH = re.compile(r"(?i)\binto\s+graph\b")


def find_refused(text: str, keywords: Sequence[str], parse: Callable[[str], object]) -> str | None:
    """Return the first of `keywords` (`service`, `load`) that `text` uses as a keyword, or None.

    `parse` runs a text on an empty store; it is never given a text that holds one of the words.
    Raises SyntaxError where the text would not parse whatever those words meant.
    """
    held = [keyword for keyword in keywords if _pattern(keyword).search(text)]
    if not held:
        return None
    try:
        _parse_only(_misspell_all(text, held), parse)
    except SyntaxError:
        if _is_valid(_stand_in_all(text, held), parse):
            for keyword in held:
                others = [other for other in held if other != keyword]
                if not _is_valid(misspell(_stand_in_all(text, others), keyword), parse):
                    return keyword
        raise
    return None


def misspell(text: str, keyword: str) -> str:
    """Return `text` with every `keyword` misspelt at its first letter.

    Letter case is kept, so that names which differ only in case stay different. Unicode escapes of a letter
    (SPARQL 1.1, section 19.2) count as that letter.

    >>> misspell("SELECT ?service { Service ?x {} }", "service")
    'SELECT ?zervice { Zervice ?x {} }'
    """
    lowered = text.lower()
    first = next((letter for letter in "zqxjk" if letter + keyword[1:] not in lowered), "z")
    return _pattern(keyword).sub(
        lambda match: (first if _is_lower(match.group(1)) else first.upper()) + match.group(2), text
    )


def _misspell_all(text: str, keywords: Sequence[str]) -> str:
    for keyword in keywords:
        text = misspell(text, keyword)
    return text


def _stand_in_all(text: str, keywords: Sequence[str]) -> str:
    """Return `text` with each keyword exchanged for one that takes the same place and fetches nothing."""
    for keyword in keywords:
        text = re.sub(_pattern(keyword).pattern + r"(?i:\s+silent\b)?", _STAND_INS[keyword], text)
        if keyword == "load":
            text = _INTO_GRAPH.sub("; DROP SILENT GRAPH", text)
    return text


def _is_valid(text: str, parse: Callable[[str], object]) -> bool:
    try:
        _parse_only(text, parse)
    except SyntaxError:
        return False
    return True


def _parse_only(text: str, parse: Callable[[str], object]) -> None:
    """Parse, and leave aside what an empty store cannot run; raise SyntaxError."""
    with contextlib.suppress(RuntimeError, OSError, ValueError):
        parse(text)


def _pattern(keyword: str) -> re.Pattern[str]:
    """Return a pattern for the word wherever it stands, in any case: group 1 its first letter, 2 the rest."""
    letters = [_letter_pattern(letter) for letter in keyword]
    return re.compile(f"({letters[0]})({''.join(letters[1:])})")


def parse_query(text: str, prefixes: dict[str, str], base_iri: str | None = None) -> None:
    """Parse a query by running it on an empty store; raise SyntaxError."""
    ox.Store().query(text, prefixes=prefixes, base_iri=base_iri)


def parse_update(text: str, prefixes: dict[str, str], base_iri: str | None = None) -> None:
    """Parse an update by running it on an empty store; raise SyntaxError."""
    ox.Store().update(text, prefixes=prefixes, base_iri=base_iri)


def _letter_pattern(letter: str) -> str:
    """Return a pattern for a letter in either case, plain or as a Unicode escape."""
    codes = [f"{ord(form):04X}" for form in (letter.lower(), letter.upper())]
    escapes = [rf"\\u(?i:{code})|\\U0000(?i:{code})" for code in codes]
    return f"(?:{letter.lower()}|{letter.upper()}|{'|'.join(escapes)})"


def _is_lower(letter: str) -> bool:
    """Tell the case of a letter that may be written as an escape."""
    return (chr(int(letter[2:], 16)) if letter.startswith("\\") else letter).islower()
