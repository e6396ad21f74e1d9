"""A data folder made by hand, in the shape that a build gives it: for tests of what reads data."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyoxigraph as ox

from api.answering.model import Answer, Citation, Fact, Question, Reason, Term
from api.service import Service
from api.settings import Settings
from indexer.passages import Hit, Passage
from kg.documents import Block, BlockKind, Document, Span
from kg.generations import DataFolder, Generation, Manifest
from kg.store import OxigraphStore
from kg.texts import save_texts
from ontology.names import ENTITY, KG, ONTOLOGY_GRAPH, PREFIXES, PROVENANCE_GRAPH

TEXT = "CoreDNS replaced KubeDNS as the default cluster DNS. Envoy is written in C++."
QUOTE = "CoreDNS replaced KubeDNS as the default cluster DNS."

BLOCKS = (Block(BlockKind.PARAGRAPH, Span(0, len(TEXT))),)

_TRIG = f"""
e:CoreDNS a kg:Project ; skos:prefLabel "CoreDNS"@en ; skos:altLabel "Core DNS"@en ; kg:replaces e:KubeDNS .
e:KubeDNS a kg:Project ; skos:prefLabel "KubeDNS"@en ; kg:replacedBy e:CoreDNS .
e:Envoy a kg:Project ; skos:prefLabel "Envoy"@en ; kg:writtenIn <{ENTITY}C%2B%2B> .
<{ENTITY}C%2B%2B> a kg:Language ; skos:prefLabel "C++"@en .
<{ENTITY}Markup> a kg:Project ; skos:prefLabel "<script>alert(1)</script>"@en .
doc:dns.md a kg:Document ; dcterms:title "Cluster DNS" ; dcterms:date "2018-10-26" ;
  dcterms:identifier "dns.md" .
GRAPH <{ONTOLOGY_GRAPH}> {{ kg:replaces rdfs:label "replaces"@en . }}
GRAPH <{PROVENANCE_GRAPH}> {{
  st:one a kg:Statement ; rdf:subject e:CoreDNS ; rdf:predicate kg:replaces ; rdf:object e:KubeDNS ;
    kg:modality "asserted" ; kg:confidence 0.9 ; kg:method "lexicon:replace" ; kg:date "2018-10-26" ;
    kg:section "Service Discovery" ; prov:wasDerivedFrom doc:dns.md ;
    oa:hasTarget [ oa:hasSource doc:dns.md ;
      oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact "{QUOTE}" ] ,
                     [ a oa:TextPositionSelector ; oa:start 0 ; oa:end {len(QUOTE)} ] ] .
  st:two a kg:Statement ; rdf:subject e:KubeDNS ; rdf:predicate kg:replacedBy ; rdf:object e:CoreDNS ;
    kg:modality "asserted" ; kg:confidence 0.9 ; kg:date "2018-10-26" ; kg:derivedBy "inverse" ;
    prov:wasDerivedFrom st:one .
  st:three a kg:Statement ; rdf:subject e:Envoy ; rdf:predicate kg:writtenIn ; rdf:object <{ENTITY}C%2B%2B> ;
    kg:modality "hedged" ; kg:confidence 0.5 ; kg:method "lexicon:write" ; prov:wasDerivedFrom doc:dns.md ;
    oa:hasTarget [ oa:hasSource doc:dns.md ;
      oa:hasSelector [ oa:exact "Envoy is written in C++." ; oa:start 53 ; oa:end 77 ] ] .
}}
"""


def make_data(path: Path, name: str = "one", more: str = "") -> Generation:
    """Make a data folder with a generation called `name` in force; `more` is TriG to add."""
    folder = DataFolder(path)
    with folder.writing():
        generation = folder.begin(name)
        store = OxigraphStore.create(generation.graph)
        store.bulk_load(_parse(more))
        store.optimize()
        save_texts([Document("dns.md", TEXT, "Cluster DNS", BLOCKS, "2018-10-26")], generation.path)
        generation.save_manifest(Manifest({"dns.md": "0" * 64}, counts={"documents": 1, "statements": 3}))
        folder.publish(generation)
    return generation


def _parse(more: str) -> list[ox.Quad]:
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return list(ox.parse(prefixes + _TRIG + more, ox.RdfFormat.TRIG))


class SmallService(Service):
    """A service over a folder of `make_data` that knows one answer and one passage."""

    def __init__(self, generation: Generation, settings: Settings) -> None:
        super().__init__(generation, settings)
        self.__dict__ |= {
            "answerer": SimpleNamespace(answer=answer, prepare=lambda: None),
            "passages": SimpleNamespace(search=search),
        }


def open_small_service(data: Path, settings: Settings) -> Service:
    """Open the generation in force."""
    return SmallService(DataFolder(data).current(), settings)


def search(text: str, top_k: int, *_: Any) -> list[Hit]:
    """Return the one passage, whatever is looked for."""
    passage = Passage("dns.md", "Cluster DNS", "2018-10-26", ("Service Discovery",), Span(0, len(TEXT)), TEXT)
    return [Hit(passage, 0.5, 1)][:top_k]


def answer(question: Question) -> Answer:
    """Answer a question about the one replacement; know no other."""
    if "fail" in question.question:
        raise RuntimeError("the secret of /etc/passwd")
    if "replaces" not in question.question:
        return Answer(
            question=question.question,
            status="unanswerable",
            reason=Reason.OUT_OF_SCOPE,
            answer="The documents do not say.",
        )
    new, old = (Term(label=label, iri=ENTITY + label, type="Project") for label in ("CoreDNS", "KubeDNS"))
    replaces = Term(label="replaces", iri=KG + "replaces")
    return Answer(
        question=question.question,
        status="answered",
        answer="CoreDNS replaced KubeDNS [1].",
        items=[new],
        facts=[Fact(subject=new, predicate=replaces, object=old, date="2018-10-26", citations=[1])],
        citations=[
            Citation(id=1, document="dns.md", title="Cluster DNS", text=QUOTE, start=0, end=len(QUOTE), score=1.0)
        ],
        sparql="SELECT ?item { ?item kg:replaces e:KubeDNS }",
        timings_ms={"total": 1.5},
    )
