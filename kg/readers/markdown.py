"""Markdown (with HTML inside) -> drafts, by way of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from kg.readers.blocks import BLOCKS, DROPPED, HEADINGS, parse_html, walk_blocks
from kg.readers.drafts import Draft
from kg.readers.listed_lines import LEAST, are_items
from kg.readers.templates import strip_templates

_ALERT = re.compile(r"\[![A-Za-z]+\][+-]?\s*")
_LOST_REFERENCE = re.compile(r"\[(?P<words>[^\W\d_][^\[\]\n]{1,80})\]\[[\w .:/-]{1,60}\]")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_INLINE_TAGS_WORDS = """
a abbr acronym b bdi bdo big br center cite code data del dfn em font i ins kbd label mark q rb rtc
ruby s samp small span strike strong sub sup time tt u var wbr img source track slot output
blockquote pre figcaption caption col colgroup option optgroup area param frame base
"""
_INLINE_TAGS = frozenset(_INLINE_TAGS_WORDS.split())
_KNOWN_TAGS = BLOCKS | DROPPED | frozenset(HEADINGS) | _INLINE_TAGS


def read_markdown(source: str, mdx: bool = False) -> list[Draft]:
    """Return the blocks of a Markdown text without its front matter."""
    parser = _load_parser()
    environment: dict[str, Any] = {}
    tokens = parser.parse(strip_templates(source, mdx), environment)
    _unwrap_alerts(tokens)
    tokens = list(_mark_items(tokens))
    page: str = parser.renderer.render(tokens, parser.options, environment)
    return walk_blocks(parse_html(f"<html><body>{page}</body></html>"))


@cache
def _load_parser() -> MarkdownIt:
    """Make the parser: CommonMark with HTML, tables, footnotes, definition lists and admonitions."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(deflist_plugin).use(admon_plugin)
    parser.inline.ruler.after("link", "lost_reference", _read_lost_reference)
    parser.add_render_rule("footnote_ref", _render_nothing)
    parser.add_render_rule("footnote_anchor", _render_nothing)
    parser.add_render_rule("html_inline", _render_html_inline)
    return parser


def _read_lost_reference(state: StateInline, silent: bool) -> bool:
    """Read `[words][8]` as its words where the text defines no link "8": pages are cut, and lose their last lines."""
    match = _LOST_REFERENCE.match(state.src, state.pos)
    if match is None or (state.pos and state.src[state.pos - 1].isalnum()):
        return False
    if not silent:
        state.push("text", "", 0).content = match["words"]
    state.pos = match.end()
    return True


def _render_nothing(renderer: Any, tokens: Sequence[Token], index: int, options: Any, environment: Any) -> str:
    """Leave out the marks of footnotes: they are no words of the sentence."""
    return ""


def _render_html_inline(renderer: Any, tokens: Sequence[Token], index: int, options: Any, environment: Any) -> str:
    """Keep `<your-name>` as words: authors write placeholders so, and mean them to be read."""
    content = tokens[index].content
    tag = _TAG.match(content)
    if tag is not None and tag.group(1).lower() not in _KNOWN_TAGS and tag.group(1)[0].islower():
        return escape(content, quote=False)
    return content


def _mark_items(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield tokens with the paragraphs that are lists without marks, a line an item, as lists."""
    for token in tokens:
        lines = _split_lines(token.children or [])
        if len(lines) < LEAST or not are_items(["".join(part.content for part in line) for line in lines]):
            yield token
            continue
        yield Token("html_inline", "", 0, content="<ul>")
        for line in lines:
            yield Token("html_inline", "", 0, content="<li>")
            yield Token("inline", "", 0, children=line)
            yield Token("html_inline", "", 0, content="</li>")
        yield Token("html_inline", "", 0, content="</ul>")


def _split_lines(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the tokens of each line of a paragraph."""
    lines: list[list[Token]] = [[]]
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            lines.append([])
        else:
            lines[-1].append(token)
    return lines


def _unwrap_alerts(tokens: list[Token]) -> None:
    """Turn `> [!NOTE]` from a quotation into the document's own words, without the mark."""
    open_quotes: list[Token | None] = []
    for index, token in enumerate(tokens):
        if token.type == "blockquote_open":
            alert = _find_alert(tokens, index)
            if alert is not None:
                token.tag = "div"
            open_quotes.append(alert)
        elif token.type == "blockquote_close" and open_quotes and open_quotes.pop() is not None:
            token.tag = "div"


def _find_alert(tokens: list[Token], index: int) -> Token | None:
    """Return the inline token that carried an alert's mark, the mark taken off, or None."""
    if index + 2 >= len(tokens) or tokens[index + 2].type != "inline":
        return None
    inline = tokens[index + 2]
    children = inline.children or []
    if not children or children[0].type != "text" or not (mark := _ALERT.match(children[0].content)):
        return None
    children[0].content = children[0].content[mark.end() :]
    return inline
