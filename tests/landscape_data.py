"""A small landscape made by hand, with levels that change over time: for tests of what draws it."""

from __future__ import annotations

from ontology.names import ONTOLOGY_GRAPH, PROVENANCE_GRAPH

NAMES = {
    "Storage_layer": ("Layer", "Storage layer"),
    "Network_layer": ("Layer", "Network layer"),
    "Database": ("Category", "Database"),
    "Proxy": ("Category", "Proxy"),
    "Alpha": ("Project", "Alpha"),
    "Beta": ("Project", "Beta"),
    "Gamma": ("Project", "Gamma"),
    "Delta": ("Project", "Delta"),
    "seed": ("MaturityLevel", "seed"),
    "grown": ("MaturityLevel", "grown"),
}
_ABOVE = {"Project": ["Software", "Thing"], "Layer": ["Topic", "Thing"], "Category": ["Topic", "Thing"]}
_LABELS = {
    "partOfLayer": "is part of the layer",
    "inCategory": "is in the category",
    "maturity": "has the maturity level",
    "dependsOn": "depends on",
    "integratesWith": "integrates with",
}
# Subject, property, object, since, until.
FACTS: list[tuple[str, str, str, str, str | None]] = [
    ("Database", "partOfLayer", "Storage_layer", "2018-01-01", None),
    ("Proxy", "partOfLayer", "Network_layer", "2018-01-01", None),
    ("Alpha", "inCategory", "Database", "2018-01-01", None),
    ("Beta", "inCategory", "Database", "2020-01-01", None),
    ("Gamma", "inCategory", "Proxy", "2018-01-01", None),
    ("Alpha", "maturity", "seed", "2018-01-01", "2019-06-01"),
    ("Alpha", "maturity", "grown", "2019-06-01", None),
    ("Beta", "maturity", "seed", "2020-01-01", None),
    ("Alpha", "dependsOn", "Gamma", "2018-01-01", None),
    ("Beta", "dependsOn", "Gamma", "2020-01-01", "2021-01-01"),
    ("Delta", "integratesWith", "Alpha", "2018-01-01", None),
]


Facts = list[tuple[str, str, str, str, str | None]]


def to_trig(names: dict[str, tuple[str, str]] = NAMES, facts: Facts = FACTS) -> str:
    """Return a landscape as TriG, every fact with a sentence of `dns.md`."""
    lines = []
    for name, (kind, label) in names.items():
        types = ", ".join(f"kg:{item}" for item in [kind, *_ABOVE.get(kind, ["Thing"])])
        lines.append(f'e:{name} a {types} ; skos:prefLabel "{label}"@en .')
    lines += [f"e:{subject} kg:{name} e:{end} ." for subject, name, end, _, _ in facts]
    lines.append(f"GRAPH <{ONTOLOGY_GRAPH}> {{")
    lines += [f'kg:{name} rdfs:label "{label}"@en .' for name, label in _LABELS.items()]
    lines += ["}", f"GRAPH <{PROVENANCE_GRAPH}> {{"]
    for number, (subject, name, end, since, until) in enumerate(facts):
        words = f"{names[subject][1]} {_LABELS[name]} {names[end][1]}."
        ended = f' ; kg:validUntil "{until}"' if until else ""
        lines.append(
            f"st:l{number} a kg:Statement ; rdf:subject e:{subject} ; rdf:predicate kg:{name} ; rdf:object e:{end} ; "
            f'kg:modality "asserted" ; kg:since "{since}" ; kg:date "{since}" ; kg:validFrom "{since}"{ended} ; '
            "prov:wasDerivedFrom doc:dns.md ; oa:hasTarget [ oa:hasSource doc:dns.md ; "
            f'oa:hasSelector [ oa:exact "{words}" ; oa:start 0 ; oa:end {len(words)} ] ] .'
        )
    return "\n".join([*lines, "}"])
