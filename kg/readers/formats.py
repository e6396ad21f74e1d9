"""Which format a text is written in, told by what it holds."""

from __future__ import annotations

import re
from enum import StrEnum

from kg.readers.asciidoc import is_asciidoc

_SAMPLE = 20_000
_PAGE = re.compile(r"^(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE | re.MULTILINE)
# Code blocks may show pages: what stands in them tells nothing of the text around.
_SHOWN = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1|\Z)", re.MULTILINE | re.DOTALL)
_BLOCK_TAG = re.compile(r"</(?:p|h[1-6]|li|div|ul|ol|table|section|article)\s*>", re.IGNORECASE)
_MARKDOWN = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^#{1,6} +\S",
        r"^ {0,3}(?:```|~~~)",
        r"\[[^\]\n]{1,200}\]\([^)\s]{1,500}(?: \"[^\"\n]*\")?\)",
        r"(?<![\w*])\*\*[^\s*][^*\n]{0,200}\*\*(?![\w*])",
        r"^\|.*\|\s*\n\|[ :|-]+\|\s*$",
        r"^\[[^\]\n]{1,100}\]:\s+\S+",
        r"(?<![\w`])`[^`\n]{1,100}`(?![\w`])",
        r"^ {0,3}> \S",
    )
)
_HEADING, _FENCE = _MARKDOWN[:2]
# What no other markup of documents has: directives, targets, links and roles of reStructuredText.
_RESTRUCTUREDTEXT = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^ {0,3}\.\. [a-z][\w-]*::(?: |$)",
        r"^\.\. _[^:\n]+:",
        r"`[^`<>\n]+<[^<>\s]+>`_",
        r"(?<!\w):[a-z][\w:+-]*:`[^`\n]+`",
    )
)
_UNDERLINE = re.compile(r"^\S.*\n([=~^\"*+-])\1{2,}$", re.MULTILINE)
ASCIIDOC_SUFFIXES = frozenset((".adoc", ".asciidoc"))
RESTRUCTUREDTEXT_SUFFIXES = frozenset((".rst", ".rest"))


class Format(StrEnum):
    """The formats that are read."""

    MARKDOWN = "markdown"
    MDX = "mdx"
    ASCIIDOC = "asciidoc"
    RESTRUCTUREDTEXT = "restructuredtext"
    PAGE = "html page"
    FRAGMENT = "html fragment"
    PLAIN = "plain text"


def find_format(body: str, suffix: str, has_front_matter: bool = False) -> Format:
    """Tell the format of a text; the suffix decides only where the content leaves it open.

    >>> find_format("# Title\\n\\nSome [words](https://example.org).", ".txt").value
    'markdown'
    """
    sample = body[:_SAMPLE]
    if _PAGE.search(_SHOWN.sub("", sample)[:2000]):
        return Format.PAGE
    if suffix in (".html", ".htm"):
        return Format.PAGE if "<body" in sample else Format.FRAGMENT
    if suffix == ".mdx":
        return Format.MDX
    if suffix in ASCIIDOC_SUFFIXES:
        return Format.ASCIIDOC
    if suffix in RESTRUCTUREDTEXT_SUFFIXES:
        return Format.RESTRUCTUREDTEXT
    if suffix in (".md", ".markdown") or has_front_matter:
        return Format.MARKDOWN
    if not _HEADING.search(sample) and is_asciidoc(sample):
        return Format.ASCIIDOC
    if not _HEADING.search(sample) and _is_restructuredtext(sample):
        return Format.RESTRUCTUREDTEXT
    signs = sum(pattern.search(sample) is not None for pattern in _MARKDOWN)
    if sample.lstrip().startswith("<") and len(_BLOCK_TAG.findall(sample)) > 1 and not _HEADING.search(sample):
        return Format.FRAGMENT
    if signs > 1 or len(_HEADING.findall(sample)) > 2 or len(_BLOCK_TAG.findall(sample)) > 4:
        return Format.MARKDOWN
    return Format.PLAIN


def _is_restructuredtext(text: str) -> bool:
    """Tell whether a text is written in reStructuredText: by two kinds of its signs, or one below a heading."""
    signs = sum(pattern.search(text) is not None for pattern in _RESTRUCTUREDTEXT)
    return signs > 1 or (signs > 0 and _UNDERLINE.search(text) is not None)
