"""The page of one entity: what it is, its facts with their sentences, and what lies around it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from urllib.parse import quote, urlencode

from api.documents import to_document_path
from api.entities import EntityFact, EntityRecord, Evidence, to_label
from api.pages.layout import render_page
from api.pages.overview import Difference, Moment, find_differences, find_moments, find_neighbours
from api.pages.terms import render_end, render_notes
from indexer.passages import Passage
from ontology.names import ENTITY, KG

_SHOWN_QUOTES = 2
_LONG_RECORD, _SHOWN_LINES = 5, 2


def render_entity(entity: EntityRecord, passages: Sequence[Passage] = (), relations: Sequence[str] = ()) -> str:
    """Return the page.

    `passages`: those that mention the entity, best first. `relations`: IRIs of properties in the order in which
    their facts are shown; others come last.
    """
    ranks = {iri: rank for rank, iri in enumerate(relations)}
    facts = sorted(entity.facts, key=lambda fact: ranks.get(fact.predicate_iri, len(ranks)))
    own = [fact for fact in facts if fact.subject.iri == entity.iri]
    others = [fact for fact in facts if fact.subject.iri != entity.iri]
    sections = [
        _render_head(entity),
        _render_differences(find_differences(entity.facts)),
        _render_facts("What the documents say of it", "facts", own, subject=True),
        _render_facts("What they say of others about it", "mentions", others, subject=False),
        _render_timeline(find_moments(entity.facts)),
        _render_passages(passages),
        _render_neighbours(entity),
        _render_forms(entity),
    ]
    return render_page(entity.label, "\n".join(section for section in sections if section), styles=("entity.css",))


def _render_head(entity: EntityRecord) -> str:
    kind = f'<p class="kind">{escape(to_label(KG + (entity.type or "Thing")))}</p>'
    said = [
        fact.object.label
        for fact in entity.facts
        if fact.subject.iri == entity.iri and fact.predicate_iri == KG + "definedAs" and fact.modality == "asserted"
    ]
    # the longest definition says most
    definition = max([*said, entity.definition or ""], key=len)
    lead = f'<p class="lead">{escape(definition)}</p>' if definition else ""
    also = f"<p>Also: {escape(', '.join(entity.aliases))}</p>" if entity.aliases else ""
    return f"""<header class="entity">
{kind}<h2>{escape(entity.label)}</h2>
{lead}{also}<p><code>{escape(entity.iri)}</code></p>
<p class="actions"><a href="/?{escape(urlencode({"q": f"What is {entity.label}?"}))}">Ask about it</a>
<a href="/explore?around={quote(entity.iri.removeprefix(ENTITY), safe="")}">See it in the map</a></p>
</header>"""


def _render_differences(differences: Sequence[Difference]) -> str:
    if not differences:
        return ""
    blocks = []
    for difference in differences:
        sides = "".join(_render_fact(fact, subject=True, alone=True) for fact in difference.sides)
        title = f"{escape(difference.subject.label)} {escape(difference.predicate)}"
        blocks.append(f"<h4>{title}</h4><ul>{sides}</ul>")
    return _render_section("Where the sources differ", "differs", "".join(blocks))


def _render_facts(title: str, name: str, facts: Sequence[EntityFact], *, subject: bool) -> str:
    if not facts:
        return ""
    groups = []
    for predicate, members in groupby(facts, key=lambda fact: fact.predicate):
        items = "".join(_render_fact(fact, subject=subject) for fact in members)
        heading = escape(predicate) if subject else f"… {escape(predicate)} it"
        groups.append(f'<div class="group"><h4>{heading}</h4><ul>{items}</ul></div>')
    return _render_section(title, name, "".join(groups))


def _render_fact(fact: EntityFact, *, subject: bool, alone: bool = False) -> str:
    notes = [
        "" if fact.modality == "asserted" else fact.modality,
        "derived" * fact.derived,
        "disputed" * (fact.disputed and not alone),
        f"from {fact.valid_from}" if fact.valid_from else "",
        f"until {fact.valid_until}" if fact.valid_until else "",
    ]
    end = fact.object if subject else fact.subject
    shown = "".join(_render_evidence(evidence, end.label) for evidence in fact.evidence[:_SHOWN_QUOTES])
    rest = fact.evidence[_SHOWN_QUOTES:]
    if rest:
        quotes = "".join(_render_evidence(evidence, end.label) for evidence in rest)
        shown += f"<details><summary>{len(rest)} more</summary>{quotes}</details>"
    return f"<li>{render_end(end)}{render_notes(notes)}{shown}</li>"


def _render_evidence(evidence: Evidence, end: str) -> str:
    span = (evidence.start, evidence.end)
    cite = _render_source(evidence.title, evidence.document, evidence.date, evidence.section, span)
    return f"<blockquote>{_render_quote(evidence.quote or '', end)}<footer>{cite}</footer></blockquote>"


def _render_quote(quote: str, end: str) -> str:
    """Return the words; of a long record its first line and those that name `end`, with the whole folded."""
    lines = quote.splitlines()
    if len(lines) < _LONG_RECORD:
        return f"<p>{escape(quote)}</p>"
    telling = [line for line in lines[1:] if end.lower() in line.lower()][:_SHOWN_LINES]
    shown = escape("\n".join([lines[0], *telling]))
    return f"<p>{shown}</p><details><summary>{len(lines)} lines of the record</summary><p>{escape(quote)}</p></details>"


def _render_source(
    title: str | None, document: str | None, date: str | None, section: str | None, span: tuple[int | None, int | None]
) -> str:
    """Return where words stand, as a link to that place in the document."""
    named = escape(title or document or "")
    heading = section.rsplit(" / ", 1)[-1] if section else None
    where = f" · {escape(heading)}" if heading and heading != title else ""
    when = f" · <time>{escape(date)}</time>" if date else ""
    if document:
        place = escape(" / ".join(part for part in (document, section) if part))
        named = f'<a href="{escape(to_document_path(document, *span))}" title="{place}">{named}</a>'
    return f"<cite>{named}{where}</cite>{when}"


def _render_timeline(moments: Sequence[Moment]) -> str:
    if not moments:
        return ""
    items = "".join(
        f"<li><time>{escape(moment.date)}</time>"
        f"<div>{''.join(f'<p>{escape(text)}</p>' for text in moment.texts)}</div></li>"
        for moment in moments
    )
    note = '<p class="note">A day the text gives, or that of the document which says so.</p>'
    return _render_section("Timeline", "timeline", f"{note}<ol>{items}</ol>")


def _render_passages(passages: Sequence[Passage]) -> str:
    if not passages:
        return ""
    items = "".join(map(_render_passage, passages))
    return _render_section("Passages", "passages", items)


def _render_passage(passage: Passage) -> str:
    span = (passage.span.start, passage.span.end)
    cite = _render_source(passage.title, passage.document, passage.date, " / ".join(passage.section), span)
    return f"<blockquote><p>{escape(passage.text)}</p><footer>{cite}</footer></blockquote>"


def _render_neighbours(entity: EntityRecord) -> str:
    neighbours = find_neighbours(entity)
    if not neighbours:
        return ""
    items = "".join(f"<li>{render_end(end)}</li>" for end in neighbours)
    return _render_section("Neighbours", "neighbours", f"<ul>{items}</ul>")


def _render_forms(entity: EntityRecord) -> str:
    query = f"SELECT ?property ?value {{ <{entity.iri}> ?property ?value }}"
    return (
        f'<p class="forms"><a href="/sparql#query={quote(query)}">Open in the query page</a> '
        "<span>As data: ask for this address with <code>Accept: application/json</code>, "
        "<code>application/ld+json</code> or <code>text/turtle</code>.</span></p>"
    )


def _render_section(title: str, name: str, content: str) -> str:
    return f'<section class="{name}"><h3>{escape(title)}</h3>{content}</section>'
