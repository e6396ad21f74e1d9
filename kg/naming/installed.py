"""Installed works: what a page tells how to install, where its title gives it the same name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.documents import BlockKind, Document
from kg.language.words import is_word
from kg.naming.names import to_key
from kg.naming.shown_names import Introduction
from kg.naming.subjects import without_initials
from ontology import Field
from ontology.roles import Role

_MOST_WORDS = 4
_COMMAND = re.compile(
    r"\b(?:pip3?|pipx|uv|poetry|conda|mamba|brew|npm|yarn|pnpm|cargo|go|gem|apt|apt-get|yum|dnf|snap|choco|winget|helm"
    r"|docker|git|composer|luarocks|opam|asdf) (?:\w+ )?(?:install|add|get|pull|clone|i)\b(?P<arguments>[^\n;&|#]*)"
)
# The page of a package in a register of packages.
_REGISTERED = re.compile(
    r"https?://(?:www\.)?(?:pypi\.org/project|pypi\.python\.org/pypi|npmjs\.com/package|crates\.io/crates"
    r"|rubygems\.org/gems|hub\.docker\.com/r/[^/]+|hex\.pm/packages|packagist\.org/packages/[^/]+)/(?P<name>[\w.-]+)"
)
_PARTED = re.compile(r":\s+|\s+(?:--?|[–—|])\s+")
_IS_ONE = re.compile(r"(?:an?|the) ", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)$")


def read_installed_title(document: Document, field: Field) -> Iterator[Introduction]:
    """Yield the name that a title gives of the work which its page tells how to install: "Acme: a fast shell"."""
    name = find_installed_title(document, field)
    if name is not None:
        yield Introduction(name, field.ontology.class_for(Role.WORK), "title")


def find_installed_title(document: Document, field: Field) -> str | None:
    """Return that name, None where the page installs nothing that its title names.

    It may stand before what the title says of it, or behind. A title may go on with what kind of work it is ("Acme
    Python SDK", installed as "acme"). Ordinary words in small letters are no name, unless "a ..." says what it is.
    """
    head, *rest = (_BRACKETS.sub("", part).strip() for part in _PARTED.split(document.title, maxsplit=1))
    installed = _find_installed(document)
    for name in (head, *rest):
        words = name.split()
        plain = name.islower() and all(map(is_word, words)) and not (rest and _IS_ONE.match(rest[-1]))
        if not words or len(words) > _MOST_WORDS or plain:
            continue
        kind = field.lexicon.class_of.get(words[-1].lower())
        is_kind = len(words) > 1 and kind is not None and field.ontology.plays(kind, Role.WORK)
        if to_key(name) in installed or (is_kind and to_key(words[0]) in installed):
            return without_initials(name, document)
    return None


def _find_installed(document: Document) -> frozenset[str]:
    """Return the keys of what the commands of a page install, and of the packages that it links to."""
    texts = [block.span.of(document.text) for block in document.blocks if block.kind is not BlockKind.FURNITURE]
    arguments = (match["arguments"] for text in texts for match in _COMMAND.finditer(text))
    written = [word for line in arguments for word in line.split() if not word.startswith("-")]
    written += [match["name"] for link in document.links if (match := _REGISTERED.match(link.target))]
    return frozenset(to_key(_to_package(word)) for word in written) - {""}


def _to_package(argument: str) -> str:
    """Return the name of the package that an argument of a command names.

    >>> [_to_package(word) for word in ("'acme[all]>=1'", "https://x.org/acme.git", "x.org/acme@latest", "a/acme:1")]
    ['acme', 'acme', 'acme', 'acme']
    """
    last = argument.strip("\"'`.,()").removesuffix("/").rsplit("/", 1)[-1].removesuffix(".git")
    return re.split(r"[\[<>=~!@:]", last, maxsplit=1)[0]
