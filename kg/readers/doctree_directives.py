"""Directives as docutils meets them: what is unknown to it keeps its words, and none reads another file."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers import rst
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives import tables

_MOST_NAMES = 500
_DIRECTIVE = re.compile(r"\.\.[ ]+(?:\|[^|\n]+\|[ ]+)?([^\W_][\w.+:-]{0,60}?)[ ]?::(?=\s|$)")
# What the lines of code begin or end with; they are no reStructuredText, whatever holds them.
_CODE_LINE = re.compile(r"^\s*(?:[@$#>%]|(?:import|from|def|class|return|if|for)\s)|[(){}\[\];=]$|^\s*[\w.]+\s?[=(]")
_MARKED = re.compile(r"::$|^\s*\.\. |^\s*:[\w ]+:|^\s*\* |``", re.MULTILINE)
# Directives of docutils that are read as it reads them.
_LIBRARY = frozenset("parsed-literal line-block rubric epigraph highlights pull-quote replace unicode".split())
_DROPPED = frozenset(
    """toctree include literalinclude raw contents sectnum section-numbering index highlight tabularcolumns meta title
    target-notes currentmodule default-domain sectionauthor""".split()
)
_PICTURES = frozenset(("image", "date"))
# What stands behind their names sets them up.
_SET_UP = frozenset("class rst-class only container compound figure tab-set grid grid-item hlist".split())
_CODE = frozenset(
    """code code-block sourcecode doctest testcode testoutput testsetup testcleanup prompt productionlist graphviz
    mermaid math uml plantuml digraph graph ipython jupyter-execute command-output program-output""".split()
)
_VERSIONED = {
    "versionadded": "Added in version",
    "versionchanged": "Changed in version",
    "versionremoved": "Removed in version",
    "deprecated": "Deprecated since version",
}
_DESCRIBED = frozenset(
    """function class method attribute data exception module property decorator decoratormethod classmethod
    staticmethod describe object option cmdoption envvar confval type macro member struct enum enumerator var
    automodule autoclass autofunction autoexception automethod autodata autoattribute automodsumm""".split()
)


def register_directives(source: str) -> None:
    """Make docutils read the directives of a text as this module does; raise ValueError where they have no end."""
    names = {name.lower() for name in _DIRECTIVE.findall(source)} - _LIBRARY
    if len(names) > _MOST_NAMES:
        raise ValueError(f"more than {_MOST_NAMES} directives")
    for name in sorted(names):
        directives.register_directive(name, _choose(name))


def _choose(name: str) -> type[rst.Directive]:
    """Return what reads a directive: what is unknown keeps its words."""
    last = name.rpartition(":")[2]
    known: dict[type[rst.Directive], Collection[str]] = {
        _Dropped: _DROPPED,
        _Picture: _PICTURES,
        _SetUp: _SET_UP,
        _Code: _CODE,
        _Versioned: _VERSIONED,
        _Described: _DESCRIBED,
        _Role: ("role", "default-role"),
        **_TABLES,
    }
    if name == "class":  # a class of styles; that of a program is "py:class", or has a signature
        return _StyleOrClass
    return next((kind for kind, names in known.items() if last in names), _Kept)


class _AnyOption(dict[str, Any]):
    """The options of a directive whose options are not known: each may stand there, with any value."""

    def __missing__(self, name: str) -> Any:
        return directives.unchanged


class _Kept(rst.Directive):
    """Keeps the words of a directive: those behind its name, and those below."""

    has_content = True
    option_spec: ClassVar[Any] = _AnyOption({"class": directives.unchanged})

    def run(self) -> list[nodes.Node]:
        shown = [self.options[name] for name in ("caption", "title") if self.options.get(name)]
        return [*(nodes.paragraph(text, text) for text in shown), *self._parse()]

    def _parse(self) -> list[nodes.Node]:
        lines = [line for line in self.content if line.strip()]
        if 2 * sum(_CODE_LINE.search(line) is not None for line in lines) > len(lines) and not _MARKED.search(
            "\n".join(lines)
        ):
            text = "\n".join(self.content)
            return [nodes.literal_block(text, text)]
        around = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, around)
        return list(around.children)


class _WithArgument(_Kept):
    optional_arguments = 1
    final_argument_whitespace = True

    @property
    def _lines(self) -> list[str]:
        return self.arguments[0].split("\n") if self.arguments else []

    @property
    def _opens_behind(self) -> bool:
        """Whether words stand behind the name, on its line."""
        return bool(self.block_text.split("\n", 1)[0].partition("::")[2].strip())


class _Dropped(_WithArgument):
    """Drops what guides to other pages, or takes in other files."""

    def run(self) -> list[nodes.Node]:
        return []


class _Picture(_WithArgument):
    """Stands for what has no words, also where a line holds it."""

    def run(self) -> list[nodes.Node]:
        return [nodes.image(uri="")]


class _SetUp(_WithArgument):
    """Keeps the words below a directive alone."""

    def run(self) -> list[nodes.Node]:
        lines = self._lines[1:] if self._opens_behind else self._lines
        head = [nodes.paragraph(text := " ".join(lines), text)] if lines else []
        return [*head, *super().run()]


class _Code(_WithArgument):
    """Keeps the lines of code, and the language behind the name."""

    def run(self) -> list[nodes.Node]:
        lines = self._lines
        language = lines.pop(0) if lines and self._opens_behind and self.name != "math" else ""
        text = "\n".join((*lines, *([""] if lines and self.content else []), *self.content))
        caption = self.options.get("caption")
        shown = [nodes.paragraph(caption, caption)] if caption else []
        return [*shown, nodes.literal_block(text, text, language=language)] if text else [*shown]


class _Versioned(_WithArgument):
    """Says what came with a version, as Sphinx does."""

    def run(self) -> list[nodes.Node]:
        version, _, rest = " ".join(self._lines).partition(" ")
        below = self._parse()
        said = f"{_VERSIONED[self.name.rpartition(':')[2].lower()]} {version}".rstrip()
        inline, messages = self.state.inline_text(rest, self.lineno) if rest else ([], [])
        if inline:
            return [nodes.paragraph("", f"{said}: ", *inline), *messages, *below]
        if below and isinstance(below[0], nodes.paragraph):
            below[0].insert(0, nodes.Text(f"{said}: "))
            return below
        return [nodes.paragraph("", f"{said}."), *below]


class _Described(_WithArgument):
    """Defines the functions, options and the like that it names."""

    def run(self) -> list[nodes.Node]:
        below = self._parse()
        terms: list[nodes.Node] = []
        for line in filter(None, map(str.strip, self._lines)):
            terms += [nodes.Text(", "), nodes.literal(line, line)] if terms else [nodes.literal(line, line)]
        if not terms or not below:
            return [nodes.paragraph("", "", *terms), *below]
        item = nodes.definition_list_item("", nodes.term("", "", *terms), nodes.definition("", *below))
        return [nodes.definition_list("", item)]


class _StyleOrClass(_Described):
    """Tells `.. class:: Mill(stones)` from `.. class:: wide`."""

    def run(self) -> list[nodes.Node]:
        plain = all(line.islower() and "(" not in line and "." not in line for line in self._lines)
        return self._parse() if plain else super().run()


class _Role(_WithArgument):
    """Notes what a role is made of, for the text it stands in alone."""

    def run(self) -> list[nodes.Node]:
        name, _, base = " ".join(self._lines).partition("(")
        inliner = self.state.memo.inliner
        if self.name == "default-role":
            inliner.made[""] = name.strip()
        else:
            inliner.made[name.strip().lower()] = base.rstrip(") ").lower()
        return []


class _Table(tables.RSTTable):
    option_spec: ClassVar[Any] = _AnyOption(tables.RSTTable.option_spec)


class _ListTable(tables.ListTable):
    option_spec: ClassVar[Any] = _AnyOption(tables.ListTable.option_spec)


class _CSVTable(tables.CSVTable):
    option_spec: ClassVar[Any] = _AnyOption(tables.CSVTable.option_spec)


_TABLES: dict[type[rst.Directive], Collection[str]] = {
    _Table: ("table",),
    _ListTable: ("list-table",),
    _CSVTable: ("csv-table",),
}
