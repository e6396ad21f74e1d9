"""A page made ready for the extraction of its main content, which loses or mistakes some of its elements."""

from __future__ import annotations

from lxml import etree, html

from kg.readers.inline import fold_space
from kg.readers.tables import MAX_SPAN


def prepare_page(tree: html.HtmlElement) -> frozenset[str]:
    """Write a page so that the extraction keeps what it says, and return the words of its captions."""
    captions = _open_captions(tree)
    _limit_spans(tree)
    _part_code(tree)
    _nest_definitions(tree)
    return captions


def _open_captions(tree: html.HtmlElement) -> frozenset[str]:
    """Make paragraphs of the figure captions, which the extraction would drop, and return their words."""
    captions = []
    for caption in tree.iterdescendants("figcaption"):
        captions.append(fold_space(caption.text_content()))
        caption.tag = "p"
    for figure in tree.iterdescendants("figure"):
        figure.tag = "div"
    return frozenset(captions)


def _part_code(tree: html.HtmlElement) -> None:
    """Name code within a line, and preformatted text, by the tags that tell the extraction the one from the other.

    Of code within a line it would make preformatted text, which parts the sentence around it; of other, a quotation.
    """
    for code in list(tree.iterdescendants("code", "pre")):
        words = code.text_content()
        if code.tag == "pre":
            _flatten(code, "code", words)
        elif code.find(".//br") is None and "\n" not in words.strip():
            _flatten(code, "tt", words)


def _flatten(element: html.HtmlElement, tag: str, words: str) -> None:
    """Leave but the `words` of an element, under another tag."""
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = tag, words, tail


def _nest_definitions(tree: html.HtmlElement) -> None:
    """Put each definition of a list below its term, as the extraction keeps no other sign of what defines what."""
    for terms in list(tree.iterdescendants("dl")):
        for group in terms.findall("div"):
            group.drop_tag()
        terms.tag = "ul"
        term = None
        for child in list(terms):
            if child.tag == "dt":
                child.tag, child.tail, term = "li", None, child
            elif child.tag == "dd" and term is not None:
                child.tag, child.tail = "li", None
                below = term.find("ul[@class='definitions']")
                if below is None:
                    below = etree.SubElement(term, "ul", {"class": "definitions"})
                below.append(child)


def _limit_spans(tree: html.HtmlElement) -> None:
    """Take off spans of cells that no true table has: the extraction would fill in every cell of them."""
    for cell in tree.iterdescendants("td", "th"):
        for name in ("colspan", "rowspan"):
            value = cell.get(name)
            if value is not None and not (value.isascii() and value.isdigit() and int(value) <= MAX_SPAN):
                del cell.attrib[name]
