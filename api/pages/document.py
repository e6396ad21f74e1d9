"""The page of one document: its text as it was read, the words of a citation marked, and the facts beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby, pairwise

from api.documents import DocumentFact, DocumentRecord
from api.pages.layout import render_page
from api.pages.terms import render_end, render_notes
from kg.documents import Block, BlockKind, Span

_TAGS = {BlockKind.QUOTE: "blockquote", BlockKind.CODE: "pre"}
_CLASSES = {
    BlockKind.CAPTION: "caption",
    BlockKind.FRONT_MATTER: "furniture",
    BlockKind.FURNITURE: "furniture",
    BlockKind.RECORD: "record",
}


def render_document(record: DocumentRecord, marked: Span) -> str:
    """Return the page; the words of the span `marked` are marked, unless it is empty."""
    document = record.document
    facts = _render_facts(record)
    content = f"""<header class="document">
<p class="kind">Document</p><h2>{escape(document.title)}</h2>
<p class="meta">{_render_meta(document.name, document.date)}</p>
</header>
<div class="reading">
<article aria-label="Text" dir="auto">{_Text(record, marked).render()}</article>
{facts}
</div>"""
    return render_page(document.title, content, styles=("document.css",))


def _render_meta(name: str, date: str | None) -> str:
    when = f"<time>{escape(date)}</time>" if date else "no date given"
    return f"{when} · <code>{escape(name)}</code>"


def _render_facts(record: DocumentRecord) -> str:
    if not record.facts:
        return ""
    items = []
    for span, facts in groupby(record.facts, key=lambda fact: fact.span):
        lines = "".join(_render_fact(fact, record.iri) for fact in facts)
        items.append(f'<li>{lines}<a class="place" href="#s{span.start}">the sentence</a></li>')
    return f'<aside aria-label="Facts" tabindex="0"><h3>What was read from it</h3><ol>{"".join(items)}</ol></aside>'


def _render_fact(fact: DocumentFact, here: str) -> str:
    """Return a fact as a line; `here` is the IRI of the document, whose title would be said over and over."""
    this = "<span>this document</span>"
    subject, object = (this if end.iri == here else render_end(end) for end in (fact.subject, fact.object))
    notes = ["" if fact.modality == "asserted" else fact.modality, "sources differ" * fact.disputed]
    return f"<p>{subject} {escape(fact.predicate)} {object}{render_notes(notes)}</p>"


class _Text:
    """The text as HTML: blocks, and in them the spans of sentences and of the citation."""

    def __init__(self, record: DocumentRecord, marked: Span) -> None:
        self.text = record.document.text
        self.title = record.document.title
        self.blocks = record.document.blocks or _to_paragraphs(self.text)
        self.marked = marked
        self.stated: dict[Span, list[str]] = {}
        for fact in record.facts:
            words = f"{fact.subject.label} {fact.predicate} {fact.object.label}"
            self.stated.setdefault(fact.span, []).append(words)
        self.spans = sorted(self.stated)
        self._longest = max((span.end - span.start for span in self.spans), default=0)
        self._seen: set[str] = set()
        self._depth = 2

    def render(self) -> str:
        """Return all blocks: items of a list and rows of a table each in one element."""
        parts = []
        for kind, blocks in groupby(self.blocks, key=lambda block: block.kind):
            inner = "".join(self._render_block(block) for block in blocks)
            if kind is BlockKind.LIST_ITEM:
                inner = f"<ul>{inner}</ul>"
            elif kind is BlockKind.TABLE_ROW:
                inner = f'<div class="wide"><table><tbody>{inner}</tbody></table></div>'
            parts.append(inner)
        return "\n".join(part for part in parts if part)

    def _render_block(self, block: Block) -> str:
        words = self._render_span(block.span)
        match block.kind:
            case BlockKind.TITLE | BlockKind.HEADING:
                repeated = words == escape(self.title)
                if repeated:
                    return ""
                # no level is skipped, whatever the document does: the outline of a page is read aloud
                self._depth = min(6, 2 + max(block.level, 1), self._depth + 1)
                return f"<h{self._depth}>{words}</h{self._depth}>"
            case BlockKind.LIST_ITEM:
                return f'<li class="depth-{min(block.level, 4)}">{words}</li>'
            case BlockKind.TABLE_ROW:
                tag = "th" if block.header else "td"
                cells = block.cells or (block.span,)
                return f"<tr>{''.join(f'<{tag}>{self._render_span(cell)}</{tag}>' for cell in cells)}</tr>"
        tag, name = _TAGS.get(block.kind, "p"), _CLASSES.get(block.kind)
        return f'<{tag} class="{name}">{words}</{tag}>' if name else f"<{tag}>{words}</{tag}>"

    def _render_span(self, span: Span) -> str:
        """Return the words under `span`, cut wherever a sentence with facts or the citation begins or ends."""
        first = bisect_left(self.spans, Span(span.start - self._longest, 0))
        inside = [
            other for other in self.spans[first : bisect_left(self.spans, Span(span.end, 0))] if other.overlaps(span)
        ]
        borders = {span.start, span.end}
        for other in (*inside, self.marked):
            borders |= {place for place in (other.start, other.end) if span.start < place < span.end}
        return "".join(self._render_piece(Span(*ends), inside) for ends in pairwise(sorted(borders)))

    def _render_piece(self, piece: Span, inside: Sequence[Span]) -> str:
        words = escape(piece.of(self.text))
        for span in (span for span in inside if span.holds(piece)):
            told = escape("; ".join(self.stated[span]))
            words = f'<span class="stated"{self._name(f"s{span.start}")} title="{told}">{words}</span>'
        if self.marked.holds(piece):
            words = f"<mark{self._name('quote')}>{words}</mark>"
        return words

    def _name(self, name: str) -> str:
        """Return the id attribute, once for each name."""
        if name in self._seen:
            return ""
        self._seen.add(name)
        return f' id="{name}"'


def _to_paragraphs(text: str) -> tuple[Block, ...]:
    """Return the parts between blank lines, for data that tells no blocks."""
    return tuple(Block(BlockKind.PARAGRAPH, span) for span in _find_paragraphs(text))


def _find_paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for part in text.split("\n\n"):
        if part:
            yield Span(start, start + len(part))
        start += len(part) + 2
