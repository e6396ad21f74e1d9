"""The block walker: an HTML tree -> drafts. Markdown and HTML both end here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree, html

from kg.documents import BlockKind
from kg.readers.drafts import Draft
from kg.readers.inline import INVISIBLE, InlineText, MarkKind
from kg.readers.tables import is_data_table, read_table

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS_WORDS = """
address article aside body center dd details dialog div dl dt fieldset figure form footer header
hgroup hr html legend li main menu nav ol p section summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCKS_WORDS.split())
_DROPPED_WORDS = """
script style noscript template svg math iframe object embed canvas video audio map img picture input
select textarea button head title link meta rp rt datalist progress meter
"""
DROPPED = frozenset(_DROPPED_WORDS.split())
_MARKS = {
    **dict.fromkeys(("b", "strong"), MarkKind.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), MarkKind.CODE),
}
_LISTS = frozenset(("ul", "ol", "menu", "dl"))
_ITEMS = frozenset(("li", "dt", "dd"))
_CONTEXTS: dict[str, BlockKind] = {
    "blockquote": BlockKind.QUOTE,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "nav": BlockKind.FURNITURE,
    "footer": BlockKind.FURNITURE,
    "form": BlockKind.FURNITURE,
}
# What a footnote mark, a permalink beside a heading, or a hidden element looks like.
_MARK_CLASS = re.compile(
    r"(?:^|\s)(?:footnote-(?:ref|backref)|reference|headerlink|anchor|anchorjs-link|permalink)(?:$|\s)"
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Attributes behind a heading, and the signs that link to it; that of "C#" is a part of its name.
_HEADING_MARKS = re.compile(r" ?(?:\{[#.:][^{}]*\}|(?<!#)(?<!\b[A-Z])#+|[¶§🔗]+)$")


def to_heading(text: str) -> str:
    """Return the words of a heading without its attributes and the signs that link to it.

    >>> to_heading("Overview#"), to_heading("Clients in C#"), to_heading("Uses {#uses}")
    ('Overview', 'Clients in C#', 'Uses')
    """
    return _HEADING_MARKS.sub("", text)


def parse_html(source: str) -> html.HtmlElement:
    """Parse a page or a fragment without comments; never fails on bad markup."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return html.document_fromstring(source.encode("utf-8", "replace") or b"<p></p>", parser=parser)
    except etree.ParserError:  # nothing but blanks or comments
        return html.document_fromstring(b"<p></p>")


def _without_marks(heading: Draft) -> Draft:
    """Return a heading without what stands behind its words, nor what is marked there."""
    text = to_heading(heading.text)
    return replace(
        heading,
        text=text,
        links=tuple(link for link in heading.links if link.span.end <= len(text)),
        strong=tuple(span for span in heading.strong if span.end <= len(text)),
        code=tuple(span for span in heading.code if span.end <= len(text)),
    )


@dataclass(slots=True)
class _Context:
    """An open element that decides the kind of the blocks inside; `level` of a heading or a list item."""

    tag: str
    kind: BlockKind
    level: int = 0
    used: bool = False


@dataclass(slots=True)
class _Walker:
    """The state of one walk over a tree."""

    drafts: list[Draft] = field(default_factory=list)
    inline: InlineText = field(default_factory=InlineText)
    contexts: list[_Context] = field(default_factory=list)
    lists: int = 0
    run: int = 0
    breaks: int = 0

    def flush(self) -> None:
        """End the block being read."""
        self.breaks = 0
        draft = self.inline.take(BlockKind.PARAGRAPH)
        if draft is None:
            return
        context = self.contexts[-1] if self.contexts else _Context("", BlockKind.PARAGRAPH)
        kind, level, run = context.kind, context.level, 0
        if kind is BlockKind.LIST_ITEM:
            # Only the first paragraph of an item stands beside its mark.
            kind, level, run = (BlockKind.PARAGRAPH, 0, 0) if context.used else (kind, level, self.run)
        elif kind is BlockKind.HEADING:
            draft = _without_marks(draft)
        if any(outer.kind is BlockKind.FURNITURE for outer in self.contexts):
            kind, level = BlockKind.FURNITURE, 0
        context.used = True
        if draft.text:
            self.drafts.append(replace(draft, kind=kind, level=level, run=run))

    def start(self, element: html.HtmlElement) -> Callable[[], None] | None:
        """Take in a start tag; return what to do instead of walking its inside, or None."""
        tag = str(element.tag).lower()
        if tag in DROPPED or _is_hidden(element):
            return lambda: None
        if tag == "pre":
            return lambda: self.add_code(element)
        if tag == "table" and is_data_table(element):
            return lambda: self.add_table(element)
        if tag == "br":
            self.add_break()
        elif tag == "a" and element.get("href"):
            self.inline.open(MarkKind.LINK, str(element.get("href")).strip())
        elif tag in _MARKS:
            self.inline.open(_MARKS[tag])
        elif tag in HEADINGS or tag in BLOCKS or tag in _CONTEXTS:
            self.flush()
            self.open_context(tag)
        if tag != "br":
            self.breaks = 0 if element.text and element.text.strip() else self.breaks
        self.inline.add(element.text or "")
        return None

    def open_context(self, tag: str) -> None:
        if tag in _LISTS:
            if not self.lists:
                self.run += 1
            self.lists += 1
        elif tag in HEADINGS:
            self.contexts.append(_Context(tag, BlockKind.HEADING, HEADINGS[tag]))
        elif tag in _ITEMS:
            level = max(self.lists, 1) + (tag == "dd")
            self.contexts.append(_Context(tag, BlockKind.LIST_ITEM, level))
        elif tag in _CONTEXTS:
            self.contexts.append(_Context(tag, _CONTEXTS[tag]))

    def end(self, element: html.HtmlElement) -> None:
        """Take in an end tag."""
        tag = str(element.tag).lower()
        if tag == "a" and element.get("href"):
            self.inline.close(MarkKind.LINK)
        elif tag in _MARKS:
            self.inline.close(_MARKS[tag])
        elif tag in HEADINGS or tag in BLOCKS or tag in _CONTEXTS:
            self.flush()
            if tag in _LISTS:
                self.lists -= 1
            if self.contexts and self.contexts[-1].tag == tag:
                self.contexts.pop()

    def tail(self, element: html.HtmlElement) -> None:
        """Take in the text after an element."""
        if element.tail:
            if element.tail.strip():
                self.breaks = 0
            self.inline.add(element.tail)

    def add_break(self) -> None:
        """Take in a line break: one is a space, two or more part paragraphs."""
        self.breaks += 1
        if self.breaks > 1 and not self.contexts:
            self.flush()
        self.inline.add(" ")

    def add_code(self, element: html.HtmlElement) -> None:
        """Take in preformatted text, line by line as it stands."""
        self.flush()
        lines = [line.rstrip() for line in INVISIBLE.sub("", element.text_content()).splitlines()]
        text = "\n".join(lines).strip("\n")
        if text.strip():
            furniture = any(outer.kind is BlockKind.FURNITURE for outer in self.contexts)
            self.drafts.append(Draft(BlockKind.FURNITURE if furniture else BlockKind.CODE, text))

    def add_table(self, element: html.HtmlElement) -> None:
        """Take in a table of data."""
        self.flush()
        self.run += 1
        self.drafts += [replace(row, run=self.run) for row in read_table(element, walk_blocks)]


def walk_blocks(root: html.HtmlElement) -> list[Draft]:
    """Return the blocks of an HTML tree in reading order."""
    walker = _Walker()
    events = etree.iterwalk(root, events=("start", "end"))
    skipped = None
    for event, element in events:
        if event == "start":
            instead = walker.start(element)
            if instead is not None:
                instead()
                events.skip_subtree()
                skipped = element
            continue
        if element is skipped:
            skipped = None
        else:
            walker.end(element)
        if element is not root:
            walker.tail(element)
    walker.flush()
    return walker.drafts


def _is_hidden(element: html.HtmlElement) -> bool:
    """Tell whether a reader of the page would not see the element, or see only a mark."""
    if not element.attrib:
        return False
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if (style := element.get("style")) and _HIDDEN_STYLE.search(style):
        return True
    name = element.get("class")
    if name is None or element.tag not in ("a", "sup", "span"):
        return False
    mark = _MARK_CLASS.search(name)
    # A link that is called an anchor may still carry words; a permalink is one sign.
    return mark is not None and len(element.text_content().strip()) <= 6
