"""Verdicts in words: yes or no, with the statements that say so."""

from __future__ import annotations

from collections.abc import Sequence

from api.answering.graph.facts.evidence import Citations, Source, to_ask, to_fact
from api.answering.graph.facts.writing import write_date, write_facts, write_marks, write_since
from api.answering.model import MAX_ANSWER, Answer, to_confidence, to_verdict
from api.answering.question.reading import Reading
from indexer.search import PassageIndex
from ontology import Ontology


def write_verdict(
    index: PassageIndex,
    ontology: Ontology,
    reading: Reading,
    sources: Sequence[Source],
    holds: bool,
    others: Sequence[Source] = (),
    lead: str | None = None,
    dated: bool = False,
) -> Answer:
    """Return a verdict with the statements it rests on; `others`: of whom alone it holds.

    `lead`: the words before the statements, if not those of the verdict. `dated`: the days since which they hold are
    told, too.
    """
    citations = Citations(index)
    said: dict[str, list[int | None]] = {}  # each once, with its citations
    facts = []
    for source in sources:
        mark = citations.cite(source, source.confidence)
        since = dated and source.valid_from
        told = write_since(source, ontology) if since else write_statement(source, ontology)
        if source.modality == "negated":
            told = f"the documents deny that {told}"
        changing = ontology.properties[source.predicate].changes_over_time
        date = f" (as of {write_date(source.date)})" if source.date and changing and not since else ""
        said.setdefault(f"{told}{date}", []).append(mark)
        facts.append(to_fact(source, [mark] if mark else [], ontology))
    if others:
        mark = citations.cite(others[0], others[0].confidence)
        only = [source.subject for source in others]
        told = write_facts(only, others[0].predicate, [others[0].object], ontology)
        said.setdefault(f"only {told}", []).append(mark)
        facts += [to_fact(source, [mark] if mark else [], ontology) for source in others]
    verdict = to_verdict(holds)
    words = "; ".join(f"{told} {write_marks(filter(None, marks))}".rstrip() for told, marks in said.items())
    lead = f"{verdict.label.capitalize()}: " if lead is None else lead
    asked = len(sources) == 1 and holds and sources[0].modality == "asserted"
    return Answer(
        question=reading.text, status="answered", answer=f"{lead}{words}."[:MAX_ANSWER],
        items=[verdict], facts=facts, citations=citations.all(),
        confidence=to_confidence(min(source.confidence for source in sources)),
        sparql=to_ask(sources[0]) if asked else None,
    )  # fmt: skip


def turn_round(answer: Answer) -> Answer:
    """Return the verdict on what a claim denies as the verdict on the claim: "Right: ..." where it is not so."""
    told = next((item.label for item in answer.items if item.type == "boolean"), None)
    if told is None:
        return answer
    said = answer.answer.removeprefix(f"{told.capitalize()}: ")
    lead = "Right" if told == "no" else "No"
    return answer.model_copy(
        update={"items": [to_verdict(told == "no")], "answer": f"{lead}: {said}"[:MAX_ANSWER], "sparql": None}
    )


def write_statement(source: Source, ontology: Ontology) -> str:
    """Return what a statement says; one whose value is words and no name, by its sentence."""
    if source.object.datatype in {"string", "langString"} and " " in source.object.label:
        return f"“{' '.join(source.quote.split()).rstrip('.')}”"
    return write_facts([source.subject], source.predicate, [source.object], ontology)
