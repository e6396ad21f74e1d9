"""A tree of docutils -> Markdown, block by block; nothing of what docutils says about the text is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from textwrap import dedent

from docutils import nodes

from kg.readers.doctree import parse
from kg.readers.markdown_signs import escape, hang, to_block, to_code, to_fence, to_link, to_table

_DEEPEST = 6
_ERROR = 3
_HEAD = re.compile(r"^\s*\.\.[ ]+[^\W_][\w.+:-]*[ ]?::[ ]*")
_OPTION = re.compile(r"^\s*:(?!header:|caption:|title:)[\w-]+:(?:\s.*)?$\n?", re.MULTILINE)
_RULE = re.compile(r"^\s*([^\w\s])\1*\s*$\n?", re.MULTILINE)
# A reference whose target is not there: `Acme mill`_, Acme_, |acme|
_REFERENCE = re.compile(r"`(?P<phrase>[^`<]+?)\s*(?:<[^<>`]*>)?`__?|(?P<word>\w[\w.:+-]*?)__?", re.DOTALL)
_UNSEEN = (
    nodes.comment,
    nodes.substitution_definition,
    nodes.target,
    nodes.transition,
    nodes.image,
    nodes.pending,
    nodes.raw,
    nodes.meta,
    nodes.colspec,
)


class Writer:
    """Writes the blocks of a tree; `depth`: of what its first headings stand in.

    `_titles`: the words of headings by the labels before them.
    """

    def __init__(self, document: nodes.document, depth: int = 0) -> None:
        self._depth = depth
        self._titles = {
            name: section[0].astext()
            for section in document.findall(nodes.section)
            for name in section["names"]
            if isinstance(section[0], nodes.title)
        }
        self._ways: dict[type[nodes.Node], Callable[..., list[str]]] = {
            nodes.section: self._section,
            nodes.bullet_list: self._list,
            nodes.enumerated_list: self._list,
            nodes.definition_list_item: self._definition,
            nodes.field: self._field,
            nodes.option_list_item: self._option,
            nodes.literal_block: self._code,
            nodes.doctest_block: self._code,
            nodes.math_block: self._code,
            nodes.rubric: lambda node: [f"**{self._inline(node)}**"],
            nodes.block_quote: self._quote,
            nodes.attribution: lambda node: [f"— {self._inline(node)}"],
            nodes.table: self._table,
            nodes.footnote: lambda node: self.write(node.children[1:]),
            nodes.citation: self._citation,
            nodes.system_message: self._lost,
        }
        self._marks: dict[type[nodes.Node], Callable[..., str]] = {
            nodes.Text: lambda node: escape(node.astext()),
            nodes.literal: lambda node: to_code(node.astext()),
            nodes.math: lambda node: to_code(node.astext()),
            nodes.reference: self._reference,
            nodes.target: self._inline,
            nodes.citation_reference: lambda node: escape(f"[{node.astext()}]"),
            nodes.footnote_reference: lambda node: "",
            nodes.system_message: lambda node: "",
            nodes.problematic: self._problematic,
            nodes.inline: self._labelled,
        }

    def write(self, found: Iterable[nodes.Node]) -> list[str]:
        """Return the blocks of nodes, without those that have no words."""
        return [block for node in found for block in self._write_one(node) if block.strip()]

    def _write_one(self, node: nodes.Node) -> list[str]:
        if (way := self._ways.get(type(node))) is not None:
            return way(node)
        if isinstance(node, _UNSEEN):
            return []
        if isinstance(node, (nodes.TextElement, nodes.Text)):
            return [to_block(self._inline_one(node) if isinstance(node, nodes.reference) else self._inline(node))]
        return self.write(node.children)

    def _section(self, section: nodes.section) -> list[str]:
        self._depth += 1
        title, *below = section.children
        blocks = [self._heading(self._inline(title)), *self.write(below)]
        self._depth -= 1
        return blocks

    def _heading(self, words: str) -> str:
        return f"{'#' * min(max(self._depth, 1), _DEEPEST)} {words}" if words.strip() else ""

    def _list(self, listed: nodes.Element) -> list[str]:
        first = listed.get("start", 1) if isinstance(listed, nodes.enumerated_list) else None
        marks = ("- " if first is None else f"{first + n}. " for n in range(len(listed)))
        items = [self.write(item.children) for item in listed]
        gap = "\n" if all(len(blocks) < 2 for blocks in items) else "\n\n"
        return [gap.join(hang(mark, blocks) for mark, blocks in zip(marks, items, strict=False) if blocks)]

    def _definition(self, item: nodes.definition_list_item) -> list[str]:
        heads = [self._inline(part) for part in item if isinstance(part, (nodes.term, nodes.classifier))]
        blocks = self.write(part for part in item if not isinstance(part, (nodes.term, nodes.classifier)))
        term = to_block(" : ".join(heads))
        return [f"{term}\n{hang(':   ', blocks)}"] if blocks and term else [term, *blocks]

    def _field(self, field: nodes.field) -> list[str]:
        name, body = field.children
        label, (first, *rest) = f"**{self._inline(name)}:**", self.write(body.children) or [""]
        if body.children and isinstance(body[0], nodes.paragraph):
            return [hang("- ", [f"{label} {first}", *rest])]
        return [hang("- ", [label, *filter(None, (first, *rest))])]

    def _option(self, item: nodes.option_list_item) -> list[str]:
        group, description = item.children
        options = ", ".join(to_code(option.astext()) for option in group)
        first, *rest = self.write(description.children) or [""]
        return [hang("- ", [f"{options}: {first}", *rest])]

    def _code(self, block: nodes.Element) -> list[str]:
        text = block.astext().strip("\n")
        return [to_fence(text, block.get("language", ""))] if text.strip() else []

    def _quote(self, quote: nodes.block_quote) -> list[str]:
        """Return a quotation; what stands in an item, or is more than paragraphs, is set in and not quoted."""
        blocks = self.write(quote.children)
        prose = all(isinstance(part, (nodes.paragraph, nodes.attribution)) for part in quote)
        if not blocks or not prose or isinstance(quote.parent, nodes.list_item):
            return blocks
        return ["\n".join(f"> {line}".rstrip() for line in "\n\n".join(blocks).split("\n"))]

    def _citation(self, citation: nodes.citation) -> list[str]:
        label, *below = citation.children
        first, *rest = self.write(below) or [""]
        return [to_block(f"{escape(f'[{label.astext()}]')} {first}"), *rest]

    def _table(self, table: nodes.table) -> list[str]:
        titles = self.write(part for part in table if isinstance(part, nodes.title))
        head: list[str] = []
        for row in self._rows(table, nodes.thead):
            width = max(len(head), len(row))
            above, own = head + [""] * (width - len(head)), row + [""] * (width - len(row))
            head = [" ".join(filter(None, pair)) for pair in zip(above, own, strict=True)]
        rows = self._rows(table, nodes.tbody)
        return [*titles, to_table(head, rows)] if head or rows else titles

    def _rows(self, table: nodes.table, part: type[nodes.Element]) -> list[list[str]]:
        """Return the cells of the rows of a part; a place covered by a cell beside or above it is empty."""
        rows = []
        for body in table.findall(part):
            covered: dict[int, int] = {}  # column -> rows still covered by a cell above
            for row in body:
                cells: list[str] = []
                for entry in row:
                    self._skip(cells, covered)
                    width = entry.get("morecols", 0) + 1
                    covered |= dict.fromkeys(range(len(cells), len(cells) + width), entry.get("morerows", 0))
                    cells += [self._flat(entry), *[""] * (width - 1)]
                self._skip(cells, covered)
                rows.append(cells)
        return rows

    @staticmethod
    def _skip(cells: list[str], covered: dict[int, int]) -> None:
        while covered.get(len(cells), 0):
            covered[len(cells)] -= 1
            cells.append("")

    def _flat(self, node: nodes.Element) -> str:
        """Return the words of a cell in one line."""
        if isinstance(node, (nodes.literal_block, nodes.doctest_block)):
            return to_code(node.astext())
        if isinstance(node, nodes.TextElement):
            return self._inline_one(node) if isinstance(node, nodes.reference) else self._inline(node)
        if isinstance(node, nodes.system_message):
            return " ".join(" ".join(self._lost(node)).split())
        gap = ", " if isinstance(node, (nodes.bullet_list, nodes.enumerated_list)) else " "
        return gap.join(filter(None, (self._flat(part) for part in node if not isinstance(part, _UNSEEN))))

    def _lost(self, message: nodes.system_message) -> list[str]:
        """Return the words that docutils could not read and shows in its message."""
        block = next((part for part in message if isinstance(part, nodes.literal_block)), None)
        text = block.astext() if block is not None else ""
        if text.lstrip().startswith("..") and _HEAD.match(text):
            first, _, below = _OPTION.sub("", _HEAD.sub("", text, count=1)).partition("\n")
            inner = parse(f"{first.strip()}\n\n{dedent(below)}")
            return self.write(inner.children)
        if message["level"] < _ERROR or not text.strip() or text.lstrip().startswith(".. |"):
            return []
        if "table" in message[0].astext():
            return [to_fence(text)]
        words = _RULE.sub("", text)
        if words != text and words.strip() and "\n" not in words.strip():
            return [self._heading(escape(words.strip()))]
        return [to_block(escape(words))]

    def _inline(self, node: nodes.Node) -> str:
        """Return the words inside a node in one line."""
        parts: list[str] = []
        for place, inner in enumerate(node.children):
            if isinstance(inner, (nodes.strong, nodes.emphasis)):
                behind = node.children[place + 1].astext() if place + 1 < len(node.children) else ""
                parts.append(self._emphasis(inner, "".join(parts[-1:])[-1:].isalnum() or behind[:1].isalnum()))
            else:
                parts.append(self._inline_one(inner))
        return "".join(parts)

    def _inline_one(self, node: nodes.Node) -> str:
        if (way := self._marks.get(type(node))) is not None:
            return way(node)
        return "" if isinstance(node, _UNSEEN) else self._inline(node)

    def _emphasis(self, node: nodes.Node, glued: bool) -> str:
        """Return emphasised words; within a word tags set them apart, where stars would stay stars."""
        words, sign = self._inline(node).strip(), "**" if isinstance(node, nodes.strong) else "*"
        tag = "strong" if sign == "**" else "em"
        return (f"<{tag}>{words}</{tag}>" if glued else f"{sign}{words}{sign}") if words else ""

    def _reference(self, node: nodes.reference) -> str:
        words = self._inline(node)
        return to_link(words, node["refuri"]) if words.strip() and node.get("refuri") else words

    def _labelled(self, node: nodes.inline) -> str:
        title = self._titles.get(node.get("label", ""))
        return escape(title) if title is not None else self._inline(node)

    def _problematic(self, node: nodes.problematic) -> str:
        found = _REFERENCE.fullmatch(node.astext())
        return escape((found["phrase"] or found["word"]) if found is not None else node.astext())
