"""A whole HTML page -> its main content as drafts, and what its head says about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from lxml import html

from kg.documents import BlockKind
from kg.language.dates import read_date
from kg.readers.blocks import parse_html, to_heading, walk_blocks
from kg.readers.bylines import MAX_BYLINE, find_byline_authors, find_byline_date, split_names
from kg.readers.drafts import Draft, Reading
from kg.readers.inline import fold_space
from kg.readers.pages import prepare_page

_DATE_METAS = (
    "article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publication_date",
    "published",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "citation_publication_date",
    "sailthru.date",
    "article:modified_time",
    "og:updated_time",
    "last-modified",
)
_AUTHOR_METAS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
)
_TITLE_METAS = ("og:title", "twitter:title", "dc.title", "citation_title")
# Where a page may show its byline, which the extraction of its main content drops.
_LINES = ("p", "div", "span", "address", "small", "time", "li", "em", "header")
_TOP_LINES = 200
_ASIDES = ("nav", "aside", "footer", "script", "style", "form", "noscript", "template")


def read_html(source: str) -> Reading:
    """Return the main content of a page, its title, date and authors."""
    page = parse_html(source)
    metas = _read_metas(page)
    whole = _walk_body(parse_html(source))
    drafts = _restore_headings(_walk_main_content(source), whole) or whole
    headings = [to_heading(fold_space(h.text_content())) for h in page.iterdescendants("h1") if _heads_text(h)]
    title = _find_title(page, metas, headings)
    if (
        title
        and not any(draft.kind is BlockKind.HEADING and draft.level == 1 for draft in drafts)
        and title in headings
    ):
        drafts = [Draft(BlockKind.HEADING, title, level=1), *drafts]
    authors = [name for key in _AUTHOR_METAS for value in metas.get(key, ()) for name in split_names(value)]
    date = _find_page_date(page, metas)
    entries = _holds_entries(page)
    lines = [] if date and authors else _find_lines(page)
    if not entries:
        date = date or next((found for line in lines if (found := find_byline_date(line))), None)
    authors = authors or list(next((names for line in lines if (names := find_byline_authors(line))), ()))
    return Reading(drafts, title, date, tuple(dict.fromkeys(authors)))


def _find_lines(page: html.HtmlElement) -> list[str]:
    """Return the first short lines of a page, those of its navigation and its footer aside."""
    _drop_asides(page)
    lines = (fold_space(element.text_content()) for element in islice(page.iterdescendants(*_LINES), _TOP_LINES))
    return [line for line in lines if 0 < len(line) <= MAX_BYLINE]


def _walk_main_content(source: str) -> list[Draft]:
    """Return the blocks of the page's article without the page around it; empty where there is none."""
    from trafilatura import extract  # half a second to import: only pages need it

    tree = parse_html(source)
    captions = prepare_page(tree)
    content = extract(
        html.tostring(tree, encoding="unicode"),
        output_format="html",
        include_links=True,
        include_formatting=True,
        include_tables=True,
        include_comments=False,
        favor_recall=True,
    )
    if not content:
        return []
    drafts = walk_blocks(parse_html(content))
    return [
        replace(draft, kind=BlockKind.CAPTION) if draft.text in captions and _is_plain(draft) else draft
        for draft in drafts
    ]


def _restore_headings(kept: Sequence[Draft], whole: Sequence[Draft]) -> list[Draft]:
    """Return the blocks kept of a page with those headings of the `whole` page that stand above one of them.

    The extraction loses the headings of short entries: of a page of news only the first one is left.
    """
    places = {draft.text: number for number, draft in reversed(list(enumerate(kept))) if draft.text}
    restored: dict[int, Draft] = {}
    heading: Draft | None = None
    for draft in whole:
        if draft.kind is BlockKind.HEADING:
            heading = draft if draft.text not in places else None
        elif heading is not None and draft.text in places:
            restored[places[draft.text]] = heading
            heading = None
    return [one for number, draft in enumerate(kept) for one in (restored.get(number), draft) if one is not None]


def _is_plain(draft: Draft) -> bool:
    return draft.kind is BlockKind.PARAGRAPH


def _walk_body(page: html.HtmlElement) -> list[Draft]:
    """Return the blocks of the whole body but for what is no content by its very element."""
    _drop_asides(page)
    body = page.find(".//body")
    return walk_blocks(page if body is None else body)


def _drop_asides(page: html.HtmlElement) -> None:
    """Take out of a page what is no content by its very element."""
    for element in list(page.iterdescendants(*_ASIDES)):
        element.drop_tree()


def _read_metas(page: html.HtmlElement) -> dict[str, list[str]]:
    """Return the page's meta values by name, in lower case."""
    metas: dict[str, list[str]] = {}
    for meta in page.iterdescendants("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = fold_space(meta.get("content") or "")
        if name and content:
            metas.setdefault(name.strip().lower(), []).append(content)
    return metas


def _find_title(page: html.HtmlElement, metas: dict[str, list[str]], headings: list[str]) -> str | None:
    """Return the one first-level heading, else the title in the page's head."""
    if headings and headings[0]:
        return headings[0]
    for key in _TITLE_METAS:
        if key in metas:
            return metas[key][0]
    title = page.find(".//title")
    return (fold_space(title.text_content()) or None) if title is not None else None


def _heads_text(heading: html.HtmlElement) -> bool:
    """Tell whether a first-level heading is that of the text, and not that of the site in a header."""
    around = [element.tag for element in heading.iterancestors()]
    return not {"header", "nav"} & set(around) or bool({"article", "main"} & set(around))


def _find_page_date(page: html.HtmlElement, metas: dict[str, list[str]]) -> str | None:
    for key in _DATE_METAS:
        for value in metas.get(key, ()):
            if date := read_date(value):
                return date
    times = () if _holds_entries(page) else page.iterdescendants("time")
    return next((date for time in times if (date := read_date(time.get("datetime") or ""))), None)


def _holds_entries(page: html.HtmlElement) -> bool:
    """Tell whether a page is made of entries with a day each, none of which is the day of the page."""
    entries = [entry for entry in page.iterdescendants("article") if entry.find(".//h1") is None]
    return sum(entry.find(".//time") is not None for entry in entries) > 1
