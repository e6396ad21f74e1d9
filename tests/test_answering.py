"""Questions to answers, over a tiny corpus and, where they are at hand, the five source documents."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from api.answering.answerer import Answerer
from api.answering.model import MAX_ANSWER, MAX_CITATION_TEXT, MAX_CITATIONS, Answer, Question, Reason
from api.evaluation import load_questions, score_questions
from api.service import Service, open_service
from indexer.tokens import find_tokens

SHARED = Path(__file__).parents[2] / "shared"
GOLD = Path(__file__).parent / "gold"
FLOOR = 0.80

Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def service(data_folder: Path) -> Service:
    return open_service(data_folder)


@pytest.fixture(scope="module")
def ask(service: Service) -> Ask:
    answerer: Answerer = service.answerer
    return lambda text, **more: answerer.answer(Question(question=text, **more))


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Service:
    """The five source documents, built alone."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("../shared/seeds is not here")
    from api.build import build_data

    folder = tmp_path_factory.mktemp("seeds") / "data"
    build_data([SHARED / "seeds"], folder)
    return open_service(folder)


def labels(answer: Answer) -> list[str]:
    return [item.label for item in answer.items]


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("what replaces KubeDNS?", ["CoreDNS"]),
        ("What was KubeDNS replaced by?", ["CoreDNS"]),
        ("What should I use instead of KubeDNS?", ["CoreDNS"]),
        ("What does CoreDNS replace?", ["KubeDNS"]),
        ("coredns language", ["Go"]),
        ("Which language is CoreDNS written in?", ["Go"]),
        ("Who originally developed Jaeger?", ["Uber"]),
        ("who originally developed jeager", ["Uber"]),
        ("What is Jaeger compatible with?", ["OpenTracing"]),
        ("Which company created Envoy?", ["Lyft"]),
        ("What uses Envoy?", ["Istio"]),
        ("Which language is the project that replaced KubeDNS written in?", ["Go"]),
    ],
)
def test_a_fact_is_found_whichever_way_it_is_asked(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert labels(answer) == items
    assert answer.facts and answer.citations and answer.sparql


def test_fewer_citations_are_given_where_fewer_are_wanted_but_for_those_it_rests_on(ask: Ask) -> None:
    whole, cut = ask("What is Envoy?"), ask("What is Envoy?", top_k=1)
    assert len(whole.citations) > 1 and cut.citations == whole.citations[:1]
    second = whole.model_copy(update={"answer": "Envoy is a proxy [2]."})
    assert [citation.id for citation in second.cut(1).citations] == [1, 2]


def test_the_answer_to_the_first_question_stands_on_its_sentence(ask: Ask) -> None:
    answer = ask("what replaces KubeDNS?")
    fact = answer.facts[0]
    assert (fact.subject.label, fact.predicate.label, fact.object.label) == ("CoreDNS", "replaces", "KubeDNS")
    citation = answer.citations[fact.citations[0] - 1]
    assert citation.document == "cluster-dns.md" and citation.date == "2018-10-26"
    assert "CoreDNS replaced KubeDNS" in citation.text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [("Is CoreDNS written in Go?", "yes"), ("Does Istio use Envoy?", "yes"), ("Does Envoy use Istio?", "no")],
)
def test_yes_and_no(ask: Ask, question: str, verdict: str) -> None:
    answer = ask(question)
    assert labels(answer) == [verdict] and answer.answer.lower().startswith(verdict)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("what replaces Envoy?", Reason.NO_SUCH_FACT),
        ("Which licence is Jaeger released under?", Reason.NO_SUCH_FACT),
        ("What is the capital of France?", Reason.OUT_OF_SCOPE),
    ],
)
def test_what_the_documents_do_not_say_is_not_answered(ask: Ask, question: str, reason: Reason) -> None:
    answer = ask(question)
    assert (answer.status, answer.reason) == ("unanswerable", reason)
    assert not answer.items and not answer.facts and answer.answer


def test_a_pronoun_means_what_the_last_question_found(ask: Ask) -> None:
    assert labels(ask("and what language is it written in?", history=["what replaces KubeDNS?"])) == ["Go"]


def test_a_definition_is_told_in_the_documents_words(ask: Ask) -> None:
    answer = ask("What is CoreDNS?")
    assert answer.answer.startswith("CoreDNS is a DNS server that chains plugins.")


def test_a_query_returns_exactly_the_items(ask: Ask, service: Service) -> None:
    for question in ("what replaces KubeDNS?", "Which language is CoreDNS written in?", "What uses Envoy?"):
        assert_query_returns_items(ask(question), service)


def test_seeds_are_answered_right_and_cited(seeds: Service) -> None:
    golds = load_questions(SHARED / "eval" / "questions_seeds.jsonl")
    replies = score_questions(golds, lambda body: seeds.answerer.answer(Question(**body)).model_dump(mode="json"))
    good = sum(reply.is_right and reply.is_cited for reply in replies)
    assert good / len(replies) >= FLOOR


def test_every_answer_keeps_to_its_evidence_and_its_limits(seeds: Service) -> None:
    for line in (SHARED / "eval" / "questions_seeds.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        answer = seeds.answerer.answer(
            Question(question=gold["question"], history=gold.get("history", []), as_of=gold.get("as_of"))
        )
        assert len(answer.answer) <= MAX_ANSWER and len(answer.citations) <= MAX_CITATIONS, gold["question"]
        assert all(len(citation.text) <= MAX_CITATION_TEXT for citation in answer.citations)
        if answer.status != "answered":
            assert not answer.items and not answer.facts
            continue
        assert answer.citations, gold["question"]
        assert_entailed(answer)
        assert_query_returns_items(answer, seeds)


def assert_entailed(answer: Answer) -> None:
    """Names and numbers of an answer occur in its facts or citations."""
    shown = " ".join(
        [f"{c.text} {c.title} {c.date or ''}" for c in answer.citations]
        + [f"{f.subject.label} {f.predicate.label} {f.object.label} {f.date or ''}" for f in answer.facts]
        + [item.label for item in answer.items]
        + [str(len(answer.items))]
    )
    told = re.sub(r"\[\d+\]", " ", answer.answer)
    names = re.findall(r"\b(?:[A-Z][\w+#.-]*[A-Za-z0-9+#]|\d[\d.]*\d|\d)", told)
    known = set(find_tokens(shown)) | set(shown.lower().split()) | {
        "yes", "no", "sourc", "document", "january", "february", "march", "april", "may", "june", "july", "august",
        "september", "october", "november", "december",
    }  # fmt: skip
    for name in names:
        tokens = [name.lower(), *find_tokens(name)]
        assert set(tokens) & known or any(t in shown.lower() for t in tokens), (answer.question, name)


def assert_query_returns_items(answer: Answer, service: Service) -> None:
    """The query shown gives exactly the items when it is run."""
    if answer.sparql is None:
        return
    rows = service.graph.query(answer.sparql)
    if answer.sparql.startswith("ASK"):
        assert bool(rows) == (answer.items[0].label == "yes"), answer.question
        return
    found = {row["item"].value for row in rows}  # type: ignore[union-attr]
    assert found == {item.iri or item.label for item in answer.items}, answer.question


def test_wordings_of_one_question_are_answered_alike(seeds: Service) -> None:
    files = ("paraphrases_seeds", "paraphrases_seeds_more", "paraphrases_facts")
    lines = [line for name in files for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()]
    groups = [group for group in map(json.loads, lines) if group.get("set", "seeds") == "seeds"]
    assert len(groups) == 76
    told = [
        {frozenset(labels(seeds.answerer.answer(Question(question=text)))) for text in group["questions"]}
        for group in groups
    ]
    assert sum(len(items) == 1 and items != {frozenset()} for items in told) >= 46
