"""The page of one entity: what it is, its facts in groups, each with its sentence."""

from __future__ import annotations

from html import escape
from itertools import groupby

from api.entities import End, EntityFact, EntityRecord, Evidence, to_entity_path
from api.pages.layout import render_page


def render_entity(entity: EntityRecord) -> str:
    """Return the page."""
    own = [fact for fact in entity.facts if fact.subject.iri == entity.iri]
    others = [fact for fact in entity.facts if fact.subject.iri != entity.iri]
    also = f"<p>Also: {escape(', '.join(entity.aliases))}</p>" if entity.aliases else ""
    definition = f"<p>{escape(entity.definition)}</p>" if entity.definition else ""
    content = f"""<h2>{escape(entity.label)}</h2>
<p><strong>{escape(entity.type or "Thing")}</strong> <code>{escape(entity.iri)}</code></p>
{definition}
{also}
{_render_groups("What the documents say of it", own, subject=True)}
{_render_groups("Where it stands in what they say of others", others, subject=False)}"""
    return render_page(entity.label, content)


def _render_groups(title: str, facts: list[EntityFact], *, subject: bool) -> str:
    if not facts:
        return ""
    groups = []
    for predicate, members in groupby(facts, key=lambda fact: fact.predicate):
        items = "\n".join(_render_fact(fact, subject=subject) for fact in members)
        heading = f"{escape(predicate)}" if subject else f"… {escape(predicate)} it"
        groups.append(f"<h4>{heading}</h4>\n<ul>\n{items}\n</ul>")
    return f"<section><h3>{escape(title)}</h3>\n" + "\n".join(groups) + "\n</section>"


def _render_fact(fact: EntityFact, *, subject: bool) -> str:
    modality = fact.modality if fact.modality != "asserted" else ""
    notes = [note for note in (modality, "derived" * fact.derived, "disputed" * fact.disputed) if note]
    marks = f" <em>({escape(', '.join(notes))})</em>" if notes else ""
    quotes = "".join(_render_evidence(evidence) for evidence in fact.evidence)
    return f"<li>{_render_end(fact.object if subject else fact.subject)}{marks}{quotes}</li>"


def _render_end(end: End) -> str:
    path = to_entity_path(end.iri) if end.iri else None
    if path:
        return f'<a href="{escape(path)}">{escape(end.label)}</a>'
    return f"<span>{escape(end.label)}</span>"


def _render_evidence(evidence: Evidence) -> str:
    source = " · ".join(part for part in (evidence.title, evidence.document, evidence.date) if part)
    quote, cite = escape(evidence.quote or ""), escape(source)
    return f"<blockquote><p>{quote}</p><footer><cite>{cite}</cite></footer></blockquote>"
