"""reStructuredText -> the tree of docutils, without other files, and with the words of what only Sphinx knows."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import count
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers import rst
from docutils.parsers.rst import states
from docutils.transforms import Transform

from kg.readers.doctree_directives import register_directives

_MOST_FILLED = 1_000_000  # characters that substitutions may become
_MOST_LINES = 200_000
_MOST_BLOCKS = 25_000  # paragraphs, items and cells
_MOST_SLIPS = 2_000  # what docutils warns of
_LONGEST_LINE = 1_000_000
# Each sign is looked for to the end of its text, at some 30 million characters a second.
_SMALL_WORK, _MOST_WORK = 1_000_000, 100_000_000
_SETTINGS = {
    "_disable_config": True,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": 5,
    "halt_level": 5,
    "warning_stream": False,
    "traceback": True,  # raise what goes wrong, and end no process
    "doctitle_xform": False,
    "docinfo_xform": False,
    "strip_comments": True,
    "syntax_highlight": "none",
    "line_length_limit": _LONGEST_LINE,
    "trim_footnote_reference_space": True,
}
_WARNING = 2
_SIGN = re.compile(r"[*`|_\[:]")
_TITLED = re.compile(r"(?P<words>.+?)\s*<(?P<target>[^<>]*)>", re.DOTALL)
_CODE_ROLES = frozenset(
    """code literal class func function meth method attr mod module data const exc obj type samp kbd file command
    program option envvar keyword token makevar mailheader mimetype math""".split()
)
_PLAIN_ROLES = frozenset("sub subscript sup superscript title title-reference".split())
_NUMBERED_ROLES = frozenset(("pep", "pep-reference", "rfc", "rfc-reference"))
# Fields without a colon before them, as proposals have them: "Title: Mills".
_HEADER = re.compile(r"(?:[A-Z][\w-]{0,30}: \S.*\n(?:[ \t]+\S.*\n)*){3}")


def parse(source: str) -> nodes.document:
    """Return the tree of a text; raise ValueError where it is more than can be read soon, and RecursionError."""
    lines = source.split("\n")
    if len(lines) > _MOST_LINES or max(map(len, lines)) > _LONGEST_LINE:
        raise ValueError("more or longer lines than are read soon")
    register_directives(source)
    parser = _Parser(rfc2822=_HEADER.match(source) is not None, inliner=_make_inliner())
    document = publish_doctree(source, parser=parser, settings_overrides=_SETTINGS)
    for message in list(document.findall(nodes.system_message)):
        if not any(isinstance(part, nodes.literal_block) for part in message):  # nothing of the text is in it
            message.parent.remove(message)
    return document


def _make_inliner() -> states.Inliner:
    """Return what reads the roles of one text, without asking which ones there are; a subclass it would not bear."""
    inliner = states.Inliner()
    inliner.made = {}  # those that the text makes, and of what

    def interpret(source: str, text: str, role: str, line: int) -> tuple[list[nodes.Node], list[Any]]:
        name = inliner.made.get(role.lower()) or role.lower()
        if name in _NUMBERED_ROLES:
            found: tuple[list[nodes.Node], list[Any]] = states.Inliner.interpreted(inliner, source, text, name, line)
            return found
        return _read_role(name, nodes.unescape(text)), []

    inliner.interpreted = interpret
    inliner.parse = _Limited(inliner).parse
    return inliner


class _Limited:
    """Reads the marks inside of blocks as far as that takes little time; what takes more stays as it is written."""

    def __init__(self, inliner: states.Inliner) -> None:
        self._inliner = inliner
        self._blocks = 0
        self._work = 0

    def parse(self, text: str, line: int, memo: Any, parent: Any) -> tuple[list[nodes.Node], list[Any]]:
        self._blocks += 1
        work = len(text) * len(_SIGN.findall(text))
        self._work += work if work > _SMALL_WORK else 0
        if self._blocks > _MOST_BLOCKS:
            raise ValueError(f"more than {_MOST_BLOCKS} blocks")
        if self._work > _MOST_WORK and work > _SMALL_WORK:
            return [nodes.Text(nodes.unescape(text, True))], []
        found: tuple[list[nodes.Node], list[Any]] = states.Inliner.parse(self._inliner, text, line, memo, parent)
        return found


def _read_role(name: str, text: str) -> list[nodes.Node]:
    """Return the words of a text with a role, set as it says.

    Behind a title stands what it leads to, in angle brackets; "~" and "!" lead to less, or nothing.
    """
    last = name.rpartition(":")[2]
    if last == "raw":
        return []
    titled = _TITLED.fullmatch(text)
    words = titled["words"] if titled else text
    if last == "doc":
        target = titled["target"] if titled else text
        return [nodes.reference(words, words, refuri=target)]
    if last in ("ref", "numref", "any") and titled is None:
        return [nodes.inline(words, words, label=" ".join(words.lower().split()))]
    if last in _CODE_ROLES or (":" in name and last != "term"):
        words = words.lstrip("!~") if titled or not text.startswith("~") else text.rpartition(".")[2].lstrip("~")
        return [nodes.literal(words, words)]
    if last in ("strong", "emphasis"):
        return [(nodes.strong if last == "strong" else nodes.emphasis)(words, words)]
    if last and last not in _PLAIN_ROLES and words.isdigit():  # a number alone, as of an issue
        words = f"{last} {words}"
    return [nodes.inline(words, words)]


class _Parser(rst.Parser):
    def parse(self, inputstring: str, document: nodes.document) -> None:
        slips = count(1)

        def note(message: nodes.system_message) -> None:
            if message["level"] >= _WARNING and next(slips) > _MOST_SLIPS:
                raise ValueError(f"more than {_MOST_SLIPS} slips")

        document.reporter.attach_observer(note)
        super().parse(inputstring, document)

    def get_transforms(self) -> list[type[Transform]]:
        return [*super().get_transforms(), _Budget]


class _Budget(Transform):
    """Keeps substitutions that nothing is defined for as words, and refuses what unfolds to more than a document."""

    default_priority = 210

    def apply(self) -> None:
        defined, names = self.document.substitution_defs, self.document.substitution_names

        def find(name: str) -> nodes.substitution_definition | None:
            return defined.get(name, defined.get(names.get(name.lower(), "")))

        @cache
        def measure(name: str) -> int:
            node = find(name)
            return 0 if node is None else len(node.astext()) + sum(map(measure, _substituted(node)))

        for reference in list(self.document.findall(nodes.substitution_reference)):
            if find(reference["refname"]) is None:  # docutils fails at such a one inside of a definition
                reference.replace_self(nodes.Text(f"|{reference.astext()}|"))
        total = sum(times * measure(name) for name, times in Counter(_substituted(self.document)).items())
        if total > _MOST_FILLED:
            raise ValueError("its substitutions unfold without end")


def _substituted(node: nodes.Element) -> list[str]:
    return [reference["refname"] for reference in node.findall(nodes.substitution_reference)]
