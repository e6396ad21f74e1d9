"""Content negotiation: which form of an answer the asker likes best (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A form of answer: its short name, its media type, and other media types that ask for it."""

    name: str
    media_type: str
    aliases: tuple[str, ...] = ()
    charset: bool = False

    @property
    def content_type(self) -> str:
        """The value of the Content-Type header."""
        return f"{self.media_type}; charset=utf-8" if self.charset else self.media_type


JSON = Format("json", "application/sparql-results+json", ("application/json", "text/json"))
XML = Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml"))
CSV = Format("csv", "text/csv", charset=True)
TSV = Format("tsv", "text/tab-separated-values", charset=True)
TURTLE = Format("ttl", "text/turtle", ("application/turtle", "application/x-turtle"), charset=True)
N_TRIPLES = Format("nt", "application/n-triples", ("text/plain",))
JSON_LD = Format("jsonld", "application/ld+json", ("application/json",))
RDF_XML = Format("rdf", "application/rdf+xml", ("application/xml", "text/xml"))
N_QUADS = Format("nq", "application/n-quads")
TRIG = Format("trig", "application/trig", charset=True)
HTML = Format("html", "text/html", ("application/xhtml+xml",), charset=True)
PLAIN_JSON = Format("json", "application/json", ("text/json",))

# The first of each is what an asker without a wish gets.
SOLUTION_FORMATS = (JSON, XML, CSV, TSV)
GRAPH_FORMATS = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML, N_QUADS, TRIG)


def negotiate(accept: str | None, offers: Sequence[Format]) -> Format | None:
    """Return the offer that the Accept header likes best, the earlier among equals, or None.

    >>> negotiate("text/csv;q=0.5, application/json", SOLUTION_FORMATS).name
    'json'
    >>> negotiate("image/png", SOLUTION_FORMATS) is None
    True
    """
    if accept is None or not accept.strip():
        return offers[0]
    ranges = [_parse_range(part) for part in accept.split(",") if part.strip()]
    best, best_quality = None, 0.0
    for offer in offers:
        named = [quality for media_range, quality in ranges if media_range in offer.aliases]
        quality = max([_quality(offer.media_type, ranges), *named])
        if quality > best_quality:
            best, best_quality = offer, quality
    return best


def _parse_range(part: str) -> tuple[str, float]:
    """Return the media range and its quality; one that is no number counts as 1."""
    media, *parameters = [piece.strip().lower() for piece in part.split(";")]
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return media, min(1.0, max(0.0, float(value)))
            except ValueError:
                return media, 1.0
    return media, 1.0


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return the quality of a media type: the most specific range that fits it decides."""
    best: tuple[int, float] = (-1, 0.0)
    for media_range, quality in ranges:
        if media_range == media:
            specificity = 2
        elif media_range == media.partition("/")[0] + "/*":
            specificity = 1
        elif media_range in ("*/*", "*"):
            specificity = 0
        else:
            continue
        best = max(best, (specificity, quality))
    return best[1]
